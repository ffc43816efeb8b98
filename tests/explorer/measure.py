"""Measure what a layout really covers, on the text as matplotlib draws it."""

from itertools import combinations

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Affine2D

from helpers.case import cases
from helpers.explorer import lanes, still
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds

GLYPHS = ("glyph", "query")  # the sign and the question mark belong to their mark
BESIDE = ("axis", "panel", "article", "join", "break", "gap", "tick", "lane", "strip")
TOUCH = 0.2  # pixels; less than this nobody sees


def plan(folder, tables=None, width=1080, **asked):
    """Lay out the lanes of a made-up case under a view."""
    view = View(**asked)
    case = cases.load(worlds.write(folder, tables))
    return lanes.layout(Shown(select.view(case, view), view), width)


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


def texts(laid):
    """Draw the texts of a layout; give each with the box its letters take on the sheet.

    Drawn four times as large, since hinting widens small letters by some percent.
    """
    with matplotlib.rc_context(still.STYLE):
        rows = laid.shapes[laid.shapes["shape"] == "text"]
        figure = still.figure(rows, laid.width, laid.height)
        figure.set_dpi(4 * 72)
        renderer = FigureCanvasAgg(figure).get_renderer()
        smaller = Affine2D().scale(0.25)
        boxes = [
            t.get_window_extent(renderer).transformed(smaller)
            for t in figure.axes[0].texts
        ]
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
