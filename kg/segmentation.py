"""Characters to sentences and words: the network of Stanza's tokenizer, run by ONNX Runtime.

In: paragraphs. Out: their tokens, and which of them end a sentence; the same as Stanza's own
tokenizer finds (Qi et al. 2018: a bidirectional LSTM labels every character). The network is
trained by Stanza (`kg.training.segmenter`) and was rewritten as an ONNX graph with its characters
and features beside it, so that a run imports neither Stanza nor PyTorch, which take seconds to
import; `kg.stanza_pipeline` plugs it back into Stanza. What a paragraph contains does not depend
on the paragraphs that go through the network with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from kg.errors import ModelMismatch

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

GRAPH = "segmenter.onnx"

_INSIDE, _TOKEN_END, _SENTENCE_END, _SPLIT_TOKEN_END, _SPLIT_SENTENCE_END = range(5)
_MOST_CHARACTERS = 1000  # the network reads no more at once (Stanza's limit)
_UNKNOWN = 1  # the unit of a character that training did not have
_FIRST_UNIT = 2

# What goes through the network together: at most this, to stay within some 40 MB, and nothing
# much shorter than the longest, for padding takes as long as characters. Measured: four articles at
# a time take 23.2 ms each, 28.9 without the last rule, 24.7 with 0.7 and 23.7 with 0.9. A character
# takes as long beside 4 others as beside 48, half as much again when alone.
_MOST_PARAGRAPHS = 32
_MOST_TOGETHER = 8_000  # characters, padding counted
_LIKE = 0.8  # of the longest

# Blanks and the control characters U+0080 to U+009F, to which the network sees a blank.
BLANK = re.compile(r"[\s\u0080-\u009f]")
_BLANKS = re.compile(" {2,}")

# A yes or no for a character on its own, and for the place in the paragraph, by Stanza's names.
_OF_CHARACTER: dict[str, Callable[[str], bool]] = {
    "space_before": str.isspace,
    "capitalized": str.isupper,
    "numeric": str.isdecimal,
}
_OF_PLACE = {"end_of_para": -1, "start_of_para": 0}

# Addresses and links are never cut. These are the rules of Stanza's tokenizer: a site has "www."
# or a scheme, or one of six endings and a country; what follows is up to a blank or a quotation
# mark. A name is looked for where no longer one begins, which keeps the search linear.
_NAME = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]"
_QUOTED = r'"(?:[\x01-\x1f!#-\[\]-\x7f]|\\[\x01-\x7f])*"'
_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_MAIL = (
    rf"(?:(?<!{_NAME}){_NAME}+(?:\.{_NAME}+)*|{_QUOTED})"
    rf"@(?:(?:{_LABEL}\.)+{_LABEL}|\[(?:{_OCTET}\.){{3}}{_OCTET}\])"
)
_SITE = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_REST = r'\.[^\s"]{2,}'
_LINK = (
    rf"(?:https?://(?:www\.|(?!www))|www\.){_SITE}{_REST}"
    rf"|(?<![a-zA-Z0-9])[a-zA-Z0-9]+\.(?:gov|org|edu|net|com|co){_REST}"
)
_ADDRESS = re.compile(f"{_MAIL}|{_LINK}")
_MAYBE_ADDRESS = re.compile(r"@|\.\S")  # no address is without one of these


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a paragraph: offsets [tokens], which end a sentence, which are several words.

    ``splits`` marks what Stanza calls a multi-word token.
    """

    starts: Ints
    ends: Ints
    last: Bools
    splits: Bools


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The characters that the network reads of a paragraph, and where they are in it."""

    text: str
    offsets: Ints
    codes: npt.NDArray[np.uint32]


class Segmenter:
    """The network and its characters, loaded once; several threads may use it at a time.

    Parameters
    ----------
    place
        Its folder, as `kg.models.open_model` returns it.

    Raises
    ------
    ModelMismatch
        If the graph asks for features of characters that this version does not know.

    Examples
    --------
    >>> from kg.models import open_model
    >>> [tokens] = Segmenter(open_model("segmenter"))(["Ratna hadir."])
    >>> tokens.starts.tolist(), tokens.ends.tolist(), tokens.last.tolist()
    ([0, 6, 11], [5, 11, 12], [False, False, True])
    """

    def __init__(self, place: Path) -> None:
        options = onnxruntime.SessionOptions()
        # The matrices are too small to share; other cores run the tagger meanwhile.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        path = place / GRAPH
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        about = self._session.get_modelmeta().custom_metadata_map
        features = about.get("features", "").split()
        if unknown := set(features) - set(_OF_CHARACTER) - set(_OF_PLACE):
            known = sorted({*_OF_CHARACTER, *_OF_PLACE})
            raise ModelMismatch(path, what="features", expected=known, found=sorted(unknown))
        self._features = _Features(about.get("units", ""), features)

    def __call__(self, paragraphs: Sequence[str]) -> list[Tokens]:
        """Find the tokens of each paragraph; offsets are code points in the paragraph.

        A blank paragraph has no tokens. A line break in a paragraph is a blank.
        """
        read = [_read(text) for text in paragraphs]
        labels = self._labels(read)
        return [_tokens(paragraph, found) for paragraph, found in zip(read, labels, strict=True)]

    def _labels(self, paragraphs: Sequence[_Paragraph]) -> list[Ints]:
        """Label every character; a long paragraph goes on after the last sentence found in it."""
        inputs = [self._features(paragraph.codes) for paragraph in paragraphs]
        labels = [np.zeros(len(units), dtype=np.int64) for units, _ in inputs]
        todo = [(index, 0) for index, found in enumerate(labels) if len(found)]
        while todo:
            cuts = [slice(at, min(at + _MOST_CHARACTERS, len(labels[i]))) for i, at in todo]
            parts = [
                (inputs[index][0][cut], inputs[index][1][cut])
                for (index, _), cut in zip(todo, cuts, strict=True)
            ]
            again = []
            for (index, at), cut, found in zip(todo, cuts, self._predict(parts), strict=True):
                labels[index][cut] = found
                if cut.stop < len(labels[index]):
                    breaks = np.flatnonzero(_ends_sentence(found))
                    again.append((index, at + int(breaks[-1]) + 1 if len(breaks) else cut.stop))
            todo = again
        for found, paragraph in zip(labels, paragraphs, strict=True):
            _correct(found, paragraph.text)
        return labels

    def _predict(self, parts: Sequence[tuple[Ints, Floats]]) -> list[Ints]:
        """Run the network on stretches of characters, those of like length together."""
        lengths = [len(units) for units, _ in parts]
        found: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(parts)
        for batch in _batches(lengths):
            rows = self._run([parts[index] for index in batch])
            for index, row in zip(batch, rows, strict=True):
                found[index] = row
        return found

    def _run(self, parts: Sequence[tuple[Ints, Floats]]) -> list[Ints]:
        """Return the most likely label of each character; the longest part comes first."""
        lengths = np.array([len(units) for units, _ in parts], dtype=np.int32)
        shape = (int(lengths[0]), len(parts))
        units = np.zeros(shape, dtype=np.int64)
        features = np.zeros((*shape, parts[0][1].shape[1]), dtype=np.float32)
        for column, (ids, rows) in enumerate(parts):
            units[: len(ids), column] = ids
            features[: len(ids), column] = rows
        inputs = {"units": units, "features": features, "lengths": lengths}
        labels: Ints = self._session.run(["labels"], inputs)[0]
        return [labels[:length, column] for column, length in enumerate(lengths)]


class _Features:
    """What the network knows of a character: the number of its unit, and a few yes or no."""

    def __init__(self, units: str, names: Sequence[str]) -> None:
        self._units = {char: number for number, char in enumerate(units, start=_FIRST_UNIT)}
        self._names = names
        self._known: dict[int, tuple[int, list[bool]]] = {}

    def __call__(self, codes: npt.NDArray[np.uint32]) -> tuple[Ints, Floats]:
        """Return the units [characters] and the features [characters, features]."""
        distinct, places = np.unique(codes, return_inverse=True)
        rows = [self._of(code) for code in distinct.tolist()]
        units = np.array([unit for unit, _ in rows], dtype=np.int64)[places]
        table = np.array([row for _, row in rows], dtype=np.float32)
        features = table.reshape(len(rows), len(self._names))[places]
        for column, name in enumerate(self._names):
            if name in _OF_PLACE and len(codes):
                features[_OF_PLACE[name], column] = 1
        return units, features

    def _of(self, code: int) -> tuple[int, list[bool]]:
        if code not in self._known:
            char = chr(code)
            row = [name in _OF_CHARACTER and _OF_CHARACTER[name](char) for name in self._names]
            self._known[code] = self._units.get(char, _UNKNOWN), row
        return self._known[code]


def _read(text: str) -> _Paragraph:
    """Leave out what follows the text, and repeated blanks."""
    plain = BLANK.sub(" ", text.rstrip())
    codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    blank = codes == ord(" ")
    again = np.zeros(len(codes), dtype=bool)
    again[1:] = blank[1:] & blank[:-1]
    kept = np.flatnonzero(~again)
    return _Paragraph(_BLANKS.sub(" ", plain), kept, codes[kept])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group indexes, longest first, into batches of like lengths and bounded size."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        if batch:
            longest = lengths[batch[0]]
            full = len(batch) == _MOST_PARAGRAPHS or (len(batch) + 1) * longest > _MOST_TOGETHER
            if full or lengths[index] < _LIKE * longest:
                yield batch
                batch = []
        batch.append(index)
    if batch:
        yield batch


def _ends_sentence(labels: Ints) -> Bools:
    ends: Bools = (labels == _SENTENCE_END) | (labels == _SPLIT_SENTENCE_END)
    return ends


def _correct(labels: Ints, text: str) -> None:
    """End a sentence with the paragraph, and leave addresses and links whole, as Stanza does."""
    if not len(labels):
        return
    ends_split = labels[-1] > _SENTENCE_END
    labels[-1] = _SPLIT_SENTENCE_END if ends_split else _SENTENCE_END
    for first, last in _addresses(text):
        labels[first:last] = _INSIDE
        if labels[last] == _INSIDE:
            labels[last] = _TOKEN_END


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last character of each address."""
    at = 0
    while _MAYBE_ADDRESS.search(text, at) and (match := _ADDRESS.search(text[at:])):
        yield at + match.start(), at + match.end() - 1
        at += match.end()


def _tokens(paragraph: _Paragraph, labels: Ints) -> Tokens:
    """Turn labels into tokens: each begins after the one before it, without the blank between."""
    blank = paragraph.codes == ord(" ")
    last = np.flatnonzero(labels != _INSIDE)
    first = np.concatenate([last[:1] * 0, last[:-1] + 1])
    first += blank[first]
    end = last - blank[last]
    visible = first <= end
    kinds = labels[last][visible]
    ends_sentence = _ends_sentence(kinds)
    ends_sentence[-1:] = True  # the label may be on a blank after it
    return Tokens(
        starts=paragraph.offsets[first[visible]],
        ends=paragraph.offsets[end[visible]] + 1,
        last=ends_sentence,
        splits=kinds >= _SPLIT_TOKEN_END,
    )
