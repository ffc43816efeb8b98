"""What order adds, in values and in lines."""

from helpers.case import dates
from helpers.case.allen import Order
from helpers.text import orders
from helpers.view import order
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.worlds import AFTER


def moved(shown):
    """List the points whose window order narrows."""
    own, found = shown.ordered.own, shown.ordered.found.windows
    return [point for point, window in own.items() if found[point] != window]


def told(*given):
    whens = {"A": dates.parse("2021-08"), "B": dates.parse("[2021-08-01..2021-09-11]"),
             "C": dates.parse("2019-03-01/2020")}  # fmt: skip
    return orders.values(*order.narrowed(whens, given))


def test_a_bound_is_given_with_the_chain_that_sets_it():
    found = told(Order("row:2", "A", "before", "B", 20))
    assert found["conflicts"] == []
    assert found["points"][1] == {
        "record": "B", "point": "at", "stated": ["2021-08-01", "2021-09-11"],
        "narrowed": ["2021-08-21", "2021-09-11"],
        "because": [["window:A", "row:2"], []],
    }  # fmt: skip
    assert orders.sentences(found).splitlines() == [
        "A: 2021-08-01 to 2021-08-31; by order not after 2021-08-22 by window:B, row:2",
        "B: 2021-08-01 to 2021-09-11;"
        " by order not before 2021-08-21 by window:A, row:2",
        "C begin: 2019-03-01",
        "C end: 2020-01-01 to 2020-12-31",
        "2 of 4 windows narrowed",
    ]


def test_what_cannot_all_be_so_is_a_line_and_moves_nothing():
    found = told(Order("row:2", "B", "before", "C"))
    assert found["conflicts"] == [["row:2", "window:B", "window:C"]]
    assert all(p["stated"] == p["narrowed"] for p in found["points"])
    lines = orders.sentences(found).splitlines()
    assert "cannot all be so: row:2, window:B, window:C" in lines
    assert lines[-1] == "0 of 4 windows narrowed"


# ---- of a case ----------------------------------------------------------------------


def shown_of(tmp_path, *given, view=(), **cells):
    case = worlds.small(tmp_path, worlds.in_order(*given, **cells))
    return Shown(case, View(**dict(view)))


def test_what_order_adds_is_counted_and_has_its_voice(tmp_path):
    shown = shown_of(tmp_path, AFTER)
    assert [row[1] for row in orders.narrowed(shown)] == ["E003"]
    assert str(orders.added(shown)) == (
        "What is said to come before what, and what was told by when, narrows one date:"
        " one becomes narrower, by 24 days. “Northland speaks of peace” (at"
        " some time in August 2021): by order not before 25 August 2021 (O001, by"
        " A digest). It rests on one voice; without A digest, one falls back."
    )
    assert orders.fall_back(shown) == [
        ("A digest", 1),
        ("O001: “The bridge falls” comes before “Northland speaks of peace”", 1),
    ]


def test_a_bound_where_none_was_is_new_and_has_no_number_of_days(tmp_path):
    told = str(orders.added(shown_of(tmp_path, AFTER, E003={"when_article": ""})))
    assert "narrows one date: one had no such bound at all." in told
    assert "becomes narrower" not in told


def test_only_dated_records_are_counted_and_no_source(tmp_path):
    """Trap 9: that undated pages are later than what they tell is no gain."""
    shown = shown_of(tmp_path, S003={"when_known": ""})
    assert [p.record for p in moved(shown)] == ["S003"]
    assert orders.narrowed(shown) == []
    assert str(orders.added(shown)) == ""


def test_orders_that_narrow_nothing_are_counted(tmp_path):
    shown = shown_of(tmp_path, AFTER, E003={"when_article": "2021-09-01"})
    assert str(orders.added(shown)) == (
        "Order narrows no date: one coded order fits the dates as stated."
    )


def test_a_relation_that_an_event_is_is_told_with_it(tmp_path):
    tables = worlds.in_order()
    for row in (tables["events"][0], tables["relations"][0]):
        row |= {"when_article": "", "when_known": ""}
    shown = Shown(worlds.small(tmp_path, tables), View())
    assert {p.record for p in moved(shown)} == {"E001", "R001"}
    assert [row[1] for row in orders.narrowed(shown)] == ["E001"]


def test_a_view_without_orders_says_nothing_of_them(tmp_path):
    tables = {**worlds.least(), "citations": [], "events": [], "participants": []}
    case = worlds.small(tmp_path, tables)
    assert str(orders.added(Shown(case, View()))) == ""


def test_what_cannot_all_be_so_is_told_with_who_disagrees(tmp_path):
    later = {"first_id": "E003", "second_id": "E004", "layer": "context",
             "chain": "S002"}  # fmt: skip
    shown = shown_of(tmp_path, AFTER, later)
    told = (
        "O001 (A digest) and O002 (The Gazette) cannot all be so: the dates stay as"
        " stated."
    )
    assert str(orders.apart(shown)) == told
    assert str(orders.added(shown)) == f"Order narrows no date. {told}"
    assert str(orders.apart(shown_of(tmp_path / "b", AFTER))) == ""


def test_a_conflict_names_the_dates_in_it_and_the_orders_by_rule(tmp_path):
    early = {"when_known": "2021-08-20"}
    shown = shown_of(tmp_path, S003=early)
    told = str(orders.apart(shown))
    assert "E004 by S003 (A digest), the date of E004 and the date of S003" in told
    assert told.endswith("cannot all be so: the dates stay as stated.")


def test_orders_that_fit_the_dates_are_counted_where_none_narrows(tmp_path):
    fits = {"first_id": "E001", "second_id": "E004"}
    assert str(orders.added(shown_of(tmp_path, fits))) == (
        "Order narrows no date: one coded order fits the dates as stated."
    )
    early = {"first_id": "E005", "second_id": "E001"}
    told = str(orders.added(shown_of(tmp_path / "b", fits, early)))
    assert told.startswith(
        "Order narrows no date: one coded order fits the dates as stated. O002"
    )


def test_of_what_has_no_first_day_the_number_is_told(tmp_path):
    shown = shown_of(tmp_path, E002={"when_article": "/2021-09"})
    assert str(orders.added(shown)).endswith(
        "Of one event no date and no order gives a first day."
    )
