"""Dates as they are known: EDTF text in, bounds and words out, nothing made up.

Knows four shapes (day, within, span, none) and keeps them apart: a window is one
moment somewhere inside, a span lasted. Spans are closed at both ends. It reads the
part of EDTF that these shapes need, digits left open at the end of a date among it
(`199X`, `2004-06-XX`: windows), and windows of mixed precision besides; what it
refuses, the package ``edtf`` knows (its bounds are not used: it pads them and invents
ends, and a parse takes 26 ms).
"""

import calendar
import contextlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

NO_DATE = re.compile(r"(\.\.)?/(\.\.)?|unknown(/(unknown|open))?|XXXX(-XX){0,2}")
PART = re.compile(
    "(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    "(?:(?<!X)-(?P<month>[0-9]{2}|XX)(?:-(?P<day>(?<!XX-)[0-9]{2}|XX))?)?"
    "(?P<mark>[~?%]?)"
)
USE = "use a year, month or day, a decade 199X, a window [a..b] or a span a/b"
NO_START = (
    "an open start cannot be drawn faithfully; write /b where the start is unknown"
)
NO_WINDOW = (
    "an end of a span takes no window; write the month, year or decade that holds it,"
    " or nothing where it is not known"
)
LONGEST = 80  # characters of a text that is looked at for what it may mean
MEANT = (  # what people write, and its form in EDTF
    ("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]", "-"),
    (r"\s*(/|\.\.|\[|\])\s*", r"\1"),
    (r"^(unknown|open)(?=/)|(?<=/)unknown$", ""),
    (r"(?<=/)open$", ".."),
    (r"(?<=[0-9uUxX-])[uUx]", "X"),
    (r"^([0-9]{2}[1-9])0'?s$", r"\1X"),
    (r"~\?|\?~", "%"),
    (r"^([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})$", r"\1-\2-\3"),
    (r"-([0-9])(?![0-9X])", r"-0\1"),
    (r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.Z+-]+$", r"\1"),
    (r"^([^\[\]/]*\.\.[^\[\]/]*)$", r"[\1]"),
    # a window at an end of a span: the month or year that holds it
    (
        r"(?:^(?=[^/]*/)|(?<=/))\[([0-9]{4}(?:-[0-9]{2})?)[0-9-]*\.\.\1[0-9-]*\]",
        r"\1",
    ),
)


class DateError(ValueError):
    """A date text that cannot be kept faithfully; the message says why."""


class NoSuchDay(DateError):
    """A day or month that the calendar does not have."""


@dataclass(frozen=True)
class When:
    """A date as it is known. Bounds are days; None is unbounded or unknown.

    For one moment (day, within) begin and end are the same window. For a span the
    begin and the end each have a window of their own, a day wide where known.
    """

    text: str
    shape: str
    begin_earliest: date | None = None
    begin_latest: date | None = None
    end_earliest: date | None = None
    end_latest: date | None = None
    unknown_begin: bool = False
    unknown_end: bool = False
    open_end: bool = False
    approximate: bool = False
    uncertain: bool = False

    @property
    def begin(self) -> tuple[date | None, date | None]:
        """The window of its begin."""
        return self.begin_earliest, self.begin_latest

    @property
    def end(self) -> tuple[date | None, date | None]:
        """The window of its end."""
        return self.end_earliest, self.end_latest

    @property
    def first(self) -> date | None:
        """The first day that it can be, or by which it was; None of no day."""
        return self.begin_earliest or self.begin_latest or self.end_latest

    @property
    def dated(self) -> bool:
        """Whether there is any date at all."""
        return self.shape != "none"

    @property
    def moment(self) -> bool:
        """Whether it is one moment, not a span."""
        return self.shape in ("day", "within")


NONE = When("", "none")
MONTHS = tuple(calendar.month_name)  # which asks the system for each of them anew


class Part(NamedTuple):
    """A year, month or day out of a date: its first and last day, and its mark."""

    first: date | None = None
    last: date | None = None
    approximate: bool = False
    uncertain: bool = False


