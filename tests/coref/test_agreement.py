"""Agreement: mentions that the rest of the article shows to be cut or sorted wrongly."""

from __future__ import annotations

import pytest
from builders import tagged

from kg.coref.mentions import harmonise


def mentions(marked: str) -> list[tuple[str, str]]:
    """Return the mentions of a marked-up text after they were made consistent."""
    doc = tagged(marked)
    return [(mention.kind, mention.span.of(doc.text)) for mention in harmonise(doc)]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        (
            "Pendiri [ORG Semesta Ratna Dewi] tiba. [PER Dewi] lega. [ORG Semesta].",
            [("ORG", "Semesta"), ("PER", "Ratna Dewi"), ("PER", "Dewi"), ("ORG", "Semesta")],
        ),
        (
            "Kepala [PER Bappenas Harun Salim] tiba.",
            [("ORG", "Bappenas"), ("PER", "Harun Salim")],
        ),
        (
            "[PER Harun Salim] tiba. Kata Harun [PER Salim] lega.",
            [("PER", "Harun Salim"), ("PER", "Harun Salim")],
        ),
        (
            "CEO [PER Semesta Harun Salim] tiba. [ORG Semesta] rugi. Kata [PER Harun].",
            [("ORG", "Semesta"), ("PER", "Harun Salim"), ("ORG", "Semesta"), ("PER", "Harun")],
        ),
        (
            "Kapolres [PER Melur] Ajun Komisaris [PER Harun Salim] di [LOC Kota Melur]",
            [("LOC", "Melur"), ("PER", "Harun Salim"), ("LOC", "Kota Melur")],
        ),
        ("di [LOC Bandara Soekarno]-[LOC Hatta]", [("LOC", "Bandara Soekarno-Hatta")]),
        ("Wali Kota [LOC Melur] dan [LOC Kota Melur]", [("LOC", "Melur"), ("LOC", "Kota Melur")]),
        ("melawan [ORG Kamboja]", [("LOC", "Kamboja")]),
        ("Kepala [ORG BPBD] [LOC Melur] hadir", [("ORG", "BPBD Melur")]),
        (
            "di [ORG Universitas Airlangga] [LOC Surabaya]",
            [("ORG", "Universitas Airlangga"), ("LOC", "Surabaya")],
        ),
        ("[ORG Kedutaan Besar RI] di [LOC Riyadh]", [("ORG", "Kedutaan Besar RI di Riyadh")]),
        ("atlet [ORG Peparnas] dan [ORG PON XIX]", [("EVT", "Peparnas"), ("EVT", "PON XIX")]),
        ("kubu [ORG Semesta XIX] menang", [("ORG", "Semesta XIX")]),
        ("ekonomi [ORG PDB Indonesia] naik", [("LOC", "Indonesia")]),
        ("kepada [ORG Media Indonesia] tadi", [("ORG", "Media Indonesia")]),
        ("kata [ORG media Malaysia] tadi", [("LOC", "Malaysia")]),
        (
            "pasangan [PER Ratna-Gunawan]. [PER Ratna Dewi] dan [PER Gunawan Hadi] maju.",
            [
                ("PER", "Ratna"),
                ("PER", "Gunawan"),
                ("PER", "Ratna Dewi"),
                ("PER", "Gunawan Hadi"),
            ],
        ),
        ("rute [LOC Solo-Banyuwangi]", [("LOC", "Solo"), ("LOC", "Banyuwangi")]),
        ("[ORG DLH] buka. Kepala DLH [LOC Melur].", [("ORG", "DLH"), ("ORG", "DLH Melur")]),
        ("Menko [PER Marves Ratna Dewi]", [("PER", "Ratna Dewi")]),
        ("kata [PER Ai-jen] tadi", [("PER", "Ai-jen")]),
        ("oleh [ORG @ratnadewi] tadi", [("PER", "@ratnadewi")]),
        (
            "[EVT Festival Olahraga Rakyat] ([ORG FOR]) usai.",
            [("EVT", "Festival Olahraga Rakyat"), ("EVT", "FOR")],
        ),
        (
            "[ORG Dinas Air Melur] (DAM) tutup. Peran DAM besar.",
            [("ORG", "Dinas Air Melur"), ("ORG", "DAM"), ("ORG", "DAM")],
        ),
    ],
)
def test_mentions_agree(marked: str, found: list[tuple[str, str]]) -> None:
    assert mentions(marked) == found
