"""Dates as Indonesian papers print them, to ISO 8601.

In: text such as ``Selasa, 13 November 2018`` or ``29/01/2019, 11:04 WIB``; days come before
months. Out: ``2018-11-13`` or ``2019-01-29T11:04:00+07:00``. A date that no calendar has gives
nothing, and nothing is guessed: a date without a year needs the article's date to be resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kg.types import Span

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "pebruari", "february", "feb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "agst", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_WEEKDAYS = (
    ("senin", "monday"),
    ("selasa", "tuesday"),
    ("rabu", "wednesday"),
    ("kamis", "thursday"),
    ("jumat", "jum'at", "jum’at", "friday"),
    ("sabtu", "saturday"),
    ("minggu", "ahad", "sunday"),
)
_MONTH_NUMBER = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names}
_WEEKDAY_NUMBER = {name: n for n, names in enumerate(_WEEKDAYS) for name in names}
_UTC = "+00:00"
_ZONES = {
    "wib": "+07:00",
    "wita": "+08:00",
    "wit": "+09:00",
    "utc": _UTC,
    "gmt": _UTC,
    "z": _UTC,
}
_LONGEST_DATE_LINE = 80
_DAY = len("2018-11-13")
_DAYS_AGO = {
    "hari ini": 0,
    "tadi pagi": 0,
    "tadi siang": 0,
    "kemarin": 1,
    "tadi malam": 1,
    "semalam": 1,
    "kemarin lusa": 2,
}
_HALF_A_YEAR = timedelta(days=184)
# What papers announce without a year is not further off.
_SOON = timedelta(days=60)


def _any_of(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_WEEKDAY = rf"(?:(?:{_any_of(_WEEKDAY_NUMBER)})[,\s]{{1,3}})?"
_NAME = rf"(?P<name>{_any_of(_MONTH_NUMBER)})\.?"
_CLOCK = (
    r"(?:\s{0,2}(?:[T,|/(–-]|at)?\s{0,2}(?:pukul|jam)?\s?(?=\d{1,2}(?::\d|\.\d\d\s?WI))"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d{1,9})?)?(?!\d)"
    r"(?:\s?(?P<zone>WIB|WITA|WIT|UTC|GMT|Z|[+-]\d{2}:?\d{2})(?!\w))?)?"
)
_ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"
_DAY_FIRST = rf"{_WEEKDAY}(?P<day>\d{{1,2}})[\s/-]{_NAME}(?:[\s,/-]{{1,2}}(?P<year>\d{{4}}))?(?!\w)"
_MONTH_FIRST = rf"{_NAME}\s(?P<day>\d{{1,2}}),\s?(?P<year>\d{{4}})(?!\w)"
_NUMERIC = (
    rf"{_WEEKDAY}\(?(?P<day>\d{{1,2}})(?P<mark>[/-])(?P<month>\d{{1,2}})"
    r"(?:(?P=mark)(?P<year>\d{4}|\d{2}))?(?![\d/-])\)?"
)
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}{_CLOCK}", re.IGNORECASE)
    for form in (_ISO, _DAY_FIRST, _MONTH_FIRST, _NUMERIC)
)
_TIME_OF_DAY = r"(?:dini hari|pagi|siang|sore|petang|malam)"
# Capitals only: "minggu" is a week, "Minggu" is Sunday.
_CAPITALS = "|".join(name.capitalize() for name in sorted(_WEEKDAY_NUMBER, key=len, reverse=True))
_RELATIVE = re.compile(
    rf"\b(?:(?P<weekday>{_CAPITALS})(?:\s{_TIME_OF_DAY})?"
    rf"(?:\s(?P<week>(?:pekan|minggu)\s(?:lalu|kemarin))|\s(?P<last>lalu|kemarin)|\sini)?"
    rf"|(?P<ago>(?i:{_any_of(_DAYS_AGO)})))\b"
)
_WEEKDAY_BEFORE = re.compile(rf"\b(?:{_CAPITALS})(?:\s{_TIME_OF_DAY})?,?\s\(?$")


def to_iso(text: str, *, near: str | None = None) -> str | None:
    """Return the first date in ``text`` as ISO 8601, or None.

    Parameters
    ----------
    text : str
        A short text, such as the date field of a record.
    near : str, optional
        ISO date of the article; gives the year to a date without one.

    Examples
    --------
    >>> to_iso("Selasa, 29 Januari 2019 / 11:04 WIB")
    '2019-01-29T11:04:00+07:00'
    >>> to_iso("Sabtu (13/10)", near="2018-11-13")
    '2018-10-13'
    >>> to_iso("31 Februari 2020") is None
    True
    """
    return next((iso for _, iso in find_dates(text, near=near)), None)


def find_dates(text: str, *, near: str | None = None) -> Iterator[tuple[Span, str]]:
    """Yield the dates in ``text`` with their spans, in text order.

    Examples
    --------
    >>> list(find_dates("dibuka Kamis (6/8/2020) pagi"))
    [(Span(start=7, end=23), '2020-08-06')]
    """
    found = (match for form in _FORMS for match in form.finditer(text))
    last = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        iso = _iso(match, near) if match.start() >= last else None
        if iso:
            last = match.end()
            yield Span(match.start(), match.end()), iso


def iso_day(published: str | None) -> str | None:
    """Return the ISO date of an ISO date or date-time, None if it is none.

    Examples
    --------
    >>> iso_day("2018-10-13T09:00:00+07:00")
    '2018-10-13'
    >>> iso_day("31 Februari") is None
    True
    """
    head = (published or "")[:10]
    try:
        return date.fromisoformat(head).isoformat()
    except ValueError:
        return None


def find_days(text: str, *, near: str | None) -> Iterator[tuple[Span, str]]:
    """Yield the days that ``text`` names, by date, weekday or "kemarin", in text order.

    A weekday without a date is the last one up to the article's day, as newspapers mean it;
    with "pekan lalu" it lies in the week before (Monday to Sunday).

    Parameters
    ----------
    text : str
        Any text.
    near : str or None
        ISO date of the article; without it only dates with a year are found.

    Examples
    --------
    >>> [day for _, day in find_days("kata Ma, Sabtu (13/10)", near="2018-10-14")]
    ['2018-10-13']
    >>> [day for _, day in find_days("ujarnya, Jumat malam", near="2018-10-14")]
    ['2018-10-12']
    """
    dated = [(_with_weekday(text, span), day) for span, day in _past_days(text, near)]
    taken = [span for span, _ in dated]
    for match in _RELATIVE.finditer(text) if near else ():
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in taken):
            dated.append((span, _relative(match, near or "").isoformat()))
    yield from sorted(dated)


def _past_days(text: str, near: str | None) -> Iterator[tuple[Span, str]]:
    """Yield the dates as days; one without a year and months ahead is last year's."""
    if near is None:
        yield from ((span, iso[:_DAY]) for span, iso in find_dates(text))
        return
    today = date.fromisoformat(near[:_DAY])
    earlier = dict(find_dates(text, near=(today - _HALF_A_YEAR).isoformat()))
    for span, iso in find_dates(text, near=near):
        ahead = date.fromisoformat(iso[:_DAY]) - today > _SOON
        yield span, (earlier.get(span, iso) if ahead else iso)[:_DAY]


