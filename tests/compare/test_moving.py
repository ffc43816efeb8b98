"""What moves from view to view, and what does not."""

import pytest

from helpers.case import cases
from helpers.compare import direct, findings, moving
from helpers.compare.findings import Finding, Outcome
from helpers.compare.variations import Variation
from helpers.text import verdicts
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.compare.outcomes import BASE, SAME, counted, outcome


def test_what_is_the_same_moves_nothing():
    assert moving.moves([BASE, outcome("sources", "S002", *SAME)]) == []


def test_a_move_tells_what_went_and_what_came():
    other = outcome("sources", "S002", counted("events", "E002", "E003"))
    (move,) = moving.moves([BASE, other])
    assert (move.name, move.gone, move.come) == ("events", ["E001"], ["E003"])
    assert verdicts.change(move) == "≠2 (still 2, but not the same two)"


def test_in_a_list_of_all_voices_whoever_is_left_out_is_counted_nowhere():
    base = outcome("base", "", counted("first_voices", "A001", "A002", "A003"))
    alone = outcome("voices", "A001", counted("first_voices", "A002", "A003"))
    more = outcome("voices", "A002", counted("first_voices", "A001"))
    (move,) = moving.moves([base, alone, more])
    assert (move.variation.subject, move.gone) == ("A002", ["A003"])
    assert verdicts.change(move) == "2 → 1"


def test_a_voice_less_behind_an_act_is_a_move():
    base = outcome("base", "", counted("voices_of_episodes_against", "A001", "A002"))
    alone = outcome("voices", "A001", counted("voices_of_episodes_against", "A002"))
    (move,) = moving.moves([base, alone])
    assert (move.gone, verdicts.change(move)) == (["A001"], "2 → 1")


def test_a_finding_that_is_no_count_is_never_hidden():
    told = [Finding(name="first_voices", value=v, items=i)
            for v, i in ((0.9, ["A001"]), (0.2, []))]  # fmt: skip
    (move,) = moving.moves([outcome("base", "", told[0]),
                           outcome("voices", "A001", told[1])])  # fmt: skip
    assert (move.before.value, move.after.value) == (0.9, 0.2)


def test_without_mckenzie_episodes_rest_on_one_voice_less(around):
    (move,) = [m for m in moving.moves(around) if m.name == "voices_of_episodes_against"
               and m.variation.subject == "A046"]  # fmt: skip
    assert move.gone == ["A046"]


def test_without_morgan_he_himself_is_not_among_those_missed(around):
    (move,) = [m for m in moving.moves(around) if m.name == "first_voices"
               and m.variation.subject == "A032"]  # fmt: skip
    assert "A032" not in move.gone and verdicts.change(move) == "8 → 6"


def test_what_a_view_does_not_ask_for_neither_moves_nor_holds(world):
    outcomes = [BASE, outcome("reading", "", SAME[0], label="by known dates"),
                outcome("sources", "S002", SAME[0])]  # fmt: skip
    assert moving.moves(outcomes) == [] and moving.held(outcomes) == ["events"]
    assert str(verdicts.picture(Shown(world, View()), outcomes)).split("\n")[-1] == (
        "By known dates: nothing changes; not counted: ties on the day."
    )


def test_what_moves_most_findings_comes_first_then_what_takes_most():
    base = outcome("base", "", counted("events", *"abcd"), counted("ties", "a"))
    rows = [
        outcome("sources", "S002", counted("events", *"abc"), base.findings[1]),
        outcome("sources", "S003", counted("events"), base.findings[1]),
        outcome("sources", "S004", counted("events", *"abc"), counted("ties")),
    ]
    found = moving.by_variation(moving.moves([base, *rows]))
    assert [one.subject for one in found] == ["S004", "S003", "S002"]


def test_a_view_moves_nothing_against_itself(daesh_k):
    same = outcome("list", "", *findings.of(Shown(daesh_k, View())))
    assert moving.moves([same, same]) == []


def test_a_finding_that_only_one_view_has_is_no_move():
    outcomes = [
        outcome("base", "", counted("n")),
        outcome("list", "", counted("m", "E001")),
    ]
    assert moving.moves(outcomes) == []
    assert list(moving.lacking(outcomes).values()) == [["n"]]


def test_a_base_alone_moves_nothing():
    assert moving.moves([outcome("base", "", counted("n"))]) == []


# ---- how far a finding moves -------------------------------------------------------


def valued(value):
    return Finding(name="n", value=value)


def grid(value, **values):
    """Make what a view of a grid comes to: one finding, or none."""
    label = ", ".join(map(str, values.values()))
    return Outcome(
        Variation("grid", label, values, ""), () if value is None else (valued(value),)
    )


def reach(base, *others):
    """Say how far a finding moves over views, each at a memory of its own."""
    made = [grid(value, memory=nth) for nth, value in enumerate(others)]
    outcomes = [outcome("base", "", valued(base)), *made]
    return moving.reach(valued(base), outcomes, moving.moves(outcomes))


