"""What is wrong with a case: every problem at once, in one sentence each.

Three stages: the files (sheets reads them), the package and each cell against the
schema, and the project's own rules. Nothing on disk is changed.
"""

import json
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import prose
from helpers.case import allen, cases, dates, firmness, inherited, schema, sheets
from helpers.case.cases import DESCRIPTOR, Case, CaseError, listed
from helpers.case.sheets import Problem, Sheet
from helpers.case.spelling import MOST_WORDS, folded, words
from helpers.case.tables import Tables

__all__ = ["CheckError", "load", "problems", "table"]


# What XML, and so an SVG, cannot hold, and halves of characters that no file can.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
UNSEEN = "\u115f\u1160\u3164\uffa0\u2800"  # letters and a pattern that show nothing
MOST_IN_A_CELL = 20_000
DATED = ("sources", "memberships", "events", "relations")  # tables with dates


class CheckError(CaseError):
    """A case that does not pass its check; the message lists the problems."""


Rule = Callable[[Case], Iterator[Problem]]
RULES: list[tuple[Rule, tuple[str, ...]]] = []


def rule(*tables: str) -> Callable[[Rule], Rule]:
    """Register a rule with the tables that must be whole for it to run.

    Of a broken table those rows are there that can be read, enough for other rules.
    """

    def register(function: Rule) -> Rule:
        RULES.append((function, tables))
        return function

    return register


def each(*tables: str, whole: tuple[str, ...] = ()) -> Callable[[Callable], Callable]:
    """Register a rule for each row of some tables, as ``rule`` does if more are whole.

    It yields the column, what is wrong, what to do, and the value if it is one of many.
    """

    def register(function: Callable) -> Callable:
        @wraps(function)
        def look(case: Checked) -> Iterator[Problem]:
            for table, row in _rows(case, *tables):
                yield from (_cell(table, row, *said) for said in function(case, row))

        RULES.append((look, whole))
        return function

    return register


# ---- stage 1: files -------------------------------------------------------------


def _sheets(folder: Path) -> dict[str, Sheet]:
    """Read the tables that are there, each once."""
    by_table = {}
    for table in schema.TABLES:
        path = folder / table.file
        if os.path.lexists(path):  # it may be no file, which is then told
            by_table[table.name] = _sheet(path)
    return by_table


def _sheet(path: Path) -> Sheet:
    """Read a table; of one that cannot be opened, why."""
    try:
        return sheets.read(path, cases.MOST_BYTES)
    except FileNotFoundError:
        wrong, remedy = "is a link to nothing", "mend the link"
    except OSError as error:
        wrong, remedy = f"cannot be read ({error.strerror})", "let it be read"
    return sheets.unread(Problem(path.name, wrong, remedy))


def _files(folder: Path, by_table: dict[str, Sheet]) -> Iterator[Problem]:
    """Check which files there are, and the form of each."""
    known = {table.file for table in schema.TABLES}
    for path in sorted(folder.iterdir()):
        beside = path.name == schema.PROPOSALS
        odd = path.name not in known and path.suffix.casefold() == ".csv" and not beside
        if odd and not sheets.is_system(path):
            wrong = "is no table of a case"
            yield Problem(path.name, wrong, f"use one of {', '.join(sorted(known))}")
    for table in schema.TABLES:
        if table.name in by_table:
            yield from by_table[table.name].problems
            yield from _header(by_table[table.name], table)
        elif not table.needed_for:
            remedy = "add it; every case needs it"
            yield Problem(table.file, "the table is missing", remedy)
    if not set(schema.EITHER) & set(by_table):
        wrong = "neither events.csv nor relations.csv is there"
        yield Problem("events.csv", wrong, "add one of the two")


def _header(sheet: Sheet, table: schema.Table) -> Iterator[Problem]:
    """Compare a header with the columns of its table."""
    file, header, line = table.file, sheet.header, sheet.top
    if not header:
        return  # what could not be read has its own problem
    if not set(table.names) & set(header):
        wrong, remedy = "is no header row", f"begin with {','.join(table.names)}"
        yield Problem(file, wrong, remedy, line, "", ",".join(header))
        return
    for column in _lacking(sheet, table):
        yield Problem(file, "the column is missing", "add it", line, column)
    for nth, column in enumerate(header, 1):
        if column not in table.names and not schema.is_own(column):
            wrong = "the column is not in the dictionary"
            yield Problem(file, wrong, "remove it", line, column or f"column {nth}")
        elif header.count(column) > 1:
            yield Problem(file, "the column is there twice", "remove one", line, column)
    ours = [column for column in header if not schema.is_own(column)]
    ordered = [column for column in table.names if column in header]
    if ours != ordered and sorted(ours) == sorted(ordered):
        column = next(a for a, b in zip(ours, ordered, strict=True) if a != b)
        remedy = f"order the columns {','.join(table.names)}"
        yield Problem(file, "the column is out of order", remedy, line, column)
    if not table.needed_for and sheet.whole and not sheet.rows:
        yield Problem(file, "has no rows", f"code the first: a row is {table.row}")


