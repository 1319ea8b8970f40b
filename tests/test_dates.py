from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import find_dates, find_days, is_date_line, to_iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Selasa, 13 November 2018", "2018-11-13"),
        ("Sabtu 3 Feb 2024", "2024-02-03"),
        ("Jum'at, 1 Maret 2019", "2019-03-01"),
        ("Jumat (6/8/2020)", "2020-08-06"),
        ("1 Nopember 1998", "1998-11-01"),
        ("17 Agt 2021", "2021-08-17"),
        ("29/01/2019, 11:04 WIB", "2019-01-29T11:04:00+07:00"),
        ("Selasa, 29 Januari 2019 / 11:04 WIB", "2019-01-29T11:04:00+07:00"),
        ("Rabu, 24 Mei 2017, 10.30 WITA", "2017-05-24T10:30:00+08:00"),
        ("Kamis, 5 November 2015 - 15:56 wit", "2015-11-05T15:56:00+09:00"),
        ("Senin, 12 Nov 2018 10:20 WIB", "2018-11-12T10:20:00+07:00"),
        ("16 Februari 2016 pukul 09:10 WIB", "2016-02-16T09:10:00+07:00"),
        ("2016-02-16T13:01:52+0700", "2016-02-16T13:01:52+07:00"),
        ("2016-02-16T13:01:52Z", "2016-02-16T13:01:52+00:00"),
        ("2016-02-16 13:01:52", "2016-02-16T13:01:52"),
        ("2016-02-16", "2016-02-16"),
        ("February 16, 2016", "2016-02-16"),
        ("Tue, 16 Feb 2016 09:10:00 +0700", "2016-02-16T09:10:00+07:00"),
        ("13/10/18", "2018-10-13"),
    ],
)
def test_to_iso_reads_what_papers_print(text: str, iso: str) -> None:
    assert to_iso(text) == iso


@pytest.mark.parametrize(
    "text",
    ["31 Februari 2020", "2018-02-30", "10/13/2018", "13 Oktober", "skor 3-1", "Rp 12/2018", ""],
)
def test_to_iso_invents_nothing(text: str) -> None:
    assert to_iso(text) is None


def test_to_iso_leaves_out_a_time_that_no_clock_shows() -> None:
    assert to_iso("2012-12-12 25:61") == "2012-12-12"


@pytest.mark.parametrize(
    ("text", "near", "iso"),
    [
        ("Sabtu (13/10)", "2018-11-13", "2018-10-13"),
        ("Jumat (28/12)", "2019-01-03T08:00:00+07:00", "2018-12-28"),
        ("Senin, 7 Januari", "2018-12-30", "2019-01-07"),
        ("29 Februari", "2024-03-01", "2024-02-29"),
        ("29 Februari", "2019-03-01", None),
    ],
)
def test_to_iso_takes_the_year_from_the_article(text: str, near: str, iso: str | None) -> None:
    assert to_iso(text, near=near) == iso


def test_find_dates_gives_spans_in_text_order() -> None:
    text = "Dibuka 3 Mei 2019, ditutup Rabu (5/6/2019), dibuka lagi."
    assert [(span.of(text), iso) for span, iso in find_dates(text)] == [
        ("3 Mei 2019", "2019-05-03"),
        ("Rabu (5/6/2019)", "2019-06-05"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Selasa, 13 November 2018", True),
        ("  29/01/2019, 11:04 WIB |", True),
        ("Acara digelar Selasa, 13 November 2018", False),
        ("13 November 2018 menjadi hari bersejarah", False),
        ("", False),
    ],
)
def test_is_date_line(line: str, expected: bool) -> None:  # noqa: FBT001
    assert is_date_line(line) is expected


@settings(derandomize=True, max_examples=200)
@given(st.text(alphabet="0123456789/-., :()TZ+ WIBSeninJanuari", max_size=60))
def test_find_dates_never_fails(text: str) -> None:
    assert all(span.end <= len(text) for span, _ in find_dates(text, near="2020-02-29"))


@pytest.mark.parametrize("piece", ["13 ", "1/", "Senin, ", "2018-", "Jan "])
def test_find_dates_takes_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        started = time.process_time()
        list(find_dates(piece * count, near="2020-01-01"))
        return time.process_time() - started

    seconds(1000)
    assert seconds(40_000) < 3 * seconds(20_000) + 0.05


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("Sabtu (13/10)", "2018-10-14", ["2018-10-13"]),
        ("Sabtu malam (13/10)", "2018-10-14", ["2018-10-13"]),
        ("Rabu (16/2)", "2017-08-28", ["2017-02-16"]),  # no paper quotes next February
        ("Selasa (30/12)", "2019-01-02", ["2018-12-30"]),
        ("Jumat", "2018-10-14", ["2018-10-12"]),
        ("Minggu", "2018-10-14", ["2018-10-14"]),
        ("Minggu lalu", "2018-10-14", ["2018-10-07"]),
        ("Jumat pekan lalu", "2018-10-13", ["2018-10-05"]),
        ("Jumat pekan lalu", "2018-10-16", ["2018-10-12"]),
        ("hari ini", "2018-10-14", ["2018-10-14"]),
        ("kemarin", "2018-10-14", ["2018-10-13"]),
        ("dua minggu", "2018-10-14", []),
        ("Jumat", None, []),
        ("Jumat (12/10/2018) dan kemarin", "2018-10-14", ["2018-10-12", "2018-10-13"]),
    ],
)
def test_days_are_resolved_against_the_article(
    text: str, near: str | None, expected: list[str]
) -> None:
    assert [day for _, day in find_days(text, near=near)] == expected
