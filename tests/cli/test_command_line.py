"""The command line: quick help with examples, errors without tracebacks, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import click
import pytest
from builders import entities_of, news
from click.testing import CliRunner, Result

from kg import cli, corpus
from kg.cli import exits
from kg.cli.build import exit_code, summarise
from kg.corpus import Report
from kg.errors import KgError, ModelMissing, NoDevice
from kg.export import get_exporter
from kg.graph import build_graph
from kg.types import Annotated, Article, EntityKind, LabelledSpan, Mention, Skipped, Span

ROOT = Path(__file__).resolve().parents[2]

cli._register()
COMMANDS = sorted(cli.cli.commands)


def _kg(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``kg`` as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
    )


def _main(*arguments: str) -> Result:
    """Run the command line in this process, its errors turned into exit codes."""

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def run(arguments: tuple[str, ...]) -> None:
        sys.argv = ["kg", *arguments]
        cli.main()

    return CliRunner().invoke(run, arguments)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Return an output folder with a graph."""
    documents = news()
    graph = build_graph(documents, entities_of(documents))
    get_exporter("graphml").write(graph, tmp_path / corpus.GRAPH)
    return tmp_path


def test_commands_are_found_by_themselves() -> None:
    assert {"build", "extract", "models", "quotes"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_shows_examples(name: str) -> None:
    done = CliRunner().invoke(cli.cli, [name, "--help"])
    assert done.exit_code == 0
    assert "Examples:" in done.output
    assert f"kg {name}" in done.output.split("Examples:")[1]
    assert "\\b" not in done.output
    assert "\n  Examples:\n" in done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_explains_every_option(name: str) -> None:
    options = [p for p in cli.cli.commands[name].params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_help_lists_the_commands() -> None:
    done = CliRunner().invoke(cli.cli, ["-h"])
    assert done.exit_code == 0
    assert all(f"\n  {name}" in done.output for name in COMMANDS)
    assert "Examples:" in done.output


_IMPORTED = """
import sys
sys.argv = ["kg", {0}, "--help"]
try:
    import kg.cli
    kg.cli.main()
finally:
    heavy = {{"torch", "stanza", "networkx", "onnxruntime", "pyvis", "trafilatura", "tokenizers"}}
    print(*sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_imports_nothing_heavy(name: str) -> None:
    code = _IMPORTED.format(f"*{[name] if name else []}")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stderr.strip() == ""
    assert done.stdout.startswith("Usage:")


def test_package_runs_as_a_module() -> None:
    done = _kg("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("kg, version ") or ", version " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["terbang"], "No such command 'terbang'"),
        (["build"], "Missing argument 'INPUTS...'"),
        (["quotes", "--kind", "lisan"], "'lisan' is not one of"),
        (["build", "--terbang"], "No such option"),
        (["extract", "a.txt", "--cores", "dua"], "'dua' is not a valid integer"),
        (["extract", "a.txt", "--cores", "-1"], "-1 is not in the range"),
        (["build", "a.txt", "--device", "tpu"], "'tpu' is not one of"),
        (["benchmark", "--articles", "0"], "0 is not in the range"),
        (["evaluate", __file__, "--tagger-alone", "--errors"], "--tagger-alone scores names"),
    ],
)
def test_wrong_usage_is_named(arguments: list[str], message: str) -> None:
    done = _main(*arguments)
    assert done.exit_code == exits.WRONG_USAGE == 2
    assert message in done.output
    assert "Traceback" not in done.output


def test_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    done = _main("quotes", str(tmp_path))
    assert done.exit_code == 2
    assert done.output.startswith(f"Error: {tmp_path}")
    assert "kg build" in done.output
    assert "Traceback" not in done.output


def test_unwritable_output_is_named_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")
    done = _main("build", "tiada.txt", "-o", str(tmp_path / "berkas" / "hasil"))
    assert done.exit_code == 2
    assert "cannot write here" in done.output


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (ModelMissing(Path("bobot.onnx")), 2, "Error: bobot.onnx: this model file is missing"),
        (KgError("pesan"), 2, "Error: pesan"),
        (KeyboardInterrupt(), 130, "Stopped."),
        (click.Abort(), 130, "Stopped."),
    ],
)
def test_fault_in_a_command_becomes_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, message: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(corpus, "prepare_folder", fail)
    done = _main("build", "a.txt")
    assert done.exit_code == code
    assert message in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("articles", "reasons", "code"),
    [
        (3, [], 0),
        (3, ["duplicate", "unsupported"], 0),
        (3, ["empty"], exits.SOME_FAILED),
        (1, ["duplicate", "stage_error:parse"], exits.SOME_FAILED),
        (0, ["empty"], exits.NOTHING_DONE),
        (0, [], exits.NOTHING_DONE),
    ],
)
def test_exit_code_says_how_the_run_went(articles: int, reasons: list[str], code: int) -> None:
    report = Report(articles=articles, skipped=[Skipped("a", reason, "") for reason in reasons])
    assert exit_code(report) == code


def test_summary_counts_and_names_what_was_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(skipped=[Skipped("b.txt", "empty", "no text")])
    for doc in news():
        report.add(doc)
    report.counts["entities.PER"] = 3
    summarise(report)
    out, err = capsys.readouterr()
    assert out == (
        "4 articles: 4 quotations (3 with a named speaker)\n"
        "3 persons, 0 organizations, 0 places, 0 events\n"
    )
    assert err == "skipped (empty): b.txt: no text\n"


class StubParser:
    """Finds nothing, without a model."""

    def __init__(self, *, threads: int = 0, network: object = None) -> None:
        self.threads = threads
        self.network = network

    def parse(self, articles: list[object]) -> list[Annotated]:
        """Return the articles without annotations."""
        return [Annotated(article) for article in articles]  # type: ignore[arg-type]


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a parser without models in the place of the real one."""
    module = type(sys)("kg.parse")
    module.Parser = StubParser  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kg.parse", module)


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(("good", "bad", "code"), [(2, 0, 0), (2, 1, 1), (0, 1, 3)])
def test_build_ends_with_the_code_of_its_report(
    tmp_path: Path, good: int, bad: int, code: int
) -> None:
    (tmp_path / "berita").mkdir()
    for number in range(good):
        text = f"Hujan nomor {number} turun di Melur sejak Senin pagi, kata warga setempat."
        (tmp_path / "berita" / f"{number}.txt").write_text(text, encoding="utf-8")
    for number in range(bad):
        (tmp_path / "berita" / f"rusak{number}.txt").write_bytes(b"")
    done = _main("build", str(tmp_path / "berita"), "-o", str(tmp_path / "hasil"))
    assert done.exit_code == code
    assert (tmp_path / "hasil" / "report.json").is_file()
    assert ("skipped (empty)" in done.output) is bool(bad)


@pytest.mark.usefixtures("stub")
def test_extract_writes_one_line_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hujan turun di Melur sejak Senin.", encoding="utf-8")
    done = _main("extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out.jsonl"))
    assert done.exit_code == 0
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.usefixtures("stub")
def test_gpu_that_is_not_there_is_named_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: str) -> None:
        raise NoDevice("cuda", fact="PyTorch finds no GPU here that it can use")

    monkeypatch.setattr("kg.cli.device.network_on", none)
    (tmp_path / "a.txt").write_text("Hujan turun di Melur sejak Senin.", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    done = _main("extract", str(tmp_path / "a.txt"), "-o", str(out), "--device", "cuda")
    assert done.exit_code == 2
    assert "--device cuda: PyTorch finds no GPU" in done.output
    assert not out.exists()


@pytest.mark.usefixtures("stub")
def test_names_are_scored_before_any_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(_: StubParser, articles: list[Article]) -> list[Annotated]:
        # Two mentions of one name with two kinds: a rule would make them agree.
        kinds: tuple[EntityKind, ...] = ("PER", "ORG")
        return [
            Annotated(
                article,
                mentions=tuple(
                    Mention(Span(*found.span()), kind)
                    for found, kind in zip(re.finditer("Ratna", article.text), kinds, strict=True)
                ),
            )
            for article in articles
        ]

    monkeypatch.setattr(StubParser, "parse", parse)
    path = tmp_path / "gold.jsonl"
    text = "Ratna tiba di Melur pagi ini. Warga menyambut Ratna dengan tari."
    ratna = {"id": "e1", "kind": "PER", "name": "Ratna", "mentions": [[0, 5], [46, 51]]}
    gold = {"id": "a", "text": text, "entities": [ratna], "quotations": [], "roles": []}
    path.write_text(json.dumps(gold), encoding="utf-8")
    done = _main("evaluate", str(path), "--tagger-alone")
    assert done.exit_code == 0
    names = [line.split()[0] for line in done.output.splitlines()]
    assert names == [f"mention.{kind}" for kind in ("PER", "ORG", "LOC", "EVT", "micro")]
    assert "1 of 2 gold, 1 found" in done.output.splitlines()[0]
    assert "1 of 2 gold, 2 found" in done.output.splitlines()[-1]
    as_json = _main("evaluate", str(path), "--tagger-alone", "--json")
    assert json.loads(as_json.output)["mention.micro"] == 50


class StubTagger:
    """Calls every capitalized word a person, and keeps the convention it was told."""

    told: ClassVar[list[str]] = []

    def __init__(self, *, network: object = None) -> None:
        self.network = network

    def tag(
        self, texts: list[str], ends: list[list[int]], *, convention: str
    ) -> list[list[LabelledSpan]]:
        """Find the words."""
        assert ends == [[len(text)] for text in texts]
        self.told.append(convention)
        return [
            [LabelledSpan(Span(*m.span()), "PER") for m in re.finditer("[A-Z][a-z]+", text)]
            for text in texts
        ]


@pytest.mark.parametrize(
    ("name", "options", "convention"),
    [
        ("idner-dev.tsv", [], "idner"),
        ("kalimat-dev.tsv", [], ""),
        ("idner-dev.tsv", ["--convention", ""], ""),
        ("kalimat.tsv", ["--convention", "nergrit"], "nergrit"),
    ],
)
def test_tagged_sentences_are_scored_by_their_convention(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    options: list[str],
    convention: str,
) -> None:
    module = type(sys)("kg.tagger.session")
    module.Tagger = StubTagger  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kg.tagger.session", module)
    rows = ["Ratna\tB-PER", "tiba\tO", ".\tO", "", "Di\tO", "Melur\tB-LOC"]
    (tmp_path / name).write_text("\n".join(rows), encoding="utf-8")
    done = _main("evaluate", "--tsv", str(tmp_path / name), *options)
    assert done.exit_code == 0
    assert StubTagger.told[-1] == convention
    lines = {line.split()[0]: line for line in done.output.splitlines()[1:]}
    assert "1 of 1 gold, 3 found" in lines["PER"]
    assert "0 of 1 gold, 0 found" in lines["LOC"]
    assert "1 of 2 gold, 3 found" in lines["micro"]


def test_quotes_are_listed_and_filtered(built: Path) -> None:
    every = CliRunner().invoke(cli.cli, ["quotes", str(built)])
    some = CliRunner().invoke(cli.cli, ["quotes", str(built), "--speaker", "Harun Salim"])
    assert len(every.output.splitlines()) == 4
    assert some.output.startswith("2018-11-02")
    assert "Harun Salim: Bank Semesta perlu" in some.output
    assert len(some.output.splitlines()) == 1


def test_unknown_speaker_is_named_with_similar_ones(built: Path) -> None:
    done = _main("quotes", str(built), "--speaker", "Harun Salom")
    assert done.exit_code == 2
    assert "Harun Salim" in done.output


def test_reader_that_stops_early_is_no_fault(built: Path) -> None:
    command = [sys.executable, "-m", "kg", "quotes", str(built)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode in {0, 141}


def test_output_is_utf8_whatever_the_locale(built: Path) -> None:
    done = _kg("quotes", built, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert done.stderr == ""
