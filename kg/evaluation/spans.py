"""Tagged sentences: exact spans, the way named entity recognition is scored (CoNLL 2003).

A span is right if its borders and its type are. Types that a file never annotates are left out,
so that a system is not blamed for events in a corpus that has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from kg.evaluation.scores import Counts, Figure, figure
from kg.types import Span

Labelled = tuple[Span, str]


def count_spans(
    gold: Sequence[Iterable[Labelled]], system: Sequence[Iterable[Labelled]]
) -> list[Counts]:
    """Count what is right in each sentence.

    Parameters
    ----------
    gold, system
        For each sentence its spans with their types.

    Examples
    --------
    >>> [counts] = count_spans([[(Span(0, 2), "PER")]], [[(Span(0, 2), "ORG")]])
    >>> counts["micro/right"], counts["micro/gold"], counts["micro/system"]
    (0, 1, 0)
    """
    kinds = {kind for spans in gold for _, kind in spans}
    return [
        _count(set(truth), {item for item in found if item[1] in kinds}, kinds)
        for truth, found in zip(gold, system, strict=True)
    ]


def _count(truth: set[Labelled], found: set[Labelled], kinds: Collection[str]) -> Counts:
    counts: dict[str, float] = {}
    for kind in sorted(kinds):
        wanted = {item for item in truth if item[1] == kind}
        guessed = {item for item in found if item[1] == kind}
        counts |= _tally(kind, len(wanted & guessed), len(wanted), len(guessed))
    return counts | _tally("micro", len(truth & found), len(truth), len(found))


def _tally(name: str, right: int, gold: int, system: int) -> dict[str, float]:
    return {f"{name}/right": right, f"{name}/gold": gold, f"{name}/system": system}


def span_figures(counts: Iterable[Counts]) -> dict[str, Figure | float]:
    """Add up the counts of sentences and return the figures of each type, then of all.

    Examples
    --------
    >>> counts = count_spans([[(Span(0, 2), "PER")]], [[(Span(0, 2), "PER"), (Span(5, 9), "PER")]])
    >>> span_figures(counts)["micro"].precision
    50.0
    """
    total: Counter[str] = Counter()
    for sentence in counts:
        total.update(sentence)
    names = [name.removesuffix("/gold") for name in total if name.endswith("/gold")]
    return {name: figure(total, name) for name in names}
