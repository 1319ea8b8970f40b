"""The package in a process of its own: how long it takes from its start, how much it holds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BenchmarkFailed

_KIBIBYTE = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is bytes on macOS


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: seconds from start to end, and its peak resident memory in MB."""

    seconds: float
    peak: float


def extract_apart(articles: Path, *, out: Path, threads: int) -> Run:
    """Run ``kg extract`` in a new process.

    Parameters
    ----------
    articles
        The input.
    out
        The annotations to write.
    threads
        Its option ``--threads``.

    Raises
    ------
    BenchmarkFailed
        If it did not end well.
    """
    command = [sys.executable, "-m", "kg", "extract", str(articles), "-o", str(out)]
    started = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603  our own command
        [*command, "--threads", str(threads)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if not hasattr(os, "wait4"):  # Windows tells nothing of a process that has ended
        child.wait()
        return Run(time.perf_counter() - started, float("nan"))
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise BenchmarkFailed(command, status=child.returncode)
    return Run(seconds, usage.ru_maxrss * _KIBIBYTE / 1e6)
