"""Measure reruns: a report, sweeps, memory, against the stock chain and a plain loop.

Run as ``python -m benchmarks.reruns [parts]``; writes its section of the page. The
stock chain is ``papermill`` and then ``nbconvert --to html``, with the same packages
but without ours, so that papermill finds no engine of ours: on the notebooks as they
are committed, and on copies whose charts are shown as the plotly figures they hold.
"""

import ast
import os
import re
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import nbformat
import psutil
import yaml

from benchmarks import page as table
from helpers import paths
from helpers.run import plans
from helpers.run.store import Store

DATELINE = [sys.executable, "-m", "helpers"]
WORKERS = 2
TIMES = 3  # medians are of so many runs
STOCK = 6  # views that the stock chain runs; its throughput does not hang on how many
ENGINES = """
from importlib.metadata import entry_points
print(*entry_points(group="papermill.engine"))
"""
MONTHS = [f"{year}-{month:02}" for year in range(2000, 2022) for month in range(1, 13)]
REPORT = """
import sys, time
from pathlib import Path
begun = time.perf_counter()
from helpers.run import forking
forking.begin()  # as the command does
from helpers.run import report
laps = [time.perf_counter()]
report.build({}, out=Path(sys.argv[1]), step=lambda _: laps.append(time.perf_counter()))
laps.append(time.perf_counter())
Path(sys.argv[1], "laps").write_text(
    f"imports {laps[0] - begun:.1f} s, check and chapters {laps[-3] - laps[0]:.1f} s,"
    f" page {laps[-1] - laps[-3]:.1f} s")
"""


def took(*command, **more) -> float:
    """Run a command and give its seconds."""
    begun = time.perf_counter()
    subprocess.run(
        [str(part) for part in command], check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, cwd=paths.ROOT, **more,
    )  # fmt: skip
    return time.perf_counter() - begun


def shown(name: str, folder: Path) -> Path:
    """Write a chapter so that stock tools show its charts: as plotly figures."""
    book = nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.source = re.sub(r"(?m)^(\w+\.chart\(.*\))$", r"\1.figure", cell.source)
            cell.outputs = []
    nbformat.write(book, folder / f"{name}.ipynb")
    return folder / f"{name}.ipynb"


@cache
def without_us(work: Path) -> dict[str, str]:
    """Return an environment with all packages but ours; python has to run as -S."""
    packages = work / "packages"
    packages.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if path.suffix != ".pth" and not path.name.startswith("dateline-"):
            (packages / path.name).symlink_to(path)
    env = os.environ | {
        "PYTHONPATH": f"{packages}{os.pathsep}{paths.ROOT}",
        "JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter")),
    }
    left = subprocess.check_output([sys.executable, "-S", "-c", ENGINES], env=env)
    assert not left.strip(), f"papermill would load {left}"
    return env | {"PLOTLY_RENDERER": "notebook"}


def stock(work: Path, source: Path, target: Path, *parameters: str) -> float:
    """Run the stock chain on a notebook; give its seconds."""
    python, env = [sys.executable, "-S", "-m"], without_us(work)
    run = took(*python, "papermill", source, target, *parameters, env=env)
    return run + took(*python, "nbconvert", "--to", "html", target, env=env)


# ---- a report -----------------------------------------------------------------------


def report(work: Path) -> list[str]:
    """Measure a cold report of the five chapters against the stock chain."""
    ours, theirs = [], []
    for nth in range(TIMES):
        out = work / f"report-{nth}"
        ours.append(took(*DATELINE, "report", "daesh-k-2021", "--out", out))
        folder = work / f"stock-{nth}"
        folder.mkdir()
        books = [(path, folder / path.name) for path in paths.chapters()]
        theirs.append(sum(stock(work, *book) for book in books))
        print("report", ours[-1], theirs[-1], flush=True)
    took(sys.executable, "-c", REPORT, work / "report-0")
    small = (work / "report-0" / "index.html").stat().st_size
    large = sum(p.stat().st_size for p in (work / "stock-0").glob("*.html"))
    one, other = statistics.median(ours), statistics.median(theirs)
    return [
        f"| report of the five chapters, cold | {one:.1f} s | {other:.1f} s"
        f" | {one / other:.2f} of the time | 0.10 |",
        f"| its HTML | {small / 1e6:.2f} MB | {large / 1e6:.2f} MB"
        f" | {small / large:.2f} of the bytes | 0.3 |",
        f"| where a report's time goes | {(work / 'report-0' / 'laps').read_text()}"
        " | | | |",
    ]


