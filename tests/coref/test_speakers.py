"""Speakers: every way a source points to somebody, and where the speaker must stay open."""

from __future__ import annotations

import pytest
from builders import speakers, tagged

from kg.coref import resolve
from kg.quotes import find_quotations


def spoke(marked: str) -> list[str | None]:
    """Return the speaker of each quotation of a marked-up text."""
    return speakers(resolve(find_quotations(tagged(marked))))


INTRODUCED = "[ROLE Menteri Air] ([ROLE Menair]) [PER Ratna Dewi] tiba di [LOC Melur].\n"
ANOTHER = "“[DIR Kami takut],” [CUE kata] [SRC [PER Budi Santika]].\n"


@pytest.mark.parametrize(
    "source",
    [
        "[CUE kata] [SRC [PER Ratna Dewi]]",
        "[CUE kata] [SRC [PER Ratna]]",
        "[CUE kata] [SRC [PER Dewi]]",
        "[CUE kata] [SRC Menteri Air [PER Ratna]]",
        "[CUE kata] [SRC Ibu [PER Ratna]]",
        "[CUE ujarnya]",
        "[CUE kata] dia",
        "[CUE ujar] beliau",
        "[CUE kata] [SRC Menteri Air]",
        "[CUE kata] [SRC Menair]",
        "[CUE kata] [SRC menteri itu]",
    ],
)
def test_person_introduced_before_is_the_speaker(source: str) -> None:
    assert spoke(INTRODUCED + f"“[DIR Kami siap],” {source}.") == ["Ratna Dewi"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("[CUE kata] [SRC seorang warga]", "(seorang warga)"),
        ("[CUE kata] [SRC sejumlah warga [LOC Melur]]", "(sejumlah warga Melur)"),
        ("[CUE tulis] [SRC laporan itu]", "(laporan itu)"),
        ("[CUE kata] [SRC juru bicara perusahaan]", "(juru bicara perusahaan)"),
        ("[CUE kata] [SRC seorang sumber]", "(seorang sumber)"),
        ("[CUE kata] mereka", "(mereka)"),
    ],
)
def test_speaker_without_a_name_is_described(source: str, speaker: str) -> None:
    assert spoke(INTRODUCED + f"“[DIR Kami siap],” {source}.") == [speaker]


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("[SRC [ORG Bank Semesta]] [CUE menyatakan] [IND modalnya sudah cukup].", "Bank Semesta"),
        (
            "[CUE Berdasarkan] [SRC data [ORG Balai Sungai]], [IND air naik dua meter].",
            "Balai Sungai",
        ),
        (
            "[CUE Menurut] [SRC laporan [ORG Balai Sungai]], [IND air naik dua meter].",
            "Balai Sungai",
        ),
        (
            "[ORG Bank Semesta] rugi. [SRC Perseroan] [CUE menyatakan] [IND modalnya cukup besar].",
            "Bank Semesta",
        ),
        (
            "[SRC [LOC Negeri Senja]] [CUE menyatakan] [IND perbatasannya sudah aman].",
            "Negeri Senja",
        ),
    ],
)
def test_organization_speaks_itself_or_through_its_documents(marked: str, speaker: str) -> None:
    assert spoke(marked) == [speaker]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Direktur [ORG Bank Semesta] [PER Ratna Dewi]", "Ratna Dewi"),
        ("[PER Ratna Dewi], kuasa hukum [PER Budi Santika]", "Ratna Dewi"),
        ("Kuasa hukum [PER Budi Santika], [PER Ratna Dewi]", "Ratna Dewi"),
        ("kuasa hukum [PER Budi Santika]", "(kuasa hukum Budi Santika)"),
        ("mantan istri [PER Budi Santika] itu", "(mantan istri Budi Santika itu)"),
        ("sejumlah pendukung [PER Budi Santika]", None),
    ],
)
def test_name_in_a_source_speaks_unless_it_only_describes(source: str, speaker: str | None) -> None:
    [found] = spoke(f"“[DIR Kami siap],” [CUE kata] [SRC {source}].")
    assert found == speaker if speaker else found not in {"Budi Santika", None}


