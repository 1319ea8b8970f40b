"""Where a name begins and ends: the tagger's borders put right where spelling shows them wrong.

In: mentions. Out: the same with titles and stray marks outside, brackets in pairs, and the
parts of one name joined ("Komisi III" and "DPR RI", "Kadek" and "Adi Kasih").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.coref.ends import right_ends
from kg.coref.names import is_acronym_of, known_kind, place_type
from kg.knowledge import knowledge
from kg.types import EntityKind, Mention, Span
from kg.wordlists import word_set

_NEVER_JOINED = ("Fraksi ", "Kementerian ", "@")
_JOINED_KINDS = frozenset({"PER", "ORG"})
# Between the parts of a name: a blank and the mark that opens or closes a nickname.
_NICKNAME = re.compile(r" [\"'“‘]|[\"'”’] ")
_DASH = re.compile(r"[ \xa0]?[–—-][ \xa0]?")
_ACRONYM_AFTER = re.compile(r"(?P<long>[^()]+\w) \((?P<short>[A-Z][\w-]{1,9})\)")
_BLANK = re.compile(r" ")
# An embassy is named with where it is: "Kedutaan Besar RI di Riyadh".
_MISSIONS = ("Kedutaan Besar ", "Konsulat Jenderal ", "KBRI", "KJRI")
# Of these there is one: a place after the name is where it is, or something else.
_EVERYWHERE_ONE = frozenset(
    {"university", "company", "listed company", "state company", "football club", "outlet"}
)
_LONGEST = 6
_VENUES = frozenset({"jalan", "jl", "jln", "gedung", "taman", "gelora"})
_REGIONS = frozenset({"province", "regency", "city", "country"})
_BUILDINGS = frozenset({"kantor", "rumah"})
_STRAY = " \t\xa0\n,.;:-–—/\"“”'‘’\u200b\u200e\u200f\ufeff"
# No name ends with these: "Pertemuan Tahunan IMF – Bank Dunia di" goes on with a place.
_TRAILING = re.compile(r"(?:\s+(?:di|ke|dari|pada|dan|yang|untuk|dengan))+$")
# Who or what is no name of its own before an area: the area is named.
_MAYOR = re.compile(r"(?:Wakil\s)?Wali\s?[Kk]ota\s(?=[A-Z])")
_STATE_OF = re.compile(r"(?:APBN|BUMN|PDB|[Mm]edia|[Mm]iliter|pemerintah|negara)\s(?=[A-Z])")
_FIRST_WORD = re.compile(r"(\w+)\.?\s+(?=\S)")


def put_right(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with their borders put right, in text order, without overlaps.

    Examples
    --------
    >>> text = "kata Bupati Ratna Dewi,"
    >>> [mention.span.of(text) for mention in put_right(text, [Mention(Span(5, 23), "PER")])]
    ['Ratna Dewi']
    """
    fixed: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: mention.span):
        span = _trim(text, _balance(text, mention.span))
        if span:
            span = _without_titles(text, right_ends(text, span, mention.kind), mention.kind)
        if span is None or (fixed and span.start < fixed[-1].span.end):
            continue
        kind = known_kind(span.of(text)) or _kind_of_user(span.of(text)) or mention.kind
        if fixed and (joined := _joined_kind(text, fixed[-1], span, kind)):
            span, kind = Span(fixed.pop().span.start, span.end), joined
        fixed.append(Mention(span, kind, mention.score))
    whole = [replace(found, span=cut_stray_bracket(text, found.span)) for found in fixed]
    apart = [part for found in whole for part in _without_acronym(text, found)]
    return [part for found in apart for part in _places(text, _as_body(text, found))]


def _without_acronym(text: str, mention: Mention) -> Iterator[Mention]:
    """Yield a name and the acronym in brackets after it one by one: "Formula 1", "F1"."""
    match = _ACRONYM_AFTER.fullmatch(text, mention.span.start, mention.span.end)
    if not match or mention.kind == "PER" or match["short"] == "Persero":
        yield mention
        return
    yield replace(mention, span=Span(*match.span("long")))
    yield replace(mention, span=Span(*match.span("short")))


