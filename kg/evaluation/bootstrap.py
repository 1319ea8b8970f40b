"""How far a figure would move with other articles of the same kind (Efron 1979)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from kg.evaluation.scores import Counts, Figure, figures, value

_RESAMPLES = 1000
_TAIL = 0.025


def intervals(
    counts: Sequence[Counts],
    *,
    add_up: Callable[[Iterable[Counts]], Mapping[str, Figure | float]] = figures,
    resamples: int = _RESAMPLES,
    seed: int = 0,
) -> dict[str, tuple[float, float]]:
    """Return the 95 % interval of every figure, by drawing articles with replacement.

    Parameters
    ----------
    counts
        The counts of each article, from `kg.evaluation.scores.score`.
    add_up
        Makes figures of counts.
    resamples
        Draws.
    seed
        Seed of the draws.

    Examples
    --------
    >>> articles = [{"role/right": 1, "role/gold": 1, "role/system": 1}] * 5
    >>> intervals(articles, resamples=10)["role"]
    (100.0, 100.0)
    """
    chance = random.Random(seed)
    names = sorted({name for article in counts for name in article})
    table = np.array([[article.get(name, 0.0) for name in names] for article in counts])
    drawn = []
    for _ in range(resamples):
        chosen = chance.choices(range(len(counts)), k=len(counts))
        weights = np.bincount(chosen, minlength=len(counts))
        drawn.append(add_up([dict(zip(names, (weights @ table).tolist(), strict=True))]))
    bounds = {}
    for name in drawn[0]:
        ordered = sorted(value(sample[name]) for sample in drawn)
        low, high = int(_TAIL * resamples), int((1 - _TAIL) * resamples) - 1
        bounds[name] = (ordered[low], ordered[max(low, high)])
    return bounds
