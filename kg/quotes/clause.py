"""Complete a reported clause: from its cue to the end of its sentence.

A tagger that judges words one by one loses the odd word at the border of a clause; grammar does
not. After "X mengatakan", the clause begins at once (after a comma or complementizer) and runs
to the end of the sentence, unless a contrast ("…, namun …") or another report begins before
that: so in 19 of 20 annotated clauses of the project's training articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.quotes.attribution import Attribution, Content, sentence_of
from kg.quotes.cues import lookup
from kg.types import Annotated, Span
from kg.wordlists import word_list, word_set

_LEAD = re.compile(rf"\s*[,:]?\s*(?:(?:{'|'.join(word_list('complementizers'))})\s+)?")
_COMMA = re.compile(r"\s*[,:]\s+")
_OTHER_CLAUSE = re.compile(
    rf"[\s,]*(?:{'|'.join(word_list('clause_breaks'))})\b|[\s,]*[(\"“”\[]", re.IGNORECASE
)
# "dalam pertemuan di Jakarta pagi tadi"
_LONGEST_ADVERBIAL = 8
_SHORT_REPORT = re.compile(r", (?:[^\s.!?,;]+ ){1,5}")  # "Jack Ma yakin "

_MARK = re.compile(r"[\"“”;()\n]")


def mark_taken(text: str, spans: Iterable[Span]) -> bytearray:
    """Return one byte for each character of ``text``: 1 where one of the spans lies.

    Examples
    --------
    >>> list(mark_taken("Ma yakin", [Span(0, 2)]))
    [1, 1, 0, 0, 0, 0, 0, 0]
    """
    taken = bytearray(len(text))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return taken


def complete(doc: Annotated, content: Content, attribution: Attribution, taken: bytearray) -> Span:
    """Return the content's span, completed to the clause its cue introduces.

    Parameters
    ----------
    doc
        The article.
    content
        An indirect or mixed content.
    attribution
        Its cue and source.
    taken
        Where contents, cues and sources lie (see `mark_taken`); a clause never grows into one.
    """
    cue, span = attribution.cue, content.span
    known = lookup(cue.of(doc.text))
    if cue.end > span.start or not known or known.use not in {"verb", "attitude"}:
        return span
    return Span(_start(doc.text, cue, span, taken), _end(doc, span, taken))


def contains_report(
    doc: Annotated, outer: Content, inner: Content, attribution: Attribution | None
) -> bool:
    """Say whether a report lies in the clause of another: "mengatakan, di rapat itu, Ma yakin".

    The outer content is then only the adverbial before it. One quotation is made of both: its
    speaker is the outer one.

    Parameters
    ----------
    doc
        The article.
    outer, inner
        Two contents, in this order.
    attribution
        The cue and source of the inner one, if the tagger saw them.
    """
    if "direct" in {outer.kind, inner.kind} or not _is_adverbial(outer.span.of(doc.text)):
        return False
    if attribution is None:
        return bool(_SHORT_REPORT.fullmatch(doc.text[outer.span.end : inner.span.start]))
    first = min(part.start for part in (attribution.cue, attribution.source) if part)
    return (
        outer.span.end <= first
        and attribution.cue.end <= inner.span.start
        and bool(_COMMA.fullmatch(doc.text[outer.span.end : first]))
    )


def _is_adverbial(words: str) -> bool:
    lead = words.split()
    return len(lead) <= _LONGEST_ADVERBIAL and lead[0].lower() in word_set("prepositions")


def _start(text: str, cue: Span, span: Span, taken: bytearray) -> int:
    """Move the start back to the comma after the cue, over words that belong to nothing else."""
    if not _COMMA.match(text, cue.end):
        return span.start
    lead = _LEAD.match(text, cue.end)
    start = lead.end() if lead else span.start
    gap = text[start : span.start]
    if start >= span.start or any(taken[start : span.start]) or _MARK.search(gap):
        return span.start
    return start


def _end(doc: Annotated, span: Span, taken: bytearray) -> int:
    """Move the end on to the end of the sentence, if nothing else begins before that."""
    sentence = doc.sentences[sentence_of(doc, span.end - 1)].span if doc.sentences else span
    end = span.start + len(doc.text[span.start : sentence.end].rstrip(" \t\xa0\n,.;:!–—-\"”“'’"))
    tail = doc.text[span.end : end]
    other = any(taken[span.end : end]) or _OTHER_CLAUSE.match(tail) or _MARK.search(tail)
    if end <= span.end or other:
        return span.end
    return end