def _as_body(text: str, mention: Mention) -> Mention:
    """Take "Pengadilan Negeri Melur" for an organization even where something happens in it."""
    if match := _MAYOR.match(text, mention.span.start, mention.span.end):
        return replace(mention, span=Span(match.end(), mention.span.end), kind="LOC")
    match = _STATE_OF.match(text, mention.span.start, mention.span.end)
    if match and _is_only_country(text, Span(match.end(), mention.span.end), mention.span):
        return replace(mention, span=Span(match.end(), mention.span.end), kind="LOC")
    first = mention.span.of(text).split()[0].lower()
    body = first in word_set("organization_heads") and first not in _BUILDINGS
    return replace(mention, kind="ORG") if body and mention.kind == "LOC" else mention


def _is_only_country(text: str, end: Span, whole: Span) -> bool:
    """Say whether a mention ends with a country and is not a name with it: "Media Indonesia"."""
    countries = (fact.category == "country" for fact in knowledge().find(end.of(text), "LOC"))
    return any(countries) and not knowledge().find(whole.of(text), "ORG")


def _places(text: str, mention: Mention) -> Iterator[Mention]:
    """Yield a place and the region after it one by one: "Makassar", "Sulawesi Selatan"."""
    span = mention.span
    for gap in _BLANK.finditer(text, span.start, span.end) if mention.kind == "LOC" else ():
        first, second = Span(span.start, gap.start()), Span(gap.end(), span.end)
        if _is_complete(first.of(text), second.of(text)):
            yield replace(mention, span=first)
            yield replace(mention, span=second)
            return
    yield mention


def _is_complete(name: str, region: str) -> bool:
    """Say whether a name needs no region after it: a stadium, or a place inside that region."""
    regions = {f.id for f in knowledge().find(region, "LOC") if f.category in _REGIONS}
    if not regions or knowledge().find(f"{name} {region}", "LOC"):
        return False
    words = name.lower().split()
    if len(words) > 1 and words[0] in word_set("facilities"):
        return True
    known = knowledge()
    parents = (known.parents(fact) for fact in known.find(name, "LOC"))
    return any(parent.id in regions for found in parents for parent in found)


def _kind_of_user(form: str) -> EntityKind | None:
    """Take a user name for a person's, unless the knowledge file says whose it is."""
    return "PER" if form.startswith("@") else None


def _joined_kind(text: str, before: Mention, span: Span, kind: EntityKind) -> EntityKind | None:
    """Return the kind of what two mentions beside each other are together, None if they are two."""
    if _continues(text, before, span, kind):
        return before.kind
    between, whole = text[before.span.end : span.start], text[before.span.start : span.end]
    if between in {"-", "–"} and (known := known_kind(whole)):
        return known  # "Bandara Soekarno" - "Hatta", "Timor" - "Leste"
    return _joined_to_place(before, text, span) if kind == "LOC" else None


