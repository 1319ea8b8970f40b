"""The sample articles and their gold annotations: whole, consistent, and free of real speakers."""

from __future__ import annotations

import csv
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "kg" / "data" / "samples"
GOLD = [
    json.loads(line)
    for line in (ROOT / "tests" / "gold" / "samples.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]
TRIM = " \n\t\xa0,\"'”“"


def _by_id(article: dict[str, str]) -> str:
    return article["id"]


def test_samples_cover_the_formats() -> None:
    names = sorted(path.name for path in SAMPLES.iterdir())
    assert [name[:2] for name in names if name != "README.md"] == [f"{n:02}" for n in range(1, 15)]
    assert {path.suffix for path in SAMPLES.iterdir()} == {".txt", ".html", ".jsonl", ".csv", ".md"}


def test_records_are_whole() -> None:
    with (SAMPLES / "13-arsip.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows += [json.loads(line) for line in (SAMPLES / "12-kilas.jsonl").open(encoding="utf-8")]
    assert len({row["id"] for row in rows}) == len(rows) == 9
    assert all(row[field] for row in rows for field in ("title", "outlet", "published", "text"))


def test_every_file_is_listed_in_the_readme() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE))
    assert listed == {path.name for path in SAMPLES.iterdir()} - {"README.md"}


@pytest.mark.parametrize("gold", GOLD, ids=_by_id)
def test_gold_text_is_the_sample(gold: dict) -> None:
    assert gold["text"] == (SAMPLES / gold["source"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("gold", GOLD, ids=_by_id)
def test_gold_mentions_are_words_outside_boilerplate(gold: dict) -> None:
    text = gold["text"]
    mentions = sorted(span for entity in gold["entities"] for span in entity["mentions"])
    assert all(left[1] <= right[0] for left, right in pairwise(mentions))
    for start, end in mentions:
        assert re.fullmatch(r"\w.*[\w)]", text[start:end])
        assert not re.match(r"\w", text[end])
        assert not re.search(r"\w$", text[:start])
        assert not any(start < stop and begin < end for begin, stop in gold["boilerplate"])


@pytest.mark.parametrize("gold", GOLD, ids=_by_id)
def test_gold_quotations_are_trimmed_and_refer_to_entities(gold: dict) -> None:
    text = gold["text"]
    entities = {entity["id"] for entity in gold["entities"]}
    assert gold["quotations"] == sorted(gold["quotations"], key=lambda q: q["content"][0])
    for quotation in gold["quotations"]:
        contents = [text[start:end] for start, end in quotation["content"]]
        marks = "" if quotation["kind"] == "mixed" else TRIM
        assert contents == [content.strip(marks) for content in contents]
        assert (quotation["speaker"] in entities) != bool(quotation["speaker_text"])
        assert (quotation["speaker_text"] or "") in text
        if quotation["kind"] == "direct":
            assert all(text[start - 1] in "\"“'" for start, _ in quotation["content"])
        if quotation["cue"]:
            assert re.fullmatch(r"[A-Za-z]+", text[slice(*quotation["cue"])])


@pytest.mark.parametrize("gold", GOLD, ids=_by_id)
def test_gold_roles_are_in_the_text(gold: dict) -> None:
    kinds = {entity["id"]: entity["kind"] for entity in gold["entities"]}
    for role in gold["roles"]:
        assert kinds[role["person"]] == "PER"
        assert role["role"] in gold["text"]
        assert role["organization"] is None or kinds[role["organization"]] in ("ORG", "LOC")
