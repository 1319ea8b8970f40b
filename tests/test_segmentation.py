"""Paragraphs become tokens whose offsets lead back to them; a run imports only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.models import open_model
from kg.segmentation import Segmenter, _addresses, _batches, _correct, _read, _tokens

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(open_model("segmenter"))


def _found(segmenter: Segmenter, *paragraphs: str) -> list[list[list[str]]]:
    """Return the tokens of each sentence of each paragraph."""
    result = []
    for text, tokens in zip(paragraphs, segmenter(paragraphs), strict=True):
        sentences: list[list[str]] = [[]]
        rows = zip(tokens.starts.tolist(), tokens.ends.tolist(), tokens.last.tolist(), strict=True)
        for start, end, last in rows:
            sentences[-1].append(text[start:end])
            if last:
                sentences.append([])
        assert sentences.pop() == []
        result.append(sentences)
    return result


@pytest.mark.model
def test_sentences_and_words(segmenter: Segmenter) -> None:
    assert _found(segmenter, "Dermaga itu dibuka. Ratna hadir, katanya.") == [
        [["Dermaga", "itu", "dibuka", "."], ["Ratna", "hadir", ",", "katanya", "."]]
    ]


@pytest.mark.model
def test_what_is_blank_has_no_tokens(segmenter: Segmenter) -> None:
    assert segmenter([]) == []
    assert _found(segmenter, "", "  \t ", "\x97") == [[], [], []]


@pytest.mark.model
def test_a_paragraph_does_not_depend_on_its_neighbours(segmenter: Segmenter) -> None:
    samples = sorted((ROOT / "kg" / "data" / "samples").glob("0*.txt"))
    lines = [line for path in samples for line in path.read_text(encoding="utf-8").split("\n")]
    longest = " ".join(lines)[:3000]
    together = _found(segmenter, longest, *lines)
    assert together == [_found(segmenter, line)[0] for line in (longest, *lines)]
    assert len(together) > 100


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(alphabet="aB. \n\t\u0097“”😀\ud8001"))
def test_offsets_lead_to_the_characters(text: str) -> None:
    paragraph = _read(text)
    found = [text[offset] for offset in paragraph.offsets.tolist()]
    plain = ["\u0020" if char in " \n\t\u0097" else char for char in found]
    assert plain == list(paragraph.text)
    assert [chr(code) for code in paragraph.codes.tolist()] == plain
    assert "  " not in paragraph.text


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.integers(1, 1000), max_size=600))
def test_batches_hold_everything_once_and_are_bounded(lengths: list[int]) -> None:
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    batches = list(_batches(lengths))
    assert [index for batch in batches for index in batch] == order
    for batch in batches:
        assert len(batch) <= 32
        assert len(batch) * lengths[batch[0]] <= 8_000
        assert lengths[batch[-1]] >= 0.8 * lengths[batch[0]]  # so that little is padding


def test_labels_become_tokens_with_offsets() -> None:
    text = "Ya.  Ia pergi"
    paragraph = _read(text)
    labels = np.array([0, 1, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0])[: len(paragraph.text)]
    _correct(labels, paragraph.text)
    found = _tokens(paragraph, labels)
    rows = zip(found.starts.tolist(), found.ends.tolist(), found.last.tolist(), strict=True)
    assert [(text[start:end], last) for start, end, last in rows] == [
        ("Ya", False),
        (".", True),
        ("Ia", False),
        ("pergi", True),
    ]


def test_a_token_is_never_blank() -> None:
    paragraph = _read("a b \x97")
    found = _tokens(paragraph, np.array([1, 1, 1, 2]))
    assert (found.starts.tolist(), found.ends.tolist()) == ([0, 2], [1, 3])
    assert found.last.tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Lihat www.baruntala.example/a.b ya", "www.baruntala.example/a.b"),
        ("Surel redaksi.kota@baruntala.co.id, ya", "redaksi.kota@baruntala.co.id"),
        ("(https://baru-ntala.id/x?y=1) ya", "https://baru-ntala.id/x?y=1)"),
        ("situs baruntala.co.id ya", "baruntala.co.id"),
        ("surat a@[127.0.0.1] ya", "a@[127.0.0.1]"),
    ],
)
def test_an_address_is_one_token(text: str, address: str) -> None:
    assert [text[first : last + 1] for first, last in _addresses(text)] == [address]
    paragraph = _read(text)
    labels = np.ones(len(paragraph.text), dtype=np.int64)
    _correct(labels, paragraph.text)
    tokens = _tokens(paragraph, labels)
    rows = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    assert address in [text[start:end] for start, end in rows]


@pytest.mark.parametrize("text", ["Rp1.000.000", "pukul 10.30.", "a.m.", "@ratna", "S.Kom.,M.Si"])
def test_what_is_no_address(text: str) -> None:
    assert list(_addresses(text)) == []


_RUN = """
import sys
from kg.cli import main
sys.argv = ["kg", "extract", sys.argv[1], "-o", sys.argv[2]]
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print(*sorted({"torch", "stanza", "networkx", "trafilatura", "pyvis"} & set(sys.modules)))
"""


@pytest.mark.model
def test_a_run_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    sample = min((ROOT / "kg" / "data" / "samples").glob("0*.txt"))
    out = tmp_path / "out.jsonl"
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(sample), str(out)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.splitlines()[-1] == ""
    assert out.stat().st_size > 0
