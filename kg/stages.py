"""From articles to all that is found in each: parsed, then through one stage after the other.

What fails in one article harms no other: here, in `kg.batches` and in `kg.corpus`, and nowhere
else, every exception is caught and turned into a `Skipped`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kg.batches import Batch, Result, cut_batches, failed, in_order, parse_batch
from kg.circumstances import add_circumstances
from kg.confidence import calibrate
from kg.coref import resolve
from kg.events import find_events
from kg.knowledge import knowledge
from kg.quotes import find_quotations
from kg.types import Annotated, Article, Skipped

if TYPE_CHECKING:
    from kg.parse import Parser

# What follows the parser, in this order; each returns a copy with more filled in.
STAGES: tuple[Callable[[Annotated], Annotated], ...] = (
    find_quotations,
    resolve,
    add_circumstances,
    calibrate,
    find_events,
)


def annotate_here(articles: Iterable[Article], parser: Parser) -> Iterator[Result]:
    """Annotate articles in this process; yield each one, or why it was left out, in their order.

    Parameters
    ----------
    articles
        The articles; not many more are taken than have been yielded.
    parser
        The models, loaded.

    Examples
    --------
    >>> from kg.parse import Parser  # doctest: +SKIP
    >>> [doc] = annotate_here([Article("a", "Gunawan tiba.")], Parser())  # doctest: +SKIP
    """
    work = partial(annotate_batch, parser=parser)
    return in_order(cut_batches(articles), work, meanwhile=knowledge)


def annotate_batch(batch: Batch, parser: Parser) -> Sequence[Result]:
    """Parse a batch of articles, and take each through the stages."""
    parsed = parse_batch(batch, parser)
    return [doc if isinstance(doc, Skipped) else interpret(doc) for doc in parsed]


def interpret(doc: Annotated) -> Result:
    """Take a parsed article through the stages."""
    try:
        for stage in STAGES:
            doc = stage(doc)
    except Exception as error:  # noqa: BLE001  the boundary: one article's fault is reported
        return failed(doc.article.source or doc.article.id, "quotes", error)
    return doc
