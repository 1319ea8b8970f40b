"""Entities as a file: one JSON object an entity, one a line, sorted by id.

It is what `kg build` writes beside the graph, what `kg entities` reads, and what keeps the ids
of entities when articles are added later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import NotAnOutput
from kg.files import atomic_write
from kg.types import Entity, Evidence

FILENAME = "entities.jsonl"


def write_entities(entities: Iterable[Entity], path: Path) -> None:
    """Write entities to ``path``, all of them or nothing."""
    with atomic_write(path) as out:
        for entity in entities:
            line = json.dumps(_record(entity), ensure_ascii=False, allow_nan=False)
            out.write(line.encode("utf-8") + b"\n")


def read_entities(path: Path) -> tuple[Entity, ...]:
    """Read what `write_entities` wrote.

    Raises
    ------
    NotAnOutput
        If there is no such file, or it is not one that this package wrote.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> ratna = Entity("per-1", "PER", "Ratna Dewi", ("Ratna",), (("a", "e1"),))
    >>> with TemporaryDirectory() as folder:
    ...     write_entities([ratna], Path(folder) / FILENAME)
    ...     read_entities(Path(folder) / FILENAME) == (ratna,)
    True
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return tuple(_entities(lines))
    except FileNotFoundError as error:
        raise NotAnOutput(path.parent, fact=f"no {path.name} here") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotAnOutput(path, fact="not a list of entities that kg wrote") from error


def _entities(lines: Iterable[str]) -> Iterator[Entity]:
    for line in lines:
        if line.strip():
            yield _entity(json.loads(line))


def _record(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "forms": dict(entity.forms),
        "confidence": entity.confidence,
        "evidence": [
            {
                "rule": item.rule,
                "names": list(item.names),
                "articles": list(item.articles),
                "confidence": item.confidence,
            }
            for item in entity.evidence
        ],
        "former": list(entity.former),
        "chains": [list(place) for place in entity.chains],
    }


def _entity(record: dict[str, Any]) -> Entity:
    return Entity(
        id=record["id"],
        kind=record["kind"],
        name=record["name"],
        aliases=tuple(record["aliases"]),
        chains=tuple((article, chain) for article, chain in record["chains"]),
        forms=tuple(record["forms"].items()),
        confidence=record["confidence"],
        evidence=tuple(_evidence(item) for item in record["evidence"]),
        former=tuple(record["former"]),
    )


def _evidence(record: dict[str, Any]) -> Evidence:
    one, other = record["names"]
    return Evidence(record["rule"], (one, other), tuple(record["articles"]), record["confidence"])
