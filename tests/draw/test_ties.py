"""The look and the wording of a tie, shared by matrix and network."""

from types import SimpleNamespace

import pytest

from helpers.draw import discs
from helpers.text import ties
from helpers.view import parameters, standing
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.tied import ACTORS, case_of


def tie(**more):
    given = {"holds": "certain", "status": "happened", "acts": 2, "acts_least": 2,
             "words": 0, "bases": {"act": 2}, "state": "cooperative",
             "voices": ["S001"], "a": "A001", "b": "A002", "kind": "tie",
             "less_certain": 0}  # fmt: skip
    return SimpleNamespace(**given | more)


@pytest.mark.parametrize(
    "holds, status, look",
    [
        ("certain", "happened", "solid"),
        ("certain", "reported", "hollow"),
        ("possible", "happened", "hatched"),
        ("unknown", "happened", "unknown"),
    ],
)
def test_fill_says_how_sure_a_tie_is(holds, status, look):
    assert discs.fill(tie(holds=holds, status=status)) == look


def test_a_hatch_stays_inside_its_disc():
    drawn = discs.mark(50, 50, "hostile", "hatched", 10)
    lines = [s for s in drawn if s["shape"] == "line"]
    assert len(lines) == 5
    for s in lines:
        for x, y in ((s["x0"], s["y0"]), (s["x1"], s["y1"])):
            assert (x - 50) ** 2 + (y - 50) ** 2 <= 10.01**2


def test_an_unknown_start_bears_a_question_mark():
    drawn = discs.mark(50, 50, "hostile", "unknown")
    assert [s["text"] for s in drawn if s["role"] == "query"] == ["?"]


def test_a_prospect_is_a_square_and_no_disc():
    drawn = discs.prospect(50, 50, "cooperative")
    assert [s["shape"] for s in drawn] == ["box", "text"]


@pytest.mark.parametrize(
    "more, told",
    [
        ({"acts": 4, "acts_least": 4, "words": 1}, "acts 4, words 1"),
        ({"acts": 4, "acts_least": 3}, "acts 3–4"),
        ({"acts": 0, "acts_least": 0, "words": 2}, "words 2"),
    ],
)
def test_acts_and_words_are_counted_apart(more, told):
    assert ties.counts(tie(**more)) == told


def test_a_summary_names_state_certainty_counts_and_voices(tmp_path):
    case, _ = case_of(tmp_path, {})
    told = ties.summary(case, tie(acts_least=1, bases={"act": 2, "attitude": 1},
                                   voices=["S001", "A004"]))  # fmt: skip
    assert told == (
        "cooperative; happened, certain as of the day; 1 or 2 acts, 1 attitude;"
        " 2 first voices"
    )


def test_voices_without_a_name_are_called_so(tmp_path):
    actors = [row | {"anonymous": "yes"} if row["actor_id"] == "A004" else row
              for row in ACTORS]  # fmt: skip
    case, _ = case_of(tmp_path, {}, actors=actors)
    told = ties.hover(case, tie(voices=["A004", "S001"]))
    assert "First voices: Envoy Nor (unnamed) and the article itself" in told


@pytest.mark.parametrize(
    "memory, told",
    [
        ("ever", "acts count for ever"),
        ("in-force", "acts count on their day only"),
        ("3 months", "acts count for 3 months"),
    ],
)
def test_memory_is_said_in_words(world, memory, told):
    asked = parameters.View(memory=memory)
    assert ties.remembered(Shown(world, asked)) == told


def test_who_is_folded_is_said_by_name(tmp_path):
    case, _ = case_of(tmp_path, {})
    assert ties.folded(case, []) == ""
    assert ties.folded(case, ["A003"]) == "+1 actor in the list: The Band."


@pytest.mark.parametrize("wide, high", [(104, 58), (31.2, 42), (36, 36), (5, 90)])
def test_a_hatched_ground_is_full_of_lines_that_slant_the_other_way(wide, high):
    lines = discs.hatching(wide, high)
    assert len(lines) == pytest.approx((wide + high) / discs.HATCH, abs=1)
    for one in lines:
        assert one["x1"] - one["x0"] == pytest.approx(one["y1"] - one["y0"])
        assert 0 <= one["x0"] < one["x1"] <= wide + 1e-9
        assert 0 <= one["y0"] < one["y1"] <= high + 1e-9
    (chord, *_) = [
        r for r in discs.mark(0, 0, "both", "hatched") if r["role"] == "hatch"
    ]
    assert (chord["x1"] - chord["x0"]) * (chord["y1"] - chord["y0"]) < 0


def test_actors_with_an_attested_tie_come_before_those_with_a_prospect(tmp_path):
    ahead = {"status_article": "possible", "when_article": "[2021-09-11..]"}
    rows = [ahead | {"target_actor": "A002"}, {"target_actor": "A003"}]
    case, view = case_of(tmp_path, *rows)
    found = standing.standing(Shown(case, view), most=2)
    assert (found.actors, found.folded) == (["A001", "A003"], ["A002"])


def test_names_are_numbered_only_where_one_would_be_cut(tmp_path):
    case, _ = case_of(tmp_path, {})
    ids = ["A001", "A002"]
    assert list(discs.labels(case, ids, 90, 10.5).values()) == [
        "Northland",
        "Southland",
    ]
    actors = [row | {"name": worlds.LONG + row["name"]} for row in ACTORS]
    case, _ = case_of(tmp_path / "long", {}, actors=actors)
    assert [t[:2] for t in discs.labels(case, ids, 90, 10.5).values()] == ["1 ", "2 "]


@pytest.mark.parametrize(
    "room, told",
    [(200, ["Northland", "Southland"]), (30, ["1 Northland", "2 Southland"])],
)
def test_names_are_numbered_where_one_would_be_cut(world, room, told):
    found = discs.labels(world, ["A001", "A002"], room, 10.5)
    assert list(found.values()) == told


def test_of_states_only_no_memory_is_said(tmp_path):
    lasting = {"when_article": "2019/2021", "extent": "state"}
    case, view = case_of(tmp_path, lasting)
    assert ties.remembered(Shown(case, view)) == "each record counts within its dates"
    case, view = case_of(tmp_path, lasting, {})
    assert ties.remembered(Shown(case, view)) == "acts count for 12 months"


def test_an_act_without_a_sign_makes_no_memory_count(tmp_path):
    lasting = {"extent": "state", "when_article": "2020/.."}
    case, view = case_of(tmp_path, lasting, {"sign": "", "extent": "act"})
    assert ties.remembered(Shown(case, view)) == "each record counts within its dates"
    assert (
        ties.span(Shown(case, view), "1 May 2021") == "Records in force on 1 May 2021"
    )
