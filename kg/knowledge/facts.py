"""The knowledge files, read: what exists, how it is called, what it is part of, who held what.

In: the tables of ``kg/data/knowledge``. Out: facts and offices. Each table says in its header
where it is from; `Fact.source` names the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.knowledge.forms import slug
from kg.types import EntityKind
from kg.wordlists import word_table

_NONE = "-"
_SEPARATOR = " | "
_PROVINCE, _REGENCY = len("51"), len("51.03")
_ADMINISTRATIVE = "Administrasi "
_INDONESIA = "place:indonesia"
LISTED = "listed company"
DISTRICT = "district"
SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that everybody knows to exist.

    ``id`` is stable ("place:51.03" by its official code, "org:bank-indonesia" by its name),
    ``parent`` the id of what a place lies in or an organization belongs to, ``source`` the
    table it stands in, ``category`` what it is ("province", "ministry", "festival"); of a person,
    whether the name is "own" or "shared" with many people.

    Examples
    --------
    >>> Fact("org:bank-indonesia", "ORG", "Bank Indonesia", ("BI",), None, "organizations").name
    'Bank Indonesia'
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    parent: str | None
    source: str
    category: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and every alias."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held; ``person`` is the id of a `Fact`.

    ``organization`` is a name as the tables have it, ``start`` and ``end`` are ISO dates, months
    or years, ``end`` is None where the term was running when the table was written.
    """

    person: str
    office: str
    organization: str | None
    start: str | None
    end: str | None


def read_facts() -> Iterator[Fact]:
    """Yield every fact of the tables, in the order of the tables."""
    yield from _regions()
    for name, category, parent, aliases in word_table("knowledge/places", columns=4):
        yield _fact("place", "LOC", name, category, aliases, parent=parent, source="places")
    for name, category, parent, aliases in word_table("knowledge/organizations", columns=4):
        yield _fact("org", "ORG", name, category, aliases, parent=parent, source="organizations")
    for _, name, aliases in word_table("knowledge/companies", columns=3):
        yield _fact("org", "ORG", name, LISTED, aliases, source="companies")
    for name, whose, aliases in word_table("knowledge/people", columns=3):
        yield _fact("person", "PER", name, whose, aliases, source="people")
    for name, category, aliases in word_table("knowledge/events", columns=3):
        yield _fact("event", "EVT", name, category, aliases, source="events")


def read_offices() -> Iterator[Office]:
    """Yield every office of the tables, in the order of the table."""
    for person, office, organization, start, end in word_table("knowledge/offices", columns=5):
        yield Office(
            person=f"person:{slug(person)}",
            office=office,
            organization=_optional(organization),
            start=_optional(start),
            end=_optional(end),
        )


def read_office_names() -> Iterator[tuple[str, str]]:
    """Yield the short name of each office and what it stands for: "Menkeu"."""
    for name, aliases in word_table("knowledge/office_names", columns=2):
        for alias in _list(aliases):
            yield alias, name


def _regions() -> Iterator[Fact]:
    """Yield provinces, regencies, cities and districts with their parents, by their codes."""
    rows = word_table("knowledge/regions", columns=2)
    table = word_table("knowledge/region_names", columns=3)
    usual = {code: (name, _list(aliases)) for code, name, aliases in table}
    larger = [(code, *_bare(code, name)) for code, name in rows if len(code) <= _REGENCY]
    bare = Counter(short for _, _, short in larger)
    parts = {code: (category, short) for code, category, short in larger}
    for code, official in rows:
        category, short = parts.get(code, (DISTRICT, official))
        # Where a city shares its name with a regency or province, only the full one is its name.
        name = official if bare[short] > 1 and len(code) == _REGENCY else short
        chosen, more = usual.get(code, (_NONE, ()))
        name = name if chosen == _NONE else chosen
        yield Fact(
            id=f"place:{code}",
            kind="LOC",
            name=name,
            aliases=_others(name, (short, official, *more)),
            parent=f"place:{code[:-3]}" if len(code) > _PROVINCE else _INDONESIA,
            source="regions",
            category=category,
        )


def _bare(code: str, official: str) -> tuple[str, str]:
    """Return what a region is, and its name without the word that says so."""
    if len(code) == _PROVINCE:
        return "province", official
    first, _, rest = official.partition(" ")
    return ("city" if first == "Kota" else "regency"), rest.removeprefix(_ADMINISTRATIVE)


def _others(name: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form for form in dict.fromkeys(forms) if form != name)


def _fact(
    prefix: str,
    kind: EntityKind,
    name: str,
    category: str,
    aliases: str,
    *,
    source: str,
    parent: str = _NONE,
) -> Fact:
    return Fact(
        id=f"{prefix}:{slug(name)}",
        kind=kind,
        name=name,
        aliases=_list(aliases),
        parent=None if parent == _NONE else f"{prefix}:{_code_or_slug(parent)}",
        source=source,
        category=category,
    )


def _code_or_slug(parent: str) -> str:
    return parent if parent[0].isdigit() else slug(parent)


def _list(joined: str) -> tuple[str, ...]:
    return () if joined == _NONE else tuple(joined.split(_SEPARATOR))


def _optional(field: str) -> str | None:
    return None if field == _NONE else field