def join_areas(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Join organizations with the areas right after them: mentions found late, "DLH", "Melur".

    Examples
    --------
    >>> text = "DLH Melur"
    >>> found = [Mention(Span(0, 3), "ORG"), Mention(Span(4, 9), "LOC")]
    >>> [mention.span.of(text) for mention in join_areas(text, found)]
    ['DLH Melur']
    """
    joined: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: mention.span):
        last = joined[-1] if joined else None
        if last and last.kind == "ORG" and mention.kind == "LOC":
            kind = _joined_to_place(last, text, mention.span)
            if kind:
                span = Span(last.span.start, mention.span.end)
                joined[-1] = replace(last, span=span, kind=kind)
                continue
        joined.append(mention)
    return joined


def _joined_to_place(before: Mention, text: str, span: Span) -> EntityKind | None:
    """Return the kind of a place with its sort, or of an organization with its area."""
    between = text[before.span.end : span.start]
    name, place = before.span.of(text), span.of(text)
    if between == " " and before.kind == "LOC":
        return "LOC" if " " not in name and place_type(f"{name} {place}") else None
    if before.kind != "ORG":
        return None
    if between == " di " and name.startswith(_MISSIONS):
        return "ORG"
    venue = place_type(place) or place.split()[0].lower() in _VENUES | word_set("facilities")
    return "ORG" if between == " " and _is_unit(name) and not venue else None


def _is_unit(name: str) -> bool:
    """Say whether an organization is told from others by its area: "DLH", "BPBD", "Polres"."""
    heads = word_set("organization_heads")
    facts = knowledge().find(name, "ORG")
    return not any(fact.category in _EVERYWHERE_ONE for fact in facts) and all(
        word.lower() in heads or (word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST)
        for word in name.split()
    )


def _continues(text: str, before: Mention, span: Span, kind: str) -> bool:
    """Say whether only a blank separates two names of a kind: then they are one.

    A parliamentary group after its chamber, and an abbreviation after its name, are not. An
    event may be named for two hosts: "Pertemuan Tahunan IMF – Bank Dunia"; a nickname in marks
    stands inside a name: "Irfan 'Jangkung' Maulana".
    """
    between = text[before.span.end : span.start]
    if kind == before.kind == "PER" and _NICKNAME.fullmatch(between):
        return True
    if kind == before.kind and between == " (" and ")" in span.of(text):
        return True  # "Pemilihan Kepala Daerah (Pilkada) Melur"
    if before.kind == "EVT" and kind != "PER" and _DASH.fullmatch(between):
        return True
    if kind != before.kind or kind not in _JOINED_KINDS:
        return False
    name = span.of(text)
    apart = name.startswith(_NEVER_JOINED) or is_acronym_of(name, before.span.of(text))
    return between == " " and not apart


def _balance(text: str, span: Span) -> Span:
    """Give a bracket inside a name its partner, or leave the bracket out."""
    words = span.of(text)
    opened, closed = words.count("("), words.count(")")
    if opened > closed and text[span.end : span.end + 1] == ")":
        return Span(span.start, span.end + 1)
    if opened > closed and not words.rpartition("(")[2].strip():
        return Span(span.start, max(span.start + 1, span.start + words.rindex("(")))
    if closed > opened and words.endswith(")") and len(words) > 1:
        return Span(span.start, span.end - 1)
    return span


def cut_stray_bracket(text: str, span: Span) -> Span:
    """End a name before a bracket that was opened outside of it: "(MIF) 2025" is "MIF".

    Examples
    --------
    >>> cut_stray_bracket("ajang (MIF) 2025", Span(7, 16))
    Span(start=7, end=10)
    """
    words = span.of(text)
    before, closing, _ = words.partition(")")
    stray = closing and before.strip() and "(" not in before
    return Span(span.start, span.start + len(before)) if stray else span


def _trim(text: str, span: Span) -> Span | None:
    words = span.of(text)
    if not words.strip():
        return None
    start = span.start + len(words) - len(words.lstrip(_STRAY))
    end = span.start + len(_TRAILING.sub("", words.rstrip(_STRAY.replace(".", ""))))
    return Span(start, end) if start < end else None


def _without_titles(text: str, span: Span, kind: EntityKind) -> Span | None:
    """Drop the titles before a name; None if nothing else is there."""
    if kind == "EVT":
        return span
    # "Ibu" and "TNI" stand before people, but begin the names of places and organizations.
    titles = word_set("titles") if kind == "PER" else word_set("office_titles")
    start = span.start
    while (word := _FIRST_WORD.match(text, start, span.end)) and word.group(1).lower() in titles:
        start = word.end()
    rest = _without_ranks(text, Span(start, span.end)) if kind == "ORG" else Span(start, span.end)
    name = rest.of(text).rstrip(".")
    alone = titles | word_set("generic_bodies") if kind == "ORG" else titles
    if kind == "ORG" and not name.isupper():
        alone |= word_set("titles")
    return None if name.lower() in alone else rest


def _without_ranks(text: str, span: Span) -> Span:
    """Drop the rank of the person named next: "Divisi Humas Polri Irjen"."""
    words = span.of(text)
    while " " in words and words.rsplit(" ", 1)[1].rstrip(".").lower() in word_set("ranks"):
        words = words.rsplit(" ", 1)[0]
    return Span(span.start, span.start + len(words))
