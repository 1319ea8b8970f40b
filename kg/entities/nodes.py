"""Occurrences to nodes: the names that are one entity unless something speaks against it.

In: occurrences. Out: for each its node: the kind, the comparable words of its name, and where
needed what else tells it from others of that name: the article, for a person known by one word;
the year, for an event; what it is ("kota", "stadion"), for a place. Whoever bears a name in
conflicting roles becomes several nodes: see `kg.entities.namesakes`.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.coref.names import core, goes_beyond, key, known_name, place_type, tokens
from kg.entities.occurrences import Occurrence
from kg.entities.partition import Node
from kg.knowledge import knowledge
from kg.wordlists import word_set

_YEAR = re.compile(r"(?:19|20)\d\d")
_SEASON = re.compile(r"(?<!\d)(?:20)?(\d\d)\s?/\s?(?:20)?(\d\d)(?!\d)")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ELECTIONS = (
    ("pemilihan", "gubernur"),
    ("pemilihan", "bupati"),
    ("pemilihan", "wali", "kota"),
    ("pemilihan", "umum", "kepala", "daerah"),
)
_EDITION = re.compile(r"ke \d{1,3}")
# The marks of what else tells a node from others of its name.
ALONE, DATED, PLACED, NAMESAKE, WISHED = "@", "=", ":", "~", "!"
_SIGNS = (ALONE, DATED, PLACED, NAMESAKE, WISHED)


def node_of(occurrence: Occurrence) -> Node:
    """Return the node of an occurrence.

    Examples
    --------
    >>> from kg.entities.occurrences import find_occurrences
    >>> from kg.types import Annotated, Article, Chain, Span
    >>> chain = Chain("e1", "EVT", "Pemilu 2024", (Span(0, 11),))
    >>> doc = Annotated(Article("a", "Pemilu 2024"), chains=(chain,))
    >>> [node_of(occurrence) for occurrence in find_occurrences([doc])]
    [('EVT', 'pemilihan', 'umum', '=2024')]
    """
    kind = occurrence.kind
    if kind == "EVT":
        return _event(occurrence)
    if kind == "LOC":
        return _place(occurrence)
    known = _known(occurrence)
    words = key(known or occurrence.name, kind)
    if kind == "PER" and len(words) == 1 and not known:
        return (kind, *words, ALONE + occurrence.article)
    return (kind, *words)


def bare(node: Node) -> Node:
    """Return a node without what tells it from others of its name.

    Examples
    --------
    >>> bare(("EVT", "pemilihan", "umum", "=2024"))
    ('EVT', 'pemilihan', 'umum')
    """
    return tuple(part for part in node if part[:1] not in _SIGNS)


def trait(node: Node, sign: str) -> str | None:
    """Return what tells a node from others of its name, None if nothing of that sign does."""
    return next((part[1:] for part in node[2:] if part.startswith(sign)), None)


def _known(occurrence: Occurrence) -> str | None:
    """Return the known name of an occurrence, unless it is a part or branch of what is known."""
    kind, full = occurrence.kind, occurrence.name
    for form in dict.fromkeys((full, core(full, kind), *(form for form, _ in occurrence.forms))):
        name = known_name(form, kind)
        if name and (form == full or not goes_beyond(full, form, kind)):
            return name
    return None


def _place(occurrence: Occurrence) -> Node:
    if fact := occurrence.place:
        return ("LOC", *key(fact.name, "LOC"), PLACED + fact.id)
    words, sort = key(occurrence.name, "LOC"), place_type(occurrence.name)
    return ("LOC", *words, PLACED + sort) if sort else ("LOC", *words)


def _event(occurrence: Occurrence) -> Node:
    years = Counter[str]()
    for form, count in occurrence.forms:
        years.update(dict.fromkeys(_years(form), count))
    name = known_name(_without_year(occurrence.name), "EVT") or occurrence.name
    words = event_words(name)
    if not years:
        numbered = editions(occurrence)[:1]
        return ("EVT", *words, DATED + numbered[0] if numbered else ALONE + occurrence.article)
    return ("EVT", *words, DATED + max(years, key=lambda year: (years[year], year)))


def event_words(name: str) -> tuple[str, ...]:
    """Return the words of an event's name without its year, its edition and its host.

    Examples
    --------
    >>> event_words("Asian Games XVIII tahun 2018"), event_words("SEA Games 2017 Malaysia")
    (('asian', 'games'), ('sea', 'games'))
    """
    plain = _EDITION.sub(" ", " ".join(tokens(_without_year(name))))
    words = key(plain, "EVT") if plain.strip() else key(name, "EVT")
    words = tuple(word for word in words if not _is_roman(word)) or words
    for head in _ELECTIONS:  # who is elected is told by the place: "Pilgub Jabar", "Pilkada Jabar"
        if words[: len(head)] == head and len(words) > len(head):
            words = ("pemilihan", "kepala", "daerah", *words[len(head) :])
    return _without_host(words)


def _without_host(words: tuple[str, ...]) -> tuple[str, ...]:
    for size in range(1, len(words)):
        hosted = " ".join(words[:size]) in word_set("hosted_events")
        if hosted and knowledge().find(" ".join(words[size:]), "LOC"):
            return words[:size]
    return words


def editions(occurrence: Occurrence) -> list[str]:
    """Return the edition numbers that the forms of an event have: "xviii", "18"."""
    found: set[str] = set()
    for form, _ in occurrence.forms:
        words = tokens(form)
        found.update(word for word in words if _is_roman(word))
        found.update(match[0][3:] for match in _EDITION.finditer(" ".join(words)))
    return sorted(found)


def _years(form: str) -> set[str]:
    if season := _SEASON.search(form):
        return {f"20{season[1]}/{season[2]}"}
    return set(_YEAR.findall(form))


def _without_year(name: str) -> str:
    return _YEAR.sub(" ", _SEASON.sub(" ", name))


def _is_roman(word: str) -> bool:
    return bool(word) and _ROMAN.fullmatch(word) is not None
