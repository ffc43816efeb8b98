"""The command line: thin, results to stdout, messages to stderr."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from glob import escape
from pathlib import Path
from typing import NoReturn

import click
from click import argument, option

from helpers import __version__, paths
from helpers.frame import (
    FAILED,
    SOLVER,
    SOME_FAILED,
    STATUSES,
    WRONG,
    Commands,
    Told,
    see_to_memory,
)

MOST_SECONDS = 1e8  # three years; no clock waits for `nan` or `inf`
TABLES = (".csv", ".tsv", ".tab", ".txt")  # files that may hold signed ties
FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
TEXT = click.Path(path_type=Path)
Given = tuple[tuple[str, str], ...]  # parameters of a call, as they are typed


class Seconds(click.FloatRange):
    """Seconds, more than none; a class because a range of click lets `nan` pass."""

    def __init__(self) -> None:
        super().__init__(0, min_open=True)

    def convert(self, value, param, ctx) -> float:
        """Read a number of seconds that a clock can wait for."""
        found = super().convert(value, param, ctx)
        if not found <= MOST_SECONDS:
            told = f"{value} is too long, or no number of seconds at all"
            self.fail(f"{told}; give at most {MOST_SECONDS:.0f}.", param, ctx)
        return found


def _stop(message: str, code: int = FAILED) -> NoReturn:
    raise Told(message, code)


def _json(values) -> str:
    """Write values as JSON, as people read it."""
    return json.dumps(values, ensure_ascii=False, indent=2)


def as_json(what: str) -> Callable:
    """Give a command the option to print what it has found as JSON."""
    told = f"Print the {what} as JSON."
    return option("--json", "as_json", is_flag=True, help=told)


def seconds(*names: str, **more) -> Callable:
    """Give a command an option of how many seconds something may take."""
    return option(*names, type=Seconds(), show_default=True, metavar="S", **more)


def takes_a_view(command: Callable) -> Callable:
    """Give a command the options of a view, of where to write, of how long to take."""
    for one in reversed(OF_A_VIEW):
        command = one(command)
    return command


OF_A_VIEW = (
    option(
        "-p", "--parameter", "given", type=(str, str), multiple=True,
        metavar="NAME VALUE", help="A parameter; a list is 'US;Taliban' or '[US, UK]'.",
    ),
    option(
        "-f", "--file", type=FILE,
        help="A YAML file of parameters, as papermill takes it; -p goes before it.",
    ),
    option(
        "--out", type=FOLDER,
        help="The folder to write to.  [default: reports/CASE/[VIEW/]]",
    ),
    seconds(
        "--timeout", "limit", default=120.0, help="Seconds that a chapter may take."
    ),
)  # fmt: skip


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"Example: dateline report daesh-k-2021\n\n{STATUSES}",
)
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Turn one article into a sourced timeline and report."""


def command(example: str) -> Callable:
    """Make a command, by the name that it has in an example of its use."""
    return main.command(example.split()[1], epilog=f"Example: {example}")


@command("dateline cases")
def cases() -> None:
    """List the cases under data/: name and question."""
    from helpers.case import cases as room
    from helpers.case import sheets
    from helpers.case.cases import CaseError

    for name in room.names():
        try:
            question = room.read_package(room.find(name)).get("question", "")
        except CaseError as error:
            question = f"({error})"
        click.echo(f"{sheets.inert(name)}\t{sheets.inert(str(question))}")


@command("dateline parameters --json-schema > view.schema.json")
@option("--json-schema", "as_schema", is_flag=True,
              help="Print a JSON Schema of a view, for editors.")  # fmt: skip
def parameters(as_schema: bool) -> None:
    """List what a view may ask for: type, unit, default, what is allowed."""
    from helpers.view import parameters as room

    click.echo(_json(room.json_schema()) if as_schema else room.table())


@command("dateline check daesh-k-2021")
@argument("case")
@option(
    "--article", "text", type=TEXT,
    help="The article's text: print too what of it the case does not cover, and what"
    " of the case is not in it. Nothing of it is kept.",
)  # fmt: skip
@as_json("problems")
@option("--fix", is_flag=True,
              help="First give each row without an id the next one, and no other cell;"
              " print what changed.")  # fmt: skip
