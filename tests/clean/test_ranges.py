from __future__ import annotations

import pytest

from kg.clean.ranges import kept_ranges
from kg.types import Span


def kept(raw: str, *dropped: tuple[int, int]) -> str:
    spans = kept_ranges(raw, [Span(start, end) for start, end in dropped])
    return "".join(span.of(raw) for span in spans)


@pytest.mark.parametrize(
    ("raw", "dropped", "expected"),
    [
        ("satu dua tiga", [(5, 8)], "satu tiga"),
        ("satu dua tiga", [(4, 8)], "satu tiga"),
        ("satu dua tiga", [(4, 9)], "satu tiga"),
        ("satu dua tiga", [(0, 5)], "dua tiga"),
        ("satu dua tiga", [(8, 13)], "satu dua"),
        ("satu dua tiga", [(5, 7), (6, 9)], "satu tiga"),
        ("satu\ndua\ntiga", [(5, 9)], "satu\ntiga"),
        ("satu\ndua\ntiga", [(4, 9)], "satu\ntiga"),
        ("satu\n\n\n\ndua", [], "satu\n\ndua"),
        ("satu\n \xa0\n\t\ndua", [], "satu\n\ndua"),
        ("\n\n  satu  \n  dua \n\n", [], "satu\ndua"),
        ("satu", [(0, 4)], ""),
        (" \n ", [], ""),
        ("", [], ""),
    ],
)
def test_kept_text(raw: str, dropped: list[tuple[int, int]], expected: str) -> None:
    assert kept(raw, *dropped) == expected


def test_ranges_are_in_order_and_apart() -> None:
    spans = kept_ranges("  satu  \n\n\n  dua  ", [])
    assert spans == (Span(2, 6), Span(8, 10), Span(13, 16))
