"""Contents: which quoted stretches are speech, and which clauses are reports."""

from __future__ import annotations

import pytest
from builders import tagged

from kg.quotes.content import coverage, find_contents, trim_direct, trim_indirect
from kg.types import Span


def found(marked: str) -> list[tuple[str, str, str]]:
    """Return kind, words and rule of the contents of a marked-up text."""
    doc = tagged(marked)
    return [(c.kind, c.span.of(doc.text), c.rule) for c in find_contents(doc)]


@pytest.mark.parametrize(
    ("marked", "contents"),
    [
        ("“[DIR Kami siap],” kata Ratna.", [("direct", "Kami siap", "marks+tagger")]),
        ("“Kami siap,” kata Ratna.", [("direct", "Kami siap", "marks+cue")]),
        ("“Kami siap,” ujarnya.", [("direct", "Kami siap", "marks+cue")]),
        ("“Kami siap?” tanya Ratna.", [("direct", "Kami siap?", "marks+cue")]),
        ("Ratna berkata, “Kami siap.”", [("direct", "Kami siap.", "marks+cue")]),
        ("Ratna menambahkan: “Kami siap.”", [("direct", "Kami siap.", "marks+cue")]),
        ("“[DIR Kami sangat] siap,” kata Ratna.", [("direct", "Kami sangat siap", "marks+tagger")]),
        ("“ [DIR Kami siap] , ” kata Ratna.", [("direct", "Kami siap", "marks+tagger")]),
    ],
)
def test_quoted_speech_is_direct(marked: str, contents: list[tuple[str, str, str]]) -> None:
    assert found(marked) == contents


@pytest.mark.parametrize(
    "marked",
    [
        "Film “Senja di Melur” batal diputar.",
        "Program “Sehat Bersama” dimulai, kata Ratna.",
        "Julukan “si kaki kaca” melekat padanya.",
        "Warga menonton “Senja”.",
        "“…,” kata Ratna.",
    ],
)
def test_titles_and_scare_quotes_are_no_speech(marked: str) -> None:
    assert found(marked) == []


def test_speech_under_lost_marks_is_kept_where_the_tagger_is_sure() -> None:
    assert found("[DIR:0.9 Kami siap],” kata Ratna.") == [("direct", "Kami siap", "tagger")]


@pytest.mark.parametrize(
    "marked", ["[DIR:0.5 Kami siap],” kata Ratna.", "Warga bilang [DIR:0.9 kami siap] di sana."]
)
def test_speech_without_marks_is_dropped_where_it_is_not(marked: str) -> None:
    assert found(marked) == []


@pytest.mark.parametrize(
    ("marked", "kind", "words"),
    [
        ("Ratna mengatakan [IND warga sudah siap].", "indirect", "warga sudah siap"),
        ("Ratna mengatakan [IND bahwa warga sudah siap.]", "indirect", "warga sudah siap"),
        ("Ratna meminta [IND agar warga segera siap].", "indirect", "warga segera siap"),
        ("Ratna berharap[IND , supaya warga siap segera],", "indirect", "warga siap segera"),
        (
            "Ratna menilai [IND warga “sangat siap” di sana].",
            "mixed",
            "warga “sangat siap” di sana",
        ),
        ("Ratna menyebut [IND warga Melur “siap”].", "mixed", "warga Melur “siap”"),
    ],
)
def test_reported_clause_is_indirect_or_mixed(marked: str, kind: str, words: str) -> None:
    assert found(marked) == [(kind, words, "tagger")]


@pytest.mark.parametrize("words", ["siap sekali", "bahwa siap sekali", "…", "maaf"])
def test_content_of_two_words_is_no_clause(words: str) -> None:
    assert found(f"Ratna mengatakan [IND {words}].") == []


def test_clause_that_is_quoted_whole_is_direct() -> None:
    assert found("Ratna: “[IND warga sudah siap sekarang].”") == [
        ("direct", "warga sudah siap sekarang.", "marks+cue")
    ]


def test_fragment_of_a_clause_is_no_quotation_of_its_own() -> None:
    marked = "Ratna menilai [IND warga di Melur “sudah siap” menghadapi banjir tahun ini]."
    assert [kind for kind, _, _ in found(marked)] == ["mixed"]


def test_contents_come_in_text_order() -> None:
    marked = "Ratna mengatakan [IND warga sudah siap]. “[DIR Kami tenang],” kata Budi."
    assert [kind for kind, _, _ in found(marked)] == ["indirect", "direct"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" Kami siap , ", "Kami siap"),
        ("Kami siap.", "Kami siap."),
        ("Kami siap!,", "Kami siap!"),
        ("Kami siap,\xa0", "Kami siap"),
        (" , ", None),
    ],
)
def test_quoted_stretch_is_trimmed(text: str, kept: str | None) -> None:
    span = trim_direct(text, Span(0, len(text)))
    assert (span.of(text) if span else None) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (", bahwa warga sudah siap.", "warga sudah siap"),
        ("- Agar warga segera siap;", "warga segera siap"),
        ("bahwasanya jika warga sudah siap", "warga sudah siap"),
        ("jikalau warga sudah siap", "jikalau warga sudah siap"),
        ("kepada surat kabar itu bahwa warga sudah siap", "warga sudah siap"),
        ("kepada warga, bantuan diberikan", "kepada warga, bantuan diberikan"),
        ("bahwa siap", None),
        (".,;:", None),
    ],
)
def test_clause_is_trimmed(text: str, kept: str | None) -> None:
    span = trim_indirect(text, Span(0, len(text)))
    assert (span.of(text) if span else None) == kept


@pytest.mark.parametrize(
    ("spans", "share"),
    [([], 0.0), ([Span(0, 10)], 0.0), ([Span(5, 15)], 0.5), ([Span(0, 12), Span(18, 30)], 0.4)],
)
def test_coverage_is_the_share_in_common(spans: list[Span], share: float) -> None:
    assert coverage(Span(10, 20), spans) == share