def _shown(text: str) -> str:
    """Write a text as it was found, and not at any length."""
    return repr(text if len(text) <= 40 else text[:37] + "...")


def _refusal(text: str) -> str:
    """Return why a text is refused: no EDTF at all, or a form that is not kept."""
    if re.fullmatch("[0-9]{4}-(2[1-9]|3[0-9]|4[01])", text):
        return f"{_shown(text)} is a season in EDTF, which has no known days; {USE}"
    if _is_edtf(text):
        return f"{_shown(text)} is EDTF that cannot be kept faithfully here; {USE}"
    return f"{_shown(text)} is not an EDTF date; {USE}"


def _meant(text: str) -> str:
    """Return the form in EDTF of what a text says in another; blank where it has none.

    >>> _meant("unknown / 2018"), _meant("1990s"), _meant("2018..2020")
    ('/2018', '199X', '[2018..2020]')
    """
    if len(text) > LONGEST:
        return ""
    form = text.strip()
    for written, meant in MEANT:
        form = re.sub(written, meant, form)
    try:
        return form if form != text and _read(form).dated else ""
    except NoSuchDay:
        raise
    except DateError:
        return ""


def _is_edtf(text: str) -> bool:
    """Whether the package ``edtf`` can read a text."""
    import edtf  # a quarter of a second, and only needed to say no

    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints what it fails at
            return bool(edtf.parse_edtf(text[:LONGEST]))
    except Exception:  # its parser raises many kinds, TypeError among them
        return False


def _no_such_day(year: int, month: int, day: int) -> str:
    """Return why the calendar has no such month or day; blank where it has."""
    if year == 0:
        return "year 0000 lies before the calendar used here (0001 to 9999)"
    if not 1 <= month <= 12:
        return f"there is no month {month:02d}; months are 01 to 12"
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = f"{MONTHS[month]} {year:04d}"
        return f"there is no {year:04d}-{month:02d}-{day:02d}: {name} has {days} days"
    return ""


@lru_cache(maxsize=8192)
def _part(text: str) -> Part:
    """Read a year, month or day with its mark: `~`, `?`, or `%` for both."""
    match = PART.fullmatch(text)
    season = match and match["month"] and "21" <= match["month"] <= "41"
    if not match or (season and not match["day"]):
        raise DateError(_refusal(text))
    groups = match.group("year", "month", "day")
    year, month, day = (group and re.sub("^X+$", "", group) for group in groups)
    low, high = (int(year.replace("X", digit)) for digit in "09")
    if wrong := _no_such_day(low, int(month or 1), int(day or 1)):
        raise NoSuchDay(wrong)
    first = date(low, int(month or 1), int(day or 1))
    month = int(month or 12)
    last = date(high, month, int(day or calendar.monthrange(high, month)[1]))
    return Part(first, last, match["mark"] in {"~", "%"}, match["mark"] in {"?", "%"})


def _within(text: str) -> When:
    """Read `[a..b]`: one moment somewhere in the window."""
    if ".." not in text and "," not in text:
        raise DateError(_refusal(text))
    if "," in text:
        raise DateError("a set of separate dates has no place on a line; use [a..b]")
    low, _, high = text[1:-1].partition("..")
    if not low and not high:
        raise DateError("a window needs at least one end")
    if set(text) & set("~?%"):
        raise DateError("an end of a window takes no mark (~ ? %); widen the window")
    first = _part(low).first if low else None
    last = _part(high).last if high else None
    if first and last and first > last:
        raise DateError(f"the window ends ({high}) before it begins ({low})")
    shape = "day" if first and first == last else "within"
    return When(text, shape, first, last, first, last)


