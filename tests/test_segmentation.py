"""The fast way through Stanza's tokenizer finds what Stanza's own processor finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.segmentation import _batches, _correct, _paragraphs, _sentences

SAMPLES = Path(__file__).resolve().parents[1] / "kg" / "data" / "samples"
LONG = "Kata Ratna, dermaga itu dibangun bertahap sampai tahun depan. " * 40
ODD = [
    "",
    "  \n\n ",
    "Satu  kalimat   renggang. Dua\tkalimat.\n\n\n\u0097\nTiga.\u0097",
    "Surel redaksi@baruntala.example dan www.baruntala.co.id/berita memuat itu. Selesai",
    f"{LONG}\n\nPendek.",
    "a" * 2500,
    "Ratna:\n“Ya.”\nGunawan: “Tidak”",
]


@pytest.mark.model
def test_finds_what_stanzas_own_processor_finds() -> None:
    from stanza.models.common.doc import Document  # noqa: PLC0415  slow to import

    from kg.parse import pipeline  # noqa: PLC0415  same

    texts = [*ODD, *(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("0*.txt")))]
    fast = pipeline().processors["tokenize"].bulk_process([Document([], text=t) for t in texts])
    own = pipeline(tokenize_with_kg=False).processors["tokenize"]
    for text, document in zip(texts, fast, strict=True):
        assert document.text == text
        assert document.to_dict() == own.process(text).to_dict()


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(alphabet="aB. \n\t\u0097“”😀1"))
def test_offsets_lead_to_the_characters(text: str) -> None:
    for paragraph in _paragraphs(text):
        found = [text[offset] for offset in paragraph.offsets.tolist()]
        plain = ["\u0020" if char in " \n\t\u0097" else char for char in found]
        assert plain == list(paragraph.text)
        assert [chr(code) for code in paragraph.codes.tolist()] == plain
        assert "  " not in paragraph.text


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 40_000), max_size=600))
def test_batches_hold_everything_once_and_are_bounded(lengths: list[int]) -> None:
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    batches = list(_batches(order, lengths))
    assert [index for batch in batches for index in batch] == order
    for batch in batches:
        assert len(batch) == 1 or sum(lengths[index] for index in batch) <= 16_000


def test_labels_become_sentences_with_offsets() -> None:
    [paragraph] = _paragraphs("Ya.  Ia pergi")
    labels = np.array([0, 1, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0])[: len(paragraph.text)]
    _correct(labels, paragraph.text)
    found = [
        [(token["text"], token["start_char"], token["end_char"]) for token in sentence]
        for sentence in _sentences(paragraph, labels)
    ]
    assert found == [[("Ya", 0, 2), (".", 2, 3)], [("Ia", 5, 7), ("pergi", 8, 13)]]


def test_an_address_is_one_token() -> None:
    [paragraph] = _paragraphs("Lihat www.baruntala.example/a.b ya")
    labels = np.ones(len(paragraph.text), dtype=np.int64)
    _correct(labels, paragraph.text)
    tokens = [token["text"] for sentence in _sentences(paragraph, labels) for token in sentence]
    assert "www.baruntala.example/a.b" in tokens
