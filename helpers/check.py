"""What is wrong with a case: every problem at once, in one sentence each.

Three stages: the bytes of the files, the tables against their ``datapackage.json``
(frictionless, with dialect and encoding fixed, since it would otherwise guess them),
and the project's own rules. Nothing on disk is changed.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from helpers import cases, dates, schema
from helpers.cases import DESCRIPTOR, Case, CaseError

# What XML, and so an SVG, cannot hold.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_BYTES = 20_000_000
MOST_IN_A_CELL = 20_000


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where, the value, what is wrong with it, what to do."""

    file: str
    wrong: str
    remedy: str
    row: int | None = None
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Write it on one line, the value quoted so that it stays inert."""
        place = self.file + (f":{self.row}" if self.row else "")
        shown = self.value if len(self.value) <= 80 else self.value[:77] + "..."
        quoted = repr(shown) if self.value else ""
        about = " ".join(part for part in (self.column, quoted) if part)
        parts = [part for part in (place, about, self.wrong) if part]
        return _inert(f"{': '.join(parts)}; {self.remedy}")


def _inert(text: str) -> str:
    """Escape what would move a terminal's cursor or break the line."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


class CheckError(CaseError):
    """A case that does not pass its check; the message lists the problems."""

    def _render_traceback_(self) -> list[str]:
        """Show a notebook the problems and no traceback."""
        return [str(self)]


Rule = Callable[[Case], Iterator[Problem]]
RULES: list[tuple[Rule, tuple[str, ...]]] = []


def rule(*tables: str) -> Callable[[Rule], Rule]:
    """Register a rule with the tables it can only run on when they are whole.

    A table that is broken is read as no rows, which many rules can live with.
    """

    def register(function: Rule) -> Rule:
        RULES.append((function, tables))
        return function

    return register


# ---- stage 1: bytes -------------------------------------------------------------


def _decoded(path: Path, limit: int) -> tuple[str, Problem | None]:
    """Read a file as UTF-8 text, or say why it is none."""
    name = path.name
    size = path.stat().st_size
    if size > limit:
        wrong = f"is {size / 1e6:.0f} MB; a table may have {limit / 1e6:.0f} MB"
        return "", Problem(name, wrong, "split the case or remove what is not a table")
    try:
        raw = path.read_bytes()
    except OSError as error:
        return "", Problem(name, f"cannot be read ({error.strerror})", "let it be read")
    if not raw.strip():
        return "", Problem(name, "is empty", "add the header row, or delete the file")
    if raw.startswith(b"\xef\xbb\xbf"):
        return "", Problem(
            name, "begins with a byte order mark", "save it as UTF-8 without BOM"
        )
    if b"\0" in raw:
        return "", Problem(name, "holds null bytes", "save it as UTF-8 text")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        wrong = "is not UTF-8 (the first wrong byte is in this line)"
        return "", Problem(name, wrong, "save it as UTF-8", row=line)
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        wrong = "has Windows or old Mac line ends (CR)"
        return "", Problem(name, wrong, "save it with LF line ends", row=line)
    return text, None


def _shape(name: str, text: str, table: schema.Table) -> Iterator[Problem]:
    """Say what is wrong with a table's header and with the form of its rows."""
    csv.field_size_limit(MOST_BYTES)  # frictionless lifts it too, once imported
    rows, at = [], []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        for row in reader:
            rows.append(row)
            at.append(reader.line_num)
    except csv.Error as error:
        line = (at[-1] if at else 0) + 1
        wrong = f"cannot be read as CSV from about this line ({error})"
        yield Problem(name, wrong, "close every quote and double those inside", line)
        return
    if problem := _no_header(name, rows[0], table):
        yield problem
        return
    yield from _header(name, rows[0], table)
    yield from _rows(name, rows, at)
    if len(rows) == 1 and table.needed:
        yield Problem(name, "has no rows", f"code the first: a row is {table.row}")


def _no_header(name: str, header: list[str], table: schema.Table) -> Problem | None:
    """Say why the first line cannot be read as a header at all."""
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        wrong = "is separated by semicolons or tabs"
        return Problem(name, wrong, "save it with commas", 1)
    if not set(table.names) & set(header):
        remedy = f"begin with {','.join(table.names)}"
        return Problem(name, "the first line is no header row", remedy, 1)
    return None


