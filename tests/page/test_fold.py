"""The page's fold gives what Python gives, over every position of every switch."""

import re
from itertools import combinations, product
from pathlib import Path

import pytest

from helpers.case import cases, schema
from helpers.charts import timeline
from helpers.draw import ties
from helpers.page import filters
from helpers.text import words
from helpers.view import parameters, relations, select
from tests import worlds
from tests.view.test_relations import acts

pytestmark = pytest.mark.browser

FOLD = (Path(filters.__file__).parent / "fold.js").read_text(encoding="utf-8")
LAYERS = (list(schema.LAYERS), *([layer] for layer in schema.LAYERS))
ALL = """([data, states]) => states.map((state) => ({
  shown: [...shown(data, state)].sort(),
  ties: state.days.map((day) => ties(data, { ...state, day })),
  ahead: state.days.map((day) => prospects(data, { ...state, day })),
}))"""


def run(browser, script, given):
    """Run the fold in a page of its own, without any page around it."""
    page = browser.new_page()
    try:
        return page.evaluate(
            f"(given) => {{ {FOLD} return ({script})(given); }}", given
        )
    finally:
        page.close()


def state(data, **more):
    start = {"reading": data["own"], "layers": data["layers"], "statuses": None,
             "actors": [], "days": data["days"] or [None]}  # fmt: skip
    return start | more


