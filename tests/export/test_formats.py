"""What every export format promises; a new one is picked up by itself."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from builders import entities_of, news

from kg.errors import UnknownFormat
from kg.export import Format, formats, get_exporter
from kg.graph import build_graph

Graph = nx.MultiDiGraph


def news_graph() -> Graph:
    return build_graph(news(), entities_of(news()))


def _loop() -> Graph:
    graph = Graph()
    graph.add_edge("a", "a", key="k", label="=1+1")
    return graph


def _parallel() -> Graph:
    graph = Graph()
    graph.add_edges_from(("a", "b", str(number)) for number in range(5000))
    return graph


GRAPHS = {"empty": Graph, "loop": _loop, "parallel": _parallel, "news": news_graph}


@pytest.fixture(params=formats(), ids=lambda entry: entry.name)
def entry(request: pytest.FixtureRequest) -> Format:
    found: Format = request.param
    return found


@pytest.mark.parametrize("name", GRAPHS)
def test_writes_any_graph(entry: Format, name: str, tmp_path: Path) -> None:
    entry.write(GRAPHS[name](), tmp_path / entry.filename)
    assert (tmp_path / entry.filename).stat().st_size > 0


def test_same_graph_same_bytes(entry: Format, tmp_path: Path) -> None:
    for name in "ab":
        entry.write(news_graph(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_full_disk_leaves_the_old_file(
    entry: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", _full_disk)
    with pytest.raises(OSError, match="full"):
        entry.write(news_graph(), path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_graph_stays_as_it_was(entry: Format, tmp_path: Path) -> None:
    graph = news_graph()
    entry.write(graph, tmp_path / "file")
    assert nx.utils.graphs_equal(graph, news_graph())


def _full_disk(_: int) -> None:
    raise OSError("disk full")


def test_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(UnknownFormat, match=r"choose one of: .*graphml"):
        get_exporter("xlsx")
