"""The pairs: where each record stands on a day, and that none of the focus is lost."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.case import cases
from helpers.charts import pairs
from helpers.draw import html, marks
from helpers.view import parameters, select
from helpers.view.parameters import View
from helpers.view.shown import Shown, show
from tests import worlds
from tests.charts import rowed
from tests.charts.tied import ACTORS, case_of
from tests.once import slowly, some

FOCUS = ["A001", "A002", "A003"]
DAY = date(2021, 9, 11)  # of the article of the small world
OUTSIDE = {"layer": "context", "status_article": "", "when_article": "",
           "status_known": "happened", "known_sources": "S003"}  # fmt: skip
WORDS = {"basis": "statement", "directed": "yes"}
AHEAD = {"status_article": "possible", "when_article": "[2021-06-01..]"}


def made(folder, *rows, **more):
    """Make the view of a tiny world of relations."""
    return Shown(*case_of(folder, *rows, **{"focus": FOCUS} | more))


def found(chart):
    """List the records of each row and column: label, column, marks."""
    names = [column.name for column in chart.columns]
    return [
        (row.label, name, cell)
        for group in chart.groups
        for row in group.rows
        for name, cell in zip(names, row.cells, strict=True)
    ]


def placed(chart):
    """Return the column of each record, which must be one mark."""
    every = [(m.record, name) for _, name, cell in found(chart) for m in cell]
    assert len(every) == len(dict(every))
    return dict(every)


def mark(chart, record):
    (one,) = [m for *_, cell in found(chart) for m in cell if m.record == record]
    return one


def taught(chart):
    return [sample.words for sample in chart.legend]


# ---- where a record stands ----------------------------------------------------------


@pytest.mark.parametrize(
    "row, column",
    [
        ({"when_article": "2021-05-10"}, "counts"),
        ({"when_article": "2020-09-11"}, "counts"),  # the first of the twelve months
        ({"when_article": "2020-09-10"}, "older"),
        ({"when_article": "2020"}, "may"),  # perhaps before, perhaps within
        ({"when_article": ""}, "may"),  # no date: no absence
        ({"when_article": "2019/2020", "extent": "state"}, "older"),
        ({"when_article": "2019/..", "extent": "state"}, "counts"),
        ({"when_article": "2019/", "extent": "state"}, "may"),
        (OUTSIDE | {"when_known": "2021-09-12"}, ""),
        (WORDS | {"when_article": "2010"}, "words"),
        (WORDS | OUTSIDE | {"when_known": "2022"}, ""),
        ({"status_article": "denied"}, "words"),
        ({"basis": "condition"}, "words"),
        ({"sign": ""}, "counts"),
        (AHEAD, "ahead"),
        ({"status_article": "expected", "when_article": ""}, "ahead"),
        (OUTSIDE | {"status_known": "asked", "when_known": "2021-10-09"}, "ahead"),
    ],
)
def test_a_record_stands_in_the_column_of_its_kind(tmp_path, row, column):
    shown = made(tmp_path, row, OUTSIDE | {"when_known": "2018"})
    record = select.find(shown.case, "R001")
    assert pairs.place(shown, record, DAY) == column
    assert placed(pairs.chart(shown)).get("R001", "") == column


@pytest.mark.parametrize(
    "memory, column, under",
    [
        ("12 months", "counts", "in the 12 months"),
        ("3 months", "older", "in the 3 months"),
        ("in-force", "older", "on the day"),
        ("ever", "counts", ""),
    ],
)
def test_the_columns_follow_the_memory(tmp_path, memory, column, under):
    shown = made(tmp_path, {}, asked={"memory": memory})
    chart = pairs.chart(shown)
    assert placed(chart) == {"R001": column}
    assert [c.name for c in chart.columns] == list(pairs.PLACES)
    assert chart.columns[2].under == under
    assert [c.name for c in chart.columns if c.shaded] == ["counts"]


@pytest.mark.parametrize(
    "row, head",
    [
        ({"when_article": "2021-08-26/2021-09-10", "extent": "state"}, "no longer"),
        ({"when_article": "2020-09-10"}, "no longer"),
        ({"when_article": "2020"}, "may count"),  # its day is not known
        ({"when_article": "2019/", "extent": "state"}, "may count"),  # nor here its end
    ],
)
def test_a_head_is_true_of_all_that_its_column_holds(tmp_path, row, head):
    chart = pairs.chart(made(tmp_path, row))
    column = next(c for c in chart.columns if c.name == placed(chart)["R001"])
    assert column.head == head and not {"older", "end"} & {*column.under.split()}


def test_the_foot_says_how_long_what_lasts_counts_beside_acts(tmp_path):
    lasting = {"when_article": "2021-08-26/2021-09-10", "extent": "state"}
    told = "An act that lasted counts so from its end, a state within its dates."
    assert told in pairs.chart(made(tmp_path / "both", {}, lasting)).foot
    assert told not in pairs.chart(made(tmp_path / "acts", {})).foot


def test_a_case_without_a_day_counts_whatever_has_a_date(tmp_path):
    shown = made(tmp_path, {"when_article": ""}, WORDS | {"when_article": ""})
    shown = Shown(shown.case.with_tables(sources=shown.case.sources.assign(
        when_article="", when_known="")), shown.view)  # fmt: skip
    assert shown.day is None
    assert placed(pairs.chart(shown)) == {"R001": "counts", "R002": "words"}
    assert pairs.course(shown) == {"titles": [], "places": {}}


# ---- rows ---------------------------------------------------------------------------


def test_each_pair_in_focus_has_its_row_first(tmp_path):
    rows = [{"source_actor": "A002", "target_actor": "A005"},
            {"target_actor": "A003"}, AHEAD,
            {"source_actor": "A002", "target_actor": "A003"} | WORDS]  # fmt: skip
    shown = made(tmp_path, *rows, actors=[*ACTORS, other(5)])
    chart = pairs.chart(shown)
    assert [row.label for row in chart.groups[0].rows] == [
        "Northland – Southland", "Northland – The Band", "Southland – The Band",
        "Southland – Nation 5",
    ]  # fmt: skip


def other(n):
    return {"actor_id": f"A{n:03d}", "name": f"Nation {n}", "kind": "state"}


def test_other_pairs_with_words_and_prospects_only_stand_in_one_row(tmp_path):
    many = range(5, 11)
    rows = [{}, *(AHEAD | {"target_actor": f"A{n:03d}"} for n in many),
            {"source_actor": "A002", "target_actor": "A005"} | WORDS,
            {"target_actor": "A011"}]  # fmt: skip
    actors = [*ACTORS, *(other(n) for n in (*many, 11))]
    chart = pairs.chart(made(tmp_path, *rows, actors=actors))
    named = {row.label: row.note for row in chart.groups[0].rows}
    assert named == {
        "Northland – Southland": "", "Northland – Nation 11": "",
        "Northland – six others": "Nation 5, Nation 6, Nation 7 and 3 more",
        "Southland – Nation 5": "",
    }  # fmt: skip
    assert len(placed(chart)) == 9


def test_a_one_sided_view_is_a_row_of_its_pair_and_what_is_within_an_actor_none(
    tmp_path,
):
    rows = [WORDS | {"source_actor": "A002", "target_actor": "A001"},
            {"source_actor": "A004", "target_actor": "A001"}, {}]  # fmt: skip
    assert set(placed(pairs.chart(made(tmp_path, *rows)))) == {"R001", "R003"}


def test_one_pair_is_one_row(tmp_path):
    shown = made(tmp_path, {}, focus=[])
    chart = pairs.chart(shown)
    assert [row.label for row in chart.groups[0].rows] == ["Northland – Southland"]
    assert chart.title == "Acts in the twelve months to 11 September 2021"


def test_nothing_to_show_is_a_chart_without_rows(tmp_path):
    shown = made(tmp_path, {}, asked={"exclude": ["S001"]})
    chart = pairs.chart(shown)
    assert chart.groups[0].rows == () and chart.legend == ()
    assert chart.title.endswith(": no Northland-Southland cooperation in this view")
    assert chart.svg.startswith("<svg")


ASKED = {
    "memory": st.sampled_from(["in-force", "3 months", "12 months", "ever"]),
    "dates": st.sampled_from(select.READINGS),
    "level": st.sampled_from(parameters.LEVELS),
    "as_of": st.dates(date(1990, 1, 1), date(2022, 1, 1)).map(str) | st.just(""),
}  # fmt: skip


@pytest.fixture(scope="module")
def related(tmp_path_factory):
    """Read cases in which a few pairs have many records of every kind."""
    folder = tmp_path_factory.mktemp("pairs")
    made_ = {"seven": worlds.related(7, 120), "two": worlds.related(2, 40),
             "twice": worlds.told_twice()}  # fmt: skip
    return [
        *(cases.load(worlds.write(folder / name, tables, focus=FOCUS[:n]))
          for (name, tables), n in zip(made_.items(), (3, 2, 3), strict=True)),
        cases.load("daesh-k-2021"),
    ]  # fmt: skip


def later(shown, row):
    """Whether a record is of a later day, by its earliest day alone."""
    when = shown.when(row)
    first = when.begin_earliest
    if shown.is_prospect(row):
        first = first or when.begin_latest or when.end_latest
    return bool(shown.day and first and first > shown.day)


@settings(max_examples=some(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(nth=st.integers(0, 3), asked=st.fixed_dictionaries(ASKED))
def test_no_record_is_folded_merged_or_cut(related, nth, asked):
    case = related[nth]
    shown = Shown.of(case, View(**asked))
    chart = pairs.chart(shown)
    ids = {
        row.relation_id
        for row in shown.case.rows("relations")
        if len({shown.case.rolled(a, asked["level"]) for a in (row.source_actor,
                                                       row.target_actor)}) > 1
        and not later(shown, row)
    }  # fmt: skip
    assert set(placed(chart)) == ids
    drawn = re.findall(r'class="mark"[^>]* data-record="([^"]+)"', html.body(chart))
    assert sorted(drawn) == sorted(ids)
    near = {row.relation_id: {shown.case.rolled(a, asked["level"]) for a in
                              (row.source_actor, row.target_actor)}
            for row in shown.case.rows("relations")}  # fmt: skip
    inside = {shown.case.principal.get(a, a) for a in case.focus}
    for row in chart.groups[0].rows:
        ours = [near[m.record] for cell in row.cells for m in cell]
        if any(pair <= inside for pair in ours):
            assert len({frozenset(pair) for pair in ours}) == 1, row.label


# ---- marks --------------------------------------------------------------------------


def test_a_mark_says_how_firm_a_record_is_and_whether_it_counts(tmp_path):
    rows = [{}, {"status_article": "claimed"}, {"when_article": "2020"}, AHEAD,
            {"status_article": "denied"}]  # fmt: skip
    chart = pairs.chart(made(tmp_path, *rows))
    firm, claimed, may = (mark(chart, f"R{n:03d}") for n in (1, 2, 3))
    assert firm.shapes == tuple(marks.record("+", "told", True, True))
    assert claimed.shapes == tuple(marks.record("+", "told", False, True))
    assert may.shapes == tuple(marks.record("+", "told", True, False))
    ahead, denied = mark(chart, "R004"), mark(chart, "R005")
    assert ahead.shapes == tuple(marks.record("+", "ahead", False, True))
    assert denied.shapes == tuple(marks.record("+", "denied", True, True))
    assert (ahead.looks, denied.looks) == ((), ())
    for one in (firm, may):  # on another day it may be the other
        assert one.looks == (firm.shapes, may.shapes)


def test_the_page_has_both_looks_of_what_moves(tmp_path):
    chart = pairs.chart(made(tmp_path, {"when_article": "2020"}, AHEAD))
    told = re.findall(r'data-record="(R\d+)".*?</span>', html.body(chart))
    assert told == ["R001", "R002"]
    moving, still = re.findall(r'<span class="mark".*?</span>', html.body(chart))
    kinds = re.findall(r'<svg class="(\w*)"', moving)
    assert kinds == ["sure", "perhaps"]
    sure, perhaps = moving.split('<svg class="perhaps"')
    assert perhaps.count("M") == sure.count("M") + 3  # the strokes of the hatching
    assert re.findall(r'<svg class="(\w*)"', still) == [""]


def test_what_is_against_the_third_has_a_ring(tmp_path):
    rows = [{"against": "A003"}, {}, {"against": "A003", "sign": "-"}]
    chart = pairs.chart(made(tmp_path, *rows))
    ringed = {m.record for *_, cell in found(chart) for m in cell
              if set(marks.ring()) <= set(m.shapes)}  # fmt: skip
    assert ringed == {"R001"}
    assert "said to be against The Band" in taught(chart)


def test_what_the_article_does_not_have_bears_an_asterisk(tmp_path):
    outside = OUTSIDE | {"when_known": "2021-05-20"}
    shown = made(tmp_path, {}, outside)
    chart = pairs.chart(shown)
    starred = [m.record for *_, cell in found(chart) for m in cell
               if set(marks.star()) <= set(m.shapes)]  # fmt: skip
    assert starred == ["R002"] and "not in the article" in taught(chart)
    coded = made(tmp_path / "coded", outside)  # nothing is told by an article
    sources = coded.case.sources.assign(role="outside")
    chart = pairs.chart(Shown(coded.case.with_tables(sources=sources), coded.view))
    assert mark(chart, "R001").shapes == tuple(marks.record("+", "told", True, True))


def test_what_is_disputed_bears_a_lozenge_and_says_by_whom(tmp_path):
    shown = made(tmp_path, {}, {})
    disputes = {"record_id": "R001", "source_id": "S003", "stance": "disputes",
                "chain": ["S003", "A003"], "locator": "", "strength": "", "note": "",
                "said_event_id": ""}  # fmt: skip
    cited = pd.concat(
        [shown.case.citations, pd.DataFrame([disputes])], ignore_index=True
    ).fillna("")
    case = shown.case.with_tables(citations=cited)
    chart = pairs.chart(Shown(case, shown.view))
    diamond = len(marks.lozenge(marks.At(0)))
    first, second = mark(chart, "R001"), mark(chart, "R002")
    assert len(first.shapes) == len(second.shapes) + diamond
    assert first.words.endswith("The Band disputes it")
    assert "disputed" in taught(chart)


def test_records_that_may_be_one_act_stand_side_by_side(tmp_path):
    rows = [{"when_article": "2021-01-01"}, {"when_article": "2021-02-01"},
            {"when_article": "2021-03-01", "may_be": "R001"},
            {"when_article": "2021-04-01"},
            {"when_article": "2021-05-01", "may_be": "R002;R004"}]  # fmt: skip
    chart = pairs.chart(made(tmp_path, *rows))
    (cell,) = [cell for _, name, cell in found(chart) if name == "counts" and cell]
    assert [m.record for m in cell] == ["R001", "R003", "R002", "R004", "R005"]
    first, second = cell[0].joined, cell[2].joined
    assert [m.joined for m in cell] == [first, first, second, second, second]
    assert 0 != first != second != 0 and "may be one act" in taught(chart)
    alone = pairs.chart(made(tmp_path / "alone", {}, {}))
    assert {m.joined for *_, cell in found(alone) for m in cell} == {0}


def test_a_mark_says_in_words_what_it_is(tmp_path):
    one = mark(pairs.chart(made(tmp_path, {})), "R001")
    assert one.words == "Record 1; 10 May 2021; happened"


def test_the_legend_has_only_what_occurs(tmp_path):
    assert taught(pairs.chart(made(tmp_path, {}))) == ["happened"]
    assert taught(pairs.chart(made(tmp_path / "w", {"status_article": "claimed"}))) == [
        "reported or claimed"
    ]
    every = pairs.chart(made(tmp_path / "all", {"sign": "-"}, {"sign": "~"}, AHEAD,
                             {"status_article": "denied"}, {"when_article": "2020"},
                             {"sign": ""}))  # fmt: skip
    assert taught(every) == ["happened", "may count", "may come", "hostile",
                             "sign unclear", "denied: no tie", "no sign"]  # fmt: skip


def test_a_view_that_leaves_something_out_says_so(tmp_path):
    assert pairs.chart(made(tmp_path, {})).subtitle == ""
    shown = made(tmp_path / "v", {}, asked={"start": "2020", "gaps": "linear"})
    assert pairs.chart(shown).subtitle == "View: start 2020."
    assert "View: start 2020." in pairs.chart(shown).alt


def test_what_came_later_is_counted_in_words(tmp_path):
    after = OUTSIDE | {"when_known": "2021-10-09"}
    assert (
        "1 record is of a later day and not counted."
        in pairs.chart(made(tmp_path, {}, after)).foot
    )
    assert "later" not in pairs.chart(made(tmp_path / "none", {})).foot


# ---- the title, and other days ------------------------------------------------------


def test_the_title_counts_what_counts_on_its_day(tmp_path):
    rows = [{"when_article": "2021-05-10"}, {"when_article": "2021-06-10"},
            {"when_article": "2021-07-10", "may_be": "R002"},
            {"when_article": "2021-08-10", "against": "A003"},
            {"when_article": "2020"}, {"sign": "-"}, WORDS]  # fmt: skip
    shown = made(tmp_path, *rows)
    assert pairs.title(shown) == (
        "Acts in the twelve months to 11 September 2021: two or three"
        " Northland-Southland acts not said to be against The Band; one said to be;"
        " one more may count"
    )
    early = pairs.title(shown, date(2021, 5, 31), "31 May 2021")
    assert early == (
        "Acts in the twelve months to 31 May 2021: one Northland-Southland act not said"
        " to be against The Band; one more may count"
    )
    assert pairs.title(shown, date(2018, 1, 1), "then").endswith(
        ": no Northland-Southland cooperation"
    )


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("+", "-", "two Northland-Southland acts of cooperation; one hostile act"),
        ("-", "+", "two hostile acts between Northland and Southland;"
         " one cooperative act"),
    ],
)  # fmt: skip
def test_the_title_counts_both_signs_of_two_without_a_third(tmp_path, one, other, told):
    days = {"when_article": "2021-05-10"}, {"when_article": "2021-06-10"}
    rows = [day | {"sign": one} for day in days] + [days[0] | {"sign": other}]
    title = pairs.title(made(tmp_path, *rows, focus=FOCUS[:2]))
    assert title == f"Acts in the twelve months to 11 September 2021: {told}"


@pytest.mark.parametrize(
    ("most", "told"),
    [
        ("+", "two of four Northland-Southland acts of cooperation;"
         " two of three hostile acts"),
        ("-", "two of four hostile acts between Northland and Southland;"
         " two of three cooperative acts"),
    ],
)  # fmt: skip
def test_the_title_says_of_how_many_acts_some_still_count(tmp_path, most, told):
    days = ("2018-05-10", "2021-05-10", "2021-06-10")
    rows = [{"when_article": day, "sign": sign} for day in days for sign in "+-"]
    lasted = {"when_article": "2020-10/2021-01", "extent": "state", "sign": most}
    title = pairs.title(made(tmp_path, *rows, lasted, focus=FOCUS[:2]))
    months = "Acts in the twelve months to 11 September 2021 that still count"
    assert title == f"{months}: {told}"


def test_the_title_of_the_first_case_equals_a_plain_count(daesh_k):
    folder = paths.DATA / "daesh-k-2021"
    read = {name: pd.read_csv(folder / f"{name}.csv", dtype=str).fillna("")
            for name in ("relations", "actors", "citations", "events")}  # fmt: skip
    whom = dict(zip(read["actors"].actor_id, read["actors"].acts_for, strict=True))

    def top(actor):
        return top(whom[actor]) if whom.get(actor) else actor

    ties = read["relations"]
    ends = pd.DataFrame({c: ties[c].map(top) for c in ("source_actor", "target_actor")})
    known = ties.when_known.where(ties.when_known != "", ties.when_article)
    status = ties.status_known.where(ties.status_known != "", ties.status_article)
    days = known.str.extract(
        r"^\[?(\d{4}-\d\d-\d\d)(?:(?:/|\.\.)(\d{4}-\d\d-\d\d)\]?)?$"
    )
    first, last = days[0], days[1].fillna(days[0])
    ours = (ends.apply(set, axis=1) == {"A001", "A010"}) & (ties.sign == "+")
    acts = (
        ours & (ties.basis == "act") & status.isin(["happened", "reported", "claimed"])
    )
    count = acts & (first >= "2020-09-11") & (last <= "2021-09-11")
    aimed = ties.against.str.contains("A019")
    disputed = ties.relation_id.isin(
        read["citations"].query("stance == 'disputes'").record_id
    )
    open_ = acts & known.str.endswith("/")  # they began, and nobody says until when
    other = ties[count & ~aimed]
    told_twice = sum(
        bool({*row.may_be.split(";")} & {*other.relation_id})
        for row in other.itertuples()
    )
    assert [other.fact.nunique(), told_twice] == [3, 1]
    assert [sum(count & aimed), sum(count & aimed & disputed), sum(open_)] == [2, 1, 2]
    assert pairs.title(Shown.of(daesh_k, View())) == (
        "Acts in the twelve months to 11 September 2021 that still count: two or three"
        " US-Taliban acts not said to be against Daesh-K; two said to be, one of them"
        " disputed; two more may count"
    )


def held(steps, day):
    """Return what a list of since and what holds on a day, as the page reads it."""
    return [what for since, what in steps if since <= day.toordinal()][-1]


@pytest.mark.parametrize("nth", [0, *slowly(1, 2, 3)])
@pytest.mark.parametrize("memory", ["12 months", *slowly("in-force")])
@pytest.mark.parametrize("dates_", ["known", "article"])
def test_the_course_is_the_chart_on_each_of_its_days(related, nth, memory, dates_):
    shown = Shown.of(related[nth], View(memory=memory, dates=dates_))
    course = pairs.course(shown)
    last = placed(pairs.chart(shown))
    turns = {since for steps in course["places"].values() for since, _ in steps}
    turns |= {since for since, _ in course["titles"]} | {shown.day.toordinal()}
    near = {t + n for t in turns for n in (-1, 0, 1)} - {0}
    days = [date.fromordinal(t) for t in sorted(near) if t <= shown.day.toordinal()]
    for day in days[:: max(1, len(days) // 30)]:
        other = Shown(shown.case, shown.view.model_copy(update={"as_of": str(day)}))
        assert other.day == day
        there = {
            record: held(course["places"][record], day)
            if record in course["places"] else column
            for record, column in last.items()
        }  # fmt: skip
        assert {r: c for r, c in there.items() if c} == placed(pairs.chart(other))
        told = held(course["titles"], day)
        assert told.replace("{day}", "then") == pairs.title(other, day, "then")
    assert held(course["titles"], shown.day + timedelta(1)) == pairs.title(
        shown, shown.day, "{day}"
    )


def test_a_prospect_is_there_from_the_day_by_which_somebody_looked_ahead(tmp_path):
    shown = made(
        tmp_path, {"when_article": "2019"}, AHEAD | {"when_article": "/2021-08-03"}
    )
    steps = pairs.course(shown)["places"]["R002"]
    turn = date(2021, 8, 3).toordinal()
    assert steps == [[1, ""], [turn, "ahead"]]


# ---- how it is drawn ----------------------------------------------------------------


@pytest.mark.parametrize("name", rowed.SOME)
def test_no_words_of_a_table_leave_it_or_meet(tmp_path, name):
    """Every text lies in the picture, and none covers another or a mark."""
    rowed.check(pairs.chart(rowed.shown(tmp_path, name)))


def test_the_page_names_each_cell_by_its_pair_and_its_column(tmp_path):
    body = html.body(pairs.chart(made(tmp_path, {}, AHEAD)))
    told = re.findall(r'aria-label="([^"]+)" data-place="(\w+)"', body)
    assert told == [
        ("Northland – Southland: no longer", "older"),
        ("Northland – Southland: may count", "may"),
        ("Northland – Southland: count", "counts"),
        ("Northland – Southland: words", "words"),
        ("Northland – Southland: what may", "ahead"),
    ]


def test_the_picture_of_the_first_case_is_the_same_each_time():
    one, two = (pairs.chart(show(View())) for _ in range(2))
    assert one.svg == two.svg and html.body(one) == html.body(two)
