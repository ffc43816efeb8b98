"""Dates as they are known: EDTF text in, bounds and words out, nothing made up.

Knows four shapes (day, within, span, none) and keeps them apart: a window is one
moment somewhere inside, a span lasted. Spans are closed at both ends. It reads the
part of EDTF that these shapes need; what it refuses, the package ``edtf`` names (its
bounds are not used: it pads them and invents ends, and a parse takes 26 ms).
"""

import calendar
import contextlib
import io
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

SHAPES = ("none", "day", "within", "span")
NO_DATE = frozenset({"/", "/..", "../", "../.."})
LEVEL0 = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?([~?%]?)")


class DateError(ValueError):
    """A date text that cannot be kept faithfully; the message says why."""


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
    def dated(self) -> bool:
        """Whether there is any date at all."""
        return self.shape != "none"

    @property
    def moment(self) -> bool:
        """Whether it is one moment, not a span."""
        return self.shape in ("day", "within")


NONE = When("", "none")


def _refusal(text: str) -> str:
    """Say why a text is refused: no EDTF at all, or a form that is not kept."""
    import edtf  # a quarter of a second, and only needed to say no

    shown = repr(text if len(text) <= 40 else text[:37] + "...")
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints what it fails at
            kind = type(edtf.parse_edtf(text)).__name__
    except Exception:  # its parser raises many kinds, TypeError among them
        return f"{shown} is not an EDTF date"
    return (
        f"{shown} is EDTF ({kind}) that cannot be kept faithfully here; use a year,"
        " month or day, a window [a..b] or a span a/b"
    )


def _part(text: str) -> tuple[date, date, bool, bool]:
    """Read a year, month or day with its mark: first day, last day, ~, ?."""
    found = LEVEL0.fullmatch(text)
    if not found:
        raise DateError(_refusal(text))
    year, month, day = (int(g) if g else None for g in found.groups()[:3])
    if year == 0:
        raise DateError("year 0000 lies before the calendar used here (0001 to 9999)")
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise DateError(_refusal(text)) from error
    last = first
    if day is None:
        month = month or 12
        last = date(year, month, calendar.monthrange(year, month)[1])
    mark = found.group(4)
    return first, last, mark in "~%" and mark != "", mark in "?%" and mark != ""


def _within(text: str) -> When:
    """Read `[a..b]`: one moment somewhere in the window."""
    if "," in text or ".." not in text:
        raise DateError("a set of separate dates has no place on a line; use [a..b]")
    low, _, high = text[1:-1].partition("..")
    if not low and not high:
        raise DateError("a window needs at least one end")
    if set(text) & set("~?%"):
        raise DateError("an end of a window bears no mark (~ ? %); widen the window")
    if low and high and len(low) != len(high):
        raise DateError("both ends of a window must be days, months or years")
    first = _part(low)[0] if low else None
    last = _part(high)[1] if high else None
    if first and last and first > last:
        raise DateError(f"the window ends ({high}) before it begins ({low})")
    shape = "day" if first and first == last else "within"
    return When(text, shape, first, last, first, last)


def _earliest(begin: date | None, end: date | None) -> date | None:
    """Give the first day on which a span can have ended: not before it began."""
    return max((d for d in (begin, end) if d), default=None)


def _latest(begin: date | None, end: date | None) -> date | None:
    """Give the last day on which a span can have begun: not after it ended."""
    return min((d for d in (begin, end) if d), default=None)


