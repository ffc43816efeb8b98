"""A canvas feels the pointer wherever a mark is, and sends nothing anywhere."""

import pytest

from helpers.explorer import canvas, shapes
from helpers.explorer.canvas import TARGETS, Canvas
from helpers.explorer.sheet import Sheet
from tests.explorer import measure


def drawn(sheet):
    found = Canvas(print)
    found.draw(sheet)
    return found


def test_every_mark_feels_the_pointer_and_leads_to_its_record(tmp_path):
    plan = measure.plan(tmp_path / "w")
    found = drawn(Sheet(plan.shapes, plan.width, plan.height))
    points = found.widget.data[TARGETS]
    areas = plan.shapes[plan.shapes["shape"] == "target"]
    assert list(dict.fromkeys(found.ids)) == list(areas.record_id)
    for area in areas.itertuples():
        at = [(x, y) for x, y, one in zip(points.x, points.y, found.ids, strict=True)
              if one == area.record_id]  # fmt: skip
        assert all(area.x0 - 0.1 <= x <= area.x1 + 0.1 for x, _ in at)
        middle = (area.y0 + area.y1) / 2
        assert [y for _, y in at] == pytest.approx([middle] * len(at), abs=0.1)
        steps = [b - a for (a, _), (b, _) in zip(at, at[1:], strict=False)]
        assert all(step <= canvas.STEP * 1.5 for step in steps)


def test_what_is_pointed_at_is_inert_for_plotly():
    area = shapes.target(5, 5, 20, 20, "E001", "<b>x</b> $y$")
    found = drawn(Sheet(shapes.frame([area]), 100, 40))
    (told,) = set(found.widget.data[TARGETS].hovertext)
    assert told == "&lt;b&gt;x&lt;/b&gt; &#36;y&#36;"


def test_nothing_is_sent_anywhere():
    assert drawn(Sheet(shapes.frame([]), 100, 40)).widget._config == canvas.CONFIG
    assert canvas.CONFIG["showSendToCloud"] is canvas.CONFIG["displaylogo"] is False
