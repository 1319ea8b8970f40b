"""Mentions made consistent: borders, kinds, and what is no name at all."""

from __future__ import annotations

import pytest
from builders import tagged

from kg.coref.mentions import harmonise


def found(marked: str) -> list[tuple[str, str]]:
    doc = tagged(marked)
    return [(mention.kind, mention.span.of(doc.text)) for mention in harmonise(doc)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Warga [LOC Makassar Sulawesi Selatan] senang.", ["Makassar", "Sulawesi Selatan"]),
        ("Laga di [LOC Stadion Kenanga Surabaya] usai.", ["Stadion Kenanga", "Surabaya"]),
        ("Warga [LOC DKI Jakarta] senang.", ["DKI Jakarta"]),
        ("Warga [LOC Kota Bandung] senang.", ["Kota Bandung"]),
        ("Warga [LOC Banda Aceh] senang.", ["Banda Aceh"]),
        ("Rapat di [LOC Hotel Kenanga Jakarta] usai.", ["Hotel Kenanga Jakarta"]),
    ],
)
def test_a_place_ends_where_its_region_begins(marked: str, expected: list[str]) -> None:
    assert found(marked) == [("LOC", name) for name in expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Kata [ORG Ketum MUI] tadi.", [("ORG", "MUI")]),
        ("Kata [ORG Menpora] tadi.", []),
        ("Kata [ORG Divisi Humas Polri Irjen] [PER Ratna].", [
            ("ORG", "Divisi Humas Polri"), ("PER", "Ratna"),
        ]),
        ("Warga [LOC Lurah Kenanga] tiba.", [("LOC", "Kenanga")]),
        ("[LOC Ibu Kota Nusantara] indah.", [("LOC", "Ibu Kota Nusantara")]),
        ("[ORG TNI AL] siaga.", [("ORG", "TNI AL")]),
        ("[ORG Pemprov] menolak, [ORG Pemprov Bali] tidak.", [("ORG", "Pemprov Bali")]),
        ("Sidang di [LOC Pengadilan Negeri Kenanga] usai.", [("ORG", "Pengadilan Negeri Kenanga")]),
    ],
)  # fmt: skip
def test_offices_and_ranks_are_no_part_of_a_name(
    marked: str, expected: list[tuple[str, str]]
) -> None:
    assert found(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ('[PER Irfan] "[PER Jangkung]" [PER Maulana] tiba.', ['Irfan "Jangkung" Maulana']),
        ("[PER Irfan] 'Jangkung' naik. [PER Maulana] tiba.", ["Irfan", "Maulana"]),
    ],
)
def test_a_nickname_in_marks_stands_inside_a_name(marked: str, expected: list[str]) -> None:
    assert found(marked) == [("PER", name) for name in expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Ajang Melur Investment Forum ([EVT MIF) 2025] dibuka.", ["MIF"]),
        ("[EVT Pemilihan Kepala Daerah] ([EVT Pilkada) Melur] usai.", [
            "Pemilihan Kepala Daerah (Pilkada) Melur",
        ]),
        ("Balap [EVT Formula Melur (FM)] dibuka.", ["Formula Melur", "FM"]),
    ],
)  # fmt: skip
def test_brackets_are_in_pairs(marked: str, expected: list[str]) -> None:
    assert found(marked) == [("EVT", name) for name in expected]


def test_an_acronym_of_common_words_names_nothing() -> None:
    marked = (
        "Program makan bergizi gratis ([ORG MBG]) dimulai. [ORG MBG] disambut. "
        "[ORG Komisi Air Nasional] ([ORG KAN]) setuju."
    )
    assert found(marked) == [("ORG", "Komisi Air Nasional"), ("ORG", "KAN")]


def test_an_acronym_inside_a_name_is_a_name() -> None:
    doc = tagged(
        "Kepala [ORG Dinas Air Baku (DAB) Melur] hadir. [ORG DAB] menambah pompa, kata [PER Ratna]."
    )
    found = [mention.span.of(doc.text) for mention in harmonise(doc)]
    assert found == ["Dinas Air Baku (DAB) Melur", "DAB", "Ratna"]
