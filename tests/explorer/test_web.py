"""The explorer's network: a day, everything in its place, never too certain."""

from datetime import date

import pytest

from helpers.charts import tied
from helpers.explorer import panes, web
from helpers.view import relations, select, standing
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts.tied import case_of

HOSTILE = {"sign": "-"}
THIRD = {"target_actor": "A003"}
ROWS = [
    {"when_article": "2019-05-10"},
    HOSTILE | THIRD | {"when_article": "2020-02-01"},
    HOSTILE | {"when_article": "2021-06-01"},
    {"source_actor": "A002", "target_actor": "A003", "when_article": "2021-08-01"},
]


def with_role(shapes, *roles):
    return [s for s in shapes.itertuples() if s.role in roles]


def marks(shapes):
    """Give the marks of ties: where each stands and how it is filled."""
    return [
        ((round(s.x0, 1), round(s.y0, 1)), s.role)
        for s in shapes.itertuples()
        if s.role.startswith("tie ")
    ]


def drawn(case, view):
    """Draw the network of a view's own day."""
    shown = Shown(case, view)
    return web.on_day(shown, web.course(shown), shown.day, panes.WIDTH).shapes


def each_day(case, view):
    """Draw the network on every day on which a tie changes."""
    shown = Shown(case, view)
    found = web.course(shown)
    return [
        (day, web.on_day(shown, found, day, panes.WIDTH).shapes)
        for day in found.changes
    ]


def test_no_day_is_drawn_on_which_a_window_only_meets_the_memory(tmp_path):
    rows = [{"when_article": year} for year in ("1997", "1998", "2001-05-10")]
    case, view = case_of(tmp_path, *rows)
    meets = {date(1997, 12, 31), date(1998, 1, 2), date(1998, 12, 31)}
    assert not meets & {*web.course(Shown(case, view)).changes}
    asked = view.model_copy(update={"as_of": "1998"})  # but where it is asked for
    found = web.course(Shown(select.view(case, asked), asked))
    (tie,) = found.at(found.day)
    assert (found.day, tie.holds) == (date(1998, 12, 31), "certain")


def test_a_mark_and_an_actor_keep_their_place_from_day_to_day(tmp_path):
    places, dots = {}, set()
    for _, shapes in each_day(*case_of(tmp_path, *ROWS)):
        for one in shapes[shapes["shape"] == "target"].itertuples():
            places.setdefault(one.record_id, set()).add((one.x0, one.y0))
        dots.add(tuple((s.x0, s.y0) for s in with_role(shapes, "actor")))
    assert len(places) == 3 and all(len(spots) == 1 for spots in places.values())
    assert len(dots) == 1


def test_the_ties_of_a_day_are_the_last_of_each_pair_until_then(daesh_k):
    view = View()
    found = web.course(Shown(select.view(daesh_k, view), view))
    for day in [None, *found.changes]:
        wanted = standing.among(web.standing_at(found.told, day), found.actors)
        assert found.at(day) == list(wanted.itertuples()), day
    every = standing.among(found.told, found.actors)
    assert set(found.changes) == {d for d in every.since if d > date.min}


def test_on_each_day_the_marks_are_the_ties_of_that_day(daesh_k):
    view = View()
    case = select.view(daesh_k, view)
    actors = web.course(Shown(case, view)).actors
    for day, shapes in each_day(case, view):
        wanted = relations.ties(case, View(), day)
        wanted = standing.among(wanted[wanted.kind == "tie"], actors)
        looks = [f"tie {tied.fill(t)}" for t in wanted.itertuples()]
        low = max(s.y0 for s in with_role(shapes, "actor"))  # the legend lies below
        found = [look for (_, y), look in marks(shapes) if y <= low]
        assert sorted(found) == sorted(looks), day


DAYS = ["2018-12-31", "2020-10-31", "2021-08-31", "2021-09-11"]


@pytest.mark.parametrize("day", DAYS)
def test_it_is_never_more_certain_than_the_matrix(daesh_k, day):
    view = View(as_of=day)
    shown = Shown(select.view(daesh_k, view), view)
    in_matrix = {
        (t.a, t.b): (t.state, tied.fill(t))
        for t in standing.standing(shown).attested.itertuples()
    }
    found = web.course(shown)
    ties = {(t.a, t.b): (t.state, tied.fill(t)) for t in found.at(found.day)}
    assert ties and ties.items() <= in_matrix.items()


def test_prospects_are_no_part_of_it(tmp_path):
    ahead = {"status_article": "possible", "when_article": "2021-01-01"}
    case, view = case_of(tmp_path, {}, ahead | THIRD)
    assert web.course(Shown(case, view)).actors == ["A001", "A002"]


def test_two_colours_say_that_both_signs_are_attested(tmp_path):
    edges = with_role(drawn(*case_of(tmp_path, {}, HOSTILE)), "edge")
    assert {e.colour for e in edges} == {"cooperative", "hostile"}


def test_what_is_not_certain_is_a_thin_pale_line(tmp_path):
    case, view = case_of(tmp_path, {"when_article": "2021"},
                         asked={"as_of": "2021-06-01"})  # fmt: skip
    edges = with_role(drawn(case, view), "edge")
    assert edges and all(e.width == 1 and e.opacity < 1 for e in edges)


def test_marks_stand_clear_of_each_other_and_of_actors(daesh_k):
    view = View(memory="ever")
    for _, shapes in each_day(select.view(daesh_k, view), view):
        dots = [(s.x0, s.y0) for s in with_role(shapes, "actor")]
        low = max(y for _, y in dots)
        spots = [place for place, _ in marks(shapes) if place[1] <= low]
        for n, (x, y) in enumerate(spots):
            others = [*spots[:n], *dots]
            assert all((x - a) ** 2 + (y - b) ** 2 > 18**2 for a, b in others)
