"""The file of entities: read back as written, and never half written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.entities import read_entities, write_entities
from kg.errors import NotAnOutput
from kg.types import Entity, Evidence

ENTITY = Entity(
    id="per:1",
    kind="PER",
    name="Ratna Dewi",
    aliases=("Bu “Guru”", "Ratna"),
    chains=(("a1", "e1"), ("a2", "e3")),
    forms=(("Ratna", 3), ("Ratna Dewi", 2)),
    confidence=0.85,
    evidence=(Evidence("fuller name", ("Ratna Dewi", "Ratna"), ("a1", "a2"), 0.85),),
    former=("per:2",),
)


def test_entities_come_back_as_they_were(tmp_path: Path) -> None:
    write_entities([ENTITY], tmp_path / "e.jsonl")
    assert read_entities(tmp_path / "e.jsonl") == (ENTITY,)


def test_missing_file_names_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(NotAnOutput, match=r"kg build"):
        read_entities(tmp_path / "entities.jsonl")


@pytest.mark.parametrize("content", ["bukan json", "[1]", '{"id": "per:1"}'])
def test_file_of_something_else_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "entities.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(NotAnOutput, match="not a list of entities"):
        read_entities(tmp_path / "entities.jsonl")
