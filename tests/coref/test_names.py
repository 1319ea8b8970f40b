"""Names as keys: what counts when two forms are compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.coref.names import (
    is_acronym_of,
    is_generic_head,
    is_part_of_name,
    key,
    known_name,
    tokens,
)
from kg.types import ENTITY_KINDS, EntityKind


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ratna Dewi", ("ratna", "dewi")),
        ("RATNA  DEWI", ("ratna", "dewi")),
        ("Ma’ruf Hasan", ("maruf", "hasan")),
        ("Ma'ruf Hasan", ("maruf", "hasan")),
        ("Cafe\u0301", ("cafe",)),
        ("Caf\u00e9", ("cafe",)),
        ("Rat\u00adna", ("ratna",)),
        ("Ratna\u200bDewi", ("ratnadewi",)),
        ("\ufeffRatna", ("ratna",)),
        ("Ｒａｔｎａ", ("ratna",)),
        ("G-20", ("g", "20")),
        ("@ratna_dewi", ("ratna_dewi",)),
        ("…", ()),
    ],
)
def test_case_accents_and_apostrophes_do_not_count(name: str, words: tuple[str, ...]) -> None:
    assert tokens(name) == words


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("PT Semesta Tbk", "ORG", ("semesta",)),
        ("Semesta Group", "ORG", ("semesta",)),
        ("Grup Semesta", "ORG", ("semesta",)),
        ("KH Ma'ruf Hasan", "PER", ("maruf", "hasan")),
        ("Dr. Ratna", "PER", ("ratna",)),
        ("Dr.", "PER", ("dr",)),
        ("PT", "ORG", ("pt",)),
        ("PT Semesta", "PER", ("pt", "semesta")),
    ],
)
def test_words_that_tell_nothing_are_left_out(
    name: str, kind: EntityKind, words: tuple[str, ...]
) -> None:
    assert key(name, kind) == words


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("DAM", "Dinas Air Melur"),
        ("D.A.M.", "Dinas Air Melur"),
        ("BKP", "Badan Ketahanan dan Pangan"),
        ("BKDP", "Badan Ketahanan dan Pangan"),
    ],
)
def test_acronym_is_made_of_initials(short: str, long: str) -> None:
    assert is_acronym_of(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Dam", "Dinas Air Melur"),
        ("DA", "Dinas Air Melur"),
        ("DMA", "Dinas Air Melur"),
        ("D", "Dinas"),
        ("S", "Semesta"),
        ("SEMESTA", "Semesta"),
        ("", "Dinas Air"),
        ("DA", ""),
    ],
)
def test_other_forms_are_no_acronyms(short: str, long: str) -> None:
    assert not is_acronym_of(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Ratna", "Ratna Dewi Santika"),
        ("Dewi", "Ratna Dewi Santika"),
        ("Santika", "Ratna Dewi Santika"),
        ("Ratna Santika", "Ratna Dewi Santika"),
        ("R Santika", "Ratna Dewi Santika"),
        ("Ratna D", "Ratna Dewi"),
        ("Ratna Dewi", "Ratna Dewi"),
    ],
)
def test_short_name_keeps_words_and_order(short: str, long: str) -> None:
    assert is_part_of_name(tokens(short), tokens(long))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Dewi Ratna", "Ratna Dewi"),
        ("Ratna Sari", "Ratna Dewi"),
        ("Rat", "Ratna Dewi"),
        ("Ratna Ratna", "Ratna Dewi"),
        ("Ratna Dewi", "Ratna"),
        ("Kia", "Kiara Putri"),
    ],
)
def test_other_words_are_no_short_name(short: str, long: str) -> None:
    assert not is_part_of_name(tokens(short), tokens(long))


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("Jokowi", "PER", "Joko Widodo"),
        ("JOKOWI", "PER", "Joko Widodo"),
        ("Grup Alibaba", "ORG", "Alibaba Group"),
        ("AS", "LOC", "Amerika Serikat"),
        ("Jokowi", "ORG", None),
        ("Ratna Dewi", "PER", None),
        ("", "PER", None),
    ],
)
def test_forms_are_known_by_kind(form: str, kind: EntityKind, name: str | None) -> None:
    assert known_name(form, kind) == name


@pytest.mark.parametrize(("word", "generic"), [("partai", True), ("bank", True), ("melati", False)])
def test_generic_heads(word: str, *, generic: bool) -> None:
    assert is_generic_head(word) is generic


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=30), st.sampled_from(ENTITY_KINDS))
def test_any_text_has_a_key_of_its_own_words(name: str, kind: EntityKind) -> None:
    assert key(name, kind) == key(name, kind)
    assert bool(key(name, kind)) == bool(tokens(name))
    assert is_part_of_name(key(name, kind), key(name, kind))
