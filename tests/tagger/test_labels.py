"""The order of the network's outputs: part of the model's manifest, so it is written out here."""

from __future__ import annotations

import pytest

from kg.tagger.labels import ALL_HEADS, LABELS, head, heads_of

LABELS_OF_ENTITIES = (
    "O",
    *(f"{mark}-{kind}" for kind in ("PER", "ORG", "LOC", "EVT") for mark in "BI"),
)


def test_labels_are_the_ones_the_shipped_model_was_trained_on() -> None:
    assert (
        "entity:O",
        "entity:B-PER",
        "entity:I-PER",
        "entity:B-ORG",
        "entity:I-ORG",
        "entity:B-LOC",
        "entity:I-LOC",
        "entity:B-EVT",
        "entity:I-EVT",
        "content:O",
        "content:B-DIRECT",
        "content:I-DIRECT",
        "content:B-INDIRECT",
        "content:I-INDIRECT",
        "attribution:O",
        "attribution:B-CUE",
        "attribution:I-CUE",
        "attribution:B-SOURCE",
        "attribution:I-SOURCE",
        "role:O",
        "role:B-ROLE",
        "role:I-ROLE",
        "boilerplate:O",
        "boilerplate:B-BOILERPLATE",
        "boilerplate:I-BOILERPLATE",
        *(
            f"{convention}/entity:{label}"
            for convention in ("idner", "nergrit", "nerp", "alfina")
            for label in LABELS_OF_ENTITIES
        ),
    ) == LABELS


def test_heads_share_the_columns_without_gap_or_overlap() -> None:
    columns = [column for task in ALL_HEADS for column in range(*task.columns.indices(len(LABELS)))]
    assert columns == list(range(len(LABELS)))


@pytest.mark.parametrize("name", ["entity", "content", "attribution", "role", "boilerplate"])
def test_head_owns_the_labels_of_its_columns(name: str) -> None:
    task = head(name)
    assert LABELS[task.columns] == tuple(f"{name}:{label}" for label in task.labels)


def test_convention_speaks_of_entities_only() -> None:
    (task,) = heads_of("nergrit")
    assert task == head("entity", "nergrit") != head("entity")
    assert LABELS[task.columns] == tuple(f"nergrit/entity:{label}" for label in task.labels)
