"""The page of a sweep: one file that says whether the picture holds.

Made as the report is: it makes no request, and what comes from data is inert text.
"""

import shlex
from collections import Counter
from html import escape
from pathlib import Path
from urllib.parse import quote

import yaml

from helpers import theme
from helpers.case import cases
from helpers.case.cases import Case
from helpers.compare.moving import Reach, is_number, plain
from helpers.draw import svg
from helpers.draw.marks import At, Shape
from helpers.page.offline import HERE as SHARED
from helpers.page.offline import fill, script_of, versions
from helpers.run.compared import Compared, compared
from helpers.run.multiples import MOST, multiples, ranked
from helpers.run.plans import Plan, Run, folder
from helpers.run.store import Record
from helpers.text import verdicts
from helpers.text.sweeps import (
    COUNTED,
    about,
    cut,
    differing,
    standfirst,
    varied,
    view_head,
    written,
)
from helpers.view import parameters

HERE = Path(__file__).parent
SCRIPT = (SHARED / "cells.js", HERE / "sweep.js")
LISTED = 2000  # runs in the table; with more a browser takes too long to lay it out
RANGE = (132, 18)  # of the drawing in a table's cell, in pixels
WORDS = 4  # values that are listed of a finding that is no number


def render(plan: Plan, records: list[Record], out: Path, mark: str) -> str:
    """Make the page of a sweep that lies in ``out``.

    The same records give the same bytes. ``mark`` stands in its head, so that whoever
    wrote it knows what it was made from.
    """
    case = cases.load(plan.runs[0].folder)
    found = compared(plan, records)
    return fill(
        HERE / "sweep.html",
        script_of(SCRIPT),
        style=theme.css_paints() + (HERE / "sweep.css").read_text(encoding="utf-8"),
        mark=mark,
        case=case,
        title=f"{plan.name}: does the picture hold? {case.question}",
        name=plan.name,
        standfirst=standfirst(found),
        failed=found.failed,
        multiples=multiples(case, found, out / "runs"),
        made=_made(found, out),
        **_tables(case, found, out),
    )


def _tables(case: Case, found: Compared, out: Path) -> dict:
    """Describe both tables: the findings and how far they move, and the runs."""
    names = list(dict.fromkeys(f.name for _, r in found.runs for f in r.findings))
    asked = _asked(found)
    still, part = (_still(found, whole) for whole in (True, False))
    quiet = len(found.outcomes) - 1 - len(found.moved) if found.moved else 0
    return {
        "counted": COUNTED,
        "reach": [_row(row) for row in found.reach if row.moved],
        "still": still,
        "part": part,
        "apart": _apart(found, names),
        "heads": [(verdicts.short(case, name), name) for name in names],
        "view_head": view_head(found.plan.sweep),
        "asked": asked,
        "still_runs": quiet,  # of the views that come last, since they move nothing
        "runs": [_run(found, pair, asked, names, out) for pair in listed(found)],
        "total": len(found.runs),
    }


# ---- the findings ----------------------------------------------------------------


def _row(row: Reach) -> dict:
    """Describe how far a finding moves, for its line in the table."""
    first, *others = row.by
    counted = Counter(map(written, row.values))
    values = [f"{cut(told)} ({n})" for told, n in counted.most_common(WORDS)]
    more = len(counted) - WORDS
    return {
        "about": about(row.base),
        "name": row.base.name,
        "base": cut(written(row.base.value)),
        "ends": [written(end) for end in row.ends],
        "drawn": drawn(row) if row.ends else "",
        "words": "; ".join([*values, *([f"and {more} more"] if more > 0 else [])]),
        "moved": row.moved,
        "of": row.of,
        "by": first,
        "alike": row.alike,
        "others": len(others),
    }


def _still(found: Compared, whole: bool) -> list[tuple[str, str, int]]:
    """List what no view moves: its words, its value, and how many views have it.

    With ``whole`` what every view has, otherwise what only some have.
    """
    rows = [row for row in found.reach if not row.moved and row.whole is whole]
    return [(about(row.base), written(row.base.value), row.of + 1) for row in rows]


def drawn(row: Reach) -> str:
    """Draw a range from zero: a bar over all views, a dot at the base."""
    wide, high = RANGE
    least, most, base = (plain(value) for value in (*row.ends, row.base.value))
    low, top = min(least, 0.0), max(most, 0.0)
    span, middle = (top - low) or 1.0, high / 2

    def at(value: float) -> float:
        return 6 + (wide - 12) * ((value - low) / span)

    shapes = [
        _line(6, middle, wide - 6, middle, "rule"),
        _line(at(0), 3, at(0), high - 3, "bracket"),
        Shape("box", At(0, at(least)), middle - 3, At(0, at(most)), middle + 3,
              fill="bracket"),
        Shape("disc", At(0, at(base)), middle, y1=4.5, fill="ink", colour="ground",
              width=1.4),
    ]  # fmt: skip
    told = f"From {written(row.ends[0])} to {written(row.ends[1])},"
    alt = escape(f"{told} the base at {written(row.base.value)}")
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    drawn = svg.placed(shapes, "")
    return f'<svg role="img" aria-label="{alt}" {size}>{drawn}</svg>'


