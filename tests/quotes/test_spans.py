"""Looking spans up by place: the same as looking at all of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.quotes.spans import neighbours, outside, overlapping
from kg.types import Span

_EDGES = st.lists(st.integers(0, 40), unique=True, max_size=12).map(sorted)


def _spans(edges: list[int]) -> list[Span]:
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]


def _itself(span: Span) -> Span:
    return span


@settings(derandomize=True, max_examples=200, deadline=None)
@given(edges=_EDGES, start=st.integers(0, 40), size=st.integers(1, 20))
def test_overlapping_items_are_those_that_overlap(edges: list[int], start: int, size: int) -> None:
    spans, here = _spans(edges), Span(start, start + size)
    assert overlapping(spans, here, by=_itself) == [s for s in spans if s.overlaps(here)]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(edges=_EDGES, start=st.integers(0, 40), size=st.integers(1, 20))
def test_neighbours_are_the_nearest_on_each_side(edges: list[int], start: int, size: int) -> None:
    spans, here = _spans(edges), Span(start, start + size)
    before = [s for s in spans if s.end <= here.start][-1:]
    after = [s for s in spans if s.start >= here.end][:1]
    assert neighbours(spans, here, by=_itself) == [*before, *after]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=8),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 20)), max_size=8),
)
def test_spans_outside_are_inside_none(
    some: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    spans = [Span(start, start + size) for start, size in some]
    around = sorted(Span(start, start + size) for start, size in others)
    assert outside(spans, around) == [s for s in spans if not any(o.contains(s) for o in around)]
