"""Other ways to find quotations and speakers, to measure what each part of the package adds.

In: an article as it was parsed, with mentions and evidence. Out: the same with quotations and
speakers, found with one part left out or with a baseline in its place. Every variant works on
the same parse, so that only the part in question differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.coref import resolve
from kg.coref.discourse import Named, last_named, named, named_in, start_of
from kg.coref.roles import find_roles
from kg.coref.speakers import resolve_speakers
from kg.evaluation.scores import Record
from kg.quotes import find_quotations
from kg.quotes.attribution import sentence_of
from kg.quotes.cues import has_pronoun
from kg.quotes.rules import rule_evidence
from kg.sentences import repair
from kg.types import (
    Annotated,
    Article,
    Chain,
    LabelledSpan,
    Mention,
    Quotation,
    QuotationKind,
    Sentence,
    Span,
)

Variant = Callable[[Annotated], Annotated]

_KINDS: Mapping[str, QuotationKind] = {"DIRECT": "direct", "INDIRECT": "indirect"}
_PRONOUN_LENGTH = 3
_STOP = re.compile(r"[.!?]+[\"”’']?(?=\s|$)")


def full(doc: Annotated) -> Annotated:
    """Do what `kg extract` does.

    Examples
    --------
    >>> doc = Annotated(Article("a", "“Kami siap berlayar,” katanya."))
    >>> [said.content for said in full(doc).quotations]
    [(Span(start=1, end=19),)]
    """
    return resolve(find_quotations(doc))


def rules_alone(doc: Annotated) -> Annotated:
    """Find quotations without the tagger: marks, cue words, commas, and the names found."""
    return full(rule_evidence(doc))


def no_models(doc: Annotated) -> Annotated:
    """Read the bare text by rules, with sentences cut at stops; hardly a name is known then."""
    return rules_alone(Annotated(article=doc.article, sentences=tuple(_sentences(doc.text))))


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for end in repair(text, (match.end() for match in _STOP.finditer(text))):
        words = text[start:end]
        if words.strip():
            yield Sentence(Span(start + len(words) - len(words.lstrip()), end), ())
        start = end


def gaps_left(doc: Annotated) -> Annotated:
    """Leave the contents without a cue for which the tagger saw none."""
    return resolve(find_quotations(doc, fill=False))


def tagger_alone(doc: Annotated) -> Annotated:
    """Take the tagger's contents, cues and sources as they come, paired nearest in the sentence."""
    spans = {
        label: [seen.span for seen in doc.evidence if seen.label == label]
        for label in ("CUE", "SOURCE")
    }
    contents = [
        seen
        for seen in sorted(doc.evidence, key=lambda seen: seen.span)
        if seen.label in _KINDS and seen.span.start >= doc.article.headline_end
    ]
    found = [_as_tagged(doc, seen, spans["CUE"], spans["SOURCE"]) for seen in contents]
    return resolve(replace(doc, quotations=tuple(_joined(found))))


def _as_tagged(
    doc: Annotated, seen: LabelledSpan, cues: Sequence[Span], sources: Sequence[Span]
) -> Quotation:
    cue = _nearest(doc, seen.span, cues)
    source = _nearest(doc, cue or seen.span, sources)
    if cue and has_pronoun(cue.of(doc.text)):
        source = Span(cue.end - _PRONOUN_LENGTH, cue.end)
    return Quotation(_KINDS[seen.label], (seen.span,), cue, source, score=seen.score)


def _nearest(doc: Annotated, span: Span, others: Iterable[Span]) -> Span | None:
    """Return the nearest of ``others`` in the sentences where a span begins and ends."""
    here = {sentence_of(doc, span.start), sentence_of(doc, span.end - 1)}
    near = [other for other in others if sentence_of(doc, other.start) in here]
    return min(near, key=lambda other: (_gap(span, other), other), default=None)


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _joined(found: Iterable[Quotation]) -> Iterator[Quotation]:
    """Make one quotation of two contents with their cue between them."""
    before: Quotation | None = None
    for quotation in found:
        if before and _share_cue(before, quotation):
            before = replace(before, content=before.content + quotation.content)
            continue
        if before:
            yield before
        before = quotation
    if before:
        yield before


def _share_cue(before: Quotation, after: Quotation) -> bool:
    cue = after.cue
    if cue is None or cue != before.cue or before.kind != after.kind:
        return False
    return before.content[-1].end <= cue.start and cue.end <= after.content[0].start


