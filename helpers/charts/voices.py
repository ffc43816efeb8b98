"""The voices: from the records, through whoever relays them, to who said it first.

A row is a first voice; the bar counts the records that rest on it, filled where no
other first voice is found in any source. Premises and other claims are not counted.
"""

from dataclasses import dataclass
from functools import partial
from html import escape

import pandas as pd

from helpers import prose, theme
from helpers.case.cases import Case
from helpers.draw import face, shapes, sheet
from helpers.draw.face import Chart, Sheet
from helpers.draw.sheet import SMALL
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import summary, ties, wording
from helpers.view import naming, select
from helpers.view import voices as said
from helpers.view.shown import Shown

MOST = 10  # voices on the chart
HIGH = {False: 54, True: 80}  # of a row, wide and narrow
BAR = 230  # width of the longest bar on a wide sheet
DOT = 5
KINDS = {
    "one origin": "single",
    "unnamed sources only": "anonymous",
    "the author's word alone": "own_word",
    "several pages, one source": "copies",
}


@dataclass(frozen=True)
class Voice:
    """A first voice: by what chain it is heard, and which records rest on it.

    ``alone`` are those for which no other first voice is found in any source.
    """

    voice: str
    chain: list[str]
    records: list[str]
    alone: list[str]


def heard(case: Case, source: str) -> list[Voice]:
    """List the first voices by a source, those with most records first."""
    ours = said.support(case, source)
    every = said.support(case)
    also = dict(zip(every.record_id, every.voices, strict=True))
    found: dict[str, list[str]] = {}
    for row in ours.itertuples():
        for voice in row.voices:
            found.setdefault(voice, []).append(row.record_id)
    told = [
        Voice(voice, _chain(case, voice, rows, source), rows,
              [r for r in rows if set(also[r]) <= {voice}])
        for voice, rows in found.items()
    ]  # fmt: skip
    return sorted(told, key=lambda v: (-len(v.records), v.voice))


def _chain(case: Case, voice: str, rows: list[str], source: str) -> list[str]:
    """Give the chain by which most of a voice's records come from it."""
    counted: dict[tuple, int] = {}
    for record in rows:
        for chain in said.firsthand(case, record, source):
            if voice == said.speaker(case, chain[-1]):
                counted[tuple(chain)] = counted.get(tuple(chain), 0) + 1
    return list(max(counted, key=lambda chain: (counted[chain], len(chain))))


def sureness(shown: Shown) -> pd.DataFrame:
    """Count the article's records by what they rest on: a row a kind of support."""
    case = shown.case
    source = said.read_by(case, shown.view)
    ours = said.support(case, source)
    wider = said.support(case)
    wider = wider[wider.record_id.isin(ours.record_id)]
    columns = {"by the article alone": ours, "with other sources": wider}
    if not source:
        columns = {"as coded": wider}
    kinds = {told: k for told, k in KINDS.items() if source or k != "own_word"}
    found = {
        name: [int(frame[kind].sum()) for kind in kinds.values()] + [len(frame)]
        for name, frame in columns.items()
    }
    index = pd.Index([*kinds, "all records"], name="Records that rest on")
    return pd.DataFrame(found, index=index)


def titles(shown: Shown, found: list[Voice]) -> tuple[str, str]:
    """Write the finding as title; the measure and the filter as subtitle."""
    asked = shown.view
    source = said.read_by(shown.case, asked)
    ours = said.support(shown.case, source)
    n = len(ours)
    if not n:
        whose = "of the article " if source else ""
        return f"No record {whose}in this view names a voice", wording.view_of(asked)
    unnamed = int(ours.anonymous.sum())
    rests = prose.verb(unnamed, "rests", "rest")
    rest = f"{unnamed} {rests} only on unnamed sources" if unnamed else ""
    of = f"of {prose.count(n, 'record')}{' of the article' if source else ''}"
    alone = int((ours.own_word if source else ours.single).sum())
    what = "no voice but its own" if source else "one origin"
    what = what if alone or not source else "its own voice alone"
    verb = prose.verb(min(alone or 1, n), "rests", "rest")
    title = f"{alone or 'None'} {of} {verb} on {what}"
    told = [
        "Who said it first (the origin), and through whom it is heard. Filled: no other"
        " origin is found.",
        wording.view_of(asked),
    ]
    return "; ".join(filter(None, [title, rest])), " ".join(t for t in told if t)


