"""A sweep as a YAML file -> the runs that it asks for, checked whole before any runs.

A run is one view with the chosen chapters. It is named by the hash of all that it
depends on, so that one that has been done is known again.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpers import paths, prose
from helpers.case import cases, check, sheets, yaml_file
from helpers.case.cases import Case, CaseError
from helpers.case.inherited import grouped
from helpers.case.spelling import did_you_mean
from helpers.compare import variations
from helpers.compare.variations import Variation
from helpers.run import state
from helpers.run.chapters import allowed, charts, deaf, executed, find, fitting
from helpers.view import parameters, select
from helpers.view.parameters import ParameterError, View
from helpers.view.shown import show

MOST = 10_000  # runs of a sweep; beyond it a grid is more likely a slip


class SweepError(prose.Refusal):
    """A sweep that cannot be run; the message is a sentence for each thing wrong."""

    status = 2


class Sweep(BaseModel):
    """What a sweep file may hold."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    base: dict[str, Any] = Field({}, description="the view that all others start from")
    grid: dict[str, list[Any]] | None = Field(
        None, description="values by parameter: every combination is run"
    )
    listed: list[dict[str, Any]] | None = Field(
        None, alias="list", description="views, each upon the base"
    )
    leave_one_out: Literal["sources", "actors", "events", "voices"] | None = Field(
        None, description="one after the other is left out of the base"
    )
    chapters: list[str] = Field(
        ["01-timeline"],
        min_length=1,
        description="notebooks to run: names under notebooks/, or paths from the file",
    )
    html: bool = Field(False, description="whether each run gets a page of its own")
    chart: str = Field(
        "", description="the chart shown of each run; blank: the first one"
    )


WAYS = ("grid", "list", "leave_one_out")
VIEWS = ("base", "grid", "list")  # where a sweep file names cases


@dataclass(frozen=True)
class Run:
    """One view with its chapters, named by the hash of all that it depends on."""

    key: str
    variation: Variation
    asked: View
    folder: Path  # of the case
    chapters: tuple[Path, ...]
    html: bool

    @property
    def values(self) -> dict[str, Any]:
        """The parameters that the notebooks get."""
        return parameters.changed(self.asked) | {"case": str(self.folder)}


@dataclass(frozen=True)
class Plan:
    """The runs of a sweep; the first is the base, with which the others are compared.

    Two variations that ask for the same view are one run.
    """

    name: str
    runs: tuple[Run, ...]
    sweep: Sweep

    @property
    def once(self) -> list[Run]:
        """The runs, each once."""
        alike = grouped((run.key, run) for run in self.runs)
        return [first for first, *_ in alike.values()]


@dataclass(frozen=True)
class Terms:
    """How runs are made: how often one is tried, and how many seconds it may take.

    So many ``workers`` make them, or those of the cluster at the address ``scheduler``.
    """

    retries: int = 0
    limit: float | None = None
    workers: int = 1
    scheduler: str = ""


def read(path: Path) -> Plan:
    """Read a sweep file and check all of it.

    Raises
    ------
    SweepError
        One sentence for each thing that is wrong.
    """
    try:
        found = yaml_file.read(path, flags=("html",))
    except yaml_file.YamlError as error:
        raise SweepError(str(error)) from None
    return lay_out(found, path.stem, path.parent)


def lay_out(given: dict[str, Any], name: str, near: Path) -> Plan:
    """Lay out a sweep from names and values; ``near`` is where its paths start.

    Raises
    ------
    SweepError
        One sentence for each thing that is wrong.
    """
    sweep = _form(_from(given, near))
    chapters = _chapters(sweep.chapters, near)
    _taken(chapters, [])
    _chart(sweep.chart, chapters)
    try:
        asked = parameters.view(sweep.base)
        case = show(asked).case
    except (ParameterError, CaseError) as error:
        lines = [f"base: {line}" for line in str(error).split("\n")]
        raise SweepError("\n".join(lines)) from None
    if sweep.grid and (n := prod(map(len, sweep.grid.values()))) > MOST:
        raise SweepError(
            f"{n:,} runs are more than {MOST:,}; take values out of the grid."
        )
    varied = _varied(sweep, case, asked)
    _taken(chapters, [one.values for one in varied])
    shared = Shared.of(chapters, sweep.html)
    views = _checked([variations.base(sweep.base), *varied], shared)
    runs = tuple(_run(one, view, chapters, shared) for one, view in views)
    return Plan(name, runs, sweep)


def _from(given: dict[str, Any], near: Path) -> dict[str, Any]:
    """Take the paths of cases from the sweep file, wherever the sweep runs."""

    def found(case: Any) -> Any:
        if isinstance(case, list):  # of a grid
            return [*map(found, case)]
        with suppress(CaseError):
            folder = cases.find(case, near) if isinstance(case, str) else None
            return str(folder) if folder and folder != paths.DATA / case else case
        return case

    def views(value: Any) -> Any:
        if isinstance(value, list):
            return [*map(views, value)]
        if isinstance(value, dict) and "case" in value:
            return value | {"case": found(value["case"])}
        return value

    return {name: views(v) if name in VIEWS else v for name, v in given.items()}


def _form(given: dict[str, Any]) -> Sweep:
    """Read the form of a sweep file: its names, their types, one way to vary."""
    try:
        sweep = Sweep(**given)
    except ValidationError as error:
        raise SweepError("\n".join(map(_sentence, error.errors()))) from None
    ways = [way for way in WAYS if given.get(way) is not None]
    if len(ways) != 1:
        has = f"has {' and '.join(ways)}" if ways else "has none of them"
        raise SweepError(
            f"A sweep varies in one way and this one {has}. Allowed: grid (values by"
            " parameter), list (views), or leave_one_out (sources, actors, events or"
            " voices)."
        )
    if not given[ways[0]] or not all(sweep.grid.values() if sweep.grid else [1]):
        raise SweepError(f"{ways[0]}: holds nothing to vary; give it a value.")
    return sweep


