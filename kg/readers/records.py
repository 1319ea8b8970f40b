"""Records of corpus files (JSON Lines, tables) to documents.

A record needs a text; a name in English or Indonesian is known for each field. What a record
says about itself is taken over as it is; only its date becomes ISO 8601.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from kg.dates import to_iso
from kg.errors import UnreadableInput
from kg.files import digest
from kg.readers.decode import clean_characters, is_blank
from kg.types import RawDocument

TEXT_FIELDS = ("text", "teks", "isi", "content", "body", "artikel")
_FIELDS = {
    "id": ("id", "article_id", "_id"),
    "title": ("title", "judul", "headline"),
    "outlet": ("outlet", "media", "publisher", "penerbit"),
    "published": ("published", "date", "tanggal", "published_at", "pubdate"),
    "byline": ("byline", "author", "penulis", "reporter", "wartawan"),
    "url": ("url", "link", "tautan"),
}
_LONGEST_ID = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


def record_document(
    record: Mapping[str, object], *, name: str, line: int, max_bytes: int
) -> RawDocument:
    """Return the document of one record, found on ``line`` of the file ``name``.

    Raises
    ------
    UnreadableInput
        With reason ``bad_record``, ``empty`` or ``too_large``.
    """
    where = f"{name}:{line}"
    text = _text(record, where)
    if len(text) > max_bytes:
        fact = f"its text is larger than the limit of {max_bytes:,} for one article"
        raise UnreadableInput(where, reason="too_large", fact=fact)
    found = {field: _value(record, names, where) for field, names in _FIELDS.items()}
    published = to_iso(found["published"]) if found["published"] else None
    unread_date = found["published"] and not published
    return RawDocument(
        id=(found["id"] or digest(text, length=12))[:_LONGEST_ID],
        text=text,
        source=where,
        title=found["title"],
        outlet=found["outlet"],
        published=published,
        byline=found["byline"],
        url=found["url"],
        warnings=("unknown_date",) if unread_date else (),
    )


def json_value(text: str, *, where: str) -> object:
    """Return what a JSON text holds.

    Raises
    ------
    UnreadableInput
        With reason ``bad_record``: no JSON, nested without end, or a key that occurs twice.
    """
    try:
        return json.loads(text, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as e:
        raise UnreadableInput(where, reason="bad_record", fact=f"not JSON ({e})") from e


def json_object(text: str, *, where: str) -> dict[str, object]:
    """Return the object that a JSON text holds, or raise like `json_value`."""
    value = json_value(text, where=where)
    if not isinstance(value, dict):
        raise UnreadableInput(where, reason="bad_record", fact="not a JSON object")
    return value


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that gives a key twice: which one is meant cannot be known."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _text(record: Mapping[str, object], where: str) -> str:
    value = next((record[name] for name in TEXT_FIELDS if name in record), None)
    if value is None or not isinstance(value, str):
        fact = f"no text: one of the fields {', '.join(TEXT_FIELDS)} must hold it"
        raise UnreadableInput(where, reason="bad_record", fact=fact)
    text = clean_characters(_without_surrogates(value, where))
    if is_blank(text):
        raise UnreadableInput(where, reason="empty", fact="its text is empty")
    return text


def _value(record: Mapping[str, object], names: tuple[str, ...], where: str) -> str | None:
    """Return the first field that holds something, on one line; numbers become text."""
    for name in names:
        value = record.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            text = clean_characters(_without_surrogates(str(value), where))
            if text.strip():
                return " ".join(text.split())
    return None


def _without_surrogates(text: str, where: str) -> str:
    """Refuse what no output can hold: JSON can spell half a character."""
    if _SURROGATE.search(text):
        raise UnreadableInput(where, reason="bad_record", fact="it holds half of a character")
    return text
