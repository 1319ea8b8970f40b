"""The whole pipeline against annotated articles: floors under what was measured.

A floor may be lowered only with a written reason here. Last set: see CHANGELOG.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.annotations import to_record
from kg.corpus import Report, annotate, write_results
from kg.entities import read_entities
from kg.evaluation.scores import figures, score, value
from kg.parse import Parser
from kg.query import load
from kg.stages import annotate_here
from kg.types import Annotated

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "gold" / "samples.jsonl"
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the data folder ../shared is not here"
)

# Measured with the shipped models, less half a point. Lowered for the taggers of eight layers,
# half as fast again as that of twelve: direct quotations by 0.3 points on the development articles,
# names by 0.7 and quotations with speaker by 1.8 on the samples.
FLOORS_SAMPLES = {"mention.micro": 90.2, "quote.direct.exact": 90.7, "quote.end2end": 91.6}
FLOORS_DEV = {
    "mention.micro": 94.0,
    "mention.EVT": 85.3,
    "entity.ceafe": 89.7,
    "quote.direct.exact": 97.8,
    "quote.indirect": 93.9,
    "quote.end2end": 92.3,
    "speaker.right": 95.6,
    "role": 85.7,
}
# The targets of the first release: the two articles are too few for half a point.
FLOORS_SEEDS = {"mention.micro": 90.0, "quote.end2end": 95.0}


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _extract(path: Path, parser: Parser) -> list[Annotated]:
    report = Report()
    annotator = partial(annotate_here, parser=parser)
    documents = list(annotate([path], annotator=annotator, report=report))
    assert report.skipped == []
    return documents


def _below(floors: dict[str, float], gold: Path, documents: list[Annotated]) -> dict[str, float]:
    records = [to_record(doc) for doc in documents]
    measured = figures(score(_read(gold), records))
    return {name: value(measured[name]) for name in floors if value(measured[name]) < floors[name]}


@pytest.mark.model
def test_samples_reach_their_floors(parser: Parser) -> None:
    assert _below(FLOORS_SAMPLES, SAMPLES, _extract(SAMPLES, parser)) == {}


@pytest.mark.model
@pytest.mark.shared
@pytest.mark.slow
@needs_shared
def test_development_articles_reach_their_floors(parser: Parser) -> None:
    gold = SHARED / "gold" / "dev.jsonl"
    assert _below(FLOORS_DEV, gold, _extract(gold, parser)) == {}


@pytest.fixture(scope="module")
def seeds(parser: Parser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("seeds")
    report = Report()
    inputs = sorted((SHARED / "seeds").glob("*.txt"))
    annotator = partial(annotate_here, parser=parser)
    documents = list(annotate(inputs, annotator=annotator, report=report))
    write_results(documents, out, report=report)
    return out


@pytest.mark.model
@pytest.mark.shared
@needs_shared
def test_raw_seeds_reach_their_floors(seeds: Path) -> None:
    gold = _read(SHARED / "gold" / "seeds.jsonl")
    found = _read(seeds / "annotations.jsonl")
    for wanted, record in zip(gold, found, strict=True):
        record["id"] = wanted["id"]
    measured = figures(score(gold, found))
    assert value(measured["quote.end2end"]) >= FLOORS_SEEDS["quote.end2end"]
    assert value(measured["mention.micro"]) >= FLOORS_SEEDS["mention.micro"]


@pytest.mark.model
@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jack Ma", "person"),
        ("Joko Widodo", "person"),
        ("Darmin Nasution", "person"),
        ("Alibaba Group", "organization"),
        ("Indonesia", "place"),
        ("Bali", "place"),
        ("Nusa Dua", "place"),
        ("Jakarta", "place"),
    ],
)
def test_seeds_have_one_node_for_one_thing(seeds: Path, name: str, kind: str) -> None:
    graph = load(seeds).graph
    nodes = [data for _, data in graph.nodes(data=True) if data["label"] == name]
    assert [data["kind"] for data in nodes] == [kind]


@pytest.mark.model
@pytest.mark.shared
@needs_shared
def test_nothing_from_the_trailers_is_in_the_graph(seeds: Path) -> None:
    graph: nx.MultiDiGraph[str] = load(seeds).graph
    text = json.dumps([data for _, data in graph.nodes(data=True)])
    assert [
        word for word in ("Lion Air", "BPOM", "New Normal", "Asian Games") if word in text
    ] == []


@pytest.mark.model
@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("form", "articles"), [("Ma", 2), ("Alibaba", 2), ("Jokowi", 2), ("Indonesia", 2), ("Bali", 1)]
)
def test_seeds_are_joined_across_both_articles(seeds: Path, form: str, articles: int) -> None:
    found = [
        entity
        for entity in read_entities(seeds / "entities.jsonl")
        if form in {name for name, _ in entity.forms}
    ]
    assert [len({article for article, _ in entity.chains}) for entity in found] == [articles]


@pytest.mark.model
@pytest.mark.shared
@needs_shared
def test_captions_of_the_seeds_add_nothing(seeds: Path) -> None:
    forms = {name for e in read_entities(seeds / "entities.jsonl") for name, _ in e.forms}
    assert forms.isdisjoint({"Wisnu Widiantoro", "ANTARA FOTO", "AM IMF-WBG", "ICom", "TEMPO.CO"})
