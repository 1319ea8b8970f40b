"""Two names of one article compared: whether the shorter one may stand for the other.

In: two written forms of a kind. Out: whether they name one thing. What is a name's own part, its
beginning, its acronym or its misspelling is the same; a nickname only where nothing else fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.coref.names import (
    core,
    goes_beyond,
    is_acronym_of,
    is_generic_head,
    is_part_of_name,
    key,
    known_name,
    place_type,
)
from kg.types import EntityKind
from kg.wordlists import word_set, word_table

_SHORTEST_TYPO = 6
_SHORTEST_CLIPPED = 4
# "Timnas U-23" leaves out a word of "Timnas Indonesia U-23"; a name of two words has none inside.
_SHORTEST_GAPPED = 2
# A part of the organization whose name follows: "Fraksi Golkar" is not the party.
_UNITS = frozenset({"fraksi"})
# "KPU Melur" is "KPU Kota Melur", unless the article tells the two apart.
_AREAS = frozenset({"kota", "kabupaten", "provinsi", "kecamatan"})
_YEAR = re.compile(r"(?:19|20)\d\d")
# "Asian Games XVIII", "Asian Games ke-18"; the digit of "Liga 1" numbers nothing.
_NUMBER = re.compile(r"\d{2,3}|x{1,3}(?:ix|iv|v?i{0,3})|ix|iv|vi{1,3}|i{2,3}")
_DOUBLED = re.compile(r"(.)\1+")


def is_same(short: str, long: str, kind: EntityKind) -> bool:
    """Say whether a name is the other, written shorter or otherwise.

    Examples
    --------
    >>> is_same("KPU Melur", "KPU Kota Melur", "ORG")
    True
    >>> is_same("Pilkada 2017", "Pilkada Melur 2018", "EVT")
    False
    """
    if kind == "EVT" and not _may_be_one_edition(short, long):
        return False
    known, other = known_name(short, kind), known_name(long, kind)
    if known and other:
        # In an article about the Asian Games of 2018, "Asian Games" are those.
        return known == other or (kind == "EVT" and other.startswith(f"{known} "))
    short_key, long_key = key(short, kind), key(long, kind)
    if short_key == long_key or _is_typo(short_key, long_key):
        return True
    return _SHORTER[kind](short, long)


def _is_shorter_person(short: str, long: str) -> bool:
    is_part = is_part_of_name(key(short, "PER"), key(long, "PER"))
    return is_part and not _is_relative(short, long)


def _is_shorter_body(short: str, long: str) -> bool:
    known = known_name(short, "ORG")
    if is_acronym_of(short, long):
        return True
    if known and _is_part_of_known(long, short, known):
        return False  # "PLN Distribusi Melur" is a part of PLN
    return _is_shortened(key(short, "ORG"), key(long, "ORG"))


def _is_shorter_event(short: str, long: str) -> bool:
    words, others = essence(key(short, "EVT"), "EVT"), essence(key(long, "EVT"), "EVT")
    return is_acronym_of(short, long) or words == others or _is_shortened(words, others)


def _is_part_of_known(long: str, short: str, known: str) -> bool:
    beyond = goes_beyond(long, short, "ORG")
    return beyond and known_name(core(long, "ORG"), "ORG") != known


def is_nickname(short: str, long: str, kind: EntityKind) -> bool:
    """Say whether a name is clipped ("Mega"), run together ("@theresamay") or a tail ("Madrid").

    Examples
    --------
    >>> is_nickname("Mega", "Megawati Lestari", "PER"), is_nickname("Feri", "Ferry Lestari", "PER")
    (True, True)
    """
    if known_name(short, kind) and known_name(long, kind):
        return False
    short_key, long_key = key(short, kind), key(long, kind)
    if kind == "ORG":
        # "Madrid" beside "Real Madrid"; but "Golkar" beside "DPP Golkar" is the whole party.
        is_tail = len(long_key) == len(short_key) + 1 == 2 and long_key[1:] == short_key  # noqa: PLR2004
        is_unit = long_key[0] in _UNITS
        return is_tail and not (is_unit or short.isupper() or known_name(short, kind))
    if kind != "PER":
        return False
    heard = _sounds_the_same(short_key, long_key) and not _is_relative(short, long)
    return heard or _is_clipped(short_key, long_key)


def essence(words: tuple[str, ...], kind: EntityKind) -> tuple[str, ...]:
    """Return the words of a name without what may be left out: an event's year and number.

    Of an organization that is what its area is: "Kota".

    Examples
    --------
    >>> essence(("asian", "games", "xviii", "2018"), "EVT")
    ('asian', 'games')
    >>> essence(("kpu", "kota", "melur"), "ORG")
    ('kpu', 'melur')
    """
    if kind == "ORG":
        return tuple(word for word in words if word not in _AREAS) or words
    if kind == "EVT":
        left_out = {*_found(_YEAR, words), *_found(_NUMBER, words)}
        return tuple(word for word in words if word not in left_out) or words
    return words


def _is_clipped(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) != 1 or len(short[0]) < _SHORTEST_CLIPPED:
        return False
    return short[0] == "".join(long) or any(word.startswith(short[0]) for word in long)


def _sounds_the_same(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether a name is part of another but for its spelling: "Alsyad", "Alshad Hasan"."""
    if any(len(word) < _SHORTEST_CLIPPED for word in short):
        return False
    return is_part_of_name(tuple(map(sound, short)), tuple(map(sound, long)))


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return a word of a name as it is spoken, whatever the spelling: old, foreign or doubled.

    Examples
    --------
    >>> sound("soeharto") == sound("suharto"), sound("achmad") == sound("ahmad")
    (True, True)
    """
    for written, spoken in word_table("name_sounds", columns=2):
        word = word.replace(written, "" if spoken == "-" else spoken)
    return _DOUBLED.sub(r"\1", word)


def _is_relative(short: str, long: str) -> bool:
    """Say whether the long name is another person's, called after a known one: a wife or a son."""
    short_key, long_key = key(short, "PER"), key(long, "PER")
    named_after = 1 < len(short_key) < len(long_key) and long_key[-len(short_key) :] == short_key
    return named_after and known_name(short, "PER") is not None


