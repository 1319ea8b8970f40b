"""The table of quotations: one row each, no formula, nothing lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from builders import annotated, entities_of, news

from kg.export.csv import COLUMNS, guarded, unguarded, write_csv
from kg.graph import build_graph

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    ";=1",
    "＝1",
    " =1",
    "'quoted",
    "＋1",
    "－1",
]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_for_each_quotation(tmp_path: Path) -> None:
    write_csv(build_graph(news(), entities_of(news())), tmp_path / "q.csv")
    rows = rows_of(tmp_path / "q.csv")
    assert [row["text"] for row in rows] == [
        "Cabang Bank Semesta itu jauh",
        "Cabang di Kota Melur dibuka Senin",
        "modal cukup",
        "Bank Semesta perlu … dan Ratna tahu itu.",
    ]
    assert rows[0]["speaker_text"] == "seorang warga"
    assert rows[3]["about"] == "Bank Semesta | Ratna Dewi"
    assert tuple(rows[0]) == COLUMNS


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_guarded_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert str(cell).startswith("'")
    assert unguarded(str(cell)) == text


@pytest.mark.parametrize("text", ["Ratna", "a=b", "", "“-1”"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


def test_a_formula_in_an_article_is_guarded_in_the_file(tmp_path: Path) -> None:
    doc = annotated("“<q>=1+1, “ya” \n lalu</q>,” kata orang.", title='=HYPERLINK("x")')
    write_csv(build_graph([doc], []), tmp_path / "q.csv")
    [row] = rows_of(tmp_path / "q.csv")
    assert row["text"] == "'=1+1, “ya” lalu"
    assert row["title"].startswith("'=")
