"""Inputs to sources: files, folders and standard input, found but not yet read.

In: what the user names. Out: one `Source` per regular file, in sorted order, or `Skipped` for
all that cannot be read. Nothing here blocks: a FIFO or device is never opened for reading.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import NoInput, UnreadableInput
from kg.types import Skipped

STDIN = "-"
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Source:
    """One file or stream: its name for reports, and a way to open it."""

    name: str
    path: Path | None = None
    stream: io.BufferedReader | None = None
    named: bool = True

    @property
    def suffix(self) -> str:
        """The suffix in lower case, with its dot; empty for standard input."""
        return self.path.suffix.lower() if self.path else ""

    @contextmanager
    def open(self) -> Iterator[io.BufferedReader]:
        """Open for reading bytes; standard input stays open afterwards."""
        if self.stream is not None:
            yield self.stream
            return
        with _open_regular(self) as file:
            yield file

    def read(self, *, limit: int) -> bytes:
        """Return the content, or raise `UnreadableInput` when it is over ``limit`` bytes."""
        with self.open() as file:
            if self.path is not None:
                _refuse_size(self.name, os.fstat(file.fileno()).st_size, limit)
            data = _read_all(self.name, file, limit + 1)
        _refuse_size(self.name, len(data), limit)
        return data


def find_sources(
    inputs: Sequence[str | Path], *, stdin: BinaryIO | None = None
) -> Iterator[Source | Skipped]:
    """Yield the sources that ``inputs`` name; folders are walked, links to folders are not.

    Raises
    ------
    NoInput
        No input was given, or none of them exists; raised at once, not on iteration.
    """
    names = [os.fspath(given) for given in inputs]
    if not names:
        raise NoInput
    if not any(name == STDIN or os.path.lexists(name) for name in names):
        raise NoInput(printable(names[0]))
    return (found for name in names for found in _find(name, stdin))


def printable(path: str | Path) -> str:
    """Return a path as text that can be written anywhere, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _find(name: str, stdin: BinaryIO | None) -> Iterator[Source | Skipped]:
    if name == STDIN:
        yield _stdin_source(stdin)
        return
    path = Path(name)
    if path.is_dir():
        yield from _walk(path)
    else:
        yield Source(printable(path), path=path)


def _stdin_source(stdin: BinaryIO | None) -> Source | Skipped:
    if stdin is None:
        return Skipped(STDIN, "unreadable", "standard input is closed")
    if isinstance(stdin, io.BufferedReader):
        return Source(STDIN, stream=stdin)
    return Source(STDIN, stream=io.BufferedReader(cast("io.RawIOBase", stdin)))


def _walk(folder: Path) -> Iterator[Source | Skipped]:
    """Walk in sorted order; hidden names are left out, as a shell leaves them out."""
    problems: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [name for name in folders if Path(parent, name).is_symlink()]:
            fact = "a link to a folder; name the folder itself to read it"
            yield Skipped(printable(Path(parent, name)), "unreadable", fact)
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(parent, name)
            yield Source(printable(path), path=path, named=False)
    for problem in problems:
        yield Skipped(printable(problem.filename), "unreadable", _reason(problem))


@contextmanager
def _open_regular(source: Source) -> Iterator[io.BufferedReader]:
    try:
        # Non-blocking: a FIFO that took the file's place since it was listed must not hang us.
        handle = os.open(source.path or "", _OPEN_FLAGS)
    except (OSError, ValueError) as e:
        raise UnreadableInput(source.name, reason="unreadable", fact=_reason(e)) from e
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            fact = "not a regular file; use - to read standard input"
            raise UnreadableInput(source.name, reason="unreadable", fact=fact)
        yield file


def _read_all(name: str, file: io.BufferedReader, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError as e:
        raise UnreadableInput(name, reason="unreadable", fact=_reason(e)) from e


def _refuse_size(name: str, size: int, limit: int) -> None:
    if size > limit:
        fact = f"larger than the limit of {limit:,} bytes for one article"
        raise UnreadableInput(name, reason="too_large", fact=fact)


def _reason(error: OSError | ValueError) -> str:
    text = error.strerror if isinstance(error, OSError) else str(error)
    return (text or "cannot be read").lower()