def check(case: str, text: Path | None, as_json: bool, fix: bool) -> None:
    """Print everything that is wrong with CASE (a name under data/, or a folder).

    Prints nothing and exits 0 where the case passes. A case of an older version of the
    tables may pass too; stderr then names the command that upgrades it, and facts that
    cannot all be so, since sources may disagree. What is not covered of an article is
    printed, and is no problem.
    """
    from helpers.case import check as room
    from helpers.case import upgrade
    from helpers.propose import coverage

    if fix:
        _number(case, as_json)
    found = room.problems(case)
    if note := upgrade.note(case):
        click.echo(note, err=True)
    covered = coverage.read(case, text) if text else None
    found += covered.problems if covered else []
    problems = [asdict(problem) for problem in found]
    if as_json:
        values = {"problems": problems, **covered.values()} if covered else problems
        click.echo(_json(values))
    else:
        for problem in [*found, *([covered] if covered else [])]:
            click.echo(str(problem))
    if not found:
        _warn(case)
    sys.exit(FAILED if found else 0)


def _number(case: str, aside: bool) -> None:
    """Give the rows of a case their ids, and print the difference."""
    from helpers.case import numbered

    try:
        changed = numbered.write(case)
    except OSError as error:
        raise Told(str(error)) from error
    if changed:
        click.echo(changed, err=aside)
    else:
        click.echo(f"{case}: every row has its id already.", err=True)


def _warn(case: str) -> None:
    """Tell of orders and dates of a sound case that contradict each other.

    Of a case with orders: what is needed to know takes longer than the check itself.
    """
    from helpers.case import cases, schema

    if not (cases.find(case) / schema.BY_NAME["orders"].file).is_file():
        return
    from helpers.text import orders
    from helpers.view.parameters import View
    from helpers.view.shown import show

    views = [View(case=case, dates=reading) for reading in ("both", "article")]
    for told in dict.fromkeys(orders.apart(show(view)) for view in views):
        click.echo(told, err=True, nl=bool(told))


@command("dateline upgrade my-article")
@argument("case")
def upgrade_case(case: str) -> None:
    """Write today's dictionary into CASE, and print what changed in it.

    Only datapackage.json is written, and keys of your own in it stay. No table is
    touched: a column that an older table lacks reads as blank. stderr names the cells
    that were blank and follow from others in the new version.
    """
    from helpers.case import sheets, upgrade

    older = upgrade.note(case)
    if changed := upgrade.write(case):
        click.echo(changed)
        told = sheets.first_of(upgrade.anew(case) if older else [])
        click.echo(told, err=True, nl=bool(told))
    else:
        click.echo(f"{case}: has today's dictionary already.", err=True)


@command("dateline new my-article --date 2017-01-13")
@argument("name")
@option(
    "--in", "where", type=FOLDER,
    help="The folder to lay it out in.  [default: data/]",
)  # fmt: skip
@option("--title", default="", help="The title of the article.")
@option(
    "--outlet", default="", metavar="NAME[:KIND]",
    help="Who published it; the kind is media where none is given.",
)  # fmt: skip
@option("--kind", default="", help="What it is: opinion, news, essay, ...")
@option("--date", default="", help="The day of publication, as in 2017-01-13.")
@option("--url", default="", help="Its address.")
@option("--question", default="", help="The question that a reader has.")
@option(
    "--focus", multiple=True, metavar="NAME[:KIND]",
    help="An actor in focus, as in US:state; two to four of them. The first two are the"
    " pair that the report asks about, the others those whom the two may act against.",
)  # fmt: skip
def new(name: str, where: Path | None, **told: str | tuple[str, ...]) -> None:
    """Lay out a new case: tables, dictionary, and a README that leads on.

    Without options a terminal is asked what is known of the article; what is not known
    stays blank.
    """
    from helpers.case import new
    from helpers.case.cases import CaseError

    try:
        new.place(name, where)  # before anybody is asked
        asks = not any(told.values()) and sys.stdin.isatty()
        given = _answered(new) if asks else new.Given(**told)
        folder = new.lay_out(name, where, given)
        for blank in new.blanks(folder):
            click.echo(f"still needed: {blank}", err=True)
    except CaseError as error:
        _stop(str(error), WRONG)
    click.echo(folder)


