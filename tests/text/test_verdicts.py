"""What holds whatever is left out, and what changes most: in words."""

import pytest

from helpers.compare import moving
from helpers.compare.findings import Finding
from helpers.text import verdicts
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.compare.outcomes import BASE, SAME, counted, outcome


def picture(world, *others):
    """Say of a view of the small world what others move, in lines."""
    return str(verdicts.picture(Shown(world, View()), [BASE, *others])).split("\n")


LOST = counted("events", "E001")


@pytest.mark.parametrize(
    "others, sentence",
    [
        ([outcome("sources", "S002", *SAME)],
         "All 2 findings hold whichever one source is left out"),
        ([outcome("voices", "A001", LOST, SAME[1])],
         "1 of 2 findings (ties on the day) holds whichever one voice is left out"),
        ([outcome("voices", "A001", LOST, SAME[1]),
          outcome("sources", "S002", SAME[0], counted("ties"))],
         "None of 2 findings holds whichever one source or voice is left out"),
        ([outcome("reading", "", LOST, SAME[1])],
         "This view has no source and no voice that could be left out"),
    ],
)  # fmt: skip
def test_the_verdict_counts_what_nothing_left_out_moves(world, others, sentence):
    assert verdicts.verdict(world, [BASE, *others]) == sentence


@pytest.mark.parametrize(
    "others, sentence",
    [
        ([outcome("sources", "S002", *SAME), outcome("sources", "S003", *SAME),
          outcome("voices", "A001", LOST, SAME[1])],
         "2 of 2 sources matter to no count; every voice matters to some count"),
        ([outcome("sources", "S002", *SAME), outcome("sources", "S003", LOST)],
         "1 of 2 sources matters to no count"),
        ([outcome("sources", "S002", LOST), outcome("sources", "S003", LOST),
          outcome("voices", "A001", LOST, SAME[1])],
         "Every source and every voice matters to some count"),
        ([outcome("reading", "", LOST, SAME[1])],
         "This view has no source and no voice that could be left out"),
    ],
)  # fmt: skip
def test_the_title_counts_what_can_be_left_out_and_moves_nothing(others, sentence):
    assert verdicts.standing([BASE, *others]) == sentence


@pytest.mark.parametrize("found", [(), (counted("events"), counted("ties"))])
def test_a_view_that_counts_nothing_has_nothing_that_holds(world, found):
    outcomes = [outcome("base", "", *found), outcome("sources", "S002", *found)]
    told = "This view has no finding that could change."
    assert str(verdicts.picture(Shown(world, View()), outcomes)) == told


def test_the_picture_names_what_moves_most_and_what_a_reading_moves(world):
    others = [
        outcome("reading", "", LOST, SAME[1], label="attested only"),
        outcome("reading", "", *SAME, label="by known dates"),
        outcome("sources", "S002", LOST, SAME[1]),
        outcome("sources", "S003", *SAME),
    ]
    assert picture(world, *others) == [
        "1 of 2 sources changes no finding. Without S002, one finding changes, the most"
        " of all.",
        "1 of 2 findings (ties on the day) holds whichever one source is left out.",
        "Attested only: events shown 2 → 1.",
        "By known dates: nothing changes.",
    ]


def test_without_what_no_tie_is_left_is_said(world):
    others = [
        outcome("sources", "S002", counted("events", "E001"), counted("ties")),
        outcome("voices", "S001", counted("events", "E001"), counted("ties")),
        outcome("voices", "A001", *SAME),
    ]
    lines = picture(world, *others)
    assert "No tie of the day is left without S002 or without S001." in lines
    assert "is left without" not in " ".join(picture(world, others[2]))


def test_one_more_of_those_that_move_most_is_one_other(world):
    others = [outcome("sources", f"S{n}", counted("events"), BASE.findings[1])
              for n in range(4)]  # fmt: skip
    assert " and 1 other, " in " ".join(picture(world, *others))


@pytest.mark.parametrize(
    "others, sentence",
    [
        ([outcome("sources", "S002", LOST, SAME[1])],
         "What this view counts, read otherwise and with one source at a time left out."
         " The one variation changes something."),
        ([outcome("sources", "S002", *SAME), outcome("voices", "A001", LOST, SAME[1])],
         "What this view counts, read otherwise and with one source or voice at a time"
         " left out. 1 of 2 variations changes nothing."),
        ([outcome("reading", "", LOST, SAME[1])],
         "What this view counts, read otherwise. The one variation changes something."),
    ],
)  # fmt: skip
def test_what_is_measured_is_told_with_how_much_of_it_changes_nothing(others, sentence):
    outcomes = [BASE, *others]
    found = moving.moves(outcomes)
    assert verdicts.measured(outcomes, found, View()) == sentence
    told = verdicts.measured(outcomes, found, View(exclude=["S009"]))
    assert told == f"{sentence} View: exclude S009."


def test_a_finding_is_told_with_its_range_and_how_many_change_it():
    more = outcome("sources", "S002", counted("events"), SAME[1])
    outcomes = [BASE, more, outcome("sources", "S003", *SAME)]
    found = moving.moves(outcomes)
    told = [verdicts.about(moving.reach(one, outcomes, found)) for one in BASE.findings]
    assert told == ["2; 0\N{EN DASH}2 over all; changed by 1 of 2 variations",
                    "1; changed by 0 of 2 variations"]  # fmt: skip


def test_a_word_has_no_least_and_no_most():
    state = [Finding(name="state", value=v) for v in ("hostile", "unclear")]
    outcomes = [outcome("base", "", state[0]), outcome("sources", "S002", state[1])]
    reach = moving.reach(state[0], outcomes, moving.moves(outcomes))
    assert verdicts.about(reach) == "hostile; changed by 1 of 1 variation"
