"""Names as keys: when two written forms may name the same thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.types import ENTITY_KINDS, EntityKind
from kg.wordlists import word_set, word_table

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TOKEN = re.compile(r"\w+")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_FEWEST_LETTERS_OF_ACRONYM = 2
_SMALL_WORDS = frozenset({"dan", "of", "the", "for", "and", "di", "ke", "untuk", "atas"})


@lru_cache(maxsize=100_000)
def tokens(name: str) -> tuple[str, ...]:
    """Cut a name into comparable words: case, accents, apostrophes and hyphens do not count.

    Examples
    --------
    >>> tokens("Ma'ruf Amin") == tokens("MA’RUF AMIN")
    True
    """
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", name))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"['’‘`]", "", plain.casefold())
    return tuple(_TOKEN.findall(plain))


@lru_cache(maxsize=100_000)
def key(name: str, kind: EntityKind) -> tuple[str, ...]:
    """Return the words of a name that tell it from others: legal forms and titles left out.

    Examples
    --------
    >>> key("PT Alibaba Group Tbk.", "ORG")
    ('alibaba',)
    >>> key("Pemerintah Kota (Pemkot) Denpasar", "ORG") == key("Pemkot Denpasar", "ORG")
    True
    """
    all_words = _spelled_out(tokens(_PARENTHESIS.sub(" ", name)) or tokens(name))
    dropped = _dropped(kind)
    kept = tuple(word for word in all_words if word not in dropped)
    return kept or all_words


def _spelled_out(words: Iterable[str]) -> tuple[str, ...]:
    """Write newspaper abbreviations inside a name out: "Pemprov Jabar", "Pilkada 2018"."""
    return tuple(part for word in words for part in _expansions().get(word, word).split())


@cache
def _expansions() -> dict[str, str]:
    return {row[0]: row[1] for row in word_table("name_words", columns=2)}


@cache
def _dropped(kind: EntityKind) -> frozenset[str]:
    rows = word_table("name_noise", columns=2)
    return frozenset(word for word, listed in rows if listed == kind)


def is_acronym_of(short: str, long: str) -> bool:
    """Say whether ``short`` is made of the initials of ``long``.

    Examples
    --------
    >>> is_acronym_of("KPK", "Komisi Pemberantasan Korupsi")
    True
    >>> is_acronym_of("Ma", "Mahkamah Agung")
    False
    """
    letters = re.sub(r"[^\w]", "", short)
    if len(letters) < _FEWEST_LETTERS_OF_ACRONYM or not letters.isupper():
        return False
    long_words = tokens(long)
    initials = "".join(word[0] for word in long_words)
    bare = "".join(word[0] for word in long_words if word not in _SMALL_WORDS)
    return len(long_words) > 1 and letters.casefold() in {initials, bare}


def is_part_of_name(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether a person's short name may stand for the full one: its words, in its order.

    An initial stands for a word that begins with it.

    Examples
    --------
    >>> is_part_of_name(("mulyani",), ("sri", "mulyani", "indrawati"))
    True
    >>> is_part_of_name(("joko", "w"), ("joko", "widodo"))
    True
    """
    rest = iter(long)
    return len(short) <= len(long) and all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest)
        for word in short
    )


@dataclass(frozen=True, slots=True)
class _Alias:
    """A row of the alias table: the canonical name, and whether the form is an acronym."""

    name: str
    acronym: bool


@cache
def _aliases() -> dict[tuple[EntityKind, tuple[str, ...]], _Alias]:
    found: dict[tuple[EntityKind, tuple[str, ...]], _Alias] = {}
    for name, kind, alias in word_table("aliases", columns=3):
        for form in (name, alias):
            found[(_kind(kind), tokens(form))] = _Alias(name, acronym=form.isupper())
    return found


def _kind(text: str) -> EntityKind:
    kinds: dict[str, EntityKind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "EVT": "EVT"}
    return kinds[text]


def known_name(form: str, kind: EntityKind) -> str | None:
    """Return the canonical name that the alias table gives a form.

    An acronym has to be in capitals: "MA" is a court, "Ma" is not.

    Examples
    --------
    >>> known_name("Jokowi", "PER")
    'Joko Widodo'
    >>> known_name("MA", "ORG"), known_name("Ma", "ORG")
    ('Mahkamah Agung', None)
    """
    alias = _aliases().get((kind, tokens(form)))
    return alias.name if alias and (form.isupper() or not alias.acronym) else None


def known_forms() -> list[tuple[str, EntityKind]]:
    """Return every form of the alias table and its kind, canonical names among them."""
    rows = word_table("aliases", columns=3)
    return sorted({(form, _kind(kind)) for name, kind, alias in rows for form in (name, alias)})


def known_kind(form: str) -> EntityKind | None:
    """Return the kind of a form that the alias table lists under one kind only.

    Examples
    --------
    >>> known_kind("Bank Dunia")
    'ORG'
    """
    kinds = [kind for kind in ENTITY_KINDS if known_name(form, kind)]
    return kinds[0] if len(kinds) == 1 else None


def is_generic_head(word: str) -> bool:
    """Say whether a word only says what kind of organization follows ("Partai", "Grup")."""
    return word in word_set("organization_heads")
