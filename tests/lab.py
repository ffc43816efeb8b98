"""A JupyterLab of the tests' own: a copy of the project, a free port, a random token.

It writes into its own copy only, and ends with the process that was started. Run as
``python -m tests.lab notebooks/explorer.png`` it takes the picture of a notebook, which
has the same name: ``explorer`` or ``coding``.
"""

import contextlib
import fcntl
import json
import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil

from helpers import paths
from tests import once

BIN = Path(sys.executable).parent
NEWS = "@jupyterlab/apputils-extension:announcements"  # asks to fetch news
WIDGETS = "@jupyter-widgets/jupyterlab-manager/plugin.jupyterlab-settings"
MAKEFILE = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
(HOOK,) = re.findall(r"--FileContentsManager\S+", MAKEFILE)  # as `make lab` sets it
(COMMAND,) = re.findall(r"^\t\$\(BIN\)/(jupyter lab .*)$", MAKEFILE, re.M)
OPENED = """() => {
  const book = window.jupyterapp?.shell.currentWidget;
  return book?.sessionContext?.session?.kernel?.status === "idle";
}"""
IN_SIGHT = """(places) => {
  const app = document.querySelector("iframe.dateline-app");
  app.scrollIntoView();
  const frame = app.getBoundingClientRect();
  const within = (box, wide, high) => box.top >= 0 && box.left >= 0
    && box.right <= wide && box.bottom <= high;
  const seen = (place) => {
    const one = [...app.contentDocument.querySelectorAll(place)].at(-1);
    return one && within(one.getBoundingClientRect(), frame.width, frame.height);
  };
  return within(frame, window.innerWidth, window.innerHeight) && places.every(seen);
}"""
DRAWN = "html[data-drawn=yes]"
FORGET = """() => {
  for (const app of document.querySelectorAll("iframe.dateline-app")) {
    app.contentDocument.documentElement.dataset.drawn = "before";
  }
}"""


def project(folder: Path) -> Path:
    """Copy what the notebooks need: helpers, notebooks, data."""
    for name in ("helpers", "notebooks", "data"):
        shutil.copytree(
            paths.ROOT / name, folder / name,
            ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"),
        )  # fmt: skip
    return folder


def environment(project: Path) -> dict[str, str]:
    """Give what a process needs to use the copy, and no settings but its own."""
    own = project.parent / "jupyter"
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR",
             "JUPYTERLAB_SETTINGS_DIR")  # fmt: skip
    more = {name: str(own / name.lower()) for name in names}
    return os.environ | more | {"PYTHONPATH": str(project)}


def command(project: Path) -> list[str]:
    """Give the command of `make lab`, as make gives it to a shell in a project."""
    program, *arguments = shlex.split(COMMAND.replace("$(CURDIR)", str(project)))
    return [str(BIN / program), *arguments]


