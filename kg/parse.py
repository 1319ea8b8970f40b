"""Articles to annotated articles: sentences, tokens, mentions and evidence, by way of Stanza.

It registers the tagger as the Stanza processor ``kg``, so that a Stanza user can put it into a
pipeline of his own (`pipeline`); `kg.segmentation` gives Stanza's tokenizer its speed. Nothing
is fetched: the segmenter and the tagger ship with the package and are checked before they are
opened.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, get_args

import stanza
import torch
from stanza.models.common.doc import Document
from stanza.pipeline.processor import Processor, register_processor

from kg.models import open_model
from kg.segmentation import NewsTokenizer
from kg.sentences import repair
from kg.tagger.session import Tagger
from kg.tagger.windows import Network
from kg.types import (
    Annotated,
    Article,
    EntityKind,
    LabelledSpan,
    Mention,
    Sentence,
    Span,
)

_KINDS: dict[str, EntityKind] = {kind: kind for kind in get_args(EntityKind)}

# Stanza ends a paragraph at an empty line; news as scraped has one line break.
_BREAK = "\n\n"


@register_processor("kg")
class NewsProcessor(Processor):  # type: ignore[misc]  # Stanza has no types
    """Stanza processor: named entities of Indonesian news, and the evidence for quotations.

    Needs ``tokenize``. Sets ``token.ner`` (BIOES) and ``document.ents`` as Stanza's own entity
    processor does, and ``document.evidence``, a tuple of `kg.types.LabelledSpan`.
    """

    PROVIDES_DEFAULT = frozenset({"kg"})
    REQUIRES_DEFAULT = frozenset({"tokenize"})

    def __init__(self, config: dict[str, Any], pipeline: Any, device: str) -> None:  # noqa: ANN401  Stanza's own signature
        self._config = config
        self._pipeline = pipeline
        super().__init__(config, pipeline, device)
        folder = config.get("folder")
        self.tagger = Tagger(
            folder=Path(folder) if folder else None,
            threads=config.get("threads", 0),
            network=config.get("network"),
        )

    def process(self, document: Document) -> Document:
        """Annotate one document."""
        return self.bulk_process([document])[0]

    def bulk_process(self, documents: list[Document]) -> list[Document]:
        """Annotate documents, batched across all of them."""
        texts = [document.text for document in documents]
        ends = [
            repair(text, [sentence.tokens[-1].end_char for sentence in document.sentences])
            for text, document in zip(texts, documents, strict=True)
        ]
        tagged = self.tagger.tag(texts, ends)
        for document, sentence_ends, spans in zip(documents, ends, tagged, strict=True):
            document.sentence_ends = sentence_ends
            document.evidence = spans
            _set_entities(document, [span for span in spans if span.label in _KINDS])
        return documents


def _set_entities(document: Document, mentions: Sequence[LabelledSpan]) -> None:
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    starts = [token.start_char for token in tokens]
    tags = ["O"] * len(tokens)
    for mention in mentions:
        first = max(0, bisect_right(starts, mention.span.start) - 1)
        last = max(first, bisect_right(starts, mention.span.end - 1) - 1)
        marks = ["S"] if first == last else ["B", *"I" * (last - first - 1), "E"]
        tags[first : last + 1] = [f"{mark}-{mention.label}" for mark in marks]
    for token, tag in zip(tokens, tags, strict=True):
        token.ner = tag
    document.build_ents()


def pipeline(
    *,
    folder: Path | None = None,
    threads: int = 0,
    network: Network | None = None,
    **options: object,
) -> stanza.Pipeline:
    """Build the Stanza pipeline: segmentation by Stanza, then the processor ``kg``.

    Parameters
    ----------
    folder
        Where the models are; by default those that ship with the package.
    threads
        Threads of the tagger; 0 takes one for each core.
    network
        What runs instead of the tagger's shipped graph, on another device, say.
    options
        Further options of ``stanza.Pipeline``.

    Raises
    ------
    ModelMissing, ModelMismatch
        If a model is not the one that its manifest describes.
    """
    place = open_model("segmenter", folder=folder)
    settings: dict[str, object] = {
        "lang": "id",
        "dir": str(place),
        "package": None,
        "processors": {"tokenize": "kg", "kg": "kg"},
        "download_method": None,
        "device": "cpu",
        "logging_level": "ERROR",
        "tokenize_model_path": str(place / "segmenter.pt"),
        f"tokenize_with_{NewsTokenizer.NAME}": True,
        "kg_threads": threads,
        "kg_network": network,
    }
    if folder:
        settings["kg_folder"] = str(folder)
    return stanza.Pipeline(**{**settings, **options})


class Parser:
    """The pipeline, loaded once, from articles to `Annotated`.

    It may be used by several threads at a time.
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        threads: int = 0,
        network: Network | None = None,
    ) -> None:
        logging.getLogger("stanza").setLevel(logging.ERROR)
        # The segmenter's matrices are too small to share; other cores run the tagger meanwhile.
        torch.set_num_threads(1)
        self.pipeline = pipeline(folder=folder, threads=threads, network=network)

    def parse(self, articles: Sequence[Article]) -> list[Annotated]:
        """Annotate a batch of articles; what is found in one does not depend on the others."""
        return self.tag(self.segment(articles))

    def segment(self, articles: Sequence[Article]) -> list[Segmented]:
        """Find the sentences and tokens of articles."""
        layouts = [_Layout(article.text) for article in articles]
        documents = [Document([], text=layout.joined) for layout in layouts]
        if documents:
            documents = self.pipeline.bulk_process(documents, processors="tokenize")
        return [
            Segmented(article, document, layout)
            for article, document, layout in zip(articles, documents, layouts, strict=True)
        ]

    def tag(self, segmented: Sequence[Segmented]) -> list[Annotated]:
        """Add mentions and evidence."""
        if segmented:
            self.pipeline.bulk_process([part.document for part in segmented], processors="kg")
        return [_annotate(part.article, part.document, part.layout) for part in segmented]


