"""The triangles of the explorer, by geometry: what stands where, what is said."""

import re

import pytest

from helpers.balance import picture
from helpers.case import signs
from helpers.charts import triads
from helpers.explorer import panes, triangles
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts import test_rooms
from tests.charts.tied import case_of
from tests.explorer import measure

NORTH_BAND = {"target_actor": "A003"}
SOUTH_BAND = {"source_actor": "A002", "target_actor": "A003"}
HOSTILE = {"sign": "-"}
SHARED = (NORTH_BAND | HOSTILE, SOUTH_BAND | HOSTILE)  # both against the third
UNSURE = HOSTILE | {"when_article": "[2021-09-01..2021-09-30]"}


def laid(case, view):
    return triangles.layout(Shown(case, view), panes.WIDTH).shapes


def said(shapes, *roles):
    rows = shapes[shapes["shape"] == "text"]
    return [s.text for s in rows.itertuples() if not roles or s.role in roles]


def panels(shapes):
    """Give the words inside each panel, from the left or from the top."""
    boxes = sorted(shapes[shapes.role == "panel"].itertuples(), key=lambda b: b[:4])
    return [
        " ".join(
            s.text for s in shapes[shapes["shape"] == "text"].itertuples()
            if box.x0 <= s.x0 <= box.x1 and box.y0 <= s.y0 <= box.y1
        )
        for box in boxes
    ]  # fmt: skip


def marks(shapes):
    return [role for role in shapes.role if role.startswith("tie ")]


def test_three_readings_stand_side_by_side_with_both_verdicts(tmp_path):
    case, view = case_of(tmp_path, {}, *SHARED, UNSURE)
    cooperative, hostile, both = panels(laid(case, view))
    assert (
        "Read as cooperative" in cooperative
        and "Two hostile ties, an even" in cooperative
    )
    assert "(strong): balanced" in cooperative and "(weak): balanced" in cooperative
    assert "Three hostile ties, an odd number, but not just one" in hostile
    assert "(strong): unbalanced" in hostile and "(weak): balanced" in hostile
    assert "Two or three hostile ties, even or odd" in both
    assert "(strong): undetermined" in both and "(weak): balanced" in both


def test_the_reading_of_the_records_that_surely_count_is_marked(tmp_path):
    case, view = case_of(tmp_path, {}, *SHARED, UNSURE)
    shapes = laid(case, view)
    fills = [b.fill for b in shapes[shapes.role == "panel"].itertuples()]
    assert fills == ["panel", "ground", "ground"]
    first, *others = panels(shapes)
    assert triads.SURE in first and all(triads.OTHER in told for told in others)
    case, view = case_of(tmp_path / "open", {}, *SHARED, HOSTILE)
    fills = [b.fill for b in laid(case, view).itertuples() if b.role == "panel"]
    assert fills == ["ground", "ground", "panel"]


def test_a_reading_says_on_how_many_records_it_rests_and_when_it_holds(tmp_path):
    case, view = case_of(tmp_path, {}, {}, *SHARED, UNSURE)
    cooperative, hostile, both = panels(laid(case, view))
    named = "Northland–Southland"
    assert f"Rests on 2 of the 3 records of {named}." in cooperative
    assert "Surely cooperative: since 10 May 2021." in cooperative
    assert "Perhaps hostile: since 1 September 2021." in hostile
    assert "Rests on all 3 records" in both


def test_a_pair_read_otherwise_than_it_surely_is_is_hatched(tmp_path):
    case, view = case_of(tmp_path, {}, *SHARED, UNSURE)
    found = marks(laid(case, view))[:9]
    assert found.count("tie hatched") == 2 and found.count("tie solid") == 7


def test_the_pair_on_which_a_triangle_hangs_stands_at_its_foot(tmp_path):
    case, view = case_of(tmp_path, {}, *SHARED, UNSURE)
    names = [s for s in laid(case, view).itertuples() if s.role == "name"][:3]
    at = {s.text: (s.x0, s.y0) for s in names}
    assert at["The Band"][1] < at["Northland"][1] == at["Southland"][1]
    assert at["Northland"][0] < at["The Band"][0] < at["Southland"][0]


