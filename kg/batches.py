"""Articles in batches, several at a time, in their order.

Few batches are under way, however many articles there are. What fails in one article harms no
other.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from kg.types import Annotated, Article, Skipped

if TYPE_CHECKING:
    from kg.parse import Parser

_log = logging.getLogger(__name__)

Batch = Sequence[Article]
Result = Annotated | Skipped
# From articles to what was found in each, or why it was left out, in their order.
Annotator = Callable[[Iterable[Article]], Iterator[Result]]
_Found = TypeVar("_Found")

# Enough for the segmenter to fill its own batches; small ones leave the cores idle neither at the
# start, when nothing is segmented yet, nor at the end.
BATCH_ARTICLES = 8
BATCH_CHARACTERS = 30_000
# Batches at a time in one process: one is segmented while another is tagged; and those that wait.
_AT_A_TIME = 2
_WAITING = 1
# Seconds after which Python hands over to another thread. A thread of the tagger needs Python for
# a moment between two windows; by default it waits 5 ms for it, a tenth of a window.
_SWITCH = 0.0005


def parse_batch(batch: Batch, parser: Parser) -> Sequence[Result]:
    """Parse a batch at once; if that fails, each article alone, so that one cannot harm others."""
    try:
        return parser.parse(batch)
    except Exception:  # noqa: BLE001  the boundary: the culprit is found below
        return [_parse_alone(article, parser) for article in batch]


def failed(source: str, stage: str, error: Exception) -> Skipped:
    """Log that a stage failed on an article, and return it as left out.

    Examples
    --------
    >>> failed("a.txt", "parse", ValueError("kosong")).reason
    'stage_error:parse'
    """
    _log.warning("%s: failed in stage %s", source, stage, exc_info=error)
    return Skipped(source, f"stage_error:{stage}", f"{type(error).__name__}: {error}")


def cut_batches(
    articles: Iterable[Article],
    *,
    most_articles: int = BATCH_ARTICLES,
    most_characters: int = BATCH_CHARACTERS,
) -> Iterator[list[Article]]:
    """Group consecutive articles.

    Parameters
    ----------
    articles
        The articles; none is taken before it is needed.
    most_articles
        Articles in a batch.
    most_characters
        Characters after which a batch is full.

    Examples
    --------
    >>> articles = [Article(name, "Hujan.") for name in "abc"]
    >>> [len(batch) for batch in cut_batches(articles, most_articles=2)]
    [2, 1]
    """
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) >= most_articles or size >= most_characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def in_order(
    batches: Iterable[Batch],
    work: Callable[[Batch], Sequence[_Found]],
    *,
    at_a_time: int = _AT_A_TIME,
    waiting: int = _WAITING,
    meanwhile: Callable[[], object] | None = None,
    abandon: Callable[[], object] | None = None,
) -> Iterator[_Found]:
    """Run batches through ``work`` in threads; yield what each gives, in their order.

    Parameters
    ----------
    batches
        The batches; not many more are taken than have been yielded.
    work
        What is done with a batch.
    at_a_time
        Batches that are worked on at a time, a thread for each.
    waiting
        Batches, at most, that are taken beyond those.
    meanwhile
        Is called once, while the first batches are under way: what is needed next may be loaded.
    abandon
        Is called if the run is given up, to end the work that is under way.
    """
    under_way: deque[Future[Sequence[_Found]]] = deque()
    pool = ThreadPoolExecutor(at_a_time, thread_name_prefix="kg-batch")
    with _switching_often():
        try:
            for batch in batches:
                under_way.append(pool.submit(work, batch))
                if len(under_way) > at_a_time + waiting:
                    if meanwhile:
                        meanwhile()
                        meanwhile = None
                    yield from under_way.popleft().result()
            if under_way and meanwhile:
                meanwhile()
            while under_way:
                yield from under_way.popleft().result()
        except BaseException:
            if abandon:
                abandon()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _switching_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _SWITCH))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _parse_alone(article: Article, parser: Parser) -> Result:
    try:
        return parser.parse([article])[0]
    except Exception as error:  # noqa: BLE001  the boundary: one article's fault is reported
        return failed(article.source or article.id, "parse", error)
