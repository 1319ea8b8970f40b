"""Who said what in Indonesian news: quotations, speakers and a knowledge graph.

`build` makes the graph of files, folders or articles; `load` opens one that was built; `extract`
stops after the annotations. Nothing heavy is imported before it is used.

Examples
--------
>>> import kg
>>> sorted(kg.__all__)[:3]
['Annotated', 'Article', 'Entity']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.types import Annotated, Article, Entity, Quotation, Span

if TYPE_CHECKING:
    from kg.corpus import build, extract
    from kg.query import KnowledgeGraph, load

__all__ = [
    "Annotated",
    "Article",
    "Entity",
    "KnowledgeGraph",
    "Quotation",
    "Span",
    "build",
    "extract",
    "load",
]

_LAZY = {
    "KnowledgeGraph": "kg.query",
    "build": "kg.corpus",
    "extract": "kg.corpus",
    "load": "kg.query",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the module has under the name
    if name not in _LAZY:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
