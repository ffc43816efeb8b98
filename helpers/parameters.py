"""What a reader may ask of a notebook: names, types, defaults, what is allowed.

One declaration (``View``) serves the notebooks' parameter cells, papermill and the
command line. It knows the form of a view; whether an actor exists, ``select`` says.
"""

import difflib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from helpers import dates as _dates
from helpers import schema

MARKS = (*schema.KINDS, "report")
LEVELS = ("acts-for", "all")
PLAIN = (str, int, float, bool, list, tuple, dict, set, date, type(None))
OF_IPYTHON = {"In", "Out"}


class ParameterError(ValueError):
    """A parameter that cannot be used; the message is one sentence a parameter."""

    def _render_traceback_(self) -> list[str]:
        """Show a notebook the sentence and no traceback."""
        return [str(self)]


def _listed(value: Any) -> Any:
    """Read a list from YAML, a tuple, or text separated by semicolons."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    if isinstance(value, tuple | set):
        return sorted(value, key=str) if isinstance(value, set) else list(value)
    return [] if value is None else value


def _day(value: Any) -> Any:
    """Read a day, month or year: text, a date, or a year as a number."""
    if isinstance(value, bool) or not isinstance(value, str | int | date | None):
        raise ValueError("write a day, month or year: 2021-09-11, 2021-09 or 2021")
    text = "" if value is None else str(value).strip()
    if isinstance(value, int):
        text = f"{value:04d}"
    if text:
        try:
            if text[-1] in "~?%":
                raise _dates.DateError(text)
            _dates.last_day(text)
        except _dates.DateError as error:
            raise ValueError(
                "write a day, month or year: 2021-09-11, 2021-09 or 2021"
            ) from error
    return text


Day = Annotated[str, BeforeValidator(_day)]


def months(memory: str) -> int | None:
    """Read a memory in months: 0 in force only, None for ever.

    >>> months("12 months"), months("in-force"), months("ever")
    (12, 0, None)
    """
    if memory == "ever":
        return None
    if memory == "in-force":
        return 0
    found = re.fullmatch(r"([0-9]{1,4}) months?", memory)
    if not found:
        raise ValueError(f"memory {memory!r}: write in-force, ever, or 12 months")
    return int(found[1])


def _memory(value: Any) -> Any:
    """Read a memory: in-force, ever, or a number of months."""
    text = f"{value} months" if type(value) is int else str(value).strip()
    try:
        months(text)
    except ValueError as error:
        raise ValueError("write in-force, ever, or 12 months") from error
    return text


Memory = Annotated[str, BeforeValidator(_memory)]


def _list_of(kind: type) -> Any:
    return Annotated[list[kind], BeforeValidator(_listed)]


class View(BaseModel):
    """A view of a case: which records are asked for, and how they are read."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    case: str = Field(
        "daesh-k-2021", description="the case: a name under data/, or a folder"
    )
    start: Day = Field(
        "", description="first day shown (day, month or year); blank: from the first"
    )
    end: Day = Field(
        "", description="last day shown (day, month or year); blank: to the last"
    )
    as_of: Day = Field(
        "", description="the day to look from: ties as of it, later records left out"
    )
    actors: _list_of(str) = Field(
        [], description="only records of these actors (id, name or alias); []: all"
    )
    kinds: _list_of(Literal[MARKS]) = Field(
        [], description="only act, statement or report; []: all"
    )
    sources: _list_of(str) = Field(
        [], description="only records that these source ids speak of; []: all"
    )
    layers: _list_of(Literal[schema.LAYERS]) = Field(
        list(schema.LAYERS), description="article, context, or both"
    )
    dates: Literal["both", "article", "known"] = Field(
        "both", description="which dates and statuses are read: both, article or known"
    )
    statuses: _list_of(Literal[schema.STATUSES]) = Field(
        [], description="only these statuses (happened, reported, ...); []: all"
    )
    gaps: Literal["collapsed", "linear"] = Field(
        "collapsed", description="long empty stretches of time: collapsed or linear"
    )
    level: Literal[LEVELS] = Field(
        "acts-for", description="acts-for: actors stand for who acts for them; or all"
    )
    memory: Memory = Field(
        "12 months", description="how long an act counts: in-force, ever, or 12 months"
    )
    exclude: _list_of(str) = Field(
        [], description="record ids to leave out, with what only they support"
    )

    @property
    def first(self) -> date | None:
        """The first day shown."""
        return _dates.first_day(self.start) if self.start else None

    @property
    def last(self) -> date | None:
        """The last day shown; a month or year means its last day."""
        return _dates.last_day(self.end) if self.end else None

    @property
    def known_by(self) -> date | None:
        """The day the view looks from; a month or year means its last day."""
        return _dates.last_day(self.as_of) if self.as_of else None