def _header(name: str, header: list[str], table: schema.Table) -> Iterator[Problem]:
    """Compare a header with the columns of its table."""
    for column in table.columns:
        if column.since == 1 and column.name not in header:
            yield Problem(name, "the column is missing", "add it", 1, column.name)
    for column in header:
        if column not in table.names:
            wrong = "the column is not in the dictionary"
            yield Problem(name, wrong, "remove it", 1, column)
        elif header.count(column) > 1:
            yield Problem(name, "the column stands twice", "remove one", 1, column)
    ordered = [column for column in table.names if column in header]
    if header != ordered and sorted(header) == sorted(ordered):
        wrong = "the columns are out of order"
        yield Problem(name, wrong, f"order them {','.join(table.names)}", 1)


def _rows(name: str, rows: list[list[str]], at: list[int]) -> Iterator[Problem]:
    """Check the form of rows: one line each, as many cells as the header has."""
    before, wide = 0, len(rows[0])
    for row, line in zip(rows, at, strict=True):
        if line - before > 1:
            wrong = "a cell holds a line break"
            yield Problem(name, wrong, "keep each cell on one line", before + 1)
        elif not any(row):
            yield Problem(name, "the row is blank", "remove it", line)
        elif len(row) != wide:
            wrong = f"the row has {len(row)} cells and the header {wide}"
            yield Problem(name, wrong, "quote cells that hold a comma", line)
        elif (most := max(map(len, row))) > MOST_IN_A_CELL:
            wrong = f"a cell has {most} characters; it may have {MOST_IN_A_CELL}"
            yield Problem(name, wrong, "shorten it, or close the quote", line)
        before = line


def _bytes(folder: Path) -> Iterator[Problem]:
    """Check the files: which there are, and whether each reads as a table."""
    known = {f"{table.name}.csv" for table in schema.TABLES}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            wrong = "is no table of a case"
            yield Problem(path.name, wrong, f"use one of {', '.join(sorted(known))}")
    for table in schema.TABLES:
        path = folder / f"{table.name}.csv"
        if not path.is_file():
            if table.needed:
                wrong = "the table is missing"
                yield Problem(path.name, wrong, "add it; every case needs it")
            continue
        text, problem = _decoded(path, MOST_BYTES)
        if problem:
            yield problem
        else:
            yield from _shape(path.name, text, table)
    if not any((folder / f"{name}.csv").is_file() for name in schema.EITHER):
        wrong = "neither events.csv nor relations.csv is there"
        yield Problem("events.csv", wrong, "add one of the two")


# ---- stage 2: the package -------------------------------------------------------


REMAKE = "`dateline new` writes a fresh one to compare with"


def _package(folder: Path, package: dict) -> Iterator[Problem]:
    """Check the descriptor against the schema and against the files."""
    yield from dictionary(folder, package)
    for key in ("name", "question"):
        if not isinstance(package.get(key), str) or not package[key].strip():
            yield Problem(DESCRIPTOR, f"has no {key}", "write one, as text", None, key)
    for key in ("focus", "order"):
        value = package.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            wrong = "is no list of actor ids"
            yield Problem(DESCRIPTOR, wrong, "write [] or ids", None, key)
            package[key] = []
        elif key == "focus" and value and not 2 <= len(value) <= 4:
            wrong = f"names {len(value)} actors"
            yield Problem(DESCRIPTOR, wrong, "name two to four", None, key)
    if not _are_causes(package.get("causes", [])):
        wrong = "is no list of readings of cause and effect"
        remedy = (
            'write [], or for each {"question": "...?", "cause": "E", "effect": "E"}'
        )
        yield Problem(DESCRIPTOR, wrong, remedy, None, "causes")
        package["causes"] = []
    if (named := package.get("rule", "")) not in ("", *schema.RULES):
        wrong, remedy = "is no rule", f"use one of {', '.join(schema.RULES)}, or none"
        yield Problem(DESCRIPTOR, wrong, remedy, None, "rule", str(named))
        package["rule"] = ""
    if not _are_limits(package.get("limits", [])):
        wrong = "is no list of sentences"
        remedy = "write [], or a sentence for each thing that the coding leaves out"
        yield Problem(DESCRIPTOR, wrong, remedy, None, "limits")
        package["limits"] = []


def _are_limits(value) -> bool:
    """Whether a value is a list of texts that can be shown."""
    return isinstance(value, list) and all(
        isinstance(text, str) and text.strip() and not CONTROL.search(text)
        for text in value
    )


