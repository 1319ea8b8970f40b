"""Tables (CSV, TSV): one article a row, with a header row that names the columns.

Rows are read one at a time. A row that is not well-formed is reported with the line it starts
on, and reading goes on with the line after it: a quote mark that is never closed costs one row.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from kg.errors import UnreadableInput
from kg.readers.lines import numbered_lines
from kg.readers.records import TEXT_FIELDS, record_document
from kg.readers.registry import reader
from kg.readers.sources import Source
from kg.types import RawDocument, Skipped

_DELIMITERS = (",", ";", "\t", "|")
_MOST_LINES = 2000  # of one row: bounds what an unclosed quote mark makes us look ahead

Line = tuple[int, str | Skipped]

_END: Line = (0, "")


def _looks_like_table(head: bytes) -> bool:
    header = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    return _columns(header) is not None


@reader("table", suffixes=(".csv", ".tsv"), sniff=_looks_like_table)
def read_table(source: Source, max_bytes: int) -> Iterator[RawDocument | Skipped]:
    """Yield one document per row; a bad row is reported with its line number."""
    with source.open() as file:
        lines = numbered_lines(file, name=source.name, max_bytes=max_bytes)
        header = next(lines, (1, ""))[1]
        layout = _columns(header) if isinstance(header, str) else None
        if layout is None:
            fact = f"its first line names no column {' or '.join(TEXT_FIELDS)}"
            raise UnreadableInput(source.name, reason="bad_record", fact=fact)
        yield from _rows(lines, layout, name=source.name, max_bytes=max_bytes)


def _columns(header: str) -> tuple[str, list[str]] | None:
    """Return the delimiter and the column names, if one of them is the text."""
    for delimiter in _DELIMITERS:
        names = [cell.strip(' \t\r\n"').lower() for cell in header.split(delimiter)]
        if any(name in TEXT_FIELDS for name in names) and len(set(names)) == len(names):
            return delimiter, names
    return None


def _rows(
    lines: Iterator[Line],
    layout: tuple[str, list[str]],
    *,
    name: str,
    max_bytes: int,
) -> Iterator[RawDocument | Skipped]:
    waiting: deque[Line] = deque()
    while row := _next_row(lines, waiting, max_bytes):
        number, raw = row
        if isinstance(raw, Skipped):
            yield raw
        elif raw.strip():
            try:
                record = _record(raw, layout, f"{name}:{number}")
                yield record_document(record, name=name, line=number, max_bytes=max_bytes)
            except UnreadableInput as e:
                yield Skipped(e.source, e.reason, e.fact)


def _next_row(lines: Iterator[Line], waiting: deque[Line], max_bytes: int) -> Line | None:
    """Return the next row: lines are added until its quote marks come in pairs."""
    taken: list[Line] = []
    marks = size = 0
    while True:
        number, line = waiting.popleft() if waiting else next(lines, _END)
        if isinstance(line, Skipped) or not line:
            if taken:
                waiting.appendleft((number, line))
                return _give_up(taken, waiting)
            return (number, line) if line else None
        taken.append((number, line))
        marks += line.count('"')
        size += len(line)
        if marks % 2 == 0:
            return taken[0][0], "".join(str(text) for _, text in taken)
        if size > max_bytes or len(taken) > _MOST_LINES:
            return _give_up(taken, waiting)


def _give_up(taken: list[Line], waiting: deque[Line]) -> Line:
    """Give up on the first line alone; the lines after it are read again as rows."""
    waiting.extendleft(reversed(taken[1:]))
    return taken[0]


def _record(raw: str, layout: tuple[str, list[str]], where: str) -> dict[str, object]:
    delimiter, names = layout
    try:
        cells = next(csv.reader([raw], delimiter=delimiter, strict=True), [])
    except csv.Error as e:
        raise UnreadableInput(where, reason="bad_record", fact=f"not a row ({e})") from e
    if len(cells) != len(names):
        fact = f"{len(cells)} cells where the header has {len(names)}"
        raise UnreadableInput(where, reason="bad_record", fact=fact)
    return dict(zip(names, cells, strict=True))
