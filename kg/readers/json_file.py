"""JSON files: one article, or a list of them. Read whole, so large corpora belong in JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import UnreadableInput
from kg.readers.decode import decode
from kg.readers.records import json_value, record_document
from kg.readers.registry import reader
from kg.readers.sources import Source
from kg.types import RawDocument, Skipped

_LIMIT_FACTOR = 50  # articles of the largest size that one file may hold


def _looks_like_list(head: bytes) -> bool:
    start = b"".join(head.removeprefix(b"\xef\xbb\xbf").split())
    return start.startswith(b'[{"')


@reader("json", suffixes=(".json",), sniff=_looks_like_list)
def read_json(source: Source, max_bytes: int) -> Iterator[RawDocument | Skipped]:
    """Yield one document per object; ``name:3`` is the third of a list."""
    data = source.read(limit=max_bytes * _LIMIT_FACTOR)
    value = json_value(decode(data, source=source.name).text, where=source.name)
    for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
        try:
            yield _document(record, source.name, number, max_bytes)
        except UnreadableInput as e:
            yield Skipped(e.source, e.reason, e.fact)


def _document(record: object, name: str, number: int, max_bytes: int) -> RawDocument:
    if not isinstance(record, dict):
        fact = "not a JSON object"
        raise UnreadableInput(f"{name}:{number}", reason="bad_record", fact=fact)
    return record_document(record, name=name, line=number, max_bytes=max_bytes)
