"""A signed edge list of one's own: a CSV file with one row per tie.

Columns ``source``, ``target``, ``sign`` (1 and -1, + and -, positive and negative, P
and N) and, where ties have dates, ``begin`` and ``end``: EDTF or years; ``end`` is the
last day, month or year that holds, blank where the tie goes on. A, ambivalent (as the R
packages signnet and multiplex write it), is a tie of both signs at once. An actor is
called as its name stands first; other forms of the same letters are the same actor.
"""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from helpers import prose
from helpers.balance import signed_ties
from helpers.case import dates, sheets
from helpers.case.inherited import grouped
from helpers.case.spelling import clean, folded

NEEDED, DATED = ("source", "target", "sign"), ("begin", "end")
WORDS = {  # for a sign, or for both
    "+": ("+", "p", "pos", "positive"),
    "-": ("-", "n", "neg", "negative"),
    "+-": ("a", "ambivalent"),
}
SIGNS = {word: signs for signs, words in WORDS.items() for word in words}
MINUS = str.maketrans("\N{MINUS SIGN}\N{EN DASH},", "--.")  # and Excel's decimal comma
MEANT = {  # columns of other tools that could be meant
    "source": ("from", "ego", "node1", "v1"),
    "target": ("to", "alter", "node2", "v2"),
    "sign": ("weight", "type", "value", "polarity"),
    "begin": ("start", "from", "since", "onset", "year", "date"),
    "end": ("stop", "to", "until", "termination"),
}
MOST = 200_000_000  # bytes; a file beyond is more likely a slip
COLUMNS = ["source", "target", "sign", "first", "begun", "surely", "last"]


class EdgeError(prose.Refusal):
    """A file that is no signed edge list; the message is a sentence a row."""


@dataclass(frozen=True)
class Edges:
    """Signed ties with their dates, out of a file.

    A class because what holds on a day is asked of them again and again. A row of
    ``rows`` is two actors with a sign. The tie can have begun on the day ``first`` and
    had by ``begun``; it ``surely`` holds up to one day and may up to the ``last``.
    ``alike`` are names that differ in the case of letters alone.
    """

    rows: pd.DataFrame
    alike: tuple[tuple[str, ...], ...] = ()

    @property
    def actors(self) -> list[str]:
        """All actors, in the order of the file."""
        pairs = zip(self.rows.source, self.rows.target, strict=True)
        return list(dict.fromkeys(actor for pair in pairs for actor in pair))

    @property
    def turns(self) -> list[date]:
        """The days on which the network may change."""
        days = {*self.rows["first"], *self.rows.begun}
        for over in {*self.rows.surely, *self.rows["last"]} - {date.max, date.min}:
            days.add(over + timedelta(days=1))
        return sorted(days - {date.min})

    @property
    def day(self) -> date | None:
        """The last day by which a tie begins; None where ties have no dates."""
        return max((d for d in self.rows.begun if d > date.min), default=None)

    def ties(self, day: date | None) -> pd.DataFrame:
        """Return the network on a day (None: all ties), see signed_ties.frame.

        Ties of one pair are one: several with one sign count once, and both signs at
        once leave the pair open. Their direction does not count.
        """
        place = {actor: n for n, actor in enumerate(self.actors)}
        signs = defaultdict(lambda: (set(), set()))
        for tie in self.rows.itertuples(index=False):
            if day and not tie.first <= day <= tie.last:
                continue
            pair = tuple(sorted((tie.source, tie.target), key=place.get))
            certain, possible = signs[pair]
            is_certain = not day or tie.begun <= day <= tie.surely
            (certain if is_certain else possible).add(tie.sign)
        both = ((pair, *map(frozenset, of)) for pair, of in signs.items())
        return signed_ties.frame([(*pair, sure, may, []) for pair, sure, may in both])


