"""Varied passages: the labels go where the words go."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.tagger.labels import LABELS
from kg.tagger.pieces import find_words
from kg.training.corpora import Passage
from kg.training.variation import Chances, collect_names, rename, requote, vary, with_headline
from kg.types import Span

TEXT = 'Wali Kota Solo Ratna Dewi tiba. "Siap," kata Ratna kepada PT Maju.'
OTHERS = Passage(
    "Ambon Budi Santoso Joni CV Mundur NU",
    {
        "entity": (
            (Span(0, 5), "LOC"),
            (Span(6, 18), "PER"),
            (Span(19, 23), "PER"),
            (Span(24, 33), "ORG"),
            (Span(34, 36), "ORG"),
        )
    },
)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def passage() -> Passage:
    last = TEXT.rindex("Ratna")
    spans = {
        "entity": (
            (_span("Solo"), "LOC"),
            (_span("Ratna Dewi"), "PER"),
            (Span(last, last + 5), "PER"),
            (_span("PT Maju"), "ORG"),
        ),
        "content": ((_span("Siap"), "DIRECT"),),
        "attribution": ((_span("kata"), "CUE"), (Span(last, last + 5), "SOURCE")),
        "role": ((_span("Wali Kota Solo"), "ROLE"),),
        "boilerplate": (),
    }
    return Passage(TEXT, spans, title="Ratna Tiba di Solo, Warga Senang")


def _words(passage: Passage, head: str) -> list[tuple[str, str]]:
    return [(span.of(passage.text), label) for span, label in passage.spans[head]]


def test_every_name_is_replaced_and_every_label_moves(passage: Passage) -> None:
    renamed = rename(passage, collect_names([OTHERS]), 1.0, random.Random(1))
    assert renamed.text == (
        'Wali Kota Ambon Budi Santoso tiba. "Siap," kata Joni kepada CV Mundur.'
    )
    assert _words(renamed, "entity") == [
        ("Ambon", "LOC"),
        ("Budi Santoso", "PER"),
        ("Joni", "PER"),
        ("CV Mundur", "ORG"),
    ]
    assert _words(renamed, "role") == [("Wali Kota Ambon", "ROLE")]
    assert _words(renamed, "content") == [("Siap", "DIRECT")]
    assert _words(renamed, "attribution") == [("kata", "CUE"), ("Joni", "SOURCE")]


def test_a_name_that_another_span_cuts_stays() -> None:
    cut = Passage(
        "Ratna Dewi", {"entity": ((Span(0, 10), "PER"),), "role": ((Span(0, 5), "ROLE"),)}
    )
    assert rename(cut, collect_names([OTHERS]), 1.0, random.Random(1)) == cut


def test_names_with_marks_are_not_handed_on() -> None:
    marked = Passage('Budi" <b>Ana', {"entity": ((Span(0, 5), "PER"), (Span(6, 12), "PER"))})
    assert collect_names([marked]) == {}


def test_headline_knows_the_names_of_the_text_and_leaves_the_rest_open(passage: Passage) -> None:
    headed = with_headline(passage)
    assert headed.text == f"{passage.title}\n{TEXT}"
    assert _words(headed, "entity")[:2] == [("Ratna", "PER"), ("Solo", "LOC")]
    assert _words(headed, "entity")[2:] == _words(passage, "entity")
    assert _words(headed, "content") == _words(passage, "content")
    unsure = [span.of(headed.text) for span, name in headed.open if name == "entity"]
    assert unsure == ["Tiba", "Warga", "Senang"]


def test_teacher_said_nothing_of_a_headline(passage: Passage) -> None:
    soft = np.ones((len(find_words(TEXT)), len(LABELS)), dtype=np.float16)
    headed = with_headline(replace(passage, title="Ratna di Solo", soft=soft))
    assert headed.soft is not None
    assert len(headed.soft) == len(find_words(headed.text))
    assert not headed.soft[:3].any()
    assert headed.soft[3:].all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [('"Ya," kata Ma.', "“Ya,” kata Ma."), ("“Ya,” kata Ma.", '"Ya," kata Ma.'), ("Ya.", "Ya.")],
)
def test_marks_change_shape(text: str, expected: str) -> None:
    assert requote(text) == expected


@given(st.integers())
def test_labels_stay_inside_the_text(seed: int) -> None:
    passage = Passage(
        TEXT, {"entity": ((_span("Solo"), "LOC"), (_span("Ratna Dewi"), "PER"))}, title="Ratna Tiba"
    )
    always = Chances(headline=1, renamed=1, name=0.5, requoted=0.5, recased=0.5)
    varied = vary(passage, collect_names([OTHERS]), always, random.Random(seed))
    for span, _ in varied.spans["entity"]:
        assert span.of(varied.text).casefold() in {
            "solo", "ambon", "ratna dewi", "budi santoso", "ratna", "joni",
        }  # fmt: skip
