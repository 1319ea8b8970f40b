"""Where things lie on the page: computed once, seeded, so that the page is usable at once.

In: nodes and weighted links. Out: a position for each node, in pixels at zoom 1, whole numbers.
Each connected part
is placed so that distances on the page follow distances in the graph: stress majorization
(Gansner, Koren and North 2004), for large parts towards pivots only (Ortmann, Klimenta and
Brandes 2016), from a start by pivot MDS (Brandes and Pich 2007). The parts are packed around the
largest. The browser moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, cast

import numpy as np
import numpy.typing as npt
import rustworkx as rx

Floats = npt.NDArray[np.float64]
Net = rx.PyGraph[int, float]

SPACING: Final = 120.0
_SEED: Final = 7
_STRESS_STEPS: Final = 120
_STILL: Final = 2e-3
# With fewer nodes, each is a pivot and this is stress majorization proper.
_PIVOTS: Final = 100
_PUSH_STEPS: Final = 60
_GAP: Final = 8.0
_CELL: Final = 30.0
# A screen is wider than it is high.
_ASPECT: Final = 1.4


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes (by position in the list) that should lie about ``length`` apart; 1 is normal."""

    one: int
    other: int
    length: float = 1.0


def layout(sizes: Sequence[tuple[float, float]], ties: Sequence[Tie]) -> list[tuple[int, int]]:
    """Return a position for each node, such that no two overlap.

    Parameters
    ----------
    sizes
        Half the width and half the height of each node with its label, in pixels.
    ties
        What to keep close.

    Examples
    --------
    >>> (a, b), (c, d), _ = layout([(40, 10), (40, 10), (40, 10)], [Tie(0, 1)])
    >>> abs(b - d) < abs(a - c) < 200
    True
    """
    net = _net(len(sizes), ties)
    halves = np.asarray(sizes, dtype=np.float64).reshape(-1, 2)
    positions = np.zeros((len(sizes), 2))
    parts = sorted((sorted(part) for part in rx.connected_components(net)), key=_large_first)
    for part in parts:
        positions[part] = _place(net, part, halves[part])
    shifts = _pack([(positions[part], halves[part]) for part in parts])
    for part, shift in zip(parts, shifts, strict=True):
        positions[part] += shift
    return [(round(float(x)), round(float(y))) for x, y in positions]


def _large_first(part: list[int]) -> tuple[int, int]:
    return -len(part), part[0]


def _net(size: int, ties: Sequence[Tie]) -> Net:
    net: Net = rx.PyGraph(multigraph=False)
    net.add_nodes_from(range(size))
    shortest: dict[tuple[int, int], float] = {}
    for tie in ties:
        pair = (min(tie.one, tie.other), max(tie.one, tie.other))
        if tie.one != tie.other:
            shortest[pair] = min(tie.length, shortest.get(pair, tie.length))
    around: list[set[int]] = [set() for _ in range(size)]
    for one, other in shortest:
        around[one].add(other)
        around[other].add(one)
    # Room for what else the two ends are tied to (Gansner, Koren and North 2004, section 5).
    net.add_edges_from(
        (one, other, length * (0.7 + 0.25 * sqrt(len(around[one] ^ around[other]))))
        for (one, other), length in sorted(shortest.items())
    )
    return net


def _place(net: Net, part: list[int], halves: Floats) -> Floats:
    """Return positions for one connected part, its longer side level, around the origin."""
    if len(part) == 1:
        return np.zeros((1, 2))
    return _push_apart(_level(_stress(net.subgraph(part)) * SPACING), halves)


def _stress(net: Net) -> Floats:
    """Move every node to the weighted mean of where the pivots and its neighbours want it."""
    pivots, distances = _pivots(net)
    regions = np.bincount(distances.argmin(axis=1), minlength=len(pivots))
    weights = np.divide(regions, distances**2, out=np.zeros_like(distances), where=distances > 0)
    springs = _Springs.of(net)
    total = weights.sum(axis=1, keepdims=True) + springs.total(len(distances))
    positions = _projected(distances**2) + _jitter(len(distances))
    for _ in range(_STRESS_STEPS):
        moved = (
            _pulled(positions, positions[pivots], weights, distances) + springs.wanted(positions)
        ) / total
        still = float(np.abs(moved - positions).max()) < _STILL
        positions = moved
        if still:
            break
    return positions


