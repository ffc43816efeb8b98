"""A view too large for a page, as it is counted there."""

import re

import pytest

from helpers.case import cases
from helpers.page import counts
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import books, worlds


@pytest.mark.parametrize("last, named", [(2008, r"\d{4}"), (2060, r"\d{3}0s")])
def test_a_stretch_is_called_by_its_year_or_its_decade(tmp_path, last, named):
    case = cases.load(worlds.write(tmp_path / "w", worlds.many(12, 2001, last)))
    told = books.shown(counts.book(Shown(case, View())))[0]
    heads = re.findall(r"^\d\w*", told, re.M)
    assert len(heads) > 2 and all(re.fullmatch(named, head) for head in heads)
