"""The editions of events that come again."""

from __future__ import annotations

import pytest

from kg.knowledge import edition


@pytest.mark.parametrize(
    ("form", "name", "year"),
    [
        ("Pilpres 2019", "Pemilihan Presiden", "2019"),
        ("Pemilihan Presiden tahun 2019", "Pemilihan Presiden", "2019"),
        ("Lebaran 2017", "Idulfitri", "2017"),
        ("Idul Fitri 2017", "Idulfitri", "2017"),
        ("SEA Games Vietnam 2021", "SEA Games", "2021"),
        ("SEA Games 2021 Vietnam", "SEA Games", "2021"),
        ("Olimpiade Los Angeles 2028", "Olimpiade", "2028"),
        ("Peparnas/2016", "Pekan Paralimpiade Nasional", "2016"),
    ],
)
def test_variants_of_a_year_are_one_edition(form: str, name: str, year: str) -> None:
    found = edition(form)
    assert found
    assert (found[0].name, found[1]) == (name, year)


@pytest.mark.parametrize(
    "form",
    ["Asian Games", "Pilkada Jakarta 2017", "MotoGP Spanyol 2017", "Rakernas 2018", "2018", ""],
)
def test_other_names_are_none(form: str) -> None:
    assert edition(form) is None
