"""Events and orders of one's own: what is read, and what is refused in a sentence."""

import pytest

from helpers.case.allen import Order, OrderError
from helpers.view import ordered

EVENTS = "id,when,note\nA,2021-08,x\nB,[2021-08-01..2021-09-11],\nC,2019/..,\nD,,\n"


def read(folder, orders, events=EVENTS):
    (folder / "events.csv").write_text(events, encoding="utf-8")
    (folder / "orders.csv").write_text(orders, encoding="utf-8")
    return ordered.read(folder / "events.csv", folder / "orders.csv")


def test_an_order_is_called_by_its_row(tmp_path):
    whens, orders = read(tmp_path, "first,relation,second,at_most\n\nA,before,B,3\n")
    assert [*whens] == ["A", "B", "C", "D"] and not whens["D"].dated
    assert orders == [Order("row:3", "A", "before", "B", None, 3)]


@pytest.mark.parametrize(
    "row, told",
    [
        ("A,before,X", "2: second = 'X' is no id of the events; add it there, or"),
        ("A,befor,B", "2: relation = 'befor' is none, did you mean 'before'? Allowed:"),
        ("A,before,A", "2: 'A' is ordered with itself; remove the row."),
        ("C,before,B", "2: C has no stated end, and before needs one."),
        ("A,during,B", "2: B is one moment, and during needs a span."),
        ("A,before,B,5,2", "2: at_least = 5 is more than at_most = 2; correct one"),
        ("A,before,B,-1", "2: at_least = '-1' is no number of days; write one"),
        (f"A,before,B,{'9' * 5000}", "2: at_least = '9999"),
        ("A,same-time,B,1", "2: same-time takes no at_least and no at_most; leave"),
        (",before,B", "2: first = '' is no id of the events; add it there"),
    ],
)
def test_an_order_that_cannot_be_is_a_sentence_with_its_row(tmp_path, row, told):
    row += "," * (4 - row.count(","))
    with pytest.raises(OrderError) as caught:
        read(tmp_path, f"first,relation,second,at_least,at_most\n{row}\n")
    assert str(caught.value).startswith(f"orders.csv:{told}")
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    "events, told",
    [
        ("id,when\nA,2021\nA,2022\n", "events.csv:3: 'A' is there twice; give each"),
        ("id,when\nA,soon\n", "events.csv:2: when = 'soon': 'soon' is not an EDTF"),
        ("id,when\n,2021\n", "events.csv:2: id is blank; fill it, or remove the row."),
        ("name,when\nA,2021\n", "events.csv:1: the header has no id; write id,when."),
        ("", "events.csv"),
    ],
)
def test_events_that_cannot_be_read_are_told(tmp_path, events, told):
    with pytest.raises(OrderError) as caught:
        read(tmp_path, "first,relation,second\n", events)
    assert str(caught.value).startswith(told)


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    with pytest.raises(OrderError) as caught:
        read(tmp_path, "first,relation,second\nA,before,X\nA,nach,B\n")
    assert str(caught.value).count("orders.csv:") == 2
