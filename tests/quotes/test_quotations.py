"""Quotations end to end, without a model: one test for each construction of Indonesian news."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from builders import said, tagged
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import is_linear

from kg.coref import resolve
from kg.quotes import find_quotations
from kg.types import Annotated, Article, LabelledSpan, Mention, Sentence, Span

Parts = tuple[str, list[str], str | None, str | None]


def quotations(marked: str) -> list[Parts]:
    """Return kind, contents, cue and source of the quotations of a marked-up text."""
    return said(find_quotations(tagged(marked)))


CATALOGUE: dict[str, tuple[str, list[Parts]]] = {
    "1 quotation, cue, name": (
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]].",
        [("direct", ["Kami siap"], "kata", "Ratna")],
    ),
    "2 quotation, cue with -nya": (
        "“[DIR Kami siap],” [CUE ujarnya].",
        [("direct", ["Kami siap"], "ujarnya", "nya")],
    ),
    "3 role before the name": (
        "“[DIR Kami siap],” [CUE kata] [SRC Direktur [ORG Bank Raya] [PER Ratna]], Kamis (4/3).",
        [("direct", ["Kami siap"], "kata", "Direktur Bank Raya Ratna")],
    ),
    "4 role after the name": (
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]], Direktur [ORG Bank Semesta].",
        [("direct", ["Kami siap"], "kata", "Ratna")],
    ),
    "5 pronoun": (
        "“[DIR Kami siap],” [CUE ucap] dia.",
        [("direct", ["Kami siap"], "ucap", "dia")],
    ),
    "6 verb before the quotation": (
        "[SRC [PER Ratna]] [CUE mengatakan], “[DIR Kami siap].”",
        [("direct", ["Kami siap."], "mengatakan", "Ratna")],
    ),
    "6 colon before the quotation": (
        "[SRC [PER Ratna]] [CUE menambahkan]: “[DIR Kami siap].”",
        [("direct", ["Kami siap."], "menambahkan", "Ratna")],
    ),
    "7 split quotation": (
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]], “[DIR tetapi hujan belum reda].”",
        [("direct", ["Kami siap", "tetapi hujan belum reda."], "kata", "Ratna")],
    ),
    "7 split quotation of two sentences": (
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]]. “[DIR Hujan belum reda].”",
        [
            ("direct", ["Kami siap"], "kata", "Ratna"),
            ("direct", ["Hujan belum reda."], None, None),
        ],
    ),
    "8 clause after a comma": (
        "[SRC [PER Ratna]] [CUE mengatakan], [IND warga sudah siap].",
        [("indirect", ["warga sudah siap"], "mengatakan", "Ratna")],
    ),
    "9 clause without complementizer": (
        "[SRC [PER Ratna]] [CUE mengungkapkan] [IND warga sudah siap].",
        [("indirect", ["warga sudah siap"], "mengungkapkan", "Ratna")],
    ),
    "10 clause after bahwa": (
        "[SRC [PER Ratna]] [CUE menegaskan] [IND bahwa warga sudah siap].",
        [("indirect", ["warga sudah siap"], "menegaskan", "Ratna")],
    ),
    "11 menurut": (
        "[CUE Menurut] [SRC [PER Ratna]], [IND warga sudah siap].",
        [("indirect", ["warga sudah siap"], "Menurut", "Ratna")],
    ),
    "11 menurut dia": (
        "[CUE Menurut] dia, [IND warga sudah siap].",
        [("indirect", ["warga sudah siap"], "Menurut", "dia")],
    ),
    "11 menurutnya": (
        "[CUE Menurutnya], [IND warga sudah siap].",
        [("indirect", ["warga sudah siap"], "Menurutnya", "nya")],
    ),
    "11 menurut inside the clause": (
        "[IND Pompa itu], [CUE menurut] [SRC [PER Ratna]], [IND sudah lama rusak].",
        [("indirect", ["sudah lama rusak"], "menurut", "Ratna")],
    ),
    "12 inserted cue": (
        "[IND Normalisasi Kali Melur], [CUE lanjut] [SRC [PER Ratna]], [IND bakal terlambat lagi].",
        [
            (
                "indirect",
                ["Normalisasi Kali Melur", "bakal terlambat lagi"],
                "lanjut",
                "Ratna",
            )
        ],
    ),
    "12 clause before the cue": (
        "[IND Warga sudah siap mengungsi], [CUE kata] [SRC [PER Ratna]].",
        [("indirect", ["Warga sudah siap mengungsi"], "kata", "Ratna")],
    ),
    "13 continuation": (
        "Ia [CUE menambahkan] [IND warga sudah siap].",
        [("indirect", ["warga sudah siap"], "menambahkan", "Ia")],
    ),
    "13 adverbs between": (
        "Dia juga sempat [CUE mengatakan] [IND warga sudah siap].",
        [("indirect", ["warga sudah siap"], "mengatakan", "Dia")],
    ),
    "15 passive": (
        "[IND Warga sudah siap], [CUE disampaikan] [SRC [PER Ratna]].",
        [("indirect", ["Warga sudah siap"], "disampaikan", "Ratna")],
    ),
    "16 document": (
        "[CUE Berdasarkan] [SRC data [ORG Balai Sungai]], [IND air naik dua meter].",
        [("indirect", ["air naik dua meter"], "Berdasarkan", "data Balai Sungai")],
    ),
    "18 setting between": (
        "[SRC [PER Ratna]] saat dihubungi, Kamis, [CUE mengatakan] [IND warga sudah siap].",
        [("indirect", ["warga sudah siap"], "mengatakan", "Ratna")],
    ),
    "21 mixed": (
        "[SRC [PER Ratna]] [CUE menyebut] [IND warga “sangat siap” mengungsi].",
        [("mixed", ["warga “sangat siap” mengungsi"], "menyebut", "Ratna")],
    ),
    "23 organization": (
        "[SRC [ORG Bank Semesta]] [CUE menyatakan] [IND modalnya sudah cukup].",
        [("indirect", ["modalnya sudah cukup"], "menyatakan", "Bank Semesta")],
    ),
    "24 anonymous": (
        "“[DIR Kami takut],” [CUE kata] [SRC seorang warga].",
        [("direct", ["Kami takut"], "kata", "seorang warga")],
    ),
    "14 carried on without a cue, unsure": (
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]]. [IND:0.6 Hujan belum reda].",
        [("direct", ["Kami siap"], "kata", "Ratna")],
    ),
    "17 the medium is not the speaker": (
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]] seperti dilansir [ORG Warta Melur].",
        [("direct", ["Kami siap"], "kata", "Ratna")],
    ),
    "19 the addressee is not the speaker": (
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]] kepada [ORG Warta Melur].",
        [("direct", ["Kami siap"], "kata", "Ratna")],
    ),
    "20 a document speaks": (
        "“[DIR Air itu milik warga],” demikian [CUE bunyi] [SRC pasal 3 peraturan itu].",
        [("direct", ["Air itu milik warga"], "bunyi", "pasal 3 peraturan itu")],
    ),
    "20 an account speaks": (
        "“[DIR Kami siap],” [CUE tulis] [SRC akun [ORG @airmelur]].",
        [("direct", ["Kami siap"], "tulis", "akun @airmelur")],
    ),
    "22 nested report: the outer speaker": (
        "[SRC [PER Budi]] [CUE mengatakan] [IND [PER Ratna] yakin air cukup].",
        [("indirect", ["Ratna yakin air cukup"], "mengatakan", "Budi")],
    ),
}


@pytest.mark.parametrize(("marked", "found"), CATALOGUE.values(), ids=CATALOGUE)
def test_construction_is_read(marked: str, found: list[Parts]) -> None:
    assert quotations(marked) == found


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("“[DIR Kami siap],” [CUE kata] [PER Ratna Dewi].", "Ratna Dewi"),
        ("[PER Ratna Dewi] kemudian [CUE mengatakan] [IND warga sudah siap].", "Ratna Dewi"),
        ("[CUE Menurut] [ORG Bank Semesta], [IND modalnya sudah cukup].", "Bank Semesta"),
        ("“[DIR Kami siap],” [CUE ujarnya] di [LOC Melur].", "nya"),
        ("“[DIR Kami siap],” [CUE kata] [LOC Melur].", None),
    ],
)
def test_source_that_the_tagger_missed_stands_beside_the_cue(
    marked: str, source: str | None
) -> None:
    [(_, _, _, found)] = quotations(marked)
    assert found == source


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("[PER Ratna Dewi] tidak [CUE mengatakan] [IND warga sudah siap].", 0),
        ("[PER Ratna Dewi] enggan [CUE menyebut] [IND nama calon penggantinya].", 0),
        ("[PER Ratna Dewi] tak [CUE menampik] [IND warga belum siap].", 1),
    ],
)
def test_negated_cue_reports_nothing_unless_it_denies_a_denial(marked: str, found: int) -> None:
    assert len(quotations(marked)) == found


def test_cue_that_the_tagger_missed_is_found_after_the_marks() -> None:
    assert quotations("“[DIR Kami siap],” tutur [SRC [PER Ratna]].") == [
        ("direct", ["Kami siap"], "tutur", "Ratna")
    ]


def test_name_glued_to_the_pronoun_is_no_source_of_another_cue() -> None:
    marked = (
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]].\n"
        "“[DIR Kami takut],” [CUE ujar] [SRC [PER Budi]].\n"
        "“[DIR Air naik cepat],” [CUE tuturnya]."
    )
    assert [(cue, source) for _, _, cue, source in quotations(marked)] == [
        ("kata", "Ratna"),
        ("ujar", "Budi"),
        ("tuturnya", "nya"),
    ]


def test_cue_of_one_paragraph_reports_nothing_of_the_next() -> None:
    marked = "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna]].\n“[DIR Air naik cepat sekali].”"
    assert quotations(marked)[1] == ("direct", ["Air naik cepat sekali."], None, None)


def test_cue_between_two_quotations_belongs_to_the_first() -> None:
    marked = "“[DIR Kami siap].” [CUE kata] [SRC [PER Ratna]]. “[DIR Air naik cepat].”"
    assert [cue for _, _, cue, _ in quotations(marked)] == ["kata", None]


def test_verb_between_two_quotations_belongs_to_the_second() -> None:
    marked = "“[DIR Kami siap].” [SRC [PER Ratna]] [CUE menambahkan], “[DIR Air naik cepat].”"
    assert [cue for _, _, cue, _ in quotations(marked)] == [None, "menambahkan"]


def test_source_is_not_taken_from_beyond_a_content() -> None:
    marked = "[SRC [PER Ratna]] datang, “[DIR kami siap],” [CUE kata] seseorang."
    [(_, _, cue, source)] = quotations(marked)
    assert (cue, source) == ("kata", None)


def test_cue_inside_what_is_said_is_no_cue() -> None:
    marked = "“[DIR Beliau [CUE mengatakan] warga siap],” [CUE kata] [SRC [PER Ratna]]."
    assert quotations(marked) == [("direct", ["Beliau mengatakan warga siap"], "kata", "Ratna")]


@pytest.mark.parametrize(("score", "count"), [(0.95, 1), (0.6, 0)])
def test_clause_without_a_cue_is_kept_only_where_the_tagger_is_sure(
    score: float, count: int
) -> None:
    assert len(quotations(f"Rapat selesai. [IND:{score} Warga Melur sudah siap].")) == count


def test_direct_quotation_without_a_cue_is_kept() -> None:
    assert quotations("“[DIR Kami siap mengungsi].”") == [
        ("direct", ["Kami siap mengungsi."], None, None)
    ]


@pytest.mark.parametrize(
    "text", ["", "Banjir di Melur", "Ratna, Budi, Sari", "1 | 2 | 3\n4 | 5 | 6"]
)
def test_article_without_quotations_has_none(text: str) -> None:
    assert quotations(text) == []


STORY = (
    "Banjir merendam [LOC Melur] sejak Senin.\n"
    "“[DIR Kami siap],” [CUE kata] [SRC [PER Ratna Dewi]]. “[DIR Pompa jalan],” [CUE lanjutnya].\n"
    '"[DIR Air naik cepat]," [CUE ujar] [SRC [PER Budi Santika]], "[DIR tetapi warga tenang]."\n'
    "”[DIR Kami mengungsi ke balai desa],” [CUE tutur] [SRC [PER Sari]].\n"
    "Film “Senja di Melur” batal diputar.\n"
    "“[DIR Bantuan datang sore ini. Semua akan kebagian],” [CUE ucap] [SRC [PER Ratna]].\n"
    "[CUE Menurut] [SRC [PER Budi]], [IND air akan surut besok].\n"
)
_TEXT = tagged(STORY).text
_MARKS = [index for index, char in enumerate(_TEXT) if char in '"“”']


def test_story_has_its_quotations() -> None:
    assert [contents for _, contents, _, _ in quotations(STORY)] == [
        ["Kami siap"],
        ["Pompa jalan"],
        ["Air naik cepat", "tetapi warga tenang."],
        ["Kami mengungsi ke balai desa"],
        ["Bantuan datang sore ini. Semua akan kebagian"],
        ["air akan surut besok"],
    ]


def _without(doc: Annotated, lost: int) -> Annotated:
    """Return the article as if a character had never been there."""

    def moved(span: Span) -> Span:
        return Span(span.start - (span.start > lost), span.end - (span.end > lost))

    text = doc.text[:lost] + doc.text[lost + 1 :]
    return Annotated(
        article=Article(id="a", text=text),
        sentences=tuple(Sentence(moved(s.span), ()) for s in doc.sentences),
        mentions=tuple(Mention(moved(m.span), m.kind, m.score) for m in doc.mentions),
        evidence=tuple(LabelledSpan(moved(e.span), e.label, e.score) for e in doc.evidence),
    )


@pytest.mark.parametrize("lost", _MARKS)
def test_lost_mark_changes_at_most_two_quotations(lost: int) -> None:
    before = [str(parts) for parts in quotations(STORY)]
    after = [str(parts) for parts in said(find_quotations(_without(tagged(STORY), lost)))]
    assert len(set(before) & set(after)) >= len(before) - 2
    assert len(after) <= len(before) + 1


_LABELS = ("DIRECT", "INDIRECT", "CUE", "SOURCE", "ROLE", "BOILERPLATE")
_HEADS = (("DIRECT", "INDIRECT"), ("CUE", "SOURCE"), ("ROLE",), ("BOILERPLATE",))
_NEWS = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            '"',
            "‘",
            ",",
            ".",
            "\n",
            " kata ",
            " ujarnya",
            " Ratna Dewi",
            " mengatakan ",
            " air naik cepat",
        ]
    ),
    max_size=25,
).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Annotated:
    """Draw an article of any text, with evidence and mentions anywhere in it."""
    text = draw(st.one_of(st.text(max_size=80), _NEWS))
    rng = random.Random(draw(st.integers(0, 10_000)))
    return Annotated(
        article=Article(id="a", text=text),
        sentences=tuple(Sentence(span, ()) for span in _apart(rng, len(text))),
        mentions=tuple(
            Mention(span, rng.choice(("PER", "ORG", "LOC", "EVT")), rng.random())
            for span in _apart(rng, len(text))
        ),
        evidence=tuple(
            sorted(
                (
                    LabelledSpan(span, rng.choice(labels), rng.random())
                    for labels in _HEADS
                    for span in _apart(rng, len(text))
                ),
                key=lambda found: (found.span, found.label),
            )
        ),
    )


def _apart(rng: random.Random, length: int) -> list[Span]:
    edges = sorted(rng.sample(range(length + 1), min(length, rng.randrange(0, 9))))
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(documents())
def test_any_text_with_any_evidence_gives_sound_quotations(doc: Annotated) -> None:
    found = resolve(find_quotations(doc))
    assert found == resolve(find_quotations(doc))
    chains = {chain.id for chain in found.chains}
    for quotation in found.quotations:
        spans = [*quotation.content, quotation.cue, quotation.source]
        assert all(span.end <= len(doc.text) for span in spans if span)
        assert quotation.content
        assert quotation.speaker in {None, *chains}
        assert 0 <= quotation.score <= 1
    assert all(m.end <= len(doc.text) for chain in found.chains for m in chain.mentions)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(documents())
def test_quotations_of_one_level_are_apart(doc: Annotated) -> None:
    found = find_quotations(doc).quotations
    for kinds in ({"direct"}, {"indirect", "mixed"}):
        spans = sorted(s for q in found if q.kind in kinds for s in q.content)
        assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(documents())
def test_speakers_lose_no_quotation(doc: Annotated) -> None:
    found = find_quotations(doc)
    resolved = resolve(found)
    assert [q.content for q in resolved.quotations] == [q.content for q in found.quotations]


@pytest.mark.parametrize(
    "unit",
    [
        '"a "',
        '"',
        '"kami siap," kata Ani. ',
        "kata ",
        "menurut mengatakan ",
        '"a b, kata ',
        ',"katanya ',
    ],
    ids=ascii,
)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    text = unit * (6_000 // len(unit))
    assert is_linear(lambda text: find_quotations(tagged(text)), text, text * 2)


@pytest.mark.parametrize(
    "unit",
    [
        "“[DIR Kami siap],” [CUE kata] [SRC [PER Ani]]. ",
        "[CUE Menurut] [SRC [PER Ani]] [IND kami siap sekali]. ",
        "[SRC [PER Ani]] [CUE mengatakan] [IND “kami siap” sekali] ",
    ],
)
def test_time_is_linear_in_what_the_tagger_saw(unit: str) -> None:
    doc, double = tagged(unit * 150), tagged(unit * 300)
    assert is_linear(find_quotations, doc, double)
