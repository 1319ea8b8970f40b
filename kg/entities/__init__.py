"""Chains to entities: the same person, organization, place or event across articles.

In: annotated articles. Out: one entity for each thing, with a canonical name, its aliases,
where it occurs, and why its names were taken to be one. The result does not depend on the
order of the articles. A person known by one word only ("Budi") is joined with another article's
only where more than the name speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.entities.resolver import Merged, Resolver
from kg.entities.store import FILENAME, read_entities, write_entities
from kg.types import Annotated, Entity

__all__ = ["FILENAME", "Merged", "Resolver", "find_entities", "read_entities", "write_entities"]


def find_entities(documents: Iterable[Annotated]) -> tuple[Entity, ...]:
    """Join the chains of all articles into entities, sorted by id.

    Examples
    --------
    >>> from kg.types import Article, Chain, Span
    >>> def doc(name, text):
    ...     chain = Chain("e1", "PER", text, (Span(0, len(text)),))
    ...     return Annotated(Article(name, text), chains=(chain,))
    >>> [e.name for e in find_entities([doc("a", "Jokowi"), doc("b", "Joko Widodo")])]
    ['Joko Widodo']
    """
    resolver = Resolver()
    resolver.add(documents)
    return resolver.entities
