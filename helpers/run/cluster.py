"""A sweep on a Dask cluster that is there already: the same runs, a run a slot.

Needs the extra ``dateline[cluster]``, and one folder and one installation that every
machine sees under the same path. A scheduler asks nobody for a password, and runs what
it is sent: it listens on one address of a closed network, or by TLS, as
``notebooks/README.md`` says. Dask reads the files of TLS from its settings, so that
none is named here.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

from helpers.run import plans, state
from helpers.run.local import claimed
from helpers.run.notebooks import Notebooks
from helpers.run.plans import Run, SweepError, Terms
from helpers.run.report import told
from helpers.run.store import Record, Store, Waiting

LOADED = state.sources()  # what this process runs with, whatever lies on disk later
OTHER = (
    "WorkerError: this worker has other sources, data or packages than the one that"
    " asks; install the same there and start it again"
)


@cache
def _running(folder: Path) -> Notebooks:
    """Start what a worker process runs notebooks with; it ends with the process."""
    running = Notebooks(folder)
    running.ready()
    return running


@cache
def _store(folder: Path) -> Store:
    return Store(folder).open()


def task(todo: Waiting, folder: Path, terms: Terms) -> Record:
    """Make a run in a worker of the cluster.

    Whoever had claimed it is lost where it comes here a second time: its claim went
    with it.
    """
    run = todo.run
    if LOADED != state.sources() or plans.named_here(run) != run.key:
        return Record(key=run.key, status="failed", error=OTHER)
    running = _running(run.folder)
    return claimed(todo, _store(folder), running, terms, wait=True)


def _came(run: Run, done) -> Record:
    """Return what came of a run: also where its workers were lost, or could not."""
    try:
        return done.result()
    except Exception as error:  # whatever a worker raises; the others go on
        return Record(key=run.key, status="failed", error=told(error))


def _distributed() -> ModuleType:
    """Import the package of clusters, which not everybody has."""
    try:
        import distributed
    except ImportError:
        raise SweepError(
            "--scheduler needs the package distributed: .venv/bin/python -m pip install"
            " -e '.[cluster]'"
        ) from None
    return distributed


def run_all(
    runs: list[Waiting], store: Store, terms: Terms, step: Callable[[Record], None]
) -> None:
    """Hand runs to the workers of a cluster; ``step`` hears of each.

    Raises
    ------
    SweepError
        Where ``distributed`` is not installed, or nobody answers at the address.
    """
    distributed, address = _distributed(), terms.scheduler
    if not runs:
        return
    try:
        client = distributed.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise SweepError(f"--scheduler {address}: {error}.") from None
    with client:
        futures = client.map(task, runs, folder=store.folder, terms=terms, pure=False)
        going = dict(zip(futures, runs, strict=True))
        try:
            for done in distributed.as_completed(futures, loop=client.loop):
                step(_came(going[done].run, done))
        except BaseException:
            client.cancel(futures, force=True)
            raise
