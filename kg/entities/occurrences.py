"""Chains with what their articles say about them: what tells two things of one name apart.

In: annotated articles. Out: one occurrence for each chain, with the forms it is written in, the
roles a person has, the article's year, and who and what else the article names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.coref.names import key, tokens
from kg.entities.whereabouts import place_fact
from kg.knowledge import Fact
from kg.types import Annotated, Chain, EntityKind

_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,])")
_BYGONE = frozenset({"mantan", "eks", "bekas", "calon", "cawapres", "capres", "almarhum", "bakal"})


@dataclass(frozen=True, slots=True)
class Office:
    """A role that an article gives a person: its words, and the key of where it is held."""

    words: tuple[str, ...]
    place: str | None

    @property
    def is_telling(self) -> bool:
        """Say whether few people at a time can have it: "Ketua" alone is anybody's."""
        return bool(self.place) or len(self.words) > 1

    @property
    def title(self) -> str:
        """The words, with where the office is held."""
        return " ".join((*self.words, *(self.place or "").split()[1:]))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A chain of one article.

    ``company`` holds the labels (see `label`) of all things that the article names, this one
    included; it is shared by the occurrences of an article. ``year`` is that of publication, or
    the only year the text names. ``place`` is the known place that a name means there.
    """

    article: str
    chain: str
    kind: EntityKind
    name: str
    forms: tuple[tuple[str, int], ...]
    offices: tuple[Office, ...]
    company: frozenset[str]
    published: str | None
    year: str | None
    place: Fact | None = None


def label(kind: EntityKind, name: str) -> str:
    """Return a name's key as one string, for telling what an article names.

    Examples
    --------
    >>> label("ORG", "PT Semesta Tbk")
    'ORG semesta'
    """
    return " ".join((kind, *key(name, kind)))


def find_occurrences(documents: Iterable[Annotated]) -> Iterator[Occurrence]:
    """Yield the chains of articles that have a mention, article by article.

    Examples
    --------
    >>> from kg.types import Article, Chain, Span
    >>> ratna = Chain("e1", "PER", "Ratna Dewi", (Span(0, 10), Span(17, 22)))
    >>> doc = Annotated(Article("a", "Ratna Dewi tiba. Ratna lega."), chains=(ratna,))
    >>> [found] = find_occurrences([doc])
    >>> found.name, found.forms
    ('Ratna Dewi', (('Ratna', 1), ('Ratna Dewi', 1)))
    """
    for doc in documents:
        chains = [chain for chain in doc.chains if chain.mentions]
        company = frozenset(label(chain.kind, chain.name) for chain in chains)
        offices = _offices(doc)
        places = [chain.name for chain in chains if chain.kind == "LOC"]
        for chain in chains:
            yield Occurrence(
                article=doc.article.id,
                chain=chain.id,
                kind=chain.kind,
                name=chain.name,
                forms=_forms(doc, chain),
                offices=tuple(offices.get(chain.id, ())),
                company=company,
                published=doc.article.published,
                year=_year(doc) if chain.kind == "EVT" else None,
                place=place_fact(chain.name, places) if chain.kind == "LOC" else None,
            )


def _forms(doc: Annotated, chain: Chain) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(span.of(doc.text) for span in chain.mentions).items()))


def _offices(doc: Annotated) -> dict[str, list[Office]]:
    """Return the offices that people hold now; who held one before does not hold it."""
    names = {chain.id: label(chain.kind, chain.name) for chain in doc.chains}
    found: dict[str, list[Office]] = {}
    for role in doc.roles:
        words = tokens(role.role.of(doc.text))
        if words and not _BYGONE.intersection(words):
            office = Office(words, names.get(role.organization or ""))
            found.setdefault(role.person, []).append(office)
    return found


def _year(doc: Annotated) -> str | None:
    published = (doc.article.published or "")[:4]
    if published.isdigit():
        return published
    years = set(_YEAR.findall(doc.text))
    return years.pop() if len(years) == 1 else None
