"""The lexicon of reporting words."""

from __future__ import annotations

import pytest

from kg.quotes.cues import has_pronoun, lookup, short_cue_pattern, stem
from kg.wordlists import word_table

USES = {"short", "verb", "attitude", "preposition", "passive", "noun"}
STANCES = {"neutral", "claim", "demand", "deny", "opinion", "criticise", "praise", "question"}
ROWS = word_table("cues", columns=3)


@pytest.mark.parametrize(
    ("word", "use", "stance"),
    [
        ("kata", "short", "neutral"),
        ("Kata", "short", "neutral"),
        ("katanya", "short", "neutral"),
        ("UJARNYA", "short", "neutral"),
        ("tegas", "short", "claim"),
        ("mengatakan", "verb", "neutral"),
        ("membantah", "verb", "deny"),
        ("meminta", "verb", "demand"),
        ("yakin", "attitude", "opinion"),
        ("Menurut", "preposition", "neutral"),
        ("menurutnya", "preposition", "neutral"),
        ("disampaikan", "passive", "neutral"),
        ("pengakuan", "noun", "neutral"),
    ],
)
def test_word_is_known_by_use_and_stance(word: str, use: str, stance: str) -> None:
    cue = lookup(word)
    assert cue
    assert (cue.use, cue.stance) == (use, stance)


@pytest.mark.parametrize("word", ["berlari", "nya", "", "tanyakan", "kat", "hanya", "Melur"])
def test_other_words_are_no_cues(word: str) -> None:
    assert lookup(word) is None


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("katanya", "kata"),
        ("Tuturnya", "Tutur"),
        ("tanyanya", "tanya"),
        ("tanya", "tanya"),
        ("bertanya", "bertanya"),
        ("hanya", "hanya"),
        ("nya", "nya"),
    ],
)
def test_pronoun_is_taken_off(word: str, bare: str) -> None:
    assert stem(word) == bare
    assert has_pronoun(word) is (bare != word)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("kata Ratna", "kata"),
        (" ujarnya.", "ujarnya"),
        ("  tanya Budi", "tanya"),
        ("tuturnya", "tuturnya"),
    ],
)
def test_short_cue_is_found_at_the_beginning(text: str, cue: str) -> None:
    match = short_cue_pattern().match(text)
    assert match
    assert match.group("cue") == cue


@pytest.mark.parametrize(
    "text", ["kataku", "katakan", "Harapan warga", "mengatakan", "dan kata", ""]
)
def test_other_beginnings_are_no_short_cues(text: str) -> None:
    assert short_cue_pattern().match(text) is None


def test_every_row_has_a_known_use_and_stance() -> None:
    assert {use for _, use, _ in ROWS} == USES
    assert {stance for _, _, stance in ROWS} == STANCES


def test_no_word_is_listed_twice() -> None:
    words = [word for word, _, _ in ROWS]
    assert len(words) == len(set(words))
    assert all(word == word.lower().strip() for word in words)
