"""What the user puts right: names found among entities, and rows for the user's file.

In: entities, and names as the user types them. Out: rows in the format of
`kg.knowledge.read_user_entities`. A row that contradicts the file is refused before anything
is written.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.errors import AmbiguousName, BadOption, UnknownEntity
from kg.files import write_text
from kg.knowledge import form_key, read_user_entities
from kg.types import Entity, EntityKind

_HEADER = ("rule", "kind", "name", "other", "parent")
_MOST_NEAR = 5


def find_entity(entities: Sequence[Entity], name: str, *, kind: EntityKind | None = None) -> Entity:
    """Return the entity with this id (a former one too), name or alias.

    Raises
    ------
    UnknownEntity
        If there is none.
    AmbiguousName
        If several share it.
    """
    wanted = form_key(name)
    chosen = [entity for entity in entities if kind in (None, entity.kind)]
    for found in (
        [entity for entity in chosen if name == entity.id or name in entity.former],
        [entity for entity in chosen if form_key(entity.name) == wanted],
        [entity for entity in chosen if wanted in map(form_key, entity.aliases)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousName(name, candidates=[f"{e.name} ({e.id})" for e in found])
    near = sorted({entity.name for entity in chosen if wanted in form_key(entity.name)})
    raise UnknownEntity(name, near=near[:_MOST_NEAR])


def same_rows(one: Entity, other: Entity) -> list[tuple[str, ...]]:
    """Return the rows that make two entities one, called as the first is.

    Examples
    --------
    >>> ani, ny = (Entity(f"per:{n}", "PER", n, (), ()) for n in ("Ani Sari", "Ny. Ani"))
    >>> same_rows(ani, ny)
    [('same', 'PER', 'Ani Sari', 'Ny. Ani', '')]
    """
    if one.kind != other.kind:
        raise BadOption("OTHER", other.name, expected=f"an entity of kind {one.kind}")
    names = dict.fromkeys((one.name, other.name))
    full = [form for form in other.aliases if len(form.split()) > 1]
    return [("same", one.kind, one.name, form, "") for form in (*list(names)[1:], *full)]


def different_rows(entity: Entity, name: str, other: str) -> list[tuple[str, ...]]:
    """Return the row that keeps two forms, or two entities, apart.

    Examples
    --------
    >>> budi = Entity("per:1", "PER", "Budi Santosa", ("Budi Santoso",), ())
    >>> different_rows(budi, "Budi Santosa", "Budi Santoso")
    [('different', 'PER', 'Budi Santosa', 'Budi Santoso', '')]
    """
    if form_key(name) == form_key(other):
        raise BadOption("OTHER", other, expected=f"another name than {name!r}")
    return [("different", entity.kind, name, other, "")]


def add_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Add rows to the user's file, all of them or none; it is made if it is not there.

    Raises
    ------
    BadEntitiesFile
        If the rows contradict the file.
    """
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(_HEADER)
    lines = text.splitlines()
    header = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    added = [_line(row, header) for row in rows]
    text = "\n".join([*lines, *(line for line in added if line not in lines), ""])
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        write_text(trial, text)
        read_user_entities(trial)
    write_text(path, text)


def _line(row: Sequence[str], header: str) -> str:
    """Write a row with the columns and the separator of the file's header."""
    separator = ";" if header.count(";") > header.count(",") else ","
    columns = [name.strip().casefold() for name in header.split(separator)]
    out = io.StringIO()
    values = dict(zip(_HEADER, row, strict=True))
    writer = csv.writer(out, delimiter=separator, lineterminator="")
    writer.writerow([values.get(column, "") for column in columns])
    return out.getvalue()
