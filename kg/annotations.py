"""The annotations format, schema version 1: one JSON object an article, one a line.

Offsets are half-open ranges in code points of the record's own ``text``. ``kept`` maps them to
the raw input (see `kg.types.Article`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.types import Annotated, Quotation, ReportedInside, Span

SCHEMA = 1


def to_record(doc: Annotated, *, entities: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Turn an annotated article into plain data.

    Parameters
    ----------
    doc
        The article.
    entities
        For each chain id the id of its corpus-wide entity, where known.
    """
    article = doc.article
    links = entities or {}
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
        "kept": [_pair(span) for span in article.kept],
        "entities": [
            {
                "id": chain.id,
                "kind": chain.kind,
                "name": chain.name,
                "mentions": [_pair(span) for span in chain.mentions],
                **({"entity": links[chain.id]} if chain.id in links else {}),
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
    }


def to_line(doc: Annotated, *, entities: Mapping[str, str] | None = None) -> str:
    """Return the record of an article as one line of JSON, without the line end."""
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


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
