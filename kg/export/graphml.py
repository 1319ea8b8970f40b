"""GraphML, written so that it can always be read back, and read without trusting it.

In: a multigraph. Out: one file that ``networkx.read_graphml(path, force_multigraph=True,
edge_key_type=str)`` turns into the same graph: nodes, edges, keys and attributes. What no XML
file can carry is mended first (see `exportable`). The file replaces an older one only after it
was parsed and compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import ParseError

import networkx as nx
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from kg.context import printable
from kg.draft import SEPARATOR, Attribute
from kg.errors import NotAnOutput, Unexportable
from kg.export import exporter
from kg.files import atomic_write

FILENAME: Final = "graph.graphml"
LARGEST_FILE: Final = 1 << 29
_ROOT: Final = "{http://graphml.graphdrawing.org/xmlns}"
# What networkx puts on a graph that it has read, whatever the file holds.
_READERS_OWN: Final = ("node_default", "edge_default")
# The largest integers that GraphML's "long" holds.
_LONG: Final = 1 << 63


@exporter("graphml", filename=FILENAME)
def write_graphml(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Write ``graph`` to ``path`` as GraphML, all of it or nothing.

    Raises
    ------
    Unexportable
        If the graph cannot be written so that it reads back the same; ``path`` is untouched.
    """
    clean = exportable(graph)
    buffer = BytesIO()
    # Always the same writer: write_graphml would choose by whether lxml is installed.
    nx.write_graphml_xml(clean, buffer)
    buffer.seek(0)
    if not _same(clean, _parsed(buffer)):
        raise Unexportable("GraphML", fact="the file does not read back as the same graph")
    with atomic_write(path) as out:
        out.write(buffer.getbuffer())


def read_graphml(path: Path, *, largest: int = LARGEST_FILE) -> nx.MultiDiGraph[str]:
    """Read a graph that `write_graphml` wrote; the file is not trusted.

    Raises
    ------
    NotAnOutput
        If the file is missing, larger than ``largest`` bytes, or not GraphML as written here.
    """
    if not path.is_file():
        raise NotAnOutput(path, fact="there is no such file")
    if path.stat().st_size > largest:
        raise NotAnOutput(path, fact=f"larger than {largest:,} bytes")
    try:
        nodes, edges = _counts(path)
        with path.open("rb") as file:
            graph = _parsed(file)
    except (ParseError, DefusedXmlException, UnicodeError, RecursionError) as error:
        raise NotAnOutput(path, fact=f"not well-formed XML ({type(error).__name__})") from error
    except (nx.NetworkXError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise NotAnOutput(path, fact="not GraphML as kg writes it") from error
    if (graph.number_of_nodes(), graph.number_of_edges()) != (nodes, edges):
        raise NotAnOutput(path, fact="two nodes or edges have the same id")
    return graph


def exportable(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    r"""Return a copy that every format can carry; graphs made by `kg.graph` stay as they are.

    Ids become strings, edge keys unique; None, NaN and infinities are dropped, lists joined,
    characters that XML forbids removed; an attribute has one type over all nodes or edges.

    Examples
    --------
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("a", tags=["x", "y"], none=None, text="b\x00c")
    >>> exportable(graph).nodes["a"]
    {'tags': 'x | y', 'text': 'bc'}
    """
    nodes = [(printable(str(node)), _plain(data)) for node, data in graph.nodes(data=True)]
    edges = [
        (printable(str(s)), printable(str(t)), printable(str(key)), _plain(data))
        for s, t, key, data in graph.edges(keys=True, data=True)
    ]
    if len({node for node, _ in nodes}) < len(nodes):
        raise Unexportable("GraphML", fact="two nodes have the same id once ids are strings")
    _unify([data for _, data in nodes])
    _unify([data for *_, data in edges])
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    clean.graph.update(_plain({k: v for k, v in graph.graph.items() if k not in _READERS_OWN}))
    clean.add_nodes_from(nodes)
    keys = _unique(key for _, _, key, _ in edges)
    for (source, target, _, data), key in zip(edges, keys, strict=True):
        clean.add_edge(source, target, key=key, **data)
    return clean


def _plain(data: dict[str, Any]) -> dict[str, Attribute]:
    plain = ((printable(str(name)), _scalar(value)) for name, value in data.items())
    return {name: value for name, value in plain if value is not None}


def _scalar(value: object) -> Attribute | None:
    """Return ``value`` as one of the four types that GraphML has, None if it says nothing."""
    if hasattr(value, "item"):  # a numpy scalar
        value = value.item()
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if -_LONG <= value < _LONG else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = [str(part) for part in value]
        joined = SEPARATOR.join(parts if isinstance(value, (list, tuple)) else sorted(parts))
        return printable(joined)
    return None if value is None else printable(str(value))


def _unify(rows: list[dict[str, Attribute]]) -> None:
    """Give each attribute one type: other tools read the first declaration of a name only."""
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            kinds.setdefault(name, set()).add(type(value))
    mixed = {name: found for name, found in kinds.items() if len(found) > 1}
    for row in rows:
        for name in row.keys() & mixed.keys():
            row[name] = float(row[name]) if mixed[name] == {int, float} else str(row[name])


def _unique(keys: Iterable[str]) -> Iterator[str]:
    """Yield the keys, those that occurred before with a number: Gephi drops equal edge ids."""
    seen: set[str] = set()
    for key in keys:
        number, candidate = 1, key
        while candidate in seen or not candidate:
            number += 1
            candidate = f"{key}#{number}"
        seen.add(candidate)
        yield candidate


def _parsed(file: BinaryIO) -> nx.MultiDiGraph[str]:
    # Without these options a graph without parallel edges comes back as a DiGraph.
    graph = nx.read_graphml(file, force_multigraph=True, edge_key_type=str)
    if not isinstance(graph, nx.MultiDiGraph):
        raise TypeError("the graph is undirected")
    for name in _READERS_OWN:
        graph.graph.pop(name, None)
    return graph


def _counts(path: Path) -> tuple[int, int]:
    """Return the number of node and edge elements, refusing entities and document types."""
    root = parse(path, forbid_dtd=True).getroot()
    if root is None or root.tag != f"{_ROOT}graphml":
        raise ValueError("the root element is not graphml")
    return len(list(root.iter(f"{_ROOT}node"))), len(list(root.iter(f"{_ROOT}edge")))


def _same(one: nx.MultiDiGraph[str], other: nx.MultiDiGraph[str]) -> bool:
    return (
        one.graph == other.graph
        and list(one.nodes(data=True)) == list(other.nodes(data=True))
        and list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    )
