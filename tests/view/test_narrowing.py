"""What order adds to the dates of a case: by reading, view, voice and clock."""

from datetime import date

import pytest

from helpers.case.allen import Point
from helpers.view import narrowing
from helpers.view.parameters import ParameterError, View
from helpers.view.shown import Shown
from tests import worlds

AFTER = {"first_id": "E004", "second_id": "E003"}  # the bridge falls, then the speech
OUTSIDE = {"layer": "context", "chain": "S003"}
SPEECH = ["2021-08-01", "2021-08-31"]


def tables_of(*orders, places=(), **changes):
    """Give a timely world in which the speech is of August, and tells of nothing.

    ``changes`` are cells by record; ``places`` are those of the bridge and the speech.
    """
    tables = worlds.timely(*orders)
    tables["citations"] = [c | {"said_event_id": ""} for c in tables["citations"]]
    for row in [*tables["sources"], *tables["events"]]:
        row |= changes.get(row.get("event_id") or row["source_id"], {})
    if places:
        tables["places"] = [
            {"place_id": f"L00{n}", "name": f"Place {n}", "zone": zone}
            for n, zone in enumerate(dict.fromkeys(z for _, z in places), 1)
        ]  # fmt: skip
        for event, (place, _) in zip((3, 2), places, strict=True):
            tables["events"][event]["place_id"] = place
    return tables


def ordered(tmp_path, tables, **view):
    return narrowing.of(worlds.small(tmp_path, tables), View(**view))


def window(found, record, point="at"):
    days = found.found.windows[Point(record, point)]
    return [day and date.fromordinal(day).isoformat() for day in days]


# ---- clocks --------------------------------------------------------------------------

KABUL, PARIS = "Asia/Kabul", "Europe/Paris"


@pytest.mark.parametrize(
    "places, first",
    [
        ([("L001", KABUL), ("L001", KABUL)], "2021-08-26"),
        ([("L001", KABUL), ("L002", PARIS)], "2021-08-25"),
        ([("L001", ""), ("L001", "")], "2021-08-26"),  # the same place
        ([("L001", KABUL), ("", "")], "2021-08-25"),
        ((), "2021-08-25"),  # nobody knows where
    ],
)
def test_days_of_other_or_unknown_clocks_are_loosened_by_one(tmp_path, places, first):
    found = ordered(tmp_path, tables_of(AFTER, places=places))
    assert window(found, "E003") == [first, "2021-08-31"]


def test_two_places_of_one_zone_have_one_clock_and_of_none_two(tmp_path):
    tables = tables_of(AFTER, places=[("L001", KABUL), ("L001", KABUL)])
    tables["places"].append({"place_id": "L002", "name": "There", "zone": KABUL})
    tables["events"][2]["place_id"] = "L002"
    assert window(ordered(tmp_path, tables), "E003")[0] == "2021-08-26"
    for row in tables["places"]:
        row["zone"] = ""
    assert window(ordered(tmp_path, tables), "E003")[0] == "2021-08-25"


def test_a_relation_has_the_clock_of_the_event_that_it_is(tmp_path):
    tables = tables_of(places=[("L001", KABUL), ("L001", KABUL)])
    tables["events"][0]["place_id"] = "L001"
    case = worlds.small(tmp_path, tables)
    clocks = {r: narrowing.clock(case, r) for r in ("E001", "R001", "R002", "S001")}
    assert clocks == {"E001": KABUL, "R001": KABUL, "R002": "", "S001": ""}


# ---- readings ------------------------------------------------------------------------


def test_by_the_article_its_orders_bind_on_its_own_dates(tmp_path):
    later = {"first_id": "E003", "second_id": "E001", "chain": "S003<S002"} | OUTSIDE
    tables = tables_of({"first_id": "E001", "second_id": "E003"}, later)
    both, known, ours = (
        ordered(tmp_path, tables, dates=reading)
        for reading in ("both", "known", "article")
    )
    assert both.own == known.own and both.found == known.found
    assert [f for f in ours.held if f[0] == "O"] == ["O001"]
    assert [f for f in both.held if f[0] == "O"] == ["O001", "O002"]
    assert window(ours, "E001") == ["2021-08-16", "2021-09-01"]
    assert window(ours, "E003") == ["2021-08-15", "2021-08-31"]


@pytest.mark.parametrize("status", ["expected", "possible", "asked", "denied"])
def test_an_order_that_nobody_says_is_so_binds_nothing(tmp_path, status):
    found = ordered(tmp_path, tables_of(AFTER | {"status_article": status}))
    assert "O001" not in found.held and window(found, "E003") == SPEECH
    for told in ("happened", "reported", "claimed"):
        held = ordered(tmp_path, tables_of(AFTER | {"status_article": told})).held
        assert held["O001"].voices == {"S001"} and not held["O001"].rule


