"""Build annotated articles from marked-up text, so that tests say what they mean.

Marks are `<kind:name>text</kind>` for entities (``per``, ``org``, ``loc``, ``evt``; the name is
the canonical one, the text itself by default), and ``<q>``, ``<cue>``, ``<src>`` for a quotation.
Several quotations are numbered: ``<q:2>``. The speaker is the entity inside ``<src>``; where the
source only points to one, ``<src:1:Name>`` names it. ``<role:Person:Organization>`` marks a role.
All names and sentences in the tests are made up.

`tagged` builds an article as the tagger leaves it, before quotations and chains are found, from
brackets: ``“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]].``
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.files import digest
from kg.sentences import repair
from kg.types import (
    Annotated,
    Article,
    Chain,
    Entity,
    EntityKind,
    LabelledSpan,
    Mention,
    Quotation,
    QuotationKind,
    Role,
    Sentence,
    Span,
)

KINDS: dict[str, EntityKind] = {"per": "PER", "org": "ORG", "loc": "LOC", "evt": "EVT"}
_MARK = re.compile(r"<(/?)(per|org|loc|evt|q|cue|src|role)((?::[^<>:]*)*)>")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*[”\"]?\s*")


@dataclass
class _Found:
    """What the marks of one text say."""

    text: str = ""
    entities: dict[tuple[EntityKind, str], list[Span]] = field(
        default_factory=lambda: defaultdict(list)
    )
    parts: dict[tuple[str, str], list[Span]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, str] = field(default_factory=dict)
    roles: list[tuple[Span, str, str]] = field(default_factory=list)

    def close(self, mark: str, values: list[str], span: Span) -> None:
        if mark in KINDS:
            self.entities[KINDS[mark], values[0] if values else span.of(self.text)].append(span)
        elif mark == "role":
            self.roles.append((span, values[0], values[1] if len(values) > 1 else ""))
        else:
            number = values[0] if values else "1"
            self.parts[mark, number].append(span)
            if len(values) > 1:
                self.named[number] = values[1]


def annotated(
    marked: str,
    *,
    article: str = "a1",
    kind: QuotationKind = "direct",
    speaker_text: str | None = None,
    score: float = 0.9,
    **fields: str | None,
) -> Annotated:
    """Return the annotated article that the marks describe.

    Examples
    --------
    >>> doc = annotated("“<q>Kami siap</q>,” <cue>kata</cue> <src><per>Ratna</per></src>.")
    >>> doc.text, doc.quotations[0].speaker
    ('“Kami siap,” kata Ratna.', 'c1')
    """
    found = _read(marked)
    chains = tuple(
        Chain(f"c{number}", entity_kind, name, tuple(spans))
        for number, ((entity_kind, name), spans) in enumerate(found.entities.items(), start=1)
    )
    chain_of = {chain.name: chain.id for chain in chains}
    quotations = tuple(
        Quotation(
            kind=kind,
            content=tuple(found.parts["q", number]),
            cue=next(iter(found.parts["cue", number]), None),
            source=next(iter(found.parts["src", number]), None),
            speaker=_speaker(found, chains, number),
            speaker_text=speaker_text,
            rule="closed-pair",
            score=score,
        )
        for number in sorted(number for mark, number in list(found.parts) if mark == "q")
    )
    roles = tuple(
        Role(chain_of[person], span, chain_of.get(organization))
        for span, person, organization in found.roles
    )
    return Annotated(
        article=Article(id=article, text=found.text, **fields),
        sentences=tuple(
            Sentence(Span(*match.span()), ()) for match in _SENTENCE.finditer(found.text)
        ),
        quotations=quotations,
        chains=chains,
        roles=roles,
    )


def _read(marked: str) -> _Found:
    found = _Found()
    opened: list[tuple[str, list[str], int]] = []
    last = 0
    for match in _MARK.finditer(marked):
        found.text += marked[last : match.start()]
        last = match.end()
        if not match[1]:
            opened.append((match[2], match[3].split(":")[1:], len(found.text)))
            continue
        mark, values, start = opened.pop()
        if mark != match[2]:
            raise ValueError(f"<{mark}> closed by {match[0]}")
        found.close(mark, values, Span(start, len(found.text)))
    found.text += marked[last:]
    return found


def _speaker(found: _Found, chains: Sequence[Chain], number: str) -> str | None:
    for chain in chains:
        if chain.name == found.named.get(number):
            return chain.id
        for source in found.parts["src", number]:
            if any(source.contains(mention) for mention in chain.mentions):
                return chain.id
    return None


def entities_of(documents: Sequence[Annotated]) -> list[Entity]:
    """Return one entity for each kind and name, joined across the documents."""
    chains: dict[tuple[EntityKind, str], list[tuple[str, str]]] = defaultdict(list)
    aliases: dict[tuple[EntityKind, str], set[str]] = defaultdict(set)
    for doc in documents:
        for chain in doc.chains:
            chains[chain.kind, chain.name].append((doc.article.id, chain.id))
            aliases[chain.kind, chain.name].update(span.of(doc.text) for span in chain.mentions)
    return [
        Entity(
            id=f"{kind.lower()}:{digest(kind, name)}",
            kind=kind,
            name=name,
            aliases=tuple(sorted(aliases[kind, name] - {name})),
            chains=tuple(found),
        )
        for (kind, name), found in chains.items()
    ]


def news() -> list[Annotated]:
    """Return three short made-up articles of one story, and one without a date."""
    return [
        annotated(
            "<role:Ratna Dewi:Bank Semesta>Direktur Utama</role> <org>Bank Semesta</org> "
            "<per>Ratna Dewi</per> datang ke <loc>Kota Melur</loc>. “<q>Cabang di <loc>Kota "
            "Melur</loc> dibuka Senin</q>,” <cue>kata</cue> <src><per:Ratna Dewi>Ratna</per></src>."
            " Menurut <src:2:Ratna Dewi>dia</src>, <q:2>modal cukup</q>.",
            article="a1",
            title="Bank Semesta Buka Cabang",
            outlet="Warta Melur",
            published="2018-10-13",
            url="https://warta.example/cabang",
        ),
        annotated(
            "“<q><org>Bank Semesta</org> perlu</q>,” <cue>ujar</cue> <src>Wali Kota <per>Harun "
            "Salim</per></src>, “<q>dan <per:Ratna Dewi>Ratna</per> tahu itu.</q>”",
            article="a2",
            title="Wali Kota Senang",
            outlet="Kabar Pagi",
            published="2018-11-02T08:30:00+07:00",
            url="https://kabar.example/senang",
        ),
        annotated(
            "<q>Cabang <org>Bank Semesta</org> itu jauh</q>, <cue>kata</cue> <src>seorang "
            "warga</src>.",
            article="a3",
            kind="indirect",
            speaker_text="seorang warga",
            outlet="Kabar Pagi",
            title="Warga Mengeluh",
        ),
        annotated(
            "<per>Lukman Hakimi</per> menonton <evt>Festival Melur</evt> di <loc>Kota Melur</loc>.",
            article="a4",
            outlet="Warta Melur",
            published="2018-12-01",
        ),
    ]


_LABELS = {
    "DIR": "DIRECT",
    "IND": "INDIRECT",
    "CUE": "CUE",
    "SRC": "SOURCE",
    "ROLE": "ROLE",
    "JUNK": "BOILERPLATE",
}
_TAG = re.compile(rf"\[({'|'.join(KINDS).upper()}|{'|'.join(_LABELS)})(?::([\d.]+))? |\]")
_SENTENCE_END = re.compile(r"[.!?]")


def tagged(marked: str, *, article: str = "a1", score: float = 0.95) -> Annotated:
    """Return an article with the mentions and the evidence that the brackets describe.

    Examples
    --------
    >>> doc = tagged("“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna Dewi]] [IND:0.4 kemarin].")
    >>> [(found.label, found.span.of(doc.text), found.score) for found in doc.evidence][-1]
    ('INDIRECT', 'kemarin', 0.4)
    >>> [mention.span.of(doc.text) for mention in doc.mentions]
    ['Ratna Dewi']
    """
    text, spans = _read_tags(marked)
    found = sorted(spans, key=lambda item: (item[1], item[0]))
    ends = repair(text, [match.end() for match in _SENTENCE_END.finditer(text)])
    return Annotated(
        article=Article(id=article, text=text),
        sentences=tuple(_sentences(text, ends)),
        mentions=tuple(
            Mention(span, KINDS[tag.lower()], score if value is None else value)
            for tag, span, value in found
            if tag in KINDS.values()
        ),
        evidence=tuple(
            LabelledSpan(span, _LABELS[tag], score if value is None else value)
            for tag, span, value in found
            if tag in _LABELS
        ),
    )


def _read_tags(marked: str) -> tuple[str, list[tuple[str, Span, float | None]]]:
    text = ""
    spans: list[tuple[str, Span, float | None]] = []
    opened: list[tuple[str, int, float | None]] = []
    last = 0
    for match in _TAG.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match[1]:
            opened.append((match[1], len(text), float(match[2]) if match[2] else None))
        else:
            tag, start, score = opened.pop()
            spans.append((tag, Span(start, len(text)), score))
    return text + marked[last:], spans


def _sentences(text: str, ends: Sequence[int]) -> Iterator[Sentence]:
    start = 0
    for end in ends:
        words = text[start:end]
        if words.strip():
            yield Sentence(Span(start + len(words) - len(words.lstrip()), end), ())
        start = end


def said(doc: Annotated) -> list[tuple[str, list[str], str | None, str | None]]:
    """Return the quotations of an article as words: kind, contents, cue and source."""
    return [
        (
            quotation.kind,
            [span.of(doc.text) for span in quotation.content],
            quotation.cue and quotation.cue.of(doc.text),
            quotation.source and quotation.source.of(doc.text),
        )
        for quotation in doc.quotations
    ]


def speakers(doc: Annotated) -> list[str | None]:
    """Return the speaker of each quotation: a name, a description in parentheses, or None."""
    names = {chain.id: chain.name for chain in doc.chains}
    return [
        names[quotation.speaker]
        if quotation.speaker
        else (f"({quotation.speaker_text})" if quotation.speaker_text else None)
        for quotation in doc.quotations
    ]
