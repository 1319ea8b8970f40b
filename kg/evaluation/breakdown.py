"""What is found and what is wrong, counted by construction and by the form of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.evaluation.constructions import CONSTRUCTIONS, SOURCE_FORMS, construction, source_form
from kg.evaluation.scores import Paired, Record, pair_quotations

_FOUND = ("gold", "found", "exact", "speaker right", "made up")
_SPOKE = ("found", "right", "wrong", "unknown", "rightly nobody", "wrongly somebody")
_VERDICTS = {
    "right": "right",
    "wrong": "wrong",
    "unknown": "unknown",
    "none": "rightly nobody",
    "made up": "wrongly somebody",
}
_NOTHING: Record = {"text": "", "entities": [], "quotations": []}

Tally = dict[str, Counter[str]]


def by_construction(gold: Sequence[Record], system: Sequence[Record]) -> Iterator[str]:
    """Yield two Markdown tables: quotations by construction, speakers by the form of the source.

    A quotation is found if at least half of the words are the same, exact if all are; what is
    made up is counted under the construction that the system saw. Speakers are judged where a
    quotation is found.

    Parameters
    ----------
    gold, system
        Articles in the annotations format.
    """
    found = {record["id"]: record for record in system}
    constructions: Tally = {name: Counter() for name in CONSTRUCTIONS}
    forms: Tally = {name: Counter() for name in SOURCE_FORMS}
    for truth in gold:
        guess = found.get(truth["id"], _NOTHING)
        judged = pair_quotations(truth, guess)
        _tally_constructions(constructions, truth, guess, judged)
        _tally_forms(forms, truth, judged)
    yield from _table("construction", constructions, _FOUND)
    yield ""
    yield from _table("source", forms, _SPOKE)


def _tally_constructions(tally: Tally, gold: Record, system: Record, judged: Paired) -> None:
    for quotation in gold["quotations"]:
        tally[construction(gold, quotation)]["gold"] += 1
    for pair in judged.pairs:
        counts = tally[construction(gold, gold["quotations"][pair.gold])]
        counts["found"] += 1
        counts["exact"] += pair.exact
        counts["speaker right"] += pair.verdict in {"right", "none"}
    for j in judged.made_up:
        tally[construction(system, system["quotations"][j])]["made up"] += 1


def _tally_forms(tally: Tally, gold: Record, judged: Paired) -> None:
    for pair in judged.pairs:
        counts = tally[source_form(gold, gold["quotations"][pair.gold])]
        counts["found"] += 1
        counts[_VERDICTS[pair.verdict]] += 1


def _table(heading: str, tally: Tally, columns: Sequence[str]) -> Iterator[str]:
    yield f"| {heading} | {' | '.join(columns)} |"
    yield f"|---|{'---:|' * len(columns)}"
    for name, counts in (*tally.items(), ("all", sum(tally.values(), Counter()))):
        if counts:
            yield f"| {name} | {' | '.join(str(counts[column]) for column in columns)} |"
