"""Evidence and quotation marks to contents: what is said, before asking who said it.

Rules are sure where a quoted stretch begins and ends; the tagger is sure whether it is speech
at all. So a direct content is a stretch that the tagger sees as speech or that a cue stands
next to; an indirect content is a clause that the tagger marked, trimmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.quotes.attribution import Content
from kg.quotes.cues import lookup, short_cue_pattern
from kg.quotes.marks import Stretch, find_stretches
from kg.quotes.spans import overlapping
from kg.types import Annotated, LabelledSpan, QuotationKind, Span
from kg.wordlists import word_list

_FEWEST_WORDS = 3
_COVERED = 0.5
_WHOLE = 0.8
_RULE_SCORE = 0.7
_UNMARKED_SCORE = 0.8

_WORD = re.compile(r"\w+")
_LONGEST_NEGATION = 24
_NEGATION = re.compile(
    rf"\b(?:{'|'.join(word_list('negations'))})(?: (?:{'|'.join(word_list('modals'))}))? $"
)
_COMMA_ONLY = re.compile(r"[ \xa0]*,?[ \xa0]*")
_LEADING = re.compile(
    rf"(?:[\s,;:.\-–—]|\b(?:{'|'.join(word_list('complementizers'))})\b\s)*", re.IGNORECASE
)
# Whom it was said to, before the clause: "mengatakan kepada surat kabar itu bahwa S".
_ADDRESSEE = re.compile(r"\s*kepada\s[^,.\"“”\n]{1,60}?\s(?=(?:bahwa|agar|supaya)\s)")
_LEAD_IN = re.compile(r"[^.!?\n\"“”]{1,90}[,:]\s*$")


def find_contents(doc: Annotated) -> list[Content]:
    """Find the direct and indirect contents of an article, in order.

    A headline is left out: it sums up what the text below it reports.

    Examples
    --------
    >>> from kg.types import Article
    >>> doc = Annotated(Article("a", "“Kami siap berlayar,” kata Ratna."))
    >>> [(content.kind, content.span.of(doc.text)) for content in find_contents(doc)]
    [('direct', 'Kami siap berlayar')]
    """
    stretches = find_stretches(doc.text)
    spoken = [found for found in doc.evidence if found.label == "DIRECT"]
    reported = [found for found in doc.evidence if found.label == "INDIRECT"]
    direct = [
        content
        for stretch in stretches
        if (content := _direct(doc.text, stretch, spoken, reported)) is not None
    ]
    direct = sorted([*direct, *_unmarked(doc.text, spoken, direct)], key=_outer)
    found = [*direct, *_indirect(doc.text, reported, direct, stretches)]
    said = [content for content in found if content.span.start >= doc.article.headline_end]
    return sorted(said, key=lambda content: content.span)


def _outer(content: Content) -> Span:
    return content.outer


def _span(found: LabelledSpan) -> Span:
    return found.span


def coverage(span: Span, spans: Iterable[Span]) -> float:
    """Return the share of ``span`` that the spans, which do not overlap, cover.

    Examples
    --------
    >>> coverage(Span(0, 10), [Span(0, 2), Span(7, 20)])
    0.5
    """
    shared = sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in spans)
    return shared / (span.end - span.start)


def _direct(
    text: str,
    stretch: Stretch,
    spoken: Sequence[LabelledSpan],
    reported: Sequence[LabelledSpan],
) -> Content | None:
    content = trim_direct(text, stretch.inner)
    if content is None:
        return None
    if _is_word(content.of(text)) and not _has_cue_after(text, stretch):
        return None
    seen = overlapping(spoken, content, by=_span)
    reported = overlapping(reported, content, by=_span)
    covered = coverage(content, [found.span for found in seen])
    cued = _has_cue_after(text, stretch) or _has_cue_before(text, stretch)
    if not cued and _is_part_of_clause(content, covered, reported):
        return None
    if covered >= _COVERED:
        score = max(found.score for found in seen)
        return Content("direct", content, stretch.outer, "marks+tagger", score)
    whole = [found for found in reported if coverage(found.span, [content]) >= _WHOLE]
    if cued or whole:
        score = max((found.score for found in whole), default=_RULE_SCORE)
        return Content("direct", content, stretch.outer, "marks+cue", score)
    return None


def _is_word(said: str) -> bool:
    """Say whether one word is quoted: a name or an irony, unless somebody says it."""
    return len(_WORD.findall(said)) == 1


def _is_part_of_clause(content: Span, spoken: float, reported: Sequence[LabelledSpan]) -> bool:
    """Say whether quoted words are a fragment of an indirect clause, not speech of their own."""
    around = [found.span for found in reported]
    if coverage(content, around) <= max(spoken, _COVERED):
        return False
    return any(coverage(span, [content]) < _WHOLE for span in around)


def _has_cue_after(text: str, stretch: Stretch) -> bool:
    match = re.compile(r"[\s,.]*").match(text, stretch.outer.end)
    start = match.end() if match else stretch.outer.end
    ended = text[stretch.inner.end - 1 : start].strip('"“” \n')
    return bool(ended and ended[-1] in ",?!.") and bool(short_cue_pattern().match(text, start))


def _has_cue_before(text: str, stretch: Stretch) -> bool:
    """Say whether a comma or colon leads in from a cue: ``lanjut dia, "…``."""
    match = _LEAD_IN.search(text, max(0, stretch.outer.start - 100), stretch.outer.start)
    words = _WORD.findall(match.group()) if match else []
    return any(lookup(word) for word in words)