def _lacking(sheet: Sheet, table: schema.Table) -> list[str]:
    """List the columns that a table must have and does not; newer ones it may lack."""
    columns = (column for column in table.columns if column.since == 1)
    return [column.name for column in columns if column.name not in sheet.header]


# ---- stage 2: the package -------------------------------------------------------


FIX = "`dateline check CASE --fix` gives the row its id"
CORRECT = "add it or correct the id"
REMAKE = "`dateline new` writes a fresh one to compare with"


def _package(folder: Path, package: dict) -> Iterator[Problem]:
    """Check the descriptor against the schema and against the files."""
    yield from dictionary(folder, package)
    yield from texts(package)
    for key in ("name", "question"):
        if not _is_text(package.get(key)):
            wrong, remedy = f"has no {key}", "write one, as text"
            yield _of_package(wrong, remedy, key, package.get(key, ""))
    if (title := package.get("title", "")) != "" and not _is_text(title):
        yield _of_package("is no title", "write one, as text", "title", title)
    for key, (fits, wrong, remedy) in LISTS.items():
        values = package.get(key, [])
        if not (isinstance(values, list) and all(map(fits, values))):
            yield _of_package(wrong, remedy, key, values)
            package[key] = []
    focus, rule = package.get("focus"), package.get("rule", "")
    if focus and not 2 <= (count := len(focus)) <= 4:
        wrong = prose.verb(count, "names only one actor", f"names {count} actors")
        yield _of_package(wrong, "name two to four", "focus", focus)
    if rule not in ("", *schema.RULES):
        remedy = f"use one of {', '.join(schema.RULES)}, or none"
        yield _of_package("is no rule", remedy, "rule", rule)
        package["rule"] = ""


def _of_package(wrong: str, remedy: str, key: str, value: Any = "") -> Problem:
    """Return a problem of a key of the descriptor, with what is wrong of its value."""
    return Problem(DESCRIPTOR, wrong, remedy, None, key, _shown(value))


def _shown(value) -> str:
    """Write a value of the descriptor: a text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def texts(value, place: str = "") -> Iterator[Problem]:
    """Check every text of the descriptor as cells are checked, its keys too.

    Texts in keys of its user's own may have several lines: no page shows them.
    """
    if isinstance(value, str):
        ours = place.partition(".")[0] in SHOWN
        if wrong := _unfit(value if ours else value.replace("\n", " ")):
            yield _of_package(*wrong, place, value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(key, place or "a key")
            yield from texts(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, place)


def _is_text(value) -> bool:
    """Whether a value is a text that shows anything."""
    return isinstance(value, str) and _shows(value)


def _is_cause(value) -> bool:
    """Whether a value is a reading of cause and effect, with its three texts."""
    keys = {"question", "cause", "effect"}
    is_whole = isinstance(value, dict) and set(value) == keys
    return is_whole and all(map(_is_text, value.values()))


SHOWN = ("name", "title", "question", "focus", "order", "causes", "limits", "rule")
IDS = (lambda one: isinstance(one, str), "is no list of actor ids", "write [] or ids")
LISTS = {  # keys of the descriptor: what each value must be, else what is wrong
    "focus": IDS,
    "order": IDS,
    "causes": (
        _is_cause,
        "is no list of readings of cause and effect",
        'write [], or for each {"question": "...?", "cause": "E", "effect": "E"}',
    ),
    "limits": (
        _is_text,
        "is no list of sentences",
        "write [], or a sentence for each thing that the coding leaves out",
    ),
}


def unread(package: dict) -> Problem | None:
    """Return why the version of a package's tables cannot be read; None if it can."""
    version = cases.version(package)
    if type(version) is not int or version < 1:
        wrong, remedy = "is no version of the tables", f"write {schema.VERSION}"
    elif version > schema.VERSION:
        wrong = f"is newer than this program, which reads up to {schema.VERSION}"
        remedy = "install a newer dateline"
    else:
        return None
    return _of_package(wrong, remedy, cases.VERSION, package.get(cases.VERSION, ""))