def _is_shortened(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether an organization or event is called by the beginning of its name, or its core."""
    if len(short) >= len(long):
        return False
    if len(short) > 1 and essence(long, "ORG") == short:
        return True
    if long[: len(short)] == short:
        return not all(is_generic_head(word) for word in short)
    if long[-len(short) :] == short:
        heads = long[: -len(short)]
        return all(is_generic_head(word) and word not in _UNITS for word in heads)
    ends = (short[0], short[-1]) == (long[0], long[-1])
    return ends and len(short) > _SHORTEST_GAPPED and is_part_of_name(short, long)


def _is_shortened_place(short: str, long: str) -> bool:
    """Say whether a place is called without a word inside, or by its sort alone: "Istana"."""
    words, others = key(short, "LOC"), key(long, "LOC")
    if is_acronym_of(short, long):
        return True
    if len(words) >= len(others):
        return False
    if len(words) == 1:
        return words[0] in word_set("lone_places") and others[0] == words[0]
    ends = (words[0], words[-1]) == (others[0], others[-1])
    typed = place_type(short) is not None and place_type(short) == place_type(long)
    longer = len(words) + typed > _SHORTEST_GAPPED
    return ends and longer and is_part_of_name(words, others)


def _may_be_one_edition(one: str, other: str) -> bool:
    """Say whether two names of events speak of one edition: no year and no number differs.

    A series ("MotoGP") is none of its races and seasons.
    """
    words, others = key(one, "EVT"), key(other, "EVT")
    if words != others and (_is_series(words) or _is_series(others)):
        return False
    marks = ((_found(pattern, words), _found(pattern, others)) for pattern in (_YEAR, _NUMBER))
    return not any(mine and yours and mine.isdisjoint(yours) for mine, yours in marks)


def _found(pattern: re.Pattern[str], words: tuple[str, ...]) -> set[str]:
    """Return the words that say which edition it is; the number of "U-17" is an age."""
    before = ("", *words)
    return {
        w for w, last in zip(words, before, strict=False) if pattern.fullmatch(w) and last != "u"
    }


def _is_series(words: tuple[str, ...]) -> bool:
    return " ".join(essence(words, "EVT")) in word_set("series")


def _is_typo(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names differ by one letter, or by two in the wrong order."""
    if len(a) != len(b):
        return False
    joined, other = " ".join(a), " ".join(b)
    if min(len(joined), len(other)) < _SHORTEST_TYPO or joined[0] != other[0]:
        return False
    if any(char.isdigit() for char in joined + other):
        return False
    return OSA.distance(joined, other, score_cutoff=1) <= 1


_SHORTER: dict[EntityKind, Callable[[str, str], bool]] = {
    "PER": _is_shorter_person,
    "ORG": _is_shorter_body,
    "LOC": _is_shortened_place,
    "EVT": _is_shorter_event,
}
