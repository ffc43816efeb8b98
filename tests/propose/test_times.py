"""Words of time, each read on its own: published on Friday, 13 January 2017."""

import itertools
from datetime import date

import pytest

from helpers.case import dates
from helpers.propose import article, proposals

PUBLISHED = date(2017, 1, 13)


def read(text, published=PUBLISHED):
    """List the cues of the dated places of a text, each with its value."""
    found = proposals.propose(article.paragraphs(text), published)
    return [(one.cue, one.value) for one in found if one.kind == "date"]


def values(text, published=PUBLISHED):
    return [value for _, value in read(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was signed on 1 May 2004.", "2004-05-01"),
        ("It was signed on May 1, 2004.", "2004-05-01"),
        ("It was signed on the 1st of May 2004.", "2004-05-01"),
        ("It was signed on 2004-05-01.", "2004-05-01"),
        ("It was signed in Oct. 1978.", "1978-10"),
        ("It was signed on 25.12.2016.", "2016-12-25"),
        ("He left the party in '91 and came back.", "1991"),
        ("He left in the spring of ’91 and came back.", "1991-03~/1991-05~"),
        ("The winter of 1915/16 was hard.", "1915-12~/1916-02~"),
        ("They came close to war in 1915/16.", "1915/1916"),
        ("The war of 1914-18 changed it.", "1914/1918"),
        ("Sept. 9 was a day of rest.", "2016-09-09"),
        ("It met from 22 to 24 October.", "2016-10-22/2016-10-24"),
        ("Shots were fired on 21–22 December.", "2016-12-21/2016-12-22"),
        ("It lasted from October 1914 to May 1916.", "1914-10/1916-05"),
        ("It lasted from 3 March to 5 April 2015.", "2015-03-03/2015-04-05"),
        ("The second half of 2016 saw growth.", "[2016-07..2016-12]"),
        ("It ran until June 1956.", "/1956-06"),
        ("By 1875 she owned it.", "[..1875]"),
        ("It was so before 1914.", "[..1913]"),
        ("It was never so after 1945.", "[1946..]"),
        ("It has been so since 2009.", "2009/2017-01-13"),
        ("The post-2001 years were long.", "2001/2017-01-13"),
        ("In force from 1 March 1980, it parted them.", "1980-03-01/"),
        ("It moved in the late 1990s.", "[1997..1999]"),
        ("It was so in the '70s.", "197X"),
        ("It was so in the early nineties.", "[1990..1993]"),
        ("In the nineteenth century it was common.", "18XX"),
        ("It was early October 2016.", "[2016-10-01..2016-10-10]"),
        ("The 9/11 attacks came first.", "2001-09-11"),
        ("By Christmas they had gone.", "[..2016-12-25]"),
        ("At 4 a.m. they came.", ""),
        ("It sank shortly before midnight.", ""),
        ("It was signed in June last year.", "2016-06"),
        ("It was signed on 3 May last year.", "2016-05-03"),
        ("It will be signed in June this year.", "2017-06"),
        ("It began on Christmas Day 1979.", "1979-12-25"),
        ("It began at Easter 2008.", "2008-03-23"),
        ("It began on Good Friday, 1998.", "1998-04-10"),
        ("It sank on the last Sunday of August this year.", "2017-08-27"),
        ("It sank on the second Monday in May 2011.", "2011-05-09"),
        ("It ended in the last days of 1993.", "1993-12"),
        ("It began in the first weeks of 2003.", "2003-01"),
        ("It ended in the last days of May 2003.", "[2003-05-21..2003-05-31]"),
        ("It was so in the week of 14 September 2016.", "[2016-09-12..2016-09-18]"),
    ],
)
def test_an_explicit_date_has_its_value(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Today it rains.", "2017-01-13"),
        ("It rained yesterday evening.", "2017-01-12"),
        ("It rained the day before yesterday.", "2017-01-11"),
        ("Last month the king fell ill.", "2016-12"),  # over a new year
        ("Last December the king was well.", "2016-12"),
        ("The king will travel next month.", "2017-02"),
        ("Last year the king was well.", "2016"),
        ("He wrote last week.", "[2017-01-02..2017-01-08]"),
        ("He will write next week.", "[2017-01-16..2017-01-22]"),
        ("The court ruled on Friday.", "2017-01-13"),  # the publication day itself
        ("The court will rule on Friday.", "2017-01-13"),
        ("The court ruled last Friday.", "2017-01-06"),
        ("The court rules next Friday.", "2017-01-20"),
        ("The court ruled on Wednesday.", "2017-01-11"),
        ("The court will rule on Monday.", "2017-01-16"),
        ("On Monday Marshal Kesi wrote a letter.", "2017-01-09"),
        ("They let it be known on Monday that no loan would be paid.", "2017-01-09"),
        ("The first will land within the next week.", "[2017-01-13..2017-01-20]"),
        ("Since Sunday it has rained.", "2017-01-08/2017-01-13"),
        ("At the start of this month it rained.", "[2017-01-01..2017-01-10]"),
        ("Three days ago it rained.", "2017-01-10"),
        ("Two months ago it rained.", "2016-11~"),
        ("It fell some ten years ago.", "2007~"),
        ("Sixty-five years ago today he spoke.", "1952-01-13"),
        ("Decades ago it was so.", "[..2017-01-13]"),
        ("Soon it will be over.", "[2017-01-13..]"),
        ("He recently left.", "[..2017-01-13]"),
        ("At this point nobody knows.", "2017-01-13"),
        ("It is the 50th anniversary of the club.", "2017"),
        ("It fell last decade.", "200X"),
        ("It is the case this century.", "20XX"),
        ("It grew last quarter.", ""),
        ("It fell earlier this month.", "[2017-01..2017-01-13]"),
        ("It will fall later this year.", "[2017-01-13..2017]"),
        ("It fell a minute ago.", "[..2017-01-13]"),
        ("It fell ten years ago today.", "2007-01-13"),
        ("It fell last weekend.", "[2017-01-07..2017-01-08]"),
        ("It ends the day after tomorrow.", "2017-01-15"),
        ("It fell last night.", "2017-01-12"),
        ("It will end in two weeks.", "2017-01-27~"),
        ("It will end in three days.", "2017-01-16"),
        ("It ended in two weeks.", ""),
        ("It will mark its ten-year anniversary.", "2017"),
    ],
)
def test_a_relative_date_counts_from_the_day_of_publication(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They need three more years to end it.", "2017-01-13/2020~"),
        ("They need another two weeks to end it.", "2017-01-13/2017-01-27~"),
        ("It has lasted for a decade.", "2007~/2017-01-13"),
        ("It lasted for a decade.", ""),
        ("For the past five years it has rained.", "2012~/2017-01-13"),
        ("It has rained over the past few weeks.", "2016-12~/2017-01-13"),
        ("It has rained in recent months.", "/2017-01-13"),
        ("A commission was to settle it within five years.", ""),
        ("They want a six-month pause.", ""),
        ("Decades of war are over.", "/2017-01-13"),
    ],
)
def test_a_duration_is_a_span_only_where_the_text_says_from_when(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The two sides may meet, or they may not.",
        "Mrs May said that Theresa May is her name.",
        "They march on, and the march was long.",
        "The then president, then in exile, wrote, and then he died.",
        "The firm sold 2016 cars and 1,914 vans; some 1900 people work there.",
        "It covers over 2000 hectares and cost $1950 and €2000.",
        "He took Flight 1549 to room 2012 and read page 1984.",
        "He is 53 years old and a 12-year-old boy is with him.",
        "He was replaced by then President Kesi and by then-minister Morn.",
        "It costs $10 a year, or so much per year.",
        "The Sunday Times wrote of Black Friday and the Good Friday Agreement.",
        "He would one day be king; another day he would not.",
        "They wait until it ends and before it begins.",
        "Sun, rain and snow: he sat down and second thoughts came.",
        "The fall of the government and the spring of the watch came first.",
        "Nothing came on 45/13/2016 or 2016-02-30.",
    ],
)
def test_what_looks_like_a_date_and_is_none_is_left_alone(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke on 5/1/2017.", "[2017-01-05..2017-05-01]"),
        ("He spoke on 5/1/2017, as on 12 December.", "2017-01-05"),
        ("He spoke on 5/1/2017, as on December 12.", "2017-05-01"),
        ("He spoke on 5/1/2017, as on 25/12/2016.", "2017-01-05"),
    ],
)
def test_day_and_month_have_the_order_of_the_text_or_either(text, value):
    assert values(text)[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nordmark votes on 26 March.", "2017-03-26"),
        ("Nordmark voted on 26 March.", "2016-03-26"),
        ("The crew must be freed by 20 January.", "[2017-01-13..2017-01-20]"),
        (
            "The crew must be charged or released by 20 January.",
            "[2017-01-13..2017-01-20]",
        ),
        ("They are expected to lose the vote on 23 May.", "2017-05-23"),
        ("They seized power after the 8 November vote, and must go.", "[2016-11-09..]"),
        ("It was signed 16 June and takes effect 1 July.", "2017-07-01"),
        ("It offered in January to mediate.", "2017-01"),
        ("The rains usually last from December until March.", "2016-12/2017-03"),
    ],
)
def test_a_day_without_a_year_is_where_its_verb_points(text, value):
    assert values(text)[-1] == value


