"""The reporting words of Indonesian news, from the list ``kg/data/cues.tsv``.

A short cue ("kata", "ujarnya", "tutur") stands next to what is said, before its speaker; a
verb ("mengatakan", "menilai") stands between its speaker and a clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg.wordlists import word_table

Use = Literal["short", "verb", "attitude", "preposition", "passive", "noun"]

# -nya says "he/she", and stands for the speaker where no name follows.
_PRONOUN = "nya"
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: how it is used, and what its author thinks of what is said."""

    word: str
    use: Use
    stance: str


@cache
def _lexicon() -> dict[str, Cue]:
    rows = word_table("cues", columns=3)
    return {word: Cue(word, cast("Use", use), stance) for word, use, stance in rows}


@cache
def lookup(word: str) -> Cue | None:
    """Return what the list says of a word as written, with or without -nya.

    Examples
    --------
    >>> lookup("Ujarnya").use
    'short'
    >>> lookup("berlari") is None
    True
    """
    low = word.lower()
    return _lexicon().get(low) or _lexicon().get(stem(low))


def stem(word: str) -> str:
    """Return the word without the -nya that stands for the speaker.

    Examples
    --------
    >>> stem("tambahnya")
    'tambah'
    """
    return word[: -len(_PRONOUN)] if has_pronoun(word) else word


def has_pronoun(word: str) -> bool:
    """Say whether a cue ends in the -nya that stands for its speaker.

    Examples
    --------
    >>> has_pronoun("katanya"), has_pronoun("bertanya")
    (True, False)
    """
    low = word.lower()
    if not low.endswith(_PRONOUN) or low in _lexicon():
        return False
    return len(low) >= len(_PRONOUN) + _SHORTEST_STEM and not low.endswith(" tanya")


@cache
def said_before_cue_pattern() -> re.Pattern[str]:
    """Return a pattern for the comma or stop that ends what is said before a short cue."""
    return re.compile(rf"[,.?!](?={short_cue_pattern().pattern}(?:\s|(?<=nya)[.,]))")


@cache
def short_cue_pattern() -> re.Pattern[str]:
    """Return a pattern for a short cue at the beginning of a text ("kata", "ujarnya").

    Lower case only: after a quotation a cue never begins a sentence, but "Harapan" may.
    """
    short = [word for word, cue in _lexicon().items() if cue.use == "short"]
    stems = sorted(short, key=len, reverse=True)
    return re.compile(rf"\s*(?P<cue>(?:{'|'.join(stems)})(?:nya)?)\b")
