"""The strips: a row a pair of actors, its records over time, acts and words apart.

The line of dates is the timeline's. What the article does not tell of a pair stands
on its track too, with a short bar beneath: there the article is silent.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from helpers import relations, schema, select, theme, words
from helpers.cases import Case
from helpers.charts import glyphs, line, records, shapes, sheet, ties
from helpers.charts.face import Chart, Sheet
from helpers.charts.records import Listing
from helpers.charts.sheet import LABEL, SMALL
from helpers.parameters import View

MOST_PAIRS = 8
MOST_ROWS = 8  # of a track; beyond them records fold
TRACKS = ("acts", "words")
HEAD = {False: 176, True: 0}  # width of the pair's name, wide and narrow
ASIDE = 108  # width of what stands behind the axis: the prospects
COLUMNS = [
    "record_id", "number", "pair", "track", "when", "bracket", "seen", "bracket_seen",
    "status", "sign", "quiet", "silent",
]  # fmt: skip


@dataclass(frozen=True)
class Strip:
    """A pair with its marks, and how many of its records are only prospects."""

    a: str
    b: str
    marks: list
    undated: int
    ahead: int


def marks(case: Case, asked: View) -> pd.DataFrame:
    """List the attested and denied signed relations that have two ends: a row a mark.

    What came after the article is off the axis. ``number`` leads to the list;
    ``silent`` where only outside sources tell of it.
    """
    rows = []
    order = {a: n for n, a in enumerate(case.package.get("order") or [])}
    for row in case.relations.itertuples():
        status = select.status(row, asked.dates)
        ends = {case.rolled(a, asked.level) for a in (row.source_actor,
                                                      row.target_actor)}  # fmt: skip
        if not row.sign or status in schema.PROSPECTS or len(ends) < 2:
            continue
        if select.is_after(case, select.when(row, asked.dates)):
            continue
        pair = tuple(sorted(ends, key=lambda a: (order.get(a, len(order)), a)))
        rows.append(
            {
                "record_id": row.relation_id, "pair": pair, "status": status,
                "track": "acts" if row.basis == "act" else "words", "sign": row.sign,
                "quiet": False, "silent": bool(case.article) and row.layer == "context",
                **line.dated(case, row, asked.dates),
            }
        )  # fmt: skip
    rows.sort(key=_in_order)
    return pd.DataFrame([r | {"number": n} for n, r in enumerate(rows, 1)],
                        columns=COLUMNS)  # fmt: skip


def _in_order(row: dict) -> tuple:
    """Order marks by time, as the list has them."""
    when = row["when"]
    first = when.begin_earliest or when.end_latest or date.max
    return not when.dated, first, when.end_latest or date.max, row["record_id"]


def strips(case: Case, asked: View) -> list[Strip]:
    """Group the marks by pair: those in focus first, then those with most records."""
    rows = list(marks(case, asked).itertuples())
    told = relations.prospects(case, dates=asked.dates, level=asked.level)
    ahead = {
        frozenset((p.a, p.b)): sum(p.statuses.values())
        for p in told.itertuples()
        if p.kind == "tie"
    }
    found: dict[tuple, list] = {}
    for row in rows:
        found.setdefault(row.pair, []).append(row)

    def rank(pair: tuple) -> tuple:
        return -len(set(pair) & set(case.focus)), -len(found[pair]), pair

    return [
        Strip(
            *pair,
            [m for m in found[pair] if m.when.dated],
            sum(not m.when.dated for m in found[pair]),
            ahead.get(frozenset(pair), 0),
        )
        for pair in sorted(found, key=rank)
    ]


def name(case: Case, strip: Strip) -> str:
    """Name the pair of a strip."""
    names = case.actor_names
    return f"{names.get(strip.a, strip.a)} {ties.DASH} {names.get(strip.b, strip.b)}"


def titles(case: Case, asked: View, found: list[Strip]) -> tuple[str, str]:
    """Write the finding as title; the measure and the filter as subtitle."""
    rows = [m for strip in found for m in strip.marks]
    n = sum(m.silent for m in rows)
    if not rows:
        return "No record of a pair has a date", words.view_of(asked)
    title = f"{words.count(len(rows), 'dated record')} of {_pairs(len(found))}"
    if case.article and "context" in asked.layers:
        title = f"The article is silent on {n} of {title}{_most(case, found)}"
    told = ["A row a pair, acts above words; filled where it happened."]
    if n:
        told.append("A short bar beneath: not in the article.")
    if asked.gaps == "collapsed":
        told.append("Long gaps are shortened where marked.")
    told.append(words.view_of(asked))
    return title, " ".join(t for t in told if t)


def _most(case: Case, found: list[Strip]) -> str:
    """Say of which pair the article leaves out most."""
    gaps = [(sum(m.silent for m in strip.marks), strip) for strip in found]
    n, strip = max(gaps, key=lambda gap: gap[0])
    return f", {n} of them {name(case, strip)}" if n > 1 else ""


def _pairs(n: int) -> str:
    return words.count(n, "pair")


# ---- where it goes --------------------------------------------------------------


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


def _silence(item, form) -> list[dict]:
    """Draw the short bar beneath a mark that the article does not tell of."""
    y, at = item.top + form.middle + glyphs.RADIUS + 3, item.main
    x0, x1 = (at.x0 - 6, at.x0 + 6) if at.x1 - at.x0 < 12 else (at.x0, at.x1)
    low = max(x0, x1 - 40) if at.left == "unknown" else x0
    more = {"colour": "quiet", "width": 2, "role": "silence"}
    return [shapes.line(low, y, min(x1, low + 40), y, **more)]


def _row(case: Case, form, strip: Strip, tracks: list[Track], scale, y: float):
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
            item.top = y + item.row * form.row
            drawn += line.behind(item, form) + line.drawn(item, scale, form)
            drawn += _silence(item, form) if item.mark.silent else []
            row = words.find(case, item.mark.record_id)
            drawn.append(line.target(item, form, hover(case, row, item.mark)))
        y += track.rows * form.row + 2
    return drawn, y + 6


def hover(case: Case, row, mark) -> str:
    """Write what a record is, for the reader who points at it: a line a thing."""
    kind = f"{theme.SIGN_WORD[row.sign]} {row.basis}, {mark.status}"
    lines = [row.summary, words.date_of(case, row), words.upper_first(kind)]
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
            drawn.append(shapes.text(x, y, part_, SMALL, colour="quiet", role="pair"))
            y += 13
    return drawn


def _counts(strip: Strip, narrow: bool) -> list[str]:
    """Count the records of a pair; narrow, its prospects too and in one line."""
    silent = sum(m.silent for m in strip.marks)
    told = [words.count(len(strip.marks), "record")]
    told += [f"{silent} not in the article"] if silent else []
    told += [f"{strip.undated} without a date"] if strip.undated else []
    if narrow and strip.ahead:
        told.append(words.count(strip.ahead, "prospect"))
    return [", ".join(told)] if narrow else told


def _aside(strip: Strip, x: float, y: float) -> list[dict]:
    """Count the prospects behind the axis: they have no date."""
    if not strip.ahead:
        return []
    told = words.count(strip.ahead, "prospect")
    return [shapes.text(x, y, told, SMALL, colour="quiet", role="aside")]


def _form(width: int):
    """Give the measures of a line without labels."""
    narrow = sheet.narrow(width)
    return line.Form(width, narrow, sheet.edge(width), 26, 13, 8)


def _body(case: Case, asked: View, found: list[Strip], width: int, top: float):
    """Draw the pairs one below another, on one axis."""
    form, narrow = _form(width), sheet.narrow(width)
    left = form.edge + HEAD[narrow]
    right = width - form.edge - (0 if narrow else ASIDE)
    rows = pd.DataFrame([m for s in found for m in s.marks], columns=_FIELDS)
    scale = line.fit(case, asked, rows, left, right)
    day = line.article_day(scale, case)
    stop = line.position(scale, day, 1) if day else scale.pieces[-1].x1
    room = width - 2 * form.edge if narrow else HEAD[narrow] - 12
    drawn, y = [], top
    for nth, strip in enumerate(found):
        if nth:
            more = {"colour": "rule", "width": 1, "role": "rule"}
            drawn.append(shapes.line(form.edge, y, width - form.edge, y, **more))
            y += 8
        told = _counts(strip, narrow)
        head = _head(case, strip, form.edge, y + 8, room, told)
        start = y + (17 + 13 * (len(head) - 1) if narrow else 0)
        body, low = _row(case, form, strip, _tracks(strip, scale, stop), scale, start)
        more = [] if narrow else _aside(strip, right + line.MARGIN, y + 8)
        drawn += head + body + more
        y = max(low, head[-1]["y0"] + 14)
    y += 4
    under = line.axis(scale, top, y, narrow)
    under += line.headings(scale, top - 12, narrow)
    over = line.article_line(scale, day, top, y) if day else []
    return under + over + drawn, y + 42, rows


_FIELDS = ["Index", *COLUMNS]


def _taught(rows: pd.DataFrame, drawn: list[dict]) -> list[sheet.Sample]:
    """List what the legend teaches: the shapes of dates, and the bar of silence."""
    kinds = {
        "thin": any(w.dated for w in rows.bracket),
        "dash": any(glyphs.dashed(w) for w in [*rows.when, *rows.bracket]),
        "hollow": any(rows.status != "happened"),
        **{sign: any(rows.sign == sign) for sign in theme.SIGN_GLYPH},
    }
    found = glyphs.samples({kind for kind, there in kinds.items() if there})
    found = [(a, b, told.removesuffix(" act")) for a, b, told in found]
    if any(s.get("role") == "silence" for s in drawn):
        found.append((14, _silent_sample, "the article is silent on it"))
    return found


def _silent_sample(x: float, y: float) -> list[dict]:
    return [shapes.line(x, y, x + 12, y, colour="quiet", width=2)]


def layout(case: Case, asked: View, width: int = theme.WIDE, source: str = "") -> Sheet:
    """Lay the strips out for a width in pixels."""
    every = strips(case, asked)
    found = [s for s in every if s.marks]
    drawn, y = sheet.header(*titles(case, asked, every), width)
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    shown, gone = found[:MOST_PAIRS], found[MOST_PAIRS:]
    if shown:
        body, y, rows = _body(case, asked, shown, width, y + 6)
        drawn += body
        if gone:
            told = f"+{_pairs(len(gone))} in the list: " + "; ".join(
                [name(case, s) for s in gone[:5]] + ["..."] * (len(gone) > 5)
            )
            note, y = sheet.note(told, left, y, room)
            drawn += note
        taught = _taught(rows, drawn)
        teach, y = sheet.legend("How to read a date", taught, left, y + 12, room)
        drawn += teach
    told, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + told), width, int(y + 10))


def alt(case: Case, asked: View, found: list[Strip]) -> str:
    """Describe the strips to somebody who does not see them."""
    title, subtitle = titles(case, asked, found)
    told = [f"{name(case, s)}: {words.count(len(s.marks), 'record')}" for s in found]
    more = f" and {len(told) - 6} more" if len(told) > 6 else ""
    return f"Strips. {title}. {subtitle} {'; '.join(told[:6])}{more}."


def chart(case: Case, asked: View) -> Chart:
    """Draw the strips of a case as a view asks for them, in both faces."""
    found, source = strips(case, asked), words.source_line(case)
    title, subtitle = titles(case, asked, found)
    wide, narrow = (layout(case, asked, w, source) for w in (theme.WIDE, theme.NARROW))
    text = alt(case, asked, found)
    return Chart("02-strips", title, subtitle, source, text, wide, narrow)


def _beside(case: Case, asked: View) -> dict:
    """Name what stands off the axis, with how to know it; the first that fits."""
    return {
        "Prospects, off the axis": lambda r: select.is_prospect(r, asked.dates),
        "After publication": lambda r: select.is_after(
            case, select.when(r, asked.dates)
        ),
        "No tie: unsigned, or within one actor": lambda r: True,
    }


def listing(case: Case, asked: View) -> Listing:
    """List every relation with its card: by pair, then prospects and what is no tie."""
    found, parts, used = strips(case, asked), {}, set()
    numbers = marks(case, asked)
    number = dict(zip(numbers.record_id, numbers.number, strict=True))
    for strip in found:
        pair = {strip.a, strip.b}
        ours = [r for r, p in zip(numbers.record_id, numbers.pair, strict=True)
                if set(p) == pair]  # fmt: skip
        parts[name(case, strip)] = [(str(number[r]), words.find(case, r)) for r in ours]
        used |= set(ours)
    rest = [r for r in case.relations.itertuples() if r.relation_id not in used]
    for name_, belongs in _beside(case, asked).items():
        parts[name_] = [("", r) for r in rest if belongs(r)]
        rest = [r for r in rest if not belongs(r)]
    parts["Memberships, never a tie"] = [("", m) for m in case.memberships.itertuples()]
    return records.numbered(case, asked, parts, "RM")
