"""Annotated corpora to training examples for the tagger.

Every corpus annotates some labels and is silent on others. An example therefore says, for each
word, which labels are *allowed*: one where the corpus is sure, several where it is not (an "O"
of a corpus without events allows events), all where it says nothing (quotations, in a corpus
of entities). The loss counts the probability of the allowed labels together.

Corpora also differ in what they call an organization or where a name ends. Each has a
*convention*: a head of its own, and the network is told its name; it labels news by the
project's own.

Where no corpus says anything, a larger network may have (`kg.training.distillation`): an example
carries its *soft* labels, the probabilities that it gave.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.tagger.labels import ALL_HEADS, LABELS, head
from kg.tagger.pieces import find_words
from kg.training.headlines import headline
from kg.training.standoff import Labelled, Standoff, read_standoff
from kg.types import Span

Allowed = npt.NDArray[np.bool_]
Soft = npt.NDArray[np.float16]

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of training data: how often it is read per epoch, and what it is silent about.

    ``hidden`` are the entity types whose mentions may hide behind this corpus's "O".
    ``convention`` names the rules it was annotated by; "" are the project's own. ``annotations``
    is the file of what is annotated in plain articles (`kg.training.standoff`); what that leaves
    open, a teacher may fill in.
    """

    path: Path
    repeat: float = 1.0
    hidden: tuple[str, ...] = ()
    convention: str = ""
    annotations: Path | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its annotated spans, per head; a head without an entry is not annotated.

    ``open`` are spans in which a head is not annotated after all. ``title`` is the headline of
    an article, which is not part of ``text``. ``soft`` are a larger network's probabilities,
    one row a word of ``text``, one column a label.
    """

    text: str
    spans: Mapping[str, tuple[Labelled, ...]]
    open: tuple[Labelled, ...] = ()
    hidden: tuple[str, ...] = ()
    convention: str = ""
    title: str | None = None
    soft: Soft | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its words, and the labels allowed for each: ``allowed[word, label column]``.

    ``soft`` has a larger network's probabilities in the columns of the heads that nothing is
    known of, and zeros in the others.
    """

    text: str
    words: tuple[Span, ...]
    allowed: Allowed
    sentence_ends: frozenset[int]
    convention: str = ""
    soft: Soft | None = None


def read(corpus: Corpus) -> list[Passage]:
    """Read a corpus: articles (``.jsonl``), annotated or not, or tagged sentences (``.tsv``)."""
    lines = corpus.path.read_text(encoding="utf-8").split("\n")
    if corpus.path.suffix != ".jsonl":
        return [_sentence(rows, corpus) for rows in _sentences(lines)]
    records = [json.loads(line) for line in lines if line.strip()]
    if corpus.annotations is None:
        return [_article(record) for record in records]
    known = read_standoff(corpus.annotations)
    return [_plain(record, known) for record in records]


def _plain(record: Mapping[str, Any], known: Mapping[str, Standoff]) -> Passage:
    text = record["text"]
    annotated = known.get(record["id"])
    title = headline(record.get("url") or "", text)
    return Passage(text, annotated.of(text) if annotated else {}, title=title)


def example(passage: Passage) -> Example:
    """Turn annotated spans into the labels that each word may have.

    Examples
    --------
    >>> whole = example(Passage("Ratna tiba.", {"entity": ((Span(0, 5), "PER"),)}))
    >>> [LABELS[column] for column in whole.allowed[0].nonzero()[0][:2]]
    ['entity:B-PER', 'content:O']
    """
    words = find_words(passage.text)
    allowed = np.ones((len(words), len(LABELS)), dtype=bool)
    for name, spans in passage.spans.items():
        allowed[:, head(name, passage.convention).columns] = _one_hot(words, spans, name)
    _reveal(allowed, passage)
    for span, name in passage.open:
        allowed[_inside(words, span), head(name, passage.convention).columns] = True
    ends = frozenset(_sentence_ends(passage.text, words))
    soft = _soft(passage, len(words))
    return Example(passage.text, tuple(words), allowed, ends, passage.convention, soft)


def _soft(passage: Passage, words: int) -> Soft | None:
    """Keep the probabilities of the heads that the passage is not annotated for."""
    if passage.soft is None or len(passage.soft) != words:  # other letters, other words
        return None
    kept = np.zeros((words, len(LABELS)), dtype=np.float16)
    for task in ALL_HEADS:
        if not task.convention and task.name not in passage.spans:
            kept[:, task.columns] = passage.soft[:, task.columns]
    return kept


def _reveal(allowed: Allowed, passage: Passage) -> None:
    """Allow the hidden types wherever the corpus says "O"."""
    entity = head("entity", passage.convention)
    outside = allowed[:, entity.offset].copy()
    for kind in passage.hidden:
        begin = entity.offset + 1 + 2 * entity.types.index(kind)
        allowed[outside, begin : begin + 2] = True


