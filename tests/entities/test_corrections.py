"""Rows for the user's file: found by any name, written whole, never against the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.entities.corrections import add_rows, different_rows, find_entity, same_rows
from kg.errors import AmbiguousName, BadEntitiesFile, BadOption, UnknownEntity
from kg.knowledge import read_user_entities
from kg.types import Entity

RATNA = Entity("per:1", "PER", "Ratna Dewi", ("Ratna", "Bu Ratna Dewi"), (), former=("per:9",))
HARUN = Entity("per:2", "PER", "Harun Salim", ("Ratna",), ())
MELUR = Entity("loc:1", "LOC", "Ratna Dewi", (), ())
ENTITIES = (RATNA, HARUN, MELUR)


@pytest.mark.parametrize("name", ["per:1", "per:9", "Bu Ratna Dewi", "bu ratna dewi"])
def test_entity_is_found_by_id_former_id_and_alias(name: str) -> None:
    assert find_entity(ENTITIES, name) == RATNA


def test_kind_tells_entities_of_one_name_apart() -> None:
    assert find_entity(ENTITIES, "Ratna Dewi", kind="LOC") == MELUR
    with pytest.raises(AmbiguousName, match="per:1"):
        find_entity(ENTITIES, "Ratna Dewi")


def test_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(UnknownEntity, match="Harun Salim"):
        find_entity(ENTITIES, "Harun")


def test_forms_of_one_word_are_not_made_the_same() -> None:
    assert same_rows(HARUN, RATNA) == [
        ("same", "PER", "Harun Salim", "Ratna Dewi", ""),
        ("same", "PER", "Harun Salim", "Bu Ratna Dewi", ""),
    ]


def test_entities_of_two_kinds_are_not_merged() -> None:
    with pytest.raises(BadOption, match="of kind PER"):
        same_rows(RATNA, MELUR)


def test_name_is_not_split_from_itself() -> None:
    with pytest.raises(BadOption):
        different_rows(RATNA, "Ratna Dewi", "ratna dewi")


def test_rows_are_added_once_and_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    row = ("same", "PER", "Ratna Dewi", "Ratna, SH", "")
    add_rows(path, [row])
    add_rows(path, [row, ("different", "PER", "Ratna Dewi", "Ratna Sari", "")])
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3
    user = read_user_entities(path)
    assert user.find("Ratna, SH", "PER") is not None
    assert user.apart("Ratna Sari", "Ratna Dewi", "PER")


def test_file_keeps_its_columns_and_its_separator(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text("# punya kami\nkind;rule;name;other\nPER;same;Ani Sari;Ani\n", encoding="utf-8")
    add_rows(path, [("same", "PER", "Ratna Dewi", "Bu Ratna", "")])
    assert path.read_text(encoding="utf-8").splitlines()[-1] == "PER;same;Ratna Dewi;Bu Ratna"


def test_contradiction_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    add_rows(path, [("same", "PER", "Ratna Dewi", "Bu Ratna", "")])
    before = path.read_bytes()
    with pytest.raises(BadEntitiesFile):
        add_rows(path, [("different", "PER", "Ratna Dewi", "Bu Ratna", "")])
    assert path.read_bytes() == before
