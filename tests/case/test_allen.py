"""What an order says: bounds on the begins and ends of two records."""

from datetime import date

import pytest

from helpers.case import allen, dates, schema
from helpers.case.allen import AT, BEGIN, END, Bound, Order, OrderError, Point, Window
from tests import worlds

SPAN, DAY = "2020-02-01/2020-04-05", "2020-02-01"
A_BEGIN, A_END, A_AT = (Point("A", name) for name in (BEGIN, END, AT))
B_BEGIN, B_END, B_AT = (Point("B", name) for name in (BEGIN, END, AT))


def bounds(first, relation, second, *days, slack=0):
    whens = {"A": first, "B": second}
    points = [p for one in whens for p in allen.points(one, dates.parse(whens[one]))]
    order = Order("O1", "A", relation, "B", *days)
    return allen.bounds(order, allen.by_name(points), slack)


def days(window):
    return [day and date.fromordinal(day).isoformat() for day in window]


# ---- relations ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "relation, told",
    [
        ("before", [(A_END, B_BEGIN, True)]),
        ("after", [(B_END, A_BEGIN, True)]),
        ("not-after", [(A_BEGIN, B_BEGIN, False)]),
        ("begins-before", [(A_BEGIN, B_BEGIN, True)]),
        ("ends-before", [(A_END, B_END, True)]),
        ("during", [(B_BEGIN, A_BEGIN, False), (A_END, B_END, False)]),
        ("starts", [(A_BEGIN, B_BEGIN, False), (B_BEGIN, A_BEGIN, False),
                    (A_END, B_END, False)]),
        ("ends", [(B_BEGIN, A_BEGIN, False), (A_END, B_END, False),
                  (B_END, A_END, False)]),
        ("meets", [(A_END, B_BEGIN, False), (B_BEGIN, A_END, False)]),
        ("same-time", [(A_BEGIN, B_BEGIN, False), (B_BEGIN, A_BEGIN, False),
                       (A_END, B_END, False), (B_END, A_END, False)]),
    ],
)  # fmt: skip
def test_a_relation_is_bounds_on_begins_and_ends(relation, told):
    found = bounds(SPAN, relation, SPAN)
    assert [(b.earlier, b.later, b.strict) for b in found] == told
    assert {(b.fact, b.days, b.slack, b.counted) for b in found} == {
        ("O1", 0, 0, False)
    }


def test_each_relation_of_the_table_is_one_here():
    assert {*allen.RELATIONS} == {*schema.ORDERS}


