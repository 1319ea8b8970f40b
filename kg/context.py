"""Evidence a reader can check: the sentences around some spans, and the spans inside them.

In: an annotated article and the spans to show. Out: one line of tidy text and where the spans
lie in it. It does not decide what is evidence; `kg.graph` does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.types import Annotated, Span

# A quotation is at most 2,000 characters (see kg.quotes); its evidence is not much more.
LONGEST_CONTEXT = 2400
# Not XML 1.0, or invisible and able to reorder what is shown (Unicode TR 36, bidi overrides).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

_WORD = re.compile(r"\S+")


def printable(text: str) -> str:
    r"""Return ``text`` without the characters that no file format or page should carry.

    Examples
    --------
    >>> printable("Jack\x00 Ma\u202e")
    'Jack Ma'
    """
    return _UNPRINTABLE.sub("", text)


def tidy(text: str) -> str:
    r"""Return `printable` text on one line, single-spaced.

    Examples
    --------
    >>> tidy("Jack\n   Ma ")
    'Jack Ma'
    """
    return " ".join(printable(" ".join(text.split())).split())


@dataclass(frozen=True, slots=True)
class Context:
    """A tidy piece of an article; ``positions`` gives each character's offset in the article."""

    text: str
    positions: tuple[int, ...]

    def locate(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return where ``spans`` of the article lie in ``text``; what is cut off is left out."""
        found = []
        for span in spans:
            start = bisect_left(self.positions, span.start)
            end = bisect_left(self.positions, span.end)
            if start < end:
                found.append(Span(start, end))
        return tuple(found)


def context_of(doc: Annotated, spans: Sequence[Span], *, cap: int = LONGEST_CONTEXT) -> Context:
    r"""Return the sentences that hold ``spans``, or as much of them as ``cap`` allows.

    Parameters
    ----------
    doc
        The article; without sentences, its paragraphs are used.
    spans
        What to show, most important first: when it lies too far apart for ``cap``, the last
        are given up.
    cap
        The longest text in characters.

    Examples
    --------
    >>> from kg.types import Article
    >>> doc = Annotated(Article(id="a", text="Hari panas.\n“Kami siap,”  kata Ma."))
    >>> context = context_of(doc, [Span(13, 22), Span(31, 33)])
    >>> context.text
    '“Kami siap,” kata Ma.'
    >>> [span.of(context.text) for span in context.locate([Span(13, 22), Span(31, 33)])]
    ['Kami siap', 'Ma']
    """
    shown = list(spans)
    while len(shown) > 1 and _hull(shown).end - _hull(shown).start > cap:
        shown.pop()
    hull = _hull(shown)
    window = _clamp(_sentences_around(doc, hull), hull, cap)
    return _tidied(doc.text, window)


def encode_spans(spans: Iterable[Span]) -> str:
    """Write spans as one string, for a graph attribute.

    Examples
    --------
    >>> encode_spans([Span(12, 40), Span(55, 80)])
    '12-40;55-80'
    """
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def decode_spans(text: str) -> tuple[Span, ...]:
    """Read what `encode_spans` wrote.

    Examples
    --------
    >>> decode_spans("12-40")
    (Span(start=12, end=40),)
    """
    pairs = (pair.split("-") for pair in text.split(";") if pair)
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _sentences_around(doc: Annotated, hull: Span) -> Span:
    """Return the range from the first to the last sentence that overlaps ``hull``."""
    if not doc.sentences:
        end = doc.text.find("\n", hull.end)
        return Span(
            doc.text.rfind("\n", 0, hull.start) + 1, end if end > 0 else max(len(doc.text), 1)
        )
    first = bisect_right(doc.sentences, hull.start, key=lambda sentence: sentence.span.start) - 1
    last = bisect_left(doc.sentences, hull.end, key=lambda sentence: sentence.span.start) - 1
    start = doc.sentences[max(first, 0)].span.start
    end = doc.sentences[max(last, 0)].span.end
    return Span(min(start, hull.start), max(end, hull.end))


def _clamp(window: Span, hull: Span, cap: int) -> Span:
    """Cut ``window`` to ``cap`` characters with ``hull`` in the middle."""
    if window.end - window.start <= cap:
        return window
    spare = max(cap - (hull.end - hull.start), 0) // 2
    start = max(window.start, hull.start - spare)
    return Span(start, min(window.end, start + cap))


def _tidied(text: str, window: Span) -> Context:
    """Keep one space for each run of white space, and no unprintable character."""
    words: list[str] = []
    positions: list[int] = []
    for word in _WORD.finditer(text, window.start, window.end):
        kept: Sequence[int] = range(*word.span())
        if _UNPRINTABLE.search(word[0]):
            kept = [at for at in kept if not _UNPRINTABLE.match(text[at])]
        if not kept:
            continue
        if words:
            positions.append(positions[-1] + 1)  # the space, or what was left out before it
        words.append(word[0] if len(kept) == len(word[0]) else "".join(text[at] for at in kept))
        positions.extend(kept)
    return Context(text=" ".join(words), positions=tuple(positions))
