"""Each chart follows what moves it and nothing else, and lists all its records."""

import pytest

from helpers.case import cases
from helpers.explorer import panes, web
from helpers.explorer.panes import PANES, Cabinet
from helpers.view import relations, select
from helpers.view.parameters import NAMES, View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.test_rooms import WORLDS
from tests.explorer import kept as made
from tests.explorer import measure

OTHER = {
    "start": "2018", "end": "2020", "as_of": "2019", "actors": ["Taliban"],
    "kinds": ["act"], "sources": ["S002"], "layers": ["article"], "dates": "known",
    "statuses": ["happened"], "gaps": "linear", "level": "all", "memory": "ever",
    "exclude": ["E001", "R005"], "mute": ["S002"],
}  # fmt: skip


@pytest.fixture(scope="module")
def kept():
    return Cabinet(cases.load("daesh-k-2021"))


def drawn(kept, name, **asked):
    return PANES[name].draw(kept, View(**asked))


def shapes(sheet):
    return sheet.shapes.fillna(-1).to_dict("records")


def test_every_parameter_but_the_case_is_tried():
    assert set(OTHER) | {"case"} == set(NAMES)


@pytest.mark.parametrize("name", PANES)
@pytest.mark.parametrize("parameter", OTHER)
def test_what_leaves_the_key_alone_leaves_the_chart_alone(kept, name, parameter):
    changed = {parameter: OTHER[parameter]}
    pane = PANES[name]
    if pane.key(View(**changed)) == pane.key(View()):
        before, after = drawn(kept, name), drawn(kept, name, **changed)
        assert shapes(before.sheet) == shapes(after.sheet)
        assert (before.titles, before.rows) == (after.titles, after.rows)
    else:
        assert parameter not in pane.still


@pytest.mark.parametrize("name", PANES)
def test_a_chart_and_its_list_have_records_in_common(kept, name):
    found = drawn(kept, name)
    shapes_ = found.sheet.shapes
    pointed = set(shapes_.record_id[shapes_["shape"] == "target"])
    assert pointed and pointed <= {record for _, record in found.rows}
    assert found.sheet.width == panes.WIDTH and all(w and i for w, i in found.rows)


@pytest.mark.parametrize("name", PANES)
def test_a_title_stands_over_the_chart_and_not_in_it(kept, name):
    found = drawn(kept, name)
    assert not found.sheet.shapes.role.isin(["title", "subtitle", "aside"]).any()
    assert found.titles[0] and found.sheet.height > 300


@pytest.mark.parametrize("world", ["the first case", *WORLDS])
@pytest.mark.parametrize("name", PANES)
def test_no_words_leave_their_chart_and_none_overlap(kept, tmp_path, name, world):
    if world in WORLDS:
        kept = Cabinet(worlds.small(tmp_path, WORLDS[world]()))
    sheet = drawn(kept, name).sheet
    if len(sheet.shapes):
        measure.check(sheet)


def test_the_timelines_list_has_every_event_of_the_view(kept):
    for asked in ({}, {"actors": ["Taliban"]}, {"as_of": "2020"}):
        case = select.view(kept.whole, View(**asked))
        listed = [i for _, i in drawn(kept, "timeline", **asked).rows]
        assert set(case.events.event_id) <= set(listed)
        assert len(listed) == len(set(listed))


def test_the_strips_list_has_every_relation(kept):
    listed = [i for _, i in drawn(kept, "strips").rows]
    assert sorted(listed) == sorted(kept.whole.relations.relation_id)


@pytest.mark.parametrize("day", ["2010", "2020-03-10", "2021-08-23", ""])
def test_the_network_shows_the_ties_of_the_day(kept, day):
    asked = View(as_of=day)
    case = select.view(kept.whole, asked)
    ties = relations.ties(case, asked, relations.day(case, asked))
    wanted = {f"tie-{t.a}-{t.b}" for t in ties.itertuples() if t.kind == "tie"}
    assert {i for _, i in drawn(kept, "network", as_of=day).rows} == wanted


def test_nobody_moves_from_day_to_day(kept):
    places = []
    for day in ("2010", "2021-08-23", ""):
        rows = drawn(kept, "network", as_of=day).sheet.shapes
        names = rows[rows.role == "name"]
        left = dict(zip(names.text, zip(names.x0, names.y0, strict=True), strict=True))
        places.append(left)
    assert places[0] == places[1] == places[2] and len(places[0]) > 3


def test_the_days_are_those_on_which_a_tie_changes(kept):
    found = panes.days(kept, View())
    course = web.course(Shown(select.view(kept.whole, View()), View()))
    assert found == course.changes and found == sorted(set(found))
    assert panes.days(kept, View(actors=["Taliban"], as_of="2018")) == found
    assert panes.days(kept, View(memory="ever")) != found


def test_of_many_days_some_are_stops_and_the_last_is(kept, monkeypatch):
    every = panes.days(kept, View())
    monkeypatch.setattr(panes, "MOST_DAYS", 10)
    found = panes.days(kept, View())
    assert len(found) <= 10 and found[-1] == every[-1] and set(found) <= set(every)


def test_a_view_is_selected_once(kept):
    asked = View(actors=["Taliban"])
    one = kept.shown(asked).case
    same = View(actors=["Taliban"], gaps="linear", memory="ever")
    assert kept.shown(same).case is one
    assert kept.shown(View(actors=["Daesh-K"])).case is not one


def test_a_case_without_relations_has_days_and_charts_without_ties(tmp_path):
    few = made.cabinet(tmp_path, worlds.least())
    assert panes.days(few, View()) == []
    for name in PANES:
        found = drawn(few, name)
        assert found.sheet.height > 0 and found.titles[0]