def test_a_date_counts_from_the_one_before_it():
    text = (
        "In July 1952 they took power; in the summer of 1956 the last one left. "
        "On 29 October they came, and two days later they went. The following year "
        "it was over. By then he had gone, and nobody has come since then.\n"
        "Three years later it began anew."
    )
    assert values(text) == [
        "1952-07", "1956-06~/1956-08~", "1956-10-29", "1956-10-31", "1957", "[..1957]",
        "1957/2017-01-13", "1960",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell in June 1942. The following spring it rose.", "1943-03~/1943-05~"),
        ("It fell in June 1942. The following autumn it rose.", "1942-09~/1942-11~"),
        ("It fell in 1942. The following spring it rose.", "1943-03~/1943-05~"),
        ("It fell in 1942. The following autumn it rose.", ""),
        ("It fell in June 1942. The previous summer it rose.", "1941-06~/1941-08~"),
        ("It fell in the autumn of 1942. They had met that June.", "1942-06"),
        ("It fell in the autumn of 1942. Seven years later it rose.", "1949"),
        ("It fell in May 1942. That summer it rose.", "1942-06~/1942-08~"),
    ],
)
def test_a_season_or_month_counts_from_the_date_before_it(text, value):
    assert values(text)[-1] == value


@pytest.mark.parametrize(
    "text",
    [
        "In the last weeks of peace. The first days of it.",
        "The leaves that fall on it are red.",
        "They wait for it to fall.",
        "All that may be.",
        "The Easter Rising.",
    ],
)
def test_that_and_a_verb_are_no_season(text):
    assert read(text) == []


