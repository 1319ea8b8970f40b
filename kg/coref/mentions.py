"""Mentions made consistent within an article, as newspapers write: one form, one thing.

In: the tagger's mentions. Out: mentions in which a form has one kind, and occurs wherever the
text has it as a word of its own. Nothing inside boilerplate is a mention.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.coref.agreement import cut_people, kinds_by_name, longer_names
from kg.coref.borders import join_areas, put_right
from kg.coref.known import known_mentions
from kg.coref.names import acronyms_inside, is_acronym_of, known_name
from kg.coref.nonnames import names_nothing
from kg.types import Annotated, EntityKind, Mention, Span

# Looked for only where a word begins: in the middle of one nothing new can begin.
_DEFINED = re.compile(r"(?<![\w-])(?P<long>(?:[\w-]+ ){2,10})\((?P<short>[A-Z]{2,8})\)")
_BRACKETED = re.compile(r" \((?P<short>[A-Z][\w-]{1,9})\)")
_SURE = 0.85
_SHORTEST = 2


def harmonise(doc: Annotated) -> tuple[Mention, ...]:
    """Return the mentions of an article, consistent and without overlaps, in text order.

    Examples
    --------
    >>> from kg.types import Article
    >>> article = Article("a", "Ratna tiba. Ratna lega.")
    >>> doc = Annotated(article, mentions=(Mention(Span(0, 5), "PER"),))
    >>> [mention.span.start for mention in harmonise(doc)]
    [0, 12]
    """
    junk = [
        found.span
        for found in doc.evidence
        if found.label == "BOILERPLATE" and found.span.start >= doc.article.headline_end
    ]
    whole = cut_people(doc.text, put_right(doc.text, doc.mentions))
    common = _common_acronyms(doc.text, whole)
    seen = [
        mention
        for mention in whole
        if not (mention.kind == "ORG" and mention.span.of(doc.text) in common)
        and not any(span.contains(mention.span) for span in junk)
        and not names_nothing(doc.text, mention)
    ]
    kinds = kinds_by_name(doc.text, seen)
    found = [Mention(m.span, kinds[m.span.of(doc.text)], m.score) for m in seen]
    short = _abbreviated(doc.text, found)
    others = [*_repeated(doc.text, [*found, *short], kinds), *known_mentions(doc.text)]
    free = [
        mention
        for mention in others
        if not any(mention.span.overlaps(span) for span in junk)
        and not names_nothing(doc.text, mention)
    ]
    kept, added = longer_names(doc.text, found, free)
    return tuple(join_areas(doc.text, [*kept, *added]))


def _common_acronyms(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the acronyms whose full form, written out before them, is no name.

    "Makan bergizi gratis (MBG)" names nothing, so MBG does not either. In the project's training
    articles 157 acronyms stand after words that are no name, and 3 of those are names. A name may
    go on after the acronym: "Dinas Air Baku (DAB) Melur".
    """
    found = set()
    for match in _DEFINED.finditer(text):
        end = match.start("short") - len(" (")
        named = any(mention.span.start < end <= mention.span.end for mention in mentions)
        if not named and _spells_out(match["long"].split(), match["short"]):
            found.add(match["short"])
    return frozenset(found)


def _spells_out(words: Sequence[str], short: str) -> bool:
    """Say whether the last words make the acronym; small ones between need not count."""
    sizes = range(len(short), len(short) + 3)
    return any(is_acronym_of(short, " ".join(words[-size:])) for size in sizes)


def _abbreviated(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the abbreviations in brackets that the tagger left out after or inside a name.

    After a name they have to spell it out ("Dinas Air Melur (DAM)"), inside a name everybody has
    to know them, because "Rumah Susun (Rusun) Melur" says what kind of thing it is.
    """
    for mention in mentions:
        form = mention.span.of(text)
        if mention.kind == "PER":
            continue
        after = _BRACKETED.match(text, mention.span.end)
        if after and is_acronym_of(after["short"], form):
            yield Mention(Span(*after.span("short")), mention.kind, mention.score)
        for inside in acronyms_inside(form) if mention.kind == "ORG" else ():
            if known_name(inside.of(form), "ORG"):
                start, end = mention.span.start + inside.start, mention.span.start + inside.end
                yield Mention(Span(start, end), "ORG", mention.score)


def _repeated(
    text: str, mentions: Sequence[Mention], kinds: Mapping[str, EntityKind]
) -> Iterator[Mention]:
    """Yield every further occurrence of a form that the tagger was sure of."""
    scores: dict[str, float] = defaultdict(float)
    first: dict[str, EntityKind] = {}
    for mention in mentions:
        form = mention.span.of(text)
        first.setdefault(form, mention.kind)
        scores[form] = max(scores[form], mention.score)
    for form, score in scores.items():
        if score < _SURE or len(form) < _SHORTEST or not form[0].isupper():
            continue
        for span in _occurrences(text, form):
            yield Mention(span, kinds.get(form) or first[form], score)


def _occurrences(text: str, form: str) -> Iterator[Span]:
    """Yield where a form stands as a word of its own, without compiling a pattern for it."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not (_is_in_word(text[start - 1 : start]) or _is_in_word(text[end : end + 1])):
            yield Span(start, end)
            start = text.find(form, end)
        else:
            start = text.find(form, start + 1)


def _is_in_word(char: str) -> bool:
    return char.isalnum() or char == "_"
