"""Names to entities: which names have been found to be one, with the evidence, and which may not.

A union-find (Tarjan 1975) over names, which refuses to join what the user keeps apart, and what
has marks that exclude each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from networkx.utils import UnionFind

# The kind, the words of the name's key, and what else tells it from others of that name.
Node = tuple[str, ...]
Mark = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A rule's finding that two names are one entity, and up to a few articles that show it."""

    confidence: float
    rule: str
    one: Node
    other: Node
    articles: tuple[str, ...] = ()


@dataclass(slots=True)
class Partition:
    """Nodes in disjoint sets, and the links that joined them.

    ``marks`` gives nodes marks such as ("user:3", "left"); two sets that have different values
    of one mark are never joined.
    """

    marks: Mapping[Node, Iterable[Mark]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    _sets: UnionFind[Node] = field(default_factory=UnionFind)
    _marks: dict[Node, dict[str, str]] = field(default_factory=dict)

    def root(self, node: Node) -> Node:
        """Return the node that stands for the set of ``node``."""
        return self._sets[node]

    def join(self, link: Link) -> bool:
        """Join the two nodes of a link; say whether they are one set now."""
        one, other = self.root(link.one), self.root(link.other)
        if one == other:
            return True
        marks, others = self._marks_of(one), self._marks_of(other)
        if any(others.get(name, value) != value for name, value in marks.items()):
            return False
        self._sets.union(one, other)
        if merged := marks | others:
            self._marks[self.root(one)] = merged
        self.links.append(link)
        return True

    def join_all(self, links: Iterable[Link]) -> None:
        """Join by the surest links first, whatever their order."""
        for link in sorted(links, key=lambda link: (-link.confidence, link)):
            self.join(link)

    def sets(self, nodes: Iterable[Node]) -> dict[Node, list[Node]]:
        """Return the sets that ``nodes`` fall into, each sorted, under its smallest node."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in sorted(set(nodes)):
            found[self.root(node)].append(node)
        return {members[0]: members for members in found.values()}

    def _marks_of(self, root: Node) -> dict[str, str]:
        return self._marks.get(root) or dict(self.marks.get(root, ()))
