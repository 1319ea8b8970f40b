"""The quotations as a table for spreadsheets, one row each.

In: a graph. Out: CSV in UTF-8 with a byte order mark, so that Excel shows the letters right. A
cell that a spreadsheet would run as a formula gets an apostrophe in front; see `guarded`.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import networkx as nx

from kg.export import exporter
from kg.files import atomic_write
from kg.graph import QUOTATION
from kg.lookup import Lookup
from kg.records import row_of

COLUMNS: Final = (
    "date",
    "speaker",
    "speaker_text",
    "text",
    "kind",
    "cue",
    "about",
    "sentence",
    "title",
    "outlet",
    "url",
    "article",
    "start",
    "end",
    "confidence",
    "rule",
    "speaker_id",
    "id",
)
# What spreadsheets take for the start of a formula, the full-width forms included.
_FORMULA: Final = tuple("=+-@\t\r;＝＋－＠")


@exporter("csv", filename="quotations.csv")
def write_csv(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Write one row for each quotation to ``path``, all of it or nothing."""
    lookup = Lookup(graph)
    rows = [row_of(lookup.quotation(node)) for node in lookup.nodes[QUOTATION]]
    rows.sort(key=lambda row: (row["date"] or "", row["article"], row["start"], row["id"]))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(row[column]) for column in COLUMNS] for row in rows)
    with atomic_write(path) as out:
        out.write(text.getvalue().encode("utf-8-sig"))


def guarded(cell: object) -> object:
    """Return ``cell`` so that no spreadsheet runs it; `unguarded` takes it back.

    Examples
    --------
    >>> guarded("=1+1"), guarded("Ratna"), guarded(-1)
    ("'=1+1", 'Ratna', -1)
    """
    # An apostrophe of its own is guarded too, or it would be lost on the way back.
    risky = isinstance(cell, str) and cell.lstrip(" ").startswith((*_FORMULA, "'"))
    return f"'{cell}" if risky else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given.

    Examples
    --------
    >>> unguarded("'=1+1")
    '=1+1'
    """
    return cell.removeprefix("'")
