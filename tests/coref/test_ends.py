"""Ends of mentions: what belongs to a name by what is written beside it."""

from __future__ import annotations

import pytest

from kg.coref.ends import right_ends
from kg.types import EntityKind, Span


@pytest.mark.parametrize(
    ("text", "marked", "kind", "name"),
    [
        ("pada PON Melur XIX/2016 itu", "PON Melur XIX", "EVT", "PON Melur XIX/2016"),
        ("kubu Semesta XIX/2016 itu", "Semesta XIX", "ORG", "Semesta XIX"),
        ("Startup Semesta.ai tumbuh", "Semesta", "ORG", "Semesta.ai"),
        ("Startup Semesta.ai tumbuh", "Semesta.", "ORG", "Semesta.ai"),
        ("kantor Semesta. Di sana", "Semesta", "ORG", "Semesta"),
        ("akun @ratna_dewi menulis", "ratna_dewi", "PER", "@ratna_dewi"),
        ("akun @ratna_dewi menulis", "@", "ORG", "@ratna_dewi"),
        ("surel warta@semesta.id aktif", "semesta.id", "ORG", "semesta.id"),
        ("musim Liga Melur 2017-2018 usai", "Liga Melur 2017", "EVT", "Liga Melur 2017-2018"),
        ("musim Liga Melur 2017/18 usai", "Liga Melur 2017", "EVT", "Liga Melur 2017/18"),
        ("seleksi Dewan Air 2017-2022 usai", "Dewan Air 2017", "ORG", "Dewan Air"),
        ("menekuk Kenanga FC 2-1 kemarin", "Kenanga FC 2", "ORG", "Kenanga FC"),
        ("gol Budi (Budi 86')", "Budi 86", "PER", "Budi"),
        ("warga SPPG Melati 2 Melur", "SPPG Melati 2", "ORG", "SPPG Melati 2"),
        ("dari Kia-nya sendiri", "Kia-nya", "ORG", "Kia"),
        ("rezim Han Seo-jin runtuh", "Han Seo", "PER", "Han Seo-jin"),
        ("bersama Ratna Dewi-lah ia", "Ratna Dewi", "PER", "Ratna Dewi"),
        ("laga Grup A Piala Melur", "Grup A Piala Melur", "EVT", "Piala Melur"),
        ("laga grup B Piala Melur", "B Piala Melur", "EVT", "Piala Melur"),
        ("pekan ke-11 Liga Melur", "11 Liga Melur", "EVT", "Liga Melur"),
        ("edisi 10 Liga Melur", "10 Liga Melur", "EVT", "10 Liga Melur"),
        ("misa Natal usai", "misa Natal", "EVT", "Natal"),
        ("babak Final Four Liga Melur", "Final Four Liga Melur", "EVT", "Final Four Liga Melur"),
        ("para pemimpin negara Timur Tengah", "negara Timur Tengah", "LOC", "Timur Tengah"),
        ("portal melur.com memuat", "portal melur.com", "ORG", "melur.com"),
    ],
)
def test_ends(text: str, marked: str, kind: EntityKind, name: str) -> None:
    start = text.index(marked)
    assert right_ends(text, Span(start, start + len(marked)), kind).of(text) == name
