"""Windows narrowed by order: the same as trying every placement."""

from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.case import allen, dates
from helpers.case.allen import Bound, Order, OrderError, Point, Window
from helpers.view import order
from helpers.view.order import narrow
from tests.once import some

PARTS = 4  # moments of a day, so that as many may follow each other within it
POINTS = [Point(f"E{n}", "at") for n in range(3)]


@st.composite
def worlds(draw):
    """Draw two or three windows of some days, and orders between them."""
    points = POINTS[: draw(st.integers(2, 3))]
    first = [draw(st.integers(0, 3)) for _ in points]
    last = [day + draw(st.integers(0, 2)) for day in first]
    windows = dict(zip(points, map(Window, first, last), strict=True))
    pairs, drawn = st.permutations(points), [st.integers(-2, 2), *[st.booleans()] * 2]
    bounds = [
        bound(f"O{n}", *draw(pairs)[:2], *map(draw, drawn))
        for n in range(draw(st.integers(0, 4)))
    ]
    return windows, bounds


def bound(fact, earlier, later, days, strict, counted):
    """Give a bound: days that are counted say nothing of hours."""
    return Bound(fact, earlier, later, days, strict and not counted, counted=counted)


def placements(windows, bounds):
    """List every way to place the points that all bounds allow: parts of days."""
    ranges = [
        range(w.earliest * PARTS, (w.latest + 1) * PARTS) for w in windows.values()
    ]
    place = {point: n for n, point in enumerate(windows)}
    rules = [(place[b.earlier], place[b.later], b) for b in bounds]
    return [
        at
        for at in product(*ranges)
        if all(holds(b, at[one], at[two]) for one, two, b in rules)
    ]


def holds(bound, one, two):
    """Whether two instants are as a bound has them: by the hours, or by the calendar.

    A strict bound is one of hours; where clocks differ it is one of days.
    """
    if bound.counted or bound.slack:
        return two // PARTS - one // PARTS >= bound.days - bound.slack
    return two - one >= bound.days * PARTS + bound.strict


def consistent(windows, bounds, facts):
    """Whether some facts alone can all hold, as every placement of them is tried."""
    held = [b for b in bounds if b.fact in facts]
    reach = 8  # beyond what the orders of a world come to
    known = {
        p: w if order.stated(p) in facts else Window(-reach, 3 + reach)
        for p, w in windows.items()
    }
    return bool(placements(known, held))


