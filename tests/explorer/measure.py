"""Measure what a layout really covers, on the text as matplotlib draws it."""

from itertools import combinations

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from helpers.case import cases
from helpers.explorer import lanes, panes
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds

GLYPHS = ("glyph", "query")  # the sign and the question mark belong to their mark
BESIDE = ("axis", "panel", "article", "join", "break", "gap", "tick", "lane", "strip")
SMALLEST = 9.5  # pixels; nothing smaller is read
STYLE = {"font.family": "DejaVu Sans", "text.parse_math": False}
TOUCH = 0.2  # pixels; less than this nobody sees


def plan(folder, tables=None, **asked):
    """Lay out the lanes of a made-up case under a view."""
    view = View(**asked)
    case = cases.load(worlds.write(folder, tables))
    return lanes.layout(Shown(select.view(case, view), view), panes.WIDTH)


def parts(laid, record):
    """List the shapes that stand where a record's mark stands."""
    rows = laid.shapes
    area = rows[(rows["shape"] == "target") & (rows.record_id == record)]
    assert len(area) == 1, f"{record} has {len(area)} marks"
    (area,) = area.itertuples()
    return [
        s
        for s in rows.itertuples()
        if area.y0 <= s.y0 <= area.y1
        and area.x0 - 16 <= s.x0 <= area.x1 + 16
        and s.role not in ("", *BESIDE)
    ]


def with_role(laid, *roles):
    """List the shapes of some roles."""
    return [s for s in laid.shapes.itertuples() if s.role in roles]


def _text(axes, s):
    weight = "bold" if s.bold else "normal"
    return axes.text(s.x0, s.y0, s.text, fontsize=s.size, ha=s.align,
                     va="center_baseline", fontweight=weight)  # fmt: skip


def texts(laid, times=4):
    """Draw the texts of a layout; give each with the box its letters take on the sheet.

    Drawn four times as large, since hinting widens small letters by some percent.
    """
    rows = laid.shapes[laid.shapes["shape"] == "text"]
    figure = Figure(figsize=(laid.width / 72, laid.height / 72), dpi=72 * times)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, laid.width)
    axes.set_ylim(laid.height, 0)
    renderer = FigureCanvasAgg(figure).get_renderer()
    with matplotlib.rc_context(STYLE):
        boxes = [_text(axes, s).get_window_extent(renderer) for s in rows.itertuples()]
    smaller = Affine2D().scale(1 / times)
    boxes = [box.transformed(smaller) for box in boxes]
    return list(zip(rows.itertuples(), boxes, strict=True))


def overlaps(drawn, roles):
    """List the pairs of texts of these roles that run into each other."""
    ours = [(s, box) for s, box in drawn if s.role in roles and s.text]
    return [
        (one.text, two.text)
        for (one, a), (two, b) in combinations(ours, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > TOUCH
        and min(a.y1, b.y1) - max(a.y0, b.y0) > TOUCH
    ]


def check(sheet):
    """Hold the words of a sheet inside it, apart, and large enough to be read."""
    drawn = texts(sheet)
    out = [
        (s.text, round(box.x0), round(box.x1))
        for s, box in drawn
        if box.x0 < -1 or box.x1 > sheet.width + 1
        or box.y0 < -1 or box.y1 > sheet.height + 1
    ]  # fmt: skip
    assert drawn and out == []
    roles = {s.role for s, _ in drawn} - set(GLYPHS) - {"article"}
    assert overlaps(drawn, roles) == []
    assert min(s.size for s, _ in drawn) >= SMALLEST
