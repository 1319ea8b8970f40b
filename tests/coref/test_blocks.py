"""The index of names: whatever `kg.coref.chains` holds the same is found, and little else."""

from __future__ import annotations

from itertools import product

import pytest

from kg.coref.blocks import Blocks
from kg.coref.likeness import is_nickname, is_same
from kg.types import EntityKind

NAMES: dict[EntityKind, str] = {
    "PER": "Ratna Dewi Santika; Ratna; R. Dewi; Ratna D. Santika; Rat; @ratnadewi; Joko Widodo; "
    "Ratnna Dewi Santika; Harun Salim; Salim; Jokowi; Sali; R; Soehadi; Suhadi Salim; Raden Rtana",
    "ORG": "Dinas Air Melur; DAM; PT Semesta Raya (Persero) Tbk; SR; Semesta; Partai Fajar; Fajar; "
    "Dinas Air; Klub Sari Mawar Melur; Klub Sari Melur; Real Melur; Melur; Bank Indonesia; BI; "
    "Dinas Airr Melur; PT KIA; KIA; KPU Kota Melur; KPU Melur",
    "LOC": "Kota Melur; Melur; Kabupaten Melur; Mellur Raya; Melur Raya; Indonesia; Istana; "
    "Istana Melur; Bandara Raya Melur Indah; Bandara Raya Indah",
    "EVT": "Festival Melur 2024; Festival Melur; Pekan Olahraga Melur (POM); POM 2024; "
    "Pilgub Melur; Pilgub 2018; Asian Games XVIII; Asian Games 2018",
}


@pytest.mark.parametrize("kind", NAMES)
def test_every_name_that_fits_is_a_candidate(kind: EntityKind) -> None:
    for short, long in product(NAMES[kind].split("; "), repeat=2):
        blocks = Blocks()
        blocks.add(0, [long], kind)
        if is_same(short, long, kind) or is_nickname(short, long, kind):
            assert blocks.candidates([short], kind) == [0], (short, long)


def test_names_without_anything_in_common_are_no_candidates() -> None:
    blocks = Blocks()
    blocks.add(0, ["Ratna Dewi Santika"], "PER")
    blocks.add(1, ["Harun Salim"], "PER")
    assert blocks.candidates(["Budi Wibowo"], "PER") == []


def test_candidates_come_once_and_in_order() -> None:
    blocks = Blocks()
    for number, name in enumerate(("Ratna Dewi", "Harun Salim", "Ratna Sari")):
        blocks.add(number, [name], "PER")
    assert blocks.candidates(["Ratna", "Ratna S."], "PER") == [0, 2]
