"""The article's account of its events: which dates are others or closer."""

import pytest

from helpers.text import summary
from helpers.view import account
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds


@pytest.mark.parametrize(
    "known, other",
    [("2015/..", 1), ("2015/2021-09-11", 1), ("2016/..", 2), ("2015/2021-09-12", 2),
     ("2015/", 2)],
)  # fmt: skip
def test_last_seen_or_still_going_is_no_other_date(tmp_path, known, other):
    tables = worlds.copy()
    tables["events"][1] |= {"when_known": known, "known_sources": "S003"}
    case = worlds.small(tmp_path, tables)
    assert len(account.closer(case)) == other
    told = str(summary.reading(Shown(case, View())))
    assert f"Outside sources give {other} of the 3 another or a closer date" in told