def _answered(room):
    """Ask on the terminal what is known of an article; what is unfit is asked again."""

    def read(option: str, text: str):
        told = _in_focus(text) if option == "focus" else text
        given = room.Given(**{option: told})
        if wrong := room.refusal(given):
            raise click.UsageError(wrong)
        return getattr(given, option)

    click.echo("Enter leaves blank what you do not know.", err=True)
    return room.Given(**{
        option: click.prompt(question, default="", show_default=False, err=True,
                             value_proc=partial(read, option))
        for option, question in room.ASKED.items()
    })  # fmt: skip


def _in_focus(text: str) -> list[str]:
    """List the actors of an answer; after one alone, ask for each of the others."""
    named = [one for one in text.split(";") if one.strip()]
    another = partial(click.prompt, "Another one, or Enter", default="",
                      show_default=False, err=True)  # fmt: skip
    for more in iter(another, "") if len(named) == 1 else ():
        named += more.split(";")
    return named


@command("dateline propose article.txt --date 2017-01-13")
@argument("text", type=TEXT)
@option(
    "--date", "day", default="", metavar="DATE",
    help="The day of publication, as in 2017-01-13.  [default: that of the case]",
)  # fmt: skip
@option("--case", default="", help="Whose actors are known; proposals.csv goes"
              " into it, and decisions that are there stay.")  # fmt: skip
@option(
    "--with", "pipeline", default="", metavar="spacy:NAME",
    help="An installed pipeline of spaCy to ask as well, or its folder.",
)  # fmt: skip
@as_json("proposals")
def propose(text: Path, day: str, case: str, pipeline: str, as_json: bool) -> None:
    """Propose what TEXT dates, whom it names and quotes, what it orders and counts.

    TEXT is UTF-8 or HTML; nothing of it is kept but cues of at most five words. English
    only, by plain rules: a person decides on each.
    """
    from helpers.propose import proposals

    found = proposals.of_text(text, day, case, pipeline)
    rows = [one.row() for one in found]
    click.echo(_json(rows) if as_json else proposals.table(found))


@command("dateline sheet my-article tables.xlsx")
@argument("given", metavar="FROM")
@argument("wanted", metavar="TO")
@option("--yes", is_flag=True, help="Write the tables without asking.")
def sheet(given: str, wanted: str, yes: bool) -> None:
    """Write the tables of a case as a workbook, or a workbook's into the case.

    FROM is the case and TO a file that ends in .xlsx, or the other way round. Back into
    a case it shows first what would change, and writes it only with --yes, or where you
    agree.
    """
    from helpers.case import workbook as room

    is_book = [Path(one).suffix.casefold() in room.BOOKS for one in (given, wanted)]
    if is_book[0] == is_book[1]:
        _stop("Give a case and a workbook (.xlsx), in either order.", WRONG)
    if is_book[1]:
        room.write(given, Path(wanted))
        click.echo(wanted)
    else:
        _put_back(*room.read(Path(given), wanted), wanted, yes)


def _put_back(edit, told: list[str], case: str, yes: bool) -> None:
    """Show what a workbook changes in a case, and write it where that is wanted."""
    for one in told:
        click.echo(one, err=True)
    if not (changes := edit.difference()):
        click.echo(f"{case}: holds the same already.", err=True)
        return
    click.echo(changes)
    asks = not yes and sys.stdin.isatty()
    if yes or (asks and click.confirm(f"Write this into {case}?", err=True)):
        edit.save()
        click.echo(f"{case}: written.", err=True)
    else:
        more = "" if asks else "; --yes writes it"
        click.echo(f"{case}: nothing is written{more}.", err=True)


@command("dateline report daesh-k-2021 -f view.yaml -p dates known")
@argument("case")
@takes_a_view
@option(
    "--notes", "noted", type=FILE,
    help="A file of your stars and notes on records, which the cards then show.",
)  # fmt: skip
def report(case: str, given: Given, file: Path | None, **how) -> None:
    """Make the report of CASE: one HTML file that makes no request.

    Prints its path, and to stderr a line for each chapter as it is done. The page goes
    without a chapter that takes too long.
    """
    if "case" in (values := _given(given)):
        _stop("-p case: the case is the argument before the options.", WRONG)
    _begin(case)
    asked = _view(_read(file, case) | values | {"case": case})
    click.echo(_made(asked, step=partial(click.echo, err=True), **how))


