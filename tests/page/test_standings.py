"""How the ties of every day are written for the page, on worlds checkable by eye."""

import json
from datetime import date, timedelta

import pytest

from helpers.page import filters
from helpers.view import select
from helpers.view.parameters import View
from tests.view.test_relations import world

AHEAD = {"sign": "-", "status_article": "possible", "when_article": "[2021-03-01..]"}


def written(case, **asked):
    """Write the standings of a case as the page gets them."""
    view = View(**asked)
    return filters.payload(filters.Readings(case, view), view)["standings"]


def day(*ymd):
    return date(*ymd).toordinal()


def row(told, nth):
    """Read a row as the page does."""

    def text(place):
        return [*map(text, place)] if isinstance(place, list) else told["texts"][place]

    return {name: text(column[nth]) for name, column in told["rows"].items()}


def test_a_course_has_a_row_a_stretch_and_each_record_once(tmp_path):
    told = written(world(tmp_path, {}, {"when_article": "2020-12-01"}, AHEAD))
    tie, prospect = told["courses"]
    assert tie == (
        (day(2020, 5, 10), day(2020, 12, 1), day(2021, 5, 11)),
        (0, 1, 0),  # as before, resting on another record
        (("R001", 0, 1), ("R002", 1, 2)),
    )
    assert prospect == ((day(2021, 3, 1),), (2,), (("R003", 0, 0),))
    abouts = [row(told, n)["about"].split("; ") for n in range(3)]
    assert [parts[2] for parts in abouts[:2]] == ["1 act", "2 acts"]
    assert abouts[2][1] == "1 may come"
    assert row(told, 1) == {
        "a": "A001", "b": "A002", "kind": "tie", "anchor": "tie-A001-A002",
        "lesser": "",
        "about": "cooperative; happened, certain on the day; 2 acts;"
        " one origin",
        "voices": "the article itself",
        "hover": ["Northland – Southland", "cooperative",
                  "happened, certain on the day", "2 acts", "one origin",
                  "Origins: the article itself"],
    }  # fmt: skip


def test_what_is_alike_in_every_reading_is_written_once(tmp_path):
    told = written(world(tmp_path, {}, AHEAD))
    assert told["readings"] == {
        reading: {"ties": [0], "ahead": [1]} for reading in select.READINGS
    }
    assert len(set(told["texts"])) == len(told["texts"])


def test_a_tie_that_ends_leaves_a_stretch_without_a_row(tmp_path):
    ((since, rows, spans),) = written(world(tmp_path, {}))["courses"]
    assert since == (day(2020, 5, 10), day(2021, 5, 11)) and rows == (0, None)
    assert spans == (("R001", 0, 0),)


def test_no_day_after_that_of_the_report_is_written(tmp_path):
    case = world(tmp_path, {}, {"when_article": "2020-12-01"}, AHEAD)
    ((since, *_),) = written(case, as_of="2020-06")["courses"]
    assert since == (day(2020, 5, 10),)


@pytest.mark.slow
def test_a_pair_of_many_records_grows_no_faster_than_they_do(tmp_path):
    def size(n):
        days = [date(2000, 1, 1) + timedelta(days=30 * k) for k in range(n)]
        rows = [{"when_article": one.isoformat()} for one in days]
        told = written(world(tmp_path / str(n), *rows), memory="ever")
        assert len(told["rows"]["a"]) == n
        return len(json.dumps(told))

    assert size(160) < 2.3 * size(80)