def names_as_tagged(doc: Annotated) -> Annotated:
    """Take the tagger's names as they come, each by itself: what they are before any rule.

    Examples
    --------
    >>> doc = Annotated(Article("a", "PT Semesta"), mentions=(Mention(Span(3, 10), "ORG", 0.9),))
    >>> names_as_tagged(doc).chains
    (Chain(id='1', kind='ORG', name='Semesta', mentions=(Span(start=3, end=10),)),)
    """
    chains = tuple(
        Chain(str(number), seen.kind, seen.span.of(doc.text), (seen.span,))
        for number, seen in enumerate(doc.mentions, start=1)
    )
    return replace(doc, chains=chains)


def last_person(doc: Annotated) -> Annotated:
    """Give every quotation to the person named last before it begins."""
    return _respoken(full(doc), lambda doc, said: last_named(doc, "PER", start_of(said)))


def nearest_person(doc: Annotated) -> Annotated:
    """Give every quotation to the person named nearest to its cue, or to its content."""
    return _respoken(full(doc), _person_nearest)


def _person_nearest(doc: Annotated, quotation: Quotation) -> Chain | None:
    anchor = quotation.cue or quotation.content[0]
    outside = [
        name
        for name in named(doc, "PER")
        if not any(content.overlaps(name.span) for content in quotation.content)
    ]
    return _chain_nearest(anchor, outside)


def _chain_nearest(anchor: Span, names: Iterable[Named]) -> Chain | None:
    found = min(names, key=lambda name: (_gap(anchor, name.span), name.span), default=None)
    return found.chain if found else None


def named_source(doc: Annotated) -> Annotated:
    """Name a speaker only if the source itself has a name: the one nearest the cue."""
    return _respoken(full(doc), _in_source)


def _in_source(doc: Annotated, quotation: Quotation) -> Chain | None:
    if quotation.source is None:
        return None
    speaking = [n for n in named_in(doc, quotation.source) if n.chain.kind in {"PER", "ORG"}]
    return _chain_nearest(quotation.cue or quotation.content[0], speaking)


def _respoken(doc: Annotated, speaker: Callable[[Annotated, Quotation], Chain | None]) -> Annotated:
    changed = []
    for quotation in doc.quotations:
        chain = speaker(doc, quotation)
        changed.append(replace(quotation, speaker=chain.id if chain else None, speaker_text=None))
    return replace(doc, quotations=tuple(changed))


def gold_quotations(doc: Annotated, gold: Record) -> Annotated:
    """Find only names and speakers: the quotations are those of the gold article.

    Parameters
    ----------
    doc
        The article as it was parsed.
    gold
        The gold article.
    """
    return resolve(_in_gold_text(doc, gold))


def gold_names(doc: Annotated, gold: Record) -> Annotated:
    """Find only the speakers: quotations, names and who is who are those of the gold article.

    Parameters
    ----------
    doc
        The article as it was parsed: its sentences and role words are used.
    gold
        The gold article.
    """
    chains = tuple(
        Chain(entity["id"], entity["kind"], entity["name"], _spans(entity["mentions"]))
        for entity in gold["entities"]
    )
    mentions = (Mention(span, chain.kind) for chain in chains for span in chain.mentions)
    known = replace(
        _in_gold_text(doc, gold),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        chains=chains,
    )
    return resolve_speakers(replace(known, roles=find_roles(known)))


def _in_gold_text(doc: Annotated, gold: Record) -> Annotated:
    """Carry what was parsed back to the text of the gold article, and take its quotations."""
    return Annotated(
        article=Article(id=gold["id"], text=gold["text"], title=doc.article.title),
        sentences=tuple(Sentence(_raw(doc, s.span), ()) for s in doc.sentences),
        mentions=tuple(replace(seen, span=_raw(doc, seen.span)) for seen in doc.mentions),
        evidence=tuple(replace(seen, span=_raw(doc, seen.span)) for seen in doc.evidence),
        quotations=tuple(_gold_quotation(said) for said in gold["quotations"]),
    )


def _raw(doc: Annotated, span: Span) -> Span:
    ranges = doc.article.raw_spans(span)
    return Span(ranges[0].start, ranges[-1].end)


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _gold_quotation(said: Record) -> Quotation:
    return Quotation(
        kind=said["kind"],
        content=_spans(said["content"]),
        cue=Span(*said["cue"]) if said["cue"] else None,
        source=Span(*said["source"]) if said["source"] else None,
    )


VARIANTS: Mapping[str, Variant] = {
    "full": full,
    "full, gaps left": gaps_left,
    "rules alone": rules_alone,
    "rules alone, no models": no_models,
    "tagger alone": tagger_alone,
    "speaker: last person": last_person,
    "speaker: nearest person": nearest_person,
    "speaker: named in the source": named_source,
}

ORACLES: Mapping[str, Callable[[Annotated, Record], Annotated]] = {
    "speaker: gold quotations": gold_quotations,
    "speaker: gold quotations and names": gold_names,
}
