"""The strips as the explorer draws them: a row a pair, acts and words on tracks."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from helpers import prose
from helpers.case import dates, signs
from helpers.case.cases import Case
from helpers.charts import strips
from helpers.charts.strips import Strip, name
from helpers.explorer import glyphs, line, shapes, sheet
from helpers.explorer.sheet import EDGE, LABEL, SMALL, Sheet
from helpers.view import select
from helpers.view.shown import Shown

MOST_PAIRS = 8
MOST_ROWS = 8  # of a track; others fold
SILENT = "*"  # behind the number of a record that the article does not tell
TRACKS = ("acts", "words")
HEAD = 176  # width of the pair's name
FORM = line.Form(26, 13)  # without labels
ASIDE = 108  # width of what stands behind the axis: the prospects


@dataclass
class Track:
    """One track of a strip on its way to a place."""

    name: str
    items: list
    rows: int
    folded: int


def _tracks(strip: Strip, scale, stop: float) -> list[Track]:
    """Pack the marks of a pair into the rows of its two tracks."""
    found = []
    for track in TRACKS:
        items = [line.place(m, scale, stop) for m in strip.marks if m.track == track]
        if items:
            rows = min(line.pack(items, MOST_ROWS), MOST_ROWS)
            gone = sum(item.row is None for item in items)
            found.append(Track(track, items, rows, gone))
    return found


def _row(case: Case, tracks: list[Track], scale, y: float):
    """Draw one pair: its tracks and marks; give the lower edge too."""
    drawn, x = [], scale.pieces[0].x0 - line.GUTTER
    for track in tracks:
        told = track.name + (f" +{track.folded} in the list" if track.folded else "")
        more = {"colour": "quiet", "role": "track"}
        drawn.append(shapes.text(x + 3, y + 7, told, SMALL, **more))
        y += 12
        for item in track.items:
            if item.row is None:
                continue
            item.top = y + item.row * FORM.row
            drawn += line.behind(item, FORM) + line.drawn(item, scale, FORM)
            row = select.find(case, item.mark.record_id)
            drawn.append(line.target(item, FORM, hover(row, item.mark)))
        y += track.rows * FORM.row + 2
    return drawn, y + 6


def hover(row, mark) -> str:
    """Write what a record is, for the reader who points at it: a line a thing."""
    kind = f"{signs.OF_MARK[row.sign].word} {row.basis}, {mark.status}"
    lines = [row.summary, mark.words, prose.upper_first(kind)]
    return "\n".join(lines + ["Not in the article"] * mark.silent)


def _head(
    case: Case, strip: Strip, x: float, y: float, room: float, told: list[str]
) -> list[dict]:
    """Name the pair, and say in a few lines what there is of it."""
    drawn = []
    for part in shapes.wrap(name(case, strip), room, LABEL, 8, bold=True):
        drawn.append(shapes.text(x, y, part, LABEL, bold=True, role="pair"))
        y += 14
    for part in told:
        for part_ in shapes.wrap(part, room, SMALL, 2):
            drawn.append(shapes.text(x, y, part_, SMALL, colour="quiet", role="more"))
            y += 13
    return drawn


def _counts(strip: Strip) -> list[str]:
    """Count the records of a pair."""
    silent = sum(m.silent for m in strip.marks)
    told = [prose.count(len(strip.marks), "record")]
    told += [f"{silent} not in the article"] if silent else []
    return told + ([f"{strip.undated} without a date"] if strip.undated else [])


def _aside(strip: Strip, x: float, y: float) -> list[dict]:
    """Count the prospects behind the axis: they have no date."""
    if not strip.ahead:
        return []
    told = prose.count(strip.ahead, "prospect")
    return [shapes.text(x, y, told, SMALL, colour="quiet", role="more")]


def _close(shown: Shown, rows: pd.DataFrame) -> date | None:
    """Give the day after which no record begins: what lasts on runs off the axis.

    It is the day of the ties, where there is no article whose day would end the axis.
    """
    day = shown.day
    starts = [dates.bounds(w)[-1 if w.moment else 0] for w in rows.when if w.dated]
    return max([day, *starts]) if day else None


def _body(shown: Shown, found: list[Strip], width: int, top: float):
    """Draw the pairs one below another, on one axis."""
    case = shown.case
    left, right = EDGE + HEAD, width - EDGE - ASIDE
    rows = pd.DataFrame(
        [m for s in found for m in s.marks], columns=["Index", *strips.COLUMNS]
    )
    scale = line.fit(shown, rows, left, right, _close(shown, rows))
    day = line.article_day(scale, case)
    stop = line.position(scale, day, 1) if day else scale.pieces[-1].x1
    drawn, y = [], top
    for nth, strip in enumerate(found):
        if nth:
            more = {"colour": "rule", "width": 1, "role": "rule"}
            drawn.append(shapes.line(EDGE, y, width - EDGE, y, **more))
            y += 8
        head = _head(case, strip, EDGE, y + 8, HEAD - 12, _counts(strip))
        body, low = _row(case, _tracks(strip, scale, stop), scale, y)
        drawn += head + body + _aside(strip, right + line.MARGIN, y + 8)
        y = max(low, head[-1]["y0"] + 14)
    y += 4
    under = line.axis(scale, top, y)
    under += line.headings(scale, top - 12)
    over = line.article_line(scale, day, top, y) if day else []
    return under + over + drawn, y + 42, rows


def _taught(rows: pd.DataFrame, drawn: list[dict], text: str) -> list[sheet.Sample]:
    """List what the legend teaches: the shapes of dates, and the mark of silence."""
    kinds = {
        "thin": any(w.dated for w in rows.bracket),
        "dash": any(glyphs.dashed(w) for w in [*rows.when, *rows.bracket]),
        "pale": any(s.get("role") == "pale" for s in drawn),
        "hollow": any(rows.status != "happened"),
        **{sign: any(rows.sign == sign) for sign in signs.OF_MARK},
    }
    found = glyphs.samples({k for k, there in kinds.items() if there}, text)
    found = [(a, b, told.removesuffix(" act")) for a, b, told in found]
    if any(rows.silent):
        found.append((10, _silent_sample, "not in the article"))
    return found


def _silent_sample(x: float, y: float) -> list[dict]:
    return [shapes.text(x, y, SILENT, LABEL, bold=True)]


def layout(shown: Shown, width: int) -> Sheet:
    """Lay the strips out for a width in pixels, without a title."""
    found = [s for s in strips.strips(shown) if s.marks]
    drawn, y = [], 20
    room = sheet.room(width)
    kept, gone = found[:MOST_PAIRS], found[MOST_PAIRS:]
    if kept:
        body, y, rows = _body(shown, kept, width, y + 6)
        drawn += body
        if gone:
            told = f"+{prose.count(len(gone), 'pair')} in the list: " + "; ".join(
                [name(shown.case, s) for s in gone[:5]] + ["..."] * (len(gone) > 5)
            )
            note, y = sheet.note(told, EDGE, y, room, role="more")
            drawn += note
        taught = _taught(rows, drawn, shown.case.text)
        teach, y = sheet.legend("How to read a date", taught, EDGE, y + 12, room)
        drawn += teach
    return Sheet(shapes.frame(drawn), width, int(y + 10))
