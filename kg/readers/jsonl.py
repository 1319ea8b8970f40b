"""JSON Lines: one article a line, read line by line however large the file is."""

from __future__ import annotations

import io
from collections.abc import Iterator

from kg.errors import UnreadableInput
from kg.readers.lines import numbered_lines
from kg.readers.records import json_object, record_document
from kg.readers.registry import reader
from kg.readers.sources import Source
from kg.types import RawDocument, Skipped


def _looks_like_json(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"')


@reader("jsonl", suffixes=(".jsonl", ".ndjson"), sniff=_looks_like_json)
def read_jsonl(source: Source, max_bytes: int) -> Iterator[RawDocument | Skipped]:
    """Yield one document per line; a bad line is reported with its number."""
    with source.open() as file:
        yield from _documents(file, source.name, max_bytes)


def _documents(
    file: io.BufferedReader, name: str, max_bytes: int
) -> Iterator[RawDocument | Skipped]:
    for number, line in numbered_lines(file, name=name, max_bytes=max_bytes):
        if isinstance(line, Skipped):
            yield line
        elif line.strip():
            try:
                record = json_object(line, where=f"{name}:{number}")
                yield record_document(record, name=name, line=number, max_bytes=max_bytes)
            except UnreadableInput as e:
                yield Skipped(e.source, e.reason, e.fact)
