"""What lists and records are called."""

import pytest

from helpers.view import naming, select


@pytest.mark.parametrize(
    "parts, told",
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_parts_are_joined_as_a_reader_would(parts, told):
    assert naming.joined(parts) == told


@pytest.mark.parametrize(
    "record, told",
    [
        ("E001", "The envoy visits"),
        ("R002", "The two may work together"),
        ("S002", "The report"),
        ("A001", "Northland"),
    ],
)
def test_a_record_is_found_and_goes_by_its_words(world, record, told):
    assert naming.title_of(select.find(world, record)) == told
