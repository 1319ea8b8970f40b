"""Word lists that come with the package: one entry a line, ``#`` lines say where they are from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import DataFileError


def _file(name: str) -> Traversable:
    return files("kg").joinpath("data", name)


def _entries(file: Traversable) -> Iterator[tuple[int, str]]:
    text = file.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the entries of ``kg/data/<name>.txt``, in the order of the file.

    Examples
    --------
    >>> "Jakarta" in word_list("dateline_places")
    True
    """
    return tuple(line.strip() for _, line in _entries(_file(f"{name}.txt")))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the entries of ``kg/data/<name>.txt`` for looking words up.

    Examples
    --------
    >>> "prof" in word_set("abbreviations")
    True
    """
    return frozenset(word_list(name))


@cache
def word_table(name: str, *, columns: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``kg/data/<name>.tsv``: ``columns`` fields a line, tabs between.

    Raises
    ------
    DataFileError
        If a line has another number of fields.
    """
    return tuple(read_table(_file(f"{name}.tsv"), columns=columns))


def read_table(file: Traversable, *, columns: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table: ``columns`` fields a line, tabs between, ``#`` for remarks.

    Raises
    ------
    DataFileError
        If a line has another number of fields.
    """
    for number, line in _entries(file):
        fields = tuple(field.strip() for field in line.split("\t"))
        if len(fields) != columns:
            fact = f"{len(fields)} fields, expected {columns} (tabs between)"
            raise DataFileError(str(file), line=number, fact=fact)
        yield fields
