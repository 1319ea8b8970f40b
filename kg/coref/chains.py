"""Mentions to coreference chains: the forms of one article that name the same thing.

In: mentions. Out: chains in order of first mention. Forms are compared, not positions: a form
belongs to one chain wherever it occurs (Gale et al. 1992, one sense per discourse). Full names
come first, so that a short one finds them; where it fits several, the one named last before
its own first occurrence wins.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.coref.blocks import Blocks
from kg.coref.likeness import is_nickname, is_same
from kg.coref.names import (
    acronym_letters,
    goes_beyond,
    initials_of,
    is_acronym_of,
    key,
    known_name,
    place_type,
    tokens,
)
from kg.coref.readings import Readings, find_readings
from kg.types import Chain, EntityKind, Mention, Span

# A form used so often, and twice as often as another, tells that the other is a nickname.
_OFTEN = 3

# As in: Basuki Tjahaja Purnama atau Ahok; Bank Indonesia (BI); Rini, sapaan Rinjani.
_SAME_THING = re.compile(
    r"\s*(?:\(\s*|(?:,\s*)?(?:atau|alias|atau biasa disapa|atau akrab disapa|yang akrab disapa|"
    r"yang biasa disapa|akrab disapa|biasa disapa|sapaan akrab|sapaan|disingkat|atau disingkat)"
    r"\s+)(?:[\"“]\s*)?",
)


@dataclass(slots=True)
class _Group:
    """Forms found to name one thing, while the chains are made."""

    kind: EntityKind
    forms: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    readings: dict[str, None] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(span.start for span in self.spans)

    @property
    def types(self) -> set[str]:
        """What kind of place the forms say it is: a town is no stadium."""
        found = (place_type(form) for form in self.forms if self.kind == "LOC")
        return {word for word in found if word}


def build_chains(text: str, mentions: Sequence[Mention]) -> tuple[Chain, ...]:
    """Group the mentions of an article into chains ``e1``, ``e2``, … by first mention.

    Examples
    --------
    >>> text = "Ratna Dewi dan Harun tiba. Dewi lega."
    >>> mentions = [Mention(Span(*at), "PER") for at in ((0, 10), (15, 20), (27, 31))]
    >>> [(chain.id, chain.name, len(chain.mentions)) for chain in build_chains(text, mentions)]
    [('e1', 'Ratna Dewi', 2), ('e2', 'Harun', 1)]
    """
    acronyms = _spelled_out({mention.span.of(text) for mention in mentions})
    groups = _form_groups(text, mentions, acronyms)
    readings = find_readings(text, mentions)
    for group in groups:
        group.readings = _read(group, readings)
    groups = _merge_stated(text, mentions, groups)
    for kind in ("PER", "ORG", "LOC", "EVT"):
        same_kind = [group for group in groups if group.kind == kind]
        merged = _merge_by_name(same_kind, acronyms)
        groups = [group for group in groups if group.kind != kind] + merged
    groups.sort(key=lambda group: group.first)
    return tuple(
        Chain(
            f"e{number}",
            group.kind,
            canonical(group.forms, group.kind),
            tuple(sorted(group.spans)),
        )
        for number, group in enumerate(groups, start=1)
    )


def _spelled_out(forms: Collection[str]) -> frozenset[str]:
    """Return the acronyms that the article spells out: "KIA" there is not the car maker "Kia"."""
    initials = {letters for form in forms for letters in initials_of(form)}
    return frozenset(form for form in forms if acronym_letters(form) in initials)


def _form_groups(text: str, mentions: Sequence[Mention], acronyms: frozenset[str]) -> list[_Group]:
    groups: dict[tuple[EntityKind, object], _Group] = {}
    for mention in mentions:
        form = mention.span.of(text)
        name = known_name(form, mention.kind)
        told_apart = place_type(form) if mention.kind == "LOC" else form in acronyms
        identity = name or (key(form, mention.kind), told_apart)
        group = groups.setdefault((mention.kind, identity), _Group(mention.kind))
        group.forms[form] += 1
        group.spans.append(mention.span)
    return list(groups.values())


def _read(group: _Group, readings: Readings) -> dict[str, None]:
    found = (reading for form in group.forms for reading in readings.of(form, group.kind))
    return dict.fromkeys(found)


def _merge_stated(text: str, mentions: Sequence[Mention], groups: list[_Group]) -> list[_Group]:
    """Merge what the text itself says is one thing: "Bank Indonesia (BI)"."""
    owner = {span: group for group in groups for span in group.spans}
    ordered = sorted(mentions, key=lambda mention: mention.span)
    absorbed: set[int] = set()
    for first, second in pairwise(ordered):
        between = text[first.span.end : max(second.span.start, first.span.end)]
        if first.kind != second.kind or not _SAME_THING.fullmatch(between):
            continue
        if not _names_again(text, first, second, parenthesis="(" in between):
            continue
        if between.strip(' "“') == "atau" and not _is_byname(text, first, second, mentions):
            continue
        kept, gone = owner[first.span], owner[second.span]
        if kept is not gone:
            _absorb(kept, gone)
            owner.update(dict.fromkeys(gone.spans, kept))
            absorbed.add(id(gone))
    return [group for group in groups if id(group) not in absorbed]


def _names_again(text: str, first: Mention, second: Mention, *, parenthesis: bool) -> bool:
    """Say whether the second name renames the first: an abbreviation, or a person's other name."""
    long, short = first.span.of(text), second.span.of(text)
    if parenthesis and text[second.span.end : second.span.end + 1] != ")":
        return False
    if first.kind == "PER":
        return not parenthesis or len(tokens(short)) == 1
    if is_acronym_of(short, long):
        return True
    return parenthesis and first.kind != "LOC" and len(tokens(short)) == 1


