"""What processes hold: all of a family, and what they share only once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from math import isnan
from pathlib import Path

import pytest

from kg.benchmark.processes import extract_apart, resident
from kg.errors import BenchmarkFailed

needs_proc = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="not Linux")

_HOLDS = """
import subprocess, sys, time
held = b"x" * 50_000_000
if len(sys.argv) > 1:
    subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=sys.stdout).wait()
print("ready", flush=True)
time.sleep(60)
"""


@needs_proc
def test_memory_of_a_process_and_of_its_children_is_added_up() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS, _HOLDS], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            assert 100 < resident(process.pid) < 200
        finally:
            os.killpg(process.pid, 9)


@needs_proc
def test_process_that_has_gone_holds_nothing_known() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    time.sleep(0.05)
    assert isnan(resident(process.pid))


def test_run_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkFailed, match="ended with 2"):
        extract_apart(tmp_path / "tiada.jsonl", out=tmp_path / "out.jsonl", cores=1)
