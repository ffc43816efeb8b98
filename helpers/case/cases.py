"""A case on disk -> typed frames. It reads; what is wrong with a case, check says.

A case is a folder with a ``datapackage.json`` and CSV tables. Cells are text and
stay text (dates as EDTF, see dates); listed cells become lists, coordinates floats.
"""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache, wraps
from operator import is_
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import paths, prose
from helpers.case import dates, inherited, readable, schema, sheets
from helpers.case.spelling import did_you_mean, folded
from helpers.case.tables import Tables, kind_of_row

__all__ = ["Case", "CaseError", "find", "load", "names"]
DESCRIPTOR = "datapackage.json"
FILES = (DESCRIPTOR, *(table.file for table in schema.TABLES))
VERSION = "dateline_schema"  # its key for the version of the tables
MOST_BYTES = 50_000_000  # of a table: a hundred thousand rows, and more
MOST_IN_PACKAGE = 5_000_000
DONE_TO = ("target", "subject")  # the roles of whom an event is done to, or is about
DEEPEST = 40  # levels of a package; ours are seven


class CaseError(prose.Refusal):
    """A case that cannot be read; the message is one sentence."""


def looked_up(table: str) -> Callable[[Callable], cached_property]:
    """Make a property of what a case derives from one table alone, once for its frame.

    Cases that share a frame share what is looked up in it.
    """

    def make(find: Callable[["Case"], Any]) -> cached_property:
        @wraps(find)
        def look(case: "Case") -> Any:
            known, name = case.known[table], find.__name__
            if name not in known:
                known[name] = find(case)
            return known[name]

        return cached_property(look)

    return make


def told(
    key: str, about: str, default: Callable[["Case"], Any] = lambda case: []
) -> property:
    """Make a property of what the package of a case tells under a key."""
    return property(lambda case: case.package.get(key) or default(case), doc=about)


