"""Run the tagger: texts in, labelled spans out, one window of a text at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from kg.models import open_model
from kg.tagger.decode import decode
from kg.tagger.labels import LABELS
from kg.tagger.pieces import BREAK, START, cut_words, find_words, load_pieces
from kg.tagger.windows import pack
from kg.types import LabelledSpan, Span

# Pieces a window: the longest that the network was trained on; the encoder reads up to 512.
_WINDOW = 256
_LONGEST_HEADLINE = 30  # words
_SENTENCE_ENDS = frozenset('.!?:,;"”’)')


@dataclass(frozen=True, slots=True)
class _Window:
    """Consecutive words of a text, cut into pieces."""

    words: tuple[Span, ...]
    pieces: tuple[int, ...]
    rows: tuple[int, ...]


class Tagger:
    """The network and its pieces, loaded once.

    Parameters
    ----------
    folder
        Where the models are; by default those that ship with the package.
    threads
        Threads of the network; 0 takes one for each core.
    """

    def __init__(self, *, folder: Path | None = None, threads: int = 0) -> None:
        place = open_model("tagger", labels=LABELS, folder=folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(place / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._cut = load_pieces(place / "tokenizer.json")

    def tag(
        self, texts: Sequence[str], sentence_ends: Sequence[Sequence[int]]
    ) -> list[tuple[LabelledSpan, ...]]:
        """Label each text.

        Parameters
        ----------
        texts
            The texts; what is labelled in one does not depend on the others.
        sentence_ends
            For each text, where its sentences end: ascending offsets in code points.

        Returns
        -------
        list of tuple of LabelledSpan
            For each text its spans in text order, overlapping only across heads.
        """
        found: list[list[LabelledSpan]] = [[] for _ in texts]
        for index, (text, ends) in enumerate(zip(texts, sentence_ends, strict=True)):
            for window in self._windows(text, ends):
                found[index].extend(_spans(window, self._outputs(window)))
        return [tuple(sorted(spans, key=lambda s: (s.span, s.label))) for spans in found]

    def _windows(self, text: str, ends: Sequence[int]) -> Iterator[_Window]:
        words = find_words(text)
        pieces = cut_words(text, words, self._cut)
        last_words = _last_words(words, ends)
        sizes = [len(ids) for ids in pieces]
        head = _headline(text, words)
        parts = [range(head)] if head else []
        rest = pack(sizes[head:], {last - head for last in last_words}, limit=_WINDOW - 1)
        parts += [range(part.start + head, part.stop + head) for part in rest]
        for part in parts:
            ids = [START]
            rows = []
            for word in part:
                rows.append(len(ids) + (pieces[word][0] == BREAK))
                ids.extend(pieces[word])
            yield _Window(tuple(words[part.start : part.stop]), tuple(ids), tuple(rows))

    def _outputs(self, window: _Window) -> npt.NDArray[np.float32]:
        """Run the network on one window.

        Never on several: the int8 arithmetic scales the values of a run by its largest, so a
        window would change with its neighbours. It is no slower, for nothing is padded.
        """
        inputs = {
            "pieces": np.array([window.pieces], dtype=np.int64),
            "lengths": np.array([len(window.pieces)], dtype=np.int64),
            "rows": np.array(window.rows, dtype=np.int64),
        }
        (scores,) = self._session.run(["scores"], inputs)
        result: npt.NDArray[np.float32] = scores
        return result


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


def _spans(window: _Window, outputs: npt.NDArray[np.float32]) -> Iterator[LabelledSpan]:
    for tagged in decode(outputs).values():
        for item in tagged:
            span = Span(window.words[item.first].start, window.words[item.last].end)
            yield LabelledSpan(span, item.label, round(item.score, 4))
