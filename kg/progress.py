"""Progress on standard error: a bar with an estimate on a terminal, a line now and then if not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from kg.corpus import Progress

_SECONDS_BETWEEN_LINES = 15.0


@contextmanager
def progress_bar(total: int | None) -> Iterator[Progress]:
    """Yield the function to call with the number of articles finished since the last call."""
    plain = not sys.stderr.isatty()
    with tqdm(
        total=total,
        unit=" articles",
        file=sys.stderr,
        mininterval=_SECONDS_BETWEEN_LINES if plain else 0.1,
        ascii=plain,
        dynamic_ncols=not plain,
    ) as bar:
        yield bar.update
