"""Articles through the parser in batches, several at a time, in their order.

While the tagger's threads run one batch, another is segmented and a third is read or looked at,
so that no core waits. Few batches are under way, however many articles there are. What fails in
one article harms no other.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.types import Annotated, Article, Skipped

if TYPE_CHECKING:
    from kg.parse import Parser

_log = logging.getLogger(__name__)

# Enough for the segmenter to fill its own batches; small ones leave the cores idle neither at the
# start, when nothing is segmented yet, nor at the end.
_BATCH_ARTICLES = 8
_BATCH_CHARACTERS = 30_000
# Batches parsed at a time: one is segmented while another is tagged; and those that wait.
_AT_A_TIME = 2
_WAITING = 1
# Seconds after which Python hands over to another thread. A thread of the tagger needs Python for
# a moment between two windows; by default it waits 5 ms for it, a tenth of a window.
_SWITCH = 0.0005


def parse_batches(
    articles: Iterable[Article], parser: Parser, *, meanwhile: Callable[[], object] | None = None
) -> Iterator[Annotated | Skipped]:
    """Parse articles; yield each one, or why it was left out, in their order.

    Parameters
    ----------
    articles
        The articles; not many more are taken than have been yielded.
    parser
        The models, loaded.
    meanwhile
        Is called once, while the first batches are parsed: what is needed next may be loaded.

    Examples
    --------
    >>> from kg.parse import Parser  # doctest: +SKIP
    >>> [doc] = parse_batches([Article("a", "Gunawan tiba.")], Parser())  # doctest: +SKIP
    """
    waiting: deque[Future[Sequence[Annotated | Skipped]]] = deque()
    pool = ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="kg-parse")
    with _switching_often(), pool:
        for batch in _batches(articles):
            waiting.append(pool.submit(_parse_batch, batch, parser))
            if len(waiting) > _AT_A_TIME + _WAITING:
                if meanwhile:
                    meanwhile()
                    meanwhile = None
                yield from waiting.popleft().result()
        if waiting and meanwhile:
            meanwhile()
        while waiting:
            yield from waiting.popleft().result()


def failed(source: str, stage: str, error: Exception) -> Skipped:
    """Log that a stage failed on an article, and return it as left out.

    Examples
    --------
    >>> failed("a.txt", "parse", ValueError("kosong")).reason
    'stage_error:parse'
    """
    _log.warning("%s: failed in stage %s", source, stage, exc_info=error)
    return Skipped(source, f"stage_error:{stage}", f"{type(error).__name__}: {error}")


@contextmanager
def _switching_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _SWITCH))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) >= _BATCH_ARTICLES or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _parse_batch(batch: Sequence[Article], parser: Parser) -> Sequence[Annotated | Skipped]:
    """Parse a batch at once; if that fails, each article alone, so that one cannot harm others."""
    try:
        return parser.parse(batch)
    except Exception:  # noqa: BLE001  the boundary: the culprit is found below
        return [_parse_alone(article, parser) for article in batch]


def _parse_alone(article: Article, parser: Parser) -> Annotated | Skipped:
    try:
        return parser.parse([article])[0]
    except Exception as error:  # noqa: BLE001  the boundary: one article's fault is reported
        return failed(article.source or article.id, "parse", error)