def _pulled(positions: Floats, ends: Floats, weights: Floats, distances: Floats) -> Floats:
    """Return the weighted sum of the places that the pivots want each node at."""
    # Not "@": on a busy machine its threads wait for each other longer than the sum takes.
    sums = np.einsum("ij,jk->ik", weights, ends)
    across, down = (positions[:, axis, None] - ends[None, :, axis] for axis in (0, 1))
    pull = weights * distances / np.maximum(np.sqrt(across**2 + down**2), 1e-6)
    sums[:, 0] += np.einsum("ij,ij->i", pull, across)
    sums[:, 1] += np.einsum("ij,ij->i", pull, down)
    return cast("Floats", sums)


@dataclass(frozen=True, slots=True)
class _Springs:
    """The ties themselves, both ways: ``node`` should lie ``length`` from ``end``."""

    node: npt.NDArray[np.intp]
    end: npt.NDArray[np.intp]
    length: Floats

    @classmethod
    def of(cls, net: Net) -> _Springs:
        pairs = np.array(net.edge_list(), dtype=np.intp)
        lengths = np.array(net.edges(), dtype=np.float64)
        both = np.concatenate([pairs, pairs[:, ::-1]])
        return cls(both[:, 0], both[:, 1], np.concatenate([lengths, lengths]))

    def total(self, size: int) -> Floats:
        """Return the sum of the weights for each node, as a column."""
        return cast("Floats", np.bincount(self.node, self.length**-2, minlength=size)[:, None])

    def wanted(self, positions: Floats) -> Floats:
        """Return the weighted sum of the places that the ties want each node at."""
        ends = positions[self.end]
        apart = positions[self.node] - ends
        far = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-6)
        places = (ends + apart * (self.length / far)[:, None]) * (self.length**-2)[:, None]
        sums = np.zeros_like(positions)
        np.add.at(sums, self.node, places)
        return sums


def _pivots(net: Net) -> tuple[npt.NDArray[np.intp], Floats]:
    """Return nodes far from each other (all, if few), and the distance of every node to each."""
    chosen = [max(net.node_indices(), key=lambda node: (net.degree(node), -node))]
    columns = [_distances_from(net, chosen[0])]
    nearest = columns[0].copy()
    while len(chosen) < min(net.num_nodes(), _PIVOTS):
        nearest[chosen] = 0.0
        chosen.append(int(nearest.argmax()))
        columns.append(_distances_from(net, chosen[-1]))
        nearest = np.minimum(nearest, columns[-1])
    return np.array(chosen, dtype=np.intp), np.stack(columns, axis=1)


def _distances_from(net: Net, pivot: int) -> Floats:
    lengths = rx.graph_dijkstra_shortest_path_lengths(net, pivot, float)
    found = np.zeros(net.num_nodes())
    for node, length in lengths.items():
        found[node] = length
    return found


def _projected(squared: Floats) -> Floats:
    """Return the two main directions of a double-centred matrix of squared distances."""
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    values, axes = np.linalg.eigh(np.einsum("ij,ik->jk", centred, centred, optimize=False))
    scale = np.maximum(values[-2:], 1e-12) ** -0.25
    found = np.einsum("ij,jk->ik", centred / -2, axes[:, -2:] * scale * np.sqrt(2.0))
    return cast("Floats", np.pad(found, ((0, 0), (2 - found.shape[1], 0))))


def _jitter(size: int) -> Floats:
    # Leaves of one hub have equal distances: without this they would share one place for ever.
    return np.random.default_rng(_SEED).normal(scale=0.05, size=(size, 2))


def _level(positions: Floats) -> Floats:
    """Turn the longest direction level, with a fixed sign, and centre the result."""
    centred = positions - positions.mean(axis=0)
    _, axes = np.linalg.eigh(np.einsum("ij,ik->jk", centred, centred))
    axes = axes[:, ::-1]
    signs = np.where(axes[np.abs(axes).argmax(axis=0), np.arange(2)] < 0, -1.0, 1.0)
    return cast("Floats", np.einsum("ij,jk->ik", centred, axes * signs))


