"""The command ``kg entities``: who and what a built graph holds, why, and how to put it right."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.types import Entity, EntityKind

_FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
_KIND = click.option(
    "--kind", type=click.Choice(["PER", "ORG", "LOC", "EVT"]), help="Only this kind."
)
_FILE = click.option(
    "--file",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Your file of entities.  [default: FOLDER/entities.csv]",
)
_SHOWN = 5


@click.group("entities")
def command() -> None:
    r"""List, explain and correct the entities in a folder built by `kg build`.

    What you merge or split is written into a file of yours, which always wins over what the
    articles suggest, and the results in the folder are put right at once; ids stay.

    \b
    Examples:
      kg entities list output/ --kind PER --named Ratna
      kg entities explain output/ "Ratna Dewi"
      kg entities merge output/ "Ratna Dewi" "Ny. Ratna"
      kg entities split output/ "Budi Santosa" "Budi Santoso"
    """


@command.command("list")
@_FOLDER
@_KIND
@click.option("--named", help="Only those one of whose forms holds this text.")
@click.option("--articles", default=1, show_default=True, help="Only those in so many articles.")
@click.option("--below", type=float, help="Only those joined with less confidence than this.")
def list_entities(folder: Path, **filters: Any) -> None:  # noqa: ANN401  click checked them
    r"""List the entities in FOLDER, those in most articles first: articles, id, name, aliases.

    \b
    Examples:
      kg entities list output/ --articles 3
      kg entities list output/ --below 0.8
    """
    chosen = [entity for entity in _read(folder) if _passes(entity, **filters)]
    for entity in sorted(chosen, key=lambda e: (-_articles(e), e.name, e.id)):
        aliases = ", ".join(form for form, _ in entity.forms if form != entity.name)
        click.echo(f"{_articles(entity):5}  {entity.id}  {entity.name}  [{aliases}]")


@command.command("explain")
@_FOLDER
@click.argument("name")
@_KIND
def explain(folder: Path, name: str, *, kind: EntityKind | None) -> None:
    r"""Say why the names of one entity were taken to be one: rules, articles, confidence.

    \b
    Examples:
      kg entities explain output/ "Ratna Dewi"
      kg entities explain output/ per:0123456789
    """
    entity = _find(_read(folder), name, kind)
    click.echo(f"{entity.name} ({entity.kind} {entity.id})")
    if entity.former:
        click.echo(f"formerly {', '.join(entity.former)}")
    click.echo(f"in {_articles(entity)} articles, confidence {entity.confidence:.2f}")
    for form, count in entity.forms:
        click.echo(f"{count:6} × {form}")
    for item in entity.evidence:
        one, other = item.names
        names = one if one == other else f"{one} = {other}"
        where = ", ".join(item.articles[:_SHOWN])
        click.echo(f"  {item.confidence:.2f} {item.rule}: {names}  ({where})")


@command.command("merge")
@_FOLDER
@click.argument("name")
@click.argument("other")
@_KIND
@_FILE
def merge(
    folder: Path, name: str, other: str, *, kind: EntityKind | None, path: Path | None
) -> None:
    r"""Make two entities one, called NAME; all forms of OTHER are its aliases from now on.

    \b
    Examples:
      kg entities merge output/ "Ratna Dewi" "Ny. Ratna"
    """
    from kg.entities.corrections import same_rows  # noqa: PLC0415  --help must not wait

    entities = _read(folder)
    one = _find(entities, name, kind)
    _correct(folder, path, same_rows(one, _find(entities, other, kind or one.kind)))


@command.command("split")
@_FOLDER
@click.argument("name")
@click.argument("other")
@_KIND
@_FILE
def split(
    folder: Path, name: str, other: str, *, kind: EntityKind | None, path: Path | None
) -> None:
    r"""Keep two forms of one entity, or two entities, apart from now on.

    \b
    Examples:
      kg entities split output/ "Budi Santosa" "Budi Santoso"
    """
    from kg.entities.corrections import different_rows  # noqa: PLC0415  --help must not wait

    one = _find(_read(folder), name, kind)
    _correct(folder, path, different_rows(one, name, other))


def _correct(folder: Path, path: Path | None, rows: Sequence[Sequence[str]]) -> None:
    """Add rows to the user's file and put the results right; a contradiction changes nothing."""
    from kg import corpus  # noqa: PLC0415  networkx is slow to import
    from kg.entities.corrections import add_rows  # noqa: PLC0415  same

    path = path or folder / corpus.USER_ENTITIES
    add_rows(path, rows)
    report = corpus.Report()
    corpus.update_results([], folder, report=report, user=corpus.user_entities(folder, path))
    for row in rows:
        click.echo(",".join(row))
    for merged in report.merged:
        click.echo(f"now one: {merged.gone} is {merged.kept}")
    click.echo(f"written to {path}; the results in {folder} are put right", file=sys.stderr)


def _read(folder: Path) -> tuple[Entity, ...]:
    from kg.entities import FILENAME, read_entities  # noqa: PLC0415  networkx is slow to import

    return read_entities(folder / FILENAME)


def _find(entities: Sequence[Entity], name: str, kind: EntityKind | None) -> Entity:
    from kg.entities.corrections import find_entity  # noqa: PLC0415  networkx is slow to import

    return find_entity(entities, name, kind=kind)


def _articles(entity: Entity) -> int:
    return len({article for article, _ in entity.chains})


def _passes(
    entity: Entity, *, kind: str | None, named: str | None, articles: int, below: float | None
) -> bool:
    forms = (entity.name, *entity.aliases)
    return (
        (kind is None or entity.kind == kind)
        and (named is None or any(named.casefold() in form.casefold() for form in forms))
        and _articles(entity) >= articles
        and (below is None or entity.confidence < below)
    )