def test_the_status_of_an_order_is_that_of_the_reading(tmp_path):
    order = AFTER | {"status_article": "claimed", "status_known": "denied"}
    held = {
        reading: ordered(tmp_path, tables_of(order), dates=reading).held
        for reading in ("both", "known", "article")
    }
    assert ["O001" in held[r] for r in held] == [False, False, True]


def test_an_order_whose_points_a_reading_has_not_is_none_of_it(tmp_path):
    during = {"first_id": "E001", "relation": "during", "second_id": "E002"}
    tables = tables_of(during, E002={"when_article": "2015/2020", "when_known": "2018"})
    assert "O001" in ordered(tmp_path, tables, dates="article").held
    assert "O001" not in ordered(tmp_path, tables).held


# ---- begins and ends -----------------------------------------------------------------


def test_by_rule_only_a_begin_is_bounded_and_no_end(tmp_path):
    """Trap 6: to tell of something is not to say that it is over."""
    ended = {"when_article": "/2021-12", "when_known": ""}
    found = ordered(tmp_path, tables_of(E002=ended))
    assert window(found, "E002", "begin") == [None, "2021-09-12"]
    assert window(found, "E002", "end") == ["2021-12-01", "2021-12-31"]


def test_an_undated_bond_is_bounded_at_its_begin_and_has_an_end(tmp_path):
    """Trap 8: it is no moment; nobody says that it was over when it was told."""
    tables = tables_of()
    tables["memberships"] = [
        {"membership_id": "M001", "actor_id": "A004", "group_id": "A001",
         "kind": "part", "layer": "article"}
    ]  # fmt: skip
    tables["citations"].append({"record_id": "M001", "source_id": "S001",
                                "stance": "supports", "chain": "S001"})  # fmt: skip
    found = ordered(tmp_path, tables)
    assert window(found, "M001", "begin") == [None, "2021-09-12"]
    assert window(found, "M001", "end") == [None, None]
    assert found.begins("M001") == Point("M001", "begin")
    assert found.begins("E003") == Point("E003", "at")


# ---- what a view leaves out ----------------------------------------------------------


@pytest.mark.parametrize(
    "view",
    [
        {"exclude": ["O001"]},
        {"exclude": ["E004"]},
        {"exclude": ["S003"]},
        {"mute": ["The Gazette"]},
        {"orders_from": "without the gazette"},
        {"orders_from": "without A003"},
    ],
)
def test_what_rests_on_what_is_left_out_falls_back(tmp_path, view):
    tables = tables_of(AFTER | {"layer": "context", "chain": "S003<A003"})
    assert window(ordered(tmp_path, tables), "E003") == ["2021-08-25", "2021-08-31"]
    assert window(ordered(tmp_path, tables, **view), "E003") == SPEECH


def test_an_order_of_two_voices_stands_without_one_of_them(tmp_path):
    tables = tables_of(AFTER | {"chain": "S001<A001"})
    tables["citations"].append({"record_id": "O001", "source_id": "S003",
                                "stance": "supports",
                                "chain": "S003<A002"})  # fmt: skip
    for voice in ("A001", "A002"):
        found = ordered(tmp_path, tables, orders_from=f"without {voice}")
        assert "O001" in found.held
    found = ordered(tmp_path, tables)
    assert found.held["O001"].voices == {"A001", "A002"}
    assert {*found.held} - {*found.less("O001").held} == {"O001"}


def test_orders_that_follow_by_rule_have_a_voice_too(tmp_path):
    found = ordered(tmp_path, tables_of(E004={"when_known": ""}))
    assert window(found, "E004") == [None, "2021-10-11"]
    less = ordered(
        tmp_path, tables_of(E004={"when_known": ""}), orders_from="without S003"
    )
    assert window(less, "E004") == [None, None]


def test_a_voice_that_is_none_is_refused(tmp_path):
    with pytest.raises(ParameterError, match="orders_from = 'nobody': no voice of sm"):
        ordered(tmp_path, tables_of(AFTER), orders_from="without nobody")


@pytest.mark.parametrize(
    "view",
    [
        {"actors": ["A004"]}, {"start": "2021-09"}, {"end": "2021-08-20"},
        {"kinds": ["act"]}, {"layers": ["context"]}, {"statuses": ["denied"]},
        {"sources": ["S002"]}, {"voices": ["A004"]}, {"as_of": "2021-08-20"},
        {"order": "narrowed"},
    ],
)  # fmt: skip
def test_what_a_reader_looks_at_moves_no_date(tmp_path, view):
    case = worlds.small(tmp_path, tables_of(AFTER))
    found = Shown.of(case, View(**view)).ordered
    assert found.found.windows == Shown.of(case, View()).ordered.found.windows
    assert window(found, "E003") == ["2021-08-25", "2021-08-31"]


# ---- what cannot all be so -----------------------------------------------------------


