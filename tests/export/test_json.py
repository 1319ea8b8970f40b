"""Node-link JSON: the same graph comes back."""

from __future__ import annotations

import json
import math
from pathlib import Path

import networkx as nx
from builders import entities_of, news

from kg.export.json import write_json
from kg.graph import build_graph


def test_networkx_reads_the_same_graph(tmp_path: Path) -> None:
    graph = build_graph(news(), entities_of(news()))
    write_json(graph, tmp_path / "g.json")
    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    assert nx.utils.graphs_equal(nx.node_link_graph(data, edges="edges"), graph)


def test_nan_is_dropped(tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", score=math.nan, name="Ratna")
    write_json(graph, tmp_path / "g.json")
    assert "NaN" not in (tmp_path / "g.json").read_text(encoding="utf-8")
