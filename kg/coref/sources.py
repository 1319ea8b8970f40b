"""The words of a source: whom they name, or whom they describe.

In: the source of a quotation ("Agen Balotelli, Mino Raiola", "Menaker", "perseroan", "data
BPS"). Out: the chain it names or describes, if the article says so anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.coref.discourse import Named, named
from kg.coref.names import tokens
from kg.dates import iso_day
from kg.knowledge import knowledge
from kg.types import Annotated, Chain, Role, Span
from kg.wordlists import word_set, word_table

_SEVERAL = frozenset(
    {"para", "sejumlah", "beberapa", "banyak", "sebagian", "kalangan", "tim", "petinggi"}
)
_POINTING = re.compile(r"\b(?:itu|ini|tersebut)$", re.IGNORECASE)
_FORMER = re.compile(r"^(?:mantan|eks|bekas)[\s-]+", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:disapa|sapaan|dipanggil|dijuluki)\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"^(?:sang|si)\b", re.IGNORECASE)

# Share of the words of a description that a role and its place must have.
_ENOUGH_SHARED = 0.6

# Between a title and the name it belongs to: "(Menaker), M Hanif Dhakiri"; "Ida, Menaker".
_BESIDE_AFTER = re.compile(r"[\s),]{1,3}(?:(?:RI|H|Hj|KH|Dr|Ir)\.?\s)?")
_BESIDE_BEFORE = re.compile(r"\s*[,(]\s*(?:selaku\s)?")


def noun_kind(words: str) -> str | None:
    """Return what the list of source nouns says of the first word of a source.

    Examples
    --------
    >>> noun_kind("Data BPS"), noun_kind("Warga"), noun_kind("Ratna")
    ('document', 'group', None)
    """
    first = tokens(words)[:1]
    return _noun_kinds().get(first[0]) if first else None


def _noun_kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in word_table("source_nouns", columns=2)}


def points_back(words: str) -> bool:
    """Say whether a description refers to somebody named before ("politikus itu", "sang bos").

    Examples
    --------
    >>> points_back("politikus itu"), points_back("seorang politikus")
    (True, False)
    """
    return bool(_POINTING.search(words) or _DEFINITE.match(words))


def only_describes(words: str, people: Sequence[Named], source: Span) -> bool:
    """Say whether the names only describe somebody else ("mantan istri Ivan Fadilla itu")."""
    head = words[: max(0, people[0].span.start - source.start)]
    if not head or _CALLED.search(head):
        return False
    alone = len(people) == 1 and people[0].span.end == source.end
    if _POINTING.search(words) or (alone and _belongs_to(head)):
        return True
    first = tokens(words)[:1]
    several = bool(first) and first[0] in _SEVERAL
    return (
        noun_kind(words) == "group"
        and "," not in words
        and (several or people[-1].span.end < source.end)
    )


def principal(words: str, people: Sequence[Named], source: Span) -> Named:
    """Choose among several names: the one after a comma if the source begins with a description.

    "Agen Balotelli, Mino Raiola" is Mino Raiola; "Ilal Ferhard, kuasa hukum Taqy" is not Taqy.
    """
    if len(people) == 1:
        return people[0]
    gap = words[people[-2].span.end - source.start : people[-1].span.start - source.start]
    if set(tokens(gap)) <= word_set("titles") and not re.search(r"[,&]", gap):
        return people[-1]  # "Rektor Unair Prof. Budi": the last name is the person's
    if people[0].span.start == source.start:
        return people[0]
    head = words[: people[0].span.start - source.start]
    between = words[people[0].span.end - source.start : people[-1].span.start - source.start]
    if "," in between and (_belongs_to(head) if "," not in head else _speaks_for(head)):
        return people[-1]
    return people[0]


def _belongs_to(head: str) -> bool:
    """Say whether a description takes a person as its complement ("kuasa hukum …")."""
    last = tokens(head)[-1:]
    return bool(last) and last[0] in word_set("possessed_nouns")


def _speaks_for(head: str) -> bool:
    """Say whether a description is of somebody's agent ("Kuasa hukum tersangka kasus X, …")."""
    words = tokens(head)
    return bool(words) and not word_set("possessed_nouns").isdisjoint(
        (words[0], " ".join(words[:2]))
    )


