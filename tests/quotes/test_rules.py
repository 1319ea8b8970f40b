"""Quotations by rules alone: the evidence comes from words, commas and names."""

from __future__ import annotations

import pytest
from builders import said, speakers, tagged
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluation.variants import rules_alone
from kg.quotes import find_quotations
from kg.quotes.rules import fill_gaps, rule_evidence

Parts = tuple[str, list[str], str | None, str | None]

FOUND: dict[str, tuple[str, Parts]] = {
    "quotation and short cue": (
        "“Kami siap berlayar,” kata Kepala Pelabuhan [PER Ratna Dewi], Kamis (4/3).",
        ("direct", ["Kami siap berlayar"], "kata", "Kepala Pelabuhan Ratna Dewi"),
    ),
    "description, then the name after a comma": (
        "“Kami siap berlayar,” ujar Direktur [ORG Bahari], [PER Ratna Dewi], di [LOC Bunta].",
        ("direct", ["Kami siap berlayar"], "ujar", "Direktur Bahari, Ratna Dewi"),
    ),
    "verb before the quotation": (
        "[PER Ratna Dewi] juga menegaskan, “Kami siap berlayar.”",
        ("direct", ["Kami siap berlayar."], "menegaskan", "Ratna Dewi"),
    ),
    "complementizer": (
        "Namun, Ketua [ORG KPU], [PER Hasan Lolo], menyatakan bahwa logistik sudah tiba.",
        ("indirect", ["logistik sudah tiba"], "menyatakan", "Ketua KPU, Hasan Lolo"),
    ),
    "comma": (
        "[PER Ratna] menyampaikan, dermaga itu retak parah.",
        ("indirect", ["dermaga itu retak parah"], "menyampaikan", "Ratna"),
    ),
    "nothing between": (
        "Warga mengaku air baru surut sore itu.",
        ("indirect", ["air baru surut sore itu"], "mengaku", "Warga"),
    ),
    "order": (
        "Ia meminta nelayan menunda keberangkatan.",
        ("indirect", ["nelayan menunda keberangkatan"], "meminta", "Ia"),
    ),
    "addressee and date before the clause": (
        "[PER Ratna] mengatakan kepada wartawan di [LOC Bunta], Senin (5/2), bahwa kapal itu aman.",
        ("indirect", ["kapal itu aman"], "mengatakan", "Ratna"),
    ),
    "attitude": (
        "[PER Ratna] optimistis dermaga rampung tahun ini.",
        ("indirect", ["dermaga rampung tahun ini"], "optimistis", "Ratna"),
    ),
    "menurut": (
        "Menurut Kepala Dinas [PER Ratna Dewi], jalan itu retak sejak Mei.",
        ("indirect", ["jalan itu retak sejak Mei"], "Menurut", "Kepala Dinas Ratna Dewi"),
    ),
    "menurutnya": (
        "Menurutnya, jalan itu retak sejak Mei.",
        ("indirect", ["jalan itu retak sejak Mei"], "Menurutnya", "nya"),
    ),
    "document": (
        "Berdasarkan data yang dihimpun [ORG BPBD Bunta], 40 rumah terendam.",
        ("indirect", ["40 rumah terendam"], "Berdasarkan", "data yang dihimpun BPBD Bunta"),
    ),
    "inserted cue": (
        "Dermaga lama, lanjut [PER Ratna], akan dibongkar tahun depan.",
        ("indirect", ["akan dibongkar tahun depan"], "lanjut", "Ratna"),
    ),
    "inserted cue between two clauses": (
        "Dermaga lama itu, kata [PER Ratna], akan dibongkar tahun depan.",
        ("indirect", ["Dermaga lama itu", "akan dibongkar tahun depan"], "kata", "Ratna"),
    ),
    "cue after the clause": (
        "Dermaga lama akan dibongkar, kata [PER Ratna] di [LOC Bunta], Senin (5/2).",
        ("indirect", ["Dermaga lama akan dibongkar"], "kata", "Ratna"),
    ),
    "passive": (
        "Perahu kecil itu dikatakan [PER Agus] mulai berlayar lagi.",
        ("indirect", ["Perahu kecil itu", "mulai berlayar lagi"], "dikatakan", "Agus"),
    ),
    "noun": (
        "Pemerintah menanggapi desakan nelayan agar dermaga segera dibuka.",
        ("indirect", ["dermaga segera dibuka"], "desakan", "nelayan"),
    ),
}


@pytest.mark.parametrize(("marked", "expected"), FOUND.values(), ids=FOUND)
def test_rules_find(marked: str, expected: Parts) -> None:
    assert said(find_quotations(rule_evidence(tagged(marked)))) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "[PER Ratna] menolak usulan itu.",
        "[PER Ratna] tidak mengatakan apa pun tentang dermaga itu.",
        "Ia datang untuk menjelaskan rencana itu akan berjalan.",
        "Kapal “Samudra Raya” berlayar ke [LOC Bunta].",
        "Hal itu disampaikan [PER Ratna] di [LOC Bunta], Senin (5/2/2024).",
        "Berdasarkan pantauan, air sudah surut di pasar.",
        "Warga yang menilai harga sudah turun datang lagi.",
    ],
)
def test_rules_leave_out(marked: str) -> None:
    assert said(find_quotations(rule_evidence(tagged(marked)))) == []


def test_rules_ask_the_tagger_for_names_and_roles_only() -> None:
    doc = tagged("[SRC [ROLE Ketua] [PER Ratna]] [CUE tersenyum] [IND dermaga akan dibuka lagi].")
    assert [found.label for found in rule_evidence(doc).evidence] == ["ROLE"]


def test_speakers_are_resolved_as_ever() -> None:
    doc = tagged(
        "“Kami siap berlayar,” kata [PER Ratna Dewi]. Ia menambahkan, dermaga itu retak parah."
    )
    assert speakers(rules_alone(doc)) == ["Ratna Dewi", "Ratna Dewi"]


PIECES = (
    *("“", "”", '"', ",", ".", "(", ")", "\n", "dia", "[PER Ratna]", " dermaga itu ", " akan "),
    *(" kata ", "Menurut ", " mengatakan ", "bahwa ", " dikatakan ", " harapan "),
)


@given(
    st.lists(
        st.sampled_from(PIECES),
        min_size=1,
        max_size=40,
    )
)
@settings(deadline=None)
def test_rules_never_raise(parts: list[str]) -> None:
    doc = tagged("Warga " + "".join(parts))
    for quotation in rules_alone(doc).quotations:
        assert all(span.end <= len(doc.text) for span in quotation.content)


def test_gaps_are_filled_where_the_tagger_saw_a_content_and_no_cue() -> None:
    doc = tagged("[PER Ratna Dewi] datang. Ketua itu memastikan [IND dermaga akan dibuka lagi].")
    assert said(find_quotations(doc, fill=False)) == [
        ("indirect", ["dermaga akan dibuka lagi"], None, None),
    ]
    assert said(find_quotations(doc)) == [
        ("indirect", ["dermaga akan dibuka lagi"], "memastikan", "Ketua itu"),
    ]


def test_where_the_tagger_saw_a_cue_and_a_source_nothing_is_added() -> None:
    doc = tagged(
        "[SRC [PER Ratna]] menilai jalan itu sudah retak dan [CUE meminta] [IND warga menunggu]."
    )
    assert fill_gaps(doc).evidence == doc.evidence


def test_sentences_without_a_content_are_left_alone() -> None:
    doc = tagged("[PER Ratna] mengatakan bahwa dermaga akan dibuka lagi.")
    assert fill_gaps(doc).evidence == ()
