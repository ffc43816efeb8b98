"""The tables of a case: their rows, and a frame of them for whoever asks for one.

A case works with rows, named tuples that are made once. pandas takes longer to make a
frame of a small table than all else that reading it takes.
"""

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import pandas as pd

from helpers.case import schema


@lru_cache(maxsize=64)
def kind_of_row(columns: tuple[str, ...]) -> type:
    """Make the named tuple of a table: once a table, since that takes its time.

    ``Index`` comes first: the line of the row in its file, less two.
    """
    kind = namedtuple("Row", ("Index", *columns))
    kind.__reduce__ = _reduced
    return kind


def _reduced(row) -> tuple:
    """Tell pickle how a row is made anew, since its kind has no name in a module."""
    return _made, (row._fields[1:], tuple(row))


def _made(columns: tuple[str, ...], cells: tuple):
    """Make the row of a table."""
    return kind_of_row(columns)._make(cells)


def tuples(frame: pd.DataFrame) -> list:
    """List the rows of a frame, as ``itertuples`` does and several times as fast."""
    kind = kind_of_row(tuple(frame.columns))
    values = frame.to_numpy(dtype=object).tolist()
    return [kind(at, *row) for at, row in zip(frame.index, values, strict=True)]


def with_cells(rows: list, column: str, cells: Iterable) -> list:
    """Return rows with other cells in a column."""
    if not rows:
        return rows
    place = rows[0]._fields.index(column)
    make = type(rows[0])._make
    return [
        make((*row[:place], cell, *row[place + 1 :]))
        for row, cell in zip(rows, cells, strict=True)
    ]


class Tables(Mapping):
    """The frames of a case by their names, made of their rows when first asked for.

    A class because most tables are never looked at as frames. Those ``new`` are rows or
    frames; the others are those of the tables ``before``, if there are any.
    """

    def __init__(
        self,
        new: Mapping[str, pd.DataFrame | list],
        before: "Tables | None" = None,
    ) -> None:
        self.before, self._rows, self._frames = before, {}, {}
        for name, table in new.items():
            held = self._rows if isinstance(table, list) else self._frames
            held[name] = table

    def rows(self, name: str) -> list:
        """Return the rows of a table, made once."""
        if name not in self._rows:
            if name not in self._frames:
                return self.before.rows(name)
            self._rows[name] = tuples(self._frames[name])
        return self._rows[name]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return the frame of a table; where it was read, rows go by their lines."""
        if name not in self._frames:
            if name not in self._rows:
                return self.before[name]
            self._frames[name] = self._frame(name)
        return self._frames[name]

    def _frame(self, name: str) -> pd.DataFrame:
        """Make the frame of a table of its rows."""
        rows, columns = self._rows[name], self.columns(name)
        lines = [row.Index for row in rows] if self.before is None else range(len(rows))
        cells, index = [row[1:] for row in rows], pd.Index(lines, dtype=int)
        found = pd.DataFrame(cells, index, columns, dtype=object)
        for column in schema.BY_NAME[name].columns:
            if column.within:
                found[column.name] = pd.to_numeric(found[column.name])
        return found

    def columns(self, name: str) -> list[str]:
        """List the columns of a table; without a row those that every table has."""
        if rows := self._rows.get(name):
            return [*rows[0]._fields[1:]]
        if name in self._frames:
            return [*self._frames[name]]
        return self.before.columns(name) if self.before else schema.BY_NAME[name].names

    def __iter__(self) -> Iterator[str]:
        """Give the names of all tables."""
        return iter(schema.BY_NAME)

    def __len__(self) -> int:
        """Count the tables."""
        return len(schema.BY_NAME)
