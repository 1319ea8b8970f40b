"""What we annotated in articles of others: offsets only, the articles stay where they are.

A file of such standoff annotations has a header (lines that begin with "#") and one article a
line, its columns parted by tabs: id, the first digits of the SHA-256 of its text, and for each
head that is annotated its name and its spans, ``entity 0-5:PER 19-24:LOC``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import WrongText
from kg.files import write_text
from kg.types import Span

_DIGITS = 8

Labelled = tuple[Span, str]


@dataclass(frozen=True, slots=True)
class Standoff:
    """The annotations of one article, per head in text order, and what its text is known by."""

    id: str
    digest: str
    spans: Mapping[str, tuple[Labelled, ...]]

    def of(self, text: str) -> Mapping[str, tuple[Labelled, ...]]:
        """Return the annotations, if ``text`` is the text that they were made on.

        Raises
        ------
        WrongText
            If it is another.
        """
        if digest_of(text) != self.digest:
            raise WrongText(self.id)
        return self.spans


def digest_of(text: str) -> str:
    """Return the digits that a text is known by.

    Examples
    --------
    >>> digest_of("Ma berbicara di Bali.")
    '6e555549'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def read_standoff(path: Path) -> Mapping[str, Standoff]:
    """Read a file of annotations; the keys are article ids."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (_parse(line) for line in lines if line.strip() and not line.startswith("#"))
    return {annotated.id: annotated for annotated in found}


def _parse(line: str) -> Standoff:
    name, digest, *columns = line.split("\t")
    heads = [column.split() for column in columns]
    return Standoff(name, digest, {head: tuple(map(_labelled, rest)) for head, *rest in heads})


def _labelled(written: str) -> Labelled:
    place, label = written.split(":")
    start, end = place.split("-")
    return Span(int(start), int(end)), label


def write_standoff(articles: Iterable[Standoff], path: Path, *, header: str) -> None:
    """Write a file of annotations, sorted by article id.

    Parameters
    ----------
    articles
        The annotated articles.
    path
        The file.
    header
        What it is, its source, licence and date; lines without "#".
    """
    lines = [f"# {line}".rstrip() for line in header.splitlines()]
    for article in sorted(articles, key=lambda article: article.id):
        columns = [_column(head, spans) for head, spans in article.spans.items()]
        lines.append("\t".join([article.id, article.digest, *columns]))
    write_text(path, "\n".join(lines) + "\n")


def _column(head: str, spans: Iterable[Labelled]) -> str:
    return " ".join([head, *(f"{span.start}-{span.end}:{label}" for span, label in sorted(spans))])
