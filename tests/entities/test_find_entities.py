"""Entities: the same thing in several articles is one, whatever the order of the articles."""

from __future__ import annotations

import random
from dataclasses import replace

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
        (["[PER Ma'ruf Hasan] tiba.", "[PER MA’RUF HASAN] pergi."], "Ma'ruf Hasan"),
        (["[PER Rat\u00adna Dewi] tiba.", "[PER Ratna\u200b Dewi] pergi."], None),
        (
            ["[ORG Alibaba] tumbuh.", "[ORG Grup Alibaba] rugi.", "[ORG Alibaba Group]."],
            "Alibaba Group",
        ),
        (["[ORG PT Semesta Tbk] tutup.", "[ORG Semesta] pindah."], None),
        (["[LOC RI] maju.", "[LOC Indonesia] maju."], "Indonesia"),
        (["[LOC Melur] banjir.", "[LOC Kota Melur] surut."], None),
        (["[PER Ratna Dewi] tiba.", "[PER Ratna Kusuma Dewi] pergi."], "Ratna Kusuma Dewi"),
        (["[PER Ratna K. Dewi] tiba.", "[PER Ratna Kusuma Dewi] pergi."], "Ratna Kusuma Dewi"),
        (["[ORG Pemprov DKI] rapat.", "[ORG Pemerintah Provinsi DKI Jakarta] rapat."], None),
        (["[ORG Partai Fajar] menang.", "[ORG Fajar] kalah."], "Partai Fajar"),
        (["[ORG Klub Bulutangkis Melur].", "[ORG Klub Bulu Tangkis Melur]."], None),
        (["[LOC DKI Jakarta] maju.", "[LOC Jakarta] macet.", "[LOC Jakarta] hujan."], "Jakarta"),
        (["[LOC Padang] maju.", "[LOC Kota Padang] maju."], None),
        (["[EVT Festival Melur 2024].", "[EVT Festival Melur tahun 2024]."], None),
        (["[EVT Asian Games XVIII tahun 2018].", "[EVT Asian Games XVIII]."], None),
        (["[EVT SEA Games 2017 Malaysia].", "[EVT SEA Games 2017]."], None),
        (["[EVT Pilgub Jabar 2018].", "[EVT Pilkada Jawa Barat 2018]."], None),
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
        ["[EVT Asian Games 2014].", "[EVT Asian Games 2018]."],
        ["[PER Budi Santika] tiba.", "[PER Agus Budi Santika] pergi."],
        ["[PER Andi Santika] tiba.", "[PER Andri Santika] pergi."],
        ["[LOC Kota Bandung] maju.", "[LOC Kabupaten Bandung] maju.", "[LOC Bandung] maju."],
        ["[LOC Stadion Melur] penuh.", "[LOC Kelurahan Melur] banjir."],
        ["[ORG Fraksi Fajar] rapat.", "[ORG Partai Fajar] menang."],
        ["[ORG KPU Kota Melur] ([ORG KPU]) rapat.", "[ORG KPU] rapat."],
        ["[ORG Polda Metro Jaya].", "[ORG Polda Jawa Barat]."],
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
    assert [(entity.name, entity.aliases) for entity in found] == [("Dinas Air Melur", ("DAM",))]


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


def published(marked: str, day: str, *, article: str) -> Annotated:
    """Return a resolved article of a day."""
    doc = resolve(tagged(marked, article=article))
    return replace(doc, article=replace(doc.article, published=day))


def groups(found: tuple[Entity, ...], kind: str) -> list[list[str]]:
    """Return the articles of each entity of a kind."""
    return sorted(sorted({a for a, _ in e.chains}) for e in found if e.kind == kind)


def test_event_without_a_year_is_that_of_the_articles_year() -> None:
    found = find_entities(
        [
            published("[EVT Festival Melur 2023] usai.", "2023-05-01", article="a"),
            published("[EVT Festival Melur 2024] usai.", "2024-05-01", article="b"),
            published("[EVT Festival Melur] usai.", "2024-06-01", article="c"),
        ]
    )
    assert groups(found, "EVT") == [["a"], ["b", "c"]]


def test_series_is_not_its_season() -> None:
    found = find_entities(
        articles("[EVT MotoGP] dibuka pada 2017.", "[EVT MotoGP 2017] usai pada 2017.")
    )
    assert names(found) == [("EVT", "MotoGP"), ("EVT", "MotoGP 2017")]