def _with_weekday(text: str, span: Span) -> Span:
    """Take the weekday in: "Sabtu malam (13/10)"."""
    found = _WEEKDAY_BEFORE.search(text, 0, span.start)
    return Span(found.start(), span.end) if found else span


def _relative(match: re.Match[str], near: str) -> date:
    today = date.fromisoformat(near[:_DAY])
    if match["ago"]:
        return today - timedelta(days=_DAYS_AGO[match["ago"].lower()])
    weekday = _WEEKDAY_NUMBER[match["weekday"].lower()]
    if match["week"]:
        return today - timedelta(days=today.weekday() + 7 - weekday)
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back or (7 if match["last"] else 0))


def is_date_line(line: str) -> bool:
    """Say whether ``line`` is nothing but a full date, as printed above or below a headline.

    Examples
    --------
    >>> is_date_line("Selasa, 13 November 2018 10:20 WIB")
    True
    >>> is_date_line("Rapat digelar Selasa, 13 November 2018")
    False
    """
    if len(line) > _LONGEST_DATE_LINE:
        return False
    stripped = line.strip(" \t\xa0()|-–,.")
    return any(span == Span(0, len(stripped)) for span, _ in find_dates(stripped))


def _iso(match: re.Match[str], near: str | None) -> str | None:
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else _MONTH_NUMBER[parts["name"].lower()]
    day = int(parts["day"])
    if parts["year"]:
        found = _date_or_none(_full_year(parts["year"]), month, day)
    else:
        found = _nearest(month, day, near) if near else None
    return found.isoformat() + _clock(parts) if found else None


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) > len("18") else 2000 + int(digits)


def _nearest(month: int, day: int, near: str) -> date | None:
    """Return the day closest to ``near``: in January, "28/12" is of last year."""
    anchor = date.fromisoformat(near[: len("2018-11-13")])
    years = range(max(anchor.year - 1, 1), anchor.year + 2)
    candidates = (_date_or_none(year, month, day) for year in years)
    near_ones = [found for found in candidates if found and abs(found - anchor) <= _HALF_A_YEAR]
    return min(near_ones, key=lambda found: abs(found - anchor), default=None)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(parts: dict[str, str]) -> str:
    """Return the time of day and its zone, or nothing when no clock shows it."""
    if not parts["hour"] or int(parts["hour"]) > 23 or int(parts["minute"]) > 59:  # noqa: PLR2004
        return ""
    second = parts["second"] if parts["second"] and int(parts["second"]) < 60 else "00"  # noqa: PLR2004
    zone = (parts["zone"] or "").lower()
    offset = _ZONES.get(zone, f"{zone[:3]}:{zone[-2:]}" if zone else "")
    return f"T{int(parts['hour']):02}:{parts['minute']}:{second}{offset}"