def test_pronoun_is_the_last_person_who_spoke() -> None:
    marked = INTRODUCED + ANOTHER + "“[DIR Air naik cepat],” [CUE ujarnya]."
    assert spoke(marked) == ["Budi Santika", "Budi Santika"]


def test_pronoun_is_the_person_introduced_since() -> None:
    marked = ANOTHER + "[PER Ratna Dewi] lalu tiba. “[DIR Kami siap],” [CUE ujarnya]."
    assert spoke(marked) == ["Budi Santika", "Ratna Dewi"]


def test_pronoun_is_not_a_person_who_is_only_mentioned() -> None:
    marked = ANOTHER + "Bantuan untuk [PER Ratna Dewi] tiba. “[DIR Kami lega],” [CUE ujarnya]."
    assert spoke(marked) == ["Budi Santika", "Budi Santika"]


def test_pronoun_after_an_organization_is_the_person_before_it() -> None:
    marked = (
        ANOTHER
        + "[SRC [ORG Bank Semesta]] [CUE menyatakan] [IND modalnya sudah cukup].\n"
        + "“[DIR Air naik cepat],” [CUE kata] dia."
    )
    assert spoke(marked) == ["Budi Santika", "Bank Semesta", "Budi Santika"]


def test_pronoun_after_somebody_without_a_name_is_that_one() -> None:
    marked = (
        INTRODUCED
        + "“[DIR Kami takut],” [CUE kata] [SRC seorang warga].\n"
        + "“[DIR Air naik cepat],” [CUE ujarnya]."
    )
    assert spoke(marked) == ["(seorang warga)", "(seorang warga)"]


def test_they_are_the_organization_that_spoke_before() -> None:
    marked = (
        "[SRC [ORG Bank Semesta]] [CUE menyatakan] [IND modalnya sudah cukup].\n"
        "“[DIR Kami siap],” [CUE kata] mereka."
    )
    assert spoke(marked) == ["Bank Semesta", "Bank Semesta"]


@pytest.mark.parametrize(
    ("short", "speaker"),
    [("Santika", "Budi Santika"), ("Budi", "Budi Santika"), ("Ratna", "Ratna Dewi")],
)
def test_short_name_is_the_person_it_fits(short: str, speaker: str) -> None:
    marked = INTRODUCED + ANOTHER + f"“[DIR Kami siap],” [CUE kata] [SRC [PER {short}]]."
    assert spoke(marked)[-1] == speaker


def test_role_of_two_people_is_the_one_named_last() -> None:
    marked = (
        "[ROLE Menteri] [PER Ratna Dewi] dan [ROLE Menteri] [PER Sari Utami] tiba.\n"
        "“[DIR Kami siap],” [CUE kata] [SRC Menteri]."
    )
    assert spoke(marked) == ["Sari Utami"]


def test_quotation_without_a_source_is_carried_on() -> None:
    marked = ANOTHER + "“[DIR Air naik cepat sekali].”"
    assert spoke(marked) == ["Budi Santika", "Budi Santika"]


def test_quotation_without_a_source_far_from_any_speaker_stays_open() -> None:
    marked = ANOTHER + "Hujan turun lagi. " * 50 + "\n“[DIR Air naik cepat sekali].”"
    assert spoke(marked) == ["Budi Santika", None]


def test_quotation_in_an_article_without_names_stays_open() -> None:
    assert spoke("Hujan turun.\n“[DIR Air naik cepat sekali].”") == [None]
    assert spoke("Hujan turun.\n“[DIR Air naik cepat],” [CUE ujarnya].") == [None]


def test_clause_without_cue_and_source_stays_open() -> None:
    assert spoke(ANOTHER + "[IND:0.95 Air akan surut besok].") == ["Budi Santika", None]


def test_full_name_given_later_is_the_speaker() -> None:
    marked = "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]].\n[PER Ratna Dewi] tiba."
    assert spoke(marked) == ["Ratna Dewi"]


def test_pronoun_before_anybody_spoke_is_the_person_named_first() -> None:
    marked = "“[DIR Kami siap],” [CUE ujarnya].\n[PER Ratna Dewi] tiba bersama [PER Budi]."
    assert spoke(marked) == ["Ratna Dewi"]
