"""What a reader may ask of a notebook: names, types, defaults, what is allowed.

One declaration (``View``) serves the notebooks' parameter cells, papermill and the
command line. It knows the form of a view; whether an actor exists, ``select`` says.
"""

import re
import textwrap
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from inspect import Parameter, Signature
from itertools import zip_longest
from numbers import Integral
from pathlib import PurePath
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from helpers import prose
from helpers.case import dates as _dates
from helpers.case import firmness, schema
from helpers.case.spelling import did_you_mean

__all__ = ["ParameterError", "View", "changed", "json_schema", "read", "table", "view"]
MARKS = (*schema.KINDS, "report")
LEVELS = ("acts-for", "all")
VOICES = "id, name or alias of actors.csv, id of sources.csv"
WORDS = ("unnamed", "single")  # of origins, where voices are asked for
ORDERS = ("all", "coded")  # whose orders count: or all but those of a voice
ORDERS_LESS = "without "
OF_DATES = ("order", "orders_from")  # parameters that change words of dates alone
PLAIN = (str, int, float, bool, list, tuple, dict, set, date, type(None))
READABLE = (*PLAIN, frozenset, Integral, PurePath)  # a known name may hold these too
DAY_SAID = "write a day, month or year: 2021-09-11, 2021-09 or 2021"
OF_IPYTHON = {"In", "Out"}
OF_PAPERMILL = "PAPERMILL_"  # what --inject-paths adds begins so
BLANK = {  # what a parameter stands for that asks for nothing; elsewhere: all
    "start": "the first day", "end": "the last day", "as_of": "the last day",
    "layers": "none", "exclude": "none", "mute": "none",
}  # fmt: skip
SEVERAL = " Several are separated by `;`."
LONGEST = 200  # characters of a wrong value that a sentence repeats
HEADS = ("name", "type", "unit", "default", "allowed", "what it asks for")
LISTS = "A list is [US, Taliban] in YAML, and US;Taliban or [US, Taliban] as text."
WIDTHS = (11, 4, 6, 12, 27, 30)  # of the columns, with blanks between them 100
DRAFT = "https://json-schema.org/draft/2020-12/schema"


class ParameterError(prose.Refusal):
    """A parameter that cannot be used; the message is one sentence a parameter."""

    status = 2


@dataclass(frozen=True)
class Form:
    """What a value looks like, in words; ``values`` where only some are allowed."""

    type: str
    allowed: str
    unit: str = ""
    values: tuple[str, ...] = ()


def _case(value: Any) -> Any:
    """Read a case: a name, or a folder as text or as a path."""
    if not isinstance(value, str | PurePath):
        raise ValueError("write a name under data/, or a folder")
    return str(value)


def _listed(value: Any) -> Any:
    """Read a list of words: a list, tuple, set or column, or text that lists them."""
    if isinstance(value, str):
        return _parts(value.strip())
    if value is None:
        return []
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    value = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(value, list | tuple):
        raise ValueError("not a list. Allowed: a list, or text with `;`")
    if any(isinstance(part, bool) for part in value):
        raise ValueError("a word such as NO stands for false in YAML; quote it: 'NO'")
    if not all(isinstance(part, str) for part in value):
        raise ValueError("not a list of words. Allowed: a list, or text with `;`")
    return list(value)


def _parts(text: str) -> list[str]:
    """Read text that lists words, as papermill's `-p` hands it over.

    >>> _parts("US; Taliban"), _parts("[US, 'Taliban']")
    (['US', 'Taliban'], ['US', 'Taliban'])
    """
    if not (text.startswith("[") and text.endswith("]")):
        return [part.strip() for part in text.split(";") if part.strip()]
    parts = [part.strip() for part in text[1:-1].split(",") if part.strip()]
    return [p[1:-1] if len(p) > 2 and p[0] == p[-1] in "'\"" else p for p in parts]


