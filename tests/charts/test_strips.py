"""The strips: a row a pair, each dated record a mark that no other covers."""

import re
from datetime import date

import pytest

from helpers.charts import strips
from helpers.draw import html, marks
from helpers.draw.marks import At
from helpers.draw.rows import PLOTS, ROW, extent
from helpers.view.parameters import View
from helpers.view.shown import Shown, show
from tests import worlds
from tests.charts import rowed
from tests.charts.tied import ACTORS, case_of
from tests.once import slowly

FOCUS = ["A001", "A002", "A003"]
OUTSIDE = {
    "layer": "context", "status_article": "", "status_known": "happened",
    "when_article": "", "when_known": "2021-05-20", "known_sources": "S003",
}  # fmt: skip
AHEAD = {"status_article": "possible", "when_article": "[2021-09-11..]"}
LASTS = {"extent": "state", "when_article": "2010/2021"}
RELATED = {
    "forty of a pair": lambda: worlds.related(2, 40),
    "three hundred": lambda: worlds.related(40, 300),
    "long names": lambda: worlds.related(9, 60, worlds.LONG),
    "right to left": lambda: worlds.related(9, 60, worlds.RIGHT_TO_LEFT),
}
FEW = [name for name in RELATED if name != "three hundred"]
NAMES = [*rowed.SOME, *FEW, *slowly("three hundred")]


def made(folder, *rows, **more):
    return Shown(*case_of(folder, *rows, **{"focus": FOCUS} | more))


def coded(folder, *rows, **more):
    """Make the view of a coding: the same records, and no article."""
    shown = made(folder, *rows, **more)
    sources = shown.case.sources.assign(role="outside")
    return Shown(shown.case.with_tables(sources=sources), shown.view)


def drawn(folder, name, **asked):
    """Draw the strips of a case by its name, with the view."""
    if name in rowed.NAMES:
        shown = rowed.shown(folder, name, **asked)
    else:
        case = worlds.small(folder, RELATED[name](), focus=["A001", "A002"])
        shown = Shown.of(case, View(**asked))
    return shown, strips.chart(shown)


def rows(chart):
    return {row.label: row for group in chart.groups for row in group.rows}


def records(row):
    return [mark.record for mark in row.several if mark.record[0] == "R"]


def taught(chart):
    return [sample.words for sample in chart.legend]


# ---- rows and marks -----------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dates_", ["both", "article"])
def test_each_dated_record_is_one_mark_in_the_row_of_its_pair(tmp_path, name, dates_):
    shown, chart = drawn(tmp_path, name, dates=dates_)
    case = shown.case
    wanted = {}
    for row in case.rows("relations"):
        when = shown.when(row)
        first = when.begin_earliest
        ends = {case.principal.get(a, a) for a in (row.source_actor, row.target_actor)}
        after = first and case.published and first > case.published
        if "historical" in row.plover_context and first is None:
            if when.end_latest == case.published:  # over by then, and nobody says when
                continue
        if row.sign and not shown.is_prospect(row) and len(ends) == 2 and when.dated:
            wanted |= {} if after else {row.relation_id: ends}
    if chart.blank:  # one record, a moment on any day of its scale
        assert all(shown.when(case.by_id[r]).shape == "within" for r in wanted)
        assert len(wanted) < 2
        return
    found = [(r, label) for label, row in rows(chart).items() for r in records(row)]
    assert sorted(r for r, _ in found) == sorted(wanted)
    for record, label in found:
        names = {case.actor_names[actor] for actor in wanted[record]}
        assert set(label.split(" – ")) == names


def test_two_pairs_of_one_name_have_a_row_each(tmp_path):
    actors = [*ACTORS, {"actor_id": "A005", "name": "Other", "kind": "state",
                        "short_name": "Southland"}]  # fmt: skip
    chart = strips.chart(made(tmp_path, {}, {"target_actor": "A005"}, actors=actors))
    every = [row for group in chart.groups for row in group.rows]
    assert [row.label for row in every] == ["Northland – Southland"] * 2
    assert [records(row) for row in every] == [["R001"], ["R002"]]


