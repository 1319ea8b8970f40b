"""What names nothing: laws, currencies, languages, everyday abbreviations."""

from __future__ import annotations

import pytest

from kg.coref.nonnames import names_nothing
from kg.types import EntityKind, Mention, Span


@pytest.mark.parametrize(
    ("text", "marked", "kind", "nothing"),
    [
        ("revisi UU Desa dibahas", "UU Desa", "ORG", True),
        ("revisi Perppu dibahas", "Perppu", "EVT", True),
        ("ketua RT/RW hadir", "RT/RW", "ORG", True),
        ("kurs dolar AS naik", "AS", "LOC", True),
        ("berbahasa bahasa Korea fasih", "Korea", "LOC", True),
        ("pergi ke Korea", "Korea", "LOC", False),
        ("di stadion itu", "stadion", "LOC", True),
        ("di gedung Melur itu", "gedung Melur", "LOC", False),
        ("di jalan itu", "jalan", "LOC", True),
        ("di jakarta itu", "jakarta", "LOC", False),
        ("seorang ABG hilang", "ABG", "PER", True),
        ("Kantor itu tutup", "Kantor", "LOC", True),
        ("Kantor Pos Melur tutup", "Kantor Pos Melur", "LOC", False),
        ("kata Melayu", "Melayu", "PER", False),
        ("kantor UNESCO", "UNESCO", "ORG", False),
        ("Direktur Jenderal Angkutan Melur Ratna", "Angkutan Melur", "ORG", True),
        ("Deputi Bidang Promosi Ratna", "Promosi", "ORG", True),
        ("Deputi KPK Ratna", "KPK", "ORG", False),
        ("Sekretaris Jenderal Angkutan Melur", "Angkutan Melur", "ORG", False),
        ("Warga dan santri hadir", "santri", "PER", True),
        ("Kata tatum, Tatum lega", "tatum", "PER", False),
        ("kata ratna tadi", "ratna", "PER", False),  # a text without capitals
    ],
)
def test_names_nothing(text: str, marked: str, kind: EntityKind, nothing: bool) -> None:  # noqa: FBT001
    start = text.index(marked)
    span = Span(start, start + len(marked))
    assert names_nothing(text, Mention(span, kind)) is nothing
