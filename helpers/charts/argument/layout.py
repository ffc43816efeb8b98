"""Where the steps of an argument go: boxes, the lines between them, the strip. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from helpers import theme
from helpers.case.cases import Case
from helpers.draw import shapes, sheet
from helpers.draw.face import Sheet
from helpers.draw.sheet import LABEL, SMALL
from helpers.text import argument
from helpers.text.argument import DEEPEST, LANES, LINED
from helpers.view.shown import Shown

MOST = 9  # boxes of a column; the others fold, in words
MOST_LINES = 7  # of a claim's text in its box
MOST_WORDS = {False: 30, True: 12}  # paragraphs of the strip; narrow, lines of a lane
COLUMN, GUTTER = 310, 46  # at both sides of the middle
PAD, GAP, INDENT = 10, 10, 28
SLACK = 0.9  # of a width is filled: letters fitted to pixels may need an eighth more
LINE = {LABEL: 15.5, SMALL: 14}  # from one line of text to the next
HEAD, CELL = 92, 104  # the strip: the names of its lanes, the least a paragraph takes
WITHOUT = "(no such word)"
TEXT_ORDER = "How firmly it is put, paragraph by paragraph"
TAUGHT = {"supports": "arrow head: supports", "opposes": "flat bar: opposes"}


# ---- where it goes --------------------------------------------------------------


@dataclass(frozen=True)
class Box:
    """A claim and its box."""

    claim: tuple
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """The height at which a line meets its side."""
        return (self.y0 + self.y1) / 2


def _lines(case: Case, claim, room: float) -> list[dict]:
    """Break the words of a box into lines, each with its look, one below another."""
    bold = claim.role == "thesis"
    name = claim.claim_id if claim.named else ""
    about = " · ".join(filter(None, [name, argument.where(case, claim)]))
    parts = [
        (claim.text, LABEL, MOST_LINES, {"bold": bold, "role": "claim"}),
        (claim.told, SMALL, 2, {"role": "link"}),
        (about, SMALL, 3, {"colour": "quiet", "role": "where"}),
    ]
    found, y = [], 0.0
    for text, size, most, style in parts:
        heavy = bold and size == LABEL
        for part in shapes.wrap(text, room * SLACK, size, most, heavy):
            y += LINE[size] / 2
            found.append(shapes.text(0, y, part, size, **style))
            y += LINE[size] / 2
    return found


def _boxed(case: Case, claim, x: float, y: float, wide: float) -> tuple[list, Box]:
    """Draw a claim in its box, with the area to point at."""
    left = x + INDENT * min(claim.depth, DEEPEST)
    lines = _lines(case, claim, x + wide - left - 2 * PAD)
    low = max((part["y0"] for part in lines), default=0)
    box = Box(claim, left, y, x + wide, y + low + 2 * PAD + 4)
    at = (box.x0, box.y0, box.x1, box.y1)
    main = claim.role == "thesis"
    edge = {"colour": "ink" if main else "rule", "width": 1.6 if main else 1}
    drawn = [shapes.box(*at) | {"fill": "panel", "role": "box"} | edge]
    for part in lines:
        drawn.append(part | {"x0": left + PAD, "y0": y + PAD - 2 + part["y0"]})
    return [
        *drawn,
        shapes.target(*at, claim.claim_id, argument.hover(case, claim)),
    ], box


def _column(
    case: Case, rows: list, role: str, x: float, y: float, wide: float
) -> tuple[list[dict], list[Box], float]:
    """Draw the claims of a role one below another; give their boxes, the edge too."""
    drawn, boxes = [], []
    for part in shapes.wrap(argument.heading(case, role), wide, LABEL, 2, bold=True):
        drawn.append(shapes.text(x, y, part, LABEL, bold=True, role="heading"))
        y += LINE[LABEL]
    every = [r for r in rows if r.role == role]
    for claim in every[:MOST]:
        more, box = _boxed(case, claim, x, y, wide)
        drawn, boxes, y = drawn + more, [*boxes, box], box.y1 + GAP
    gone = len(every) - len(boxes)
    said = f"+{gone} in the list" if gone else "" if every else "None is coded."
    if said:
        line, y = sheet.note(said, x, y + 4, wide, role="folded")
        drawn += line
    return drawn + _under(boxes), boxes, y + 12


def _end(verb: str, x: float, y: float, dx: int, dy: int) -> list[dict]:
    """End a line that runs towards ``dx``, ``dy``: an arrow head, or a flat bar."""
    style = {"width": 1.6, "role": f"end {verb}"}
    if verb == "opposes":
        return [shapes.line(x - 6 * dy, y - 6 * dx, x + 6 * dy, y + 6 * dx, **style)]
    back, side = (x - 6 * dx, y - 6 * dy), 4.5
    return [
        shapes.line(back[0] + k * side * dy, back[1] + k * side * dx, x, y, **style)
        for k in (-1, 1)
    ]


def _under(boxes: list[Box]) -> list[dict]:
    """Lead a line from each claim that stands under another up to it."""
    at, drawn = {box.claim.claim_id: box for box in boxes}, []
    style = {"colour": "quiet", "width": 1.2, "role": "link line"}
    for box in boxes:
        if not box.claim.parent or box.claim.depth > DEEPEST:
            continue
        parent, how = at[box.claim.parent], box.claim.how
        x, top = parent.x0 + (7 if how == "supports" else 20), parent.y1 + 2
        drawn.append(shapes.line(box.x0, box.middle, x, box.middle, **style))
        drawn.append(shapes.line(x, box.middle, x, top, **style))
        drawn += _end(how, x, top, 0, -1)
    return drawn


def _level(box: Box, thesis: Box) -> float:
    """Give the height of a box's stub: the thesis's own where it lies beside it."""
    beside = box.y0 + PAD < thesis.middle < box.y1 - PAD
    return thesis.middle if beside else box.middle


def _spine(boxes: list[Box], thesis: Box, verb: str) -> list[dict]:
    """Lead a column to the thesis: a stub a box, then one line with its end."""
    lined = [box for box in boxes if box.claim.lined]
    if not lined:
        return []
    onward = 1 if lined[0].x1 < thesis.x0 else -1
    near, far = ("x1", thesis.x0) if onward == 1 else ("x0", thesis.x1)
    x, tip = getattr(lined[0], near) + 16 * onward, far - 4 * onward
    heights = [_level(box, thesis) for box in lined]
    style = {"colour": "quiet", "width": 1.2, "role": "link line"}
    drawn = [
        shapes.line(getattr(box, near), y, x, y, **style)
        for box, y in zip(lined, heights, strict=True)
    ]
    heights.append(thesis.middle)
    drawn.append(shapes.line(x, min(heights), x, max(heights), **style))
    drawn.append(shapes.line(x, thesis.middle, tip, thesis.middle, **style))
    return drawn + _end(verb, tip, thesis.middle, onward, 0)


def _beside(case: Case, rows: list, width: int, y: float) -> tuple[list[dict], float]:
    """Draw premises, the middle and counter-points side by side."""
    left, right = sheet.edge(width), width - sheet.edge(width)
    x, wide = left + COLUMN + GUTTER, right - left - 2 * (COLUMN + GUTTER)
    drawn, main, middle = _column(case, rows, "thesis", x, y, wide)
    lows = []
    for role, at in (("premise", left), ("counterpoint", right - COLUMN)):
        more, boxes, low = _column(case, rows, role, at, y, COLUMN)
        drawn += more + (_spine(boxes, main[0], LINED[role]) if main else [])
        lows.append(low)
    for role in _rest(rows):
        more, _, middle = _column(case, rows, role, x, middle + 10, wide)
        drawn += more
    return drawn, max(*lows, middle)


def _rest(rows: list) -> list[str]:
    """List the roles under the thesis; questions only where there are some."""
    asks = any(r.role == "question" for r in rows)
    return [*["question"] * asks, "conclusion"]


def _stacked(case: Case, rows: list, width: int, y: float) -> tuple[list[dict], float]:
    """Draw every role one below another."""
    left, wide, drawn = sheet.edge(width), width - 2 * sheet.edge(width), []
    for role in ("thesis", "premise", "counterpoint", *_rest(rows)):
        more, _, y = _column(case, rows, role, left, y, wide)
        drawn, y = drawn + more, y + 6
    return drawn, y


# ---- the strip of words ---------------------------------------------------------


def _word(said: pd.DataFrame, row) -> str:
    """Give the word of a mention, with the claim's id where its lane has several."""
    alone = said.claim_id[said.role == row.role].nunique() == 1
    return (row.strength or WITHOUT) + ("" if alone else f" ({row.claim_id})")