def _span(text: str) -> When:
    """Read `a/b`: it lasted from a to b, either end open or unknown."""
    low, _, high = text.partition("/")
    if low == "..":
        raise DateError(NO_START)
    if "[" in text:
        raise DateError(f"{_shown(text)}: {NO_WINDOW}")
    begin = _part(low) if low else Part()
    end = _part(high) if high and high != ".." else Part()
    if begin.first and end.last and begin.first > end.last:
        raise DateError(f"the end ({high}) comes before the start ({low})")
    return When(
        text,
        "span",
        begin_earliest=begin.first,
        # nothing begins after it ended, nor ends before it began
        begin_latest=min(filter(None, (begin.last, end.last)), default=None),
        end_earliest=max(filter(None, (begin.first, end.first)), default=None),
        end_latest=end.last,
        unknown_begin=not low,
        unknown_end=not high,
        open_end=high == "..",
        approximate=begin.approximate or end.approximate,
        uncertain=begin.uncertain or end.uncertain,
    )


@lru_cache(maxsize=8192)
def parse(text: str) -> When:
    """Read an EDTF date; blank text is a record without a date.

    >>> parse("2020-10").shape, parse("2020-10/2020-10").shape
    ('within', 'span')

    Raises
    ------
    DateError
        Where it is no EDTF, or a form that cannot be kept faithfully.
    """
    try:
        return _read(text)
    except DateError:
        if meant := _meant(text):
            raise DateError(f"{_shown(text)} is not read; write '{meant}'") from None
        raise


def read(row, reading: str) -> When:
    """Return the date of a record by a reading: the known one first, or `article`."""
    if reading == "article":
        return parse(row.when_article)
    return parse(row.when_known or row.when_article)


def _read(text: str) -> When:
    """Read a date that is written as EDTF."""
    if text == "":
        return NONE
    if NO_DATE.fullmatch(text):  # before edtf sees it: it crashes on "/.."
        raise DateError(f"'{text}' holds no date; leave the cell blank")
    if text.startswith("[") and text.endswith("]"):
        return _within(text)
    if text.count("/") == 1:
        return _span(text)
    part = _part(text)
    shape = "day" if part.first == part.last else "within"
    marks = {"approximate": part.approximate, "uncertain": part.uncertain}
    return When(text, shape, *part[:2], *part[:2], **marks)


def bounds(when: When) -> list[date]:
    """List the days at which a date begins and ends."""
    return [day for day in (*when.begin, *when.end) if day]


def last_day(text: str) -> date:
    """Return the last day of a day, month or year: `as_of` 2018 means 31 December.

    >>> last_day("2018")
    datetime.date(2018, 12, 31)
    """
    return _part(str(text)).last


def first_day(text: str) -> date:
    """Return the first day of a day, month or year."""
    return _part(str(text)).first


def least(text: str) -> str:
    """Return the earliest day, month or year that a text can mean.

    >>> least("199X"), least("1999-XX"), least("2004-06-XX"), least("2018~")
    ('1990', '1999-01', '2004-06-01', '2018')
    """
    return text.rstrip("~?%").replace("-XX", "-01").replace("X", "0")


def order(a: When, b: When) -> str:
    """Return whether one began `before` or `after` another, or `open`.

    >>> order(parse("2021-09-06"), parse("2021-09-07"))
    'before'
    """

    def surely(x: When, y: When) -> bool:
        return bool(
            x.begin_latest and y.begin_earliest and x.begin_latest < y.begin_earliest
        )

    return "before" if surely(a, b) else "after" if surely(b, a) else "open"


def last_seen(when: When, state: bool, article: date | None) -> bool:
    """Whether a state was only last SEEN at its end, which is the article's date."""
    is_end = when.shape == "span" and when.end_latest == article
    return bool(state and article and is_end)


def _is_inside(window: tuple, outer: tuple) -> bool:
    """Whether a window lies inside another; None is without bound."""
    (low, high), (lowest, highest) = window, outer
    return (lowest is None or (low is not None and low >= lowest)) and (
        highest is None or (high is not None and high <= highest)
    )


def inside(known: When, article: When, seen: bool = False) -> bool:
    """Whether what is known is one of the things that the article allows.

    ``seen``: the article's end is only when the state was last seen.
    """
    if not known.dated or not article.dated:
        return True
    if not _is_inside(known.begin, article.begin):
        return False
    has_no_end = seen or article.open_end or article.unknown_end
    return has_no_end or _is_inside(known.end, article.end)


