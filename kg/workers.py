"""Articles through worker processes, one for each core, in their order.

A worker loads the models once and does everything with an article on one thread, so that no core
waits for another. Workers are processes that Python starts anew ("spawn"), each with a pipe of its
own and not in one pool with a common queue: so a worker that dies (killed for memory, a crash in
native code) takes nothing with it but the batch it had, which is tried again article by article;
and a worker whose parent is gone finds its pipe closed and ends.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain, islice
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from kg.batches import Batch, Result, cut_batches, in_order
from kg.errors import KgError, WorkerFailed
from kg.machine import cores
from kg.types import Annotated, Article, Skipped

# What a worker does with a batch, and what it loads before it can.
Work = Callable[[Batch], Sequence[Result]]
Load = Callable[[], Work]

# Small, so that no worker has much left to do when the others are done; the segmenter takes as
# long for an article in such a batch as in larger ones.
_BATCH_ARTICLES = 4
_BATCH_CHARACTERS = 15_000
# Batches taken beyond those that are worked on, for each worker: articles that are waited for
# because an earlier one takes long.
_WAITING = 3
# So few batches (of those in one process) are done before workers have loaded their models.
_FEW = 2
_STARTS = 3  # attempts to start a worker again; memory may be short for a moment
_SPAWN = get_context("spawn")
_HOLLOW = Article("", "")


def annotate_articles(articles: Iterable[Article], *, count: int = 0) -> Iterator[Result]:
    """Annotate articles: few in this process, many by workers.

    Parameters
    ----------
    articles
        The articles; not many more are taken than have been yielded.
    count
        Cores to use; 0 takes all.
    """
    count = count or cores()
    batches = cut_batches(articles)
    first = list(islice(batches, _FEW + 1))
    articles = chain.from_iterable(chain(first, batches))
    if not first:
        return
    if count == 1 or len(first) <= _FEW:
        # Slow to import, and not needed in this process if there are workers.
        from kg.parse import Parser  # noqa: PLC0415
        from kg.stages import annotate_here  # noqa: PLC0415

        yield from annotate_here(articles, Parser(threads=count))
    else:
        with Workers(count) as workers:
            yield from workers(articles)


def load_stages() -> Work:
    """Load the models and the knowledge; return what annotates a batch on one thread."""
    from functools import partial  # noqa: PLC0415  with the others

    from kg.knowledge import knowledge  # noqa: PLC0415  slow to import; only workers need it
    from kg.parse import Parser  # noqa: PLC0415  same
    from kg.stages import annotate_batch  # noqa: PLC0415  same

    knowledge()
    return partial(annotate_batch, parser=Parser(threads=1))


class Workers:
    """Worker processes; each is started when there is a batch for it, and kept for later runs.

    Parameters
    ----------
    count
        How many at most; 0 takes one for each core.
    load
        What each calls when it starts; its module must be one that can be imported.

    Raises
    ------
    KgError
        When the first batch is asked for: if the models are not what their manifests describe.
    WorkerFailed
        If a process cannot be started. In a script, what uses workers must be under
        ``if __name__ == "__main__":``, for the processes import it.

    Examples
    --------
    >>> with Workers(2) as workers:  # doctest: +SKIP
    ...     [doc] = workers([Article("a", "Gunawan tiba.")])
    """

    def __init__(self, count: int = 0, *, load: Load = load_stages) -> None:
        self._count = count or cores()
        self._load = load
        self._lock = threading.Lock()  # between starting and ending
        self._closed = False
        self._workers: list[_Worker] = []
        self._idle: SimpleQueue[_Worker] = SimpleQueue()

    def __call__(self, articles: Iterable[Article]) -> Iterator[Result]:
        """Annotate articles; yield each one, or why it was left out, in their order.

        A run that is given up ends the workers.
        """
        batches = cut_batches(
            articles, most_articles=_BATCH_ARTICLES, most_characters=_BATCH_CHARACTERS
        )
        return in_order(
            batches,
            self._annotate,
            at_a_time=self._count,
            waiting=_WAITING * self._count,
            abandon=self.close,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they do."""
        with self._lock:
            self._closed = True
        for worker in self._workers:
            worker.close()

    def _annotate(self, batch: Batch) -> Sequence[Result]:
        worker = self._take()
        try:
            return worker(batch)
        finally:
            self._idle.put(worker)

    def _take(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise WorkerFailed("was ended")
            if self._idle.empty():
                self._workers.append(_Worker(self._load))
                return self._workers[-1]
            return self._idle.get()


class _Died(Exception):
    """The process has ended; ``how`` says with what."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class _Worker:
    """A process that annotates batches, and is started again when it dies."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._lock = threading.Lock()  # between starting and ending
        self._closed = False
        self._ready = False
        self._start()

    def __call__(self, batch: Batch) -> Sequence[Result]:
        """Annotate a batch; if the process dies of it, each article alone."""
        if not self._ready:
            self._wait_until_ready()
        try:
            return self._ask(batch)
        except _Died:
            self._start_again()
            return [self._alone(article) for article in batch]

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._process.kill()
        self._process.join()

    def _alone(self, article: Article) -> Result:
        try:
            return self._ask([article])[0]
        except _Died as died:
            self._start_again()
            fact = f"the process that annotated it {died.how}, twice"
            return Skipped(article.source or article.id, "stage_error:worker", fact)

    def _ask(self, batch: Batch) -> Sequence[Result]:
        try:
            self._connection.send(batch)
            found: Sequence[Result] = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._death() from error
        return [_with_article(item, of) for item, of in zip(found, batch, strict=True)]

    def _start(self) -> None:
        with self._lock:
            if self._closed:
                raise WorkerFailed("was ended")
            self._connection, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(
                target=_serve, args=(theirs, self._load), name="kg-worker", daemon=True
            )
            with _interrupts_held():
                self._process.start()
            theirs.close()

    def _start_again(self) -> None:
        for attempt in range(_STARTS):
            self._start()
            try:
                self._wait_until_ready()
            except WorkerFailed:
                if attempt == _STARTS - 1:
                    raise
            else:
                return

    def _wait_until_ready(self) -> None:
        try:
            fault = self._connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerFailed(self._death().how) from error
        if fault:
            raise KgError(fault)
        self._ready = True

    def _death(self) -> _Died:
        """Return how the process ended."""
        self._process.join()
        self._connection.close()
        code = self._process.exitcode or 0
        if code >= 0:
            return _Died(f"ended with exit code {code}")
        name = signal.Signals(-code).name
        hint = " (is memory short?)" if name == "SIGKILL" else ""
        return _Died(f"was ended by {name}{hint}")


def _serve(connection: Connection, load: Load) -> None:
    """Annotate what comes through the pipe until it is closed; runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption ends
    with suppress(EOFError, OSError):
        try:
            work = load()
        except KgError as error:
            connection.send(str(error))
            return
        connection.send("")
        while True:
            connection.send([_without_article(found) for found in work(connection.recv())])


def _without_article(found: Result) -> Result:
    """Leave out what the parent has."""
    return replace(found, article=_HOLLOW) if isinstance(found, Annotated) else found


def _with_article(found: Result, article: Article) -> Result:
    return replace(found, article=article) if isinstance(found, Annotated) else found


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back; a process started meanwhile never gets it, and so prints no traceback."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # starting it would let signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