def check(windows, bounds):
    """See that windows are narrowed as trying every placement narrows them."""
    found, every = narrow(windows, bounds), placements(windows, bounds)
    assert bool(every) == (not found.conflicts)
    if every:
        days = [[at[n] // PARTS for at in every] for n in range(len(windows))]
        exact = [Window(min(those), max(those)) for those in days]
        assert [found.windows[p] for p in windows] == exact


@settings(max_examples=some(200), deadline=None)
@given(worlds())
def test_windows_are_those_of_all_placements(world):
    check(*world)


@pytest.mark.slow
def test_windows_are_those_of_all_placements_in_ten_thousand_worlds():
    chance = Random(20210911)
    for _ in range(10_000):
        points = POINTS[: chance.randint(2, 3)]
        first = [chance.randint(0, 3) for _ in points]
        windows = {
            p: Window(n, n + chance.randint(0, 2))
            for p, n in zip(points, first, strict=True)
        }
        bounds = [
            bound(f"O{n}", *chance.sample(points, 2), chance.randint(-2, 2),
                  chance.random() < 0.5, chance.random() < 0.5)
            for n in range(chance.randint(0, 4))
        ]  # fmt: skip
        check(windows, bounds)


@settings(deadline=None)
@given(worlds())
def test_a_conflict_cannot_hold_and_each_part_of_it_can(world):
    windows, bounds = world
    for conflict in narrow(windows, bounds).conflicts:
        assert not consistent(windows, bounds, conflict)
        for fact in conflict:
            assert consistent(windows, bounds, {*conflict} - {fact})


@settings(deadline=None)
@given(worlds())
def test_the_chain_of_a_bound_alone_sets_it_and_nothing_is_widened(world):
    windows, bounds = world
    found = narrow(windows, bounds)
    for point, window in windows.items():
        now = found.windows[point]
        assert now.earliest >= window.earliest and now.latest <= window.latest
        for nth, chain in enumerate(found.because.get(point, ())):
            assert bool(chain) == (now[nth] != window[nth])
            alone = {
                p: w if order.stated(p) in chain else Window()
                for p, w in windows.items()
            }
            held = [b for b in bounds if b.fact in chain]
            assert not chain or narrow(alone, held).windows[point][nth] == now[nth]


@settings(deadline=None)
@given(worlds(), st.integers(1, 2))
def test_slack_never_narrows_more_and_orders_alone_are_none_the_looser(world, slack):
    windows, bounds = world
    loose = [one._replace(slack=slack) for one in bounds]
    found, before = narrow(windows, loose), narrow(windows, bounds)
    if not before.conflicts:
        assert not found.conflicts
        for point, window in found.windows.items():
            tight = before.windows[point]
            assert window.earliest <= tight.earliest and window.latest >= tight.latest
            every = [at[[*windows].index(point)] // PARTS
                     for at in placements(windows, loose)]  # fmt: skip
            assert window == Window(min(every), max(every))
    alone = [set(facts) <= {b.fact for b in bounds} for facts in before.conflicts]
    assert not any(alone) or found.conflicts


@settings(max_examples=some(200), deadline=None)
@given(worlds(), st.booleans())
def test_what_is_before_by_order_alone_is_so_in_every_placement(world, slack):
    windows, bounds = world
    bounds = [b if b.counted else b._replace(days=0) for b in bounds]
    reach = {point: Window(0, 9) for point in windows}  # beyond what four orders take
    every = placements(reach, bounds)
    if not every:
        return
    loose = [one._replace(slack=int(slack)) for one in bounds]
    for one, two in permutations(windows, 2):
        a, b = (list(windows).index(point) for point in (one, two))
        chain = order.later(loose, one).get(two, ())
        assert bool(chain) == all(at[a] < at[b] for at in every)
        told = [b for b in bounds if b.fact in chain]
        assert not chain or order.later(told, one).get(two, ()) == chain


def test_what_is_before_on_the_same_day_is_before_and_a_day_has_hours():
    a, b, c = POINTS
    later = [Bound("O1", a, b, strict=True), Bound("O1", b, a, counted=True)]
    assert order.later(later, a).get(b, ()) == ("O1",)
    assert order.later(later, b).get(a, ()) == ()
    that_day = [*later, Bound("O2", b, c, counted=True)]
    assert order.later(that_day, a).get(c, ()) == ()
    next_day = [*later, Bound("O2", b, c, 1, counted=True)]
    assert order.later(next_day, a).get(c, ()) == ("O1", "O2")


def day(text):
    return dates.parse(text)


SPAN = day("2020/2021")


def test_the_shortest_chain_is_given_then_the_first_by_name():
    a, b, c, d = (Point(name, "at") for name in "ABCD")
    windows = {a: Window(5), b: Window(), c: Window(), d: Window()}
    long = [Bound("O1", a, b), Bound("O2", b, d)]
    found = narrow(windows, [*long, Bound("O4", a, c), Bound("O3", c, d)])
    assert found.because[d] == (("window:A", "O1", "O2"), ())
    found = narrow(windows, [*long, Bound("O9", a, d)])
    assert found.because[d] == (("window:A", "O9"), ())
    assert found.windows[d] == Window(5)


def test_before_lets_both_be_on_one_day_but_no_circle_closes():
    a, b = POINTS[:2]
    windows = {a: Window(7, 7), b: Window(7, 7)}
    one, other = Bound("O1", a, b, strict=True), Bound("O2", b, a)
    assert narrow(windows, [one]).conflicts == ()
    assert narrow(windows, [one, other]).conflicts == (("O1", "O2"),)
    assert narrow(windows, [other, other._replace(earlier=a, later=b)]).conflicts == ()


def test_what_conflicts_binds_nothing_and_the_rest_still_does():
    a, b, c = POINTS
    windows = {a: Window(5, 9), b: Window(1, 3), c: Window(1, 30)}
    bounds = [Bound("O1", a, b), Bound("O2", a, c)]
    found = narrow(windows, bounds)
    assert found.conflicts == (("O1", "window:E0", "window:E1"),)
    assert [found.windows[p] for p in (a, b)] == [windows[a], windows[b]]
    assert found.windows[c] == Window(5, 30)
    assert found.because[c] == (("window:E0", "O2"), ())


def test_an_order_against_its_own_dates_is_the_conflict_and_the_other_stays():
    a, b, c = POINTS
    windows = {a: Window(10, 10), b: Window(11, 11), c: Window(1, 30)}
    fits, off = (
        [Bound(fact, a, b, days, counted=True), Bound(fact, b, a, -days, counted=True)]
        for fact, days in (("O1", 1), ("O2", 2))
    )
    after = Bound("O3", b, c)
    for bounds in ([*fits, *off, after], [*off, after, *fits]):
        found = narrow(windows, bounds)
        assert found.conflicts == (("O2", "window:E0", "window:E1"),)
    found = narrow({**windows, b: Window(1, 30)}, [*fits, *off])
    assert found.conflicts == (("O1", "O2"),)


def test_an_order_that_is_loosened_may_be_off_by_a_day():
    a, b = POINTS[:2]
    windows = {a: Window(11, 11), b: Window(10, 10)}
    assert narrow(windows, [Bound("O1", a, b, strict=True)]).conflicts
    found = narrow(windows, [Bound("O1", a, b, strict=True, slack=1)])
    assert (found.conflicts, found.windows) == ((), windows)


def test_clocks_excuse_no_circle_of_orders():
    a, b = POINTS[:2]
    windows = {a: Window(1, 9), b: Window(1, 9)}
    circle = [Bound("O1", a, b, strict=True, slack=1), Bound("O2", b, a, slack=1)]
    assert narrow(windows, circle).conflicts == (("O1", "O2"),)
    later = Bound("O1", a, b, 1, counted=True)  # two days, loosened by one
    assert narrow(windows, [later, circle[1]]).conflicts == (("O1", "O2"),)


def test_days_that_are_counted_close_no_circle_of_hours():
    a, b, c = POINTS
    windows = dict.fromkeys(POINTS, Window(1, 9))
    later = [Bound("O1", a, b, strict=True), Bound("O2", b, c, strict=True)]
    that_day = Bound("O3", c, a, counted=True)
    assert not narrow(windows, [*later, that_day]).conflicts
    by_hours = that_day._replace(counted=False)
    assert narrow(windows, [*later, by_hours]).conflicts == (("O1", "O2", "O3"),)


def test_a_chain_of_strict_orders_of_any_length_fits_in_a_day():
    points = [Point(f"E{n}", "at") for n in range(50)]
    bounds = [
        Bound(f"O{n}", *pair, strict=True)
        for n, pair in enumerate(zip(points, points[1:], strict=False))
    ]
    found = narrow(dict.fromkeys(points, Window(3, 3)), bounds)
    assert not found.conflicts


# ---- records ----------------------------------------------------------------------


def windows_of(whens, *orders, **more):
    own, found = order.narrowed(
        {name: day(text) for name, text in whens.items()},
        [Order(f"O{n}", *one) for n, one in enumerate(orders, 1)], **more
    )  # fmt: skip
    return own, found


def iso(window):
    return [d and dates.date.fromordinal(d).isoformat() for d in window]


@pytest.mark.parametrize(
    "relation, point, window",
    [
        ("before", "at", [None, "2020-02-01"]),
        ("after", "at", ["2020-04-05", None]),
        ("not-after", "at", [None, "2020-02-01"]),
        ("begins-before", "at", [None, "2020-02-01"]),
        ("ends-before", "at", [None, "2020-04-05"]),
        ("during", "at", ["2020-02-01", "2020-04-05"]),
        ("starts", "at", ["2020-02-01", "2020-02-01"]),
        ("ends", "at", ["2020-04-05", "2020-04-05"]),
    ],
)
def test_a_relation_binds_a_moment_to_a_span(relation, point, window):
    whens = {"A": "", "B": "2020-02-01/2020-04-05"}
    _, found = windows_of(whens, ("A", relation, "B"))
    assert iso(found.windows[Point("A", point)]) == window


@pytest.mark.parametrize(
    "relation, begin, end",
    [
        ("during", ["2020-02-01", "2020-04-05"], ["2020-02-01", "2020-04-05"]),
        ("starts", ["2020-02-01", "2020-02-01"], ["2020-02-01", "2020-04-05"]),
        ("ends", ["2020-02-01", "2020-04-05"], ["2020-04-05", "2020-04-05"]),
        ("meets", [None, "2020-02-01"], ["2020-02-01", "2020-02-01"]),
        ("same-time", ["2020-02-01", "2020-02-01"], ["2020-04-05", "2020-04-05"]),
        ("before", [None, "2020-02-01"], [None, "2020-02-01"]),
        ("begins-before", [None, "2020-02-01"], [None, None]),
        ("ends-before", [None, "2020-04-05"], [None, "2020-04-05"]),
    ],
)
def test_a_relation_binds_a_span_to_a_span(relation, begin, end):
    own = {Point("A", "begin"): Window(), Point("A", "end"): Window()}
    known = allen.by_name(p for name in "AB" for p in allen.points(name, SPAN))
    for name, text in (("begin", "2020-02-01"), ("end", "2020-04-05")):
        own[Point("B", name)] = Window(*[day(text).begin[0].toordinal()] * 2)
    bounds = allen.bounds(Order("O1", "A", relation, "B"), known)
    bounds.append(Bound("", known["A"]["begin"], known["A"]["end"]))
    found = narrow(own, bounds)
    assert iso(found.windows[Point("A", "begin")]) == begin
    assert iso(found.windows[Point("A", "end")]) == end


def test_days_between_bind_both_ways():
    _, found = windows_of({"A": "2020-01-10", "B": ""}, ("A", "before", "B", 2, 5))
    assert iso(found.windows[Point("B", "at")]) == ["2020-01-12", "2020-01-15"]


def test_a_date_that_is_only_approximate_binds_no_other_unless_asked():
    whens = {"A": "2020-01-10~", "B": ""}
    _, found = windows_of(whens, ("A", "before", "B"))
    assert found.windows[Point("B", "at")] == Window()
    _, found = windows_of(whens, ("A", "before", "B"), approximate=3)
    assert iso(found.windows[Point("B", "at")]) == ["2020-01-07", None]
    _, found = windows_of({"A": "2020~", "B": "2020-03-01"}, ("B", "before", "A"))
    assert iso(found.windows[Point("A", "at")]) == ["2020-03-01", "2020-12-31"]
    _, found = windows_of({"A": "2020~", "B": "2021-03-01"}, ("B", "before", "A"))
    assert iso(found.windows[Point("A", "at")]) == ["2020-01-01", "2020-12-31"]
    assert found.because[Point("A", "at")] == ((), ()) and not found.conflicts


@pytest.mark.parametrize(
    "first, relation, second, told",
    [
        ("2020/..", "before", "2021", "A has no stated end, and before needs one"),
        ("2020", "during", "2020", "B is one moment, and during needs a span"),
        ("2020", "meets", "2020/2021", "A is one moment, and meets needs a span"),
        ("2020", "same-time", "2020/2021", "a moment and a span cannot be"),
    ],
)
def test_what_a_record_cannot_have_is_told(first, relation, second, told):
    with pytest.raises(OrderError, match=told):
        windows_of({"A": first, "B": second}, ("A", relation, "B"))


def test_nothing_ends_before_it_begins():
    whens = {"A": "2020/2020", "X": "2020-06-20"}
    _, found = windows_of(whens, ("X", "begins-before", "A"))
    for name in ("begin", "end"):
        point = Point("A", name)
        assert iso(found.windows[point]) == ["2020-06-20", "2020-12-31"]
        assert found.because[point] == (("window:X", "O1"), ())
