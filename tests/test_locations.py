"""Where the places of articles lie."""

from __future__ import annotations

from builders import annotated

from kg.locations import Locations, locate
from kg.types import Annotated


def chain_of(doc: Annotated, name: str) -> str:
    return next(chain.id for chain in doc.chains if chain.name == name)


def lies_in(doc: Annotated, name: str) -> list[str]:
    location = locate(doc).get(chain_of(doc, name))
    return [parent.name for parent in location.parents] if location else []


def test_a_place_lies_in_a_chain_of_places() -> None:
    doc = annotated("Tamu tiba di <loc>Nusa Dua</loc>.")
    assert lies_in(doc, "Nusa Dua") == ["Badung", "Bali", "Indonesia"]


def test_the_dateline_and_the_other_places_tell() -> None:
    text = "Banjir di <loc>Banjar</loc>."
    assert lies_in(annotated(text), "Banjar") == ["Indonesia"]
    dated = annotated(text, dateline="MARTAPURA, KALSEL")
    assert lies_in(dated, "Banjar") == ["Indonesia"]  # two places are no form of one
    assert lies_in(annotated(text, dateline="Kalimantan Selatan"), "Banjar")[0] == (
        "Kalimantan Selatan"
    )


def test_an_unknown_place_lies_nowhere() -> None:
    assert locate(annotated("Rapat di <loc>Pelabuhan Melur</loc>.")) == {}


def test_articles_agree_or_leave_it_open() -> None:
    west = annotated("Warga <loc>Banjar</loc>, <loc>Jawa Barat</loc>.", article="a1")
    south = annotated("Warga <loc>Banjar</loc>, <loc>Kalimantan Selatan</loc>.", article="a2")
    for docs, parents in (([west], ["Jawa Barat", "Indonesia"]), ([west, south], ["Indonesia"])):
        for order in (docs, docs[::-1]):
            locations = Locations()
            for doc in order:
                locations.add(doc, {chain_of(doc, "Banjar"): "loc:banjar"})
            found = locations.of("loc:banjar")
            assert [parent.name for parent in found.parents] == parents
            assert bool(locations.named(["loc:banjar"])) == (len(docs) == 1)
    assert Locations().of("loc:melur").parents == ()