def _cell(said: pd.DataFrame, rows: list, x: float, y: float, wide: float):
    """Write what a lane holds in one paragraph; give the lower edge too."""
    if any(r.strength for r in rows):
        drawn = [shapes.disc(x + 4, y, 3.5, fill="ink", role="mention")]
    else:  # a tick, since hollow means reported only
        drawn = [shapes.line(x + 4, y - 4, x + 4, y + 4, role="mention")]
    y, room = y + 16, (wide - 10) * SLACK
    for row in rows:
        ink = "ink" if row.strength else "quiet"
        size = LABEL if row.strength else SMALL
        for part in shapes.wrap(_word(said, row), room, size, 3):
            drawn.append(shapes.text(x, y, part, size, colour=ink, role="strength"))
            y += LINE[size]
        for part in shapes.wrap(row.note, room, SMALL, 3):
            drawn.append(shapes.text(x, y, part, SMALL, colour="quiet", role="aside"))
            y += LINE[SMALL]
    return drawn, y


def _lane(
    said: pd.DataFrame, role: str, places: list[str], x: float, y: float, wide: float
) -> tuple[list[dict], float]:
    """Draw one lane of a band: its name, its line, a word in each paragraph."""
    stop, low = x + HEAD + wide * len(places) - 10, y + 16
    drawn = [
        shapes.text(x, y, role, LABEL, role="lane"),
        shapes.line(x + HEAD, y, stop, y, colour="rule", width=1.2, role="lane line"),
    ]
    for nth, place in enumerate(places):
        rows = said[(said.role == role) & (said.paragraph == place)]
        if len(rows):
            at = x + HEAD + nth * wide
            more, edge = _cell(said, list(rows.itertuples()), at, y, wide)
            drawn, low = drawn + more, max(low, edge)
    return drawn, low + 6