def _day(value: Any) -> Any:
    """Read a day, month or year: text, a date, or a year as a number."""
    if isinstance(value, bool) or not isinstance(value, str | Integral | date | None):
        raise ValueError(DAY_SAID)
    text = _written(value)
    try:
        if set(text) & set("~?%X"):
            raise _dates.DateError(text)
        if text:
            _dates.last_day(text)
    except _dates.NoSuchDay as error:
        raise ValueError(f"{error}; {DAY_SAID}") from error
    except _dates.DateError as error:
        raise ValueError(DAY_SAID) from error
    return text


def day(name: str, value: str | int | date | None) -> date | None:
    """Read the day that a verb takes as a view reads its own; blank: none.

    A month or year is its last day.

    >>> day("as_of", "2020-02"), day("as_of", "")
    (datetime.date(2020, 2, 29), None)

    Raises
    ------
    ParameterError
        Where it is no day, month or year; ``name`` is what it was given as.
    """
    if value is None or type(value) is date:
        return value
    try:
        text = _day(value)
    except ValueError as error:
        raise ParameterError(f"{name} = {shown(value)}: {error}.") from error
    return _dates.last_day(text) if text else None


def _written(value: str | int | date | None) -> str:
    """Write a day, month or year as EDTF.

    YAML and pandas write a day as its midnight; any other hour stays and is refused,
    for nothing here is known to the hour. `2021-XX` bounds what `2021` bounds.
    """
    if value is None:
        return ""
    if isinstance(value, Integral):
        return f"{int(value):04d}"
    if isinstance(value, datetime) and value == value.replace(
        hour=0, minute=0, second=0, microsecond=0
    ):
        return value.date().isoformat()
    text = str(value).strip()
    blurred = re.fullmatch(r"([0-9]{4}(?:-[0-9]{2}(?=-XX$))?)(?:-XX){1,2}", text)
    return blurred[1] if blurred else text


@lru_cache(maxsize=64)
def months(memory: str) -> int | None:
    """Read a memory in months: 0 in force only, None for ever.

    >>> months("12 months"), months("in-force"), months("ever")
    (12, 0, None)
    """
    if memory == "ever":
        return None
    if memory == "in-force":
        return 0
    match = re.fullmatch(r"([0-9]{1,4}) months?", memory)
    if not match:
        raise ValueError(f"memory {memory!r}: write in-force, ever, or 12 months")
    return int(match[1])


def _memory(value: Any) -> Any:
    """Read a memory: in-force, ever, or a number of months."""
    text = str(value).strip()
    if not isinstance(value, bool) and re.fullmatch("[0-9]+", text):
        text += " months"  # a command line gives a number as text
    try:
        months(text)
    except ValueError as error:
        raise ValueError("write in-force, ever, or 12 months") from error
    return text


def _whose(value: Any) -> Any:
    """Read whose orders count: all, or without one voice."""
    text = str(value).strip() if isinstance(value, str) else "?"
    voice = text.removeprefix(ORDERS_LESS).strip()
    if text in ("", *ORDERS):
        return text or ORDERS[0]
    if text.startswith(ORDERS_LESS) and voice:
        return ORDERS_LESS + voice
    raise ValueError("write all, coded, or without and a voice: without Biden")


def _text(pattern: str) -> dict:
    """Describe text that is of one form, or blank."""
    return {"type": "string", "pattern": rf"^\s*(?:(?:{pattern})\s*)?$"}


def _lists(items: dict, parts: str) -> WithJsonSchema:
    """Describe a list, or the same as text with semicolons."""
    text = {"type": "string", "pattern": parts} if parts else {"type": "string"}
    array = {"type": "array", "items": items}
    return WithJsonSchema({"anyOf": [array, text, {"type": "null"}]})


def _one_of(*words: str) -> Any:
    """Return the type of a parameter that is one of some words."""
    shape = Form("word", ", ".join(words), values=words)
    return Annotated[Literal[words], shape]


def _some_of(*words: str) -> Any:
    """Return the type of a parameter that lists some of these words."""
    shape = Form("list", ", ".join(words), values=words)
    part = rf"\s*(?:(?:{'|'.join(words)})\s*)?"
    one = "|".join(f"{w}|'{w}'|\"{w}\"" for w in words)
    inside = rf"\s*(?:(?:{one})\s*)?"
    listed = rf"\s*\[{inside}(?:,{inside})*\]\s*"
    form = _lists({"enum": list(words)}, f"^(?:{part}(?:;{part})*|{listed})$")
    return Annotated[list[Literal[words]], BeforeValidator(_listed), shape, form]


