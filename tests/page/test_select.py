"""The page selects what Python selects, and shows the ties of a day as Python has them.

Over every day and every position of every switch.
"""

import re
from datetime import date
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest

from helpers.case import cases, firmness, schema
from helpers.charts import timeline
from helpers.lists import cards, records
from helpers.page import filters
from helpers.text import summary, ties
from helpers.view import relations, select
from helpers.view.parameters import WORDS, View
from helpers.view.shown import Shown
from tests import worlds
from tests.browsing import evaluated
from tests.once import slowly
from tests.view import test_relations as related

pytestmark = pytest.mark.browser

SELECT = "".join(
    (Path(filters.__file__).parent / f"{name}.js").read_text(encoding="utf-8")
    for name in ("select", "links")
)
LAYERS = (list(schema.LAYERS), *([layer] for layer in schema.LAYERS))
SHOWN = "([data, states]) => states.map((state) => [...shown(data, state)].sort())"
STANDING = """([data, days]) => {
  data.standings.rows = unpackedRows(data.standings);
  return Object.keys(data.standings.readings).map((reading) =>
    [reading, days.map((day) => standingOn(data.standings, { reading, day }))]);
}"""


def run(browser, script, given):
    return evaluated(browser, SELECT, script, given)


# ---- ties as of a day ----------------------------------------------------------------


def turns(case, asked):
    """List the days, and the next, on which a record may begin or last counts."""
    rows = [row for row in case.rows("relations") if row.sign]
    found = {0}
    for row, reading in product(rows, select.READINGS):
        view = asked.model_copy(update={"dates": reading})
        span = relations.reach(row, view, case.published)
        first = relations.voiced(case, row, reading)
        found |= {day.toordinal() for day in (*(span or ()), first) if day}
    return {day + by for day in found for by in (0, 1)}


