"""Entities: the same thing in several articles is one, whatever the order of the articles."""

from __future__ import annotations

import random

import pytest
from builders import tagged

from kg.coref import resolve
from kg.entities import find_entities
from kg.types import Annotated, Entity


def articles(*marked: str) -> list[Annotated]:
    """Return resolved articles a1, a2, … of marked-up texts."""
    return [
        resolve(tagged(text, article=f"a{number}")) for number, text in enumerate(marked, start=1)
    ]


def names(found: tuple[Entity, ...]) -> list[tuple[str, str]]:
    """Return kind and name of the entities."""
    return sorted((entity.kind, entity.name) for entity in found)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (["[PER Ratna Dewi] tiba.", "[PER Ratna Dewi] pergi."], "Ratna Dewi"),
        (["[PER Jokowi] tiba.", "[PER Joko Widodo] pergi."], "Joko Widodo"),
        (["[PER JOKOWI] tiba.", "[PER @jokowi] menulis."], "Joko Widodo"),
        (["[PER Ratna Dewi Santika] tiba.", "[PER Ratna Dewi] pergi."], "Ratna Dewi Santika"),
        (["[PER Ma'ruf Hasan] tiba.", "[PER MA’RUF HASAN] pergi."], "MA’RUF HASAN"),
        (["[PER Rat\u00adna Dewi] tiba.", "[PER Ratna\u200b Dewi] pergi."], None),
        (
            ["[ORG Alibaba] tumbuh.", "[ORG Grup Alibaba] rugi.", "[ORG Alibaba Group]."],
            "Alibaba Group",
        ),
        (["[ORG PT Semesta Tbk] tutup.", "[ORG Semesta] pindah."], None),
        (["[LOC RI] maju.", "[LOC Indonesia] maju."], "Indonesia"),
        (["[LOC Melur] banjir.", "[LOC Kota Melur] surut."], None),
    ],
)
def test_forms_of_one_thing_are_one_entity(marked: list[str], name: str | None) -> None:
    [entity] = find_entities(articles(*marked))
    assert name in {entity.name, None}
    assert [article for article, _ in entity.chains] == [f"a{n + 1}" for n in range(len(marked))]


@pytest.mark.parametrize(
    "marked",
    [
        ["[PER Budi] tiba.", "[PER Budi] pergi."],
        ["[PER Budi] tiba.", "[PER Budi Santika] pergi."],
        ["[PER Ratna Dewi] tiba.", "[PER Ratna Sari] pergi."],
        ["[PER Sri Dewi] tiba.", "[PER Sri Dewi Utami] dan [PER Sri Dewi Lestari] pergi."],
        ["[ORG Bank Dunia] menilai.", "[ORG Bank Indonesia] menilai."],
        ["[ORG Semesta] tutup.", "[LOC Semesta] banjir."],
        ["[ORG DAM] tutup.", "[ORG Dinas Air Melur] pindah."],
        ["[EVT Festival Melur 2023].", "[EVT Festival Melur 2024]."],
    ],
)
def test_different_things_stay_apart(marked: list[str]) -> None:
    found = find_entities(articles(*marked))
    occurrences = sum(len(doc.chains) for doc in articles(*marked))
    assert len(found) == occurrences


def test_acronym_spelled_out_in_one_article_is_known_in_another() -> None:
    found = find_entities(
        articles("[ORG Dinas Air Melur] ([ORG DAM]) tutup.", "[ORG DAM] pindah.", "[ORG DAM] rugi.")
    )
    assert [(entity.name, entity.aliases) for entity in found] == [("DAM", ("Dinas Air Melur",))]


def test_acronym_of_two_organizations_is_the_one_spelled_out_more_often() -> None:
    found = find_entities(
        articles(
            "[ORG Dinas Air Melur] ([ORG DAM]) tutup.",
            "[ORG Dinas Air Melur] ([ORG DAM]) pindah.",
            "[ORG Dewan Adat Mawar] ([ORG DAM]) rapat.",
            "[ORG DAM] rugi.",
        )
    )
    holder = {article: entity.id for entity in found for article, _ in entity.chains}
    assert holder["a4"] == holder["a1"]
    assert holder["a4"] != holder["a3"]


def test_entity_has_the_most_frequent_name_and_its_other_forms() -> None:
    [entity] = find_entities(
        articles(
            "[PER Ratna Dewi] tiba. [PER Ratna] lega.",
            "[PER Ratna Dewi] pergi.",
            "[PER RATNA DEWI] pulang.",
        )
    )
    assert entity.name == "Ratna Dewi"
    assert entity.aliases == ("RATNA DEWI", "Ratna")
    assert entity.chains == (("a1", "e1"), ("a2", "e1"), ("a3", "e1"))


@pytest.mark.parametrize(
    ("marked", "prefix"),
    [
        ("[PER Ratna]", "per:"),
        ("[ORG Semesta]", "org:"),
        ("[LOC Melur]", "loc:"),
        ("[EVT HUT 5]", "evt:"),
    ],
)
def test_id_says_the_kind_and_is_always_the_same(marked: str, prefix: str) -> None:
    [first], [second] = find_entities(articles(marked)), find_entities(articles(marked))
    assert first.id == second.id
    assert first.id.startswith(prefix)
    assert len(first.id) == len(prefix) + 10


def test_no_articles_have_no_entities() -> None:
    assert find_entities([]) == ()


@pytest.mark.parametrize("seed", range(8))
def test_order_of_the_articles_does_not_matter(seed: int) -> None:
    documents = articles(
        "[PER Jokowi] bertemu [PER Ratna Dewi] dari [ORG Dinas Air Melur] ([ORG DAM]).",
        "[PER Ratna Dewi Santika] dan [PER Budi] di [LOC Kota Melur].",
        "[PER Budi] di [ORG DAM], [LOC Melur].",
        "[PER Joko Widodo] membuka [EVT Festival Melur].",
        "[PER Ratna Dewi] pulang. [ORG Grup Semesta] tutup.",
        "[ORG Semesta] pindah ke [LOC Kabupaten Melur].",
    )
    expected = find_entities(documents)
    random.Random(seed).shuffle(documents)
    assert find_entities(documents) == expected
