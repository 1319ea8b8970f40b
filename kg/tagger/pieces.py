"""Text to words to word pieces: the tagger's input, the same in training and in use.

A word is a run of letters and digits or one other visible character, so that every span border
that matters ("ujar Ma.", "(BI)") is a word border whatever a sentence splitter thinks. Each
word is cut into pieces on its own, with the encoder's mark for a blank before it where the text
has one; the pieces of a word never depend on its neighbours and are cached. A line in capitals is
read in small letters: in capitals words break into pieces that the encoder hardly knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import Metaspace

from kg.types import Span

_WORD = re.compile(r"\w+|[^\w\s]")

# Nothing readable is longer; a longer word is noise, and only its first pieces are looked at.
_MAX_PIECES_PER_WORD = 12

START, PAD, BREAK, UNKNOWN = 0, 1, 2, 3

# Shorter lines in capitals may be names ("BANK INDONESIA"), which keep them.
_FEWEST_CAPITAL_WORDS = 4

Pieces = tuple[int, ...]

# From a word, and whether a blank stands before it, to its pieces.
Cut = Callable[[str, bool], Pieces]


def find_words(text: str) -> list[Span]:
    """Cut ``text`` into words.

    Examples
    --------
    >>> [word.of("kata Ma.") for word in find_words("kata Ma.")]
    ['kata', 'Ma', '.']
    """
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def load_pieces(path: Path) -> Cut:
    """Return the function that cuts a word into piece ids.

    Parameters
    ----------
    path
        The encoder's ``tokenizer.json`` (a Unigram model with the "▁" mark for blanks).
    """
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.pre_tokenizer = Metaspace(prepend_scheme="never")

    @lru_cache(maxsize=200_000)
    def cut(word: str, spaced: bool) -> Pieces:  # noqa: FBT001  a cache key, not an option
        ids = tokenizer.encode(f" {word}" if spaced else word, add_special_tokens=False).ids
        return tuple(ids[:_MAX_PIECES_PER_WORD]) or (UNKNOWN,)

    return cut


def cut_words(text: str, words: Sequence[Span], cut: Cut) -> list[Pieces]:
    r"""Cut every word into pieces; a line break before a word puts ``BREAK`` in front of it.

    Examples
    --------
    >>> text = "Ratna\ntiba."
    >>> cut_words(text, find_words(text), lambda word, spaced: (len(word) + 10 * spaced,))
    [(15,), (2, 14), (1,)]
    """
    pieces = []
    end = 0
    read = "\n".join(map(_calmed, text.split("\n")))
    for word in words:
        gap = text[end : word.start]
        ids = cut(word.of(read), not end or bool(gap))
        pieces.append((BREAK, *ids) if "\n" in gap and end else ids)
        end = word.end
    return pieces


def _calmed(line: str) -> str:
    """Return a line that is all in capitals in small letters, if that changes no offset."""
    if not line.isupper() or sum(map(str.isupper, line.split())) < _FEWEST_CAPITAL_WORDS:
        return line
    small = line.lower()
    return small if len(small) == len(line) else line