def _are_causes(value) -> bool:
    """Whether a value is a list of readings, each with its three texts."""
    keys = {"question", "cause", "effect"}
    return isinstance(value, list) and all(
        isinstance(one, dict)
        and set(one) == keys
        and all(isinstance(text, str) and text.strip() for text in one.values())
        for one in value
    )


def _version(package: dict) -> Problem | None:
    """Say why the version of a package's tables cannot be read."""
    given = package.get(cases.VERSION, 1)
    if type(given) is not int or given < 1:
        wrong, remedy = "is no version of the tables", f"write {schema.VERSION}"
    elif given > schema.VERSION:
        wrong = f"is newer than this program, which reads up to {schema.VERSION}"
        remedy = "install a newer dateline"
    else:
        return None
    shown = given if isinstance(given, str) else json.dumps(given)
    return Problem(DESCRIPTOR, wrong, remedy, None, cases.VERSION, shown)


def dictionary(folder: Path, package: dict) -> Iterator[Problem]:
    """Compare what the descriptor says of the tables with the schema and the files."""
    if unread := _version(package):
        yield unread  # and nothing else can be said of tables that are unknown
        return
    listed = package.get("resources")
    entries = [r for r in listed if isinstance(r, dict)] if type(listed) is list else []
    described = {r.get("name"): r for r in entries if isinstance(r.get("name"), str)}
    if entries:
        yield from _resources(folder, described, cases.version(package))
    else:
        yield Problem(DESCRIPTOR, "describes no table", REMAKE, column="resources")


def _resources(
    folder: Path, described: dict[str, dict], version: int
) -> Iterator[Problem]:
    """Compare the resource of each table with the schema and the files."""
    for table in schema.TABLES:
        file = f"{table.name}.csv"
        there = (folder / file).is_file()
        if there and table.name not in described:
            wrong = f"does not describe {file}"
            yield Problem(DESCRIPTOR, wrong, f"add the resource; {REMAKE}")
        elif table.name in described and not there and not table.needed:
            wrong = f"is not there, though {DESCRIPTOR} describes it"
            yield Problem(file, wrong, "add the table or remove its resource")
        elif there and not schema.describes(described[table.name], table, version):
            wrong = f"describes {file} otherwise than the dictionary does"
            yield Problem(DESCRIPTOR, wrong, f"mend the resource; {REMAKE}")
    for other in sorted(set(described) - set(schema.BY_NAME)):
        wrong = "describes a table that no case has"
        yield Problem(DESCRIPTOR, wrong, "remove it", value=other)


def _said(error) -> str:
    """Say in our words what frictionless found in a cell."""
    constraint = getattr(error, "note", "")
    if 'constraint "required"' in constraint:
        return "the cell is blank"
    if 'constraint "enum"' in constraint:
        return "the value is not one that is allowed"
    if 'constraint "pattern"' in constraint:
        return "the value is not well-formed"
    return "the value has the wrong type"


def _cells(folder: Path, tables: list[schema.Table]) -> Iterator[Problem]:
    """Check every cell of the tables with frictionless: type, values, keys."""
    from frictionless import Resource, system  # slow to import, and only needed here

    for table in tables:
        file = f"{table.name}.csv"
        columns = {column.name: column for column in table.columns}
        with system.use_context(trusted=True):
            descriptor = schema.resource(table)
            head = (folder / file).read_text(encoding="utf-8").split("\n", 1)[0]
            descriptor["schema"]["fields"] = [
                field
                for field in descriptor["schema"]["fields"]
                if field["name"] in head.split(",")
            ]
            report = Resource.from_descriptor(
                descriptor, basepath=str(folder)
            ).validate(limit_errors=1_000_000)
        for error in (e for task in report.tasks for e in task.errors):
            row = getattr(error, "row_number", None)
            if error.type == "primary-key":
                cells = dict(zip(table.names, error.cells, strict=False))
                keys = [cells.get(name) or "" for name in table.key]
                if all(keys):  # a blank one has its own problem
                    key, value = ", ".join(table.key), ", ".join(keys)
                    remedy = "give each row its own"
                    yield Problem(file, "the key stands twice", remedy, row, key, value)
            elif error.type in ("constraint-error", "type-error"):
                column = columns[error.field_name]
                remedy = (
                    f"use one of {', '.join(column.values)}"
                    if column.values
                    else column.description.rstrip(".")
                )
                value = "" if error.cell in (None, "None") else str(error.cell)
                yield Problem(file, _said(error), remedy, row, column.name, value)
            else:
                yield Problem(file, error.message, "mend the row", row)


