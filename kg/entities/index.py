"""All nodes with their occurrences, and what the articles of a node share with another's.

In: occurrences. Out: an index that rules look candidates up in; nothing here compares all pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.coref.names import known_name
from kg.entities.namesakes import part_namesakes
from kg.entities.nodes import bare
from kg.entities.occurrences import Occurrence
from kg.entities.partition import Mark, Node
from kg.entities.wishes import Wishes
from kg.knowledge import knowledge
from kg.types import EntityKind

# A label that more of the articles have tells nothing of who is meant; a few always may.
_COMMON_SHARE, _COMMON_LEAST = 0.02, 4
_EVERYWHERE = frozenset({"continent", "country", "province"})
# Enough articles to show a link, and to know a node's company.
SHOWN = 5
_READ = 200


@dataclass(frozen=True)
class Index:
    """The nodes of a corpus; ``nodes`` maps each to its occurrences, in the order of articles.

    ``marks`` are those that the user's file gives nodes; ``common`` the labels that too many
    articles have for them to tell anything.
    """

    nodes: dict[Node, list[Occurrence]]
    marks: dict[Node, list[Mark]]
    common: frozenset[str]

    @classmethod
    def of(cls, occurrences: Iterable[Occurrence], wishes: Wishes) -> Index:
        """Sort occurrences into nodes, as the user wants them."""
        ordered = sorted(occurrences, key=lambda o: (o.article, o.chain))
        common = _common_labels(ordered)
        found: dict[Node, list[Occurrence]] = defaultdict(list)
        marks: dict[Node, list[Mark]] = {}
        for occurrence in ordered:
            node, marked = wishes.node(occurrence)
            found[node].append(occurrence)
            if marked:
                marks[node] = marked
        parted: dict[Node, list[Occurrence]] = defaultdict(list)
        for node, group in found.items():
            parts = [node] * len(group)
            if node[0] == "PER" and node not in marks and not known_name(group[0].name, "PER"):
                parts = part_namesakes(node, group, common)
            for part, occurrence in zip(parts, group, strict=True):
                parted[part].append(occurrence)
        return cls(dict(sorted(parted.items())), marks, common)

    def of_kind(self, kind: EntityKind) -> Iterator[Node]:
        """Yield the nodes of a kind, sorted."""
        return (node for node in self._kinds[kind])

    @cached_property
    def _kinds(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            found[node[0]].append(node)
        return found

    def articles(self, node: Node) -> list[str]:
        """Return the articles of a node, sorted."""
        return list(dict.fromkeys(occurrence.article for occurrence in self.nodes[node]))

    def shown(self, *nodes: Node) -> tuple[str, ...]:
        """Return a few articles of each node, for evidence."""
        return tuple(dict.fromkeys(a for node in nodes for a in self.articles(node)[:SHOWN]))

    def shared(self, one: Node, other: Node) -> list[str]:
        """Return what the articles of both nodes name besides them, sorted; no common labels."""
        own = {" ".join(bare(node)) for node in (one, other)}
        return sorted((self._company(one) & self._company(other)) - own)

    def meet(self, one: Node, other: Node) -> bool:
        """Say whether an article names both, as different things."""
        fewer, more = sorted((one, other), key=lambda node: len(self.nodes[node]))
        return not self._articles(more).isdisjoint(self.articles(fewer))

    def _articles(self, node: Node) -> frozenset[str]:
        if node not in self._article_sets:
            self._article_sets[node] = frozenset(o.article for o in self.nodes[node])
        return self._article_sets[node]

    def _company(self, node: Node) -> frozenset[str]:
        if node not in self._companies:
            found = self.nodes[node][:_READ]
            self._companies[node] = frozenset().union(*(o.company for o in found)) - self.common
        return self._companies[node]

    @cached_property
    def _article_sets(self) -> dict[Node, frozenset[str]]:
        return {}

    @cached_property
    def _companies(self) -> dict[Node, frozenset[str]]:
        return {}


def _common_labels(occurrences: Sequence[Occurrence]) -> frozenset[str]:
    companies = {occurrence.article: occurrence.company for occurrence in occurrences}
    counts = Counter(name for company in companies.values() for name in company)
    most = max(_COMMON_LEAST, _COMMON_SHARE * len(companies))
    return frozenset(name for name, n in counts.items() if n > most or _is_everywhere(name))


def _is_everywhere(name: str) -> bool:
    """Say whether a label is a country's or a province's: it tells nothing in any corpus."""
    kind, _, words = name.partition(" ")
    facts = knowledge().find(words, "LOC") if kind == "LOC" else ()
    return any(fact.category in _EVERYWHERE for fact in facts)
