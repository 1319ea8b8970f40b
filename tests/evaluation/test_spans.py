"""Exact spans of tagged sentences, counted."""

from __future__ import annotations

from kg.evaluation.bootstrap import intervals
from kg.evaluation.scores import Figure, value
from kg.evaluation.spans import count_spans, span_figures
from kg.types import Span

RATNA, MELUR, BANK = (Span(0, 5), "PER"), (Span(9, 14), "LOC"), (Span(20, 32), "ORG")


def test_borders_and_type_must_be_right() -> None:
    gold = [[RATNA, MELUR], [BANK]]
    system = [[RATNA, (Span(9, 14), "ORG")], [(Span(20, 30), "ORG")]]
    figures = span_figures(count_spans(gold, system))
    assert figures["PER"] == Figure(100, 100, 100, 1, 1, 1)
    assert figures["ORG"] == Figure(0, 0, 0, 0, 1, 2)
    assert list(figures) == ["LOC", "ORG", "PER", "micro"]
    assert value(figures["micro"]) == 100 / 3


def test_types_that_a_file_never_annotates_are_left_out() -> None:
    [counts] = count_spans([[RATNA]], [[RATNA, (Span(9, 14), "EVT"), (Span(9, 14), "DIRECT")]])
    assert counts == {
        "PER/right": 1,
        "PER/gold": 1,
        "PER/system": 1,
        "micro/right": 1,
        "micro/gold": 1,
        "micro/system": 1,
    }


def test_interval_holds_the_figure() -> None:
    counts = count_spans([[RATNA], [MELUR], [BANK]] * 5, [[RATNA], [], [BANK]] * 5)
    bounds = intervals(counts, add_up=span_figures, resamples=100)
    low, high = bounds["micro"]
    assert low < value(span_figures(counts)["micro"]) < high
    assert bounds["PER"] == (100.0, 100.0)
