"""Readings: abbreviations that an article explains, and names that everybody knows more fully."""

from __future__ import annotations

import pytest
from builders import tagged

from kg.coref.readings import find_readings
from kg.types import EntityKind


@pytest.mark.parametrize(
    ("marked", "form", "kind", "reading"),
    [
        ("[ORG Dinas Air Melur] ([ORG DAM]).", "DAM Kenanga", "ORG", "Dinas Air Melur Kenanga"),
        ("[LOC Rumah Susun (Rusun) Melur].", "Rusun Kenanga", "LOC", "Rumah Susun Kenanga"),
        ("[ORG Dinas Air Melur] dan [ORG DAM].", "Kantor DAM", "ORG", "Kantor Dinas Air Melur"),
        ("[ORG DAM].", "Dewan Etik MK", "ORG", "Dewan Etik Mahkamah Konstitusi"),
        (
            "[ORG Satuan Penjaga Air Melur] ([ORG Satja AM]).",
            "Satja AM",
            "ORG",
            "Satuan Penjaga Air Melur",
        ),
        ("[ORG Satja Air Melur], [ORG Satja AM].", "Satja AM", "ORG", "Satja Air Melur"),
        ("[ORG Dinas Air Melur], [ORG DAM].", "DAM", "ORG", "Dinas Air Melur"),
        ("[PER Ratna].", "Sri Mulyani", "PER", "Sri Mulyani Indrawati"),
    ],
)
def test_reading(marked: str, form: str, kind: EntityKind, reading: str) -> None:
    doc = tagged(marked)
    assert reading in find_readings(doc.text, doc.mentions).of(form, kind)


@pytest.mark.parametrize(
    "marked",
    [
        "[ORG PT Melur (Persero)].",
        "[ORG Dinas Air Melur] dan [ORG Dewan Air Melur] dan [ORG DAM].",
        "[PER Ratna Dewi] ([ORG RD]).",
        "[ORG Satja Air Melur], [ORG Satja KB].",
    ],
)
def test_what_explains_nothing_keeps_its_words(marked: str) -> None:
    doc = tagged(marked)
    found = find_readings(doc.text, doc.mentions)
    for form in ("Tim DAM RD", "Melur Persero", "Satja KB"):
        assert found.of(form, "ORG") == (form,)
