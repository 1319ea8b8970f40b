"""The benchmark's measuring: in turns, in one process, of the same articles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kg.benchmark.figures import Sample
from kg.benchmark.speed import _Round, _speeds


def test_ratios_are_taken_within_a_round() -> None:
    sample = Sample(Path("articles.jsonl"), articles=10, words=1000, about="")
    quick = _Round(2, 1, peer=50)
    slow = _Round(8, 4, peer=12.5)  # everything took four times as long
    found = {(f.name, f.unit): f for f in _speeds(sample, [quick, slow, slow])}
    assert found["end to end", "words/s"].value == 125
    assert found["end to end", "articles/s"].value == 1.25
    assert found["end to end / encoder only", "%"].value == 50
    assert found["end to end / peer", "x"].value == 10
    assert found["end to end / peer", "x"].met
    assert not found["end to end / encoder only", "%"].met


def test_peer_may_be_left_out() -> None:
    sample = Sample(Path("articles.jsonl"), articles=10, words=1000, about="")
    names = [figure.name for figure in _speeds(sample, [_Round(2, 1)])]
    assert names
    assert not any("peer" in name for name in names)


def test_torch_is_imported_only_for_the_peer() -> None:
    code = "import sys, kg.benchmark.speed; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
