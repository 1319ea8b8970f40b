"""Whether confidences mean what they say: of quotations at 0.9, nine in ten should be right.

In: records with confidences, and gold. Out: bins with the mean confidence and the share that
was right, and the expected calibration error (Guo et al. 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluation.scores import Record, judge

_EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_RIGHT = frozenset({"right", "none"})


@dataclass(frozen=True, slots=True)
class Bin:
    """Quotations of like confidence: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def bins(gold: Sequence[Record], system: Sequence[Record]) -> list[Bin]:
    """Sort the system's quotations into bins of confidence, empty ones left out.

    A quotation is right if gold has it and its speaker is right, or rightly none.
    """
    pairs = sorted(_pairs(gold, system))
    found = []
    for low, high in pairwise(_EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        if inside:
            confidence = sum(sure for sure, _ in inside) / len(inside)
            right = sum(good for _, good in inside) / len(inside)
            found.append(Bin(low, min(high, 1.0), len(inside), confidence, right))
    return found


def expected_error(found: Sequence[Bin]) -> float:
    """Return the mean distance of confidence and share right, weighted by the bins' sizes.

    Examples
    --------
    >>> round(expected_error([Bin(0.9, 0.95, 3, 0.92, 1.0), Bin(0.5, 0.7, 1, 0.6, 0.0)]), 2)
    0.21
    """
    total = sum(item.count for item in found)
    return sum(item.count * abs(item.confidence - item.right) for item in found) / max(1, total)


def _pairs(gold: Sequence[Record], system: Sequence[Record]) -> list[tuple[float, bool]]:
    found = {record["id"]: record for record in system}
    pairs = []
    for truth in gold:
        record = found.get(truth["id"])
        if record:
            verdicts = judge(truth, record)
            sure = [float(quotation["confidence"]) for quotation in record["quotations"]]
            pairs += [(s, v in _RIGHT) for s, v in zip(sure, verdicts, strict=True)]
    return pairs
