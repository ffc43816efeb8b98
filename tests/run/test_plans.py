"""A sweep file becomes the runs that it asks for, or says why it cannot."""

import csv

import pytest
import yaml

from helpers import paths
from helpers.case import check
from helpers.compare import variations
from helpers.run import plans, sweep
from helpers.run.store import Record
from tests import worlds
from tests.run import small

GRID = {"grid": {"dates": ["both", "known"]}}


@pytest.fixture
def lay_out(tmp_path):
    """Lay out a sweep of the small world from what its file would hold."""
    home = str(worlds.write(tmp_path / "world"))

    def laid(given, near=tmp_path):
        base = {"case": home} | given.get("base", {})
        return plans.lay_out(given | {"base": base}, "try", near)

    return laid


def labels(plan):
    return [one.variation.label for one in plan.runs]


def test_a_grid_combines_every_value_with_every_other(lay_out):
    plan = lay_out({"grid": {"dates": ["both", "known"], "memory": [6, "ever"]}})
    assert labels(plan) == [
        "as it is",
        "dates both, memory 6", "dates both, memory ever",
        "dates known, memory 6", "dates known, memory ever",
    ]  # fmt: skip
    assert plan.runs[1].values["memory"] == "6 months"  # as the notebook gets it
    assert len(plan.once) == 5


def test_a_grid_varies_what_is_a_list_by_lists(lay_out):
    both = ["Northland", "Southland"]
    plan = lay_out({"grid": {"pair": [[], both], "basis": ["act"],
                             "voices": ["single", ["Envoy Nor", "S003"]]}})  # fmt: skip
    assert labels(plan)[-1] == (
        "pair Northland; Southland, basis act, voices Envoy Nor; S003"
    )
    assert plan.runs[-1].values["pair"] == both
    assert plan.runs[-2].values["voices"] == ["single"]
    assert len(plan.once) == 5


def test_a_list_takes_its_views_upon_the_base(lay_out):
    given = {"base": {"memory": "ever"}, "list": [{}, {"start": 2021}]}
    plan = lay_out(given)
    assert labels(plan) == ["as it is", "as it is", "start 2021"]
    assert plan.runs[2].values == {
        "case": plan.runs[0].values["case"], "memory": "ever", "start": "2021",
    }  # fmt: skip
    assert len(plan.once) == 2  # the empty view is the base


@pytest.mark.parametrize(
    ("what", "subjects", "name"),
    [
        ("sources", ["S002", "S003"], "exclude"),
        ("events", ["E001", "E002", "E003", "E004", "E005"], "exclude"),
        ("actors", ["A001", "A002", "A004"], "exclude"),
        ("voices", ["A001", "A003", "A004"], "mute"),
    ],
)
def test_one_after_the_other_is_left_out(lay_out, what, subjects, name):
    plan = lay_out({"leave_one_out": what, "base": {name: ["S003"]}})
    first, *others = plan.runs
    assert first.variation.kind == "base" and first.values[name] == ["S003"]
    found = [one.variation.subject for one in others]
    assert set(found) <= set(subjects) and found
    assert all(one.values[name] == ["S003", one.variation.subject] for one in others)