@pytest.mark.parametrize("name", NAMES)
def test_no_two_marks_of_a_lane_overlap_at_any_width(tmp_path, name):
    _, chart = drawn(tmp_path, name)
    for least, most in PLOTS.values():
        for plot in (least, (least + most) / 2, most):
            for row in rows(chart).values():
                check_lanes(row, plot)


def check_lanes(row, plot):
    """Hold the marks of records apart that stand in one lane of a row."""
    lanes = {}
    for mark in row.several:
        if mark.record[0] == "R":
            lane = int(min(s.y0 for s in mark.shapes) // ROW)
            assert 0 <= lane < row.lanes
            seen = [extent(shape, plot) for shape in mark.shapes]
            reach = min(a for a, _ in seen), max(b for _, b in seen)
            lanes.setdefault(lane, []).append((*reach, mark.record))
    for some in lanes.values():
        some.sort()
        for (_, end, one), (start, _, two) in zip(some, some[1:], strict=False):
            assert end <= start + 1.01, (row.label, one, two, plot)


def test_acts_stand_above_words(tmp_path):
    words = {"basis": "statement", "directed": "yes"} | LASTS
    row = rows(strips.chart(made(tmp_path, words, LASTS)))["Northland – Southland"]
    assert records(row) == ["R002", "R001"] and row.lanes == 2
    tops = [min(s.y0 for s in mark.shapes) for mark in row.several]
    assert tops[0] < ROW <= tops[1]


@pytest.mark.parametrize(
    "told, fill", [("happened", "cooperative"), ("claimed", "ground")]
)
def test_status_is_fill(tmp_path, told, fill):
    chart = strips.chart(made(tmp_path, {"status_article": told}))
    (mark,) = rows(chart)["Northland – Southland"].several
    assert (mark.shapes[0].colour, mark.shapes[0].fill) == ("cooperative", fill)
    assert ("hollow: reported or claimed" in taught(chart)) == (fill == "ground")


def test_a_denied_record_is_struck_through(tmp_path):
    denied = {"status_article": "denied"}
    chart = strips.chart(made(tmp_path, denied, {"when_article": "2021-01-10"}))
    row = rows(chart)["Northland – Southland"]
    struck = {m.record: len(m.shapes) for m in row.several}
    plain = len(marks.point(At(0), marks.look("+", True)))
    stroke = len(marks.struck(At(0)))
    assert struck == {"R001": plain + stroke, "R002": plain} and stroke
    assert row.evidence == "1 act · 1 denied"


def test_a_mark_says_in_words_what_it_is(tmp_path):
    chart = strips.chart(made(tmp_path, {}, OUTSIDE))
    told = [m.words for m in rows(chart)["Northland – Southland"].several]
    assert told == ["Record 1; 10 May 2021; cooperative act, happened",
                    "Record 2; 20 May 2021; cooperative act, happened;"
                    " not in the article"]  # fmt: skip


def test_the_evidence_counts_records_by_their_basis(tmp_path):
    words = {"basis": "statement", "directed": "yes"}
    held = {"basis": "attitude", "directed": "yes"}
    some = [{}, {}, words, held, {"when_article": ""}, AHEAD]
    row = rows(strips.chart(made(tmp_path, *some)))["Northland – Southland"]
    assert row.evidence == (
        "2 acts · 1 statement · 1 attitude · 1 not dated · 1 may come"
    )
    assert row.words == f"Northland – Southland: {row.evidence}"


# ---- groups and titles --------------------------------------------------------------


def test_pairs_in_focus_come_first(tmp_path):
    far = {"target_actor": "A005"}
    some = [far, far, {"target_actor": "A003"}, {}]
    actors = [*ACTORS, {"actor_id": "A005", "name": "Elsewhere", "kind": "state"}]
    chart = strips.chart(made(tmp_path, *some, actors=actors))
    assert [(g.title, [r.label for r in g.rows]) for g in chart.groups] == [
        ("Northland, Southland and The Band",
         ["Northland – Southland", "Northland – The Band"]),
        ("Other pairs", ["Northland – Elsewhere"]),
    ]  # fmt: skip


def test_among_the_actors_in_focus_pairs_with_more_of_them_come_first(tmp_path):
    some = [{"target_actor": "A003"}, {"target_actor": "A003"}, {}]
    shown = made(tmp_path, *some, focus=["A001", "A002"])
    assert [(s.a, s.b) for s in strips.strips(shown)] == [
        ("A001", "A002"), ("A001", "A003"),
    ]  # fmt: skip


def test_pairs_of_a_coding_stand_by_the_sides_of_its_last_day(tmp_path):
    names = enumerate(("Ash", "Birch", "Cedar", "Dogwood"), 1)
    actors = [{"actor_id": f"A{n:03d}", "name": name, "kind": "state"}
              for n, name in names]  # fmt: skip
    lasts = {"extent": "state", "when_article": "2000/2021"}
    some = [
        {"source_actor": a, "target_actor": b, "sign": sign} | lasts
        for a, b, sign in (
            ("A001", "A002", "+"), ("A003", "A004", "+"), ("A001", "A003", "-"),
            ("A002", "A003", "-"), ("A001", "A004", "-"), ("A002", "A004", "-"),
        )
    ]  # fmt: skip
    chart = strips.chart(coded(tmp_path, *some, actors=actors, focus=["A001", "A003"]))
    assert [(g.title, len(g.rows)) for g in chart.groups] == [
        ("Ash and Birch", 1), ("Cedar and Dogwood", 1), ("Between the two", 4),
    ]  # fmt: skip


def test_who_is_opposed_is_said_of_a_pair_that_is_always_against_another(tmp_path):
    aimed = {"against": "A003"}
    chart = strips.chart(made(tmp_path, aimed, {"target_actor": "A003"}))
    ours, other = rows(chart).values()
    assert (ours.aimed, ours.note, other.aimed, other.note) == (
        True, "against The Band", False, "",
    )  # fmt: skip
    assert "said to be against The Band" in taught(chart)
    mixed = strips.chart(made(tmp_path / "mixed", aimed, {}))
    assert not rows(mixed)["Northland – Southland"].aimed
    several = strips.chart(
        made(tmp_path / "two", aimed, {"target_actor": "A003", "against": "A002"})
    )
    assert "said to be against a third actor" in taught(several)
    assert [row.note for row in rows(several).values()] == [
        "against The Band", "against Southland",
    ]  # fmt: skip


def test_the_title_counts_what_the_article_does_not_have(tmp_path):
    shown = made(tmp_path, {}, OUTSIDE)
    assert strips.chart(shown).title == (
        "1 of 2 dated records of 1 pair is not in the article"
    )
    shown = made(tmp_path / "two", {}, OUTSIDE, OUTSIDE)
    assert strips.chart(shown).title == (
        "2 of 3 dated records of 1 pair are not in the article, all of them Northland –"
        " Southland"
    )
    other = OUTSIDE | {"target_actor": "A003"}
    shown = made(tmp_path / "more", {}, OUTSIDE, OUTSIDE, other)
    assert ", 2 of them Northland – Southland" in strips.chart(shown).title


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("2019", "one cooperative act, then two hostile acts"),
        ("[2019..2021]", "one cooperative act and two hostile acts"),
    ],
)
def test_the_title_says_what_the_pair_of_most_records_did_in_turn(
    tmp_path, first, told
):
    other, hostile = {"target_actor": "A003"}, {"sign": "-"}
    days = ({"when_article": day} for day in ("2020-05-10", "2021-05-10"))
    rows = ({"when_article": first}, *(hostile | day for day in days), other)
    title = strips.chart(made(tmp_path, *rows)).title
    assert title == f"Northland – Southland: {told}"


