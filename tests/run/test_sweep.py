"""What a sweep would do, and its runs as a table."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers import paths
from helpers.__main__ import main
from helpers.case import sheets
from helpers.run import forking, plans, sweep
from helpers.run.plans import SweepError
from helpers.run.store import Record, Store, note
from tests.run import small, swept

CAME = (
    "status",
    "tries",
    "seconds",
    "before_cells",
    "in_cells",
    "export",
    "chapter",
    "cell",
    "error",
)


@pytest.fixture
def plan(tmp_path):
    """Plan a base, the same view again, and another one."""
    return swept.planned(tmp_path, grid={"memory": ["12 months", "ever"]})


def keep(plan, folder, memory, record=swept.done):
    """Keep what came of a run, as one that was made."""
    one = next(run for run in plan.once if run.asked.memory == memory)
    place = Store(folder).place(one.key)
    place.mkdir(parents=True)
    note(place, record(one))


@pytest.mark.parametrize(
    "arguments, there, order",
    [([], "", ["begins", "reads"]), (["--dry-run"], "", ["reads"]),
     (["--scheduler", "tcp://host:1"], "", ["reads"]), ([], "out", ["reads"])],
)  # fmt: skip
def test_what_runs_need_is_loaded_while_a_new_sweep_is_read(
    tmp_path, monkeypatch, arguments, there, order
):
    found = []

    def read(path):
        found.append("reads")
        raise SweepError("no such sweep")

    monkeypatch.setattr(forking, "begin", lambda: found.append("begins"))
    monkeypatch.setattr(plans, "read", read)
    small.sweep(tmp_path, ["ever"])
    if there:
        (tmp_path / there).mkdir()
    assert small.called(tmp_path, *arguments)[0] == 2
    assert found == order
    assert small.called(tmp_path, file="none.yaml")[0] == 2
    assert found == [*order, "reads"]


@pytest.mark.parametrize("name", ["a**b.yaml", "a[b].yaml"])
def test_a_name_of_a_sweep_is_no_pattern(tmp_path, monkeypatch, name):
    found, there = [], tmp_path / "case" / f"sweep-{Path(name).stem}"
    monkeypatch.setattr(forking, "begin", lambda: found.append("begins"))
    monkeypatch.setattr(paths, "REPORTS", tmp_path)
    (tmp_path / name).write_text("of: no sweep", encoding="utf-8")
    for expected in (["begins"], []):
        found.clear()
        done = CliRunner().invoke(main, ["sweep", str(tmp_path / name)])
        assert (done.exit_code, found) == (2, expected), done.stderr
        there.mkdir(parents=True, exist_ok=True)


# ---- a preview -----------------------------------------------------------------------


def test_a_preview_counts_views_and_runs_and_names_what_is_to_run(plan, tmp_path):
    assert sweep.preview(plan, tmp_path / "out").splitlines() == [
        "made: 3 views, 2 runs of small; 0 are there, 2 to run.",
        f"Into {tmp_path / 'out'}",
        "  as it is",
        "  memory ever",
    ]
    assert not (tmp_path / "out").exists()


def test_a_preview_leaves_out_what_is_there(plan, tmp_path):
    keep(plan, tmp_path / "out", "12 months")
    assert sweep.preview(plan, tmp_path / "out").splitlines() == [
        "made: 3 views, 2 runs of small; 1 is there, 1 to run.",
        f"Into {tmp_path / 'out'}",
        "  memory ever",
    ]


@pytest.mark.parametrize(("resume", "there"), [(False, "0 are"), (True, "1 is")])
def test_a_run_that_failed_is_to_run_unless_the_sweep_is_resumed(
    plan, tmp_path, resume, there
):
    keep(plan, tmp_path / "out", "ever", swept.failed)
    told = sweep.preview(plan, tmp_path / "out", resume)
    assert f"; {there} there, " in told and ("memory ever" in told) is not resume


@pytest.mark.parametrize(
    ("more", "last"), [(0, []), (1, ["  ... and 1 more"]), (3, ["  ... and 3 more"])]
)
def test_a_preview_names_so_many_runs_and_counts_the_rest(tmp_path, more, last):
    memories = [f"{n} months" for n in range(20, 19 + sheets.MOST_SHOWN + more)]
    plan = swept.planned(tmp_path, grid={"memory": memories})
    told = sweep.preview(plan, tmp_path / "out").splitlines()
    named = [f"  memory {memory}" for memory in memories]
    assert told[0].endswith(f"; 0 are there, {sheets.MOST_SHOWN + more} to run.")
    assert told[2:] == ["  as it is", *named[: sheets.MOST_SHOWN - 1], *last]


@pytest.mark.parametrize("name", [sweep.TABLE, sweep.PAGE])
def test_a_preview_refuses_the_place_of_somebody_else(plan, tmp_path, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine")
    with pytest.raises(SweepError, match=f"{name} is there and Dateline has not made"):
        sweep.preview(plan, tmp_path / "out")


# ---- the table -----------------------------------------------------------------------


def rows(plan, records):
    """Read the table of a sweep."""
    text = sweep.table(plan, records)
    return list(csv.DictReader(text.splitlines()))


def base_and(plan, *found):
    """Give the records of a plan whose first run found something."""
    first, *others = (swept.done(run) for run in plan.runs)
    return [first.model_copy(update={"findings": [*found]}), *others]


def test_a_table_has_a_row_a_view_with_what_was_asked_and_what_came_of_it(plan):
    memories = [run.asked.memory for run in plan.runs]
    records = [
        swept.done(run, swept.finding("found", 3))
        if run.asked.memory == "12 months"
        else swept.failed(run, "ValueError: no, not that")
        for run in plan.runs
    ]
    told = rows(plan, records)
    assert [row["run"] for row in told] == [run.key for run in plan.runs]
    assert [row["memory"] for row in told] == memories
    assert [row["view"] for row in told] == [
        "as it is",
        "memory 12 months",
        "memory ever",
    ]
    assert [row["kind"] for row in told] == ["base", "grid", "grid"]
    assert "case" not in told[0] and told[0]["layers"] == "article;context"
    assert [row["found"] for row in told] == ["3", "3", ""]
    first, _, failed = (list(row.values())[-len(CAME) - 1 : -1] for row in told)
    assert list(told[0])[-len(CAME) - 1 :] == [*CAME, "found"]
    assert first == ["done", "1", "1.25", "0.0", "1.25", "0.0", "", "", ""]
    assert failed == [
        "failed",
        "1",
        "0.5",
        "0.0",
        "0.5",
        "0.0",
        "small",
        "3",
        "ValueError: no, not that",
    ]


def test_seconds_are_told_by_where_they_went(plan):
    records = [
        Record(key=run.key, status="done", start=0.25, run=1.0, export=0.5)
        for run in plan.runs
    ]
    first = rows(plan, records)[0]
    parts = [first[name] for name in ("before_cells", "in_cells", "export")]
    assert parts == ["0.25", "1.0", "0.5"] and first["seconds"] == "1.75"


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@x", "\tx"])
def test_no_cell_of_a_table_is_computed_by_a_spreadsheet(plan, text):
    records = base_and(plan, swept.finding("told", text), swept.finding("n", -1))
    records[1] = swept.failed(plan.runs[1], text)
    first, second, _ = rows(plan, records)
    assert first["told"] == second["error"] == f"'{text}" and first["n"] == "-1"


@pytest.mark.parametrize("name", ["run", "memory", "status", "seconds", "error"])
def test_a_finding_named_like_a_column_stands_beside_it(plan, name):
    plain = rows(plan, base_and(plan))
    first, *_ = rows(plan, base_and(plan, swept.finding(name, "found")))
    assert first[f"{name} (finding)"] == "found"
    assert first[name] == plain[0][name] != "found"


def test_findings_stand_in_the_order_in_which_runs_come_by_them(plan):
    one, two, three = (swept.finding(name, 1) for name in ("one", "two", "three"))
    records = [
        swept.done(run, *found)
        for run, found in zip(plan.runs, [[two], [one, two], [three]], strict=True)
    ]
    head, *_ = sweep.table(plan, records).splitlines()
    assert head.endswith(",error,two,one,three")
