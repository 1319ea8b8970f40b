"""Spans looked up by place, so that time grows with the text and not with its square.

In: things with a span, in text order. Out: those at a place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

from kg.types import Span

T = TypeVar("T")


def overlapping(items: Sequence[T], span: Span, *, by: Callable[[T], Span]) -> Sequence[T]:
    """Return the items, in order and without overlaps of their own, that share text with a span.

    Examples
    --------
    >>> overlapping([Span(0, 3), Span(3, 8), Span(9, 12)], Span(5, 10), by=lambda span: span)
    [Span(start=3, end=8), Span(start=9, end=12)]
    """
    first = bisect_right(items, span.start, key=lambda item: by(item).end)
    last = bisect_left(items, span.end, key=lambda item: by(item).start)
    return items[first:last]


def neighbours(items: Sequence[T], span: Span, *, by: Callable[[T], Span]) -> Sequence[T]:
    """Return the items, in order and without overlaps, right before and right after a span.

    Examples
    --------
    >>> neighbours([Span(0, 3), Span(4, 8), Span(9, 12)], Span(5, 6), by=lambda span: span)
    [Span(start=0, end=3), Span(start=9, end=12)]
    """
    before = bisect_right(items, span.start, key=lambda item: by(item).end)
    after = bisect_left(items, span.end, key=lambda item: by(item).start)
    return [*items[max(0, before - 1) : before], *items[after : after + 1]]


def outside(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the spans that lie inside none of the others, which are in order.

    Examples
    --------
    >>> outside([Span(2, 4), Span(6, 9)], [Span(0, 5), Span(1, 3), Span(7, 9)])
    [Span(start=6, end=9)]
    """
    starts = [other.start for other in others]
    furthest = list(accumulate((other.end for other in others), max))
    found = []
    for span in spans:
        begun = bisect_right(starts, span.start)
        if not begun or furthest[begun - 1] < span.end:
            found.append(span)
    return found
