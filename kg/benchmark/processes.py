"""The package in processes of its own: how long they take from their start, how much they hold."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from math import isnan
from pathlib import Path

from kg.errors import BenchmarkFailed

_PROC = Path("/proc")
_SECONDS_BETWEEN_LOOKS = 0.05
_SHARE = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)
_PARENT = re.compile(r"^PPid:\s+(\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took: seconds from start to end, and the peak of `resident` in MB."""

    seconds: float
    peak: float


def extract_apart(articles: Path, *, out: Path, cores: int, watched: bool = False) -> Run:
    """Run ``kg extract`` in a new process.

    Parameters
    ----------
    articles
        The input.
    out
        The annotations to write.
    cores
        Its option ``--cores``.
    watched
        Whether to look twenty times a second at its memory, which takes some time.

    Raises
    ------
    BenchmarkFailed
        If it did not end well.
    """
    command = [sys.executable, "-m", "kg", "extract", str(articles), "-o", str(out)]
    started = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603  our own command
        [*command, "--cores", str(cores)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    seen = [0.0]
    while watched and child.poll() is None:
        seen.append(resident(child.pid))
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    if child.wait():
        raise BenchmarkFailed(command, status=child.returncode)
    seconds = time.perf_counter() - started
    return Run(seconds, max(held for held in seen if not isnan(held)) or float("nan"))


def resident(pid: int) -> float:
    """Return the resident memory, in MB, of a process and of all that it started.

    Pages that several of them share are counted once (Linux: the proportional set size); where
    the system does not tell, nothing is known ("nan").
    """
    shares = [_number(_PROC / str(each) / "smaps_rollup", _SHARE) for each in _family(pid)]
    known = [share for share in shares if share is not None]
    return sum(known) * 1024 / 1e6 if known else float("nan")


def _family(pid: int) -> Iterator[int]:
    """Yield a process and its descendants."""
    children: dict[int, list[int]] = {}
    for place in _PROC.glob("[0-9]*"):
        parent = _number(place / "status", _PARENT)
        if parent is not None:
            children.setdefault(parent, []).append(int(place.name))
    todo = [pid]
    while todo:
        found = todo.pop()
        todo += children.get(found, [])
        yield found


def _number(path: Path, pattern: re.Pattern[str]) -> int | None:
    with suppress(OSError):  # it may end while we look
        if found := pattern.search(path.read_text(encoding="utf-8", errors="replace")):
            return int(found[1])
    return None
