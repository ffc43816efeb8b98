"""The strips: a row a pair of actors, its records over time, acts and words apart.

The line of dates is the timeline's. What the article does not tell of a pair stands
on its track too, its number with an asterisk: it is not in the article.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd

from helpers import prose, theme
from helpers.case import dates, firmness, schema, signs
from helpers.case.cases import Case
from helpers.draw import face, glyphs, line, shapes, sheet
from helpers.draw.face import Chart, Sheet
from helpers.draw.sheet import LABEL, SMALL
from helpers.lists import records
from helpers.lists.records import Listing
from helpers.text import summary, ties, wording
from helpers.view import naming, select
from helpers.view.shown import Shown

STILL = ("kinds", "memory")  # parameters that move nothing here
MOST_PAIRS = 8
MOST_ROWS = {False: 8, True: 16}  # of a track, wide and narrow; others fold
SILENT = "*"  # behind the number of a record that the article does not tell
TRACKS = ("acts", "words")
HEAD = {False: 176, True: 0}  # width of the pair's name, wide and narrow
ASIDE = 108  # width of what stands behind the axis: the prospects
COLUMNS = [
    "record_id", "number", "pair", "track", "when", "bracket", "seen", "bracket_seen",
    "past", "status", "sign", "quiet", "silent", "words",
]  # fmt: skip


@dataclass(frozen=True)
class Strip:
    """A pair with its marks, and how many of its records are only prospects."""

    a: str
    b: str
    marks: list
    undated: int
    ahead: int


def marks(shown: Shown) -> pd.DataFrame:
    """List the attested and denied signed relations that have two ends: a row a mark.

    What came after the article is off the axis. ``number`` leads to the list, with an
    asterisk where the article is ``silent``: only outside sources tell of it. By the
    article's own dates nothing is, since what only others tell has none.
    """
    case = shown.case
    rows, silence = [], bool(case.article) and shown.view.dates != "article"
    for row in case.rows("relations"):
        status = shown.status(row)
        ends = {case.rolled(a, shown.view.level) for a in (row.source_actor,
                                                      row.target_actor)}  # fmt: skip
        if not row.sign or status in firmness.PROSPECTS or len(ends) < 2:
            continue
        if select.is_after(case, shown.when(row)):
            continue
        pair = tuple(sorted(ends, key=lambda a: (case.rank.get(a, 0), a)))
        rows.append(
            {
                "record_id": row.relation_id, "pair": pair, "status": status,
                "track": "acts" if row.basis == "act" else "words", "sign": row.sign,
                "quiet": False, "silent": silence and row.layer == "context",
                "words": wording.date_of(shown, row),
                **line.dated(shown, row),
            }
        )  # fmt: skip
    rows.sort(key=_in_order)
    for n, row in enumerate(rows, 1):
        row["number"] = f"{n}{SILENT if row['silent'] else ''}"
    return pd.DataFrame(rows, columns=COLUMNS)


def _in_order(row: dict) -> tuple:
    """Order marks by time, as the list has them."""
    when = row["when"]
    first = when.begin_earliest or when.end_latest or date.max
    return not when.dated, first, when.end_latest or date.max, row["record_id"]


def strips(shown: Shown) -> list[Strip]:
    """Group the marks by pair: those in focus first, then those with most records."""
    rows = list(marks(shown).itertuples())
    told = shown.prospects
    ahead = {
        frozenset((p.a, p.b)): sum(p.statuses.values())
        for p in told.itertuples()
        if p.kind == "tie"
    }
    found: dict[tuple, list] = {}
    for row in rows:
        found.setdefault(row.pair, []).append(row)

    def rank(pair: tuple) -> tuple:
        return -len(set(pair) & set(shown.case.focus)), -len(found[pair]), pair

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
    return naming.pair(case, strip.a, strip.b)


def titles(shown: Shown, found: list[Strip]) -> tuple[str, str]:
    """Write the finding as title; the measure and the filter as subtitle."""
    asked = shown.view
    rows = [m for strip in found for m in strip.marks]
    n = sum(m.silent for m in rows)
    view = wording.view_of(asked, STILL)
    if not rows:
        return "No record of a pair has a date", view
    pairs = sum(bool(strip.marks) for strip in found)
    title = f"{prose.count(len(rows), 'dated record')} of {prose.count(pairs, 'pair')}"
    if shown.case.article and set(asked.layers) == set(schema.LAYERS) and n:
        be = prose.verb(n, "is", "are")
        title = f"{n} of {title} {be} not in the article{_most(shown.case, found)}"
    told = ["A row a pair, acts above words; filled where it happened."]
    if n:
        told.append("With an asterisk: not in the article.")
    if asked.gaps == "collapsed":
        told.append("Long gaps are shortened where marked.")
    told.append(view)
    return title, " ".join(t for t in told if t)


def _most(case: Case, found: list[Strip]) -> str:
    """Say of which pair most records are not in the article."""
    gaps = [(sum(m.silent for m in strip.marks), strip) for strip in found]
    n, strip = max(gaps, key=lambda gap: gap[0])
    share = "all" if n == sum(gap for gap, _ in gaps) else n
    return f", {share} of them {name(case, strip)}" if n > 1 else ""


# ---- where it goes --------------------------------------------------------------


@dataclass
class Track:
    """One track of a strip on its way to a place."""

    name: str
    items: list
    rows: int
    folded: int


def _tracks(strip: Strip, scale, stop: float, most: int) -> list[Track]:
    """Pack the marks of a pair into the rows of its two tracks."""
    found = []
    for track in TRACKS:
        items = [line.place(m, scale, stop) for m in strip.marks if m.track == track]
        if items:
            rows = min(line.pack(items, most), most)
            gone = sum(item.row is None for item in items)
            found.append(Track(track, items, rows, gone))
    return found


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
            row = select.find(case, item.mark.record_id)
            drawn.append(line.target(item, form, hover(row, item.mark)))
        y += track.rows * form.row + 2
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


def _counts(strip: Strip, narrow: bool) -> list[str]:
    """Count the records of a pair; narrow, its prospects too and in one line."""
    silent = sum(m.silent for m in strip.marks)
    told = [prose.count(len(strip.marks), "record")]
    told += [f"{silent} not in the article"] if silent else []
    told += [f"{strip.undated} without a date"] if strip.undated else []
    if narrow and strip.ahead:
        told.append(prose.count(strip.ahead, "prospect"))
    return [", ".join(told)] if narrow else told


def _aside(strip: Strip, x: float, y: float) -> list[dict]:
    """Count the prospects behind the axis: they have no date."""
    if not strip.ahead:
        return []
    told = prose.count(strip.ahead, "prospect")
    return [shapes.text(x, y, told, SMALL, colour="quiet", role="more")]


def _form(width: int):
    """Give the measures of a line without labels."""
    narrow = sheet.narrow(width)
    return line.Form(width, narrow, sheet.edge(width), 26, 13, 8)


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
    form, narrow = _form(width), sheet.narrow(width)
    left = form.edge + HEAD[narrow]
    right = width - form.edge - (0 if narrow else ASIDE)
    rows = pd.DataFrame(
        [m for s in found for m in s.marks], columns=["Index", *COLUMNS]
    )
    scale = line.fit(shown, rows, left, right, _close(shown, rows))
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
        body, low = _row(
            case,
            form,
            strip,
            _tracks(strip, scale, stop, MOST_ROWS[narrow]),
            scale,
            start,
        )
        more = [] if narrow else _aside(strip, right + line.MARGIN, y + 8)
        drawn += head + body + more
        y = max(low, head[-1]["y0"] + 14)
    y += 4
    under = line.axis(scale, top, y, narrow)
    under += line.headings(scale, top - 12, narrow)
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


def layout(
    shown: Shown,
    width: int = theme.WIDE,
    source: str = "",
    bare: bool = False,
) -> Sheet:
    """Lay the strips out for a width in pixels; ``bare`` ones have no title."""
    every = strips(shown)
    found = [s for s in every if s.marks]
    told = ("", "") if bare else titles(shown, every)
    drawn, y = sheet.header(*told, width)
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    kept, gone = found[:MOST_PAIRS], found[MOST_PAIRS:]
    if kept:
        body, y, rows = _body(shown, kept, width, y + 6)
        drawn += body
        if gone:
            told = f"+{prose.count(len(gone), 'pair')} in the list: " + "; ".join(
                [name(shown.case, s) for s in gone[:5]] + ["..."] * (len(gone) > 5)
            )
            note, y = sheet.note(told, left, y, room, role="more")
            drawn += note
        taught = _taught(rows, drawn, shown.case.text)
        teach, y = sheet.legend("How to read a date", taught, left, y + 12, room)
        drawn += teach
    told, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + told), width, int(y + 10))


def alt(shown: Shown, found: list[Strip]) -> str:
    """Describe the strips to somebody who does not see them."""
    told = [
        f"{name(shown.case, s)}: {prose.count(len(s.marks), 'record')}" for s in found
    ]
    return ties.describe("Strips", *titles(shown, found), told)


def chart(shown: Shown) -> Chart:
    """Draw the strips of a case as a view asks for them, in both faces."""
    found, source = strips(shown), summary.source_line(shown.case)
    told, text = titles(shown, found), alt(shown, found)
    draw = partial(layout, shown, source=source)
    return face.chart("02-strips", told, source, text, draw)


def _beside(shown: Shown) -> dict:
    """Name what stands off the axis, with how to know it; the first that fits."""
    return {
        "Prospects, off the axis": lambda r: shown.is_prospect(r),
        "After publication": lambda r: select.is_after(shown.case, shown.when(r)),
        "No tie: unsigned, or within one actor": lambda r: True,
    }


def listing(shown: Shown) -> Listing:
    """List every relation with its card: by pair, then prospects and what is no tie."""
    case = shown.case
    parts, used = [], set()
    numbers = marks(shown)
    of_pair = numbers.groupby("pair", sort=False)[["record_id", "number"]]
    by_pair = {pair: list(rows.itertuples(index=False)) for pair, rows in of_pair}
    for strip in strips(shown):
        ours = by_pair.get((strip.a, strip.b), [])
        rows = [(str(n), select.find(case, record)) for record, n in ours]
        parts.append((name(case, strip), rows))
        used |= {record for record, _ in ours}
    rest = [r for r in case.rows("relations") if r.relation_id not in used]
    for heading, belongs in _beside(shown).items():
        parts.append((heading, [("", r) for r in rest if belongs(r)]))
        rest = [r for r in rest if not belongs(r)]
    bonds = [("", m) for m in case.rows("memberships")]
    parts.append(("Memberships, never a tie", bonds))
    return records.numbered(shown, parts, "RM")
