"""A sweep on one machine: threads that drive kernels, a run a thread at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

from helpers.kernels import Kernels
from helpers.sweep import work
from helpers.sweep.plan import Run, Terms
from helpers.sweep.store import Record, Store


def attempt(run: Run, store: Store, kernels: Kernels, terms: Terms) -> Record:
    """Make a run, again where it fails, as often as the terms allow."""
    for tries in range(1, terms.retries + 2):
        record = work.make(run, store, kernels, terms.limit, tries)
        if record.status == "done":
            break
    return record


def claimed(
    run: Run, store: Store, kernels: Kernels, terms: Terms, wait: bool = False
) -> Record | None:
    """Make a run unless another process makes it: then None, or wait for that one."""
    before = store.record(run.key)
    with store.claim(run.key, wait) as ours:
        if not ours:
            return None
        now = store.record(run.key)
        if now and (now.status == "done" or now != before):  # made by another meanwhile
            return now
        return attempt(run, store, kernels, terms)


def run_all(
    runs: list[Run],
    store: Store,
    workers: int,
    terms: Terms,
    step: Callable[[Record], None],
) -> None:
    """Make runs beside each other; ``step`` hears of each.

    Raises
    ------
    OSError
        Where the folder cannot be written to any more; every kernel is ended.
    """
    if not runs:
        return
    with Kernels(runs[0].folder) as kernels:
        elsewhere = _beside(runs, store, workers, kernels, terms, step)
        for run in elsewhere:
            step(claimed(run, store, kernels, terms, wait=True))


def _beside(
    runs: list[Run], store: Store, workers: int, kernels: Kernels, terms: Terms, step
) -> list[Run]:
    """Make what nobody else makes; give the runs that others are at."""
    elsewhere = []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        going = {pool.submit(claimed, r, store, kernels, terms): r for r in runs}
        try:
            for done in as_completed(going):
                record = done.result()
                if record:
                    step(record)
                else:
                    elsewhere.append(going[done])
        except BaseException:
            for one in going:
                one.cancel()
            kernels.kill()
            raise
    return elsewhere