def _sentence(error: dict) -> str:
    """Say in a sentence what is wrong with a sweep file's form."""
    where = ".".join(str(part) for part in error["loc"])
    names = [field.alias or name for name, field in Sweep.model_fields.items()]
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(where, names) or "."
        return f"{where}: there is no such entry{hint} Allowed: {', '.join(names)}."
    hint = "."
    if error["type"] == "literal_error":
        hint = did_you_mean(str(error["input"]), variations.LEFT_OUT) or "."
    wrong = prose.lower_first(error["msg"])
    if error["type"] == "too_short":
        wrong = "holds nothing; give at least one value, or leave the entry out"
    return f"{where} = {parameters.shown(error['input'])}: {wrong}{hint}"


def _chapters(named: list[str], near: Path) -> tuple[Path, ...]:
    """Find notebooks by name under notebooks/, or by path from the sweep file."""
    found, wrong = [], []
    for one in dict.fromkeys(named):
        try:
            found.append(find(one, near))
        except ValueError as error:
            wrong.append(f"chapters = {error}")
    if wrong:
        raise SweepError("\n".join([*wrong, allowed()]))
    stems = [path.stem for path in found]
    for stem in stems:
        if stems.count(stem) > 1:
            raise SweepError(f"chapters: two notebooks are named {stem}; rename one.")
    return tuple(found)


def _taken(chapters: tuple[Path, ...], varied: list[dict[str, Any]]) -> None:
    """Refuse a notebook that would not see what varies: all runs would be one."""
    names = {"case", *(name for values in varied for name in values)}
    if wrong := deaf(chapters, names):
        raise SweepError("\n".join(f"chapters: {line}" for line in wrong))


def _chart(named: str, chapters: tuple[Path, ...]) -> None:
    """Refuse a chart that no chapter holds, where they are kept with their charts."""
    if not named or not all(map(executed, chapters)):
        return
    held = [name for chapter in chapters for name in charts(chapter)]
    if named not in held:
        hint = did_you_mean(named, held) or "."
        allowed = f" Allowed: {', '.join(held)}." if held else ""
        raise SweepError(
            f"chart = {named!r}: the chapters draw no such chart{hint}{allowed}"
        )


def _varied(sweep: Sweep, case: Case, asked: View) -> list[Variation]:
    """List the variations that a sweep file asks for; ``case`` is the base's."""
    if sweep.grid:
        return variations.grid(sweep.base, sweep.grid)
    if sweep.listed:
        return variations.listed(sweep.base, sweep.listed)
    return variations.leave_one_out(case, asked, sweep.base, sweep.leave_one_out)


def _checked(varied: list[Variation], shared: "Shared") -> list[tuple[Variation, View]]:
    """Check every view against its case; tell all that is wrong, each thing once."""
    views, label_of = [], {}
    for variation in varied:
        try:
            view = parameters.view(variation.values)
            wrong = select.unknown(shared.case(view)[0], view)
        except (ParameterError, CaseError) as error:
            wrong = str(error).split("\n")
        else:
            views.append((variation, view))
        for sentence in wrong:
            label_of.setdefault(sentence, variation.label)
    if label_of:
        lines = [f"{label}: {sentence}" for sentence, label in label_of.items()]
        raise SweepError(sheets.first_of(lines, "... and {} more."))
    return views


# ---- names ------------------------------------------------------------------------


@dataclass(frozen=True)
class Shared:
    """What the runs of a sweep depend on alike, and their cases: each read once.

    A class because a thousand runs would read the same files a thousand times.
    """

    html: bool
    mark: str
    notebooks: dict[Path, str]
    read: dict[str, tuple[Case, dict]] = field(default_factory=dict)

    @classmethod
    def of(cls, chapters: Iterable[Path], html: bool) -> "Shared":
        """Gather what runs of these chapters share."""
        alike = {
            "helpers": state.sources(),
            "environment": state.environment(chapters),
            "html": html,
        }
        hashes = {path: state.digest(path.read_bytes()) for path in chapters}
        return cls(html, state.digest(alike), hashes)

    def case(self, asked: View) -> tuple[Case, dict]:
        """Return the case of a view, checked, and the hashes of its data."""
        if asked.case not in self.read:
            case = check.load(asked.case)
            self.read[asked.case] = case, state.data(case.folder)
        return self.read[asked.case]

    def key(self, asked: View, chapters: tuple[Path, ...]) -> str:
        """Name a run, wherever its case and notebooks lie."""
        parts = {
            "values": parameters.changed(asked),
            "data": self.case(asked)[1],
            "chapters": [[path.name, self.notebooks[path]] for path in chapters],
            "shared": self.mark,
        }
        return state.digest(parts)[:20]


def _run(
    one: Variation, asked: View, chapters: tuple[Path, ...], shared: Shared
) -> Run:
    """Lay out a run: the chapters that apply to its case, under its name."""
    case, _ = shared.case(asked)
    try:
        fit = fitting(chapters, case)
    except ValueError as error:
        raise SweepError(f"chapters: {error}.") from None
    return Run(shared.key(asked, fit), one, asked, case.folder, fit, shared.html)


def named_here(run: Run) -> str:
    """Name a run by what this process has: on another machine it may be different."""
    asked = run.asked.model_copy(update={"case": str(run.folder)})
    return Shared.of(run.chapters, run.html).key(asked, run.chapters)


def folder(plan: Plan) -> Path:
    """Return the folder of a sweep: beside the reports of its case."""
    return paths.REPORTS / plan.runs[0].folder.name / f"sweep-{plan.name}"
