from __future__ import annotations

import pytest

from kg.clean.shapes import is_headline, is_name, is_speech


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wali Kota Rini Resmikan Pasar Sari di Tepi Sungai", True),
        ("5 Pasar Terbaik di Kota Melati", True),
        ("HARGA CABAI NAIK LAGI", True),
        ("Wali kota meresmikan pasar di tepi sungai", False),
        ("Wali Kota Rini Resmikan Pasar Sari.", False),
        ("Pasar Sari", False),
        ("", False),
    ],
)
def test_is_headline(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_headline(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sekar Ayu", True),
        ("M. Dimas Al-Fatih Pratama", True),
        ("Sekar", False),
        ("Sekar pulang", False),
        ("Harga 5 Persen", False),
        ("A " * 40, False),
    ],
)
def test_is_name(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Kami siap,” ujar Rini.", True),
        ('"Kami siap," ucapnya.', True),
        ("“Pasar Sari” dibuka.", False),
        ("Kami siap, kata Rini.", False),
    ],
)
def test_is_speech(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_speech(text) is expected