def test_a_term_of_office_and_the_turn_of_a_year_are_places_without_a_value():
    assert read("In his second term it grew, at the turn of the year.") == [
        ("In his second term", ""), ("at the turn of the", ""),
    ]  # fmt: skip


def test_the_years_behind_a_past_event_are_not_counted_from_publication():
    assert values("It was frozen for the next eleven years.") == [""]
    assert values("It will be frozen for the next eleven years.") == [
        "2017-01-13/2028~"
    ]


def test_a_name_behind_until_then_leaves_it_a_date():
    made = values("It will end on 20 January. Until then F. W. Kesi stays.")
    assert made == ["2017-01-20", "/2017-01-20"]
    assert values("He was ill in 1914. By then President Kesi was old.") == ["1914"]


def test_a_year_in_a_name_says_nothing_of_the_days_behind_it():
    assert values("They left the 2009 treaty and met in October.") == [
        "2009",
        "2016-10",
    ]


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("year", ["last", "this", "next"])
def test_at_the_ends_of_the_calendar_nothing_breaks(day, year):
    for what in ("Easter", "the last Sunday of May", "12 May", "the summer of"):
        for value in values(f"It began on {what} {year} year.", day):
            dates.parse(value)


def test_a_date_that_the_calendar_lacks_has_no_value():
    assert values("On 29 February it rained.") in (["2016-02-29"], [""])
    assert values("In the year 1400, and 30 years later") == ["1400", "1430"]
    early = date(1, 1, 1)
    for word in ("yesterday", "last week", "last month", "last year", "ten years ago"):
        assert values(f"It fell {word}.", early)[0] in ("", "[..0001-01-01]")


WORDS = """
in on by since until before after from to between and of the a an early mid
late last next this past few some five two 12 31 2016 1956 '91 1915/16 May
March Jan. Friday Monday week month year years days decade century ago later
more today now then winter anniversary 20th 9/11 5/1/2017 - – , . 1990s for
within end start spring ever
""".split()


PHRASES = [
    "the first six months of", "the last ten days of", "the year", "that year",
    "The last week of", "the first week of", "the winter", "the second half of",
    "in the year ended", "in the two years to", "the first 2.5 days of", "the eve of",
    "3 May 2015", "4 May", "Q3", "H1 2016", "the 1990s", "the end of", "or", "and",
    "until", "to", "—", ",", "by", "before", "not until", "on or before", "2015",
    "ten years ago next week", "fifty years ago last summer", "19 or 20 August",
]  # fmt: skip


