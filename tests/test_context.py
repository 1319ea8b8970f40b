"""Sentences as evidence: what is shown, and where the spans lie in it."""

from __future__ import annotations

import pytest
from builders import annotated
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.context import context_of, decode_spans, encode_spans, printable, tidy
from kg.types import Annotated, Article, Span


def test_shows_the_sentence_of_a_span() -> None:
    doc = annotated("Hujan turun. “<q>Kami siap</q>,” <cue>kata</cue> Ratna. Lalu reda.")
    context = context_of(doc, doc.quotations[0].content)
    assert context.text == "“Kami siap,” kata Ratna."
    assert [span.of(context.text) for span in context.locate(doc.quotations[0].content)] == [
        "Kami siap"
    ]


def test_shows_all_sentences_between_content_and_source() -> None:
    doc = annotated("“<q>Satu. Dua. Tiga.</q>” Begitu <cue>kata</cue> <src>Ratna</src>. Habis.")
    quotation = doc.quotations[0]
    assert quotation.source
    context = context_of(doc, [*quotation.content, quotation.source])
    assert context.text == "“Satu. Dua. Tiga.” Begitu kata Ratna."


def test_gives_up_a_far_source_before_the_content() -> None:
    doc = annotated("<q>Kami siap</q>. " + "Kata lain di sini. " * 50 + "<src>Ratna</src>.")
    quotation = doc.quotations[0]
    assert quotation.source
    context = context_of(doc, [*quotation.content, quotation.source], cap=100)
    assert "Kami siap" in context.text
    assert context.locate([quotation.source]) == ()


def test_cuts_a_sentence_without_end() -> None:
    doc = Annotated(Article(id="a", text="kata " * 5000))
    context = context_of(doc, [Span(10_000, 10_004)], cap=200)
    assert len(context.text) <= 200
    assert [span.of(context.text) for span in context.locate([Span(10_000, 10_004)])] == ["kata"]


def test_offsets_hold_where_white_space_and_controls_go() -> None:
    doc = Annotated(Article(id="a", text="Kami\x00  \t sangat\u202e siap."))
    context = context_of(doc, [Span(14, 18)])
    assert context.text == "Kami sangat siap."
    assert [span.of(context.text) for span in context.locate([Span(9, 15)])] == ["sangat"]


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x85", "\ufffe", "\u202e", "\u2066"])
def test_unprintable_characters_go(char: str) -> None:
    assert printable(f"a{char}b") == "ab"


def test_tidy_is_one_line() -> None:
    assert tidy(" a\r\n\u2028b ") == "a b"


def test_spans_survive_encoding() -> None:
    spans = (Span(0, 4), Span(12, 40))
    assert decode_spans(encode_spans(spans)) == spans
    assert decode_spans("") == ()


@settings(derandomize=True, max_examples=200)
@given(st.text(min_size=1, max_size=80), st.data())
def test_located_spans_hold_the_words(text: str, data: st.DataObject) -> None:
    text = "".join(char for char in text if not "\ud800" <= char <= "\udfff") or "a"
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    context = context_of(Annotated(Article(id="a", text=text)), [span])
    located = [part.of(context.text).strip() for part in context.locate([span])]
    assert " ".join(located) == tidy(span.of(text))
