"""Sources to speakers: whose words a quotation reports.

In: quotations with their sources, and the chains. Out: for each quotation the chain of its
speaker, or a description, or nothing. Evidence is taken in this order: a name in the source;
a role or description that one person of the article bears; a pronoun or -nya, read as the
speaker before; no source at all, read as the speaker carried on. Where none of these speaks
clearly the speaker stays open: unknown is better than wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.coref.discourse import (
    end_of,
    first_named,
    last_named,
    named_in,
    new_subject,
    start_of,
)
from kg.coref.sources import (
    institution,
    noun_kind,
    office_holder,
    only_describes,
    points_back,
    principal,
    role_holder,
    titled,
)
from kg.types import Annotated, EntityKind, Quotation, Span

_PRONOUNS = frozenset({"nya", "dia", "ia", "beliau", "dirinya", "pihaknya", "saya"})
_PLURAL = frozenset({"mereka", "keduanya", "kami", "semuanya"})

# The speaker of a quotation without a source is carried on over this many code points.
_CARRY = 700


@dataclass(frozen=True, slots=True)
class _Reading:
    """Who a source names: a chain, or a description of somebody who is no named entity.

    ``rule`` says how that was found.
    """

    speaker: str | None = None
    description: str | None = None
    rule: str = "unknown"


def resolve_speakers(doc: Annotated) -> Annotated:
    """Add the speakers of an article's quotations.

    Examples
    --------
    >>> from kg.types import Article, Chain
    >>> text = "Ratna tiba. “Kami siap,” katanya."
    >>> ratna = Chain("e1", "PER", "Ratna", (Span(0, 5),))
    >>> said = Quotation("direct", (Span(13, 22),), Span(25, 32), Span(29, 32))
    >>> doc = Annotated(Article("a", text), quotations=(said,), chains=(ratna,))
    >>> resolve_speakers(doc).quotations[0].speaker
    'e1'
    """
    resolved: list[Quotation] = []
    spoken: list[Quotation] = []
    for quotation in doc.quotations:
        reading = _read(doc, quotation, spoken)
        found = replace(
            quotation,
            speaker=reading.speaker,
            speaker_text=reading.description,
            speaker_rule=reading.rule,
        )
        resolved.append(found)
        if found.speaker or found.speaker_text:
            spoken.append(found)
    return replace(doc, quotations=tuple(resolved))


def _read(doc: Annotated, quotation: Quotation, before: Sequence[Quotation]) -> _Reading:
    if quotation.source is None:
        return _carried(doc, quotation, before)
    words = quotation.source.of(doc.text)
    pronoun = words.strip().lower()
    if pronoun in _PRONOUNS:
        return _pronoun(doc, quotation, before)
    if pronoun in _PLURAL:
        return _plural(doc, before, words)
    return (
        _name(doc, quotation.source, words)
        or _description(doc, quotation, words, before)
        or _Reading(None, words, "description")
    )


def _name(doc: Annotated, source: Span, words: str) -> _Reading | None:
    """Read a source that names a person, or an organization that speaks itself."""
    found = named_in(doc, source)
    people = [name for name in found if name.chain.kind == "PER"]
    if people and not only_describes(words, people, source):
        return _Reading(principal(words, people, source).chain.id, rule="name")
    body = institution(words, found, source)
    return _Reading(body.id, rule="institution") if body else None


def _description(
    doc: Annotated, quotation: Quotation, words: str, before: Sequence[Quotation]
) -> _Reading | None:
    """Find who a role or description fits, or None if it is nobody named."""
    kind = noun_kind(words)
    here = start_of(quotation)
    if kind == "body":
        body = last_named(doc, "ORG", here)
        return _Reading(body.id, rule="body before") if body else None
    holder = role_holder(doc, words, here) or (titled(doc, words) if kind is None else None)
    if holder:
        return _Reading(holder, rule="role")
    officer = office_holder(doc, words)
    if officer:
        return _Reading(officer, rule="office")
    if kind is None and points_back(words):
        return _somebody_else(doc, quotation, before)
    return None


def _somebody_else(
    doc: Annotated, quotation: Quotation, before: Sequence[Quotation]
) -> _Reading | None:
    """Read a description as a pronoun; "istri Budi itu" is whoever spoke before but Budi."""
    names = named_in(doc, quotation.source) if quotation.source else []
    named = {name.chain.id for name in names}
    found = _pronoun(doc, quotation, before)
    if found.speaker not in named:
        return found
    return _pronoun_of_speakers(doc, [q for q in before if q.speaker not in named])


def _pronoun(doc: Annotated, quotation: Quotation, before: Sequence[Quotation]) -> _Reading:
    """Read "dia", "ia", "-nya": the last person who spoke, unless another was introduced since."""
    subject = new_subject(doc, quotation, before[-1] if before else None)
    if subject:
        return _Reading(subject.id, rule="pronoun: subject")
    spoke = _pronoun_of_speakers(doc, before)
    if spoke:
        return spoke
    person = last_named(doc, "PER", start_of(quotation)) or first_named(doc, "PER")
    if person:
        return _Reading(person.id, rule="pronoun: last named")
    return _again(before[-1], "pronoun: last named") if before else _Reading()


def _again(earlier: Quotation, rule: str) -> _Reading:
    return _Reading(earlier.speaker, earlier.speaker_text, rule)


def _pronoun_of_speakers(doc: Annotated, before: Sequence[Quotation]) -> _Reading | None:
    """Return the last person who spoke, named or described."""
    for earlier in reversed(before):
        if earlier.speaker and _kind_of(doc, earlier.speaker) == "PER":
            return _Reading(earlier.speaker, rule="pronoun: last speaker")
        if earlier.speaker_text and noun_kind(earlier.speaker_text) in {None, "person"}:
            return _Reading(None, earlier.speaker_text, "pronoun: last speaker")
    return None


def _plural(doc: Annotated, before: Sequence[Quotation], words: str) -> _Reading:
    """Read "mereka": the organization or group that spoke before, else nobody named."""
    if before and before[-1].speaker and _kind_of(doc, before[-1].speaker) == "ORG":
        return _Reading(before[-1].speaker, rule="plural")
    return _Reading(None, words, "plural")


def _carried(doc: Annotated, quotation: Quotation, before: Sequence[Quotation]) -> _Reading:
    """Carry the speaker on to a quotation without a source that follows soon enough."""
    here = start_of(quotation)
    if quotation.cue is None and quotation.kind != "direct":
        return _Reading()
    if before and here - end_of(before[-1]) <= _CARRY:
        return _again(before[-1], "carried")
    person = last_named(doc, "PER", here)
    near = person and any(0 <= here - span.end <= _CARRY for span in person.mentions)
    return _Reading(person.id, rule="last named") if person and near else _Reading()


def _kind_of(doc: Annotated, chain_id: str) -> EntityKind:
    return next(chain.kind for chain in doc.chains if chain.id == chain_id)
