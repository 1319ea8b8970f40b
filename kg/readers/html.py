"""Web pages as served: the article's text, without the page around it.

In: the bytes of a page. Out: one document with a paragraph a line, and what the page's metadata
says. An outlet's own rules (`kg.readers.outlets`) name the element that holds its articles;
for every other page, and when an outlet has changed its layout, trafilatura finds it. Nothing
is fetched, no script runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kg.errors import UnreadableInput
from kg.readers import page
from kg.readers.decode import clean_characters, decode, is_blank
from kg.readers.names import file_id
from kg.readers.outlets import Outlet, outlet_for_host, outlet_for_name
from kg.readers.registry import reader
from kg.readers.sources import Source
from kg.types import RawDocument, Skipped

_HTML_HEAD = re.compile(
    rb"\s{0,200}(?:<!--|<!doctype\s{1,9}html|<html|<head|<\?xml)", re.IGNORECASE
)
_HTML_TAG = re.compile(rb"<(?:html|head|body|script|meta|div)[\s>]", re.IGNORECASE)
_SNIFFED = 4096
_SHORTEST_ARTICLE = 200  # characters; a selector that finds less has missed
_PAGE_LIMIT_FACTOR = 5  # a page is mostly not the article


def looks_like_html(data: bytes) -> bool:
    """Say whether the bytes begin like a web page.

    Examples
    --------
    >>> looks_like_html(b"<!DOCTYPE html><html>")
    True
    >>> looks_like_html("JAKARTA - Harga < 5 persen".encode())
    False
    """
    head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    return bool(_HTML_HEAD.match(head)) and bool(_HTML_TAG.search(head))


@reader("html", suffixes=(".html", ".htm", ".xhtml"), sniff=looks_like_html)
def read_html(source: Source, max_bytes: int) -> Iterator[RawDocument | Skipped]:
    """Yield the one document of a page."""
    yield page_document(source.read(limit=max_bytes * _PAGE_LIMIT_FACTOR), source=source)


def page_document(data: bytes, *, source: Source) -> RawDocument:
    """Return the article of a page.

    Raises
    ------
    UnreadableInput
        When the page cannot be decoded or has no article in it.
    """
    decoded = decode(data, source=source.name)
    found = page.parse(decoded.text)
    if found is None:
        raise UnreadableInput(source.name, reason="empty", fact="no web page could be read in it")
    address = page.url(found)
    host = (urlsplit(address or "").hostname or "").removeprefix("www.")
    outlet = outlet_for_host(host) or outlet_for_name(page.site_name(found))
    text = clean_characters(_outlet_text(found, outlet) or page.main_text(found))
    if is_blank(text):
        raise UnreadableInput(source.name, reason="empty", fact="the page has no article text")
    return RawDocument(
        id=file_id(source, text),
        text=text,
        source=source.name,
        title=page.title(found, (*outlet.printed, *outlet.aliases) if outlet else ()),
        outlet=outlet.name if outlet else host or None,
        published=page.published(found, outlet.date if outlet else ()),
        byline=page.author(found),
        url=address,
        warnings=decoded.warnings,
    )


def _outlet_text(found: page.Page, outlet: Outlet | None) -> str:
    """Return the text by the outlet's own rules; nothing when they do not fit the page."""
    if outlet is None:
        return ""
    text = page.element_text(found, outlet.content, outlet.not_content)
    return text if len(text) >= _SHORTEST_ARTICLE else ""
