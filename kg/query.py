"""Questions to the graph: who said what, about whom, when, where, and how two names connect.

In: a graph from `kg.graph`, in memory or as a GraphML file. Out: frozen records, sorted, each
with its evidence. Read-only: no method changes the graph.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import networkx as nx
import rustworkx as rx

from kg.errors import BadOption
from kg.export.graphml import FILENAME, read_graphml
from kg.graph import ABOUT, ARTICLE, ENTITY_NODES, HAS_ROLE, PERSON, QUOTATION, SAID
from kg.lookup import Lookup, name_key
from kg.paths import NAMED_TOGETHER, Link, article_links, shortest_path, speech_links
from kg.records import EntityRecord, EvidenceRecord, Hop, QuotationRecord, Ranked, Results, Voice
from kg.types import QuotationKind

__all__ = ["KnowledgeGraph", "load"]

Measure = Literal["quotes", "mentions", "degree", "pagerank"]
# A year, a month or a day: a prefix of an ISO date, so that strings compare as dates do.
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def load(path: Path | str) -> KnowledgeGraph:
    """Return the graph in an output folder of `kg build`, or in a GraphML file it wrote.

    Raises
    ------
    NotAnOutput
        If there is no such file, or it is not a graph that this package wrote.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from kg.export.graphml import write_graphml
    >>> from kg.graph import build_graph
    >>> with TemporaryDirectory() as folder:
    ...     write_graphml(build_graph([], []), Path(folder) / FILENAME)
    ...     len(load(folder).quotes())
    0
    """
    path = Path(path)
    return KnowledgeGraph(read_graphml(path / FILENAME if path.is_dir() else path))


@dataclass(frozen=True)
class KnowledgeGraph:
    """The graph of who said what, with the questions one asks it.

    Names are matched on canonical names and aliases, without regard to case; ids work too.

    Examples
    --------
    >>> from kg.graph import build_graph
    >>> from kg.types import Annotated, Article, Chain, Entity, Quotation, Span
    >>> doc = Annotated(
    ...     Article(id="a1", text="“Bali siap,” kata Ma.", published="2018-10-13"),
    ...     quotations=(Quotation("direct", (Span(1, 10),), Span(13, 17), Span(18, 20), "c1"),),
    ...     chains=(
    ...         Chain("c1", "PER", "Ma", (Span(18, 20),)),
    ...         Chain("c2", "LOC", "Bali", (Span(1, 5),)),
    ...     ),
    ... )
    >>> entities = [
    ...     Entity("per:1", "PER", "Jack Ma", ("Ma",), (("a1", "c1"),)),
    ...     Entity("loc:1", "LOC", "Bali", (), (("a1", "c2"),)),
    ... ]
    >>> kg = KnowledgeGraph(build_graph([doc], entities))
    >>> kg
    KnowledgeGraph(1 person, 1 quotation, 1 article)
    >>> kg.quotes(speaker="ma", since="2018-10", until="2018-11")
    1 result
      2018-10-13  Jack Ma: “Bali siap”
    >>> kg.connections("Bali", "Ma")
    1 result
      Bali ←SAID_ABOUT— Jack Ma
    """

    graph: nx.MultiDiGraph[str]

    def __repr__(self) -> str:
        counts = ((kind, len(self._lookup.nodes[kind])) for kind in (PERSON, QUOTATION, ARTICLE))
        parts = (f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts)
        return f"KnowledgeGraph({', '.join(parts)})"

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.graph)

    def entities(self, kind: str | None = None) -> Results[EntityRecord]:
        """Return the entities, those with most quotations first; all kinds, or one."""
        kinds = [_one_of("kind", kind, ENTITY_NODES)] if kind else ENTITY_NODES
        found = [self._lookup.entity(node) for each in kinds for node in self._lookup.nodes[each]]
        return Results(sorted(found, key=lambda e: (-e.n_quotes, -e.n_mentions, e.name, e.id)))

    def find(self, name: str) -> EntityRecord:
        """Return the entity with this name, alias or id.

        Raises
        ------
        UnknownEntity
            If there is none; the message lists similar names.
        AmbiguousName
            If several share it.
        """
        return self._lookup.entity(self._lookup.resolve(name))

    def quotes(
        self,
        *,
        speaker: str | None = None,
        about: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        outlet: str | None = None,
        kind: QuotationKind | None = None,
    ) -> Results[QuotationRecord]:
        """Return the quotations that meet every condition, oldest first.

        Parameters
        ----------
        speaker, about
            Entities: who said it, who or what is named in it.
        since, until
            The first day, and the day after the last: "2018", "2018-10", "2018-10-13" or a
            `datetime.date`. Quotations without a known date meet neither; ``.undated`` of the
            result counts them.
        outlet
            The publisher, without regard to case.
        kind
            ``direct``, ``indirect`` or ``mixed``.
        """
        found = [self._lookup.quotation(node) for node in self._chosen(speaker, about)]
        if kind:
            _one_of("kind", kind, get_args(QuotationKind))
            found = [quotation for quotation in found if quotation.kind == kind]
        if outlet:
            found = [q for q in found if name_key(q.outlet or "") == name_key(outlet)]
        return _between(found, _prefix("since", since), _prefix("until", until))

    def who_said(self, about: str) -> Results[Voice]:
        """Return who spoke about an entity, and what they said; the most quoted first."""
        said: dict[tuple[str, str | None], list[QuotationRecord]] = defaultdict(list)
        for quotation in self.quotes(about=about):
            name = quotation.speaker or quotation.speaker_text or "?"
            said[name, quotation.speaker_id].append(quotation)
        voices = [Voice(name, node, tuple(quotes)) for (name, node), quotes in said.items()]
        return Results(sorted(voices, key=lambda voice: (-len(voice.quotations), voice.speaker)))

    def connections(self, a: str, b: str, max_hops: int = 4) -> Results[Hop]:
        """Return the shortest chain of links between two entities, with evidence for each.

        What was said and the roles are tried first; being named in the same article counts
        only where nothing else connects the two. Empty if nothing does within ``max_hops``.
        """
        start, end = self._lookup.resolve(a), self._lookup.resolve(b)
        for links in (self._speech_links, self._all_links):
            path = shortest_path(start, end, links, max_hops=max_hops)
            if path is not None:
                return Results([self._hop(link) for link in path])
        return Results([])

    def ego(self, x: str, hops: int = 1) -> KnowledgeGraph:
        """Return the part around an entity: what it said, what was said about it, its roles.

        With more hops, the same for each entity so reached.
        """
        if hops < 1:
            raise BadOption("hops", hops, expected="1 or more")
        inner = {self._lookup.resolve(x)}
        for _ in range(hops - 1):
            inner |= {link.end for node in inner for link in self._speech_links(node)}
        quotations = {
            quotation
            for node in inner
            for quotation in (*self._step(node, SAID), *self._step(node, ABOUT, back=True))
        }
        around = {other for q in quotations for other in nx.all_neighbors(self.graph, q)}
        roles = {
            other
            for node in inner
            for other in (*self._step(node, HAS_ROLE), *self._step(node, HAS_ROLE, back=True))
        }
        return KnowledgeGraph(self.graph.subgraph(inner | quotations | around | roles).copy())

    def top(
        self, kind: str | None = PERSON, by: Measure = "quotes", limit: int = 10
    ) -> Results[Ranked]:
        """Return the entities with the highest score.

        Parameters
        ----------
        kind
            A kind of entity, None for all.
        by
            ``quotes`` (said), ``mentions``, ``degree`` (entities it speaks about, that speak
            about it, or that a role links), or ``pagerank`` over who speaks about whom.
        limit
            How many to return.
        """
        scores = self._scores(by)
        ranked = [Ranked(entity, scores[entity.id]) for entity in self.entities(kind)]
        return Results(sorted(ranked, key=lambda r: (-r.score, r.entity.name))[:limit])

    def evidence(self, edge_id: str) -> EvidenceRecord:
        """Return where an edge comes from: sentence, article, offsets, stage and version.

        Raises
        ------
        UnknownEdge
            If no edge has this key.
        """
        return self._lookup.evidence(edge_id)

    def speech_network(self) -> nx.DiGraph[str]:
        """Return the simple graph of who speaks about whom; ``weight`` counts quotations."""
        network: nx.DiGraph[str] = nx.DiGraph()
        network.add_nodes_from(self._lookup.entities)
        for speaker in self._lookup.entities:
            topics = Counter(
                topic
                for quotation in self._step(speaker, SAID)
                for topic in self._step(quotation, ABOUT)
                if topic != speaker
            )
            for topic, count in topics.items():
                network.add_edge(speaker, topic, weight=float(count))
        return network

    def _step(self, node: str, relation: str, *, back: bool = False) -> Sequence[str]:
        return list(self._lookup.step(node, relation, back=back))

    def _speech_links(self, node: str) -> list[Link]:
        return speech_links(self._lookup, node)

    def _all_links(self, node: str) -> list[Link]:
        return [*self._speech_links(node), *article_links(self._lookup, node)]

    def _hop(self, link: Link) -> Hop:
        return Hop(
            start=self._lookup.label(link.start),
            end=self._lookup.label(link.end),
            relation=link.relation,
            forward=link.forward,
            evidence=tuple(self._lookup.evidence(edge) for edge in link.edges),
        )

    def _chosen(self, speaker: str | None, about: str | None) -> list[str]:
        chosen = set(self._lookup.nodes[QUOTATION])
        if speaker is not None:
            chosen &= set(self._step(self._lookup.resolve(speaker), SAID))
        if about is not None:
            chosen &= set(self._step(self._lookup.resolve(about), ABOUT, back=True))
        return sorted(chosen)

    def _scores(self, by: Measure) -> dict[str, float]:
        _one_of("by", by, get_args(Measure))
        if by == "pagerank":
            return _pagerank(self.speech_network())
        if by == "degree":
            return {
                node: float(len({link.end for link in self._direct_links(node)}))
                for node in self._lookup.entities
            }
        field = {"quotes": "n_quotes", "mentions": "n_mentions"}[by]
        return {e: float(self._lookup.data(e).get(field, 0)) for e in self._lookup.entities}

    def _direct_links(self, node: str) -> list[Link]:
        return [link for link in self._speech_links(node) if link.relation != NAMED_TOGETHER]


def _pagerank(network: nx.DiGraph[str]) -> dict[str, float]:
    # networkx needs scipy for this, which nothing else here does.
    nodes = list(network)
    if not nodes:
        return {}
    fast: rx.PyDiGraph[str, float] = rx.PyDiGraph()
    index = dict(zip(nodes, fast.add_nodes_from(nodes), strict=True))
    weighted = network.edges(data=True)
    fast.add_edges_from([(index[s], index[t], data["weight"]) for s, t, data in weighted])
    ranks = rx.pagerank(fast, weight_fn=float)
    return {node: ranks[index[node]] for node in nodes}


def _one_of(option: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise BadOption(option, value, expected=", ".join(known))
    return value


def _prefix(option: str, value: str | date | None) -> str:
    text = value.isoformat()[:10] if isinstance(value, date) else value or ""
    if text and not _DATE.fullmatch(text):
        raise BadOption(option, value, expected='a date such as "2018-10-13", "2018-10" or "2018"')
    return text


def _between(found: list[QuotationRecord], since: str, until: str) -> Results[QuotationRecord]:
    """Keep the quotations of the half-open range of days, and count those without a date."""
    ordered = sorted(found, key=lambda q: (q.date or "", q.article, q.start, q.id))
    if not since and not until:
        return Results(ordered)
    dated = [quotation for quotation in ordered if quotation.date]
    kept = [q for q in dated if since <= (q.date or "") and not (until and (q.date or "") >= until)]
    return Results(kept, undated=len(ordered) - len(dated))
