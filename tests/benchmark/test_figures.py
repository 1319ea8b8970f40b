"""The articles of a benchmark, and how its figures read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.benchmark.figures import Figure, make_sample


@pytest.mark.parametrize(
    ("figure", "met", "line"),
    [
        (Figure("weights", 39.2, "MB", ("<=", 60)), True, "target <= 60: met"),
        (Figure("peer", 3.5, "x", (">=", 10)), False, "target >= 10: missed"),
        (Figure("model load", 1.25, "s"), None, "1.25 s"),
    ],
)
def test_figure_says_whether_its_target_is_met(
    figure: Figure, *, met: bool | None, line: str
) -> None:
    assert figure.met is met
    assert str(figure).startswith(figure.name)
    assert str(figure).endswith(line)


def test_articles_are_repeated_without_copies(tmp_path: Path) -> None:
    for number in range(2):
        text = f"Hujan nomor {number} turun di Melur."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    sample = make_sample(
        [tmp_path / "0.txt", tmp_path / "1.txt"], articles=5, folder=tmp_path / "x"
    )
    records = [json.loads(line) for line in sample.path.read_text(encoding="utf-8").splitlines()]
    assert len({record["text"] for record in records}) == len(records) == sample.articles == 5
    assert sample.words == sum(len(record["text"].split()) for record in records)
    assert "repeated 2.5 times" in sample.about


def test_samples_of_the_package_are_the_default(tmp_path: Path) -> None:
    sample = make_sample([], articles=3, folder=tmp_path)
    assert "the package's samples" in sample.about
    assert sample.words > 300
