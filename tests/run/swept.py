"""Sweeps for the tests of their page: run for real, or with records made by hand."""

import os
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat import v4

from helpers.compare.findings import Finding
from helpers.run import chapters, plans, sweep, sweep_page
from helpers.run.store import Record
from tests import hostile, worlds
from tests.run import small

BAD = "<img src=x onerror=alert(1)></script> =1+1 {{7*7}}"
DRAWS = """
from helpers import parameters, show, timeline
timeline.chart(show(parameters.View(case=case, memory=memory)))
"""
FAILS = f'if memory == "2 months":\n    raise ValueError({BAD!r})'
SAME = 'findings.record("same", 3, "What no view moves", ["a", "b", "c"])'
MARK = "0" * 64
BLANK = '<svg role="img" aria-label="Blank" width="358" height="9"></svg>'


def real(folder: Path) -> Path:
    """Run a sweep of five memories: one is the base's, one fails; give its folder."""
    folder.mkdir(exist_ok=True)
    small.sweep(folder, ["12 months", "1 month", "ever", "2 months"], DRAWS, SAME,
                FAILS, html=True)  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        for name, value in small.environment(folder).items():
            if name != "PYTHONPATH":
                patch.setitem(os.environ, name, value)
        plan = plans.read(folder / "small.yaml")
        sweep.carry_out(plan, folder / "out", plans.Terms(workers=2))
    return folder / "out"


def planned(folder: Path, case: Path | None = None, **given) -> plans.Plan:
    """Lay out a sweep whose notebook nobody runs; without ways to vary, two memories.

    The base is the first view of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    small.notebook(folder / "small.ipynb")
    case = case or worlds.write(folder / "least", worlds.least(), name="least-of-all")
    ways = {} if {"grid", "list", "leave_one_out"} & set(given) else {
        "grid": {"memory": ["1 month", "ever"]}
    }  # fmt: skip
    told = {"base": {"case": str(case)}, "chapters": ["small.ipynb"]} | ways | given
    path = folder / "made.yaml"
    path.write_text(yaml.safe_dump(told), encoding="utf-8")
    return plans.read(path)


def finding(name: str, value, about: str = "", items=()) -> Finding:
    return Finding(name=name, value=value, about=about, items=list(items))


def done(run, *found: Finding) -> Record:
    """Make the record of a run that came to an end."""
    return Record(key=run.key, status="done", run=1.25, findings=list(found))


def failed(run, error: str = "ValueError: no", **more) -> Record:
    told = {"chapter": "small", "cell": 3} | more
    return Record(key=run.key, status="failed", run=0.5, error=error, **told)


def written(plan, records, folder: Path) -> str:
    """Write the page of a sweep and give it as text."""
    return sweep_page.render(plan, records, folder / "out", MARK)


def drawn(path: Path, *names: str) -> None:
    """Write a notebook that holds charts of these names, all of them blank."""
    cells = [
        v4.new_code_cell(outputs=[v4.new_output("display_data", data={
            chapters.CHART: {"name": name}, "text/html": BLANK
        })])
        for name in names
    ]  # fmt: skip
    path.parent.mkdir(parents=True)
    nbformat.write(v4.new_notebook(cells=cells), path)


def harmful(folder: Path) -> str:
    """Write a page whose every text means harm: case, labels, errors, values."""
    case = hostile.write(folder / "harmful")
    plan = planned(folder, case, leave_one_out="actors", html=True)
    first, second, *others = plan.runs
    texts = [finding(f"text_{n}", text, f"about {text}", [text])
             for n, text in enumerate(hostile.PAYLOADS)]  # fmt: skip
    moved = [finding(f.name, f"{f.value} again", f.about, ["other"]) for f in texts] + [
        finding("only_here", 1)
    ]
    records = [
        done(first, *texts),
        done(second, *moved),
        *(failed(one, f"Error: {hostile.PAYLOADS[n % len(hostile.PAYLOADS)]}")
          for n, one in enumerate(others)),
    ]  # fmt: skip
    return written(plan, records, folder)


def thousand(folder: Path, n: int = 1000) -> str:
    """Write a page of many runs with fifteen findings each."""
    plan = planned(folder, grid={"memory": [f"{m} months" for m in range(1, n + 1)]})
    records = [
        done(run, *(finding(f"finding_{k}", (nth * k) % 7 + 20, f"Finding no. {k}")
                    for k in range(15)))
        for nth, run in enumerate(plan.runs)
    ]  # fmt: skip
    return written(plan, records, folder)
