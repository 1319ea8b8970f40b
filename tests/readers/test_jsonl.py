from __future__ import annotations

import json
from pathlib import Path

from kg.readers import read
from kg.types import RawDocument, Skipped

GOOD = {"id": "k1", "text": "Pasar Sari dibuka, kata Rini.", "title": "Pasar Dibuka"}


def read_lines(tmp_path: Path, *lines: str | bytes) -> list[RawDocument | Skipped]:
    path = tmp_path / "korpus.jsonl"
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines))
    return list(read([path]))


def test_fields_of_a_record(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "text": "Pasar Sari dibuka.\r\nRamai.",
        "title": " Pasar\nDibuka ",
        "date": "Senin, 5 Februari 2024",
        "outlet": "Kabar Melati",
        "url": "https://kabarmelati.example/7",
        "author": "Dimas",
    }
    [found] = read_lines(tmp_path, json.dumps(record))
    assert found == RawDocument(
        id="7",
        text="Pasar Sari dibuka.\nRamai.",
        source=f"{tmp_path / 'korpus.jsonl'}:1",
        title="Pasar Dibuka",
        outlet="Kabar Melati",
        published="2024-02-05",
        byline="Dimas",
        url="https://kabarmelati.example/7",
    )


def test_indonesian_field_names_are_known(tmp_path: Path) -> None:
    record = '{"judul": "Pasar Dibuka", "isi": "Pasar Sari dibuka.", "tanggal": "5/2/2024"}'
    [found] = read_lines(tmp_path, record)
    assert isinstance(found, RawDocument)
    assert (found.title, found.published) == ("Pasar Dibuka", "2024-02-05")


def test_record_without_id_gets_the_same_one_every_time(tmp_path: Path) -> None:
    line = '{"text": "Pasar Sari dibuka."}'
    [first], [second] = read_lines(tmp_path, line), read_lines(tmp_path, line)
    assert isinstance(first, RawDocument)
    assert first == second


def test_bad_lines_are_reported_with_their_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = [json.dumps({"id": f"g{n}", "text": f"Pasar nomor {n} dibuka."}) for n in range(4)]
    found = read_lines(
        tmp_path,
        good[0],
        '{"id": "x", "text": ',
        "",
        '{"id": "x"}',
        good[1],
        '{"text": ["daftar"]}',
        '{"text": "  "}',
        '["Pasar"]',
        '{"a":' * 100_000,
        '{"text": "satu kata", "text": "dua kata"}',
        '{"text": "setengah \\ud800 huruf"}',
        b'{"text": "\xff\xfe\x00\x01\x02\x03"}',
        good[2],
        "NaN",
        good[3],
    )
    assert [f.id for f in found if isinstance(f, RawDocument)] == ["g0", "g1", "g2", "g3"]
    reasons = {int(f.source.rpartition(":")[2]): f.reason for f in found if isinstance(f, Skipped)}
    assert reasons.pop(12) in {"binary", "undecodable"}
    assert reasons == dict.fromkeys((2, 4, 6, 8, 9, 10, 11, 14), "bad_record") | {7: "empty"}


def test_unknown_date_is_noted_not_guessed(tmp_path: Path) -> None:
    [found] = read_lines(tmp_path, json.dumps(GOOD | {"date": "kemarin"}))
    assert isinstance(found, RawDocument)
    assert found.published is None
    assert found.warnings == ("unknown_date",)


def test_one_line_over_the_limit_costs_one_line(tmp_path: Path) -> None:
    path = tmp_path / "korpus.jsonl"
    long = json.dumps({"id": "panjang", "text": "kata " * 2000})
    longer = json.dumps({"id": "lebih", "text": "kata " * 20_000})
    path.write_text("\n".join([long, longer, json.dumps(GOOD)]), encoding="utf-8")
    found = list(read([path], max_bytes=1000))
    assert [f.reason for f in found[:2] if isinstance(f, Skipped)] == ["too_large", "too_large"]
    assert isinstance(found[2], RawDocument)


def test_file_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "korpus.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(2000):
            file.write(json.dumps({"id": n, "text": f"Pasar nomor {n} dibuka."}) + "\n")
        file.truncate(5_000_000_000)  # the rest is a hole: it must never be looked at
    reading = read([path])
    assert [f.id for f in (next(reading) for _ in range(3)) if isinstance(f, RawDocument)] == [
        "0",
        "1",
        "2",
    ]
