"""Spans of two versions of a text made comparable: as sets of tokens of the gold version.

A system may have dropped boilerplate or changed white space, so its offsets differ from the
gold offsets. The token sequences of both texts are aligned (Ratcliff and Obershelp, as in
`difflib`), and a span becomes the set of the gold tokens under it. A token of the system's
text without a counterpart becomes a negative number, so that it counts as wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

Tokens = frozenset[int]
Pair = Sequence[int]  # [start, end) in code points, as in the annotations format

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")


class Alignment:
    """The tokens of a gold text and how those of a system's text map to them."""

    def __init__(self, gold_text: str, system_text: str) -> None:
        self._gold = _Tokenized(gold_text)
        self._system = _Tokenized(system_text)
        self._map = _token_map(self._gold.words, self._system.words)

    def gold(self, spans: Iterable[Pair]) -> Tokens:
        """Return the tokens under spans of the gold text."""
        return frozenset(self._gold.under(spans))

    def system(self, spans: Iterable[Pair]) -> Tokens:
        """Return the gold tokens under spans of the system's text."""
        return frozenset(self._map.get(token, -1 - token) for token in self._system.under(spans))

    def words(self, tokens: Tokens) -> Tokens:
        """Leave punctuation out."""
        return frozenset(t for t in tokens if t < 0 or _WORD.match(self._gold.words[t]))


class _Tokenized:
    """A text's tokens in lower case, with their borders."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self.words = [match.group().lower() for match in found]
        self._starts = [match.start() for match in found]
        self._ends = [match.end() for match in found]

    def under(self, spans: Iterable[Pair]) -> set[int]:
        tokens: set[int] = set()
        for start, end in spans:
            tokens.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return tokens


def _token_map(gold: Sequence[str], system: Sequence[str]) -> dict[int, int]:
    if gold == system:
        return {token: token for token in range(len(gold))}
    matcher = SequenceMatcher(None, system, gold, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def overlap(one: Tokens, other: Tokens) -> float:
    """Return the intersection over the union of two token sets, 0 if both are empty.

    Examples
    --------
    >>> overlap(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    union = one | other
    return len(one & other) / len(union) if union else 0.0


def match(
    gold: Sequence[Tokens], system: Sequence[Tokens], *, least: float
) -> list[tuple[int, int]]:
    """Pair gold and system token sets one to one, largest overlap first.

    Parameters
    ----------
    gold, system
        The sets to pair.
    least
        Least `overlap` of a pair.

    Examples
    --------
    >>> one, other = frozenset({1, 2, 3}), frozenset({8, 9})
    >>> match([one, other], [other, frozenset({1, 2})], least=0.5)
    [(1, 0), (0, 1)]
    """
    candidates = sorted(
        (
            (overlap(truth, found), i, j)
            for i, truth in enumerate(gold)
            for j, found in enumerate(system)
            if truth & found
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_system: set[int] = set()
    for value, i, j in candidates:
        if value >= least and i not in used_gold and j not in used_system:
            used_gold.add(i)
            used_system.add(j)
            pairs.append((i, j))
    return pairs
