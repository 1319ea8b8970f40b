"""The annotations format, schema version 1: one JSON object an article, one a line.

Offsets are half-open ranges in code points of the record's own ``text``. ``kept`` maps them to
the raw input (see `kg.types.Article`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kg.locations import locate
from kg.types import (
    Annotated,
    Article,
    Chain,
    Circumstances,
    Event,
    Quotation,
    ReportedInside,
    Role,
    Sentence,
    Span,
)

SCHEMA = 1
_AROUND = ("place", "occasion", "addressee", "medium")


def to_record(doc: Annotated, *, entities: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Turn an annotated article into plain data.

    Parameters
    ----------
    doc
        The article.
    entities
        For each chain id the id of its corpus-wide entity, where known.

    Examples
    --------
    >>> said = Quotation("direct", (Span(1, 10),), Span(13, 17), Span(18, 23))
    >>> doc = Annotated(Article("a", "“Kami siap,” kata Ratna."), quotations=(said,))
    >>> to_record(doc)["quotations"][0]["content"]
    [[1, 10]]
    """
    article = doc.article
    links = entities or {}
    parents = {
        chain: [parent.name for parent in location.parents]
        for chain, location in locate(doc).items()
        if location.parents
    }
    return {
        "schema": SCHEMA,
        "id": article.id,
        "source": article.source,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "url": article.url,
        "published": article.published,
        "dateline": article.dateline,
        "text": article.text,
        "sentences": [_pair(sentence.span) for sentence in doc.sentences],
        "kept": [_pair(span) for span in article.kept],
        "entities": [
            {
                "id": chain.id,
                "kind": chain.kind,
                "name": chain.name,
                "mentions": [_pair(span) for span in chain.mentions],
                **({"entity": links[chain.id]} if chain.id in links else {}),
                **({"parents": parents[chain.id]} if chain.id in parents else {}),
            }
            for chain in doc.chains
        ],
        "quotations": [_quotation(doc, quotation) for quotation in doc.quotations],
        "roles": [
            {
                "person": role.person,
                "role": role.role.of(doc.text),
                "organization": role.organization,
                "span": _pair(role.role),
            }
            for role in doc.roles
        ],
        "events": [
            {
                "event": event.event,
                "span": _pair(event.span),
                "date": event.date,
                "place": event.place,
                "participants": list(event.participants),
            }
            for event in doc.events
        ],
    }


def to_line(doc: Annotated, *, entities: Mapping[str, str] | None = None) -> str:
    """Return the record of an article as one line of JSON, without the line end.

    Examples
    --------
    >>> to_line(Annotated(Article("a", "Ratna tiba.")))[:26]
    '{"schema": 1, "id": "a", "'
    """
    return json.dumps(to_record(doc, entities=entities), ensure_ascii=False, allow_nan=False)


def _quotation(doc: Annotated, quotation: Quotation) -> dict[str, Any]:
    around = quotation.circumstances
    return {
        "kind": quotation.kind,
        "content": [_pair(span) for span in quotation.content],
        "cue": _pair(quotation.cue),
        "source": _pair(quotation.source),
        "speaker": quotation.speaker,
        "speaker_text": None if quotation.speaker else quotation.speaker_text,
        "rule": quotation.rule,
        "speaker_rule": quotation.speaker_rule,
        "confidence": round(quotation.score, 4),
        "date": around.date,
        "place": _pair(around.place),
        "occasion": _pair(around.occasion),
        "addressee": _pair(around.addressee),
        "medium": _pair(around.medium),
        "carried": around.carried,
        "inside": _inside(quotation.inside),
        "about": _about(doc, quotation),
    }


def _inside(inside: ReportedInside | None) -> dict[str, Any] | None:
    if inside is None:
        return None
    return {
        "cue": _pair(inside.cue),
        "source": _pair(inside.source),
        "speaker": inside.speaker,
    }


def _about(doc: Annotated, quotation: Quotation) -> list[str]:
    """Return the ids of the chains that the content names."""
    return [
        chain.id
        for chain in doc.chains
        if any(content.contains(span) for content in quotation.content for span in chain.mentions)
    ]


def from_record(record: Mapping[str, Any]) -> Annotated:
    """Read an article back from its record: all that the graph needs, without tokens and mentions.

    Roles and sentences without offsets, as in annotations made elsewhere, are looked for in the
    text, or left out.

    Examples
    --------
    >>> doc = Annotated(Article("a1", "Ratna tiba."), chains=(Chain("e1", "PER", "Ratna", ()),))
    >>> from_record(to_record(doc)) == doc
    True
    """
    return Annotated(
        article=_article(record),
        sentences=tuple(Sentence(Span(*pair), ()) for pair in record.get("sentences", ())),
        quotations=tuple(_read_quotation(quotation) for quotation in record["quotations"]),
        chains=tuple(
            Chain(
                entity["id"],
                entity["kind"],
                entity["name"],
                tuple(Span(*pair) for pair in entity["mentions"]),
            )
            for entity in record["entities"]
        ),
        roles=tuple(
            Role(role["person"], span, role["organization"])
            for role in record.get("roles", ())
            if (span := _role_span(record["text"], role))
        ),
        events=tuple(
            Event(
                event["event"],
                Span(*event["span"]),
                date=event["date"],
                place=event["place"],
                participants=tuple(event["participants"]),
            )
            for event in record.get("events", ())
        ),
    )


def _article(record: Mapping[str, Any]) -> Article:
    optional = ("title", "outlet", "published", "byline", "dateline", "url", "source")
    return Article(
        id=record["id"],
        text=record["text"],
        kept=tuple(Span(*pair) for pair in record.get("kept", ())),
        **{field: record.get(field) for field in optional},
    )


def _read_quotation(record: Mapping[str, Any]) -> Quotation:
    return Quotation(
        kind=record["kind"],
        content=tuple(Span(*pair) for pair in record["content"]),
        cue=_span(record["cue"]),
        source=_span(record["source"]),
        speaker=record["speaker"],
        speaker_text=record["speaker_text"],
        rule=record.get("rule", ""),
        speaker_rule=record.get("speaker_rule", ""),
        score=record.get("confidence", 1.0),
        circumstances=Circumstances(
            date=record.get("date"),
            **{field: _span(record.get(field)) for field in _AROUND},
            carried=record.get("carried", False),
        ),
        inside=_read_inside(record.get("inside")),
    )


def _read_inside(record: Mapping[str, Any] | None) -> ReportedInside | None:
    if record is None:
        return None
    return ReportedInside(Span(*record["cue"]), Span(*record["source"]), record["speaker"])


def _span(pair: Sequence[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _role_span(text: str, role: Mapping[str, Any]) -> Span | None:
    if "span" in role:
        return Span(*role["span"])
    start = text.find(role["role"])
    return Span(start, start + len(role["role"])) if start >= 0 else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
