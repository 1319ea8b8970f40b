"""Chains to entities: the same person, organization, place or event across articles.

In: the chains of all articles. Out: one entity for each thing, with a canonical name, its
aliases and where it occurs. The result does not depend on the order of the articles. A person
known by one word only ("Budi") is never joined with another article's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.coref.names import is_acronym_of, key, known_name, tokens
from kg.files import digest
from kg.types import Annotated, Chain, Entity, EntityKind

_PREFIX: dict[EntityKind, str] = {"PER": "per", "ORG": "org", "LOC": "loc", "EVT": "evt"}

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A chain, the article it is in, and the forms it is written in."""

    article: str
    chain: Chain
    forms: tuple[str, ...]


def find_entities(documents: Iterable[Annotated]) -> tuple[Entity, ...]:
    """Join the chains of all articles into entities, sorted by id.

    Examples
    --------
    >>> from kg.types import Article, Span
    >>> def doc(name, text):
    ...     chain = Chain("e1", "PER", text, (Span(0, len(text)),))
    ...     return Annotated(Article(name, text), chains=(chain,))
    >>> [e.name for e in find_entities([doc("a", "Jokowi"), doc("b", "Joko Widodo")])]
    ['Joko Widodo']
    """
    occurrences = sorted(_occurrences(documents), key=lambda o: (o.article, o.chain.id))
    acronyms = _acronyms(occurrences)
    fuller = _fuller_names(occurrences)
    groups: dict[tuple[EntityKind, _Key], list[_Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        identity = _identity(occurrence, acronyms, fuller)
        groups[(occurrence.chain.kind, identity)].append(occurrence)
    entities = [_entity(kind, identity, found) for (kind, identity), found in groups.items()]
    return tuple(sorted(entities, key=lambda entity: entity.id))


def _occurrences(documents: Iterable[Annotated]) -> Iterable[_Occurrence]:
    for doc in documents:
        for chain in doc.chains:
            forms = sorted({span.of(doc.text) for span in chain.mentions})
            yield _Occurrence(doc.article.id, chain, tuple(forms))


def _acronyms(occurrences: Sequence[_Occurrence]) -> dict[tuple[EntityKind, _Key], _Key]:
    """Learn from articles that spell an acronym out what it stands for elsewhere."""
    votes: dict[tuple[EntityKind, _Key], Counter[_Key]] = defaultdict(Counter)
    for occurrence in occurrences:
        kind = occurrence.chain.kind
        for form in occurrence.forms:
            if is_acronym_of(form, occurrence.chain.name):
                votes[(kind, key(form, kind))][key(occurrence.chain.name, kind)] += 1
    return {short: min(found, key=lambda k: (-found[k], k)) for short, found in votes.items()}


def _fuller_names(occurrences: Sequence[_Occurrence]) -> dict[_Key, _Key]:
    """Map a person's name of two words or more to the one longer name that begins with it."""
    names = {key(o.chain.name, "PER") for o in occurrences if o.chain.kind == "PER"}
    longer: dict[_Key, set[_Key]] = defaultdict(set)
    for name in names:
        for size in range(2, len(name)):
            longer[name[:size]].add(name)
    return {
        short: next(iter(found))
        for short, found in longer.items()
        if short in names and len(found) == 1
    }


def _identity(
    occurrence: _Occurrence,
    acronyms: Mapping[tuple[EntityKind, _Key], _Key],
    fuller: Mapping[_Key, _Key],
) -> _Key:
    kind = occurrence.chain.kind
    for form in (occurrence.chain.name, *occurrence.forms):
        name = known_name(form, kind)
        if name:
            return key(name, kind)
    identity = key(occurrence.chain.name, kind)
    if kind == "PER" and len(identity) == 1:
        return (*identity, occurrence.article)
    identity = acronyms.get((kind, identity), identity)
    while kind == "PER" and identity in fuller:
        identity = fuller[identity]
    return identity


def _entity(kind: EntityKind, identity: _Key, found: Sequence[_Occurrence]) -> Entity:
    names = Counter(occurrence.chain.name for occurrence in found)
    name = max(sorted(names), key=lambda n: (names[n], len(tokens(n))))
    forms = {form for occurrence in found for form in occurrence.forms} | set(names)
    return Entity(
        id=f"{_PREFIX[kind]}:{digest(kind, *identity)}",
        kind=kind,
        name=name,
        aliases=tuple(sorted(forms - {name})),
        chains=tuple((occurrence.article, occurrence.chain.id) for occurrence in found),
    )
