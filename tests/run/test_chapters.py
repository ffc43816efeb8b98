"""What a notebook on disk says of itself: whether it was executed, what it draws."""

from helpers import paths
from helpers.draw import picture
from helpers.run.chapters import CHART, charts, executed
from tests.run import small, swept


def test_the_chart_of_a_notebook_is_known_by_what_the_charts_say():
    assert CHART == picture.MIME


def test_a_notebook_never_executed_does_not_say_what_it_draws(tmp_path):
    assert not executed(small.notebook(tmp_path / "small.ipynb"))
    assert executed(paths.NOTEBOOKS / "01-timeline.ipynb")
    assert list(charts(paths.NOTEBOOKS / "01-timeline.ipynb")) == ["01-timeline"]
    swept.planned(tmp_path, chart="whatever")