class _Layout:
    """An article's paragraphs as Stanza wants them, and the way back to the article's offsets."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        kept = [(line, at) for line, at in zip(lines, starts, strict=False) if line.strip()]
        self.joined = _BREAK.join(line for line, _ in kept)
        self._theirs = list(
            accumulate((len(line) + len(_BREAK) for line, _ in kept[:-1]), initial=0)
        )
        self._ours = [at for _, at in kept]

    def back(self, span: Span) -> Span:
        """Map a span of `joined` to the article's text."""
        return Span(self._offset(span.start), self._offset(span.end - 1) + 1)

    def _offset(self, offset: int) -> int:
        paragraph = bisect_right(self._theirs, offset) - 1
        return self._ours[paragraph] + offset - self._theirs[paragraph]


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article cut into sentences and tokens, as Stanza holds them."""

    article: Article
    document: Document
    layout: _Layout


def _annotate(article: Article, document: Document, layout: _Layout) -> Annotated:
    tokens = [
        layout.back(Span(token.start_char, token.end_char))
        for sentence in document.sentences
        for token in sentence.tokens
    ]
    ends = [layout.back(Span(end - 1, end)).end for end in document.sentence_ends]
    spans = [
        LabelledSpan(layout.back(found.span), found.label, found.score)
        for found in document.evidence
    ]
    return Annotated(
        article=article,
        sentences=tuple(_sentences(tokens, ends)),
        mentions=tuple(
            Mention(found.span, _KINDS[found.label], found.score)
            for found in spans
            if found.label in _KINDS
        ),
        evidence=tuple(found for found in spans if found.label not in _KINDS),
    )


def _sentences(tokens: Iterable[Span], ends: Sequence[int]) -> Iterator[Sentence]:
    """Deal the tokens out to the sentences; a token across a boundary is cut there."""
    groups: list[list[Span]] = [[] for _ in ends]
    for token in tokens:
        first = min(bisect_right(ends, token.start), len(ends) - 1)
        cut = ends[first]
        if token.start < cut < token.end and first + 1 < len(ends):
            groups[first].append(Span(token.start, cut))
            groups[first + 1].append(Span(cut, token.end))
        else:
            groups[first].append(token)
    for group in groups:
        if group:
            yield Sentence(Span(group[0].start, group[-1].end), tuple(group))
