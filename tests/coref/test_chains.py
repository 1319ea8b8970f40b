"""Chains: which forms of an article are one thing, and which must stay apart."""

from __future__ import annotations

from collections import Counter

import pytest
from builders import tagged

from kg.coref.chains import build_chains, canonical
from kg.coref.mentions import harmonise


def chains(marked: str) -> list[tuple[str, set[str]]]:
    """Return name and forms of the chains of a marked-up text."""
    doc = tagged(marked)
    return [
        (chain.name, {span.of(doc.text) for span in chain.mentions})
        for chain in build_chains(doc.text, harmonise(doc))
    ]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[PER Ratna Dewi] tiba. [PER Ratna] lega.", "Ratna Dewi"),
        ("[PER Ratna] tiba. [PER Ratna Dewi Santika] lega.", "Ratna Dewi Santika"),
        (
            "[PER Ratna Dewi Santika] tiba. [PER Dewi] lega. [PER Santika] pergi.",
            "Ratna Dewi Santika",
        ),
        ("[PER Ratna Dewi] tiba. [PER R. Dewi] lega.", "Ratna Dewi"),
        ("[PER Ma’ruf Hasan] tiba. [PER Ma'ruf] lega. [PER MA'RUF HASAN] pergi.", "Ma’ruf Hasan"),
        (
            "[PER Widodo Saputra] tiba. [PER Widodo Saputra] lega. [PER Widdodo Saputra].",
            "Widodo Saputra",
        ),
        ("[PER Basuki Hadi] alias [PER Asuk] tiba. [PER Asuk] lega.", "Basuki Hadi"),
        ("[PER Rinjani Putri], sapaan akrab [PER Rini], tiba.", "Rinjani Putri"),
        ("[PER Jokowi] tiba. [PER Joko Widodo] lega.", "Joko Widodo"),
        ("[ORG Dinas Air Melur] ([ORG DAM]) tutup. [ORG DAM] pindah.", "Dinas Air Melur"),
        ("[ORG DAM] tutup. [ORG Dinas Air Melur] pindah.", "Dinas Air Melur"),
        ("[ORG PT Semesta Tbk] tutup. [ORG Semesta] pindah.", "PT Semesta Tbk"),
        ("[ORG Partai Melati] menang. [ORG Melati] bersorak.", "Partai Melati"),
        ("[ORG Alibaba] tumbuh. [ORG Grup Alibaba] dan [ORG Alibaba Group].", "Alibaba Group"),
        ("[LOC Kota Melur] banjir. [LOC Melur] surut.", "Kota Melur"),
        ("[EVT Festival Senja Melur] dibuka. [EVT Festival Senja] ramai.", "Festival Senja Melur"),
        ("[ORG PT Kapal Air Indah] tutup. [ORG PT KAI] pindah. [ORG KAI].", "PT Kapal Air Indah"),
        (
            "[EVT Pekan Seni Melur (PSM) 2024] dibuka. [EVT PSM] usai.",
            "Pekan Seni Melur (PSM) 2024",
        ),
        ("[ORG Real Melur] menang. [ORG Melur] bersorak.", "Real Melur"),
        ("[ORG Timnas Melur U-23] menang. [ORG Timnas U-23] pulang.", "Timnas Melur U-23"),
        ("[PER Achmad Suhadi] tiba. [PER Ahmad] lega.", "Achmad Suhadi"),
        ("[PER Ferry Lestari] tiba. [PER Feri] lega.", "Ferry Lestari"),
        ("[PER Sri Mulyani] tiba. [PER Indrawati] lega.", "Sri Mulyani Indrawati"),
        ("[LOC Pulau Kenagna]. [LOC Pulau Kenanga]. [LOC Pulau Kenanga].", "Pulau Kenanga"),
        ("[LOC Istana Melur] dibuka. [LOC Istana] ramai.", "Istana Melur"),
        ("[ORG KPU Kota Melur] buka. [ORG KPU Melur] tutup.", "KPU Kota Melur"),
        ("[ORG Satpol Pamong Praja] tiba. [ORG Satpol PP] pergi.", "Satpol Pamong Praja"),
        ("[ORG Satpol PP Kota Melur] tiba. [ORG Satpol PP] pergi.", "Satpol PP Kota Melur"),
        (
            "[ORG Dinas Lingkungan Hidup] ([ORG DLH]) buka. [ORG DLH Melur] tutup.",
            "Dinas Lingkungan Hidup",
        ),
        (
            "[ORG Badan Musyawarah Warga (Bamus) Melur] buka. [ORG Bamus Melur] tutup.",
            "Badan Musyawarah Warga (Bamus) Melur",
        ),
        ("[EVT Asian Games XVIII] dibuka. [EVT Asian Games 2018] usai.", "Asian Games 2018"),
        ("[EVT Pilgub Melur] dibuka. [EVT Pilgub 2018].", "Pemilihan Gubernur 2018"),
    ],
)
def test_forms_of_one_thing_are_one_chain(marked: str, name: str) -> None:
    [(found, _)] = chains(marked)
    assert found == name


