"""The command ``kg benchmark``: what the package costs on this machine."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kg.cli.options import cores_option


@click.command("benchmark")
@click.argument("inputs", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--articles",
    default=200,
    show_default=True,
    type=click.IntRange(min=1),
    help="Articles to measure on; fewer are repeated.",
)
@click.option(
    "--peer-seconds",
    default=30.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="How long the PyTorch peer runs; 0 leaves it out.",
)
@cores_option
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--entities", is_flag=True, help="Instead, the cost of joining entities of made-up articles."
)
@click.option(
    "--most", default=100_000, show_default=True, help="With --entities: most articles to join."
)
def command(
    inputs: tuple[Path, ...],
    *,
    as_json: bool,
    entities: bool,
    most: int,
    **options: Any,  # noqa: ANN401  click checked them
) -> None:
    r"""Measure how fast kg is on INPUTS, or on the sample articles, and what it takes.

    Prints words a second end to end and of the network alone, the share of each stage, memory,
    start, size, and the same for a PyTorch classifier of the size of IndoBERT-base.

    \b
    Examples:
      kg benchmark
      kg benchmark news.jsonl --articles 500 --json
      kg benchmark --entities --most 10000
    """
    if entities:
        _entities(most)
    else:
        _speed(inputs, as_json=as_json, **options)


def _speed(inputs: Sequence[Path], *, articles: int, as_json: bool, **options: Any) -> None:  # noqa: ANN401  same
    from kg.benchmark.figures import make_sample  # noqa: PLC0415  slow to import
    from kg.benchmark.speed import measure  # noqa: PLC0415  same

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = make_sample(inputs, articles=articles, folder=folder)
        if not as_json:
            click.echo(sample.about)
        figures = []
        for figure in measure(sample, folder, **options):
            figures.append(figure)
            if not as_json:
                click.echo(figure)
    if as_json:
        record = {f"{figure.name} ({figure.unit})": figure.value for figure in figures}
        click.echo(json.dumps({"sample": sample.about, **record}))


def _entities(most: int) -> None:
    from kg.benchmark.entities import SIZES, entity_costs, slope  # noqa: PLC0415  --help is quick

    costs = []
    for cost in entity_costs([size for size in SIZES if size <= most]):
        costs.append(cost)
        click.echo(
            f"{cost.articles:8,} articles  {cost.chains:10,} chains  {cost.entities:9,} entities  "
            f"{cost.seconds:8.2f} s"
        )
    if len(costs) > 1:
        click.echo(f"slope in log-log: {slope(costs):.2f}")
