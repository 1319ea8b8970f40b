"""Network outputs to labelled spans: the best label sequence that is valid BIO.

A sequence is valid if an ``I`` label follows a ``B`` or ``I`` of its own type; and in the tagged
sentences of other conventions, names of one kind do not touch. Where the best label of every word
on its own is valid, it is also the best sequence; only the rest goes through the Viterbi search
(Viterbi 1967).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kg.tagger.labels import Head, heads_of

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A labelled run of words ``[first, last]``; ``score`` is the mean probability, [0, 1]."""

    first: int
    last: int
    label: str
    score: float


def decode(outputs: Floats, *, convention: str = "") -> dict[str, list[TaggedSpan]]:
    """Turn a network's outputs for one window into spans per head.

    Parameters
    ----------
    outputs
        Scores before the softmax, one row a word, one column for each of `labels.LABELS`.
    convention
        The corpus whose rules are followed; "" are the project's own.
    """
    heads = heads_of(convention)
    return {head.name: _decode_head(outputs[:, head.columns], head) for head in heads}


def _decode_head(outputs: Floats, head: Head) -> list[TaggedSpan]:
    scores = log_softmax(outputs)
    path = scores.argmax(axis=1)
    if not path.any():
        return []
    valid = _transitions(head)
    if path[0] in _inside(head) or not valid[path[:-1], path[1:]].all():
        path = _viterbi(scores, valid, _inside(head))
    chosen = np.exp(scores[np.arange(len(path)), path])
    return _spans(path, chosen, head)


def log_softmax(outputs: Floats) -> Floats:
    """Return log probabilities along the last axis.

    Examples
    --------
    >>> log_softmax(np.array([[1.0, 1.0]], dtype=np.float32)).round(4).tolist()
    [[-0.6930999755859375, -0.6930999755859375]]
    """
    shifted = outputs - outputs.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


@cache
def _inside(head: Head) -> frozenset[int]:
    return frozenset(range(2, len(head.labels), 2))


@cache
def _transitions(head: Head) -> npt.NDArray[np.bool_]:
    """Which label may follow which: ``[before, after]``."""
    count = len(head.labels)
    valid = np.ones((count, count), dtype=bool)
    for inside in _inside(head):
        valid[:, inside] = False
        valid[inside - 1, inside] = valid[inside, inside] = True
        if head.convention:
            # Of neighbouring names in their training sentences, names of one kind touch in none
            # of NERGrit's 3,783 pairs and in 26 of idner's 1,170. In news, a list may do it.
            valid[[inside - 1, inside], inside - 1] = False
    return valid


def _viterbi(scores: Floats, valid: npt.NDArray[np.bool_], not_first: frozenset[int]) -> Ints:
    penalty = np.where(valid, 0.0, -1e9)
    best = scores[0].astype(np.float64)
    best[list(not_first)] = -1e9
    back = np.zeros(scores.shape, dtype=np.intp)
    for row in range(1, len(scores)):
        options = best[:, None] + penalty
        back[row] = options.argmax(axis=0)
        best = options.max(axis=0) + scores[row]
    path = np.zeros(len(scores), dtype=np.intp)
    path[-1] = best.argmax()
    for row in range(len(scores) - 1, 0, -1):
        path[row - 1] = back[row, path[row]]
    return path


def _spans(path: Ints, chosen: Floats, head: Head) -> list[TaggedSpan]:
    begins = np.flatnonzero(path % 2 == 1)
    spans = []
    for first in begins.tolist():
        last = first
        while last + 1 < len(path) and path[last + 1] == path[first] + 1:
            last += 1
        label = head.types[(int(path[first]) - 1) // 2]
        spans.append(TaggedSpan(first, last, label, float(chosen[first : last + 1].mean())))
    return spans
