"""Contents, cues and sources to quotations: which reporting word belongs to what is said.

In: the contents found in an article and the cues and sources that the tagger marked. Out: for
each content its cue and source. A cue belongs to the nearest content it can report; a source
to the nearest cue of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.quotes.cues import has_pronoun, lookup, short_cue_pattern
from kg.quotes.spans import neighbours, outside, overlapping
from kg.types import Annotated, Mention, QuotationKind, Span
from kg.wordlists import word_list, word_set

# How far a cue may stand from what it reports, in code points: an attribution with a long
# title ("kata Direktur Jenderal … Kementerian … ") stays on its own side of the cue.
_REACH = 160
_OTHER_SENTENCE = 60
_CROSSES_CONTENT = 120
_PRONOUN_LENGTH = 3
_LONGEST_NEGATION = 12

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
    """Return the cues of an article with their sources, in text order.

    Examples
    --------
    >>> from kg.types import Article, LabelledSpan
    >>> text = "Kapal itu siap berlayar, kata Ratna."
    >>> seen = (LabelledSpan(Span(25, 29), "CUE"), LabelledSpan(Span(30, 35), "SOURCE"))
    >>> [found] = attributions(Annotated(Article("a", text), evidence=seen), [])
    >>> found.cue.of(text), found.source.of(text)
    ('kata', 'Ratna')
    """
    cues = _cues(doc, contents)
    sources = [found.span for found in doc.evidence if found.label == "SOURCE"]
    return [Attribution(cue, _source(doc, cue, sources, contents)) for cue in cues]


def _cues(doc: Annotated, contents: Sequence[Content]) -> list[Span]:
    """Collect the cues that the tagger marked, and the short cues right after a quotation."""
    marked = sorted({found.span for found in doc.evidence if found.label == "CUE"})
    cues = outside(marked, [content.span for content in contents])
    short = set()
    for content in contents:
        if content.kind != "direct":
            continue
        match = short_cue_pattern().match(doc.text, _after_marks(doc.text, content.outer.end))
        if match:
            found = Span(*match.span("cue"))
            reach = Span(found.start, found.end + 2)  # "demikian bunyi": the tagger's cue follows
            if not overlapping(cues, reach, by=_itself):
                short.add(found)
    return sorted([*cues, *short])


def _itself(span: Span) -> Span:
    return span


def _after_marks(text: str, end: int) -> int:
    found = re.compile(r"[\s,.\-–—]*").match(text, end)
    return found.end() if found else end


def _source(
    doc: Annotated, cue: Span, sources: Sequence[Span], contents: Sequence[Content]
) -> Span | None:
    """Return the words that say who: the marked source nearest the cue, or the cue's own -nya."""
    text = doc.text
    near = [s for s in neighbours(sources, cue, by=_itself) if _same_sentence(doc, s, cue)]
    near = [s for s in near if not _crosses(s, cue, contents)]
    best = min(near, key=lambda source: _gap(source, cue), default=None)
    if has_pronoun(cue.of(text)) and (best is None or _gap(best, cue) > 1):
        return Span(cue.end - _PRONOUN_LENGTH, cue.end)
    if best:
        return _with_name(doc, best, cue)
    return _pronoun_beside(text, cue) or _mention_beside(doc, cue)


def _with_name(doc: Annotated, source: Span, cue: Span) -> Span:
    """Extend a source over the name that follows at once: "data" Kemenperin, "Kepala …" Sutopo."""
    for mention in neighbours(doc.mentions, source, by=_mention_span):
        follows = doc.text.startswith(" ", source.end) and mention.span.start == source.end + 1
        if follows and not mention.span.overlaps(cue):
            return Span(source.start, mention.span.end)
    return source


def _mention_span(mention: Mention) -> Span:
    return mention.span


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
    for mention in neighbours(doc.mentions, cue, by=_mention_span):
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
    """Say whether a content, of ``contents`` in text order, lies between two spans."""
    low, high = min(a.end, b.end), max(a.start, b.start)
    first = bisect_left(contents, low, key=lambda content: content.span.start)
    last = bisect_left(contents, high, key=lambda content: content.span.start)
    return any(content.span.end <= high for content in contents[first:last])


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def sentence_of(doc: Annotated, offset: int) -> int:
    """Return the index of the sentence at an offset."""
    after = bisect_right(doc.sentences, offset, key=lambda sentence: sentence.span.start)
    return max(0, after - 1)


def _same_sentence(doc: Annotated, a: Span, b: Span) -> bool:
    return sentence_of(doc, a.start) == sentence_of(doc, b.start)


def is_negated(text: str, cue: Span) -> bool:
    """Say whether a cue is denied: "enggan menyebut"; "tak menyangkal" still reports.

    Examples
    --------
    >>> is_negated("Ani tidak mengatakan apa pun", Span(10, 20))
    True
    """
    known = lookup(cue.of(text))
    before = text[max(0, cue.start - _LONGEST_NEGATION) : cue.start].split()[-1:]
    negated = bool(before) and before[0].lower() in word_set("negations")
    return negated and not (known and known.stance == "deny")


def assign(
    doc: Annotated, contents: Sequence[Content], found: Sequence[Attribution]
) -> list[Attribution | None]:
    """Return for each content its attribution, or None.

    Pairs are made nearest first; a cue reports one content, but two stretches around it ("A,"
    kata X, "B.") share it.

    Examples
    --------
    >>> from kg.types import Article
    >>> doc = Annotated(Article("a", "“Kami siap,” kata Ratna."))
    >>> said = Content("direct", Span(1, 10), Span(0, 12), "marks+cue", 0.7)
    >>> by_ratna = Attribution(Span(13, 17), Span(18, 23))
    >>> assign(doc, [said], [by_ratna]) == [by_ratna]
    True
    """
    pairs = sorted(
        (cost, i, j)
        for i, content in enumerate(contents)
        for j in _within_reach(found, content)
        if (cost := _cost(doc, content, found[j], contents)) is not None
    )
    chosen: list[Attribution | None] = [None] * len(contents)
    users: dict[int, list[int]] = {}
    for _, i, j in pairs:
        if chosen[i] is None and _may_share(doc, contents, i, users.get(j, []), found[j]):
            chosen[i] = found[j]
            users.setdefault(j, []).append(i)
    return chosen


def _within_reach(found: Sequence[Attribution], content: Content) -> range:
    first = bisect_left(found, content.outer.start - _REACH, key=lambda item: item.cue.end)
    last = bisect_right(found, content.outer.end + _REACH, key=lambda item: item.cue.start)
    return range(first, last)


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
    if not inside or a.kind != b.kind or not _goes_on(doc, first.outer, attribution.cue):
        return False
    between = doc.text[attribution.cue.end : second.outer.start]
    if re.search(r"[.!?]\s*$", between) or "\n" in between:
        return False
    return a.kind != "direct" or bool(re.search(r"[,:]\s*$", between))


def _goes_on(doc: Annotated, said: Span, cue: Span) -> bool:
    """Say whether the sentence goes on to the cue: not so in ``"A." Ratna mengatakan, "B."``."""
    return sentence_of(doc, said.end - 1) == sentence_of(doc, cue.start)


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
