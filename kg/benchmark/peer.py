"""The peer: a token classifier of the size of IndoBERT-base in PyTorch, at its best.

IndoBERT (Wilie et al. 2020, Koto et al. 2020) has 12 layers of 768 with 12 heads, 3072 inside,
and some 30,000 pieces. The weights here are random, for the arithmetic is the same; and all is
done in its favour: windows of like length together, none of them masked, nothing but the network
counted.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from kg.tagger.windows import Window

_VOCABULARY, _WIDTH, _INNER, _LAYERS, _HEADS, _POSITIONS, _LABELS = (
    30_000,
    768,
    3072,
    12,
    12,
    512,
    9,
)
# Larger batches were no faster on two cores, smaller ones were slower.
_BATCH_PIECES = 1024


class _Peer(nn.Module):
    """BERT for token classification: embeddings, layers normalised after each addition, labels."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(_VOCABULARY, _WIDTH)
        self.positions = nn.Embedding(_POSITIONS, _WIDTH)
        self.norm = nn.LayerNorm(_WIDTH)
        layer = nn.TransformerEncoderLayer(
            _WIDTH, _HEADS, _INNER, activation="gelu", batch_first=True
        )
        self.layers = nn.TransformerEncoder(layer, _LAYERS, enable_nested_tensor=False)
        self.labels = nn.Linear(_WIDTH, _LABELS)

    def forward(self, pieces: Tensor) -> Tensor:
        """Return the scores [batch, pieces, labels]."""
        positions = self.positions(torch.arange(pieces.shape[1]))
        states = self.layers(self.norm(self.words(pieces) + positions))
        scores: Tensor = self.labels(states)
        return scores


def pieces_per_second(windows: Sequence[Window], *, threads: int, seconds: float) -> float:
    """Return how many pieces the peer reads in a second.

    Parameters
    ----------
    windows
        What to read, again and again if need be.
    threads
        Threads of PyTorch.
    seconds
        How long to measure, after one batch that is not counted.
    """
    torch.manual_seed(1)
    torch.set_num_threads(threads)
    peer = _Peer().eval()
    batches = _batches(windows)
    done, spent = 0, 0.0
    with torch.inference_mode():
        peer(batches[0])
        for number in range(1_000_000):
            batch = batches[number % len(batches)]
            started = time.perf_counter()
            peer(batch)
            spent += time.perf_counter() - started
            done += batch.numel()
            if spent >= seconds:
                break
    return done / spent


def _batches(windows: Sequence[Window]) -> list[Tensor]:
    """Cut windows of like length to the shortest of a batch, so that nothing is padded.

    They are taken from all lengths in turn, so that a short run sees long and short ones.
    """
    ordered = sorted(windows, key=lambda window: len(window.pieces))
    batches = []
    while ordered:
        length = len(ordered[-1].pieces)
        size = max(1, _BATCH_PIECES // length)
        members, ordered = ordered[-size:], ordered[:-size]
        shortest = len(members[0].pieces)
        rows = [[piece % _VOCABULARY for piece in window.pieces[:shortest]] for window in members]
        batches.append(torch.tensor(rows))
    step = 7  # prime: goes through all batches unless there are a multiple of it
    turn = [batches[start::step] for start in range(step)]
    return [batch for part in turn for batch in part]
