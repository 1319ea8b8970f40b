"""Contents, cues and sources to quotations: which reporting word belongs to what is said.

In: the contents found in an article and the cues and sources that the tagger marked. Out: for
each content its cue and source. A cue belongs to the nearest content it can report; a source
to the nearest cue of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.quotes.cues import has_pronoun, lookup, short_cue_pattern
from kg.types import Annotated, QuotationKind, Span
from kg.wordlists import word_list

# How far a cue may stand from what it reports, in code points: an attribution with a long
# title ("kata Direktur Jenderal … Kementerian … ") stays on its own side of the cue.
_REACH = 160
_OTHER_SENTENCE = 60
_CROSSES_CONTENT = 120
_PRONOUN_LENGTH = 3

_PRONOUN_AFTER = re.compile(r"\s+(dia|ia|beliau|mereka)\b")
_ADVERBS = "|".join(word_list("adverbs"))
_PRONOUN_BEFORE = re.compile(
    rf"\b(dia|ia|beliau|mereka|pihaknya|dirinya)(?:\s+(?:{_ADVERBS}))*\s+$", re.IGNORECASE
)
_ADVERBS_BETWEEN = re.compile(rf"(?:\s+(?:{_ADVERBS}))*,?\s+")


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of reported speech before it is attributed; ``outer`` includes the marks."""

    kind: QuotationKind
    span: Span
    outer: Span
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue and the source that stands with it."""

    cue: Span
    source: Span | None


def attributions(doc: Annotated, contents: Sequence[Content]) -> list[Attribution]:
    """Return the cues of an article with their sources, in text order."""
    cues = _cues(doc, contents)
    sources = [found.span for found in doc.evidence if found.label == "SOURCE"]
    return [Attribution(cue, _source(doc, cue, sources, contents)) for cue in cues]


def _cues(doc: Annotated, contents: Sequence[Content]) -> list[Span]:
    """Collect the cues that the tagger marked, and the short cues right after a quotation."""
    marked = [found.span for found in doc.evidence if found.label == "CUE"]
    cues = {cue for cue in marked if not any(c.span.contains(cue) for c in contents)}
    for content in contents:
        if content.kind != "direct":
            continue
        match = short_cue_pattern().match(doc.text, _after_marks(doc.text, content.outer.end))
        if match:
            found = Span(*match.span("cue"))
            if not any(found.overlaps(cue) for cue in cues):
                cues.add(found)
    return sorted(cues)


def _after_marks(text: str, end: int) -> int:
    found = re.compile(r"[\s,.\-–—]*").match(text, end)
    return found.end() if found else end


def _source(
    doc: Annotated, cue: Span, sources: Sequence[Span], contents: Sequence[Content]
) -> Span | None:
    """Return the words that say who: the marked source nearest the cue, or the cue's own -nya."""
    text = doc.text
    near = [s for s in sources if _same_sentence(doc, s, cue) and not s.overlaps(cue)]
    near = [s for s in near if not _crosses(s, cue, contents)]
    best = min(near, key=lambda source: _gap(source, cue), default=None)
    if has_pronoun(cue.of(text)) and (best is None or _gap(best, cue) > 1):
        return Span(cue.end - _PRONOUN_LENGTH, cue.end)
    return best or _pronoun_beside(text, cue) or _mention_beside(doc, cue)


def _pronoun_beside(text: str, cue: Span) -> Span | None:
    """Return the "dia", "ia", "mereka" right before or after a cue."""
    after = _PRONOUN_AFTER.match(text, cue.end)
    if after:
        return Span(*after.span(1))
    before = _PRONOUN_BEFORE.search(text, max(0, cue.start - 40), cue.start)
    return Span(*before.span(1)) if before else None


