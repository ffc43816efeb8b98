"""The explorer's matrix, by geometry: which half, and what a cell says."""

from datetime import date

import pytest

from helpers.case import signs
from helpers.charts import tied
from helpers.explorer import grid, panes
from helpers.text import ties
from helpers.view import relations, select, standing
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts.tied import ACTORS, case_of

HOSTILE = {"sign": "-"}
AHEAD = {"status_article": "possible", "when_article": "[2021-09-11..]"}


def laid(case, view):
    found = standing.standing(Shown(case, view))
    return grid.layout(case, found, panes.WIDTH).shapes


def cells(shapes):
    """Give the boxes of the grid by row and column, from the top left."""
    boxes = shapes[shapes.role == "cell"]
    xs, ys = sorted(set(boxes.x0)), sorted(set(boxes.y0))
    return {(ys.index(b.y0), xs.index(b.x0)): b for b in boxes.itertuples()}


def place(shapes, anchor):
    """Give row and column of the cell that leads to a tie."""
    areas = shapes[(shapes["shape"] == "target") & (shapes.record_id == anchor)]
    (area,) = areas.itertuples()
    return next(
        at for at, box in cells(shapes).items()
        if abs(box.x0 - area.x0) < 1 and abs(box.y0 - area.y0) < 1
    )  # fmt: skip


def told(shapes, anchor):
    return " ".join(
        s.text for s in shapes.itertuples()
        if s.role == "counts" and s.record_id == anchor
    )  # fmt: skip


def test_attested_ties_stand_below_the_diagonal_and_prospects_above(tmp_path):
    case, view = case_of(tmp_path, {}, AHEAD, order=["A001", "A002"])
    shapes = laid(case, view)
    assert place(shapes, "tie-A001-A002") == (1, 0)
    assert place(shapes, "ahead-tie-A001-A002") == (0, 1)


def test_a_cell_counts_acts_and_words_apart(tmp_path):
    rows = [{}, {}, {}, {}, {"basis": "condition"}]
    case, view = case_of(tmp_path, *rows)
    assert told(laid(case, view), "tie-A001-A002") == "acts 4, words 1"


def test_a_count_is_a_range_where_an_act_may_be_told_twice(tmp_path):
    case, view = case_of(tmp_path, {"may_be": "R002"}, {})
    assert told(laid(case, view), "tie-A001-A002") == "acts 1–2"


def test_a_prospect_is_counted_and_never_as_an_act(tmp_path):
    asked = AHEAD | {"status_article": "asked"}
    case, view = case_of(tmp_path, AHEAD, AHEAD, asked)
    found = told(laid(case, view), "ahead-tie-A001-A002")
    assert found == "3 may come" and "act" not in found


STATES = {"cooperative": "+", "hostile": "-", "both": "+-", "unclear": "~"}


@pytest.mark.parametrize("state, marks", STATES.items())
def test_each_state_has_a_glyph_of_its_own(tmp_path, state, marks):
    case, view = case_of(tmp_path, *({"sign": sign} for sign in marks))
    shapes = laid(case, view)
    (area,) = shapes[shapes["shape"] == "target"].itertuples()
    glyphs = {
        s.text for s in shapes.itertuples()
        if s.role == "glyph" and area.x0 < s.x0 < area.x1 and area.y0 < s.y0 < area.y1
    }  # fmt: skip
    assert glyphs == {signs.OF_STATE[state].glyph}
    assert len({sign.glyph for sign in signs.SIGNS}) == 4


def test_a_pair_without_a_record_is_a_blank_cell(tmp_path):
    third = HOSTILE | {"target_actor": "A003"}
    case, view = case_of(tmp_path, {}, third)
    shapes = laid(case, view)
    areas = shapes[shapes["shape"] == "target"]
    assert len(cells(shapes)) == 9 and len(areas) == 2
    assert "It never means that a pair is neutral" in " ".join(shapes.text)


def test_one_sided_views_and_ties_within_one_actor_are_not_drawn(tmp_path):
    view_ = {"basis": "attitude", "directed": "yes", "sign": "-"}
    self_ = {"source_actor": "A004", "target_actor": "A001"}
    shapes = laid(*case_of(tmp_path, {}, view_, self_))
    assert list(shapes.record_id[shapes["shape"] == "target"]) == ["tie-A001-A002"]
    told = "1 opinion of one actor on another is listed separately."
    assert told in " ".join(shapes.text)


@pytest.mark.parametrize(
    "row, look",
    [
        ({"status_article": "happened"}, "solid"),
        ({"status_article": "reported"}, "hollow"),
        ({"status_article": "claimed"}, "hollow"),
        ({"when_article": "2021"}, "hatched"),
        ({"when_article": "/2021-12", "extent": "state"}, "unknown"),
    ],
)
def test_certainty_is_fill(tmp_path, row, look):
    case, view = case_of(tmp_path, row, asked={"as_of": "2021-06-30"})
    found = laid(case, view)
    found = found[[role.startswith("tie ") for role in found.role]]
    assert list(found.role) == [f"tie {look}"]
    assert (found.fill.iloc[0] == "cooperative") is (look == "solid")


def test_collectives_stand_below_a_rule(tmp_path):
    actors = [*ACTORS, {"actor_id": "A005", "name": "Many", "kind": "collective"}]
    rows = [{"target_actor": "A005"}, {}]
    case, view = case_of(tmp_path, *rows, actors=actors)
    shapes = laid(case, view)
    (across, _) = shapes[shapes.role == "rule"].itertuples()
    names = {s.text: s.y0 for s in shapes.itertuples() if s.role == "row"}
    assert names["Northland"] < names["Southland"] < across.y0 < names["Many"]


def test_actors_stand_in_the_order_of_the_case(tmp_path):
    rows = [{}, {"target_actor": "A003"}]
    case, view = case_of(tmp_path, *rows, order=["A003", "A002", "A001"])
    names = [s.text for s in laid(case, view).itertuples() if s.role == "row"]
    assert names == ["The Band", "Southland", "Northland"]


# ---- the first case, against the table of relations ---------------------------------

DAYS = [date(2018, 12, 31), date(2020, 10, 31), date(2021, 8, 31), date(2021, 9, 11)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_cells_are_the_ties_of_the_table_on_the_worked_days(daesh_k, day):
    view = View(as_of=day.isoformat())
    case = select.view(daesh_k, view)
    shapes = laid(case, view)
    wanted = relations.ties(daesh_k, View(), day)
    wanted = wanted[wanted.kind == "tie"]
    shown = {f"tie-{t.a}-{t.b}": (t, ties.counts(t)) for t in wanted.itertuples()}
    drawn = {
        a for a in shapes.record_id[shapes["shape"] == "target"]
        if a.startswith("tie-")
    }  # fmt: skip
    assert drawn == set(shown)
    for anchor, (tie, counts) in shown.items():
        assert told(shapes, anchor) == counts.replace(",", "")  # in two lines
        row, column = place(shapes, anchor)
        assert row > column
        box = cells(shapes)[row, column]
        inside = [s for s in shapes.itertuples() if box.x0 < s.x0 < box.x1
                  and box.y0 < s.y0 < box.y1]  # fmt: skip
        looks = [s.role for s in inside if s.role.startswith("tie ")]
        assert looks == [f"tie {tied.fill(tie)}"]
        glyphs = [s.text for s in inside if s.role == "glyph"]
        assert glyphs == [signs.OF_STATE[tie.state].glyph]


def test_focus_stays_where_others_fold(daesh_k):
    view = View()
    found = standing.standing(Shown(select.view(daesh_k, view), view), most=3)
    assert found.actors == daesh_k.focus