def _ids(allowed: str) -> Any:
    """Return the type of a parameter that lists ids or names."""
    shape = Form("list", allowed, "ids")
    form = _lists({"type": "string"}, "")
    return Annotated[list[str], BeforeValidator(_listed), shape, form]


def _two(value: list[str]) -> list[str]:
    """Refuse what is neither nobody nor two."""
    if len(value) not in (0, 2):
        raise ValueError("write two actors, as in [US, Taliban], or leave it blank")
    return value


def _parts_of(two: str) -> str:
    """Write the pattern of text that lists two or nothing, with a separator."""
    part = rf"[^{two}\s][^{two}]*"
    return rf"[\s{two}]*(?:{part}{two}[\s{two}]*{part}[\s{two}]*)?"


YEAR = "(?!0000)[0-9]{4}"
LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
DAYS = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
EDTF = (
    f"{YEAR}(?:-XX(?:-XX)?)?|{YEAR}-(?:0[1-9]|1[0-2])(?:-XX)?|{YEAR}-(?:{DAYS})"
    f"|(?!0000){LEAP}-02-29"
)
Folder = Annotated[
    str, BeforeValidator(_case), Form("text", "a name under data/, or a folder")
]
Day = Annotated[
    str,
    BeforeValidator(_day),
    Form("date", "a day, month or year: 2021-09-11, 2021-09 or 2021; or blank", "day"),
    WithJsonSchema({"anyOf": [
        _text(EDTF), {"type": "integer", "minimum": 1, "maximum": 9999},
        {"type": "null"},
    ]}),
]  # fmt: skip
Pair = Annotated[
    list[str],
    BeforeValidator(_listed),
    AfterValidator(_two),
    Form("list", "two of actors.csv, each by id, name or alias", "ids"),
    WithJsonSchema({"anyOf": [
        {"type": "array", "maxItems": 0},
        {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
        {"type": "string", "pattern": rf"^(?!\s*\[[\s\S]*\]\s*$){_parts_of(';')}$"},
        {"type": "string", "pattern": rf"^\s*\[{_parts_of(',')}\]\s*$"},
        {"type": "null"},
    ]}),
]  # fmt: skip
Memory = Annotated[
    str,
    BeforeValidator(_memory),
    Form("text", "in-force, ever, or a number of months: 12 months or 12", "months"),
    WithJsonSchema({"anyOf": [
        {"type": "string",
         "pattern": r"^\s*(?:in-force|ever|[0-9]{1,4}(?: months?)?)\s*$"},
        {"type": "integer", "minimum": 0, "maximum": 9999},
    ]}),
]  # fmt: skip

Whose = Annotated[
    str,
    BeforeValidator(_whose),
    Form("text", f"all, coded, or without and a voice: {VOICES}"),
    WithJsonSchema(_text(r"all|coded|without \s*\S[\s\S]*")),
]


def asked(default: Any, told: str) -> Any:
    """Return a parameter of a view: its default, and what it asks for."""
    return Field(default, description=told)


class View(BaseModel):
    """A view of a case: which records are asked for, and how they are read.

    Events have a kind and relations a basis, in their tables and here: a statement is
    an event, and what it says of a pair a relation of its own, so that one name for
    both would hide the one with the other.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    case: Folder = asked("daesh-k-2021", "the case: a name under data/, or a folder")
    start: Day = asked(
        "", "first day shown (day, month or year); blank: from the first"
    )
    end: Day = asked("", "last day shown (day, month or year); blank: to the last")
    as_of: Day = asked(
        "", "the day of the ties, later records left out; blank: the last"
    )
    actors: _ids("id, name or alias of actors.csv") = asked(
        [], "only records of these actors (id, name or alias); []: all"
    )
    pair: Pair = asked([], "only records between these two actors; []: all")
    kinds: _some_of(*MARKS) = asked(
        [], "only events that are act, statement or report; []: all"
    )
    basis: _some_of(*schema.BASES) = asked(
        [], "only relations by act, statement, attitude, ...; []: all"
    )
    sources: _ids("id of sources.csv") = asked(
        [], "only records that these source ids speak of; []: all"
    )
    voices: _ids(f"{VOICES}, {' or '.join(WORDS)}") = asked(
        [], "only what these voices say or pass on (or unnamed, single); []: all"
    )
    layers: _some_of(*schema.LAYERS) = asked(
        list(schema.LAYERS), "article, context, or both"
    )
    dates: _one_of("both", "article", "known") = asked(
        "both", "which dates and statuses are read: both, article or known"
    )
    statuses: _some_of(*firmness.STATUSES) = asked(
        [], "only these statuses (happened, reported, ...); []: all"
    )
    order: _one_of("stated", "narrowed") = asked(
        "stated", "dates as stated, or also narrowed by what comes before what"
    )
    orders_from: Whose = asked(
        ORDERS[0], "whose orders narrow dates: all, coded ones, or without a voice"
    )
    gaps: _one_of("collapsed", "linear") = asked(
        "collapsed", "long empty stretches of time: collapsed or linear"
    )
    level: _one_of(*LEVELS) = asked(
        "acts-for", "acts-for: actors stand for who acts for them; or all"
    )
    memory: Memory = asked(
        "12 months", "how long an act counts: in-force, ever, or 12 months"
    )
    exclude: _ids("id of a record, source or actor") = asked(
        [], "record ids to leave out, with what only they support; []: none"
    )
    mute: _ids(f"{VOICES}, or {WORDS[0]}") = asked(
        [], "voices left out with what only they say; still actors; []: none"
    )

    @field_validator("end")
    @classmethod
    def _ends_after_start(cls, end: str, info: ValidationInfo) -> str:
        """Refuse an end before the start, together with what else is wrong."""
        start = info.data.get("start")
        if start and end and _dates.first_day(start) > _dates.last_day(end):
            raise ValueError(
                f"comes before start = {start!r}. Allowed: a day not before start"
            )
        return end

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            told = "\n".join(map(_sentence, error.errors()))
            raise ParameterError(told) from error

    def __dir__(self) -> list[str]:
        """List its parameters and what they come to, and nothing of pydantic."""
        return [*type(self).model_fields, "first", "last", "known_by", "with_"]

    def with_(self, **changes: Any) -> "View":
        """Return this view with some parameters changed, checked as every view is.

        >>> View(memory="ever").with_(as_of="2020-03-10").as_of
        '2020-03-10'

        Raises
        ------
        ParameterError
            One sentence for each unknown name, wrong type or value out of range.
        """
        return View(**dict(self) | changes)

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
View.__signature__ = Signature(  # what View? says at a prompt: names and defaults
    [
        Parameter(name, Parameter.KEYWORD_ONLY, default=field.default)
        for name, field in View.model_fields.items()
    ]
)


def form(name: str) -> Form:
    """Return what a value of a parameter looks like."""
    return next(m for m in View.model_fields[name].metadata if isinstance(m, Form))


ALLOWED = {name: form(name).values for name in NAMES if form(name).values}


def shown(value: Any) -> str:
    """Write a value on one line, and not at any length."""
    text = repr(value).replace("\n", " ")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _sentence(error: dict) -> str:
    """Write what is wrong with a parameter, and what is allowed."""
    name = str(error["loc"][0])
    value = shown(error["input"])
    if error["type"] == "extra_forbidden":
        hint, allowed = did_you_mean(name, NAMES) or ".", ", ".join(NAMES)
        return f"{name} = {value}: there is no such parameter{hint} Allowed: {allowed}."
    if error["type"] == "literal_error":
        allowed = ALLOWED[name]
        hint = did_you_mean(str(error["input"]), allowed) or "."
        several = SEVERAL if form(name).type == "list" and "," in value else ""
        reason = f"{name} = {value}: not allowed{hint} Allowed: {', '.join(allowed)}."
        return reason + several
    reason = str(error.get("ctx", {}).get("error", "")) or error["msg"]
    return f"{name} = {value}: {reason}."


def sift(given: dict[str, Any]) -> tuple[View, list[str]]:
    """Read what can be read of a view, with a sentence for each thing that cannot."""
    try:
        return View(**given), []
    except ParameterError as error:
        names = {fault["loc"][0] for fault in error.__cause__.errors()}
        usable = View(**{n: v for n, v in given.items() if n not in names})
        return usable, str(error).split("\n")


def view(given: dict[str, Any]) -> View:
    """Read a view from names and values.

    Raises
    ------
    ParameterError
        One sentence for each unknown name, wrong type or value out of range.

    Examples
    --------
    >>> parameters.view({"actors": "US; Taliban"}).actors
    ['US', 'Taliban']
    """
    return View(**given)


def read(namespace: dict[str, Any]) -> View:
    """Read a view from a notebook's globals, where papermill put the parameters.

    Any plain value that stands there is meant as a parameter, so that a misspelt one
    is caught (papermill injects it without a word).

    Examples
    --------
    >>> as_of = "2020-03-10"
    >>> parameters.read({"as_of": as_of}).known_by
    datetime.date(2020, 3, 10)
    """
    for name in NAMES:
        if name in namespace and not isinstance(namespace[name], READABLE):
            raise ParameterError(
                f"{name}: is no longer a parameter, a cell has given the name to"
                " something else. Run the notebook from its start."
            )
    foreign = ("_", OF_PAPERMILL)
    given = {n: v for n, v in namespace.items() if not n.startswith(foreign)}
    plain = {n for n, v in given.items() if isinstance(v, PLAIN)} - OF_IPYTHON
    return view({n: v for n, v in given.items() if n in plain or n in NAMES})


def changed(view: View) -> dict[str, Any]:
    """List what differs from the default view, by name.

    Examples
    --------
    >>> parameters.changed(View(memory="ever", actors="US;Taliban"))
    {'actors': ['US', 'Taliban'], 'memory': 'ever'}
    """
    default = View(case=view.case)
    return {n: v for n, v in view if v != getattr(default, n)}


def in_words(name: str, value: Any) -> str:
    """Write what a parameter asks for; a blank as what it stands for.

    >>> in_words("mute", []), in_words("as_of", ""), in_words("actors", ["US", "UK"])
    ('none', 'the last day', 'US; UK')
    """
    parts = value if isinstance(value, list) else [] if value is None else [value]
    return "; ".join(map(str, parts)) or BLANK.get(name, "all")


def rows() -> list[tuple[str, ...]]:
    """List the parameters as text: a row each, in the columns of ``HEADS``."""
    lines = []
    for name, field in View.model_fields.items():
        shape, default = form(name), field.default or '""'
        if isinstance(field.default, list):
            default = f"[{', '.join(field.default)}]"
        looks = shape.type, shape.unit, default, shape.allowed
        lines.append((name, *looks, field.description))
    return lines


def table() -> str:
    """Write the parameters as a table, a hundred characters wide.

    Examples
    --------
    >>> print(parameters.table())
    name      type  unit    default       allowed ...
    """
    rule = tuple("-" * width for width in WIDTHS)
    lines = [line for row in (HEADS, rule, *rows()) for line in _wrapped(row)]
    return "\n".join([*lines, "", LISTS])


def _wrapped(row: tuple[str, ...]) -> list[str]:
    """Write a row in as many lines as its longest cell needs."""
    wrap = partial(textwrap.wrap, break_on_hyphens=False)
    lines = zip_longest(*map(wrap, row, WIDTHS), fillvalue="")
    return ["  ".join(map(str.ljust, parts, WIDTHS)).rstrip() for parts in lines]


def json_schema() -> dict[str, Any]:
    """Describe a view as JSON Schema, in every form that a YAML file may give it.

    It cannot say that an end comes before a start, nor what a case holds.

    Examples
    --------
    >>> sorted(parameters.json_schema()["properties"])[:3]
    ['actors', 'as_of', 'basis']
    """
    made = View.model_json_schema()
    for field in made["properties"].values():
        field.pop("title", None)  # the name again
    return {"$schema": DRAFT} | made