def dictionary(folder: Path, package: dict) -> Iterator[Problem]:
    """Compare what the descriptor says of the tables with the schema and the files."""
    if wrong := unread(package):
        yield wrong  # and nothing else can be said of tables that are unknown
        return
    entries = package.get("resources")
    entries = entries if isinstance(entries, list) else []
    resources = [entry for entry in entries if isinstance(entry, dict)]
    described = {}
    for resource in resources:
        if isinstance(name := resource.get("name"), str):
            if name in described:
                wrong = "describes a table twice"
                yield _of_package(wrong, "remove one", "resources", name)
            described[name] = resource
    if resources:
        yield from _resources(folder, described, cases.version(package))
    else:
        told = package.get("resources", "")
        yield _of_package("describes no table", REMAKE, "resources", told)


def _resources(
    folder: Path, described: dict[str, dict], version: int
) -> Iterator[Problem]:
    """Compare the resource of each table with the schema and the files."""
    for table in schema.TABLES:
        file, told = table.file, described.get(table.name)
        if (path := folder / file).is_file():
            if told is None:
                wrong = f"does not describe {file}"
                yield _of_package(wrong, "`dateline upgrade` adds it", "resources")
            elif difference := schema.difference(told, table, version):
                place, value = difference
                wrong = f"describes {file} otherwise than the dictionary does"
                remedy, key = f"mend the resource; {REMAKE}", f"resources.{place}"
                yield _of_package(wrong, remedy, key, value)
        elif told is not None and table.needed_for and not os.path.lexists(path):
            wrong = f"is not there, though {DESCRIPTOR} describes it"
            yield Problem(file, wrong, "add the table or remove its resource")
    for name in sorted(set(described) - set(schema.BY_NAME)):
        wrong = "describes a table that no case has"
        yield _of_package(wrong, "remove it", "resources", name)


def _cells(sheet: Sheet, table: schema.Table) -> Iterator[Problem]:
    """Check every cell of a table: text, type, what is allowed, and the key."""
    columns = [(nth, table.by_name.get(name)) for nth, name in enumerate(sheet.header)]
    known = [(nth, column) for nth, column in columns if column]
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        for nth, column in known:
            if wrong := _wrong(column, cells[nth]):
                if not cells[nth] and table.letters and column.name in table.key:
                    wrong = wrong[0], FIX
                yield Problem(table.file, *wrong, line, column.name, cells[nth])
    if table.key and set(table.key) <= set(sheet.header):
        yield from _keys(sheet, table)


def _keys(sheet: Sheet, table: schema.Table) -> Iterator[Problem]:
    """Report the keys that are there before; a blank one has its own problem."""
    places, seen = [sheet.header.index(name) for name in table.key], set()
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        key = tuple(cells[place] for place in places)
        if key in seen and all(key):
            column, value = ", ".join(table.key), ", ".join(key)
            wrong, remedy = "the key is there twice", "give each row its own"
            yield Problem(table.file, wrong, remedy, line, column, value)
        seen.add(key)


def _wrong(column: schema.Column, cell: str) -> tuple[str, str] | None:
    """Return what is wrong with a cell, and what to do; None where nothing is."""
    meant = column.description.rstrip(".")
    if not cell:
        must = column.required and not column.follows
        return ("the cell is blank", _allowed(column)) if must else None
    if column.required and not _shows(cell):
        return "the cell shows nothing", meant
    if column.values and cell not in column.values:
        return "the value is not one that is allowed", _allowed(column)
    if column.pattern and not re.fullmatch(column.pattern, cell):
        return "the value is not well-formed", meant
    if column.within and not NUMBER.fullmatch(cell):
        return "the value has the wrong type", f"write a number such as 34.5. {meant}"
    if column.within and abs(float(cell)) > column.within:
        most = column.within
        return f"the number is not between -{most} and {most}", meant
    return _unfit(cell)


def _allowed(column: schema.Column) -> str:
    """Name the values of a column, or else what it means."""
    if column.values:
        return f"use one of {', '.join(column.values)}"
    return column.description.rstrip(".")


def _unfit(text: str) -> tuple[str, str] | None:
    """Return why a text cannot be kept or shown, and what to do; None if it can."""
    if (length := len(text)) > MOST_IN_A_CELL:
        wrong = f"the cell has {length} characters; it may have {MOST_IN_A_CELL}"
        return wrong, "shorten it, or close the quote"
    if "\n" in text or "\r" in text:
        return "the cell holds a line break", "keep it on one line"
    if CONTROL.search(text):
        return "holds a control character", "remove it"
    return None


def _shows(text: str) -> bool:
    """Whether a text shows anything: a letter, digit, mark or sign that can be seen."""
    return any(unicodedata.category(c)[0] in "LNPS" for c in text if c not in UNSEEN)


# ---- stage 3: the rules ---------------------------------------------------------


