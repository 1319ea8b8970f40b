"""The page: offline, closed to scripts from outside, and true to the graph."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from builders import annotated, entities_of, news

from kg.context import tidy
from kg.errors import BadOption
from kg.graph import build_graph
from kg.types import Annotated, Article, Entity
from kg.view import render_page, write_page

Graph = nx.MultiDiGraph
PAYLOADS = [
    "</script><script>alert(1)</script>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">href</a>',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!--<script>",
    "-->",
    "]]>",
    "</style><style>*{display:none}",
    "<iframe src=//evil.example></iframe>",
    "${alert(1)}",
    "{{7*7}}",
    "{{script}}",
    "`;alert(1);`",
    "\u2028alert(1)\u2029",
    "&lt;script&gt;&amp;",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
]


def news_graph() -> Graph:
    return build_graph(news(), entities_of(news()))


class Elements(HTMLParser):
    """Collects elements, attributes and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.raw.append((tag, ""))

    def handle_data(self, data: str) -> None:
        """Note the text of what a browser does not parse."""
        if self.cdata_elem:
            tag, text = self.raw[-1]
            self.raw[-1] = (tag, text + data)

    def counts(self) -> dict[str, int]:
        """Return how often each element and each event attribute occurs."""
        names = [tag for tag, _ in self.tags]
        names += [name for _, attrs in self.tags for name in attrs if name.startswith("on")]
        return {name: names.count(name) for name in names}