def _bands(said: pd.DataFrame, width: int, y: float) -> tuple[list[dict], float]:
    """Draw the paragraphs from left to right, in as many bands as they need."""
    x, room = sheet.edge(width), width - 2 * sheet.edge(width) - HEAD
    places = list(dict.fromkeys(said.paragraph))
    shown, gone = places[: MOST_WORDS[False]], places[MOST_WORDS[False] :]
    each = min(len(shown), int(room // CELL))
    wide, drawn = min(room / each, 1.6 * CELL), []
    for start in range(0, len(shown), each):
        band = shown[start : start + each]
        for nth, place in enumerate(band):
            told = shapes.shorten(place, (wide - 10) * SLACK, SMALL, bold=True)
            more = {"bold": True, "role": "paragraph"}
            drawn.append(shapes.text(x + HEAD + nth * wide, y, told, SMALL, **more))
        y += 20
        for role in LANES:
            if any(said.role[said.paragraph.isin(band)] == role):
                more, y = _lane(said, role, band, x, y, wide)
                drawn += more
        y += 10
    if gone:
        line, y = sheet.note(f"+{len(gone)} in the list", x, y, room, role="folded")
        drawn += line
    return drawn, y


def _spoken(said: pd.DataFrame, width: int, y: float) -> tuple[list[dict], float]:
    """Write the words of each lane as lines, on a narrow sheet."""
    x, room, drawn = sheet.edge(width), width - 2 * sheet.edge(width), []
    for role in LANES:
        rows = list(said[said.role == role].itertuples())
        if rows:
            drawn.append(shapes.text(x, y, role, LABEL, role="lane"))
            y += LINE[LABEL]
        for part in _in_lines(said, rows):
            for piece in shapes.wrap(part, (room - 10) * SLACK, SMALL, 3):
                drawn.append(shapes.text(x + 10, y, piece, SMALL, role="strength"))
                y += LINE[SMALL]
        y += 6
    return drawn, y


def _in_lines(said: pd.DataFrame, rows: list) -> Iterator[str]:
    """Write mentions as lines: "P10 likely. Likely to be considered."."""
    for row in rows[: MOST_WORDS[True]]:
        note = f". {row.note}" if row.note else ""
        yield f"{row.paragraph} {_word(said, row)}{note}"
    gone = len(rows) - MOST_WORDS[True]
    if gone > 0:
        yield f"+{gone} in the list"


def _strip(case: Case, width: int, y: float) -> tuple[list[dict], float]:
    """Draw how firmly the article puts thesis and conclusion, paragraph by paragraph.

    Only words in the order of the article: no height means strength.
    """
    x, room = sheet.edge(width), width - 2 * sheet.edge(width)
    said = argument.mentions(case)
    drawn = [shapes.line(x, y, width - x, y, colour="rule", width=1, role="rule")]
    y += 20
    for part in shapes.wrap(TEXT_ORDER, room, LABEL, 2, bold=True):
        drawn.append(shapes.text(x, y, part, LABEL, bold=True, role="heading"))
        y += 22
    if argument.drift(case).empty:
        none = "No word of strength is coded for thesis or conclusion."
        more, y = sheet.note(none, x, y - 4, room)
    else:
        more, y = (_spoken if sheet.narrow(width) else _bands)(said, width, y)
    return drawn + more, y


# ---- the whole ------------------------------------------------------------------


def _sample(verb: str):
    """Make the sample of a line's end."""

    def draw(x: float, y: float) -> list[dict]:
        line = shapes.line(x, y, x + 24, y, colour="quiet", width=1.2)
        return [line, *_end(verb, x + 24, y, 1, 0)]

    return draw


def _taught(drawn: list[dict]) -> list[sheet.Sample]:
    """List what the legend teaches: the ends of lines that are drawn."""
    there = {s.get("role") for s in drawn}
    return [
        (30, _sample(verb), meaning)
        for verb, meaning in TAUGHT.items()
        if f"end {verb}" in there
    ]


def layout(shown: Shown, width: int = theme.WIDE, source: str = "") -> Sheet:
    """Lay the argument out for a width in pixels."""
    case = shown.case
    drawn, y = sheet.header(*argument.titles(shown), width)
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    rows = list(argument.content(case).itertuples())
    if rows:
        place = _stacked if sheet.narrow(width) else _beside
        body, y = place(case, rows, width, y)
        strip, y = _strip(case, width, y + 8)
        drawn += body + strip
        if taught := _taught(body):
            teach, y = sheet.legend("How to read a line", taught, left, y + 14, room)
            drawn += teach
    told, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + told), width, int(y + 10))
