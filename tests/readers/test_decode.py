from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnreadableInput
from kg.readers.decode import decode

TEXT = "“Kami siap,” kata Sari – warga Kota Melati – di Jum’at pagi. " * 20


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("utf-32-le"),
    ],
    ids=["utf8", "bom", "cp1252", "16le", "16be", "16le-bare", "16be-bare", "32", "32le-bare"],
)
def test_decode_gives_one_text_for_all_encodings(data: bytes) -> None:
    assert decode(data, source="a.txt").text == TEXT


def test_decode_says_which_encoding_it_fell_back_to() -> None:
    assert decode(TEXT.encode("cp1252"), source="a.txt").warnings == ("encoding=cp1252",)
    assert decode(TEXT.encode(), source="a.txt").warnings == ()


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x2028])
def test_decode_blanks_control_characters_one_for_one(code: int) -> None:
    decoded = decode(f"Kota{chr(code)}Melati\n{TEXT}".encode(), source="a.txt")
    assert decoded.text == f"Kota Melati\n{TEXT}"
    assert decoded.warnings == ("control_characters=1",)


@pytest.mark.parametrize("code", [0xE000, 0xFFFE, 0xFDD0, 0x1FFFE, 0xF0000])
def test_decode_blanks_what_is_no_character(code: int) -> None:
    assert decode(f"Kota{chr(code)}Melati".encode(), source="a.txt").text == "Kota Melati"


def test_decode_makes_all_line_ends_alike() -> None:
    windows = decode(b"satu\r\ndua\r\n", source="a.txt").text
    assert windows == decode(b"satu\ndua\n", source="a.txt").text
    assert windows == decode(b"satu\rdua\r", source="a.txt").text


def test_decode_removes_an_inner_byte_order_mark() -> None:
    decoded = decode("Joko\ufeff Sari".encode(), source="a.txt")
    assert decoded.text == "Joko Sari"
    assert decoded.warnings == ("inner_bom=1",)


def test_decode_flags_text_that_was_encoded_twice() -> None:
    twice = TEXT.encode().decode("cp1252", errors="replace")
    assert any(w.startswith("mojibake=") for w in decode(twice.encode(), source="a").warnings)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_decode_keeps_the_good_part_of_damaged_utf8(count: int) -> None:
    decoded = decode(TEXT.encode().replace(b"kata", b"\xffata", count), source="a.txt")
    assert decoded.text == TEXT.replace("kata", "\ufffdata", count)
    assert f"bad_bytes={count}" in decoded.warnings


def test_decode_never_fails_otherwise_on_flipped_bytes() -> None:
    chance = random.Random(11)
    for flips in range(1, 200, 7):
        data = bytearray(TEXT.encode())
        for _ in range(flips):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            decoded = decode(bytes(data), source="a.txt")
        except UnreadableInput as e:
            assert e.reason in {"undecodable", "binary"}  # noqa: PT017
        else:
            assert decoded.text.isprintable() or "\n" in decoded.text


@settings(derandomize=True, max_examples=300)
@given(st.binary(max_size=300))
def test_decode_gives_text_or_a_reason(data: bytes) -> None:
    try:
        text = decode(data, source="a.txt").text
    except UnreadableInput as e:
        assert e.reason in {"empty", "binary", "undecodable"}  # noqa: PT017
    else:
        assert "\x00" not in text
        assert "\r" not in text
