"""How time grows with the input, measured so that a busy machine does not matter."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# Below this many seconds a measurement says nothing.
_NOISE = 0.02


def is_linear(run: Callable[[T], object], small: T, large: T) -> bool:
    """Say whether ``large``, twice ``small``, takes less than 2.5 times as long."""
    return any(_seconds(run, large) < 2.5 * _seconds(run, small) + _NOISE for _ in range(4))


def _seconds(run: Callable[[T], object], given: T) -> float:
    start = time.process_time()
    run(given)
    return time.process_time() - start