# ---- stage 3: the rules ---------------------------------------------------------


def _cell(table: str, row, column: str, value, wrong: str, remedy: str) -> Problem:
    return Problem(f"{table}.csv", wrong, remedy, row.Index + 2, column, str(value))


def _listed(value) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _cells_of(case: Case, wanted: Callable[[schema.Column], bool]):
    """Walk table, row, column name and value over every column that is wanted."""
    for table in schema.TABLES:
        names = [c.name for c in table.columns if wanted(c)]
        for row in case.rows(table.name):
            for name in names:
                yield table.name, row, name, getattr(row, name)


def _ids(case: Case) -> dict[str, set[str]]:
    return {
        letter: {i for i in case.tables[table.name][table.key[0]] if i[:1] == letter}
        for letter, table in schema.BY_LETTER.items()
    }


@rule(*schema.BY_NAME)
def references_exist(case: Case) -> Iterator[Problem]:
    """Every record that a cell names exists and is of the right kind."""
    ids = _ids(case)
    columns = {(t.name, c.name): c for t in schema.TABLES for c in t.columns}
    for table, row, name, value in _cells_of(case, lambda c: bool(c.refers)):
        letters = columns[table, name].refers
        for one in _listed(value):
            if one[:1] not in letters:
                remedy = f"name a record that begins with {' or '.join(letters)}"
                yield _cell(table, row, name, one, "is of the wrong kind", remedy)
            elif one not in ids[one[0]]:
                home = schema.BY_LETTER[one[0]].name
                wrong = f"is not in {home}.csv"
                yield _cell(table, row, name, one, wrong, "add it or correct the id")


@rule("citations", "sources", "actors")
def chains_lead_to_a_voice(case: Case) -> Iterator[Problem]:
    """A chain starts at its source, names known voices, and each only once."""
    ids = _ids(case)
    form = next(c for c in schema.BY_NAME["citations"].columns if c.name == "chain")
    for row in case.rows("citations"):
        text = "<".join(row.chain)
        if not re.fullmatch(form.pattern, text):
            continue  # the check of the cells speaks of it
        if row.chain[:1] != [row.source_id]:
            remedy = f"begin with {row.source_id}, the source of the row"
            wrong = "the chain begins elsewhere than at its source"
            yield _cell("citations", row, "chain", text, wrong, remedy)
        if len(set(row.chain)) < len(row.chain):
            wrong = "the chain is circular: a voice stands in it twice"
            yield _cell("citations", row, "chain", text, wrong, "name each voice once")
        for voice in row.chain:
            if voice not in ids.get(voice[:1], ()):
                wrong = "the voice is in no table"
                remedy = "add it to sources.csv or actors.csv"
                yield _cell("citations", row, "chain", voice, wrong, remedy)


@rule("citations", "events")
def words_are_carried_by_statements(case: Case) -> Iterator[Problem]:
    """A citation's said_event_id is an event of kind statement."""
    kind = dict(zip(case.events.event_id, case.events.kind, strict=True))
    for row in case.rows("citations"):
        if kind.get(row.said_event_id, "statement") != "statement":
            wrong = "is not a statement"
            remedy = "name the event in which it was said"
            yield _cell(
                "citations", row, "said_event_id", row.said_event_id, wrong, remedy
            )


@rule("citations")
def everything_is_cited(case: Case) -> Iterator[Problem]:
    """Every event, relation, membership and claim has a citation."""
    cited = set(case.citations.record_id)
    for name in ("events", "relations", "memberships", "claims"):
        key = schema.BY_NAME[name].key[0]
        for row in case.rows(name):
            if (one := getattr(row, key)) and one not in cited:
                remedy = f"add a row with record_id {one} to citations.csv"
                yield _cell(name, row, key, one, "has no citation", remedy)


@rule("citations", "sources")
def article_is_cited_with_a_place(case: Case) -> Iterator[Problem]:
    """A citation of the article says in which paragraph."""
    for row in case.rows("citations"):
        if row.source_id == case.article and case.article and not row.locator:
            wrong = f"the place in the article is missing ({row.record_id})"
            yield _cell("citations", row, "locator", "", wrong, "write P and a number")


