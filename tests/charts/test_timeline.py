"""The timeline: which rows, in which groups, how each date looks, and its words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.charts import dated as drawing
from helpers.charts import timeline
from helpers.draw import html, letters, marks, panels
from helpers.draw.marks import FORMS
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts import rowed
from tests.once import slowly, some
from tests.worlds import AFTER

PAIR, THIRD = "Northland and Southland", "The Band"
SAID, REST = "What was said", "Other events"
READINGS = ("both", "article", "known")


def event(who="A001 A002", when="2021-08-20", context=False, by="", at="P2", **more):
    """Give a row of an event, who takes part in it, and its citation."""
    known = {"status_known": "happened", "when_known": when, "known_sources": "S003"}
    ours = {"status_article": "happened", "when_article": when}
    row = {"kind": "act", "extent": "state" if "/" in when else "act",
           "layer": "context" if context else "article"}  # fmt: skip
    source = "S003" if context else "S001"
    cited = {"source_id": source, "chain": f"{source}<{by}" if by else source}
    cited |= {} if context else {"locator": at}
    return row | (known if context else ours) | more, who.split(), cited


def told(
    folder,
    *events,
    ties=(),
    cited=(),
    orders=(),
    focus=("A001", "A002", "A005"),
    **asked,
):
    """Read a world of some events as the article and S003 tell them, under a view."""
    tables = worlds.copy()
    tables["actors"] += [
        {"actor_id": "A005", "name": "The Band", "kind": "armed-group"},
        {"actor_id": "A006", "name": "Some people", "kind": "collective",
         "anonymous": "yes"},
    ]  # fmt: skip
    ids = [f"E{n:03d}" for n in range(1, len(events) + 1)]
    tables["events"] = [
        {"event_id": i, "title": f"Event {i[1:]}"} | row
        for i, (row, *_) in zip(ids, events, strict=True)
    ]
    tables["participants"] = [
        {"event_id": i, "actor_id": a, "role": role or "party", "layer": row["layer"]}
        for i, (row, who, _) in zip(ids, events, strict=True)
        for a, _, role in (one.partition(":") for one in who)
    ]
    tables["relations"] = [
        {"relation_id": f"R{n:03d}", "fact": f"R{n:02d}", "source_actor": "A001",
         "target_actor": "A002", "directed": "no", "sign": "+", "basis": "act",
         "extent": "act", "layer": "article", "status_article": "happened",
         "when_article": "2021-08-20", "summary": "They work together"} | row
        for n, row in enumerate(ties, 1)
    ]  # fmt: skip
    tables["citations"] = [
        {"record_id": i, "stance": "supports"} | row
        for i, (*_, row) in zip(ids, events, strict=True)
    ]
    tables["citations"] += [
        {"record_id": f"R{n:03d}", "source_id": "S001", "locator": "P2",
         "stance": "supports", "chain": "S001"}
        for n in range(1, len(ties) + 1)
    ]  # fmt: skip
    tables["citations"] += [{"stance": "supports"} | row for row in cited]
    tables = worlds.ordered(tables, *orders) if orders else tables
    case = worlds.small(folder, tables, **({"focus": list(focus)} if focus else {}))
    view = View(**asked)
    return Shown(select.view(case, view), view)


def grouped(shown):
    """Give the open and the folded records of each group."""
    return {
        group.title: ([r.record for r in group.rows], [r.record for r in group.more])
        for group in timeline.chart(shown).groups
    }


@pytest.mark.parametrize(
    ("orders", "ids"),
    [
        ([], "E001 E002 E003"),
        ([("E001", "after", "E002")], "E002 E001 E003"),
        ([("E002", "before", "E001"), ("E003", "before", "E002")], "E003 E002 E001"),
        ([("E001", "before", "E002"), ("E002", "before", "E001")], "E003 E001 E002"),
        ([("E001", "during", "E002")], "E001 E002 E003"),
    ],
)
def test_events_of_one_day_stand_as_an_order_has_them(tmp_path, orders, ids):
    rows = [
        dict(zip(("first_id", "relation", "second_id"), o, strict=True)) for o in orders
    ]
    shown = told(tmp_path, *[event()] * 3, orders=rows)
    assert [entry.event[1] for entry in timeline.entries(shown)] == ids.split()


def reasons(shown):
    found = timeline.entries(shown)
    return timeline.folded(shown, found, timeline.scale(shown, found))


def row(shown, record="E001"):
    """Give the row of an event, open or folded."""
    groups = timeline.chart(shown).groups
    return next(r for g in groups for r in (*g.rows, *g.more) if r.record == record)


def of(shapes, kind):
    return [s for s in shapes if s.kind == kind]


def bars(shapes):
    return [s for s in of(shapes, "box") if s.y1 - s.y0 >= 10 and s.fill != "panel"]


def thin(shapes):
    return [s for s in of(shapes, "box") if s.fill == "bracket"]


def caps(shapes):
    """List the upright strokes at the ends of a window."""
    return [s for s in of(shapes, "line") if s.x0 == s.x1 and s.y1 - s.y0 == 10]


def ticks(shapes):
    """List the upright strokes of what was said or reported."""
    return [s for s in of(shapes, "line") if s.x0 == s.x1 and s.y1 - s.y0 == 14]


def words(one):
    return {s.text for s in one.shapes if s.kind == "text"}


def place(shown, day):
    return timeline.chart(shown).axis.place(date.fromisoformat(day))


# ---- groups --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "more", "group"),
    [
        ("A001 A002", {}, PAIR),
        ("A002 A001 A005", {}, PAIR),
        ("A004 A002", {}, PAIR),  # the envoy acts for Northland
        ("A001 A005", {}, REST),  # neither with nor against it
        ("A001", {"kind": "statement"}, SAID),
        ("A001 A002 A005", {"kind": "statement"}, SAID),
        ("A001", {}, REST),
        ("A005", {}, REST),
        ("A003", {}, REST),
        ("A005:agent A001:target A002:target", {}, REST),  # is done to the two
        ("A004:agent A002:target", {}, PAIR),
        ("A001:target A002:subject", {}, PAIR),  # nobody says who did it
    ],
)
def test_an_event_stands_in_the_first_group_that_fits(tmp_path, who, more, group):
    assert set(grouped(told(tmp_path, event(who, **more)))) == {group}


def test_whom_a_cooperation_joins_takes_part_in_the_event_that_it_is(tmp_path):
    tie = {"event_id": "E001"}
    assert set(grouped(told(tmp_path / "a", event("A001"), ties=[tie]))) == {PAIR}
    hostile = tie | {"sign": "-"}
    both = told(tmp_path / "b", event("A001"), ties=[hostile, {"event_id": ""}])
    assert set(grouped(both)) == {REST}
    apart = told(tmp_path / "c", event("A001"), ties=[hostile])
    assert set(grouped(apart)) == {PAIR}


@pytest.mark.parametrize(
    ("tie", "how"),
    [
        ({"target_actor": "A005"}, "With"),
        ({"source_actor": "A005", "target_actor": "A003", "sign": "-"}, "Against"),
        ({"source_actor": "A003", "target_actor": "A005", "sign": "-"}, "Against"),
        ({"source_actor": "A003", "against": "A005"}, "Against"),
    ],
)
def test_what_has_a_sign_towards_the_third_is_with_or_against_it(tmp_path, tie, how):
    tie = {"event_id": "E001"} | tie
    shown = told(tmp_path, event("A003"), ties=[tie])
    assert set(grouped(shown)) == {f"{how} {THIRD}"}
    ends = {"source_actor": "A005", "target_actor": "A003", "against": ""}
    other = tie | ends | {"event_id": "E002", "sign": "-" if how == "With" else "+"}
    both = told(tmp_path / "both", event("A003"), event("A003"), ties=[tie, other])
    assert set(grouped(both)) == {f"With or against {THIRD}"}
    shown = told(
        tmp_path / "no",
        event("A003 A005"),
        ties=[tie | {"sign": ""}],
    )
    assert set(grouped(shown)) == {REST}


@pytest.mark.parametrize("sign", ["+", "-"])
def test_what_a_third_does_with_both_of_a_pair_is_no_act_of_the_pair(tmp_path, sign):
    tie = {"event_id": "E001", "source_actor": "A005", "sign": sign}
    ties = [tie | {"target_actor": one} for one in ("A001", "A002")]
    offer = event("A005:agent A001:target A002:target")
    how = {"+": "With", "-": "Against"}[sign]
    assert set(grouped(told(tmp_path, offer, ties=ties))) == {f"{how} {THIRD}"}


def test_groups_stand_in_their_order_and_empty_ones_are_not_there(tmp_path):
    shown = told(
        tmp_path, event("A003"), event("A001", kind="statement"), event("A001 A005"),
        event(), ties=[{"event_id": "E003", "target_actor": "A005"}],
    )  # fmt: skip
    assert list(grouped(shown)) == [PAIR, f"With {THIRD}", SAID, REST]
    assert list(grouped(told(tmp_path / "two", event("A003"), event()))) == [PAIR, REST]


def test_without_a_pair_in_focus_there_is_what_was_said_and_what_happened(tmp_path):
    events = event(), event("A001", kind="statement")
    for focus in ((), ("A001",)):
        shown = told(tmp_path / f"{len(focus)}", *events, focus=focus)
        assert grouped(shown) == {
            SAID: (["E002"], []), "What happened": (["E001"], [])
        }  # fmt: skip


def test_without_a_third_actor_no_group_is_of_it(tmp_path):
    events = event(), event("A001 A005")
    shown = told(tmp_path, *events, focus=("A001", "A002"))
    assert grouped(shown) == {PAIR: (["E001"], []), "Others": (["E002"], [])}


def test_a_group_is_in_order_of_time(tmp_path):
    shown = told(
        tmp_path,
        event(when="2021-08-20"),
        event(when="2018"),
        event(when="/2020-03-10"),
        event(when="[2021-08-16..2021-09-11]"),
        event(when="2015/.."),
        event(when="2018-07-23"),
    )
    ((opened, _),) = grouped(shown).values()
    assert opened == ["E005", "E002", "E006", "E003", "E004", "E001"]


# ---- what is folded ------------------------------------------------------------------

LATE = [event("A003", f"2021-0{m}-10") for m in range(1, 9)] * 2
FOLDED = {
    "before the scale": event("A001", "1901-05-01"),
    "not dated": event("A001", ""),
    "background": event("A003", "/2021-08-30"),
    "the day of the article": event("A001", "2021-09-11"),
    "nobody named": event("A006"),
}


@pytest.mark.parametrize("reason", FOLDED)
def test_what_has_no_open_row_has_a_reason(tmp_path, reason):
    shown = told(tmp_path, FOLDED[reason], *LATE)
    assert reasons(shown) == {"E001": reason}
    assert "E001" in grouped(shown)[REST][1]


@pytest.mark.parametrize("reason", FOLDED)
def test_nothing_of_the_pair_in_focus_is_ever_folded(tmp_path, reason):
    one, _, cited = FOLDED[reason]
    shown = told(tmp_path, (one, ["A001", "A002"], cited), *LATE)
    assert reasons(shown) == {}
    assert grouped(shown)[PAIR] == (["E001"], [])


def test_a_pair_that_is_no_more_than_a_group_of_people_is_not_folded(tmp_path):
    shown = told(tmp_path, event("A006 A002"), focus=("A006", "A002"))
    assert grouped(shown) == {"Some people and Southland": (["E001"], [])}


@pytest.mark.parametrize(
    ("one", "gone"),
    [
        (event("A002", "2021-08-22", kind="statement"), True),
        (event("A002", "2021-08", kind="statement"), True),
        (event("A002", "2021", kind="statement"), False),  # no tick says so much
        (event("A002", "2021-08-22"), False),  # an act has a row of its own
    ],
)
def test_what_is_a_tick_in_another_row_has_no_row_of_its_own(tmp_path, one, gone):
    said = {"record_id": "E001", "source_id": "S003", "chain": "S003<A002",
            "said_event_id": "E002"}  # fmt: skip
    shown = told(tmp_path, event(), one, cited=[said])
    found = "told in another row" if gone else None
    assert reasons(shown).get("E002") == found


@pytest.mark.parametrize("stance", ["disputes", "nuances"])
def test_what_speaks_against_an_event_tells_it_not(tmp_path, stance):
    denial = event("A002", "2021-08-25", kind="statement")
    said = {"record_id": "E001", "source_id": "S003", "chain": "S003<A002",
            "said_event_id": "E002", "stance": stance}  # fmt: skip
    shown = told(tmp_path, event(), denial, cited=[said])
    assert not ticks(row(shown).shapes) and words(row(shown)) == {"20 Aug"}
    assert "E002" not in reasons(shown)


def test_a_group_that_acts_for_another_is_no_people_whom_an_act_hits(tmp_path):
    plain = [event("A003", "2021-08-01", context=True) for _ in range(40)]
    hit = event("A001 A006", "2021-08-02", context=True)
    shown = told(tmp_path, *plain, hit)
    assert "E041" in grouped(shown)[REST][0]
    actors = shown.case.actors.assign(acts_for=["", "", "", "A001", "", "A003"])
    rolled = Shown(shown.case.with_tables(actors=actors), View())
    assert timeline._hit(shown, shown.case.by_id["E041"])
    assert not timeline._hit(rolled, rolled.case.by_id["E041"])


def test_what_only_an_unnamed_voice_says_is_folded(tmp_path):
    shown = told(
        tmp_path, event("A001", kind="statement", by="A006"),
        event("A001", kind="statement", by="A003"),
    )  # fmt: skip
    assert reasons(shown) == {"E001": "nobody named"}


def test_of_a_short_news_item_only_what_has_no_date_is_folded(tmp_path, monkeypatch):
    said = event("A001", kind="statement", by="A006")
    old, undated = FOLDED["before the scale"], FOLDED["not dated"]
    shown = told(tmp_path, said, old, undated, *LATE)
    assert reasons(shown).keys() == {"E001", "E002", "E003"}
    monkeypatch.setattr(timeline.account, "is_news", lambda case: True)
    assert reasons(shown) == {"E003": "not dated"}
    monkeypatch.setattr(timeline, "FEW", 4)
    assert reasons(shown).keys() == {"E001", "E002", "E003"}


def test_who_acts_for_somebody_with_a_name_is_no_nameless_group(tmp_path):
    shown = told(tmp_path, event("A006"), *LATE)
    actors = shown.case.actors.assign(acts_for=["", "", "", "A001", "", "A003"])
    rolled = Shown(shown.case.with_tables(actors=actors), View())
    assert reasons(shown) == {"E001": "nobody named"} and reasons(rolled) == {}


def test_forty_acts_of_the_pair_are_open_and_of_forty_others_a_few(tmp_path):
    days = [f"2021-{1 + n % 8:02d}-{1 + n % 28:02d}" for n in range(40)]
    shown = told(tmp_path, *(event(when=d) for d in days),
                 *(event("A003", d) for d in days))  # fmt: skip
    opened, folded = grouped(shown)[PAIR]
    assert len(opened) == 40 and not folded
    opened, folded = grouped(shown)[REST]
    assert (len(opened), len(folded)) == (6, 34)


def test_what_says_most_of_the_pair_is_open_first(tmp_path):
    plain = [event("A003", "2021-08-01", context=True) for _ in range(40)]
    shown = told(tmp_path, *plain, event("A003", "2021-08-02"),
                 event("A001 A003", "2021-08-03", context=True),
                 ties=[{"event_id": "E042", "sign": "-", "target_actor": "A003"}],
                 )  # fmt: skip
    opened, _ = grouped(shown)[REST]
    assert {"E041", "E042"} <= set(opened) and len(opened) == timeline.MOST


@pytest.mark.parametrize("name", rowed.SOME)
@pytest.mark.parametrize("reading", READINGS)
def test_every_event_is_in_one_group_open_or_folded(tmp_path, name, reading):
    shown = rowed.shown(tmp_path, name, dates=reading)
    ours = [
        e.event_id for e in shown.case.rows("events")
        if not shown.is_prospect(e) and not shown.denied(e)
    ]  # fmt: skip
    if timeline.coded_ties(shown):  # its rows are pairs, its events ticks in them
        rows = [r for g in timeline.chart(shown).groups for r in g.rows]
        ticks = {m.record for r in rows for m in r.several if m.record[0] == "E"}
        assert ticks == {e for e in ours if shown.when(shown.case.by_id[e]).dated}
        return
    found = [r for both in grouped(shown).values() for some in both for r in some]
    dated = any(shown.when(e).dated for e in shown.case.rows("events"))
    assert sorted(found) == (sorted(ours) if dated else [])


@pytest.mark.parametrize("name", rowed.COMMITTED)
@pytest.mark.parametrize("reading", READINGS)
def test_no_act_of_the_pair_is_folded_in_a_committed_case(tmp_path, name, reading):
    shown = rowed.shown(tmp_path, name, dates=reading)
    opened, folded = next(iter(grouped(shown).values()))
    unknown = [r for r in folded if not shown.status(select.find(shown.case, r))]
    assert opened and folded == unknown
    assert not unknown or reading == "article"


# ---- what each date looks like -------------------------------------------------------

FEW = [event("A003", "1990-05-01"), event("A003", "2021-03-10")]

# Whatever may stand in a case: see the shapes of dates, and beyond the scale.
DATES = [
    "2021-08-20", "2021-09-11", "2021-09-12", "2018", "2020-10", "199X", "19XX?",
    "2004-06-XX", "2018~", "[2021-08-16..2021-09-11]", "[..2021-09-10]",
    "[2021-09-01..]", "[2021-09-20..]", "2021-08-14/2021-08-30", "2021-08/2021-08",
    "2001/2021-09-11", "2015/..", "2021-09-20/..", "9999/..", "2019-09~/",
    "2021-09-20/", "9999-12/", "/2020-03-10", "/2021-09-11", "/1901", "0001",
    "0001/2021", "0001/",
    "9999-12-31", "1901/1902", "2021-08-20/2021-08-20", "2019%/2022-01",
    "1850/2050-12", "2021-09-11/..", "",
]  # fmt: skip


@pytest.mark.parametrize(
    "article, many",
    [(True, False), *slowly((False, True), (True, True), (False, False))],
    ids=["alone", "coding, among others", "among others", "coding, alone"],
)
@pytest.mark.parametrize("text", DATES)
def test_any_date_has_a_mark_inside_the_chart(tmp_path, text, article, many):
    others = LATE if many else []
    shown = told(tmp_path, event(when=text), *others)
    if not article:
        tables = {name: frame.copy() for name, frame in shown.case.tables.items()}
        tables["sources"].loc[tables["sources"].source_id == "S001", "role"] = "cited"
        shown = Shown(shown.case.with_tables(**tables), shown.view)
        assert not shown.case.published
    chart = timeline.chart(shown)
    assert chart.svg and (chart.png if article and many else True)
    when = shown.when(shown.case.by_id["E001"])
    if chart.blank:  # no date, or one that any scale of its own is too narrow for
        assert not many and chart.groups == () and chart.axis is None
        assert not text or when.shape == "within" or not when.begin_earliest
        return
    shapes = [s for s in row(shown).shapes if s.kind != "text"]
    assert bool(shapes) is bool(text)
    for s in shapes:
        parts = [at.part for at in (s.x0, s.x1) if at]
        assert all(-1e-9 <= part <= 1 + drawing.LEAST for part in parts), s
        assert s.kind == "path" or not s.x1 or (s.x1.part, s.x1.beside) >= (
            s.x0.part, s.x0.beside
        )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["2018", "2020-10", "[2021-08-16..2021-09-11]", "[..2021-09-10]", "199X", "2018~",
     "[2021-08-20..]"],
)  # fmt: skip
def test_a_window_is_a_bracket_and_never_a_bar_or_a_point(tmp_path, text):
    shapes = row(told(tmp_path, event(when=text), *FEW)).shapes
    assert not bars(shapes) and not of(shapes, "disc")
    stated = 2 - text.startswith("[..") - text.endswith("..]")
    assert len(caps(shapes)) == stated
    assert bool([s for s in shapes if s.fade]) is (stated < 2)


@pytest.mark.parametrize(
    "text", ["2021-08-14/2021-08-30", "2021-08/2021-08", "2015/..", "2019-09/"]
)
def test_what_lasted_is_a_bar_and_never_a_point_or_a_bracket(tmp_path, text):
    shapes = row(told(tmp_path, event(when=text), *FEW)).shapes
    assert bars(shapes) and not of(shapes, "disc") and not caps(shapes)


def test_a_day_is_a_point_in_its_middle_and_nothing_else(tmp_path):
    shown = told(tmp_path, event())
    (disc,) = row(shown).shapes[:1]
    assert disc.kind == "disc" and disc.x0.part == place(shown, "2021-08-20")
    assert {s.kind for s in row(shown).shapes} == {"disc", "text"}


def test_a_bar_runs_from_its_first_day_to_its_last(tmp_path):
    shown = told(tmp_path, event(when="2021-08-14/2021-08-30"))
    (panel,) = timeline.chart(shown).axis.panels
    (bar,) = bars(row(shown).shapes)
    first, last = (date(2021, 8, d).toordinal() for d in (14, 30))
    assert (bar.x0.part, bar.x1.part) == (panel.place(first), panel.place(last + 1))


def test_an_unknown_start_fades_through_the_panel_and_has_no_edge(tmp_path):
    one = row(told(tmp_path, event(when="/2021-08-30"), *LATE))
    fades = [s.fade for s in bars(one.shapes)]
    assert fades and all(low < high for low, high in fades)
    assert fades[0][0] < 0.1 and one.shapes[0].x0.part == 0
    assert "start not stated" in " ".join([*words(one), one.date])


def test_an_unknown_end_fades_out_and_says_so(tmp_path):
    one = row(told(tmp_path, event(when="2021-03/"), *LATE))
    assert bars(one.shapes)[-1].fade == (0.8, 0.0)
    assert "end not stated" in " ".join([*words(one), one.date])


@pytest.mark.parametrize("text", ["2021-09-11/", "2021-09-05/", "2021-08-31/"])
def test_an_unknown_end_fades_also_where_its_panel_ends(tmp_path, text):
    fades = [s.fade for s in row(told(tmp_path, event(when=text), *LATE)).shapes]
    assert any(fade and fade[1] == 0 for fade in fades)


def test_what_still_goes_on_ends_in_an_arrow_at_the_articles_line(tmp_path):
    shown = told(tmp_path, event(when="2021-03/.."), event("A003", "2021-10-09"))
    shapes = row(shown).shapes
    (head,) = [s for s in of(shapes, "path") if s.fill]
    assert head.x0.part == timeline.chart(shown).axis.line_place
    assert max(x for x, _ in head.points) + head.x0.beside == 0


def test_what_began_after_the_article_and_goes_on_has_its_bar_there(tmp_path):
    shown = told(tmp_path, event(when="2021-09-20/..", context=True), *LATE)
    axis = timeline.chart(shown).axis
    (bar,) = bars(row(shown).shapes)
    assert axis.line_place < bar.x0.part < bar.x1.part
    assert bar.x1.part == pytest.approx(axis.panels[-1].right)


def test_without_an_article_the_scale_reaches_as_far_as_the_dates(tmp_path):
    tables = worlds.coding()
    tables["events"][1]["when_article"] = "2015/2031"
    shown = Shown(worlds.small(tmp_path, tables), View())
    axis = timeline.chart(shown).axis
    assert axis.line is None and axis.panel(date(2031, 6, 1))
    assert not [s for s in of(row(shown, "E002").shapes, "path") if s.fill]


def test_dashes_mean_about_then_and_hollow_only_told(tmp_path):
    for text, more, dashed, fill in (
        ("2021-08-20", {}, False, "ink"),
        ("2021-08-20~", {}, True, "ink"),
        ("2021-08-20?", {}, True, "ink"),
        ("2021-08-20", {"status_article": "claimed"}, False, "ground"),
        ("2021-08-20", {"status_article": "reported"}, False, "ground"),
    ):
        shown = told(tmp_path / f"{text}{more}", event(when=text, **more))
        disc, *rest = row(shown).shapes
        assert (disc.dash, disc.fill) == (dashed, fill)
        assert not any(s.dash for s in rest)


def test_all_before_the_scale_is_an_open_triangle_with_its_date(tmp_path):
    one = row(told(tmp_path, event(when="1901-05-01"), *LATE))
    assert {s.kind for s in one.shapes} == {"path", "text"}
    assert words(one) == {"1 May 1901"} and one.shapes[0].points[0] == (0, 0)


# ---- the article, the tellers, the third actor ---------------------------------------


def visited(folder, **asked):
    """Give the small world, its pair in focus."""
    case = worlds.small(folder, focus=["A001", "A002"])
    view = View(**asked)
    return Shown(select.view(case, view), view)


def test_the_known_day_stands_over_the_articles_thin_bracket(tmp_path):
    shown = visited(tmp_path)
    shapes = row(shown).shapes
    (disc,) = of(shapes, "disc")
    (line,) = thin(shapes)
    assert line.x0.part < disc.x0.part < line.x1.part and line.y0 > disc.y0 + disc.y1
    assert disc.x0.part == place(shown, "2021-08-23")


@pytest.mark.parametrize("reading", ["article", "known"])
def test_a_reading_by_one_account_has_no_bracket_of_the_other(tmp_path, reading):
    shapes = row(visited(tmp_path, dates=reading)).shapes
    assert not thin(shapes)
    assert len(of(shapes, "disc")) == (reading == "known")
    assert len(caps(shapes)) == 2 * (reading == "article")


@pytest.mark.parametrize(
    ("text", "ends"),
    [("[2021-08-16..2021-09-05]", 2), ("2021-08-16/2021-09-05", 2), ("2021-08-16/", 1),
     ("2021-08-16/..", 1), ("[2021-08-16..]", 1), ("/2021-09-05", 1),
     ("[..2021-09-05]", 1), ("2021-09-20/..", 0)],
)  # fmt: skip
def test_the_articles_bracket_has_a_cap_only_where_it_states_an_end(
    tmp_path, text, ends
):
    shown = told(
        tmp_path,
        event(when_known="2021-08-23", known_sources="S003", when_article=text),
        event(when="2021-03-01"),
    )
    shapes = row(shown).shapes
    found = [s for s in of(shapes, "line") if s.colour == "bracket"]
    assert len(found) == ends and bool(thin(shapes)) is (
        text[:7] < "2021-09-20"[:7] or ends > 0
    )


def test_happened_said_and_reported_are_on_one_row(tmp_path):
    tables = worlds.copy()
    tables["events"][2]["when_article"] = "2021-08-27"
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    shown = Shown(case, View())
    found = row(shown)
    (said,) = [
        t for t in ticks(found.shapes) if t.x0.part == place(shown, "2021-08-27")
    ]
    (join,) = [s for s in of(found.shapes, "line") if s.y0 == s.y1 == 11
               and s.colour == "quiet"]  # fmt: skip
    assert join.x0.part == place(shown, "2021-08-23") and join.x1.part == said.x0.part
    assert words(found) == {"23 Aug 2021; said 27 Aug 2021"}
    opened, folded = grouped(shown)[SAID]
    assert "E003" in folded and "E003" not in opened


def test_a_report_is_a_tick_on_its_day_and_no_row(tmp_path):
    said = {"record_id": "E001", "source_id": "S001", "locator": "P2",
            "chain": "S001<S002"}  # fmt: skip
    shown = told(tmp_path, event(when="2020-09-01"), event("A003", "2021-03-01"),
                 cited=[said])  # fmt: skip
    (tick,) = ticks(row(shown).shapes)
    assert tick.x0.part == place(shown, "2020-10-22")
    assert any("reported 22 Oct 2020" in t for t in words(row(shown)))
    assert {r for both in grouped(shown).values() for some in both for r in some} == {
        "E001", "E002"
    }  # fmt: skip


def test_a_telling_before_the_scale_has_no_tick_at_its_edge(tmp_path):
    said = {"record_id": "E001", "source_id": "S003", "chain": "S003<A002",
            "said_event_id": "E002"}  # fmt: skip
    old = event("A002", "1901-05-01", kind="statement")
    shown = told(tmp_path, event(), old, *LATE, cited=[said])
    assert timeline.chart(shown).axis.panel(date(1901, 5, 1)) is None
    assert not ticks(row(shown).shapes)


def test_what_is_aimed_at_the_third_actor_is_marked_and_the_dispute_named(tmp_path):
    ties = [{"event_id": "E001", "against": "A005"}]
    no = {"record_id": "E001", "source_id": "S003", "chain": "S003<A002",
          "stance": "disputes"}  # fmt: skip
    plain = row(told(tmp_path / "a", event(), ties=ties))
    assert (plain.aimed, plain.disputed, plain.note) == (True, False, "")
    disputed = row(told(tmp_path / "b", event(), ties=ties, cited=[no]))
    assert (disputed.aimed, disputed.disputed) == (True, True)
    assert disputed.note == "Southland disputes it"
    other = row(told(tmp_path / "c", event(), cited=[no]))
    assert (other.aimed, other.disputed, other.note) == (False, True, "")
    hostile = row(told(tmp_path / "d", event(), ties=[ties[0] | {"sign": "-"}]))
    assert not hostile.aimed


# ---- words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "words_"),
    [("P2", "P2"), ("P7;P8;P9", "P7–9"), ("P2;P19", "P2, P19"),
     ("P1;P2;P5", "P1–2, P5"), ("P10;P9", "P9–10")],
)  # fmt: skip
def test_a_row_says_in_which_paragraphs_the_article_tells_of_it(tmp_path, at, words_):
    assert row(told(tmp_path, event(at=at))).place == words_


def test_paragraphs_of_several_citations_are_told_together(tmp_path):
    more = {"record_id": "E001", "source_id": "S001", "locator": "P7;P8",
            "chain": "S001"}  # fmt: skip
    assert row(told(tmp_path, event(at="P9"), cited=[more])).place == "P7–9"


def test_what_the_article_does_not_have_is_grey_and_from_outside(tmp_path):
    shown = told(tmp_path, event(), event(context=True))
    ours, theirs = (row(shown, record) for record in ("E001", "E002"))
    assert (ours.quiet, ours.place) == (False, "P2")
    assert (theirs.quiet, theirs.place) == (True, "outside")


def test_a_row_says_how_firm_it_is_and_by_how_many_voices(tmp_path):
    one = told(tmp_path / "a", event(status_article="claimed"))
    assert row(one).evidence == "claimed · the article"
    said = told(tmp_path / "b", event("A001", kind="statement"))
    assert row(said).evidence == "said · the article"
    cited = [{"record_id": "E001", "source_id": "S003", "chain": f"S003<{a}"}
             for a in ("A001", "A002")]  # fmt: skip
    assert row(told(tmp_path / "c", event(), cited=cited)).evidence == (
        "happened · 3 voices"
    )


def test_one_voice_is_named_where_its_name_has_room(tmp_path):
    shown = told(tmp_path, event(by="A005"), event(by="A006"))
    assert row(shown).evidence == "happened · The Band"
    assert row(shown, "E002").evidence == "happened · some people"  # no name, surely


def test_whoever_says_a_thing_goes_before_that_it_was_said(tmp_path):
    shown = told(tmp_path, event("A001", kind="statement", by="A001"))
    actors = shown.case.actors.copy()
    for name, text in (
        ("Northland of the river", "said · Northland of the river"),
        ("Northland of the upper river", "Northland of the upper river"),
        ("Northland of the very long upper river", "said · 1 voice"),
    ):
        actors.loc[actors.actor_id == "A001", "name"] = name
        long = Shown(shown.case.with_tables(actors=actors), shown.view)
        assert row(long).evidence == text


def test_an_unnamed_voice_whose_words_have_no_room_is_said_to_be_one(tmp_path):
    shown = told(tmp_path, event(by="A006"))
    actors = shown.case.actors.copy()
    actors.loc[actors.actor_id == "A006", "name"] = (
        "some people of the upper river town"
    )
    long = Shown(shown.case.with_tables(actors=actors), shown.view)
    assert row(long).evidence == "happened · unnamed voice"


def test_a_statement_that_is_only_claimed_is_so_by_whoever_tells_of_it(tmp_path):
    claimed = event("A001", kind="statement", status_article="claimed", by="A005<A001")
    one = row(told(tmp_path, claimed))
    assert (one.evidence, one.hollow) == ("claimed · The Band", True)
    made = event("A001", kind="statement", by="A005<A001")
    one = row(told(tmp_path / "made", made))
    assert (one.evidence, one.hollow) == ("said · Northland", False)


def test_no_evidence_leaves_its_room_or_meets_the_mark_of_a_dispute(daesh_k):
    groups = timeline.chart(Shown.of(daesh_k, View())).groups
    found = [row for group in groups for row in (*group.rows, *group.more)]
    for one in found:
        taken = drawing.LOZENGE * one.disputed
        wide = letters.width(f"{one.place} · {one.evidence}", drawing.NOTE)
        assert wide + taken <= drawing.ROOM, one.record
    assert any(one.disputed for one in found)


def test_a_date_without_room_takes_no_status_from_the_evidence(tmp_path):
    shown = told(tmp_path, event(when="2001/.."), event("A003", "2021-03-01"))
    one = row(shown)
    assert not words(one) and one.date == "since 2001" and one.forms == FORMS
    assert one.evidence == "happened · the article"
    assert "since 2001" in timeline.chart(shown).svg


@pytest.mark.parametrize(
    "when", ["[2021-01..2021-09-10]", "[2021-03..2021-09-10]", "2021-08-20", "/2021-09"]
)
@pytest.mark.parametrize("late", ["2021-01-01", "2021-08-01"])
@pytest.mark.parametrize("form", FORMS)
def test_every_width_has_every_date_beside_its_mark_or_under_its_label(
    tmp_path, when, late, form
):
    shown = told(tmp_path, event(when=when), event("A003", late))
    one = row(shown)
    beside = [s for s in one.shapes if s.kind == "text" and s.form in ("", form)]
    assert bool(beside) != (form in one.forms) and (beside or "2021" in one.date)
    some = "" if one.forms == FORMS else " ".join(f"in-{form}" for form in one.forms)
    where = f' class="{some}"' * bool(some)
    date = f"<span{where}>{one.date}</span>"
    assert not one.date or date in html.body(timeline.chart(shown))


def test_where_room_is_short_a_date_leaves_out_what_its_mark_shows(tmp_path):
    late = [event("A003", f"2021-08-{d:02d}") for d in range(1, 31, 2)]
    old = [event("A003", f"201{n}-06-01") for n in range(5, 10)]
    shown = told(tmp_path, event(when="2019-09~/"), event(when="/2020-03-10"),
                 event(when="[2021-08-16..2021-09-10]"), *late, *old,
                 event("A003", "2021-10-09", context=True))  # fmt: skip
    from_, until, window = (row(shown, f"E00{n}") for n in (1, 2, 3))
    assert "from about Sep 2019" in words(from_)
    assert "until 10 Mar 2020" in words(until)
    assert not words(window) & {"one day"}


def test_what_a_row_says_to_whoever_hears_it(tmp_path):
    told_ = row(visited(tmp_path)).words
    assert told_.startswith(f"The envoy visits; {worlds.BOTH_DATES}; happened · ")


def test_a_date_leaves_out_the_year_that_stands_over_its_panel(tmp_path):
    late = [event("A003", f"2021-08-{d:02d}") for d in range(1, 31, 2)]
    old = [event("A003", f"201{n}-06-01") for n in range(5, 10)]
    shown = told(tmp_path, event(), event(when="2017-07-23"),
                 event(when="2021-10-09", context=True), *late, *old,
                 event("A003", "[2021-08-29..2021-10-09]", context=True))  # fmt: skip
    names = [panel.name for panel in timeline.chart(shown).axis.panels]
    assert names == ["year by year", "day by day, 2021", "after"]
    assert words(row(shown, "E001")) == {"20 Aug"}
    assert words(row(shown, "E002")) == {"23 Jul 2017"}
    after = row(shown, "E003")
    assert words(after) <= {"9 Oct"} and (words(after) or "9 Oct" in after.date)
    across = row(shown, shown.case.rows("events")[-1].event_id)
    assert all(
        "2021" in told_ for told_ in {*words(across), across.date} if "Oct" in told_
    )


def test_the_description_names_the_first_rows_and_counts_the_others(tmp_path):
    shown = told(tmp_path, *(event(when=f"2021-08-{d:02d}") for d in range(1, 9)))
    alt = timeline.chart(shown).alt
    assert "Event 001; 1 August 2021; happened" in alt and "and 2 more" in alt
    assert "Event 007" not in alt and timeline.title(shown) in alt


# ---- the legend ----------------------------------------------------------------------


def taught(shown):
    return {sample.words for sample in timeline.chart(shown).legend}


@pytest.mark.parametrize(
    ("when", "sure", "windows"),
    [
        ("2015/2018", ("2015-12-31", "2018-01-01"),
         [("2015-01-01", "2015-12-31"), ("2018-01-01", "2018-12-31")]),
        ("2015-03-01/2018", ("2015-03-01", "2018-01-01"),
         [("2018-01-01", "2018-12-31")]),
        ("2015-03-01/2018-03-01", ("2015-03-01", "2018-03-01"), []),
        ("2015-03-01/2015", ("2015-03-01", "2015-12-31"), []),  # surely on no day
    ],
)  # fmt: skip
def test_a_bar_is_only_where_it_surely_lasted(tmp_path, when, sure, windows):
    shown = told(tmp_path, event(when=when))
    axis, one = timeline.chart(shown).axis, row(shown)
    found = {(s.kind, s.first, s.last) for s in one.spans}
    assert found == {("lasted", *sure), *(("window", *days) for days in windows)}
    bars = [s for s in one.shapes if s.kind == "box" and s.y1 - s.y0 > 5]
    first, last = (date.fromisoformat(day) for day in sure)
    assert bars[0].x0.part == axis.panel(first).place(first.toordinal())
    assert bars[-1].x1.part == pytest.approx(axis.place(last), abs=0.002)


def test_what_surely_lasted_before_the_scale_alone_still_has_a_bar_on_it(tmp_path):
    shown = told(tmp_path, event(when="1901/2021"))
    axis = panels.choose([date(2021, 3, 1), date(2021, 11, 1)])
    drawn = drawing.drawn(shown, timeline.entries(shown)[0], axis)
    assert [s for s in drawn if s.kind == "box" and s.y1 - s.y0 > 5]


def test_the_legend_teaches_only_what_occurs(tmp_path):
    assert taught(told(tmp_path / "a", event())) == {"one day"}
    assert taught(told(tmp_path / "b", event(when="2018"))) == {"one moment in a span"}
    by = told(tmp_path / "by", event(), event(when="[..2021-08-20]"))
    assert taught(by) == {"one day", "by then, day not stated"}
    years = event(when="2015/2018")
    assert taught(told(tmp_path / "c", years)) == {"lasted", "one moment in a span"}
    days = event(when="2015-03-01/2018-03-01")
    assert taught(told(tmp_path / "c2", days)) == {"lasted"}
    assert taught(told(tmp_path / "d", event(when="2015/.."))) == {
        "lasted", "still so on the day"
    }  # fmt: skip
    assert taught(told(tmp_path / "e", event(when="/2018"))) == {"start not stated"}
    assert taught(told(tmp_path / "f", event(when="2018~"))) == {
        "one moment in a span", "dashed: about then"
    }  # fmt: skip
    assert taught(told(tmp_path / "g", event(context=True))) == {
        "one day", "grey label: not in the article"
    }  # fmt: skip
    assert taught(told(tmp_path / "h", event(status_article="claimed"))) == {
        "one day", "hollow: reported or claimed"
    }  # fmt: skip


def test_the_legend_teaches_signs_aims_disputes_tellers_and_brackets(tmp_path):
    no = {"record_id": "E001", "source_id": "S003", "chain": "S003<A002",
          "stance": "disputes"}  # fmt: skip
    ties = [{"event_id": "E001", "against": "A005"},
            {"event_id": "E002", "sign": "-"}]  # fmt: skip
    shown = told(tmp_path / "a", event(), event(), ties=ties, cited=[no])
    assert taught(shown) == {
        "said to be against The Band", "cooperative", "hostile", "one day", "disputed"
    }  # fmt: skip
    assert {"reported or said then", "all the article says"} <= taught(
        visited(tmp_path / "b")
    )
    assert "before the scale" in taught(
        told(tmp_path / "c", event(when="1901-05-01"), *LATE)
    )


# ---- what order leaves ---------------------------------------------------------------

BY_ORDER = "by order, of its begin or end"


def in_order(folder, *orders, cells=(), **asked):
    case = worlds.small(folder, worlds.in_order(*orders, **dict(cells)))
    return Shown.of(case, View(**({"order": "narrowed"} | asked)))


def finer(shapes):
    """List the lines of the brackets over a mark, and their caps."""
    return [s for s in shapes if s.y1 < marks.MIDDLE - marks.RADIUS and s.y1 > 0
            and s.kind in ("box", "line")]  # fmt: skip


def narrow_spans(shown):
    found = [s for r in every_row(shown) for s in r.spans if s.account == "by order"]
    return [(s.record, s.kind, s.first, s.last) for s in found]


def every_row(shown):
    groups = timeline.chart(shown).groups
    return [one for group in groups for one in (*group.rows, *group.more)]


def test_a_window_that_order_narrows_has_a_finer_bracket_inside_the_stated(tmp_path):
    shown = in_order(tmp_path, AFTER)
    shapes = row(shown, "E003").shapes
    line, *rest = finer(shapes)
    day = date(2021, 8, 25)
    assert line.x0.part == next(timeline.chart(shown).axis.segments(day, day)).left
    stated = of(shapes, "line")[0]
    assert stated.x0.part < line.x0.part < line.x1.part == stated.x1.part
    assert [s.kind for s in rest] == ["line", "line"]  # a cap at either end
    assert narrow_spans(shown) == [("E003", "window", "2021-08-25", "2021-08-31")]


@pytest.mark.parametrize("asked", [{"order": "stated"}, {"orders_from": "without S003"},
                                   {"exclude": ["O001"]}])  # fmt: skip
def test_a_bracket_is_drawn_where_it_is_asked_for_and_order_narrows(tmp_path, asked):
    shown = in_order(tmp_path, AFTER, **asked)
    assert not any(finer(one.shapes) for one in every_row(shown))
    assert narrow_spans(shown) == [] and BY_ORDER not in taught(shown)
    assert not [one for one in every_row(shown) if "by order" in one.words]


def test_no_other_row_has_a_bracket_and_the_legend_teaches_it(tmp_path):
    shown = in_order(tmp_path, AFTER)
    assert [r.record for r in every_row(shown) if finer(r.shapes)] == ["E003"]
    assert BY_ORDER in taught(shown)
    assert row(shown, "E003").words.startswith(
        "Northland speaks of peace; at some time in August 2021; by order not before"
        " 25 August 2021: O001, by A digest; "
    )


def test_a_side_that_nothing_bounds_has_no_cap_and_no_day(tmp_path):
    blank = {"E004": {"when_known": ""}}
    shown = in_order(tmp_path, cells=blank)
    assert narrow_spans(shown) == [("E004", "window", "", "2021-10-11")]
    first, *rest = finer(row(shown, "E004").shapes)
    assert first.fade == (0.0, 0.9) and not any(one.fade for one in rest)
    (cap,) = of(rest, "line")
    assert cap.x0.part == of(rest, "box")[-1].x1.part


def test_a_prospect_has_no_bracket(tmp_path):
    ahead = {"E003": {"status_article": "expected"}}
    shown = in_order(tmp_path, AFTER, cells=ahead)
    assert narrow_spans(shown) == []


# ---- readings, gaps, small and empty -------------------------------------------------


def test_gaps_drawn_at_scale_leave_one_panel_before_the_article(daesh_k):
    asked = View(gaps="linear")
    shown = Shown(select.view(daesh_k, asked), asked)
    chart = timeline.chart(shown)
    assert [panel.name for panel in chart.axis.panels][1:] == ["after"]
    assert not [s for s in chart.legend if s.words == "before the scale"]


def test_an_empty_view_has_words_and_no_rows(tmp_path):
    chart = timeline.chart(visited(tmp_path, start="1950", end="1951"))
    assert chart.axis is None and chart.groups == chart.legend == ()
    assert chart.title == "Nothing in this view is dated"
    assert chart.title in chart.alt and chart.svg


def test_a_case_of_one_event_is_one_row(tmp_path):
    chart = timeline.chart(rowed.shown(tmp_path, "one event"))
    ((one,),) = [group.rows for group in chart.groups]
    assert one.record == "E003" and not chart.groups[0].more
    assert [panel.name for panel in chart.axis.panels] == ["day by day, 2021"]


def test_without_an_article_nothing_is_said_of_one(tmp_path):
    tables = worlds.coding()
    tables["sources"][1] |= {"kind": "study"}
    shown = Shown(worlds.small(tmp_path, tables), View())
    chart = timeline.chart(shown)
    assert chart.axis.line is None and "article" not in chart.svg
    assert "all the coding says" in taught(shown)
    rows = [r for g in chart.groups for r in (*g.rows, *g.more)]
    assert {r.place for r in rows} == {""}
    assert list(timeline.precision(shown)) == [
        "by the coding alone",
        "with other sources",
    ]


def test_the_first_case_in_each_reading_draws_the_same_twice(daesh_k):
    for reading in READINGS:
        view = View(dates=reading)
        one, two = (
            timeline.chart(Shown(select.view(daesh_k, view), view)).svg for _ in "ab"
        )
        assert one == two


# ---- beside the rows -----------------------------------------------------------------


def test_a_study_looks_back_and_is_no_report(tmp_path):
    tables = worlds.coding()
    tables["sources"][1] |= {"kind": "study"}
    assert [*timeline.carried(worlds.small(tmp_path / "a"))] == ["S002"]
    assert timeline.carried(worlds.small(tmp_path / "b", tables)) == {}


def test_the_shapes_of_dates_are_counted_by_the_article_and_as_known(world):
    found = timeline.precision(Shown(world, View()))
    assert found.T.to_dict("list") == {
        "one day": [0, 1],
        "one moment, day not stated": [2, 1],
        "a span": [1, 1],
    }


def test_a_prospect_is_seen_from_the_day_it_was_voiced(tmp_path):
    ((firm, told_, when, record),) = timeline.prospects(Shown(
        worlds.small(tmp_path / "a"), View()))  # fmt: skip
    assert (firm, told_, record) == ("“could”", "The two may work together", "R002")
    assert when == "said on 11 September 2021"
    tables = worlds.copy()
    tables["events"][2]["when_article"] = "2021-09-01"
    tables["citations"][-1]["said_event_id"] = "E003"
    ((*_, when, _),) = timeline.prospects(
        Shown(worlds.small(tmp_path / "b", tables), View())
    )
    assert when == "said on 1 September 2021"


def test_an_event_that_may_come_and_its_relation_are_one_prospect(tmp_path):
    tables = worlds.copy()
    ahead = tables["events"][2] | {"event_id": "E006", "when_article": ""}
    tables["events"].append(ahead | {"status_article": "possible"})
    tables["relations"][1]["event_id"] = "E006"
    tables["citations"].append(tables["citations"][0] | {"record_id": "E006"})
    shown = Shown(worlds.small(tmp_path, tables), View())
    assert [record for *_, record in timeline.prospects(shown)] == ["E006"]
    html = timeline.listing(shown).html
    assert '<p class="id"><a href="#E006">' in html
    assert '<p class="id"><a href="#R002">' not in html


def test_without_the_context_nothing_from_outside_is_shown(tmp_path):
    shown = visited(tmp_path, layers=["article"])
    chart = timeline.chart(shown)
    assert {r.record for g in chart.groups for r in (*g.rows, *g.more)} == {
        "E001", "E002", "E003"
    }  # fmt: skip
    assert "bridge" not in timeline.listing(shown).html


def test_every_event_has_its_card_in_the_list(tmp_path):
    shown = rowed.shown(tmp_path, "crowd")
    html = timeline.listing(shown).html
    for e in shown.case.rows("events"):
        assert f'id="{e.event_id}"' in html


def test_what_is_denied_is_in_the_list_as_that(tmp_path):
    shown = told(tmp_path, event(status_article="denied"), event())
    assert {r for both in grouped(shown).values() for some in both for r in some} == {
        "E002"
    }
    html = timeline.listing(shown).html
    assert "<h3>Said not to be so (1)</h3>" in html and 'id="E001"' in html


@settings(deadline=None, max_examples=some(40))
@given(st.lists(st.sampled_from(DATES), min_size=1, max_size=12))
def test_any_dates_together_give_a_chart_with_all_of_them(tmp_path_factory, texts):
    events = (event("A001 A002" if n % 3 else "A003", t) for n, t in enumerate(texts))
    shown = told(tmp_path_factory.mktemp("w"), *events)
    chart = timeline.chart(shown)
    rows = [r for g in chart.groups for r in (*g.rows, *g.more)]
    assert len(rows) == (0 if chart.blank else len(texts))
    assert chart.svg and not (chart.blank and "2021-08-20" in texts)
