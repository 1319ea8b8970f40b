"""Entities across articles against annotated articles: B³ (Bagga and Baldwin 1998).

In: gold records, and a system's records of the same articles. All articles are one corpus; the
gold entity of a mention is its kind and the name that the annotation gives it. Out: for each
article the sums that precision and recall are made of, so that a bootstrap over articles only
adds them up again. Four comparisons:

across.chains      gold chains, joined across articles
across.mentions    gold mentions, chained and joined
across.system      the system's own mentions. A mention counts if its tokens and its kind are
                   exact; one that is made up has a precision of 0, one that is missing a recall
                   of 0, so that the recall of mentions is a ceiling
across.matched     the same, of the mentions that both sides have
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.annotations import from_record
from kg.coref.chains import build_chains, canonical
from kg.dates import to_iso
from kg.entities import find_entities
from kg.evaluation.align import Alignment, Tokens
from kg.evaluation.scores import Counts, Figure, Record
from kg.types import ENTITY_KINDS, Annotated, Chain, Mention
from kg.wordlists import read_table

ACROSS = ("across.chains", "across.mentions", "across.system", "across.matched")
_ALL = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention: its article, its kind, and its tokens in the gold text."""

    article: str
    kind: str
    tokens: Tokens


Clusters = Mapping[Place, str]
OneName = Callable[[str, str, str], str]


def bcubed(gold: Clusters, system: Clusters) -> dict[str, Counts]:
    """Return for each article the sums of precision and recall of its mentions, and their counts.

    Parameters
    ----------
    gold, system
        The entity of each mention. A mention of one side only counts as wrong.

    Examples
    --------
    >>> a, b = (Place(article, "PER", frozenset({1})) for article in "ab")
    >>> bcubed({a: "Ani", b: "Ani"}, {a: "1", b: "2"})["a"]
    {'precision': 1.0, 'system': 1, 'recall': 0.5, 'gold': 1}
    """
    together = Counter((gold[m], system[m]) for m in gold.keys() & system.keys())
    truths, guesses = Counter(gold.values()), Counter(system.values())
    sums: dict[str, dict[str, float]] = defaultdict(
        lambda: {"precision": 0.0, "system": 0, "recall": 0.0, "gold": 0}
    )
    for mention, guess in system.items():
        right = together[gold[mention], guess] if mention in gold else 0
        sums[mention.article]["precision"] += right / guesses[guess]
        sums[mention.article]["system"] += 1
    for mention, truth in gold.items():
        right = together[truth, system[mention]] if mention in system else 0
        sums[mention.article]["recall"] += right / truths[truth]
        sums[mention.article]["gold"] += 1
    return {article: dict(counts) for article, counts in sorted(sums.items())}


def across(
    gold: Sequence[Record],
    system: Sequence[Record] | None = None,
    *,
    one_name: OneName | None = None,
) -> list[Counts]:
    """Count what the entities across articles get right, article by article.

    Parameters
    ----------
    gold
        All annotated articles of the corpus.
    system
        The system's records of the same articles; without them, only gold mentions are joined.
    one_name
        Gives the name to score by for an article, a kind and the name of the annotation; see
        `read_names`.
    """
    truth = _gold_clusters(gold, one_name or (lambda _article, _kind, name: name))
    compared = {
        "across.chains": (truth, _clusters([_chained(record) for record in gold], gold)),
        "across.mentions": (truth, _clusters([_mentioned(record) for record in gold], gold)),
    }
    if system is not None:
        found = _clusters([from_record(record) for record in system], gold)
        both = truth.keys() & found.keys()
        compared["across.system"] = (truth, found)
        compared["across.matched"] = (_only(truth, both), _only(found, both))
    counts: dict[str, dict[str, float]] = {record["id"]: {} for record in gold}
    for name, (wanted, guess) in compared.items():
        for kind in (_ALL, *ENTITY_KINDS):
            for article, sums in bcubed(_of_kind(wanted, kind), _of_kind(guess, kind)).items():
                prefix = f"{name}.{kind}" if kind else name
                counts[article].update({f"{prefix}/{part}": n for part, n in sums.items()})
    return list(counts.values())


def gold_entities(
    gold: Sequence[Record], one_name: OneName | None = None
) -> tuple[dict[Place, str], dict[Place, str]]:
    """Return the gold entity of each gold mention, and the package's of the gold chains."""
    truth = _gold_clusters(gold, one_name or (lambda _article, _kind, name: name))
    return truth, _clusters([_chained(record) for record in gold], gold)


