"""Boilerplate in the middle of a text: link lines, advertisements, video boxes, photo credits.

Each rule says where its piece ends; where that cannot be told (a headline in mid-paragraph
with nothing after it to end it), the text is left alone. Speech is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.clean.lines import Line
from kg.clean.shapes import is_headline, is_speech
from kg.readers.outlets import Outlet, outlet_for_name, outlets
from kg.types import Span
from kg.wordlists import word_list

_SEE = r"(?:baca|lihat|simak|tonton|saksikan)"
_SEE_LINE = re.compile(
    rf"[\[(]?\s?{_SEE}(?:[ _](?:juga|selengkapnya|pula))?\s?[:–—-]\s{{0,3}}\S.{{0,220}}",
    re.IGNORECASE,
)
_SEE_LABEL = re.compile(rf"{_SEE}[ _]juga\s?:?|{_SEE}\s?:", re.IGNORECASE)
_VIDEO_LINE = re.compile(
    rf"{_SEE} (?:juga,? )?(?:video:? .{{5,200}}[^.]|(?:video )?['\"“‘].{{5,200}}['\"”’]"
    r"(?: di sini)?\s?:?)",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:ADVERTISEMENT\s{1,3})?SCROLL TO (?:CONTINUE|RESUME)(?: WITH)? CONTENT"
    r"|\[Gambas:[^\]\n]{1,80}\]"
    r"|[\[(]\s?(?i:baca|simak|tonton|lihat juga)(?: [Jj]uga)?\s?:[^\])\n]{3,200}[\])]"
    r"|\((?:Foto|FOTO|Dok\.?|Sumber foto)\s?:[^)\n]{1,80}\)"
)
_SEE_INLINE = re.compile(
    r"(?<=[.!?”\"')])\s{0,3}(?:Baca|BACA|Simak|Lihat)(?: [Jj]uga| JUGA)?\s?:\s{0,3}"
    r"(?P<headline>[^\n]{10,150})(?=\n|$)"
)
_PHOTO_LINE = re.compile(r"(?:Foto|Ilustrasi|Dok(?:umentasi)?)\s?[:.]\s?[^.]{2,60}", re.IGNORECASE)
_MOST_LINKS = 6


def find_junk(lines: Sequence[Line], flat: str, outlet: str | None) -> Iterator[Span]:
    """Yield the spans of boilerplate lines and of pieces inside lines."""
    rules = _rules(outlet)
    for line in lines:
        if _is_junk_line(line, rules):
            yield line.span
    yield from _linked_headlines(lines)
    for match in _INLINE.finditer(flat):
        yield Span(match.start(), match.end())
    for match in _SEE_INLINE.finditer(flat):
        if is_headline(match["headline"]):
            yield Span(match.start(), match.end())
    for match in _credit().finditer(flat):
        yield Span(match.start("credit"), match.end())


def find_repeats(lines: Sequence[Line]) -> Iterator[Span]:
    """Yield each line that says again what the line before it says, as captions do."""
    for first, second in pairwise(lines):
        if first.core == second.core and len(second.core) >= len("Foto: Istimewa"):
            yield second.span


def _is_junk_line(line: Line, rules: Sequence[re.Pattern[str]]) -> bool:
    if line.key in _furniture():
        return True
    text = line.core
    if any(rule.fullmatch(text) for rule in rules) or _PHOTO_LINE.fullmatch(text):
        return True
    linked = _SEE_LINE.fullmatch(text) or _VIDEO_LINE.fullmatch(text)
    return bool(linked) and not is_speech(text)


def _linked_headlines(lines: Sequence[Line]) -> Iterator[Span]:
    """Yield the headlines in the lines below a "Baca juga:" that stands alone."""
    for position, line in enumerate(lines):
        if not _SEE_LABEL.fullmatch(line.core):
            continue
        for below in lines[position + 1 : position + 1 + _MOST_LINKS]:
            if not is_headline(below.core) or is_speech(below.core):
                break
            yield below.span


@cache
def _furniture() -> frozenset[str]:
    return frozenset(entry.casefold() for entry in word_list("boilerplate_lines"))


@cache
def _rules(outlet: str | None) -> tuple[re.Pattern[str], ...]:
    """Return the line rules of one outlet; of all outlets when it is not known."""
    known = outlet_for_name(outlet) if outlet else None
    chosen: tuple[Outlet, ...] = (known,) if known else outlets()
    return tuple(re.compile(rule) for found in chosen for rule in found.junk)


@cache
def _credit() -> re.Pattern[str]:
    agencies = "|".join(map(re.escape, sorted(word_list("photo_agencies"), key=len)[::-1]))
    return re.compile(
        rf"(?:^|(?<=[.!?)”\"]))\s{{0,3}}(?P<credit>[(\[]?(?:Foto\s?:\s?)?(?:{agencies})\s?/"
        r"[^\n]{1,79}[^\n.,])\s{0,3}$",
        re.MULTILINE,
    )
