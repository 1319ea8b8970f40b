"""What looks like a name and is none: laws, currencies, languages, everyday abbreviations.

In: a mention. Out: whether it names nothing, by the words of ``kg/data/non_names.tsv``.
"""

from __future__ import annotations

import re
from functools import cache

from kg.knowledge import knowledge
from kg.types import Mention
from kg.wordlists import word_table

_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_FIRST = re.compile(r"[\w-]+")
_LONGEST_BEFORE = 32


def names_nothing(text: str, mention: Mention) -> bool:
    """Say whether a mention is of nothing that has a name.

    Examples
    --------
    >>> from kg.types import Span
    >>> names_nothing("UU Cipta Kerja", Mention(Span(0, 14), "ORG"))
    True
    >>> names_nothing("dolar AS naik", Mention(Span(6, 8), "LOC"))
    True
    >>> names_nothing("di AS", Mention(Span(3, 5), "LOC"))
    False
    """
    form = mention.span.of(text)
    if mention.kind == "PER":
        return (form.isupper() and form in _used("alone")) or _is_common_noun(text, form)
    if mention.kind == "ORG" and _is_led(text, mention.span.start) and not _holds_a_body(form):
        return True
    first = _FIRST.match(form)
    if form in _used("alone") or all(part in _used("alone") for part in form.split("/")):
        return True
    if first and first[0] in _used("first"):
        return True
    if form.islower() and form.isalpha() and mention.kind == "LOC":
        return not knowledge().find(form, "LOC")  # "pulau", "jalan"
    return mention.kind == "LOC" and _is_quality(text, mention.span.start)


def _is_common_noun(text: str, form: str) -> bool:
    """Say whether a word in small letters names nobody: in a text that has capitals, but not it."""
    return (
        form.isalpha() and form.islower() and not text.islower() and form.capitalize() not in text
    )


def _is_led(text: str, start: int) -> bool:
    """Say whether an office is before a name that only says what is led: "Dirjen Angkutan"."""
    before = f" {text[max(0, start - _LONGEST_BEFORE) : start]}"
    return any(before.endswith(f" {office} ") for office in _used("office"))


def _holds_a_body(form: str) -> bool:
    return any(knowledge().find(part, "ORG") for part in (form, *form.split()))


def _is_quality(text: str, start: int) -> bool:
    """Say whether the word before a place makes it a language or a currency."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    return before is not None and before[1].lower() in _used("before")


@cache
def _used(use: str) -> frozenset[str]:
    return frozenset(word for word, listed in word_table("non_names", columns=2) if listed == use)