def data_of(page: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert match
    found: dict[str, Any] = json.loads(match[1])
    return found


def hostile_graph(payload: str, field: str) -> Graph:
    """Return a graph with the payload in one field of everything."""
    doc = annotated(
        "“<q><org>Bank Semesta</org> siap</q>,” <cue>kata</cue> <src><per>Ratna</per></src>.",
        article=payload if field == "article" else "a1",
        **{name: payload for name in ("title", "outlet", "url") if name == field},
    )
    if field == "text":
        doc = annotated(f"“<q>{payload} itu</q>,” <cue>kata</cue> <src><per>Ratna</per></src>.")
    if field == "speaker":
        doc = annotated("“<q>Kami siap</q>,” <cue>kata</cue> orang.", speaker_text=payload)
    entities = [
        Entity(
            id=payload if field == "id" else entity.id,
            kind=entity.kind,
            name=payload if field == "name" else entity.name,
            aliases=(payload,) if field == "alias" else (),
            chains=entity.chains,
        )
        for entity in entities_of([doc])
    ]
    if field == "id":
        entities = entities[:1]
    return build_graph([doc], entities)


FIELDS = ["title", "outlet", "url", "article", "speaker", "text", "id", "name", "alias", "heading"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_never_raw(payload: str) -> None:
    clean = Elements(render_page(news_graph())).counts()
    for field in FIELDS:
        title = payload if field == "heading" else "Berita"
        page = render_page(hostile_graph(payload, field), title=title)
        assert Elements(page).counts() == clean
        block = page[page.index('id="data">') : page.index("</script>", page.index('id="data">'))]
        assert not re.search("[<&\u2028\u2029]", block)
        if field != "article":  # its id is not on the page
            assert any(tidy(payload) in tidy(text) for text in strings(data_of(page)))


def strings(value: object) -> Iterator[str]:
    """Yield every text inside JSON data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_nothing_is_loaded_from_elsewhere() -> None:
    elements = Elements(render_page(news_graph()))
    loading = {"src", "data", "poster", "srcset", "action", "formaction", "background"}
    found = [(tag, name) for tag, attrs in elements.tags for name in attrs if name in loading]
    links = [attrs["href"] for _, attrs in elements.tags if "href" in attrs]
    assert found == []
    assert links == ["#panel"]
    style = "".join(text for tag, text in elements.raw if tag == "style")
    assert "url(" not in style
    assert "@import" not in style


def test_our_scripts_make_no_request_and_no_markup() -> None:
    own = Elements(render_page(news_graph())).raw[-1][1]
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
    ):
        assert word not in own
    for word in ("fetch(", "XMLHttpRequest", "WebSocket", "import(", "sendBeacon", "EventSource"):
        assert word not in own


def test_policy_allows_only_the_scripts_of_the_page() -> None:
    elements = Elements(render_page(news_graph()))
    [policy] = [a["content"] for _, a in elements.tags if "http-equiv" in a]
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in str(policy)
    texts = {
        "script-src": [text for tag, text in elements.raw if tag == "script"][1:],
        "style-src": [text for tag, text in elements.raw if tag == "style"],
    }
    for rule, found in texts.items():
        assert rules[rule].split() == [f"'sha256-{_sha256(text)}'" for text in found]


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def test_page_holds_the_quotation_in_its_sentence() -> None:
    data = data_of(render_page(news_graph()))
    [quotation] = [q for q in data["quotations"] if q["text"].startswith("Cabang di")]
    marked = [quotation["sentence"][start:end] for start, end in quotation["marks"]]
    assert marked == ["Cabang di Kota Melur dibuka Senin"]
    [[start, end]] = quotation["cue_marks"]
    assert quotation["sentence"][start:end] == "kata"
    assert data["entities"][quotation["speaker"]]["name"] == "Ratna Dewi"
    article = data["articles"][quotation["article"]]
    assert (article["title"], article["date"]) == ("Bank Semesta Buka Cabang", "2018-10-13")


def test_arrows_count_quotations() -> None:
    data = data_of(render_page(news_graph()))
    names = {entity["id"]: entity["name"] for entity in data["entities"]}
    arrows = {
        (names[edge["from"]], names[edge["to"]]): edge["n"]
        for edge in data["edges"]
        if edge["kind"] == "SAID"
    }
    assert arrows == {
        ("Ratna Dewi", "Kota Melur"): 1,
        ("Harun Salim", "Bank Semesta"): 1,
        ("Harun Salim", "Ratna Dewi"): 1,
    }


def test_every_node_has_its_own_place() -> None:
    data = data_of(render_page(news_graph()))
    places = [(node["x"], node["y"]) for node in data["nodes"]]
    assert len(set(places)) == len(places)
    assert all(isinstance(value, int) for place in places for value in place)


def test_the_limit_keeps_what_is_quoted_and_counts_the_rest() -> None:
    data = data_of(render_page(news_graph(), limit=2))
    assert {entity["name"] for entity in data["entities"]} == {"Ratna Dewi", "Bank Semesta"}
    assert data["totals"] == {"entities": 6, "quotations": 4, "articles": 4}
    assert len(data["quotations"]) == 4
    with pytest.raises(BadOption, match="1 or more"):
        render_page(news_graph(), limit=0)


def test_an_empty_graph_has_a_page() -> None:
    data = data_of(render_page(build_graph([], [])))
    assert data["nodes"] == data["quotations"] == []
    empty = build_graph([Annotated(Article(id="a", text=""))], [])
    assert len(data_of(render_page(empty))["articles"]) == 0


def test_same_graph_same_page() -> None:
    code = (
        "import sys; sys.path[:0] = ['tests'];"
        "from builders import news, entities_of; from kg.graph import build_graph;"
        "from kg.view import render_page; import hashlib;"
        "page = render_page(build_graph(news(), entities_of(news())));"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(digests) == 1


def test_pyvis_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # pyvis leaves its lib/ folder in the working directory
    (tmp_path / "out").mkdir()
    write_page(news_graph(), tmp_path / "out" / "graph.html")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["graph.html", "out"]


def test_page_can_be_written_under_an_ascii_locale(tmp_path: Path) -> None:
    code = (
        "import networkx, pathlib, sys; from kg.view import write_page;"
        "path = pathlib.Path(sys.argv[1]); title = '\\u0141\\xf3d\\u017a \\u201cya\\u201d';"
        "write_page(networkx.MultiDiGraph(), path, title=title)"
    )
    path = tmp_path / "page.html"
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=env)
    assert "<title>Łódź “ya”</title>" in path.read_text(encoding="utf-8")


def test_failed_write_leaves_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.html"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", _full_disk)
    with pytest.raises(OSError, match="full"):
        write_page(news_graph(), path)
    assert path.read_text(encoding="utf-8") == "old"


def _full_disk(_: int) -> None:
    raise OSError("disk full")


def test_making_a_page_does_not_change_the_graph() -> None:
    graph = news_graph()
    render_page(graph)
    assert nx.utils.graphs_equal(graph, news_graph())
