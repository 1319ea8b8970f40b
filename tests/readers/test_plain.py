from __future__ import annotations

from pathlib import Path

from kg.readers import read
from kg.types import RawDocument

TEXT = "Pasar Sari Dibuka\n\n“Kami siap,” kata Wali Kota Rini.\n"


def document(path: Path) -> RawDocument:
    [found] = read([path])
    assert isinstance(found, RawDocument)
    return found


def test_text_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pasar-01.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = document(path)
    assert found == RawDocument(id="pasar-01", text=TEXT, source=str(path))


def test_warnings_of_decoding_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("cp1252"))
    assert document(path).warnings == ("encoding=cp1252",)


def test_page_under_the_name_of_a_text_file_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "<!DOCTYPE html><html><head><script>var rahasia = 1;</script></head><body><article>"
        f"<p onerror='alert(1)'>{TEXT * 3}</p></article></body></html>",
        encoding="utf-8",
    )
    found = document(path)
    assert "kata Wali Kota Rini" in found.text
    assert "rahasia" not in found.text
    assert "alert" not in found.text


def test_text_with_marks_of_less_and_greater_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Harga < 5 persen, <b>naik</b>, kata Rini.", encoding="utf-8")
    assert document(path).text == "Harga < 5 persen, <b>naik</b>, kata Rini."