# ---- where it goes --------------------------------------------------------------


def _bar(case: Case, one: Voice, x: float, y: float, unit: float) -> list[dict]:
    """Draw how many records rest on a voice, filled where on it alone."""
    long, full = len(one.records) * unit, len(one.alone) * unit
    edge = {"colour": "ink", "width": 1.2, "role": "bar"}
    drawn = [{**shapes.box(x, y - 6, x + long, y + 6, fill="ground"), **edge}]
    if full:
        drawn.append(shapes.box(x, y - 6, x + full, y + 6, fill="ink", role="alone"))
    return drawn


def _told(one: Voice) -> str:
    """Write the counts of a voice."""
    n, alone = prose.count(len(one.records), "record"), len(one.alone)
    if alone == len(one.records):
        return f"{n}, no other origin"
    return (
        f"{n}, {alone} with no other origin"
        if alone
        else f"{n}, another origin for each"
    )


def _steps(case: Case, one: Voice) -> list[str]:
    """List the voices of a chain by name, and who stands at its end."""
    steps = [naming.voice_name(case, v) for v in (*one.chain[:-1], one.voice)]
    return [step.removesuffix(" itself") for step in steps[:-1]] + steps[-1:]


def _path(
    case: Case, one: Voice, x: float, y: float, right: float, most: bool
) -> list[dict]:
    """Draw a chain as dots on a line, the first voice last and largest.

    ``most`` where there is room for three lines.
    """
    told, drawn = _steps(case, one), []
    step = (right - x) / max(4, len(told))
    ends = x + (len(told) - 1) * step
    if len(told) > 1:
        drawn.append(shapes.line(x, y, ends, y, colour="bracket", role="chain"))
    for nth, part in enumerate(told):
        last, at = nth == len(told) - 1, x + nth * step
        hollow = last and one.voice in case.anonymous
        look = {"fill": "ground" if hollow else "ink" if last else "bracket"}
        look |= {"colour": "ink" if last else "bracket", "role": "voice"}
        drawn.append(shapes.disc(at, y, DOT if last else DOT - 2, width=1.6, **look))
        room = max(step, min(right - at, 2 * step)) if last else step
        lines = shapes.wrap(part, room - 14, SMALL, 3 if most else 2, bold=last)
        for n, text in enumerate(lines):
            more = {"bold": last, "colour": "ink" if last else "quiet"}
            high = y + 15 + 12 * n
            drawn.append(shapes.text(at - 4, high, text, SMALL, role="step", **more))
    return drawn


def anchor(voice: str) -> str:
    """Give the id of a voice in its list."""
    return f"voice-{voice}"


def hover(case: Case, one: Voice) -> str:
    """Write what a voice carries, for the reader who points at it."""
    rows = [naming.title_of(select.find(case, r)) for r in one.records[:6]]
    more = [f"and {len(one.records) - 6} more"] if len(one.records) > 6 else []
    return "\n".join([" ← ".join(_steps(case, one)), _told(one), *rows, *more])


def _row(case: Case, one: Voice, width: int, y: float, unit: float) -> list[dict]:
    """Draw one voice: wide, bar beside chain; narrow, one above the other."""
    left, narrow = sheet.edge(width), sheet.narrow(width)
    drawn = _bar(case, one, left, y, unit)
    told = left + len(one.records) * unit + 7 if narrow else left
    high = y if narrow else y + 17
    more = {"colour": "quiet", "role": "counts"}
    drawn.append(shapes.text(told, high, _told(one), SMALL, **more))
    x, low = (left + DOT, y + 20) if narrow else (left + BAR + 50, y)
    drawn += _path(case, one, x, low, width - left, narrow)
    area = (left, y - 10, width - left, y + HIGH[narrow] - 14)
    return [*drawn, shapes.target(*area, anchor(one.voice), hover(case, one))]


