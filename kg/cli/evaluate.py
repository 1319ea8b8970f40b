"""The command ``kg evaluate``: score the package, or any system, against annotated articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.evaluation.scores import Figure


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--system",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Annotations to score; without it the articles of GOLD are extracted now.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--calibration", is_flag=True, help="Compare confidences with what is right.")
@click.option("--errors", is_flag=True, help="List the quotations that are wrong.")
def command(
    gold: Path, *, system: Path | None, as_json: bool, calibration: bool, errors: bool
) -> None:
    r"""Score annotations against GOLD, annotated articles as JSON Lines.

    Prints precision, recall, F1 and a 95 % interval (bootstrap over articles), in per cent.

    \b
    Examples:
      kg evaluate gold.jsonl
      kg evaluate gold.jsonl --system annotations.jsonl --errors
    """
    from kg.evaluation.bootstrap import intervals  # noqa: PLC0415  --help must not wait
    from kg.evaluation.errors import quotation_errors  # noqa: PLC0415  same
    from kg.evaluation.scores import figures, score, value  # noqa: PLC0415  same

    truth = _read(gold)
    found = _read(system) if system else _extract(gold)
    counts = score(truth, found)
    bounds = intervals(counts)
    if as_json:
        rounded = {name: round(value(figure), 2) for name, figure in figures(counts).items()}
        click.echo(json.dumps(rounded))
    else:
        for name, figure in figures(counts).items():
            click.echo(f"{name:20}{_row(figure)}   [{bounds[name][0]:.1f}, {bounds[name][1]:.1f}]")
    for line in _calibration(truth, found) if calibration else ():
        click.echo(line)
    for line in quotation_errors(truth, found) if errors else ():
        click.echo(line)


def _calibration(gold: list[dict[str, Any]], system: list[dict[str, Any]]) -> Iterator[str]:
    from kg.evaluation.calibration import bins, expected_error  # noqa: PLC0415  --help must not wait

    found = bins(gold, system)
    for item in found:
        share = f"confidence {item.confidence:.3f}  right {item.right:.3f}"
        yield f"confidence {item.low:.2f}-{item.high:.2f}  {share}  {item.count} quotations"
    yield f"expected calibration error {expected_error(found):.3f}"


def _row(figure: Figure | float) -> str:
    if isinstance(figure, float):
        return f"{figure:6.2f}{'':39}"
    sizes = f"{figure.right:.0f} of {figure.gold} gold, {figure.system} found"
    parts = f"P {figure.precision:6.2f}  R {figure.recall:6.2f}  F {figure.f1:6.2f}"
    return f"{parts}   {sizes}"


def _read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _extract(gold: Path) -> list[dict[str, Any]]:
    from kg import corpus  # noqa: PLC0415  torch is slow to import and --help must not wait
    from kg.annotations import to_record  # noqa: PLC0415  same
    from kg.parse import Parser  # noqa: PLC0415  same

    report = corpus.Report()
    documents = corpus.annotate([gold], parser=Parser(), report=report)
    records = [to_record(doc) for doc in documents]
    for item in report.skipped:
        print(f"skipped ({item.reason}): {item.source}: {item.fact}", file=sys.stderr)
    return records
