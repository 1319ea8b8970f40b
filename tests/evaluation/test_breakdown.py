"""Counts by construction and the list of errors, on a gold article and a poor system."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from builders import annotated

from kg.annotations import to_record
from kg.evaluation.breakdown import by_construction
from kg.evaluation.errors import quotation_errors
from kg.evaluation.scores import Pair, pair_quotations
from kg.types import Annotated, Span

DOC = annotated(
    "<per>Ratna Dewi</per> dan <per>Harun Salim</per> datang. “<q:1>Kami siap berlayar</q>,” "
    "<cue:1>kata</cue> <src:1><per:Ratna Dewi>Ratna</per></src>. “<q:2>Belum tentu.</q>” "
    "“<q:3>Lihat saja nanti sore</q>,” <cue:3>ujar</cue> <src:3:Harun Salim>dia</src>."
)


def _poor(doc: Annotated) -> Annotated:
    """Miss the second quotation, swap the speaker of the third, and make one up."""
    first, _, third = doc.quotations
    made_up = replace(first, content=(Span(0, 10),), cue=None, source=None)
    return replace(doc, quotations=(made_up, first, replace(third, speaker=first.speaker)))


def _records() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return [to_record(DOC)], [to_record(_poor(DOC))]


def test_pairing_tells_found_missed_and_made_up() -> None:
    (gold,), (system,) = _records()
    judged = pair_quotations(gold, system)
    assert judged.pairs == (
        Pair(gold=0, system=1, exact=True, verdict="right"),
        Pair(gold=2, system=2, exact=True, verdict="wrong"),
    )
    assert judged.missed == (1,)
    assert judged.made_up == (0,)


def test_errors_name_the_construction() -> None:
    assert list(quotation_errors(*_records())) == [
        "a1\tmissed direct\tdirect: no cue\tBelum tentu.",
        "a1\tmade up direct\tdirect: no cue\tRatna Dewi",
        "a1\tspeaker wrong\tpronoun\tHarun Salim -> Ratna Dewi\tLihat saja nanti sore",
    ]


def test_a_missing_article_is_an_error() -> None:
    gold, _ = _records()
    assert list(quotation_errors(gold, [])) == ["a1\tarticle missing"]


def test_counts_by_construction_and_by_source() -> None:
    assert list(by_construction(*_records())) == [
        "| construction | gold | found | exact | speaker right | made up |",
        "|---|---:|---:|---:|---:|---:|",
        "| direct: “Q,” kata X | 2 | 2 | 2 | 1 | 0 |",
        "| direct: no cue | 1 | 0 | 0 | 0 | 1 |",
        "| all | 3 | 2 | 2 | 1 | 1 |",
        "",
        "| source | found | right | wrong | unknown | rightly nobody | wrongly somebody |",
        "|---|---:|---:|---:|---:|---:|---:|",
        "| short name | 1 | 1 | 0 | 0 | 0 | 0 |",
        "| pronoun | 1 | 0 | 1 | 0 | 0 | 0 |",
        "| all | 2 | 1 | 1 | 0 | 0 | 0 |",
    ]


def test_a_missing_article_counts_as_nothing_found() -> None:
    gold, _ = _records()
    lines = list(by_construction(gold, []))
    assert "| all | 3 | 0 | 0 | 0 | 0 |" in lines
