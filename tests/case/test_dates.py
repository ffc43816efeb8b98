"""Dates are read as they are known: four shapes, ordered bounds, plain words."""

import re
from calendar import month_name, monthrange
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from helpers.case import dates
from helpers.case.dates import parse
from tests import worlds
from tests.once import some

LAWS = settings(deadline=None)  # a slow machine is no broken law

# ---- dates made up for the laws -------------------------------------------------

DAYS = st.one_of(
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.dates(date(2020, 11, 1), date(2021, 2, 28)),  # two of them often share a month
)
MARKS = st.sampled_from(["", "", "~", "?", "%"])


def written(day, form):
    """Write a day as one of the forms, with digits left open where it has an X."""
    digits = zip(form, day.isoformat(), strict=False)
    return "".join("X" if place == "X" else digit for place, digit in digits)


WHOLE = ("YYYY", "YYYY-MM", "YYYY-MM-DD")
OPEN = ("YYYX", "YYXX", "YYYY-XX", "YYYY-XX-XX", "YYYY-MM-XX")
FORMS = st.sampled_from([*WHOLE, *WHOLE, *OPEN])
LATE = DAYS.filter(lambda d: d.year >= 100)  # 00XX holds the year 0000, which is none


@st.composite
def stretches(draw, mark=MARKS, forms=FORMS):
    """A day, month, year, decade or century as EDTF."""
    return written(draw(LATE), draw(forms)) + draw(mark)


@st.composite
def windows(draw, forms=FORMS):
    """A window `[a..b]`, one end perhaps open; the two may differ in precision."""
    low, high = (written(draw(LATE), draw(forms)) for _ in range(2))
    form = draw(st.sampled_from(["[{0}..{1}]", "[{0}..]", "[..{1}]"]))
    assume(form != "[{0}..{1}]" or parse(low).begin_earliest <= parse(high).end_latest)
    return form.format(low, high)


@st.composite
def spans(draw):
    """A span `a/b`, an end perhaps open or unknown."""
    low, high = draw(stretches()), draw(stretches())
    form = draw(st.sampled_from(["{0}/{1}", "{0}/..", "{0}/", "/{1}"]))
    assume(form != "{0}/{1}" or parse(low).begin_earliest <= parse(high).end_latest)
    return form.format(low, high)


KEPT = st.one_of(st.just(""), stretches(), windows(), spans())
ANY_TEXT = st.one_of(
    KEPT, st.text(max_size=15), st.text("0123456789-/.[]~?%,XuES ", max_size=24)
)


def bounds(when):
    return (
        when.begin_earliest, when.begin_latest, when.end_earliest, when.end_latest
    )  # fmt: skip


def day(text):
    return date.fromisoformat(text)


