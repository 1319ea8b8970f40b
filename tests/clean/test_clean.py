from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_texts import TEMPO, article

from kg.clean import clean
from kg.types import RawDocument


def test_scraped_page_becomes_an_article() -> None:
    found = article(TEMPO)
    assert found.title == "Wali Kota Rini Resmikan Pasar Sari yang Baru"
    assert found.published == "2024-02-13"
    assert found.byline == "Bagas Wicaksono Putra"
    assert found.outlet == "tempo.co"
    assert found.dateline == "KOTA MELATI"
    assert found.text == (
        "Wali Kota Rini Resmikan Pasar Sari yang Baru\n\n"
        "Wali Kota Melati Rini Anggraeni meninjau Pasar Sari, Senin 12 Februari 2024.\n\n"
        "Wali Kota Rini Anggraeni meresmikan Pasar Sari pada Senin. Pasar itu terbakar dua tahun "
        "lalu.“Para pedagang sudah boleh masuk,” kata Rini.\n\n"
        "Rini meminta pedagang menjaga kebersihan. “Baca aturan di pintu masuk,” ujar Rini."
    )


def test_kept_ranges_lead_back_to_the_raw_text() -> None:
    found = article(TEMPO)
    assert "".join(span.of(TEMPO) for span in found.kept) == found.text


def test_what_the_record_states_wins_over_the_text() -> None:
    raw = RawDocument(
        id="a",
        text="JAKARTA, KOMPAS.com - Pasar dibuka.\nReporter: Sari Dewi",
        source="a.txt",
        title="Judul",
        outlet="Kabar Melati",
        published="2024-01-01",
        byline="Dimas Pratama",
        url="https://kabarmelati.example/1",
    )
    found = clean(raw)
    assert found.text == "Pasar dibuka."
    assert (found.title, found.outlet, found.published, found.byline, found.url) == (
        "Judul",
        "Kabar Melati",
        "2024-01-01",
        "Dimas Pratama",
        "https://kabarmelati.example/1",
    )


@pytest.mark.parametrize("text", ["Advertisement", "Baca juga: Pasar Sari Dibuka", "(abc/def)"])
def test_text_that_would_vanish_stays(text: str) -> None:
    assert article(text).text == text


PIECES = st.sampled_from(
    [
        *("kata", '"', "“", "”", "\n", "\n\n", " ", "\xa0", "\t", "(", ")", "•", "."),
        *("Baca juga: ", "ADVERTISEMENT", "Lihat Juga\n", "[Gambas:Video 20detik]", "(abc/def)"),
        *(
            "JAKARTA, KOMPAS.com - ",
            "Editor: Sari\n",
            "13/10/2018",
            "Wali Kota Rini Resmikan Pasar",
        ),
        "SCROLL TO CONTINUE WITH CONTENT",
    ]
)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_only_cut_never_altered(text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        return
    found = article(text)
    assert "".join(span.of(text) for span in found.kept) == found.text
    assert all(a.end < b.start for a, b in zip(found.kept, found.kept[1:], strict=False))
    assert bool(found.text) == bool(text.strip())


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_two_words_are_glued(text: str) -> None:
    words = set(text.split())
    for word in article(text).text.split():
        assert any(word in whole for whole in words)


HOSTILE = (
    '"',
    "“a ",
    " ",
    "\n",
    " \n",
    "kata ",
    "(baca: ",
    "[Gambas:",
    "Baca juga: ",
    ". Baca: Aa",
    "JAKARTA, ",
    "Aa ",
    "(a/",
    "Foto: ",
    "ANTARA FOTO/",
    "Editor: a\n",
    "Lihat Juga\n",
    "• ",
    "13/",
    "Artikel ini telah tayang di ",
    "Pewarta: a Editor: b ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = f"Pasar Sari dibuka. {piece * (length // len(piece))}"
        best = 9e9
        for _ in range(3):
            started = time.process_time()
            article(text)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(60_000) < 3.3 * seconds(30_000) + 0.02


def test_a_million_blanks_are_nothing() -> None:
    started = time.process_time()
    assert article("Pasar" + " " * 1_000_000 + "Sari").text == "Pasar" + " " * 1_000_000 + "Sari"
    assert time.process_time() - started < 2
