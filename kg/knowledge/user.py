"""The user's own facts: one CSV file that says what is the same and what never is.

In: a table with the columns ``rule``, ``kind``, ``name``, ``other`` and, for places and
organizations, ``parent``. Out: names with their forms, and pairs that must stay apart. The
user's file always wins over the facts of the package and over what the articles suggest.

    rule,kind,name,other,parent
    same,PER,Ratna Kusumaningdyah,Bu Ratna,
    same,LOC,Pelabuhan Tanjung Karsa,Karsa,Jawa Tengah
    different,PER,Budi Santosa,Budi Santoso,
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import BadEntitiesFile
from kg.knowledge.forms import form_key
from kg.types import ENTITY_KINDS, EntityKind

SAME: Final = "same"
DIFFERENT: Final = "different"
RULES: Final = (SAME, DIFFERENT)
COLUMNS: Final = ("rule", "kind", "name", "other", "parent")
_NEEDED: Final = COLUMNS[:3]
_KINDS: Final[Mapping[str, EntityKind]] = {kind: kind for kind in ENTITY_KINDS}


@dataclass(frozen=True, slots=True)
class UserEntity:
    """Something the user names: ``forms`` are one thing, called ``name``."""

    kind: EntityKind
    name: str
    forms: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Two names, or two entity ids, that are never one thing."""

    kind: EntityKind
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class UserEntities:
    """What one file says; without a file there is nothing in it."""

    same: tuple[UserEntity, ...] = ()
    different: tuple[Apart, ...] = ()

    def find(self, form: str, kind: EntityKind) -> UserEntity | None:
        """Return what the user calls by a form; case, accents, blanks and hyphens do not count.

        Examples
        --------
        >>> mine = UserEntities((UserEntity("PER", "Ratna Kusumaningdyah", ("Bu Ratna",)),))
        >>> mine.find("bu ratna", "PER").name
        'Ratna Kusumaningdyah'
        """
        wanted = form_key(form)
        for entity in self.same:
            names = (entity.name, *entity.forms)
            if entity.kind == kind and wanted in map(form_key, names):
                return entity
        return None

    def apart(self, first: str, second: str, kind: EntityKind) -> bool:
        """Say whether the user keeps two names, or two ids, apart.

        Examples
        --------
        >>> mine = UserEntities(different=(Apart("PER", "Budi Santosa", "Budi Santoso"),))
        >>> mine.apart("Budi Santoso", "Budi Santosa", "PER")
        True
        """
        pair = {form_key(first), form_key(second)}
        return any(
            row.kind == kind and {form_key(row.first), form_key(row.second)} == pair
            for row in self.different
        )


def read_user_entities(path: Path) -> UserEntities:
    """Read the user's file.

    Parameters
    ----------
    path
        A CSV file in UTF-8 with a header row; commas or semicolons, as spreadsheets write it.
        Lines that begin with ``#`` and empty lines are left out.

    Raises
    ------
    BadEntitiesFile
        If it cannot be read, or a row is not what the format says, or two rows contradict
        each other; the message names the line and what to write instead.
    """
    same: dict[tuple[EntityKind, str], dict[str, None]] = defaultdict(dict)
    parents: dict[tuple[EntityKind, str], str] = {}
    owner: dict[tuple[EntityKind, str], str] = {}
    different: dict[Apart, int] = {}
    for line, row in _rows(path):
        rule, kind = _choice(path, line, row, "rule", RULES), _kind(path, line, row)
        name, other = row["name"], row["other"]
        if not name:
            raise BadEntitiesFile(path, line=line, fact="the column 'name' is empty")
        if rule == DIFFERENT:
            different[_apart(path, line, kind, name, other)] = line
            continue
        for form in (name, *([other] if other else [])):
            held = owner.setdefault((kind, form_key(form)), name)
            if held != name:
                fact = f"{form!r} is already the same as {held!r}; a form names one thing"
                raise BadEntitiesFile(path, line=line, fact=fact)
        same[(kind, name)].update({other: None} if other and other != name else {})
        if row["parent"]:
            parents[(kind, name)] = row["parent"]
    for pair, line in different.items():
        _check(path, line, pair, owner)
    return UserEntities(
        tuple(
            UserEntity(kind, name, tuple(forms), parents.get((kind, name)))
            for (kind, name), forms in sorted(same.items())
        ),
        tuple(sorted(different, key=lambda row: (row.kind, row.first, row.second))),
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fact = "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error.strerror)
        raise BadEntitiesFile(path, line=0, fact=fact) from error
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1)]
    lines = [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]
    header, *body = lines or [(1, "")]
    delimiter = ";" if header[1].count(";") > header[1].count(",") else ","
    names = [name.strip().casefold() for name in _cells(header[1], delimiter)]
    if missing := [name for name in _NEEDED if name not in names]:
        raise BadEntitiesFile(path, line=header[0], fact=f"no column {missing[0]!r}")
    for number, line in body:
        cells = [cell.strip() for cell in _cells(line, delimiter)]
        if len(cells) > len(names):
            fact = f"{len(cells)} cells, the header has {len(names)}"
            raise BadEntitiesFile(path, line=number, fact=fact)
        yield number, dict.fromkeys(COLUMNS, "") | dict(zip(names, cells, strict=False))


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(line), delimiter=delimiter), [])


def _choice(
    path: Path, line: int, row: dict[str, str], column: str, allowed: tuple[str, ...]
) -> str:
    if row[column] not in allowed:
        fact = f"{column} is {row[column]!r}, expected {' or '.join(allowed)}"
        raise BadEntitiesFile(path, line=line, fact=fact)
    return row[column]


def _kind(path: Path, line: int, row: dict[str, str]) -> EntityKind:
    return _KINDS[_choice(path, line, row, "kind", ENTITY_KINDS)]


def _apart(path: Path, line: int, kind: EntityKind, name: str, other: str) -> Apart:
    if not other:
        raise BadEntitiesFile(path, line=line, fact="'different' needs the column 'other'")
    return Apart(kind, *sorted((name, other)))


def _check(path: Path, line: int, pair: Apart, owner: Mapping[tuple[EntityKind, str], str]) -> None:
    """Refuse a pair that another row calls the same."""
    first = owner.get((pair.kind, form_key(pair.first)), pair.first)
    second = owner.get((pair.kind, form_key(pair.second)), pair.second)
    if form_key(first) == form_key(second):
        fact = f"{pair.first!r} and {pair.second!r} are the same in another row"
        raise BadEntitiesFile(path, line=line, fact=fact)
