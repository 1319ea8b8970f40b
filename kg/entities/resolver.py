"""Occurrences to entities, once or as articles keep coming; ids that were given out stay.

In: annotated articles, batch by batch, what the user says, and the entities of an earlier run.
Out: entities sorted by id. What is one entity never depends on the order or the batches of the
articles: with every batch all names are sorted anew, in near-linear time, and only the ids are
carried over. Where two entities turn out to be one, the id that sorts first stays, and the
entity lists the other as a former id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.entities import occasions, rules
from kg.entities.index import SHOWN, Index
from kg.entities.naming import canonical_name, count_forms
from kg.entities.occurrences import Occurrence, find_occurrences
from kg.entities.partition import Link, Node, Partition
from kg.entities.wishes import Wishes
from kg.files import digest
from kg.knowledge import UserEntities
from kg.types import Annotated, Entity, EntityKind, Evidence

_PREFIX: dict[EntityKind, str] = {"PER": "per", "ORG": "org", "LOC": "loc", "EVT": "evt"}
_ALL_RULES: tuple[rules.Rule, ...] = (*rules.RULES, *occasions.RULES)
# A name of three words is hardly borne by two people in the news, one of two words may be.
_SAME_FULL_NAME, _SAME_NAME = 0.97, 0.92
_FULL = 4

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two entities that were given out turned out to be one: which id stays, which went."""

    kept: str
    gone: str


@dataclass
class Resolver:
    """The entities of all articles added so far.

    Examples
    --------
    >>> from kg.types import Article, Chain, Span
    >>> def doc(name, text):
    ...     chain = Chain("e1", "PER", text, (Span(0, len(text)),))
    ...     return Annotated(Article(name, text), chains=(chain,))
    >>> resolver = Resolver()
    >>> resolver.add([doc("a", "Ratna Dewi")])
    ()
    >>> [before] = resolver.entities
    >>> resolver.add([doc("b", "Ratna Dewi Santika")])
    ()
    >>> [after] = resolver.entities
    >>> after.id == before.id, after.name
    (True, 'Ratna Dewi Santika')
    """

    known: Iterable[Entity] = ()
    user: UserEntities = field(default_factory=UserEntities)
    entities: tuple[Entity, ...] = ()
    _occurrences: dict[Place, Occurrence] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entities = tuple(self.known)

    def add(self, documents: Iterable[Annotated]) -> tuple[Merged, ...]:
        """Add articles, or replace those of the same id; return which entities became one."""
        found = list(find_occurrences(documents))
        replaced = {occurrence.article for occurrence in found}
        kept = {place: o for place, o in self._occurrences.items() if place[0] not in replaced}
        self._occurrences = kept | {(o.article, o.chain): o for o in found}
        before = self.entities
        wishes = Wishes.of(self.user, before)
        self.entities = _carry_over(_join(self._occurrences.values(), wishes), before)
        given = {entity.id: entity for entity in before}
        return tuple(
            Merged(entity.id, gone)
            for entity in self.entities
            for gone in entity.former
            if gone in given
        )


def _join(occurrences: Iterable[Occurrence], wishes: Wishes) -> list[Entity]:
    index = Index.of(occurrences, wishes)
    partition = Partition(index.marks)
    for rule in _ALL_RULES:
        partition.join_all(rule(index, partition))
    links: dict[Node, list[Link]] = defaultdict(list)
    for link in partition.links:
        links[partition.root(link.one)].append(link)
    return [
        _entity(index, members, links[partition.root(first)], wishes)
        for first, members in partition.sets(index.nodes).items()
    ]


def _entity(index: Index, members: Sequence[Node], links: Sequence[Link], wishes: Wishes) -> Entity:
    found = sorted((o for node in members for o in index.nodes[node]), key=_place)
    kind = found[0].kind
    wished = Counter(filter(None, (wishes.name(occurrence) for occurrence in found)))
    name = min(wished, default=None) or canonical_name(found)
    forms = count_forms(found)
    forms.setdefault(name, 0)
    evidence = (*_wished(found, wishes), *_evidence(index, members, links))
    return Entity(
        id=f"{_PREFIX[kind]}:{digest(*members[0])}",
        kind=kind,
        name=name,
        aliases=tuple(sorted(set(forms) - {name})),
        chains=tuple(_place(occurrence) for occurrence in found),
        forms=tuple(sorted(forms.items(), key=lambda item: (-item[1], item[0]))),
        confidence=min((item.confidence for item in evidence), default=1.0),
        evidence=evidence,
    )


def _place(occurrence: Occurrence) -> Place:
    return occurrence.article, occurrence.chain


def _evidence(index: Index, members: Sequence[Node], links: Sequence[Link]) -> tuple[Evidence, ...]:
    names = {node: _written(index.nodes[node]) for node in members}
    found = [
        Evidence(link.rule, (names[link.one], names[link.other]), link.articles, link.confidence)
        for link in sorted(links, key=lambda link: (-link.confidence, link))
    ]
    for node in members:
        articles = index.articles(node)
        if len(articles) > 1:
            sure = _SAME_NAME if node[0] == "PER" and len(node) < _FULL else _SAME_FULL_NAME
            named = Evidence("same name", (names[node],) * 2, tuple(articles[:SHOWN]), sure)
            found.append(named)
    return tuple(found)


def _wished(found: Sequence[Occurrence], wishes: Wishes) -> Iterator[Evidence]:
    """Yield what the user's file says of the forms of an entity."""
    articles: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for occurrence in found:
        name = wishes.name(occurrence)
        if name and name != occurrence.name:
            articles[name, occurrence.name][occurrence.article] = None
    for names, where in sorted(articles.items()):
        yield Evidence("user's file", names, tuple(where)[:SHOWN], 1.0)


def _written(found: Sequence[Occurrence]) -> str:
    names = Counter(occurrence.name for occurrence in found)
    return min(names, key=lambda name: (-names[name], name))


def _carry_over(found: Sequence[Entity], before: Sequence[Entity]) -> tuple[Entity, ...]:
    """Give entities the ids that most of their chains had; each id stays with one entity."""
    claims = _claims(found, before)
    former = {entity.id: entity.former for entity in before}
    taken = set(former).union(*former.values()) if former else set()
    named = []
    for entity in found:
        given = sorted(claims.get(entity.chains, ()))
        gone = {*given[1:], *(old for claimed in given for old in former[claimed])}
        fresh = _fresh(entity, taken)
        named.append(replace(entity, id=given[0] if given else fresh, former=tuple(sorted(gone))))
    return tuple(sorted(named, key=lambda entity: entity.id))


def _claims(
    found: Sequence[Entity], before: Sequence[Entity]
) -> dict[tuple[Place, ...], list[str]]:
    """Return the earlier ids that belong to each new entity: where most of their chains went."""
    now = {place: entity for entity in found for place in entity.chains}
    claims: dict[tuple[Place, ...], list[str]] = defaultdict(list)
    for entity in before:
        heirs = Counter(now[place].chains for place in entity.chains if place in now)
        if heirs:
            claims[min(heirs, key=lambda chains: (-heirs[chains], chains))].append(entity.id)
    return claims


def _fresh(entity: Entity, taken: set[str]) -> str:
    """Return an id that no other entity has or had."""
    if entity.id not in taken:
        return entity.id
    return f"{_PREFIX[entity.kind]}:{digest(entity.id, *entity.chains[0])}"
