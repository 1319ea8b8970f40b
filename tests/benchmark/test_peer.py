"""The batches of the PyTorch peer."""

from __future__ import annotations

from kg.benchmark.peer import _batches
from kg.tagger.windows import Window


def test_batches_are_of_like_length_and_not_padded() -> None:
    windows = [Window(tuple(range(length)), ()) for length in (250, 64, 63, 255, 10, 128)]
    batches = _batches(windows)
    assert sum(len(batch) for batch in batches) == len(windows)
    assert all(batch.numel() <= 1024 for batch in batches)
    assert all(int(batch.max()) < 30_000 for batch in batches)