def _push_apart(positions: Floats, halves: Floats) -> Floats:
    """Move overlapping boxes apart the shorter way, until none do or steps run out."""
    moved = positions.copy()
    reach = 2 * halves.max(axis=0) + _GAP
    for _ in range(_PUSH_STEPS):
        one, other = _near_pairs(moved, reach)
        apart = moved[one] - moved[other]
        missing = halves[one] + halves[other] + _GAP - np.abs(apart)
        overlap = (missing > 0).all(axis=1)
        if not overlap.any():
            break
        one, other, apart, missing = one[overlap], other[overlap], apart[overlap], missing[overlap]
        shorter = missing.argmin(axis=1)[:, None] == np.arange(2)
        step = np.where(shorter, np.where(apart < 0, -missing, missing) / 2, 0.0)
        np.add.at(moved, one, step * 0.6)
        np.add.at(moved, other, -step * 0.6)
    return moved


def _near_pairs(positions: Floats, reach: Floats) -> tuple[npt.NDArray[np.intp], ...]:
    """Return the pairs that are closer than ``reach`` both ways, found by one sort."""
    order = np.argsort(positions[:, 1], kind="stable")
    across, down = positions[order, 0], positions[order, 1]
    counts = np.searchsorted(down, down + reach[1]) - np.arange(len(order)) - 1
    one = np.repeat(np.arange(len(order)), counts)
    other = one + 1 + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    close = np.abs(across[one] - across[other]) < reach[0]
    return order[one[close]], order[other[close]]


def _pack(parts: Sequence[tuple[Floats, Floats]]) -> list[Floats]:
    """Return the shift of each part: the first in the middle, the others in the gaps around it.

    Parameters
    ----------
    parts
        The positions and half sizes of the nodes of each part.
    """
    field = _Field.for_parts(parts)
    return [field.put(positions, halves) for positions, halves in parts]


@dataclass(frozen=True, slots=True)
class _Field:
    """A grid of cells, some taken; ``order`` lists all cells from the middle outwards."""

    taken: npt.NDArray[np.bool_]
    order: npt.NDArray[np.intp]

    @classmethod
    def for_parts(cls, parts: Sequence[tuple[Floats, Floats]]) -> _Field:
        sides = [np.ptp(spots, axis=0) + 4 * halves.max(axis=0) for spots, halves in parts]
        area = sum(float(side.prod()) for side in sides)
        reach = max((float(side.max()) for side in sides), default=0.0) + 2 * sqrt(area)
        size = 2 * int(reach / _CELL / 2) + 1
        rows, columns = np.indices((size, size)) - size // 2
        distance = np.hypot(columns / _ASPECT, rows)
        return cls(
            np.zeros((size, size), dtype=bool), np.argsort(distance, axis=None, kind="stable")
        )

    def put(self, positions: Floats, halves: Floats) -> Floats:
        """Take the free cells nearest to the middle for a part, and return its shift."""
        low = np.floor((positions - halves - _GAP) / _CELL).astype(int)
        high = np.ceil((positions + halves + _GAP) / _CELL).astype(int)
        corner = low.min(axis=0)
        low, high = low - corner, high - corner
        width, height = high.max(axis=0)
        row, column = self._free(int(height), int(width))
        for (left, top), (right, bottom) in zip(low, high, strict=True):
            self.taken[row + top : row + bottom, column + left : column + right] = True
        middle = len(self.taken) // 2
        return cast("Floats", (np.array([column - middle, row - middle]) - corner) * _CELL)

    def _free(self, height: int, width: int) -> tuple[int, int]:
        """Return the top left of the free rectangle nearest to the middle."""
        sums = np.pad(self.taken.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        inside = sums[height:, width:] - sums[:-height, width:]
        inside = inside - sums[height:, :-width] + sums[:-height, :-width]
        size = len(self.taken)
        centres = np.zeros((size, size), dtype=bool)
        rows, columns = inside.shape
        centres[height // 2 : height // 2 + rows, width // 2 : width // 2 + columns] = inside == 0
        best = self.order[centres.ravel()[self.order].argmax()]
        return int(best) // size - height // 2, int(best) % size - width // 2
