"""What a chart shows, declared once, whoever draws it; and as text that travels.

A notebook's output holds it, so that a page draws it without counting again.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from helpers import theme
from helpers.draw.blocks import LOOKS, Block, Line, Tile
from helpers.draw.marks import FORMS, Shape
from helpers.draw.panels import Axis
from helpers.draw.rows import Column, Group, Sample, Series

OURS = {"form": {"", *FORMS}, "colour": {"", *theme.LIGHT}}
ROWS = {"__all__": {"spans": True}}
DRAWN_BY_FIGURES = {"series": True, "groups": {"__all__": {"rows": ROWS, "more": ROWS}}}


@dataclass(frozen=True)
class Content:
    """A chart with its words: rows on an axis, rows of cells, or blocks above either.

    ``name`` is the figure's file name, ``heads`` what stands over the evidence,
    ``foot`` below all, ``labels`` how many pixels the labels of rows of cells have.
    """

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    axis: Axis | None
    groups: tuple[Group, ...] = ()
    legend: tuple[Sample, ...] = ()
    columns: tuple[Column, ...] = ()
    blocks: tuple[Block, ...] = ()
    heads: tuple[str, str] = ("", "")
    foot: str = ""
    labels: int = 230
    series: tuple[Series, ...] = field(default=(), compare=False)  # numbers over time

    @property
    def blank(self) -> bool:
        """Whether it shows nothing but its words."""
        rows = any(group.rows or group.more for group in self.groups)
        return not (rows or self.blocks or self.series)


@cache
def _adapter() -> TypeAdapter:
    return TypeAdapter(Content)


def pack(one: Content) -> str:
    """Write a chart as JSON, what is as usual left out, and what only figures draw."""
    told = _adapter().dump_json(one, exclude_defaults=True, exclude=DRAWN_BY_FIGURES)
    return told.decode()


def unpack(text: str) -> Content:
    """Read a chart that was written as JSON.

    Raises
    ------
    ValueError
        If it is none, or has a name, a colour, a form or a look that no chart of ours
        has.
    """
    one = _adapter().validate_json(text)
    if not re.fullmatch(r"[\w-]*", one.name):
        raise ValueError(f"no name of a chart: {one.name!r}")
    for part in _parts(one):
        for what, told, ours in _looks(part):
            if told not in ours:
                raise ValueError(f"no {what} of a chart: {told!r}")
    return one


def _looks(part: Any) -> Iterator[tuple[str, str, Collection[str]]]:
    """Give what goes into a page as it is: what it is, itself, and those of ours."""
    if isinstance(part, Shape):
        yield "form", part.form, OURS["form"]
        for colour in (part.colour, part.fill):
            yield "colour", colour, OURS["colour"]
    if isinstance(part, Tile):
        for colour in (part.fill, part.ink, part.edge):
            yield "colour", colour, OURS["colour"]
    if isinstance(part, Line):
        yield "look", part.look, LOOKS


def _parts(one: Any) -> Iterator[Any]:
    """Give every part of a chart that is itself declared."""
    ahead = [one]
    while ahead:
        part = ahead.pop()
        if isinstance(part, tuple):
            ahead += part
        elif names := _names(type(part)):
            yield part
            ahead += [getattr(part, name) for name in names]


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Name the fields of what is declared; none of anything else."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