def _inside(words: Sequence[Span], span: Span) -> slice:
    """Return which words overlap the span."""
    first = bisect_right(words, span.start, key=lambda word: word.end)
    return slice(first, bisect_left(words, span.end, key=lambda word: word.start))


def _one_hot(words: Sequence[Span], spans: Iterable[Labelled], name: str) -> Allowed:
    task = head(name)
    columns = np.zeros((len(words), len(task.labels)), dtype=bool)
    columns[:, 0] = True
    for span, kind in sorted(spans, key=lambda item: item[0].start - item[0].end):
        inside = _inside(words, span)
        if inside.start == inside.stop or not columns[inside, 0].all():
            continue  # longest first: a nested span yields
        begin = 1 + 2 * task.types.index(kind)
        columns[inside] = False
        columns[inside, begin + 1] = True
        columns[inside.start] = False
        columns[inside.start, begin] = True
    return columns


def _sentence_ends(text: str, words: Sequence[Span]) -> Iterator[int]:
    """Yield the index of the last word before each end of a sentence."""
    starts = [word.start for word in words]
    for match in _SENTENCE_END.finditer(text):
        index = bisect_left(starts, match.end()) - 1
        if index >= 0:
            yield index


def _article(record: Mapping[str, Any]) -> Passage:
    spans = {
        "entity": tuple(
            (Span(*pair), entity["kind"])
            for entity in record["entities"]
            for pair in entity["mentions"]
        ),
        "content": tuple(
            (Span(*pair), "DIRECT" if quotation["kind"] == "direct" else "INDIRECT")
            for quotation in record["quotations"]
            for pair in quotation["content"]
        ),
        "attribution": tuple(_attributions(record["quotations"])),
        "role": tuple((span, "ROLE") for span in _role_spans(record)),
        "boilerplate": tuple((Span(*pair), "BOILERPLATE") for pair in record["boilerplate"]),
    }
    return Passage(record["text"], spans, title=record.get("title"))


def _attributions(quotations: Iterable[Mapping[str, Any]]) -> Iterator[Labelled]:
    for quotation in quotations:
        cue = quotation["cue"] and Span(*quotation["cue"])
        source = quotation["source"] and Span(*quotation["source"])
        if cue:
            yield cue, "CUE"
        if source and not (cue and cue.overlaps(source)):  # the -nya of "ujarnya" is in the cue
            yield source, "SOURCE"


def _role_spans(record: Mapping[str, Any]) -> Iterator[Span]:
    """Find the occurrence of each role's words that is nearest to a mention of its person."""
    mentions = {entity["id"]: entity["mentions"] for entity in record["entities"]}
    for role in record["roles"]:
        near = mentions.get(role["person"], [])
        found = [
            match.span() for match in re.finditer(rf"\b{re.escape(role['role'])}\b", record["text"])
        ]
        distances = [
            (max(start - stop, begin - end, 0), begin, stop)
            for begin, stop in found
            for start, end in near
        ]
        if distances:
            _, begin, stop = min(distances)
            yield Span(begin, stop)


def _sentences(lines: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in lines:
        if line.strip():
            token, tag = line.split("\t")[:2]
            rows.append((token, tag))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _sentence(rows: Sequence[tuple[str, str]], corpus: Corpus) -> Passage:
    text, tokens = detokenize([token for token, _ in rows])
    spans = tuple(_tagged_spans(tokens, [tag for _, tag in rows]))
    return Passage(text, {"entity": spans}, hidden=corpus.hidden, convention=corpus.convention)


def _tagged_spans(tokens: Sequence[Span], tags: Sequence[str]) -> list[Labelled]:
    spans: list[Labelled] = []
    for token, tag in zip(tokens, tags, strict=True):
        if (
            tag.startswith("I-")
            and spans
            and spans[-1][1] == tag[2:]
            and _touches(spans[-1][0], token)
        ):
            spans[-1] = (Span(spans[-1][0].start, token.end), tag[2:])
        elif tag != "O":
            spans.append((token, tag[2:]))
    return spans


def _touches(before: Span, after: Span) -> bool:
    return after.start - before.end <= 1


_NO_BLANK_BEFORE = frozenset(".,;:!?)]}%”’")
_NO_BLANK_AFTER = frozenset("([{“‘")


def detokenize(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Join the tokens of a corpus into text as a newspaper would print it.

    Examples
    --------
    >>> detokenize(['"', "Ya", ",", '"', "kata", "Ma", "."])[0]
    '"Ya," kata Ma.'
    """
    text = ""
    spans = []
    quoted = False
    glued = True
    for token in tokens:
        closing = token == '"' and quoted
        blank = not (glued or closing or token in _NO_BLANK_BEFORE)
        start = len(text) + blank
        text += " " * blank + token
        spans.append(Span(start, len(text)))
        glued = token in _NO_BLANK_AFTER or (token == '"' and not quoted)
        quoted ^= token == '"'
    return text, spans
