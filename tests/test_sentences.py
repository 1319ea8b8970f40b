"""Sentence boundaries: kept apart where news is glued, kept together where a stop ends nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import is_linear

from kg.sentences import repair


def cut(text: str) -> list[str]:
    """Cut a text as if the segmenter had ended a sentence after every stop."""
    ends = repair(text, [match.end() for match in re.finditer(r"[.!?]", text)])
    return [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    "text",
    [
        "Harga beras naik Rp. 1.500 per kilogram di Pasar Sari.",
        "Perkara No. 17 itu dibacakan hakim di Jl. Kenanga, Kota Melur.",
        "H. Sulaiman Basri memimpin rapat bersama Hj. Nurlela.",
        "Warga memuji Dr. Ratna Dewi dan Prof. Ir. Budi Santika.",
        "PT. Samudra Raya Tbk. menutup pabriknya di Kab. Melur.",
        "Warga memuji A. Rahman dan B. J. Santika.",
        "Ratna Dewi, S.H. Santika dan Budi, M.Si. Pratama hadir.",
        "Harga naik 1.500 rupiah, kata pedagang di Pasar Sari.",
        "Laporan itu dimuat di https://berita.example/2024/01/banjir.html kemarin.",
        "Surat dikirim ke redaksi@berita.example.com oleh warga.",
        "Menurut wartamelur.com banjir sudah surut.",
        "Laporan dimuat di WartaMelur.com.Sumber: warga.",
        "Gaya hidup Gen-Z dsb. Menjadi bahasan rapat.",
    ],
)
def test_stop_that_ends_nothing_ends_no_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Banjir surut kini.Video itu beredar.", ["Banjir surut kini.", "Video itu beredar."]),
        ("Apakah surut?Warga ragu.", ["Apakah surut?", "Warga ragu."]),
        ('Kami siap."Warga lega.', ['Kami siap."', "Warga lega."]),
        ("Banjir (2024).Warga lega.", ["Banjir (2024).", "Warga lega."]),
    ],
)
def test_glued_sentences_are_cut(text: str, sentences: list[str]) -> None:
    ends = repair(text, [len(text)])
    assert [text[a:b] for a, b in zip([0, *ends], ends, strict=False)] == sentences


@pytest.mark.parametrize(
    "text",
    ["Budi Santika, S.Kom, hadir.", "Warga memakai versi 2.Dua kali.", "Ia lahir di U.S pada Mei."],
)
def test_degrees_and_numbers_are_not_glued_sentences(text: str) -> None:
    assert repair(text, [len(text)]) == [len(text)]


@pytest.mark.parametrize("mark", ['"', "”", "’", "'", ")", "]", "»", '")'])
def test_closing_mark_stays_with_its_sentence(mark: str) -> None:
    text = f"Kami siap.{mark} Warga lega."
    assert cut(text) == [f"Kami siap.{mark}", "Warga lega."]


def test_closing_mark_after_a_blank_stays_with_its_sentence() -> None:
    assert cut("Kami siap. “\nWarga lega.") == ["Kami siap. “", "Warga lega."]


def test_opening_mark_begins_its_sentence() -> None:
    assert cut("Warga lega. “Kami siap.”") == ["Warga lega.", "“Kami siap.”"]


def test_no_sentence_ends_inside_a_name() -> None:
    text = "Rapat dipimpin Ratna Dewi di Melur."
    assert repair(text, [text.index("Dewi"), len(text)]) == [len(text)]


def test_no_sentence_ends_between_a_quotation_and_its_cue() -> None:
    text = "“Kami siap!” kata Ratna. Warga lega."
    assert cut(text) == ["“Kami siap!” kata Ratna.", "Warga lega."]


@pytest.mark.parametrize("blanks", ["\n", "\n\n", " \n", " \n \t\n "])
def test_paragraph_always_ends_a_sentence(blanks: str) -> None:
    text = f"Banjir di Melur{blanks}warga lega"
    assert cut(text) == ["Banjir di Melur", "warga lega"]


def test_text_without_a_stop_is_one_sentence() -> None:
    assert repair("Banjir di Melur \n", []) == [15]


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\t"])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert repair(text, []) == []


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB.?\"”“' \n1@-:"), max_size=60), st.data())
def test_ends_are_in_order_and_inside_the_text(text: str, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.integers(1, max(1, len(text))), unique=True))
    ends = [end for end in ends if text[end - 1 : end].strip()]
    found = repair(text, ends)
    assert found == sorted(set(found))
    assert all(0 < end <= len(text) for end in found)
    assert all(text[start:end].strip() for start, end in zip([0, *found], found, strict=False))
    assert bool(found) == bool(text.strip())


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_repair_is_stable(text: str) -> None:
    once = repair(text, [match.end() for match in re.finditer(r"[.!?]", text)])
    assert repair(text, once) == once


def _repair_at_every_third(text: str) -> list[int]:
    return repair(text, range(1, len(text), 3))


@pytest.mark.parametrize(
    "unit",
    ["a", "a-", "A.", '"', " ", ". ", "aa.Bb", "a@ ", "www.", "'’ ", ". ” ", "a\n"],
    ids=ascii,
)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert is_linear(_repair_at_every_third, text, text * 2)