@command("dateline run 01-timeline -p as_of 2020-03-10")
@argument("chapter")
@takes_a_view
def run_chapter(chapter: str, given: Given, file: Path | None, **how) -> None:
    """Run CHAPTER (a name under notebooks/, or a path) under a view.

    Prints the path of the executed notebook. It runs as papermill runs it, but what is
    wrong is said in a sentence, before any of it runs.
    """
    values = _given(given)
    case = values.get("case")
    _begin(case or "")
    asked = _view(_read(file, case) | values)
    click.echo(_made(asked, chapter, **how))


def _begin(case: str) -> None:
    """Let what chapters import load while we load the rest, where there is a case.

    There is one by default.
    """
    from helpers.run import forking

    if any(os.path.isdir(place / case) for place in (paths.DATA, Path())):
        forking.begin()


def _given(pairs: Given) -> dict[str, str]:
    """Read the parameters of a call; a name that stands twice would lose a value."""
    names = [name for name, _ in pairs]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            _stop(f"-p {name}: given twice; separate several values by `;`.", WRONG)
    return dict(pairs)


def _read(file: Path | None, case: str | None) -> dict:
    """Read the parameters of a YAML file; where a case is given, it names no other."""
    from helpers.case import cases as room
    from helpers.case import yaml_file

    if file is None:
        return {}
    values = yaml_file.read(file)
    if not (named := str(values.pop("case", case or ""))):
        return values
    meant = _may_be(named, file.parent)
    if not case:
        values["case"] = str(next(iter(meant), named))
    elif room.find(case) not in meant:
        _stop(f"{file}: is of the case {named}, not of {case}.", WRONG)
    return values


def _may_be(named: str, near: Path) -> list[Path]:
    """List the cases that a file can mean: from where it lies, and from here."""
    from helpers.case import cases as room

    found = []
    for place in (near, Path()):
        with suppress(room.CaseError):
            found.append(room.find(named, place))
    return found


def _view(given: dict):
    """Read a view, or stop with a sentence for each thing wrong in it."""
    from helpers.case import cases as room
    from helpers.view import parameters, select

    asked, wrong = parameters.sift(given)
    if wrong:  # a case that cannot be read says so when the rest is right
        with suppress(ValueError, OSError):
            wrong += select.unknown(room.load(asked.case), asked)
        _stop("\n".join(wrong), WRONG)
    return asked


def _made(asked, chapter: str = "", **how) -> Path:
    """Make a report, or run a chapter."""
    from helpers.run import forking

    see_to_memory(forking.MEMORY)
    from helpers.run import report as room

    if chapter:
        return room.run(chapter, dict(asked), **how)
    return room.build(dict(asked), **how)


@command("dateline balance ties.csv --as-of 1907 --json")
@argument("given", metavar="CASE_OR_CSV")
@option(
    "--as-of", "day", default="", metavar="DATE",
    help="A day, month or year (its last day)."
    "  [default: the day of the article, or else the last change]",
)  # fmt: skip
@option(
    "--rule", "name", default="", metavar="RULE",
    help="Which records of a case make a tie: acts, standing, words or prospects."
    "  [default: the case's own]",
)  # fmt: skip
@seconds("--time-limit", default=60.0, help="Seconds; then bounds are given.")
@as_json("values")
def balance(given: str, day: str, name: str, time_limit: float, as_json: bool) -> None:
    """Print the structural balance of CASE_OR_CSV.

    That is a case (a name under data/, or a folder), or a CSV file of signed ties:
    source,target,sign and, for dates, begin,end.
    """
    see_to_memory(SOLVER)
    from helpers.text import network_values

    network = _edges(given, day, name) or _network(given, day, name)
    found = network_values.values(*network, time_limit)
    click.echo(_json(found) if as_json else network_values.sentences(found))