def positions(data):
    """List the positions of the switches, each with the days that are looked at."""
    readings = [state(data, reading=r, layers=layers)
                for r, layers in product(select.READINGS, LAYERS)]  # fmt: skip
    days = data["days"] or [None]
    some = [days[0], days[len(days) // 2], days[-1]]
    return [
        *readings,
        *(state(data, reading=r, statuses=[status])
          for r, status in product(select.READINGS, data["statuses"])),
        *(state(data, reading=r, actors=[actor["id"]],
                days=days if r == data["own"] else some)
          for r, actor in product(select.READINGS, data["actors"])),
    ]  # fmt: skip


def by_python(whole, asked, one):
    """Select and fold as the notebooks do."""
    view = asked.model_copy(
        update={"dates": one["reading"], "layers": one["layers"],
                "statuses": one["statuses"] or [], "actors": one["actors"]}
    )  # fmt: skip
    case, how = select.view(whole, view), relations.asked(view)
    days = [day and relations.date.fromordinal(day) for day in one["days"]]
    ids = {i for name in ("events", "relations", "memberships")
           for i in case.tables[name].iloc[:, 0]}  # fmt: skip
    ahead = {name: how[name] for name in ("dates", "level")}
    return {
        "shown": sorted(ids | {*timeline.carried(case)}),
        "ties": [relations.ties(case, day, **how).to_dict("records") for day in days],
        "ahead": [relations.prospects(case, day, **ahead).to_dict("records")
                  for day in days],
    }  # fmt: skip


def compared(browser, whole, asked):
    data = filters.payload(filters.readings(whole, asked), asked)
    switches = positions(data)
    found = run(browser, ALL, [data, switches])
    for one, told in zip(switches, found, strict=True):
        assert told == by_python(whole, asked, one), one
    return data, found


def test_the_fold_is_pythons_at_every_position(browser, daesh_k):
    data, found = compared(browser, daesh_k, parameters.View())
    assert len(data["days"]) > 20 and len(found) > 60
    assert len({len(ties) for one in found for ties in one["ties"]}) > 5


FILTERS = [
    {}, {"actors": ["A001"]}, {"layers": ["context"]}, {"statuses": ["claimed"]},
    {"dates": "article", "statuses": ["claimed", "reported"]},
    {"dates": "known", "actors": ["A010", "A019"], "statuses": ["happened"]},
    {"layers": ["article"], "statuses": ["reported", "denied"], "actors": ["A001"]},
]  # fmt: skip


def counted(browser, whole, asked, views):
    """Give what page and explorer say is hidden, for further filters of a report."""
    data = filters.payload(filters.readings(whole, asked), asked)
    states = [
        state(data, reading=view.dates, actors=view.actors, layers=view.layers,
              statuses=view.statuses or None)
        for view in views
    ]  # fmt: skip
    script = "([data, states]) => states.map((one) => countLine(data, one).line)"
    said = [str(words.hidden(select.view(whole, view), view)) for view in views]
    return run(browser, script, [data, states]), said


def test_the_page_says_in_the_same_words_what_is_hidden_and_by_what(browser, daesh_k):
    views = [parameters.View(**more) for more in FILTERS]
    page, said = counted(browser, daesh_k, parameters.View(), views)
    assert page == said and len({*said}) == len(FILTERS)
    assert re.fullmatch(
        r"\d+ of 60 events and \d+ of 63 relations;"
        r" hidden: \d+ by layer, \d+ by status, \d+ by actors", said[-1]
    )  # fmt: skip


def test_what_another_reading_hides_has_the_name_of_what_hides_it(browser, tmp_path):
    whole = cases.load(worlds.write(tmp_path / "w", worlds.told_twice()))
    for more in ({"start": "1750"}, {"end": "1731", "statuses": ["happened"]},
                 {"as_of": "1752"}, {"statuses": ["claimed"]}):  # fmt: skip
        asked = parameters.View(**more)
        data = filters.payload(filters.readings(whole, asked), asked)
        for reading in select.READINGS:
            other = asked.model_copy(update={"dates": reading})
            rows = filters.inside(filters.readings(whole, asked), "both", reading)[0]
            told = {r["id"] for r in data["events"] if not r["read"][reading]["off"]}
            assert told == {*rows.events.event_id}, (more, reading)
            chosen = select.filters(whole, other)
            assert {r["read"][reading]["off"] for r in data["relations"]} <= {
                select.HIDES.get(chosen.hides(row, select.named(whole, row)), "")
                for row in whole.rows("relations")
            }


@pytest.mark.parametrize("more", [{}, {"events": []}])
def test_a_small_case_is_counted_in_the_same_words(browser, tmp_path, more):
    whole = cases.load(worlds.write(tmp_path / "w", worlds.least() | more))
    page, said = counted(browser, whole, parameters.View(), [parameters.View()])
    assert page == said and "All" not in said[0]


@pytest.mark.parametrize("asked", [{}, {"level": "all", "memory": "in-force"}])
def test_the_fold_is_pythons_in_a_made_up_world(browser, tmp_path, asked):
    tables = worlds.related(6, 40)
    for nth, row in enumerate(tables["relations"]):
        row["basis"] = "attitude" if nth % 8 == 0 else row["basis"]  # a one-sided view
        row["may_be"] = {5: "R002;R034", 9: "R002", 35: "R005"}.get(nth, "")
    whole = cases.load(worlds.write(tmp_path / "w", tables))
    data, found = compared(browser, whole, parameters.View(**asked))
    holds = {tie["holds"] for one in found for ties in one["ties"] for tie in ties}
    kinds = {tie["kind"] for one in found for ties in one["ties"] for tie in ties}
    assert holds == {"certain", "possible", "unknown"} and kinds == {"tie", "view"}


def test_the_fold_counts_the_least_number_of_acts_as_python_does(browser):
    """Every set of what may be of five acts, and rings that no short rule settles."""
    pairs = list(combinations(range(5), 2))
    sets = [[p for n, p in enumerate(pairs) if bits >> n & 1] for bits in range(1024)]
    rings = [[(i, (i + k) % n) for i in range(n) for k in (1, 4)] for n in (9, 12, 40)]
    rows = [acts(one, 40 if one == rings[-1] else 12) for one in [*sets, *rings]]
    given = [[row._asdict() | {"id": row.relation_id} for row in one] for one in rows]
    found = run(browser, "(all) => all.map(least)", given)
    assert found == [relations.least(one) for one in rows]
    assert {*range(8, 13)} <= {*found}


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
    data, found = compared(browser, whole, parameters.View())
    assert data["days"] == []
    assert {tie["holds"] for one in found for ties in one["ties"] for tie in ties} == {
        "unknown"
    }


def test_a_tie_is_told_in_pythons_words(browser, daesh_k, default_view):
    view = parameters.View()
    data = filters.payload(filters.readings(daesh_k, view), view)
    day = relations.date.fromordinal(data["days"][-1])
    frames = (
        relations.ties(default_view, day, dates="both"),
        relations.prospects(default_view, day, dates="both"),
    )
    script = """([data, state]) => [...ties(data, state), ...prospects(data, state)]
      .map((tie) => [anchorOf(tie), pairOf(data, tie), summaryOf(data, tie),
        hoverOf(data, tie).join("\\n")])"""
    found = run(browser, script, [data, state(data, day=data["days"][-1])])
    assert found == [
        [ties.anchor(tie), ties.pair(default_view, tie),
         ties.summary(default_view, tie), ties.hover(default_view, tie)]
        for frame in frames for tie in frame.itertuples()
    ]  # fmt: skip
    assert len(found) > 15
