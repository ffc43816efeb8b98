"""The interactive charts as the page holds them: small, and ready to be filtered.

Timeline and strips are there in each reading, their shapes named by record; the script
leaves out what is hidden. Matrix and network are there without their ties, with the
places where these go and every look that one can have, drawn once.
"""

import json
from functools import cache
from types import SimpleNamespace

from helpers import theme
from helpers.case import firmness, signs
from helpers.charts import matrix, network, pairs, strips, timeline
from helpers.draw import content, discs, html, live, shapes, sheet
from helpers.draw.content import Content
from helpers.draw.face import MIME, PLOTLY
from helpers.page import filters
from helpers.page.filters import Readings
from helpers.page.standings import Once
from helpers.view import relations, select
from helpers.view.parameters import View
from helpers.view.shown import Shown

HATCHED = 18  # pixels from a mark of the network to the edge of its hatched ground
FACES = {"wide": theme.WIDE, "narrow": theme.NARROW}
MOVED = {
    "01-timeline": timeline,
    "02-pairs": pairs,
    "02-strips": strips,
    "02-matrix": matrix,
    "02-network": network,
}  # what a filter or another day draws anew
SPARED = {
    "shapes": ("x0", "y0", "x1", "y1", "name"),
    "annotations": ("x", "y", "text", "name"),
    "data": ("x", "y", "hovertext", "name"),
}
TOLD = ("text", "hovertext")  # what several faces and readings say alike
GROUND = {*live.ground(0, 0), "sliders"}  # what our charts lay out; images would load


def flat(rows: list[dict], kind: str, texts: Once) -> dict:
    """Write shapes, annotations or traces as looks and columns, each look once."""
    looks, keys = {}, SPARED[kind]
    columns = {key: [] for key in ("look", *keys)}
    for row in rows:
        many = isinstance(row.get("hovertext"), list)  # of its points, not of it all
        own = {"hovertext", "customdata"} if many else set()
        spared = {*keys, "customdata"} - own
        look = {k: v for k, v in row.items() if k not in spared}
        nth, _ = looks.setdefault(repr(look), (len(looks), look))
        columns["look"].append(nth)
        for key in keys:
            value = "" if key in own else row.get(key, "")
            columns[key].append(texts[value] if key in TOLD else value)
    return {"looks": [look for _, look in looks.values()], "columns": columns}


def face(plot: dict, texts: Once) -> dict:
    """Write one face of a chart: its traces, shapes and annotations flat."""
    layout = plot["layout"]
    points = [trace for trace in plot["data"] if trace["type"] == "scatter"]
    parts = {"data": flat(points, "data", texts)}
    for kind in ("shapes", "annotations"):
        parts[kind] = flat(layout.get(kind, []), kind, texts)
    return parts | {"layout": {k: v for k, v in layout.items() if k in GROUND}}


def _both(wide: dict, narrow: dict, texts: Once) -> dict:
    return {"wide": face(wide, texts), "narrow": face(narrow, texts)}


def _held(bundle: dict, texts: Once) -> dict:
    """Write the chart that an output of a notebook holds."""
    return _both(bundle[PLOTLY], json.loads(bundle[MIME]["narrow_figure"]), texts)


def _rows(bundle: dict, room, read: Readings, asked: View) -> dict:
    """Write a chart of rows in each reading, its title, and how it is on other days.

    One that no filter moves, or of another view than the report's, is as it is.
    """
    own = content.unpack(bundle[MIME]["content"])
    found = {"kind": "rows", "reading": asked.dates, "readings": {}}
    if room is None or not _reports(bundle, read, asked):
        return found | {"fixed": True, "readings": {asked.dates: _told(own)}}
    for reading in select.READINGS:
        shown = filters.inside(read, asked.dates, reading)
        one = _told(own if reading == asked.dates else room.chart(shown))
        if room is pairs:
            one |= pairs.course(shown)
        found["readings"][reading] = one
    return found


def _told(drawn: Content) -> dict:
    return {"title": drawn.title, "alt": drawn.alt, "body": html.body(drawn)}


def _stamp(rows: list[dict]) -> dict:
    """Draw shapes around the origin, to be moved to their place."""
    return live.drawn([shapes.shape(row, 2) for row in rows])


