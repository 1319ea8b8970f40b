"""Runs over many inputs, with a parser that needs no model: nothing is lost or harms another."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from builders import annotated, tagged

from kg import corpus, entities, stages
from kg.batches import Annotator
from kg.corpus import (
    Report,
    annotate,
    prepare_folder,
    read_annotations,
    update_results,
    user_entities,
    write_annotations,
    write_results,
)
from kg.entities import Merged, find_entities
from kg.errors import NoInput, NotAnOutput, UnwritableOutput
from kg.export import graphml
from kg.stages import annotate_here
from kg.types import Annotated, Article, Skipped

SAME = ("graph.html", "graph.graphml", "annotations.jsonl", "entities.jsonl")
QUOTE = "“Kami siap di Kota Melur,” kata Ratna Dewi kepada warga, Senin."


class StubParser:
    """Marks the name Ratna Dewi; fails on the articles it is told to fail on."""

    def __init__(self, *poison: str) -> None:
        self.poison = poison
        self.batches: list[int] = []

    def parse(self, articles: Sequence[Article]) -> list[Annotated]:
        """Annotate a batch, or fail if a poisoned article is in it."""
        self.batches.append(len(articles))
        for article in articles:
            if any(word in article.text for word in self.poison):
                raise MemoryError("terlalu besar")
        return [
            replace(tagged(a.text.replace("Ratna Dewi", "[PER Ratna Dewi]")), article=a)
            for a in articles
        ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "berita"
    place.mkdir()
    for number in range(6):
        text = f"Berita nomor {number} dari Melur. {QUOTE}"
        (place / f"{number}.txt").write_text(text, encoding="utf-8")
    return place


def _annotator(parser: StubParser) -> Annotator:
    return partial(annotate_here, parser=parser)  # type: ignore[arg-type]


def _run(
    inputs: list[Path], parser: StubParser | None = None
) -> tuple[list[Annotated], Report, list[int]]:
    report, steps = Report(), []
    found = annotate(
        inputs,
        annotator=_annotator(parser or StubParser()),
        report=report,
        progress=steps.append,
    )
    return list(found), report, steps


def test_articles_are_annotated_in_input_order(folder: Path) -> None:
    documents, report, steps = _run([folder])
    assert [doc.text.split(".")[0] for doc in documents] == [
        f"Berita nomor {number} dari Melur" for number in range(6)
    ]
    assert all(doc.quotations and doc.quotations[0].speaker for doc in documents)
    assert (report.articles, report.skipped, sum(steps)) == (6, [], 6)


def test_small_articles_share_a_batch(folder: Path) -> None:
    parser = StubParser()
    _run([folder], parser)
    assert parser.batches == [6]


def test_article_that_fails_in_the_parser_harms_no_other(folder: Path) -> None:
    documents, report, steps = _run([folder], StubParser("nomor 2"))
    assert len(documents) == 5
    [skipped] = report.skipped
    assert skipped.reason == "stage_error:parse"
    assert skipped.source.endswith("2.txt")
    assert skipped.fact == "MemoryError: terlalu besar"
    assert sum(steps) == 6


def test_results_of_the_others_are_the_same_as_without_it(folder: Path) -> None:
    with_it, _, _ = _run([folder], StubParser("nomor 2"))
    (folder / "2.txt").unlink()
    without, _, _ = _run([folder])
    assert with_it == without


def test_article_that_fails_in_a_later_stage_harms_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(doc: Annotated) -> Annotated:
        if "nomor 3" in doc.text:
            raise RecursionError("terlalu dalam")
        return doc

    monkeypatch.setattr(stages, "STAGES", (*stages.STAGES, fail))
    documents, report, _ = _run([folder])
    assert len(documents) == 5
    assert [(item.reason, item.fact) for item in report.skipped] == [
        ("stage_error:quotes", "RecursionError: terlalu dalam")
    ]


def test_article_that_fails_in_cleaning_harms_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaned = corpus.clean.clean

    def fail(document: object) -> Article:
        if "nomor 4" in document.text:  # type: ignore[attr-defined]
            raise ValueError("rusak")
        return cleaned(document)  # type: ignore[arg-type]

    monkeypatch.setattr(corpus.clean, "clean", fail)
    documents, report, steps = _run([folder])
    assert len(documents) == 5
    assert [item.reason for item in report.skipped] == ["stage_error:clean"]
    assert sum(steps) == 6


def test_interruption_is_no_failed_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Annotated) -> Annotated:
        raise KeyboardInterrupt

    monkeypatch.setattr(stages, "STAGES", (interrupt,))
    with pytest.raises(KeyboardInterrupt):
        _run([folder])


def test_every_input_ends_in_one_state(folder: Path) -> None:
    (folder / "kosong.txt").write_bytes(b"")
    (folder / "biner.txt").write_bytes(bytes(2000))
    (folder / "salinan.txt").write_bytes((folder / "0.txt").read_bytes())
    inputs = len(list(folder.iterdir()))
    documents, report, steps = _run([folder], StubParser("nomor 5"))
    assert len(documents) + len(report.skipped) == inputs == sum(steps) == 9
    assert sorted(item.reason for item in report.skipped) == [
        "binary",
        "duplicate",
        "empty",
        "stage_error:parse",
    ]


def test_names_of_results_are_those_of_their_modules() -> None:
    assert (corpus.ENTITIES, corpus.GRAPH) == (entities.FILENAME, graphml.FILENAME)


def test_standard_input_is_an_article() -> None:
    report = Report()
    stdin = io.BytesIO(QUOTE.encode())
    [doc] = annotate(["-"], annotator=_annotator(StubParser()), report=report, stdin=stdin)
    assert doc.text == QUOTE


def test_missing_input_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="tiada"):
        _run([tmp_path / "tiada"])


def test_report_counts_what_was_found() -> None:
    report = Report()
    report.add(annotated("“<q>Kami siap</q>,” <cue>kata</cue> <src><per>Ratna</per></src>."))
    report.add(annotated("<q>Air surut</q>, <cue>kata</cue> <src>warga</src>.", kind="indirect"))
    report.skipped.append(Skipped("b.txt", "empty", "no text"))
    record = report.to_record()
    assert record["articles"] == 2
    assert record["skipped"] == [{"source": "b.txt", "reason": "empty", "fact": "no text"}]
    assert record["reasons"] == {"empty": 1}
    assert record["found"] == {
        "mentions": 1,
        "quotations.direct": 1,
        "quotations.indirect": 1,
        "quotations.speaker_known": 1,
        "quotations.speaker_unknown": 1,
        "sentences": 2,
    }


def test_annotations_are_one_line_an_article_and_linked(folder: Path, tmp_path: Path) -> None:
    documents, _, _ = _run([folder])
    entities = find_entities(documents)
    write_annotations(documents, tmp_path / "out.jsonl", entities=entities)
    records = [
        json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().decode().splitlines()
    ]
    assert [record["id"] for record in records] == [doc.article.id for doc in documents]
    assert {record["entities"][0]["entity"] for record in records} == {entities[0].id}


def test_fault_in_the_last_article_leaves_no_annotations(folder: Path, tmp_path: Path) -> None:
    documents, _, _ = _run([folder])
    broken = replace(documents[-1].quotations[0], score=float("nan"))
    documents[-1] = replace(documents[-1], quotations=(broken,))
    with pytest.raises(ValueError, match="JSON"):
        write_annotations(documents, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_results_are_five_files_and_the_same_every_time(folder: Path, tmp_path: Path) -> None:
    written = []
    for name in ("satu", "dua"):
        documents, report, _ = _run([folder])
        (tmp_path / name).mkdir()
        write_results(documents, tmp_path / name, report=report)
        written.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert set(written[0]) == {*SAME, "report.json"}
    for name in SAME:
        assert written[0][name] == written[1][name]


def _results(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in SAME}


def test_update_gives_what_one_run_over_everything_gives(folder: Path, tmp_path: Path) -> None:
    documents, report, _ = _run([folder])
    for name in ("sekali", "bertahap"):
        (tmp_path / name).mkdir()
    write_results(documents, tmp_path / "sekali", report=report)
    write_results(documents[:4], tmp_path / "bertahap", report=Report())
    update_results(documents[3:], tmp_path / "bertahap", report=Report())
    assert _results(tmp_path / "bertahap") == _results(tmp_path / "sekali")


def test_update_without_articles_changes_nothing(folder: Path, tmp_path: Path) -> None:
    documents, report, _ = _run([folder])
    write_results(documents, tmp_path, report=report)
    before = _results(tmp_path)
    update_results([], tmp_path, report=Report())
    assert _results(tmp_path) == before


def test_update_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAnOutput, match="kg build"):
        update_results([], tmp_path, report=Report())


def test_annotations_of_something_else_are_refused(tmp_path: Path) -> None:
    (tmp_path / "annotations.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(NotAnOutput, match="not annotations"):
        read_annotations(tmp_path / "annotations.jsonl")


def test_report_names_entities_that_turned_out_to_be_one(folder: Path, tmp_path: Path) -> None:
    documents, _, _ = _run([folder])
    write_results(documents[:1], tmp_path, report=Report())
    report = Report(merged=(Merged("per:1", "per:2"),))
    assert report.to_record()["merged"] == [{"kept": "per:1", "gone": "per:2"}]


def test_users_file_lies_in_the_folder_unless_another_is_named(tmp_path: Path) -> None:
    rows = "rule,kind,name,other,parent\nsame,PER,Ratna Dewi,Bu Guru,\n"
    (tmp_path / "entities.csv").write_text(rows, encoding="utf-8")
    other = tmp_path / "lain.csv"
    other.write_text(rows.replace("Ratna Dewi", "Ratna Sari"), encoding="utf-8")
    assert [e.name for e in user_entities(tmp_path).same] == ["Ratna Dewi"]
    assert [e.name for e in user_entities(tmp_path, other).same] == ["Ratna Sari"]
    assert user_entities(tmp_path / "tiada").same == ()


def test_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    prepare_folder(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_folder_with_results_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "graph.html").write_text("lama", encoding="utf-8")
    prepare_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


@pytest.mark.parametrize("below", ["", "a", "a/b"])
def test_folder_that_cannot_be_made_is_refused_by_name(tmp_path: Path, below: str) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    out = tmp_path / "berkas" / below
    with pytest.raises(UnwritableOutput, match="cannot write here") as caught:
        prepare_folder(out)
    assert str(caught.value).startswith(str(out))
    assert "choose another place with -o" in str(caught.value)