def touches(when: When, start: date | None, end: date | None) -> bool:
    """Whether it can have been within `start` to `end` (None: unbounded)."""
    if not when.dated:
        return start is None and end is None
    begin = when.begin_earliest
    last = None if when.open_end or when.unknown_end else when.end_latest
    return not (end and begin and begin > end) and not (start and last and last < start)


def day_in_words(day: date, like: str = "") -> str:
    """Write a day, or as much of it as the EDTF text ``like`` holds.

    >>> day_in_words(date(2020, 10, 1), "2020-10")
    'October 2020'
    >>> day_in_words(date(1990, 1, 1), "199X")
    'the 1990s'
    """
    like = like.rstrip("~?%").replace("-XX", "")
    if "X" in like:
        return _years_in_words(like)
    if len(like) == 4:
        return f"{day.year:04d}"
    month = f"{MONTHS[day.month]} {day.year:04d}"
    return month if len(like) == 7 else f"{day.day} {month}"


def _years_in_words(text: str) -> str:
    """Write a decade or century; `the 1900s` alone could be either, so with its years.

    >>> _years_in_words("199X"), _years_in_words("19XX")
    ('the 1990s', 'the 1900s (1900 to 1999)')
    """
    low, high = text.replace("X", "0"), text.replace("X", "9")
    years = f" ({low} to {high})" if low.endswith("00") else ""
    return f"the {low}s{years}"


def _pair(low: str, high: str) -> tuple[str, str]:
    """Write two dates, the year and month only once where they are the same."""
    begin, end = (day_in_words(_part(text).first, text) for text in (low, high))
    return " ".join(_unshared(begin, end)), end


def _unshared(begin: str, end: str) -> list[str]:
    """List the words of a begin without those at its end that are the end's too."""
    words, others = begin.split(), end.split()
    if len(words) == len(others):
        while words[1:] and words[-1] == others.pop():
            words.pop()
    return words


def stretch(first: date, last: date) -> str:
    """Write a stretch of days.

    >>> stretch(date(2021, 8, 1), date(2021, 9, 11))
    '1 August to 11 September 2021'
    """
    if first == last:
        return day_in_words(first)
    return " to ".join(_pair(first.isoformat(), last.isoformat()))


def _moment(when: When, write: Callable, within: str, between: Callable) -> str:
    """Write one moment: a day, or one day or time in a window.

    ``write`` writes a day as far as a text has it, ``between`` a window's two ends.
    """
    low, dots, high = when.text.strip("[]").partition("..")
    if dots and not low:
        return f"by {write(when.begin_latest, high)}, day not stated"
    first = write(when.begin_earliest, low)
    if when.shape == "day":
        return _about(low) + first
    if not dots or low == high:
        return (_about(low) or within) + first
    return between(low, high) if high else f"{first} or later"


def _between(low: str, high: str) -> str:
    """Write that something was one day or time in a window."""
    first, last = _part(low), _part(high)
    if last.first <= first.last:  # "2003 and 1 May 2003" says nothing
        pair = _pair(str(first.first), str(last.last))
        return f"one day between {' and '.join(pair)}"
    one = "one day" if _in_days(low, high) else "at some time"
    return f"{one} between {' and '.join(_pair(low, high))}"


def _in_days(low: str, high: str) -> bool:
    """Return whether both ends of a window are days."""
    return len(low) == len(high) == 10


def _about(text: str) -> str:
    """Write what comes before an approximate date."""
    return "about " if text[-1:] in ("~", "%") else ""


