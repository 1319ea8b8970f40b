"""The data that flows through the package: frozen dataclasses, nothing else.

Offsets are half-open ``[start, end)`` ranges in code points of ``Article.text``; text is stored
once, everything else points into it. Terms follow the quotation corpora PARC 3 and PolNeAR
(cue, source, content) and coreference research (mention, chain, entity).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, get_args

EntityKind = Literal["PER", "ORG", "LOC", "EVT"]
QuotationKind = Literal["direct", "indirect", "mixed"]

_SURROGATE = re.compile("[\ud800-\udfff]")

ENTITY_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in ``Article.text``.

    Examples
    --------
    >>> Span(5, 12).of("kata Jack Ma")
    'Jack Ma'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span must satisfy 0 <= start < end, got [{self.start}, {self.end})")

    def __reduce__(self) -> tuple[type[Span], tuple[int, int]]:
        # Hundreds of an article go from process to process: half the bytes, twice as fast.
        return Span, (self.start, self.end)

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: its text without boilerplate, and what the outlet says about it.

    ``kept`` lists the ranges of the raw text (code points) that ``text`` consists of, in order;
    see `raw_spans`. ``published`` is an ISO 8601 date or date-time.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    source: str | None = None
    kept: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if found := _SURROGATE.search(self.text):
            raise ValueError(f"article {self.id!r}: lone surrogate at offset {found.start()}")

    @property
    def headline_end(self) -> int:
        """Where the headline ends if ``text`` begins with it, else 0."""
        return len(self.title) if self.title and self.text.startswith(self.title) else 0

    def raw_spans(self, span: Span) -> tuple[Span, ...]:
        """Map a span of ``text`` to the ranges of the raw text that it was taken from.

        Examples
        --------
        >>> article = Article(id="a", text="kata Ma", kept=(Span(10, 15), Span(20, 22)))
        >>> article.raw_spans(Span(0, 7))
        (Span(start=10, end=15), Span(start=20, end=22))
        """
        if not self.kept:
            return (span,)
        starts = accumulate((kept.end - kept.start for kept in self.kept), initial=0)
        found = []
        for offset, kept in zip(starts, self.kept, strict=False):
            first = max(span.start, offset)
            last = min(span.end, offset + kept.end - kept.start)
            if first < last:
                found.append(Span(kept.start + first - offset, kept.start + last - offset))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class RawDocument:
    r"""A document as its reader gives it: decoded text, boilerplate and all, and its metadata.

    ``text`` has ``\n`` line ends and no control characters. The other fields hold only what the
    record, the page or the file name says; what stands in the text itself is for `kg.clean`.
    ``warnings`` are stable words such as ``encoding=cp1252``.
    """

    id: str
    text: str
    source: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input, or a record of one, that became no article; see `kg.errors.UnreadableInput`."""

    source: str
    reason: str
    fact: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its tokens."""

    span: Span
    tokens: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a person, organization, place or event; ``score`` is in [0, 1]."""

    span: Span
    kind: EntityKind
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A span that the tagger marked, e.g. as the content of a quotation; ``score`` in [0, 1]."""

    span: Span
    label: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, where, on what occasion, to whom and through what something was said.

    ``date`` is the ISO day that ``date_words`` name. ``carried`` says that another quotation of
    the same speaker states it, not this one.
    """

    date: str | None = None
    date_words: Span | None = None
    place: Span | None = None
    occasion: Span | None = None
    addressee: Span | None = None
    medium: Span | None = None
    carried: bool = False

    @property
    def has_setting(self) -> bool:
        """Say whether a time, a place or an occasion is known."""
        return bool(self.date or self.place or self.occasion)


@dataclass(frozen=True, slots=True)
class ReportedInside:
    """Who is reported inside a reported clause: "Jack Ma yakin" in "Darmin: Jack Ma yakin S".

    ``speaker`` is the id of a `Chain` of the same article.
    """

    cue: Span
    source: Span
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Reported speech: what was said, the reporting word, and the words that say who said it.

    ``content`` has several spans when the attribution splits the utterance. ``speaker`` is the
    id of a `Chain` of the same article, ``speaker_text`` the description of a speaker who is
    not a named entity ("seorang warga"). ``rule`` names the rule or model that found it,
    ``speaker_rule`` how its speaker was found; ``score`` is in [0, 1].
    """

    kind: QuotationKind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    speaker_text: str | None = None
    rule: str = ""
    speaker_rule: str = ""
    score: float = 1.0
    circumstances: Circumstances = Circumstances()
    inside: ReportedInside | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """A coreference chain: the named mentions of one article that refer to the same thing."""

    id: str
    kind: EntityKind
    name: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role that the text gives a person: ``person`` and ``organization`` are chain ids."""

    person: str
    role: Span
    organization: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What the text states of an event at one of its mentions, ``span``.

    ``event``, ``place`` and ``participants`` are chain ids, ``date`` is an ISO day or a year.
    """

    event: str
    span: Span
    date: str | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with everything found in it; each stage returns a copy with more filled in.

    ``evidence`` holds what the tagger saw besides entities (contents, cues, sources, roles,
    boilerplate); the stages after it decide what to make of it.
    """

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    evidence: tuple[LabelledSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    chains: tuple[Chain, ...] = ()
    roles: tuple[Role, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def text(self) -> str:
        """The text that all spans refer to."""
        return self.article.text


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two names are one entity: the rule, both names, and articles that show it.

    ``confidence`` in [0, 1] orders rules by how often they err; it is no probability.
    """

    rule: str
    names: tuple[str, str]
    articles: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place or event across articles.

    ``chains`` lists where it occurs, as (article id, chain id) pairs; ``forms`` how often each
    form of its name is written. ``confidence`` is that of its weakest evidence, 1 where nothing
    was joined; ``former`` lists the ids of entities that were found to be this one.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    chains: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, int], ...] = ()
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    former: tuple[str, ...] = ()
