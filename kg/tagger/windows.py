"""Words to windows that fit the encoder, cut where sentences end.

Training and use both build their windows here, so that the network reads a text the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.tagger.pieces import BREAK, START, Cut, Pieces

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """What the network reads at once: piece ids, and the position of each word's first piece."""

    pieces: tuple[int, ...]
    rows: tuple[int, ...]


# From windows to scores, in their order: one row a word, one column a label.
Network = Callable[[Iterable[Window]], Iterator[Scores]]


def begin(convention: str, cut: Cut) -> Pieces:
    """Return the pieces before the first word of a window: the start, and another's convention.

    Examples
    --------
    >>> begin("", lambda word, spaced: (len(word),)), begin("idner", lambda word, spaced: (7,))
    ((0,), (0, 7))
    """
    return (START, *(cut(convention, True) if convention else ()))  # noqa: FBT003  the cache's key


def lay_out(first: Pieces, words: Iterable[Pieces]) -> Window:
    """Put the pieces of words one after the other, after those that every window begins with.

    The row of a word is that of its first piece, not of the line break before it.

    Examples
    --------
    >>> lay_out((START,), [(7, 8), (BREAK, 9)])
    Window(pieces=(0, 7, 8, 2, 9), rows=(1, 4))
    """
    pieces = list(first)
    rows = []
    for word in words:
        rows.append(len(pieces) + (word[0] == BREAK))
        pieces.extend(word)
    return Window(tuple(pieces), tuple(rows))


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
