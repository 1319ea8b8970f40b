"""Likeness: two names of one article, and whether the shorter stands for the other."""

from __future__ import annotations

import pytest

from kg.coref.likeness import is_nickname, is_same, sound
from kg.types import EntityKind


@pytest.mark.parametrize(
    ("short", "long", "kind", "same"),
    [
        ("Dewi", "Ratna Dewi", "PER", True),
        ("Ratna Dwei", "Ratna Dewi", "PER", True),
        ("Ratna Sari", "Ratna Dewi", "PER", False),
        ("Joko Widodo", "Iriana Joko Widodo", "PER", False),
        ("Timnas U-23", "Timnas Melur U-23", "ORG", True),
        ("Fajar", "Partai Fajar", "ORG", True),
        ("Fajar", "Fraksi Fajar", "ORG", False),
        ("PLN", "PLN Distribusi Melur", "ORG", False),
        ("Dinas", "Dinas Air Melur", "ORG", False),
        ("Istana", "Istana Melur", "LOC", True),
        ("Pelabuhan", "Pelabuhan Melur", "LOC", False),
        ("Melur", "Melur Raya", "LOC", False),
        ("Liga Melur", "Liga Melur 2017", "EVT", True),
        ("Liga Melur 2016", "Liga Melur 2017", "EVT", False),
        ("Asian Games XVII", "Asian Games XVIII", "EVT", False),
        ("MotoGP", "MotoGP 2017", "EVT", False),
    ],
)
def test_shorter_name_is_the_longer_one(
    short: str,
    long: str,
    kind: EntityKind,
    same: bool,  # noqa: FBT001  the answer expected
) -> None:
    assert is_same(short, long, kind) is same


@pytest.mark.parametrize(
    ("short", "long", "kind", "nickname"),
    [
        ("Rinja", "Rinjani Putri", "PER", True),
        ("@rinjaniputri", "Rinjani Putri", "PER", True),
        ("Rin", "Rinjani Putri", "PER", False),
        ("Soehadi", "Suhadi Salim", "PER", True),
        ("Melur", "Real Melur", "ORG", True),
        ("MELUR", "Real Melur", "ORG", False),
        ("Melur", "Fraksi Melur", "ORG", False),
        ("Melur", "Istana Melur", "LOC", False),
    ],
)
def test_nickname(short: str, long: str, kind: EntityKind, nickname: bool) -> None:  # noqa: FBT001
    assert is_nickname(short, long, kind) is nickname


@pytest.mark.parametrize(
    ("one", "other"),
    [("djoko", "joko"), ("sjamsul", "syamsul"), ("fitri", "vitri")],
)
def test_spellings_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)