def _hatching(size: tuple, middle: tuple) -> dict:
    """Draw the ground of a tie that rests on what a filter hides.

    ``middle`` is where its mark stands; what is written ``over`` it stays legible.
    """
    over = {"bgcolor": theme.LIGHT["ground"], "borderpad": 0}
    return {"stamp": _stamp(discs.hatching(*size)), "middle": middle, "over": over}


@cache
def stamps(radius: float) -> dict:
    """Draw every look of a tie and of a prospect once."""
    drawn = {
        f"{state} {look}": _stamp(discs.mark(0, 0, state, look, radius))
        for state in signs.OF_STATE
        for look in discs.LOOKS
    }
    ahead = {s: _stamp(discs.prospect(0, 0, s, radius)) for s in signs.OF_STATE}
    return drawn | {f"{state} ahead": one for state, one in ahead.items()}


def _cells(shown: Shown, width: int, texts: Once, source: str) -> dict:
    """Write the matrix of a width without its ties, with the places of its cells."""
    made, grid, actors = matrix.ground(shown, width, source)
    found = face(live.plot(made), texts)
    if not grid:
        return found
    form = matrix.form(sheet.narrow(width))
    count = shapes.text(0, 0, "0", sheet.SMALL, align="center", role="counts")
    place = {"x": grid.x, "y": grid.y, "wide": grid.wide, "high": grid.high}
    return found | {
        "actors": actors,
        "cells": place | {"glyph": form.glyph, "count": form.count, "step": form.step},
        "count": _stamp([count])["annotations"][0],
        "hatching": _hatching((grid.wide, grid.high), (grid.wide / 2, form.glyph)),
        "stamps": stamps(form.radius),
    }


@cache
def _lines() -> dict:
    """Draw the line of each state, sure and not, along an axis from the origin."""
    return {
        f"{state} {holds}": _stamp(
            network.edge(SimpleNamespace(state=state, holds=holds), (0, 0), (100, 0))
        )
        for state in signs.OF_STATE
        for holds in firmness.OF_CERTAINTY
    }


def _net(shown: Shown, width: int, texts: Once) -> dict:
    """Write the network of a width without its ties, with the places of its pairs."""
    case = shown.case
    pairs = [relations.ends(case, row, shown.view.level)
             for row in case.rows("relations") if row.sign]  # fmt: skip
    made = network.ground(
        shown, width, [(a, b) for a, b, kind in pairs if kind == "tie"]
    )
    found = face(live.plot(made.sheet), texts)
    places = [[*pair, *(round(x, 1) for x in at)] for pair, at in made.places.items()]
    return found | {
        "actors": made.actors,
        "pairs": places,
        "lines": _lines(),
        "stamps": stamps(network.GLYPH),
        "hatching": _hatching((2 * HATCHED, 2 * HATCHED), (HATCHED, HATCHED)),
        "reach": network.GLYPH + 2,
    }


def _reports(bundle: dict, read: Readings, asked: View) -> bool:
    """Whether a chart is what the report's own view draws.

    One of another view stays as it is: filtered, it would become the report's.
    """
    room = MOVED.get(bundle[MIME]["name"])
    still = "".join(bundle["image/svg+xml"])
    return room is not None and room.chart(read[asked.dates]).svg == still


def of(bundle: dict, read: Readings, asked: View) -> dict:
    """Give what the page holds of a chart: its faces, its texts, plotly's settings."""
    texts, room = Once(), MOVED.get(bundle[MIME]["name"])
    if "content" in bundle[MIME]:
        return _rows(bundle, room, read, asked)
    if PLOTLY not in bundle:
        return {"kind": "image"}
    if not _reports(bundle, read, asked):
        found = {"whole": _held(bundle, texts)}
    elif room is matrix:
        source = bundle[MIME]["source"]
        own = read[asked.dates]
        found = {"cells": {f: _cells(own, w, texts, source) for f, w in FACES.items()}}
    else:
        own = read[asked.dates]
        found = {"net": {f: _net(own, w, texts) for f, w in FACES.items()}}
    (kind,) = found
    return found | {"kind": kind, "texts": list(texts), "config": live.CONFIG}