def across_figures(counts: Iterable[Counts]) -> dict[str, Figure]:
    """Add up the counts of articles and return every figure, in per cent.

    Examples
    --------
    >>> sums = {"precision": 1.0, "system": 1, "recall": 0.5, "gold": 1}
    >>> counts = {f"across.chains/{part}": number for part, number in sums.items()}
    >>> across_figures([counts])["across.chains"].recall
    50.0
    """
    total: dict[str, float] = defaultdict(float)
    for article in counts:
        for name, number in article.items():
            total[name] += number
    names = dict.fromkeys(name.partition("/")[0] for name in total)
    return {name: _figure(total, name) for name in sorted(names, key=_order)}


def read_names(path: Path) -> OneName:
    """Read the names that annotations of different articles gave to one thing.

    The file is a table of kind, name of the annotation, articles ("*" for all) and the name to
    score by, tabs between; lines that begin with ``#`` are left out.
    """
    one: dict[tuple[str, str, str], str] = {}
    for kind, name, articles, wanted in read_table(path, columns=4):
        one.update({(article, kind, name): wanted for article in articles.split()})

    def one_name(article: str, kind: str, name: str) -> str:
        return one.get((article, kind, name)) or one.get(("*", kind, name), name)

    return one_name


def _figure(total: Mapping[str, float], name: str) -> Figure:
    def share(part: str, count: str) -> float:
        return 100 * total[f"{name}/{part}"] / (total[f"{name}/{count}"] or 1)

    precision, recall = share("precision", "system"), share("recall", "gold")
    both = precision + recall
    return Figure(
        precision,
        recall,
        2 * precision * recall / both if both else 0.0,
        total[f"{name}/recall"],
        round(total[f"{name}/gold"]),
        round(total[f"{name}/system"]),
    )


def _order(name: str) -> tuple[int, int]:
    comparison, _, kind = name.removeprefix("across.").partition(".")
    kinds = (_ALL, *ENTITY_KINDS)
    return ACROSS.index(f"across.{comparison}"), kinds.index(kind)


def _gold_clusters(gold: Sequence[Record], one_name: OneName) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for record in gold:
        alignment = Alignment(record["text"], record["text"])
        for entity in record["entities"]:
            kind = entity["kind"]
            name = one_name(record["id"], kind, entity["name"])
            for pair in entity["mentions"]:
                found[Place(record["id"], kind, alignment.gold([pair]))] = f"{kind} {name}"
    return found


def _clusters(documents: Sequence[Annotated], gold: Sequence[Record]) -> dict[Place, str]:
    """Join the chains of documents, and say which entity each mention of theirs belongs to."""
    entity_of = {pair: e.id for e in find_entities(documents) for pair in e.chains}
    texts = {record["id"]: record["text"] for record in gold}
    found: dict[Place, str] = {}
    for doc in documents:
        article = doc.article.id
        alignment = Alignment(texts[article], doc.text) if article in texts else None
        for chain in doc.chains if alignment else ():
            for span in chain.mentions:
                tokens = alignment.system([(span.start, span.end)]) if alignment else Tokens()
                found[Place(article, chain.kind, tokens)] = entity_of[article, chain.id]
    return found


def _chained(record: Record) -> Annotated:
    """Return a gold article; its chains get the names that the package would give them."""
    doc = from_record({**record, "published": record.get("published") or _date(record)})
    return replace(doc, chains=tuple(_renamed(doc.text, chain) for chain in doc.chains))


def _date(record: Record) -> str | None:
    return to_iso(record["date"]) if record.get("date") else None


def _renamed(text: str, chain: Chain) -> Chain:
    forms = Counter(span.of(text) for span in chain.mentions)
    return replace(chain, name=canonical(forms, chain.kind)) if forms else chain


def _mentioned(record: Record) -> Annotated:
    """Return a gold article whose mentions are chained by the package."""
    gold = _chained(record)
    chains = build_chains(gold.text, list(_mentions(gold)))
    owner = {(chain.kind, span): chain.id for chain in chains for span in chain.mentions}
    new = {c.id: owner.get((c.kind, c.mentions[0])) for c in gold.chains if c.mentions}
    roles = tuple(
        replace(role, person=person, organization=new.get(role.organization or ""))
        for role in gold.roles
        if (person := new.get(role.person))
    )
    return replace(gold, chains=chains, roles=roles)


def _mentions(doc: Annotated) -> Iterator[Mention]:
    for span, kind in sorted((span, chain.kind) for chain in doc.chains for span in chain.mentions):
        yield Mention(span, kind)


def _of_kind(clusters: Clusters, kind: str) -> Clusters:
    return {m: found for m, found in clusters.items() if m.kind == kind} if kind else clusters


def _only(clusters: Clusters, kept: Iterable[Place]) -> dict[Place, str]:
    return {mention: clusters[mention] for mention in kept}