# ---- a sweep ------------------------------------------------------------------------


def written(work: Path, runs: int, html: bool) -> Path:
    """Write a sweep file of so many runs, the base among them."""
    days = MONTHS[-min(runs - 1, 250) :]
    grid = {"as_of": days}
    if runs > 251:  # 1,000 runs: each day under other readings
        grid |= {"dates": ["both", "known"], "gaps": ["collapsed", "linear"]}
    path = work / f"{runs}-{'html' if html else 'plain'}.yaml"
    path.write_text(yaml.safe_dump({"grid": grid, "html": html}), encoding="utf-8")
    return path


def swept(work: Path, runs: int, html: bool, workers: int = WORKERS) -> tuple:
    """Run a sweep as it is typed; give its folder, its seconds and its plan."""
    path = written(work, runs, html)
    out = Path(tempfile.mkdtemp(dir=work))
    seconds = took(*DATELINE, "sweep", path, "--out", out, "--workers", workers)
    return out, seconds, plans.read(path)


def stocked(work: Path, source: Path, views: list[str]) -> float:
    """Run the stock chain on views of a notebook, as many at once; seconds a view."""
    without_us(work)
    begun = time.perf_counter()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(
            pool.map(
                lambda day: stock(
                    work, source, work / f"{day}.ipynb", "-p", "as_of", day
                ),
                views,
            )
        )
    return (time.perf_counter() - begun) / len(views)


def value_of(source: str, names: dict):
    """Run a cell without a kernel; return the value of its last line, if it has one."""
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), names)
    return last and eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def looped(values: dict) -> int:
    """Do what the timeline's cells do, and the page, in this process."""
    from IPython.core.formatters import DisplayFormatter

    from helpers.page import page

    path = paths.NOTEBOOKS / "01-timeline.ipynb"
    book = nbformat.read(path, as_version=4)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    names, shape = {}, DisplayFormatter()
    for cell in cells:
        data, more = shape.format(value_of(cell.source, names))
        cell.outputs = [nbformat.v4.new_output("execute_result", data, metadata=more)]
        if "parameters" in cell.metadata.get("tags", []):
            names |= values
    return len(page.render(names["shown"].whole, names["shown"].view, {path: book}))


def in_a_loop(plan) -> float:
    """Do the views of a sweep without notebooks, as many at once; seconds a view."""
    views = [run.values for run in plan.once]
    begun = time.perf_counter()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        list(pool.map(looped, views))
    return (time.perf_counter() - begun) / len(views)


def parts(out: Path, plan) -> str:
    """Say where the time of a run goes, the median of each part in milliseconds."""
    store = Store(out)
    records = [store.record(run.key) for run in plan.once]
    assert all(record.status == "done" for record in records)
    told = {
        name: 1000 * statistics.median(getattr(r, name) for r in records)
        for name in ("start", "run", "export")
    }
    return ", ".join(f"{name} {value:.0f} ms" for name, value in told.items())


