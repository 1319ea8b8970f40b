"""The command ``kg evaluate``: score the package, or any system, against annotated articles."""

from __future__ import annotations

import json
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import device_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.corpus import Report
    from kg.evaluation.scores import Figure
    from kg.types import Annotated


@click.command("evaluate")
@click.argument(
    "gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--system",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Annotations to score; without it the articles of GOLD are extracted now.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--calibration", is_flag=True, help="Compare confidences with what is right.")
@click.option("--errors", is_flag=True, help="List what is wrong.")
@click.option(
    "--across",
    is_flag=True,
    help="Score the entities across all articles instead (B³); --system adds its own mentions.",
)
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --across: names of annotations that are one (tests/gold/same_names.tsv).",
)
@click.option(
    "--by-construction",
    "constructions",
    is_flag=True,
    help="Count quotations by construction, and speakers by the form of their source.",
)
@click.option(
    "--ablation", is_flag=True, help="Compare with rules alone, the tagger alone and baselines."
)
@click.option(
    "--tagger-alone",
    is_flag=True,
    help="Score the names as the tagger finds them, before any rule, and nothing else.",
)
@click.option("--tsv", is_flag=True, help="GOLD are tagged sentences: token, tab, BIO tag.")
@click.option(
    "--convention",
    help="With --tsv: the corpus whose rules to tag by; by default what a file's name begins "
    "with, if it is known, else the project's own.",
)
@device_option
def command(
    gold: tuple[Path, ...],
    *,
    tsv: bool,
    tagger_alone: bool,
    convention: str | None,
    as_json: bool,
    **options: Any,  # noqa: ANN401  click checked them
) -> None:
    r"""Score annotations against GOLD, annotated articles as JSON Lines.

    Prints precision, recall, F1 and a 95 % interval (bootstrap over articles), in per cent.

    \b
    Examples:
      kg evaluate gold.jsonl
      kg evaluate gold.jsonl --system annotations.jsonl --errors
      kg evaluate gold.jsonl --ablation --by-construction
      kg evaluate gold.jsonl --tagger-alone
      kg evaluate --tsv idner-dev.tsv nergrit-dev.tsv
      kg evaluate --across gold.jsonl more.jsonl --system annotations.jsonl
    """
    if tagger_alone:
        _score_names(gold, as_json=as_json, tsv=tsv, **options)
    elif tsv:
        _score_files(gold, convention, options["device"], as_json=as_json)
    else:
        _score_articles(gold, as_json=as_json, **options)


def _score_articles(
    gold: Sequence[Path],
    *,
    system: Path | None,
    device: str,
    as_json: bool,
    calibration: bool,
    errors: bool,
    constructions: bool,
    ablation: bool,
    across: bool,
    names: Path | None,
) -> None:
    from kg.evaluation import bcubed  # noqa: PLC0415  --help must not wait
    from kg.evaluation.bootstrap import intervals  # noqa: PLC0415  same
    from kg.evaluation.breakdown import by_construction  # noqa: PLC0415  same
    from kg.evaluation.errors import entity_errors, quotation_errors  # noqa: PLC0415  same
    from kg.evaluation.scores import figures, score  # noqa: PLC0415  same

    if ablation and system:
        raise click.UsageError("--ablation extracts in its own ways; leave --system out")
    truth = [record for path in gold for record in _read(path)]
    if ablation or constructions:
        said = _compare(truth, gold, device) if ablation else _found(gold, system, device)
        for line in chain(
            by_construction(truth, said) if constructions else (),
            quotation_errors(truth, said) if errors else (),
        ):
            click.echo(line)
        return
    if across:
        found = _read(system) if system else None
        one_name = bcubed.read_names(names) if names else None
        counts = bcubed.across(truth, found, one_name=one_name)
        measured: Mapping[str, Figure | float] = bcubed.across_figures(counts)
        bounds = intervals(counts, add_up=bcubed.across_figures)
        wrong: Iterable[str] = entity_errors(truth, one_name=one_name) if errors else ()
    else:
        found = _found(gold, system, device)
        counts = score(truth, found)
        measured, bounds = figures(counts), intervals(counts)
        wrong = chain(
            _calibration(truth, found) if calibration else (),
            quotation_errors(truth, found) if errors else (),
        )
    _print(measured, bounds, as_json=as_json)
    for line in wrong:
        click.echo(line)


def _score_names(gold: Sequence[Path], *, device: str, as_json: bool, **others: Any) -> None:  # noqa: ANN401  as above
    from kg.annotations import to_record  # noqa: PLC0415  --help must not wait
    from kg.evaluation.bootstrap import intervals  # noqa: PLC0415  same
    from kg.evaluation.scores import figures, score  # noqa: PLC0415  same
    from kg.evaluation.variants import names_as_tagged  # noqa: PLC0415  same

    if any(others.values()):
        raise click.UsageError("--tagger-alone scores names; it goes with --json and --device only")
    truth = [record for path in gold for record in _read(path)]
    found = [to_record(names_as_tagged(doc)) for doc in _parse(gold, device)]
    counts = score(truth, found)
    measured = {name: f for name, f in figures(counts).items() if name.startswith("mention.")}
    _print(measured, intervals(counts), as_json=as_json)


