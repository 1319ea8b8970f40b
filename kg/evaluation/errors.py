"""What is wrong, one line an error: to read, not to count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.evaluation.bcubed import OneName, Place, gold_entities
from kg.evaluation.constructions import construction, source_form
from kg.evaluation.scores import Record, pair_quotations

_SHOWN = 100
_SHOWN_ARTICLES = 4


def quotation_errors(gold: Sequence[Record], system: Sequence[Record]) -> Iterator[str]:
    r"""Yield the quotations missed, made up, or given to the wrong speaker.

    Parameters
    ----------
    gold, system
        Articles in the annotations format.

    Yields
    ------
    str
        Article, what is wrong, construction (for a speaker the form of its source), names of
        speakers, and the words, with tabs between.

    Examples
    --------
    >>> nobody = {"cue": None, "source": None, "speaker": None}
    >>> said = {"kind": "direct", "content": [[1, 10]], **nobody}
    >>> gold = {"id": "a", "text": "“Kami siap,” katanya.", "entities": [], "quotations": [said]}
    >>> [line] = quotation_errors([gold], [{**gold, "quotations": []}])
    >>> line.split("\t")
    ['a', 'missed direct', 'direct: no cue', 'Kami siap']
    """
    found = {record["id"]: record for record in system}
    for truth in gold:
        if truth["id"] in found:
            yield from _article_errors(truth, found[truth["id"]])
        else:
            yield f"{truth['id']}\tarticle missing"


def _article_errors(gold: Record, system: Record) -> Iterator[str]:
    judged = pair_quotations(gold, system)
    for i in judged.missed:
        yield _line(gold, gold["quotations"][i], "missed")
    for j in judged.made_up:
        yield _line(system, system["quotations"][j], "made up")
    for pair in judged.pairs:
        if pair.verdict in {"wrong", "unknown", "made up"}:
            wanted, said = gold["quotations"][pair.gold], system["quotations"][pair.system]
            names = f"{_speaker(gold, wanted)} -> {_speaker(system, said)}"
            form = source_form(gold, wanted)
            yield f"{gold['id']}\tspeaker {pair.verdict}\t{form}\t{names}\t{_content(gold, wanted)}"


def _line(record: Record, quotation: Record, fault: str) -> str:
    form = construction(record, quotation)
    return f"{record['id']}\t{fault} {quotation['kind']}\t{form}\t{_content(record, quotation)}"


def _content(record: Record, quotation: Record) -> str:
    start, end = quotation["content"][0][0], quotation["content"][-1][1]
    return " ".join(record["text"][start:end][:_SHOWN].split())


def _speaker(record: Record, quotation: Record) -> str:
    names = {entity["id"]: str(entity["name"]) for entity in record["entities"]}
    return names.get(quotation["speaker"], "nobody named")


def entity_errors(gold: Sequence[Record], *, one_name: OneName | None = None) -> Iterator[str]:
    """Yield the gold entities that were split across articles, and those that were merged."""
    truth, found = gold_entities(gold, one_name)
    for word, one, other in (("split", truth, found), ("merged", found, truth)):
        parts: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for mention in sorted(truth, key=lambda place: (place.article, sorted(place.tokens))):
            parts[one[mention]][other[mention]].append(mention)
        for whole in (group for group in parts.values() if len(group) > 1):
            yield f"{word}\t" + "\t".join(
                sorted(_described(truth, part) for part in whole.values())
            )


def _described(truth: Mapping[Place, str], mentions: Sequence[Place]) -> str:
    articles = sorted({mention.article for mention in mentions})
    where = ", ".join(articles[:_SHOWN_ARTICLES])
    return f"{min(truth[mention] for mention in mentions)} ({len(mentions)} in {where})"
