"""One article's mentions to chains, roles and speakers.

In: an annotated article with mentions, evidence and quotations. Out: the same with mentions
made consistent, coreference chains, roles, and the speaker of each quotation.
"""

from __future__ import annotations

from dataclasses import replace

from kg.coref.chains import build_chains
from kg.coref.mentions import harmonise
from kg.coref.roles import add_described_roles, find_roles
from kg.coref.speakers import resolve_speakers
from kg.types import Annotated

__all__ = ["resolve"]


def resolve(doc: Annotated) -> Annotated:
    """Add chains, roles and speakers to an article.

    Examples
    --------
    >>> from kg.types import Article, Mention, Quotation, Span
    >>> text = "Ratna Dewi tiba. “Kami siap,” kata Ratna."
    >>> said = Quotation("direct", (Span(18, 27),), Span(30, 34), Span(35, 40))
    >>> mentions = Mention(Span(0, 10), "PER"), Mention(Span(35, 40), "PER")
    >>> doc = resolve(Annotated(Article("a", text), mentions=mentions, quotations=(said,)))
    >>> [(chain.id, chain.name, len(chain.mentions)) for chain in doc.chains]
    [('e1', 'Ratna Dewi', 2)]
    >>> doc.quotations[0].speaker
    'e1'
    """
    mentions = harmonise(doc)
    doc = replace(doc, mentions=mentions, chains=build_chains(doc.text, mentions))
    doc = replace(doc, roles=find_roles(doc))
    return add_described_roles(resolve_speakers(doc))