def _table(given: str) -> Path | None:
    """Return the path of a file of ties; None where a case is asked for."""
    from helpers.case import cases as room

    path = Path(os.path.expanduser(given))  # as all of os.path it raises nothing
    is_table, is_file = path.suffix.casefold() in TABLES, os.path.isfile(path)
    is_there = os.path.exists(path)
    if not (is_table or is_there) or os.path.isdir(path):
        return None
    if path.name == room.DESCRIPTOR or (is_file and room.is_table(path)):
        return None
    if not is_table or is_there != is_file:
        what = "is not read" if is_file else "is a device or a pipe"
        _stop(
            f"{given!r} {what}: give a case (a name under data/, or a folder), or a CSV"
            " file of signed ties: source,target,sign and, for dates, begin,end."
        )
    return path


def _edges(given: str, day: str, name: str) -> tuple | None:
    """Take the network of a CSV file; None where a case is asked for."""
    if not (path := _table(given)):
        return None
    from helpers.balance import edges
    from helpers.view import parameters

    if name:
        _stop("--rule: chooses records of a case; a CSV file holds the ties.", WRONG)
    asked = parameters.view({"as_of": day}).known_by
    found = edges.read(path)
    for names in found.alike:
        told = f"{' and '.join(map(repr, names))} differ in the case of letters alone"
        many = f"count as {len(names)} actors; write them alike if they are one"
        click.echo(f"{path.name}: {told} and {many}.", err=True)
    when = asked or found.day
    return found.ties(when), found.actors, f"the ties of {path.name}", when, {}


def _network(given: str, day: str, name: str) -> tuple:
    """Take the network of a case."""
    from helpers import balance as room
    from helpers.view import parameters
    from helpers.view.shown import show

    try:
        rule = room.rule(name) if name else None
    except ValueError as error:
        _stop(f"--{error}.", WRONG)
    asked = parameters.view({"case": given, "as_of": day})
    found = room.picture(show(asked), rule)
    names = found.case.actor_names
    return found.ties, found.actors, found.rule.told, found.day, names


