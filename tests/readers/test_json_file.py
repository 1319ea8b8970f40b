from __future__ import annotations

import io
import json
from pathlib import Path

from kg.readers import read
from kg.types import RawDocument, Skipped

GOOD = {"id": "k1", "text": "Pasar Sari dibuka."}


def read_json(tmp_path: Path, text: str) -> list[RawDocument | Skipped]:
    path = tmp_path / "berita.json"
    path.write_text(text, encoding="utf-8")
    return list(read([path]))


def test_one_object_is_one_article(tmp_path: Path) -> None:
    [found] = read_json(tmp_path, json.dumps(GOOD, indent=2))
    assert isinstance(found, RawDocument)
    assert (found.id, found.text) == ("k1", "Pasar Sari dibuka.")


def test_bad_objects_of_a_list_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = read_json(tmp_path, json.dumps([{"id": "x"}, GOOD, "teks", {"text": " "}]))
    assert [item.id for item in found if isinstance(item, RawDocument)] == ["k1"]
    assert [
        (item.source.rpartition(":")[2], item.reason) for item in found if isinstance(item, Skipped)
    ] == [("1", "bad_record"), ("3", "bad_record"), ("4", "empty")]


def test_file_that_is_no_json_is_reported(tmp_path: Path) -> None:
    [found] = read_json(tmp_path, '{"text": "Pasar')
    assert isinstance(found, Skipped)
    assert found.reason == "bad_record"


def test_list_on_standard_input_is_told_by_its_content() -> None:
    data = json.dumps([GOOD], indent=1).encode()
    [found] = read(["-"], stdin=io.BytesIO(data))
    assert isinstance(found, RawDocument)