def test_the_title_counts_what_is_of_unclear_sign_in_words(tmp_path):
    ends = {"sign": "~", "directed": "yes"}, {"target_actor": "A003"}
    rows = ({"when_article": day} | row for day, row in zip(
        ("2019", "2020-05-10", "2021-05-10"), ({}, *ends), strict=True))  # fmt: skip
    title = strips.chart(made(tmp_path, *rows)).title
    assert (
        title
        == "Northland – Southland: one cooperative act, then one act of unclear sign"
    )


def test_the_title_tells_the_pair_in_focus_whatever_the_others_do(tmp_path):
    third = {"target_actor": "A003", "when_article": "2020-05-10"}
    shown = made(tmp_path, {"when_article": "2019"}, third, third, third)
    assert strips.chart(shown).title == "Northland – Southland: one cooperative act"


def test_the_title_counts_words_apart_from_acts(tmp_path):
    rows = ({"when_article": "2019", "basis": "statement", "directed": "yes"},
            {"when_article": "2020-05-10"}, {"when_article": "2021-05-10", "sign": "-"},
            {"target_actor": "A003"})  # fmt: skip
    title = strips.chart(made(tmp_path, *rows)).title
    told = "one cooperative act, one hostile act and one cooperative statement"
    assert title == f"Northland – Southland: {told}"


