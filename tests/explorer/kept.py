"""What the explorer's tests share: folders of their own, tiny cases in a cabinet."""

from helpers import paths
from helpers.case import cases
from helpers.explorer.panes import Cabinet
from tests import worlds


def inside(monkeypatch, folder):
    """Let everything be written under a folder of the test's own."""
    home = folder / "reports"
    monkeypatch.setattr(paths, "REPORTS", home)
    return home


def cabinet(folder, tables=None, **package):
    """Keep a made-up case."""
    return Cabinet(cases.load(worlds.write(folder / "case", tables, **package)))