def test_a_number_reaches_from_its_least_to_its_most():
    found = reach(10, 5, 10, 12)
    assert (found.ends, found.far, found.moved, found.of) == ((5, 12), 0.5, 2, 3)
    assert [one.label for one in found.by] == ["0"] and found.values == [5, 12]
    assert found.whole


def test_a_share_of_nothing_is_one_of_one():
    assert reach(0, 3).far == 3 and reach(0, 0).far == 0


@pytest.mark.parametrize("base, other", [("yes", "no"), (True, False), (3, "three")])
def test_what_is_no_number_has_no_ends(base, other):
    found = reach(base, other)
    assert (found.ends, found.far, found.moved, found.values) == ((), 0, 1, [other])


def test_a_view_without_the_finding_is_not_counted():
    found = reach(10, None, 11)
    assert (found.of, found.moved, found.whole) == (1, 1, False)


@pytest.mark.parametrize("value, told", [(10**400, 1e300), (-8e307, -1e300), (7, 7.0)])
def test_a_number_however_large_can_be_counted_on_with(value, told):
    assert moving.plain(value) == told


def test_the_value_that_all_that_move_most_share_and_no_other_has_is_named():
    made = [grid(1 + (dates == "known"), memory=memory, dates=dates)
            for memory in (1, 2) for dates in ("both", "known")]  # fmt: skip
    outcomes = [outcome("base", "", valued(1)), *made]
    found = moving.reach(valued(1), outcomes, moving.moves(outcomes))
    assert found.alike == "dates known" and len(found.by) == 2
    assert reach(1, 2, 1).alike == ""  # one view names itself
    assert reach(1, 2, 2).alike == ""  # all of them share everything


# ---- what falls without what --------------------------------------------------------


def told_by(folder, **chains):
    """Write a world with an act for each name, which these chains tell of."""
    tables = worlds.copy()
    act = tables["relations"][0] | {"event_id": "", "status_known": "reported"}
    tables["relations"], tables["citations"] = [], []
    for nth, cited in enumerate(chains.values(), 1):
        record = f"R{nth:03d}"
        tables["relations"].append(act | {"relation_id": record, "fact": f"R{nth:02d}"})
        tables["citations"] += [
            {"record_id": record, "source_id": chain[:4], "stance": "supports",
             "chain": chain}
            for chain in cited.split()
        ]  # fmt: skip
    tables["events"], tables["participants"] = [], []
    return worlds.write(folder / "w", tables, focus=["A001", "A002"])


def losses(folder):
    """Name what is left out, what falls with it, and what is the same removal."""
    shown = Shown.of(cases.load(folder), View(case=str(folder)))
    outcomes = direct.around(shown)
    found = moving.losses(shown, outcomes, moving.moves(outcomes))
    return [
        (one.variation.subject, [row[1] for row in one.acts],
         [same.subject for same in one.same])
        for one in found
    ]  # fmt: skip


def test_what_takes_most_acts_along_comes_first(tmp_path):
    folder = told_by(tmp_path, one="S002", two="S002", three="S003")
    assert [row[:2] for row in losses(folder)] == [
        ("S002", ["R001", "R002"]), ("S003", ["R003"])
    ]  # fmt: skip


def test_an_act_that_two_sources_tell_of_falls_with_neither(tmp_path):
    folder = told_by(tmp_path, one="S002 S003", two="S003")
    assert [row[:2] for row in losses(folder)] == [("S003", ["R002"])]


def test_who_takes_the_same_along_is_named_once(tmp_path):
    folder = told_by(tmp_path, one="S002<A004", two="S002<A004", three="S003")
    assert losses(folder)[0] == ("S002", ["R001", "R002"], ["A004"])


def test_who_takes_a_part_of_what_is_asked_is_a_removal_of_its_own(tmp_path):
    folder = told_by(tmp_path, one="S003<A004", two="S003")
    assert [row[:2] for row in losses(folder)] == [
        ("S003", ["R001", "R002"]), ("A004", ["R001"])
    ]  # fmt: skip


def test_acts_in_question_weigh_before_all_others(tmp_path):
    tables = worlds.copy()
    act = tables["relations"][0] | {"event_id": "", "status_known": "reported"}
    cited = tables["citations"][-2] | {"source_id": "S003", "locator": ""}
    tables["relations"] = [
        act | {"relation_id": f"R{n:03d}", "fact": f"R{n:02d}"} for n in (1, 2, 3, 4)
    ]
    tables["relations"][3]["against"] = "A003"
    tables["citations"] = [
        cited | {"record_id": f"R{n:03d}", "chain": "S003<A001"} for n in (1, 2, 3)
    ] + [cited | {"record_id": "R004", "source_id": "S002", "chain": "S002<A004"}]
    tables["events"], tables["participants"] = [], []
    focus = ["A001", "A002", "A003"]
    folder = worlds.write(tmp_path / "w", tables, focus=focus)
    assert [row[0] for row in losses(folder)] == ["S002", "S003"]


def test_outcomes_that_a_notebook_recorded_tell_nothing_of_acts(world):
    shown, others = Shown(world, View()), [outcome("sources", "S002")]
    assert moving.losses(shown, [BASE, *others], []) == []
