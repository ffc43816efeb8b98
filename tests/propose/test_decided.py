import csv

import pytest

from helpers.case import cases, check
from helpers.case.cases import CaseError
from helpers.propose import article, decided, proposals
from tests import worlds

TEXT = "On Monday the court ruled.\nIt may rule again in March."


def proposed(text=TEXT):
    return proposals.propose(article.paragraphs(text), proposals.date(2017, 1, 13))


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decide(path, cue, **cells):
    """Write something into the row of a cue, as a coder does."""
    table = [row | (cells if row["cue"] == cue else dict.fromkeys(cells, ""))
             for row in rows(path)]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


def test_a_case_has_its_proposals_beside_the_tables(tmp_path):
    folder = worlds.write(tmp_path / "world")
    before = cases.data_hash(folder)
    path = decided.write(folder, proposed())
    assert [tuple(row.values()) for row in rows(path)][0] == (
        "1", "0", "On Monday", "date", "relative", "2017-01-09",
        "seen from publication", "",
    )  # fmt: skip
    assert check.problems(folder) == [] and cases.data_hash(folder) == before
    assert list(folder.glob(".proposals*")) == []


def test_a_decision_stays_when_proposals_are_made_again(tmp_path):
    path = decided.write(tmp_path, proposed())
    decide(path, "On Monday", decision="E001", x_note="sure")
    decided.write(tmp_path, proposed())
    (kept,) = [row for row in rows(path) if row["decision"]]
    assert (kept["cue"], kept["decision"], kept["x_note"]) == (
        "On Monday", "E001", "sure",
    )  # fmt: skip
    assert len(rows(path)) == len(proposed())


def test_a_decision_on_what_is_proposed_no_longer_stays_too(tmp_path):
    path = decided.write(tmp_path, proposed())
    decide(path, "On Monday", decision="dismissed")
    decided.write(tmp_path, proposed("It ruled in 1999."))
    assert [(row["cue"], row["decision"]) for row in rows(path)] == [
        ("On Monday", "dismissed"), ("1999", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It said: on Monday the court ruled.\nIt may rule again in March.", None),
        ("Then, On Monday the court ruled.\nIt may rule again in March.", ("1", "6")),
        (f"A headline.\nA subhead.\n{TEXT}", ("3", "0")),
        (f"On Tuesday. {TEXT}", ("1", "12")),
        ("On Monday it ruled, and On Monday it ruled.", ("1", "0")),  # as it was
        ("Now, On Monday it ruled, and On Monday too.", None),  # which of the two?
        ("So.\nSo, On Monday it ruled.", None),  # both moved: another place
    ],
)  # fmt: skip
def test_a_decision_goes_along_where_its_place_has_moved(tmp_path, text, place):
    path = decided.write(tmp_path, proposed())
    decide(path, "On Monday", decision="E001", x_note="sure")
    decided.write(tmp_path, proposed(text))
    (kept,) = [row for row in rows(path) if row["decision"]]
    assert (kept["decision"], kept["x_note"]) == ("E001", "sure")
    assert (kept["paragraph"], kept["offset"]) == (place or ("1", "0"))
    assert len(rows(path)) == len(proposed(text)) + (place is None)


@pytest.mark.parametrize("content", ["a,b\n1,2\n", 'paragraph,"offset\n', "\0"])
def test_a_file_that_cannot_be_read_is_told_and_stays(tmp_path, content):
    path = tmp_path / "proposals.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CaseError, match=r"^proposals\.csv"):
        decided.write(tmp_path, proposed())
    assert path.read_text(encoding="utf-8") == content
