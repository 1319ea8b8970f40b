"""The ends of one mention, put right by what is written beside it: addresses, years, scores, marks.

In: a span and the text. Out: the span with what belongs to the name inside and what does not
outside: "Semesta" + ".ai", "Liga 1 2017" + "-2018", "Kim Jong" + "-un", but neither the score after
"Melur FC" nor "grup B" before "Piala Dunia".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.types import EntityKind, Span

_DOMAIN = re.compile(r"\.?(?:com|co\.id|go\.id|or\.id|ac\.id|id|ai|net|org|co|io|tv)(?![\w-])")
_RANGE = re.compile(r"\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)(?![\w/])")
_YEAR = re.compile(r"\s(?:19|20)\d\d$")
_EDITION = re.compile(r"\s[IVXL]+$")
_YEAR_OF_EDITION = re.compile(r"/(?:19|20)\d\d(?!\w)")
_SCORE = re.compile(r"\s\d{1,3}$")
_GOES_ON = re.compile(r"\s?[-–:]\s?\d|['’′]")
_AT = re.compile(r"(?<!\w)@$")
_HANDLE = re.compile(r"\w+")
_CLITIC = re.compile(r"-(?:nya|lah|kah|pun|ku|mu)$")
_SYLLABLE = re.compile(r"-(?!(?:nya|lah|kah|pun|kan|ku|mu|red|an|is|isme)\b)[a-z]{2,5}(?![\w-])")
# A stage of a competition is no part of its name, but of "Final Four"; a letter or number is one
# only after its word.
_STAGE = re.compile(
    r"(?:grup\s[a-l]|laga|misa|partai|pertandingan|turnamen|ajang|final|semifinal|perempat\sfinal)"
    r"\s+(?!four\b)(?=\w)",
    re.IGNORECASE,
)
_REST_OF_STAGE = re.compile(r"(?:[A-L]|\d{1,2})\s+(?=[A-Z])")
_STAGE_BEFORE = re.compile(r"(?:\b[Gg]rup\s|\bke\s?-\s?)$")
# What a place or an outlet is, in lower case, is said of it and no part of its name.
_SAID_OF = re.compile(
    r"(?:negara|kawasan|wilayah|kota|situs|portal|laman|koran|majalah|maskapai|perusahaan|"
    r"kantor berita|media)\s+(?=\S)"
)
_LOOK_BACK = 8


def right_ends(text: str, span: Span, kind: EntityKind) -> Span:
    """Return a span with its ends put right; it is never empty.

    Examples
    --------
    >>> text = "laga Grup A Piala Melur 2017-2018 usai"
    >>> right_ends(text, Span(5, 28), "EVT").of(text)
    'Piala Melur 2017-2018'
    """
    for rule in _RULES:
        changed = rule(text, span, kind)
        if changed.of(text).strip():
            span = changed
    return span


def _address(text: str, span: Span, kind: EntityKind) -> Span:
    """Take in the rest of a web address or a user name."""
    if span.of(text) == "@" and (name := _HANDLE.match(text, span.end)):
        return Span(span.start, name.end())
    if kind != "LOC" and _AT.search(text, max(0, span.start - 2), span.start):
        return Span(span.start - 1, span.end)
    dotted = text[span.end - 1] == "." or text[span.end : span.end + 1] == "."
    if kind == "LOC" or not dotted:
        return span
    rest = _DOMAIN.match(text, span.end)
    return Span(span.start, rest.end()) if rest else span


def _years(text: str, span: Span, kind: EntityKind) -> Span:
    """Give a season both of its years; whatever is no event has none."""
    rest = _RANGE.match(text, span.end)
    year = _YEAR.search(span.of(text))
    if not rest or not year:
        return span
    if kind == "EVT":
        return Span(span.start, rest.end())
    return Span(span.start, span.start + year.start())


def _edition(text: str, span: Span, kind: EntityKind) -> Span:
    """Take the year behind an edition in: "Pekan Olahraga Melur XV/2016"."""
    year = _YEAR_OF_EDITION.match(text, span.end)
    if kind != "EVT" or not year or not _EDITION.search(span.of(text)):
        return span
    return Span(span.start, year.end())


def _score(text: str, span: Span, kind: EntityKind) -> Span:
    """Leave the score or the minute after a team or a player out: "Melur FC 2-1"."""
    number = _SCORE.search(span.of(text))
    if kind == "EVT" or not number or not _GOES_ON.match(text, span.end):
        return span
    return Span(span.start, span.start + number.start())


def _hyphen(text: str, span: Span, kind: EntityKind) -> Span:
    """Leave "-nya" out, and take the last syllable of a Korean or Chinese name in."""
    if clitic := _CLITIC.search(span.of(text)):
        return Span(span.start, span.start + clitic.start())
    syllable = _SYLLABLE.match(text, span.end) if kind == "PER" else None
    return Span(span.start, syllable.end()) if syllable and " " in span.of(text) else span


def _beginning(text: str, span: Span, kind: EntityKind) -> Span:
    """Leave out what a name is said to be before it begins."""
    pattern = _STAGE if kind == "EVT" else _SAID_OF
    before = text[max(0, span.start - _LOOK_BACK) : span.start]
    if kind == "EVT" and _STAGE_BEFORE.search(before):
        pattern = _REST_OF_STAGE
    match = pattern.match(text, span.start, span.end) if kind != "PER" else None
    return Span(match.end(), span.end) if match else span


_RULES: tuple[Callable[[str, Span, EntityKind], Span], ...] = (
    _beginning,
    _address,
    _years,
    _edition,
    _score,
    _hyphen,
)
