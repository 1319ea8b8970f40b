"""In the place of the tagger's network: what it was given to read is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from kg.tagger.labels import HEADS, LABELS
from kg.tagger.windows import Scores, Window


class Keeper:
    """A network that finds nothing and keeps what it was given."""

    def __init__(self) -> None:
        self.windows: list[Window] = []

    def __call__(self, windows: Iterable[Window]) -> Iterator[Scores]:
        """Score "O" highest everywhere."""
        self.windows = list(windows)
        for window in self.windows:
            scores = np.zeros((len(window.rows), len(LABELS)), dtype=np.float32)
            scores[:, [task.offset for task in HEADS]] = 1
            yield scores
