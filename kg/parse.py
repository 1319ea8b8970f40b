"""Articles to annotated articles: sentences, tokens, mentions and evidence.

The segmenter and the tagger ship with the package and are checked before they are opened;
nothing is fetched. Neither Stanza nor PyTorch is imported: those who work with Stanza's
documents find the same with `kg.stanza_pipeline`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import get_args

from kg.models import open_model
from kg.segmentation import Segmenter, Tokens
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

# What is put between the lines of an article, as Stanza ends a paragraph at an empty line.
_BREAK = "\n\n"


class Parser:
    """The models, loaded once, from articles to `Annotated`.

    It may be used by several threads at a time.

    Parameters
    ----------
    folder
        Where the models are; by default those that ship with the package.
    threads
        Windows that the tagger reads at a time; 0 takes one for each core.
    network
        What runs instead of the tagger's shipped graph, on another device, say.

    Raises
    ------
    ModelMissing, ModelMismatch
        If a model is not the one that its manifest describes.

    Examples
    --------
    >>> [doc] = Parser(threads=1).parse([Article("a", "Gunawan tiba.")])  # doctest: +SKIP
    >>> [mention.kind for mention in doc.mentions]  # doctest: +SKIP
    ['PER']
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        threads: int = 0,
        network: Network | None = None,
    ) -> None:
        # Verifying and opening the tagger leaves Python to others.
        with ThreadPoolExecutor(1) as pool:
            tagger = pool.submit(Tagger, folder=folder, threads=threads, network=network)
            self._segmenter = Segmenter(open_model("segmenter", folder=folder))
            self._tagger = tagger.result()

    def parse(self, articles: Sequence[Article]) -> list[Annotated]:
        """Annotate a batch of articles; what is found in one does not depend on the others."""
        return self.tag(self.segment(articles))

    def segment(self, articles: Sequence[Article]) -> list[Segmented]:
        """Find the sentences and tokens of articles."""
        layouts = [_Layout(article.text) for article in articles]
        found = iter(self._segmenter([line for layout in layouts for line in layout.lines]))
        return [
            Segmented(article, layout, tuple(next(found) for _ in layout.lines))
            for article, layout in zip(articles, layouts, strict=True)
        ]

    def tag(self, segmented: Sequence[Segmented]) -> list[Annotated]:
        """Add mentions and evidence."""
        texts = [part.layout.joined for part in segmented]
        ends = [repair(part.layout.joined, part.sentence_ends()) for part in segmented]
        tagged = self._tagger.tag(texts, ends)
        return [_annotate(*found) for found in zip(segmented, ends, tagged, strict=True)]


class _Layout:
    """An article's lines that are not blank, and the way back to the article's offsets.

    ``theirs`` and ``ours`` say where each line begins in ``joined`` and in the article.
    """

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        kept = [(line, at) for line, at in zip(lines, starts, strict=False) if line.strip()]
        self.lines = [line for line, _ in kept]
        self.joined = _BREAK.join(self.lines)
        steps = (len(line) + len(_BREAK) for line in self.lines[:-1])
        self.theirs = list(accumulate(steps, initial=0))
        self.ours = [at for _, at in kept]

    def back(self, span: Span) -> Span:
        """Map a span of `joined` to the article's text."""
        return Span(self.offset(span.start), self.offset(span.end - 1) + 1)

    def offset(self, offset: int) -> int:
        """Map the offset of a character."""
        paragraph = bisect_right(self.theirs, offset) - 1
        return self.ours[paragraph] + offset - self.theirs[paragraph]


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article and the tokens of its lines."""

    article: Article
    layout: _Layout
    found: tuple[Tokens, ...]

    def sentence_ends(self) -> list[int]:
        """Return where the segmenter ends sentences: offsets in ``layout.joined``."""
        return [
            at + end
            for at, tokens in zip(self.layout.theirs, self.found, strict=False)
            for end in tokens.ends[tokens.last].tolist()
        ]

    def tokens(self) -> Iterator[Span]:
        """Yield the tokens, as spans of the article's text."""
        for at, tokens in zip(self.layout.ours, self.found, strict=True):
            for start, end in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True):
                yield Span(at + start, at + end)


def _annotate(
    part: Segmented, sentence_ends: Sequence[int], evidence: Sequence[LabelledSpan]
) -> Annotated:
    ends = [part.layout.offset(end - 1) + 1 for end in sentence_ends]
    spans = [
        LabelledSpan(part.layout.back(found.span), found.label, found.score) for found in evidence
    ]
    return Annotated(
        article=part.article,
        sentences=tuple(_sentences(part.tokens(), ends)),
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