@pytest.mark.parametrize(("words", "number"), [(WORDS, 12), (PHRASES, 4)])
def test_every_value_of_any_words_can_be_read_as_a_date(words, number):
    import random

    chance = random.Random(5)
    for _ in range(100):
        text = " ".join(chance.choices(words, k=number))
        for published in (date(1, 1, 1), PUBLISHED, date(9999, 12, 31)):
            for cue, value in read(text, published):
                dates.parse(value)
                assert cue in text and len(cue.split()) <= 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell a quarter of a century ago.", "1992~"),
        ("It fell half a century ago.", "1967~"),
        ("It fell half a year ago.", "2016-07~"),
        ("They will meet the week after next.", "[2017-01-23..2017-01-29]"),
        ("They met the month before last.", "2016-11"),
        ("It doubled in the space of a year.", ""),
        ("It would need a decade.", ""),
        ("It was the first vote in nine years.", "2008~/2017-01-13"),
        ("It has grown since the end of the war.", "/2017-01-13"),
        ("They lived through the 1980s.", "198X"),
        ("He stays beyond January 2018.", "[2018-02..]"),
        ("It will come by the end of June.", "[2017-01-13..2017-06-30]"),
        ("It will be over before August.", "[2017-01-13..2017-07]"),
        ("It opened on Victory Day 2015 with songs.", "2015-05-09"),
        ("It met on Thanksgiving 2015.", "2015-11-26"),
        ("They came before dawn.", ""),
        ("She spent a week in Tervik.", ""),
        ("They will send it within a month.", "[2017-01-13..2017-02]"),
        ("On 3 October a lake burst.", "2016-10-03"),
        ("It will come before the end of 2018.", "[2017-01-13..2018-12]"),
        ("He came every Thanksgiving.", ""),
        ("It met on Cinco de Mayo 2015.", "2015-05-05"),
        ("It will end five years from now.", "2022~"),
        ("It will end by the end of the year.", "[2017-01-13..2017]"),
        ("It will end before the month is out.", "[2017-01-13..2017-01]"),
        ("It closes at the end of the week.", "2017-01-15"),
        ("It fell on Wednesday last week.", "2017-01-04"),
        ("It fell on Monday last.", "2017-01-09"),
        ("It fell on Christmas Day last.", "2016-12-25"),
        ("It fell on the eve of Christmas.", "2016-12-24"),
        ("It has grown since Republic Day.", ""),
        ("They have been invited for 1 and 2 May.", "2017-05-01/2017-05-02"),
        ("It was over by the evening of 3 May 2016.", "[..2016-05-03]"),
        ("They called a strike for Monday.", "2017-01-16"),
        ("They came at dusk.", ""),
        ("It has been so since the 15th.", "2016-12-15/2017-01-13"),
        ("It will meet on the 5th.", "2017-02-05"),
        ("It will meet a week from today.", "2017-01-20"),
        ("It opens in the first quarter of next year.", "[2018-01..2018-03]"),
        ("As of today it is shut.", "2017-01-13"),
        ("The fiftieth anniversary is near.", "2017"),
        ("They came at seven o'clock in the evening.", ""),
    ],
)
def test_more_words_of_time_have_a_value(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on 3 May 1989. That same day they met.", "1989-05-03"),
        ("It fell on 3 May 1989. On that day in 1939 they met.", "1939-05-03"),
        ("It fell in January 1991. On the 13th they met.", "1991-01-13"),
        ("It lasted from 19 to 21 August 1991. A day later they met.", "1991-08-22"),
        ("It fell on 16 November 1988. The next May they met.", "1989-05"),
        ("It fell in December 2015. It rose on 10 February.", "2016-02-10"),
        ("It fell in December 2015. It had risen on 10 February.", "2015-02-10"),
        ("It fell in 2015. The year after, they met.", "2016"),
        ("It fell in June 1903. On the first of that month they met.", "1903-06-01"),
        ("It fell on 3 May 1989. The next morning they met.", "1989-05-04"),
        ("It began in 1912. It was over by the end of the year.", "[..1912]"),
        (
            "It fell in January 1991. It has been so since the 13th.",
            "1991-01-13/2017-01-13",
        ),
        ("It fell on 3 May 1989. Hours later they met.", "1989-05-03"),
        ("It fell in 1911. Three years after that, they met.", "1914"),
        ("It fell in 1911. Three years afterward they met.", "1914"),
        ("It fell in 2013. It has been so since 30 June.", "2016-06-30/2017-01-13"),
        ("It fell in 1939, half a century earlier, and they met.", "1939"),
    ],
)
def test_a_later_date_counts_from_the_one_before_it(text, value):
    assert values(text)[-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on the seventeenth of December 1914.", "1914-12-17"),
        ("It fell on the thirty-first of May.", "2016-05-31"),
        ("It fell on July Fourth.", "2016-07-04"),
        ("It fell on a Wednesday, the tenth of December.", "2014-12-10"),
        ("It fell on Sunday, 12 June 2016.", "2016-06-12"),
        ("It fell in nineteen ninety-nine.", "1999"),
        ("It fell in nineteen oh-five.", "1905"),
        ("It fell in the first week of January 2014.", "[2014-01-01..2014-01-07]"),
        ("It fell in the last week of February 2016.", "[2016-02-23..2016-02-29]"),
        ("It fell on the first Wednesday of this month.", "2017-01-04"),
        ("It fell on the last Friday of last month.", "2016-12-30"),
        ("They asked before he leaves the house on the 20th of May.", "2017-05-20"),
        ("It fell ten years ago tonight.", "2007-01-13"),
        ("It fell ten years ago this week.", "[2007-01-08..2007-01-14]"),
        ("It fell ten years ago this month.", "2007-01"),
        ("It fell ten years ago last month.", "2006-12"),
        ("It fell ten years ago next week.", "[2007-01-15..2007-01-21]"),
        ("It fell ten years ago this weekend.", "[2007-01-13..2007-01-14]"),
        ("It fell ten years ago last summer.", "2006-06~/2006-08~"),
        ("It grew in the first six months of the year.", "[2016-01..2016-06]"),
        ("It grew in the first half of the year.", "[2016-01..2016-06]"),
        ("It will grow in the first half of the year.", "[2017-01..2017-06]"),
        ("It fell ten years ago this autumn.", "2007-09~/2007-11~"),
        ("It goes on to this day.", "2017-01-13"),
        ("It will open in the spring of next year.", "2018-03~/2018-05~"),
        ("It will open in 2033 at the earliest.", "[2033..]"),
        ("The plan dates from 11 April 2007.", "2007-04-11"),
        ("It will open in May 2018 at the latest.", "[2017-01-13..2018-05]"),
        ("It comes before Eid.", ""),
        ("It is Martyrs' Day.", ""),
        ("It fell overnight.", ""),
    ],
)
def test_a_date_in_words_has_one_place_and_a_value(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell in 1910. It rose in March of that year.", "1910-03"),
        ("It fell in 1910. It rose on 5 May of the following year.", "1911-05-05"),
        ("It fell in 1910. It rose in January of the next year.", "1911-01"),
        ("It fell in 2010. He left last June. It rose in July.", "2016-07"),
        ("It fell in May 2013. They had been there since 3 March.", "2013-03-03/"),
        (
            "It fell in May 1942. The winter that followed was hard.",
            "1942-12~/1943-02~",
        ),
        (
            "It fell in May 2013, led by men who had met in 2011. Since then it rose.",
            "2013-05/2017-01-13",
        ),
        (
            "It fell in 1830, and he in 1831; by 1840 it rose.\nIt met on 20 December.",
            "1840-12-20",
        ),
        ("In 1830, 1831 and 2016 it fell.\nIt met on 20 December.", "2016-12-20"),
    ],
)
def test_a_date_keeps_to_the_year_that_is_told_of(text, value):
    assert values(text)[-1] == value


