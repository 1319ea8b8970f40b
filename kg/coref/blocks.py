"""Which names need comparing: an index that finds every name another may be short for.

In: the forms of names, numbered. Out: the numbers of those that could fit, so that comparing
names costs about as much as there are names, not pairs. A name that `kg.coref.chains` holds the
same always shares a block with the other; what shares one need not be the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.coref.likeness import essence, sound
from kg.coref.names import acronym_letters, initials_of, key, known_name
from kg.types import EntityKind

_SHORTEST_CLIPPED = 4
_SHORTEST_TYPO = 6
_SHORTEST_GAPPED = 2

_Block = tuple[str, object]


@dataclass(slots=True)
class Blocks:
    """Numbers of names by what a shorter name may have in common with them."""

    _numbers: defaultdict[_Block, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, forms: Iterable[str], kind: EntityKind) -> None:
        """Add the forms of a name under its number.

        Examples
        --------
        >>> blocks = Blocks()
        >>> blocks.add(7, ["Komisi Pemberantasan Korupsi"], "ORG")
        >>> blocks.candidates(["KPK"], "ORG")
        [7]
        """
        for block in {block for form in forms for block in _of_long(form, kind)}:
            self._numbers[block].append(number)

    def candidates(self, forms: Iterable[str], kind: EntityKind) -> list[int]:
        """Return the numbers of the names that one of the forms may stand for, ascending.

        Examples
        --------
        >>> blocks = Blocks()
        >>> blocks.add(0, ["Ratna Dewi"], "PER")
        >>> blocks.add(1, ["Budi Santika"], "PER")
        >>> blocks.candidates(["Dewi"], "PER"), blocks.candidates(["Santi"], "PER")
        ([0], [1])
        """
        wanted = {block for form in forms for block in _of_short(form, kind)}
        return sorted({n for block in wanted for n in self._numbers.get(block, ())})


def _of_long(form: str, kind: EntityKind) -> Iterator[_Block]:
    words = key(form, kind)
    yield from _of_either(form, words, kind)
    if kind == "PER":
        for word in words:
            yield "word", word
            yield "initial", word[0]
            yield "sound", sound(word)
            for end in range(_SHORTEST_CLIPPED, len(word) + 1):
                yield "clipped", word[:end]
        yield "clipped", "".join(words)
        return
    for letters in initials_of(form):
        yield "acronym", letters
    if len(words) > _SHORTEST_GAPPED:
        yield "gapped", (words[0], words[-1])
    for core in {words, essence(words, kind)}:
        for size in range(1, len(core) + 1):
            yield "part", core[:size]
            yield "part", core[-size:]


def _of_short(form: str, kind: EntityKind) -> Iterator[_Block]:
    words = key(form, kind)
    yield from _of_either(form, words, kind)
    if kind == "PER":
        if words:
            yield ("initial" if len(words[0]) == 1 else "word"), words[0]
            yield "sound", sound(words[0])
        if len(words) == 1:
            yield "clipped", words[0]
        return
    if letters := acronym_letters(form):
        yield "acronym", letters
    yield "part", words
    yield "part", essence(words, kind)
    if len(words) >= _SHORTEST_GAPPED:
        yield "gapped", (words[0], words[-1])


def _of_either(form: str, words: tuple[str, ...], kind: EntityKind) -> Iterator[_Block]:
    """Yield what both names have if they are known, alike, or one letter apart."""
    if name := known_name(form, kind):
        yield "known", name
    yield "key", words
    joined = " ".join(words)
    if len(joined) >= _SHORTEST_TYPO:
        yield "spelling", (len(words), joined)
        for place in range(len(joined)):
            yield "spelling", (len(words), joined[:place] + joined[place + 1 :])
