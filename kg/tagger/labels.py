"""What the tagger predicts for every word: one label per head.

The heads share one encoder pass. ``LABELS`` is the order of the network's outputs and is part
of the model's manifest: a model with other labels is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from kg.types import ENTITY_KINDS


@dataclass(frozen=True, slots=True)
class Head:
    """A tagging task in the BIO scheme over ``types``; ``offset`` is its first output column.

    ``convention`` names the corpus whose rules it follows; "" are the project's own.
    """

    name: str
    types: tuple[str, ...]
    offset: int = 0
    convention: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels of the head, "O" first."""
        return ("O", *(f"{prefix}-{kind}" for kind in self.types for prefix in "BI"))

    @property
    def columns(self) -> slice:
        """The head's columns in the network's output."""
        return slice(self.offset, self.offset + 1 + 2 * len(self.types))


def _lay_out(*tasks: tuple[str, tuple[str, ...], str]) -> tuple[Head, ...]:
    offsets = accumulate((1 + 2 * len(types) for _, types, _ in tasks), initial=0)
    return tuple(
        Head(name, types, at, convention)
        for (name, types, convention), at in zip(tasks, offsets, strict=False)
    )


# Corpora of entities that were annotated by other rules than the project's: each has a head.
CONVENTIONS: tuple[str, ...] = ("idner", "nergrit", "nerp", "alfina")

ALL_HEADS: tuple[Head, ...] = _lay_out(
    ("entity", ENTITY_KINDS, ""),
    ("content", ("DIRECT", "INDIRECT"), ""),
    ("attribution", ("CUE", "SOURCE"), ""),
    ("role", ("ROLE",), ""),
    ("boilerplate", ("BOILERPLATE",), ""),
    *(("entity", ENTITY_KINDS, convention) for convention in CONVENTIONS),
)

HEADS: tuple[Head, ...] = tuple(task for task in ALL_HEADS if not task.convention)

LABELS: tuple[str, ...] = tuple(
    f"{task.convention}{'/' if task.convention else ''}{task.name}:{label}"
    for task in ALL_HEADS
    for label in task.labels
)


def head(name: str, convention: str = "") -> Head:
    """Return the head called ``name`` that follows a convention.

    Examples
    --------
    >>> head("content").labels
    ('O', 'B-DIRECT', 'I-DIRECT', 'B-INDIRECT', 'I-INDIRECT')
    """
    wanted = name, convention
    return next(task for task in ALL_HEADS if (task.name, task.convention) == wanted)


def heads_of(convention: str) -> tuple[Head, ...]:
    """Return the heads that speak for a convention: all for the project's own, else one.

    Examples
    --------
    >>> [task.name for task in heads_of("idner")]
    ['entity']
    """
    return tuple(task for task in ALL_HEADS if task.convention == convention)
