"""What else a written form says in its article: abbreviations written out, names known more fully.

In: the mentions of an article. Out: for each form its readings: the form itself; the same with
the abbreviations inside it written out as the article explains them ("DLH Kota Melur" beside
"Dinas Lingkungan Hidup (DLH)") or as everybody does ("Dewan Etik MK"); and of somebody whom
everybody knows every name ("Sri Mulyani", so that "Indrawati" is hers). Chains compare readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from kg.coref.names import initials_of, key, known_name
from kg.knowledge import SHARED, knowledge, tokens
from kg.types import EntityKind, Mention

_INSIDE = re.compile(r"(?P<before>[^()]*[^()\s])\s*\((?P<short>\w{2,12})\)")
_SHORT = re.compile(r"\s*\(\w+\)")
_BETWEEN = re.compile(r"\s*\(\s*")
_WORD = re.compile(r"[\w’'.-]*\w")
# An abbreviation may have initials after its first word: "Satpol PP".
_ABBREVIATION = re.compile(rf"{_WORD.pattern}(?: [A-Z]{{2,4}})?")
_FEWEST_WORDS = 2
_LONGEST_KNOWN = 6
_LEGAL = frozenset({"Persero", "Tbk", "PT"})


@dataclass(frozen=True, slots=True)
class Readings:
    """The abbreviations that an article explains, and what its forms read written out.

    Examples
    --------
    >>> found = Readings({"DLH": "Dinas Lingkungan Hidup"})
    >>> found.of("DLH Melur", "ORG")
    ('DLH Melur', 'Dinas Lingkungan Hidup Melur')
    """

    explained: Mapping[str, str] = field(default_factory=dict)

    def of(self, form: str, kind: EntityKind) -> tuple[str, ...]:
        """Return the readings of a form, the form itself first."""
        if kind == "PER":
            return tuple(dict.fromkeys((form, *_names(form))))
        if form in self.explained:
            return form, self.explained[form]
        words = _WORD.findall(form)
        alone = len(words) < _FEWEST_WORDS
        plain = _SHORT.sub("", form) or form
        written = _WORD.sub(lambda match: self._written_out(match[0], alone=alone), plain)
        return tuple(dict.fromkeys((form, written)))

    def _written_out(self, word: str, *, alone: bool) -> str:
        if word in self.explained:
            return self.explained[word]
        short = word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST_KNOWN
        return _known(word) if short and not alone else word


def find_readings(text: str, mentions: Sequence[Mention]) -> Readings:
    """Collect the abbreviations that the names of an article explain.

    Examples
    --------
    >>> from kg.types import Span
    >>> text = "Dinas Air Melur (DAM)"
    >>> found = [Mention(Span(0, 15), "ORG"), Mention(Span(17, 20), "ORG")]
    >>> dict(find_readings(text, found).explained)
    {'DAM': 'Dinas Air Melur'}
    """
    ordered = sorted(mentions, key=lambda mention: mention.span)
    forms = list(dict.fromkeys(m.span.of(text) for m in ordered if m.kind != "PER"))
    found: dict[str, str] = {}
    for short, long in (
        *_inside(forms),
        *_beside(text, ordered),
        *_initials(forms),
        *_last_initials(forms),
    ):
        if short not in _LEGAL:
            found.setdefault(short, long)
    return Readings(found)


def _inside(forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what a name itself explains: "Rumah Susun (Rusun) Ilir Barat"."""
    for form in forms:
        for match in _INSIDE.finditer(form):
            long = _explaining(match["before"], match["short"])
            if long:
                yield match["short"], long


def _beside(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Yield what one name after another in brackets stands for: "Dinas Air Melur (DAM)"."""
    for first, second in pairwise(mentions):
        between = text[first.span.end : max(first.span.end, second.span.start)]
        closed = text[second.span.end : second.span.end + 1] == ")"
        short, before = second.span.of(text), first.span.of(text)
        if first.kind == second.kind != "PER" and closed and _BETWEEN.fullmatch(between):
            long = _explaining(before, short) if _ABBREVIATION.fullmatch(short) else None
            if long:
                yield short, long


def _initials(forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the acronyms that are the initials of just one other name of the article."""
    longer: dict[str, set[str]] = {}
    for form in forms:
        for letters in initials_of(form) if len(tokens(form)) > _FEWEST_WORDS else ():
            longer.setdefault(letters, set()).add(form)
    for form in forms:
        stands_for = longer.get(form.casefold(), set()) if form.isupper() else set()
        if len(stands_for) == 1:
            yield form, stands_for.copy().pop()


def _last_initials(forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names whose last words another form has as initials: "Satpol PP", "Pamong Praja"."""
    for form in forms:
        head, blank, last = form.rpartition(" ")
        if not last.isupper() or not blank:
            continue
        for long in forms:
            if long.startswith(f"{head} ") and last.casefold() in initials_of(long[len(head) :]):
                yield form, long


def _explaining(before: str, short: str) -> str | None:
    """Return the fewest last words that have the letters of an abbreviation, its first first."""
    words = before.split()
    for size in range(_FEWEST_WORDS, len(words) + 1):
        tail = " ".join(words[-size:])
        if short.casefold() in initials_of(tail):
            return tail
    for size in range(1, len(words) + 1):
        tail = " ".join(words[-size:])
        if tail[:1].casefold() == short[:1].casefold() and _has_letters(tail, short):
            return tail
    return None


def _has_letters(form: str, short: str) -> bool:
    rest = iter("".join(tokens(form)))
    return all(letter in rest for letter in "".join(tokens(short)))


@lru_cache(maxsize=10_000)
def _known(word: str) -> str:
    """Return what everybody takes an acronym inside a name for, itself if that is open."""
    name = known_name(word, "ORG") or known_name(word, "LOC")
    return name if name and len(key(name, "ORG")) > 1 else word


@lru_cache(maxsize=10_000)
def _names(form: str) -> tuple[str, ...]:
    """Return every name of the person whom everybody means by a form."""
    facts = [fact for fact in knowledge().find(form, "PER") if fact.category != SHARED]
    return facts[0].forms if len(facts) == 1 else ()
