"""How far a figure would move with other articles of the same kind (Efron 1979)."""

from __future__ import annotations

import random
from collections.abc import Sequence

from kg.evaluation.scores import Counts, figures, value

_RESAMPLES = 1000
_TAIL = 0.025


def intervals(
    counts: Sequence[Counts], *, resamples: int = _RESAMPLES, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """Return the 95 % interval of every figure, by drawing articles with replacement.

    Parameters
    ----------
    counts
        The counts of each article, from `kg.evaluation.scores.score`.
    resamples
        Draws.
    seed
        Seed of the draws.
    """
    chance = random.Random(seed)
    drawn = [figures(chance.choices(counts, k=len(counts))) for _ in range(resamples)]
    bounds = {}
    for name in drawn[0]:
        ordered = sorted(value(sample[name]) for sample in drawn)
        low, high = int(_TAIL * resamples), int((1 - _TAIL) * resamples) - 1
        bounds[name] = (ordered[low], ordered[max(low, high)])
    return bounds
