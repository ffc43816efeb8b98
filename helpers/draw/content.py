"""What a chart shows, declared once, whoever draws it; and as text that travels.

A notebook's output holds it, so that a page draws it without counting again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from helpers import theme
from helpers.draw.blocks import Block, Tile
from helpers.draw.marks import FORMS, Shape
from helpers.draw.panels import Axis
from helpers.draw.rows import Column, Group, Sample
from helpers.draw.terms import Series

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
        If it is none, or has a colour or a form that no chart of ours has.
    """
    one = _adapter().validate_json(text)
    for part in _parts(one):
        if isinstance(part, Shape) and part.form not in ("", *FORMS):
            raise ValueError(f"no form of a chart: {part.form!r}")
        for colour in _colours(part):
            if colour not in ("", *theme.LIGHT):
                raise ValueError(f"no colour of a chart: {colour!r}")
    return one


def _colours(part: Any) -> tuple[str, ...]:
    if isinstance(part, Shape):
        return part.colour, part.fill
    return (part.fill, part.ink, part.edge) if isinstance(part, Tile) else ()


def _parts(one: Any) -> Iterator[Any]:
    """Give every part of a chart that is itself declared."""
    if is_dataclass(one):
        yield one
        for field in fields(one):
            yield from _parts(getattr(one, field.name))
    elif isinstance(one, tuple):
        for part in one:
            yield from _parts(part)
