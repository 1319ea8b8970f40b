"""Spans and articles: what cannot be built, and the way back to the raw text."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import types
from kg.types import Annotated, Article, Span

TEXT = "Kami siap, kata Ratna."


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2), (-3, -1), (0, 0)])
def test_span_is_never_empty_or_negative(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=rf"\[{start}, {end}\)"):
        Span(start, end)


def test_span_counts_code_points() -> None:
    assert Span(2, 7).of("😀 Ratna") == "Ratna"


@pytest.mark.parametrize(
    ("other", "overlaps", "contains"),
    [
        (Span(10, 20), True, True),
        (Span(12, 15), True, True),
        (Span(5, 10), False, False),
        (Span(20, 25), False, False),
        (Span(5, 11), True, False),
        (Span(19, 25), True, False),
        (Span(5, 25), True, False),
    ],
)
def test_span_against_another(other: Span, *, overlaps: bool, contains: bool) -> None:
    span = Span(10, 20)
    assert span.overlaps(other) is overlaps
    assert other.overlaps(span) is overlaps
    assert span.contains(other) is contains


def test_spans_sort_as_they_stand_in_the_text() -> None:
    assert sorted([Span(5, 9), Span(0, 9), Span(0, 4)]) == [Span(0, 4), Span(0, 9), Span(5, 9)]


def test_lone_surrogate_is_refused_with_its_offset() -> None:
    with pytest.raises(ValueError, match=r"article 'a7': lone surrogate at offset 5"):
        Article(id="a7", text="Kami \udcff siap")


def test_pair_outside_the_basic_plane_is_no_surrogate() -> None:
    assert Article(id="a", text="Kami siap 😀").text.endswith("😀")


@pytest.mark.parametrize(
    ("span", "raw"),
    [
        (Span(0, 4), (Span(100, 104),)),
        (Span(2, 6), (Span(102, 105), Span(200, 201))),
        (Span(5, 8), (Span(200, 203),)),
        (Span(4, 12), (Span(104, 105), Span(200, 203), Span(300, 304))),
        (Span(11, 13), (Span(303, 304),)),
    ],
)
def test_span_is_found_in_the_raw_text(span: Span, raw: tuple[Span, ...]) -> None:
    kept = (Span(100, 105), Span(200, 203), Span(300, 304))
    article = Article(id="a", text="Kamisap, Ani", kept=kept)
    assert article.raw_spans(span) == raw


def test_text_without_a_record_of_cleaning_is_its_own_raw_text() -> None:
    assert Article(id="a", text=TEXT).raw_spans(Span(0, 4)) == (Span(0, 4),)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    gaps=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), min_size=1, max_size=6),
    data=st.data(),
)
def test_raw_spans_hold_the_same_words(gaps: list[tuple[int, int]], data: st.DataObject) -> None:
    kept, raw, text = [], "", ""
    for number, (dropped, size) in enumerate(gaps):
        raw += "#" * dropped
        kept.append(Span(len(raw), len(raw) + size))
        piece = chr(ord("a") + number) * size
        raw, text = raw + piece, text + piece
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = Article(id="a", text=text, kept=tuple(kept)).raw_spans(span)
    assert "".join(part.of(raw) for part in found) == span.of(text)


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind in vars(types).values()
        if dataclasses.is_dataclass(kind) and isinstance(kind, type)
    ],
    ids=lambda kind: kind.__name__,
)
def test_every_type_is_frozen_and_small(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert hasattr(kind, "__slots__")


def test_annotated_has_the_text_of_its_article() -> None:
    assert Annotated(Article(id="a", text=TEXT)).text == TEXT
