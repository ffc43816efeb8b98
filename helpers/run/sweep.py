"""A plan in; its runs made, those that are there already left, and compared."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers import paths, prose
from helpers.case.cases import DESCRIPTOR
from helpers.case.check import NUMBER
from helpers.run import owned, state
from helpers.run.plans import Plan, Run, SweepError, Terms
from helpers.run.store import Record, Store, Waiting
from helpers.view import parameters

SHOWN = 20  # runs that a preview names
TABLE, PAGE = "runs.csv", "index.html"
TOLD = ("status", "tries", "seconds", "before_cells", "in_cells", "export", "chapter",
        "cell", "error")  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


def waiting(
    plan: Plan, there: dict[str, Record], resume: bool = False
) -> list[Waiting]:
    """List the runs that are still to be made, by what is ``there`` of them.

    One that failed is made anew; on a ``resume`` its failure stands.
    """
    found = []
    for one in plan.once:
        before = there.get(one.key)
        if before is None or (before.status == "failed" and not resume):
            found.append(Waiting(one, before))
    return found


def kept(plan: Plan, store: Store) -> dict[str, Record]:
    """Read what came of the runs of a plan that have been made, by their keys."""
    found = {one.key: store.record(one.key) for one in plan.once}
    return {key: record for key, record in found.items() if record}


def refuse(out: Path) -> None:
    """Refuse the folder of a case, or one whose table or page is somebody else's.

    Raises
    ------
    SweepError
        With its name.
    """
    if (out / DESCRIPTOR).exists():  # whose check would trip over the table
        raise SweepError(f"{out} is the folder of a case: name another with --out.")
    for path in (out / TABLE, out / PAGE):
        if wrong := owned.refusal(path):
            raise SweepError(f"{wrong} with --out.")


def preview(plan: Plan, out: Path, resume: bool = False) -> str:
    """Say what a sweep would do: its runs, what is there already, and where."""
    refuse(out)
    todo = waiting(plan, kept(plan, Store(out)), resume)
    labels = [one.run.variation.label for one in todo[:SHOWN]]
    more = [f"... and {len(todo) - SHOWN} more"] if len(todo) > SHOWN else []
    chapters = ", ".join(path.stem for path in plan.runs[0].chapters)
    there = len(plan.once) - len(todo)
    return "\n".join(
        [
            f"{plan.name}: {prose.count(len(plan.runs), 'view')},"
            f" {prose.count(len(plan.once), 'run')} of {chapters};"
            f" {there} {prose.verb(there, 'is', 'are')} there, {len(todo)} to run.",
            f"Into {out}",
            *(f"  {label}" for label in labels + more),
        ]
    )


def carry_out(
    plan: Plan,
    out: Path,
    workers: int,
    terms: Terms,
    scheduler: str = "",
    resume: bool = False,
    begin: Callable[[int], None] = lambda total: None,
    step: Callable[[Record], None] = lambda record: None,
) -> list[Record]:
    """Make what is still to be made of a sweep, and write its table and its page.

    ``begin`` hears how many runs that is, ``step`` of each. Gives a record a run, in
    the order of the plan.

    Raises
    ------
    SweepError
        Where there is nothing to resume, no cluster, another sweep in the folder, or
        what the runs depend on changes meanwhile.
    OSError
        Where the folder cannot be written to.
    """
    if resume and not (out / "runs").is_dir():
        raise SweepError(f"--resume: {out} holds no sweep; leave it out to begin one.")
    refuse(out)
    store = Store(out.resolve()).open()  # workers have folders of their own
    try:
        if (other := store.belongs(plan.name)) != plan.name:
            raise SweepError(f"{out} holds the sweep {other}; choose another folder.")
        there = kept(plan, store)
        runs = waiting(plan, there, resume)
        begin(len(runs))

        def told(record: Record) -> None:
            there[record.key] = record
            step(record)

        if scheduler:
            from helpers.run import cluster

            cluster.run_all(runs, store, scheduler, terms, told)
        elif runs:
            from helpers.run import local  # no kernel is needed where none is to run

            local.run_all(runs, store, workers, terms, told)
    finally:
        store.close()
    records = [there[one.key] for one in plan.runs]
    _tell(plan, records, out, bool(runs))
    return records


def _tell(plan: Plan, records: list[Record], out: Path, news: bool) -> None:
    """Write the table and the page, unless they are there and nothing is new."""
    text = table(plan, records)
    mark = _mark(plan, text)
    if not news and _says(out / TABLE, text) and _says(out / PAGE, mark):
        return
    from helpers.run import sweep_page  # slow to load, and needed only here

    paths.write(out / TABLE, text)
    paths.write(out / PAGE, sweep_page.render(plan, records, out, mark))


def _mark(plan: Plan, text: str) -> str:
    """Name what a page is made from: the sweep file, and what came of its runs."""
    told = json.dumps([plan.name, plan.sweep.model_dump(), text], default=str)
    return state.digest(told)


def _says(path: Path, text: str) -> bool:
    """Whether a file is there and holds a text."""
    try:
        return text in path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def table(plan: Plan, records: list[Record]) -> str:
    """Write the runs as CSV: what was asked, what came of it, where the time went."""
    names = list(dict.fromkeys(f.name for r in records for f in r.findings))
    asked = [n for n in parameters.NAMES if n != "case"]
    fixed = [*("run", "view", "kind", "subject"), *asked, *TOLD]
    head = [*fixed, *(f"{n} (finding)" if n in fixed else n for n in names)]
    rows = [
        _row(one, record, asked, names)
        for one, record in zip(plan.runs, records, strict=True)
    ]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()


def _row(one: Run, record: Record, asked: list[str], names: list[str]) -> list:
    found = {f.name: f.value for f in record.findings}
    values = dict(one.asked)
    return [
        inert(cell)
        for cell in (
            record.key, one.variation.label, one.variation.kind, one.variation.subject,
            *(values[name] for name in asked), record.status, record.tries,
            round(record.seconds, 3), record.start, record.run, record.export,
            record.chapter, record.cell, record.error,
            *(found.get(name, "") for name in names),
        )
    ]  # fmt: skip


def inert(cell: Any) -> Any:
    """Write a cell so that no spreadsheet takes it for a formula; a number stays one.

    ``cells.js`` has the same rule.

    >>> inert("=1+1"), inert(["US", "Iran"]), inert(-3), inert("-3"), inert("-3+1")
    ("'=1+1", 'US;Iran', -3, '-3', "'-3+1")
    """
    if isinstance(cell, list):
        cell = ";".join(map(str, cell))
    text = isinstance(cell, str) and cell.startswith(FORMULA)
    return f"'{cell}" if text and not NUMBER.fullmatch(cell) else cell
