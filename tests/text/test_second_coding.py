"""Two codings in words: what coders read, on a world that can be checked by eye."""

import json

import pytest

from helpers.compare import agreement as room
from helpers.text import second_coding
from tests import worlds
from tests.compare import codings


def second():
    """Give another coding of the small world: five things are otherwise."""
    tables = codings.coded()
    tables["events"][1] |= {"status_article": "claimed"}
    tables["events"][2] |= {"when_article": "2021-08-03"}
    tables["relations"][0] |= {"sign": "-"}
    tables["references"] = tables["references"][:3]
    tables["claims"] = tables["claims"][:1]
    tables["citations"] = [c for c in tables["citations"] if c["record_id"] != "C002"]
    return codings.anew(tables)


@pytest.fixture
def told(tmp_path):
    def tell(ours=codings.coded, theirs=second, review=False):
        folders = [
            worlds.write(tmp_path / "ours", ours()),
            worlds.write(tmp_path / "theirs", theirs()),
        ]
        return second_coding.values(*room.read(folders), review)

    return tell


SAID = """\
A: ours; B: theirs. A second coding: neither case holds proposals.csv. If a coder has \
seen the other's coding, it is a review.
Records are matched on paragraph and cue alone, one to one, from a likeness of 0.5 on: \
the share of words that their cues have in common, or 0.5 where a cue is missing and \
the paragraphs are the same. Actors and dates play no part. Relations that share a \
fact count as one. Records that rest on outside sources alone are not matched.

Who found what, by paragraph: both, A alone, B alone
        time references           events        relations           claims
P1            .   .   .        .   .   .        .   .   .        1   .   .
P2            1   .   .        1   .   .        1   .   .        .   .   .
P3            1   .   .        1   .   .        .   .   .        .   .   .
P4            1   .   .        1   .   .        .   .   .        .   1   .
P5            .   1   .        .   .   .        1   .   .        .   .   .
all           3   1   .        3   .   .        2   .   .        1   1   .

Agreement, on matched records only
time references, kind: 3 of 3 the same
time references, dates: 3 of 3 the same
events, status: 2 of 3 the same
events, kind: 3 of 3 the same
events, extent: 3 of 3 the same
events, layer: 3 of 3 the same
events, actors: 3 of 3 the same
events, dates: 2 of 3 the same, 1 one within the other
relations, status: 2 of 2 the same
relations, extent: 2 of 2 the same
relations, sign: 1 of 2 the same
relations, basis: 2 of 2 the same
relations, layer: 2 of 2 the same
relations, actors: 2 of 2 the same
relations, dates: 2 of 2 the same
claims, role: 1 of 1 the same
Alpha is Krippendorff's, nominal: 1 is full agreement, 0 is what chance gives. In \
brackets is its 95 % interval, by bootstrap. There is none under 30 records, for \
dates, and where both coders give one value throughout.

Differences: A | B
P2 “last month”, relations: R01 The envoy of Northland visits Southland
  sign: + | -
P3 “ever since”, events: E002 | E100002 The border war
  status: happened | claimed
P4 “spoke in August”, events: E003 | E100003 Northland speaks of peace
  dates: 2021-08 | 2021-08-03 (one within the other)

Found by one alone
A: P4, claims: C002 They have spoken
A: P5 “may soon”, time references: T004

Findings, in the default view: A | B
Of the article's dated events, those that cannot be dated to a day: 2 | 1
  A alone: E003 “Northland speaks of peace”
Events of the article that rest on a report or a claim only: 0 | 1
  B alone: E002 “The border war”
Ties on the day, each with its state, certain or perhaps: 1 | 1
  A alone: Northland – Southland: cooperative
  B alone: Northland – Southland: hostile
"""


def test_two_codings_are_told_line_by_line(told):
    lines = second_coding.sentences(told()).split("\n")
    assert lines[: SAID.count("\n")] == SAID.rstrip("\n").split("\n")
    assert lines[-1].endswith("findings are the same.")