def _is_byname(text: str, first: Mention, second: Mention, mentions: Sequence[Mention]) -> bool:
    """Say whether "atau" joins two names of one person; "Ratna Dewi atau Harun Salim" are two."""
    if first.kind != "PER":
        return True
    long, short = first.span.of(text), second.span.of(text)
    known = known_name(short, "PER")
    others = (mention.span.of(text) for mention in mentions if mention.kind == "PER")
    bears = any(short in name.split() for name in others if name not in {short, long})
    full = len(tokens(long)) > 1 and len(tokens(short)) == 1
    return full and not bears and known in {None, known_name(long, "PER")}


def _absorb(kept: _Group, gone: _Group) -> None:
    kept.forms.update(gone.forms)
    kept.spans.extend(gone.spans)
    kept.readings.update(gone.readings)


def _merge_by_name(groups: Sequence[_Group], acronyms: frozenset[str]) -> list[_Group]:
    """Merge short names into the full names they fit, longest names first."""
    ordered = sorted(groups, key=lambda g: (-_length(g), not g.types, g.first))
    merged: list[_Group] = []
    numbers: dict[int, int] = {}
    blocks = Blocks()
    for group in ordered:
        near = [merged[number] for number in blocks.candidates(group.readings, group.kind)]
        fitting = [other for other in near if _fits(group, other, is_same, acronyms)]
        fitting = fitting or [other for other in near if _fits(group, other, is_nickname, acronyms)]
        if fitting:
            kept = _nearest(group, fitting)
            _absorb(kept, group)
        else:
            kept = group
            numbers[id(group)] = len(merged)
            merged.append(group)
        blocks.add(numbers[id(kept)], group.readings, group.kind)
    return merged


def _length(group: _Group) -> int:
    forms = group.forms if group.kind == "PER" else group.readings
    return max(len(key(form, group.kind)) for form in forms)


def _nearest(group: _Group, fitting: Sequence[_Group]) -> _Group:
    """Return the group named last before the short name's first occurrence, else the first."""
    before: dict[int, int] = defaultdict(int)
    for index, other in enumerate(fitting):
        earlier = [span.end for span in other.spans if span.end <= group.first]
        before[index] = max(earlier, default=-other.first)
    return fitting[max(before, key=lambda index: before[index])]


def _fits(
    short: _Group,
    long: _Group,
    same: Callable[[str, str, EntityKind], bool],
    acronyms: frozenset[str],
) -> bool:
    if short.types and long.types and short.types.isdisjoint(long.types):
        return False
    return any(
        same(form, other, short.kind)
        for form in short.readings
        for other in long.readings
        if (form in acronyms) == (other in acronyms) or key(form, "ORG") != key(other, "ORG")
    )


def canonical(forms: Counter[str], kind: EntityKind) -> str:
    """Return the fullest name of a chain: the known one, else the most frequent form written out.

    A nickname ("Maung Bandung") is no fuller name than what it stands for, however many words it
    has; a branch ("KPU Kota Melur") is called by its own name, though "KPU" is known.

    Examples
    --------
    >>> canonical(Counter({"Ma": 5, "Jack Ma": 2}), "PER")
    'Jack Ma'
    >>> canonical(Counter({"Persib": 3, "Maung Bandung": 2, "Persib Bandung": 1}), "ORG")
    'Persib Bandung'
    """
    fullest = _written_out(forms)
    for form in (fullest, *sorted(forms)):
        name = known_name(form, kind)
        if name and (form == fullest or not goes_beyond(fullest, form, kind)):
            return name
    return fullest


def _written_out(forms: Counter[str]) -> str:
    """Return the fullest form; a rare nickname is none, however many words it has."""
    spelled = [form for form in sorted(forms) if not _is_acronym(form)] or sorted(forms)
    most = max(spelled, key=lambda form: (forms[form], len(tokens(form))))
    letters = "".join(tokens(most))
    usual = [
        form
        for form in spelled
        if forms[most] < max(_OFTEN, 2 * forms[form]) or _has_letters(form, letters)
    ]
    return max(
        usual, key=lambda form: (len(tokens(form)), not form.isupper(), forms[form], len(form))
    )


def _is_acronym(form: str) -> bool:
    return form.isupper() and len(tokens(form)) == 1


def _has_letters(form: str, short: str) -> bool:
    """Say whether a form has the letters of a shorter one, in their order: "Kemenkeu"."""
    rest = iter("".join(tokens(form)))
    return all(letter in rest for letter in short)