# ---- shapes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, shape",
    [
        ("", "none"),
        ("2001-09-11", "day"),
        ("2001-09-11~", "day"),
        ("[2001-09-11..2001-09-11]", "day"),
        ("2018", "within"),
        ("2020-10", "within"),
        ("2020-10?", "within"),
        ("[2021-08-16..2021-09-11]", "within"),
        ("[2018..2019]", "within"),
        ("[2003..2017-01-13]", "within"),
        ("[2018-02..2018-02-01]", "day"),
        ("199X", "within"),
        ("19XX", "within"),
        ("1999-XX", "within"),
        ("1999-XX-XX", "within"),
        ("2004-06-XX", "within"),
        ("199X/2001", "span"),
        ("[199X..2001]", "within"),
        ("[..2021-09-10]", "within"),
        ("[2021-09-11..]", "within"),
        ("2021-08-14/2021-08-30", "span"),
        ("2021-08/2021-08", "span"),
        ("2001/2021-09-11", "span"),
        ("2015/..", "span"),
        ("2015/", "span"),
        ("/2020-10", "span"),
        ("2019-09~/2020-02~", "span"),
    ],
)
def test_each_text_has_its_shape(text, shape):
    assert parse(text).shape == shape


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2018", ("2018-01-01", "2018-12-31", "2018-01-01", "2018-12-31")),
        ("2020-02", ("2020-02-01", "2020-02-29", "2020-02-01", "2020-02-29")),
        ("[..2021-09-10]", (None, "2021-09-10", None, "2021-09-10")),
        ("[2021-09..]", ("2021-09-01", None, "2021-09-01", None)),
        ("[2021-08..2021-09]", ("2021-08-01", "2021-09-30") * 2),
        ("2021-08/2021-08", ("2021-08-01", "2021-08-31") * 2),
        ("2015/..", ("2015-01-01", "2015-12-31", "2015-01-01", None)),
        ("2015/", ("2015-01-01", "2015-12-31", "2015-01-01", None)),
        ("/2020-10", (None, "2020-10-31", "2020-10-01", "2020-10-31")),
        ("2001/2021-09-11", ("2001-01-01", "2001-12-31", "2021-09-11", "2021-09-11")),
        ("2021-08/2021-08-15", ("2021-08-01", *["2021-08-15"] * 3)),
        ("2021-08-15/2021-08", (*["2021-08-15"] * 3, "2021-08-31")),
        ("199X", ("1990-01-01", "1999-12-31") * 2),
        ("19XX~", ("1900-01-01", "1999-12-31") * 2),
        ("1999-XX", ("1999-01-01", "1999-12-31") * 2),
        ("2004-02-XX", ("2004-02-01", "2004-02-29") * 2),
        ("199X/2004-06-XX", ("1990-01-01", "1999-12-31", "2004-06-01", "2004-06-30")),
        ("200X/..", ("2000-01-01", "2009-12-31", "2000-01-01", None)),
        ("[2003..2017-01-13]", ("2003-01-01", "2017-01-13") * 2),
        ("[2017-01-13..2018]", ("2017-01-13", "2018-12-31") * 2),
        ("[198X..199X]", ("1980-01-01", "1999-12-31") * 2),
    ],
)  # fmt: skip
def test_bounds_are_the_days_that_the_text_allows(text, expected):
    assert bounds(parse(text)) == tuple(e and day(e) for e in expected)


def test_a_window_is_one_moment_and_a_span_is_not():
    assert parse("2021-08").moment and parse("2021-08-26").moment
    assert not parse("2021-08/2021-08").moment
    assert not parse("").moment and not parse("").dated
    assert parse("/2020-10").dated


def test_an_open_end_is_still_going_and_an_unknown_one_is_not():
    going, lost, begun = parse("2015/.."), parse("2015/"), parse("/2015")
    assert (going.open_end, going.unknown_end) == (True, False)
    assert (lost.open_end, lost.unknown_end) == (False, True)
    assert (begun.unknown_begin, begun.unknown_end) == (True, False)


@pytest.mark.parametrize(
    "text, approximate, uncertain",
    [
        ("2018", False, False),
        ("2018~", True, False),
        ("2018?", False, True),
        ("2018%", True, True),
        ("2018~/2019?", True, True),
        ("2018/2019~", True, False),
        ("2018?/..", False, True),
    ],
)
def test_marks_are_kept(text, approximate, uncertain):
    when = parse(text)
    assert (when.approximate, when.uncertain) == (approximate, uncertain)