@pytest.mark.parametrize(
    "marked",
    [
        "[ORG Bank Dunia] dan [ORG Bank Indonesia] sepakat.",
        "[ORG Bank Semesta] dan [ORG Bank] sepakat.",
        "[ORG Partai Melati] dan [ORG Partai Mawar] sepakat.",
        "[ORG Polres Melur] dan [ORG Polres Kenanga] sepakat.",
        "[PER Ratna Santika] dan [PER Budi Santika] hadir.",
        "[PER Ani] dan [PER Ana] hadir.",
        "[PER Kia] dan [PER Kiara Putri] hadir.",
        "[PER Dewi Ratna] dan [PER Ratna Dewi Putri] hadir.",
        "[LOC Melur Timur] dan [LOC Melur Barat] banjir.",
        "[LOC Melur] dan [LOC Melur Selatan] banjir.",
        "[EVT Festival 2023] dan [EVT Festival 2024] ramai.",
        "[EVT Asian Games XVII] dan [EVT Asian Games XVIII] ramai.",
        "[EVT MotoGP] dan [EVT MotoGP Melur 2018] ramai.",
        "[EVT Liga 1] dan [EVT Liga Melur] ramai.",
        "[PER Ratna Dewi] atau [PER Harun Salim] menang.",
        "[PER Harun Salim] tiba. [PER Ratna Dewi] atau [PER Salim] menang.",
        "[ORG PLN] dan [ORG PLN Distribusi Melur] sepakat.",
        "[PER Joko Widodo] dan [PER Iriana Joko Widodo] hadir.",
        "[ORG Dinas Air Melur] ([ORG Kali Bersih]) tutup.",
        "[ORG Semesta] dan [LOC Semesta Raya] tutup.",
        "[LOC Kota Kenanga] ([LOC Melur]) banjir.",
        "[ORG Kereta Indah Api] ([ORG KIA]) dan [ORG Kia] tutup. [ORG KIA] pindah.",
        "[LOC Stadion Melur] dan [LOC Kelurahan Melur] banjir.",
        "[LOC Kabupaten Melur] dan [LOC Kota Melur] banjir.",
        "[ORG Fraksi Melati] dan [ORG Melati] rapat.",
        "[PER Joko Widodo] dan [PER Mirna Joko Widodo] hadir.",
    ],
)
def test_different_things_stay_apart(marked: str) -> None:
    assert len(chains(marked)) == 2


def test_shared_family_name_belongs_to_the_one_named_last() -> None:
    marked = "[PER Ratna Santika] tiba. [PER Budi Santika] tiba. [PER Santika] lega."
    assert chains(marked) == [
        ("Ratna Santika", {"Ratna Santika"}),
        ("Budi Santika", {"Budi Santika", "Santika"}),
    ]


