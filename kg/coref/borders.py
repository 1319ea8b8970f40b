"""Where a name begins and ends: the tagger's borders put right where spelling shows them wrong.

In: mentions. Out: the same with titles and stray marks outside, brackets in pairs, and the
parts of one name joined ("Komisi III" and "DPR RI", "Kadek" and "Adi Kasih").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.coref.names import is_acronym_of, known_kind
from kg.types import Mention, Span
from kg.wordlists import word_set

_NEVER_JOINED = ("Fraksi ", "Kementerian ", "@")
_JOINED_KINDS = frozenset({"PER", "ORG"})
_DASH = re.compile(r"[ \xa0]?[–—-][ \xa0]?")
_STRAY = " \t\xa0\n,.;:-–—/\"“”'‘’"
_FIRST_WORD = re.compile(r"(\w+)\.?\s+(?=\S)")


def put_right(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with their borders put right, in text order, without overlaps."""
    fixed: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: mention.span):
        span = _trim(text, _balance(text, mention.span))
        if mention.kind == "PER" and span:
            span = _without_titles(text, span)
        if span is None or (fixed and span.start < fixed[-1].span.end):
            continue
        kind = known_kind(span.of(text)) or mention.kind
        if fixed and _continues(text, fixed[-1], span, kind):
            before = fixed.pop()
            span, kind = Span(before.span.start, span.end), before.kind
        fixed.append(Mention(span, kind, mention.score))
    return fixed


def _continues(text: str, before: Mention, span: Span, kind: str) -> bool:
    """Say whether only a blank separates two names of a kind: then they are one.

    A parliamentary group after its chamber, and an abbreviation after its name, are not. An
    event may be named for two hosts: "Pertemuan Tahunan IMF – Bank Dunia".
    """
    between = text[before.span.end : span.start]
    if before.kind == "EVT" and kind != "PER" and _DASH.fullmatch(between):
        return True
    if kind != before.kind or kind not in _JOINED_KINDS:
        return False
    name = span.of(text)
    apart = name.startswith(_NEVER_JOINED) or is_acronym_of(name, before.span.of(text))
    return between == " " and not apart


def _balance(text: str, span: Span) -> Span:
    """Give a bracket inside a name its partner, or leave the bracket out."""
    words = span.of(text)
    opened, closed = words.count("("), words.count(")")
    if opened > closed and text[span.end : span.end + 1] == ")":
        return Span(span.start, span.end + 1)
    if opened > closed and not words.rpartition("(")[2].strip():
        return Span(span.start, max(span.start + 1, span.start + words.rindex("(")))
    if closed > opened and words.endswith(")") and len(words) > 1:
        return Span(span.start, span.end - 1)
    return span


def _trim(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_STRAY))
    end = span.start + len(words.rstrip(_STRAY.replace(".", "")))
    return Span(start, end) if start < end else None


def _without_titles(text: str, span: Span) -> Span | None:
    """Drop the titles before a person's name; None if nothing else is there."""
    start = span.start
    while (word := _FIRST_WORD.match(text, start, span.end)) and _is_title(word.group(1)):
        start = word.end()
    rest = Span(start, span.end)
    return None if _is_title(rest.of(text)) else rest


def _is_title(word: str) -> bool:
    return word.rstrip(".").lower() in word_set("titles")
