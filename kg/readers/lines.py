"""Lines of a large file, one at a time, each bounded and decoded by itself."""

from __future__ import annotations

import io
from collections.abc import Iterator

from kg.errors import UnreadableInput
from kg.readers.decode import decode
from kg.types import Skipped

_SPELLED_OUT = 8  # a character may take this many bytes of JSON, and annotations come on top


def numbered_lines(
    file: io.BufferedReader, *, name: str, max_bytes: int
) -> Iterator[tuple[int, str | Skipped]]:
    """Yield (line number, text with its line end), or what is wrong with the line.

    A line that is too long is passed over without being held in memory.
    """
    limit = max_bytes * _SPELLED_OUT
    number = 0
    while data := file.readline(limit + 1):
        number += 1
        if len(data) > limit:
            _pass_over(file, data, limit)
            fact = f"a line of more than {limit:,} bytes"
            yield number, Skipped(f"{name}:{number}", "too_large", fact)
        elif data.isspace():
            yield number, "\n"
        else:
            yield number, _decoded(data, f"{name}:{number}")


def _decoded(data: bytes, where: str) -> str | Skipped:
    try:
        return decode(data, source=where).text
    except UnreadableInput as e:
        return Skipped(e.source, e.reason, e.fact)


def _pass_over(file: io.BufferedReader, data: bytes, limit: int) -> None:
    while data and not data.endswith(b"\n"):
        data = file.readline(limit)