def _score_files(
    files: Sequence[Path], convention: str | None, device: str, *, as_json: bool
) -> None:
    for path in files:
        if not as_json:
            click.echo(path.name)
        _score_sentences(path, convention, device, as_json=as_json)


def _score_sentences(path: Path, convention: str | None, device: str, *, as_json: bool) -> None:
    from kg.cli.device import network_on  # noqa: PLC0415  --help must not wait
    from kg.evaluation.bootstrap import intervals  # noqa: PLC0415  same
    from kg.evaluation.spans import count_spans, span_figures  # noqa: PLC0415  same
    from kg.tagger.labels import CONVENTIONS  # noqa: PLC0415  same
    from kg.tagger.session import Tagger  # noqa: PLC0415  same
    from kg.training.corpora import Corpus, read  # noqa: PLC0415  same

    if convention is None:
        name = path.name.partition("-")[0]
        convention = name if name in CONVENTIONS else ""
    passages = read(Corpus(path))
    texts = [passage.text for passage in passages]
    ends = [[len(text)] for text in texts]
    tagged = Tagger(network=network_on(device)).tag(texts, ends, convention=convention)
    found = [[(seen.span, seen.label) for seen in spans] for spans in tagged]
    counts = count_spans([passage.spans["entity"] for passage in passages], found)
    _print(span_figures(counts), intervals(counts, add_up=span_figures), as_json=as_json)


def _found(gold: Sequence[Path], system: Path | None, device: str) -> list[dict[str, Any]]:
    return _read(system) if system else _extract(gold, device)


def _compare(
    truth: list[dict[str, Any]], gold: Sequence[Path], device: str
) -> list[dict[str, Any]]:
    """Print the ablation table, and return what the whole package found."""
    from kg.annotations import to_record  # noqa: PLC0415  --help must not wait
    from kg.evaluation.ablation import compare, table  # noqa: PLC0415  same
    from kg.evaluation.variants import full  # noqa: PLC0415  same

    documents = _parse(gold, device)
    for line in (*table(compare(truth, documents)), ""):
        click.echo(line)
    return [to_record(full(doc)) for doc in documents]


def _calibration(gold: list[dict[str, Any]], system: list[dict[str, Any]]) -> Iterator[str]:
    from kg.evaluation.calibration import bins, expected_error  # noqa: PLC0415  --help must not wait

    found = bins(gold, system)
    for item in found:
        share = f"confidence {item.confidence:.3f}  right {item.right:.3f}"
        yield f"confidence {item.low:.2f}-{item.high:.2f}  {share}  {item.count} quotations"
    yield f"expected calibration error {expected_error(found):.3f}"


def _print(
    measured: Mapping[str, Figure | float],
    bounds: Mapping[str, tuple[float, float]],
    *,
    as_json: bool,
) -> None:
    from kg.evaluation.scores import value  # noqa: PLC0415  --help must not wait

    if as_json:
        click.echo(json.dumps({name: round(value(f), 2) for name, f in measured.items()}))
        return
    for name, figure in measured.items():
        click.echo(f"{name:20}{_row(figure)}   [{bounds[name][0]:.1f}, {bounds[name][1]:.1f}]")


def _row(figure: Figure | float) -> str:
    if isinstance(figure, float):
        return f"{figure:6.2f}{'':39}"
    sizes = f"{figure.right:.0f} of {figure.gold} gold, {figure.system} found"
    parts = f"P {figure.precision:6.2f}  R {figure.recall:6.2f}  F {figure.f1:6.2f}"
    return f"{parts}   {sizes}"


def _read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _extract(gold: Sequence[Path], device: str) -> list[dict[str, Any]]:
    from kg import corpus  # noqa: PLC0415  slow to import, and --help must not wait
    from kg.annotations import to_record  # noqa: PLC0415  same
    from kg.cli.device import annotator_on  # noqa: PLC0415  same

    report = corpus.Report()
    documents = corpus.annotate(gold, annotator=annotator_on(device), report=report)
    records = [to_record(doc) for doc in documents]
    _complain(report)
    return records


def _parse(gold: Sequence[Path], device: str) -> list[Annotated]:
    from kg import corpus  # noqa: PLC0415  slow to import, and --help must not wait
    from kg.cli.device import network_on  # noqa: PLC0415  same
    from kg.parse import Parser  # noqa: PLC0415  same

    report = corpus.Report()
    documents = list(corpus.parse(gold, parser=Parser(network=network_on(device)), report=report))
    _complain(report)
    return documents


def _complain(report: Report) -> None:
    for item in report.skipped:
        print(f"skipped ({item.reason}): {item.source}: {item.fact}", file=sys.stderr)