def _span_in_words(when: When, seen: bool, real: bool) -> str:
    """Write what lasted (``seen`` and ``real`` as in ``in_words``)."""
    low, high = when.text.split("/")
    start = day_in_words(when.begin_earliest, low) if low else ""
    end = day_in_words(when.end_latest, high) if high.strip(".") else ""
    if start == end:
        whole = when.begin_earliest == when.end_latest
        about = _about(low) or _about(high)
        return f"{'on' if whole else 'for part of'} {about}{start}"
    start, end = _about(low) + start, _about(high) + end
    if when.open_end:
        return f"since {start}, still going" if real else f"from {start} on"
    if when.unknown_end:
        return f"from {start}, end not stated"
    still = f"still so {'on' if len(high.rstrip('?')) == 10 else 'in'} {end}"
    if not start:
        return f"{still if seen else f'until {end}'}; start not stated"
    if seen:
        return f"since {start}, {still}"
    if _about(low) != _about(high):  # each in full, so that it is clear what is about
        return f"from {start} to {end}"
    return f"from {_about(low)}{f' to {_about(high)}'.join(_pair(low, high))}"


@lru_cache(maxsize=8192)
def in_words(when: When, seen: bool = False, real: bool = True) -> str:
    """Write a date as a reader would say it.

    ``seen``: it was still so at its end. What is not ``real``, since it is denied,
    is not said to go on.

    >>> in_words(parse("[2021-08-16..2021-09-11]"))
    'one day between 16 August and 11 September 2021'
    """
    if not when.dated:
        return "not dated"
    if when.moment:
        words = _moment(when, day_in_words, "at some time in ", _between)
    else:
        words = _span_in_words(when, seen, real)
    return words + " (uncertain)" * when.uncertain


def _short(day: date, like: str, year: int) -> str:
    """Write a day, month or year by three letters of the month, without a ``year``."""
    words = day_in_words(day, like).split()
    if len(words) > 1 and words[-1] == f"{year:04d}":
        words.pop()
    return " ".join(w[:3] if w in MONTHS else w for w in words)


def _short_pair(low: str, high: str, year: int) -> str:
    """Write two dates with a dash, what they share only once.

    >>> _short_pair("2021-08-15", "2021-08-30", 2021)
    '15–30 Aug'
    >>> _short_pair("2019", "2019-11", 0)
    '2019 to Nov 2019'
    """
    one, two = (_short(_part(text).first, text, year) for text in (low, high))
    begin, alike = _unshared(one, two), len(one.split()) == len(two.split())
    dash = "–" if alike and len(begin) == 1 else " to "
    return f"{' '.join(begin)}{dash}{two}"


def in_brief(when: When, seen: bool = False, year: int = 0) -> str:
    """Write a date in a few letters, for a place beside its mark.

    A ``year`` that the reader sees above it is left out.

    >>> in_brief(parse("2019-09~/"))
    'from about Sep 2019, end not stated'
    >>> in_brief(parse("[2021-06..2021-08-15]"), year=2021)
    'some time, Jun to 15 Aug'
    >>> in_brief(parse("2021-08-15/2021-08-30"), year=2021)
    '15–30 Aug'
    """
    if not when.dated:
        return "not dated"
    if when.moment:
        write, pair = partial(_short, year=year), partial(_short_pair, year=year)
        words = _moment(when, write, "in ", partial(_window_in_brief, pair))
    else:
        words = _span_in_brief(when, seen, year)
    return words + " (uncertain)" * when.uncertain


def _window_in_brief(pair: Callable, low: str, high: str) -> str:
    """Write in a few letters that something was one day or time in a window."""
    return f"{'some day' if _in_days(low, high) else 'some time'}, {pair(low, high)}"


def _span_in_brief(when: When, seen: bool, year: int) -> str:
    """Write in a few letters what lasted (``seen`` as in ``in_words``)."""
    low, high = when.text.split("/")
    about = "about " * when.approximate
    start = about + _short(when.begin_earliest, low, year) if low else ""
    if when.open_end or (start and seen):
        return f"since {start}"
    if when.unknown_end:
        return f"from {start}, end not stated"
    if not start:
        until = "" if seen else f", until {_short(when.end_latest, high, year)}"
        return f"start not stated{until}"
    if low == high:
        return f"for part of {start}"
    return about + _short_pair(low, high, year)