def test_first_name_belongs_to_its_bearer_and_not_to_a_longer_word() -> None:
    marked = "[PER Budi Santika] bertemu [PER Budiman Salim]. [PER Budi] lega."
    assert chains(marked) == [
        ("Budi Santika", {"Budi Santika", "Budi"}),
        ("Budiman Salim", {"Budiman Salim"}),
    ]


def test_clipped_name_belongs_to_the_only_one_it_fits() -> None:
    assert chains("[PER Rinjani Putri] tiba. [PER Rinja] lega.") == [
        ("Rinjani Putri", {"Rinjani Putri", "Rinja"})
    ]


def test_short_name_before_the_full_ones_belongs_to_the_first() -> None:
    marked = "[PER Santika] lega. [PER Ratna Santika] dan [PER Budi Santika] tiba."
    assert chains(marked)[0] == ("Ratna Santika", {"Ratna Santika", "Santika"})


def test_form_has_one_kind_in_an_article() -> None:
    marked = "[LOC:0.9 Semesta] tutup. [ORG:0.95 Semesta] pindah. [ORG:0.9 Semesta] untung."
    doc = tagged(marked)
    assert {mention.kind for mention in harmonise(doc)} == {"ORG"}


def test_form_is_found_wherever_it_stands_as_a_word() -> None:
    doc = tagged("[PER Ratna] tiba. Ratna lega. Ratnawati dan (Ratna) pergi.")
    assert [mention.span.start for mention in harmonise(doc)] == [0, 12, 39]


@pytest.mark.parametrize(
    "marked", ["[PER:0.5 Ratna] tiba. Ratna lega.", "[PER ratna] tiba. ratna lega."]
)
def test_doubtful_forms_are_not_spread(marked: str) -> None:
    assert len(harmonise(tagged(marked))) == 1


def test_longest_form_wins_where_two_overlap() -> None:
    doc = tagged("[PER Ratna] tiba. [PER Ratna Dewi] lega. Ratna Dewi pergi.")
    assert [m.span.of(doc.text) for m in harmonise(doc)] == ["Ratna", "Ratna Dewi", "Ratna Dewi"]


def test_nothing_inside_boilerplate_is_a_mention() -> None:
    doc = tagged("[PER Ratna] tiba. [JUNK Baca juga: [PER Budi] dan Ratna di sana] Ratna lega.")
    assert [m.span.of(doc.text) for m in harmonise(doc)] == ["Ratna", "Ratna"]


def test_chains_are_numbered_by_first_mention() -> None:
    doc = tagged("[PER Ratna] di [LOC Melur]. [ORG Semesta] tutup. [PER Ratna Dewi] lega.")
    found = build_chains(doc.text, harmonise(doc))
    assert [(chain.id, chain.kind, chain.name) for chain in found] == [
        ("e1", "PER", "Ratna Dewi"),
        ("e2", "LOC", "Melur"),
        ("e3", "ORG", "Semesta"),
    ]


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        ({"Ratna": 9, "Ratna Dewi": 1}, "Ratna Dewi"),
        ({"RATNA DEWI": 3, "Ratna Dewi": 1}, "Ratna Dewi"),
        ({"Ratna Dewi": 2, "Ratna Devi": 1}, "Ratna Dewi"),
        ({"Jokowi": 9}, "Joko Widodo"),
        ({"Semesta": 1}, "Semesta"),
    ],
)
def test_fullest_form_names_the_chain(forms: dict[str, int], name: str) -> None:
    assert canonical(Counter(forms), "PER") == name


def test_no_name_ends_with_a_preposition() -> None:
    found = chains("[EVT Rapat Warga Melur di] [LOC Kota Kenanga] selesai.")
    assert [name for name, _ in found] == ["Rapat Warga Melur", "Kota Kenanga"]
