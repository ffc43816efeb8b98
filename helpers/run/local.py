"""A sweep on one machine: threads that drive processes, a run a thread at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial

from helpers.run import work
from helpers.run.notebooks import Notebooks
from helpers.run.plans import Terms
from helpers.run.store import Record, Store, Waiting

FEW = 20  # runs for which it does not pay to show their case beforehand


def claimed(
    todo: Waiting, store: Store, running: Notebooks, terms: Terms, wait: bool = False
) -> Record | None:
    """Make a run and return its record, unless another process makes it.

    Then the record is None, or that of the other one where it is to ``wait``. One that
    fails is made again, as often as the terms allow.
    """
    with store.claim(todo.run.key, wait) as ours:
        if not ours:
            return None
        there = store.record(todo.run.key)
        if there and there != todo.before:  # made by another meanwhile
            return there
        for tries in range(1, terms.retries + 2):
            record = work.make(todo.run, store, running, terms.limit, tries)
            if record.status == "done":
                break
        return record


def run_all(
    runs: list[Waiting], store: Store, terms: Terms, step: Callable[[Record], None]
) -> None:
    """Make runs beside each other; ``step`` hears of each.

    Raises
    ------
    OSError
        Where the folder cannot be written to any more; every run is ended.
    """
    elsewhere = []  # what others are at
    with Notebooks(runs[0].run.folder, min(terms.workers, len(runs))) as running:
        running.ready(often=len(runs) > FEW)
        make = partial(claimed, store=store, running=running, terms=terms)
        with ThreadPoolExecutor(max_workers=terms.workers) as pool:
            going = {pool.submit(make, todo): todo for todo in runs}
            with running.ending(going):
                for done in as_completed(going):
                    if record := done.result():
                        step(record)
                    else:
                        elsewhere.append(going[done])
        for todo in elsewhere:
            step(make(todo, wait=True))