KINDS = {
    "+++": ({}, NORTH_BAND, SOUTH_BAND, "balanced for strong and for weak balance"),
    "++-": ({}, NORTH_BAND, SOUTH_BAND | HOSTILE,
            "unbalanced for strong and for weak balance"),
    "+--": ({}, *SHARED, "balanced for strong and for weak balance"),
    "---": (HOSTILE, *SHARED, "unbalanced for strong balance, balanced for weak"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_sure_triangle_stands_under_what_both_theories_say(tmp_path, kind):
    *rows, verdict = KINDS[kind]
    case, view = case_of(tmp_path, *rows)
    shapes = laid(case, view)
    (head,) = said(shapes, "kind")
    assert head.endswith(f"{verdict} (1)") and triads.KINDS[kind] in head
    (census,) = said(shapes, "census")
    told = " ".join(signs.OF_MARK[sign].glyph for sign in kind)
    assert census.startswith("1 triangle by signs") and f"{told}: 1" in census
    glyphs = said(shapes, "glyph")
    assert sorted(glyphs) == sorted(signs.OF_MARK[sign].glyph for sign in kind)


def test_two_open_ties_leave_a_triangle_open(tmp_path):
    case, view = case_of(tmp_path, {}, HOSTILE, NORTH_BAND, NORTH_BAND | HOSTILE,
                         SOUTH_BAND | HOSTILE)  # fmt: skip
    shapes = laid(case, view)
    (head,) = said(shapes, "kind")
    assert "undetermined for strong balance (1)" in head
    assert said(shapes, "verdict") == ["weak: undetermined"]


def test_without_a_triangle_the_chart_says_why(tmp_path):
    case, view = case_of(tmp_path, {}, NORTH_BAND)
    told = " ".join(said(laid(case, view)))
    assert "2 ties among 3 actors surely hold on the day" in told
    assert "a triangle needs three" in told


def crowd(n):
    """Give actors who all cooperate."""
    actors = [{"actor_id": f"A{i:03d}", "name": f"Actor {i}", "kind": "state"}
              for i in range(1, n + 1)]  # fmt: skip
    rows = [
        {"source_actor": a["actor_id"], "target_actor": b["actor_id"]}
        for i, a in enumerate(actors) for b in actors[i + 1 :]
    ]  # fmt: skip
    return actors, rows


def test_triangles_beyond_the_chart_are_in_the_list(tmp_path):
    actors, rows = crowd(6)
    case, view = case_of(tmp_path, *rows, actors=actors)
    shapes = laid(case, view)
    drawn = (shapes["shape"] == "target").sum()
    assert f"+{20 - drawn} in the list." in said(shapes, "more")
    ids = test_rooms.Ids(triads.listing(Shown(case, view)).html).ids
    assert len(ids) == 20
    assert set(shapes.record_id[shapes["shape"] == "target"]) <= set(ids)


@pytest.mark.parametrize("rows", [({}, *SHARED, UNSURE), (HOSTILE, *SHARED), ({},)])
def test_words_are_neutral_and_nothing_overlaps(tmp_path, rows):
    case, view = case_of(tmp_path, *rows)
    measure.check(triangles.layout(Shown(case, view), panes.WIDTH))
    told = " ".join(said(laid(case, view)))
    assert not re.search(r"friend|enem|camp|bloc|regime|should", told, re.IGNORECASE)


# ---- the first case --------------------------------------------------------------


def test_the_first_case_is_one_triangle_in_three_readings(daesh_k):
    view = View()
    case = select.view(daesh_k, view)
    found = picture(Shown(case, view))
    assert len(found.triads) == 1 and list(found.read) == [0]
    shapes = laid(case, view)
    assert len(panels(shapes)) == 3 and not said(shapes, "kind")
    assert set(said(shapes, "name")) == {"US", "Taliban", "Daesh-K"}
    told = panels(shapes)
    read = found.read[0]
    for panel, one in zip(told, read.itertuples(), strict=True):
        assert f"(strong): {one.strong}" in panel and f"(weak): {one.weak}" in panel
        assert re.search(rf"Rests on (all )?{len(one.records)} ", panel)
