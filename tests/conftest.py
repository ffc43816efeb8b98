"""Fixtures: the first case, read once, and small worlds in folders of their own."""

from pathlib import Path

import matplotlib
import pytest

from helpers import cases, parameters, select
from tests import worlds

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