def test_a_moment_is_begin_and_end_of_itself():
    assert bounds(DAY, "before", SPAN) == [Bound("O1", A_AT, B_BEGIN, strict=True)]
    assert bounds(SPAN, "before", DAY) == [Bound("O1", A_END, B_AT, strict=True)]
    assert bounds(DAY, "same-time", DAY)[:2] == [
        Bound("O1", A_AT, B_AT), Bound("O1", B_AT, A_AT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "first, relation, second, told",
    [
        ("2020/..", "before", DAY, "A has no stated end, and before needs one"),
        (DAY, "after", "2020/..", "B has no stated end, and after needs one"),
        (SPAN, "during", DAY, "B is one moment, and during needs a span"),
        (DAY, "starts", DAY, "B is one moment, and starts needs a span"),
        (SPAN, "ends", DAY, "B is one moment, and ends needs a span"),
        (DAY, "meets", SPAN, "A is one moment, and meets needs a span"),
        (SPAN, "meets", DAY, "B is one moment, and meets needs a span"),
        (DAY, "same-time", SPAN, "a moment and a span cannot be at the same time"),
    ],
)
def test_a_point_that_a_record_lacks_is_a_clause(first, relation, second, told):
    with pytest.raises(OrderError, match=told):
        bounds(first, relation, second)


def test_a_begin_needs_no_end():
    for relation in ("begins-before", "not-after"):
        assert bounds("2015/..", relation, "2019-09~/")


# ---- days between -------------------------------------------------------------------


def test_days_between_are_counted_both_ways_and_leave_the_order_as_it_is():
    order, least, most = bounds(DAY, "before", DAY, 2, 5)
    assert order == Bound("O1", A_AT, B_AT, strict=True)
    assert least == Bound("O1", A_AT, B_AT, 2, counted=True)
    assert most == Bound("O1", B_AT, A_AT, -5, counted=True)


def test_no_day_at_least_says_nothing_and_no_day_at_most_says_the_same_day():
    assert len(bounds(DAY, "before", DAY, 0)) == 1
    assert bounds(DAY, "before", DAY, None, 0)[1:] == [
        Bound("O1", B_AT, A_AT, 0, counted=True)
    ]


def test_after_counts_from_the_second():
    _, least, most = bounds(DAY, "after", DAY, 2, 5)
    assert (least.earlier, least.later, least.days) == (B_AT, A_AT, 2)
    assert (most.earlier, most.later, most.days) == (A_AT, B_AT, -5)


@pytest.mark.parametrize("relation", ["during", "starts", "ends", "meets", "same-time"])
def test_days_are_between_two_points_only(relation):
    told = f"{relation} takes no at_least and no at_most; leave them blank"
    for few in ((0,), (None, 3)):
        with pytest.raises(OrderError, match=told):
            bounds(SPAN, relation, SPAN, *few)


def test_at_least_over_at_most_is_a_clause():
    with pytest.raises(OrderError, match="at_least = 3 is more than at_most = 2; corr"):
        bounds(DAY, "before", DAY, 3, 2)
    assert bounds(DAY, "before", DAY, 3, 3)


def test_slack_loosens_days_and_the_day_of_an_order_and_not_its_turn():
    order, least, most = bounds(DAY, "before", DAY, 2, 5, slack=1)
    assert order == Bound("O1", A_AT, B_AT, strict=True, slack=1)
    assert (least.days, most.days) == (1, -6)
    assert (least.slack, most.slack) == (0, 0)


def test_slack_of_one_day_between_still_says_so_much():
    order, least = bounds(DAY, "before", DAY, 1, slack=1)
    assert order.slack == 1 and least.days == 0 and least.counted


# ---- the points of a record ---------------------------------------------------------


@pytest.mark.parametrize(
    "text, lasts, told",
    [
        (DAY, False, {AT: [DAY, DAY]}),
        ("[2020-02-01..]", True, {AT: [DAY, None]}),
        (SPAN, False, {BEGIN: [DAY, DAY], END: ["2020-04-05", "2020-04-05"]}),
        ("2020/..", True, {BEGIN: ["2020-01-01", "2020-12-31"]}),
        ("2020~/", True, {BEGIN: ["2020-01-01", "2020-12-31"],
                          END: ["2020-01-01", None]}),
        ("/2020", True, {BEGIN: [None, "2020-12-31"],
                         END: ["2020-01-01", "2020-12-31"]}),
        ("", False, {AT: [None, None]}),
        ("", True, {BEGIN: [None, None], END: [None, None]}),
    ],
)  # fmt: skip
def test_the_points_of_a_date(text, lasts, told):
    found = allen.points("A", dates.parse(text), lasts)
    assert {point.name: days(window) for point, window in found.items()} == told
    assert {point.record for point in found} == {"A"}


def points_of(tmp_path, record, reading="both", article="2021-09-11", **tables):
    case = worlds.small(tmp_path, worlds.copy() | tables)
    day = article and date.fromisoformat(article)
    found = allen.points_of(case.by_id[record], reading, day)
    return {point.name: days(window) for point, window in found.items()}


def test_a_reading_dates_the_points_of_a_row(tmp_path):
    windows = {
        "article": ["2021-08-16", "2021-09-11"],
        "known": ["2021-08-23", "2021-08-23"],
        "both": ["2021-08-23", "2021-08-23"],
    }
    for reading, told in windows.items():
        assert points_of(tmp_path, "E001", reading) == {AT: told}


def test_the_day_of_the_article_is_no_end_of_what_was_last_seen_then(tmp_path):
    begin = {BEGIN: ["2015-01-01", "2015-12-31"]}
    assert points_of(tmp_path, "E002") == begin
    end = {END: ["2021-09-11", "2021-09-11"]}
    assert points_of(tmp_path, "E002", article="2021-09-12") == begin | end
    assert points_of(tmp_path, "E002", article="") == begin | end
    events = worlds.copy()["events"]
    events[1]["extent"] = "act"
    assert points_of(tmp_path, "E002", events=events) == begin | end


def test_an_undated_membership_lasts_and_an_undated_act_is_one_moment(tmp_path):
    bond = {"membership_id": "M001", "actor_id": "A004", "group_id": "A001",
            "kind": "part", "layer": "article"}  # fmt: skip
    events = worlds.copy()["events"]
    del events[2]["when_article"]
    tables = {"memberships": [bond], "events": events}
    assert {*points_of(tmp_path, "M001", **tables)} == {BEGIN, END}
    assert {*points_of(tmp_path, "E003", **tables)} == {AT}
    events[2]["extent"] = "state"
    assert {*points_of(tmp_path, "E003", **tables)} == {BEGIN, END}
    assert {*points_of(tmp_path, "S003", "article", **tables)} == {AT}


def test_points_are_found_by_record_and_name():
    points = [*allen.points("A", dates.parse(SPAN)), *allen.points("B", dates.NONE)]
    assert allen.by_name(points) == {
        "A": {BEGIN: A_BEGIN, END: A_END}, "B": {AT: B_AT},
    }  # fmt: skip
    assert allen.points("B", dates.NONE) == {B_AT: Window()}


def test_an_order_is_read_off_its_row(tmp_path):
    orders = [
        {"order_id": "O001", "first_id": "E001", "relation": "before",
         "second_id": "E004", "at_least": "0", "at_most": "3", "layer": "article"},
        {"order_id": "O002", "first_id": "E001", "relation": "after",
         "second_id": "E002", "layer": "article"},
    ]  # fmt: skip
    rows = worlds.small(tmp_path, worlds.copy() | {"orders": orders}).rows("orders")
    assert [allen.order_of(row) for row in rows] == [
        Order("O001", "E001", "before", "E004", 0, 3),
        Order("O002", "E001", "after", "E002"),
    ]
