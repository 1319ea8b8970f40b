"""Examples to windows, windows to tensors, and the loss of what the network makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kg.tagger import windows
from kg.tagger.labels import ALL_HEADS, LABELS, Head
from kg.tagger.pieces import PAD, Cut, cut_words
from kg.training.corpora import Allowed, Example, Soft

_HEAD_WEIGHTS = {"entity": 1.0, "content": 1.0, "attribution": 1.0, "role": 1.0, "boilerplate": 0.5}


@dataclass(frozen=True, slots=True)
class TrainingWindow:
    """What the network reads at once, and the labels of its words: allowed, and soft ones."""

    read: windows.Window
    allowed: Allowed
    soft: Soft | None

    def __len__(self) -> int:
        """Count the pieces."""
        return len(self.read.pieces)


def cut_windows(whole: Example, cut: Cut, *, limit: int) -> Iterator[TrainingWindow]:
    """Cut an example into windows of at most ``limit`` pieces.

    A window of another convention than the project's own begins with its name.
    """
    pieces = cut_words(whole.text, whole.words, cut)
    first = windows.begin(whole.convention, cut)
    sizes = [len(ids) for ids in pieces]
    for part in windows.pack(sizes, whole.sentence_ends, limit=limit - len(first)):
        inside = slice(part.start, part.stop)
        soft = None if whole.soft is None else whole.soft[inside]
        read = windows.lay_out(first, pieces[inside])
        yield TrainingWindow(read, whole.allowed[inside], soft)


def tensors(batch: Sequence[TrainingWindow]) -> tuple[Tensor, Tensor, Tensor]:
    """Pad a batch of windows for the network: pieces, lengths, rows.

    Examples
    --------
    >>> from kg.training.corpora import Passage, example
    >>> whole = example(Passage("Ratna tiba.", {}))
    >>> batch = list(cut_windows(whole, lambda word, spaced: (len(word) + 3,), limit=3))
    >>> pieces, lengths, rows = tensors(batch)
    >>> pieces.tolist(), lengths.tolist(), rows.tolist()
    ([[0, 8, 7], [0, 4, 1]], [3, 2], [1, 2, 4])
    """
    longest = max(len(window) for window in batch)
    pieces = torch.full((len(batch), longest), PAD, dtype=torch.long)
    rows: list[int] = []
    for index, window in enumerate(batch):
        pieces[index, : len(window)] = torch.tensor(window.read.pieces)
        rows.extend(index * longest + row for row in window.read.rows)
    lengths = torch.tensor([len(window) for window in batch])
    return pieces, lengths, torch.tensor(rows)


def batch_loss(outputs: Tensor, batch: Sequence[TrainingWindow]) -> Tensor:
    """Return the loss of a batch, a mean over its words, summed over the heads.

    It is the negative log probability of the allowed labels together, and beside it, where
    there are soft labels, the cross-entropy with them.
    """
    allowed = torch.from_numpy(np.concatenate([window.allowed for window in batch]))
    soft = torch.from_numpy(np.concatenate([_soft(window) for window in batch])).float()
    total = outputs.new_zeros(())
    for task in ALL_HEADS:
        loss = _head_loss(outputs, allowed, soft, task)
        total = total + _HEAD_WEIGHTS[task.name] * loss / len(outputs)
    return total


def _head_loss(outputs: Tensor, allowed: Tensor, soft: Tensor, task: Head) -> Tensor:
    logs = outputs[:, task.columns].log_softmax(dim=1)
    hard = logs.masked_fill(~allowed[:, task.columns], -1e9).logsumexp(dim=1)
    return -hard.sum() - (soft[:, task.columns] * logs).sum()


def _soft(window: TrainingWindow) -> Soft:
    if window.soft is None:
        return np.zeros((len(window.allowed), len(LABELS)), dtype=np.float16)
    return window.soft
