"""The annotations format: every field of schema version 1, in its place and of its type."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotations import from_record, to_line, to_record
from kg.types import (
    Annotated,
    Article,
    Chain,
    Circumstances,
    Event,
    Quotation,
    ReportedInside,
    Role,
    Sentence,
    Span,
)

TEXT = "Menteri Air Ratna tiba. “Kami siap,” kata Ratna, “tetapi hujan.” Warga takut, kata warga."


def _span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


DOC = Annotated(
    article=Article(
        id="a1",
        text=TEXT,
        title="Menteri Siap",
        outlet="Warta Melur",
        published="2024-01-31",
        byline="Sari",
        dateline="Melur",
        url="https://warta.example/1",
        source="berita.jsonl#1",
        kept=(Span(3, 50), Span(60, 99)),
    ),
    sentences=(Sentence(Span(0, 23), ()), Sentence(Span(24, 63), ())),
    chains=(Chain("e1", "PER", "Ratna", (_span("Ratna"), _span("Ratna", 1))),),
    quotations=(
        Quotation(
            kind="direct",
            content=(_span("Kami siap"), _span("tetapi hujan.")),
            cue=_span("kata"),
            source=_span("Ratna", 1),
            speaker="e1",
            rule="marks+tagger",
            speaker_rule="name",
            score=0.912345,
            circumstances=Circumstances("2024-01-31", place=_span("Warga"), carried=True),
            inside=ReportedInside(_span("kata", 1), _span("warga"), "e1"),
        ),
        Quotation(
            kind="indirect",
            content=(_span("Warga takut"),),
            cue=_span("kata", 1),
            source=_span("warga"),
            speaker_text="warga",
        ),
        Quotation(kind="mixed", content=(_span("Warga takut"),)),
    ),
    roles=(Role("e1", _span("Menteri Air")),),
)


def test_record_says_where_places_lie_and_what_is_stated_of_events() -> None:
    text = "Rakernas di Nusa Dua."
    chains = (
        Chain("e1", "EVT", "Rakernas", (Span(0, 8),)),
        Chain("e2", "LOC", "Nusa Dua", (Span(12, 20),)),
    )
    events = (Event("e1", Span(0, 8), date="2018", place="e2"),)
    record = to_record(Annotated(Article("a1", text), chains=chains, events=events))
    assert record["entities"][1]["parents"] == ["Badung", "Bali", "Indonesia"]
    assert "parents" not in record["entities"][0]
    assert record["events"] == [
        {"event": "e1", "span": [0, 8], "date": "2018", "place": "e2", "participants": []}
    ]


def test_record_has_the_fields_of_the_schema_and_no_other() -> None:
    assert to_record(DOC) == {
        "schema": 1,
        "id": "a1",
        "source": "berita.jsonl#1",
        "outlet": "Warta Melur",
        "title": "Menteri Siap",
        "byline": "Sari",
        "url": "https://warta.example/1",
        "published": "2024-01-31",
        "dateline": "Melur",
        "text": TEXT,
        "sentences": [[0, 23], [24, 63]],
        "kept": [[3, 50], [60, 99]],
        "entities": [
            {"id": "e1", "kind": "PER", "name": "Ratna", "mentions": [[12, 17], [42, 47]]}
        ],
        "quotations": [
            {
                "kind": "direct",
                "content": [[25, 34], [50, 63]],
                "cue": [37, 41],
                "source": [42, 47],
                "speaker": "e1",
                "speaker_text": None,
                "rule": "marks+tagger",
                "speaker_rule": "name",
                "confidence": 0.9123,
                "date": "2024-01-31",
                "place": [65, 70],
                "occasion": None,
                "addressee": None,
                "medium": None,
                "carried": True,
                "inside": {"cue": [78, 82], "source": [83, 88], "speaker": "e1"},
                "about": [],
            },
            {
                "kind": "indirect",
                "content": [[65, 76]],
                "cue": [78, 82],
                "source": [83, 88],
                "speaker": None,
                "speaker_text": "warga",
                "rule": "",
                "speaker_rule": "",
                "confidence": 1.0,
                "date": None,
                "place": None,
                "occasion": None,
                "addressee": None,
                "medium": None,
                "carried": False,
                "inside": None,
                "about": [],
            },
            {
                "kind": "mixed",
                "content": [[65, 76]],
                "cue": None,
                "source": None,
                "speaker": None,
                "speaker_text": None,
                "rule": "",
                "speaker_rule": "",
                "confidence": 1.0,
                "date": None,
                "place": None,
                "occasion": None,
                "addressee": None,
                "medium": None,
                "carried": False,
                "inside": None,
                "about": [],
            },
        ],
        "roles": [{"person": "e1", "role": "Menteri Air", "organization": None, "span": [0, 11]}],
        "events": [],
    }


def test_offsets_point_into_the_text_of_the_record() -> None:
    record = to_record(DOC)
    [first, *_] = record["quotations"]
    assert [record["text"][start:end] for start, end in first["content"]] == [
        "Kami siap",
        "tetapi hujan.",
    ]


def test_named_speaker_has_no_description() -> None:
    quotation = replace(DOC.quotations[0], speaker_text="Ratna")
    [found] = to_record(replace(DOC, quotations=(quotation,)))["quotations"]
    assert (found["speaker"], found["speaker_text"]) == ("e1", None)


@pytest.mark.parametrize(
    ("entities", "link"),
    [({"e1": "per:0123456789"}, "per:0123456789"), ({"e2": "per:1"}, None), ({}, None)],
)
def test_entity_across_articles_is_linked_where_known(
    entities: dict[str, str], link: str | None
) -> None:
    [entity] = to_record(DOC, entities=entities)["entities"]
    assert entity.get("entity") == link


def test_article_without_anything_is_a_record_with_empty_lists() -> None:
    record = to_record(Annotated(Article(id="a", text="Hujan turun.")))
    assert [record[name] for name in ("kept", "entities", "quotations", "roles")] == [
        [],
        [],
        [],
        [],
    ]
    assert [record[name] for name in ("source", "outlet", "title", "published")] == [None] * 4


def test_line_is_the_record_as_json_in_plain_letters() -> None:
    line = to_line(DOC)
    assert json.loads(line) == to_record(DOC)
    assert "“Kami siap,”" in line
    assert "\n" not in line


def test_score_that_is_no_number_is_refused() -> None:
    quotation = replace(DOC.quotations[0], score=float("nan"))
    with pytest.raises(ValueError, match="JSON"):
        to_line(replace(DOC, quotations=(quotation,)))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text())
def test_any_text_survives_as_one_line(text: str) -> None:
    line = to_line(Annotated(Article(id="a", text=text)))
    assert json.loads(line.encode("utf-8"))["text"] == text
    assert "\n" not in line


def test_article_comes_back_from_its_record_as_it_was() -> None:
    read = from_record(json.loads(to_line(DOC)))
    assert to_record(read) == to_record(DOC)
    assert (read.article, read.sentences, read.chains, read.roles) == (
        DOC.article,
        DOC.sentences,
        DOC.chains,
        DOC.roles,
    )
    assert [q.content for q in read.quotations] == [q.content for q in DOC.quotations]


def test_role_without_an_offset_is_looked_for_in_the_text() -> None:
    record = to_record(DOC)
    role = {"person": "e1", "role": "Menteri Air", "organization": None}
    record["roles"] = [role, {**role, "role": "Bupati"}]
    assert from_record(record).roles == (Role("e1", Span(0, 11)),)
