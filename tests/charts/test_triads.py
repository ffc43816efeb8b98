"""The triangles as blocks: what a reading says, what is bold, what stands together."""

import re
from html import unescape

import pytest

from helpers.balance import picture
from helpers.charts import triads
from helpers.draw import content, html
from helpers.draw.blocks import HALF
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts import rowed, test_rooms
from tests.charts.tied import case_of

NORTH_BAND = {"target_actor": "A003"}
SOUTH_BAND = {"source_actor": "A002", "target_actor": "A003"}
HOSTILE = {"sign": "-"}
SHARED = (NORTH_BAND | HOSTILE, SOUTH_BAND | HOSTILE)  # both against the third
UNSURE = HOSTILE | {"when_article": "[2021-09-01..2021-09-30]"}


def drawn(folder, *rows, **more):
    return triads.chart(Shown(*case_of(folder, *rows, **more)))


def told(block):
    """Give the words of a block, its heading first."""
    lines = [" ".join(filter(None, (one.lead, one.words))) for one in block.lines]
    return [block.title, block.note, *lines]


def marks(block):
    return [mark for mark in block.drawing.marks]


def shapes(block):
    return [shape for mark in marks(block) for shape in mark.shapes]


def names(block):
    """Give the corners of a triangle by name: where, and whether bold."""
    return {s.text: s for s in shapes(block) if s.kind == "text"}


def taught(chart):
    return [sample.words for sample in chart.legend]


def spoken(chart):
    """Give all that a chart says, seen or heard."""
    return unescape(re.sub(r'<[^>]*aria-label="([^"]*)"[^>]*>|<[^>]*>', r" \1 ",
                           html.body(chart)))  # fmt: skip


# ---- one pair decides ---------------------------------------------------------------


def test_three_readings_stand_side_by_side_with_both_verdicts(tmp_path):
    chart = drawn(tmp_path, {}, *SHARED, UNSURE)
    cooperative, hostile, both = (told(block) for block in chart.blocks)
    assert cooperative[0] == "If Northland–Southland is cooperative"
    assert cooperative[2:4] == [
        "Balanced by strong and by weak balance", "Two hostile ties, an even number."
    ]  # fmt: skip
    assert hostile[0] == "If Northland–Southland is hostile"
    assert hostile[2:4] == [
        "Unbalanced by strong balance, balanced by weak balance",
        "Three hostile ties, an odd number, but not just one.",
    ]
    assert both[0] == "If Northland–Southland is cooperative and hostile"
    assert both[2:4] == [
        "Undetermined by strong balance, balanced by weak balance",
        "Two or three hostile ties, even or odd.",
    ]


def test_the_reading_of_the_records_that_surely_count_is_marked(tmp_path):
    notes = [b.note for b in drawn(tmp_path, {}, *SHARED, UNSURE).blocks]
    assert notes == [triads.SURE, triads.OTHER, triads.OTHER]
    notes = [b.note for b in drawn(tmp_path / "open", {}, *SHARED, HOSTILE).blocks]
    assert notes == [triads.OTHER, triads.OTHER, triads.SURE]


def test_a_reading_says_on_how_many_records_it_rests_and_when_it_holds(tmp_path):
    chart = drawn(tmp_path, {}, {}, *SHARED, UNSURE)
    cooperative, hostile, both = (told(block)[4:] for block in chart.blocks)
    of = "of the 3 records of Northland–Southland."
    assert cooperative == [f"Rests on 2 {of}", "Surely cooperative: since 10 May 2021."]
    assert hostile == [f"Rests on 1 {of}", "Perhaps hostile: since 1 September 2021."]
    assert both[0] == "Rests on all 3 records of Northland–Southland."


def test_the_pair_that_decides_is_on_top_and_bold(tmp_path):
    chart = drawn(tmp_path, {}, *SHARED, UNSURE)
    for block in chart.blocks:
        by = names(block)
        assert by["Northland"].bold and by["Southland"].bold and not by["The Band"].bold
        assert by["Northland"].y0 == by["Southland"].y0 < by["The Band"].y0
        sides = [s for s in shapes(block) if s.kind == "line"]
        assert sorted(s.width for s in sides) == [triads.SIDE, triads.SIDE, triads.BOLD]
        (bold,) = (s for s in sides if s.width == triads.BOLD)
        assert bold.y0 == bold.y1
    assert "the verdict depends on this pair" in taught(chart)


