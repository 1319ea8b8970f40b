"""Annotations against gold annotations: counts an article, figures over all.

Both sides are records of the annotations format (see `kg.annotations`). All figures are micro
averages, so the counts of articles add up, and a bootstrap over articles only adds them up
again.

mention.*            exact tokens and kind
entity.ceafe         CEAF-e (Luo 2005): one-to-one alignment of entities, similarity phi4
quote.direct.exact   the same words in the content; quote.direct and quote.indirect: at least
                     half in common (intersection over union); mixed counts as indirect
quote.all            the same, whatever the kind
speaker.*            of the matched quotations whose gold speaker is a named entity
quote.end2end        quotation matched and speaker right, or rightly none
role                 person right and at least half of the role's words in common
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rustworkx

from kg.evaluation.align import Alignment, Tokens, match
from kg.types import ENTITY_KINDS

Record = Mapping[str, Any]
Counts = Mapping[str, float]

_HALF = 0.5
_WORD = re.compile(r"\w+")
_PRECISION = 10**9  # the matching takes whole numbers
_EMPTY: Record = {"entities": [], "quotations": [], "roles": []}

F1_FIGURES = (
    *(f"mention.{kind}" for kind in ENTITY_KINDS),
    "mention.micro",
    "entity.ceafe",
    "quote.direct.exact",
    "quote.direct",
    "quote.indirect",
    "quote.all",
    "quote.end2end",
    "role",
)
SPEAKER_FIGURES = ("speaker.right", "speaker.wrong", "speaker.unknown")


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 in per cent, and what they were computed from."""

    precision: float
    recall: float
    f1: float
    right: float
    gold: int
    system: int


