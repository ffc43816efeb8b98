"""Rows and frames of one table are the same rows, whichever of them were given."""

import math
import pickle

import pandas as pd
import pytest

from helpers.case import cases, schema
from helpers.case.tables import Tables, tuples, with_cells
from tests import worlds


def test_rows_are_what_pandas_gives(world):
    for table in schema.BY_NAME:
        ours, theirs = world.rows(table), list(world.tables[table].itertuples())
        assert [row._asdict() for row in ours] == [row._asdict() for row in theirs]


@pytest.mark.parametrize("table", schema.BY_NAME)
def test_a_table_given_by_its_rows_has_their_frame(world, table):
    frame, rows = world.tables[table], world.rows(table)
    left = [n for n in range(len(rows)) if n != 1]
    made = world.with_tables(**{table: [rows[n] for n in left]})
    wanted = frame.iloc[left].reset_index(drop=True)
    pd.testing.assert_frame_equal(made.tables[table], wanted)
    assert made.tables[table] is made.tables[table]  # made once
    assert list(map(id, made.rows(table))) == [id(rows[n]) for n in left]
    none = world.with_tables(**{table: []}).tables[table]
    pd.testing.assert_frame_equal(none, frame.iloc[:0])
    same = world.with_tables(**{table: rows})
    assert same.tables[table] is frame and same.rows(table) is rows


def test_a_column_of_the_coder_and_a_coordinate_are_in_rows_and_frame(tmp_path):
    head, place = (
        "place_id,name,latitude,longitude,x_seen",
        "M001,The bridge,34.5,,twice",
    )
    folder = worlds.write(tmp_path / "small")
    (folder / "places.csv").write_text(f"{head}\n{place}\n", encoding="utf-8")
    case = cases.load(folder)
    (row,) = case.rows("places")
    assert (row.Index, row.latitude, row.x_seen) == (0, 34.5, "twice")
    assert math.isnan(row.longitude)
    assert [*case.places] == [*schema.BY_NAME["places"].names, "x_seen"]
    assert case.places.dtypes[["latitude", "longitude"]].eq("float64").all()
    none = case.with_tables(places=[])
    assert [*none.places] == [*case.places] and none.rows("places") == []


def test_rows_go_from_one_process_to_another(world):
    rows = world.rows("events")
    again = pickle.loads(pickle.dumps(rows))
    assert again == rows and type(again[0]) is type(rows[0])


def test_other_cells_leave_the_rows_as_they_were(world):
    rows = world.rows("events")
    titles = [row.title for row in rows]
    made = with_cells(rows, "title", map(str.upper, titles))
    assert [row.title for row in made] == [*map(str.upper, titles)]
    assert [row.title for row in rows] == titles and with_cells([], "title", []) == []


def test_a_frame_among_the_tables_has_its_rows(world):
    few = world.events.iloc[1:3]
    tables = Tables({"events": few}, world.tables)
    assert tables.rows("events") == tuples(few) == world.rows("events")[1:3]
    assert tables["events"] is few and tables["actors"] is world.actors
    assert tables.rows("actors") is world.rows("actors")
