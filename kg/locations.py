"""Where the places of articles lie: Nusa Dua in Badung in Bali in Indonesia.

In: the places that articles name, each with its name across articles. Out: for each the fact
it is, where its articles agree on one, and what it lies in, as far as they agree. What
`kg.knowledge` does not have lies nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.knowledge import Fact, place_of, shared_parents
from kg.types import Annotated, Chain


@dataclass(frozen=True, slots=True)
class Location:
    """The fact that a place is, if only one fits, and what it lies in, nearest first."""

    fact: Fact | None
    parents: tuple[Fact, ...]


def locate(doc: Annotated) -> dict[str, Location]:
    """Return the location of each chain of a place of an article, where it is known.

    Examples
    --------
    >>> from kg.types import Article, Span
    >>> chains = (Chain("e1", "LOC", "Nusa Dua", (Span(0, 8),)),)
    >>> found = locate(Annotated(Article("a", "Nusa Dua"), chains=chains))
    >>> [parent.name for parent in found["e1"].parents]
    ['Badung', 'Bali', 'Indonesia']
    """
    places = [chain for chain in doc.chains if chain.kind == "LOC"]
    dateline = [doc.article.dateline] if doc.article.dateline else []
    found = {}
    for place in places:
        around = [other.name for other in places if other is not place] + dateline
        location = _located(doc, place, around)
        if location.fact or location.parents:
            found[place.id] = location
    return found


def _located(doc: Annotated, place: Chain, around: Iterable[str]) -> Location:
    """Locate a chain by its name, or by whatever form of it is known."""
    context = list(around)
    forms = dict.fromkeys((place.name, *sorted(span.of(doc.text) for span in place.mentions)))
    for form in forms:
        if fact := place_of(form, context):
            return Location(fact, shared_parents(form, context))
    return Location(None, shared_parents(place.name, context))


@dataclass(slots=True)
class Locations:
    """The locations of entities, put together article by article."""

    _found: dict[str, set[Location]] = field(default_factory=lambda: defaultdict(set))

    def add(self, doc: Annotated, entity_of: Mapping[str, str]) -> None:
        """Add an article; ``entity_of`` gives the entity id of each chain id."""
        for chain, location in locate(doc).items():
            if chain in entity_of:
                self._found[entity_of[chain]].add(location)

    def of(self, entity: str) -> Location:
        """Return what the articles of an entity agree on."""
        found = self._found.get(entity, set())
        facts = {location.fact for location in found if location.fact}
        fact = next(iter(facts)) if len(facts) == 1 else None
        telling = [location for location in found if location.fact == fact]
        chains = [location.parents for location in (telling if fact else found)]
        if not chains:
            return Location(None, ())
        return Location(fact, tuple(p for p in chains[0] if all(p in c for c in chains)))

    def named(self, entities: Iterable[str]) -> dict[str, str]:
        """Return the entity that each fact is, by the id of the fact."""
        found: dict[str, str] = {}
        for entity in sorted(entities):
            if fact := self.of(entity).fact:
                found.setdefault(fact.id, entity)
        return found
