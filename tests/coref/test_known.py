"""Names found without the tagger: which of the known forms make mentions."""

from __future__ import annotations

import pytest

from kg.coref.known import known_mentions
from kg.coref.names import known_kind, known_name
from kg.types import EntityKind


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.span.of(text), mention.kind) for mention in known_mentions(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Rapat Badan Pusat Statistik di Jawa Barat", [("Badan Pusat Statistik", "ORG")]),
        ("kata Joko Widodo di sini", [("Joko Widodo", "PER")]),
        ("akun @jokowi menulis", [("@jokowi", "PER")]),
        ("Melur Sambut Jokowi Pekan Depan", [("Jokowi", "PER")]),
        ("Asian Games 2018 di Palembang", [("Asian Games 2018", "EVT")]),
        ("menjelang Idul Fitri", [("Idul Fitri", "EVT")]),
    ],
)
def test_long_forms_of_one_thing_are_mentions(text: str, mentions: list[tuple[str, str]]) -> None:
    assert set(mentions) <= set(found(text))


@pytest.mark.parametrize(
    "text",
    [
        "warga Sumber Jaya",  # a district of several regencies
        "Bersama Mencapai Puncak",  # a listed company
        "kata Joko Widodo Saputra",  # somebody else
        "Piala Presiden Esports",  # another event
        "Kota Bandung".lower(),
        "bank dunia",
    ],
)
def test_what_may_be_something_else_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("form", "kind"),
    [("Bank Dunia", "ORG"), ("Unair", "ORG"), ("AS", "LOC"), ("Jawa Barat", "LOC")],
)
def test_a_telling_form_has_its_kind(form: str, kind: EntityKind) -> None:
    assert known_kind(form) == kind


@pytest.mark.parametrize("form", ["Bima", "Ramadhan", "Astra", "Barcelona", "Budi Santoso", "Ani"])
def test_a_form_that_may_be_a_name_has_no_kind(form: str) -> None:
    assert known_kind(form) is None


@pytest.mark.parametrize(
    ("form", "kind"), [("Solok", "LOC"), ("Budi Santoso", "PER"), ("MIT", "ORG"), ("Ma", "ORG")]
)
def test_a_form_of_several_things_names_none(form: str, kind: EntityKind) -> None:
    assert known_name(form, kind) is None


def test_the_editions_of_an_event_have_a_name_each() -> None:
    assert known_name("Lebaran 2017", "EVT") == known_name("Idul Fitri 2017", "EVT")
    assert known_name("Lebaran 2017", "EVT") != known_name("Lebaran 2018", "EVT")
