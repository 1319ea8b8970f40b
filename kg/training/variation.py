"""More texts from few: other names, other letter case, other quotation marks, a headline.

In: an annotated passage. Out: another one whose labels are known because the change is. All
changes are drawn from a seeded generator, so a training run can be repeated.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np

from kg.tagger.pieces import find_words
from kg.training.corpora import Passage, Soft
from kg.training.standoff import Labelled
from kg.types import Span

_CAPITALISED = re.compile(r"\b[A-Z]\w*")
_NAME = re.compile(r"[A-Z][\w .&’'/-]*")
_SHORTEST_NAME = 3

_Shape = tuple[str, int, bool]
Names = Mapping[_Shape, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Chances:
    """How often a passage is changed, in [0, 1]; ``name`` is per name of a renamed passage."""

    headline: float = 0.4
    renamed: float = 0.3
    name: float = 0.5
    requoted: float = 0.3
    recased: float = 0.05


def vary(passage: Passage, names: Names, chances: Chances, chance: random.Random) -> Passage:
    """Change a passage at random, labels with it."""
    if passage.title and chance.random() < chances.headline:
        passage = with_headline(passage)
    if chance.random() < chances.renamed:
        passage = rename(passage, names, chances.name, chance)
    text = passage.text
    if chance.random() < chances.requoted:
        text = requote(text)
    if chance.random() < chances.recased:
        text = chance.choice((str.lower, str.upper))(text)
    if len(text) != len(passage.text):  # a few letters change length with their case
        return passage
    return replace(passage, text=text)


def requote(text: str) -> str:
    """Turn straight marks into curly ones, or curly ones into straight ones.

    Examples
    --------
    >>> requote('"Ya," kata Ma.')
    '“Ya,” kata Ma.'
    """
    if "“" in text or "”" in text:
        return text.replace("“", '"').replace("”", '"')
    parts = text.split('"')
    return (
        "".join(part + ("“" if i % 2 == 0 else "”") for i, part in enumerate(parts[:-1]))
        + parts[-1]
    )


def with_headline(passage: Passage) -> Passage:
    r"""Put the headline before the text, as it stands on a page.

    It was not annotated: in it, names that the text mentions are labelled, other capitalised
    words left open.

    Examples
    --------
    >>> from kg.training.corpora import Passage
    >>> with_headline(Passage("Ratna tiba.", {}, title="Kapal siap")).text.split("\n")
    ['Kapal siap', 'Ratna tiba.']
    """
    title = passage.title or ""
    shift = len(title) + 1
    spans = {
        name: tuple((_moved(span, shift), label) for span, label in labelled)
        for name, labelled in passage.spans.items()
    }
    known = tuple(_known(title, passage))
    unsure = [
        (span, "entity")
        for span in (Span(*match.span()) for match in _CAPITALISED.finditer(title))
        if not any(span.overlaps(name) for name, _ in known)
    ]
    whole = Span(0, len(title))
    unsure += [(whole, name) for name in spans if name not in {"entity", "boilerplate"}]
    spans["entity"] = known + spans.get("entity", ())
    return replace(
        passage,
        text=f"{title}\n{passage.text}",
        spans=spans,
        open=(*unsure, *((_moved(span, shift), name) for span, name in passage.open)),
        title=None,
        soft=_silent_first(passage.soft, len(find_words(title))),
    )


def _silent_first(soft: Soft | None, words: int) -> Soft | None:
    """Put rows of zeros before a teacher's probabilities: of these words it said nothing."""
    if soft is None:
        return None
    return np.concatenate([np.zeros((words, soft.shape[1]), dtype=soft.dtype), soft])


def _known(title: str, passage: Passage) -> Iterator[Labelled]:
    """Find the names of the text in the title, longest first."""
    names = {span.of(passage.text): kind for span, kind in passage.spans.get("entity", ())}
    taken: list[Span] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for match in re.finditer(rf"\b{re.escape(name)}\b", title):
            span = Span(*match.span())
            if len(name) >= _SHORTEST_NAME and not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield span, names[name]


def _moved(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def collect_names(passages: Iterable[Passage]) -> Names:
    """List the names in the passages by kind, number of words and whether all are capitals."""
    found: dict[_Shape, set[str]] = defaultdict(set)
    for passage in passages:
        for span, kind in passage.spans.get("entity", ()):
            name = span.of(passage.text)
            if _NAME.fullmatch(name):  # some corpora have marks and markup inside names
                found[_shape(name, kind)].add(name)
    return {shape: sorted(names) for shape, names in found.items()}


def _shape(name: str, kind: str) -> _Shape:
    return kind, len(name.split()), name.isupper()


def rename(passage: Passage, names: Names, share: float, chance: random.Random) -> Passage:
    """Replace a share of the names by others of their kind and shape, everywhere in the text."""
    borders = {
        border
        for labelled in passage.spans.values()
        for span, _ in labelled
        for border in (span.start, span.end)
    }
    chosen: dict[tuple[str, str], str] = {}
    swaps = []
    for span, kind in sorted(passage.spans.get("entity", ())):
        name = span.of(passage.text)
        if (name, kind) not in chosen:
            options = names.get(_shape(name, kind), ()) if chance.random() < share else ()
            chosen[name, kind] = chance.choice(options) if options else name
        crossed = any(border in borders for border in range(span.start + 1, span.end))
        if chosen[name, kind] != name and not crossed:
            swaps.append((span, chosen[name, kind]))
    return _swapped(passage, swaps)


def _swapped(passage: Passage, swaps: Sequence[tuple[Span, str]]) -> Passage:
    ends = [span.end for span, _ in swaps]
    growth = [len(name) - (span.end - span.start) for span, name in swaps]
    shifts = list(accumulate(growth, initial=0))

    def moved(labelled: Labelled) -> Labelled:
        span, label = labelled
        start = span.start + shifts[bisect_right(ends, span.start)]
        return Span(start, span.end + shifts[bisect_right(ends, span.end)]), label

    text, done = "", 0
    for span, name in swaps:
        text += passage.text[done : span.start] + name
        done = span.end
    return replace(
        passage,
        text=text + passage.text[done:],
        spans={name: tuple(map(moved, spans)) for name, spans in passage.spans.items()},
        open=tuple(map(moved, passage.open)),
    )
