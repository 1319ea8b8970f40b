"""Run the tagger: texts in, labelled spans out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.models import open_model
from kg.tagger.decode import decode
from kg.tagger.labels import LABELS
from kg.tagger.network import OnnxNetwork
from kg.tagger.pieces import cut_words, find_words, load_pieces
from kg.tagger.windows import Network, Scores, Window, begin, lay_out, pack
from kg.types import LabelledSpan, Span

# Pieces a window: the longest that the network was trained on; the encoder reads up to 512.
_WINDOW = 256
_LONGEST_HEADLINE = 30  # words
_SENTENCE_ENDS = frozenset('.!?:,;"”’)')


@dataclass(frozen=True, slots=True)
class _Part:
    """Consecutive words of a text, and what the network reads of them."""

    words: tuple[Span, ...]
    window: Window


class Tagger:
    """The network and its pieces, loaded once.

    Parameters
    ----------
    folder
        Where the models are; by default those that ship with the package.
    threads
        Windows that run at a time; 0 takes one for each core.
    network
        What runs instead of the shipped graph, on another device, say.
    """

    def __init__(
        self, *, folder: Path | None = None, threads: int = 0, network: Network | None = None
    ) -> None:
        place = open_model("tagger", labels=LABELS, folder=folder)
        self._network = network or OnnxNetwork(place / "tagger.onnx", threads=threads)
        self._cut = load_pieces(place / "tokenizer.json")

    def tag(
        self,
        texts: Sequence[str],
        sentence_ends: Sequence[Sequence[int]],
        *,
        convention: str = "",
    ) -> list[tuple[LabelledSpan, ...]]:
        """Label each text.

        Parameters
        ----------
        texts
            The texts; what is labelled in one does not depend on the others.
        sentence_ends
            For each text, where its sentences end: ascending offsets in code points.
        convention
            The corpus whose rules are to be followed ("idner", "nergrit"); "" are the project's
            own.

        Returns
        -------
        list of tuple of LabelledSpan
            For each text its spans in text order, overlapping only across heads.
        """
        parts = [
            (index, part)
            for index, (text, ends) in enumerate(zip(texts, sentence_ends, strict=True))
            for part in self._parts(text, ends, convention)
        ]
        found: list[list[LabelledSpan]] = [[] for _ in texts]
        scores = self._network(part.window for _, part in parts)
        for (index, part), outputs in zip(parts, scores, strict=True):
            found[index].extend(_spans(part, outputs, convention))
        return [tuple(sorted(spans, key=lambda s: (s.span, s.label))) for spans in found]

    def _parts(self, text: str, ends: Sequence[int], convention: str) -> Iterator[_Part]:
        words = find_words(text)
        pieces = cut_words(text, words, self._cut)
        last_words = _last_words(words, ends)
        sizes = [len(ids) for ids in pieces]
        first = begin(convention, self._cut)
        head = _headline(text, words)
        parts = [range(head)] if head else []
        limit = _WINDOW - len(first)
        rest = pack(sizes[head:], {last - head for last in last_words}, limit=limit)
        parts += [range(part.start + head, part.stop + head) for part in rest]
        for part in parts:
            inside = slice(part.start, part.stop)
            yield _Part(tuple(words[inside]), lay_out(first, pieces[inside]))


def _headline(text: str, words: Sequence[Span]) -> int:
    """Return how many words the headline has, 0 if the text begins with a sentence.

    It gets a window of its own: before a text, a line without a full stop looks to the network
    like a link to another story, and names in those are not to be found.
    """
    line = text.split("\n", 1)[0]
    count = bisect_left(words, len(line), key=lambda word: word.start)
    if not line or line.rstrip()[-1:] in _SENTENCE_ENDS or count == len(words):
        return 0
    return count if count <= _LONGEST_HEADLINE else 0


def _last_words(words: Sequence[Span], ends: Sequence[int]) -> set[int]:
    """Return the indexes of the words that end a sentence."""
    starts = np.array([word.start for word in words])
    return {int(index) - 1 for index in np.searchsorted(starts, np.array(ends, dtype=int)) if index}


def _spans(part: _Part, outputs: Scores, convention: str) -> Iterator[LabelledSpan]:
    for tagged in decode(outputs, convention=convention).values():
        for item in tagged:
            span = Span(part.words[item.first].start, part.words[item.last].end)
            yield LabelledSpan(span, item.label, round(item.score, 4))
