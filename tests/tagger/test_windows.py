"""Windows: every word once, in order, none too full, cut where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import is_linear

from kg.tagger.pieces import BREAK, START
from kg.tagger.windows import lay_out, pack


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    words=st.lists(st.tuples(st.booleans(), st.lists(st.integers(4, 9), min_size=1, max_size=3))),
    named=st.booleans(),
)
def test_row_of_a_word_is_its_first_piece(
    words: list[tuple[bool, list[int]]], *, named: bool
) -> None:
    first = (START, 10) if named else (START,)
    pieces = [(*((BREAK,) if broken else ()), *ids) for broken, ids in words]
    window = lay_out(first, pieces)
    assert window.pieces == first + sum(pieces, ())
    assert [window.pieces[row] for row in window.rows] == [ids[0] for _, ids in words]
    assert len(set(window.rows)) == len(words)


@pytest.mark.parametrize(
    ("sizes", "ends", "limit", "windows"),
    [
        ([], set(), 5, []),
        ([1, 1, 1], {2}, 5, [range(3)]),
        ([1, 1, 1, 1], {1, 3}, 3, [range(2), range(2, 4)]),
        ([1, 1, 1, 1, 1], {4}, 2, [range(2), range(2, 4), range(4, 5)]),
        ([2, 2, 2, 2], {0, 3}, 5, [range(1), range(1, 3), range(3, 4)]),
        ([5, 5, 5], {0, 1, 2}, 5, [range(1), range(1, 2), range(2, 3)]),
        ([1, 1, 1, 1, 1, 1], {0, 2, 5}, 4, [range(3), range(3, 6)]),
    ],
)
def test_windows_by_hand(
    sizes: list[int], ends: set[int], limit: int, windows: list[range]
) -> None:
    assert pack(sizes, ends, limit=limit) == windows


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 6), max_size=60),
    ends=st.sets(st.integers(0, 59)),
    limit=st.integers(6, 20),
)
def test_every_word_is_in_one_window_that_fits(
    sizes: list[int], ends: set[int], limit: int
) -> None:
    windows = pack(sizes, ends, limit=limit)
    assert [word for window in windows for word in window] == list(range(len(sizes)))
    assert all(windows)
    assert all(sum(sizes[word] for word in window) <= limit for window in windows)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=40), ends=st.sets(st.integers(0, 39)))
def test_sentence_that_fits_with_its_window_is_not_cut(sizes: list[int], ends: set[int]) -> None:
    windows = pack(sizes, ends, limit=12)
    for window in windows[:-1]:
        sentence_ended = window[-1] in ends
        begun_here = not any(word in ends for word in window)
        assert sentence_ended or begun_here


def _pack(count: int) -> list[range]:
    return pack([3] * count, range(0, count, 40), limit=319)


def test_time_is_linear() -> None:
    assert is_linear(_pack, 40_000, 80_000)
