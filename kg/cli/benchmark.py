"""The command ``kg benchmark``: what the package costs on this machine."""

from __future__ import annotations

import click


@click.command("benchmark")
@click.option("--entities", is_flag=True, help="Cost of joining entities across made-up articles.")
@click.option(
    "--most", default=100_000, show_default=True, help="With --entities: most articles to join."
)
def command(*, entities: bool, most: int) -> None:
    r"""Measure what the package costs on this machine.

    \b
    Examples:
      kg benchmark --entities
      kg benchmark --entities --most 10000
    """
    if entities:
        _entities(most)


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
