"""Where people and organizations stand in the discourse before a quotation.

In: an annotated article. Out: who was named last, who begins a sentence, who spoke before. It
knows nothing of the words of a source; `kg.coref.speakers` asks it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.coref.names import tokens
from kg.types import Annotated, Chain, EntityKind, Quotation, Sentence, Span
from kg.wordlists import word_set

# A name this many code points into a sentence, titles before it included, is its subject.
_OPENING = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A mention and its chain."""

    span: Span
    chain: Chain


def start_of(quotation: Quotation) -> int:
    """Return where a quotation begins, its cue included.

    Examples
    --------
    >>> start_of(Quotation("direct", (Span(11, 20),), cue=Span(0, 5)))
    0
    """
    return min(span.start for span in _parts(quotation))


def end_of(quotation: Quotation) -> int:
    """Return where a quotation ends, its cue included.

    Examples
    --------
    >>> end_of(Quotation("direct", (Span(1, 10),), cue=Span(13, 17)))
    17
    """
    return max(span.end for span in _parts(quotation))


def _parts(quotation: Quotation) -> list[Span]:
    return [*quotation.content, *([quotation.cue] if quotation.cue else [])]


def named(doc: Annotated, kind: EntityKind) -> Iterator[Named]:
    """Yield the mentions of a kind with their chains, chain by chain."""
    for chain in doc.chains:
        if chain.kind == kind:
            for span in chain.mentions:
                yield Named(span, chain)


def named_in(doc: Annotated, source: Span) -> list[Named]:
    """Return the mentions inside a source, or around it, in text order."""
    found = [
        Named(span, chain)
        for chain in doc.chains
        for span in chain.mentions
        if source.contains(span) or span.contains(source)
    ]
    return sorted(found, key=lambda name: name.span)


def last_named(doc: Annotated, kind: EntityKind, here: int) -> Chain | None:
    """Return what is named last before an offset.

    Examples
    --------
    >>> from kg.types import Article
    >>> ratna, harun = Span(0, 5), Span(10, 15)
    >>> people = Chain("e1", "PER", "Ratna", (ratna,)), Chain("e2", "PER", "Harun", (harun,))
    >>> doc = Annotated(Article("a", "Ratna dan Harun tiba."), chains=people)
    >>> last_named(doc, "PER", 16).name, last_named(doc, "PER", 9).name
    ('Harun', 'Ratna')
    """
    earlier = [name for name in named(doc, kind) if name.span.end <= here]
    return max(earlier, key=lambda name: name.span).chain if earlier else None


def first_named(doc: Annotated, kind: EntityKind) -> Chain | None:
    """Return what is named first in the article."""
    found = list(named(doc, kind))
    return min(found, key=lambda name: name.span).chain if found else None


def new_subject(doc: Annotated, quotation: Quotation, before: Quotation | None) -> Chain | None:
    """Return the person who begins a sentence between the quotation before and this one."""
    start = end_of(before) if before else 0
    here = start_of(quotation)
    first = bisect_left(doc.sentences, start, key=_start)
    last = bisect_left(doc.sentences, here, key=_start)
    if first == last:
        return None
    people = sorted(named(doc, "PER"), key=lambda name: name.span)
    subjects = (_subject(doc, s.span, people, here) for s in reversed(doc.sentences[first:last]))
    return next((subject for subject in subjects if subject), None)


def _start(sentence: Sentence) -> int:
    return sentence.span.start


def _subject(doc: Annotated, sentence: Span, people: Sequence[Named], here: int) -> Chain | None:
    """Return the person a sentence begins with: after titles, roles and connectives at most."""
    at = bisect_left(people, sentence.start, key=lambda name: name.span.start)
    if at == len(people):
        return None
    first = people[at]
    if first.span.start > sentence.start + _OPENING or first.span.end > here:
        return None
    lead = _lead(doc, sentence.start, first.span.start)
    if lead - word_set("titles") - word_set("openers") or _is_quoted(doc, first.span):
        return None
    return first.chain


def _lead(doc: Annotated, start: int, name: int) -> set[str]:
    """Return the words between the last comma and a name that are no role and no other name."""
    start = max(start, doc.text.rfind(",", start, name) + 1)
    blank = list(doc.text[start:name])
    spans = [seen.span for seen in doc.evidence if seen.label == "ROLE"]
    spans += [span for chain in doc.chains if chain.kind != "PER" for span in chain.mentions]
    for span in spans:
        if start <= span.start and span.end <= name:
            blank[span.start - start : span.end - start] = " " * (span.end - span.start)
    return set(tokens("".join(blank)))


def _is_quoted(doc: Annotated, span: Span) -> bool:
    return any(content.overlaps(span) for q in doc.quotations for content in q.content)
