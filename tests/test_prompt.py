"""At a prompt a day may be text, and a mix-up gets one sentence, in every verb."""

import re
import subprocess
import sys
from datetime import date, datetime
from inspect import signature
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

import helpers
from helpers import View, balance, prompt, relations, show
from helpers.view.parameters import ParameterError
from helpers.view.shown import Shown
from tests import worlds

ROOMS = [name for name, place in helpers.PUBLIC.items() if ":" not in place]


def takes(verb):
    """List the parameters of a verb that take days, and those that take our own."""
    days, ours = [], []
    for one in signature(verb, eval_str=True).parameters.values():
        told = str(one.annotation)
        days += [one.name] * ("datetime.date" in told and "Callable" not in told)
        ours += [one.name] * bool(re.search(r"\b(Case|View|Shown|Picture)\b", told))
    return days, ours


VERBS = {
    f"{name}.{verb}": found
    for name in ROOMS
    for verb in getattr(helpers, name).__all__
    if hasattr(found := getattr(getattr(helpers, name), verb), "__code__")
} | {"show": show}


def refusal(call, *given, **more):
    with pytest.raises(ParameterError) as refused:
        call(*given, **more)
    return str(refused.value)


@pytest.fixture(scope="module")
def shown(daesh_k):
    return Shown.of(daesh_k, View())


# ---- every verb ----------------------------------------------------------------------


def test_the_verbs_are_those_of_all_public_modules():
    assert len(VERBS) > 60 and {"relations.ties", "timeline.chart", "show"} <= {*VERBS}
    assert sum(bool(takes(verb)[0]) for verb in VERBS.values()) >= 6


@pytest.mark.parametrize(
    "called, name",
    [(called, name) for called, verb in VERBS.items() for name in takes(verb)[1]],
)
@pytest.mark.parametrize("value", ["2021-09-11", date(2021, 9, 11)])
def test_a_day_in_the_place_of_a_case_or_view_gets_one_sentence(called, name, value):
    told = refusal(VERBS[called], **{name: value})
    assert told.startswith(f"{called} takes ") and told.count("\n") == 0
    assert f" as {name}, not the day '2021-09-11'; write " in told


@pytest.mark.parametrize(
    "called, name",
    [(called, name) for called, verb in VERBS.items() for name in takes(verb)[0]],
)
def test_no_verb_takes_a_day_that_is_none(called, name):
    told = refusal(VERBS[called], **{name: ["soon"] if name == "days" else "soon"})
    assert (
        told
        == f"{name} = 'soon': write a day, month or year: 2021-09-11, 2021-09 or 2021."
    )