@dataclass(frozen=True, eq=False)
class Case:
    """One article, or a set of sources, and everything coded from it.

    A class because ten frames, the package's words and a few look-ups belong
    together and go through every function as one. Frames are never changed in
    place: ``with_tables`` returns a new case. Only itself is equal to it, so that what
    is derived from a case can be kept by it.
    """

    folder: Path
    package: dict
    tables: Tables = field(repr=False)
    origin: "Case | None" = field(default=None, repr=False)
    gone: frozenset[str] = frozenset()  # sources and voices that a view leaves out
    known: dict[str, dict] = field(  # what is made of a table's frame, by the table
        default_factory=lambda: defaultdict(dict), init=False, repr=False
    )

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a table by its name: ``case.events``."""
        if name in schema.BY_NAME:
            return self.tables[name]
        raise AttributeError(name)

    def __dir__(self) -> list[str]:
        """List its tables beside its attributes, so that Tab completes to them."""
        return sorted({*super().__dir__(), *schema.BY_NAME})

    name = told("name", "The package's name.", lambda case: case.folder.name)
    title = told("title", "The case's title.", lambda case: case.name)
    question = told("question", "What the reader asks.", lambda case: case.title)
    focus = told("focus", "The two to four actors that the case is about.")
    limits = told("limits", "What the coding leaves out, a sentence each.")
    causes = told("causes", "Causes and effects that the article's order invites.")
    rule = told("rule", "A name of ``schema.RULES``.", lambda case: schema.RULES[0])

    @looked_up("actors")
    def rank(self) -> dict[str, int]:
        """Give an actor's place in the case's order; others come after all of them."""
        order = self.package.get("order") or []
        places = {actor: n for n, actor in enumerate(order)}
        ids = (row.actor_id for row in self.rows("actors"))
        return {actor: places.get(actor, len(order)) for actor in ids}

    @looked_up("sources")
    def article(self) -> str:
        """Id of the article among the sources; blank where there is none."""
        ids = (s.source_id for s in self.rows("sources") if s.role == "article")
        return next(ids, "")

    @cached_property
    def coders(self) -> set[str]:
        """Who coded rows, as far as a column `coder` says so."""
        rows = (row for table in self.tables for row in self.rows(table))
        return {row.coder for row in rows if getattr(row, "coder", "")}

    @property
    def text(self) -> str:
        """What the case is coded from, in a word: an article, a speech, or a coding."""
        row = self.whole.by_source.get(self.whole.article)
        if not row:
            return "coding"
        return "speech" if row.kind == "statement" else "article"

    @cached_property
    def speakers(self) -> set[str]:
        """Who speaks in the speech that a case is coded from; nobody in an article."""
        row = self.by_source.get(self.article)
        return {*row.author} if row and self.text == "speech" else set()

    @property
    def teller(self) -> str:
        """Who tells what the case is coded from: an author, or a speaker."""
        return "speaker" if self.text == "speech" else "author"

    @cached_property
    def published(self) -> date | None:
        """The day of the article; None where there is none or it is not a day."""
        row = self.by_source.get(self.article)
        for text in (row.when_known, row.when_article) if row else ():
            if dates.parse(text).shape == "day":
                return dates.parse(text).begin_earliest
        return None

    @looked_up("actors")
    def actor_names(self) -> dict[str, str]:
        """Short name by actor id."""
        return {a.actor_id: a.short_name or a.name for a in self.rows("actors")}

    @looked_up("actors")
    def positions(self) -> dict[str, str]:
        """Office or role of those actors that have one."""
        return {a.actor_id: a.position for a in self.rows("actors") if a.position}

    @looked_up("actors")
    def labels(self) -> dict[str, dict[str, str]]:
        """Map each label, its letters folded, to the actors that bear it, and where."""
        bearers: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.rows("actors"):
            for label in (row.actor_id, row.name, row.short_name, *row.aliases):
                word, _, place = label.partition("@")
                if word:
                    bearers[folded(word)].setdefault(row.actor_id, place)
        return dict(bearers)

    @looked_up("sources")
    def source_titles(self) -> dict[str, str]:
        """Title by source id."""
        return {row.source_id: row.title for row in self.rows("sources")}

    @looked_up("sources")
    def by_source(self) -> dict:
        """Rows of the sources by their id."""
        return {row.source_id: row for row in self.rows("sources")}

    @looked_up("actors")
    def anonymous(self) -> set[str]:
        """Actors that no source names."""
        return {a.actor_id for a in self.rows("actors") if a.anonymous}

    @looked_up("actors")
    def collectives(self) -> set[str]:
        """Actors that are publics or unnamed groups."""
        return {a.actor_id for a in self.rows("actors") if a.kind == "collective"}

    @looked_up("actors")
    def principal(self) -> dict[str, str]:
        """Whom each actor acts for in the end; itself where it acts for itself."""
        return {actor: chain[-1] for actor, chain in self.above.items()}

    @looked_up("actors")
    def above(self) -> dict[str, list[str]]:
        """Each actor, itself first, with all it acts for, step by step."""
        acts_for = {row.actor_id: row.acts_for for row in self.rows("actors")}

        def chain(actor: str) -> list[str]:
            actors = [actor]
            while (above := acts_for.get(actors[-1])) and above not in actors:
                actors.append(above)
            return actors

        return {actor: chain(actor) for actor in acts_for}

    def where(self, row) -> str:
        """Name the place of an event; blank where none is coded, and of other rows."""
        place = self.by_id.get(getattr(row, "place_id", ""))
        return place.name if place else ""

    def acting(self, actors: Iterable[str]) -> list[str]:
        """List whom some actors act for in the end, in their order."""
        return [self.principal.get(actor, actor) for actor in actors]

    @property
    def side(self) -> str:
        """The sign by which the first two in focus are read.

        Hostile where more facts of the two, before any view, are hostile than are
        cooperative, and none is said to be aimed at another in focus.
        """
        return self.whole._side

    @cached_property
    def _side(self) -> str:
        facts = {(row.fact, row.sign) for row in self._of_pair}
        many = Counter(sign for _, sign in facts)
        return "-" if many["-"] > many["+"] and not self.third else "+"

    @property
    def third(self) -> list[str]:
        """The others in focus, where the first two are said to act against any of them.

        Whatever a view leaves out.
        """
        return self.focus[2:] if any(map(self.aims, self.whole._of_pair)) else []

    def aims(self, row) -> bool:
        """Return whether a cooperation is said to be against a third actor in focus."""
        third = {*self.inside[2:]} if row.sign == "+" else set()
        return not third.isdisjoint(self.acting(row.against))

    @cached_property
    def _of_pair(self) -> list:
        """Rows of the relations between the first two in focus."""
        pair, rows = {*self.inside[:2]}, self.rows("relations")
        ends = ({*self.acting((row.source_actor, row.target_actor))} for row in rows)
        return [row for row, both in zip(rows, ends, strict=True) if both == pair]

    @looked_up("actors")
    def inside(self) -> list[str]:
        """List the actors in focus, each as whom it acts for."""
        return self.acting(self.focus)

    def rolled(self, actor: str, level: str) -> str:
        """Return whom an actor acts for in the end; at level `all` the actor itself."""
        return self.principal.get(actor, actor) if level == "acts-for" else actor

    @looked_up("citations")
    def cited(self) -> dict[str, list]:
        """Rows of the citations by the record they are of; no key, no citation."""
        return _by(self.rows("citations"), "record_id")

    def by_article(self, record: str) -> list:
        """List the article's own citations of a record, as rows."""
        rows = self.cited.get(record, [])
        return [c for c in rows if self.article and c.source_id == self.article]

    def supporting(self, record: str) -> list:
        """List the citations that support a record, as rows."""
        return [row for row in self.cited.get(record, []) if row.stance == "supports"]

    @looked_up("relations")
    def being(self) -> dict[str, list]:
        """Rows of the relations by the event that is the relation."""
        return _by(self.rows("relations"), "event_id")

    @looked_up("relations")
    def by_fact(self) -> dict[str, list]:
        """Rows of the relations by the fact that they assert."""
        return _by(self.rows("relations"), "fact")

    @looked_up("citations")
    def carried(self) -> dict[str, list[str]]:
        """List the records that each statement carries, by the statement."""
        rows = [row for row in self.rows("citations") if row.said_event_id]
        return _values(rows, "said_event_id", "record_id")

    @cached_property
    def by_id(self) -> dict:
        """Rows of every table that has ids, by them, where an id is of its table."""
        return {
            row[1]: row
            for table in schema.TABLES
            for row in self.rows(table.name)
            if table.letters and row[1][:1] in [*table.letters]
        }

    @cached_property
    def outcomes(self) -> dict[str, list[str]]:
        """List what was announced or foreseen, by the record of what became of it."""
        rows = [*self.rows("events"), *self.rows("relations")]
        pairs = ((row.outcome_id, row[1]) for row in rows if row.outcome_id)
        return dict(inherited.grouped(pairs))

    @looked_up("participants")
    def taking_part(self) -> dict[str, list[str]]:
        """Actors by event, in the order coded."""
        return _values(self.rows("participants"), "event_id", "actor_id")

    @looked_up("participants")
    def doing(self) -> dict[str, list[str]]:
        """Those who do an event, without whom it is done to or is about."""
        rows = (row for row in self.rows("participants") if row.role not in DONE_TO)
        return _values(rows, "event_id", "actor_id")

    def with_tables(
        self, gone: Iterable[str] = (), **tables: pd.DataFrame | list
    ) -> "Case":
        """Return the same case with some tables replaced, by frames or by their rows.

        Of the others the rows are kept, and what is derived from them. ``gone`` are
        the sources and voices that are left out.
        """
        new = {n: t for n, t in tables.items() if not self._holds(n, t)}
        case = replace(
            self,
            tables=Tables(new, self.tables),
            origin=self.whole,
            gone=self.gone.union(gone),
        )
        case.known.update({n: self.known[n] for n in self.tables if n not in new})
        return case

    def _holds(self, name: str, table: pd.DataFrame | list) -> bool:
        """Whether a table, as rows or as a frame, is the one that is there."""
        if not isinstance(table, list):
            return table is self.tables[name]
        rows = self.rows(name)
        return len(rows) == len(table) and all(map(is_, rows, table))

    def table(
        self,
        table: str,
        names: bool = False,
        dates: bool = False,
        reading: str = "both",
    ) -> pd.DataFrame:
        """Return a copy of a table, to be read and counted by a person.

        Parameters
        ----------
        table
            Its name: events, relations, ...
        names
            Put names beside ids: `source_actor` gets `source_name`, and
            `source_acts_for`, whom it acts for in the end. The events get `actors`,
            who takes part.
        dates
            Add `begin_earliest`, `begin_latest`, `end_earliest` and `end_latest`,
            blank (NaT) where open or unknown, to the tables that have dates: events,
            relations, memberships, sources.
        reading
            By which dates: the known ones first (`both` or `known`), or `article`.

        Raises
        ------
        CaseError
            Where there is no such table.

        Examples
        --------
        >>> ties = case.table("relations", names=True, dates=True)
        >>> early = ties[ties.begin_earliest.between("2010", "2011")]
        >>> early[["source_acts_for", "target_acts_for"]].to_dict("records")
        [{'source_acts_for': 'US', 'target_acts_for': 'Taliban'}]
        """
        if table not in schema.BY_NAME:
            hint = did_you_mean(str(table), schema.BY_NAME) or "."
            raise CaseError(
                f"table {table!r}: there is none{hint} Allowed:"
                f" {', '.join(schema.BY_NAME)}."
            )
        frame = self.tables[table].map(lambda c: [*c] if isinstance(c, list) else c)
        if names and table == "events":
            parts = [[*self.taking_part.get(one, [])] for one in frame.event_id]
            frame["actors"] = pd.Series(parts, frame.index, dtype=object)
        if names:
            whole = self.whole
            frame = readable.with_names(frame, table, whole.by_id, whole.principal)
        return readable.with_dates(frame, reading) if dates else frame

    def rows(self, table: str) -> list:
        """List the rows of a table as named tuples, made once."""
        return self.tables.rows(table)

    @property
    def whole(self) -> "Case":
        """The case as it was read, before any view of it."""
        return self.origin or self


