"""What it costs to join entities across more and more articles.

In: numbers of articles. Out: the processor time of each, and how it grows: the slope of a
straight line through the points in log-log (1 is linear, 2 quadratic).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.benchmark.synthetic import synthetic_articles
from kg.entities import find_entities

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds for a number of articles, with the chains and entities in them."""

    articles: int
    chains: int
    entities: int
    seconds: float


def entity_costs(sizes: Sequence[int] = SIZES, *, seed: int = 0) -> Iterator[Cost]:
    """Yield what joining the entities of made-up articles costs, size by size."""
    for size in sizes:
        documents = list(synthetic_articles(size, seed=seed))
        started = time.process_time()
        found = find_entities(documents)
        seconds = time.process_time() - started
        yield Cost(size, sum(len(doc.chains) for doc in documents), len(found), seconds)


def slope(costs: Sequence[Cost]) -> float:
    """Return the slope of the costs in log-log.

    Examples
    --------
    >>> round(slope([Cost(10, 0, 0, 1.0), Cost(100, 0, 0, 10.0)]), 3)
    1.0
    """
    line = np.polyfit(
        np.log([cost.articles for cost in costs]), np.log([cost.seconds for cost in costs]), 1
    )
    return float(line[0])
