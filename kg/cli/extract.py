"""The command ``kg extract``: articles to annotations, without the graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.build import exit_code, summarise
from kg.cli.options import cores_option, device_option, output_option


@click.command("extract")
@click.argument("inputs", nargs=-1, required=True)
@output_option("annotations.jsonl", folder=False, help="JSON Lines file to write.")
@cores_option
@device_option
def command(inputs: tuple[str, ...], *, output: Path, cores: int, device: str) -> None:
    r"""Extract entities, quotations and roles from INPUTS, one JSON object an article.

    \b
    Examples:
      kg extract article.txt -o annotations.jsonl
      kg extract archive/ news.jsonl -o annotations.jsonl
      cat article.txt | kg extract - -o annotations.jsonl
    """
    from kg import corpus, readers  # noqa: PLC0415  slow to import, and --help must not wait
    from kg.cli.device import annotator_on  # noqa: PLC0415  same
    from kg.progress import progress_bar  # noqa: PLC0415  same

    corpus.prepare_folder(output.parent)
    annotator = annotator_on(device, cores=cores)
    report = corpus.Report()
    with progress_bar(readers.estimate(inputs)) as progress:
        documents = corpus.annotate(
            inputs, annotator=annotator, report=report, stdin=sys.stdin.buffer, progress=progress
        )
        corpus.write_annotations(documents, output)
    summarise(report)
    click.echo(f"  {output}")
    sys.exit(exit_code(report))