def test_minister_and_player_of_one_name_are_two_people() -> None:
    found = find_entities(
        articles(
            "[ROLE Menteri Air] [PER Budi Santika] tiba di [LOC Melur].",
            "[ROLE pemain] [PER Budi Santika] cedera, kata [ORG Klub Mawar].",
            "[PER Budi Santika] dan [ORG Klub Mawar] menang.",
        )
    )
    assert groups(found, "PER") == [["a1"], ["a2", "a3"]]


def test_regents_of_two_places_in_one_year_are_two_people() -> None:
    found = find_entities(
        [
            published(
                "[ROLE Bupati] [LOC Melur] [PER Budi Santika] tiba.", "2024-05-01", article="a"
            ),
            published(
                "[ROLE Bupati] [LOC Mawar] [PER Budi Santika] tiba.", "2024-06-01", article="b"
            ),
            published(
                "[ROLE Bupati] [LOC Mawar] [PER Budi Santika] pergi.", "2025-06-01", article="c"
            ),
        ]
    )
    assert groups(found, "PER") == [["a"], ["b", "c"]]


def test_office_tells_whom_a_short_name_means() -> None:
    found = find_entities(
        articles(
            "[ROLE Kepala Humas] [ORG Dinas Air Melur] [PER Ratna] tiba.",
            "[ROLE Kepala Humas] [ORG Dinas Air Melur] [PER Ratna Dewi] tiba.",
            "[ROLE Ketua] [PER Ratna] tiba.",
        )
    )
    assert groups(found, "PER") == [["a1", "a2"], ["a3"]]


def test_holder_of_an_office_on_the_day_is_known() -> None:
    found = find_entities(
        [
            published("[ROLE Presiden] [PER Prabowo] tiba.", "2025-01-10", article="a"),
            published("[PER Prabowo Subianto] tiba.", "2016-01-10", article="b"),
            published("[ROLE Presiden] [PER Prabowo] tiba.", "2016-01-10", article="c"),
        ]
    )
    assert groups(found, "PER") == [["a", "b"], ["c"]]


def test_short_name_in_the_same_company_is_the_full_one() -> None:
    found = find_entities(
        articles(
            "[PER Ratna Dewi] dari [ORG Klub Mawar] bertemu [PER Harun Salim].",
            "[PER Ratna] dari [ORG Klub Mawar] bertemu [PER Harun Salim].",
            "[PER Ratna] dari [ORG Klub Mawar] pulang.",
        )
    )
    assert ["a1", "a2"] in groups(found, "PER")
    assert ["a3"] in groups(found, "PER")


def test_one_letter_more_is_a_slip_only_in_the_same_company() -> None:
    found = find_entities(
        articles(
            "[PER Santoso Wibowo] dari [ORG Klub Mawar] tiba.",
            "[PER Santosa Wibowo] dari [ORG Klub Mawar] tiba.",
        )
    )
    assert groups(found, "PER") == [["a1", "a2"]]


def test_two_names_of_one_article_are_never_one_by_spelling() -> None:
    found = find_entities(
        articles(
            "[PER Santoso Wibowo Adi] dan [PER Mirna Sari Putra] dari [ORG Klub Mawar].",
            "[PER Santoso Wibowo Adi] dan [PER Mirna Sara Putri] dari [ORG Klub Mawar].",
        )
    )
    assert ["a1", "a2"] in groups(found, "PER")
    assert len(groups(found, "PER")) == 3


def test_entity_says_why_its_names_are_one() -> None:
    [entity] = find_entities(
        articles("[PER Ratna Dewi] tiba.", "[PER Ratna Dewi] pergi.", "[PER Ratna Dewi Santika].")
    )
    assert [(item.rule, item.names) for item in entity.evidence] == [
        ("fuller name", ("Ratna Dewi", "Ratna Dewi Santika")),
        ("same name", ("Ratna Dewi", "Ratna Dewi")),
    ]
    assert entity.evidence[0].articles == ("a1", "a2", "a3")
    assert entity.confidence == min(item.confidence for item in entity.evidence)
    assert dict(entity.forms) == {"Ratna Dewi": 2, "Ratna Dewi Santika": 1}


def test_entity_of_one_article_needs_no_evidence() -> None:
    [entity] = find_entities(articles("[PER Ratna Dewi] tiba. [PER Ratna] lega."))
    assert (entity.confidence, entity.evidence) == (1.0, ())
