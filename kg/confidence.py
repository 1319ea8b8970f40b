"""How sure a quotation is: the share of quotations found in the same way that were right.

In: quotations with the tagger's score and the rules that found content and speaker. Out: the
same with ``score`` as an estimate of the probability that content *and* speaker are right. The
shares are counted on the training articles (`kg.training.confidence`) and kept as a table of
counts; a way of finding that was never counted gets an even chance.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.types import Annotated, Quotation
from kg.wordlists import word_table

# The tagger's scores fall into these bands; most are near 1.
_BANDS = (0.6, 0.8, 0.9, 0.97, 0.99)


def calibrate(doc: Annotated) -> Annotated:
    """Turn the scores of an article's quotations into probabilities.

    Examples
    --------
    >>> from kg.types import Article, Span
    >>> said = Quotation("direct", (Span(0, 9),), rule="tagger", speaker_rule="unknown", score=1.0)
    >>> [said] = calibrate(Annotated(Article("a", "Kami siap"), quotations=(said,))).quotations
    >>> said.score < 0.9
    True
    """
    return replace(
        doc,
        quotations=tuple(
            replace(quotation, score=round(probability(quotation), 4))
            for quotation in doc.quotations
        ),
    )


def probability(quotation: Quotation) -> float:
    """Return how often a quotation found like this one is right, in (0, 1).

    Examples
    --------
    >>> from kg.types import Span
    >>> named = Quotation("direct", (Span(0, 9),), rule="marks+tagger", speaker_rule="name")
    >>> unsure = Quotation("indirect", (Span(0, 9),), rule="tagger", score=0.5)
    >>> probability(named) > probability(unsure)
    True
    """
    return _share(content_way(quotation)) * _share(speaker_way(quotation))


def content_way(quotation: Quotation) -> str:
    """Name the way a content was found: its kind, the rule and the band of the score.

    Examples
    --------
    >>> from kg.types import Span
    >>> content_way(Quotation("direct", (Span(0, 9),), rule="marks+cue", score=0.7))
    'direct/marks+cue/1'
    """
    band = sum(quotation.score >= edge for edge in _BANDS)
    return f"{quotation.kind}/{quotation.rule}/{band}"


def speaker_way(quotation: Quotation) -> str:
    """Name the way a speaker was found, and whether it is a named entity.

    Examples
    --------
    >>> from kg.types import Span
    >>> speaker_way(Quotation("direct", (Span(0, 9),), speaker="e1", speaker_rule="name"))
    'name/named'
    """
    named = "named" if quotation.speaker else "described"
    return f"{quotation.speaker_rule}/{named}"


def _share(way: str) -> float:
    right, seen = _counts().get(way, (0, 0))
    return (right + 1) / (seen + 2)  # Laplace's rule of succession


@cache
def _counts() -> dict[str, tuple[int, int]]:
    rows = word_table("confidence", columns=3)
    return {way: (int(right), int(seen)) for way, right, seen in rows}
