"""What the user says about names, ready to be looked up: it wins over every rule.

In: the user's file, and the entities of an earlier run, for rows that name them by id. Out: the
node of an occurrence that the user says something about, and marks that keep nodes apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.entities.nodes import ALONE, WISHED, node_of
from kg.entities.occurrences import Occurrence
from kg.entities.partition import Mark, Node
from kg.knowledge import UserEntities, form_key
from kg.types import Entity

_Form = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wishes:
    """Which forms the user calls one name, and which names or occurrences are kept apart."""

    names: dict[_Form, str] = field(default_factory=dict)
    marks: dict[_Form, list[Mark]] = field(default_factory=dict)
    held: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, user: UserEntities, known: Iterable[Entity] = ()) -> Wishes:
        """Read the user's file; rows may name the entities ``known`` by their ids."""
        given = {entity.id: entity for entity in known}
        marks: dict[_Form, list[Mark]] = defaultdict(list)
        for number, row in enumerate(user.different):
            for side, name in (("first", row.first), ("second", row.second)):
                form = name if name in given else form_key(name)
                marks[row.kind, form].append((f"different {number}", side))
        return cls(
            names={
                (entity.kind, form_key(form)): entity.name
                for entity in user.same
                for form in (entity.name, *entity.forms)
            },
            marks=dict(marks),
            held={
                place: entity.id
                for entity in given.values()
                if (entity.kind, entity.id) in marks
                for place in entity.chains
            },
        )

    def name(self, occurrence: Occurrence) -> str | None:
        """Return what the user calls an occurrence."""
        return next((self.names[f] for f in _forms(occurrence) if f in self.names), None)

    def node(self, occurrence: Occurrence) -> tuple[Node, list[Mark]]:
        """Return the node of an occurrence, as the user wants it, and its marks."""
        held = self.held.get((occurrence.article, occurrence.chain))
        if held:
            own = (*node_of(occurrence), f"{WISHED}{held}")
            return own, self.marks[occurrence.kind, held]
        wished = self.name(occurrence)
        if wished:
            occurrence = replace(occurrence, name=wished, forms=((wished, 1),))
        for form in _forms(occurrence):
            if form in self.marks:
                return (occurrence.kind, form[1], WISHED), self.marks[form]
        node = node_of(occurrence)
        if wished:
            node = tuple(part for part in node if not part.startswith(ALONE))
        return node, []


def _forms(occurrence: Occurrence) -> list[_Form]:
    """Return what is written, the most frequent first, and then the canonical name."""
    written = sorted(occurrence.forms, key=lambda item: (-item[1], item[0]))
    forms = dict.fromkeys((*(form for form, _ in written), occurrence.name))
    return [(occurrence.kind, form_key(form)) for form in forms]
