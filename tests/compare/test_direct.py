"""The findings of many views, against what each view gives by itself."""

import random
from importlib import import_module

import pytest

from helpers.case import cases, check
from helpers.compare import direct, findings, moving, variations
from helpers.text import verdicts
from helpers.view import parameters, select
from helpers.view.parameters import View
from helpers.view.shown import Shown, show
from tests import worlds
from tests.once import slowly

VALUES = dict(View())
solved = import_module("helpers.balance.balanced")


@pytest.fixture(scope="module")
def left(daesh_k, default_view):
    """Leave out each source, event, voice and actor of the first case in turn.

    Nobody stands for anybody: whoever acts for an actor stays when that one goes.
    """
    asked = View(level="all")
    varied = [
        one
        for what in variations.LEFT_OUT
        for one in variations.leave_one_out(default_view, asked, dict(asked), what)
    ]
    return direct.outcomes(daesh_k, varied)


def test_what_is_left_out_is_in_no_finding(left):
    for one in left:
        for found in one.findings:
            muted = one.variation.kind == "voices" and found.name == "never_heard"
            assert muted or one.variation.subject not in found.items, found.name


def test_the_outcomes_come_in_the_order_of_the_variations(daesh_k):
    varied = [variations.base(VALUES), *variations.readings(VALUES)]
    found = direct.outcomes(daesh_k, varied)
    assert [o.variation for o in found] == varied
    for one in found:
        asked = parameters.view(one.variation.values)
        alone = findings.of(Shown(select.view(daesh_k, asked), asked))
        assert one.findings == tuple(alone)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "asked"),
    [("great-war-1872-1907", {}),
     *slowly(("burma-2021", {}), ("daesh-k-2021", {}),
             ("daesh-k-2021", {"start": "2021-08", "end": "2021-09"}))],
)  # fmt: skip
def test_what_views_have_in_common_does_not_show(name, asked):
    found = direct.around(show(View(case=name, **asked)))
    last = {move.name: move.variation for move in moving.moves(found)}
    moved = [one for one in found if one.variation in last.values()]
    for one in [*moved, *random.Random(14).sample(found, 12)]:
        solved.SOLVED.clear()
        asked = parameters.view(one.variation.values)
        alone = findings.of(Shown.of(cases.load(name), asked))
        assert one.findings == tuple(alone), one.variation.label


@pytest.mark.slow
def test_a_view_is_compared_with_itself_first():
    found = direct.around(show(View(exclude=["S002"])))
    kinds = [o.variation.kind for o in found]
    assert kinds[0] == "base" and kinds[1:4] == ["reading"] * 3
    assert set(kinds[4:]) == {"sources", "voices"}
    excluded = [o.variation.values["exclude"] for o in found]
    assert all(ids[0] == "S002" for ids in excluded)
    assert "S002" not in [o.variation.subject for o in found]


def test_the_least_of_cases_has_a_sweep(tmp_path):
    folder = worlds.write(tmp_path / "w", worlds.least())
    found = direct.around(show(View(case=str(folder))))
    assert check.load(str(folder)).name and [one.variation.kind for one in found] == [
        "base",
        "reading",
    ]
    assert moving.moves(found) == []


def test_a_variation_that_cannot_be_asked_for_is_refused_in_one_sentence(daesh_k):
    wrong = variations.grid(VALUES, {"exclude": [["S999"]]})
    with pytest.raises(parameters.ParameterError, match="exclude = 'S999'"):
        direct.outcomes(daesh_k, wrong)


def test_a_large_case_leaves_out_what_most_citations_name(tmp_path, monkeypatch):
    folder = worlds.write(tmp_path / "w", worlds.related(6, 40))
    view = View(case=str(folder))
    case = select.view(check.load(view.case), view)
    every = [o.variation.subject for o in direct.around(show(view))[4:]]
    monkeypatch.setattr(variations, "WORK", 3 * 40)
    tried = direct.around(show(view))[4:]
    assert len(tried) == 3 < len(every)
    named = [one for c in case.rows("citations") for one in {c.source_id, *c.chain}]
    least = min(named.count(o.variation.subject) for o in tried)
    others = {*every} - {o.variation.subject for o in tried}
    assert all(named.count(one) <= least for one in others)
    first = str(verdicts.picture(Shown(case, View()), direct.around(show(view)))).split(
        "\n"
    )[0]
    assert first == (
        f"A case of 40 records is too large to leave out each of its {len(every)}"
        " sources and voices: those 3 that most citations name are left out, one at a"
        " time. The counts here and in the chart are of these. `dateline sweep`"
        " leaves out the others."
    )