def throughput(work: Path) -> list[str]:
    """Measure a sweep of 100 views with a page each, against both others."""
    ours, loops = [], []
    for _ in range(TIMES):
        out, seconds, plan = swept(work, 100, html=True)
        ours.append(seconds / len(plan.once))
        loops.append(in_a_loop(plan))
        print("sweep", ours[-1], loops[-1], flush=True)
    spread = MONTHS[-99 :: 99 // STOCK]  # over the views of ours
    theirs = stocked(work, paths.NOTEBOOKS / "01-timeline.ipynb", spread)
    figures = stocked(work, shown("01-timeline", work), spread)
    one, loop = statistics.median(ours), statistics.median(loops)
    return [
        f"| sweep of 100 views of `01-timeline`, run and page each, {WORKERS} workers"
        f" | {one:.2f} s a view | {theirs:.2f} s a view"
        f" | {theirs / one:.1f} times the throughput | 20 |",
        "| the same against copies whose charts are plotly figures"
        f" | {one:.2f} s a view | {figures:.2f} s a view"
        f" | {figures / one:.1f} times the throughput | |",
        f"| the same against a plain loop over the helpers, {WORKERS} processes"
        f" | {one:.2f} s a view | {loop:.2f} s a view"
        f" | {one / loop:.1f} times its time | 2 |",
        f"| where a run's time goes | {parts(out, plan)} | | | |",
    ]


# ---- how it grows -------------------------------------------------------------------


def growth(work: Path) -> list[str]:
    """Measure 10, 100 and 1,000 runs, and 1,000 with nothing to do."""
    told = []
    for runs in (10, 100, 1000):
        out, seconds, plan = swept(work, runs, html=False)
        n = len(plan.once)
        print("growth", n, seconds, flush=True)
        told.append(
            f"| sweep of {n:,} views, no pages | {seconds:.1f} s"
            f" | | {1000 * seconds / n:.0f} ms a view; {parts(out, plan)} | |"
        )
    path = written(work, 1000, html=False)
    again = [took(*DATELINE, "sweep", path, "--out", out) for _ in range(TIMES)]
    middle = statistics.median(again)
    return [*told, f"| {n:,} views with nothing to do | {middle:.2f} s | | | 2 s |"]


def unshared(process: psutil.Process) -> dict[str, int]:
    """Add up the bytes that no process of a sweep shares: of driver and runs."""
    found = {"driver": 0, "runs": 0}
    for one in [process, *process.children(recursive=True)]:
        try:
            part = "driver" if one == process else "runs"
            found[part] += one.memory_full_info().uss
        except psutil.Error:  # it ended meanwhile
            continue
    return found


def memory(work: Path) -> list[str]:
    """Measure the most unshared memory that sweeps with 1, 2 and 4 workers take."""
    told = []
    for workers in (1, 2, 4):
        path, out = written(work, 24, html=True), tempfile.mkdtemp(dir=work)
        going = subprocess.Popen(
            [*DATELINE, "sweep", path, "--out", out, "--workers", str(workers)],
            cwd=paths.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        most: dict[str, int] = {}
        while going.poll() is None:
            now = unshared(psutil.Process(going.pid))
            most = {part: max(n, most.get(part, 0)) for part, n in now.items()}
            time.sleep(0.02)
        limit = 150 + 60 * workers
        print("memory", workers, most, flush=True)
        told.append(
            f"| unshared memory of fork server and {workers} runs at most"
            f" | {most['runs'] / 1e6:.0f} MB | | the process that drives them:"
            f" {most['driver'] / 1e6:.0f} MB | {limit} MB |"
        )
    return told


PARTS = {f.__name__: f for f in (report, throughput, growth, memory)}


def main(names: list[str]) -> None:
    """Measure and write the section."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as work:
        rows = [row for name in names for row in PARTS[name](Path(work))]
    table.put(
        "Reruns",
        [
            "Against the stock chain in the same run: `papermill`, then `nbconvert --to"
            " html`, one after the other, on the notebooks as they are committed and"
            " in an environment without our engine. Its page leaves the charts out;"
            " once more it runs copies of the notebook in which a chart is shown as the"
            " plotly figure that it holds, with `PLOTLY_RENDERER=notebook`.",
            f"Measured with {table.machine()}. Medians of {TIMES} runs: reports, sweeps"
            " of 100 views, the plain loop, nothing to do. Measured once: the stock"
            f" chain on {STOCK} views and more, the growth, the memory (what only one"
            " process has).",
            "",
            "| what | ours | other | ratio | goal |",
            "|---|--:|--:|--:|--:|",
            *rows,
        ],
    )


if __name__ == "__main__":
    main(sys.argv[1:] or list(PARTS))