def _line(x0: float, y0: float, x1: float, y1: float, colour: str) -> Shape:
    return Shape("line", At(0, x0), y0, At(0, x1), y1, colour, width=1.4)


def _apart(found: Compared, names: list[str]) -> list[tuple[str, int]]:
    """Name the findings that the base does not have, and how many views do."""
    counts = Counter(name for one in found.outcomes for name in one.by_name)
    base = {one.name for one in found.base.findings}
    return [(name, counts[name]) for name in names if counts[name] and name not in base]


# ---- the runs --------------------------------------------------------------------


def listed(found: Compared) -> list[tuple[Run, Record]]:
    """Choose the runs that the page lists: of too many those that tell most.

    The base comes first, then what moves most, what failed, and what moves nothing.
    """
    first = [one.key for one in ranked(found)]
    failed = [one.key for one, record in found.runs if record.status == "failed"]
    kept = dict.fromkeys([found.runs[0][0].key, *first[:MOST], *failed, *first])
    kept, pairs = list(kept)[:LISTED], {pair[0].key: pair for pair in found.runs}
    moves = [one.key for one in found.movers]
    order = dict.fromkeys([kept[0], *moves, *failed, *pairs])
    return [pairs[key] for key in order if key in set(kept)]


def _asked(found: Compared) -> list[str]:
    """Name the parameters in which some view differs from the base.

    What is left out one at a time stands at the head of each row, and not here again.
    """
    if found.plan.sweep.leave_one_out:
        return []
    views = [dict(one.asked) for one, _ in found.runs]
    base, *others = views
    return [n for n in parameters.NAMES if any(one[n] != base[n] for one in others)]


def _run(
    found: Compared,
    pair: tuple[Run, Record],
    asked: list[str],
    names: list[str],
    out: Path,
) -> dict:
    """Describe a run for its line in the table."""
    (one, record), first = pair, found.runs[0][0]
    moves = found.moved.get(one.variation, {})
    told = {finding.name: finding for finding in record.findings}
    return {
        "key": one.key,
        "label": "the base" if one.variation.kind == "base" else one.variation.label,
        "subject": one.variation.subject,
        "same": found.shared.get(one.key, []),
        "asked": [_value(one, name) for name in asked],
        "status": record.status,
        "where": _where(record),
        "error": cut(record.error),
        "seconds": f"{record.seconds:.2f}",
        "outputs": _outputs(one, record, out),
        "moved": len(moves) if record.status == "done" and one is not first else "",
        "cells": [_cell(told.get(name), moves) for name in names],
        "unasked": record.status == "done",
    }


def _value(one: Run, name: str) -> str:
    """Write what a view asks for by one parameter."""
    return parameters.in_words(name, getattr(one.asked, name))


def _where(record: Record) -> str:
    """Say in which chapter and cell a run has failed."""
    if record.status == "done":
        return ""
    cell = "" if record.cell is None else f"cell {record.cell}"
    place = ", ".join(filter(None, [record.chapter, cell]))
    return f"in {place}" if place else "in its page"


def _outputs(one: Run, record: Record, out: Path) -> list[tuple[str, str]]:
    """Link what a run has left: its notebooks, and its own page."""
    home = f"runs/{one.key}"
    names = [(chapter.stem, chapter.name) for chapter in one.chapters]
    if record.status == "failed":  # what comes after is not there
        names = [(t, n) for t, n in names if (out / home / n).is_file()]
    elif one.html:
        names.append(("page", "index.html"))
    return [(told, f"{home}/{quote(name)}") for told, name in names]


def _cell(finding, moves: dict) -> dict:
    """Describe a finding of a run: its value, and what it was where it differs."""
    if finding is None:
        return {"text": "", "was": "", "number": False, "there": False}
    return {
        "text": cut(written(finding.value)),
        "was": cut(differing(finding, moves)),
        "number": is_number(finding.value),
        "there": True,
    }


# ---- how it was made -------------------------------------------------------------


def _made(found: Compared, out: Path) -> dict:
    """Say from what the page was made, and how it is made again."""
    sweep, base = found.plan.sweep, found.runs[0][0]
    data = dict.fromkeys(one.folder for one, _ in found.runs)
    records = [record for _, record in found.runs]
    given = sweep.model_dump(
        mode="json", by_alias=True, exclude_unset=True, fallback=str
    )
    return {
        "view": {name: _value(base, name) for name in parameters.NAMES}
        | {"case": base.folder.name},
        "varied": varied(sweep),
        "chapters": [path.stem for path in base.chapters],
        "data": [(one.name, cases.data_hash(one)) for one in data],
        "versions": versions(),
        "command": _command(found.plan, out),
        "file": yaml.safe_dump(given, sort_keys=False, allow_unicode=True),
        "seconds": {
            what: f"{sum(getattr(record, what) for record in records):.1f}"
            for what in ("seconds", "start", "run", "export")
        },
    }


def _command(plan: Plan, out: Path) -> str:
    """Write the command that runs the sweep again, into the same folder."""
    told = f"dateline sweep {shlex.quote(f'{plan.name}.yaml')}"
    return told if out == folder(plan) else f"{told} --out {shlex.quote(str(out))}"
