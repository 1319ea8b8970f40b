"""The pages and texts of ../shared, as served: they stay there, so these tests are local."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.clean import clean
from kg.readers import read
from kg.types import Article, RawDocument

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the data folder ../shared is not here"),
]
PAGES = ("antara", "detik", "kompas", "liputan6", "okezone", "republika", "tempo", "viva")


def articles(path: str) -> dict[str, Article]:
    documents = (found for found in read([SHARED / path]) if isinstance(found, RawDocument))
    return {document.id: clean(document) for document in documents}


@pytest.mark.parametrize("name", PAGES)
def test_page_as_served(name: str) -> None:
    [found] = articles(f"data/html/{name}-singlepage.html").values()
    lines = found.text.split("\n")
    assert found.outlet
    assert found.outlet.startswith(name)
    assert found.title
    assert found.published
    assert found.published.startswith(("2015", "2016"))
    assert 700 < len(found.text) < 4000
    assert sum(len(line) > 80 for line in lines) >= 0.5 * len(lines)


@pytest.mark.parametrize("name", ["000_af7c21036492023d", "001_5b4008010df32a1d"])
def test_seed(name: str) -> None:
    found = articles("seeds")[name]
    assert found.outlet == "tempo.co"
    assert found.byline == "Ali Akhmad Noor Hidayat"
    assert found.published == ("2018-11-13" if name.startswith("000") else None)
    assert found.dateline == ("NUSA DUA" if name.startswith("000") else "Jakarta")
    assert found.title
    assert found.text.startswith(f"{found.title}\n\n")
    assert not {"Baca", "Font", "Selengkapnya", "ANTARA FOTO"} & set(found.text.split("\n"))
    assert "Baca" not in found.text
    assert "TEMPO.CO" not in found.text


@pytest.mark.parametrize("name", ["dev", "train"])
def test_boilerplate_marked_by_annotators(name: str) -> None:
    marked = dropped = content = wrong = 0
    with (SHARED / "gold" / f"{name}.jsonl").open(encoding="utf-8") as file:
        for gold in map(json.loads, file):
            text = gold["text"]
            raw = RawDocument(
                id=gold["id"], text=text, source=name, title=gold["title"], outlet=gold["outlet"]
            )
            kept = {n for span in clean(raw).kept for n in range(span.start, span.end)}
            boilerplate = {n for start, end in gold["boilerplate"] for n in range(start, end)}
            for n, char in enumerate(text):
                if not char.isspace():
                    marked += n in boilerplate
                    dropped += n in boilerplate and n not in kept
                    content += n not in boilerplate
                    wrong += n not in boilerplate and n not in kept
    assert dropped / marked > 0.9
    assert wrong == 0, f"{wrong} of {content} characters of content are gone"
