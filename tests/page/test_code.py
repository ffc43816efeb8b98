"""The code of a page's chapters, with the values of its run."""

import pytest

from helpers.page import page


@pytest.mark.parametrize(
    ("own", "given", "told"),
    [
        ("memory: str = 'é'  # how long", "memory = 6", "memory: str = 6  # how long"),
        ("x = (\n 1)\ny = 2", "x = [1,\n2]", "x = (\n [1,\n2])\ny = 2"),
        ("x = 1", "x = 2\nmore = 3", "x = 2\nmore = 3"),
        ("x: int", "x = 2", "x: int\nx = 2"),
        ("%matplotlib inline\nx = 1", "x = 2", "%matplotlib inline\nx = 1\n\nx = 2"),
        ("x = 1", "", "x = 1"),
    ],
)
def test_a_cell_of_values_has_those_of_the_run_and_loses_none(own, given, told):
    assert page._with_values(own, given) == told
