"""A view as a link: days and names as a view reads them, and nothing else."""

import json
import random
from datetime import date

import pytest

from helpers.case import dates
from helpers.page import filters
from helpers.view import parameters
from helpers.view.parameters import ParameterError, View
from tests.page.test_select import run, state

pytestmark = pytest.mark.browser

DAYS = "(texts) => texts.map((text) => [dayOf(text, false), dayOf(text, true)])"
# What this report has computed of leaving out: a voice and a source.
OUT = (
    {"by": "mute", "id": "A032", "anchor": "voices-A032"},
    {"by": "exclude", "id": "S001", "anchor": "sources-S001"},
)
READ = f"([data, links]) => links.map((one) => fromLink(data, one, {json.dumps(OUT)}))"
THERE_AND_BACK = f"""([data, states]) => states.map((one) => {{
  const link = asLink(data, {{ ...startOf(data), ...one }});
  return [link, ...fromLink(data, link, {json.dumps(OUT)})];
}})"""
WRITTEN = (
    "2021-08-26",
    "2021-08",
    "2021",
    " 2021 ",
    "2020-02-29",
    "2021-02-29",
    "2100-02-29",
    "2021-13",
    "2021-00",
    "2021-08-XX",
    "2021-XX",
    "2021-XX-XX",
    "2021-XX-05",
    "0000",
    "0001",
    "0099-12",
    "9999-12-31",
    "2021-8-26",
    "26.8.2021",
    "soon",
    "",
    "2021-08-26T00",
    "2021~",
    "202X",
    "２０２１",
    "2021-06-31",
    "2021/2022",
    "-2021",
    "2021-21",
)


def by_python(text):
    """Read the first and the last day of a text as a view does; None: it is none."""
    try:
        view = View(start=text, end=text)
    except ParameterError:
        return [None, None]
    return [day and day.toordinal() for day in (view.first, view.last)]


def test_a_typed_day_is_the_day_that_a_view_would_read(browser):
    chance = random.Random(1)
    made = [
        "".join(chance.choices("0129-X ", k=chance.choice((4, 7, 10))))
        for _ in range(300)
    ]
    made += [
        f"20{y:02d}-{m:02d}-{d:02d}"
        for y in range(19, 23)
        for m in range(14)
        for d in (0, 1, 28, 29, 30, 31, 32)
    ]
    texts = [*WRITTEN, *made]
    found = run(browser, DAYS, texts)
    assert found == [by_python(text) for text in texts]
    assert 100 < sum(day != [None, None] for day in found) < len(texts)


@pytest.fixture(scope="module")
def data(daesh_k):
    return filters.payload(filters.Readings(daesh_k, View()), View())


@pytest.mark.central
def test_a_link_gives_back_the_view_that_it_was_made_of(browser, data, daesh_k):
    day = data["days"][5]
    views = [
        {},
        {"actors": ["A001", "A010"]},
        {"pair": ["A001", "A010"], "day": day},
        {"voices": ["unnamed", "A032", "S002"], "reading": "article"},
        {
            "statuses": ["reported"],
            "layers": [],
            "kinds": ["act"],
            "basis": ["attitude"],
        },
        {"start": day, "end": day + 400},
        {"day": day + 1},
        {"day": day + 1, "asOf": True},
        {"asOf": True},
        {"beside": day, "day": day + 1},
        {"beside": "readings", "actors": ["A001"]},
        {"without": OUT[0], "voices": ["A001"]},
        {"without": OUT[1]},
    ]
    plain = state(data) | {
        "day": data["days"][-1],
        "asOf": False,
        "selected": [],
        "beside": None,
        "without": None,
    }
    found = run(browser, THERE_AND_BACK, [data, views])
    for one, (link, told, said) in zip(views, found, strict=True):
        assert told == plain | one and said == ""
        asked = dict(part.split("=") for part in filter(None, link.split("&")))
        names = set(asked) - {"day", "beside"}  # of the page alone
        parameters.view({n: asked[n] for n in names})  # the names and words of a view
    assert found[0][0] == ""
    assert found[5][0].startswith(f"start={date.fromordinal(day).isoformat()}&end=")
    assert [link.split("=")[0] for link, *_ in found[6:8]] == ["day", "as_of"]
    assert found[8][0] == "as_of=2021-09-11"
    assert found[11][0] == "voices=A001&mute=A032"


