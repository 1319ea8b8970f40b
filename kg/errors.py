"""Every error the package raises on purpose, with its wording.

A message names the file, the fact and the next step. Call sites pass facts, never sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class KgError(Exception):
    """Something the user can mend; the command line prints it without a traceback."""


class UnreadableInput(KgError):
    """An input cannot become an article; ``reason`` is a stable word for the report.

    Reasons: ``empty``, ``too_large``, ``binary``, ``undecodable``, ``unreadable``,
    ``unsupported``, ``bad_record``, ``duplicate``.
    """

    def __init__(self, source: str, *, reason: str, fact: str) -> None:
        super().__init__(f"{source}: {fact}")
        self.source = source
        self.reason = reason
        self.fact = fact


class NoInput(KgError):
    """No input was given, or none of the given paths exists."""

    def __init__(self, path: str | None = None) -> None:
        super().__init__(
            f"{path}: no such file or folder; check the path, or use - for standard input"
            if path
            else "no input; name files, folders, or - for standard input"
        )


class UnwritableOutput(KgError):
    """The output folder or file cannot be written."""

    def __init__(self, path: Path, *, fact: str) -> None:
        super().__init__(f"{path}: cannot write here ({fact}); choose another place with -o")


class ModelMissing(KgError):
    """A model's file or manifest is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: this model file is missing. Nothing was loaded. "
            "Install the package again (pip install --force-reinstall), or run `kg models`."
        )


class ModelMismatch(KgError):
    """A model's file is not the one that its manifest describes."""

    def __init__(self, path: Path, *, what: str, expected: object, found: object) -> None:
        super().__init__(
            f"{path}: does not match its manifest ({what} {found}, expected {expected}). "
            "It may be damaged or altered; nothing was loaded. "
            "Install the package again (pip install --force-reinstall)."
        )


class DataFileError(KgError):
    """A word list or alias table is not what its format says."""

    def __init__(self, path: Path | str, *, line: int, fact: str) -> None:
        super().__init__(f"{path}, line {line}: {fact}")


class BadEntitiesFile(KgError):
    """The user's file of entities is not what its format says; ``line`` 0 means the whole file."""

    def __init__(self, path: Path, *, line: int, fact: str) -> None:
        place = f"{path}, line {line}" if line else f"{path}"
        super().__init__(
            f"{place}: {fact}; write one rule a line under the header "
            "rule,kind,name,other,parent, such as: same,PER,Joko Widodo,Pakde,"
        )


class UnknownFormat(KgError):
    """No reader, exporter or command has the requested name."""

    def __init__(self, name: str, *, known: Sequence[str]) -> None:
        super().__init__(f"no format named {name!r}; choose one of: {', '.join(known)}")


class NotAnOutput(KgError):
    """A folder or file holds no graph that `kg` wrote."""

    def __init__(self, path: Path, *, fact: str) -> None:
        super().__init__(f"{path}: {fact}; build one with `kg build INPUT -o {path}`")


class UnknownEntity(KgError):
    """No entity has the name that was asked for."""

    def __init__(self, name: str, *, near: Sequence[str]) -> None:
        hint = f"; similar: {', '.join(near)}" if near else ""
        super().__init__(f"nothing in the graph is called {name!r}{hint}")


class AmbiguousName(KgError):
    """Several entities go by the name that was asked for."""

    def __init__(self, name: str, *, candidates: Sequence[str]) -> None:
        super().__init__(f"{name!r} may be {' or '.join(candidates)}; use the full name or the id")


class UnknownEdge(KgError):
    """No edge or quotation has the id that was asked for."""

    def __init__(self, edge: str) -> None:
        super().__init__(f"the graph has no edge {edge!r}; ids are the keys of `graph.edges`")


class BadOption(KgError):
    """An option has a value that it cannot have."""

    def __init__(self, option: str, value: object, *, expected: str) -> None:
        super().__init__(f"{option}={value!r}: expected {expected}")


class Unexportable(KgError):
    """A graph cannot be written in a format without loss; nothing was written."""

    def __init__(self, format_name: str, *, fact: str) -> None:
        super().__init__(f"cannot write {format_name}: {fact}; nothing was written")


class BenchmarkFailed(KgError):
    """A process that was to be measured did not end well."""

    def __init__(self, command: Sequence[str], *, status: int) -> None:
        super().__init__(
            f"`{' '.join(command)}` ended with {status}; nothing was measured. "
            "Run it alone to see what is wrong"
        )


class WorkerFailed(KgError):
    """A worker process cannot be started."""

    def __init__(self, how: str) -> None:
        super().__init__(
            f"a worker process {how} before it was ready; run with --cores 1 to do without. In a "
            'script, call kg under `if __name__ == "__main__":`'
        )


class NoDevice(KgError):
    """The device that was asked for cannot be used."""

    def __init__(self, device: str, *, fact: str) -> None:
        super().__init__(f"--device {device}: {fact}; leave the option out to run on the processor")


class WrongText(KgError):
    """Annotations were made on another text than the one at hand."""

    def __init__(self, article: str) -> None:
        super().__init__(
            f"{article}: the annotations of this article were made on another text; "
            "take the corpus that they name"
        )
