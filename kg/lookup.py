"""Reading a graph: names to nodes, nodes and edges to records.

In: a graph as `kg.graph` builds it. Out: node ids and records. Nothing here filters or ranks;
`kg.query` does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
from rapidfuzz import fuzz, process

from kg.context import decode_spans
from kg.draft import SEPARATOR
from kg.errors import AmbiguousName, UnknownEdge, UnknownEntity
from kg.graph import ABOUT, ARTICLE, ENTITY_NODES, QUOTATION
from kg.records import EntityRecord, EvidenceRecord, QuotationRecord

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_NEAR_ENOUGH = 70
_AROUND = ("said_on", "said_at", "occasion", "addressee", "medium")


def name_key(name: str) -> str:
    """Return the form in which names are compared: no case, no invisible signs, single spaces.

    Examples
    --------
    >>> name_key("  JACK  Ma")
    'jack ma'
    """
    return " ".join(_INVISIBLE.sub("", name).casefold().split())


@dataclass(frozen=True)
class Lookup:
    """A graph with indexes over names, kinds and edge ids, each built when first used."""

    graph: nx.MultiDiGraph[str]

    @cached_property
    def nodes(self) -> dict[str, list[str]]:
        """The node ids of each kind."""
        found: dict[str, list[str]] = defaultdict(list)
        for node, data in self.graph.nodes(data=True):
            found[data.get("kind", "")].append(node)
        return found

    @cached_property
    def edges(self) -> dict[str, tuple[str, str, dict[str, Any]]]:
        """Source, target and attributes of each edge id."""
        edges = self.graph.edges(keys=True, data=True)
        return {key: (source, target, data) for source, target, key, data in edges}

    @property
    def entities(self) -> list[str]:
        """The node ids of all entities."""
        return [node for kind in ENTITY_NODES for node in self.nodes[kind]]

    def data(self, node: str) -> dict[str, Any]:
        """Return the attributes of a node, none if there is no such node."""
        found: dict[str, Any] = self.graph.nodes[node] if node in self.graph else {}
        return found

    def label(self, node: str) -> str:
        """Return what a reader calls the node."""
        data = self.data(node)
        return str(data.get("name") or data.get("label") or node)

    def step(self, node: str, relation: str, *, back: bool = False) -> dict[str, list[str]]:
        """Return the nodes one relation leads to (or comes from), with the edge ids."""
        edges = (
            ((s, key, data) for s, _, key, data in self.graph.in_edges(node, keys=True, data=True))
            if back
            else (
                (t, k, data) for _, t, k, data in self.graph.out_edges(node, keys=True, data=True)
            )
        )
        found: dict[str, list[str]] = defaultdict(list)
        for other, key, data in edges:
            if data.get("relation") == relation:
                found[other].append(key)
        return {other: sorted(keys) for other, keys in sorted(found.items())}

    def resolve(self, name: str) -> str:
        """Return the entity called ``name``: by id, else canonical name, else alias.

        Raises
        ------
        UnknownEntity
            If there is none; the message lists similar names.
        AmbiguousName
            If several share it.
        """
        if self.data(name).get("kind") in ENTITY_NODES:
            return name
        for index in (self._canonical, self._aliases):
            found = sorted(index.get(name_key(name), ()))
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousName(
                    name, candidates=sorted(self._described(node) for node in found)
                )
        raise UnknownEntity(name, near=self._near(name))

    def entity(self, node: str) -> EntityRecord:
        """Return an entity node as a record."""
        data = self.data(node)
        return EntityRecord(
            id=node,
            kind=data["kind"],
            name=self.label(node),
            aliases=_split(data.get("aliases")),
            roles=_split(data.get("roles")),
            n_quotes=data.get("n_quotes", 0),
            n_quotes_about=data.get("n_quotes_about", 0),
            n_mentions=data.get("n_mentions", 0),
            n_articles=data.get("n_articles", 0),
            first_seen=data.get("first_seen"),
            last_seen=data.get("last_seen"),
            parents=_split(data.get("parents")),
            held_on=data.get("held_on"),
            held_at=data.get("held_at"),
            participants=_split(data.get("participants")),
        )

    def quotation(self, node: str) -> QuotationRecord:
        """Return a quotation node as a record."""
        data = self.data(node)
        return QuotationRecord(
            id=node,
            text=data.get("text", ""),
            kind=data["quotation_kind"],
            speaker=data.get("speaker"),
            speaker_id=data.get("speaker_id"),
            speaker_text=data.get("speaker_text"),
            cue=data.get("cue"),
            source=data.get("source_words"),
            about=tuple(self.label(other) for other in self.step(node, ABOUT)),
            sentence=data.get("sentence", ""),
            content_at=decode_spans(data.get("marks", "")),
            cue_at=decode_spans(data.get("cue_marks", "")),
            source_at=decode_spans(data.get("source_marks", "")),
            confidence=data.get("confidence", 1.0),
            rule=data.get("rule"),
            published=data.get("published"),
            article=data["article"],
            start=data["start"],
            end=data["end"],
            said_carried=data.get("said_carried", False),
            reported=data.get("reported_speaker") or data.get("reported_source"),
            **_place(data),
            **{name: data.get(name) for name in _AROUND},
        )

    def evidence(self, edge: str) -> EvidenceRecord:
        """Return where an edge comes from."""
        if edge not in self.edges:
            raise UnknownEdge(edge)
        source, target, data = self.edges[edge]
        quoted = [n for n in (source, target) if self.data(n).get("kind") == QUOTATION]
        own = self.data(quoted[0]) if quoted else data
        return EvidenceRecord(
            edge=edge,
            relation=data["relation"],
            source=self.label(source),
            target=self.label(target),
            text=own.get("text"),
            sentence=own.get("sentence"),
            text_at=decode_spans(own.get("marks", "")),
            article=data["article"],
            start=data["start"],
            end=data["end"],
            stage=data["stage"],
            rule=data.get("rule"),
            confidence=data.get("confidence"),
            version=data["version"],
            **_place(self.data(self._articles.get(data["article"], "")) or own),
        )

    @cached_property
    def _articles(self) -> dict[str, str]:
        return {self.data(node)["article"]: node for node in self.nodes[ARTICLE]}

    @cached_property
    def _canonical(self) -> dict[str, set[str]]:
        return _index((self.label(node), node) for node in self.entities)

    @cached_property
    def _aliases(self) -> dict[str, set[str]]:
        return _index(
            (alias, node)
            for node in self.entities
            for alias in _split(self.data(node).get("aliases"))
        )

    def _described(self, node: str) -> str:
        return f"{self.label(node)} ({self.data(node)['kind']} {node})"

    def _near(self, name: str) -> list[str]:
        index = {**self._aliases, **self._canonical}
        found = process.extract(name_key(name), sorted(index), scorer=fuzz.WRatio, limit=5)
        near = (min(index[key]) for key, score, _ in found if score >= _NEAR_ENOUGH)
        return list(dict.fromkeys(self.label(node) for node in near))


def _place(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data.get(name) for name in ("title", "outlet", "date", "url")}


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(SEPARATOR)) if joined else ()


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, node in pairs:
        found[name_key(name)].add(node)
    return found