@dataclass(frozen=True)
class Checked(Case):
    """A case under check; a class since rules ask which tables are not whole.

    ``written`` are the rows of its tables as they are on disk, blanks and all, by
    their Index.
    """

    broken: frozenset[str] = frozenset()
    written: Mapping[str, Mapping[int, Any]] = field(default_factory=dict)

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids that are there, by their letter."""
        return {
            letter: {r[1] for r in self.rows(t.name) if r[1][:1] == letter}
            for letter, t in schema.BY_LETTER.items()
        }

    @cached_property
    def day(self) -> date | None:
        """The day of the article, a faulty one as none."""
        with suppress(dates.DateError):
            return self.published
        return None

    def lacks(self, record: str) -> bool:
        """Whether a record is in no table, nor in a row that was lost."""
        home = schema.BY_LETTER[record[0]].name
        return record not in self.ids[record[0]] and home not in self.broken


def _loaded(
    folder: Path, package: dict, by_table: dict[str, Sheet], absent: set[str]
) -> Checked:
    """Make a case of what can be read; of a table without a column, nothing."""
    tables, broken = {}, set(absent)
    for table in schema.TABLES:
        sheet = by_table.get(table.name)
        if sheet and (not sheet.whole or not (table.needed_for or sheet.rows)):
            broken.add(table.name)
        if sheet and _lacking(sheet, table):
            broken.add(table.name)
            sheet = None
        tables[table.name] = cases.read_rows(sheet, table) if sheet else []
    filled = Tables(inherited.whole(tables, cases.version(package)))
    written = {name: {row.Index: row for row in rows} for name, rows in tables.items()}
    return Checked(folder, package, filled, broken=frozenset(broken), written=written)


def _cell(
    table: str, row, column: str, wrong: str, remedy: str, value: str | None = None
) -> Problem:
    """Return a problem of a cell, or of one ``value`` among those that it lists."""
    shown = str(getattr(row, column)) if value is None else value
    return Problem(f"{table}.csv", wrong, remedy, row.Index + 2, column, shown)


def _is_followed(case: Checked, problem: Problem) -> bool:
    """Whether a cell follows from others, so that what is wrong is said of those."""
    table, at = problem.file.removesuffix(".csv"), (problem.row or 0) - 2
    if at < 0 or table not in case.written:
        return False
    row = case.written[table].get(at)
    if not row:
        return True  # a citation of the event that a relation is
    grouped = problem.column in inherited.GROUP and table == "relations"
    if grouped and row.event_id and not inherited.is_filled(row):
        return True
    return problem.value != "" and not getattr(row, problem.column, True)


def _cells_of(case: Case, wanted: Callable[[schema.Column], object]):
    """Yield table, row, column and value of every column that is wanted."""
    for table in schema.TABLES:
        columns = [*filter(wanted, table.columns)]
        for row in case.rows(table.name):
            for column in columns:
                yield table.name, row, column, getattr(row, column.name)


def _rows(case: Case, *tables: str):
    """Yield table and row of every row of some tables."""
    for table in tables:
        for row in case.rows(table):
            yield table, row


@rule("events", "sources")
def blanks_follow(case: Checked) -> Iterator[Problem]:
    """What is left blank and must not be follows from other cells."""
    cells = _cells_of(case, lambda c: c.required and c.follows)
    for table, row, column, value in cells:
        leans = table != "events" and getattr(row, "event_id", "")
        if value or leans or not row[1]:
            continue  # a wrong id of an event, or no id, is a problem of its own
        wrong, remedy = "is blank, and follows from nothing", _allowed(column)
        if column.name == "source_id":
            wrong = f"{row.record_id} is cited from no source, and there is no article"
            remedy = "name the source that was read"
        if column.name != "chain" or row.source_id:
            yield _cell(table, row, column.name, wrong, remedy)


@rule()
def references_exist(case: Checked) -> Iterator[Problem]:
    """Every record that a cell names exists and is of the right kind."""
    for table, row, column, value in _cells_of(case, lambda c: c.refers):
        for record in listed(value):
            wrong, remedy = "", CORRECT
            if record[:1] not in column.refers:
                wrong = "is of the wrong kind"
                remedy = f"name a record that begins with {' or '.join(column.refers)}"
            elif case.lacks(record):
                wrong = f"is not in {schema.BY_LETTER[record[0]].file}"
            if wrong:
                yield _cell(table, row, column.name, wrong, remedy, record)


@each("citations")
def chains_lead_to_a_voice(case: Checked, row) -> Iterator[tuple]:
    """A chain starts at its source, names known voices, and each only once."""
    text = "<".join(row.chain)
    if not re.fullmatch(schema.BY_NAME["citations"].by_name["chain"].pattern, text):
        return  # the check of the cells speaks of it
    if row.chain[:1] != [row.source_id]:
        wrong = "the chain begins elsewhere than at its source"
        yield "chain", wrong, f"begin with {row.source_id}, the source of the row", text
    if len(set(row.chain)) < len(row.chain):
        wrong = "the chain is circular: a voice is in it twice"
        yield "chain", wrong, "name each voice once", text
    for voice in filter(case.lacks, row.chain):
        remedy = "add it to sources.csv or actors.csv"
        yield "chain", "the voice is in no table", remedy, voice


@rule()
def words_are_carried_by_statements(case: Case) -> Iterator[Problem]:
    """A citation's said_event_id is an event of kind statement."""
    kind = dict(zip(case.events.event_id, case.events.kind, strict=True))
    for row in case.rows("citations"):
        if kind.get(row.said_event_id, "statement") != "statement":
            wrong, remedy = "is not a statement", "name the event in which it was said"
            yield _cell("citations", row, "said_event_id", wrong, remedy)


