"""Articles go through the parser in small batches, in their order, few at a time."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial

import pytest

from kg.batches import Batch, cut_batches, in_order, parse_batch
from kg.types import Annotated, Article, Skipped


class StubParser:
    """Finds nothing; remembers what it was given, and fails on an article called "rusak"."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    def parse(self, articles: Sequence[Article]) -> list[Annotated]:
        """Return the articles without annotations."""
        self.seen.append([article.id for article in articles])
        if any(article.id == "rusak" for article in articles):
            raise MemoryError("terlalu besar")
        return [Annotated(article) for article in articles]


def _articles(count: int, words: int = 3) -> Iterator[Article]:
    return (Article(f"a{number}", "Hujan turun. " * words) for number in range(count))


def _parse(articles: Iterator[Article], parser: StubParser) -> Iterator[Annotated | Skipped]:
    return in_order(cut_batches(articles), partial(parse_batch, parser=parser))  # type: ignore[arg-type]


def test_every_article_comes_back_in_its_order() -> None:
    parser = StubParser()
    found = [doc.article.id for doc in _parse(_articles(100), parser)]  # type: ignore[union-attr]
    assert found == [f"a{number}" for number in range(100)]
    assert sorted(len(batch) for batch in parser.seen) == [4, *[8] * 12]
    assert list(_parse(_articles(0), parser)) == []


def test_batches_are_limited_in_articles_and_in_characters() -> None:
    found = cut_batches(_articles(6), most_articles=4)
    assert [len(batch) for batch in found] == [4, 2]
    found = cut_batches(_articles(6, words=6), most_characters=140)
    assert [len(batch) for batch in found] == [2, 2, 2]


def test_few_articles_are_under_way_however_many_there_are() -> None:
    taken = 0

    def counted() -> Iterator[Article]:
        nonlocal taken
        for article in _articles(1000):
            taken += 1
            yield article

    for done, _ in enumerate(_parse(counted(), StubParser()), start=1):
        assert taken - done < 5 * 8
    assert done == taken == 1000


def _ids(batch: Batch) -> list[str]:
    return [article.id for article in batch]


@pytest.mark.parametrize("count", [0, 1, 100])
def test_what_is_needed_next_is_loaded_once_while_the_first_are_under_way(count: int) -> None:
    events: list[str] = []
    run = in_order(cut_batches(_articles(count)), _ids, meanwhile=lambda: events.append("loaded"))
    events.extend("article" for _ in run)
    assert events == ["loaded"] * (count > 0) + ["article"] * count


def test_run_that_is_given_up_ends_its_work() -> None:
    begun, given_up = threading.Event(), threading.Event()

    def last_long(batch: Batch) -> list[str]:
        if batch[0].id != "a0":
            begun.set()
            given_up.wait()
        return _ids(batch)

    run = in_order(
        cut_batches(_articles(100)), last_long, waiting=0, at_a_time=2, abandon=given_up.set
    )
    assert next(run) == "a0"
    assert begun.wait(10)
    run.close()  # type: ignore[attr-defined]
    assert given_up.is_set()


def test_run_that_ends_well_is_not_given_up() -> None:
    given_up: list[bool] = []
    run = in_order(cut_batches(_articles(9)), _ids, abandon=lambda: given_up.append(True))
    assert (len(list(run)), given_up) == (9, [])


def test_one_article_that_fails_harms_no_other() -> None:
    articles = [*_articles(3), Article("rusak", "Hujan."), *_articles(3)]
    found = list(_parse(iter(articles), StubParser()))
    assert [isinstance(doc, Skipped) for doc in found] == [False] * 3 + [True] + [False] * 3
    assert found[3] == Skipped("rusak", "stage_error:parse", "MemoryError: terlalu besar")


def test_threads_switch_as_before_when_it_is_over() -> None:
    before = sys.getswitchinterval()
    run = _parse(_articles(100), StubParser())
    next(run)
    assert sys.getswitchinterval() < before
    run.close()  # type: ignore[attr-defined]
    assert sys.getswitchinterval() == pytest.approx(before)
    list(_parse(_articles(3), StubParser()))
    assert sys.getswitchinterval() == pytest.approx(before)
