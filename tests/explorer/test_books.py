"""Chapters in the process of the app are those that a kernel gives."""

import nbformat
import pandas
import pytest

from helpers import paths
from helpers.draw.picture import MIME
from helpers.explorer import books
from helpers.run.worker import COLUMNS
from helpers.view.parameters import ParameterError, View
from tests.once import slowly

SOME = [*paths.chapters()[:2], *slowly(*paths.chapters()[2:])]


def told(cell):
    """Give what a cell shows, as a notebook stores it."""
    return [{k: v for k, v in o["data"].items()} for o in cell.get("outputs", [])]


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_a_chapter_shows_what_its_notebook_holds(path):
    stored = nbformat.read(path, as_version=4)
    with pandas.option_context("display.max_columns", COLUMNS):  # as in a kernel
        made = books.executed(path, View())
    shown = 0
    for before, now in zip(stored.cells, made.cells, strict=True):
        assert before.source == now.source
        if "notebook" not in before.metadata.get("tags", []):
            for one, other in zip(told(before), told(now), strict=True):
                assert one == other
                shown += 1
    assert shown > 2


def test_a_chapter_follows_the_view_and_leaves_the_stored_one_alone():
    path = paths.chapters()[0]
    asked = books.executed(path, View(as_of="2021-08-20"))
    title = [d[MIME]["title"] for c in asked.cells for d in told(c) if MIME in d]
    plain = books.executed(path, View())
    assert title and title != [
        d[MIME]["title"] for c in plain.cells for d in told(c) if MIME in d
    ]


def test_what_a_case_has_not_is_one_sentence():
    with pytest.raises(ParameterError, match="no actor of daesh-k-2021"):
        books.executed(paths.chapters()[0], View(actors=["Nobody at all"]))


def test_what_only_a_reader_of_the_notebook_sees_is_not_computed():
    made = books.executed(paths.chapters()[0], View())
    read = [c for c in made.cells if "notebook" in c.metadata.get("tags", [])]
    assert read and not [cell for cell in read if cell.get("outputs")]
