"""Fixtures: the first case, read once, and small worlds in folders of their own."""

from pathlib import Path

import matplotlib
import pytest
from playwright.sync_api import sync_playwright

from helpers.case import cases
from helpers.view import parameters, select
from tests import browsing, worlds

matplotlib.use("agg")


@pytest.fixture(scope="session")
def daesh_k() -> cases.Case:
    return cases.load("daesh-k-2021")


@pytest.fixture(scope="session")
def default_view(daesh_k) -> cases.Case:
    return select.view(daesh_k, parameters.View())


@pytest.fixture
def world(tmp_path: Path) -> cases.Case:
    return cases.load(worlds.write(tmp_path / "small"))


@pytest.fixture(scope="session")
def browser():
    browsing.chromium()
    with sync_playwright() as play:
        started = browsing.started(play)
        yield started
        started.close()
