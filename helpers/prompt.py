"""Public verbs at a prompt: a day may be text, and a mix-up gets one sentence.

What each parameter takes is read from its annotation, so that no verb is left out.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from inspect import Parameter, isfunction, signature
from pathlib import PurePath
from types import ModuleType
from typing import Any, get_args, get_origin

import pandas as pd

from helpers import paths
from helpers.balance.picture import Picture
from helpers.case.cases import Case
from helpers.view import parameters
from helpers.view.parameters import ParameterError, View
from helpers.view.shown import Shown

OURS = {Case: "a case", View: "a view", Shown: "what show(view) gives",
        Picture: "what balance.picture(shown) gives"}  # fmt: skip
OTHERS = (str, int, date, PurePath, dict, list, tuple, pd.DataFrame)
Check = Callable[[Any, str], Any]


def ready(module: ModuleType, name: str) -> None:
    """Let a public module complete to its verbs, and check what these are given.

    One that is still being imported, with some of its verbs to come, stays as it is.
    """
    verbs = getattr(module, "__all__", [])
    loaded = bool(verbs) and all(verb in vars(module) for verb in verbs)
    if not loaded or "__dir__" in vars(module):
        return
    module.__dir__ = lambda: [*verbs]
    for verb in filter(lambda one: isfunction(vars(module)[one]), verbs):
        called = f"{name}.{verb}".lstrip(".")
        setattr(module, verb, checked(vars(module)[verb], called))


def checked(verb: Callable, called: str) -> Callable:
    """Return a verb that reads days as a view does and names what was mixed up."""
    takes = list(signature(verb, eval_str=True).parameters.values())
    checks = [(one.name, _check(one, takes, called)) for one in takes]
    if not any(check for _, check in checks):
        return verb
    named = {name: check for name, check in checks if check}

    @wraps(verb)
    def call(*given, **more):
        held = [
            check(value) if check else value
            for value, (_, check) in zip(given, checks, strict=False)
        ]
        told = {n: named[n](v) if n in named else v for n, v in more.items()}
        return verb(*held, *given[len(held) :], **told)

    return call


def _check(one: Parameter, takes: list[Parameter], called: str) -> Callable | None:
    """Return what reads a value of a parameter; None where anything may be given."""
    kinds = get_args(one.annotation) or (one.annotation,)
    if get_origin(one.annotation) is Iterable and date in kinds:
        return lambda value: [parameters.day(one.name, part) for part in value]
    if date in kinds:
        return lambda value: parameters.day(one.name, value)
    wanted = next((one for one in OURS if one in kinds), None)
    if not wanted:
        return None

    def read(value):
        mixed = isinstance(value, (*OURS, *OTHERS)) and not isinstance(value, wanted)
        if mixed:
            raise ParameterError(
                f"{called} takes {OURS[wanted]} as {one.name}, not {_kind(value)};"
                f" write {_instead(value, wanted, takes, called)}."
            )
        return value

    return read


def _kind(value: Any) -> str:
    """Say what a value is."""
    ours = next((told for kind, told in OURS.items() if isinstance(value, kind)), "")
    if not ours and _is_day(value):
        return f"the day {str(value)[:10]!r}"
    return ours or parameters.shown(value)


def _is_day(value: Any) -> bool:
    """Return whether a value can be read as a day, month or year."""
    try:
        return bool(parameters.day("", value))
    except ParameterError:
        return False


def _instead(value: Any, wanted: type, takes: list[Parameter], called: str) -> str:
    """Write what to give instead, as it is typed."""
    if wanted is View and _is_day(value):
        days = [one.name for one in takes if date in get_args(one.annotation)]
        day = repr(str(value)[:10] if isinstance(value, datetime) else str(value))
        if days:
            return f"{called}({takes[0].name}, View(), {days[0]}={day})"
        return f"View(as_of={day})"
    ways = {
        (Shown, Case): "shown.case", (View, Case): "show(view).case",
        (Shown, View): "shown.view", (View, Shown): "show(view)",
        (Shown, Picture): "balance.picture(shown)",
    }  # fmt: skip
    return ways.get((type(value), wanted)) or _made(value, wanted)


def _made(value: Any, wanted: type) -> str:
    """Write how what is wanted is made of a case, a day, or from nothing."""
    asked = ""
    if isinstance(value, Case):
        own = value.folder.parent != paths.DATA
        asked = f"case={str(value.folder) if own else value.folder.name!r}"
    elif _is_day(value):
        asked = f"as_of={str(value)[:10]!r}"
    elif isinstance(value, str | PurePath):
        asked = f"case={str(value)!r}"
    if wanted is Case:
        return f"cases.load({asked.removeprefix('case=') or repr('daesh-k-2021')})"
    view = f"View({asked})"
    shown = view if wanted is View else f"show({view})"
    return f"balance.picture({shown})" if wanted is Picture else shown
