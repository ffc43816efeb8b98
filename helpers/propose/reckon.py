"""Reckoning with dates as EDTF text: moved, cut into thirds, given a direction.

It knows no words of an article. A value that the calendar does not have is blank.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from helpers.case import dates

SEASONS = {  # months; a winter is called after the year in which it begins
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}
IN_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
IN_YEARS = {
    "year": 1, "decade": 10, "quarter-century": 25, "half-century": 50, "century": 100,
}  # fmt: skip


def sound(value: str) -> str:
    """Return a value that can be read as a date; blank where it cannot."""
    try:
        return dates.parse(value).text
    except dates.DateError:
        return ""


def on(year: int, month: int = 0, day: int = 0) -> str:
    """Write a year, a month or a day; blank where the calendar has none such.

    >>> on(2017, 1), on(2017, 2, 30)
    ('2017-01', '')
    """
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)]
    return sound("-".join(parts)) if 0 < year < 10_000 else ""


def month(months: int) -> str:
    """Write a month, counted from the year 0."""
    return on(months // 12, months % 12 + 1)


def moved(text: str, count: float, unit: str) -> str:
    """Move a day, month or year by units, no more exact than either of the two.

    >>> moved("2017-01-13", -1, "month"), moved("1875", 7, "year")
    ('2016-12', '1882')
    >>> moved("1956", 3, "week")
    ''
    >>> moved("2009", -0.25, "century"), moved("2009-07-02", 0.5, "year")
    ('1984', '2010-01')
    """
    if not text or re.search("[^0-9-]", text):
        return ""
    months = count * 12 * IN_YEARS.get(unit, 0) + count * (unit == "month")
    if unit in IN_YEARS and months % 12 == 0:
        return on(int(text[:4]) + int(months // 12))
    if unit in IN_YEARS or unit == "month":
        held = len(text) > 4 and months % 1 == 0
        new = int(text[:4]) * 12 + int(text[5:7] or 1) - 1 + int(months)
        return month(new) if held else ""
    if unit not in IN_DAYS or len(text) < 10 or count % 1:
        return ""
    try:
        day = date.fromisoformat(text) + timedelta(days=count * IN_DAYS[unit])
    except (OverflowError, ValueError):
        return ""
    return day.isoformat()


def season(name: str, year: int) -> str:
    """Write a season as months, about.

    >>> season("winter", 1914)
    '1914-12~/1915-02~'
    """
    low, high = (month(year * 12 + nth - 1) for nth in SEASONS[name])
    return sound(f"{low}~/{high}~") if low and high else ""


def easter(year: int, days: int = 0) -> str:
    """Return the day so many days after Easter of a year, by the rule of Butcher.

    >>> easter(2008), easter(2016, -2)
    ('2008-03-23', '2016-03-25')
    """
    century, of_it = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (
        century - (century + 8) // 25 + 1) // 3 + 15) % 30  # fmt: skip
    day = (32 + 2 * (century % 4) + 2 * (of_it // 4) - moon - of_it % 4) % 7
    back = 7 * ((year % 19 + 11 * moon + 22 * day) // 451)
    month, of_month = divmod(moon + day - back + 114, 31)
    return moved(on(year, month, of_month + 1), days, "day")


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> str:
    """Return the first to fourth of a weekday in a month; -1 is the last one.

    >>> nth_weekday(2022, 8, 6, -1)
    '2022-08-28'
    """
    if not on(year):
        return ""
    weeks = calendar.monthcalendar(year, month)
    days = [week[weekday] for week in weeks if week[weekday]]
    return on(year, month, days[nth])


def week(day: date, weeks: int = 0) -> tuple[str, str]:
    """Return the Monday and the Sunday of a day's week, or of one before or after."""
    monday = day.toordinal() - day.weekday() + 7 * weeks
    try:
        first, last = map(date.fromordinal, (monday, monday + 6))
    except (OverflowError, ValueError):
        return "", ""
    return first.isoformat(), last.isoformat()


def nth_week(text: str, which: str) -> str:
    """Return seven days of a month or year, the first of them a first week.

    >>> nth_week("2024-01", "first"), nth_week("2024-02", "last")
    ('[2024-01-01..2024-01-07]', '[2024-02-23..2024-02-29]')
    """
    if not re.fullmatch("[0-9]{4}(-[0-9]{2})?", text):
        return text
    step = {"last": -6, "final": -6}.get(which)
    edge = dates.last_day(text) if step else dates.first_day(text)
    nth = ("first", "second", "third", "fourth", "last", "final").index(which)
    low = edge + timedelta(days=step or 7 * nth)
    return window(low.isoformat(), (low + timedelta(days=6)).isoformat())


def window(low: str, high: str) -> str:
    """Write one moment in a window."""
    return low if low == high else sound(f"[{low}..{high}]") if low or high else ""


def span(low: str, high: str) -> str:
    """Write what lasted from one date to another."""
    return sound(f"{low}/{high}")