@each("events", "relations", "memberships", "claims", "orders", whole=("citations",))
def everything_is_cited(case: Case, row) -> Iterator[tuple]:
    """Every event, relation, membership, claim and order has a citation."""
    follows = hasattr(row, "fact") and row.event_id in case.by_id
    if row[1] and row[1] not in case.cited and not follows:
        remedy = f"add a row with record_id {row[1]} to citations.csv"
        yield row._fields[1], "has no citation", remedy


@each("citations")
def article_is_cited_with_a_place(case: Case, row) -> Iterator[tuple]:
    """A citation of the article says in which paragraph."""
    if row.source_id == case.article and case.article and not row.locator:
        wrong = f"the place in the article is missing ({row.record_id})"
        yield "locator", wrong, "write P and a number"


@rule()
def dates_are_kept(case: Case) -> Iterator[Problem]:
    """Every date is EDTF, ordered, and of a form that is kept faithfully."""
    for table, row, column, value in _cells_of(case, lambda c: c.edtf):
        if problem := _date_problem(value):
            remedy = "see the shapes of a date in data/CODEBOOK.md"
            yield _cell(table, row, column.name, f"{problem} ({row[1]})", remedy)


def _date_problem(text: str) -> str:
    """Return why a date cannot be read; blank where it can."""
    try:
        dates.parse(text)
    except dates.DateError as error:
        return str(error)
    return ""


def _when(text: str) -> dates.When:
    """Read a date, a faulty one as none: the rule on dates speaks of it."""
    return dates.NONE if _date_problem(text) else dates.parse(text)


@each(*DATED)
def what_is_known_has_a_source(case: Case, row) -> Iterator[tuple]:
    """What is known from outside names its source."""
    for column in ("when_known", "status_known"):
        if getattr(row, column, "") and not row.known_sources:
            remedy = "name it in known_sources, or leave both blank"
            yield column, "is known from no source", remedy


@each(*DATED, whole=("sources",))
def what_is_known_fits_the_article(case: Checked, row) -> Iterator[tuple]:
    """A known date lies inside the article's, or a note says why not."""
    allowed, known = _when(row.when_article), _when(row.when_known)
    is_state = getattr(row, "extent", "state") == "state"
    seen = dates.last_seen(allowed, is_state, case.day)
    if not dates.inside(known, allowed, seen) and not row.note:
        wrong = f"lies outside when_article ({row.when_article})"
        yield "when_known", wrong, "correct one, or say in note why they differ"


@each("memberships", "events", "relations")
def nothing_attested_after_the_article(case: Checked, row) -> Iterator[tuple]:
    """Nothing in the article's layer is later than it, prospects apart."""
    when, is_article = _when(row.when_article), row.layer == "article"
    end = None if when.open_end else when.end_earliest
    latest = max((d for d in (when.begin_earliest, end) if d), default=None)
    is_prospect = getattr(row, "status_article", "") in firmness.PROSPECTS
    if case.day and latest and latest > case.day and is_article and not is_prospect:
        remedy = "use expected, possible or asked, or the context layer"
        yield "when_article", f"is after the article ({case.day})", remedy


@each("events", "relations", "orders")
def layers_hold_their_columns(case: Case, row) -> Iterator[tuple]:
    """The article's columns speak for its layer only; each layer has a status."""
    if row.layer == "article" and not row.status_article:
        yield "status_article", "an article record has no status", "write one"
    if row.layer == "context" and not row.status_known:
        yield "status_known", "a context record has no known status", "write one"
    for column in ("when_article", "status_article"):
        if row.layer == "context" and getattr(row, column, ""):
            wrong = "the article says nothing of a context record"
            yield column, wrong, "leave it blank"


