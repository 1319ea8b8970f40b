"""The lines of a raw text, for rules to look at without changing an offset."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.types import Span

# One blank for one blank: whatever is found here has the same offsets in the raw text.
_BLANKS = dict.fromkeys((*map(ord, "\t\xa0\u1680\u202f\u205f\u3000"), *range(0x2000, 0x200B)), " ")
# The text ends with what is no blank, so the blanks before and after it match in one way only.
_LINE = re.compile(r"(?<![^\n]) *(?P<text>[^\n ](?:[^\n]*[^\n ])?) *\n?")
_BULLET = re.compile(r"[•▪●◦·]\s{0,3}")
_EDGES = " \t-–—:.,;|[](){}<>*»«"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``start`` and ``end`` without blanks around it, ``after`` past its line end."""

    before: int
    start: int
    end: int
    after: int
    text: str
    bullet: int = 0

    @property
    def span(self) -> Span:
        """All of the line, with its line end."""
        return Span(self.before, self.after)

    @property
    def core(self) -> str:
        """The text without a bullet."""
        return self.text[self.bullet :]

    @property
    def key(self) -> str:
        """The text for looking it up in a word list."""
        return self.core.strip(_EDGES).casefold()


def flatten(raw: str) -> str:
    """Return the text with every kind of blank as a plain one, character for character."""
    return raw.translate(_BLANKS)


def split_lines(flat: str) -> list[Line]:
    """Return the lines that hold more than blanks."""
    return [_line(match) for match in _LINE.finditer(flat)]


def _line(match: re.Match[str]) -> Line:
    bullet = _BULLET.match(match["text"])
    return Line(
        before=match.start(),
        start=match.start("text"),
        end=match.end("text"),
        after=match.end(),
        text=match["text"],
        bullet=bullet.end() if bullet and bullet.end() < len(match["text"]) else 0,
    )
