"""What the actors in focus do together, or to each other, each episode once."""

import pytest

from helpers.view import focus, naming, parameters, select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds


def test_acts_of_one_episode_count_once(tmp_path):
    tables = worlds.copy()
    act = tables["relations"][0]
    tables["relations"] += [
        act | {"relation_id": "R003", "fact": "R03", "event_id": "E004"},
        act | {"relation_id": "R004", "fact": "R04", "event_id": ""},
    ]
    tables["events"][3]["part_of"] = "E001"
    tables["citations"] += [
        tables["citations"][-2] | {"record_id": record} for record in ("R003", "R004")
    ]
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    shown = Shown(case, View())
    rows = focus.attested(focus.between(shown))
    assert focus.episodes(case, rows) == ["E001", "R04"]
    assert focus.records(case, rows) == ("E001", "R004")
    assert focus.fewest(case, rows) == 2
    kept = select.exclude(case, {"E001"})  # an episode without its first event is one
    rows = focus.attested(focus.between(Shown(kept, View())))
    assert list(rows.relation_id) == ["R001", "R003", "R004"]
    assert focus.episodes(kept, rows) == ["R01", "R04"]
    assert focus.records(kept, rows) == ("R001", "R004")


def test_an_act_of_help_is_no_part_of_the_harm_that_it_ends(tmp_path):
    tables = worlds.copy()
    act = tables["relations"][0]
    tables["relations"] += [
        act | {"relation_id": "R003", "fact": "R03", "event_id": "E004"},
        act | {"relation_id": "R004", "fact": "R04", "event_id": "E005", "sign": "-"},
    ]
    for nth in (3, 4):
        tables["events"][nth]["part_of"] = "E001"
    for sign, told in (("+", ["E001", "E001", "E005"]), ("", ["E001"] * 3)):
        tables["relations"][0] = act | {"sign": sign}
        case = worlds.small(tmp_path / f"of{sign}", tables, focus=["A001", "A002"])
        ties = [row for row in case.rows("relations") if row.event_id]
        assert [focus.episode(case, row) for row in ties] == told


def test_relations_of_the_pair_are_rolled_up_and_the_articles_own(tmp_path):
    tables = worlds.copy()
    base = tables["relations"][1]
    tables["relations"] += [
        base | {"relation_id": "R003", "target_actor": "A003"},
        base | {"relation_id": "R004", "layer": "context"},
    ]
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    found = focus.between(Shown(case, View()))
    assert list(found.relation_id[found.layer == "article"]) == ["R001", "R002"]


def test_what_the_article_tells_is_read_by_its_own_status(tmp_path):
    tables = worlds.copy()
    tables["relations"][0]["status_known"] = "denied"
    tables["relations"].append(
        tables["relations"][0] | {"relation_id": "R003", "layer": "context"}
    )
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    rows = focus.of_article(Shown(case, View()))
    assert list(rows.relation_id) == ["R001", "R002"]
    assert list(rows.told) == ["claimed", "possible"]
    muted = Shown.of(case, parameters.view({"mute": ["A004"]}))
    assert list(focus.of_article(muted).relation_id) == ["R002"]


def test_what_counts_on_the_day_is_what_the_view_remembers(tmp_path):
    tables = worlds.copy()
    act = tables["relations"][0]
    for nth, when in enumerate(("2020-03-01", "2019-09~/", "2021-08-30"), 3):
        tables["relations"].append(
            act | {"relation_id": f"R00{nth}", "when_known": when}
        )
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])

    def counting(*how, **given):
        shown = Shown(case, parameters.view(given))
        rows = focus.attested(focus.between(shown))
        return list(focus.counting(shown, rows, *how).relation_id)

    assert counting("certain", "possible") == ["R001", "R004", "R005"]
    assert counting("certain") == ["R001", "R005"]
    some = counting("certain", "possible", memory="ever")
    assert some == ["R001", "R003", "R004", "R005"]
    assert counting("certain", as_of="2020-06") == ["R003", "R004"]


