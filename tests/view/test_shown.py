"""A view of a case says of each record and each tie what its parts say."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from helpers.case import cases, check
from helpers.view import relations, select
from helpers.view.parameters import ParameterError, View
from helpers.view.shown import Shown, kept, show
from tests import worlds

READINGS = ("both", "article", "known")
VIEWS = {
    "as it is": {},
    "by the article": {"dates": "article"},
    "with other sources": {"dates": "known"},
    "early": {"as_of": "1755"},
    "of some years": {"start": "1754", "end": "1756"},
    "for ever": {"memory": "ever"},
    "each actor by itself": {"level": "all"},
}


def test_a_view_finds_once_what_many_ask_of_it():
    asked = []

    @kept
    def counted(shown):
        asked.append(shown.view.dates)
        return asked

    one = show(View())
    assert one.by("known") is one.by("known") and one.by("both") is one
    for reading in READINGS:
        assert one.by(reading).view.dates == reading
        assert counted(one.by(reading)) is counted(one.by(reading))
    assert sorted(asked) == sorted(READINGS)


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """Read the world whose every record has another date and status by each reading."""
    folder = tmp_path_factory.mktemp("twice")
    return worlds.small(folder, worlds.told_twice(), **worlds.TOLD_TWICE)


@pytest.fixture(params=VIEWS.values(), ids=VIEWS)
def shown(request, twice):
    return Shown.of(twice, View(**request.param))


def test_a_table_has_the_dates_by_which_the_view_reads(shown):
    told = shown.table("events", names=True, dates=True)
    rows = shown.case.rows("events")
    assert list(told.event_id) == [row.event_id for row in rows]
    begins = [shown.when(row).begin_earliest for row in rows]
    assert [None if pd.isna(d) else d.date() for d in told.begin_earliest] == begins


def ids(shown, table="events"):
    return list(shown.case.tables[table].iloc[:, 0])


def test_a_view_leaves_what_it_selects_and_knows_the_whole(shown, twice):
    selected = select.view(twice, shown.view)
    for table, rows in selected.tables.items():
        assert_frame_equal(shown.case.tables[table], rows)
    assert shown.whole is twice
    assert (shown.of_all.case, shown.of_all.view) == (twice, shown.view)


def test_the_ties_of_a_view_are_those_of_its_day(shown):
    case, view = shown.case, shown.view
    assert shown.day == relations.day(case, view)
    assert_frame_equal(shown.ties, relations.ties(case, view, shown.day))
    assert_frame_equal(shown.prospects, relations.prospects(case, view, shown.day))
    assert shown.ties is shown.ties  # worked out once


def test_some_view_has_ties_and_some_has_prospects(twice):
    views = [Shown.of(twice, View(**asked)) for asked in VIEWS.values()]
    assert any(len(one.ties) for one in views)
    assert any(len(one.prospects) for one in views)


def test_what_is_said_after_the_day_is_no_prospect_yet(twice):
    early, late = (
        Shown(twice, View(dates="article", as_of=year)).prospects
        for year in ("1705", "1709")
    )
    assert list(early.records) == [] and list(late.records) == [["R007"]]


@pytest.mark.parametrize("reading", READINGS)
def test_a_record_is_read_as_the_view_asks(twice, reading):
    shown = Shown(twice, View(dates=reading))
    for row in (*twice.rows("events"), *twice.rows("relations")):
        assert shown.when(row) == select.when(row, reading)
        assert shown.status(row) == select.status(row, reading)
        assert shown.is_prospect(row) == select.is_prospect(row, reading)
        assert shown.denied(row) == select.denied(row, reading)


def test_by_another_reading_the_same_records_are_read_otherwise(shown, twice):
    records = ids(shown), ids(shown, "relations")
    for reading in READINGS:
        other = shown.by(reading)
        assert other.case is shown.case
        assert records == (ids(other), ids(other, "relations"))
        assert dict(other.view) == dict(shown.view) | {"dates": reading}
        assert (other is shown) == (reading == shown.view.dates)


def test_a_record_told_twice_has_another_date_and_status_by_each_reading(twice):
    shown, visit = Shown(twice, View()), select.find(twice, "E001")
    told = [(other.when(visit).begin_latest.year, other.status(visit))
            for other in map(shown.by, READINGS)]  # fmt: skip
    assert told == [(1751, "happened"), (1701, "reported"), (1751, "happened")]


@pytest.mark.parametrize(
    "days", [{"start": "1754"}, {"end": "1756"}, {"as_of": "1755"},
             {"start": "1754", "end": "1756", "as_of": "1755"}],
)  # fmt: skip
@pytest.mark.parametrize("more", [{}, {"layers": ["article"], "dates": "known"}])
def test_whatever_the_day_is_the_view_without_its_days(twice, days, more):
    shown, without = (Shown.of(twice, View(**given)) for given in (days | more, more))
    assert shown.whatever_day.view == without.view
    assert ids(shown.whatever_day) == ids(without)
    assert len(ids(shown)) < len(ids(without))


def test_a_view_without_days_is_the_same_whatever_the_day(twice):
    shown = Shown.of(twice, View(layers=["article"]))
    assert shown.whatever_day is shown


# ---- read, checked and shown -------------------------------------------------------


def test_a_case_on_disk_is_shown_as_its_view_asks(tmp_path):
    view = View(case=str(worlds.write(tmp_path / "small")), layers=["context"])
    shown = show(view)
    assert ids(shown) == ["E004", "E005"] and shown.view is view


def spoiled(folder):
    tables = worlds.copy()
    tables["events"][0]["when_article"] = "some day"
    return worlds.write(folder / "small", tables)


@pytest.mark.parametrize("make", [spoiled, lambda folder: folder / "nowhere"])
def test_a_case_is_refused_as_its_check_refuses_it(tmp_path, make):
    case = str(make(tmp_path))
    with pytest.raises(cases.CaseError) as ours:
        show(View(case=case))
    with pytest.raises(type(ours.value)) as theirs:
        check.load(case)
    assert str(ours.value) == str(theirs.value)


def test_a_view_that_names_what_is_not_there_is_refused(tmp_path):
    case = str(worlds.write(tmp_path / "small"))
    with pytest.raises(ParameterError, match="exclude = 'S099': no record"):
        show(View(case=case, exclude=["S099"]))
