"""Stanza's tokenizer, run fast: its network and its rules, without its work for each character.

In: texts. Out: Stanza documents with sentences and tokens, the same as Stanza's own processor
finds (Qi et al. 2018: a bidirectional LSTM labels every character). Stanza prepares the input of
the network character by character in Python, 32 paragraphs at a time; here whole arrays are
prepared, and the paragraphs of many articles go through the network together. Registered as the
variant ``kg`` of Stanza's processor ``tokenize``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from stanza.models.common.doc import Document
from stanza.models.tokenization.data import (
    NEWLINE_WHITESPACE_RE,
    PER_CHAR_FEAT_FUNCS,
    WHITESPACE_RE,
)
from stanza.models.tokenization.trainer import Trainer
from stanza.models.tokenization.utils import MASK_RE
from stanza.pipeline.processor import ProcessorVariant, register_processor_variant
from torch import Tensor
from torch.nn.functional import logsigmoid
from torch.nn.utils.rnn import PackedSequence, pack_sequence, pad_packed_sequence

Ints = npt.NDArray[np.int64]

_INSIDE, _TOKEN_END, _SENTENCE_END, _SPLIT_TOKEN_END, _SPLIT_SENTENCE_END = range(5)
_MOST_CHARACTERS = 1000  # the network reads no more at once (Stanza's limit)
_UNKNOWN_TOKEN = "<UNK>"  # Stanza's word for a longer token

# Characters of a batch: each takes some four kilobytes.
_MOST_TOGETHER = 16_000
_BLANKS = re.compile(" {2,}")
# Nothing that `MASK_RE` (addresses, links) matches is without one of these.
_MAYBE_ADDRESS = re.compile(r"@|\.\S")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The characters that the network reads of a paragraph, and where they are in the text."""

    text: str
    offsets: Ints
    codes: npt.NDArray[np.uint32]


class NewsTokenizer(ProcessorVariant):  # type: ignore[misc]  # Stanza has no types
    """Stanza processor variant: sentences and tokens, many documents at once."""

    NAME = "kg"

    def __init__(self, config: dict[str, Any]) -> None:
        trainer = Trainer(args={}, model_file=config["model_path"], device="cpu")
        self._network = _Network(trainer.model, damping=trainer.args["hier_invtemp"])
        self._features = _Features(trainer.vocab, trainer.args["feat_funcs"])

    def process(self, document: str | Document) -> Document:
        """Segment one text."""
        text = document if isinstance(document, str) else document.text
        return self.bulk_process([Document([], text=text)])[0]

    def bulk_process(self, documents: Sequence[Document]) -> list[Document]:
        """Segment documents; what is found in one does not depend on the others."""
        parts = [list(_paragraphs(document.text)) for document in documents]
        labels = iter(self._labels([paragraph for part in parts for paragraph in part]))
        found = []
        for document, part in zip(documents, parts, strict=True):
            sentences = [
                sentence for paragraph in part for sentence in _sentences(paragraph, next(labels))
            ]
            found.append(Document(sentences, text=document.text))
        return found

    def _labels(self, paragraphs: Sequence[_Paragraph]) -> list[Ints]:
        """Label every character; a long paragraph goes on after the last sentence found in it."""
        units, features = (
            zip(*map(self._features, paragraphs), strict=True) if paragraphs else ((), ())
        )
        labels = [np.zeros(len(ids), dtype=np.int64) for ids in units]
        todo = [(index, 0) for index in range(len(paragraphs))]
        while todo:
            ends = [min(at + _MOST_CHARACTERS, len(units[index])) for index, at in todo]
            cuts = [slice(at, end) for (_, at), end in zip(todo, ends, strict=True)]
            parts = [
                (units[index][cut], features[index][cut])
                for (index, _), cut in zip(todo, cuts, strict=True)
            ]
            again = []
            for (index, at), end, found in zip(todo, ends, self._predict(parts), strict=True):
                labels[index][at:end] = found
                breaks = np.flatnonzero((found == _SENTENCE_END) | (found == _SPLIT_SENTENCE_END))
                last = end >= len(labels[index])
                if not last:
                    again.append((index, at + int(breaks[-1]) + 1 if len(breaks) else end))
            todo = again
        for found, paragraph in zip(labels, paragraphs, strict=True):
            _correct(found, paragraph.text)
        return labels

    def _predict(self, parts: Sequence[tuple[Tensor, Tensor]]) -> list[Ints]:
        """Run the network on stretches of characters, those of like length together."""
        order = sorted(range(len(parts)), key=lambda index: -len(parts[index][0]))
        found: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(parts)
        for batch in _batches(order, [len(ids) for ids, _ in parts]):
            rows = self._network([parts[index] for index in batch])
            for index, row in zip(batch, rows, strict=True):
                found[index] = row
        return found


register_processor_variant("tokenize", NewsTokenizer.NAME)(NewsTokenizer)


