"""A table as a person reads it: names beside ids, dates as dates that pandas knows."""

from collections.abc import Callable
from datetime import date
from functools import wraps

import numpy as np
import pandas as pd

from helpers.case import dates, schema

BOUNDS = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
CALLED = ("short_name", "name", "title", "summary", "text")  # the first that is there
VOICES = "chain"  # names sources and actors, and is no column of ids alone
TAKING_PART = schema.Column("actors", "Who takes part in it.", refers="A", listed=True)


def with_names(
    frame: pd.DataFrame, table: str, rows: dict, principal: dict[str, str]
) -> pd.DataFrame:
    """Put names beside ids, and whom each actor acts for beside the actors.

    ``rows`` are the records by their ids, ``principal`` is whom each actor acts for in
    the end. The column `actors`, where the events have it, counts as one of theirs.
    """

    def named(one: str) -> str:
        words = (getattr(rows.get(one), column, "") for column in CALLED)
        return next(filter(None, words), one)

    def acting(one: str) -> str:
        return named(principal.get(one, one))

    for column in (*schema.BY_NAME[table].columns, TAKING_PART):
        if not _names(column) or column.name not in frame:
            continue
        base = column.name.removesuffix("_id").removesuffix("_actor")
        told = {f"{base}_name": named}
        if column.refers == "A" and column.name != "acts_for":
            told[f"{base}_acts_for"] = acting
        for name, tell in reversed(told.items()):
            cells = [_each(cell, tell) for cell in frame[column.name]]
            place = frame.columns.get_loc(column.name) + 1
            frame.insert(place, name, pd.Series(cells, frame.index, dtype=object))
    return frame


def _names(column: schema.Column) -> bool:
    """Return whether a column names one record, or one actor or voice or several."""
    one = column.refers and not column.listed
    return bool(one) or column.refers == "A" or column.name == VOICES


def _each(cell: str | list[str], tell: Callable[[str], str]) -> str | list[str]:
    """Tell one id, or each of several, so that the lists can be exploded together."""
    return [*map(tell, cell)] if isinstance(cell, list) else tell(cell)


def with_dates(frame: pd.DataFrame, reading: str) -> pd.DataFrame:
    """Put the first and last day of begin and end beside the dates as text."""
    if "when_known" not in frame:
        return frame
    whens = [dates.read(row, reading) for row in frame.itertuples()]
    days = {name: _days([getattr(when, name) for when in whens]) for name in BOUNDS}
    return frame.assign(**days)


def _days(days: list[date | None]) -> np.ndarray:
    """Give days as pandas takes them, to the second: those of every year are known."""
    return np.array([np.datetime64(day or "NaT", "s") for day in days], "datetime64[s]")


def framed(kind: type) -> Callable:
    """Let a verb give its rows, of a kind, as a frame; its ``rows`` lists them."""

    def of(rows: Callable[..., list]) -> Callable[..., pd.DataFrame]:
        @wraps(rows)
        def frame(*given, **more) -> pd.DataFrame:
            return pd.DataFrame(rows(*given, **more), columns=kind._fields)

        frame.rows = rows
        return frame

    return of
