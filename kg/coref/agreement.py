"""What the rest of an article shows of a mention: where it really ends, and of what kind it is.

In: mentions. Out: mentions cut, joined and sorted by kind as the same words are elsewhere in the
article. A shorter mention gives way to a longer name that the article or everybody knows
("Soekarno" to "Bandara Soekarno-Hatta"); a name that runs into a person's is cut before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.coref.names import acronyms_inside, is_acronym_of, known_kind, known_name
from kg.knowledge import knowledge
from kg.knowledge.store import CATEGORY_WORDS
from kg.types import EntityKind, Mention, Span

_BLANK = re.compile(r" ")
# The mayor of Melur is no "Kota Melur".
_TITLE = re.compile(r"(?:wali|ibu)\)?\s$", re.IGNORECASE)
_LONGEST_TITLE = 7
_EDITION = re.compile(r"(?:\s(?:[IVXL]+|\d{4})(?:/\d{4})?)+$")
_SURE = 0.9
_REGIONS = frozenset({"country", "province", "city", "regency", "foreign city"})
_FEWEST_LETTERS = 3


def cut_people(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Cut an organization that runs into a person, where the article names both elsewhere.

    Examples
    --------
    >>> text = "Semesta Ratna Dewi. Dewi. Semesta."
    >>> spans = {Span(0, 18): "PER", Span(20, 24): "PER", Span(26, 33): "ORG"}
    >>> found = [Mention(span, kind) for span, kind in spans.items()]
    >>> [m.span.of(text) for m in cut_people(text, found)]
    ['Semesta', 'Ratna Dewi', 'Dewi', 'Semesta']
    """
    people = {m.span.of(text) for m in mentions if m.kind == "PER"}
    words = {word for form in people for word in form.split() if _is_word(word)}
    bodies = {m.span.of(text) for m in mentions if m.kind == "ORG"} - people
    single = (part for m in mentions for part in _pair(text, m, words))
    parts = (part for m in single for part in _cut(text, m, words, bodies, people))
    return _rejoined(text, parts)


def _pair(text: str, mention: Mention, people: set[str]) -> Iterator[Mention]:
    """Cut a pair that runs together in two: "Ratna-Gunawan" stand for election, "Solo-Semarang"."""
    form = mention.span.of(text)
    first, dash, second = form.partition("-")
    if mention.kind == "LOC":
        named = all(_is_region(name) for name in (first, second)) and not _is_region(form)
    else:
        named = all(name in people or known_name(name, "PER") for name in (first, second))
    if mention.kind not in {"PER", "LOC"} or not dash or not named:
        yield mention
        return
    middle = mention.span.start + len(first)
    yield replace(mention, span=Span(mention.span.start, middle))
    yield replace(mention, span=Span(middle + 1, mention.span.end))


def _is_region(form: str) -> bool:
    return any(fact.category in _REGIONS for fact in knowledge().find(form, "LOC"))


def _rejoined(text: str, parts: Iterable[Mention]) -> list[Mention]:
    """Join what is left of a person's name with the rest of it: "Harun", "L Salim"."""
    joined: list[Mention] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and last.kind == part.kind == "PER":
            between = text[last.span.end : max(last.span.end, part.span.start)]
            if between == " " and not part.span.of(text).startswith("@"):
                joined[-1] = replace(last, span=Span(last.span.start, part.span.end))
                continue
        joined.append(part)
    return joined


def _is_word(word: str) -> bool:
    return len(word) >= _FEWEST_LETTERS and word[0].isupper() and not word.isupper()


def _cut(
    text: str, mention: Mention, words: set[str], bodies: set[str], people: set[str]
) -> Iterator[Mention]:
    form = mention.span.of(text)
    for gap in _BLANK.finditer(form) if mention.kind in {"ORG", "PER"} else ():
        before, after = form[: gap.start()], form[gap.end() :]
        body = known_kind(before) == "ORG"
        if before in bodies:  # of a name tagged as a person's, the rest must be one elsewhere
            body |= mention.kind == "ORG" or not people.isdisjoint([after, *after.split()])
        if body and _is_person(after, words, tagged=mention.kind == "PER"):
            middle = mention.span.start + gap.start()
            yield replace(mention, span=Span(mention.span.start, middle), kind="ORG")
            yield replace(mention, span=Span(middle + 1, mention.span.end), kind="PER")
            return
    yield mention


def _is_person(after: str, people: set[str], *, tagged: bool) -> bool:
    """Say whether the rest is a person: by the tagger, or because the article names one so."""
    words = after.split()
    if knowledge().find(after, "LOC") or not all(word[0].isupper() for word in words):
        return False
    return tagged or words[-1] in people or words[0] in people


