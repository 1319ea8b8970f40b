from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import NoInput
from kg.readers import read
from kg.types import RawDocument, Skipped

TEXT = "Pasar Sari dibuka kembali, kata Wali Kota Rini."


def skipped(found: Iterator[RawDocument | Skipped]) -> list[tuple[str, str]]:
    return [(Path(s.source).name, s.reason) for s in found if isinstance(s, Skipped)]


def test_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/9.txt", "a/10.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} {name}", encoding="utf-8")
    assert [found.id for found in read([tmp_path]) if isinstance(found, RawDocument)] == [
        "c",
        "10",
        "9",
        "2",
    ]


def test_unknown_suffix_in_a_folder_is_reported_but_read_when_named(tmp_path: Path) -> None:
    path = tmp_path / "berita.md"
    path.write_text(TEXT, encoding="utf-8")
    assert skipped(read([tmp_path])) == [("berita.md", "unsupported")]
    [found] = read([path])
    assert isinstance(found, RawDocument)


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".cache.txt").write_text(TEXT, encoding="utf-8")
    assert list(read([tmp_path])) == []


@pytest.mark.parametrize("name", ["pipa.txt", "putus.txt", "lingkar.txt", "map.txt"])
def test_what_is_no_regular_file_is_reported_without_blocking(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipa.txt")
    (tmp_path / "putus.txt").symlink_to("tidak-ada.txt")
    (tmp_path / "lingkar.txt").symlink_to("lingkar.txt")
    (tmp_path / "isi").mkdir()
    (tmp_path / "map.txt").symlink_to("isi", target_is_directory=True)
    found: list[tuple[str, str]] = []
    reading = threading.Thread(target=lambda: found.extend(skipped(read([tmp_path]))), daemon=True)
    reading.start()
    reading.join(timeout=5)
    assert not reading.is_alive()
    assert (name, "unreadable") in found


def test_missing_path_among_others_is_reported(tmp_path: Path) -> None:
    good = tmp_path / "baik.txt"
    good.write_text(TEXT, encoding="utf-8")
    found = list(read([tmp_path / "tidak-ada.txt", good]))
    assert isinstance(found[0], Skipped)
    assert found[0].reason == "unreadable"
    assert isinstance(found[1], RawDocument)


@pytest.mark.parametrize("inputs", [[], ["tidak-ada.txt"]])
def test_no_input_at_all_is_an_error_before_anything_is_read(inputs: list[str]) -> None:
    with pytest.raises(NoInput):
        read(inputs)


def test_file_removed_between_listing_and_reading_is_reported(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    reading = read([tmp_path])
    next(reading)
    (tmp_path / "b.txt").unlink()
    assert skipped(reading) == [("b.txt", "unreadable")]


def test_size_is_judged_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    with path.open("wb") as file:
        file.truncate(20_000_000_000)
    assert skipped(read([path])) == [("besar.txt", "too_large")]


def test_limit_is_an_option(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert skipped(read([path], max_bytes=len(TEXT) - 1)) == [("a.txt", "too_large")]
    assert skipped(read([path], max_bytes=len(TEXT))) == []


def test_name_of_any_bytes_can_be_reported(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/rusak\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123  pathlib takes no bytes
        file.write(TEXT.encode())
    [found] = read([tmp_path])
    assert isinstance(found, RawDocument)
    found.source.encode("utf-8")
    found.id.encode("ascii")


@pytest.mark.parametrize("name", ["..%2fetc", "nama panjang sekali " * 8, "berita.v2", "Bergé"])
def test_id_from_any_file_name_is_safe(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(TEXT, encoding="utf-8")
    [found] = read([path])
    assert isinstance(found, RawDocument)
    assert len(found.id) <= 80
    assert not set(found.id) & set("/\\ %")


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), 1),
        (b'{"id": "x1", "text": "Pasar dibuka."}\n{"id": "x2", "text": "Ramai."}\n', 2),
        (b"id,text\nx1,Pasar dibuka.\n", 1),
        (b"<!DOCTYPE html><html><body><p>Pasar Sari dibuka.</p></body></html>", 1),
    ],
    ids=["text", "jsonl", "csv", "html"],
)
def test_standard_input_is_told_by_its_content(data: bytes, ids: int) -> None:
    found = list(read(["-"], stdin=io.BytesIO(data)))
    assert sum(isinstance(item, RawDocument) for item in found) == ids


def test_standard_input_over_the_limit_is_refused() -> None:
    [found] = read(["-"], stdin=io.BytesIO(b"kata " * 100), max_bytes=100)
    assert isinstance(found, Skipped)
    assert found.reason == "too_large"