def test_by_the_articles_own_dates_there_is_no_silence_to_show(tmp_path):
    shown = made(tmp_path, {}, OUTSIDE, asked={"dates": "article"})
    assert strips.chart(shown).title == "1 dated record of 1 pair"


def test_without_an_article_nobody_is_silent(tmp_path):
    chart = strips.chart(coded(tmp_path, OUTSIDE))
    assert chart.title == "1 dated record of 1 pair"
    (mark,) = rows(chart)["Northland – Southland"].several
    assert "not in" not in mark.words


def test_nothing_to_draw_is_a_chart_without_rows(tmp_path):
    shown = made(tmp_path, {"when_article": ""}, AHEAD)
    chart = strips.chart(shown)
    assert (chart.groups, chart.axis) == ((), None)
    assert not [words for words in taught(chart) if words]
    assert chart.title == "No record of a pair has a date"
    assert html.body(chart) == "" and chart.svg.startswith("<svg")


def test_a_view_that_leaves_something_out_says_so(tmp_path):
    assert strips.chart(made(tmp_path, {})).subtitle == ""
    chart = strips.chart(made(tmp_path / "v", {}, asked={"start": "2020"}))
    assert chart.subtitle == "View: start 2020." and chart.subtitle in chart.alt


# ---- dates, and what is agreed ------------------------------------------------------


@pytest.mark.parametrize(
    "row, kind, words",
    [
        ({"when_article": "2021-05-10"}, "disc", "one day"),
        ({"when_article": "[2021-01-01..2021-05-01]"}, "line", "one moment in a span"),
        (LASTS | {"when_article": "2021-01/2021-05"}, "box", "lasted"),
    ],
)
def test_dates_keep_the_shapes_of_the_timeline(tmp_path, row, kind, words):
    other = {"when_article": "2018", "target_actor": "A003"}
    chart = strips.chart(made(tmp_path, row, other))
    (mark,) = rows(chart)["Northland – Southland"].several
    assert mark.shapes[0].kind == kind
    assert words in taught(chart)


def test_the_legend_has_only_what_occurs(tmp_path):
    assert taught(strips.chart(made(tmp_path, {}))) == ["cooperative", "one day"]
    ours = {"when_article": "2021", "when_known": "2021-05-10", "status_known":
            "happened", "known_sources": "S003", "sign": "-"}  # fmt: skip
    both = strips.chart(made(tmp_path / "both", ours))  # the bracket is not drawn here
    assert taught(both) == ["hostile", "one day"]


def test_what_came_after_the_article_is_off_the_axis_and_in_the_list(tmp_path):
    shown = made(tmp_path, {}, OUTSIDE | {"when_known": "2021-10-09"})
    assert records(rows(strips.chart(shown))["Northland – Southland"]) == ["R001"]
    listed = strips.listing(shown).html
    assert "After publication (1)" in listed and 'id="R002"' in listed


