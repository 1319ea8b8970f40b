"""Which place a form means in an article that also names others.

In: a form, and the other forms of places in the article, the dateline among them. Out: the one
fact it means, or None where the article leaves it open. A place is told by the places around
it (Leidner 2007, toponym resolution by spatial minimality): "Solok" beside "Aro Suka" is the
regency. Where nothing tells, a city or regency beats a district of its name, a bare name of a
city and a regency stays open, and so does that of a district: most such names are also those of
villages and quarters that the tables do not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.knowledge.facts import DISTRICT, Fact
from kg.knowledge.forms import form_key
from kg.knowledge.store import Knowledge, knowledge

_CONTAINS, _NEIGHBOUR, _COUNTRY = 9, 3, 1


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
    better = likely(candidates)
    if len(candidates) == 1 and not _is_bare_district(candidates[0], form):
        return candidates[0]
    own = form_key(form)
    around = [_readings(other) for other in context_forms if form_key(other) != own]
    scores = [
        sum(_closeness(known, fact, others, alone=fact in better) for others in around)
        for fact in candidates
    ]
    most = max(scores, default=0)
    best = [fact for fact, score in zip(candidates, scores, strict=True) if score == most]
    best = likely(best) if len(best) > 1 else best
    settled = len(best) == 1 and (most > _COUNTRY or not _is_bare_district(best[0], form))
    return best[0] if settled else None


def shared_parents(form: str, context_forms: Iterable[str] = ()) -> tuple[Fact, ...]:
    """Return what a place lies in, nearest first, as far as all its readings agree.

    Examples
    --------
    >>> [fact.name for fact in shared_parents("Bandung")]
    ['Jawa Barat', 'Indonesia']
    """
    known = knowledge()
    place = place_of(form, context_forms)
    found = likely(known.find(form, "LOC"))
    readings = [place] if place else [f for f in found if not _is_bare_district(f, form)]
    first, *others = [known.parents(fact) for fact in readings] or [()]
    return tuple(fact for fact in first if all(fact in chain for chain in others))


def likely(facts: Sequence[Fact]) -> list[Fact]:
    """Leave the districts out where something better known has the name.

    Examples
    --------
    >>> [fact.category for fact in likely(knowledge().find("Padang", "LOC"))]
    ['city']
    """
    return [fact for fact in facts if fact.category != DISTRICT] or list(facts)


@lru_cache(maxsize=50_000)
def _readings(form: str) -> tuple[Fact, ...]:
    return tuple(likely(knowledge().find(form, "LOC")))


def _is_bare_district(fact: Fact, form: str) -> bool:
    """Say whether a district is named as such: "Kecamatan Kopo", not "Kopo"."""
    bare = fact.category == DISTRICT
    return bare and form_key(form) in {form_key(name) for name in fact.forms}


def _closeness(known: Knowledge, fact: Fact, others: Sequence[Fact], *, alone: bool) -> int:
    return max((_relation(known, fact, other, alone=alone) for other in others), default=0)


def _relation(known: Knowledge, fact: Fact, other: Fact, *, alone: bool) -> int:
    """Say how near two places are; a district beside better known ones needs its regency."""
    above, beside = known.parents(fact), known.parents(other)
    if not alone:
        return _CONTAINS if other in above[:1] else 0
    if other in above:
        return _COUNTRY if other.category == "country" else _CONTAINS
    if fact == other or fact in beside:
        return _CONTAINS
    shared = (parent for parent in above if parent in beside and parent.category != "country")
    return _NEIGHBOUR if any(shared) else 0
