"""One article's mentions to chains, roles and speakers.

In: an annotated article with mentions, evidence and quotations. Out: the same with mentions
made consistent, coreference chains, roles, and the speaker of each quotation.
"""

from __future__ import annotations

from dataclasses import replace

from kg.coref.chains import build_chains
from kg.coref.mentions import harmonise
from kg.coref.roles import add_described_roles, find_roles
from kg.coref.speakers import resolve_speakers
from kg.types import Annotated

__all__ = ["resolve"]


def resolve(doc: Annotated) -> Annotated:
    """Add chains, roles and speakers to an article."""
    mentions = harmonise(doc)
    doc = replace(doc, mentions=mentions, chains=build_chains(doc.text, mentions))
    doc = replace(doc, roles=find_roles(doc))
    return add_described_roles(resolve_speakers(doc))
