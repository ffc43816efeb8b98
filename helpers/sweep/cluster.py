"""A sweep on a Dask cluster that is there already: the same runs, a run a slot.

Needs the extra ``dateline[cluster]``, and one folder and one installation that every
machine sees under the same path.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from helpers.kernels import Kernels
from helpers.sweep import plan
from helpers.sweep.local import claimed
from helpers.sweep.plan import Run, SweepError, Terms
from helpers.sweep.store import Record, Store

LOST = 3  # workers that may be lost over one run, beside what a sweep's retries allow


@cache
def _kernels(folder: Path) -> Kernels:
    """Start the template of a worker process; it ends with the process."""
    return Kernels(folder)


@cache
def _store(folder: Path) -> Store:
    return Store(folder).open()


def task(run: Run, folder: Path, terms: Terms) -> Record:
    """Make a run in a worker of the cluster.

    Whoever had claimed it is lost where it comes here a second time: its claim went
    with it.
    """
    if plan.named_here(run) != run.key:
        return Record(
            key=run.key, status="failed", error="WorkerError: this worker has other"
            " sources, data or packages than the one that asks; install the same there",
        )  # fmt: skip
    return claimed(run, _store(folder), _kernels(run.folder), terms, wait=True)


def run_all(
    runs: list[Run],
    store: Store,
    address: str,
    terms: Terms,
    step: Callable[[Record], None],
) -> None:
    """Hand runs to the workers of a cluster; ``step`` hears of each.

    Raises
    ------
    SweepError
        Where ``distributed`` is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise SweepError(
            "--scheduler needs the package distributed: pip install dateline[cluster]"
        ) from None
    if not runs:
        return
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise SweepError(f"--scheduler {address}: {error}.") from None
    with client:
        going = client.map(
            task, runs, folder=store.folder, terms=terms, retries=LOST, pure=False,
            key=[f"dateline-{run.key}" for run in runs],
        )  # fmt: skip
        try:
            for done in as_completed(going, loop=client.loop):
                step(done.result())
        except BaseException:
            client.cancel(going, force=True)
            raise
