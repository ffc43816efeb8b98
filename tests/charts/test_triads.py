"""The triangles, by geometry and words: what stands where, what a reading says."""

import re

import pytest

from helpers import theme
from helpers.balance import picture
from helpers.case import signs
from helpers.charts import triads
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts import test_rooms
from tests.charts.tied import case_of

WIDTHS = (theme.WIDE, 720, theme.NARROW)
NORTH_BAND = {"target_actor": "A003"}
SOUTH_BAND = {"source_actor": "A002", "target_actor": "A003"}
HOSTILE = {"sign": "-"}
SHARED = (NORTH_BAND | HOSTILE, SOUTH_BAND | HOSTILE)  # both against the third
UNSURE = HOSTILE | {"when_article": "[2021-09-01..2021-09-30]"}


def laid(case, view, width=theme.WIDE):
    return triads.layout(Shown(case, view), width).shapes


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


@pytest.mark.parametrize("width", WIDTHS)
def test_three_readings_stand_side_by_side_with_both_verdicts(tmp_path, width):
    case, view = case_of(tmp_path, {}, *SHARED, UNSURE)
    cooperative, hostile, both = panels(laid(case, view, width))
    assert (
        "Read as cooperative" in cooperative
        and "2 negative ties, an even" in cooperative
    )
    assert "(strong): balanced" in cooperative and "(weak): balanced" in cooperative
    assert "3 negative ties, an odd number, but not just one" in hostile
    assert "(strong): unbalanced" in hostile and "(weak): balanced" in hostile
    assert "2 or 3 negative ties, even or odd" in both
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
    named = "Northland – Southland"
    assert f"Rests on 2 of the 3 records of {named}." in cooperative
    assert f"{named} surely cooperative: since 10 May 2021." in cooperative
    assert f"{named} surely hostile: on no day so far." in hostile
    assert "Perhaps hostile: since 1 September 2021." in hostile
    assert "Rests on 3 of the 3 records" in both


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


def test_the_title_says_what_each_reading_comes_to(tmp_path):
    case, view = case_of(tmp_path, {}, *SHARED, UNSURE)
    assert triads.chart(Shown(case, view)).title == (
        "The one triangle depends on Northland – Southland: balanced if cooperative,"
        " unbalanced if hostile, undetermined if both"
    )


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
    word = verdict.split()[0]
    assert triads.chart(Shown(case, view)).title == (
        f"One triangle of tied actors on 11 September 2021: {word}"
    )


def test_two_open_ties_leave_a_triangle_open(tmp_path):
    case, view = case_of(tmp_path, {}, HOSTILE, NORTH_BAND, NORTH_BAND | HOSTILE,
                         SOUTH_BAND | HOSTILE)  # fmt: skip
    shapes = laid(case, view)
    (head,) = said(shapes, "kind")
    assert "undetermined for strong balance (1)" in head
    assert said(shapes, "verdict") == ["weak: undetermined"]


def test_without_a_triangle_the_chart_says_why(tmp_path):
    case, view = case_of(tmp_path, {}, NORTH_BAND)
    chart = triads.chart(Shown(case, view))
    assert chart.title == (
        "No three actors are all tied to each other on 11 September 2021"
    )
    told = " ".join(said(chart.wide.shapes))
    assert "2 ties among 3 actors surely hold on the day" in told
    assert "a triangle needs three" in told


def test_the_rule_and_the_view_stand_in_the_subtitle(tmp_path):
    case, view = case_of(tmp_path, {}, *SHARED, asked={"memory": "ever"})
    shown = Shown(case, view)
    subtitle = triads.chart(shown).subtitle
    assert picture(shown).rule.told in subtitle
    assert "on 11 September 2021; acts count for ever" in subtitle
    assert "View: memory ever." in subtitle


def crowd(n):
    """Give actors who all cooperate."""
    actors = [{"actor_id": f"A{i:03d}", "name": f"Actor {i}", "kind": "state"}
              for i in range(1, n + 1)]  # fmt: skip
    rows = [
        {"source_actor": a["actor_id"], "target_actor": b["actor_id"]}
        for i, a in enumerate(actors) for b in actors[i + 1 :]
    ]  # fmt: skip
    return actors, rows


@pytest.mark.parametrize("width", WIDTHS)
def test_triangles_beyond_the_chart_are_in_the_list(tmp_path, width):
    actors, rows = crowd(6)
    case, view = case_of(tmp_path, *rows, actors=actors)
    shapes = laid(case, view, width)
    drawn = (shapes["shape"] == "target").sum()
    assert f"+{20 - drawn} in the list." in said(shapes, "more")
    ids = test_rooms.Ids(triads.listing(Shown(case, view)).html).ids
    assert len(ids) == 20
    assert set(shapes.record_id[shapes["shape"] == "target"]) <= set(ids)


def test_a_list_opens_a_triangle_into_its_records_and_readings(tmp_path):
    case, view = case_of(tmp_path, {}, *SHARED, UNSURE)
    html = triads.listing(Shown(case, view)).html
    assert 'id="triad-A001-A002-A003"' in html
    assert all(f'href="#R00{n}"' in html for n in (1, 2, 3, 4))
    for name in ("cooperative", "hostile", "both"):
        assert f"Northland – Southland read as {name}" in html
    assert "Surely so: since 10 May 2021" in html


@pytest.mark.parametrize("rows", [({}, *SHARED, UNSURE), (HOSTILE, *SHARED), ({},)])
def test_words_are_neutral_and_nothing_overlaps(tmp_path, rows):
    case, view = case_of(tmp_path, *rows)
    chart = triads.chart(Shown(case, view))
    test_rooms.check_room(chart)
    told = " ".join([chart.alt, *said(chart.wide.shapes)])
    assert not re.search(r"friend|enem|camp|bloc|regime|should", told, re.IGNORECASE)


# ---- the first case --------------------------------------------------------------


def test_the_first_case_is_one_triangle_in_three_readings(daesh_k):
    view = View()
    case = select.view(daesh_k, view)
    found = picture(Shown(case, view))
    assert len(found.triads) == 1 and list(found.read) == [0]
    for width in WIDTHS:
        shapes = laid(case, view, width)
        assert len(panels(shapes)) == 3 and not said(shapes, "kind")
        names = {"US", "Taliban", "Daesh-K"}
        assert set(said(shapes, "name")) == names
    told = panels(laid(case, view))
    read = found.read[0]
    for panel, one in zip(told, read.itertuples(), strict=True):
        assert f"(strong): {one.strong}" in panel and f"(weak): {one.weak}" in panel
        assert f"Rests on {len(one.records)} of the " in panel