def institution(words: str, named: Sequence[Named], source: Span) -> Chain | None:
    """Return the organization that speaks itself, in person or through its documents."""
    whole = [name for name in named if name.span == source]
    if whole:
        return whole[0].chain
    bodies = [name for name in named if name.chain.kind == "ORG"]
    if not bodies or _POINTING.search(words):
        return None
    first = bodies[0].span
    described = noun_kind(words) == "body" and first.end == source.end  # "lembaga survei Indikasi"
    if first.start == source.start or noun_kind(words) == "document" or described:
        return bodies[0].chain
    return None


def role_holder(doc: Annotated, words: str, here: int) -> str | None:
    """Return the person whose role the source repeats; the one named last before it wins.

    Examples
    --------
    >>> from kg.types import Article
    >>> doc = Annotated(
    ...     Article("a", "Bupati Ratna tiba. Bupati lega."),
    ...     chains=(Chain("e1", "PER", "Ratna", (Span(7, 12),)),),
    ...     roles=(Role("e1", Span(0, 6)),),
    ... )
    >>> role_holder(doc, "Bupati", 19)
    'e1'
    """
    asked = frozenset(tokens(_POINTING.sub("", words)))
    chains = {chain.id: chain for chain in doc.chains}
    best: tuple[int, int] | None = None
    holder = None
    for role in doc.roles:
        if not _fits_role(doc, role, chains, asked):
            continue
        earlier = [span.end for span in chains[role.person].mentions if span.end <= here]
        rank = (int(bool(earlier)), max(earlier, default=0))
        if best is None or rank > best:
            best, holder = rank, role.person
    return holder


def _fits_role(doc: Annotated, role: Role, chains: dict[str, Chain], asked: frozenset[str]) -> bool:
    has = set(tokens(role.role.of(doc.text)))
    if role.organization:
        has |= {word for s in chains[role.organization].mentions for word in tokens(s.of(doc.text))}
        has |= set(tokens(chains[role.organization].name))
    shared = asked & has
    role_words = set(tokens(role.role.of(doc.text)))
    return bool(shared & role_words) and len(shared) >= len(asked) * _ENOUGH_SHARED


def office_holder(doc: Annotated, words: str) -> str | None:
    """Return the person of the article who held this office on the article's day.

    Everybody knows who "Mendagri" is; a former holder ("mantan Wali Kota Solo") may be any.
    """
    office = _FORMER.sub("", _POINTING.sub("", words).strip())
    day = None if _FORMER.match(words) else iso_day(doc.article.published)
    holders = {fact.id for fact in knowledge().holders(office, day)}
    people = [
        chain.id
        for chain in doc.chains
        if chain.kind == "PER"
        and not holders.isdisjoint(fact.id for fact in knowledge().find(chain.name, "PER"))
    ]
    return people[0] if len(people) == 1 else None


def titled(doc: Annotated, words: str) -> str | None:
    """Return the person whose name stands beside these words elsewhere: "Menaker Ida Fauziyah".

    Examples
    --------
    >>> from kg.types import Article
    >>> ratna = Chain("e1", "PER", "Ratna", (Span(7, 12),))
    >>> titled(Annotated(Article("a", "Bupati Ratna tiba."), chains=(ratna,)), "bupati itu")
    'e1'
    """
    text = doc.text
    people = list(named(doc, "PER"))
    title = re.escape(_POINTING.sub("", words).strip())
    for match in re.finditer(rf"\b{title}\b", text, re.IGNORECASE):
        for name in people:
            after = text[match.end() : max(name.span.start, match.end())]
            before = text[name.span.end : max(match.start(), name.span.end)]
            if _BESIDE_AFTER.fullmatch(after) or (before and _BESIDE_BEFORE.fullmatch(before)):
                return name.chain.id
    return None
