"""Network outputs to spans, with outputs written by hand: a high number where a label is sure."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.tagger.decode import Floats, TaggedSpan, decode, log_softmax
from kg.tagger.labels import HEADS, LABELS, head


def outputs(*words: str, sure: float = 20.0) -> Floats:
    """Return outputs sure of the labels given for each word ("entity:B-PER role:B-ROLE")."""
    found = np.zeros((len(words), len(LABELS)), dtype=np.float32)
    for row, labels in enumerate(words):
        named = dict(label.split(":") for label in labels.split())
        for task in HEADS:
            found[row, LABELS.index(f"{task.name}:{named.get(task.name, 'O')}")] = sure
    return found


def spans(name: str, *labels: str) -> list[tuple[int, int, str]]:
    """Decode one head where each word is sure of its label."""
    decoded = decode(outputs(*(f"{name}:{label}" for label in labels)))[name]
    return [(span.first, span.last, span.label) for span in decoded]


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["O", "O"], []),
        (["B-PER"], [(0, 0, "PER")]),
        (["O", "B-PER", "I-PER", "O"], [(1, 2, "PER")]),
        (["B-PER", "B-PER"], [(0, 0, "PER"), (1, 1, "PER")]),
        (["B-PER", "I-PER", "B-ORG", "I-ORG"], [(0, 1, "PER"), (2, 3, "ORG")]),
        (["B-LOC", "I-LOC", "I-LOC"], [(0, 2, "LOC")]),
        (["B-EVT", "O", "B-EVT"], [(0, 0, "EVT"), (2, 2, "EVT")]),
    ],
)
def test_valid_labels_become_spans(labels: list[str], found: list[tuple[int, int, str]]) -> None:
    assert spans("entity", *labels) == found


def test_names_of_one_kind_do_not_touch_in_other_conventions() -> None:
    given = np.zeros((3, len(LABELS)), dtype=np.float32)
    for row, (likely, sure) in enumerate([("B-PER", 9.0), ("B-PER", 5.0), ("B-LOC", 9.0)]):
        for convention in ("", "nergrit/"):
            given[row, LABELS.index(f"{convention}entity:{likely}")] = sure
            given[row, LABELS.index(f"{convention}entity:I-PER")] += 3.0
    own, other = (
        [(span.first, span.last, span.label) for span in decode(given, convention=name)["entity"]]
        for name in ("", "nergrit")
    )
    assert own == [(0, 0, "PER"), (1, 1, "PER"), (2, 2, "LOC")]
    assert other == [(0, 1, "PER"), (2, 2, "LOC")]


def test_heads_are_decoded_apart() -> None:
    decoded = decode(
        outputs(
            "entity:B-PER attribution:B-SOURCE",
            "entity:I-PER attribution:I-SOURCE",
            "attribution:B-CUE",
            "content:B-INDIRECT",
        )
    )
    found = {name: [(s.first, s.last, s.label) for s in spans] for name, spans in decoded.items()}
    assert found == {
        "entity": [(0, 1, "PER")],
        "content": [(3, 3, "INDIRECT")],
        "attribution": [(0, 1, "SOURCE"), (2, 2, "CUE")],
        "role": [],
        "boilerplate": [],
    }


def test_no_words_have_no_spans() -> None:
    decoded = decode(np.zeros((1, len(LABELS)), dtype=np.float32) + outputs(""))
    assert all(found == [] for found in decoded.values())


def _entity(*rows: dict[str, float]) -> list[TaggedSpan]:
    """Decode the entity head from scores given for a few labels, all others far below."""
    found = outputs(*[""] * len(rows), sure=0.0)
    columns = head("entity").columns
    found[:, columns] = -30.0
    for number, scores in enumerate(rows):
        for label, score in scores.items():
            found[number, LABELS.index(f"entity:{label}")] = score
    return decode(found)["entity"]


def test_inside_label_at_the_start_becomes_a_beginning() -> None:
    [span] = _entity({"I-PER": 2.0, "B-PER": 1.0, "O": -5.0}, {"I-PER": 2.0})
    assert (span.first, span.last, span.label) == (0, 1, "PER")


def test_inside_label_after_nothing_is_dropped_where_nothing_is_likelier() -> None:
    assert _entity({"O": 5.0}, {"I-PER": 1.0, "O": 0.9, "B-PER": -9.0}) == []


def test_inside_label_of_another_type_takes_the_likelier_type() -> None:
    [span] = _entity({"B-ORG": 1.0, "B-PER": 0.5}, {"I-PER": 3.0, "I-ORG": 0.0})
    assert (span.first, span.last, span.label) == (0, 1, "PER")


def test_repair_looks_at_the_whole_sequence() -> None:
    rows = [
        {"B-ORG": 1.0, "B-PER": 0.9},
        {"I-PER": 1.0, "I-ORG": 0.9},
        {"I-ORG": 2.0, "I-PER": 0.0},
    ]
    [span] = _entity(*rows)
    assert (span.first, span.last, span.label) == (0, 2, "ORG")


def test_score_is_the_mean_probability() -> None:
    [span] = _entity({"B-PER": math.log(3), "O": 0.0}, {"I-PER": math.log(9), "O": 0.0})
    assert span.score == pytest.approx((0.75 + 0.9) / 2, abs=1e-5)


def test_log_softmax_holds_for_large_outputs() -> None:
    found = log_softmax(np.array([[1000.0, 1000.0]], dtype=np.float32))
    assert found == pytest.approx(math.log(0.5))


def _best_by_hand(scores: Floats, labels: Sequence[str]) -> float:
    """Return the score of the best valid sequence, by trying all of them."""

    def valid(path: Sequence[int]) -> bool:
        names = ["O", *(labels[index] for index in path)]
        return all(
            after[0] != "I" or before[1:] == after[1:]
            for before, after in itertools.pairwise(names)
        )

    paths = itertools.product(range(len(labels)), repeat=len(scores))
    return max(
        float(sum(scores[row, label] for row, label in enumerate(path)))
        for path in paths
        if valid(path)
    )


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(-4, 4), min_size=5, max_size=5), min_size=1, max_size=4))
def test_decoded_sequence_is_the_best_valid_one(rows: list[list[int]]) -> None:
    task = head("content")
    found = outputs(*[""] * len(rows))
    found[:, task.columns] = rows
    path = ["O"] * len(rows)
    for span in decode(found)["content"]:
        path[span.first : span.last + 1] = [
            f"B-{span.label}",
            *[f"I-{span.label}"] * (span.last - span.first),
        ]
    scores = log_softmax(found[:, task.columns])
    reached = sum(scores[row, task.labels.index(label)] for row, label in enumerate(path))
    assert reached == pytest.approx(_best_by_hand(scores, task.labels), abs=1e-4)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.integers(1, 12), st.integers(0, 10_000))
def test_spans_of_a_head_are_in_order_and_apart(words: int, seed: int) -> None:
    found = np.random.default_rng(seed).normal(size=(words, len(LABELS))).astype(np.float32)
    for decoded in decode(found).values():
        edges = [edge for span in decoded for edge in (span.first, span.last + 1)]
        assert edges == sorted(edges)
        assert all(0 <= span.first <= span.last < words for span in decoded)
        assert all(0 < span.score <= 1 for span in decoded)
