"""The registry of export formats: each is one module here that registers one function.

A new format is one file with ``@exporter("name", filename="...")`` on a function of
``(graph, path)``, and one test. It is found without an edit elsewhere.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import networkx as nx

from kg.errors import UnknownFormat

__all__ = ["Format", "exporter", "formats", "get_exporter"]

Exporter = Callable[["nx.MultiDiGraph[str]", Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """An export format: ``write(graph, path)`` writes one file, all of it or nothing."""

    name: str
    filename: str
    write: Exporter


_FORMATS: dict[str, Format] = {}


def exporter(name: str, *, filename: str) -> Callable[[Exporter], Exporter]:
    """Register the decorated function as the format ``name``, by default into ``filename``."""

    def register(write: Exporter) -> Exporter:
        _FORMATS[name] = Format(name, filename, write)
        return write

    return register


def formats() -> tuple[Format, ...]:
    """Return every format, sorted by name.

    Examples
    --------
    >>> "graphml" in [format.name for format in formats()]
    True
    """
    _discover()
    return tuple(_FORMATS[name] for name in sorted(_FORMATS))


def get_exporter(name: str) -> Format:
    """Return the format called ``name``.

    Examples
    --------
    >>> get_exporter("graphml").filename
    'graph.graphml'
    """
    _discover()
    if name not in _FORMATS:
        raise UnknownFormat(name, known=sorted(_FORMATS))
    return _FORMATS[name]


@cache
def _discover() -> None:
    """Import every module of this package, so that each registers itself."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
