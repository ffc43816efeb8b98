"""How sure a tie is, as every chart of ties draws it."""

import pytest

from helpers.charts import tied
from tests.charts.tied import tie


@pytest.mark.parametrize(
    "holds, status, look",
    [
        ("certain", "happened", "solid"),
        ("certain", "reported", "hollow"),
        ("possible", "happened", "hatched"),
        ("unknown", "happened", "unknown"),
    ],
)
def test_fill_says_how_sure_a_tie_is(holds, status, look):
    assert tied.fill(tie(holds=holds, status=status)) == look
