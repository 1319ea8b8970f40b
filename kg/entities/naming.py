"""What an entity is called: its canonical name, and how often each form is written.

In: the occurrences of one entity. Out: the fullest of the widely used names; an acronym never
wins over what it stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.coref.names import known_name, tokens
from kg.entities.occurrences import Occurrence

# A fuller name is widely used if it is used this often for each use of the most used one.
_WIDELY = 1 / 3


def canonical_name(found: Sequence[Occurrence]) -> str:
    """Return the canonical name: the known one, else the fullest of the widely used.

    Examples
    --------
    >>> def one(name):
    ...     return Occurrence("a", "e1", "ORG", name, ((name, 1),), (), frozenset(), None, None)
    >>> canonical_name([one("DAM"), one("DAM"), one("Dinas Air Melur")])
    'Dinas Air Melur'
    """
    kind = found[0].kind
    names = Counter(occurrence.name for occurrence in found)
    known = Counter[str]()
    for name, count in names.items():
        if official := known_name(name, kind):
            known[official] += count
    if kind == "LOC":  # a place is called as people call it: "Jakarta", not "DKI Jakarta"
        names = count_forms(found)
    elif known:
        return min(known, key=lambda name: (-known[name], name))
    spelled = {name: n for name, n in names.items() if not _is_acronym(name)}
    if not spelled and known:
        return min(known)
    spelled = spelled or dict(names)
    most = max(spelled.values())
    wide = [name for name in sorted(spelled) if spelled[name] >= _WIDELY * most]
    if kind == "LOC":
        return max(wide, key=lambda name: (not name.isupper(), spelled[name], name in known))
    return max(wide, key=lambda name: (*_fullness(name), spelled[name]))


def _fullness(name: str) -> tuple[int, int, bool]:
    """Return what makes one name fuller than another: more words, fewer of them initials."""
    words = tokens(name)
    return len(words), -sum(len(word) == 1 for word in words), not name.isupper()


def count_forms(found: Sequence[Occurrence]) -> Counter[str]:
    """Count how often each form is written; a chain's name counts as a form."""
    forms = Counter[str]()
    for occurrence in found:
        forms.update(dict(occurrence.forms))
    for occurrence in found:
        forms.setdefault(occurrence.name, 0)
    return forms


def _is_acronym(name: str) -> bool:
    return len(tokens(name)) == 1 and name.isupper()
