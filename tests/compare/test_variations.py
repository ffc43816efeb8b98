"""Views around a view: each differs from it by what it says, and by nothing else."""

import pytest

from helpers.case import cases
from helpers.compare import variations
from helpers.view import parameters, select
from helpers.view.parameters import View
from tests import worlds

VALUES = dict(View())


def test_a_grid_combines_every_value_with_every_other():
    axes = {"dates": ["article", "known"], "level": ["acts-for", "all"]}
    found = variations.grid({"case": "w"}, axes)
    assert [v.label for v in found] == [
        "dates article, level acts-for", "dates article, level all",
        "dates known, level acts-for", "dates known, level all",
    ]  # fmt: skip
    assert found[1].values == {"case": "w", "dates": "article", "level": "all"}


def test_a_blank_value_has_words_in_a_label():
    told = variations.told({"exclude": [], "as_of": "", "actors": None, "memory": 0})
    assert told == "exclude none, as_of the last day, actors all, memory 0"


def test_listed_views_stand_upon_the_base():
    found = variations.listed({"dates": "known"}, [{"level": "all"}, {}])
    assert [v.label for v in found] == ["level all", "as it is"]
    assert found[0].values == {"dates": "known", "level": "all"}


def test_the_base_is_left_as_it_was():
    values = {"exclude": ["S001"]}
    variations.grid(values, {"exclude": [["S002"]]})
    variations.readings(values)
    variations.base(values).values["dates"] = "known"
    assert values == {"exclude": ["S001"]}


def test_each_reading_can_be_asked_for_and_differs_from_the_base():
    for one in variations.readings(VALUES):
        asked = parameters.view(one.values)
        (changed,) = parameters.changed(asked)
        assert changed in ("dates", "statuses") and one.kind == "reading"


def test_what_nothing_rests_on_is_not_left_out(world):
    assert variations.subjects(world, "sources") == ["S002", "S003"]
    assert variations.subjects(world, "events") == [f"E00{n}" for n in range(1, 6)]
    assert variations.subjects(world, "actors") == ["A001", "A002", "A004"]
    assert "A003" not in variations.subjects(world, "voices")


def test_the_article_is_never_left_out(daesh_k):
    for what in variations.LEFT_OUT:
        assert daesh_k.article not in variations.subjects(daesh_k, what)


def test_what_is_left_out_already_stays_out(world):
    asked = View(exclude=["E001"])
    shown = select.view(world, asked)
    found = variations.leave_one_out(shown, asked, dict(asked), "sources")
    assert [v.values["exclude"] for v in found] == [["E001", "S002"], ["E001", "S003"]]
    assert (found[1].label, found[1].subject) == ("without “A digest”", "S003")


@pytest.mark.parametrize(
    "one, name",
    [("S002", "“The report”"), ("A004", "Envoy Nor"), ("E002", "“The border war”"),
     ("X", "X")],
)  # fmt: skip
def test_what_is_left_out_is_called_by_its_words(world, one, name):
    assert variations.called(world, one) == name


def test_a_case_without_citations_has_no_source_to_leave_out(tmp_path):
    tables = worlds.least() | {"citations": []}
    case = cases.load(worlds.write(tmp_path / "w", tables))
    for what in ("sources", "voices"):
        assert variations.subjects(case, what) == []


def test_a_reading_is_named_after_what_the_case_is_coded_from():
    labels = [v.label for v in variations.readings({}, "coding")]
    assert labels[0] == "by the coding's dates and statuses"