# ---- refusals -------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, said",
    [
        ("/", "holds no date"),
        ("/..", "holds no date"),
        ("../", "holds no date"),
        ("../..", "holds no date"),
        ("unknown", "'unknown' holds no date; leave the cell blank"),
        ("XXXX", "'XXXX' holds no date; leave the cell blank"),
        ("../2018", "open start cannot be drawn"),
        ("[..]", "at least one end"),
        ("[2018,2020]", "a set of separate dates"),
        ("[199X]", "'[199X]' is not an EDTF date; use a year"),
        ("[]", "'[]' is not an EDTF date; use a year"),
        ("[2018~..2019]", "takes no mark"),
        ("[..2019?]", "takes no mark"),
        ("[2019..2018]", "the window ends (2018) before it begins (2019)"),
        ("[199X..198X]", "the window ends (198X) before it begins (199X)"),
        ("2019/2018", "the end (2018) comes before the start (2019)"),
        ("2021-09-11/2021-08", "the end (2021-08) comes before"),
        ("0000", "before the calendar"),
        ("000X", "before the calendar"),
        ("2021-02-30", "there is no 2021-02-30: February 2021 has 28 days"),
        ("2021-02-29", "there is no 2021-02-29: February 2021 has 28 days"),
        ("2020-02-30~", "there is no 2020-02-30: February 2020 has 29 days"),
        ("2021-09-31/..", "there is no 2021-09-31: September 2021 has 30 days"),
        ("[2003..2017-02-29]", "February 2017 has 28 days"),
        ("2021-2-30", "there is no 2021-02-30: February 2021 has 28 days"),
        ("2021-13", "there is no month 13; months are 01 to 12"),
        ("2021-00", "there is no month 00"),
        ("2021-21-05", "there is no month 21"),
        ("2021-09-00", "there is no 2021-09-00: September 2021 has 30 days"),
        ("2021-00/2022", "there is no month 00"),
        ("11/09/2021", "is not an EDTF date"),
        ("September 2021", "is not an EDTF date; use a year, month or day, a decade"),
        ("1900s", "is not an EDTF date"),  # ten years or a hundred
        ("2018-2020", "a window [a..b] or a span a/b"),
        ("٢٠٢١", "is not an EDTF date"),
        ("2021-21", "'2021-21' is a season in EDTF"),
        ("1XXX", "that cannot be kept"),
        ("199X-12", "that cannot be kept"),
        ("1999-XX-11", "that cannot be kept"),
        ("Y17000", "is EDTF that cannot be kept"),
        ("{2018,2020}", "that cannot be kept"),
        ("2018/2019/2020", "is not an EDTF date"),
        ("\x1b[31m", "'\\x1b[31m' is not an EDTF date"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(text, said):
    with pytest.raises(dates.DateError) as refused:
        parse(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "text, meant",
    [
        (" 2018", "2018"),
        ("2018\n", "2018"),
        ("2018 / 2019", "2018/2019"),
        ("[ 2018 .. 2020 ]", "[2018..2020]"),
        ("2018..2020-05", "[2018..2020-05]"),
        ("2018 ..", "[2018..]"),
        ("unknown/2018", "/2018"),
        ("2018/unknown", "2018/"),
        ("2018 / open", "2018/.."),
        ("199u", "199X"),
        ("19uu", "19XX"),
        ("1999-uu", "1999-XX"),
        ("199x/2004-06-xx", "199X/2004-06-XX"),
        ("1990s", "199X"),
        ("2018?~", "2018%"),
        ("2021-9-1", "2021-09-01"),
        ("2021/09/11", "2021-09-11"),
        ("2021\u201109\u221211", "2021-09-11"),  # as a word processor writes it
        ("2021.9.11", "2021-09-11"),
        ("2021-09-11T12:00:00Z", "2021-09-11"),
    ],
)
def test_another_way_to_write_a_date_gets_the_right_one(text, meant):
    with pytest.raises(dates.DateError) as refused:
        parse(text)
    assert str(refused.value) == f"{text!r} is not read; write '{meant}'"
    assert parse(meant).dated


LIBRARY = {
    name for name, kept in vars(edtf).items() if isinstance(kept, type)
} - {"EDTFParseException"}  # fmt: skip


@LAWS
@given(ANY_TEXT)
@example("2021-21")
@example("Y17000")
@example("1999-XX-11")
def test_no_refusal_names_a_class_of_a_library(text):
    try:
        parse(text)
    except dates.DateError as error:
        said = str(error).replace(repr(text), "")
        assert not LIBRARY & set(re.findall(r"\w+", said))


def test_a_refusal_never_repeats_a_whole_page():
    with pytest.raises(dates.DateError) as refused:
        parse("x" * 10_000)
    assert len(str(refused.value)) < 150


def test_a_refusal_prints_nothing(capsys):
    with pytest.raises(dates.DateError):
        parse("2021-02-31")
    assert capsys.readouterr().out == ""


# ---- laws -----------------------------------------------------------------------


@LAWS
@given(KEPT)
def test_parsing_keeps_the_text(text):
    assert parse(text).text == text


@LAWS
@given(KEPT)
def test_bounds_are_ordered(text):
    low, late, early, high = bounds(parse(text))
    for before, after in ((low, late), (early, high), (low, early), (late, high)):
        assert before is None or after is None or before <= after


@LAWS
@given(st.one_of(stretches(), windows()))
def test_a_moment_begins_and_ends_in_one_window(text):
    low, late, early, high = bounds(parse(text))
    assert (low, late) == (early, high)


@settings(LAWS, max_examples=some(60))
@given(st.one_of(stretches(), windows(), spans()), MARKS)
def test_what_is_kept_is_edtf_and_means_the_same_text(text, mark):
    """The package knows no windows of mixed precision and few open digits in pairs."""
    ends = re.split(r"/|\.\.", text.strip("[]"))
    assume(len({len(end) for end in ends if end}) == 1 or "/" in text)
    assume("X" not in text or len(ends) == 1)
    text = text.replace("]", f"{mark}]")
    try:
        parse(text)
    except dates.DateError:
        assert text.endswith(f"{mark}]") and mark
    else:
        assert str(edtf.parse_edtf(text)) == text


@LAWS
@given(ANY_TEXT)
def test_any_text_is_kept_or_refused_in_a_sentence(text):
    try:
        when = parse(text)
    except dates.DateError as error:
        assert str(error) and "\n" not in str(error)
    else:
        assert when.text == text


@LAWS
@given(DAYS)
def test_a_day_lies_in_the_window_of_its_month_and_its_year(one):
    text = one.isoformat()
    for size in (4, 7, 10):
        when = parse(text[:size])
        assert when.begin_earliest <= one <= when.begin_latest
        assert dates.inside(parse(text), when)
        assert dates.touches(when, one, one)


@LAWS
@given(LATE, st.sampled_from(OPEN))
def test_a_day_lies_in_the_window_of_its_open_digits_which_is_no_wider(one, form):
    when = parse(written(one, form))
    whole = {"YYYX": 10, "YYXX": 100, "YYYY-MM-XX": 0}.get(form, 1)
    first, last = when.begin_earliest, when.end_latest
    assert first <= one <= last and first.day == 1
    assert (last.year - first.year + 1, first.month, last.month) == (
        (whole, 1, 12) if whole else (1, one.month, one.month)
    )
    assert (last + timedelta(1)).day == 1 if last < date.max else last == date.max


@LAWS
@given(windows())
def test_a_window_holds_every_day_of_both_its_ends_and_no_other(text):
    when = parse(text)
    low, _, high = text.strip("[]").partition("..")
    assert when.begin_earliest == (parse(low).begin_earliest if low else None)
    assert when.end_latest == (parse(high).end_latest if high else None)


@LAWS
@given(stretches(st.just("")))
def test_the_least_that_a_text_can_mean_begins_with_it(text):
    least = dates.least(text)
    assert "X" not in least and len(least) == len(text)
    assert dates.first_day(least) == parse(text).begin_earliest
    assert dates.last_day(least) <= parse(text).end_latest


@LAWS
@given(st.integers(1, 9999))
def test_the_last_day_of_a_year_is_31_december(year):
    assert dates.last_day(f"{year:04d}") == date(year, 12, 31)
    assert dates.first_day(f"{year:04d}") == date(year, 1, 1)


@LAWS
@given(st.integers(1, 9999), st.integers(1, 12))
def test_the_last_day_of_a_month_is_in_the_calendar(year, month):
    days = monthrange(year, month)[1]
    assert dates.last_day(f"{year:04d}-{month:02d}") == date(year, month, days)


def test_a_year_may_come_as_a_number():
    assert dates.last_day(2018) == date(2018, 12, 31)
    assert dates.first_day(2018) == date(2018, 1, 1)


# ---- order ----------------------------------------------------------------------

OTHER = {"before": "after", "after": "before", "open": "open"}


@LAWS
@given(KEPT, KEPT)
def test_order_turns_round_with_its_arguments(one, two):
    a, b = parse(one), parse(two)
    assert dates.order(b, a) == OTHER[dates.order(a, b)]


@LAWS
@given(KEPT)
def test_nothing_comes_before_itself(text):
    assert dates.order(parse(text), parse(text)) == "open"


@LAWS
@given(DAYS, DAYS)
def test_two_days_are_ordered_as_in_the_calendar(one, two):
    told = dates.order(parse(one.isoformat()), parse(two.isoformat()))
    expected = "before" if one < two else "after" if two < one else "open"
    assert told == expected


@LAWS
@given(stretches(), st.data())
def test_what_is_told_of_two_windows_holds_for_every_day_in_them(text, data):
    a, b = parse(text), parse(data.draw(stretches()))
    told = dates.order(a, b)
    for when_a in (a.begin_earliest, a.begin_latest):
        for when_b in (b.begin_earliest, b.begin_latest):
            if told == "before":
                assert when_a < when_b
            elif told == "after":
                assert when_b < when_a


@pytest.mark.parametrize(
    "one, two, told",
    [
        ("2021-09-06", "2021-09-07", "before"),
        ("2021-09-06", "2021-09-06", "open"),
        ("2021-08", "2021-09", "before"),
        ("2021-08", "2021-08-26", "open"),
        ("[..2021-09-10]", "[..2021-09-11]", "open"),
        ("[..2021-09-10]", "2021-09-11", "before"),
        ("2021-09-11", "[2021-09-12..]", "before"),
        ("2015/..", "2021-08-26", "before"),
        ("/2020-10", "2021", "before"),
        ("2021-08/2021-08-15", "2021-08-20", "before"),
        ("", "2021", "open"),
    ],
)
def test_order_compares_when_each_began(one, two, told):
    assert dates.order(parse(one), parse(two)) == told


# ---- inside, touches, last seen -------------------------------------------------


@pytest.mark.parametrize(
    "known, article, fits",
    [
        ("2021-08-23", "[2021-08-16..2021-09-11]", True),
        ("2021-08-15", "[2021-08-16..2021-09-11]", False),
        ("2021-08-14/2021-08-30", "2021-08/2021-08", True),
        ("2021-07-31/2021-08-30", "2021-08/2021-08", False),
        ("2021-08-20", "2021-08-14/2021-08-30", False),  # a moment is no span
        ("2018", "2018-05", False),
        ("2015/..", "2015/2021-09-11", False),
        ("2015/2020", "2015/..", True),
        ("2015-01-26/2020", "2015/", True),
        ("2014", "/2020-10", False),  # it lasted up to October 2020
        ("2019-09/2020-10", "/2020-10", True),
        ("", "2018", True),
        ("2018", "", True),
        ("2021-09-12", "[2021-09-11..]", True),
    ],
)
def test_the_known_is_inside_when_the_article_allows_it(known, article, fits):
    assert dates.inside(parse(known), parse(article)) is fits


def test_an_end_that_was_only_seen_may_be_passed():
    known, article = parse("2015/.."), parse("2015/2021-09-11")
    assert not dates.inside(known, article)
    assert dates.inside(known, article, seen=True)
    assert not dates.inside(parse("2014/.."), article, seen=True)


@LAWS
@given(KEPT)
def test_every_date_is_inside_itself(text):
    assert dates.inside(parse(text), parse(text))


@pytest.mark.parametrize(
    "text, touched",
    [
        ("2021-08-31", False),
        ("2021-09-01", True),
        ("2021-09-30", True),
        ("2021-10-01", False),
        ("2021", True),
        ("[..2021-08-31]", False),
        ("[..2021-09-01]", True),
        ("[2021-09-30..]", True),
        ("[2021-10-01..]", False),
        ("2015/..", True),
        ("2015/", True),
        ("2015/2021-08", False),
        ("2015/2021-09", True),
        ("/2020", False),
        ("/2022", True),
        ("2022/..", False),
        ("", False),
    ],
)
def test_a_date_touches_september_2021_when_it_can_have_been_then(text, touched):
    first, last = date(2021, 9, 1), date(2021, 9, 30)
    assert dates.touches(parse(text), first, last) is touched


@LAWS
@given(KEPT)
def test_without_limits_everything_is_touched(text):
    assert dates.touches(parse(text), None, None)


@LAWS
@given(stretches(), DAYS)
def test_a_wider_stretch_touches_whatever_a_narrow_one_does(text, one):
    when = parse(text)
    if dates.touches(when, one, one):
        assert dates.touches(when, None, one) and dates.touches(when, one, None)


def test_only_a_state_that_ends_on_the_articles_day_was_last_seen():
    article = date(2021, 9, 11)
    assert dates.last_seen(parse("2015/2021-09-11"), True, article)
    assert not dates.last_seen(parse("2015/2021-09-11"), False, article)
    assert not dates.last_seen(parse("2015/2021-09-10"), True, article)
    assert not dates.last_seen(parse("2021-09-11"), True, article)
    assert not dates.last_seen(parse("2015/2021-09-11"), True, None)


# ---- words ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, words",
    [
        ("", "not dated"),
        ("2001-09-11", "11 September 2001"),
        ("2020-10", "at some time in October 2020"),
        ("2018", "at some time in 2018"),
        ("0987", "at some time in 0987"),
        (
            "[2021-08-16..2021-09-11]",
            worlds.WINDOW,
        ),
        (
            "[2020-12-31..2021-01-02]",
            "one day between 31 December 2020 and 2 January 2021",
        ),
        ("[2021-08..2021-09]", "at some time between August and September 2021"),
        ("[2018..2019]", "at some time between 2018 and 2019"),
        ("[2018..2018]", "at some time in 2018"),
        ("[2021-08-16..2021-08-16]", "16 August 2021"),
        ("[..2021-09-10]", "by 10 September 2021, day not stated"),
        ("[2021-09-11..]", "11 September 2021 or later"),
        ("[2021..]", "2021 or later"),
        ("[2003..2017-01-13]", "at some time between 2003 and 13 January 2017"),
        ("[2003..2003-05-01]", "one day between 1 January and 1 May 2003"),
        ("[198X..2001-05]", "at some time between the 1980s and May 2001"),
        ("199X", "at some time in the 1990s"),
        ("199X?", "at some time in the 1990s (uncertain)"),
        ("19XX", "at some time in the 1900s (1900 to 1999)"),
        ("200X", "at some time in the 2000s (2000 to 2009)"),
        ("1999-XX", "at some time in 1999"),
        ("1999-XX-XX", "at some time in 1999"),
        ("2004-06-XX", "at some time in June 2004"),
        ("199X/..", "since the 1990s, still going"),
        ("199X/2004-06-XX", "from the 1990s to June 2004"),
        ("199X/199X", "for part of the 1990s"),
        ("2004-06-XX/2004-06-XX", "for part of June 2004"),
        ("2021-08-14/2021-08-30", "from 14 to 30 August 2021"),
        ("2021-08/2021-08", "for part of August 2021"),
        ("2021-08~/2021-08", "for part of about August 2021"),
        ("2021-08-14/2021-08-14", "on 14 August 2021"),
        ("2010/2012", "from 2010 to 2012"),
        ("2001/2021-09-11", "from 2001 to 11 September 2021"),
        ("2015/..", "since 2015, still going"),
        ("2015/", "from 2015, end not stated"),
        ("/2020-10", "until October 2020; start not stated"),
        ("2018~", "about 2018"),
        ("2018?", "at some time in 2018 (uncertain)"),
        ("2018%", "about 2018 (uncertain)"),
        (
            "2019-09~/2020-02~",
            "from about September 2019 to about February 2020",
        ),
    ],
)
def test_a_date_is_written_as_a_reader_would_say_it(text, words):
    assert dates.in_words(parse(text)) == words


@pytest.mark.parametrize(
    "text, words",
    [
        ("2015/2021-09-11", worlds.WAR),
        ("/2021-09-11", "still so on 11 September 2021; start not stated"),
    ],
)
def test_a_state_last_seen_is_said_to_be(text, words):
    assert dates.in_words(parse(text), seen=True) == words


@LAWS
@given(KEPT, st.booleans())
def test_any_date_has_words_and_none_of_them_is_none(text, seen):
    words = dates.in_words(parse(text), seen)
    assert words and "None" not in words
    assert not set(words) & set("[]/~?%")


MONTH = "|".join(month_name[1:])
SAID = re.compile(rf"(?:(\d{{1,2}}) )?(?:({MONTH}) )?(?:the )?(\d{{4}})(s?)")
SHORT = re.compile(  # `14 to 30 August 2021`, `August and September 2021`
    rf"\b(\d{{1,2}} (?:{MONTH})|\d{{1,2}}|{MONTH}) (?:to|and)"
    rf" ((?:\d{{1,2}} )?(?:{MONTH}) \d{{4}})"
)


def told(words):
    """Read the first and last day that words allow, as a reader would."""
    words = re.sub(r"the \d{4}s \((\d.*?)\)", r"\1", words)
    words = SHORT.sub(
        lambda m: f"{m[1]} {' '.join(m[2].split()[len(m[1].split()) :])} to {m[2]}",
        words,
    )
    found = []
    for one, month, year, decade in SAID.findall(words):
        year, months = int(year), [*month_name]
        last = year + 9 * bool(decade)
        low, high = (months.index(month),) * 2 if month else (1, 12)
        days = (int(one),) * 2 if one else (1, monthrange(last, high)[1])
        found.append((date(year, low, days[0]), date(last, high, days[1])))
    return min(low for low, _ in found), max(high for _, high in found)


@LAWS
@given(st.one_of(stretches(), windows(), spans()), st.booleans())
@example("200X", False)
@example("[2003..2003-05-01]", False)
@example("2021-08-14/2021-08-30", False)
@example("[2021-08..2021-09]", False)
def test_words_never_claim_more_than_the_text(text, seen):
    first, last = told(dates.in_words(parse(text), seen))
    assert first <= min(dates.bounds(parse(text)))
    assert max(dates.bounds(parse(text))) <= last


@LAWS
@given(DAYS, st.integers(1, 4000))
def test_a_stretch_names_its_last_day_whole(first, days):
    assume(first.toordinal() + days <= date.max.toordinal())
    last = first + timedelta(days)
    words = dates.stretch(first, last)
    assert words.endswith(f" to {dates.day_in_words(last)}")
    assert words.split()[0] == str(first.day)


@LAWS
@given(DAYS)
def test_a_stretch_of_one_day_names_it_once(one):
    assert dates.stretch(one, one) == dates.day_in_words(one)


def test_a_stretch_says_month_and_year_once():
    told = dates.stretch(date(2021, 8, 1), date(2021, 9, 11))
    assert told == "1 August to 11 September 2021"
    assert dates.stretch(date(2021, 8, 1), date(2021, 8, 9)) == "1 to 9 August 2021"


@pytest.mark.parametrize(
    "like, words",
    [
        ("", "1 October 2020"),
        ("2020-10?", "October 2020"),
        ("2020", "2020"),
        ("2020-10-XX", "October 2020"),
        ("2020-XX", "2020"),
        ("202X", "the 2020s"),
    ],
)
def test_no_more_of_a_day_is_written_than_is_known(like, words):
    assert dates.day_in_words(date(2020, 10, 1), like) == words
