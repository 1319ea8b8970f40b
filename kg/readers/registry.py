"""Readers by name and file suffix.

A reader is a function from a `Source` to documents. To add one, write a module in this package
with a function under `reader`; it is found by itself.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.errors import UnknownFormat
from kg.readers.sources import Source
from kg.types import RawDocument, Skipped

MAX_ARTICLE_BYTES = 1_000_000

Read = Callable[[Source, int], Iterator[RawDocument | Skipped]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A way to read a source: ``read(source, max_bytes)`` yields documents."""

    name: str
    suffixes: tuple[str, ...]
    read: Read
    sniff: Callable[[bytes], bool] | None


_READERS: dict[str, Reader] = {}


def reader(
    name: str, *, suffixes: tuple[str, ...], sniff: Callable[[bytes], bool] | None = None
) -> Callable[[Read], Read]:
    """Register a function as the reader for files with these suffixes.

    ``sniff`` says from the first bytes whether a source without a known suffix, such as
    standard input, is for this reader.
    """

    def register(read: Read) -> Read:
        _READERS[name] = Reader(name, suffixes, read, sniff)
        return read

    return register


@cache
def readers() -> dict[str, Reader]:
    """Return all readers by name, in sorted order.

    Examples
    --------
    >>> sorted(readers())
    ['html', 'json', 'jsonl', 'table', 'text']
    """
    package = importlib.import_module("kg.readers")
    for module in pkgutil.iter_modules(package.__path__, prefix="kg.readers."):
        importlib.import_module(module.name)
    return dict(sorted(_READERS.items()))


def get_reader(name: str) -> Reader:
    """Return the reader registered as ``name``.

    Examples
    --------
    >>> get_reader("text").suffixes
    ('.txt', '.text')
    """
    if name not in readers():
        raise UnknownFormat(name, known=list(readers()))
    return readers()[name]


def reader_for_suffix(suffix: str) -> Reader | None:
    """Return the reader for a suffix, or None when no reader has it.

    Examples
    --------
    >>> reader_for_suffix(".htm").name, reader_for_suffix(".pdf")
    ('html', None)
    """
    return next((found for found in readers().values() if suffix in found.suffixes), None)


def reader_for_content(head: bytes) -> Reader:
    """Return the reader whose ``sniff`` knows the first bytes; plain text when none does.

    Examples
    --------
    >>> reader_for_content(b'{"text": "Ratna tiba."}').name, reader_for_content(b"Ratna tiba.").name
    ('jsonl', 'text')
    """
    sniffed = (found for found in readers().values() if found.sniff and found.sniff(head))
    return next(sniffed, get_reader("text"))