class _Network:
    """The forward pass of Stanza's tokenizer, without padding: paragraphs differ much in length.

    For the options that `kg train segmenter` sets: two layers, marks for words that split.
    """

    def __init__(self, model: Any, *, damping: float) -> None:  # noqa: ANN401  Stanza's
        self._model = model.eval()
        self._damping = damping

    def __call__(self, parts: Sequence[tuple[Tensor, Tensor]]) -> list[Ints]:
        """Return the most likely label of each character; the longest part comes first."""
        with torch.inference_mode():
            embedded = self._model.embeddings(torch.cat([units for units, _ in parts]))
            inputs = torch.cat([embedded, torch.cat([features for _, features in parts])], dim=1)
            lengths = [len(units) for units, _ in parts]
            packed = pack_sequence(list(torch.split(inputs, lengths)))
            labels = self._scores(packed).argmax(dim=1)
        padded, _ = pad_packed_sequence(PackedSequence(labels, packed.batch_sizes))
        columns = padded.numpy().T
        return [column[:length] for column, length in zip(columns, lengths, strict=True)]

    def _scores(self, packed: PackedSequence) -> Tensor:
        model = self._model
        states = model.rnn(packed)[0].data
        token, sentence, split = (
            layer(states) for layer in (model.tok_clf, model.sent_clf, model.mwt_clf)
        )
        damped = states * (1 - torch.sigmoid(-token * self._damping))
        states = model.rnn2(PackedSequence(damped, packed.batch_sizes))[0].data
        token = token + model.tok_clf2(states)
        sentence = sentence + model.sent_clf2(states)
        split = split + model.mwt_clf2(states)
        ends, goes_on = logsigmoid(token), logsigmoid(-token)
        both = [logsigmoid(sign * sentence) for sign in (-1, 1)]
        whole, splits = logsigmoid(-split), logsigmoid(split)
        labels = [goes_on, *(ends + last + whole for last in both)]
        return torch.cat([*labels, *(ends + last + splits for last in both)], dim=1)


class _Features:
    """What the network knows of a character: the id of its unit, and a few yes or no."""

    def __init__(self, vocabulary: Any, names: Sequence[str]) -> None:  # noqa: ANN401  Stanza's
        self._vocabulary = vocabulary
        self._functions = [
            PER_CHAR_FEAT_FUNCS[name] for name in names if name in PER_CHAR_FEAT_FUNCS
        ]
        self._at_end = "end_of_para" in names
        self._at_start = "start_of_para" in names
        self._known: dict[int, tuple[int, list[int]]] = {}

    def __call__(self, paragraph: _Paragraph) -> tuple[Tensor, Tensor]:
        """Return the ids [characters] and the features [characters, features]."""
        codes, places = np.unique(paragraph.codes, return_inverse=True)
        rows = [self._of(code) for code in codes.tolist()]
        units = np.array([unit for unit, _ in rows], dtype=np.int64)[places]
        features = np.zeros(
            (len(places), len(self._functions) + self._at_end + self._at_start), dtype=np.float32
        )
        features[:, : len(self._functions)] = np.array([row for _, row in rows])[places]
        if self._at_end:
            features[-1, len(self._functions)] = 1
        if self._at_start:
            features[0, -1] = 1
        return torch.from_numpy(units), torch.from_numpy(features)

    def _of(self, code: int) -> tuple[int, list[int]]:
        if code not in self._known:
            char = chr(code)
            row = [function(char) for function in self._functions]
            self._known[code] = self._vocabulary.unit2id(char), row
        return self._known[code]


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Cut a text at its empty lines, and leave out repeated blanks."""
    start = 0
    for end, after in [*(m.span() for m in NEWLINE_WHITESPACE_RE.finditer(text)), (len(text), 0)]:
        chunk = text[start:end].rstrip()
        if chunk:
            plain = WHITESPACE_RE.sub(" ", chunk)
            codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
            blank = codes == ord(" ")
            kept = np.flatnonzero(~(blank & np.concatenate([[False], blank[:-1]])))
            yield _Paragraph(_BLANKS.sub(" ", plain), kept + start, codes[kept])
        start = after


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group indexes, longest first, into batches of bounded size."""
    batch: list[int] = []
    size = 0
    for index in order:
        if batch and size + lengths[index] > _MOST_TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(index)
        size += lengths[index]
    if batch:
        yield batch


def _correct(labels: Ints, text: str) -> None:
    """End a sentence with the paragraph, and leave addresses and links whole, as Stanza does."""
    ends_split = labels[-1] > _SENTENCE_END
    labels[-1] = _SPLIT_SENTENCE_END if ends_split else _SENTENCE_END
    if not _MAYBE_ADDRESS.search(text):
        return
    for match in MASK_RE.finditer(text):
        labels[match.start() : match.end() - 1] = _INSIDE
        if labels[match.end() - 1] == _INSIDE:
            labels[match.end() - 1] = _TOKEN_END


def _sentences(paragraph: _Paragraph, labels: Ints) -> Iterator[list[dict[str, Any]]]:
    """Yield the sentences of a paragraph as Stanza's `Document` takes them."""
    sentence: list[dict[str, Any]] = []
    start = 0
    for last in np.flatnonzero(labels != _INSIDE).tolist():
        raw = paragraph.text[start : last + 1]
        token, label = raw.lstrip(), int(labels[last])
        first = last + 1 - len(token)
        start = last + 1
        if not token:
            continue
        end = first + len(token.rstrip())
        sentence.append(
            _token(len(sentence) + 1, token, paragraph.offsets[[first, end - 1]], label)
        )
        if label in {_SENTENCE_END, _SPLIT_SENTENCE_END}:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _token(number: int, text: str, offsets: Ints, label: int) -> dict[str, Any]:
    token: dict[str, Any] = {
        "id": (number,),
        "text": text if len(text) <= _MOST_CHARACTERS else _UNKNOWN_TOKEN,
        "start_char": int(offsets[0]),
        "end_char": int(offsets[1]) + 1,
    }
    if label >= _SPLIT_TOKEN_END:
        token["misc"] = "MWT=Yes"
    return token
