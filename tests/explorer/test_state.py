"""The state remembers what was chosen before, one step at a time."""

import pytest
from traitlets import TraitError

from helpers.explorer.state import State
from helpers.view.parameters import View


def test_it_begins_with_the_timeline_and_nothing_chosen():
    state = State(view=View())
    assert (state.charts, state.chosen, state.held, state.trail) == (
        ("timeline",), "", "", (),
    )  # fmt: skip


def test_the_way_back_leads_through_what_was_chosen():
    state = State(view=View())
    for chosen in ("E001", "tie-A001-A002", "E001"):
        state.choose(chosen)
    seen = [state.chosen]
    for _ in range(4):
        state.back()
        seen.append(state.chosen)
    assert seen == ["E001", "tie-A001-A002", "E001", "", ""]


def test_what_is_chosen_already_leaves_no_step():
    state = State(view=View())
    state.choose("E001")
    state.choose("E001")
    assert state.trail == ("",)


def test_whoever_observes_is_told_of_a_choice_once():
    state, told = State(view=View()), []
    state.observe(lambda change: told.append(change["new"]), "chosen")
    state.choose("E001")
    state.choose("E001")
    assert told == ["E001"]


def test_only_a_view_can_be_asked():
    with pytest.raises(TraitError):
        State(view={"case": "x"})
