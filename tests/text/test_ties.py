"""What a tie is told to be, the same in every chart and list."""

import pytest

from helpers.text import ties
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts.tied import ACTORS, case_of, tie


def test_a_summary_names_state_certainty_counts_and_voices(tmp_path):
    case, _ = case_of(tmp_path, {})
    told = ties.summary(case, tie(acts_least=1, bases={"act": 2, "attitude": 1},
                                   voices=["S001", "A004"]))  # fmt: skip
    assert told == (
        "cooperative; happened, certain on the day; 1 or 2 acts, 1 attitude;"
        " two origins"
    )


def test_a_tie_of_no_known_start_is_perhaps_one(tmp_path):
    case, _ = case_of(tmp_path, {})
    told = ties.summary(case, tie(holds="unknown"))
    assert told.startswith("perhaps cooperative; start not stated; ")
    assert ties.summary(case, tie(holds="certain")).startswith("cooperative; ")


def test_voices_without_a_name_are_called_so(tmp_path):
    actors = [row | {"anonymous": "yes"} if row["actor_id"] == "A004" else row
              for row in ACTORS]  # fmt: skip
    case, _ = case_of(tmp_path, {}, actors=actors)
    told = ties.hover(case, tie(voices=["A004", "S001"]))
    assert "Origins: Envoy Nor (unnamed) and the article itself" in told


@pytest.mark.parametrize(
    "memory, told",
    [
        ("ever", "acts count for ever"),
        ("in-force", "acts count on their day only"),
        ("3 months", "acts count for 3 months"),
    ],
)
def test_memory_is_said_in_words(world, memory, told):
    assert ties.remembered(Shown(world, View(memory=memory))) == told


def test_of_states_only_no_memory_is_said(tmp_path):
    lasting = {"when_article": "2019/2021", "extent": "state"}
    case, view = case_of(tmp_path, lasting)
    assert ties.remembered(Shown(case, view)) == "each record counts within its dates"
    case, view = case_of(tmp_path, lasting, {})
    assert ties.remembered(Shown(case, view)) == "acts count for 12 months"


def test_an_act_without_a_sign_makes_no_memory_count(tmp_path):
    lasting = {"extent": "state", "when_article": "2020/.."}
    case, view = case_of(tmp_path, lasting, {"sign": "", "extent": "act"})
    shown = Shown(case, view)
    assert ties.remembered(shown) == "each record counts within its dates"
    assert ties.span(shown, "1 May 2021") == "Records in force on 1 May 2021"