def _samples() -> list[sheet.Sample]:
    full = {"fill": "ink", "colour": "ink", "width": 1.2}
    return [
        (26, lambda x, y: [{**shapes.box(x, y - 5, x + 24, y + 5), **full}],
         "rests on this origin alone"),
        (26, lambda x, y: [{**shapes.box(x, y - 5, x + 24, y + 5),
                            **full, "fill": "ground"}],
         "another origin is found too"),
        (12, lambda x, y: [shapes.disc(x + 6, y, DOT, fill="ground", width=1.6)],
         "an unnamed source"),
    ]  # fmt: skip


def layout(shown: Shown, width: int = theme.WIDE, source: str = "") -> Sheet:
    """Lay the voices out for a width in pixels."""
    case = shown.case
    found, narrow = heard(case, said.read_by(case, shown.view)), sheet.narrow(width)
    drawn, y = sheet.header(*titles(shown, found), width)
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    kept, gone = found[:MOST], found[MOST:]
    if kept:
        unit = (110 if narrow else BAR) / len(kept[0].records)
        y += 4
        for nth, one in enumerate(kept):
            drawn += _row(case, one, width, y + nth * HIGH[narrow], unit)
        y += len(kept) * HIGH[narrow]
        if gone:
            told = f"+{prose.count(len(gone), 'voice')} in the list."
            note, y = sheet.note(told, left, y, room)
            drawn += note
        teach, y = sheet.legend("How to read a row", _samples(), left, y + 10, room)
        drawn += teach
    told, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + told), width, int(y + 10))


def alt(shown: Shown, found: list[Voice]) -> str:
    """Describe the voices to somebody who does not see them."""
    told = [f"{' from '.join(_steps(shown.case, v)[::-1])}: {_told(v)}" for v in found]
    return ties.describe("Voices", *titles(shown, found), told)


def chart(shown: Shown) -> Chart:
    """Draw the voices of a case as a view asks for them, in both faces."""
    case = shown.case
    found, source = (
        heard(case, said.read_by(case, shown.view)),
        summary.source_line(case),
    )
    told, text = titles(shown, found), alt(shown, found)
    draw = partial(layout, shown, source=source)
    return face.chart("03-voices", told, source, text, draw)


def listing(shown: Shown) -> Listing:
    """List each first voice with its records, then who is never quoted with theirs."""
    case = shown.case
    found = heard(case, said.read_by(case, shown.view))
    entries = [
        records.fold(
            records.title(_steps(case, one)[-1], _told(one)),
            anchor(one.voice),
            _records(shown, one),
        )
        for one in found
    ]
    html = records.group(f"Origins ({len(entries)})", entries)
    html += records.group("Records by what they rest on", _kinds(shown))
    quiet = said.unheard(case, shown.view.level)
    silent = [
        records.fold(
            records.title(
                case.actor_names.get(row.actor_id, row.actor_id),
                f"{row.kind.replace('-', ' ')};"
                f" in {prose.count(len(row.records), 'record')}",
            ),
            f"unheard-{row.actor_id}",
            cards.record_lines(shown, row.records),
        )
        for row in quiet.itertuples()
    ]  # fmt: skip
    html += records.group(f"Discussed, never quoted ({len(silent)})", silent)
    lines = [f"{_steps(case, one)[-1]}: {_told(one)}" for one in found]
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))


def _kinds(shown: Shown) -> list[str]:
    """List which records rest on one voice, on no name, on the author or on copies.

    The article's records, with all that any source says of them.
    """
    case = shown.case
    wider = said.support(case)
    ours = said.support(case, said.read_by(case, shown.view)).record_id
    wider = wider[wider.record_id.isin(ours)]
    found = []
    for told, kind in KINDS.items():
        rows = list(wider.record_id[wider[kind].astype(bool)])
        head = records.title(told, prose.count(len(rows), "record"))
        lines = cards.record_lines(shown, rows)
        found += [records.fold(head, f"rests-{kind}", lines)] if rows else []
    return found


def _records(shown: Shown, one: Voice) -> str:
    """Write through whom a voice is heard, and the records that rest on it."""
    path = escape(" ← ".join(_steps(shown.case, one)))
    lines = cards.record_lines(shown, one.records)
    return f"<p>{path}</p>{lines}"
