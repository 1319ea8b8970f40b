"""People of one full name who are not one: the minister and the footballer.

In: the occurrences of a name. Out: a node for each. Two are told apart where their roles
conflict and their articles have nothing else in common; an article that states no role goes to
the namesake whose company it shares, and stays alone where that is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.entities.nodes import NAMESAKE
from kg.entities.occurrences import Occurrence
from kg.entities.partition import Node
from kg.wordlists import word_table

_OPEN = "x"

# What a role says of a person: the field or office, where it is held, and the article's year.
Trait = tuple[str, str, str]


@dataclass(slots=True)
class _Namesake:
    """One of the people: what they are, and what is named beside them."""

    traits: set[Trait] = field(default_factory=set)
    company: set[str] = field(default_factory=set)

    def may_be(self, traits: Iterable[Trait], company: frozenset[str]) -> bool:
        """Say whether a person with these traits, in this company, may be the same."""
        if company & self.company:
            return True
        return not any(_conflict(one, other) for one in traits for other in self.traits)


def part_namesakes(node: Node, found: Sequence[Occurrence], common: frozenset[str]) -> list[Node]:
    """Return a node for each occurrence of a person's name: several where roles conflict.

    Parameters
    ----------
    node
        The node of the name.
    found
        Its occurrences.
    common
        Labels that tell nothing, because too many articles have them.
    """
    ignored = common | {" ".join(node)}
    traits = [_traits(occurrence) for occurrence in found]
    people: list[_Namesake] = []
    chosen: dict[int, int] = {}
    for i in sorted((i for i in range(len(found)) if traits[i]), key=lambda i: sorted(traits[i])):
        company = found[i].company - ignored
        fitting = (n for n, person in enumerate(people) if person.may_be(traits[i], company))
        chosen[i] = next(fitting, len(people))
        if chosen[i] == len(people):
            people.append(_Namesake())
        people[chosen[i]].traits |= traits[i]
        people[chosen[i]].company |= company
    if len(people) <= 1:
        return [node] * len(found)
    names = (
        str(chosen[i]) if i in chosen else _nearest(occurrence.company - ignored, people)
        for i, occurrence in enumerate(found)
    )
    return [(*node, NAMESAKE + name) for name in names]


def _conflict(one: Trait, other: Trait) -> bool:
    """Say whether one person hardly has both: two such offices in a year, player and official."""
    if one[0] != other[0]:
        return "athlete" in {one[0], other[0]}
    return one[1] != other[1] and (one[2] == other[2] or not (one[2] and other[2]))


def _nearest(company: frozenset[str], people: Sequence[_Namesake]) -> str:
    """Return the namesake that an article without a role speaks of."""
    shared = [len(company & person.company) for person in people]
    best = max(shared)
    return str(shared.index(best)) if best and shared.count(best) == 1 else _OPEN


def _traits(occurrence: Occurrence) -> frozenset[Trait]:
    """Return what an occurrence's roles say: ("bupati", "LOC melur", "2018")."""
    found = set()
    year = (occurrence.published or "")[:4]
    for office in occurrence.offices:
        for word in office.words:
            kind = _fields().get(word)
            if kind == "office" and office.place:
                found.add((word, office.place, year))
            elif kind:
                found.add(("athlete" if kind == "athlete" else "official", "", ""))
    return frozenset(found)


@cache
def _fields() -> Mapping[str, str]:
    return {row[0]: row[1] for row in word_table("role_fields", columns=2)}
