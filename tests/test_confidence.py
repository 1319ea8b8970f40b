"""Confidences: estimated from counts, between 0 and 1, higher where the way is surer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import annotated

from kg.confidence import calibrate, content_way, probability, speaker_way
from kg.types import Quotation, Span
from kg.wordlists import word_table

NAMED = Quotation(
    "direct", (Span(0, 9),), speaker="e1", rule="marks+tagger", speaker_rule="name", score=0.995
)


def test_ways_name_kind_rule_band_and_speaker() -> None:
    assert content_way(NAMED) == "direct/marks+tagger/5"
    assert speaker_way(NAMED) == "name/named"
    assert content_way(replace(NAMED, score=0.1)) == "direct/marks+tagger/0"
    assert speaker_way(replace(NAMED, speaker=None)) == "name/described"


@pytest.mark.parametrize(
    "surer",
    [
        (NAMED, replace(NAMED, kind="indirect", rule="tagger", score=0.5)),
        (NAMED, replace(NAMED, speaker=None, speaker_rule="unknown")),
        (NAMED, replace(NAMED, speaker_rule="pronoun: last named")),
    ],
)
def test_surer_ways_get_more(surer: tuple[Quotation, Quotation]) -> None:
    assert probability(surer[0]) > probability(surer[1])


def test_a_way_never_counted_gets_an_even_chance() -> None:
    assert probability(replace(NAMED, rule="new", speaker_rule="new")) == pytest.approx(0.25)


def test_every_quotation_of_an_article_is_calibrated() -> None:
    doc = annotated("“<q>Ya</q>,” <cue>kata</cue> <src><per>Ratna</per></src>.", score=0.995)
    [found] = calibrate(doc).quotations
    assert found.score == round(probability(doc.quotations[0]), 4)


def test_counts_are_counts() -> None:
    for _way, right, seen in word_table("confidence", columns=3):
        assert 0 <= int(right) <= int(seen)
        assert int(seen) > 0
