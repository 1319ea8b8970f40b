"""What stands above a scraped report: headline, date, byline fields.

Only for texts whose record does not state a title. The headline stays in the text, the rest
goes. A first line that could be a paragraph is never taken for a headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.clean.lines import Line
from kg.clean.shapes import is_headline, is_name
from kg.dates import is_date_line, to_iso
from kg.readers.outlets import outlet_for_name
from kg.types import Span

_LABEL = re.compile(
    r"(?P<label>Reporter|Penulis|Pewarta|Oleh|Kontributor|Wartawan|Laporan|Editor|Redaktur"
    r"|Penyunting|Fotografer)\s?:\s{0,3}(?P<name>.{0,60})",
    re.IGNORECASE,
)
_EDITING = frozenset({"editor", "redaktur", "penyunting", "fotografer"})
_DATE_LABEL = re.compile(
    r"(?:terbit|diterbitkan|dipublikasikan|diperbarui|published|updated?|tayang)\s?:?\s{1,3}",
    re.IGNORECASE,
)
_OUTLET_MARK = re.compile(r"(?P<before>.{2,60}?)\s{0,2}[-–|,]\s{1,2}(?P<after>.{2,60})")
_FOOTING = re.compile(r"[.!?][”\"']?$")
_MOST_LINES = 30
_PARAGRAPH = 90  # a line this long that ends like a sentence is text
_LONGEST_TITLE = 160
_FEWEST_TITLE_WORDS = 3


@dataclass(slots=True)
class Head:
    """What was found; ``dropped`` are the lines that are not text."""

    title: str | None = None
    published: str | None = None
    reporter: str | None = None
    editor: str | None = None
    dropped: list[Span] = field(default_factory=list)

    @property
    def byline(self) -> str | None:
        """The reporter, or else the editor."""
        return self.reporter or self.editor


def read_head(lines: Sequence[Line], *, body_at: int | None, titled: bool) -> Head:
    """Return what the lines above the report say.

    ``body_at`` is the offset of the dateline, if there is one; ``titled`` says that the title
    is already known and no line of the text is one.
    """
    head = Head()
    awaiting_name: str | None = None
    for number, line in enumerate(_above_body(lines, body_at)):
        if _take_date(head, line) or _take_signature(head, line):
            continue
        label = _LABEL.fullmatch(line.core)
        if label:
            awaiting_name = _take_label(head, line, label) or awaiting_name
        elif awaiting_name and is_name(line.core) and (head.title or titled):
            _set_byline(head, awaiting_name, line.core)
            head.dropped.append(line.span)
            awaiting_name = None
        elif head.title is None and not titled and _is_title(line, lines, number):
            head.title = line.core
        elif line.bullet:
            head.dropped.append(Span(line.start, line.start + line.bullet))
    return head


def _above_body(lines: Sequence[Line], body_at: int | None) -> list[Line]:
    found: list[Line] = []
    for line in lines[:_MOST_LINES]:
        if body_at is not None and line.end > body_at:
            return found
        if body_at is None and len(line.core) >= _PARAGRAPH and _FOOTING.search(line.core):
            return found
        found.append(line)
    return found if body_at is None and len(found) < len(lines) else []


def _take_date(head: Head, line: Line) -> bool:
    text = _DATE_LABEL.sub("", line.core, count=1)
    mark = _OUTLET_MARK.fullmatch(text)
    if not is_date_line(text) and mark and outlet_for_name(mark["before"]):
        text = mark["after"]
    if not is_date_line(text):
        return False
    head.published = head.published or to_iso(text)
    head.dropped.append(line.span)
    return True


def _take_signature(head: Head, line: Line) -> bool:
    """Take a line such as "Dimas Pratama - detikNews"."""
    mark = _OUTLET_MARK.fullmatch(line.core)
    if not mark or not is_name(mark["before"]) or not outlet_for_name(mark["after"]):
        return False
    head.reporter = head.reporter or mark["before"]
    head.dropped.append(line.span)
    return True


def _take_label(head: Head, line: Line, label: re.Match[str]) -> str | None:
    """Drop a field; return its label when the name must be on a line below."""
    head.dropped.append(line.span)
    name = label["name"].strip()
    if name:
        _set_byline(head, label["label"], name)
        return None
    return label["label"]


def _set_byline(head: Head, label: str, name: str) -> None:
    if label.lower() in _EDITING:
        head.editor = head.editor or name
    else:
        head.reporter = head.reporter or name


def _is_title(line: Line, lines: Sequence[Line], number: int) -> bool:
    """Say whether a line is a headline: no sentence of a report, apart from the text below it."""
    text = line.core
    below = lines[number + 1 :]
    if (
        line.bullet
        or len(text) > _LONGEST_TITLE
        or text.endswith((".", ",", ":", ";", ")"))
        or text[:1] in {"(", "[", "-"}
        or not any(len(other.core) >= _PARAGRAPH for other in below)
    ):
        return False
    apart = line.after < below[0].before or is_date_line(below[0].core)
    return is_headline(text) or (apart and len(text.split()) >= _FEWEST_TITLE_WORDS)
