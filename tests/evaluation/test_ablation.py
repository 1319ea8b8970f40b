"""The ablation of the bundled gold samples: each part of the package earns its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.corpus import Report, parse
from kg.evaluation.ablation import compare
from kg.evaluation.constructions import CONSTRUCTIONS, SOURCE_FORMS
from kg.evaluation.scores import figures, value
from kg.evaluation.variants import ORACLES, VARIANTS
from kg.parse import Parser

TESTS = Path(__file__).resolve().parents[1]
SAMPLES = TESTS / "gold" / "samples.jsonl"
DOCUMENT = TESTS.parent / "docs" / "quotations.md"


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    gold = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    report = Report()
    documents = list(parse([SAMPLES], parser=Parser(), report=report))
    assert report.skipped == []
    return {
        name: {figure: value(found) for figure, found in figures(counts).items()}
        for name, counts in compare(gold, documents).items()
    }


@pytest.mark.model
@pytest.mark.parametrize(
    ("figure", "variant"),
    [
        ("quote.indirect", "tagger alone"),
        ("quote.direct.exact", "tagger alone"),
        ("speaker.right", "speaker: last person"),
        ("speaker.right", "speaker: nearest person"),
        ("speaker.right", "speaker: named in the source"),
        ("quote.end2end", "speaker: nearest person"),
    ],
)
def test_the_whole_beats_its_parts(
    measured: dict[str, dict[str, float]], figure: str, variant: str
) -> None:
    assert measured["full"][figure] > measured[variant][figure]


@pytest.mark.model
def test_the_tagger_costs_no_indirect_speech(measured: dict[str, dict[str, float]]) -> None:
    # On the 48 development articles it wins 4.6 points (docs/quotations.md); on the samples both
    # reach 96.3, for the rules were written with the samples at hand.
    assert measured["full"]["quote.indirect"] >= measured["rules alone"]["quote.indirect"]


@pytest.mark.model
def test_rules_alone_are_no_straw_man(measured: dict[str, dict[str, float]]) -> None:
    assert measured["rules alone"]["quote.indirect"] > 85
    assert measured["rules alone"]["quote.direct.exact"] > 85


@pytest.mark.model
def test_gold_quotations_leave_little_to_the_speaker_rules(
    measured: dict[str, dict[str, float]],
) -> None:
    best = measured["speaker: gold quotations and names"]
    assert best["quote.all"] == 100
    assert best["speaker.right"] >= measured["full"]["speaker.right"]


@pytest.mark.model
def test_abstaining_is_seen_as_unknown_not_as_wrong(
    measured: dict[str, dict[str, float]],
) -> None:
    assert measured["speaker: named in the source"]["speaker.unknown"] > 20


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("ablation", {"variant", *VARIANTS, *ORACLES}),
        ("constructions", {"construction", "all", *CONSTRUCTIONS}),
        ("sources", {"source", "all", *SOURCE_FORMS}),
    ],
)
def test_document_has_the_tables_that_are_printed(table: str, names: set[str]) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    found = re.search(rf"<!-- {table} -->\n(.*?)\n<!-- /{table} -->", text, re.DOTALL)
    rows = [row.split("|")[1].strip() for row in found[1].split("\n")] if found else []
    assert rows[1:2] == ["---"]
    assert {*rows[:1], *rows[2:]} <= names
    assert table != "ablation" or len(rows) == len(names) + 1