def test_what_counts_nothing_is_no_date():
    assert read("It grew twice a decade, in the 13th century style.") == [
        ("13th century", "12XX")
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It met on 4, 11 and 25 May 2011.", "2011-05-04 2011-05-11 2011-05-25"),
        ("It met on May 4, 11 and 25, 2011.", "2011-05-04 2011-05-11 2011-05-25"),
        ("It met on May 4 and 25.", "2016-05-04 2016-05-25"),
        ("It met on 4, 5 and 6 May.", "2016-05-04/2016-05-06"),
        ("It met on 3 or 4 May 2011.", "[2011-05-03..2011-05-04]"),
        ("It met in 2009 or 2010.", "[2009..2010]"),
        ("It met in 2009 and 2011.", "2009 2011"),
        ("It met in May and August 2011.", "2011-05 2011-08"),
        ("It met in May, and again in August 2011.", "2011-05 2011-08"),
        ("It met in May and June 2011.", "2011-05/2011-06"),
        ("It met in the summer and autumn of 2011.", "2011-06~/2011-11~"),
        ("It met in the spring and autumn.", "2016-03~/2016-05~ 2016-09~/2016-11~"),
        ("It met in December and January.", "2016-12/2017-01"),
        ("He ran it from 1898 until his death in 1904.", "1898/1904"),
        ("It ran from the late 1960s to the early 1980s.", "196X/198X"),
        ("It ran from late 2009 to the end of 2011.", "2009/2011-12"),
        ("It ran from 24 April 2010 till 31 January.", "2010-04-24/2011-01-31"),
        (
            "It fell on 3 May 2011, to mid-2012 it rose.",
            "2011-05-03 [2012-05..2012-08]",
        ),
        ("It fell in the night of 3/4 May.", "2016-05-03/2016-05-04"),
        ("At 4 a.m. on 3 May 2011 it fell.", "2011-05-03"),
        ("It fell on 3 May 2011, and the next day it rose.", "2011-05-03 2011-05-04"),
        ("It ran from August 2015 to the end of last month.", "2015-08/2016-12"),
        ("On 3 May 2011, shortly before noon, it fell.", "2011-05-03"),
    ],
)
def test_dates_side_by_side_are_a_list_a_span_or_a_choice(text, value):
    assert " ".join(values(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was not signed until 9 May 1950.", "1950-05-09"),
        ("It will not open until March 2018.", "[2018-03..]"),
        ("It was paid on or before 3 May 2011.", "[..2011-05-03]"),
        ("It was paid on or after 3 May 2011.", "[2011-05-03..]"),
        ("It was paid no later than 2014.", "[..2014]"),
        ("It has grown since mid-February 2016.", "2016-02/2017-01-13"),
        ("It has grown since the end of 2015.", "2015-10/2017-01-13"),
        ("From spring 2019 it will grow.", "2019-03~/.."),
        ("It fell by that Christmas.", "[..2016-12-25]"),
        ("It fell since the Christmas of 2011.", "2011-12-25/2017-01-13"),
        ("It fell in the first half of March 2011.", "[2011-03-01..2011-03-15]"),
        ("It fell in the last third of the 19th century.", "[1867..1899]"),
        ("It fell in Q3 2011.", "[2011-07..2011-09]"),
        ("It fell in the third quarter.", "[2016-07..2016-09]"),
        ("It fell in the last quarter of last year.", "[2016-10..2016-12]"),
        ("It fell in the first six months of 2011.", "[2011-01..2011-06]"),
        ("It fell in the last ten days of May.", "[2016-05-22..2016-05-31]"),
        ("It fell in the three months to 30 June 2011.", "2011-04/2011-06"),
        ("It fell in the year ending March 2011.", "2010-04/2011-03"),
        ("It fell in the week to 13 May 2011.", "2011-05-07/2011-05-13"),
        ("It fell at the beginning of 2011.", "[2011-01..2011-03]"),
        ("It fell in summer 2011.", "2011-06~/2011-08~"),
        ("It fell in the 'fifties.", "195X"),
        ("It fell at the turn of the century.", "2000~"),
        ("It has grown since fiscal 2011.", "2011/2017-01-13"),
        ("It fell around 2011.", "2011"),
        ("It has grown since the session of May 2011.", "2011-05/2017-01-13"),
        ("It has grown since last week.", "2017-01-02~/2017-01-13"),
        ("It fell in the first three quarters of last year.", "[2016-01..2016-09]"),
        ("It ended on V-E Day.", "1945-05-08"),
        ("He was elected on the 18th ult. by a few.", "2016-12-18"),
        ("He died on the 1st inst. at home.", "2017-01-01"),
        ("It lasted up to and including 3 May 2011.", "/2011-05-03"),
        ("It was promised as recently as 18 June.", "2016-06-18"),
        ("It was long, and talks begin on Tuesday.", "2017-01-17"),
        ("They will meet on Tuesday week.", "2017-01-24"),
        ("They have to last 90 days.", ""),
        ("It is promised for the spring.", "2017-03~/2017-05~"),
        ("They say it fell in April or May.", "[2016-04..2016-05]"),
        ("It fell a hundred years ago.", "1917~"),
        ("It fell at Whitsun 2011.", "2011-06-12"),
        ("It was let, and runs until 31 December.", "/2017-12-31"),
        ("He leaves in June, it was said.", "2017-06"),
        ("They need it by the rains, expected in May.", "2017-05"),
        ("It had been due to open in October.", "2016-10"),
        ("To-day it rains.", "2017-01-13"),
        ("It fell a hundred and thirty years ago.", "1887~"),
    ],
)
def test_a_part_or_a_bound_of_a_date_has_its_value(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell from March to August 1919. It rose in October.", "1919-10"),
        ("From 2010 it fell. It rose in May.", "2010-05"),
        ("It has grown since 2010. It rose in May.", "2016-05"),
        ("It was put off to the spring of 2010. It fell in May.", "2010-05"),
        ("The 2010 deal was old. It fell in May.", "2016-05"),
        ("In 2012 he said that he had been ill in 2010. He left in May.", "2012-05"),
        ("They met on 3 December. He gave them until Easter.", "/2017-04-16"),
        ("In May 1946 it was made, and by the spring it was law.", "[..1947-05]"),
        ("It fell in early July 1931. They met on the tenth.", "1931-07-10"),
        ("In June 1878 they met. They rested between the 26th and the 29th.",
         "1878-06-26/1878-06-29"),
        ("In 1889 it fell. It rose at the turn of the century.", "1900~"),
        ("In 1849 he lent to both; in the 'fifties he bought land.", "185X"),
        ("It fell in May 2011. What has come since?", "2011-05/2017-01-13"),
        ("Kesi, in power since a coup in 1999, left after the vote of 8 May.",
         "2016-05-08"),
        ("Kesi, who was minister from 1994 to 1996, left. He came back in May.",
         "2016-05"),
        ("The pact, signed in 2007, was kept. It was broken in May.", "2016-05"),
        ("The pact (signed in 2007) was kept. It was broken in May.", "2016-05"),
        ("He left, and in 2010 he died. He was buried in May.", "2010-05"),
        ("The treaty of 2010 was old. It fell in May.", "2016-05"),
        ("On 3 May 2013 he said that as a man of the king he had come to Tervik"
         " on 6 June 2011. On the 17th he left.", "2013-05-17"),
        ("By 2010 it was over. It rose in March this year. It fell in May.", "2016-05"),
        ("He hoped to report before Parliament rises in July.", "2017-07"),
        ("It was put off, and is now to begin in May.", "2017-05"),
        ("The end of 2010 was wet. It fell in May.", "2010-05"),
        ("They met on 2 November. They were adjourned to 14 January.", "2017-01-14"),
        ("It fell in 2010, 2011 and 2012.\nIt rose in May.", "2012-05"),
        ("It fell in 2010, 2011 and 2012.\nIt rose in May, he said on Monday.",
         "2017-01-09"),
        ("It fell on Monday. It was so in 2010, 2011 and 2012.\nIt rose in May.",
         "2016-05"),
        ("He, who came on 6 May 1999, said that it fell on 8 June.", "2016-06-08"),
        ("On 9 December 2013 it went to a court, which heard it from 17 to 20 January"
         " and ruled on 24 February.", "2014-02-24"),
        ("He left on 3 May 2010; on the night of 2 May 2009 he wept. It fell in June.",
         "2009-06"),
        ("It met from June 13 to July 13, 1878. On the night of June 21 he packed, and"
         " on the 26th he left.", "1878-06-26"),
    ],
)  # fmt: skip
def test_a_date_goes_by_what_is_told_before_it(text, value):
    assert values(text)[-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was filed on 9 April 1984.\nOn 10 May it was heard.", "1984-05-10"),
        ("It was filed on 9 April 1984.\nIn January it was heard.", "2017-01"),
        ("It was filed in 1984.\nOn 10 May it was heard.", "2016-05-10"),
        ("It was filed on 9 July 2014.\nOn 3 January it was heard.", "2017-01-03"),
        ("It was filed on 9 April 1984.\n\"I fell,\" he said on Tuesday.\n"
         "On 10 May it was heard.", "1984-05-10"),
        ("It was filed on 9 April 1984. It fell after 1946.\nIt came on 10 May.",
         "1984-05-10"),
        ("In 1962 it was old. They had met since the spring of 1961. It fell in May.",
         "1962-05"),
        ("On 3 November 1991 they came. Eight months later, before dawn on July 18,",
         "1992-07-18"),
        ("Founded in 1964, it is old, said a report published in July.", "2016-07"),
        ("In 1996 he signed. He put it off, most recently on 9 January.", "2017-01-09"),
        ("A talk would cost him nothing now that the vote of 21 November is over.",
         "2016-11-21"),
        ("Twenty years ago it began, in 1984.\nOn Thursday, March 1, word came.",
         "1984-03-01"),
        ("Word came on 1 March 1984. By the Monday night they were out.",
         "[..1984-03-05]"),
        ("On 26 May 2011, by fifteen votes to one, it won. It fell in June.",
         "2011-06"),
        ("He took office in 2010 and is seeking a new term on May 25.", "2017-05-25"),
        ("On 16 May 1975 he said he would send men, and on 6 June some 350,000 of them"
         " marched.", "1975-06-06"),
        ("\"A man came in the spring of 1978,\" she recalls.\nOn 7 September he fell.",
         "1978-09-07"),
        ("Talks have been set for the week of 8 December.", "[2017-12-04..2017-12-10]"),
        ("On 3 October 1994, four days after the vote, they shut it.", "1994-09-29"),
        ("On 3 October 1994, two days before the talks, they shut it.", "1994-10-05"),
        ("On 3 October 1994 they shut it. Four days after the vote they fell.", ""),
        ("Fifty years ago next Friday he spoke.", "1967-01-20"),
        ("Fifty years ago tomorrow he spoke.", "1967-01-14"),
        ("Fifty years ago next Friday he spoke.\nMuch was said in 1982.\nOn 12 March"
         " they marched.", "1967-03-12"),
        ("Fifty years ago next Friday he spoke. On Sunday it was known.", "1967-01-22"),
        ("He fell on 2 May 1999.\nThe two met. Through the winter they waited.",
         "2016-12~/2017-02~"),
    ],
)  # fmt: skip
def test_a_story_goes_on_over_its_paragraphs(text, value):
    assert values(text)[-1] == value