def test_what_came_after_is_of_both_and_in_order(tmp_path):
    tables = worlds.copy()
    base = tables["events"][4]  # Southland speaks alone, on 9 October
    tables["events"] += [
        base | {"event_id": "E006", "when_known": "2021-10-08"},
        base | {"event_id": "E007", "when_known": "2021-10-08/2021-10-10"},
        base | {"event_id": "E008", "when_known": "2021-09-11"},
        base | {"event_id": "E009", "status_known": "expected"},  # by the article's day
    ]
    act = tables["relations"][0] | {"layer": "context"}
    tables["relations"] += [
        act | {"relation_id": "R003", "event_id": "E006"},
        act | {"relation_id": "R004", "event_id": ""},
    ]
    tables["citations"].append(
        {"record_id": "R004", "source_id": "S003", "stance": "supports",
         "chain": "S003<A002", "said_event_id": "E005"}
    )  # fmt: skip
    tables["participants"] += [
        {"event_id": event, "actor_id": actor, "role": "party", "layer": "context"}
        for event in ("E007", "E008", "E009")
        for actor in ("A004", "A002")
    ]
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    rows = focus.afterwards(Shown(case, View()))
    assert [row.event_id for row in rows] == ["E006", "E007", "E005"]
    assert focus.afterwards(Shown(case, View(dates="article"))) == []


def test_acts_come_by_how_near_they_are_to_what_is_asked(tmp_path):
    tables = worlds.copy()
    act = tables["relations"][0] | {"event_id": ""}
    tables["relations"] = [
        act | {"relation_id": "R001", "source_actor": "A003"},  # two in focus
        act | {"relation_id": "R002", "status_known": "possible"},  # a prospect
        act | {"relation_id": "R003", "basis": "statement"},  # words
        act | {"relation_id": "R004", "sign": "-", "against": "A003"},  # no help
        act | {"relation_id": "R005", "against": "A003"},
        act | {"relation_id": "R006", "source_actor": "A004", "target_actor": "A005"},
    ]
    tables["actors"].append({"actor_id": "A005", "name": "The Band", "kind": "group"})
    focused = worlds.small(tmp_path, tables, focus=["A001", "A002", "A003"])
    found = focus.acts(Shown(focused, View()))
    near = [(row[1], focus.nearness(focused, row)) for row in found]
    assert near == [("R005", 0), ("R004", 1), ("R001", 2), ("R006", 3)]
    free = worlds.small(tmp_path / "free", tables)
    assert {focus.nearness(free, row) for row in focus.acts(Shown(free, View()))} == {3}


def test_of_a_view_without_acts_its_ties_are_what_may_fall_or_else_its_events(tmp_path):
    tables = worlds.copy()
    tables["relations"][0]["basis"] = "condition"
    case = worlds.small(tmp_path, tables)
    assert [row[1] for row in focus.acts(Shown(case, View()))] == ["R001"]
    tables["relations"] = []
    case = worlds.small(tmp_path / "bare", tables)
    found = focus.acts(Shown(case, View()))
    assert [row[1] for row in found] == ["E001", "E002", "E003", "E004", "E005"]


def test_acts_are_read_by_the_article_where_nothing_else_is_asked(tmp_path):
    tables = worlds.copy()
    tables["relations"][0] |= {"status_article": "possible"}
    case = worlds.small(tmp_path, tables)
    assert [row[1] for row in focus.acts(Shown(case, View()))] == ["R001"]
    alone = Shown(case, View(dates="article"))
    assert {row[1][0] for row in focus.acts(alone)} == {"E"}


@pytest.mark.parametrize(
    ("signs", "side", "joint"),
    [
        ("++", "+", "Northland-Southland cooperation"),
        ("+-", "+", "Northland-Southland cooperation"),
        ("--", "-", "hostility between Northland and Southland"),
        ("~-", "-", "hostility between Northland and Southland"),
        ("~~", "+", "Northland-Southland cooperation"),
    ],
)
def test_two_who_only_act_against_each_other_are_read_by_that(
    tmp_path, signs, side, joint
):
    tables = worlds.copy()
    tables["actors"][3]["acts_for"] = ""
    for row, sign in zip(tables["relations"], signs, strict=True):
        row |= {"sign": sign, "source_actor": "A001"}
    case = worlds.small(tmp_path, tables, focus=["A001", "A002", "A004"])
    assert (case.side, naming.joint(case)) == (side, joint)
    assert naming.in_focus(case) == ("Northland-Southland", "")
    of_side = [f"R00{n}" for n, sign in enumerate(signs, 1) if sign == side]
    assert list(focus.between(Shown(case, View())).relation_id) == of_side
    left = {row.relation_id for row in case.rows("relations") if row.sign == "+"}
    assert select.exclude(case, left).side == side  # whatever a view leaves out
