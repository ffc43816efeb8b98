"""A chart as text: read again it is the same, and nothing of it is markup."""

import re
from dataclasses import replace

import pytest

from helpers.charts import balance_index, timeline
from helpers.draw import content, html
from helpers.draw.blocks import Line, Tile
from helpers.draw.content import Content
from helpers.draw.marks import At, Shape
from helpers.draw.rows import Group, Row, Sample
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts import rowed
from tests.draw import test_blocks


@pytest.mark.parametrize("name", ["daesh-k-2021", "small", "right to left", "coding"])
def test_a_chart_that_was_written_is_read_as_it_was(tmp_path, name):
    one = rowed.picture(tmp_path, name)
    again = content.unpack(content.pack(one))
    assert html.body(again) == html.body(one)
    assert content.pack(again) == content.pack(one)


def test_blocks_and_changes_are_read_as_they_were():
    for one in (test_blocks.grid(), test_blocks.drawn(test_blocks.block())):
        again = content.unpack(content.pack(one))
        assert (again.groups, again.blocks) == (one.groups, one.blocks)
        assert html.body(again) == html.body(one)


def test_what_only_figures_draw_does_not_travel(daesh_k):
    one = balance_index.chart(Shown.of(daesh_k, View()))
    assert one.series and not any(g.rows and g.rows[0].spans for g in one.groups)
    dated = timeline.chart(Shown.of(daesh_k, View()))
    assert any(row.spans for group in dated.groups for row in group.rows)
    for chart in (one, dated):
        assert not re.search(r'"(series|spans)":', content.pack(chart))


EMPTY = Content("x", "t", "", "", "", None)
FORGED = {
    "fill": Shape("box", At(0), 0, At(1), 9, fill='x"><script>'),
    "colour": Shape("text", At(0), 0, text="a", colour="url(x)"),
    "form": Shape("text", At(0), 0, text="a", form='wide"'),
}


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("name", FORGED)
def test_a_look_that_no_chart_has_is_refused(name):
    row = Row("", "a", shapes=(FORGED[name],))
    for one in (
        replace(EMPTY, groups=(Group("", (row,)),)),
        replace(EMPTY, legend=(Sample(9, (FORGED[name],), "a"),)),
    ):
        with pytest.raises(ValueError, match=rf"shapes\.0\.{name}\n"):
            content.unpack(content.pack(one))


PARTS = {
    "fill": {"tiles": (Tile("P1", "a", fill="red;x"),)},
    "look": {"lines": (Line("a", look='"><script>'),)},
}


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("what", PARTS)
def test_a_block_of_no_look_of_ours_is_refused(what):
    told = replace(EMPTY, blocks=(test_blocks.Block(**PARTS[what]),))
    with pytest.raises(ValueError, match=rf"\.0\.{what}\n"):
        content.unpack(content.pack(told))


def test_a_name_that_is_no_files_is_refused():
    with pytest.raises(ValueError, match="name\n"):
        content.unpack(content.pack(replace(EMPTY, name='x" onload="y')))


@pytest.mark.parametrize("text", ["", "[]", '{"name": 1}', '{"name": "x"}'])
def test_what_is_no_chart_is_refused(text):
    with pytest.raises(ValueError, match="Content"):
        content.unpack(text)
