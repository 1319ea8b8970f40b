"""Article ids: the input's own, or made from the file name, the same in every run.

Two documents of a run never share an id, and a text that was read before is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.files import digest
from kg.readers.sources import Source
from kg.types import RawDocument, Skipped

_SAFE_STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_BLANKS = re.compile(r"\s+")


def file_id(source: Source, text: str) -> str:
    """Return the id of the document in a file: its stem, if that is safe to use as a name."""
    stem = source.path.stem if source.path else "stdin"
    if source.path and _SAFE_STEM.fullmatch(stem):
        return stem
    slug = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-")[:40] or "article"
    return f"{slug}-{digest(text, length=8)}"


def distinct(found: Iterable[RawDocument | Skipped]) -> Iterator[RawDocument | Skipped]:
    """Give each document an id of its own; report a text that was already read.

    The second document of an id gets part of its content's hash added, so ids depend on the
    inputs and their order alone.
    """
    source_of: dict[str, str] = {}
    ids: set[str] = set()
    for item in found:
        if isinstance(item, Skipped):
            yield item
            continue
        key = digest(_BLANKS.sub(" ", item.text).strip(), length=32)
        if key in source_of:
            fact = f"the same text as {source_of[key]}"
            yield Skipped(item.source, "duplicate", fact)
            continue
        source_of[key] = item.source
        own = item.id if item.id not in ids else f"{item.id}-{key[:8]}"
        ids.add(own)
        yield item if own == item.id else replace(item, id=own)