def test_each_side_has_its_colour_and_its_sign(tmp_path):
    first, second, third = drawn(tmp_path, {}, *SHARED, UNSURE).blocks
    for block, wanted in ((first, "cooperative"), (second, "hostile"), (third, "ink")):
        sides = [s for s in shapes(block) if s.kind == "line"]
        top = next(s for s in sides if s.y0 == s.y1)
        others = [s.colour for s in sides if s is not top]
        assert top.colour == wanted and others == ["hostile", "hostile"]
    discs = [s for s in shapes(second) if s.kind == "disc" and s.y1 > triads.NODE]
    assert len(discs) == 3
    assert sum(disc.fill == "ground" for disc in discs) == 1  # hatched: not surely so


def test_the_title_says_what_each_reading_comes_to(tmp_path):
    assert drawn(tmp_path, {}, *SHARED, UNSURE).title == (
        "The one triangle depends on Northland – Southland: balanced if cooperative,"
        " unbalanced if hostile, undetermined if both"
    )


# ---- the others ---------------------------------------------------------------------


KINDS = {
    "+++": ({}, NORTH_BAND, SOUTH_BAND, "balanced by strong and by weak balance"),
    "++-": ({}, NORTH_BAND, SOUTH_BAND | HOSTILE,
            "unbalanced by strong and by weak balance"),
    "+--": ({}, *SHARED, "balanced by strong and by weak balance"),
    "---": (HOSTILE, *SHARED, "unbalanced by strong balance, balanced by weak balance"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_sure_triangle_stands_under_what_both_theories_say(tmp_path, kind):
    *rows, verdict = KINDS[kind]
    chart = drawn(tmp_path, *rows)
    head, block = chart.blocks
    assert head.title == f"{verdict.capitalize()} (1)"
    assert head.note == f"{triads.ties.kind(kind)}: 1"
    (mark,) = marks(block)
    assert mark.record == "triad-A001-A002-A003"
    assert verdict in mark.words and "rests on 3 records" in mark.words
    assert {*names(block)} == {"Northland", "Southland", "The Band"}
    colours = [s.colour for s in shapes(block) if s.kind == "line"]
    assert colours.count("hostile") == kind.count("-")
    word = verdict.split()[0]
    assert chart.title == f"One triangle of tied actors on 11 September 2021: {word}"
    assert "the verdict depends on this pair" not in taught(chart)


def test_two_open_ties_leave_a_triangle_open(tmp_path):
    rows = ({}, HOSTILE, NORTH_BAND, NORTH_BAND | HOSTILE, SOUTH_BAND | HOSTILE)
    head, block = drawn(tmp_path, *rows).blocks
    assert head.title == "Undetermined by strong and by weak balance (1)"
    assert head.note == "with an open tie: 1"
    assert not any(s.bold for s in names(block).values())


def test_without_a_triangle_the_chart_says_why(tmp_path):
    chart = drawn(tmp_path, {}, NORTH_BAND)
    assert chart.title == (
        "No three actors are all tied to each other on 11 September 2021"
    )
    assert chart.blocks == () and chart.legend == ()
    assert "2 ties among 3 actors surely hold on the day" in chart.foot
    assert "a triangle needs three" in chart.foot
    rowed.check(chart)


def test_the_rule_and_the_view_stand_in_the_subtitle(tmp_path):
    shown = Shown(*case_of(tmp_path, {}, *SHARED, asked={"memory": "ever"}))
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


def test_triangles_beyond_the_chart_are_counted_and_in_the_list(tmp_path):
    actors, rows = crowd(7)
    shown = Shown(*case_of(tmp_path, *rows, actors=actors))
    chart = triads.chart(shown)
    head, *blocks = chart.blocks
    assert len(blocks) == triads.MOST
    assert head.title.endswith("(35)")
    assert head.note == "+ + +: 35. 24 of 35 are drawn; the list has all."
    ids = test_rooms.Ids(triads.listing(shown).html).ids
    assert len(ids) == 35 and {m.record for b in blocks for m in marks(b)} <= set(ids)


def test_one_of_many_that_depends_on_a_pair_is_headed_by_its_actors(tmp_path):
    actors, rows = crowd(4)
    unsure = rows[0] | UNSURE
    chart = drawn(tmp_path, *rows, unsure, actors=actors)
    heads = [b.title for b in chart.blocks if not b.drawing]
    assert heads[:2] == [
        "Actor 1, Actor 2 and Actor 3: depends on Actor 1–Actor 2",
        "Actor 1, Actor 2 and Actor 4: depends on Actor 1–Actor 2",
    ]
    assert heads[2] == "Balanced by strong and by weak balance (2)"


NARROWEST = 342  # pixels that a block has on the narrowest screens


def test_two_small_triangles_stand_side_by_side_on_a_phone():
    assert 2 * HALF + 12 <= NARROWEST and triads.SMALLER.wide == HALF
    assert triads.LARGE.wide <= NARROWEST


def test_a_name_is_broken_after_its_hyphen(tmp_path):
    names_ = ("Austria-Hungary", "Italy", "Russia")
    actors = [{"actor_id": f"A00{n}", "name": name, "kind": "state"}
              for n, name in enumerate(names_, 1)]  # fmt: skip
    _, block = drawn(tmp_path, {}, NORTH_BAND, SOUTH_BAND, actors=actors).blocks
    assert {"Austria-", "Hungary"} <= {*names(block)}


def test_a_list_opens_a_triangle_into_its_records_and_readings(tmp_path):
    case, view = case_of(tmp_path, {}, *SHARED, UNSURE)
    listed = triads.listing(Shown(case, view)).html
    assert 'id="triad-A001-A002-A003"' in listed
    assert all(f'href="#R00{n}"' in listed for n in (1, 2, 3, 4))
    for name in ("cooperative", "hostile", "both"):
        assert f"Northland – Southland read as {name}" in listed
    assert "Surely so: since 10 May 2021" in listed


@pytest.mark.parametrize("rows", [({}, *SHARED, UNSURE), (HOSTILE, *SHARED), ({},)])
def test_words_are_neutral(tmp_path, rows):
    chart = drawn(tmp_path, *rows)
    words = f"{chart.title} {chart.alt} {chart.foot} {spoken(chart)}"
    assert not re.search(r"friend|enem|camp|bloc|regime|should", words, re.IGNORECASE)


# ---- whatever the case --------------------------------------------------------------


@pytest.mark.parametrize("name", [*rowed.SOME, *rowed.SOME_RELATED])
def test_no_text_meets_another_or_leaves_the_picture(tmp_path, name):
    chart = triads.chart(rowed.shown(tmp_path, name))
    rowed.check(chart)
    assert content.unpack(content.pack(chart)).blocks == chart.blocks
    for block in chart.blocks:
        for mark in marks(block) if block.drawing else ():
            for s in (s for s in mark.shapes if s.kind == "text"):
                x0, y0, x1, y1 = rowed.reach(s)
                assert -0.5 <= x0 and x1 <= block.drawing.width + 0.5, s.text
                assert 0 <= y0 and y1 <= block.drawing.height, s.text


def test_the_first_case_is_one_triangle_in_three_readings(daesh_k):
    shown = Shown.of(daesh_k, View())
    found = picture(shown)
    assert len(found.triads) == 1 and list(found.read) == [0]
    blocks = triads.chart(shown).blocks
    read = found.read[0]
    assert len(blocks) == 3
    for block, one in zip(blocks, read.itertuples(), strict=True):
        assert {*names(block)} == {"US", "Taliban", "Daesh-K"}
        head, rest = told(block)[2].lower(), told(block)[4]
        assert one.strong in head and one.weak in head
        assert re.match(rf"Rests on (all )?{len(one.records)} ", rest)


def test_the_second_case_draws_all_its_triangles(tmp_path):
    chart = triads.chart(rowed.shown(tmp_path, "great-war-1872-1907"))
    head, *blocks = chart.blocks
    assert head.title == "Balanced by strong and by weak balance (20)"
    assert len(blocks) == 20 and head.note == "+ + +: 2; + − −: 18"