@rule()
def dates_are_kept(case: Case) -> Iterator[Problem]:
    """Every date is EDTF, ordered, and of a form that is kept faithfully."""
    for table, row, name, value in _cells_of(case, lambda c: c.edtf):
        if problem := _date_problem(value):
            key = schema.BY_NAME[table].key[0]
            wrong = f"{problem} ({getattr(row, key)})"
            remedy = "see the shapes of a date in data/CODEBOOK.md"
            yield _cell(table, row, name, value, wrong, remedy)


def _date_problem(text: str) -> str:
    try:
        dates.parse(text)
    except dates.DateError as error:
        return str(error)
    return ""


def _when(text: str) -> dates.When:
    """Read a date, a faulty one as none: the rule on dates speaks of it."""
    return dates.NONE if _date_problem(text) else dates.parse(text)


def _with_dates(case: Case):
    for name in ("sources", "memberships", "events", "relations"):
        for row in case.rows(name):
            yield name, row


@rule()
def what_is_known_has_a_source(case: Case) -> Iterator[Problem]:
    """What is known from outside names its source."""
    for table, row in _with_dates(case):
        for column in ("when_known", "status_known"):
            value = getattr(row, column, "")
            if value and not row.known_sources:
                wrong = "is known from no source"
                remedy = "name it in known_sources, or leave both blank"
                yield _cell(table, row, column, value, wrong, remedy)


@rule("sources")
def what_is_known_fits_the_article(case: Case) -> Iterator[Problem]:
    """A known date lies inside the article's, or a note says why not."""
    article = _published(case)
    for table, row in _with_dates(case):
        ours, known = _when(row.when_article), _when(row.when_known)
        state = getattr(row, "extent", "state") == "state"
        seen = dates.last_seen(ours, state, article)
        if not dates.inside(known, ours, seen) and not row.note:
            wrong = f"lies outside when_article ({row.when_article})"
            remedy = "correct one, or say in note why they differ"
            yield _cell(table, row, "when_known", row.when_known, wrong, remedy)


def _published(case: Case):
    try:
        return case.published
    except dates.DateError:
        return None


@rule("sources")
def nothing_attested_after_the_article(case: Case) -> Iterator[Problem]:
    """Nothing in the article's layer is later than it, prospects apart."""
    if not (article := _published(case)):
        return
    for name in ("memberships", "events", "relations"):
        for row in case.rows(name):
            when = _when(row.when_article)
            ends = None if when.open_end else when.end_earliest
            late = max((d for d in (when.begin_earliest, ends) if d), default=article)
            prospect = getattr(row, "status_article", "") in schema.PROSPECTS
            if row.layer == "article" and late > article and not prospect:
                wrong = f"is after the article ({article})"
                remedy = "use expected, possible or asked, or the context layer"
                yield _cell(name, row, "when_article", row.when_article, wrong, remedy)


@rule()
def layers_hold_their_columns(case: Case) -> Iterator[Problem]:
    """The article's columns speak for its layer only; each layer has a status."""
    for name in ("events", "relations"):
        for row in case.rows(name):
            if row.layer == "article" and not row.status_article:
                wrong = "an article record has no status"
                yield _cell(name, row, "status_article", "", wrong, "write one")
            if row.layer == "context" and not row.status_known:
                wrong = "a context record has no known status"
                yield _cell(name, row, "status_known", "", wrong, "write one")
            for column in ("when_article", "status_article"):
                if row.layer == "context" and getattr(row, column):
                    wrong = "the article says nothing of a context record"
                    value = getattr(row, column)
                    yield _cell(name, row, column, value, wrong, "leave it blank")


@rule("actors")
def labels_name_one_actor(case: Case) -> Iterator[Problem]:
    """A name or alias belongs to one actor in its paragraph."""
    owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in case.rows("actors"):
        borne = {alias: "aliases" for alias in row.aliases}
        borne |= {row.short_name: "short_name", row.name: "name"}
        for alias, column in borne.items():
            label, _, place = alias.partition("@")
            if not label:
                continue
            for owner, other in owners[label.casefold()]:
                if owner != row.actor_id and (not place or not other or place == other):
                    wrong = f"also names {owner}"
                    remedy = "say where each holds: label@P3"
                    yield _cell("actors", row, column, alias, wrong, remedy)
            owners[label.casefold()].append((row.actor_id, place))


