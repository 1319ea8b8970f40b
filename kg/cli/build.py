"""The command ``kg build``: articles to annotations, graph and page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.exits import NOTHING_DONE, SOME_FAILED
from kg.cli.options import cores_option, device_option, output_option

if TYPE_CHECKING:
    from kg.corpus import Report

_NO_FAULT = frozenset({"duplicate", "unsupported"})


@click.command("build")
@click.argument("inputs", nargs=-1, required=True)
@output_option("output", folder=True, help="Folder for the results.")
@cores_option
@device_option
@click.option("--update", is_flag=True, help="Add INPUTS to what OUTPUT holds; ids stay.")
@click.option(
    "--entities",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own names and pairs to keep apart (CSV).  [default: OUTPUT/entities.csv if there]",
)
def command(
    inputs: tuple[str, ...],
    *,
    output: Path,
    cores: int,
    device: str,
    update: bool,
    entities: Path | None,
) -> None:
    r"""Build the knowledge graph of INPUTS: files, folders, or - for standard input.

    Reads text as scraped (.txt), pages (.html), and tables (.jsonl, .csv) with a column "text".
    Writes graph.html, graph.graphml, annotations.jsonl, entities.jsonl and report.json.

    \b
    Examples:
      kg build articles/ -o output/
      kg build news.jsonl page.html -o output/
      kg build today.jsonl -o output/ --update
      cat article.txt | kg build - -o output/
    """
    from kg import corpus, readers  # noqa: PLC0415  slow to import, and --help must not wait
    from kg.cli.device import annotator_on  # noqa: PLC0415  same
    from kg.progress import progress_bar  # noqa: PLC0415  same

    corpus.prepare_folder(output)
    user = corpus.user_entities(output, entities)
    annotator = annotator_on(device, cores=cores)
    report = corpus.Report()
    with progress_bar(readers.estimate(inputs)) as progress:
        documents = list(
            corpus.annotate(
                inputs,
                annotator=annotator,
                report=report,
                stdin=sys.stdin.buffer,
                progress=progress,
            )
        )
    write = corpus.update_results if update else corpus.write_results
    write(documents, output, report=report, user=user)
    summarise(report)
    for name in (corpus.PAGE, corpus.GRAPH, corpus.ANNOTATIONS, corpus.ENTITIES, corpus.REPORT):
        click.echo(f"  {output / name}")
    sys.exit(exit_code(report))


def summarise(report: Report) -> None:
    """Print what was found and what was skipped, each skipped input on a line of its own."""
    found = report.counts
    kinds = {"persons": "PER", "organizations": "ORG", "places": "LOC", "events": "EVT"}
    entities = [f"{found.get(f'entities.{kind}', 0)} {name}" for name, kind in kinds.items()]
    spoken = sum(found.get(f"quotations.{kind}", 0) for kind in ("direct", "indirect", "mixed"))
    known = found.get("quotations.speaker_known", 0)
    click.echo(f"{report.articles} articles: {spoken} quotations ({known} with a named speaker)")
    if any(name.startswith("entities.") for name in found):
        click.echo(", ".join(entities))
    for merged in report.merged:
        click.echo(f"now one: {merged.gone} is {merged.kept}")
    for item in report.skipped:
        click.echo(f"skipped ({item.reason}): {item.source}: {item.fact}", err=True)


def exit_code(report: Report) -> int:
    """Return 0 if every input went well, 1 if some did, 3 if none did.

    A copy of an article, or a file of another kind found in a folder, is no fault.
    """
    if not report.articles:
        return NOTHING_DONE
    faults = [item for item in report.skipped if item.reason not in _NO_FAULT]
    return SOME_FAILED if faults else 0
