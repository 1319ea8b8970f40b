"""Annotated articles to quotations: content, cue and source; `kg.coref` finds the speaker.

The parts of a quotation follow PARC 3 (Pareti 2016): the content is what is said, the cue the
reporting word, the source the words that say who.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.quotes.attribution import (
    Attribution,
    Content,
    assign,
    attributions,
    interrupted,
    is_negated,
)
from kg.quotes.clause import complete, contains_report, mark_taken
from kg.quotes.content import find_contents
from kg.quotes.rules import fill_gaps
from kg.types import Annotated, Quotation, Span

__all__ = ["find_quotations"]

# An indirect content without a cue is a guess of the tagger alone.
_SURE_WITHOUT_CUE = 0.9


def find_quotations(doc: Annotated, *, fill: bool = True) -> Annotated:
    """Add the quotations of an article, in text order, without their speakers.

    Parameters
    ----------
    doc
        An article with sentences, mentions and evidence.
    fill
        Let rules find the cue and source of a content that the tagger left without a cue.

    Examples
    --------
    >>> from kg.types import Article, Mention, Sentence
    >>> text = "“Kami siap berlayar,” kata Ratna."
    >>> sentence, ratna = Sentence(Span(0, 33), ()), Mention(Span(27, 32), "PER")
    >>> doc = Annotated(Article("a", text), sentences=(sentence,), mentions=(ratna,))
    >>> [said] = find_quotations(doc).quotations
    >>> said.content[0].of(text), said.cue.of(text), said.source.of(text)
    ('Kami siap berlayar', 'kata', 'Ratna')
    """
    doc = fill_gaps(doc) if fill else doc
    contents = find_contents(doc)
    chosen = assign(doc, contents, attributions(doc, contents))
    pairs = [
        (content, attribution)
        for content, attribution in zip(contents, chosen, strict=True)
        if _is_reported(doc, content, attribution)
    ]
    groups = _groups(doc, _completed(doc, _nested(doc, pairs)))
    return replace(doc, quotations=tuple(_quotation(group) for group in groups))


_Pair = tuple[Content, Attribution | None]


def _is_reported(doc: Annotated, content: Content, attribution: Attribution | None) -> bool:
    """Say whether anything was said: "tidak menyebut S" reports nothing."""
    if content.kind == "direct":
        return True
    if attribution is None:
        return content.score >= _SURE_WITHOUT_CUE
    return not is_negated(doc.text, attribution.cue)


def _nested(doc: Annotated, pairs: Sequence[_Pair]) -> list[_Pair]:
    """Make one content of an adverbial and the report that follows it in the same clause."""
    done: list[_Pair] = []
    for content, attribution in pairs:
        outer, outer_attribution = done[-1] if done else (None, None)
        if outer and outer_attribution and contains_report(doc, outer, content, attribution):
            span = Span(outer.span.start, content.span.end)
            done[-1] = (replace(outer, span=span, outer=span), outer_attribution)
        else:
            done.append((content, attribution))
    return done


def _completed(doc: Annotated, pairs: Sequence[_Pair]) -> list[_Pair]:
    """Complete the clauses that a verb introduces."""
    found = [content.outer for content, _ in pairs]
    found += [seen.span for seen in doc.evidence if seen.label in {"CUE", "SOURCE"}]
    taken = mark_taken(doc.text, found)
    done: list[_Pair] = []
    for content, attribution in pairs:
        if attribution and content.kind != "direct":
            span = complete(doc, content, attribution, taken)
            done.append((replace(content, span=span, outer=span), attribution))
        else:
            done.append((content, attribution))
    return done


def _groups(doc: Annotated, pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """Put the stretches of one utterance together that its attribution splits."""
    group: list[_Pair] = []
    for pair in pairs:
        if group and not _one_utterance(doc, group[-1], pair):
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _one_utterance(doc: Annotated, before: _Pair, after: _Pair) -> bool:
    attribution = after[1]
    if attribution is None or attribution is not before[1]:
        return False
    return interrupted(doc, before[0], after[0], attribution)


def _quotation(group: Sequence[_Pair]) -> Quotation:
    first, attribution = group[0]
    return Quotation(
        kind="mixed" if any(content.kind == "mixed" for content, _ in group) else first.kind,
        content=tuple(content.span for content, _ in group),
        cue=attribution.cue if attribution else None,
        source=attribution.source if attribution else None,
        rule=first.rule,
        score=min(content.score for content, _ in group),
    )