def test_values_are_plain(told):
    found = told()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["found"][0] == {
        "paragraph": "P1", "references": [0, 0, 0], "events": [0, 0, 0],
        "relations": [0, 0, 0], "claims": [1, 0, 0],
    }  # fmt: skip
    assert found["differences"][0] == {
        "table": "relations", "paragraph": "P2", "cue": "last month",
        "a": {"id": "R01", "title": "The envoy of Northland visits Southland"},
        "b": {"id": "R01", "title": "The envoy of Northland visits Southland"},
        "columns": [{"column": "sign", "a": "+", "b": "-", "way": "apart"}],
    }  # fmt: skip


def test_a_case_against_itself_has_nothing_to_differ_in(told):
    found = told(theirs=codings.coded)
    assert found["differences"] == found["only"] == found["findings"]["moved"] == []
    said = second_coding.sentences(found)
    assert "Differences" not in said and "Found by one" not in said


def test_alpha_stands_with_its_interval_where_there_is_one(told):
    def theirs():
        tables = codings.many(40)
        tables["events"][0]["extent"] = "act"
        return tables

    said = second_coding.sentences(told(lambda: codings.many(40), theirs))
    assert "\nevents, extent: 39 of 40 the same; alpha 0.95 (0." in said
    assert "\nevents, kind: 40 of 40 the same\n" in said


def test_blank_cells_are_called_so(told):
    def theirs():
        tables = codings.coded()
        tables["relations"][1]["sign"] = ""
        tables["events"][1]["when_article"] = ""
        return tables

    said = second_coding.sentences(told(theirs=theirs))
    assert "  sign: + | blank" in said
    assert "  dates: 2015/2021-09-11 | none (given by one alone)" in said


def test_relations_of_one_fact_are_one_difference(told):
    def coded(sign):
        tables = codings.coded()
        tables["relations"].append(
            tables["relations"][1]
            | {"relation_id": "R003", "source_actor": "A003", "sign": sign}
        )
        tables["citations"].append(tables["citations"][7] | {"record_id": "R003"})
        return tables

    said = second_coding.sentences(told(lambda: coded("+"), lambda: coded("-")))
    assert (
        "P5 “may soon”, relations: R02 The two may work together (and 1 more)\n"
        "  sign: + | +; -\n"
    ) in said


def test_a_review_is_called_one_and_says_why(told, tmp_path):
    assert told()["kind"] == "second coding"
    found = told(review=True)
    why = "a coder has seen proposals or the other's coding"
    assert (found["kind"], found["because"]) == ("review", why)
    (tmp_path / "theirs" / "proposals.csv").write_text("paragraph\n")
    assert told()["because"] == "theirs holds proposals.csv"
    said = second_coding.sentences(told())
    assert "A review, not a second coding: theirs holds proposals.csv." in said
    assert "A second coding" not in said


def test_other_actors_in_focus_are_told(told, tmp_path):
    told()
    worlds.write(tmp_path / "theirs", second(), focus=["A100001", "A100002"])
    found = second_coding.values(*room.read([tmp_path / "ours", tmp_path / "theirs"]))
    lines = second_coding.left(found["findings"])
    assert (
        "Actors in focus differ: A has nobody; B has Northland and Southland." in lines
    )
    assert lines[1].startswith("Only one of the two has: cooperative episodes")


def test_codings_that_cite_no_paragraph_have_findings_alone(told):
    def outside():
        tables = codings.coded()
        kept = {"E004", "E005"}
        for name, key in (("events", "event_id"), ("participants", "event_id"),
                          ("citations", "record_id")):  # fmt: skip
            tables[name] = [row for row in tables[name] if row[key] in kept]
        for name in ("references", "relations", "claims"):
            tables.pop(name)
        tables["citations"][0]["chain"] = "S003<S001"  # no paragraph of it is cited
        del tables["sources"][1], tables["actors"][2:], tables["actors"][0]
        return tables

    said = second_coding.sentences(told(outside, outside)).split("\n\n")
    assert said[1:] == [
        second_coding.NOTHING,
        f"Findings, in the default view: A | B\n{said[-1].splitlines()[1]}",
    ]
    assert said[-1].endswith(" findings are the same.")


def test_codings_of_one_name_go_by_their_folders(tmp_path):
    folders = [worlds.write(tmp_path / n, codings.coded(), name="x") for n in "pq"]
    found = second_coding.values(*room.read(folders))
    assert (found["a"], found["b"]) == ("p", "q")
