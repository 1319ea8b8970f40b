"""GraphML: the same graph comes back, hostile files do not get in, failures leave the old file."""

from __future__ import annotations

import builtins
import math
import sys
import time
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from builders import entities_of, news
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NotAnOutput, Unexportable
from kg.export.graphml import exportable, read_graphml, write_graphml
from kg.graph import build_graph

Graph = nx.MultiDiGraph
HOSTILE = [
    "\x00",
    "\x07",
    "\x1b[2J",
    "\ufffe",
    "\ud800",
    "\u202e",
    "]]>",
    "<b>&\"'",
    "\r\n",
    "a\tb",
]


def news_graph() -> Graph:
    return build_graph(news(), entities_of(news()))


def same(one: Graph, other: Graph) -> bool:
    return dict(one.nodes(data=True)) == dict(other.nodes(data=True)) and list(
        one.edges(keys=True, data=True)
    ) == list(other.edges(keys=True, data=True))


def raw_read(path: Path) -> Graph:
    return nx.read_graphml(path, force_multigraph=True, edge_key_type=str)


def test_networkx_reads_the_identical_graph(tmp_path: Path) -> None:
    graph = news_graph()
    write_graphml(graph, tmp_path / "g.graphml")
    again = raw_read(tmp_path / "g.graphml")
    assert type(again) is nx.MultiDiGraph
    assert same(again, graph)
    assert read_graphml(tmp_path / "g.graphml").graph == graph.graph


def test_same_graph_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_graphml(news_graph(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_one_writer_with_and_without_lxml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_graphml(news_graph(), tmp_path / "a")
    monkeypatch.setitem(sys.modules, "lxml", None)
    write_graphml(news_graph(), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_edge_ids_are_unique_in_the_file(tmp_path: Path) -> None:
    graph = Graph()
    graph.add_edge("a", "b", key=0)
    graph.add_edge("b", "c", key=0)  # Gephi loses an edge whose id it has seen
    write_graphml(graph, tmp_path / "g")
    keys = [key for _, _, key in raw_read(tmp_path / "g").edges(keys=True)]
    assert sorted(keys) == ["0", "0#2"]


@pytest.mark.parametrize("value", [None, math.nan, math.inf, [1, 2], {"b", "a"}, ("x",), {}, b"a"])
def test_values_that_graphml_cannot_hold(tmp_path: Path, value: object) -> None:
    graph = Graph()
    graph.add_node("a", value=value, label="x")
    write_graphml(graph, tmp_path / "g")
    assert raw_read(tmp_path / "g").nodes["a"]["label"] == "x"


def test_numpy_and_large_numbers() -> None:
    graph = Graph()
    graph.add_node("a", i=np.int64(3), f=np.float32(0.5), b=np.bool_(True), big=2**70)  # noqa: FBT003
    assert exportable(graph).nodes["a"] == {"i": 3, "f": 0.5, "b": True, "big": str(2**70)}


def test_one_type_for_each_attribute() -> None:
    graph = Graph()
    graph.add_node("a", number=1, word=1)
    graph.add_node("b", number=0.5, word="x")
    clean = exportable(graph)
    assert [clean.nodes[node]["number"] for node in "ab"] == [1.0, 0.5]
    assert [clean.nodes[node]["word"] for node in "ab"] == ["1", "x"]


def test_ids_that_become_equal_are_refused(tmp_path: Path) -> None:
    graph = Graph()
    graph.add_nodes_from([1, "1"])
    (tmp_path / "g").write_text("old", encoding="utf-8")
    with pytest.raises(Unexportable, match="two nodes have the same id"):
        write_graphml(graph, tmp_path / "g")
    assert (tmp_path / "g").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["node", "value", "name", "key", "graph"])
def test_hostile_text_anywhere_can_be_read_back(tmp_path: Path, text: str, field: str) -> None:
    text = f"a{text}b"
    graph = Graph()
    graph.add_edge(
        text if field == "node" else "s",
        "t",
        key=text if field == "key" else "k",
        **{text if field == "name" else "n": text if field == "value" else "v"},
    )
    graph.graph["title"] = text if field == "graph" else "v"
    write_graphml(graph, tmp_path / "g")
    assert same(raw_read(tmp_path / "g"), exportable(graph))


@settings(derandomize=True, max_examples=150)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, one: str, two: str) -> None:
    path = tmp_path_factory.mktemp("any") / "g"
    graph = Graph()
    graph.add_node("n", text=one)
    graph.add_edge("n", "m", key="k", text=two)
    write_graphml(graph, path)
    assert same(raw_read(path), exportable(graph))


def test_a_graph_from_the_builder_is_exportable_as_it_is() -> None:
    assert same(exportable(news_graph()), news_graph())


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g"
    write_graphml(news_graph(), path)
    old = path.read_bytes()
    monkeypatch.setattr("kg.export.graphml._same", lambda *_: False)
    with pytest.raises(Unexportable, match="does not read back"):
        write_graphml(news_graph(), path)
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


HEAD = '<?xml version="1.0"?>'
GRAPHML = 'xmlns="http://graphml.graphdrawing.org/xmlns"'
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9))
BAD = {
    "empty": "",
    "not xml": "Kata Ratna",
    "truncated": f"{HEAD}<graphml {GRAPHML}><graph edgedefault='directed'><node id='a'>",
    "wrong root": f"{HEAD}<html/>",
    "undirected": f"{HEAD}<graphml {GRAPHML}><graph edgedefault='undirected'/></graphml>",
    "bomb": f"{HEAD}<!DOCTYPE g [{BOMB}]><graphml {GRAPHML}>&e8;</graphml>",
    "external": f"{HEAD}<!DOCTYPE g [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    f"<graphml {GRAPHML}><graph edgedefault='directed'><node id='&x;'/></graph></graphml>",
    "doctype": f"{HEAD}<!DOCTYPE graphml><graphml {GRAPHML}/>",
    "unknown key": f"{HEAD}<graphml {GRAPHML}><graph edgedefault='directed'>"
    "<node id='a'><data key='d9'>x</data></node></graph></graphml>",
    "bad number": f"{HEAD}<graphml {GRAPHML}><key id='d0' for='node' attr.name='n' "
    "attr.type='int'/><graph edgedefault='directed'><node id='a'><data key='d0'>x</data></node>"
    "</graph></graphml>",
    "same node twice": f"{HEAD}<graphml {GRAPHML}><graph edgedefault='directed'><node id='a'/>"
    "<node id='a'/></graph></graphml>",
    "same edge twice": f"{HEAD}<graphml {GRAPHML}><graph edgedefault='directed'><node id='a'/>"
    "<edge id='k' source='a' target='a'/><edge id='k' source='a' target='a'/></graph></graphml>",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_files_are_refused_at_once(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.graphml"
    path.write_text(text, encoding="utf-8")
    start = time.perf_counter()
    with pytest.raises(NotAnOutput, match=r"bad\.graphml"):
        read_graphml(path)
    assert time.perf_counter() - start < 1


def test_a_huge_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    monkeypatch.setattr(builtins, "open", None)
    with pytest.raises(NotAnOutput, match="larger than"):
        read_graphml(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotAnOutput, match="no such file"):
        read_graphml(tmp_path)
