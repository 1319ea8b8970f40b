"""Around a quotation: when, where, on what occasion, to whom and through what it was said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import annotated
from hypothesis import given
from hypothesis import strategies as st

from kg.circumstances import add_circumstances, circumstance_words
from kg.types import Annotated, Mention, QuotationKind

SAID = "“<q>Kami siap</q>,” <cue>kata</cue> <src><per>Ratna Dewi</per></src>"


def read(
    marked: str, *, published: str | None = "2018-10-15", kind: QuotationKind = "direct"
) -> Annotated:
    doc = annotated(marked, published=published, kind=kind)
    mentions = sorted((m, chain.kind) for chain in doc.chains for m in chain.mentions)
    doc = replace(doc, mentions=tuple(Mention(span, entity) for span, entity in mentions))
    return add_circumstances(doc)


def words(doc: Annotated, index: int = 0) -> dict[str, str]:
    return circumstance_words(doc, doc.quotations[index])


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (" di Melur, Sabtu (13/10).", {"said_on": "2018-10-13", "said_at": "Melur"}),
        (" di Melur, Sabtu malam (13/10).", {"said_on": "2018-10-13", "said_at": "Melur"}),
        (", Jumat.", {"said_on": "2018-10-12"}),
        (" kemarin.", {"said_on": "2018-10-14"}),
        (
            " di Gedung Balai Kota, Jalan Kenanga Nomor 6, Melur Selatan, Senin (15/10/2018).",
            {
                "said_on": "2018-10-15",
                "said_at": "Gedung Balai Kota, Jalan Kenanga Nomor 6, Melur Selatan",
            },
        ),
        (" di kantor pusat perusahaan, Senin.", {
            "said_on": "2018-10-15", "said_at": "kantor pusat perusahaan",
        }),
        (" kepada wartawan di Melur.", {"addressee": "wartawan", "said_at": "Melur"}),
        (" di hadapan para kader.", {"addressee": "para kader"}),
        (" dalam rapat kerja bersama Komisi Air di Melur.", {
            "occasion": "rapat kerja bersama Komisi Air", "said_at": "Melur",
        }),
        (" di sela-sela Festival Melur, Minggu (14/10).", {
            "said_on": "2018-10-14", "occasion": "Festival Melur",
        }),
        (" dalam acara “Malam Melur” di Taman Kota.", {
            "occasion": "acara “Malam Melur”", "said_at": "Taman Kota",
        }),
        (" usai Rapat Kerja Nasional (Rakernas) 2018 di Melur.", {
            "occasion": "Rapat Kerja Nasional (Rakernas) 2018", "said_at": "Melur",
        }),
        (" dalam keterangan tertulis, Senin (15/10).", {
            "said_on": "2018-10-15", "medium": "keterangan tertulis",
        }),
        (", dikutip dari Warta Melur.", {"medium": "Warta Melur"}),
        (" lewat akun Twitter miliknya.", {"medium": "akun Twitter miliknya"}),
        (" saat ditemui di Melur.", {"said_at": "Melur"}),
    ],
)  # fmt: skip
def test_attribution_is_read(after: str, expected: dict[str, str]) -> None:
    assert words(read(SAID + after)) == expected


@pytest.mark.parametrize(
    "after",
    [
        ".",
        " yang tinggal di Melur.",  # where she lives, not where she spoke
        " saat ini.",
        " di antara dua pilihan.",
        " di satu sisi.",
        " saat yang lain diam.",  # nothing between a trigger and a conjunction
        ".\nWarga Melur belum memastikan hal ini",  # nothing after what restates
        " pada 2017.",
        ", Rabu (17/10).",  # after the article was printed
    ],
)
def test_what_is_no_circumstance_is_not_taken_for_one(after: str) -> None:
    assert words(read(SAID + after)) == {}


def test_opening_of_the_sentence_is_read() -> None:
    doc = read(
        "Dalam rapat di Melur, Senin (15/10), <src><per>Ratna</per></src> <cue>menegaskan</cue> "
        "<q>air cukup</q>.",
        kind="indirect",
    )
    assert words(doc) == {"said_on": "2018-10-15", "said_at": "Melur", "occasion": "rapat"}


def test_what_was_said_is_not_read() -> None:
    doc = read(
        "<src><per>Ratna</per></src> <cue>mengatakan</cue> <q>rapat digelar di Melur, Sabtu "
        "(13/10)</q>.",
        kind="indirect",
    )
    assert words(doc) == {}


def test_data_are_not_dated_by_what_they_count() -> None:
    doc = read(
        "<cue>Berdasarkan</cue> <src>data <org>Dinas Air</org></src> pada 1 Oktober 2018, "
        "<q>air cukup</q>.",
        kind="indirect",
    )
    assert words(doc) == {}


def test_sentence_that_restates_is_read() -> None:
    doc = read(f"{SAID}. Hal itu disampaikan Ratna usai rapat di Melur, Sabtu (13/10).")
    assert words(doc) == {"said_on": "2018-10-13", "said_at": "Melur", "occasion": "rapat"}


def test_setting_is_carried_over_to_the_same_speaker_only() -> None:
    doc = read(
        f"{SAID} kepada pers di Melur, Sabtu (13/10). “<q:2>Air cukup</q>,” <cue:2>ujar</cue> "
        "<src:2:Ratna Dewi>dia</src>. “<q:3>Tidak</q>,” <cue:3>kata</cue> "
        "<src:3><per>Harun</per></src>."
    )
    assert words(doc) == {"said_on": "2018-10-13", "said_at": "Melur", "addressee": "pers"}
    assert words(doc, 1) == {"said_on": "2018-10-13", "said_at": "Melur"}
    assert [q.circumstances.carried for q in doc.quotations] == [False, True, False]
    assert words(doc, 2) == {}


def test_without_a_date_of_the_article_only_full_dates_are_read() -> None:
    assert words(read(f"{SAID}, Sabtu (13/10).", published=None)) == {}
    assert words(read(f"{SAID}, Sabtu (13/10/2018).", published=None)) == {"said_on": "2018-10-13"}


def test_who_is_reported_inside_a_report() -> None:
    doc = read(
        "<src><per>Ratna</per></src> <cue>mengatakan</cue> <q><per>Harun Salim</per> juga yakin "
        "air cukup</q>.",
        kind="indirect",
    )
    [inside] = [q.inside for q in doc.quotations if q.inside]
    assert (inside.source.of(doc.text), inside.cue.of(doc.text)) == ("Harun Salim", "yakin")
    assert inside.speaker == doc.chains[1].id


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("meminta", "<per>Harun Salim</per> menjelaskan soal air"),  # a request reports nobody
        ("mengatakan", "air cukup sampai akhir tahun nanti dan <per>Harun</per> yakin soal itu"),
        ("mengatakan", "<per>Harun</per> berlari ke kantor"),
        ("mengatakan", "<loc>Melur</loc> menolak rencana itu"),
    ],
)
def test_nobody_is_reported_inside(cue: str, content: str) -> None:
    doc = read(f"<src><per>Ratna</per></src> <cue>{cue}</cue> <q>{content}</q>.", kind="indirect")
    assert doc.quotations[0].inside is None


@given(st.text(alphabet=' ,.()“”"\nabAB13/10didalamkepadausai', max_size=120))
def test_no_text_raises_and_spans_lie_in_it(after: str) -> None:
    doc = read(SAID + after)
    for quotation in doc.quotations:
        around = quotation.circumstances
        spans = (around.place, around.occasion, around.addressee, around.medium, around.date_words)
        for span in filter(None, spans):
            assert span.end <= len(doc.text)
            assert not any(span.overlaps(content) for content in quotation.content)
