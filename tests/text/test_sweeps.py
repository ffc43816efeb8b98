"""What a sweep comes to, in sentences."""

import re

import pytest

from helpers.compare import moving
from helpers.run.compared import compared
from helpers.run.plans import Sweep
from helpers.text import sweeps
from tests.compare.outcomes import counted, outcome
from tests.run import swept
from tests.run.swept import done, failed, finding


def test_a_blank_value_is_told_by_what_it_stands_for():
    given = {"exclude": [[], ["S001"]], "as_of": ["", 2018], "mute": [None, ""]}
    told = re.sub("</?bdi>", "", sweeps.varied(Sweep(grid=given)))
    assert told == (
        "every combination of exclude (none, S001), as_of (the last day, 2018) and mute"
        " (none, none)"
    )


def told(folder, tell, **given):
    """Say what a sweep that nobody runs comes to, without what sets data apart."""
    plan = swept.planned(folder, **given)
    lines = sweeps.standfirst(compared(plan, tell(plan.runs)))
    return [re.sub("</?bdi>", "", line) for line in lines]


def test_what_holds_stands_before_what_was_compared_and_what_moves_farthest(tmp_path):
    def tell(runs):
        return [done(run, finding("n", 4 + nth, "Events"), finding("same", 1))
                for nth, run in enumerate(runs)]  # fmt: skip

    holds, compared_, farthest = told(tmp_path, tell)
    assert holds.startswith("1 of 2 findings is the same in all 3 views that")
    assert "; 1 differs in at least one." in holds and sweeps.FINDING in holds
    assert "The base, with which the other views are compared, is the" in compared_
    assert farthest == (
        "“Events” moves farthest, as a share of its base value: 4 in the base, between"
        " 4 and 6 over all views. It differs from the base in 2 of 2 other views."
    )


@pytest.mark.parametrize(
    "first, other, why",
    [
        (failed, failed, "No run came to an end, so that"),
        (failed, done, "The base failed, so that"),
        (done, failed, "Only the base came to an end: there"),
        (done, done, "The chapters record no finding, so that"),
    ],
)
def test_where_nothing_can_be_compared_nothing_moves(tmp_path, first, other, why):
    lines = told(tmp_path, lambda runs: [first(runs[0]), *map(other, runs[1:])])
    assert lines[0].startswith(why) and sweeps.FINDING not in lines[0]
    assert "moves farthest" not in " ".join(lines)


def test_whatever_comes_to_the_same_in_every_view_moves_nothing(tmp_path):
    lines = told(tmp_path, lambda runs: [done(run, finding("n", 3)) for run in runs])
    assert lines[0].startswith("The one finding is the same in all 3 views")
    assert "moves farthest" not in " ".join(lines)


def test_a_long_text_is_cut_and_one_that_fits_is_not():
    fits, long = "x" * sweeps.LONG, "x" * (sweeps.LONG + 1)
    assert sweeps.cut(fits) == fits
    assert len(sweeps.cut(long)) == sweeps.LONG and sweeps.cut(long).endswith("…")


def test_a_finding_goes_by_what_it_is_or_else_by_its_name():
    assert sweeps.about(finding("some_name", 1)) == "some name"
    assert sweeps.about(finding("some_name", 1, "What it is")) == "What it is"


def test_a_value_that_moves_says_what_it_was_or_that_others_are_counted():
    base = outcome("base", "", counted("n", "a", "b"), counted("m", "a"))
    other = outcome("list", "", counted("n", "a"), counted("m", "b"))
    moves = {move.name: move for move in moving.moves([base, other])}
    assert sweeps.differing(other.by_name["n"], moves) == "was 2"
    assert sweeps.differing(other.by_name["m"], moves) == "others"
    assert sweeps.differing(counted("k"), moves) == ""
