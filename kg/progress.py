"""Progress on standard error: a bar with an estimate on a terminal, a line now and then if not."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from kg.corpus import Progress

_SECONDS_BETWEEN_LINES = 15.0


class _Lines(io.TextIOBase):
    """Turns the bar's redrawing into lines, for logs."""

    def write(self, text: str) -> int:
        """Write a redrawn bar as a line of its own."""
        if text.strip():
            sys.stderr.write(text.strip("\r\n") + "\n")
        return len(text)

    def flush(self) -> None:
        """Pass on to standard error."""
        sys.stderr.flush()


@contextmanager
def progress_bar(total: int | None) -> Iterator[Progress]:
    """Yield the function to call with the number of articles finished since the last call.

    Parameters
    ----------
    total
        Articles to come, if known: gives the time left.
    """
    terminal = sys.stderr.isatty()
    with tqdm(
        total=total,
        unit=" articles",
        file=sys.stderr if terminal else _Lines(),
        mininterval=0.1 if terminal else _SECONDS_BETWEEN_LINES,
        ascii=not terminal,
        dynamic_ncols=terminal,
    ) as bar:
        yield bar.update