def looked(data, case, asked):
    """List the days that are looked at: those, the slider's, and one between each."""
    stops = data["days"]
    if not stops:
        return [None]
    days = sorted({*stops, *(d for d in turns(case, asked) if 0 < d < stops[-1])})
    return sorted({*days, *((a + b) // 2 for a, b in pairwise(days))})


def as_told(case, tie):
    """Say of a tie or prospect all that the page shows, as Python tells it."""
    return {
        "a": tie.a, "b": tie.b, "kind": tie.kind, "anchor": ties.anchor(tie),
        "about": ties.summary(case, tie), "records": tie.records,
        "lesser": records.lesser(tie), "voices": cards.in_full(case, tie.voices),
        "hover": ties.hover(case, tie).split("\n"),
    }  # fmt: skip


def certainties(found):
    """List how sure the ties are that the page shows: the status before it is none."""
    abouts = [tie["about"].split("; ")[1] for one in found for tie in one["ties"]]
    named = {how.told: name for name, how in firmness.OF_CERTAINTY.items()}
    return {named[about.split(", ", 1)[-1]] for about in abouts}


def by_python(case, asked, day):
    """Say how the pairs stand on one day, with no day before it."""
    on = day and date.fromordinal(day)
    return {
        part: [as_told(case, tie) for tie in frame.itertuples()]
        for part, frame in (("ties", relations.ties(case, asked, on)),
                            ("ahead", relations.prospects(case, asked, on)))
    }  # fmt: skip


def compared(browser, whole, asked, some=None):
    """Compare every row of every reading and day; give the data and the rows."""
    read = filters.Readings(whole, asked)
    data = filters.payload(read, asked)
    days = some(data) if some else looked(data, whole, asked)
    found = run(browser, STANDING, [data, days])
    assert [reading for reading, _ in found] == list(select.READINGS)
    for reading, told in found:
        inner = read.inner[reading]
        case, view = inner.case, inner.view
        for day, standing in zip(days, told, strict=True):
            assert standing == by_python(case, view, day), (reading, day)
    return data, [standing for _, told in found for standing in told]


def test_the_page_shows_the_ties_of_every_day_as_python_has_them(browser, daesh_k):
    data, found = compared(browser, daesh_k, View())
    assert len(data["days"]) > 20 and len(found) > 200
    assert len({str(one["ties"]) for one in found}) > 40
    assert len({str(one["ahead"]) for one in found}) > 1


@pytest.mark.parametrize(
    "asked",
    [{"as_of": "2020-06"}, {"layers": ["context"], "dates": "known"},
     *slowly({"actors": ["A001"]}, {"dates": "article", "end": "2020"})],
    ids=str,
)  # fmt: skip
def test_within_a_view_too_the_ties_are_pythons(browser, daesh_k, asked):
    view = View(**asked)
    data, found = compared(browser, daesh_k, view, lambda data: data["days"])
    assert len(data["days"]) > 5 and any(one["ties"] for one in found)


@pytest.mark.parametrize("asked", [{"level": "all", "memory": "in-force"}, *slowly({})])
def test_the_ties_are_pythons_in_a_made_up_world(browser, tmp_path, asked):
    tables = worlds.related(6, 40)
    for nth, row in enumerate(tables["relations"]):
        row["basis"] = "attitude" if nth % 8 == 0 else row["basis"]  # a one-sided view
        row["may_be"] = {5: "R002;R034", 9: "R002", 35: "R005"}.get(nth, "")
    whole = cases.load(worlds.write(tmp_path / "w", tables))
    _, found = compared(browser, whole, View(**asked))
    assert certainties(found) == {"certain", "possible", "unknown"}
    assert {tie["kind"] for one in found for tie in one["ties"]} == {"tie", "view"}


@pytest.mark.central
def test_what_is_certain_for_a_moment_only_is_told_on_that_day(browser, tmp_path):
    whole = related.world(tmp_path, *related.TWO_YEARS)
    data, found = compared(browser, whole, View())
    day = date(1997, 12, 31).toordinal()  # the slider does not stop there
    assert day not in data["days"] and day in looked(data, whole, View())
    assert certainties(found) == {"certain", "possible"}


@pytest.mark.central
def test_where_nothing_has_a_date_every_record_counts(browser, tmp_path):
    tables = worlds.related(4, 9)
    tables["sources"] = [
        row | {"role": "outside", "when_article": "", "when_known": ""}
        for row in tables["sources"]
    ]
    for row in tables["relations"]:
        row |= {"layer": "context", "status_known": "happened", "known_sources": "S003",
                "status_article": "", "when_article": "", "when_known": ""}  # fmt: skip
    for row in tables["citations"]:
        row |= {"source_id": "S003", "chain": "S003", "locator": ""}
    whole = cases.load(worlds.write(tmp_path / "w", tables))
    data, found = compared(browser, whole, View())
    assert data["days"] == []
    assert certainties(found) == {"unknown"}


# ---- what a filter leaves ------------------------------------------------------------


def state(data, **more):
    start = {"reading": data["own"], "layers": data["layers"], "statuses": None,
             "kinds": None, "basis": None, "actors": [], "pair": [], "voices": [],
             "start": None, "end": None}  # fmt: skip
    return start | more


def positions(data):
    """List the positions of the switches."""
    told = sorted({v for row in data["events"] for v in row["voices"]})
    stops = data["days"][3::6]
    return [
        *(state(data, reading=r, layers=layers)
          for r, layers in product(select.READINGS, LAYERS)),
        *(state(data, reading=r, statuses=[status])
          for r, status in product(select.READINGS, data["statuses"])),
        *(state(data, reading=r, actors=[actor])
          for r, actor in product(select.READINGS, data["actors"])),
        *(state(data, pair=[*two]) for two in combinations(data["actors"][:9], 2)),
        *(state(data, voices=[voice]) for voice in (*told[::5], *WORDS)),
        state(data, voices=["single", "A003"], basis=["act"]),
        *(state(data, kinds=[kind]) for kind in schema.KINDS),
        *(state(data, basis=[basis]) for basis in schema.BASES),
        *(state(data, reading=r, **{bound: day})
          for r, bound, day in product(select.READINGS, ("start", "end"), stops)),
        *(state(data, start=a, end=b) for a, b in pairwise(stops)),
    ]  # fmt: skip


def iso(day):
    return date.fromordinal(day).isoformat() if day else ""


def left(whole, asked, one):
    """Select as the notebooks do."""
    same = ("layers", "statuses", "actors", "pair", "voices", "kinds", "basis")
    view = asked.model_copy(
        update={"dates": one["reading"], "start": iso(one["start"]),
                "end": iso(one["end"])} | {name: one[name] or [] for name in same}
    )  # fmt: skip
    case = select.view(whole, view)
    ids = {i for name in ("events", "relations", "memberships")
           for i in case.tables[name].iloc[:, 0]}  # fmt: skip
    return sorted(ids | {*timeline.carried(case)})


@pytest.mark.central
def test_at_every_position_of_every_switch_python_leaves_the_same(browser, daesh_k):
    asked = View()
    data = filters.payload(filters.Readings(daesh_k, asked), asked)
    switches = positions(data)
    found = run(browser, SHOWN, [data, switches])
    for one, told in zip(switches, found, strict=True):
        assert told == left(daesh_k, asked, one), one
    assert len(found) > 60


@pytest.mark.central
def test_each_pair_is_counted_as_python_leaves_it(browser, daesh_k):
    """Also two who act for others, and a pair that a link names the other way round."""
    asked = View()
    data = filters.payload(filters.Readings(daesh_k, asked), asked)
    pairs = [[*two] for two in combinations(data["actors"][:12], 2)]
    pairs.append(pairs[0][::-1])
    script = """([data, state, pairs]) =>
      pairs.map(countPairs(remaining(data, state), data, pairs))"""
    found = run(browser, script, [data, state(data), pairs])
    for pair, told in zip(pairs, found, strict=True):
        shown = select.view(daesh_k, View(pair=pair))
        assert told == len(shown.events) + len(shown.relations), pair
    assert sum(told > 0 for told in found) > 10


@pytest.mark.central
@pytest.mark.parametrize(
    ("ids", "shown", "told"),
    [
        (["R001"], [], "rests on 1 record, hidden by your filter"),
        (["R001", "R002"], [], "rests on 2 records, both hidden by your filter"),
        (["R001", "R002"], ["R002"], "rests on 2 records, 1 hidden by your filter"),
        (["R001", "R002", "R003"], ["R001"],
         "rests on 3 records, 2 hidden by your filter"),
        (["R001", "R002", "R003"], ["E001"],
         "rests on 3 records, all 3 hidden by your filter"),
        (["R001"], ["R001"], ""),
    ],
)  # fmt: skip
def test_what_rests_on_hidden_records_says_so(browser, ids, shown, told):
    script = "([records, ids]) => restsOn({ records }, new Set(ids))"
    assert run(browser, script, [ids, shown]) == told


FILTERS = [
    {}, {"actors": ["A001"]}, {"layers": ["context"]}, {"statuses": ["claimed"]},
    {"dates": "article", "statuses": ["claimed", "reported"]},
    {"dates": "known", "actors": ["A010", "A019"], "statuses": ["happened"]},
    {"layers": ["article"], "statuses": ["reported", "denied"], "actors": ["A001"]},
    {"voices": ["unnamed"]}, {"pair": ["A001", "A010"], "basis": ["act", "attitude"]},
    {"start": "2020", "kinds": ["act"]}, {"as_of": "2020-03", "voices": ["single"]},
    {"as_of": "2021-08-27", "dates": "article"},
    {"voices": ["single"], "end": "2019-08"},
    {"as_of": "2020-03-10", "end": "2020", "kinds": ["act", "statement"]},
]  # fmt: skip


def counted(browser, whole, asked, views):
    """Give what page and explorer say is hidden, for further filters of a report."""
    data = filters.payload(filters.Readings(whole, asked), asked)
    states = [
        state(data, reading=view.dates, actors=view.actors, layers=view.layers,
              statuses=view.statuses or None, kinds=view.kinds or None, pair=view.pair,
              basis=view.basis or None, voices=view.voices,
              start=view.first and view.first.toordinal(),
              end=view.last and view.last.toordinal(), asOf=bool(view.as_of),
              day=view.known_by and view.known_by.toordinal())
        for view in views
    ]  # fmt: skip
    script = "([data, states]) => states.map((one) => countLine(data, one).line)"
    said = [str(summary.hidden(Shown.of(whole, view))) for view in views]
    return run(browser, script, [data, states]), said


@pytest.mark.central
def test_the_page_says_in_the_same_words_what_is_hidden_and_by_what(browser, daesh_k):
    views = [View(**more) for more in FILTERS]
    page, said = counted(browser, daesh_k, View(), views)
    assert page == said and len({*said}) == len(FILTERS)
    assert re.fullmatch(
        r"\d+ of 60 events and \d+ of 63 relations;"
        r" hidden: \d+ by layer, \d+ by status, \d+ by actors", said[6]
    )  # fmt: skip
    assert re.search(r"hidden: \d+ by start, \d+ by kind$", said[9])
    assert sum("by day" in one for one in said) == 3


def test_what_another_reading_hides_has_the_name_of_what_hides_it(browser, tmp_path):
    whole = cases.load(worlds.write(tmp_path / "w", worlds.told_twice()))
    for more in ({"start": "1750"}, {"end": "1731", "statuses": ["happened"]},
                 {"as_of": "1752"}, {"statuses": ["claimed"]},
                 {"pair": ["A001", "A002"], "statuses": ["happened"]},
                 {"voices": ["single"], "basis": ["act"], "end": "1731"}):  # fmt: skip
        asked = View(**more)
        data = filters.payload(filters.Readings(whole, asked), asked)
        for reading in select.READINGS:
            other = asked.model_copy(update={"dates": reading})
            rows = filters.Readings(whole, asked).inner[reading].case
            told = {r["id"] for r in data["events"] if not r["read"][reading]["off"]}
            assert told == {*rows.events.event_id}, (more, reading)
            chosen = select.filters(whole, other)
            assert {r["read"][reading]["off"] for r in data["relations"]} <= {
                select.HIDES.get(chosen.hides(row, select.named(whole, row)), "")
                for row in whole.rows("relations")
            }


@pytest.mark.central
@pytest.mark.parametrize("more", [{}, {"events": []}])
def test_a_small_case_is_counted_in_the_same_words(browser, tmp_path, more):
    whole = cases.load(worlds.write(tmp_path / "w", worlds.least() | more))
    page, said = counted(browser, whole, View(), [View()])
    assert page == said and "All" not in said[0]


# ---- which of two came first ---------------------------------------------------------

CASES = {
    "daesh-k-2021": lambda _: cases.load("daesh-k-2021"),
    "great-war-1872-1907": lambda _: cases.load("great-war-1872-1907"),
    "told twice": lambda folder: worlds.small(folder, worlds.told_twice()),
    "a coding": lambda folder: worlds.small(folder, worlds.coding()),
}
ORDERS = """([data, ids, readings]) => {
  const every = [...data.events, ...data.relations, ...data.memberships]
    .filter(({ id }) => ids.includes(id));
  return readings.map((reading) => every.flatMap((one, nth) =>
    every.slice(nth + 1).map((other) => orderInWords(data, [one, other], reading))));
}"""


@pytest.mark.central
@pytest.mark.parametrize(
    ("name", "step"),
    [("daesh-k-2021", 3), ("great-war-1872-1907", 3), ("told twice", 1),
     ("a coding", 1), pytest.param("daesh-k-2021", 1, marks=pytest.mark.slow),
     pytest.param("great-war-1872-1907", 1, marks=pytest.mark.slow)],
)  # fmt: skip
def test_which_of_two_came_first_is_told_as_by_python(browser, tmp_path, name, step):
    """Of every two records, in every reading."""
    whole = CASES[name](tmp_path)
    read = filters.Readings(whole, View())
    data = filters.payload(read, View())
    ids = [row["id"] for table in ("events", "relations", "memberships")
           for row in data[table]][::step]  # fmt: skip
    told = run(browser, ORDERS, [data, ids, list(select.READINGS)])
    for reading, page in zip(select.READINGS, told, strict=True):
        python = [str(summary.order(read[reading], *two))
                  for two in combinations(ids, 2)]  # fmt: skip
        assert page == python
        assert any("open which came first" in one for one in python)
        assert any("”" in one and "), then “" in one for one in python)