@pytest.mark.central
@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ("actors=Taliban; isis-k", {"actors": ["A010", "A019"]}),
        ("voices=Morgan", {"voices": ["A032"]}),
        ("as_of=2020", {"day": date(2020, 12, 31), "asOf": True}),
        ("day=2020", {"day": date(2020, 12, 31)}),
        ("mute=morgan", {"without": OUT[0]}),
        ("exclude=S001&actors=US", {"without": OUT[1], "actors": ["A001"]}),
        ("beside=2020", {"beside": date(2020, 12, 31)}),
        (
            "start=2020-02&end=2020-02",
            {"start": date(2020, 2, 1), "end": date(2020, 2, 29)},
        ),
        ("statuses=&pair=&end=", {}),
    ],
)
def test_a_link_may_be_written_in_the_words_of_a_view(browser, data, link, asked):
    ((told, said),) = run(browser, READ, [data, [link]])
    days = {n: v.toordinal() for n, v in asked.items() if isinstance(v, date)}
    plain = state(data) | {
        "day": data["days"][-1],
        "asOf": False,
        "selected": [],
        "beside": None,
        "without": None,
    }
    assert told == plain | asked | days and said == ""


@pytest.mark.central
def test_a_day_after_the_last_is_that_one_and_it_says_so(browser, data):
    (late, early) = run(browser, READ, [data, ["day=2031", "day=1950-05-06"]])
    first, last = (date.fromordinal(data["days"][nth]) for nth in (0, -1))
    assert (late[0]["day"], early[0]["day"]) == (last.toordinal(), first.toordinal())
    run_ = " to ".join(dates.day_in_words(day) for day in (first, last))
    assert late[1] == (
        f"The ties of this report run from {run_}: 11 September 2021 is shown."
    )


REFUSED = (
    "memory=ever",
    "colour=red",
    "actors",
    "actors=Nobody",
    "actors=US&actors=US",
    "pair=US",
    "pair=US;US",
    "pair=US;Taliban;UK",
    "statuses=sure",
    "dates=",
    "as_of=",
    "as_of=soon",
    "start=2021&end=2020",
    "__proto__=x",
    "constructor=x",
    "toString=",
    "layers=article;nowhere",
    "kinds=ACT",
    "=",
    "=x",
    "a=b=c",
    "actors=US;",
    "voices=A999",
    "selected=E001",
    "<b>x</b>",
    "day=1",
    "day=2020&as_of=2020",
    "mute=A010",
    "mute=",
    "mute=A032;A001",
    "mute=A032&exclude=S001",
    "exclude=A032",
    "exclude=__proto__",
    "mute=A032&beside=2020",
    "exclude=S001&dates=article",
    "beside=",
    "beside=soon",
    "beside=days",
    "without=voices-A032",
    "x" * 3000,
    "actors=" + "US;" * 800,
)


@pytest.mark.central
def test_whatever_is_no_view_is_refused_in_one_sentence(browser, data):
    plain = state(data) | {
        "day": data["days"][-1],
        "asOf": False,
        "selected": [],
        "beside": None,
        "without": None,
    }
    found = run(browser, READ, [data, REFUSED])
    for link, (told, said) in zip(REFUSED, found, strict=True):
        if link == "actors=US;":  # a list as the command line takes it
            assert told["actors"] == ["A001"] and said == ""
            continue
        assert told == plain, link
        assert said.startswith("The link ") and said.count(".") == 1, link
        assert said.endswith(", so the whole report is shown.") and len(said) < 160
