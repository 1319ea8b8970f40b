"""Names as keys: when two written forms may name the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby

from kg.knowledge import LISTED, SHARED, edition, knowledge, likely, tokens
from kg.types import ENTITY_KINDS, EntityKind, Span
from kg.wordlists import word_set, word_table

__all__ = [
    "acronym_letters",
    "acronyms_inside",
    "core",
    "goes_beyond",
    "initials_of",
    "is_acronym_of",
    "is_company",
    "is_generic_head",
    "is_part_of_name",
    "key",
    "known_kind",
    "known_name",
    "place_type",
    "tokens",
]

_WORD = re.compile(r"[\w&'’.-]*\w")
# "(Persero)", "(KPK)"; but "Pemprov (DKI Jakarta)" is told by what stands in parentheses.
_PARENTHESIS = re.compile(r"\s*\([^()\s]*\)")
_IN_PARENTHESES = re.compile(r"\((\w{2,12})\)")
_ACRONYM_INSIDE = re.compile(r" \((?P<short>[A-Z]{2,8})\) ")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FEWEST_LETTERS_OF_ACRONYM = 2
_LEGAL_FORMS = frozenset({"pt", "tbk", "persero", "cv", "perum", "inc", "ltd", "corp", "plc"})
# "Republik Iran" is Iran; "Stadion Bandung" is not Bandung.
_STATES = frozenset({"republik", "kerajaan", "provinsi", "daerah", "istimewa", "khusus", "ibu"})
_STATE = ("republik", "indonesia")
_COMPANIES = frozenset({LISTED, "company", "state company", "football club", "outlet"})
_SMALL_WORDS = frozenset(
    {"dan", "of", "the", "for", "and", "on", "in", "di", "ke", "untuk", "atas", "bagi", "dalam"}
)


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
    if kind == "ORG" and all_words[-2:] == _STATE and len(all_words) > len(_STATE):
        all_words = all_words[: -len(_STATE)]
    dropped = _dropped(kind)
    kept = tuple(word for word in all_words if word not in dropped)
    return kept or all_words


def _spelled_out(words: Iterable[str]) -> tuple[str, ...]:
    """Write newspaper abbreviations inside a name out: "Pemprov Jabar", "Pilkada 2018".

    What is then there twice stays once: "DKI" is "Jakarta", and "DKI Jakarta" too.
    """
    parts = (part for word in words for part in _expansions().get(word, word).split())
    return tuple(part for part, _ in groupby(parts))


@cache
def _expansions() -> dict[str, str]:
    return {row[0]: row[1] for row in word_table("name_words", columns=2)}


@cache
def _dropped(kind: EntityKind) -> frozenset[str]:
    rows = word_table("name_noise", columns=2)
    return frozenset(word for word, listed in rows if listed == kind)


def place_type(name: str) -> str | None:
    """Return the word that says what kind of place a name is, None if it begins with none.

    Examples
    --------
    >>> place_type("Kab. Bandung"), place_type("Stadion Bandung"), place_type("Bandung")
    ('kabupaten', 'stadion', None)
    """
    first, *rest = _spelled_out(tokens(name)) or ("",)
    return first if rest and first in _dropped("LOC") - _STATES else None


def is_acronym_of(short: str, long: str) -> bool:
    """Say whether ``short`` is made of the initials of ``long``.

    Examples
    --------
    >>> is_acronym_of("KPK", "Komisi Pemberantasan Korupsi")
    True
    >>> is_acronym_of("Ma", "Mahkamah Agung")
    False
    """
    letters = acronym_letters(short)
    return bool(letters) and letters in initials_of(long)


def acronym_letters(form: str) -> str | None:
    """Return the letters of an acronym, lower case, None if the form is none.

    Examples
    --------
    >>> acronym_letters("PT KAI"), acronym_letters("ISG 2017"), acronym_letters("Ma")
    ('kai', 'isg', None)
    """
    letters = re.sub(r"[^\w]", "", core(_YEAR.sub(" ", form), "ORG"))
    enough = len(letters) >= _FEWEST_LETTERS_OF_ACRONYM and letters.isupper()
    return letters.casefold() if enough else None


def acronyms_inside(form: str) -> list[Span]:
    """Find the acronyms that stand in parentheses in the middle of a name.

    Examples
    --------
    >>> form = "Dinas Air Baku (DAB) Melur"
    >>> [span.of(form) for span in acronyms_inside(form)]
    ['DAB']
    """
    return [Span(*match.span("short")) for match in _ACRONYM_INSIDE.finditer(form)]


@lru_cache(maxsize=100_000)
def initials_of(name: str) -> frozenset[str]:
    """Return the acronyms that a name may have: its initials, or what it has in parentheses.

    Small words and legal forms may count or not.

    Examples
    --------
    >>> sorted(initials_of("Organisasi untuk Kerja Sama"))
    ['oks', 'ouks']
    >>> sorted(initials_of("PT Sari Boga (SABOGA)"))
    ['psb', 'saboga', 'sb']
    """
    given = {
        found[1].casefold()
        for found in _IN_PARENTHESES.finditer(name)
        if _dropped("ORG").issuperset(tokens(_YEAR.sub(" ", name[found.end() :])))
    }
    plain = _YEAR.sub(" ", _PARENTHESIS.sub(" ", name))
    found = (word_list for form in (plain, core(plain, "ORG")) for word_list in _readings(form))
    return frozenset(given | {"".join(w[0] for w in words) for words in found if len(words) > 1})


def _readings(name: str) -> Iterator[list[str]]:
    words = list(tokens(name))
    yield words
    yield [word for word in words if word not in _SMALL_WORDS]


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


@lru_cache(maxsize=100_000)
def known_name(form: str, kind: EntityKind) -> str | None:
    """Return the canonical name of the one thing that everybody means by a form.

    An edition of an event that comes again is called by its year ("Pemilihan Presiden 2019").

    An acronym has to be in capitals: "MA" is a court, "Ma" is not. A form of several things,
    or a name that many people have, is left to the article.

    Examples
    --------
    >>> known_name("Jokowi", "PER")
    'Joko Widodo'
    >>> known_name("MA", "ORG"), known_name("Ma", "ORG")
    ('Mahkamah Agung', None)
    >>> known_name("Pilpres 2019", "EVT")
    'Pemilihan Presiden 2019'
    """
    if kind == "EVT" and (found := edition(form)):
        return f"{found[0].name} {found[1]}"
    facts = likely(knowledge().find(form, kind))
    return facts[0].name if len(facts) == 1 and facts[0].category != SHARED else None


def goes_beyond(full: str, form: str, kind: EntityKind) -> bool:
    """Say whether a name says more than a known form in it: "KPU Kota Melur" beside "KPU".

    Then it is a part or a branch, or what the article itself spells an acronym out as.

    Examples
    --------
    >>> goes_beyond("KPU Kota Melur", "KPU", "ORG"), goes_beyond("KPU RI", "KPU", "ORG")
    (True, False)
    """
    if kind != "LOC" and is_acronym_of(form, full):
        return True
    words = set(key(full, kind))
    known = known_name(form, kind) or form
    return any(set(key(name, kind)) < words for name in (form, known))


def core(name: str, kind: EntityKind) -> str:
    """Return a name as written, without legal forms, titles and parentheses.

    Examples
    --------
    >>> core("PT PLN (Persero)", "ORG")
    'PLN'
    """
    words = _WORD.findall(_PARENTHESIS.sub(" ", name)) or [name]
    return " ".join(w for w in words if not _dropped(kind).intersection(tokens(w))) or name


def is_company(form: str) -> bool:
    """Say whether a name has a legal form of companies: "PT Semesta Tbk".

    Examples
    --------
    >>> is_company("PT KAI"), is_company("KAI")
    (True, False)
    """
    return not _LEGAL_FORMS.isdisjoint(tokens(form))


def known_kind(form: str) -> EntityKind | None:
    """Return the kind of a form that means things of one kind only.

    One word of a place, an event or a company says nothing of the kind: it may well be part of
    a person's name ("Bima", "Ramadhan", "Astra").

    Examples
    --------
    >>> known_kind("Bank Dunia")
    'ORG'
    >>> known_kind("Ramadhan") is None
    True
    """
    found = [fact for kind in ENTITY_KINDS for fact in likely(knowledge().find(form, kind))]
    if len(found) != 1 or found[0].category == SHARED:
        return None
    bare = len(tokens(form)) == 1 and not form.isupper()
    common = found[0].kind in {"LOC", "EVT"} or found[0].category in _COMPANIES
    return None if bare and common else found[0].kind


def is_generic_head(word: str) -> bool:
    """Say whether a word only says what kind of organization follows ("Partai", "Grup").

    Examples
    --------
    >>> is_generic_head("partai"), is_generic_head("semesta")
    (True, False)
    """
    return word in word_set("organization_heads")