def cut(text: str, nth: int, parts: int) -> str:
    """Cut a month, year, decade or century into parts and return one, from 0.

    >>> cut("2021-09", 0, 3), cut("2016", 1, 3), cut("199X", 2, 3), cut("19XX", 1, 2)
    ('[2021-09-01..2021-09-10]', '[2016-05..2016-08]', '[1997..1999]', '[1950..1999]')
    """
    if not re.fullmatch("[0-9]{4}(-[0-9]{2})?|[0-9]{3}X|[0-9]{2}XX", text):
        return text
    count = {4: 12, 7: 30}[len(text)] if "X" not in text else 10 ** text.count("X")
    low, high = (-(-count * step // parts) for step in (nth, nth + 1))
    if "X" in text:
        begin = int(text.replace("X", "0"))
        return f"[{begin + low:04d}..{begin + high - 1:04d}]"
    if count == 30 == high:
        high = calendar.monthrange(int(text[:4]), int(text[5:]))[1]
    return f"[{text}-{low + 1:02d}..{text}-{high:02d}]"


def ends(text: str) -> tuple[str, str]:
    """Return the two ends of a value."""
    if text.startswith("["):
        low, _, high = text[1:-1].partition("..")
        return low, high
    low, slash, high = text.partition("/")
    return (low, high) if slash else (text, text)


def edges(text: str) -> tuple[str, str]:
    """Return where a span begins and ends that a value tells of; it takes no window.

    A half or quarter of a year has its months, another part of a time what it is of;
    of any other window, each end is only about there.

    >>> edges("[1999-02-11..1999-02-20]")[0], edges("[1990..1993]")[1], edges("2016")[0]
    ('1999-02', '199X', '2016')
    >>> edges("[2016-10..2016-12]")
    ('2016-10', '2016-12')
    """
    low, high = ends(text)
    if not text.startswith("["):
        return low, high
    for held in (low[:7], low[:4], f"{low[:3]}X", f"{low[:2]}XX"):
        for parts in (3, 2, 4):
            if text in (cut(held, nth, parts) for nth in range(parts)):
                is_told = parts != 3 and held.isdecimal()
                return (low, high) if is_told else (held, held)
    return low and f"{low}~", high and f"{high}~"


def up_to(text: str, count: int, unit: str) -> str:
    """Return the span of so many units that ends with a date.

    >>> up_to("2002-03", 1, "year"), up_to("2023-06-30", 3, "month")
    ('2001-04/2002-03', '2023-04/2023-06')
    """
    if unit in IN_DAYS:
        return span(moved(text, 1 - count * IN_DAYS[unit], "day"), text)
    if len(text) == 4:
        return span(moved(text, -count, unit), text)
    is_last = len(text) > 7 and dates.last_day(text[:7]).isoformat() == text
    last, months = text[:7] if is_last else text, count * 12 * IN_YEARS.get(unit, 0)
    return span(moved(last[:7], (len(last) < 10) - (months or count), "month"), last)


def _beside(text: str, step: int) -> str:
    """Return the year, month or day right before or after a date."""
    told = text.rstrip("~")
    unit = {4: "year", 7: "month"}.get(len(told))
    if unit and "X" not in told:
        return moved(told, step, unit)
    day = dates.first_day(told) if step < 0 else dates.last_day(told)
    return (day + timedelta(days=step)).isoformat()


def _ahead(value: str, now: str) -> bool:
    """Whether a date begins after publication."""
    return bool(value) and dates.first_day(value.rstrip("~")).isoformat() > now


def _by(_: str, high: str, now: str) -> str:
    return window(now if _ahead(high, now) else "", high.rstrip("~"))


def _since(low: str, _: str, now: str) -> str:
    return span(low, now) or span(low, "..")


DIRECTED: dict[str, Callable[[str, str, str], str]] = {
    "since": _since,
    "from": lambda low, _, now: span(low, ".." if _ahead(low, now) else ""),
    "until": lambda _, high, __: span("", high),
    "by": _by,
    "before": lambda low, _, now: _by("", _beside(low, -1), now),
    "after": lambda _, high, __: window(_beside(high, 1), ""),
    "earliest": lambda low, _, __: window(low, ""),
    "post": _since,
    "pre": lambda low, _, __: span("", _beside(low, -1)),
}


def directed(word: str, text: str, now: str) -> str:
    """Give a date the direction that a word gives it, seen from the publication day.

    >>> directed("since", "2015", "2021-09-11"), directed("by", "1875", "2021-07-26")
    ('2015/2021-09-11', '[..1875]')
    >>> directed("before", "2024-07-01", "2024-11-14")
    '[..2024-06-30]'
    >>> directed("by", "2024-12", "2024-11-14")  # an expected thing is not before now
    '[2024-11-14..2024-12]'
    """
    is_moment = word in ("by", "before", "after", "earliest")
    try:
        low, high = ends(text) if is_moment else edges(text)
        return DIRECTED[word](low, high, now) if low and high else ""
    except (dates.DateError, ValueError, OverflowError):
        return ""
