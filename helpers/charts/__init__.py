"""A module for each figure: records in, shapes with positions out.

``FIGURES`` names them. What several figures share is in ``dated`` (rows of dates),
``tied`` (ties of pairs), ``web`` (the places of a network) and ``worded`` (titles).

It knows what a chart shows and where. It does not know how shapes are drawn.
"""

from importlib import import_module
from types import ModuleType
from typing import NamedTuple


class Figure(NamedTuple):
    """A figure by the name of its file: the module that draws it, and what it asks for.

    In a page a filter or another day moves what is ``moved``, which has a ``title``,
    or a ``Course`` where it shows ties. One of ``several`` triangles is drawn where
    there are so many; one ``around`` a view is drawn out of the view's own sweep.
    """

    name: str
    module: str
    moved: bool = False
    several: bool = False
    around: bool = False

    @property
    def room(self) -> ModuleType:
        """The module that draws it, loaded when it is asked for."""
        return import_module(f"{__name__}.{self.module}")


FIGURES = (  # in the order of the chapters
    Figure("01-timeline", "timeline", moved=True),
    Figure("02-pairs", "pairs", moved=True),
    Figure("02-matrix", "matrix", moved=True),
    Figure("02-network", "network", moved=True),
    Figure("02-strips", "strips", moved=True),
    Figure("03-voices", "origins"),
    Figure("03-argument", "argument"),
    Figure("04-triads", "triads"),
    Figure("04-index", "balance_index", several=True),
    Figure("04-what-if", "what_if", several=True),
    Figure("05-robustness", "robustness", around=True),
)
