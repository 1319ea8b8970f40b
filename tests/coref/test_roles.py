"""Roles: whose they are, and where they are held."""

from __future__ import annotations

import pytest
from builders import tagged

from kg.coref import resolve
from kg.quotes import find_quotations


def roles(marked: str) -> list[tuple[str, str, str | None]]:
    """Return role, person and organization of the roles of a marked-up text."""
    doc = resolve(find_quotations(tagged(marked)))
    names = {chain.id: chain.name for chain in doc.chains}
    return [
        (role.role.of(doc.text), names[role.person], role.organization and names[role.organization])
        for role in doc.roles
    ]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("[ROLE Wali Kota] [PER Ratna] tiba.", [("Wali Kota", "Ratna", None)]),
        (
            "[ROLE Direktur] [ORG Bank Semesta] [PER Ratna] tiba.",
            [("Direktur", "Ratna", "Bank Semesta")],
        ),
        ("[ROLE Gubernur] [LOC Melur] [PER Ratna] tiba.", [("Gubernur", "Ratna", "Melur")]),
        (
            "[PER Ratna], [ROLE Direktur] [ORG Bank Semesta], tiba.",
            [("Direktur", "Ratna", "Bank Semesta")],
        ),
        ("[PER Ratna] ([ROLE Gubernur] [LOC Melur]) tiba.", [("Gubernur", "Ratna", "Melur")]),
        ("[PER Ratna] selaku [ROLE Direktur] tiba.", [("Direktur", "Ratna", None)]),
        (
            "[PER Ratna], yang menjabat sebagai [ROLE Direktur], tiba.",
            [("Direktur", "Ratna", None)],
        ),
        (
            "[PER Ratna] adalah [ROLE Direktur] [ORG Bank Semesta].",
            [("Direktur", "Ratna", "Bank Semesta")],
        ),
        (
            "[ROLE Direktur] di [ORG Bank Semesta], [PER Ratna], tiba.",
            [("Direktur", "Ratna", "Bank Semesta")],
        ),
        ("[ROLE Kapolres] [LOC Melur] AKBP [PER Ratna] tiba.", [("Kapolres", "Ratna", "Melur")]),
        (
            "[ROLE Rektor] [ORG Universitas Melur] Dr. [PER Ratna] tiba.",
            [("Rektor", "Ratna", "Universitas Melur")],
        ),
        ("[ROLE mantan Wali Kota] [PER Ratna] tiba.", [("mantan Wali Kota", "Ratna", None)]),
    ],
)
def test_role_is_read_beside_its_person(
    marked: str, found: list[tuple[str, str, str | None]]
) -> None:
    assert roles(marked) == found


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        (
            "[PER Ratna], [ROLE Lurah] [PER Budi], dan [ROLE Camat] [PER Sari] hadir.",
            [("Lurah", "Budi"), ("Camat", "Sari")],
        ),
        (
            "[ROLE Menteri Air] [PER Ratna], [ROLE Menteri Api] [PER Edi], [ROLE Camat] [PER Ani].",
            [("Menteri Air", "Ratna"), ("Menteri Api", "Edi"), ("Camat", "Ani")],
        ),
        ("[PER Ratna], [PER Budi], [ROLE Lurah] [LOC Melur], hadir.", [("Lurah", "Budi")]),
        ("[PER Ratna] hadir bersama [ROLE Lurah] [PER Budi].", [("Lurah", "Budi")]),
    ],
)
def test_roles_of_a_list_go_to_their_own_persons(marked: str, found: list[tuple[str, str]]) -> None:
    assert [(role, person) for role, person, _ in roles(marked)] == found


@pytest.mark.parametrize(
    "marked",
    [
        "Ini soal [ROLE Direktur]. [PER Ratna] tiba.",
        "[PER Ratna] tiba. Soal [ROLE Direktur] dibahas.",
        "[ROLE Direktur] itu pergi.\n[PER Ratna] tiba.",
        "[ROLE Direktur] hadir, “[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]].",
        "[ROLE Direktur] " + "yang lama sekali tidak hadir " * 4 + "[PER Ratna] tiba.",
    ],
)
def test_role_far_from_a_person_is_nobodys(marked: str) -> None:
    assert roles(marked) == []


def test_role_stated_twice_is_one() -> None:
    marked = (
        "[ROLE Direktur] [ORG Bank Semesta] [PER Ratna] tiba. [ROLE direktur] [PER Ratna] lega."
    )
    assert roles(marked) == [("Direktur", "Ratna", "Bank Semesta")]


def test_two_roles_of_one_person_are_two() -> None:
    marked = (
        "[ROLE Direktur] [PER Ratna] tiba. [PER Ratna], [ROLE Ketua] [ORG Partai Melati], lega."
    )
    assert roles(marked) == [("Direktur", "Ratna", None), ("Ketua", "Ratna", "Partai Melati")]


def test_role_that_a_source_describes_is_its_speakers() -> None:
    marked = (
        "[ROLE Kepala] [ORG Dinas Air Melur] [PER Ratna] tiba.\n"
        "“[DIR Kami siap],” [CUE kata] [SRC [ROLE pejabat senior] itu]."
    )
    assert ("pejabat senior", "Ratna", None) in roles(marked)
