"""What this process may use of the machine."""

from __future__ import annotations

import os
from math import ceil
from pathlib import Path

# Where Linux says how much processor time a container has: microseconds, of so many.
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def cores(quota: Path = _QUOTA) -> int:
    """Return how many cores this process may use.

    Parameters
    ----------
    quota
        Where the quota of a container is written, if there is one.

    Examples
    --------
    >>> cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):  # Linux
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    return min(count, _quota(quota) or count)


def _quota(path: Path) -> int:
    """Return the cores that a container's quota amounts to, 0 if there is none."""
    try:
        used, period = path.read_text(encoding="ascii").split()
        return max(1, ceil(int(used) / int(period)))
    except (OSError, ValueError):  # no such file, or "max"
        return 0
