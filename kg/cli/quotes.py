"""The command ``kg quotes``: ask a built graph who said what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command("quotes")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--speaker", help="Who spoke: a name or alias.")
@click.option("--about", help="What was spoken about: a name or alias.")
@click.option("--since", help="First day, ISO.")
@click.option("--until", help="Day after the last, ISO.")
@click.option("--outlet", help="Only this outlet.")
@click.option("--kind", type=click.Choice(["direct", "indirect", "mixed"]), help="Only this kind.")
def command(folder: Path, **filters: Any) -> None:  # noqa: ANN401  click checked them
    r"""List the quotations in FOLDER (built by `kg build`), filtered.

    \b
    Examples:
      kg quotes output/
      kg quotes output/ --speaker "Ratna Kusumaningdyah"
      kg quotes output/ --about "Baruntala" --since 2024-01-01
    """
    from kg.query import load  # noqa: PLC0415  networkx is slow to import

    for quotation in load(folder).quotes(**filters):
        who = quotation.speaker or quotation.speaker_text or "?"
        click.echo(f"{quotation.published or '----------'}  {who}: {quotation.text}")