def _mention_beside(doc: Annotated, cue: Span) -> Span | None:
    """Return the name right after a short cue or before a verb, if the tagger saw no source."""
    known = lookup(cue.of(doc.text))
    for mention in doc.mentions:
        if mention.kind in {"LOC", "EVT"} or known is None:
            continue
        after = mention.span.start - cue.end
        if known.use in {"short", "preposition", "passive"} and 0 < after <= 1:
            return mention.span
        between = doc.text[mention.span.end : max(cue.start, mention.span.end)]
        if known.use in {"verb", "attitude"} and _ADVERBS_BETWEEN.fullmatch(between):
            return mention.span
    return None


def _crosses(a: Span, b: Span, contents: Sequence[Content]) -> bool:
    low, high = min(a.end, b.end), max(a.start, b.start)
    return any(low <= c.span.start and c.span.end <= high for c in contents)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def sentence_of(doc: Annotated, offset: int) -> int:
    """Return the index of the sentence at an offset."""
    starts = [sentence.span.start for sentence in doc.sentences]
    return max(0, bisect_right(starts, offset) - 1)


def _same_sentence(doc: Annotated, a: Span, b: Span) -> bool:
    return sentence_of(doc, a.start) == sentence_of(doc, b.start)


def assign(
    doc: Annotated, contents: Sequence[Content], found: Sequence[Attribution]
) -> list[Attribution | None]:
    """Return for each content its attribution, or None.

    Pairs are made nearest first; a cue reports one content, but two stretches around it ("A,"
    kata X, "B.") share it.
    """
    pairs = sorted(
        (cost, i, j)
        for i, content in enumerate(contents)
        for j, attribution in enumerate(found)
        if (cost := _cost(doc, content, attribution, contents)) is not None
    )
    chosen: list[Attribution | None] = [None] * len(contents)
    users: dict[int, list[int]] = {}
    for _, i, j in pairs:
        if chosen[i] is None and _may_share(doc, contents, i, users.get(j, []), found[j]):
            chosen[i] = found[j]
            users.setdefault(j, []).append(i)
    return chosen


def _may_share(
    doc: Annotated,
    contents: Sequence[Content],
    index: int,
    users: Iterable[int],
    attribution: Attribution,
) -> bool:
    return all(interrupted(doc, contents[index], contents[user], attribution) for user in users)


def interrupted(doc: Annotated, a: Content, b: Content, attribution: Attribution) -> bool:
    """Say whether the attribution interrupts one utterance: ``A, kata X, B``."""
    first, second = sorted((a, b), key=lambda content: content.span.start)
    inside = first.outer.end <= attribution.cue.start and attribution.cue.end <= second.outer.start
    if not inside or a.kind != b.kind:
        return False
    between = doc.text[attribution.cue.end : second.outer.start]
    if re.search(r"[.!?]\s*$", between) or "\n" in between:
        return False
    return a.kind != "direct" or bool(re.search(r"[,:]\s*$", between))


def _cost(
    doc: Annotated, content: Content, attribution: Attribution, contents: Sequence[Content]
) -> int | None:
    cue = attribution.cue
    gap = _gap(cue, content.outer)
    between = doc.text[min(cue.end, content.outer.end) : max(cue.start, content.outer.start)]
    if gap > _REACH or "\n" in between.strip(" "):
        return None
    if content.outer.overlaps(cue):
        return 0 if content.kind != "direct" else None
    cost = gap + _position_cost(doc, content, attribution)
    last = max(content.outer.end - 1, content.outer.start)
    if sentence_of(doc, cue.start) not in {
        sentence_of(doc, content.outer.start),
        sentence_of(doc, last),
    }:
        cost += _OTHER_SENTENCE
        if content.kind != "direct":
            return None
    return cost + _CROSSES_CONTENT * _crosses(cue, content.outer, contents)


def _position_cost(doc: Annotated, content: Content, attribution: Attribution) -> int:
    """Charge a short cue for coming first, a verb for coming last."""
    known = lookup(attribution.cue.of(doc.text))
    if known is None:
        return 0
    follows = attribution.cue.start >= content.outer.end
    wrong = follows if known.use in {"verb", "attitude", "preposition"} else not follows
    return 30 if wrong and known.use != "noun" else 0
