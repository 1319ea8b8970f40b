"""Worker processes: the same results as in one process, and nothing lost when one dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
import worker_loads
from worker_loads import DIES, DIES_ONCE, EXITS, FAILS

from kg import workers
from kg.annotations import to_line
from kg.corpus import Report, annotate
from kg.errors import KgError, WorkerFailed
from kg.parse import Parser
from kg.stages import annotate_here
from kg.types import Annotated, Article, Skipped
from kg.workers import Workers, annotate_articles

ROOT = Path(__file__).resolve().parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def _articles(count: int, text: str = "Hujan turun.") -> Iterator[Article]:
    return (Article(f"a{number}", text) for number in range(count))


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    with Workers(2, load=worker_loads.load_stub) as started:
        yield started


def test_every_article_comes_back_whole_and_in_its_order(pool: Workers) -> None:
    articles = [Article(f"a{number}", "Hujan.", title="Hujan") for number in range(50)]
    assert list(pool(articles)) == [Annotated(article) for article in articles]
    assert list(pool([])) == []


def test_few_articles_are_under_way_however_many_there_are(pool: Workers) -> None:
    taken = 0

    def counted() -> Iterator[Article]:
        nonlocal taken
        for article in _articles(500):
            taken += 1
            yield article

    for done, _ in enumerate(pool(counted()), start=1):
        assert taken - done < 50
    assert done == taken == 500


def test_failure_of_an_article_comes_back_as_one(pool: Workers) -> None:
    fault = Skipped("b", "stage_error:parse", "ValueError: rusak")
    articles = [*_articles(2), Article("b", FAILS), Article("c", "Hujan.")]
    assert [item for item in pool(articles) if isinstance(item, Skipped)] == [fault]


@posix
@pytest.mark.parametrize(
    ("word", "how"),
    [(DIES, "was ended by SIGKILL (is memory short?)"), (EXITS, "ended with exit code 3")],
)
def test_article_that_ends_its_worker_is_reported_and_harms_no_other(
    pool: Workers, word: str, how: str
) -> None:
    articles = [*_articles(9), Article("jahat", word, source="jahat.txt"), *_articles(9)]
    found = list(pool(articles))
    fact = f"the process that annotated it {how}, twice"
    assert found[9] == Skipped("jahat.txt", "stage_error:worker", fact)
    assert [item for item in found if isinstance(item, Annotated)] == [
        Annotated(article) for article in articles if article.id != "jahat"
    ]


@posix
def test_worker_that_dies_once_loses_nothing(pool: Workers, tmp_path: Path) -> None:
    unlucky = Article("b", f"{DIES_ONCE}:{tmp_path / 'mati'}")
    articles = [*_articles(5), unlucky, *_articles(5)]
    assert list(pool(articles)) == [Annotated(article) for article in articles]
    assert (tmp_path / "mati").exists()


def test_fault_of_a_model_is_told_as_in_one_process() -> None:
    with Workers(1, load=worker_loads.load_damaged) as damaged:  # noqa: SIM117  one that raises
        with pytest.raises(KgError, match=r"bobot\.onnx: this model file is missing"):
            list(damaged(_articles(3)))


def test_worker_that_cannot_start_is_named() -> None:
    with Workers(1, load=worker_loads.load_nothing) as failing:  # noqa: SIM117  one that raises
        with pytest.raises(WorkerFailed, match=r"exit code 7 before it was ready.*__main__"):
            list(failing(_articles(3)))


@posix
def test_run_that_is_given_up_ends_its_workers_at_once(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with Workers(2, load=worker_loads.load_stub) as busy:
        run = busy([*_articles(4), *_articles(40, f"lama:{note}")])
        assert isinstance(next(run), Annotated)
        pid = _wait_for_pid(note)
        started = time.monotonic()
        run.close()  # type: ignore[attr-defined]
        assert time.monotonic() - started < 10
        assert not _alive(pid)
        with pytest.raises(WorkerFailed, match="was ended"):
            list(busy(_articles(1)))


_SCRIPT = """
import sys, worker_loads
from kg.types import Article
from kg.workers import Workers
if __name__ == "__main__":
    with Workers(2, load=worker_loads.load_stub) as workers:
        list(workers(Article(str(n), sys.argv[1]) for n in range(99)))
"""


@posix
@pytest.mark.parametrize(
    ("how", "text"), [(signal.SIGINT, "lama:{}"), (signal.SIGKILL, "sebentar:{}")]
)
def test_workers_do_not_outlive_their_parent(
    tmp_path: Path, how: signal.Signals, text: str
) -> None:
    (tmp_path / "skrip.py").write_text(_SCRIPT, encoding="utf-8")
    note = tmp_path / "pid"
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "skrip.py"), text.format(note)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    pid = _wait_for_pid(note)
    if how == signal.SIGINT:
        os.killpg(parent.pid, how)  # as a terminal does: to all of them
    else:
        parent.kill()
    errors = parent.communicate(timeout=30)[1]
    assert not _alive(pid)
    assert errors.count("Traceback") == errors.count("KeyboardInterrupt") == (how == signal.SIGINT)


class StubParser:
    """Finds nothing."""

    def __init__(self, *, threads: int) -> None:
        self.threads = threads

    def parse(self, articles: list[Article]) -> list[Annotated]:
        """Return the articles without annotations."""
        return [Annotated(article) for article in articles]


@pytest.mark.parametrize(
    ("articles", "cores", "here"),
    [(0, 2, True), (1, 2, True), (16, 2, True), (17, 2, False), (40, 2, False), (40, 1, True)],
)
def test_few_articles_stay_in_this_process(
    monkeypatch: pytest.MonkeyPatch, articles: int, cores: int, *, here: bool
) -> None:
    started: list[int] = []

    class Pool(Workers):
        def __init__(self, count: int) -> None:
            started.append(count)
            super().__init__(count, load=worker_loads.load_stub)

    module = type(sys)("kg.parse")
    module.Parser = StubParser  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kg.parse", module)
    monkeypatch.setattr(workers, "Workers", Pool)
    given = list(_articles(articles))
    assert [item.article for item in annotate_articles(iter(given), count=cores)] == given  # type: ignore[union-attr]
    assert started == ([] if here else [cores])


@pytest.mark.model
def test_results_are_those_of_one_process() -> None:
    inputs = [str(files("kg") / "data" / "samples")]
    here, apart = Report(), Report()
    in_one = partial(annotate_here, parser=Parser())
    alone = [to_line(doc) for doc in annotate(inputs, annotator=in_one, report=here)]
    with Workers(2) as pool:
        shared = [to_line(doc) for doc in annotate(inputs, annotator=pool, report=apart)]
    assert shared == alone
    assert len(alone) == 21
    assert (apart.skipped, apart.counts) == (here.skipped, here.counts)


def _wait_for_pid(note: Path) -> int:
    for _ in range(600):
        if note.exists() and (text := note.read_text(encoding="ascii")):
            return int(text)
        time.sleep(0.05)
    raise AssertionError("no worker began")


def _alive(pid: int) -> bool:
    """Say whether a process runs; one that has ended may still be listed for a moment."""
    for _ in range(400):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z":
            return False
        time.sleep(0.05)
    return True
