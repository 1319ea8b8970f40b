"""The graph as node-link JSON, the form that d3, sigma and `networkx.node_link_graph` read.

In: a graph. Out: one JSON object with ``nodes`` and ``edges``; edge keys are under ``key``.
"""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx

from kg.export import exporter
from kg.export.graphml import exportable
from kg.files import write_text


@exporter("json", filename="graph.json")
def write_json(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Write ``graph`` to ``path`` as node-link JSON, all of it or nothing."""
    # exportable has dropped NaN and infinities, which are no JSON.
    data = nx.node_link_data(exportable(graph), edges="edges")
    write_text(path, json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
