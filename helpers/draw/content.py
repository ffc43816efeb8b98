"""What a chart shows, declared once, whoever draws it; and as text that travels.

A notebook's output holds it, so that a page draws it without counting again.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Annotated

from pydantic import Field, TypeAdapter

from helpers.draw.blocks import Block
from helpers.draw.panels import Axis
from helpers.draw.rows import Column, Group, Sample, Series

ROWS = {"__all__": {"spans": True}}
DRAWN_BY_FIGURES = {"series": True, "groups": {"__all__": {"rows": ROWS, "more": ROWS}}}


@dataclass(frozen=True)
class Content:
    """A chart with its words: rows on an axis, rows of cells, or blocks above either.

    ``name`` is the figure's file name, ``heads`` what stands over the evidence,
    ``foot`` below all, ``labels`` how many pixels the labels of rows of cells have.
    """

    name: Annotated[str, Field(pattern=r"^[\w-]*$")]
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
    return _adapter().validate_json(text)
