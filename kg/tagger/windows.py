"""Words to windows that fit the encoder, cut where sentences end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """What the network reads at once: piece ids, and the position of each word's first piece."""

    pieces: tuple[int, ...]
    rows: tuple[int, ...]


# From windows to scores, in their order: one row a word, one column a label.
Network = Callable[[Iterable[Window]], Iterator[Scores]]


def pack(sizes: Sequence[int], sentence_ends: Collection[int], *, limit: int) -> list[range]:
    """Group consecutive words into windows of at most ``limit`` pieces.

    A window ends after the last sentence that fits; a sentence longer than a window is cut
    where the window is full.

    Parameters
    ----------
    sizes
        Pieces per word.
    sentence_ends
        Indexes of the last word of each sentence.
    limit
        Pieces per window, at least the largest of ``sizes``.

    Examples
    --------
    >>> pack([2, 2, 2, 2, 2], {1, 4}, limit=7)
    [range(0, 2), range(2, 5)]
    """
    windows = []
    start, full, after_sentence = 0, 0, 0
    for word, size in enumerate(sizes):
        while full + size > limit:  # twice, if what follows the sentence is too long itself
            end = after_sentence if after_sentence > start else word
            windows.append(range(start, end))
            full = sum(sizes[end:word])
            start = end
        full += size
        if word in sentence_ends:
            after_sentence = word + 1
    if start < len(sizes):
        windows.append(range(start, len(sizes)))
    return windows