# ---- days ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given, meant",
    [
        ("2020-03-10", date(2020, 3, 10)),
        (date(2020, 3, 10), date(2020, 3, 10)),
        (datetime(2020, 3, 10), date(2020, 3, 10)),
        (pd.Timestamp("2020-03-10"), date(2020, 3, 10)),
        ("2020-02", date(2020, 2, 29)),  # a month or year is its last day
        ("2020-02-XX", date(2020, 2, 29)),
        ("2020", date(2020, 12, 31)),
        (2020, date(2020, 12, 31)),
        (np.int64(2020), date(2020, 12, 31)),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_a_view_reads_it(daesh_k, given, meant):
    ours = relations.ties.rows(daesh_k, View(), meant)
    for verb in (relations.ties, balance.ties):
        found, same = (verb(daesh_k, View(), as_of=day) for day in (given, meant))
        assert found.equals(same)
    told = relations.ties(daesh_k, View(), given)
    assert told.records.tolist() == [tie.records for tie in ours]
    if meant:
        assert View(as_of=given).known_by == meant


def test_several_days_are_read_one_by_one():
    seen = []

    def ties_on(day):
        seen.append(day)
        return pd.DataFrame([], columns=["a", "b", "sign", "may", "records"])

    balance.course(["2020-03-10", date(2020, 3, 11)], ties_on)
    assert seen == [date(2020, 3, 10), date(2020, 3, 11)]


# ---- mix-ups -------------------------------------------------------------------------


def test_each_mix_up_is_told_with_what_to_write(daesh_k, shown):
    own = Shown(daesh_k, View())
    for told, end in {
        refusal(relations.ties, daesh_k, "2021-09-11"): (
            "relations.ties takes a view as view, not the day '2021-09-11';"
            " write relations.ties(case, View(), as_of='2021-09-11')."),
        refusal(relations.ties, daesh_k, view=datetime(2021, 9, 11)): (
            "relations.ties takes a view as view, not the day '2021-09-11';"
            " write relations.ties(case, View(), as_of='2021-09-11')."),
        refusal(relations.ties, "daesh-k-2021", View()): (
            "relations.ties takes a case as case, not 'daesh-k-2021';"
            " write cases.load('daesh-k-2021')."),
        refusal(relations.ties, own, View()): (
            "relations.ties takes a case as case, not what show(view) gives;"
            " write shown.case."),
        refusal(helpers.timeline.chart, View()): (
            "timeline.chart takes what show(view) gives as shown, not a view;"
            " write show(view)."),
        refusal(helpers.timeline.chart, daesh_k): (
            "timeline.chart takes what show(view) gives as shown, not a case;"
            " write show(View(case='daesh-k-2021'))."),
        refusal(helpers.theory.reading, shown): (
            "theory.reading takes what balance.picture(shown) gives as found,"
            " not what show(view) gives; write balance.picture(shown)."),
        refusal(show, "2021"): (
            "show takes a view as view, not the day '2021'; write View(as_of='2021')."),
        refusal(show, {"as_of": "2021"}): (
            "show takes a view as view, not {'as_of': '2021'}; write View()."),
    }.items():  # fmt: skip
        assert told == end


def test_what_is_written_instead_can_be_typed(daesh_k, shown):
    names = {n: getattr(helpers, n) for n in helpers.PUBLIC}
    names |= {"cases": helpers.cases, "case": daesh_k, "view": View(), "shown": shown}
    for verb, given in (
        (relations.ties, (daesh_k, "2021-09-11")), (relations.changes, (daesh_k, 2021)),
        (relations.ties, ("daesh-k-2021", View())), (show, ("daesh-k-2021",)),
        (helpers.timeline.chart, (daesh_k,)), (helpers.theory.reading, (View(),)),
    ):  # fmt: skip
        told = refusal(verb, *given)
        eval(told.partition("write ")[2].removesuffix("."), names)


def test_a_stand_in_of_an_unknown_kind_is_let_through():
    class Double:
        pass

    seen = prompt.checked(lambda shown: shown, "x.y")
    assert seen(1) == 1  # without an annotation anything may be given

    def verb(shown: Shown):
        return shown

    double = Double()
    assert prompt.checked(verb, "x.y")(double) is double
    assert prompt.checked(verb, "x.y").__wrapped__ is verb


def test_a_verb_of_one_module_loads_no_other():
    script = (
        "import sys; from helpers import check, show, View;"
        "heavy = {'scipy', 'networkx', 'plotly', 'matplotlib', 'helpers.text'};"
        "print(sorted(heavy & {*sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert ran.stdout.strip() == "[]", ran.stderr


def test_a_case_of_ones_own_is_named_by_its_folder(tmp_path):
    case = worlds.small(tmp_path, worlds.least())
    told = refusal(helpers.timeline.chart, case)
    assert told.endswith(f"write show(View(case={str(case.folder)!r})).")


def test_a_module_that_is_still_being_imported_is_left_alone():
    module = ModuleType("half")
    module.__all__ = ["verb"]
    prompt.ready(module, "half")
    assert "__dir__" not in vars(module)
    module.verb = lambda: None
    prompt.ready(module, "half")
    assert dir(module) == ["verb"]