@rule()
def labels_name_one_actor(case: Case) -> Iterator[Problem]:
    """A name or alias belongs to one actor in its paragraph."""
    owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in case.rows("actors"):
        columns = {alias: "aliases" for alias in row.aliases}
        columns |= {row.short_name: "short_name", row.name: "name"}
        for alias, column in columns.items():
            label, _, place = alias.partition("@")
            if not label:
                continue
            for owner, other in owners[folded(label)]:
                if owner != row.actor_id and (not place or not other or place == other):
                    wrong = f"also names {owner}"
                    remedy = "say where each holds: label@P3"
                    yield _cell("actors", row, column, wrong, remedy, alias)
            owners[folded(label)].append((row.actor_id, place))


def _leads(edges: dict[str, set[str]], start: str, end: str) -> bool:
    """Whether following the edges from ``start`` leads to ``end``."""
    todo, seen = [start], set()
    while todo:
        if (here := todo.pop()) == end:
            return True
        if here not in seen:
            seen.add(here)
            todo += edges.get(here, ())
    return False


@rule()
def nobody_is_above_itself(case: Case) -> Iterator[Problem]:
    """Acting for, belonging to, being part of and supporting are not circular."""
    for table, low, high in (
        ("actors", "actor_id", "acts_for"),
        ("memberships", "actor_id", "group_id"),
        ("events", "event_id", "part_of"),
        ("claims", "claim_id", "supports"),
    ):
        edges: dict[str, set[str]] = defaultdict(set)
        for row in case.rows(table):
            edges[getattr(row, low)].update(listed(getattr(row, high)))
        for row in case.rows(table):
            start = getattr(row, low)
            for above in listed(getattr(row, high)):
                if _leads(edges, above, start):
                    wrong = f"is circular: it leads back to {start}"
                    yield _cell(table, row, high, wrong, "break the circle", above)


@each("relations")
def relations_join_two_actors(case: Case, row) -> Iterator[tuple]:
    """No relation of an actor with itself."""
    if row.source_actor == row.target_actor:
        remedy = "name two actors, or code it as a claim"
        yield "target_actor", "is both ends of the relation", remedy


@each("references")
def times_are_used_or_dismissed(case: Case, row) -> Iterator[tuple]:
    """Every time reference points to a record or says why not, and not both."""
    if bool(row.record_id) == bool(row.dismissed):
        wrong = "is both used and dismissed" if row.dismissed else "is left open"
        remedy = "name records in record_id, or the reason in dismissed"
        yield "reference_id", wrong, remedy
    if words(row.cue) > MOST_WORDS:
        yield "cue", "is longer than five words", "shorten it"


@rule(*schema.BY_NAME)
def nothing_is_unused(case: Case) -> Iterator[Problem]:
    """Every source, actor and place is named by some other row."""
    used = {
        record
        for table, row, _, value in _cells_of(case, lambda c: c.refers)
        for record in listed(value)
        if table != "sources" or record != row.source_id
    }
    used |= {voice for chain in case.citations.chain for voice in chain}
    used |= {*case.focus}
    for table, row in _rows(case, "sources", "actors", "places"):
        if row[1] and row[1] not in used:
            wrong, remedy = "is used nowhere", "use or remove it"
            yield _cell(table, row, row._fields[1], wrong, remedy)


@rule("events", "relations", "participants")
def there_is_something_to_show(case: Case) -> Iterator[Problem]:
    """A case has an event or a relation, and says who takes part in events."""
    if case.events.empty and case.relations.empty:
        wrong = "has no rows, and relations.csv has none either"
        yield Problem("events.csv", wrong, "code the first event or relation")
    elif case.participants.empty and not case.events.empty:
        wrong = "nobody takes part in any event"
        yield Problem("participants.csv", wrong, "add a row an actor and event")


@rule()
def one_article(case: Case) -> Iterator[Problem]:
    """At most one source is the article."""
    rows = [row for row in case.rows("sources") if row.role == "article"]
    for row in rows[1:]:
        wrong = f"is a second article beside {rows[0].source_id}"
        remedy = "a case has one; call the other cited"
        yield _cell("sources", row, "role", wrong, remedy)


@rule("actors")
def package_names_actors(case: Case) -> Iterator[Problem]:
    """The package's focus and order name actors, each once."""
    known = {*case.actors.actor_id}
    for key in ("focus", "order"):
        actors = case.package.get(key) or []
        yield from _unknown(known, actors, "actors", key)
        for actor in dict.fromkeys(actors):
            if actor in known and actors.count(actor) > 1:
                yield _of_package("is there twice", "name it once", key, actor)


@rule("events")
def package_names_events(case: Case) -> Iterator[Problem]:
    """The cause and the effect of a reading are two events of the case."""
    for reading in case.package.get("causes") or []:
        ends = reading["cause"], reading["effect"]
        yield from _unknown({*case.events.event_id}, ends, "events", "causes")
        if ends[0] == ends[1]:
            wrong = "is cause and effect of itself"
            yield _of_package(wrong, "name two events", "causes", ends[0])


