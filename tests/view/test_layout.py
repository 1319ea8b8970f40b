"""The layout: no overlap, connected parts apart, the same every time."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from kg.view.layout import Tie, layout

SIZE = (30.0, 12.0)


def overlaps(places: list[tuple[int, int]], size: tuple[float, float] = SIZE) -> int:
    return sum(
        abs(a - c) < 1.8 * size[0] and abs(b - d) < 1.8 * size[1]
        for (a, b), (c, d) in combinations(places, 2)
    )


def test_nothing_gives_nothing() -> None:
    assert layout([], []) == []


@pytest.mark.parametrize("count", [1, 2, 30])
def test_single_nodes_lie_apart(count: int) -> None:
    assert overlaps(layout([SIZE] * count, [])) == 0


def test_leaves_of_a_star_lie_apart_around_it() -> None:
    places = layout([SIZE] * 21, [Tie(0, leaf) for leaf in range(1, 21)])
    assert overlaps(places) == 0
    x, y = places[0]
    assert min(a for a, _ in places) < x < max(a for a, _ in places)
    assert min(b for _, b in places) < y < max(b for _, b in places)


def test_a_chain_lies_level() -> None:
    places = layout([SIZE] * 6, [Tie(one, other) for one, other in pairwise(range(6))])
    xs, ys = [x for x, _ in places], [y for _, y in places]
    assert max(ys) - min(ys) < (max(xs) - min(xs)) / 3


def test_tied_nodes_lie_closer_than_others() -> None:
    ties = [
        Tie(one, other) for part in (range(8), range(8, 16)) for one, other in combinations(part, 2)
    ]
    places = layout([(8.0, 8.0)] * 16, [*ties, Tie(0, 8)])
    inside = abs(places[1][0] - places[2][0])
    across = abs(places[1][0] - places[9][0])
    assert inside < across


def test_the_same_every_time_and_self_ties_do_no_harm() -> None:
    rng = random.Random(1)
    ties = [Tie(rng.randrange(200), rng.randrange(200)) for _ in range(300)]
    sizes = [SIZE] * 200
    assert layout(sizes, ties) == layout(sizes, ties)


def test_a_large_part_is_spread_out() -> None:
    rng = random.Random(2)
    ties = [Tie(number, rng.randrange(number)) for number in range(1, 400)]
    places = layout([(9.0, 9.0)] * 400, ties)
    assert overlaps(places, (9.0, 9.0)) < 10
