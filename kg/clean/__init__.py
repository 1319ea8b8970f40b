"""Documents to articles: boilerplate goes, and no offset is lost.

In: a `RawDocument`. Out: an `Article` whose ``text`` is the kept ranges of the raw text, one
after the other; no character is altered. When in doubt a line stays: boilerplate that is left
costs little, content that is dropped cannot be found again.
"""

from __future__ import annotations

from kg.clean.dateline import find_dateline
from kg.clean.head import read_head
from kg.clean.junk import find_junk, find_repeats
from kg.clean.lines import flatten, split_lines
from kg.clean.ranges import kept_ranges
from kg.clean.tail import read_tail
from kg.types import Article, RawDocument

__all__ = ["clean"]


def clean(raw: RawDocument) -> Article:
    r"""Return the article in ``raw``, without boilerplate.

    Title, date, byline, outlet and dateline are taken from the text where ``raw`` does not
    state them. If the rules would leave nothing, everything stays.

    Examples
    --------
    >>> text = "JAKARTA, KOMPAS.com - Pasar dibuka.\nBaca juga: Cabai Naik\nRamai. (abc/def)"
    >>> article = clean(RawDocument(id="a", text=text, source="a.txt"))
    >>> article.text
    'Pasar dibuka.\nRamai.'
    >>> article.outlet, article.dateline
    ('kompas.com', 'JAKARTA')
    """
    flat = flatten(raw.text)
    lines = split_lines(flat)
    dateline = find_dateline(lines)
    outlet = raw.outlet or (dateline.outlet if dateline else None)
    head = read_head(
        lines,
        body_at=dateline.span.start if dateline else None,
        titled=raw.title is not None,
    )
    dropped = [*head.dropped, *find_junk(lines, flat, outlet), *find_repeats(lines)]
    if dateline:
        dropped.append(dateline.span)
    tail = read_tail(lines, flat, gone=dropped)
    kept = kept_ranges(raw.text, [*dropped, *tail.dropped]) or kept_ranges(raw.text, ())
    return Article(
        id=raw.id,
        text="".join(span.of(raw.text) for span in kept),
        title=raw.title or head.title,
        outlet=outlet,
        published=raw.published or head.published,
        byline=raw.byline or head.reporter or tail.reporter or head.editor,
        dateline=dateline.place if dateline else None,
        url=raw.url,
        source=raw.source,
        kept=kept,
    )