def _unknown(
    known: set[str], named: Iterable[str], table: str, key: str
) -> Iterator[Problem]:
    """Report what a key of the descriptor names that is not in a table."""
    for one in filter(lambda one: one not in known, named):
        yield _of_package(f"is not in {table}.csv", CORRECT, key, one)


@each("claims")
def no_claim_opposes_itself(case: Case, row) -> Iterator[tuple]:
    """No claim opposes itself."""
    if row.claim_id in row.opposes:
        yield "opposes", "opposes itself", "name another claim", row.claim_id


@rule()
def what_may_be_the_same_is_another_fact(case: Case) -> Iterator[Problem]:
    """What may be the same act is of another fact."""
    facts = dict(zip(case.relations.relation_id, case.relations.fact, strict=True))
    for row in case.rows("relations"):
        for relation in row.may_be:
            if facts.get(relation) == row.fact:
                wrong = f"is of the same fact ({row.fact})"
                remedy = "rows of one fact already count once; remove it"
                yield _cell("relations", row, "may_be", wrong, remedy, relation)


@rule()
def answers_have_a_question(case: Case) -> Iterator[Problem]:
    """An answer says in supports which question it answers."""
    role = dict(zip(case.claims.claim_id, case.claims.role, strict=True))
    for row in case.rows("claims"):
        if row.role == "answer" and "question" not in map(role.get, row.supports):
            wrong, remedy = "answers no question", "name the question in supports"
            yield _cell("claims", row, "claim_id", wrong, remedy)


@each("events", "relations")
def outcomes_come_after(case: Case, row) -> Iterator[tuple]:
    """What is announced or foreseen has an outcome, another record and not before."""
    outcome = case.by_id.get(row.outcome_id)
    if not hasattr(outcome, "outcome_id"):
        return  # none, or none that is there
    said, came = _said_from(case, row), _known(outcome).end_latest
    if outcome[1] == row[1]:
        yield "outcome_id", "is its own outcome", "name another record"
    elif not _is_ahead(row):
        wrong = "is of a record that is no announcement and no prospect"
        remedy = "write it where something is announced, expected or possible"
        yield "outcome_id", wrong, remedy
    elif said and came and came < said:
        wrong = f"is over by {came}, before {row[1]} was said ({said})"
        yield "outcome_id", wrong, "name what came of it later, or correct a date"


def _is_ahead(row) -> bool:
    """Whether a record is a prospect, or a statement, which may announce one."""
    status = row.status_known or row.status_article
    return status in firmness.PROSPECTS or _is_statement(row)


def _is_statement(row) -> bool:
    """Whether an event or a relation is something said."""
    return "statement" in (getattr(row, "kind", ""), getattr(row, "basis", ""))


def _known(row) -> dates.When:
    """Return when a record was, as other sources have it, or else the article."""
    return _when(row.when_known or row.when_article)


def _said_from(case: Case, row) -> date | None:
    """Return the first day on which a record may have been said; None: not known."""
    cited = case.supporting(row[1])
    told = [(c.said_event_id, *(v for v in c.chain if v[:1] == "S")) for c in cited]
    rows = [case.by_id.get(one) for ones in told for one in ones]
    rows += [row] * _is_statement(row)
    days = [_known(one).begin_earliest for one in rows if hasattr(one, "when_known")]
    return min(days) if days and all(days) else None


# ---- orders ---------------------------------------------------------------------


@each("orders")
def orders_join_two_records(case: Checked, row) -> Iterator[tuple]:
    """No record is ordered with itself, and each can have what an order says of it."""
    if row.first_id == row.second_id != "":
        yield "second_id", "is ordered with itself", "name another record"
    elif wrong := _unfit_order(case, row):
        remedy = "use another relation, or correct the date or the days"
        yield "relation", wrong, remedy


def _unfit_order(case: Checked, row) -> str:
    """Return why two records cannot lie so to each other; blank where they can."""
    try:
        _bounds(case, row)
    except allen.OrderError as error:
        return str(error)
    return ""


def _bounds(case: Checked, row) -> list[allen.Bound]:
    """Return what an order says of the points of its records, by those of its layer.

    Nothing where a cell is faulty, which is said of that cell.
    """
    ends = [case.by_id.get(one) for one in (row.first_id, row.second_id)]
    dated = all(hasattr(end, "when_article") for end in ends)
    if not dated or row.relation not in allen.RELATIONS:
        return []
    reading = "article" if row.layer == "article" else "both"
    try:
        order = allen.order_of(row)
        points = [p for end in ends for p in allen.points_of(end, reading, case.day)]
    except ValueError:
        return []
    return allen.bounds(order, allen.by_name(points))


