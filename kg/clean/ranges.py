"""What remains of a raw text when ranges are dropped: the kept ranges, nothing glued together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.types import Span

_RUN = re.compile(rb"\x01+")
_BLANK = re.compile(r"\s")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def kept_ranges(raw: str, dropped: Iterable[Span]) -> tuple[Span, ...]:
    r"""Return the ranges of ``raw`` to keep, in order.

    Besides ``dropped``, blanks at both ends of a line go, and all but one of the blank lines
    between two paragraphs. Joining the ranges never glues two words that blanks kept apart.

    Examples
    --------
    >>> raw = "  Satu. IKLAN Dua.\n\n\n  Tiga.\n"
    >>> "".join(span.of(raw) for span in kept_ranges(raw, [Span(8, 13)]))
    'Satu. Dua.\n\nTiga.'
    """
    mask = bytearray(b"\x01") * len(raw)
    for span in _merged(dropped):
        mask[span.start : span.end] = bytes(span.end - span.start)
        _mend(raw, mask, span)
    end = _tidy_lines(raw, mask)
    mask[end:] = bytes(len(raw) - end)
    return tuple(Span(run.start(), run.end()) for run in _RUN.finditer(mask))


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def _mend(raw: str, mask: bytearray, span: Span) -> None:
    """Leave one blank where a dropped range had some, between what stands before and after."""
    if span.start == 0 or span.end == len(raw):
        return
    before, after = raw[span.start - 1], raw[span.end]
    if before.isspace() and after.isspace() and after != "\n":
        mask[span.end] = 0
    elif not before.isspace() and not after.isspace():
        blank = _BLANK.search(raw, span.start, span.end)
        if blank:
            mask[blank.start()] = 1


def _tidy_lines(raw: str, mask: bytearray) -> int:
    """Drop blanks that separate nothing; return where the last kept line's content ends."""
    content_end = 0
    separated = True  # no blank line before the first paragraph
    shown = "".join(_shown(raw, mask))
    for match in _LINE.finditer(raw):
        start, end = match.span()
        line_end = end - 1 if raw[end - 1] == "\n" else end
        content = shown[start:line_end]
        first = start + len(content) - len(content.lstrip())
        mask[start:first] = bytes(first - start)
        if first < line_end:
            content_end = start + len(content.rstrip())
            mask[content_end:line_end] = bytes(line_end - content_end)
        blank_line = first == line_end and not raw[start:line_end].strip()
        keeps_end = first < line_end or (blank_line and not separated)
        mask[line_end:end] = bytes([keeps_end]) * (end - line_end)
        separated = first == line_end and (separated or blank_line)
    return content_end


def _shown(raw: str, mask: bytearray) -> Iterator[str]:
    """Yield the text with blanks for what is dropped."""
    end = 0
    for run in _RUN.finditer(mask):
        yield " " * (run.start() - end)
        yield raw[run.start() : run.end()]
        end = run.end()
    yield " " * (len(raw) - end)
