"""Words and their pieces, with a tiny tokenizer made here."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from kg.tagger.pieces import BREAK, UNKNOWN, Cut, cut_words, find_words, load_pieces

SPACED, GLUED = True, False

VOCABULARY = [
    ("<s>", 0.0),
    ("<pad>", 0.0),
    ("<br>", 0.0),
    ("<unk>", -20.0),
    ("▁kata", -2.0),
    ("kata", -2.5),
    ("▁Ma", -2.0),
    ("Ma", -2.5),
    ("nya", -2.0),
    ("▁", -5.0),
    (".", -3.0),
    ("a", -6.0),
]
PIECES = {piece: number for number, (piece, _) in enumerate(VOCABULARY)}


@pytest.fixture
def cut(tmp_path: Path) -> Cut:
    tokenizer = Tokenizer(models.Unigram(VOCABULARY, unk_id=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    path = tmp_path / "tokenizer.json"
    path.write_text(tokenizer.to_str(), encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["pre_tokenizer"]["type"] == "Metaspace"
    return load_pieces(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" \n", []),
        ("kata Ma.", ["kata", "Ma", "."]),
        ("(BI)", ["(", "BI", ")"]),
        ("“Ya,” ujarnya", ["“", "Ya", ",", "”", "ujarnya"]),
        ("Jum'at", ["Jum", "'", "at"]),
        ("Rp1.500", ["Rp1", ".", "500"]),
        ("G-20", ["G", "-", "20"]),
        ("😀😀", ["😀", "😀"]),
        ("Cafe\u0301", ["Cafe", "\u0301"]),
    ],
)
def test_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert [word.of(text) for word in find_words(text)] == words


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text())
def test_words_hold_everything_but_blanks(text: str) -> None:
    words = find_words(text)
    assert "".join(word.of(text) for word in words) == "".join(
        char for char in text if not char.isspace()
    )
    assert all(a.end <= b.start for a, b in pairwise(words))


def test_blank_before_a_word_is_a_mark_on_its_first_piece(cut: Cut) -> None:
    assert cut("kata", SPACED) == (PIECES["▁kata"],)
    assert cut("kata", GLUED) == (PIECES["kata"],)


def test_word_is_cut_into_known_pieces(cut: Cut) -> None:
    assert cut("katanya", SPACED) == (PIECES["▁kata"], PIECES["nya"])


def test_unknown_letters_have_the_unknown_piece(cut: Cut) -> None:
    assert UNKNOWN in cut("😀", SPACED)
    assert UNKNOWN in cut("\u0301", GLUED)


def test_noise_has_no_more_than_twelve_pieces(cut: Cut) -> None:
    assert cut("a" * 5000, GLUED) == (PIECES["a"],) * 12


def test_no_word_is_without_a_piece(cut: Cut) -> None:
    assert cut("", GLUED) == (UNKNOWN,)


def test_pieces_follow_the_blanks_and_lines_of_the_text(cut: Cut) -> None:
    text = "kata Ma.\nkata"
    assert cut_words(text, find_words(text), cut) == [
        (PIECES["▁kata"],),
        (PIECES["▁Ma"],),
        (PIECES["."],),
        (BREAK, PIECES["▁kata"]),
    ]


def test_line_break_before_the_first_word_is_none(cut: Cut) -> None:
    assert cut_words("\nkata", find_words("\nkata"), cut) == [(PIECES["▁kata"],)]


def test_pieces_of_a_word_do_not_depend_on_its_neighbours(cut: Cut) -> None:
    alone = cut_words("katanya", find_words("katanya"), cut)
    among = cut_words("Ma katanya Ma", find_words("Ma katanya Ma"), cut)
    assert among[1] == alone[0]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("BANJIR RENDAM TIGA KELURAHAN", "banjir rendam tiga kelurahan"),
        ("BANK INDONESIA 1 2 3", "BANK INDONESIA 1 2 3"),  # may be a name
        ("TIGA KELURAHAN BANJIR, kata BPBD", "TIGA KELURAHAN BANJIR, kata BPBD"),
        ("KPK tiba.\nWALI KOTA MELUR DIPERIKSA", "KPK tiba.\nwali kota melur diperiksa"),
        ("PEMILU DI KOTA İZMİR", "PEMILU DI KOTA İZMİR"),  # small letters would be longer
    ],
)
def test_lines_in_capitals_are_read_in_small_letters(text: str, read: str) -> None:
    seen = []

    def note(word: str, spaced: bool) -> tuple[int, ...]:  # noqa: ARG001, FBT001  the cache's signature
        seen.append(word)
        return (9,)

    words = find_words(text)
    cut_words(text, words, note)
    assert seen == [word.of(read) for word in words]
