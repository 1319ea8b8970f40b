"""Role words to roles: who holds which office, where.

In: the role words that the tagger marked, and the chains. Out: for each the person it belongs
to and the organization or area it is held in, if the text names them beside it. "Menteri
Keuangan Sri Mulyani", "CEO Alibaba Group Jack Ma", "Luhut, Menko Marves," and "Andra Soni
(Gubernur Banten)" are all read as role, place, person, in either order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.coref.discourse import Named
from kg.quotes.cues import lookup
from kg.types import Annotated, Role, Span

# Between a role and its person may stand the organization, a comma, a rank or a title.
_REACH = 90
_AFTER_PERSON = re.compile(
    r"\s*(?:[,(–—-]|,?\s*(?:yang\s+(?:juga\s+)?(?:menjabat|merupakan)(?:\s+sebagai)?|"
    r"selaku|sebagai|adalah|merupakan|menjabat(?:\s+sebagai)?))?\s*"
)
_BREAK = re.compile(r"(?<!\bdr)(?<!\bDr)(?<!\bH)(?<!\bIr)(?<!\b[A-Z])[.!?;](?:\s|$)|[\n\"“”]")
_POINTED = re.compile(r"\s*(?:itu|ini|tersebut)\b")
_OF = re.compile(r"\s*(?:[,(]\s*)?(?:(?:di|dari|pada|untuk)\s+)?")


def find_roles(doc: Annotated) -> tuple[Role, ...]:
    """Return the roles of people named beside them, one a person and wording, in text order.

    Examples
    --------
    >>> from kg.types import Article, Chain, LabelledSpan
    >>> text = "Bupati Melur Ratna Dewi tiba."
    >>> chains = Chain("e1", "LOC", "Melur", (Span(7, 12),)), Chain(
    ...     "e2", "PER", "Ratna Dewi", (Span(13, 23),)
    ... )
    >>> seen = (LabelledSpan(Span(0, 6), "ROLE"),)
    >>> find_roles(Annotated(Article("a", text), chains=chains, evidence=seen))
    (Role(person='e2', role=Span(start=0, end=6), organization='e1'),)
    """
    places = _places(doc)
    return _distinct(doc, (_read(doc.text, words, places) for words in _role_words(doc)))


def add_described_roles(doc: Annotated) -> Annotated:
    """Add the roles of speakers whose source is a description ("kepala badan itu").

    It needs the speakers, and they need the roles of `find_roles`: so it comes last.
    """
    places = _places(doc)
    speakers = {
        quotation.source: quotation.speaker
        for quotation in doc.quotations
        if quotation.source and quotation.speaker and _is_person(doc, quotation.speaker)
    }
    known = {role.role for role in doc.roles}
    described = (
        Role(speaker, words, _chain_id(_organization(doc.text, words, _after(places, words))))
        for words in _role_words(doc)
        if words not in known
        for source, speaker in speakers.items()
        if source.contains(words)
    )
    return replace(doc, roles=_distinct(doc, (*doc.roles, *described)))


def _role_words(doc: Annotated) -> list[Span]:
    return [found.span for found in doc.evidence if found.label == "ROLE"]


def _places(doc: Annotated) -> list[Named]:
    found = (Named(span, chain) for chain in doc.chains for span in chain.mentions)
    return sorted(found, key=lambda place: place.span)


def _is_person(doc: Annotated, chain_id: str) -> bool:
    return any(chain.id == chain_id and chain.kind == "PER" for chain in doc.chains)


def _distinct(doc: Annotated, roles: Iterable[Role | None]) -> tuple[Role, ...]:
    found: dict[tuple[str, str], Role] = {}
    for role in roles:
        if role:
            found.setdefault((role.person, role.role.of(doc.text).lower()), role)
    return tuple(sorted(found.values(), key=lambda role: (role.role, role.person)))


def _after(places: Sequence[Named], words: Span) -> list[Named]:
    return [place for place in places if place.span.start >= words.end]


def _read(text: str, words: Span, places: Sequence[Named]) -> Role | None:
    after = _after(places, words)
    before = [place for place in places if place.span.end <= words.start]
    organization = _organization(text, words, after)
    person = _person(text, words, before, after, organization)
    return Role(person.chain.id, words, _chain_id(organization)) if person else None


def _chain_id(place: Named | None) -> str | None:
    return place.chain.id if place else None


def _organization(text: str, words: Span, after: Sequence[Named]) -> Named | None:
    """Return the organization or area named right after the role words."""
    for place in after:
        if not _OF.fullmatch(text[words.end : place.span.start]):
            return None
        if place.chain.kind in {"ORG", "LOC"}:
            return place
    return None


def _person(
    text: str,
    words: Span,
    before: Sequence[Named],
    after: Sequence[Named],
    organization: Named | None,
) -> Named | None:
    """Return the person in apposition: right after the role, right before it, or within reach."""
    start = organization.span.end if organization else words.end
    following = _following(text, start, after)
    if following and not text[start : following.span.start].strip(" (),"):
        return following
    earlier = [place for place in before if place.chain.kind == "PER"]
    between = text[earlier[-1].span.end : words.start] if earlier else ""
    if between.strip() and _AFTER_PERSON.fullmatch(between):
        return earlier[-1]
    return following


def _points_elsewhere(between: str) -> bool:
    """Say whether the role is somebody's before: "politikus itu mengatakan Budi …"."""
    return bool(_POINTED.match(between)) or any(map(_is_reporting, between.split()))


def _is_reporting(word: str) -> bool:
    cue = lookup(word)
    return cue is not None and cue.use in {"verb", "attitude"}


def _following(text: str, start: int, after: Sequence[Named]) -> Named | None:
    """Return the next person, unless a sentence ends or too much stands between."""
    for place in after:
        between = text[start : max(place.span.start, start)]
        if len(between) > _REACH or _BREAK.search(between) or _points_elsewhere(between):
            return None
        if place.chain.kind == "PER":
            return place
    return None
