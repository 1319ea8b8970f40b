"""How many cores a run takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.machine import cores


@pytest.mark.parametrize(
    ("written", "most"), [("200000 100000", 2), ("50000 100000", 1), ("150000 100000", 2)]
)
def test_quota_of_a_container_is_a_limit(tmp_path: Path, written: str, most: int) -> None:
    (tmp_path / "cpu.max").write_text(f"{written}\n", encoding="ascii")
    unlimited = cores(tmp_path / "tiada")
    assert cores(tmp_path / "cpu.max") == min(unlimited, most)


def test_no_quota_is_no_limit(tmp_path: Path) -> None:
    (tmp_path / "cpu.max").write_text("max 100000\n", encoding="ascii")
    assert cores(tmp_path / "cpu.max") == cores(tmp_path / "tiada") >= 1
