"""Quoted stretches: every shape of mark, every fault newsrooms make with them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import is_linear

from kg.quotes.marks import find_stretches


def quoted(text: str) -> list[str]:
    """Return the words of the stretches of a text."""
    return [stretch.inner.of(text) for stretch in find_stretches(text)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('"', '"'),
        ("“", "”"),
        ("„", "“"),
        ("„", "”"),
        ("‟", "”"),
        ("«", "»"),
        ("»", "«"),
        ("''", "''"),
        ("``", "''"),
        ("‘‘", "’’"),
        ("＂", "＂"),
        ("”", "”"),
        ("“", "“"),
        ("”", "“"),
        ('"', "”"),
        ("“", '"'),
        ("‘’", "’’"),
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "{0}Kami siap,{1} kata Ratna.",
        "Ratna berkata, {0}Kami siap,{1} di Melur.",
        "Ratna berkata: {0}Kami siap,{1}",
        "Rapat selesai ({0}Kami siap,{1} kata Ratna).",
        "Warga lega.\n{0}Kami siap,{1} kata Ratna.",
    ],
)
def test_any_pair_of_marks_is_read(opening: str, closing: str, around: str) -> None:
    assert quoted(around.format(opening, closing)) == ["Kami siap,"]


def test_single_curly_marks_hold_a_sentence() -> None:
    text = "‘Kami siap menghadapi musim hujan,’ kata Ratna."
    assert quoted(text) == ["Kami siap menghadapi musim hujan,"]


@pytest.mark.parametrize(
    "text",
    [
        "Salat Jum'at dipimpin Ma'ruf, kata panitia D'Rasa.",
        "Salat Jum’at dipimpin Ma’ruf di Al-Qur’an Center.",
        "Anak ‘zaman now’ itu pulang.",
        "Tinggi badannya 5'11 kaki.",
        'Layar 14" itu retak.',
        'Kami siap," kata Ratna.',
        "Kami siap,” kata Ratna.",
        '""',
        "“”",
        '" "',
        "“ … ”",
        '"',
        'a"b',
        "",
    ],
)
def test_no_stretch_where_nothing_is_quoted(text: str) -> None:
    assert quoted(text) == []


def test_apostrophes_inside_a_stretch_do_not_end_it() -> None:
    assert quoted('"Jum\'at nanti Ma’ruf datang," kata Ratna.') == ["Jum'at nanti Ma’ruf datang,"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('" Kami siap, " kata Ratna.', [" Kami siap, "]),
        ("“ Kami siap, ” kata Ratna.", [" Kami siap, "]),
        ("” Kami siap, ” kata Ratna.", [" Kami siap, "]),
        ('"Kami siap,"katanya.', ["Kami siap,"]),
        ('"Kami siap, "katanya.', ["Kami siap, "]),
        ('"Kami siap,"kata Ratna. "Kami tenang,"ujarnya.', ["Kami siap,", "Kami tenang,"]),
        ('"Kami siap"kata Ratna.', ["Kami siap"]),
        ('"(Semua) siap," kata Ratna.', ["(Semua) siap,"]),
        ('"17 orang selamat," kata Ratna.', ["17 orang selamat,"]),
        ('"Siap?" "Ya." "Baik."', ["Siap?", "Ya.", "Baik."]),
    ],
)
def test_blanks_and_glued_words_do_not_matter(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(("a", "b"), [('"', '"'), ("“", "”"), ("”", "”")])
def test_split_utterance_is_two_stretches(a: str, b: str) -> None:
    assert quoted(f"{a}Kami,{b} kata Ratna, {a}siap.{b}") == ["Kami,", "siap."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“Ia bilang ‘tunggu dulu’ kepada kami,” kata Ratna.",
            "Ia bilang ‘tunggu dulu’ kepada kami,",
        ),
        (
            "\"Ia bilang 'tunggu dulu' kepada kami,\" kata Ratna.",
            "Ia bilang 'tunggu dulu' kepada kami,",
        ),
        (
            "“Ia bilang “tunggu dulu” kepada kami,” kata Ratna.",
            "Ia bilang “tunggu dulu” kepada kami,",
        ),
        (
            '"Ia bilang "tunggu dulu" kepada kami," kata Ratna.',
            'Ia bilang "tunggu dulu" kepada kami,',
        ),
        ("“Kata “siap” dan “tenang” disebut,” kata Ratna.", "Kata “siap” dan “tenang” disebut,"),
    ],
)
def test_outer_of_nested_stretches_is_found(text: str, found: str) -> None:
    assert quoted(text) == [found]


def test_nested_stretch_that_ends_with_the_outer() -> None:
    assert quoted("Ratna berkata, “Ia bilang “tunggu dulu”.”") == ["Ia bilang “tunggu dulu”."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Kami siap.\nWarga lega.", ["Kami siap."]),
        ("“Kami siap di Melur.\n“Syukurlah,” kata Budi.", ["Kami siap di Melur.", "Syukurlah,"]),
        ("“Kami siap. “Syukurlah,” kata Budi.", ["Kami siap.", "Syukurlah,"]),
        ('"Kami siap.\nWarga lega.\n"Syukurlah," kata Budi.', ["Kami siap.", "Syukurlah,"]),
        ("Ratna berkata, “Kami siap.", ["Kami siap."]),
    ],
)
def test_mark_that_is_never_closed_ends_with_its_paragraph(text: str, found: list[str]) -> None:
    assert quoted(text) == found
    assert not find_stretches(text)[0].closed


@pytest.mark.parametrize("cue", ["kata Ratna", "ujarnya kemarin", "tutur dia"])
def test_mark_that_is_never_closed_ends_before_a_cue(cue: str) -> None:
    text = f"“Kami siap, {cue}. Hujan reda.\nWarga lega."
    [stretch] = find_stretches(text)
    assert stretch.inner.of(text) == "Kami siap,"
    assert not stretch.closed


def test_lost_opening_mark_costs_only_its_own_stretch() -> None:
    text = "Kami siap,” kata Ratna. “Kami tenang,” ujarnya."
    assert quoted(text) == ["Kami tenang,"]


def test_paragraphs_under_one_pair_of_marks_are_one_stretch() -> None:
    text = "“Kami siap.\nKami tenang.\nKami kuat,” kata Ratna."
    [stretch] = find_stretches(text)
    assert stretch.inner.of(text) == "Kami siap.\nKami tenang.\nKami kuat,"
    assert stretch.closed


def test_paragraphs_that_each_open_are_a_stretch_each() -> None:
    text = "“Kami siap.\n“Kami tenang.\n“Kami kuat,” kata Ratna."
    assert quoted(text) == ["Kami siap.", "Kami tenang.", "Kami kuat,"]


def test_stretch_has_at_most_four_paragraphs_more() -> None:
    text = "“Kami siap.\n" + "Warga lega.\n" * 5 + "Kami kuat,” kata Ratna."
    assert quoted(text) == ["Kami siap."]


def test_stretch_without_end_is_cut() -> None:
    text = "“" + "kami siap " * 1000
    [stretch] = find_stretches(text)
    assert len(stretch.inner.of(text)) <= 2500
    assert not stretch.closed


def test_outer_includes_the_marks() -> None:
    text = "Ia: ``Kami siap,'' katanya."
    [stretch] = find_stretches(text)
    assert stretch.outer.of(text) == "``Kami siap,''"


ARTICLE = (
    "Hujan turun sejak subuh di Melur.\n"
    "“Kami siap,” kata Ratna. “Pompa sudah jalan,” lanjutnya.\n"
    '"Air naik cepat," ujar Budi, "tetapi warga tenang."\n'
    "”Kami mengungsi ke balai desa,” tutur Sari.\n"
    "Film “Senja di Melur” batal diputar.\n"
    "“Bantuan datang sore ini. Semua akan kebagian,” ucap Ratna.\n"
)
MARKS = [index for index, char in enumerate(ARTICLE) if char in '"“”']


def test_article_has_its_stretches() -> None:
    assert quoted(ARTICLE) == [
        "Kami siap,",
        "Pompa sudah jalan,",
        "Air naik cepat,",
        "tetapi warga tenang.",
        "Kami mengungsi ke balai desa,",
        "Senja di Melur",
        "Bantuan datang sore ini. Semua akan kebagian,",
    ]


@pytest.mark.parametrize("lost", MARKS)
def test_lost_mark_changes_at_most_two_stretches(lost: int) -> None:
    damaged = ARTICLE[:lost] + ARTICLE[lost + 1 :]
    unharmed = set(quoted(ARTICLE)) & set(quoted(damaged))
    assert len(unharmed) >= len(quoted(ARTICLE)) - 2


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("other", ["“", "”", '"'])
def test_mark_of_a_wrong_shape_changes_at_most_two_stretches(mark: int, other: str) -> None:
    damaged = ARTICLE[:mark] + other + ARTICLE[mark + 1 :]
    unharmed = set(quoted(ARTICLE)) & set(quoted(damaged))
    assert len(unharmed) >= len(quoted(ARTICLE)) - 2


_NEWSROOM = st.text(alphabet=st.sampled_from("\"“”„«»‘’'`, .?!\nkataK"), max_size=80)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), _NEWSROOM))
def test_stretches_of_any_text_are_inside_it_and_apart(text: str) -> None:
    found = find_stretches(text)
    assert found == find_stretches(text)
    assert all(stretch.outer.contains(stretch.inner) for stretch in found)
    assert all(stretch.outer.end <= len(text) for stretch in found)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "''",
        "``",
        '"a ',
        '"a "',
        "“a ",
        " ”",
        ',"kata ',
        "“a\n",
        "‘a,’",
        "kata ",
    ],
    ids=ascii,
)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    text = unit * (6_000 // len(unit))
    assert is_linear(find_stretches, text, text * 2)


def test_a_hundred_thousand_marks_are_read_at_once() -> None:
    assert find_stretches('"' * 100_000) == []
