"""The ablation table: the figures of every variant on the same parsed articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.annotations import to_record
from kg.evaluation.bootstrap import intervals
from kg.evaluation.scores import Counts, Record, figures, score, value
from kg.evaluation.variants import ORACLES, VARIANTS
from kg.types import Annotated

_COLUMNS: Mapping[str, str] = {
    "quote.direct.exact": "direct, exact",
    "quote.indirect": "indirect",
    "quote.all": "all",
    "quote.end2end": "with speaker",
    "speaker.right": "right",
    "speaker.wrong": "wrong",
    "speaker.unknown": "unknown",
}
_WHOLE = 99.95  # printed as 100, not 100.0


def compare(gold: Sequence[Record], documents: Sequence[Annotated]) -> dict[str, list[Counts]]:
    """Count what every variant gets right, article by article.

    Parameters
    ----------
    gold
        The gold articles.
    documents
        The same articles as they were parsed: with mentions and evidence, without quotations.

    Returns
    -------
    dict
        For each variant and oracle of `kg.evaluation.variants` the counts of
        `kg.evaluation.scores.score`.
    """
    counts = {
        name: score(gold, [to_record(variant(doc)) for doc in documents])
        for name, variant in VARIANTS.items()
    }
    parsed = {doc.article.id: doc for doc in documents}
    pairs = [(parsed[record["id"]], record) for record in gold if record["id"] in parsed]
    oracles = {
        name: score(gold, [to_record(oracle(doc, record)) for doc, record in pairs])
        for name, oracle in ORACLES.items()
    }
    return {**counts, **oracles}


def table(counts: Mapping[str, Sequence[Counts]]) -> Iterator[str]:
    """Yield the lines of a Markdown table, with 95 % intervals (bootstrap over articles).

    Parameters
    ----------
    counts
        From `compare`.
    """
    yield f"| variant | {' | '.join(_COLUMNS.values())} |"
    yield f"|---|{'---|' * len(_COLUMNS)}"
    for name, articles in counts.items():
        measured, bounds = figures(articles), intervals(articles)
        cells = [
            f"{_short(value(measured[column]))} ({'–'.join(map(_short, bounds[column]))})"
            for column in _COLUMNS
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def _short(figure: float) -> str:
    return "100" if figure >= _WHOLE else f"{figure:.1f}"
