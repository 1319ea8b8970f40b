"""``kg entities``: list, explain, merge and split what a built folder holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import tagged
from click.testing import CliRunner, Result

from kg import corpus
from kg.cli.entities import command
from kg.coref import resolve
from kg.entities import read_entities
from kg.errors import KgError, UnknownEntity
from kg.query import load


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Return a folder with the results of four short articles."""
    marked = (
        "[PER Ratna Dewi] dari [ORG Dinas Air Melur] ([ORG DAM]) tiba.",
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna Dewi Santika]] di [LOC Melur].",
        "[PER Ny. Ratna] dan [PER Budi Santika] di [ORG DAM].",
        "[PER Ratna Dewi] pulang.",
    )
    documents = [resolve(tagged(text, article=f"a{n}")) for n, text in enumerate(marked, start=1)]
    corpus.write_results(documents, tmp_path, report=corpus.Report())
    return tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def _names(folder: Path) -> set[str]:
    return {entity.name for entity in read_entities(folder / "entities.jsonl")}


def test_list_begins_with_what_is_in_most_articles(built: Path) -> None:
    lines = _run("list", str(built)).output.splitlines()
    assert lines[0].startswith("    3  per:")
    assert "Ratna Dewi" in lines[0]
    assert len(lines) == len(read_entities(built / "entities.jsonl"))


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--kind", "ORG"], ["Dinas Air Melur"]),
        (["--named", "santika"], ["Ratna Dewi", "Budi Santika"]),
        (["--articles", "3"], ["Ratna Dewi"]),
        (["--below", "0.9"], ["Ratna Dewi"]),
    ],
)
def test_list_is_filtered(built: Path, options: list[str], names: list[str]) -> None:
    lines = _run("list", str(built), *options).output.splitlines()
    assert len(lines) == len(names)
    assert all(name in line for name, line in zip(names, lines, strict=True))


def test_explain_names_rules_articles_and_counts(built: Path) -> None:
    done = _run("explain", str(built), "Ratna Dewi")
    assert done.exit_code == 0
    assert "0.85 fuller name: Ratna Dewi = Ratna Dewi Santika  (a1, a4, a2)" in done.output
    assert "in 3 articles, confidence 0.85" in done.output
    assert "     2 × Ratna Dewi\n" in done.output


def test_explain_knows_acronyms(built: Path) -> None:
    done = _run("explain", str(built), "DAM")
    assert "Dinas Air Melur (ORG org:" in done.output


def test_unknown_name_is_an_error(built: Path) -> None:
    done = _run("explain", str(built), "Harun Salim")
    assert isinstance(done.exception, UnknownEntity)


def test_folder_without_results_is_an_error(tmp_path: Path) -> None:
    assert isinstance(_run("list", str(tmp_path)).exception, KgError)


def test_merge_writes_the_file_and_puts_the_results_right(built: Path) -> None:
    before = {e.name: e.id for e in read_entities(built / "entities.jsonl")}
    done = _run("merge", str(built), "Ratna Dewi Santika", "Ny. Ratna")
    assert done.exit_code == 0, done.output
    rows = (built / "entities.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "rule,kind,name,other,parent"
    assert "Ny. Ratna" in rows[1]
    assert "Ny. Ratna" not in _names(built)
    kept = load(built).find("Ny. Ratna")
    old = {identity for name, identity in before.items() if "Ratna" in name}
    assert kept.id == min(old)
    assert f"now one: {max(old)} is {min(old)}" in done.output


def test_split_keeps_two_forms_apart_for_good(built: Path) -> None:
    done = _run("split", str(built), "Ratna Dewi", "Ratna Dewi Santika")
    assert done.exit_code == 0, done.output
    assert {"Ratna Dewi", "Ratna Dewi Santika"} <= _names(built)
    corpus.update_results(
        [resolve(tagged("[PER Ratna Dewi Santika] tiba.", article="a5"))],
        built,
        report=corpus.Report(),
        user=corpus.user_entities(built),
    )
    assert {"Ratna Dewi", "Ratna Dewi Santika"} <= _names(built)


def test_split_of_what_was_merged_contradicts_and_changes_nothing(built: Path) -> None:
    _run("merge", str(built), "Ratna Dewi", "Ny. Ratna")
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    done = _run("split", str(built), "Ratna Dewi Santika", "Ny. Ratna")
    assert isinstance(done.exception, KgError)
    assert {path.name: path.read_bytes() for path in built.iterdir()} == before


def test_file_of_the_user_may_lie_elsewhere(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "punya-kami.csv"
    done = _run("merge", str(built), "Ratna Dewi", "Ny. Ratna", "--file", str(path))
    assert done.exit_code == 0, done.output
    assert "Ny. Ratna" in path.read_text(encoding="utf-8")
