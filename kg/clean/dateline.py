"""Datelines: the place and outlet in front of a report ("JAKARTA, KOMPAS.com - ").

Known outlets are known by the names they print (`kg.readers.outlets`); any other by a name that
looks like a domain ("Suara.com - "). A place alone counts only when it is a known one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.clean.lines import Line
from kg.dates import is_date_line
from kg.readers.outlets import outlet_for_name, outlets
from kg.types import Span
from kg.wordlists import word_list

_MOST_LINES = 25
_DASH = r"\s{0,3}(?:[-–—]\s{0,2}){1,3}\s{0,2}"
_WORD = r"[A-Z][\w.'’]{0,24}"
_PLACE = rf"(?P<place>{_WORD}(?:[ /-]{_WORD}){{0,3}}(?:, ?{_WORD}(?: {_WORD}){{0,2}})?)"
_DOMAIN = r"[A-Za-z][A-Za-z0-9-]{1,24}\.(?i:co\.id|com|co|id|net|news|org|tv)(?!\w)"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: where it stands, and the place and outlet it names."""

    span: Span
    place: str | None
    outlet: str | None


def find_dateline(lines: Iterable[Line]) -> Dateline | None:
    """Return the dateline that opens one of the first lines."""
    for number, line in enumerate(lines):
        if number == _MOST_LINES:
            break
        match = _match(line.text)
        # "Kompas.com - 29/01/2019, 11:04 WIB" is the line below a headline.
        if match and not is_date_line(line.text[match.end() :]):
            return Dateline(
                span=Span(line.start, line.start + match.end()),
                place=match.groupdict().get("place"),
                outlet=_outlet(match.groupdict().get("outlet")),
            )
    return None


def _match(text: str) -> re.Match[str] | None:
    """Try each form; the ones that name an outlet go first, as they cannot be mistaken."""
    for form in _forms_with_outlet():
        if match := form.match(text):
            return match
    if (match := _AGENCY.match(text)) and _is_agency(match["outlet"], match["place"]):
        return match
    if (match := _BARE.match(text)) and _is_bare_place(match["place"], text[match.end() :]):
        return match
    return None


@cache
def _forms_with_outlet() -> tuple[re.Pattern[str], ...]:
    printed = sorted({name for outlet in outlets() for name in outlet.printed}, key=len)[::-1]
    outlet = rf"(?P<outlet>{'|'.join(map(re.escape, printed))}|{_DOMAIN})"
    known = "|".join(map(re.escape, sorted(word_list("dateline_places"), key=len)[::-1]))
    return tuple(
        re.compile(form)
        for form in (
            rf"{outlet}\s?,\s?{_PLACE}{_DASH}",
            rf"{outlet}{_DASH}(?P<place>[A-Z][A-Z .'-]{{2,30}})\.\s{{1,3}}",
            rf"{outlet}{_DASH}",
            rf"{_PLACE},\s?\(?{outlet}\)?{_DASH}",
            rf"{outlet},\s?(?P<place>{known})\s{{1,3}}(?=[A-Z\"“])",
        )
    )


_AGENCY = re.compile(rf"{_PLACE}\s?\((?P<outlet>[A-Z][\w. /]{{1,25}})\){_DASH}")
_BARE = re.compile(rf"{_PLACE}\s{{0,2}}(?:[-–—]\s?){{1,3}}\s{{0,2}}(?:(?<=\s)|$)")


def _is_agency(name: str, place: str) -> bool:
    """Tell "Madrid (ANTARA) -" from "Joko Widodo (Jokowi) - "."""
    return outlet_for_name(name) is not None or _is_place(place)


def _is_bare_place(place: str, rest: str) -> bool:
    """Tell "Bandung - Warga" from "Jakarta - Bandung ditempuh", which is no dateline."""
    return _is_place(place) and not any(
        rest.startswith(f"{name} ") for name in word_list("dateline_places")
    )


def _is_place(text: str) -> bool:
    name = text.partition(",")[0].strip()
    return name.casefold() in _folded("dateline_places") or (
        name.isupper() and name.casefold() in _folded("dateline_countries")
    )


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in word_list(name))


def _outlet(printed: str | None) -> str | None:
    if printed is None:
        return None
    found = outlet_for_name(printed)
    return found.name if found else printed.lower()