def _circle(edges: dict[str, set[str]], start: str) -> bool:
    """Whether following the edges from ``start`` leads back to it."""
    todo, seen = list(edges.get(start, ())), set()
    while todo:
        if (here := todo.pop()) == start:
            return True
        if here not in seen:
            seen.add(here)
            todo += edges.get(here, ())
    return False


@rule()
def nobody_is_above_itself(case: Case) -> Iterator[Problem]:
    """Acting for, belonging to and being part of are not circular."""
    for table, low, high in (
        ("actors", "actor_id", "acts_for"),
        ("memberships", "actor_id", "group_id"),
        ("events", "event_id", "part_of"),
    ):
        rows = list(case.rows(table))
        edges: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if getattr(row, high):
                edges[getattr(row, low)].add(getattr(row, high))
        for row in rows:
            if _circle(edges, getattr(row, low)):
                wrong = f"is circular: it leads back to {getattr(row, low)}"
                value = getattr(row, high)
                yield _cell(table, row, high, value, wrong, "break the circle")


@rule("relations")
def relations_join_two_actors(case: Case) -> Iterator[Problem]:
    """No relation of an actor with itself."""
    for row in case.rows("relations"):
        if row.source_actor == row.target_actor:
            wrong = "is both ends of the relation"
            remedy = "name two actors, or code it as a claim"
            yield _cell(
                "relations", row, "target_actor", row.target_actor, wrong, remedy
            )


@rule("references")
def times_are_used_or_dismissed(case: Case) -> Iterator[Problem]:
    """Every time reference points to a record or says why not, and not both."""
    for row in case.rows("references"):
        if bool(row.record_id) == bool(row.dismissed):
            wrong = "is both used and dismissed" if row.dismissed else "is left open"
            remedy = "name records in record_id, or the reason in dismissed"
            yield _cell(
                "references", row, "reference_id", row.reference_id, wrong, remedy
            )
        if len(row.cue.split()) > 5:
            wrong = "is longer than five words"
            yield _cell("references", row, "cue", row.cue, wrong, "shorten it")


@rule(*schema.BY_NAME)
def nothing_is_unused(case: Case) -> Iterator[Problem]:
    """Every source, actor and place is named by some other row."""
    used = {
        one
        for table, row, name, value in _cells_of(case, lambda c: bool(c.refers))
        for one in _listed(value)
        if one != getattr(row, "source_id", "") or table != "sources"
    }
    used |= {voice for chain in case.citations.chain for voice in chain}
    for name in ("sources", "actors", "places"):
        key = schema.BY_NAME[name].key[0]
        for row in case.rows(name):
            if (one := getattr(row, key)) and one not in used:
                yield _cell(name, row, key, one, "is used nowhere", "use or remove it")


@rule("events", "relations", "participants")
def there_is_something_to_show(case: Case) -> Iterator[Problem]:
    """A case has an event or a relation, and says who takes part in events."""
    if case.events.empty and case.relations.empty:
        wrong = "has no rows, and relations.csv has none either"
        yield Problem("events.csv", wrong, "code the first event or relation")
    elif case.participants.empty and not case.events.empty:
        wrong = "nobody takes part in any event"
        yield Problem("participants.csv", wrong, "add a row an actor and event")


@rule(*schema.BY_NAME)
def texts_can_be_shown(case: Case) -> Iterator[Problem]:
    """No text holds a control character: no page or chart could show it."""

    def free(c: schema.Column) -> bool:
        return not (c.values or c.pattern or c.refers or c.edtf or c.number)

    for table, row, name, value in _cells_of(case, free):
        if CONTROL.search("".join(value)):
            text = ";".join(_listed(value))
            yield _cell(
                table, row, name, text, "holds a control character", "remove it"
            )


@rule("sources")
def one_article(case: Case) -> Iterator[Problem]:
    """At most one source is the article."""
    rows = [row for row in case.rows("sources") if row.role == "article"]
    for row in rows[1:]:
        wrong = f"is a second article beside {rows[0].source_id}"
        remedy = "a case has one; call the other cited"
        yield _cell("sources", row, "role", row.role, wrong, remedy)


