"""Which known place a name means in its article; open where the article does not tell.

In: the name of a place, and the other places that its article names. Out: a fact of
`kg.knowledge`, or None. A bare name that is a regency's or a district's alone may still be
something smaller: it needs to be near the other places of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.coref.names import core, place_type
from kg.knowledge import Fact, knowledge, place_of

_PROVINCE = "province"
_DISTRICT = "district"
# "Stadion Melur" is none of these, though they are called Melur.
_REGIONS = frozenset({"continent", "country", "province", "state", "city", "regency", "district"})
_MOST_OTHERS = 12


def place_fact(name: str, others: Iterable[str]) -> Fact | None:
    """Return the known place that a name means beside other names of places.

    Examples
    --------
    >>> place_fact("Bandung", ["Jakarta"]) is None
    True
    >>> place_fact("Padang", ["Jakarta"]).name
    'Padang'
    >>> place_fact("Menteng", ["Surabaya"]) is None
    True
    """
    found = _candidates(name)
    if not found:
        return None
    if place_type(name):
        return found[0] if len(found) == 1 else None
    around = sorted({other for other in others if other != name and _candidates(other)})
    fact = found[0] if len(found) == 1 else place_of(name, around[:_MOST_OTHERS])
    if fact is None or fact.category == _DISTRICT:
        return fact if fact and len(found) == 1 and _is_near(fact, around) else None
    # The province and its capital of one name are hardly told apart: "Bengkulu".
    return fact if fact.category != _PROVINCE or len(found) == 1 else None


def _is_near(fact: Fact, around: Iterable[str]) -> bool:
    """Say whether a name around lies in the same province, or is the province."""
    provinces = {parent.id for parent in knowledge().parents(fact) if parent.category == _PROVINCE}
    return any(place.id in provinces for other in around for place in _whole(other))


@lru_cache(maxsize=100_000)
def _candidates(name: str) -> tuple[Fact, ...]:
    """Return what a name may mean; where something better known has it, no district."""
    found = knowledge().find(name, "LOC") or knowledge().find(core(name, "LOC"), "LOC")
    sort = place_type(name)
    if sort and not knowledge().find(name, "LOC"):
        found = tuple(fact for fact in found if fact.category not in _REGIONS)
    return tuple(fact for fact in found if fact.category != _DISTRICT) or found


@lru_cache(maxsize=100_000)
def _whole(name: str) -> Sequence[Fact]:
    """Return the province that a name surely is, or lies in."""
    chains = [(fact, *knowledge().parents(fact)) for fact in _candidates(name)]
    provinces = [{f for f in chain if f.category == _PROVINCE} for chain in chains]
    return sorted(set.intersection(*provinces), key=lambda f: f.id) if provinces else ()
