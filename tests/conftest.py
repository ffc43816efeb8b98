"""Fixtures: what all tests may read, made once; the end says what was left out."""

import gc
from pathlib import Path

import matplotlib
import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from helpers.case import cases
from helpers.compare import direct
from helpers.run import report
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import show
from tests import browsing, lab, once, pages, worlds

matplotlib.use("agg")
gc.disable()  # what is loaded and collected stays: to look through it is in vain

LEFT_OUT = pytest.StashKey[int]()
settings.register_profile("few", settings(), max_examples=20)


def pytest_configure(config):
    """Try fewer examples of each law where the slow tests are left out."""
    if config.getoption("markexpr") == "not slow":
        settings.load_profile("few")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Let tests in a browser be slow, but for the first case of the central ones."""
    for item in items:
        if "browser" in item.fixturenames and not stands_for_others(item):
            item.add_marker("slow")


def pytest_collection_finish():
    """Spare what stays from every later search for garbage."""
    gc.freeze()
    gc.enable()


def stands_for_others(item) -> bool:
    """Tell whether a test is central and this the first of its cases."""
    cases = getattr(item, "callspec", None)
    return bool(item.get_closest_marker("central")) and not (
        cases and any(cases.indices.values())
    )


def pytest_deselected(items):
    """Count the slow tests that are left out; the workers tell it when they end."""
    for item in items:
        if item.get_closest_marker("slow"):
            stash = item.config.stash
            stash[LEFT_OUT] = stash.get(LEFT_OUT, 0) + 1


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    told = getattr(node, "workeroutput", {})
    node.config.stash[LEFT_OUT] = told.get("left out", 0)


def pytest_terminal_summary(terminalreporter, config):
    if left := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{left} slow tests were left out; `make test-all` runs them too."
        )


@pytest.fixture(scope="session")
def daesh_k() -> cases.Case:
    return cases.load("daesh-k-2021")


@pytest.fixture(scope="session")
def default_view(daesh_k) -> cases.Case:
    return select.view(daesh_k, View())


@pytest.fixture(scope="session")
def around():
    """Compare the default view of the first case with what moves around it."""
    return direct.around(show(View()))


@pytest.fixture(scope="session")
def default_report(tmp_path_factory) -> Path:
    """Build the report of the default view, once for all workers."""

    def build(folder: Path) -> None:
        report.build({}, out=folder)

    return once.made(tmp_path_factory, "report", build) / "index.html"


@pytest.fixture(scope="session")
def small_report(tmp_path_factory) -> Path:
    """Build the report of a small world, of every chapter, once for all workers."""

    def build(folder: Path) -> None:
        tables = worlds.told_twice()
        tables["sources"][2]["url"] = "https://example.org/digest"
        tables["sources"][0]["note"] = "Title taken from the address."
        tables["actors"][2]["aliases"] = "The Third State From Afar"
        words = {
            "P1": "could",
            "P3": "likely",
            "P4": "will",
            "P6": "could?",
            "P7": "nil",
        }
        tables["citations"] += [
            {"record_id": "C001", "source_id": "S001", "locator": place,
             "stance": "supports", "chain": "S001", "strength": word}
            for place, word in words.items()
        ]  # fmt: skip
        case = worlds.write(folder / "case", tables, **worlds.TOLD_TWICE)
        report.build({"case": str(case)}, out=folder / "page")

    return once.made(tmp_path_factory, "small-report", build) / "page" / "index.html"


@pytest.fixture(scope="session")
def charted(tmp_path_factory, daesh_k) -> Path:
    """Write the page of the first case, its charts in one chapter, once for all."""

    def write(folder: Path) -> None:
        pages.without_kernel(daesh_k.folder, folder / "index.html", pages.ROOMS)

    return once.made(tmp_path_factory, "charted", write) / "index.html"


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """Serve a copy of the project by one JupyterLab for all workers."""
    with lab.shared(once.common(tmp_path_factory) / "lab") as found:
        yield found


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> cases.Case:
    return cases.load(worlds.write(tmp_path_factory.mktemp("world") / "small"))


@pytest.fixture(scope="session")
def browser():
    browsing.chromium()
    with sync_playwright() as play:
        started = browsing.started(play)
        yield started
        started.close()
