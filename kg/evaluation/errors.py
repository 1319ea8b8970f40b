"""What is wrong, one line an error: to read, not to count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.evaluation.align import Alignment, match
from kg.evaluation.bcubed import OneName, Place, gold_entities
from kg.evaluation.scores import Record

_HALF = 0.5
_SHOWN = 100
_SHOWN_ARTICLES = 4


def quotation_errors(gold: Sequence[Record], system: Sequence[Record]) -> Iterator[str]:
    """Yield the quotations missed, made up, or given to the wrong speaker."""
    found = {record["id"]: record for record in system}
    for truth in gold:
        if truth["id"] in found:
            yield from _article_errors(truth, found[truth["id"]])
        else:
            yield f"{truth['id']}\tarticle missing"


def _article_errors(gold: Record, system: Record) -> Iterator[str]:
    alignment = Alignment(gold["text"], system["text"])
    wanted = [alignment.words(alignment.gold(q["content"])) for q in gold["quotations"]]
    found = [alignment.words(alignment.system(q["content"])) for q in system["quotations"]]
    pairs = dict(match(wanted, found, least=_HALF))
    for i, quotation in enumerate(gold["quotations"]):
        if i not in pairs:
            yield f"{gold['id']}\tmissed {quotation['kind']}\t{_content(gold, quotation)}"
    made_up = set(range(len(found))) - set(pairs.values())
    for j in sorted(made_up):
        quotation = system["quotations"][j]
        yield f"{gold['id']}\tmade up {quotation['kind']}\t{_content(system, quotation)}"
    for i, j in pairs.items():
        wanted_name = _speaker(gold, gold["quotations"][i])
        found_name = _speaker(system, system["quotations"][j])
        if wanted_name != found_name:
            yield f"{gold['id']}\tspeaker\t{wanted_name} -> {found_name}"


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
