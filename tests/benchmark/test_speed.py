"""The benchmark's measuring: in turns, in one process, of the same articles."""

from __future__ import annotations

import subprocess
import sys
import time

from kg.benchmark.speed import _in_turns


def test_what_is_compared_runs_in_turns() -> None:
    calls: list[str] = []

    def sleep() -> None:
        calls.append("sleep")
        time.sleep(0.02)

    slept, added = _in_turns(sleep, lambda: calls.append("add"))
    assert calls == ["sleep", "add"] * 3
    assert min(cost.seconds for cost in slept) >= 0.02 > min(cost.processor for cost in slept)
    assert len(added) == 3


def test_torch_is_imported_only_for_the_peer() -> None:
    code = "import sys, kg.benchmark.speed; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