def _by(rows: list, column: str) -> dict[str, list]:
    """Group rows by a column, in their order."""
    return dict(inherited.grouped((getattr(row, column), row) for row in rows))


def _values(rows: list, by: str, column: str) -> dict[str, list[str]]:
    """Return the values of a column by another, each once and in order."""
    pairs = ((getattr(row, by), getattr(row, column)) for row in rows)
    return dict(inherited.grouped(dict.fromkeys(pairs)))


def names() -> list[str]:
    """List the cases under ``data/``; a hidden folder is none.

    Examples
    --------
    >>> cases.names()
    ['burma-2021', 'daesh-k-2021', 'great-war-1872-1907']
    """
    return sorted(p.parent.name for p in paths.DATA.glob(f"[!.]*/{DESCRIPTOR}"))


def find(case: str | Path, near: Path | None = None) -> Path:
    """Return a case's folder, by its path or by its name under ``data/``.

    What is a path is one before it is a name; ``near`` is where a path starts. A folder
    that is no case gives way to a case of that name.

    Raises
    ------
    CaseError
        Where there is none; the sentence says what can be given.

    Examples
    --------
    >>> cases.find("daesh-k-2021").name
    'daesh-k-2021'
    """
    text = str(case)
    try:
        path = (near or Path()) / Path(case).expanduser()
        if path.name == DESCRIPTOR and path.is_file():
            path = path.parent
        is_name = bool(text) and "/" not in text and text not in (".", "..")
        named = paths.DATA / text
        if is_name and named.is_dir() and not (path / DESCRIPTOR).is_file():
            return named
        if text and any((path / name).exists() for name in FILES):
            return _written(path.resolve())
        wrong = _no_folder(text, path)
    except PermissionError as error:
        raise CaseError(f"{text!r} cannot be read: {error.strerror}") from error
    except CaseError:
        raise
    except (OSError, RuntimeError, ValueError):  # a name too long, no such home
        wrong = f"there is no case {text!r}"
    raise CaseError(
        f"{wrong}: give a folder, its {DESCRIPTOR}, or a name under data/"
        f" ({', '.join(names()) or 'none yet'})"
    )