def start(project: Path) -> tuple[int, str]:
    """Start JupyterLab as `make lab` does; return its process and its address's form.

    The address takes the name of a notebook.
    """
    env, token = environment(project), secrets.token_hex(16)
    for path, settings in {
        Path(env["JUPYTER_CONFIG_DIR"]) / "labconfig" / "page_config.json": {
            "disabledExtensions": {NEWS: True}
        },
        Path(env["JUPYTERLAB_SETTINGS_DIR"]) / WIDGETS: {"saveState": True},
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open(project.parent / "lab.log", "w", encoding="utf-8") as log:
        lab = subprocess.Popen(
            [
                *command(project), "--no-browser", "--allow-root",
                f"--port={port}", "--ServerApp.port_retries=0",
                f"--IdentityProvider.token={token}", "--expose-app-in-browser",
            ],
            cwd=project, env=env, stdout=log, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        _await(f"http://127.0.0.1:{port}/api?token={token}", lab)
    except BaseException:
        end(lab.pid)
        raise
    # A workspace for each notebook: else Lab opens again what was open.
    at = f"http://127.0.0.1:{port}/lab/workspaces/{{0}}/tree/notebooks/{{0}}"
    return lab.pid, f"{at}.ipynb?token={token}"


def end(pid: int) -> None:
    """End a JupyterLab, started here or by another worker, with its kernels."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number)
        for _ in range(200):
            with contextlib.suppress(psutil.Error):
                if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                    time.sleep(0.1)
                    continue
            return


@contextlib.contextmanager
def served(project: Path) -> Iterator[str]:
    """Serve a project; gives the form of a notebook's address, to fill with a name."""
    pid, address = start(project)
    try:
        yield address
    finally:
        end(pid)


@contextlib.contextmanager
def shared(home: Path) -> Iterator[tuple[Path, str]]:
    """Serve one copy of the project for all workers; the last to leave ends it."""
    home.mkdir(exist_ok=True)
    told = home / "lab.json"
    with open(home / "users", "w", encoding="utf-8") as users:
        with once.locked(told):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not told.exists():
                told.write_text(json.dumps(start(project(home / "project"))))
        pid, address = json.loads(told.read_text())
        try:
            yield home / "project", address
        finally:
            with once.locked(told), contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                end(pid)
                told.unlink()


def _await(address: str, lab: subprocess.Popen) -> None:
    """Wait until the server answers."""
    for _ in range(300):
        if lab.poll() is not None:
            break
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start: {lab.returncode}")


def opened(page, address: str) -> None:
    """Open a notebook, and wait until its kernel is there."""
    page.goto(address)
    page.wait_for_function(OPENED, timeout=120_000)


def run_cells(page) -> None:
    """Run all of the notebook that is open, and wait until its app is drawn anew."""
    page.evaluate(FORGET)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    frame(page).wait_for(timeout=120_000)


def restart(page) -> None:
    """Begin the kernel of the open notebook anew, and wait until it is there."""
    page.evaluate(
        "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    page.wait_for_function(OPENED, timeout=120_000)


def save(page) -> None:
    """Save the notebook that is open, and wait until it is in its file."""
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function(
        "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
    )


def run_all(page, address: str) -> None:
    """Open a notebook, run all of it, and bring its app into sight."""
    opened(page, address)
    run_cells(page)
    bring_into_sight(page)


def bring_into_sight(page, *places: str) -> None:
    """Scroll until the whole app is in sight, and the last of each of its places.

    JupyterLab moves the app for as long as it lays cells out.
    """
    page.wait_for_function(IN_SIGHT, arg=places, polling=200, timeout=20_000)


def frame(page, nth: int = 0):
    """Give the page that an app has in its frame, once that is drawn.

    Until then nobody listens: a click on what is there already would be lost.
    """
    return page.locator("iframe.dateline-app").nth(nth).content_frame.locator(DRAWN)


def a_record(page) -> None:
    """Choose a record of the explorer."""
    frame(page).locator("#figure-01-timeline [data-record]").nth(5).click()
    page.wait_for_timeout(2000)


def two_decisions(page) -> None:
    """Decide twice at the desk, and begin with a third proposal."""
    frame(page).locator("#cue").focus()
    for key in ("a", "s", "Control+Enter", "a", "s", "Control+Enter", "a", "1"):
        page.keyboard.press(key)
        page.wait_for_timeout(1000)


PICTURES = {"explorer": (1480, 1240, a_record), "coding": (1280, 900, two_decisions)}


def picture(target: Path) -> None:
    """Take the picture of a notebook: its app, once something was done there."""
    from playwright.sync_api import sync_playwright

    from tests.browsing import started

    width, height, does = PICTURES[target.stem]
    with tempfile.TemporaryDirectory(prefix="dateline-") as work:
        copy = project(Path(work) / "project")
        with served(copy) as address, sync_playwright() as play:
            browser = started(play)
            page = browser.new_page(viewport={"width": width, "height": height})
            run_all(page, address.format(target.stem))
            does(page)
            page.locator("iframe.dateline-app").screenshot(path=target)
            browser.close()


if __name__ == "__main__":
    picture(Path(sys.argv[1]))