def test_a_coding_shows_the_days_of_agreements_and_what_was_coded_last(tmp_path):
    shown = show(View(case="great-war-1872-1907"))
    case, found = shown.case, rows(strips.chart(shown))
    row = found["Britain – France"]
    days = {m.record: shown.when(case.by_id[m.record]).begin_earliest
            for m in row.several if m.record[0] == "E"}  # fmt: skip
    parts = {
        event for event, actors in case.taking_part.items()
        if {"Britain", "France"} <= {case.actor_names[a] for a in actors}
    }  # fmt: skip
    assert set(days) == parts and date(1904, 4, 8) in days.values()
    axis = strips.chart(shown).axis
    for mark in row.several:
        if mark.record in days:
            (tick,) = mark.shapes
            assert tick.kind == "line" and tick.x0 == tick.x1
            assert tick.x0.part == axis.place(days[mark.record])
    assert row.evidence == "Entente Cordiale, 8 Apr 1904"
    assert found["Britain – Germany"].evidence == "coded as opposed since 1907"
    assert [label for label, row in found.items() if row.disputed] == ["France – Italy"]
    assert "day of an agreement" in taught(strips.chart(shown))


def test_a_coding_marks_the_last_day_of_its_view(tmp_path):
    last = {"when_article": "1907/1917", "extent": "state", "target_actor": "A003"}
    some = {"when_article": "1872/1917", "extent": "state"}, last
    chart = strips.chart(coded(tmp_path, *some, asked={"gaps": "linear"}))
    assert chart.axis.line and chart.axis.word == "1907"
    ticks = [t.label for panel in chart.axis.panels for t in panel.ticks]
    assert "1900" in ticks and max(ticks) < "1908"
    asked = coded(tmp_path / "end", *some, asked={"gaps": "linear", "end": "1917"})
    assert strips.chart(asked).axis.word == "1917"


# ---- how it is drawn ----------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_the_strips_is_cut_or_covered(tmp_path, name):
    rowed.check(drawn(tmp_path, name)[1])


def test_each_mark_of_the_page_has_a_name_and_its_record(tmp_path):
    _, chart = drawn(tmp_path, "forty of a pair")
    body = html.body(chart)
    found = re.findall(
        r'<g role="listitem" data-record="(\w+)"[^>]*>'
        r"<title>([^<]+)</title>", body,
    )  # fmt: skip
    assert [r for r, _ in found] == [m.record for r in rows(chart).values()
                                     for m in r.several]  # fmt: skip
    assert all("; " in words for _, words in found)


def test_the_same_case_gives_the_same_strips(daesh_k):
    one, two = (strips.chart(Shown.of(daesh_k, View())) for _ in range(2))
    assert one.svg == two.svg and html.body(one) == html.body(two)


# ---- the list -----------------------------------------------------------------------


def test_two_pairs_of_the_same_name_keep_all_their_cards(tmp_path):
    actors = [*ACTORS, {"actor_id": "A005", "name": "Other", "kind": "state",
                        "short_name": "Southland"}]  # fmt: skip
    shown = made(tmp_path, {}, {"target_actor": "A005"}, actors=actors)
    listed = strips.listing(shown).html
    assert 'id="R001"' in listed and 'id="R002"' in listed


def test_every_relation_has_its_card_whatever_it_is(tmp_path):
    some = [{}, {"sign": ""}, {"status_article": "asked", "when_article": ""},
            {"source_actor": "A004", "target_actor": "A001"},
            {"basis": "attitude", "directed": "yes"}]  # fmt: skip
    listed = strips.listing(made(tmp_path, *some)).html
    for n in range(1, 6):
        assert listed.count(f'id="R{n:03d}"') == 1


def test_a_membership_is_listed_by_its_actors_and_its_bond(daesh_k):
    listed = strips.listing(Shown(daesh_k, View())).html
    assert "Daesh-K, branch of Daesh" in listed
    assert "Haqqani network, aligned with Al Qaeda" in listed


def test_codes_stand_in_the_card_and_nowhere_else(tmp_path):
    aid = {"plover": "AID", "plover_context": "military", "cameo": "072"}
    shown = made(tmp_path, aid)
    listed = strips.listing(shown).html
    assert '<dt>Codes</dt><dd dir="auto">PLOVER AID, military; CAMEO 072</dd>' in listed
    chart = strips.chart(shown)
    assert "AID" not in chart.svg + html.body(chart)