def _written(folder: Path) -> Path:
    """Refuse a folder whose name no notebook can hold."""
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        raise CaseError(
            f"{str(folder)!r} holds a letter that is no UTF-8; rename that folder"
        ) from None
    return folder


def is_table(path: Path) -> bool:
    """Whether a file is one of the tables of a case."""
    named = path.suffix == ".csv" and path.stem in schema.BY_NAME
    return named and (path.parent / DESCRIPTOR).is_file()


def _no_folder(text: str, path: Path) -> str:
    """Return a clause on what is in the place of a case's folder."""
    if text == "-":
        return "a case is not read from standard input (-)"
    if path.is_file():
        what = "one table of a case" if is_table(path) else "a file, no case"
        return f"{text!r} is {what}"
    if text and path.is_dir():
        return f"{text!r} is a folder without {DESCRIPTOR} and tables, no case"
    if text and path.exists():
        return f"{text!r} is a device or a pipe, no case"
    return f"there is no case {text!r}"


def _split(cell: str, separator: str) -> list[str]:
    """List the parts of a cell that are not blank."""
    return [part for part in map(str.strip, cell.split(separator)) if part]


def listed(cell) -> list[str]:
    """Read a cell as a list, whether it holds one or a single word."""
    return cell if isinstance(cell, list) else [cell] if cell else []