def longer_names(
    text: str, found: Sequence[Mention], candidates: Iterable[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Let longer names take the place of the shorter mentions inside them.

    Returns
    -------
    tuple
        The mentions that stay, and the candidates that replaced others or stand free.

    Examples
    --------
    >>> short, long = Mention(Span(0, 5), "PER"), Mention(Span(0, 10), "PER")
    >>> longer_names("Ratna Dewi tiba.", [short], [long]) == ([], [long])
    True
    """
    kept = list(found)
    added: list[Mention] = []
    for mention in sorted(candidates, key=lambda m: (m.span.start - m.span.end, m.span)):
        if any(mention.span.overlaps(other.span) for other in added):
            continue
        inside = [other for other in kept if mention.span.overlaps(other.span)]
        if all(_gives_way(text, other, mention) for other in inside):
            kept = [other for other in kept if other not in inside]
            added.append(mention)
    return kept, added


def _gives_way(text: str, other: Mention, longer: Mention) -> bool:
    contained = longer.span.contains(other.span) and longer.span != other.span
    title = _TITLE.search(text, max(0, longer.span.start - _LONGEST_TITLE), longer.span.start)
    return contained and " " in longer.span.of(text) and not title


def kinds_by_name(text: str, mentions: Sequence[Mention]) -> dict[str, EntityKind]:
    """Return the kinds of forms: as most mentions of the form have it, weighted by scores.

    One word of a person's full name is that person, unless the tagger was sure; a country is a
    place even where it plays, and so is what the article calls a town; games are an event.

    Examples
    --------
    >>> text = "Semesta, Semesta"
    >>> found = [Mention(Span(0, 7), "LOC", 0.5), Mention(Span(9, 16), "ORG", 0.9)]
    >>> kinds_by_name(text, found)
    {'Semesta': 'ORG'}
    """
    votes: dict[str, dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))
    best: dict[str, float] = defaultdict(float)
    for mention in mentions:
        form = mention.span.of(text)
        votes[form][mention.kind] += mention.score
        best[form] = max(best[form], mention.score)
    people = {
        word
        for form, kinds in votes.items()
        if " " in form and max(kinds, key=lambda kind: kinds[kind]) == "PER"
        for word in (form.split()[0], form.split()[-1])
        if _is_word(word)
    }
    found = {form: _kind(form, kinds, best[form], people) for form, kinds in votes.items()}
    found |= dict.fromkeys(_areas(found) - people, "LOC")
    return found | {short: found[long] for long, short in _explained(text, mentions)}


def _areas(found: Mapping[str, EntityKind]) -> set[str]:
    """Return the names that are a place because the article says of which kind: "Kota Melur"."""
    places = (form.partition(" ") for form, kind in found.items() if kind == "LOC")
    names = {name for what, _, name in places if what.lower() in CATEGORY_WORDS}
    return {name for name in names if found.get(name) == "PER"}


def _explained(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Yield names with the acronyms in brackets after or inside them: both are of one kind."""
    for mention in mentions:
        form = mention.span.of(text)
        for inside in acronyms_inside(form) if mention.kind != "PER" else ():
            short = inside.of(form)
            if is_acronym_of(short, form[: inside.start - len(" (")]):
                yield form, short
    for first, second in pairwise(mentions):
        long, short = first.span.of(text), second.span.of(text)
        between = text[first.span.end : max(first.span.end, second.span.start)]
        if between == " (" and first.kind != "PER" and is_acronym_of(short, long):
            yield long, short


def _kind(
    form: str, kinds: Mapping[EntityKind, float], best: float, people: set[str]
) -> EntityKind:
    chosen = max(sorted(kinds), key=lambda kind: kinds[kind])
    if chosen == "ORG" and _is_country(form):
        return "LOC"
    if chosen in {"ORG", "LOC"} and _are_games(form):
        return "EVT"
    if form in people and best < _SURE:
        return "PER"
    return chosen


def _are_games(form: str) -> bool:
    """Say whether a form means games that come again and nothing else, edition or not."""
    name = _EDITION.sub("", form)
    facts = knowledge().find(name, "EVT")
    other = knowledge().find(name, "ORG") or knowledge().find(name, "LOC")
    return len(facts) == 1 and facts[0].category == "games" and not other


def _is_country(form: str) -> bool:
    facts = knowledge().find(form, "LOC")
    is_team = bool(knowledge().find(form, "ORG"))  # "Monaco" plays in France
    return len(facts) == 1 and facts[0].category == "country" and not (form.isupper() or is_team)
