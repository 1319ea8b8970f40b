"""Which place a form means in an article that also names others.

In: a form, and the other forms of places in the article, the dateline among them. Out: the one
fact it means, or None where the article leaves it open. A place is told by the places around
it (Leidner 2007, toponym resolution by spatial minimality): "Solok" beside "Aro Suka" is the
regency. Where nothing tells, a city or regency beats a district of its name, and a bare name
of a city and a regency stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.knowledge.facts import DISTRICT, Fact
from kg.knowledge.forms import form_key
from kg.knowledge.store import Knowledge, knowledge

_CONTAINS, _COUNTRY, _NEIGHBOUR = 4, 2, 1


def place_of(form: str, context_forms: Iterable[str] = ()) -> Fact | None:
    """Return the place that a form means among the other places of its article.

    Examples
    --------
    >>> place_of("Solok") is None
    True
    >>> place_of("Solok", ["Kabupaten Solok", "Sumatera Barat"]).name
    'Kabupaten Solok'
    >>> place_of("Banjar", ["Kalimantan Selatan"]).id
    'place:63.03'
    """
    known = knowledge()
    candidates = known.find(form, "LOC")
    if len(candidates) < 2:  # noqa: PLR2004  one or none
        return candidates[0] if candidates else None
    own = form_key(form)
    around = [likely(known.find(other, "LOC")) for other in context_forms if form_key(other) != own]
    scores = [sum(_closeness(known, fact, others) for others in around) for fact in candidates]
    best = [fact for fact, score in zip(candidates, scores, strict=True) if score == max(scores)]
    if len(best) > 1:
        best = likely(best)
    return best[0] if len(best) == 1 else None


def shared_parents(form: str, context_forms: Iterable[str] = ()) -> tuple[Fact, ...]:
    """Return what a place lies in, nearest first, as far as all its readings agree.

    Examples
    --------
    >>> [fact.name for fact in shared_parents("Bandung")]
    ['Jawa Barat', 'Indonesia']
    """
    known = knowledge()
    place = place_of(form, context_forms)
    readings = [place] if place else likely(known.find(form, "LOC"))
    chains = [known.parents(fact) for fact in readings]
    return (
        tuple(fact for fact in chains[0] if all(fact in chain for chain in chains))
        if chains
        else ()
    )


def likely(facts: Sequence[Fact]) -> list[Fact]:
    """Leave the districts out where something better known has the name.

    Examples
    --------
    >>> [fact.category for fact in likely(knowledge().find("Padang", "LOC"))]
    ['city']
    """
    return [fact for fact in facts if fact.category != DISTRICT] or list(facts)


def _closeness(known: Knowledge, fact: Fact, others: Sequence[Fact]) -> int:
    return max((_relation(known, fact, other) for other in others), default=0)


def _relation(known: Knowledge, fact: Fact, other: Fact) -> int:
    above, beside = known.parents(fact), known.parents(other)
    if other in above:
        return _COUNTRY if other.category == "country" else _CONTAINS
    if fact == other or fact in beside:
        return _CONTAINS
    shared = (parent for parent in above if parent in beside and parent.category != "country")
    return _NEIGHBOUR if any(shared) else 0
