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
    """A tagging task in the BIO scheme over ``types``; ``offset`` is its first output column."""

    name: str
    types: tuple[str, ...]
    offset: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels of the head, "O" first."""
        return ("O", *(f"{prefix}-{kind}" for kind in self.types for prefix in "BI"))

    @property
    def columns(self) -> slice:
        """The head's columns in the network's output."""
        return slice(self.offset, self.offset + 1 + 2 * len(self.types))


def _lay_out(*tasks: tuple[str, tuple[str, ...]]) -> tuple[Head, ...]:
    offsets = accumulate((1 + 2 * len(types) for _, types in tasks), initial=0)
    return tuple(Head(name, types, at) for (name, types), at in zip(tasks, offsets, strict=False))


HEADS: tuple[Head, ...] = _lay_out(
    ("entity", ENTITY_KINDS),
    ("content", ("DIRECT", "INDIRECT")),
    ("attribution", ("CUE", "SOURCE")),
    ("role", ("ROLE",)),
    ("boilerplate", ("BOILERPLATE",)),
)

LABELS: tuple[str, ...] = tuple(f"{head.name}:{label}" for head in HEADS for label in head.labels)

# Corpora whose rules the network also follows when it is told their name; see `kg.training`.
CONVENTIONS: tuple[str, ...] = ("idner", "nergrit", "nerp", "alfina")


def head(name: str) -> Head:
    """Return the head called ``name``.

    Examples
    --------
    >>> head("content").labels
    ('O', 'B-DIRECT', 'I-DIRECT', 'B-INDIRECT', 'I-INDIRECT')
    """
    return next(task for task in HEADS if task.name == name)