def read_table(path: Path, table: schema.Table) -> list:
    """Read the rows of a table as text: of a missing file none, a missing column blank.

    Listed cells are lists, coordinates floats.
    """
    return read_rows(sheets.read(path, MOST_BYTES), table) if path.is_file() else []


def read_rows(sheet: sheets.Sheet, table: schema.Table) -> list:
    """Return the rows of a sheet as those of a table; Index n is line n + 2.

    Columns of the coder's own come last.
    """
    columns = dict(zip(sheet.header, zip(*sheet.rows, strict=True), strict=False))
    blank = [""] * len(sheet.rows)
    own = [name for name in sheet.header if schema.is_own(name)]
    cells = {name: columns.get(name, blank) for name in (*table.names, *own)}
    for column in table.columns:
        if separator := "<" if column.name == "chain" else ";" if column.listed else "":
            cells[column.name] = [_split(c, separator) for c in cells[column.name]]
        elif column.within:
            numbers = pd.Series(cells[column.name], dtype=object)
            cells[column.name] = pd.to_numeric(numbers, errors="coerce").tolist()
    lines, kind = [line - 2 for line in sheet.lines], kind_of_row(tuple(cells))
    return [*map(kind._make, zip(lines, *cells.values(), strict=True))]


def read_package(folder: Path) -> dict:
    """Read a case's descriptor."""
    text = _package_text(folder)
    try:
        package = json.loads(
            text, object_pairs_hook=_once, parse_constant=_number, parse_float=_number
        )
        if _is_deep(package):
            raise RecursionError
    except json.JSONDecodeError as error:
        raise CaseError(
            f"{DESCRIPTOR} is broken JSON at line {error.lineno}, column"
            f" {error.colno}: {error.msg}"
        ) from error
    except CaseError:
        raise
    except (ValueError, RecursionError) as error:  # a number or a nest without end
        raise CaseError(f"{DESCRIPTOR} is too large or too deep to read") from error
    if not isinstance(package, dict):
        raise CaseError(f"{DESCRIPTOR} holds no object; it must begin with {{")
    return package


