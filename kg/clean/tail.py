"""What stands below a report: editors' codes, credits, and the teasers of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.clean.lines import Line
from kg.clean.shapes import is_headline, is_name, is_speech
from kg.types import Span
from kg.wordlists import word_list

_CREDIT = re.compile(
    r"(?P<label>Reporter|Penulis|Pewarta|Oleh|Kontributor|Laporan|Editor|Redaktur|Penyunting"
    r"|Uploader|Fotografer|Sumber|Source)\s{0,2}:\s{0,3}(?P<name>[^.:]{0,80})\.?",
    re.IGNORECASE,
)
_REPORTING = frozenset({"reporter", "penulis", "pewarta", "oleh", "kontributor", "laporan"})
_FOOTER = re.compile(
    r"(?:\([^()\n]{3,40}\)\s{0,2})?(?:Sebagian a|A)rtikel ini (?:telah|sudah|pernah) "
    r"(?:tayang|terbit|dimuat) (?:sebelumnya )?di [^\n]{3,400}$"
    r"|Berita ini (?:telah|sudah) (?:terbit|tayang|dimuat) di [^\n]{3,200}$"
    r"|Pewarta\s?:[^\n]{2,120}Editor\s?:[^\n]{2,80}(?:Copyright|COPYRIGHT)[^\n]{0,300}$"
    r"|(?:Copyright|COPYRIGHT) ©[^\n]{2,300}$",
    re.MULTILINE,
)
_BRACKETED = re.compile(  # after the end of a sentence, or alone
    r"(?:^|(?<=[.!?”\"’'»)…])|(?<=[.!?”\"’'»)…,] )|(?<=[.!?”\"’'»)…]  ))"
    r"[\[(](?P<inside>[\w.*/| -]{0,40})[\])]$"
)
_DESK = re.compile(r"[A-Z][a-z]?\.\s?[\w -]{1,15}|[A-Z]{1,3} - [A-Z]{1,4}")
_CODE_LENGTH = 44
_MOST_CREDIT_WORDS = 4
_FOOTER_SHARE = 0.3  # a footer stands after this much of the text, other stories after more
_TRAILER_SHARE = 0.5
_PARAGRAPH = 90  # a line this long that ends like a sentence is text, or one teaser
_MOST_TEASERS = 2


@dataclass(slots=True)
class Tail:
    """What was found; ``dropped`` are spans that are not text."""

    reporter: str | None = None
    dropped: list[Span] = field(default_factory=list)


def read_tail(lines: Sequence[Line], flat: str, *, gone: Iterable[Span]) -> Tail:
    """Return what is to be dropped from the end; ``gone`` are lines that are dropped already."""
    tail = Tail()
    footers = _footers(flat)
    tail.dropped += footers.values()
    trailer = _trailer_start(lines, int(len(flat) * _TRAILER_SHARE))
    tail.dropped += [line.span for line in lines[trailer:]]
    dropped = set(gone)
    left = [line for line in lines[:trailer] if line.span not in dropped]
    while left and _drop_last(tail, left, footers):
        left.pop()
    return tail


def _footers(flat: str) -> dict[int, Span]:
    """Return the spans of footer sentences, by the offset at which their line begins."""
    found = _FOOTER.finditer(flat, int(len(flat) * _FOOTER_SHARE))
    return {
        flat.rfind("\n", 0, match.start()) + 1: Span(match.start(), match.end()) for match in found
    }


def _trailer_start(lines: Sequence[Line], earliest: int) -> int:
    """Return the number of the line where other stories begin; past the end if none do."""
    for number, line in enumerate(lines):
        if line.start >= earliest and line.key in _trailers():
            below = [other.core for other in lines[number + 1 :]]
            paragraphs = sum(len(text) >= _PARAGRAPH and text.endswith(".") for text in below)
            if paragraphs <= _MOST_TEASERS and not any(is_speech(text) for text in below):
                return number
            return len(lines)
    return len(lines)


def _drop_last(tail: Tail, left: Sequence[Line], footers: Mapping[int, Span]) -> bool:
    """Look at the last line; say whether all of it went."""
    line = left[-1]
    footer = footers.get(line.before)
    text = line.text[: footer.start - line.start if footer else None].rstrip()
    if not text:
        return True
    if len(left) > 1 and (_take_credit(tail, text) or _is_link(line, left[-2])):
        tail.dropped.append(line.span)
        return True
    code = _BRACKETED.search(text, max(len(text) - _CODE_LENGTH, 0))
    if not code or not _is_code(code["inside"], square=code.group().startswith("[")):
        return False
    tail.dropped.append(Span(line.start + code.start(), line.start + len(text)))
    return code.start() == 0


def _is_code(inside: str, *, square: bool) -> bool:
    """Tell "(abc/def)", "[Antara]" and "(U.H-RF/B012)" from a remark or a rating."""
    if inside.strip() and not re.search(r"[^\W\d]|\*", inside):
        return False
    words = len(inside.split())
    return (
        words <= 1
        or "/" in inside
        or (square and words <= _MOST_CREDIT_WORDS)
        or _DESK.fullmatch(inside) is not None
    )


def _take_credit(tail: Tail, text: str) -> bool:
    """Note the reporter if the line is a credit; say whether it is one."""
    credit = _CREDIT.fullmatch(text)
    if not credit:
        return False
    name = credit["name"].strip(" ,")
    if credit["label"].lower() in _REPORTING and is_name(name):
        tail.reporter = tail.reporter or name
    return True


def _is_link(line: Line, above: Line) -> bool:
    """Tell the headline of another story, apart below the report, from a last subheading."""
    return (
        line.before > above.after
        and is_headline(line.core)
        and not is_name(line.core)
        and not is_speech(line.core)
    )


@cache
def _trailers() -> frozenset[str]:
    return frozenset(entry.casefold() for entry in word_list("trailer_lines"))
