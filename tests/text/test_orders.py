"""What order adds, in values and in lines."""

from helpers.case import dates
from helpers.case.allen import Order
from helpers.text import orders
from helpers.view import order


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
