"""Plain text files: one article each, as scraped.

The text is taken as it is; its title, date and byline are found by `kg.clean`. A web page saved
under the name of a text file is read as a web page, so that no script becomes text.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.readers.decode import decode
from kg.readers.html import looks_like_html, page_document
from kg.readers.names import file_id
from kg.readers.registry import reader
from kg.readers.sources import Source
from kg.types import RawDocument, Skipped


@reader("text", suffixes=(".txt", ".text"))
def read_text(source: Source, max_bytes: int) -> Iterator[RawDocument | Skipped]:
    """Yield the one document of a text file."""
    data = source.read(limit=max_bytes)
    if looks_like_html(data):
        yield page_document(data, source=source)
        return
    decoded = decode(data, source=source.name)
    yield RawDocument(
        id=file_id(source, decoded.text),
        text=decoded.text,
        source=source.name,
        warnings=decoded.warnings,
    )