@rule("actors")
def package_names_actors(case: Case) -> Iterator[Problem]:
    """The package's focus and order name actors, each once."""
    known = set(case.actors.actor_id)
    for key in ("focus", "order"):
        listed = case.package.get(key) or []
        for actor in dict.fromkeys(listed):
            if actor not in known:
                wrong, remedy = "is not in actors.csv", "add it or correct the id"
                yield Problem(DESCRIPTOR, wrong, remedy, None, key, actor)
            elif listed.count(actor) > 1:
                yield Problem(
                    DESCRIPTOR, "stands twice", "name it once", None, key, actor
                )


@rule("events")
def package_names_events(case: Case) -> Iterator[Problem]:
    """The cause and the effect of a reading are two events of the case."""
    known = set(case.events.event_id)
    for one in case.package.get("causes") or []:
        for key in ("cause", "effect"):
            if one[key] not in known:
                wrong, remedy = "is not in events.csv", "add it or correct the id"
                yield Problem(DESCRIPTOR, wrong, remedy, None, "causes", one[key])
        if one["cause"] == one["effect"]:
            wrong, remedy = "is cause and effect of itself", "name two events"
            yield Problem(DESCRIPTOR, wrong, remedy, None, "causes", one["cause"])
        if CONTROL.search(one["question"]):
            wrong, remedy = "holds a control character", "remove it"
            yield Problem(DESCRIPTOR, wrong, remedy, None, "causes", one["question"])


@rule("relations")
def nothing_may_be_itself(case: Case) -> Iterator[Problem]:
    """What may be the same act is another relation, of another fact."""
    facts = dict(zip(case.relations.relation_id, case.relations.fact, strict=True))
    for row in case.rows("relations"):
        for one in row.may_be:
            if facts.get(one) == row.fact:
                wrong = f"is of the same fact ({row.fact})"
                remedy = "rows of one fact already count once; remove it"
                yield _cell("relations", row, "may_be", one, wrong, remedy)


# ---- all of it ------------------------------------------------------------------


def problems(case: str | Path) -> list[Problem]:
    """List everything that is wrong with a case; an empty list passes.

    Raises
    ------
    CaseError
        Where there is no such folder.
    """
    folder = cases.find(case)
    try:
        package, found = cases.read_package(folder), []
    except CaseError as error:
        wrong = str(error).removeprefix(f"{DESCRIPTOR} ")
        package = None
        found = [Problem(DESCRIPTOR, wrong, "mend it or copy a sound one")]
    if package and (unread := _version(package)):
        return [unread]
    found += _bytes(folder)
    broken = {p.file.removesuffix(".csv") for p in found}
    whole = [
        table
        for table in schema.TABLES
        if table.name not in broken and (folder / f"{table.name}.csv").is_file()
    ]
    if package is not None:
        found += _package(folder, package)
    broken |= {p.file.removesuffix(".csv") for p in found}
    found += _cells(folder, whole)
    tables = {
        table.name: cases.read_table(
            folder / f"{table.name}.csv" if table in whole else Path(), table
        )
        for table in schema.TABLES
    }
    loaded = Case(folder, package or {}, tables)
    for function, needs in RULES:
        if not broken & set(needs):
            found += function(loaded)
    return sorted(
        dict.fromkeys(found), key=lambda p: (p.file, p.row or 0, p.column, p.wrong)
    )


# Cases that have passed, by folder, with what their files were then. Kernels forked
# from a process that has checked a case share it.
_SOUND: dict[Path, tuple[str, Case]] = {}


def table(found: list[Problem]) -> pd.DataFrame:
    """Put problems into a frame: a row a problem."""
    return pd.DataFrame(
        [asdict(p) for p in found],
        columns=["file", "row", "column", "value", "wrong", "remedy"],
    )


def load(case: str | Path) -> Case:
    """Check a case, then read it; once for a folder that has not changed since.

    Raises
    ------
    CheckError
        With the problems, where there are any.
    """
    folder = cases.find(case)
    state = cases.data_hash(folder)
    if _SOUND.get(folder, ("", None))[0] != state:
        _raise(case, problems(folder))
        _SOUND[folder] = state, cases.load(folder)
    return _SOUND[folder][1]


def _raise(case: str | Path, found: list[Problem]) -> None:
    if found:
        shown = [str(p) for p in found[:20]]
        more = [f"... and {len(found) - 20} more"] if len(found) > 20 else []
        count = f"{len(found)} problem{'s' if len(found) > 1 else ''}"
        raise CheckError(
            "\n".join([f"{case} does not pass its check ({count}):", *shown, *more])
        )