NAMES = list(View.model_fields)
ALLOWED = {
    "kinds": MARKS,
    "layers": schema.LAYERS,
    "statuses": schema.STATUSES,
    "dates": ("both", "article", "known"),
    "gaps": ("collapsed", "linear"),
    "level": LEVELS,
}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word, or nothing.

    >>> did_you_mean("strat", ["start", "end"])
    ", did you mean 'start'?"
    """
    by_fold = {k.casefold(): k for k in known}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return f", did you mean {by_fold[near[0]]!r}?" if near else ""


def _sentence(error: dict) -> str:
    name = str(error["loc"][0])
    value = error["input"]
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(name, NAMES) or "."
        return f"{name} = {value!r}: there is no such parameter{hint} Allowed: " + (
            ", ".join(NAMES) + "."
        )
    if error["type"] == "literal_error":
        allowed = ALLOWED[name]
        hint = did_you_mean(str(value), allowed) or "."
        return f"{name} = {value!r}: not allowed{hint} Allowed: {', '.join(allowed)}."
    if error["type"] == "list_type":
        return f"{name} = {value!r}: not a list. Allowed: a list, or text with `;`."
    told = str(error.get("ctx", {}).get("error", "")) or error["msg"]
    return f"{name} = {value!r}: {told}."


def view(given: dict[str, Any]) -> View:
    """Read a view from names and values.

    Raises
    ------
    ParameterError
        One sentence for each unknown name, wrong type or value out of range.
    """
    try:
        found = View(**given)
    except ValidationError as error:
        raise ParameterError("\n".join(map(_sentence, error.errors()))) from None
    if found.first and found.last and found.first > found.last:
        raise ParameterError(
            f"end = {found.end!r}: comes before start = {found.start!r}. Allowed: a day"
            " not before start."
        )
    return found


def read_file(path: Path) -> dict[str, Any]:
    """Read names and values from a YAML file, as papermill's ``-f`` does.

    Raises
    ------
    ParameterError
        Where the file cannot be read, or holds no names with values.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ParameterError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ParameterError(f"{path} is not UTF-8; save it as UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise ParameterError(f"{path} is no YAML{where}: {_problem(error)}.") from error
    if found is None:
        return {}
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
        raise ParameterError(
            f"{path}: holds no parameters; write a line each, such as `start: '2018'`."
        )
    return found


def _problem(error: yaml.YAMLError) -> str:
    return getattr(error, "problem", None) or "a character that YAML does not allow"


def read(namespace: dict[str, Any]) -> View:
    """Read a view from a notebook's globals, where papermill put the parameters.

    Any plain value that stands there is meant as a parameter, so that a misspelt one
    is caught (papermill injects it without a word).
    """
    for name in NAMES:
        if name in namespace and not isinstance(namespace[name], PLAIN):
            raise ParameterError(
                f"{name}: is no longer a parameter, a cell has given the name to"
                " something else. Run the notebook from its start."
            )
    return view(
        {
            name: value
            for name, value in namespace.items()
            if not name.startswith("_")
            and name not in OF_IPYTHON
            and isinstance(value, PLAIN)
        }
    )


def changed(asked: View) -> dict[str, Any]:
    """List what differs from the default view, by name."""
    default = View(case=asked.case)
    return {n: v for n, v in asked if v != getattr(default, n)}
