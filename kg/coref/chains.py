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

from rapidfuzz.distance import Levenshtein

from kg.coref.blocks import Blocks
from kg.coref.names import (
    acronym_letters,
    goes_beyond,
    initials_of,
    is_acronym_of,
    is_generic_head,
    is_part_of_name,
    key,
    known_name,
    place_type,
    tokens,
)
from kg.types import Chain, EntityKind, Mention, Span

_SHORTEST_TYPO = 6
_SHORTEST_CLIPPED = 4
# "Timnas U-23" leaves out a word of "Timnas Indonesia U-23"; a name of two words has none inside.
_SHORTEST_GAPPED = 2
# A form used so often, and twice as often as another, tells that the other is a nickname.
_OFTEN = 3
# A part of the organization whose name follows: "Fraksi Golkar" is not the party.
_UNITS = frozenset({"fraksi"})

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

    @property
    def first(self) -> int:
        return min(span.start for span in self.spans)

    @property
    def types(self) -> set[str]:
        """What kind of place the forms say it is: a town is no stadium."""
        found = (place_type(form) for form in self.forms if self.kind == "LOC")
        return {word for word in found if word}


def build_chains(text: str, mentions: Sequence[Mention]) -> tuple[Chain, ...]:
    """Group the mentions of an article into chains ``e1``, ``e2``, … by first mention."""
    acronyms = _spelled_out({mention.span.of(text) for mention in mentions})
    groups = _form_groups(text, mentions, acronyms)
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


def _absorb(kept: _Group, gone: _Group) -> None:
    kept.forms.update(gone.forms)
    kept.spans.extend(gone.spans)


def _merge_by_name(groups: Sequence[_Group], acronyms: frozenset[str]) -> list[_Group]:
    """Merge short names into the full names they fit, longest names first."""
    ordered = sorted(groups, key=lambda g: (-_length(g), not g.types, g.first))
    merged: list[_Group] = []
    numbers: dict[int, int] = {}
    blocks = Blocks()
    for group in ordered:
        near = [merged[number] for number in blocks.candidates(group.forms, group.kind)]
        fitting = [other for other in near if _fits(group, other, _same, acronyms)]
        fitting = fitting or [
            other for other in near if _fits(group, other, _is_nickname, acronyms)
        ]
        if fitting:
            kept = _nearest(group, fitting)
            _absorb(kept, group)
        else:
            kept = group
            numbers[id(group)] = len(merged)
            merged.append(group)
        blocks.add(numbers[id(kept)], group.forms, group.kind)
    return merged


def _length(group: _Group) -> int:
    return max(len(key(form, group.kind)) for form in group.forms)


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
        for form in short.forms
        for other in long.forms
        if (form in acronyms) == (other in acronyms) or key(form, "ORG") != key(other, "ORG")
    )


def _same(short: str, long: str, kind: EntityKind) -> bool:
    known, other = known_name(short, kind), known_name(long, kind)
    if known and other:
        # In an article about the Asian Games of 2018, "Asian Games" are those.
        return known == other or (kind == "EVT" and other.startswith(f"{known} "))
    short_key, long_key = key(short, kind), key(long, kind)
    if short_key == long_key or _is_typo(short_key, long_key):
        return True
    if kind == "PER":
        return is_part_of_name(short_key, long_key) and not _is_relative(short, long)
    if is_acronym_of(short, long):
        return True
    if kind == "LOC":
        return False
    return _is_shortened(short_key, long_key)


def _is_relative(short: str, long: str) -> bool:
    """Say whether the long name is another person's, called after a known one: a wife or a son."""
    short_key, long_key = key(short, "PER"), key(long, "PER")
    named_after = 1 < len(short_key) < len(long_key) and long_key[-len(short_key) :] == short_key
    return named_after and known_name(short, "PER") is not None


def _is_nickname(short: str, long: str, kind: EntityKind) -> bool:
    """Say whether a name is clipped ("Mega"), run together ("@theresamay") or a tail ("Madrid")."""
    if known_name(short, kind) and known_name(long, kind):
        return False
    short_key, long_key = key(short, kind), key(long, kind)
    if kind == "ORG":
        # "Madrid" beside "Real Madrid"; but "Golkar" beside "DPP Golkar" is the whole party.
        is_tail = len(long_key) == len(short_key) + 1 == 2 and long_key[1:] == short_key  # noqa: PLR2004
        is_unit = long_key[0] in _UNITS
        return is_tail and not (is_unit or short.isupper() or known_name(short, kind))
    if kind != "PER" or len(short_key) != 1 or len(short_key[0]) < _SHORTEST_CLIPPED:
        return False
    return short_key[0] == "".join(long_key) or any(w.startswith(short_key[0]) for w in long_key)


def _is_shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether an organization or event is called by the beginning of its name, or its core."""
    if len(short) >= len(long):
        return False
    if long[: len(short)] == short:
        return not all(is_generic_head(word) for word in short)
    if long[-len(short) :] == short:
        heads = long[: -len(short)]
        return all(is_generic_head(word) and word not in _UNITS for word in heads)
    ends = (short[0], short[-1]) == (long[0], long[-1])
    return ends and len(short) > _SHORTEST_GAPPED and is_part_of_name(short, long)


def _is_typo(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names differ by one letter: "Widodo", "Widdodo"."""
    if len(a) != len(b):
        return False
    joined, other = " ".join(a), " ".join(b)
    if min(len(joined), len(other)) < _SHORTEST_TYPO or joined[0] != other[0]:
        return False
    if any(char.isdigit() for char in joined + other):
        return False
    return Levenshtein.distance(joined, other, score_cutoff=1) <= 1


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
