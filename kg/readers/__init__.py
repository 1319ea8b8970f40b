"""Inputs to documents: files, folders and standard input, in any of the registered formats.

In: paths, or ``-`` for standard input. Out, one at a time: a `RawDocument` for each article, or
`Skipped` with the reason; every input gives at least one of the two. `kg.clean` makes articles
of the documents. No document is held longer than the caller holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.errors import UnreadableInput
from kg.readers.names import distinct
from kg.readers.registry import (
    MAX_ARTICLE_BYTES,
    Reader,
    get_reader,
    reader,
    reader_for_content,
    reader_for_suffix,
    readers,
)
from kg.readers.sources import STDIN, Source, find_sources
from kg.types import RawDocument, Skipped

__all__ = [
    "MAX_ARTICLE_BYTES",
    "Reader",
    "Source",
    "estimate",
    "get_reader",
    "read",
    "reader",
    "readers",
]

_SNIFFED = 4096
_ONE_A_LINE = frozenset({".jsonl", ".ndjson", ".csv", ".tsv"})


def read(
    inputs: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    format: str | None = None,  # noqa: A002  the name that the command line gives it
    max_bytes: int = MAX_ARTICLE_BYTES,
) -> Iterator[RawDocument | Skipped]:
    """Read documents from files, folders and standard input.

    Parameters
    ----------
    inputs : sequence of str or Path
        Files, folders (walked in sorted order), or ``-`` for standard input.
    stdin : binary file, optional
        What ``-`` reads.
    format : str, optional
        Name of a reader, for all inputs; by default the suffix decides, then the content.
    max_bytes : int
        Most bytes of one article; a larger one is skipped.

    Yields
    ------
    RawDocument or Skipped
        Ids are distinct within the run.

    Raises
    ------
    NoInput
        No input was given, or none exists; raised before anything is read.

    Examples
    --------
    >>> import io
    >>> text = "JAKARTA - “Kami siap,” kata Sari.".encode()
    >>> [document.id for document in read(["-"], stdin=io.BytesIO(text))]
    ['stdin-...']
    """
    chosen = get_reader(format) if format else None
    sources = find_sources(inputs, stdin=stdin)
    return distinct(item for source in sources for item in _read_source(source, chosen, max_bytes))


def estimate(inputs: Sequence[str | Path]) -> int | None:
    """Estimate how many documents ``inputs`` hold, for a progress bar.

    Lines are counted where a document is a line, everything else is one document. None if
    standard input is among them: it can be read only once.

    Raises
    ------
    NoInput
        No input was given, or none exists.
    """
    if any(str(given) == STDIN for given in inputs):
        return None
    return sum(_estimate_source(source) for source in find_sources(inputs))


def _estimate_source(source: Source | Skipped) -> int:
    if isinstance(source, Skipped) or source.suffix not in _ONE_A_LINE:
        return 1
    try:
        with source.open() as file:
            return sum(1 for line in file if line.strip())
    except (OSError, UnreadableInput):  # reading it will say why
        return 1


def _read_source(
    source: Source | Skipped, chosen: Reader | None, max_bytes: int
) -> Iterator[RawDocument | Skipped]:
    """Yield what is in one source; whatever is wrong with it harms no other."""
    if isinstance(source, Skipped):
        yield source
        return
    try:
        found = chosen or _reader_for(source)
        yield from found.read(source, max_bytes)
    except UnreadableInput as e:
        yield Skipped(e.source, e.reason, e.fact)
    except (OSError, ValueError, RecursionError) as e:  # a disk, or a page no parser foresaw
        yield Skipped(source.name, "unreadable", f"{type(e).__name__}: {e}")


def _reader_for(source: Source) -> Reader:
    found = reader_for_suffix(source.suffix) if source.suffix else None
    if found:
        return found
    if source.suffix and not source.named:
        fact = f"no reader for {source.suffix} files; name the file itself to read it as text"
        raise UnreadableInput(source.name, reason="unsupported", fact=fact)
    with source.open() as file:
        return reader_for_content(file.peek(_SNIFFED)[:_SNIFFED])
