"""Quotation marks to quoted stretches, whatever shape and direction the marks have.

In: text. Out: what stands between an opening and a closing mark. Newsrooms mix straight and
curly marks, open and close with the same one, forget one, or leave a blank inside; so the
surroundings decide what a mark does, and its shape only where they leave it open. A mark that
is never closed ends with its paragraph: it cannot swallow the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.quotes.cues import said_before_cue_pattern, short_cue_pattern
from kg.types import Span

Side = Literal["open", "close", "either"]

# '' and `` are what typesetting from the eighties left behind.
_MARK = re.compile(
    r"[\"“”„‟«»＂]|''|``|‘’|’’|‘‘|(?<!\w)‘(?=\w[^‘’\n]{12,400}[,.?!]’)|(?<=[,.?!])’(?!\w)"
)
_OPENERS = "“„«``‘"
_CLOSERS = "”»’"
_BEFORE_OPENING = frozenset(" \t\xa0([{-–—:/,>\n")
_NEVER_OPENED_BEFORE = frozenset(" \t\xa0,.;)")
_NEVER_CLOSED_AFTER = frozenset(" \t\xa0([")
_AFTER_CLOSING = frozenset(" \t\xa0)]},.;:!?-–—\n<")

# A quotation over several paragraphs under one pair of marks; longer is a forgotten mark.
_MOST_PARAGRAPHS = 4
_LONGEST = 2500
_BLANKS = 8
_SAID = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The text between two marks; ``outer`` includes the marks, ``closed`` says if both exist."""

    inner: Span
    outer: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark, what it does, and how many marks of each side its paragraph has after it."""

    span: Span
    side: Side
    openers_after: int
    closers_after: int
    last: bool


def find_stretches(text: str) -> list[Stretch]:
    """Find the quoted stretches of ``text``, in order; of nested ones the outer.

    Examples
    --------
    >>> text = '"Ya," kata Ani. ”Tidak.”'
    >>> [stretch.inner.of(text) for stretch in find_stretches(text)]
    ['Ya,', 'Tidak.']
    """
    paragraphs = [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]
    marks = [_marks(text, paragraph) for paragraph in paragraphs]
    return [s for s in _pair(text, paragraphs, marks) if _SAID.search(s.inner.of(text))]


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    """Find the marks of a paragraph; counted from its end, so that time stays linear."""
    words = paragraph.of(text)
    edges = Span(
        paragraph.end - len(words.lstrip()),
        max(paragraph.start + len(words.rstrip()), paragraph.end - len(words.lstrip()) + 1),
    )
    found = [Span(*match.span()) for match in _MARK.finditer(text, paragraph.start, paragraph.end)]
    marks: list[_Mark] = []
    openers = closers = 0
    for span in reversed(found):
        side = _side(text, span, edges)
        marks.append(_Mark(span, side, openers, closers, last=not marks))
        openers += side == "open"
        closers += side == "close"
    return marks[::-1]


def _side(text: str, mark: Span, paragraph: Span) -> Side:
    """Judge from the characters around a mark whether it opens or closes."""
    if mark.start <= paragraph.start:
        return "open"
    if mark.end >= paragraph.end or _before_cue(text, mark, paragraph):
        return "close"
    before, after = text[mark.start - 1], text[mark.end]
    may_open = before in _BEFORE_OPENING and after not in _NEVER_OPENED_BEFORE
    may_close = after in _AFTER_CLOSING and before not in _NEVER_CLOSED_AFTER
    if may_open != may_close:
        return "open" if may_open else "close"
    shape = mark.of(text)
    if shape in _OPENERS:
        return "open"
    return "close" if shape in _CLOSERS else "either"


def _before_cue(text: str, mark: Span, paragraph: Span) -> bool:
    """Say whether a mark after a comma or stop is followed by a cue: ``, "katanya``."""
    said = text[max(paragraph.start, mark.start - _BLANKS) : mark.start].rstrip()
    return said[-1:] in {",", ".", "?", "!"} and bool(
        short_cue_pattern().match(text, mark.end, paragraph.end)
    )


def _pair(
    text: str, paragraphs: Sequence[Span], marks: Sequence[Sequence[_Mark]]
) -> Iterator[Stretch]:
    opened: _Mark | None = None
    opened_in = nested = 0
    for index, paragraph in enumerate(paragraphs):
        if opened and not _continues(opened, index - opened_in, paragraph, marks[index]):
            yield _cut(text, opened, paragraphs[opened_in].end)
            opened = None
        for mark in marks[index]:
            if opened is None:
                if mark.side == "open" or (mark.side == "either" and not mark.last):
                    opened, opened_in, nested = mark, index, 0
            elif mark.side == "open" and _reopens(mark, paragraphs_open=index - opened_in):
                yield _cut(text, opened, mark.span.start)
                opened, opened_in, nested = mark, index, 0
            elif mark.last or not (nested or mark.side == "open"):
                yield _between(opened, mark)
                opened = None
            else:
                nested += 1 if mark.side == "open" else -1
    if opened:
        yield _cut(text, opened, paragraphs[opened_in].end)


def _reopens(mark: _Mark, *, paragraphs_open: int) -> bool:
    """Say whether an opening mark inside an open quotation begins a new one (else it is nested)."""
    return not mark.last and (mark.closers_after <= mark.openers_after + 1 or paragraphs_open > 0)


def _continues(
    opened: _Mark, paragraphs_open: int, paragraph: Span, marks: Sequence[_Mark]
) -> bool:
    """Say whether an open quotation runs on into this paragraph."""
    if paragraphs_open >= _MOST_PARAGRAPHS or paragraph.end - opened.span.start > _LONGEST:
        return False
    return not marks or marks[0].side == "close"


def _between(opened: _Mark, closed: _Mark) -> Stretch:
    inner_end = max(closed.span.start, opened.span.end + 1)
    outer = Span(opened.span.start, max(closed.span.end, inner_end))
    return Stretch(Span(opened.span.end, inner_end), outer)


def _cut(text: str, opened: _Mark, end: int) -> Stretch:
    """End a quotation without a closing mark: before its cue, or at ``end``, or when too long."""
    end = min(end, opened.span.end + _LONGEST)
    said = said_before_cue_pattern().search(text, opened.span.end, end)
    end = said.end() if said else end
    end = max(opened.span.end + 1, opened.span.end + len(text[opened.span.end : end].rstrip()))
    start = min(opened.span.end, end - 1)
    return Stretch(Span(start, end), Span(opened.span.start, end), closed=False)