def test_dates_of_a_conflict_stay_as_they_are_stated(tmp_path):
    early = {"first_id": "E005", "second_id": "E001"}  # October before August
    found = ordered(tmp_path, tables_of(early, AFTER))
    assert found.found.conflicts == (("O001", "window:E001", "window:E005"),)
    for record in ("E001", "E005"):
        point = Point(record, "at")
        assert found.found.windows[point] == found.own[point]
        assert (
            found.found.because[point] == ((), ())
            if point in found.found.because
            else True
        )
    assert window(found, "E003") == ["2021-08-25", "2021-08-31"]
    assert "O001" not in {bound.fact for bound in found.sound}
    assert "O002" in {bound.fact for bound in found.sound}


# ---- which came first ----------------------------------------------------------------


OPEN = ("open", ()), ("open", ())


def turn(tmp_path, tables, first, second, **view):
    found = ordered(tmp_path, tables, **view)
    return found.turn(first, second), found.turn(second, first)


def first_by(*facts):
    return ("before", facts), ("after", facts)


def test_dates_tell_which_came_first_without_a_reason(tmp_path):
    assert turn(tmp_path, tables_of(), "E001", "E004") == (
        ("before", ()),
        ("after", ()),
    )


def test_narrowed_windows_tell_which_came_first_and_why(tmp_path):
    tables = tables_of(AFTER | {"at_least": "3"}, E001={"when_known": "2021-08-23"})
    facts = ("window:E001", "window:E004", "O001")
    assert turn(tmp_path, tables, "E001", "E003") == (
        ("before", facts),
        ("after", facts),
    )


def test_other_clocks_leave_open_what_is_a_day_apart(tmp_path):
    tables = tables_of(AFTER, E004={"when_known": "2021-08-25"})
    assert window(ordered(tmp_path, tables), "E003")[0] == "2021-08-24"
    assert turn(tmp_path, tables, "E001", "E003") == OPEN
    later = tables_of(AFTER, E004={"when_known": "2021-08-26"})
    assert turn(tmp_path, later, "E001", "E003")[0][0] == "before"


def test_order_alone_tells_which_came_first_and_why(tmp_path):
    between = {"first_id": "E004", "relation": "not-after", "second_id": "E005"}
    blank = {"when_known": "", "status_known": "happened"}
    tables = tables_of(AFTER | {"first_id": "E005"}, between, E004=blank, E005=blank,
                       E003={"when_article": ""})  # fmt: skip
    facts = ("O002", "O001")
    assert turn(tmp_path, tables, "E004", "E003") == (
        ("before", facts),
        ("after", facts),
    )
    assert turn(tmp_path, tables, "E004", "E005") == (("open", ()), ("open", ()))
    assert turn(tmp_path, tables, "E004", "E003", exclude=["O001"])[0] == ("open", ())


def test_on_one_day_the_order_of_hours_tells(tmp_path):
    same = {"when_known": "2021-08-26"}
    places = [("L001", KABUL), ("L001", KABUL)]
    tables = tables_of(AFTER | {"at_most": "0"}, places=places, E003=same, E004=same)
    assert turn(tmp_path, tables, "E004", "E003") == first_by("O001")


def test_of_what_is_left_out_nothing_is_told(tmp_path):
    tables = tables_of(AFTER)
    assert turn(tmp_path, tables, "E004", "E003", exclude=["E003"]) == OPEN


def test_an_order_in_a_conflict_tells_nothing(tmp_path):
    circle = {"first_id": "E003", "second_id": "E004"} | OUTSIDE
    blank = {"E003": {"when_article": ""}, "E004": {"when_known": ""}}
    tables = tables_of(AFTER, circle, **blank)
    assert ordered(tmp_path, tables).found.conflicts == (("O001", "O002"),)
    assert turn(tmp_path, tables, "E004", "E003") == OPEN
    early = {"first_id": "E005", "second_id": "E001"}  # October before August
    onward = {"first_id": "E001", "second_id": "E003"}
    tables = tables_of(early, onward, E003={"when_article": ""})
    assert turn(tmp_path, tables, "E005", "E003")[0][0] == "after"


def test_a_bound_that_the_calendar_lacks_is_none(tmp_path):
    after = worlds.AFTER | {"relation": "after", "at_least": "99999"}
    tables = worlds.in_order(
        after, E004={"when_known": "0200-05-05"}, E003={"when_article": ""}
    )
    found = ordered(tmp_path, tables)
    assert found.found.windows[Point("E003", "at")].earliest is None


def test_of_a_date_that_is_only_about_then_order_is_asked_first(tmp_path):
    tables = worlds.in_order(
        worlds.AFTER | {"relation": "after"},
        E003={"when_article": "2021-08-20~"},
        E004={"when_known": "2021-08-20~"},
    )
    assert turn(tmp_path, tables, "E003", "E004") == first_by("O001")
