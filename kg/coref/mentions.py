"""Mentions made consistent within an article, as newspapers write: one form, one thing.

In: the tagger's mentions. Out: mentions in which a form has one kind, and occurs wherever the
text has it as a word of its own. Nothing inside boilerplate is a mention.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.coref.borders import put_right
from kg.coref.known import known_mentions
from kg.coref.names import is_acronym_of
from kg.types import Annotated, EntityKind, Mention, Span

_DEFINED = re.compile(r"(?P<long>(?:[\w-]+ ){2,10})\((?P<short>[A-Z]{2,8})\)")
_SURE = 0.85
_SHORTEST = 2


def harmonise(doc: Annotated) -> tuple[Mention, ...]:
    """Return the mentions of an article, consistent and without overlaps, in text order."""
    junk = [
        found.span
        for found in doc.evidence
        if found.label == "BOILERPLATE" and found.span.start >= doc.article.headline_end
    ]
    whole = put_right(doc.text, doc.mentions)
    common = _common_acronyms(doc.text, whole)
    seen = [
        mention
        for mention in whole
        if not (mention.kind == "ORG" and mention.span.of(doc.text) in common)
        and not any(span.contains(mention.span) for span in junk)
    ]
    kinds = _kinds(doc.text, seen)
    found = [Mention(m.span, kinds[m.span.of(doc.text)], m.score) for m in seen]
    taken = sorted(mention.span for mention in found)
    others = [*_repeated(doc.text, found, kinds), *known_mentions(doc.text)]
    added = [mention for mention in others if _is_free(mention.span, taken, junk)]
    return tuple(sorted([*found, *_longest_first(added)], key=lambda mention: mention.span))


def _common_acronyms(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the acronyms whose full form, written out before them, is no name.

    "Makan bergizi gratis (MBG)" names nothing, so MBG does not either. In the project's training
    articles 157 acronyms stand after words that are no name, and 3 of those are names.
    """
    ends = {mention.span.end for mention in mentions}
    found = set()
    for match in _DEFINED.finditer(text):
        named = match.start("short") - len(" (") in ends
        if not named and _spells_out(match["long"].split(), match["short"]):
            found.add(match["short"])
    return frozenset(found)


def _spells_out(words: Sequence[str], short: str) -> bool:
    """Say whether the last words make the acronym; small ones between need not count."""
    sizes = range(len(short), len(short) + 3)
    return any(is_acronym_of(short, " ".join(words[-size:])) for size in sizes)


def _kinds(text: str, mentions: Sequence[Mention]) -> dict[str, EntityKind]:
    """Let the mentions of a form vote on its kind, weighted by their scores."""
    votes: dict[str, dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        votes[mention.span.of(text)][mention.kind] += mention.score
    return {form: max(sorted(kinds), key=lambda kind: kinds[kind]) for form, kinds in votes.items()}


def _repeated(
    text: str, mentions: Sequence[Mention], kinds: dict[str, EntityKind]
) -> Iterator[Mention]:
    """Yield every further occurrence of a form that the tagger was sure of."""
    scores: dict[str, float] = defaultdict(float)
    for mention in mentions:
        form = mention.span.of(text)
        scores[form] = max(scores[form], mention.score)
    for form, score in scores.items():
        if score < _SURE or len(form) < _SHORTEST or not form[0].isupper():
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            yield Mention(Span(*match.span()), kinds[form], score)


def _is_free(span: Span, taken: Sequence[Span], junk: Sequence[Span]) -> bool:
    return not any(span.overlaps(other) for other in (*taken, *junk))


def _longest_first(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span)):
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return kept
