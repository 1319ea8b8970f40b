"""What queries return: frozen records with everything a reader needs to check an answer.

In: values read off the graph. Out: dataclasses that print as one line and turn into rows of a
table. They hold no reference to the graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar, overload

from kg.context import encode_spans
from kg.draft import SEPARATOR
from kg.types import Span

T = TypeVar("T")
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """A person, organization, place or event; dates are ISO or None.

    ``parents`` is what a place lies in, nearest first; ``held_on`` (a day or a year), ``held_at``
    and ``participants`` are what the articles state of an event.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    n_quotes: int
    n_quotes_about: int
    n_mentions: int
    n_articles: int
    first_seen: str | None
    last_seen: str | None
    parents: tuple[str, ...] = ()
    held_on: str | None = None
    held_at: str | None = None
    participants: tuple[str, ...] = ()

    def __str__(self) -> str:
        role = f", {self.roles[0]}" if self.roles else ""
        return f"{self.name}{role} ({self.kind}, {self.n_quotes} quotations)"


@dataclass(frozen=True, slots=True)
class QuotationRecord:
    """A quotation with its evidence.

    ``content_at``, ``cue_at`` and ``source_at`` are spans of ``sentence``; ``start`` and ``end``
    are offsets in the article's text. ``speaker`` is None where the speaker is not a known
    entity; ``speaker_text`` may then describe them. ``date`` is the article's day, ``said_on``
    the day of the utterance; with ``said_carried`` its time and place are stated for another
    quotation of the same speaker. ``reported`` is who is reported inside the content.
    """

    id: str
    text: str
    kind: str
    speaker: str | None
    speaker_id: str | None
    speaker_text: str | None
    cue: str | None
    source: str | None
    about: tuple[str, ...]
    sentence: str
    content_at: tuple[Span, ...]
    cue_at: tuple[Span, ...]
    source_at: tuple[Span, ...]
    title: str | None
    outlet: str | None
    date: str | None
    published: str | None
    url: str | None
    article: str
    start: int
    end: int
    confidence: float
    rule: str | None
    said_on: str | None = None
    said_at: str | None = None
    occasion: str | None = None
    addressee: str | None = None
    medium: str | None = None
    said_carried: bool = False
    reported: str | None = None

    def __str__(self) -> str:
        speaker = self.speaker or self.speaker_text or "?"
        return f"{self.date or 'undated'}  {speaker}: “{self.text}”"


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """Where an edge of the graph comes from; ``text_at`` are spans of ``sentence``."""

    edge: str
    relation: str
    source: str
    target: str
    text: str | None
    sentence: str | None
    text_at: tuple[Span, ...]
    title: str | None
    outlet: str | None
    date: str | None
    url: str | None
    article: str
    start: int
    end: int
    stage: str
    rule: str | None
    confidence: float | None
    version: str

    def __str__(self) -> str:
        place = self.title or self.article
        return f"{self.source} {self.relation} {self.target}: {self.sentence or ''} ({place})"


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and what they said; ``speaker_id`` is None for speakers without an entity."""

    speaker: str
    speaker_id: str | None
    quotations: tuple[QuotationRecord, ...]

    def __str__(self) -> str:
        return f"{self.speaker}: {len(self.quotations)} quotations"


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity and its score in a ranking."""

    entity: EntityRecord
    score: float

    def __str__(self) -> str:
        return f"{self.score:10.4g}  {self.entity.name}"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a connection; ``forward`` is False where ``end`` spoke about ``start``.

    Relations: ``SAID_ABOUT``, ``HAS_ROLE``, ``NAMED_TOGETHER`` (in one quotation),
    ``SAME_ARTICLE``.
    """

    start: str
    end: str
    relation: str
    forward: bool
    evidence: tuple[EvidenceRecord, ...]

    def __str__(self) -> str:
        arrow = f"—{self.relation}→" if self.forward else f"←{self.relation}—"
        return f"{self.start} {arrow} {self.end}"


class Results(Sequence[T], Generic[T]):
    """A list of records that prints as lines and turns into rows.

    ``undated`` is the number of quotations that a date filter left out because their date is
    not known.

    Examples
    --------
    >>> results = Results([Voice("Jack Ma", None, ())])
    >>> results
    1 result
      Jack Ma: 0 quotations
    >>> results.to_rows()[0]["speaker"]
    'Jack Ma'
    """

    def __init__(self, items: Sequence[T], *, undated: int = 0) -> None:
        self._items = tuple(items)
        self.undated = undated

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Results[T]: ...
    def __getitem__(self, index: int | slice) -> T | Results[T]:
        if isinstance(index, slice):
            return Results(self._items[index], undated=self.undated)
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, (Results, list)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        count = f"{len(self)} result{'' if len(self) == 1 else 's'}"
        left_out = f" ({self.undated} undated left out)" if self.undated else ""
        lines = [f"  {item}" for item in self._items[:_SHOWN]]
        more = [f"  … and {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        return "\n".join([count + left_out, *lines, *more])

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one flat dictionary per record, e.g. for ``pandas.DataFrame``."""
        return [row_of(item) for item in self._items]


def row_of(record: Any) -> dict[str, Any]:  # noqa: ANN401 - any of the records above
    """Return a record as a flat dictionary: lists joined, spans as "start-end", records by name."""
    return {field.name: _flat(getattr(record, field.name)) for field in fields(record)}


def _flat(value: object) -> object:
    if isinstance(value, EntityRecord):
        return value.name
    if not isinstance(value, tuple):
        return value
    if all(isinstance(part, Span) for part in value):
        return encode_spans(value)
    return SEPARATOR.join(str(part) for part in value)