ENDS = {  # written without a year, and where a span begins and ends that it tells of
    "3 March": ("03-03", "03-03"), "March 3": ("03-03", "03-03"),
    "the 3rd of March": ("03-03", "03-03"), "mid-March": ("03", "03"),
    "April": ("04", "04"), "the end of April": ("04", "04"),
    "the summer": ("06~", "08~"), "October 5": ("10-05", "10-05"),
    "late October": ("10", "10"), "Christmas": ("12-25", "12-25"),
}  # fmt: skip


def month(name):
    return ENDS[name][0][:2]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pair
        for pair in itertools.permutations(ENDS, 2)
        if len(set(map(month, pair))) > 1
    ],
)
def test_a_span_has_its_years_wherever_they_are_told(start, end):
    low, high = ENDS[start][0], ENDS[end][1]
    mark = ", " if end[-1].isdigit() else " of " if end == "the summer" else " "
    back = high < low
    for span in (f"from {start} to {end}", f"between {start} and {end}"):
        dated = f"It fell {span}{mark}2011."
        assert values(dated) == [f"{2011 - back}-{low}/2011-{high}"], dated
        assert values(f"It fell {span}.") == [f"{2016 - back}-{low}/2016-{high}"]
        ahead = f"It will fall {span}."
        assert values(ahead) == [f"2017-{low}/{2017 + back}-{high}"], ahead
        told = f"In 2010 it rose. It fell {span}."
        assert values(told)[-1] == f"2010-{low}/{2010 + back}-{high}", told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“Today it is peace,” Mr Nor told reporters on Monday.", "2017-01-09"),
        ("“It is peace today. We rest,” he said in Oldtown on Monday.", "2017-01-09"),
        ("On Monday Mr Nor said: “Today it is peace.”", "2017-01-09"),
        ("Mr Nor said on Monday that “today” it was peace.", "2017-01-09"),
        ("“It is so,” he said on Monday. “Today it is peace.”", "2017-01-09"),
        ("“Tomorrow it is peace,” he said on 3 May 1995.", "1995-05-04"),
        ("“Yesterday it was war,” he said on 1 May 1995.", "1995-04-30"),
        ("“Today it is peace,” said Mr Nor, who was freed on Monday.", "2017-01-13"),
        ("“Today it is peace,” Mr Nor said.", "2017-01-13"),
        ("He said so on Monday. “Today it is peace,” she said.", "2017-01-13"),
        ("Mr Nor said on Monday that today it is peace.", "2017-01-13"),
    ],
)
def test_today_in_a_quotation_is_the_day_of_its_saying(text, day):
    spoken = ("today", "tomorrow", "yesterday")
    assert [v for cue, v in read(text) if cue.casefold() in spoken] == [day]
