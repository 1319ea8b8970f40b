"""Stanza's own tokenizer, the pipeline of Stanza and the way around it all find the same."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.parse import Parser
from kg.segmentation import _ADDRESS, _addresses
from kg.types import ENTITY_KINDS, Annotated, Article, LabelledSpan, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stanza import Pipeline

SAMPLES = Path(__file__).resolve().parents[1] / "kg" / "data" / "samples"
LONG = "Kata Ratna, dermaga itu dibangun bertahap sampai tahun depan. " * 40
ODD = {
    "nothing": "",
    "blank": "  \n\n ",
    "blanks": "Satu  kalimat   renggang. Dua\tkalimat.\n\n\n\u0097\nTiga.\u0097",
    "addresses": "Surel redaksi@baruntala.example dan www.baruntala.co.id/berita ada. Selesai",
    "quoted address": 'Katanya "redaksi"@baruntala.co.id, a@b.co_x@d.id dan foo.co.id/x "b.co.id/"',
    "long": f"{LONG}\n\nPendek.",
    "no end": "a" * 2500,
    "marks": "Ratna:\n“Ya.”\nGunawan: “Tidak”",
    "outside the first plane": "Ratna senang 😀😀. 𝐃𝐞𝐫𝐦𝐚𝐠𝐚 dibuka 😀",
    "control": "Satu\x1c dua.\x85 Tiga\r\n\r\nEmpat\u2028lima",
}
NEWS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("0*.txt"))}


@pytest.fixture(scope="module")
def fast() -> Parser:
    return Parser(threads=1)


@pytest.fixture(scope="module")
def stanza() -> Pipeline:
    from kg.stanza_pipeline import pipeline  # noqa: PLC0415  slow to import

    return pipeline(threads=1)


@pytest.mark.model
def test_finds_what_stanzas_own_processor_finds(stanza: Pipeline) -> None:
    from stanza.models.common.doc import Document  # noqa: PLC0415  slow to import

    from kg.stanza_pipeline import pipeline  # noqa: PLC0415  same

    texts = [*ODD.values(), *NEWS.values()]
    found = stanza.processors["tokenize"].bulk_process([Document([], text=t) for t in texts])
    own = pipeline(tokenize_with_kg=False, threads=1).processors["tokenize"]
    for text, document in zip(texts, found, strict=True):
        assert document.text == text
        assert document.to_dict() == own.process(text).to_dict()


@pytest.mark.model
@pytest.mark.parametrize("text", [*ODD.values(), *NEWS.values()], ids=[*ODD, *NEWS])
def test_the_way_around_stanza_finds_the_same(text: str, fast: Parser, stanza: Pipeline) -> None:
    [found] = fast.parse([Article("a", text)])
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    document = stanza("\n\n".join(line for _, line in lines))
    back = _Way(lines)
    mentions = [span for span in document.evidence if span.label in ENTITY_KINDS]
    others = [span for span in document.evidence if span.label not in ENTITY_KINDS]
    assert _spans(found.mentions) == [
        (*back(s.span.start, s.span.end), s.label, s.score) for s in mentions
    ]
    assert _spans(found.evidence) == [
        (*back(s.span.start, s.span.end), s.label, s.score) for s in others
    ]
    assert _ends(found) <= {back(end - 1, end)[1] for end in document.sentence_ends}
    whole = {
        back(token.start_char, token.end_char)
        for sentence in document.sentences
        for token in sentence.tokens
    }
    cut = {(token.start, token.end) for s in found.sentences for token in s.tokens}
    assert {start for start, _ in whole} <= {start for start, _ in cut}
    assert {end for _, end in whole} <= {end for _, end in cut}


class _Way:
    """The way back from the text that Stanza was given."""

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        self.ours = [at for at, _ in lines]
        self.theirs = [0]
        for _, line in lines:
            self.theirs.append(self.theirs[-1] + len(line) + 2)

    def __call__(self, start: int, end: int) -> tuple[int, int]:
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, offset: int) -> int:
        line = bisect_right(self.theirs, offset) - 1
        return self.ours[line] + offset - self.theirs[line]


def _spans(spans: Sequence[Mention | LabelledSpan]) -> list[tuple[int, int, str, float]]:
    kinds = [s.kind if isinstance(s, Mention) else s.label for s in spans]
    return [(s.span.start, s.span.end, k, s.score) for s, k in zip(spans, kinds, strict=True)]


def _ends(found: Annotated) -> set[int]:
    return {sentence.span.end for sentence in found.sentences}


@pytest.mark.model
def test_addresses_are_those_of_stanza() -> None:
    from stanza.models.tokenization.utils import MASK_RE  # noqa: PLC0415  slow to import

    chance = random.Random(1)
    parts = [*'b@9/-_.A\\é" ', "www.", "https://", "a.b", "co", ".co", ".id", "a@", "_x"]
    parts += ["kota", ".com.xy", "[1.2.3.4]", "wwwx", "://"]
    for _ in range(5000):
        text = "".join(chance.choices(parts, k=chance.randint(1, 14)))
        theirs = [match.span() for match in MASK_RE.finditer(text)]
        assert [(first, last + 1) for first, last in _addresses(text)] == theirs, text
    assert _ADDRESS.groups == 0