def read(path: Path) -> Edges:
    """Read a signed edge list.

    Raises
    ------
    EdgeError
        A sentence for each row that cannot be read.
    OSError
        Where the file cannot be opened.
    """
    name, sheet = path.name, sheets.read(path, MOST)
    head = [folded(cell) for cell in sheet.header]
    problems = [f"{problem}." for problem in sheet.problems]
    if (head or not problems) and (wrong := _header(head)):
        raise EdgeError("\n".join([*problems, f"{name}:{sheet.top}: {wrong}."]))
    ties = []
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        try:
            ties += _read_tie(dict(zip(head, cells, strict=True)))
        except ValueError as error:
            problems.append(f"{name}:{line}: {error}.")
    if problems:
        raise EdgeError(sheets.first_of(problems, "... and {} more."))
    if not ties:
        raise EdgeError(f"{name} has a header and no ties; add a row for each tie.")
    return _gather(ties)


def _gather(ties: list[tuple]) -> Edges:
    """Gather ties; an actor is called as its name stands first."""
    names: dict[str, str] = {}
    for end in (end for tie in ties for end in tie[:2]):
        names.setdefault(clean(end), " ".join(end.split()))
    by_letters = grouped((folded(key), name) for key, name in names.items())
    alike = tuple(tuple(forms) for forms in by_letters.values() if len(forms) > 1)
    rows = [(names[clean(a)], names[clean(b)], *rest) for a, b, *rest in ties]
    return Edges(pd.DataFrame(rows, columns=COLUMNS), alike)


def _header(head: list[str]) -> str:
    """Return what is wrong with a header; blank where nothing is."""
    form = "write source,target,sign and, for dates, begin,end"
    missing = [name for name in NEEDED if name not in head]
    absent = (name for name in missing or DATED if name not in head)
    meant = ((name, other) for name in absent for other in MEANT[name] if other in head)
    could = [f"rename {other} to {name} if it is meant" for name, other in meant]
    if missing:
        lacks = f"the header has no {' and no '.join(missing)}"
        return "; ".join([lacks, *could, form])
    twice = [name for name in (*NEEDED, *DATED) if head.count(name) > 1]
    if twice:
        return f"the column {twice[0]} is there twice; remove one"
    if could:  # unread, it would make ties of all days
        return f"dates are read from begin and end; {could[0]}, or remove it"
    return ""


def _read_tie(row: dict[str, str]) -> list[tuple]:
    """Read a tie, once for each sign; other columns of the file are left alone.

    Raises
    ------
    ValueError
        One clause that says what is wrong.
    """
    for name in NEEDED:
        if not clean(row[name]):
            raise ValueError(f"{name} is blank; fill it, or remove the row")
    if clean(row["source"]) == clean(row["target"]):
        raise ValueError(f"{row['source']!r} is tied to itself; remove the row")
    signs = _read_signs(row["sign"])
    if not signs:
        raise ValueError(
            f"sign = {row['sign']!r} is none; write 1 or -1, + or -, positive or"
            " negative, P, N or A (both)"
        )
    days = _read_days(row)
    return [(row["source"], row["target"], sign, *days) for sign in signs]


def _read_days(row: dict[str, str]) -> tuple[date, date, date, date]:
    """Return the days ``first``, ``begun``, ``surely`` and ``last`` (see Edges)."""
    begin, end = (_read_moment(row.get(name, ""), name) for name in DATED)
    first, last = begin.begin_earliest or date.min, end.end_latest or date.max
    if last < first:
        raise ValueError(f"end = {row['end']!r} comes before begin = {row['begin']!r}")
    # some time from a day on: never surely begun
    begun = begin.begin_latest or (date.max if begin.dated else date.min)
    low = end.text.strip("[]").partition("..")[0]  # all of a year that is named
    surely = dates.last_day(dates.least(low)) if low else date.min
    return first, begun, surely if end.dated else date.max, last


def _read_signs(text: str) -> str:
    """Read a sign, as a word or as 1 and -1 however written; blank where it is none."""
    plain = folded(text).translate(MINUS)
    with suppress(ValueError):
        return {1.0: "+", -1.0: "-"}.get(float(plain), "")
    return SIGNS.get(plain, "")


def _read_moment(text: str, column: str) -> dates.When:
    """Read one date of a tie: a moment, or none."""
    try:
        when = dates.parse(text)
    except dates.DateError as error:
        raise ValueError(f"{column} = {text!r}: {error}") from error
    if when.shape == "span":
        raise ValueError(
            f"{column} = {text!r} is a span; write its begin and its end apart"
        )
    return when
