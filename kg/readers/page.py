"""What stands in a web page: metadata, and text by element. Trafilatura is loaded on first use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.dates import to_iso

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "section"}
    | {"table", "td", "th", "tr", "ul"}
)
_NEVER_TEXT = frozenset(
    {"script", "style", "noscript", "iframe", "template", "svg", "form", "button", "select", "nav"}
)
_URLS = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_TITLES = ("//meta[@property='og:title']/@content", "//h1//text()", "//title/text()")
_AUTHORS = (
    "//meta[@name='author' or @property='article:author']/@content",
    "//*[@itemprop='author' or @rel='author']//text()",
)
_META_DATE = (
    "//meta[contains('|publishdate|pubdate|dtk:publishdate|content_publisheddate|"
    "content_publishdate|publish_date|date|', concat('|', translate(@name, "
    "'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), '|'))]/@content"
)
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    _META_DATE,
    "//time[@itemprop='datePublished']/@datetime",
    "//script[@type='application/ld+json']/text()",
)
_LD_DATE = re.compile(r'"datePublished"\s{0,3}:\s{0,3}"([^"]{8,40})"')
_URL_DATE = re.compile(r"/(?:20)?(\d\d)/(\d\d)/(\d\d)/")
_SPACES = re.compile(r"[ \t\r\n]+")
_SITE = re.compile(r"\s(?:-|–|\|)\s[^-–|]{2,40}$")
_PERSON = re.compile(r"(?:[^\W\d_][\w.'’-]{0,30}\s){0,4}[^\W\d_][\w.'’-]{1,30}")
_NO_PERSON = re.compile(
    r"(?i)\.co|\b(?:pt|tim|redaksi|media|news|admin|online|cyber|desk|portal)\b"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page and the text it was parsed from."""

    html: str
    tree: Any  # an lxml element


def parse(html: str) -> Page | None:
    """Return the parsed page, or None when there is no element in it."""
    from trafilatura import load_html  # noqa: PLC0415  a second to import: only pages pay for it

    tree = load_html(html)
    return None if tree is None else Page(html, tree)


def main_text(page: Page) -> str:
    """Return the article text that trafilatura finds."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(
        page.html, favor_precision=True, include_comments=False, include_tables=False
    )
    return getattr(found, "text", None) or ""


def element_text(page: Page, wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    """Return the text of the first XPath in ``wanted`` that finds something, less ``unwanted``."""
    for path in wanted:
        elements = page.tree.xpath(path)
        if elements:
            # The elements, not their ids: lxml reuses an id when nothing holds its element.
            excluded = {found for drop in unwanted for found in page.tree.xpath(drop)}
            pieces = (piece for found in elements for piece in (*_pieces(found, excluded), "\n"))
            return _paragraphs("".join(pieces))
    return ""


def url(page: Page) -> str | None:
    """Return the address that the page gives for itself."""
    found = _texts(page, _URLS)
    return next((text for text in found if text.startswith(("http://", "https://"))), None)


def site_name(page: Page) -> str:
    """Return the name that the page gives its site, or nothing."""
    return next(_texts(page, ("//meta[@property='og:site_name']/@content",)), "")


def title(page: Page, site_names: Sequence[str] = ()) -> str | None:
    """Return the headline, without the name of the site after it."""
    found = next(_texts(page, _TITLES), None)
    if found is None:
        return None
    heading = next(_texts(page, _TITLES[1:2]), "")
    if heading and found.startswith(heading):
        return heading
    site = _SITE.search(found)
    names = ("online", ".co", *(name.lower() for name in site_names))
    if site and any(name in site.group().lower() for name in names):
        return found[: site.start()].rstrip()
    return found


def published(page: Page, shown: Sequence[str] = ()) -> str | None:
    """Return the date that the page states, as ISO 8601: in metadata, ``shown``, or its address."""
    for text in _texts(page, (*shown, *_DATES)):
        stated = _LD_DATE.search(text)
        iso = to_iso(stated[1] if stated else text[:60])
        if iso:
            return iso
    in_url = _URL_DATE.search(url(page) or "")
    return to_iso("20" + "-".join(in_url.groups())) if in_url else None


def author(page: Page) -> str | None:
    """Return the reporter, if the metadata names a person and not the outlet."""
    for text in _texts(page, _AUTHORS):
        if _PERSON.fullmatch(text) and not _NO_PERSON.search(text):
            return text
    return None


def _texts(page: Page, paths: Sequence[str]) -> Iterator[str]:
    """Yield one text for each XPath that finds a text that is not blank."""
    for path in paths:
        found = (_SPACES.sub(" ", str(text)).strip() for text in page.tree.xpath(path))
        text = next((text for text in found if text), None)
        if text:
            yield text


def _pieces(element: Any, excluded: set[Any]) -> Iterator[str]:  # noqa: ANN401
    """Yield the text of an element in order; an explicit stack, as pages nest without limit."""
    stack: list[Any] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if not isinstance(item.tag, str) or item.tag in _NEVER_TEXT or item in excluded:
            continue
        edge = "\n" if item.tag in _BLOCKS else ""
        inside: list[Any] = [edge, _SPACES.sub(" ", item.text or "")]
        for child in item:
            inside += [child, _SPACES.sub(" ", child.tail or "")]
        stack.extend(reversed([*inside, edge]))


def _paragraphs(text: str) -> str:
    lines = (line.strip(" \t\xa0") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
