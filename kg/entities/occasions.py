"""Rules for places and events: "Melur" and "Kota Melur", "Festival Melur" and its year.

In: an `Index`. Out: links; see `kg.entities.rules`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from kg.entities.index import Index
from kg.entities.nodes import DATED, PLACED, bare, editions, trait
from kg.entities.partition import Link, Node, Partition
from kg.knowledge import knowledge
from kg.wordlists import word_set

_ISLAND, _TYPE, _VENUE, _EDITION, _SAME, _YEAR = 0.95, 0.85, 0.8, 0.95, 0.8, 0.7
_ADMINISTRATIVE = frozenset({"kota", "kabupaten", "kecamatan", "kelurahan", "desa", "pulau"})


def bare_places(index: Index, _: Partition) -> Iterator[Link]:
    """Link a bare name to what it is, where only one kind of place has it: "Melur", "Kota Melur".

    Names of known places are not for this rule: the article has told them apart, or left them
    open. A venue is linked only if the articles share more than the usual: "Jerez" is a town, too.
    """
    typed: dict[Node, list[Node]] = defaultdict(list)
    for node in index.of_kind("LOC"):
        if trait(node, PLACED):
            typed[bare(node)].append(node)
    for name, found in sorted(typed.items()):
        if name not in index.nodes or len(found) > 1 or index.meet(name, found[0]):
            continue
        sort = trait(found[0], PLACED) or ""
        if ":" in sort or knowledge().find(index.nodes[name][0].name, "LOC"):
            continue
        if sort in _ADMINISTRATIVE:
            sure = _ISLAND if sort == "pulau" else _TYPE
            yield Link(sure, "only place of the name", name, found[0], index.shown(name, found[0]))
        elif index.shared(name, found[0]):
            yield Link(
                _VENUE, "only place of the name", name, found[0], index.shown(name, found[0])
            )


def numbered_editions(index: Index, _: Partition) -> Iterator[Link]:
    """Link the numbered edition of an event to its year, where an article says both."""
    year_of: dict[Node, set[Node]] = defaultdict(set)
    for node, found in index.nodes.items():
        if node[0] == "EVT" and (trait(node, DATED) or "")[:4].isdigit():
            for occurrence in found:
                for edition in editions(occurrence):
                    year_of[(*bare(node), DATED + edition)].add(node)
    for numbered, dated in sorted(year_of.items()):
        if len(dated) == 1 and numbered in index.nodes:
            [event] = dated
            yield Link(_EDITION, "edition and year", numbered, event, index.shown(event, numbered))


def undated_events(index: Index, _: Partition) -> Iterator[Link]:
    """Link an event without a year to that of its article's year, else to the others without."""
    dated: dict[Node, list[Node]] = defaultdict(list)
    undated: dict[Node, list[Node]] = defaultdict(list)
    for node in index.of_kind("EVT"):
        (dated if trait(node, DATED) else undated)[bare(node)].append(node)
    for name, nodes in sorted(undated.items()):
        if " ".join(name[1:]) in word_set("series"):
            dated.pop(name, None)  # "MotoGP" is no season of it
        left = []
        for node in nodes:
            year = index.nodes[node][0].year
            found = [event for event in dated.get(name, ()) if trait(event, DATED) == year]
            if year and found and not index.meet(node, found[0]):
                yield Link(
                    _YEAR, "year of the article", node, found[0], index.shown(node, found[0])
                )
            else:
                left.append(node)
        for one, other in pairwise(left):
            yield Link(_SAME, "same name", one, other, index.shown(one, other))


RULES = (bare_places, numbered_editions, undated_events)
