"""Clauses completed: what the tagger cut short grows to what the sentence says."""

from __future__ import annotations

import pytest
from builders import said, tagged

from kg.quotes import find_quotations
from kg.quotes.clause import mark_taken
from kg.types import Span


def contents(marked: str) -> list[list[str]]:
    """Return the contents of the quotations of a marked-up text."""
    return [found for _, found, _, _ in said(find_quotations(tagged(marked)))]


@pytest.mark.parametrize(
    ("clause", "completed"),
    [
        (", warga [IND sudah siap mengungsi].", "warga sudah siap mengungsi"),
        (", bahwa warga [IND sudah siap mengungsi].", "warga sudah siap mengungsi"),
        (" [IND warga sudah siap] mengungsi.", "warga sudah siap mengungsi"),
        (
            " [IND warga sudah siap] mengungsi sejak Senin!",
            "warga sudah siap mengungsi sejak Senin",
        ),
        (", warga [IND sudah siap mengungsi] lagi.", "warga sudah siap mengungsi lagi"),
    ],
)
def test_clause_runs_from_its_cue_to_the_end_of_its_sentence(clause: str, completed: str) -> None:
    marked = f"[SRC [PER Ratna]] [CUE mengatakan]{clause} Hujan reda."
    assert contents(marked) == [[completed]]


@pytest.mark.parametrize(
    ("clause", "kept"),
    [
        (" [IND warga sudah siap], namun hujan belum reda.", "warga sudah siap"),
        (" [IND warga sudah siap] (lihat foto).", "warga sudah siap"),
        (" [IND warga sudah siap]; hujan reda.", "warga sudah siap"),
        (" dalam rapat warga [IND sudah siap mengungsi].", "sudah siap mengungsi"),
    ],
)
def test_clause_stops_where_something_else_begins(clause: str, kept: str) -> None:
    assert contents(f"[SRC [PER Ratna]] [CUE mengatakan]{clause}") == [[kept]]


@pytest.mark.parametrize(
    ("clause", "completed"),
    [
        ("tidak [IND melanjutkan proses itu]", "tidak melanjutkan proses itu"),
        ("tidak mau [IND melanjutkan proses itu]", "tidak mau melanjutkan proses itu"),
        ("akan [IND melanjutkan proses itu]", "melanjutkan proses itu"),
    ],
)
def test_clause_never_loses_its_negation(clause: str, completed: str) -> None:
    assert contents(f"[SRC [PER Ratna]] [CUE mengancam] {clause}.") == [[completed]]


def test_clause_does_not_grow_into_another_report() -> None:
    marked = (
        "[SRC [PER Ratna]] [CUE mengatakan] [IND warga sudah siap] dan [SRC [PER Budi]] "
        "[CUE menilai] [IND air segera surut]."
    )
    assert contents(marked) == [["warga sudah siap"], ["air segera surut"]]


def test_clause_before_its_cue_stays_as_it_is() -> None:
    assert contents("Menurut kabar, [IND warga sudah siap], [CUE kata] [SRC [PER Ratna]].") == [
        ["warga sudah siap"]
    ]


def test_report_inside_a_report_is_one_quotation_of_the_outer_speaker() -> None:
    marked = (
        "[SRC [PER Ratna]] [CUE mengatakan], [IND dalam rapat tadi], [SRC [PER Budi]] "
        "[CUE yakin] [IND air segera surut]."
    )
    assert said(find_quotations(tagged(marked))) == [
        ("indirect", ["dalam rapat tadi, Budi yakin air segera surut"], "mengatakan", "Ratna")
    ]


def test_taken_characters_are_marked() -> None:
    assert list(mark_taken("abcdef", [Span(1, 3), Span(2, 4)])) == [0, 1, 1, 1, 0, 0]
