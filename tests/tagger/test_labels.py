"""The order of the network's outputs: part of the model's manifest, so it is written out here."""

from __future__ import annotations

import pytest

from kg.tagger.labels import HEADS, LABELS, head


def test_labels_are_the_ones_the_shipped_model_was_trained_on() -> None:
    assert LABELS == (
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
    )


def test_heads_share_the_columns_without_gap_or_overlap() -> None:
    columns = [column for task in HEADS for column in range(*task.columns.indices(len(LABELS)))]
    assert columns == list(range(len(LABELS)))


@pytest.mark.parametrize("name", ["entity", "content", "attribution", "role", "boilerplate"])
def test_head_owns_the_labels_of_its_columns(name: str) -> None:
    task = head(name)
    assert LABELS[task.columns] == tuple(f"{name}:{label}" for label in task.labels)
