"""Count how often each way of finding a quotation and its speaker is right.

In: annotated articles and the package's models. Out: ``kg/data/confidence.tsv``, which
`kg.confidence` reads. The articles are those that the tagger learned from, so its part of the
counts is somewhat too good; `kg evaluate --calibration` measures by how much on other articles.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import clean, readers
from kg.annotations import to_record
from kg.confidence import content_way, speaker_way
from kg.coref import resolve
from kg.evaluation.scores import Record, judge
from kg.files import write_text
from kg.parse import Parser
from kg.quotes import find_quotations
from kg.types import Annotated, RawDocument

_HEADER = """\
# source: counted on the project's annotated training articles by `kg train confidence`
# licence: MIT
# date: {date}
# way	right	seen
"""
_BATCH = 32
_RIGHT_SPEAKER = frozenset({"right", "none"})


def count_ways(gold: Path, *, parser: Parser) -> dict[str, tuple[int, int]]:
    """Count for each way how often it was right, and how often it was taken.

    Parameters
    ----------
    gold
        Annotated articles as JSON Lines.
    parser
        The models, loaded.
    """
    truth = {record["id"]: record for record in map(json.loads, gold.open(encoding="utf-8"))}
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for doc in _extract(gold, parser):
        for way, good in _ways(doc, truth[doc.article.id]):
            seen[way] += 1
            right[way] += good
    return {way: (right[way], seen[way]) for way in sorted(seen)}


def write_ways(ways: dict[str, tuple[int, int]], path: Path, *, date: str) -> None:
    """Write the counts as a word list; ``date`` is an ISO date."""
    rows = (f"{way}\t{right}\t{seen}\n" for way, (right, seen) in ways.items())
    write_text(path, _HEADER.format(date=date) + "".join(rows))


def _extract(gold: Path, parser: Parser) -> Iterator[Annotated]:
    read = (item for item in readers.read([gold]) if isinstance(item, RawDocument))
    articles = [clean.clean(document) for document in read]
    for start in range(0, len(articles), _BATCH):
        for doc in parser.parse(articles[start : start + _BATCH]):
            yield resolve(find_quotations(doc))


def _ways(doc: Annotated, gold: Record) -> Iterable[tuple[str, bool]]:
    for quotation, verdict in zip(doc.quotations, judge(gold, to_record(doc)), strict=True):
        found = verdict != "spurious"
        yield content_way(quotation), found
        if found:
            yield speaker_way(quotation), verdict in _RIGHT_SPEAKER
