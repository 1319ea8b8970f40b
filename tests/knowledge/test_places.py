"""Which place a form means beside others."""

from __future__ import annotations

import pytest

from kg.knowledge import place_of, shared_parents


@pytest.mark.parametrize(
    ("form", "context", "place"),
    [
        ("Nusa Dua", [], "place:nusa-dua"),
        ("Solok", [], None),
        ("Solok", ["Sumatera Barat"], None),
        ("Solok", ["Kota Solok"], "place:13.72"),
        ("Solok", ["Alahan Panjang", "Gunung Talang"], "place:13.02"),
        ("Banjar", ["Jawa Barat"], "place:32.79"),
        ("Banjar", ["Kalsel"], "place:63.03"),
        ("Padang", [], "place:13.71"),
        ("Padang", ["Lumajang"], "place:35.08.14"),
        ("Puncak", ["Papua Tengah"], "place:94.05"),
        ("Puncak", ["Cisarua", "Kabupaten Bogor"], "place:puncak"),
        ("Bandung", ["Jawa Timur", "Surabaya"], None),  # not the district in Tulungagung
        ("Bandung", ["Kopo"], None),  # not the districts in Serang
        ("Kopo", [], None),
        ("Kopo", ["Bandung", "Indonesia"], None),
        ("Kopo", ["Kabupaten Serang"], "place:36.04.25"),
        ("Kecamatan Dringu", [], "place:35.13.19"),
        ("Tanjung Karsa", ["Jawa Tengah"], None),
    ],
)
def test_the_places_around_tell(form: str, context: list[str], place: str | None) -> None:
    found = place_of(form, context)
    assert (found.id if found else None) == place


def test_the_form_itself_is_no_context() -> None:
    assert place_of("Bandung", ["BANDUNG", "Bandung"]) is None


def test_an_open_name_still_lies_where_all_its_readings_do() -> None:
    assert [fact.name for fact in shared_parents("Semarang")] == ["Jawa Tengah", "Indonesia"]
    assert [fact.name for fact in shared_parents("Banjar")] == ["Indonesia"]
    assert shared_parents("Tanjung Karsa") == ()
