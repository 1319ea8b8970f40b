"""What everybody knows: places, organizations, people with their offices, and recurring events.

In: the tables of ``kg/data/knowledge`` and the user's own file. Out: facts, looked up by any
form of their name. Nothing here reads an article; `kg.coref` and `kg.entities` decide what a
form means there.
"""

from __future__ import annotations

from kg.knowledge.editions import edition
from kg.knowledge.facts import DISTRICT, LISTED, SHARED, Fact, Office
from kg.knowledge.forms import form_key, slug, tokens
from kg.knowledge.places import likely, place_of, shared_parents
from kg.knowledge.store import Knowledge, knowledge
from kg.knowledge.user import Apart, UserEntities, UserEntity, read_user_entities

__all__ = [
    "DISTRICT",
    "LISTED",
    "SHARED",
    "Apart",
    "Fact",
    "Knowledge",
    "Office",
    "UserEntities",
    "UserEntity",
    "edition",
    "form_key",
    "knowledge",
    "likely",
    "place_of",
    "read_user_entities",
    "shared_parents",
    "slug",
    "tokens",
]