def test_every_kind_that_can_be_left_out_is_tried_here():
    assert set(variations.LEFT_OUT) == {"sources", "actors", "events", "voices"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "varies in one way and this one has none"),
        ({**GRID, "leave_one_out": "sources"}, "has grid and leave_one_out"),
        ({"gird": {}}, "gird: there is no such entry, did you mean 'grid'?"),
        ({"grid": {}}, "grid: holds nothing to vary"),
        ({"grid": {"dates": []}}, "grid: holds nothing to vary"),
        ({"list": []}, "list: holds nothing to vary"),
        ({"leave_one_out": "source"}, "or 'voices', did you mean 'sources'?\n"),
        ({**GRID, "html": "perhaps"}, "html = 'perhaps': "),
        ({**GRID, "chapters": []}, "chapters = []: holds nothing; give at least one"),
        ({**GRID, "chapters": ["01-timelin"]},
         "chapters = '01-timelin': there is no such notebook, did you mean"),
        ({"grid": {"strat": ["2018"]}},
         "strat 2018: strat = '2018': there is no such parameter, did you mean"),
        ({"grid": {"dates": ["both", "konwn"]}},
         "dates konwn: dates = 'konwn': not allowed, did you mean 'known'?"),
        ({"base": {"exclude": ["S099"]}, **GRID}, "base: exclude = 'S099': no record"),
        ({"list": [{"actors": "Northlnd"}]}, "actors = 'Northlnd': no actor of"),
        ({"grid": {"pair": [["Northland"]]}}, "pair = ['Northland']: write two actors"),
        ({"grid": {"voices": ["unamed"]}}, "did you mean 'unnamed'?"),
        ({"grid": {"case": ["nosuch"]}}, "case nosuch: there is no case 'nosuch'"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_told_before_anything_runs(lay_out, given, told):
    with pytest.raises(plans.SweepError) as error:
        lay_out(given)
    assert told in f"{error.value}\n"


@pytest.mark.parametrize(
    ("listed", "told"),
    [([{}], "2 views, 1 run of 01-timeline; 0 are there, 1 to run."),
     ([{"as_of": 2018}], "2 views, 2 runs of 01-timeline; 0 are there, 2 to run.")],
)  # fmt: skip
def test_what_a_sweep_would_do_agrees_in_number(lay_out, tmp_path, listed, told):
    plan = lay_out({"list": listed})
    assert f": {told}\n" in sweep.preview(plan, tmp_path / "out")


def test_everything_wrong_is_told_at_once_and_each_thing_once(lay_out):
    grid = {"dates": ["konwn", "both"], "memory": ["long", "ever"]}
    with pytest.raises(plans.SweepError) as error:
        lay_out({"grid": grid})
    lines = str(error.value).split("\n")
    assert len(lines) == 2
    assert "dates = 'konwn'" in lines[0] and "memory = 'long'" in lines[1]


def test_no_more_than_some_problems_are_told(lay_out):
    with pytest.raises(plans.SweepError) as error:
        lay_out({"grid": {"start": [f"20{n}x" for n in range(50)]}})
    assert str(error.value).endswith("... and 30 more.")


def test_no_column_of_the_table_stands_twice(lay_out):
    """A parameter and a time of the same name are one column to most readers."""
    plan = lay_out({"list": [{"as_of": 2018}]})
    records = [Record(key=run.key, status="done") for run in plan.runs]
    head = next(csv.reader(sweep.table(plan, records).splitlines()))
    assert {"start", "before_cells", "in_cells"} < set(head)
    assert sorted(head) == sorted(set(head))


def test_the_folder_of_a_case_takes_no_sweep(lay_out, tmp_path):
    plan = lay_out({"list": [{"as_of": 2018}]})
    home = plan.runs[0].folder
    with pytest.raises(plans.SweepError, match="world is the folder of a case"):
        sweep.preview(plan, home)
    assert check.problems(home) == []


def test_a_grid_that_is_far_too_large_is_refused(lay_out):
    years = list(range(1900, 2021))
    with pytest.raises(plans.SweepError, match="14,641 runs are more than 10,000"):
        lay_out({"grid": {"start": years, "end": years}})


def test_a_notebook_that_would_not_see_what_varies_is_refused(tmp_path):
    path = small.sweep(tmp_path, ["ever"], grid={"memory": ["ever"], "start": [2018]})
    with pytest.raises(plans.SweepError) as error:
        plans.read(path)
    assert str(error.value) == (
        "chapters: the parameters cell of small.ipynb does not name start; add it, or"
        " do not ask for it."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [("{", "is no notebook of version 4"), ("[]", "is no notebook of version 4"),
     ('{"cells": []}', "has no sound cell tagged parameters")],
)  # fmt: skip
def test_a_file_that_is_no_notebook_is_refused(tmp_path, text, told):
    path = small.sweep(tmp_path, ["ever"])
    (tmp_path / "small.ipynb").write_text(text)
    with pytest.raises(plans.SweepError, match=f"small.ipynb {told}"):
        plans.read(path)


@pytest.mark.parametrize("way", ["base", "grid", "list"])
@pytest.mark.parametrize("given", [".", "./datapackage.json", "../world"])
def test_a_case_is_a_path_from_the_sweep_file(lay_out, tmp_path, way, given):
    world = (tmp_path / "world").resolve()
    told = {
        "base": {"base": {"case": given}, **GRID},
        "grid": {"grid": {"case": [given]}},
        "list": {"list": [{"case": given}]},
    }
    plan = lay_out(told[way], near=world)
    assert {one.folder for one in plan.runs} == {world}


def test_a_case_beside_the_file_is_found_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir("/")
    path = small.sweep(tmp_path, ["ever"], base={"case": "least"})
    assert plans.read(path).runs[0].folder == tmp_path / "least"


def test_a_file_is_read_under_its_name_with_paths_from_where_it_lies(tmp_path):
    path = small.sweep(tmp_path, ["ever"])
    plan = plans.read(path)
    assert plan.name == "small"
    assert plan.runs[0].chapters == (tmp_path / "small.ipynb",)


@pytest.mark.parametrize(
    ("text", "told"),
    [("- 1\n", "holds no parameters"), ("a: [", "is no YAML"), (None, "No such file")],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, text, told):
    path = tmp_path / "sweep.yaml"
    if text:
        path.write_text(text)
    with pytest.raises(plans.SweepError, match=told) as error:
        plans.read(path)
    assert "sweep.yaml" in str(error.value)


def test_a_worker_names_a_run_as_the_plan_does(tmp_path):
    for run in plans.read(small.sweep(tmp_path, ["ever"], html=True)).runs:
        assert plans.named_here(run) == run.key


def test_chapters_that_do_not_apply_to_a_case_are_left_out(tmp_path):
    told = {"base": {"case": str(small.case(tmp_path))}, **GRID}
    told["chapters"] = ["01-timeline", "02-actors"]
    path = tmp_path / "sweep.yaml"
    path.write_text(yaml.safe_dump(told))
    chapters = plans.read(path).runs[0].chapters
    assert chapters == (paths.NOTEBOOKS / "01-timeline.ipynb",)
    path.write_text(yaml.safe_dump(told | {"chapters": ["02-actors"]}))
    with pytest.raises(plans.SweepError, match="least-of-all has the tables of none"):
        plans.read(path)


@pytest.mark.parametrize("name", ["01-timelin", "02-network"])
def test_a_chart_that_no_chapter_draws_is_refused_before_any_run(tmp_path, name):
    given = {"leave_one_out": "sources", "chart": name}
    with pytest.raises(plans.SweepError, match="draw no such chart.*01-timeline"):
        plans.lay_out(given, "x", tmp_path)
    assert plans.lay_out(given | {"chart": "01-timeline"}, "x", tmp_path)
