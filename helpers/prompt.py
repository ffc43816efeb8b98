"""Public verbs at a prompt: a day may be text, and a mix-up gets one sentence.

What each parameter takes is read from its annotation, so that no verb is left out. Our
kinds of values are known by name: whoever asks for a few verbs loads no others.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from inspect import Parameter, isfunction, signature
from pathlib import PurePath
from types import ModuleType
from typing import Any, get_args, get_origin

from helpers import paths
from helpers.view import parameters
from helpers.view.parameters import ParameterError

CASE, VIEW = "helpers.case.cases.Case", "helpers.view.parameters.View"
SHOWN, PICTURE = "helpers.view.shown.Shown", "helpers.balance.balanced.Picture"
OURS = {CASE: "a case", VIEW: "a view", SHOWN: "what show(view) gives",
        PICTURE: "what balance.picture(shown) gives"}  # fmt: skip
OTHERS = {"builtins", "datetime", "pathlib", "pandas", "numpy"}  # may be mixed up too
WAYS = {  # from what was given to what is wanted
    (SHOWN, CASE): "shown.case", (VIEW, CASE): "show(view).case",
    (SHOWN, VIEW): "shown.view", (VIEW, SHOWN): "show(view)",
    (SHOWN, PICTURE): "balance.picture(shown)",
}  # fmt: skip


def ready(module: ModuleType, name: str) -> None:
    """Let a public module complete to its verbs, and check what these are given.

    One that is still being imported, with some of its verbs to come, stays as it is.
    """
    there, verbs = vars(module), getattr(module, "__all__", [])
    if "__dir__" in there or not verbs or not all(verb in there for verb in verbs):
        return
    module.__dir__ = lambda: [*verbs]
    for verb in filter(lambda one: isfunction(vars(module)[one]), verbs):
        called = f"{name}.{verb}".lstrip(".")
        setattr(module, verb, checked(vars(module)[verb], called))


def checked(verb: Callable, called: str) -> Callable:
    """Return a verb that reads days as a view does and names what was mixed up."""
    takes = list(signature(verb, eval_str=True).parameters.values())
    every = {one.name: _check(one, takes, called) for one in takes}
    checks = {name: check for name, check in every.items() if check}

    def read(name: str, value: Any) -> Any:
        return checks[name](value) if name in checks else value

    @wraps(verb)
    def call(*given, **more):
        held = [*map(read, every, given)]
        told = {name: read(name, value) for name, value in more.items()}
        return verb(*held, *given[len(held) :], **told)

    return call if checks else verb


def _check(one: Parameter, takes: list[Parameter], called: str) -> Callable | None:
    """Return what reads a value of a parameter; None where anything may be given."""
    kinds = get_args(one.annotation) or (one.annotation,)
    if get_origin(one.annotation) is Iterable and date in kinds:
        return lambda value: [parameters.day(one.name, part) for part in value]
    if date in kinds:
        return lambda value: parameters.day(one.name, value)
    wanted = next((name for name in map(_named, kinds) if name in OURS), "")
    if not wanted:
        return None

    def read(value):
        there = _ours(value)
        package = type(value).__module__.partition(".")[0]
        mixed = there or (package in OTHERS and value is not None)
        if mixed and there != wanted:
            told = f"{called} takes {OURS[wanted]} as {one.name}, not {_kind(value)}"
            instead = _instead(value, wanted, takes, called)
            raise ParameterError(f"{told}; write {instead}.")
        return value

    return read


def _named(kind: Any) -> str:
    """Name a class with its module."""
    return f"{getattr(kind, '__module__', '')}.{getattr(kind, '__qualname__', '')}"


def _ours(value: Any) -> str:
    """Name which of our kinds a value is; blank where it is none."""
    return next((name for name in map(_named, type(value).__mro__) if name in OURS), "")


def _kind(value: Any) -> str:
    """Say what a value is."""
    if not _ours(value) and _is_day(value):
        return f"the day {str(value)[:10]!r}"
    return OURS.get(_ours(value)) or parameters.shown(value)


def _is_day(value: Any) -> bool:
    """Return whether a value can be read as a day, month or year."""
    try:
        return bool(parameters.day("", value))
    except ParameterError:
        return False


def _instead(value: Any, wanted: str, takes: list[Parameter], called: str) -> str:
    """Write what to give instead, as it is typed."""
    days = [one.name for one in takes if date in get_args(one.annotation)]
    if wanted == VIEW and days and _is_day(value):
        day = str(value)[:10] if isinstance(value, datetime) else str(value)
        return f"{called}({takes[0].name}, View(), {days[0]}={day!r})"
    return WAYS.get((_ours(value), wanted)) or _made(value, wanted)


def _made(value: Any, wanted: str) -> str:
    """Write how what is wanted is made of a case, a day, or from nothing."""
    asked = ""
    if _ours(value) == CASE:
        own = value.folder.parent != paths.DATA
        asked = f"case={str(value.folder) if own else value.folder.name!r}"
    elif _is_day(value):
        asked = f"as_of={str(value)[:10]!r}"
    elif isinstance(value, str | PurePath):
        asked = f"case={str(value)!r}"
    if wanted == CASE:
        name = asked.removeprefix("case=") if "case=" in asked else "'daesh-k-2021'"
        return f"cases.load({name})"
    view = f"View({asked})"
    shown = view if wanted == VIEW else f"show({view})"
    return f"balance.picture({shown})" if wanted == PICTURE else shown
