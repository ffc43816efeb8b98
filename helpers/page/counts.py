"""A view too large for a page: its counts in the place of the chapters.

It knows how many records a page can hold, and counts them; a record is counted in a
stretch of time only where its date leaves no other.
"""

import nbformat
import pandas as pd
from nbformat import NotebookNode

from helpers import prose
from helpers.case import signs
from helpers.case.cases import Case
from helpers.lists import records
from helpers.view import naming, relations
from helpers.view.shown import Shown

MOST = 12_500  # events and relations: beyond, a browser takes long to open the page
YEARS = 30  # of more than so many, decades are counted
ROWS = 20  # pairs and sources that are listed, the largest first


def size(shown: Case) -> int:
    """Return how many events and relations a view shows."""
    return len(shown.rows("events")) + len(shown.rows("relations"))


def book(shown: Shown) -> NotebookNode:
    """Return a chapter that counts what a view shows, and says why it does no more."""
    case = shown.case
    told = (
        f"This view has {prose.count(len(case.events), 'event')} and"
        f" {prose.count(len(case.relations), 'relation')}. Beyond {MOST:,} of them"
        " together a report counts them and draws none: ask for less with `start`,"
        " `end`, `actors` or `sources`, and each has its place."
    )
    tables = {
        "Events by when they began and their status": _by_time(shown),
        "Relations by pair and sign, the most first": _by_pair(shown),
        "Records by source, the most first": _by_source(case),
    }
    cells = [nbformat.v4.new_markdown_cell(f"# How much is there?\n\n{told}")]
    for caption, frame in tables.items():
        if len(frame):
            data = records.table(frame, caption)._repr_mimebundle_()
            out = nbformat.v4.new_output("execute_result", data)
            cells.append(nbformat.v4.new_code_cell(outputs=[out]))
    return nbformat.v4.new_notebook(cells=cells)


def _by_time(shown: Shown) -> pd.DataFrame:
    """Count events by year, or by decade where there are many, and by status."""
    rows = [(shown.when(e), shown.status(e))
            for e in shown.case.rows("events")]  # fmt: skip
    years = [day.year for when, _ in rows if (day := when.begin_earliest)]
    step = 10 if years and max(years) - min(years) >= YEARS else 1
    told = pd.DataFrame(
        [(_stretch(when, step), status) for when, status in rows],
        columns=["began", "status"],
    )
    return pd.crosstab(told.began, told.status) if len(told) else told


def _stretch(when, step: int) -> str:
    """Name the year or decade in which a record surely began."""
    if not when.dated:
        return "not dated"
    first, last = when.begin_earliest, when.begin_latest
    if not first or not last or first.year // step != last.year // step:
        return "not dated to one decade" if step > 1 else "not dated to one year"
    return f"{first.year}" if step == 1 else f"{first.year // step * step}s"


def _by_pair(shown: Shown) -> pd.DataFrame:
    """Count relations by the two they are between, and by sign."""
    case = shown.case
    told = []
    for row in case.rows("relations"):
        names = naming.compound(case, relations.pair(case, row, shown.view.level))
        told.append((names, signs.OF_MARK[row.sign].word if row.sign else "unsigned"))
    frame = pd.DataFrame(told, columns=["pair", "sign"])
    return _largest(pd.crosstab(frame.pair, frame.sign)) if told else frame


def _by_source(shown: Case) -> pd.DataFrame:
    """Count the records that each source speaks of."""
    spoken = {(c.source_id, c.record_id) for c in shown.rows("citations")}
    titles = pd.Series([shown.source_titles.get(s, s) for s, _ in spoken], dtype=object)
    return _largest(titles.value_counts().rename_axis("source").to_frame("records"))


def _largest(counted: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows that add up to most; equal ones in the order of their names."""
    order = counted.sum(axis=1).sort_index().sort_values(ascending=False, kind="stable")
    return counted.loc[order.index[:ROWS]]
