"""Repair sentence boundaries: what a segmenter trained on edited prose gets wrong in news.

In: where a segmenter ended sentences. Out: where they end. A paragraph always ends a sentence;
abbreviations, initials, numbers and a closing quotation mark never begin one; sentences glued
together ("saat ini.Video") are cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.types import Span
from kg.wordlists import word_set

_CLOSERS = "\"”’')]»"

# Two letters before the stop and a word of two letters after it: not "S.Kom", not "U.S".
_GLUED = re.compile(r"(?<=[a-z\d)][a-z\d)])[.!?][\"”]?(?=[\"“]?[A-Z][a-z ])")
_ENDS = re.compile(r"[.!?…:;][\"”’')\]»]*$")
_STRAY_MARK = re.compile(r"([ \xa0]{1,8}[\"“”])[ \xa0]{0,8}(?:\n|$)")  # ``… yang tidak. “``
_LAST_WORD = re.compile(r"(\S+)\.$")
# A name in an address has at most 64 characters; the bound also keeps the scan linear.
_URL = re.compile(
    r"(?:https?://|www\.)\S+|[^\s@]{1,64}@\S+|\b[\w-]{1,64}\.(?:com|co|id|net|org)\b\S*",
    re.IGNORECASE,
)


def repair(text: str, ends: Iterable[int]) -> list[int]:
    """Return the offsets at which sentences of ``text`` end, given those of a segmenter.

    Examples
    --------
    >>> text = 'Menurut Dr. Ani aman.Warga lega.'
    >>> [text[:end] for end in repair(text, [11, 32])]
    ['Menurut Dr. Ani aman.', 'Menurut Dr. Ani aman.Warga lega.']
    """
    kept = {end for end in _past_closers(text, ends) if _ends_sentence(text, end)}
    urls = [Span(*match.span()) for match in _URL.finditer(text)]
    glued = {match.end() for match in _GLUED.finditer(text)}
    kept |= {end for end in glued if not _is_inside(end, urls)}
    kept |= {match.start() for match in re.finditer(r"(?<=\S)[^\S\n]*\n", text)}
    if text.strip():
        kept.add(len(text.rstrip()))
    return sorted(kept)


def _past_closers(text: str, ends: Iterable[int]) -> Iterator[int]:
    """Move each end behind the closing marks after it; ends among these marks are one end."""
    moved = 0
    for end in sorted(ends):
        if end <= moved:
            continue
        moved = end
        while moved < len(text) and text[moved] in _CLOSERS:
            moved += 1
        stray = _STRAY_MARK.match(text, moved)
        moved = stray.end(1) if stray else moved
        yield moved


def _is_inside(offset: int, spans: Sequence[Span]) -> bool:
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index >= 0 and spans[index].start < offset < spans[index].end


def _ends_sentence(text: str, end: int) -> bool:
    before, after = text[max(0, end - 40) : end], text[end : end + 40]
    if "\n" in after[: len(after) - len(after.lstrip())] or not after.strip():
        return True
    if not _ENDS.search(before):
        return False
    if after.lstrip()[0].islower() or after[:1].isalnum():
        return False
    word = _LAST_WORD.search(before)
    return not (word and _is_abbreviation(word.group(1)))


def _is_abbreviation(word: str) -> bool:
    bare = word.lstrip("(\"“‘'").lower()
    return (len(bare) == 1 and bare.isalpha()) or bare in word_set("abbreviations")
