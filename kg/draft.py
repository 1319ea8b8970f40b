"""A graph under construction: nodes and edges as plain attributes, each with its provenance.

In: what `kg.graph` adds, in any order. Out: one `networkx.MultiDiGraph`, sorted, in which what
is unknown is absent. Which kinds of nodes and edges there are is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import metadata
from typing import Final

import networkx as nx

from kg.context import tidy
from kg.files import digest
from kg.types import Span

SEPARATOR: Final = " | "
# Ten hexadecimal digits would collide once in about a million quotations.
ID_LENGTH: Final = 16
_LABEL_LENGTH: Final = 60

Attribute = str | int | float | bool
Attributes = dict[str, Attribute]


def package_version() -> str:
    """Return the version that is written into every node and edge."""
    try:
        return metadata.version("kg")
    except metadata.PackageNotFoundError:  # a source tree that was not installed
        return "unknown"


@dataclass
class Draft:
    """Nodes and edges under construction; adding the same thing twice changes nothing."""

    version: str = field(default_factory=package_version)
    nodes: dict[str, Attributes] = field(default_factory=dict)
    edges: dict[str, tuple[str, str, Attributes]] = field(default_factory=dict)

    def add_node(self, node: str, **values: Attribute | None) -> None:
        """Add a node; what is None or empty is left out."""
        self.nodes[node] = _known({**values, "version": self.version})

    def add_edge(
        self, relation: str, source: str, target: str, *, where: Where, **values: Attribute | None
    ) -> None:
        """Add an edge, once for each relation, pair of nodes and place in an article."""
        span = where.span
        offsets = f"{span.start}-{span.end}"
        key = f"{relation}:{digest(source, target, where.article, offsets, length=ID_LENGTH)}"
        fixed = {
            "relation": relation,
            "label": relation,
            "weight": 1.0,
            **where.attributes(),
            "version": self.version,
        }
        self.edges[key] = (source, target, _known({**fixed, **values}))

    def to_graph(self) -> nx.MultiDiGraph[str]:
        """Return the graph, its nodes and edges in one order whatever the order of adding."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(generator="kg", version=self.version)
        graph.add_nodes_from(sorted(self.nodes.items()))
        edges = sorted((source, target, key) for key, (source, target, _) in self.edges.items())
        for source, target, key in edges:
            graph.add_edge(source, target, key=key, **self.edges[key][2])
        return graph


@dataclass(frozen=True, slots=True)
class Where:
    """The provenance of a node or an edge."""

    article: str
    span: Span
    stage: str
    rule: str | None = None

    def attributes(self) -> dict[str, Attribute | None]:
        """Return it as graph attributes."""
        return {
            "article": tidy(self.article),
            "start": self.span.start,
            "end": self.span.end,
            "stage": self.stage,
            "rule": self.rule,
        }


def listable(text: str) -> str:
    """Return ``text`` without the sign that separates the items of a list attribute.

    Examples
    --------
    >>> listable("Karsa | Melur")
    'Karsa / Melur'
    """
    return tidy(text).replace("|", "/")


def shortened(text: str) -> str:
    """Return ``text`` as a label, cut where it is long.

    Examples
    --------
    >>> len(shortened("kata " * 40))
    60
    """
    return text if len(text) <= _LABEL_LENGTH else f"{text[: _LABEL_LENGTH - 1].rstrip()}…"


def _known(values: dict[str, Attribute | None]) -> Attributes:
    """Drop what is unknown or empty; sort, so that files list attributes in one order."""
    return {
        key: value for key, value in sorted(values.items()) if value is not None and value != ""
    }
