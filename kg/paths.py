"""How two entities connect: links between entities, and the shortest chain of them.

In: a `kg.lookup.Lookup`. Out: links that carry the ids of the edges they rest on. Quotations
and articles are not steps of their own: "Ma spoke about Bali" is one hop, not two.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.graph import ABOUT, HAS_ROLE, MENTIONED_IN, SAID
from kg.lookup import Lookup

SAID_ABOUT = "SAID_ABOUT"
NAMED_TOGETHER = "NAMED_TOGETHER"
SAME_ARTICLE = "SAME_ARTICLE"


@dataclass(frozen=True, slots=True)
class Link:
    """One hop between entities; ``forward`` is False where the relation runs the other way."""

    start: str
    end: str
    relation: str
    forward: bool
    edges: tuple[str, ...]


def speech_links(lookup: Lookup, node: str) -> list[Link]:
    """Return the links by speech and role, one for each other entity and relation."""
    edges: dict[tuple[str, str, bool], list[str]] = {}
    for end, relation, forward, found in _speech(lookup, node):
        if end != node:
            edges.setdefault((end, relation, forward), []).extend(found)
    return [
        Link(node, end, relation, forward, tuple(sorted(set(found))))
        for (end, relation, forward), found in edges.items()
    ]


def article_links(lookup: Lookup, node: str) -> list[Link]:
    """Return the links to every entity that an article names together with ``node``."""
    edges: dict[str, list[str]] = {}
    for article, own in lookup.step(node, MENTIONED_IN).items():
        for end, found in lookup.step(article, MENTIONED_IN, back=True).items():
            if end != node:
                edges.setdefault(end, []).extend([*own, *found])
    return [
        Link(node, end, SAME_ARTICLE, forward=True, edges=tuple(found))
        for end, found in edges.items()
    ]


def shortest_path(
    start: str, end: str, links: Callable[[str], list[Link]], *, max_hops: int
) -> list[Link] | None:
    """Return the links of a shortest path, None if there is none of ``max_hops`` or fewer."""
    came_by: dict[str, Link | None] = {start: None}
    queue = deque([(start, 0)])
    while queue and end not in came_by:
        node, hops = queue.popleft()
        for link in links(node) if hops < max_hops else ():
            if link.end not in came_by:
                came_by[link.end] = link
                queue.append((link.end, hops + 1))
    return list(_walk_back(came_by, end))[::-1] if end in came_by else None


def _speech(lookup: Lookup, node: str) -> Iterator[tuple[str, str, bool, list[str]]]:
    """Yield end, relation, direction and edges; the most telling relation first."""
    for quotation in lookup.step(node, SAID):
        for end, found in lookup.step(quotation, ABOUT).items():
            yield end, SAID_ABOUT, True, found
    for quotation, found in lookup.step(node, ABOUT, back=True).items():
        for end in lookup.step(quotation, SAID, back=True):
            yield end, SAID_ABOUT, False, found
    for end, found in lookup.step(node, HAS_ROLE).items():
        yield end, HAS_ROLE, True, found
    for end, found in lookup.step(node, HAS_ROLE, back=True).items():
        yield end, HAS_ROLE, False, found
    for quotation, own in lookup.step(node, ABOUT, back=True).items():
        for end, found in lookup.step(quotation, ABOUT).items():
            yield end, NAMED_TOGETHER, True, [*own, *found]


def _walk_back(came_by: dict[str, Link | None], end: str) -> Iterator[Link]:
    link = came_by[end]
    while link:
        yield link
        link = came_by[link.start]