@each("orders", whole=("citations",))
def what_is_known_of_an_order_is_cited(case: Case, row) -> Iterator[tuple]:
    """A known status of an order has a citation from outside the article."""
    read = {cited.source_id for cited in case.cited.get(row.order_id, [])}
    if row.status_known and not read - {case.article}:
        remedy = f"cite one for {row.order_id} in citations.csv, or leave it blank"
        yield "status_known", "is known from no source", remedy


@rule("citations")
def no_source_says_an_order_and_its_opposite(case: Case) -> Iterator[Problem]:
    """What one voice says in one source is no circle of two; voices may differ."""
    told: dict[tuple, list] = defaultdict(list)
    for row in case.rows("orders"):
        if _unfit_order(case, row) or row.first_id == row.second_id:
            continue
        bounds = _bounds(case, row)
        for said in _said_by(case, row):
            for other, theirs in told[said]:
                if any(_opposed(a, b) for a in bounds for b in theirs):
                    wrong = f"{said[0]} says the opposite in {other.order_id}"
                    remedy = "remove one, or cite each from who says it"
                    yield _cell("orders", row, "order_id", wrong, remedy)
            told[said].append((row, bounds))


def _said_by(case: Case, row) -> set[tuple[str, str]]:
    """List the sources that support an order, each with the first voice in it."""
    cited = case.supporting(row.order_id)
    return {(one.source_id, one.chain[-1]) for one in cited if one.chain}


def _opposed(one: allen.Bound, other: allen.Bound) -> bool:
    """Whether two bounds make a circle that takes time, or is strict."""
    if (one.earlier, one.later) != (other.later, other.earlier):
        return False
    days, counted = one.days + other.days, one.counted or other.counted
    return days > 0 or (not days and not counted and (one.strict or other.strict))


# ---- all of it ------------------------------------------------------------------


def _described(folder: Path) -> tuple[dict, list[Problem]]:
    """Read the descriptor; an empty one, and why, where it cannot be read."""
    try:
        return cases.read_package(folder), []
    except CaseError as error:
        wrong = str(error).removeprefix(f"{DESCRIPTOR} ")
        return {}, [Problem(DESCRIPTOR, wrong, "mend it or copy a sound one")]


def problems(case: str | Path) -> list[Problem]:
    """List everything that is wrong with a case; an empty list passes.

    Raises
    ------
    CaseError
        Where there is no such folder.

    Examples
    --------
    >>> check.problems("daesh-k-2021")
    []
    """
    folder, state = cases.find(case), ""
    with suppress(OSError):  # what cannot be read is told below
        state = cases.bytes_hash(folder)
    package, found = _described(folder)
    if wrong := unread(package):
        return [wrong]
    if not found:
        found += _package(folder, package)
    by_table = _sheets(folder)
    found += _files(folder, by_table)
    for name, sheet in by_table.items():
        found += _cells(sheet, schema.BY_NAME[name])
    absent = {p.file.removesuffix(".csv") for p in found} - set(by_table)
    loaded = _loaded(folder, package, by_table, absent)
    for check_rule, needed in RULES:
        if not loaded.broken & set(needed):
            found += (p for p in check_rule(loaded) if not _is_followed(loaded, p))
    if not found:
        SOUND[folder] = state, Case(folder, package, loaded.tables)
    return sorted(
        dict.fromkeys(found), key=lambda p: (p.file, p.row or 0, p.column, p.wrong)
    )


# Cases that have passed, by folder, with what their files were then. A run of a
# notebook gets that of its case.
SOUND: dict[Path, tuple[str, Case]] = {}


def table(found: list[Problem]) -> pd.DataFrame:
    """Return problems as a frame, one row per problem.

    Examples
    --------
    >>> len(check.table(check.problems("daesh-k-2021")))
    0
    """
    columns = ["file", "row", "column", "value", "wrong", "remedy"]
    return pd.DataFrame(map(asdict, found), columns=columns)


def load(case: str | Path) -> Case:
    """Check a case, then read it; once for a folder that has not changed since.

    Raises
    ------
    CheckError
        With the problems, where there are any.

    Examples
    --------
    >>> check.load("daesh-k-2021").question
    'Could the threat of Daesh-K bring Washington and the Taliban to cooperate?'
    """
    folder = cases.find(case)
    known = SOUND.get(folder, ("", None))[0] == cases.bytes_hash(folder)
    if not known and (found := problems(folder)):
        count = prose.count(len(found), "problem")
        title = f"{case} does not pass its check ({count}):"
        raise CheckError(f"{title}\n{sheets.first_of(found)}")
    return SOUND[folder][1]