@command("dateline order daesh-k-2021 --json")
@argument("given", metavar="CASE_OR_EVENTS")
@argument("orders", type=TEXT, required=False)
@option(
    "--dates", "reading", type=click.Choice(["both", "article", "known"]),
    help="By which dates and orders of a case: the article's, or all.  [default: both]",
)  # fmt: skip
@option(
    "--without", "voice", default="", metavar="VOICE",
    help="Leave out the orders of a case that only this voice gives.",
)  # fmt: skip
@option("--coded", is_flag=True, help="Leave out those that follow by rule.")
@option(
    "--approximate", type=click.IntRange(0, 36_525), metavar="DAYS",
    help="By how many days a date marked `~` or `?` may be wrong."
    "  [default: it binds no other date]",
)  # fmt: skip
@as_json("values")
def order(
    given: str, orders: Path | None, reading: str | None, voice: str, coded: bool,
    approximate: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Narrow dates by what is said to come before what.

    Those of a case (a name under data/, or a folder), or of two CSV files: EVENTS with
    id,when (EDTF), and ORDERS with first,relation,second and, in days,
    at_least,at_most. Each bound is printed with the chain of facts that sets it; facts
    that cannot all hold are printed, and bind nothing.
    """
    see_to_memory(SOLVER)
    from helpers.text import orders as words

    whose = "coded" if coded else f"without {voice}" if voice else ""
    if coded and voice:
        _stop("--coded, --without: choose one of the two.", WRONG)
    if orders is None:
        found = _narrowed(given, reading or "both", whose or "all", approximate)
    else:
        found = _of_files(given, orders, reading or whose, approximate)
    values = words.values(*found)
    click.echo(_json(values) if as_json else words.sentences(values))


def _of_files(given: str, orders: Path, chosen: str, approximate: int | None) -> tuple:
    """Take the windows of two files, and what their orders make of them."""
    from helpers.view import order as room
    from helpers.view import ordered

    if not os.path.isfile(given):
        _stop(f"{given!r} is no file: give a case alone, or two CSV files.")
    if chosen:
        _stop("--dates, --without, --coded: are of a case, not of files.", WRONG)
    return room.narrowed(*ordered.read(Path(given), orders), approximate)


def _narrowed(case: str, reading: str, whose: str, approximate: int | None) -> tuple:
    """Take the windows of a case, and what its orders make of them."""
    from helpers.view.parameters import View
    from helpers.view.shown import show

    ordered = show(View(case=case, dates=reading, orders_from=whose)).ordered
    return ordered.own, ordered.narrow(approximate)


@command("dateline agree my-case their-case --out page.html")
@argument("one", metavar="CASE_A")
@argument("other", metavar="CASE_B")
@as_json("values")
@option(
    "--review", is_flag=True,
    help="A coder has seen proposals or the other's coding: call it a review.",
)  # fmt: skip
@option(
    "--out", type=FILE,
    help="Write a page (HTML) there too, that makes no request.",
)  # fmt: skip
def agree(one: str, other: str, as_json: bool, review: bool, out: Path | None) -> None:
    """Compare CASE_A and CASE_B, two codings of one text.

    Who found what by paragraph, how far both agree on what both found, each difference
    with both readings, and which findings move.
    """
    see_to_memory(SOLVER)
    from helpers.compare import agreement
    from helpers.page import agreed
    from helpers.run import owned
    from helpers.text import second_coding as words

    if out and (wrong := owned.refusal(out)):
        _stop(f"--out: {wrong}.", WRONG)
    found = words.values(*agreement.read([one, other]), review)
    if out:
        paths.write(out, agreed.render(found))
        click.echo(out, err=True)
    click.echo(_json(found) if as_json else words.sentences(found))


@command("dateline sweep sources.yaml --dry-run")
@argument("file", type=FILE)
@option(
    "--out", type=FOLDER,
    help="The folder to write to.  [default: reports/CASE/sweep-NAME/]",
)  # fmt: skip
@option(
    "--workers", type=click.IntRange(1), default=os.cpu_count() or 1,
    show_default="one a processor", help="How many runs go on at once.",
)  # fmt: skip
@option(
    "--scheduler", default="", metavar="ADDRESS",
    help="A Dask scheduler, such as tls://host:8786, whose workers make the runs."
    " Whoever reaches it can run any program as you: bind it to one address of a"
    " network of your own, and use TLS in any other (notebooks/README.md).",
)  # fmt: skip
@option(
    "--resume", is_flag=True,
    help="Go on with a sweep that was interrupted; failures stay as they are.",
)  # fmt: skip
@option(
    "--retries", type=click.IntRange(0), default=0, show_default=True,
    help="How often a run that fails is tried again.",
)  # fmt: skip
@seconds("--timeout", "limit", help="How many seconds a run may take.")
@option("--dry-run", is_flag=True, help="Check all of it, and run nothing.")
def sweep(file: Path, out: Path | None, resume: bool, dry_run: bool, **how) -> None:
    """Run the views that FILE (YAML) asks for, and compare what they find.

    Exits with 0 where all have been run, 3 where some have failed.
    """
    if not (dry_run or how["scheduler"]):
        _begin_new(file, out)
    from helpers.run import plans
    from helpers.run import sweep as room

    plan = plans.read(file)
    home = out or plans.folder(plan)
    if dry_run:
        click.echo(room.preview(plan, home, resume))
        return
    failed = _sweep(plan, home, plans.Terms(**how), resume)
    click.echo(home / "index.html")
    if failed:
        _stop(f"{failed} failed; {home / 'runs.csv'} says where and why.", SOME_FAILED)


def _begin_new(file: Path, out: Path | None) -> None:
    """Let what chapters import load while we read a sweep of which no run is there."""
    from helpers.run import forking

    there = [out] if out else paths.REPORTS.glob(f"*/sweep-{escape(file.stem)}")
    if os.path.isfile(file) and not any(map(os.path.isdir, there)):
        forking.begin()


def _sweep(plan, home: Path, terms, resume: bool) -> int:
    """Run a sweep with a progress bar; give how many of its runs failed."""
    from tqdm import tqdm

    from helpers.run import forking
    from helpers.run import sweep as room

    see_to_memory(forking.MEMORY)
    failures = 0
    tqdm.monitor_interval = 0  # no thread that watches: there may be none to be had
    with tqdm(unit="run", disable=not sys.stderr.isatty()) as bar:

        def step(record) -> None:
            nonlocal failures
            failures += record.status == "failed"
            bar.set_postfix(failed=failures, refresh=False)
            bar.update()

        records = room.carry_out(plan, home, terms, resume, bar.reset, step)
    return len({r.key for r in records if r.status == "failed"})


if __name__ == "__main__":
    main(prog_name="dateline")
