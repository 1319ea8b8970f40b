from __future__ import annotations

from pathlib import Path

from kg.readers import read
from kg.readers.names import distinct
from kg.types import RawDocument, Skipped


def document(id_: str, text: str, source: str = "a.txt") -> RawDocument:
    return RawDocument(id=id_, text=text, source=source)


def test_same_id_with_another_text_becomes_distinct() -> None:
    found = list(distinct([document("a", "Satu kata."), document("a", "Dua kata.")]))
    assert found[0] == document("a", "Satu kata.")
    assert isinstance(found[1], RawDocument)
    assert found[1].id.startswith("a-")
    assert found == list(distinct([document("a", "Satu kata."), document("a", "Dua kata.")]))


def test_same_text_is_reported_as_a_duplicate_whatever_its_id_and_blanks() -> None:
    first = document("a", "Satu kata.\n", "a.txt")
    [_, second] = distinct([first, document("b", " Satu  kata.", "b.txt")])
    assert second == Skipped("b.txt", "duplicate", "the same text as a.txt")


def test_skipped_inputs_pass_through() -> None:
    skipped = Skipped("x", "empty", "there is no text in it")
    assert list(distinct([skipped, skipped])) == [skipped, skipped]


def test_files_of_one_name_in_two_folders_get_two_ids(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "berita.txt").write_text(f"Kabar dari {folder}.", encoding="utf-8")
    ids = [found.id for found in read([tmp_path]) if isinstance(found, RawDocument)]
    assert len(set(ids)) == 2
    assert ids[0] == "berita"
