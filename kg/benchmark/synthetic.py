"""Made-up articles, as many as wanted, whose names repeat as names do in the news.

In: a number and a seed. Out: articles with chains and roles, without sentences or quotations.
Names are drawn by Zipf's law (1949), so that a few are everywhere and most occur once, and new
ones keep coming; they are put together from syllables, so that parts of names repeat, too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.types import Annotated, Article, Chain, EntityKind, Role, Span

_SYLLABLES = (
    "ba", "bu", "da", "di", "gu", "ha", "jo", "ka", "ki", "la", "li", "ma",
    "mi", "na", "ni", "pa", "ra", "ri", "sa", "si", "ta", "ti", "wa", "wi",
    "ya",
)  # fmt: skip
_HEADS = ("Dinas", "Badan", "Komisi", "Bank", "PT", "Yayasan", "Partai", "Universitas")
_ROLES = ("Ketua", "Direktur", "Kepala Bidang Humas", "Juru Bicara", "Bupati")
_KINDS: tuple[EntityKind, ...] = ("PER", "ORG", "LOC", "EVT")
_SHARES = (4, 3, 3, 1)
_CHAINS = (6, 14)
_EXPONENT = 1.1
_OFTEN, _SELDOM = 0.5, 0.1
_NAMES_PER_ARTICLE = 3
_FIRST_YEAR, _YEARS = 2014, 12


def synthetic_articles(number: int, *, seed: int = 0) -> Iterator[Annotated]:
    """Yield made-up articles.

    Parameters
    ----------
    number
        How many; the more there are, the more names there are.
    seed
        Seed of the draws.

    Examples
    --------
    >>> [doc] = synthetic_articles(1)
    >>> len(doc.chains) >= 6
    True
    """
    chance = random.Random(seed)
    for index in range(number):
        yield _article(index, number * _NAMES_PER_ARTICLE, chance)


@dataclass(slots=True)
class _Draft:
    """An article being written: its text, its chains, its roles."""

    year: int
    text: str = ""
    chains: list[Chain] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += f"{words}. "
        return Span(start, start + len(words))

    def add(self, kind: EntityKind, forms: list[str], role: str | None) -> None:
        name = f"e{len(self.chains) + 1}"
        spans = tuple(self.write(form) for form in forms)
        self.chains.append(Chain(name, kind, forms[0], spans))
        if role:
            places = [chain.id for chain in self.chains if chain.kind == "ORG"]
            self.roles.append(Role(name, self.write(role), places[-1] if places else None))


def _article(index: int, names: int, chance: random.Random) -> Annotated:
    draft = _Draft(_FIRST_YEAR + chance.randrange(_YEARS))
    drawn = {
        (kind, _rank(names, chance))
        for kind in chance.choices(_KINDS, _SHARES, k=chance.randint(*_CHAINS))
    }
    while len(drawn) < _CHAINS[0]:
        drawn.add((chance.choice(_KINDS), _rank(names, chance)))
    for kind, rank in sorted(drawn):
        role = chance.choice(_ROLES) if kind == "PER" and chance.random() < _OFTEN else None
        draft.add(kind, _forms(kind, rank, draft.year, chance), role)
    return Annotated(
        Article(f"a{index:07}", draft.text, published=f"{draft.year}-01-01"),
        chains=tuple(draft.chains),
        roles=tuple(draft.roles),
    )


def _rank(names: int, chance: random.Random) -> int:
    """Draw a rank by Zipf's law: the inverse of its distribution, which is bounded by ``names``."""
    power = 1 - _EXPONENT
    return int((chance.random() * (names**power - 1) + 1) ** (1 / power))


def _forms(kind: EntityKind, rank: int, year: int, chance: random.Random) -> list[str]:
    own = random.Random(rank)
    words = [_word(own) for _ in range(own.choice((2, 2, 2, 3)))]
    full = " ".join(words)
    if kind == "PER":
        short = chance.choice(words)
        return [short] if chance.random() < _SELDOM else [full, short]
    if kind == "ORG":
        full = f"{own.choice(_HEADS)} {full}"
        acronym = "".join(word[0] for word in full.split()).upper()
        return chance.choice(([full], [full, acronym], [acronym]))
    if kind == "LOC":
        return (
            [words[0]]
            if chance.random() < _OFTEN
            else [f"{own.choice(('Kota', 'Kabupaten'))} {words[0]}"]
        )
    return [f"Festival {full} {year}"] if chance.random() < _OFTEN else [f"Festival {full}"]


def _word(own: random.Random) -> str:
    return "".join(own.choices(_SYLLABLES, k=own.choice((2, 3)))).title()
