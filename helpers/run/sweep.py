"""A plan in; its runs made, those that are there already left, and compared."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from helpers import paths, prose
from helpers.case.cases import DESCRIPTOR
from helpers.case.check import NUMBER
from helpers.case.sheets import first_of
from helpers.run import forking, owned, state
from helpers.run.plans import Plan, Run, SweepError, Terms
from helpers.run.store import Record, Store, Waiting

TABLE, PAGE = "runs.csv", "index.html"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


def waiting(
    plan: Plan, there: dict[str, Record], resume: bool = False
) -> list[Waiting]:
    """List the runs that are still to be made, by what is ``there`` of them.

    One that failed is made anew; on a ``resume`` its failure stands.
    """
    todo = []
    for run in plan.once:
        before = there.get(run.key)
        if before is None or (before.status == "failed" and not resume):
            todo.append(Waiting(run, before))
    return todo


def kept(plan: Plan, store: Store) -> dict[str, Record]:
    """Read what came of the runs of a plan that have been made, by their keys."""
    records = {run.key: store.record(run.key) for run in plan.once}
    return {key: record for key, record in records.items() if record}


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
    labels = first_of([waits.run.variation.label for waits in todo]).splitlines()
    chapters = ", ".join(path.stem for path in plan.runs[0].chapters)
    there = len(plan.once) - len(todo)
    views = prose.count(len(plan.runs), "view")
    runs = f"{prose.count(len(plan.once), 'run')} of {chapters}"
    done = f"{there} {prose.verb(there, 'is', 'are')} there"
    told = f"{plan.name}: {views}, {runs}; {done}, {len(todo)} to run."
    return "\n".join([told, f"Into {out}", *(f"  {label}" for label in labels)])


def carry_out(
    plan: Plan,
    out: Path,
    terms: Terms,
    resume: bool = False,
    begin: Callable[[int], None] = lambda total: None,
    step: Callable[[Record], None] = lambda record: None,
) -> list[Record]:
    """Make what is still to be made of a sweep, and write its table and its page.

    ``begin`` hears how many runs that is, ``step`` of each. Returns a record a run, in
    the order of the plan.

    Raises
    ------
    SweepError
        Where there is nothing to resume, no cluster, another sweep in the folder, or
        what the runs depend on changes meanwhile.
    OSError
        Where the folder cannot be written to.
    """
    with _opened(plan, out, resume) as store:
        came = kept(plan, store)
        todo = waiting(plan, came, resume)
        begin(len(todo))

        def keep(record: Record) -> None:
            came[record.key] = record
            step(record)

        _make(todo, store, terms, keep)
    records = [came[run.key] for run in plan.runs]
    _tell(plan, records, out, bool(todo))
    return records


@contextmanager
def _opened(plan: Plan, out: Path, resume: bool) -> Iterator[Store]:
    """Open the store of a sweep, unless its folder is not one for it."""
    if resume and not (out / "runs").is_dir():
        raise SweepError(f"--resume: {out} holds no sweep; leave it out to begin one.")
    refuse(out)
    with closing(Store(out.resolve()).open()) as store:  # workers have own folders
        if (other := store.belongs(plan.name)) != plan.name:
            raise SweepError(f"{out} holds the sweep {other}; choose another folder.")
        yield store


def _make(
    todo: list[Waiting], store: Store, terms: Terms, step: Callable[[Record], None]
) -> None:
    """Make runs on the cluster of a scheduler; without one, on this machine."""
    if terms.scheduler:
        from helpers.run import cluster

        cluster.run_all(todo, store, terms, step)
    elif todo:
        forking.begin()  # it loads what chapters import while we load the rest
        from helpers.run import local  # no kernel is needed where none is to run

        local.run_all(todo, store, terms, step)


def _tell(plan: Plan, records: list[Record], out: Path, news: bool) -> None:
    """Write the table and the page, unless they are there and nothing is new."""
    text = table(plan, records)
    # Whoever has the page knows it by what it is made from.
    mark = state.digest([plan.name, plan.sweep.model_dump(), text])
    if not news and _says(out / TABLE, text) and _says(out / PAGE, mark):
        return
    from helpers.run import sweep_page  # slow to load, and needed only here

    paths.write(out / TABLE, text)
    paths.write(out / PAGE, sweep_page.render(plan, records, out, mark))


def _says(path: Path, text: str) -> bool:
    """Whether a file is there and holds a text."""
    with suppress(OSError, UnicodeDecodeError):
        return text in path.read_text("utf-8")
    return False


def table(plan: Plan, records: list[Record]) -> str:
    """Write the runs as CSV: what was asked, what came of it, where the time went."""
    found = list(dict.fromkeys(f.name for r in records for f in r.findings))
    rows, head = [], []
    for run, record in zip(plan.runs, records, strict=True):
        fixed = _fixed(run, record)
        head = [*fixed, *(f"{n} (finding)" if n in fixed else n for n in found)]
        values = {finding.name: finding.value for finding in record.findings}
        row = [*fixed.values(), *(values.get(name, "") for name in found)]
        rows.append([inert(cell) for cell in row])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()


def _fixed(run: Run, record: Record) -> dict[str, Any]:
    """Return the cells of a row that every sweep has, by column."""
    variation = run.variation
    return {
        "run": record.key,
        "view": variation.label,
        "kind": variation.kind,
        "subject": variation.subject,
        **{name: value for name, value in run.asked if name != "case"},
        "status": record.status,
        "tries": record.tries,
        "seconds": round(record.seconds, 3),
        "before_cells": record.start,
        "in_cells": record.run,
        "export": record.export,
        "chapter": record.chapter,
        "cell": record.cell,
        "error": record.error,
    }


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