def _package_text(folder: Path) -> str:
    """Read a case's descriptor as text."""
    try:
        return paths.read(folder / DESCRIPTOR, MOST_IN_PACKAGE).decode("utf-8-sig")
    except paths.NoFileError:
        raise CaseError(f"{DESCRIPTOR} is no regular file") from None
    except paths.SizeError:
        most = MOST_IN_PACKAGE // 1_000_000
        raise CaseError(f"{DESCRIPTOR} is larger than {most} MB") from None
    except FileNotFoundError as error:
        raise CaseError(f"{folder.name} holds no {DESCRIPTOR}") from error
    except OSError as error:
        raise CaseError(f"{DESCRIPTOR} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start)
        text = error.object.split(b"\n")[line].decode("cp1252", "replace").strip()
        raise CaseError(
            f"{DESCRIPTOR} is not UTF-8 in line {line + 1} ({text[:60]!r});"
            " save it as UTF-8"
        ) from error


def _once(pairs: list[tuple[str, object]]) -> dict:
    """Make an object of JSON, whose keys stand once: else one value would be lost."""
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise CaseError(f"{DESCRIPTOR} has the key {twice!r} twice in one object")
    return values


def _number(text: str) -> float:
    """Read a number of JSON, which has none that are endless."""
    if not math.isfinite(number := float(text)):
        raise CaseError(f"{DESCRIPTOR} holds {text}, which is no number of JSON")
    return number


def _is_deep(value) -> bool:
    """Whether objects and lists are nested deeper than a person would write them."""
    level = [value]
    for _ in range(DEEPEST):
        objects = [value.values() for value in level if isinstance(value, dict)]
        lists = [value for value in level if isinstance(value, list)]
        level = [inner for values in objects + lists for inner in values]
    return bool(level)


def version(package: dict) -> int:
    """Return the version of the tables that a package describes: 1 if it says none."""
    return package.get(VERSION, 1)


def load(case: str | Path) -> Case:
    """Read a case by name or folder, unchecked (check.load checks it first).

    Examples
    --------
    >>> cases.load("daesh-k-2021").title
    'Washington, the Taliban and Daesh-K'
    """
    folder = find(case)
    package = read_package(folder)
    tables = {t.name: read_table(folder / t.file, t) for t in schema.TABLES}
    return Case(folder, package, Tables(inherited.whole(tables, version(package))))


def data_hash(folder: Path) -> str:
    """Return the SHA-256 of what descriptor and tables hold, to name a report's data.

    Byte order mark, line ends and separators do not count.
    """
    return _hash(folder, bytes_hash(folder))


@lru_cache(maxsize=64)
def _hash(folder: Path, written: str) -> str:
    """Hash what the files hold, read once for what is ``written`` in them."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.name.encode() + b"\0" + content(path) + b"\0")
    return digest.hexdigest()


def bytes_hash(folder: Path) -> str:
    """Return the SHA-256 of a case's files as they are, to see at once any change."""
    digest = hashlib.sha256()
    for path in _files(folder):
        with path.open("rb") as file:
            inner = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.name} {inner}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    """List the files of a case that are there, descriptor and tables."""
    return [path for name in FILES if (path := folder / name).is_file()]


def content(path: Path) -> bytes:
    """Return what a file holds in one form; its bytes where it cannot be read."""
    if path.name == DESCRIPTOR:
        try:
            values = read_package(path.parent)
        except CaseError:
            return path.read_bytes()
    else:
        sheet = sheets.read(path, MOST_BYTES)
        if sheet.problems:
            return path.read_bytes()
        values = [sheet.header, *sheet.rows]
    return json.dumps(values, sort_keys=True).encode()