def _span(text: str) -> When:
    """Read `a/b`: it lasted from a to b, either end open or unknown."""
    low, _, high = text.partition("/")
    if low == "..":
        raise DateError(
            "an open start cannot be drawn faithfully; write /b where the start is"
            " unknown"
        )
    b1, b2, ap1, un1 = _part(low) if low else (None, None, False, False)
    still = high == ".."
    e1, e2, ap2, un2 = _part(high) if high and not still else (None, None, False, False)
    if b1 and e2 and b1 > e2:
        raise DateError(f"the end ({high}) comes before the start ({low})")
    return When(
        text, "span", b1, _latest(b2, e2), _earliest(b1, e1), e2,
        unknown_begin=not low, unknown_end=not high, open_end=still,
        approximate=ap1 or ap2, uncertain=un1 or un2,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def parse(text: str) -> When:
    """Read an EDTF date; blank text is a record without a date.

    >>> parse("2020-10").shape, parse("2020-10/2020-10").shape
    ('within', 'span')

    Raises
    ------
    DateError
        Where the text is no EDTF, or a form that cannot be kept faithfully.
    """
    if text == "":
        return NONE
    if text != text.strip():
        raise DateError(f"{text!r} has blanks around it; write {text.strip()!r}")
    if text in NO_DATE:  # before edtf sees it: it crashes on "/.."
        raise DateError(f"'{text}' holds no date; leave the cell blank")
    if text.startswith("[") and text.endswith("]"):
        return _within(text)
    if text.count("/") == 1:
        return _span(text)
    first, last, about, unsure = _part(text)
    shape = "day" if first == last else "within"
    return When(
        text, shape, first, last, first, last, approximate=about, uncertain=unsure
    )


def bounds(when: When) -> list[date]:
    """List the days at which a date begins and ends."""
    days = (when.begin_earliest, when.begin_latest, when.end_earliest, when.end_latest)
    return [d for d in days if d]


def last_day(text: str) -> date:
    """Give the last day of a day, month or year: `as_of` 2018 means 31 December.

    >>> last_day("2018")
    datetime.date(2018, 12, 31)
    """
    return _part(str(text))[1]


def first_day(text: str) -> date:
    """Give the first day of a day, month or year."""
    return _part(str(text))[0]


def order(a: When, b: When) -> str:
    """Say which of two began first: `before`, `after` or `cannot be told`.

    >>> order(parse("2021-09-06"), parse("2021-09-07"))
    'before'
    """

    def surely(x: When, y: When) -> bool:
        return bool(
            x.begin_latest and y.begin_earliest and x.begin_latest < y.begin_earliest
        )

    return "before" if surely(a, b) else "after" if surely(b, a) else "cannot be told"


def last_seen(when: When, state: bool, article: date | None) -> bool:
    """Whether a state was only last SEEN at its end, which is the article's date."""
    return bool(
        state and article and when.shape == "span" and when.end_latest == article
    )


def _inside(low, high, outer_low, outer_high) -> bool:
    return (outer_low is None or (low is not None and low >= outer_low)) and (
        outer_high is None or (high is not None and high <= outer_high)
    )


def inside(known: When, article: When, seen: bool = False) -> bool:
    """Whether what is known is one of the things that the article allows.

    ``seen``: the article's end is only when the state was last seen.
    """
    if not known.dated or not article.dated:
        return True
    begins = _inside(
        known.begin_earliest,
        known.begin_latest,
        article.begin_earliest,
        article.begin_latest,
    )
    if seen or article.open_end or article.unknown_end:
        return begins
    return begins and _inside(
        known.end_earliest, known.end_latest, article.end_earliest, article.end_latest
    )


def touches(when: When, start: date | None, end: date | None) -> bool:
    """Whether it can have been within `start` to `end` (None: unbounded)."""
    if not when.dated:
        return start is None and end is None
    late = when.begin_earliest
    early = None if when.open_end or when.unknown_end else when.end_latest
    return not (end and late and late > end) and not (start and early and early < start)


def day_in_words(day: date, like: str = "") -> str:
    """Write a day, or as much of it as the EDTF text ``like`` holds.

    >>> day_in_words(date(2020, 10, 1), "2020-10")
    'October 2020'
    """
    size = len(like.rstrip("~?%"))
    if size == 4:
        return f"{day.year:04d}"
    month = f"{calendar.month_name[day.month]} {day.year:04d}"
    return month if size == 7 else f"{day.day} {month}"


def _pair(low: str, high: str) -> tuple[str, str]:
    """Write two dates, the year and month only once where they are the same."""
    one, two = (day_in_words(_part(t)[0], t) for t in (low, high))
    a, b = one.split(), two.split()
    if len(a) == len(b):
        while a[1:] and a[-1] == b[-1]:
            a.pop()
            b.pop()
    return " ".join(a), two


def stretch(first: date, last: date) -> str:
    """Write a stretch of days.

    >>> stretch(date(2021, 8, 1), date(2021, 9, 11))
    '1 August to 11 September 2021'
    """
    if first == last:
        return day_in_words(first)
    return " to ".join(_pair(first.isoformat(), last.isoformat()))


def _moment_in_words(when: When) -> str:
    low, dots, high = when.text.strip("[]").partition("..")
    if not dots or low == high:
        words = day_in_words(when.begin_earliest, low)
        return words if when.shape == "day" else f"some time in {words}"
    some = "some day" if len(low or high) == len(high or low) == 10 else "some time"
    if low and high:
        return f"{some} between {' and '.join(_pair(low, high))}"
    if high:
        return f"{some} up to {day_in_words(when.end_latest, high)}"
    return f"{some} from {day_in_words(when.begin_earliest, low)} on"


def _span_in_words(when: When, seen: bool) -> str:
    low, high = (end.rstrip("~?%") for end in when.text.split("/"))
    start = day_in_words(when.begin_earliest, low) if low else ""
    if when.open_end:
        return f"since {start}, still going"
    if when.unknown_end:
        return f"from {start}, end not known"
    end = day_in_words(when.end_latest, high)
    if seen:
        return (
            f"since {start}, last seen {end}"
            if start
            else f"last seen {end}, start not known"
        )
    if not start:
        return f"up to {end}, start not known"
    if low == high:
        return f"for some time within {start}" if len(low) < 10 else f"on {start}"
    return f"from {' to '.join(_pair(low, high))}"


def in_words(when: When, seen: bool = False) -> str:
    """Write a date as a reader would say it.

    >>> in_words(parse("[2021-08-16..2021-09-11]"))
    'some day between 16 August and 11 September 2021'
    """
    if not when.dated:
        return "no date"
    words = _moment_in_words(when) if when.moment else _span_in_words(when, seen)
    marks = ["approximate"] * when.approximate + ["uncertain"] * when.uncertain
    return f"{words} ({' and '.join(marks)})" if marks else words