@dataclass(frozen=True, slots=True)
class _Side:
    """One side's annotations as token sets of the gold text."""

    entities: dict[str, tuple[str, list[Tokens]]]
    quotations: list[tuple[Record, Tokens]]
    roles: list[tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quotation and the system's for it, by index; the verdict is on the speaker.

    ``verdict`` is "right", "wrong" or "unknown"; where the gold speaker is no named entity,
    "none" if the system names nobody either, else "made up".
    """

    gold: int
    system: int
    exact: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Paired:
    """The quotations of an article: those found, those missed, those made up, by index."""

    pairs: tuple[Pair, ...]
    missed: tuple[int, ...]
    made_up: tuple[int, ...]


def pair_quotations(gold: Record, system: Record) -> Paired:
    """Compare the quotations of a gold article and of a system's, whatever their kind.

    Parameters
    ----------
    gold, system
        The same article in the annotations format.
    """
    alignment = Alignment(gold["text"], system["text"])
    truth = _side(gold, alignment, gold_side=True)
    guess = _side(system, alignment, gold_side=False)
    pairs = sorted(_pairs(truth, guess), key=lambda pair: pair.gold)
    missed = set(range(len(truth.quotations))) - {pair.gold for pair in pairs}
    made_up = set(range(len(guess.quotations))) - {pair.system for pair in pairs}
    return Paired(tuple(pairs), tuple(sorted(missed)), tuple(sorted(made_up)))


def count(gold: Record, system: Record | None) -> Counts:
    """Count what one article's annotations get right; a missing article gets nothing right."""
    found = system or {**_EMPTY, "text": gold["text"]}
    alignment = Alignment(gold["text"], found["text"])
    truth = _side(gold, alignment, gold_side=True)
    guess = _side(found, alignment, gold_side=False)
    return {
        **_count_mentions(truth, guess),
        **_count_entities(truth, guess),
        **_count_quotations(truth, guess),
        **_count_roles(truth, guess),
    }


def _side(record: Record, alignment: Alignment, *, gold_side: bool) -> _Side:
    tokens = alignment.gold if gold_side else alignment.system
    return _Side(
        entities={
            entity["id"]: (entity["kind"], [tokens([pair]) for pair in entity["mentions"]])
            for entity in record["entities"]
        },
        quotations=[
            (quotation, alignment.words(tokens(quotation["content"])))
            for quotation in record["quotations"]
        ],
        roles=[
            (role["person"], frozenset(_WORD.findall(role["role"].lower())))
            for role in record.get("roles", [])
        ],
    )


def _tally(name: str, right: float, gold: int, system: int) -> dict[str, float]:
    return {f"{name}/right": right, f"{name}/gold": gold, f"{name}/system": system}


def _count_mentions(truth: _Side, guess: _Side) -> dict[str, float]:
    counts: dict[str, float] = {}
    micro = [0, 0, 0]
    for kind in ENTITY_KINDS:
        wanted, found = _mentions(truth, kind), _mentions(guess, kind)
        sizes = len(wanted & found), len(wanted), len(found)
        counts |= _tally(f"mention.{kind}", *sizes)
        micro = [total + size for total, size in zip(micro, sizes, strict=True)]
    right, gold, system = micro
    return counts | _tally("mention.micro", right, gold, system)


def _mentions(side: _Side, kind: str) -> set[Tokens]:
    return {m for k, mentions in side.entities.values() if k == kind for m in mentions if m}


def _count_entities(truth: _Side, guess: _Side) -> dict[str, float]:
    """Sum the similarity of the best one-to-one alignment of entities of the same kind."""
    graph: rustworkx.PyGraph[int, float] = rustworkx.PyGraph()
    wanted = [graph.add_node(index) for index in range(len(truth.entities))]
    found = [graph.add_node(index) for index in range(len(guess.entities))]
    for i, (kind, mentions) in zip(wanted, truth.entities.values(), strict=True):
        for j, (other_kind, others) in zip(found, guess.entities.values(), strict=True):
            value = _phi4(set(mentions), set(others)) if kind == other_kind else 0.0
            if value:
                graph.add_edge(i, j, value)
    pairs = rustworkx.max_weight_matching(graph, weight_fn=lambda value: round(value * _PRECISION))
    total = sum(graph.get_edge_data(i, j) for i, j in pairs)
    return _tally("entity.ceafe", total, len(wanted), len(found))


def _phi4(one: set[Tokens], other: set[Tokens]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _count_quotations(truth: _Side, guess: _Side) -> dict[str, float]:
    pairs = _pairs(truth, guess)
    verdicts = Counter(pair.verdict for pair in pairs)
    whole = verdicts["right"] + verdicts["none"]
    sizes = len(truth.quotations), len(guess.quotations)
    return {
        **_count_kind("quote.direct", truth, guess),
        **_count_kind("quote.indirect", truth, guess),
        **_tally("quote.all", len(pairs), *sizes),
        **_tally("quote.end2end", whole, *sizes),
        **{f"speaker.{word}": verdicts[word] for word in ("right", "wrong", "unknown")},
    }


def _pairs(truth: _Side, guess: _Side) -> list[Pair]:
    wanted = [tokens for _, tokens in truth.quotations]
    found = [tokens for _, tokens in guess.quotations]
    return [
        Pair(i, j, exact=wanted[i] == found[j], verdict=_verdict(truth, guess, i, j))
        for i, j in match(wanted, found, least=_HALF)
    ]


def _count_kind(name: str, truth: _Side, guess: _Side) -> dict[str, float]:
    direct = name == "quote.direct"
    wanted = [tokens for q, tokens in truth.quotations if (q["kind"] == "direct") == direct]
    found = [tokens for q, tokens in guess.quotations if (q["kind"] == "direct") == direct]
    sizes = len(wanted), len(found)
    counts = _tally(name, len(match(wanted, found, least=_HALF)), *sizes)
    return (
        counts | _tally("quote.direct.exact", len(set(wanted) & set(found)), *sizes)
        if direct
        else counts
    )


def judge(gold: Record, system: Record) -> list[str]:
    """Judge each quotation of a system's article, in its order.

    Returns
    -------
    list of str
        "right", "wrong" or "unknown" speaker where gold names one; "none" where neither does,
        "made up" where only the system does; "spurious" where gold has no such quotation.

    Examples
    --------
    >>> nobody = {"cue": None, "source": None, "speaker": None}
    >>> said = {"kind": "direct", "content": [[1, 10]], **nobody}
    >>> gold = {"id": "a", "text": "“Kami siap,” katanya.", "entities": [], "quotations": [said]}
    >>> judge(gold, gold)
    ['none']
    """
    verdicts = ["spurious"] * len(system["quotations"])
    for pair in pair_quotations(gold, system).pairs:
        verdicts[pair.system] = pair.verdict
    return verdicts


def _verdict(truth: _Side, guess: _Side, i: int, j: int) -> str:
    """Judge the speaker of a matched quotation: right, wrong, unknown; none if rightly none."""
    wanted = truth.quotations[i][0].get("speaker")
    found = guess.quotations[j][0].get("speaker")
    if not wanted:
        return "none" if found is None else "made up"
    if found is None:
        return "unknown"
    return "right" if same_entity(truth, guess, wanted, found) else "wrong"


def same_entity(truth: _Side, guess: _Side, wanted: str, found: str) -> bool:
    """Say whether a system's entity shares most of its mentions with the wanted one."""
    if wanted not in truth.entities or found not in guess.entities:
        return False
    mentions = guess.entities[found][1]
    best, most = None, 0
    for name, (_, others) in truth.entities.items():
        shared = sum(1 for mention in mentions if any(mention & other for other in others))
        if shared > most:
            best, most = name, shared
    return best == wanted


def _count_roles(truth: _Side, guess: _Side) -> dict[str, float]:
    used: set[int] = set()
    for person, words in truth.roles:
        for j, (holder, others) in enumerate(guess.roles):
            shared = len(words & others) / len(words | others) if words | others else 0.0
            if j not in used and shared >= _HALF and same_entity(truth, guess, person, holder):
                used.add(j)
                break
    return _tally("role", len(used), len(truth.roles), len(guess.roles))


def figures(counts: Iterable[Counts]) -> dict[str, Figure | float]:
    """Add up the counts of articles and return every figure, in per cent."""
    total: dict[str, float] = defaultdict(float)
    for article in counts:
        for name, number in article.items():
            total[name] += number
    result: dict[str, Figure | float] = {name: figure(total, name) for name in F1_FIGURES}
    named = sum(total[name] for name in SPEAKER_FIGURES)
    for name in SPEAKER_FIGURES:
        result[name] = 100 * total[name] / named if named else 0.0
    return result


def figure(total: Counts, name: str) -> Figure:
    """Return the figure called ``name`` of counts that are added up.

    Examples
    --------
    >>> figure({"role/right": 1, "role/gold": 2, "role/system": 1}, "role").recall
    50.0
    """
    right, gold, system = (total[f"{name}/{part}"] for part in ("right", "gold", "system"))
    precision = 100 * right / system if system else 0.0
    recall = 100 * right / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Figure(precision, recall, f1, right, round(gold), round(system))


def value(figure: Figure | float) -> float:
    """Return the one number of a figure: its F1, or the share itself.

    Examples
    --------
    >>> value(96.5), value(Figure(100.0, 50.0, 66.7, 1, 2, 1))
    (96.5, 66.7)
    """
    return figure.f1 if isinstance(figure, Figure) else figure


def score(gold: Sequence[Record], system: Sequence[Record]) -> list[Counts]:
    """Count each gold article against the system's article of the same id.

    Examples
    --------
    >>> ratna = {"id": "e1", "kind": "PER", "name": "Ratna", "mentions": [[0, 5]]}
    >>> gold = {"id": "a", "text": "Ratna tiba.", "entities": [ratna], "quotations": []}
    >>> [counts] = score([gold], [gold])
    >>> counts["mention.PER/right"], counts["mention.PER/gold"], counts["mention.PER/system"]
    (1, 1, 1)
    """
    found = {record["id"]: record for record in system}
    return [count(record, found.get(record["id"])) for record in gold]
