"""What the text states of events: when, where and with whom they were held."""

from __future__ import annotations

import pytest
from builders import annotated

from kg.events import find_events
from kg.types import Annotated


def read(marked: str, *, published: str | None = "2018-02-05") -> Annotated:
    return find_events(annotated(marked, published=published))


def stated(doc: Annotated) -> list[tuple[str | None, str | None, list[str]]]:
    names = {chain.id: chain.name for chain in doc.chains}
    return [
        (event.date, names.get(event.place or ""), [names[who] for who in event.participants])
        for event in doc.events
    ]


@pytest.mark.parametrize(
    ("marked", "date", "place"),
    [
        (
            "<evt>Rakernas Warga</evt> digelar di <loc>Melur</loc>, Sabtu (3/2/2018).",
            "2018-02-03",
            "Melur",
        ),
        (
            "usai <evt>Rakernas Warga</evt> di Hotel Kenanga, <loc>Melur</loc>, Sabtu (3/2).",
            "2018-02-03",
            "Melur",
        ),
        ("<evt>Rakernas Warga</evt> pada 13-17 Mei 2018 ramai.", "2018-05-13", None),
        ("<evt>KTT G20</evt>, <loc>Melur</loc>, membahas air.", None, "Melur"),
        ("Ia ingat <evt>Pilkada 2017</evt> di kampungnya.", "2017", None),
        ("<evt>Asian Games 2018</evt> di <loc>Jakarta</loc> meriah.", "2018", "Jakarta"),
        (
            "<evt>Asian Games</evt> dibuka di <loc>Jakarta</loc>, 18 Agustus 2018.",
            "2018-08-18",
            "Jakarta",
        ),
    ],
)
def test_day_and_place_beside_an_event(marked: str, date: str | None, place: str | None) -> None:
    assert stated(read(marked)) == [(date, place, [])]


@pytest.mark.parametrize(
    "marked",
    [
        "Jelang <evt>Lebaran</evt>, Senin (5/2), harga cabai naik.",
        "Atlet <evt>Olimpiade</evt> diterima di <loc>Istana Melur</loc>.",
        "Usai <evt>Asian Games</evt>, <loc>Indonesia</loc> tidak mengirim atlet.",
        "<evt>Rakernas Warga</evt> batal, kata panitia di <loc>Melur</loc>, Sabtu (3/2).",
        "<evt>Rakernas Warga</evt>. Sabtu (3/2) ia pulang ke <loc>Melur</loc>.",
        "<per>Ratna Dewi</per> batal menghadiri <evt>Rakernas Warga</evt>.",
        "<per>Ratna Dewi</per> mengkritik <evt>Rakernas Warga</evt>.",
    ],
)
def test_what_stands_near_does_not_always_belong(marked: str) -> None:
    assert stated(read(marked)) == []


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("<per>Ratna Dewi</per> membuka <evt>Rakernas Warga</evt>.", ["Ratna Dewi"]),
        (
            "<per>Ratna Dewi</per> dan <per>Harun Salim</per> hadir di <evt>Rakernas Warga</evt>.",
            ["Ratna Dewi", "Harun Salim"],
        ),
        (
            (
                "<evt>Rakernas Warga</evt> yang dihadiri Menteri Air <per>Ratna Dewi</per>, "
                "<per>Harun Salim</per>, dan <org>Bank Semesta</org> selesai."
            ),
            ["Ratna Dewi", "Harun Salim", "Bank Semesta"],
        ),
        (
            "<evt>Final Piala Melur</evt> antara <org>Persimel</org> dan <org>PS Kenanga</org>.",
            ["Persimel", "PS Kenanga"],
        ),
    ],
)
def test_who_took_part(marked: str, people: list[str]) -> None:
    assert stated(read(marked)) == [(None, None, people)]


def test_a_day_of_another_year_is_not_the_day_of_the_event() -> None:
    doc = read("<evt>Festival Melur 2016</evt> di <loc>Melur</loc>, Sabtu (3/2/2018).")
    assert stated(doc) == [("2016", "Melur", [])]


def test_each_mention_says_what_it_says() -> None:
    doc = read(
        "<per>Ratna Dewi</per> membuka <evt>Rakernas Warga</evt>. "
        "<evt>Rakernas Warga</evt> digelar di <loc>Melur</loc>."
    )
    assert stated(doc) == [(None, None, ["Ratna Dewi"]), (None, "Melur", [])]
    assert [event.span.of(doc.text) for event in doc.events] == ["Rakernas Warga"] * 2
