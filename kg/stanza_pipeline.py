"""`kg` in a pipeline of Stanza: for those who work with Stanza's documents.

Importing this module imports Stanza and PyTorch, which takes seconds, and registers with Stanza
the processor ``kg`` (entities and evidence) and the variant ``kg`` of its processor ``tokenize``
(`kg.segmentation`). `kg.parse` finds the same without Stanza.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import stanza
from stanza.models.common.doc import Document
from stanza.pipeline.processor import (
    Processor,
    ProcessorVariant,
    register_processor,
    register_processor_variant,
)

from kg.models import open_model
from kg.segmentation import BLANK, Segmenter, Tokens
from kg.sentences import repair
from kg.tagger.session import Tagger
from kg.tagger.windows import Network
from kg.types import ENTITY_KINDS, LabelledSpan

_NAME = "kg"
_EMPTY_LINE = re.compile(rf"\n{BLANK.pattern}*\n")
_BLANKS = re.compile(f"{BLANK.pattern}+")
_LONGEST_TOKEN = 1000  # characters; Stanza shows a longer one as _LONGER
_LONGER = "<UNK>"


@register_processor_variant("tokenize", _NAME)
class NewsTokenizer(ProcessorVariant):  # type: ignore[misc]  # Stanza has no types
    """Stanza processor variant: sentences and tokens, many documents at once.

    Finds what Stanza's own processor finds with the same model.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._segmenter = Segmenter(Path(config["model_path"]).parent)

    def process(self, document: str | Document) -> Document:
        """Segment one text."""
        text = document if isinstance(document, str) else document.text
        return self.bulk_process([Document([], text=text)])[0]

    def bulk_process(self, documents: Sequence[Document]) -> list[Document]:
        """Segment documents; what is found in one does not depend on the others."""
        parts = [list(_paragraphs(document.text)) for document in documents]
        found = iter(self._segmenter([chunk for part in parts for _, chunk in part]))
        return [
            Document(
                [
                    sentence
                    for start, chunk in part
                    for sentence in _sentences(chunk, start, next(found))
                ],
                text=document.text,
            )
            for document, part in zip(documents, parts, strict=True)
        ]


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text at its empty lines; yield each part that is not blank, and where it starts."""
    start = 0
    for end, after in [*(m.span() for m in _EMPTY_LINE.finditer(text)), (len(text), 0)]:
        if text[start:end].rstrip():
            yield start, text[start:end]
        start = after


def _sentences(chunk: str, offset: int, found: Tokens) -> Iterator[list[dict[str, Any]]]:
    """Yield the sentences of a paragraph as Stanza's `Document` takes them."""
    sentence: list[dict[str, Any]] = []
    columns = (found.starts, found.ends, found.last, found.splits)
    for start, end, last, splits in zip(*(column.tolist() for column in columns), strict=True):
        text = _BLANKS.sub(" ", chunk[start:end])
        token: dict[str, Any] = {
            "id": (len(sentence) + 1,),
            "text": text if len(text) <= _LONGEST_TOKEN else _LONGER,
            "start_char": offset + start,
            "end_char": offset + end,
        }
        sentence.append(token | ({"misc": "MWT=Yes"} if splits else {}))
        if last:
            yield sentence
            sentence = []


@register_processor(_NAME)
class NewsProcessor(Processor):  # type: ignore[misc]  # Stanza has no types
    """Stanza processor: named entities of Indonesian news, and the evidence for quotations.

    Needs ``tokenize``. Sets ``token.ner`` (BIOES) and ``document.ents`` as Stanza's own entity
    processor does, and ``document.evidence``, a tuple of `kg.types.LabelledSpan`.
    """

    PROVIDES_DEFAULT = frozenset({_NAME})
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
            _set_entities(document, [span for span in spans if span.label in ENTITY_KINDS])
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
    """Build the Stanza pipeline: segmentation by Stanza's network, then the processor ``kg``.

    Parameters
    ----------
    folder
        Where the models are; by default those that ship with the package.
    threads
        Threads of the tagger; 0 takes one for each core.
    network
        What runs instead of the tagger's shipped graph, on another device, say.
    options
        Further options of ``stanza.Pipeline``. ``tokenize_with_kg=False`` takes Stanza's own
        processor in place of the fast one; it finds the same.

    Raises
    ------
    ModelMissing, ModelMismatch
        If a model is not the one that its manifest describes.

    Examples
    --------
    >>> document = pipeline()("Gunawan tiba di Jakarta.")  # doctest: +SKIP
    >>> [(entity.text, entity.type) for entity in document.ents]  # doctest: +SKIP
    [('Gunawan', 'PER'), ('Jakarta', 'LOC')]
    """
    place = open_model("segmenter", folder=folder)
    settings: dict[str, object] = {
        "lang": "id",
        "dir": str(place),
        "package": None,
        "processors": {"tokenize": _NAME, _NAME: _NAME},
        "download_method": None,
        "device": "cpu",
        "logging_level": "ERROR",
        "tokenize_model_path": str(place / "segmenter.pt"),
        f"tokenize_with_{_NAME}": True,
        "kg_threads": threads,
        "kg_network": network,
    }
    if folder:
        settings["kg_folder"] = str(folder)
    return stanza.Pipeline(**{**settings, **options})