def trim_direct(text: str, span: Span) -> Span | None:
    """Drop blanks and a final comma from a quoted stretch; None if nothing is left.

    Examples
    --------
    >>> text = "“Kami siap, ” kata Ratna."
    >>> trim_direct(text, Span(1, 12)).of(text)
    'Kami siap'
    """
    inner = span.of(text)
    start = span.start + len(inner) - len(inner.lstrip())
    end = span.start + len(inner.rstrip(" \t\xa0\n,"))
    return Span(start, end) if start < end else None


def _unmarked(
    text: str, spoken: Sequence[LabelledSpan], direct: Sequence[Content]
) -> Iterator[Content]:
    """Keep what the tagger is sure is direct speech although its marks are lost."""
    for found in spoken:
        content = trim_direct(text, found.span)
        free = not overlapping(direct, found.span, by=_outer)
        if content and free and found.score >= _UNMARKED_SCORE and _near_mark(text, found.span):
            yield Content("direct", content, found.span, "tagger", found.score)


def _near_mark(text: str, span: Span) -> bool:
    around = text[max(0, span.start - 2) : span.start] + text[span.end : span.end + 3]
    return any(mark in around for mark in "\"“”„'’‘")


def _indirect(
    text: str,
    reported: Sequence[LabelledSpan],
    direct: Sequence[Content],
    stretches: Sequence[Stretch],
) -> Iterator[Content]:
    for found in _joined(text, reported):
        quoted = overlapping(direct, found.span, by=_outer)
        if any(coverage(found.span, [other.outer]) > _COVERED for other in quoted):
            continue
        content = trim_indirect(text, found.span)
        if content is None:
            continue
        inside = overlapping(stretches, content, by=lambda stretch: stretch.inner)
        mixed = any(content.contains(stretch.inner) for stretch in inside)
        kind: QuotationKind = "mixed" if mixed else "indirect"
        yield Content(kind, content, content, "tagger", found.score)


def _joined(text: str, reported: Sequence[LabelledSpan]) -> Iterator[LabelledSpan]:
    """Join neighbouring clauses that the tagger cut in two at a comma."""
    before: LabelledSpan | None = None
    for found in sorted(reported, key=lambda item: item.span):
        if before and _COMMA_ONLY.fullmatch(text[before.span.end : found.span.start]):
            span = Span(before.span.start, found.span.end)
            before = LabelledSpan(span, found.label, min(before.score, found.score))
            continue
        if before:
            yield before
        before = found
    if before:
        yield before


def _with_negation(text: str, start: int) -> int:
    """Move a start back over "tidak" or "tidak mau": without it a clause says the opposite."""
    found = _NEGATION.search(text, max(0, start - _LONGEST_NEGATION), start)
    return found.start() if found else start


def trim_indirect(text: str, span: Span) -> Span | None:
    """Drop addressee, complementizers and final punctuation; None if too little is left.

    Examples
    --------
    >>> text = "Ratna mengatakan bahwa kapal itu siap."
    >>> trim_indirect(text, Span(17, 38)).of(text)
    'kapal itu siap'
    """
    addressee = _ADDRESSEE.match(text, span.start, span.end)
    begin = addressee.end() if addressee else span.start
    lead = _LEADING.match(text, begin, span.end)
    start = _with_negation(text, lead.end() if lead else begin)
    end = span.start + len(span.of(text).rstrip(" \t\xa0\n,.;:–—-"))
    if start >= end or len(_WORD.findall(text, start, end)) < _FEWEST_WORDS:
        return None
    return Span(start, end)
