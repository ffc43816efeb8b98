"""What of a text a case covers, on six paragraphs that a reader can check by eye."""

import json
import re

import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.case import cases, inherited
from helpers.case.cases import CaseError
from helpers.propose import article, coverage, decided, proposals
from tests import worlds
from tests.compare import codings

TEXT = """The two may make peace.
An envoy came last month, the Gazette wrote. Nobody saw him leave. It was last month.
A war has gone on ever  since.

Northland “spoke in\u00a0Au\u00adgust”. It will speak of peace in all its many words.
They may soon work together. Mayors may soonest wait.
More elsewhere."""


def text(folder, words=TEXT):
    path = folder / "article.txt"
    path.write_text(words, encoding="utf-8")
    return path


def world(folder, **changes):
    """Write the coded world, some cells of its tables changed: table=(row, cells)."""
    tables = codings.coded()
    for table, (nth, cells) in changes.items():
        tables[table][nth] |= cells
    return worlds.write(folder / "world", tables)


def run(*arguments):
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def gaps(found):
    return {
        one.paragraph: [gap["sentence"] for gap in one.uncovered]
        for one in found.paragraphs
        if one.uncovered
    }


def test_a_sentence_is_covered_where_a_cue_begins(tmp_path):
    found = coverage.read(world(tmp_path), text(tmp_path))
    assert found.problems == []
    assert gaps(found) == {"P1": [1], "P2": [2, 3], "P4": [2], "P5": [2], "P6": [1]}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_copy_that_is_wrapped_has_the_same_paragraphs(tmp_path, end):
    folder, plain = world(tmp_path), text(tmp_path)
    found = coverage.read(folder, plain)
    parts = (re.sub(r"(?<=\.) ", "\n", part) for part in TEXT.split("\n") if part)
    words = "A headline\n\n" + "\n \n".join(parts)
    wrapped = text(tmp_path, words.replace("\n", end))
    again = coverage.read(folder, wrapped)
    assert (again.problems, again.paragraphs) == ([], found.paragraphs)
    assert again.headed == 1


def test_a_cue_that_is_coded_again_is_its_next_place(tmp_path):
    tables = codings.coded()
    tables["references"].append(tables["references"][0] | {"reference_id": "T009"})
    found = coverage.read(worlds.write(tmp_path / "w", tables), text(tmp_path))
    assert gaps(found)["P2"] == [2]


def test_a_paragraph_counts_its_records_and_citations(tmp_path):
    found = coverage.read(world(tmp_path), text(tmp_path)).paragraphs
    assert [(one.sentences, one.records, one.citations) for one in found] == [
        (1, 1, 1), (3, 2, 2), (1, 1, 1), (2, 2, 2), (2, 1, 1), (1, 0, 0),
    ]  # fmt: skip


def test_a_decided_proposal_covers_its_sentence_and_others_are_told(tmp_path):
    folder, path = world(tmp_path), text(tmp_path)
    before = coverage.read(folder, path).paragraphs[3]
    assert (before.proposals, before.decided) == (0, 0)
    made = proposals.propose(article.read(path), proposals.date(2021, 9, 11))
    told = [one for one in made if one.paragraph == 4]
    decided.write(folder, made)
    file = folder / "proposals.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    at = next(
        n for n, row in enumerate(rows) if row.startswith("4,") and "will speak" in row
    )
    rows[at] += "rejected: no time"
    file.write_text("\n".join(rows), encoding="utf-8")
    found = coverage.read(folder, path)
    assert (found.paragraphs[3].proposals, found.paragraphs[3].decided) == (
        len(told),
        1,
    )
    assert "P4" not in gaps(found)
    assert len(found.paragraphs[3].undecided) == len(told) - 1
    assert found.of_another_text == 0
    other = coverage.read(folder, text(tmp_path, "Another article."))
    assert other.of_another_text == len(made)


@pytest.mark.parametrize(
    "changes, wrong",
    [
        ({"references": (0, {"cue": "last year"})},
         "references.csv:2: cue 'last year': is not in P2 of the article; correct it"),
        ({"references": (0, {"cue": "may soon"})},
         "references.csv:2: cue 'may soon': is not in P2 of the article; it is in P5"),
        ({"references": (0, {"paragraph": "P7"})},
         "references.csv:2: paragraph 'P7': the article has only 6 paragraphs; corr"),
        ({"citations": (0, {"locator": "P2;P9"})},
         "citations.csv:2: locator 'P9': the article has only 6 paragraphs; corr"),
        ({"actors": (0, {"aliases": "the North@P12"})},
         "actors.csv:2: aliases 'P12': the article has only 6 paragraphs; corr"),
    ],
    ids=["nowhere", "elsewhere", "reference", "citation", "alias"],
)  # fmt: skip
def test_what_is_not_in_the_text_is_a_problem_and_1(tmp_path, changes, wrong):
    folder = world(tmp_path, **changes)
    plain, told = run(folder), run(folder, "--article", text(tmp_path))
    assert (plain.exit_code, told.exit_code) == (0, 1)
    assert told.stdout.startswith(wrong) and told.stderr == ""


@pytest.mark.parametrize("lines", [1, 2, 10])
def test_a_headline_that_was_not_coded_stands_before_the_first_paragraph(
    tmp_path, lines
):
    folder, head = world(tmp_path), "".join(f"Line {n}\n\n" for n in range(lines))
    plain = coverage.read(folder, text(tmp_path))
    found = coverage.read(folder, text(tmp_path, head + TEXT))
    assert found.paragraphs == plain.paragraphs
    assert (found.problems, plain.headed, found.headed) == ([], 0, lines)
    assert f" P1 is line {lines + 1} of the article" in str(found)
    assert "P1 is line" not in str(plain)


def test_a_place_that_follows_is_told_where_it_is_written(tmp_path):
    """A relation has its event's citation; a citation without one has its record's."""
    tables = codings.coded()
    tables["citations"][0]["locator"] = "P9"
    tables["citations"] = [
        row for row in tables["citations"] if row["record_id"] != "R001"
    ]
    tables["citations"][2] |= {"source_id": "", "locator": "", "chain": ""}
    tables["references"][1]["paragraph"] = "P8"
    tables["relations"][0] |= dict.fromkeys(inherited.GROUP, "")
    folder = worlds.write(tmp_path / "w", tables)
    problems = coverage.read(folder, text(tmp_path)).problems
    assert [(one.file, one.row, one.value) for one in problems] == [
        ("references.csv", 3, "P8"), ("citations.csv", 2, "P9"),
    ]  # fmt: skip


def test_a_place_of_another_source_is_none_of_the_text(tmp_path):
    folder = world(tmp_path, citations=(1, {"locator": "P99"}))
    assert coverage.read(folder, text(tmp_path)).problems == []


def test_what_is_not_covered_is_told_and_0(tmp_path):
    done = run(world(tmp_path), "--article", text(tmp_path))
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[1:5] == [
        "  sentence 1 ('The two may make'): not covered",
        "P2: 3 sentences, 2 records",
        "  sentence 2 ('Nobody saw him'): not covered",
        "  sentence 3 ('It was last'): not covered",
    ]
    assert lines[-4] == "P6: 1 sentence, 0 records; no citation"
    assert lines[-2:] == [
        "4 of 10 sentences covered, 5 of 6 paragraphs cited.", coverage.RULE,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["news", "opinion"])
def test_a_news_item_is_asked_who_says_what_is_said_or_claimed(tmp_path, kind):
    tables = codings.coded()
    tables["sources"][0]["kind"] = kind
    for row in tables["events"]:
        row["status_article"] = "claimed" if row["kind"] == "act" else "happened"
    tables["citations"] = [
        row | {"chain": "S001<A001" * (row["record_id"] == "E002")}
        for row in tables["citations"]
        if row["source_id"] == "S001"
    ]
    folder = worlds.write(tmp_path / "world", tables)
    found = coverage.read(folder, text(tmp_path))
    told = {gap["record"]: gap["how"] for p in found.paragraphs for gap in p.asks}
    assert told == ({"E001": "claimed", "E003": "said"} if kind == "news" else {})
    if told:
        assert (
            "\n  E001 ('The envoy visits'): claimed by nobody but the article; name who"
            " does, or say that it happened\n" in str(found)
        )


@pytest.mark.parametrize(
    ("acted", "outcome", "told"),
    [("2021-09-05", "", ["R002"]), ("2021-07-05", "", []), ("2021-09-05", "R001", [])],
)
def test_a_news_item_is_asked_what_became_of_what_two_may_do(
    tmp_path, acted, outcome, told
):
    tables = worlds.copy()
    tables["sources"][0]["kind"] = "news"
    act, ahead = (row | {"source_actor": "A001", "target_actor": "A002", "event_id": ""}
                  for row in tables["relations"][:2])  # fmt: skip
    act |= {"when_article": acted, "when_known": "", "status_known": "", "fact": "R01"}
    ahead |= {"when_article": "[2021-08-20..]", "outcome_id": outcome, "fact": "R02"}
    tables["relations"] = [act, ahead]
    tables["events"][2]["when_article"] = "2021-08-20"  # the saying
    for row in tables["citations"]:
        if row["record_id"] == "R002":
            row |= {"said_event_id": "E003", "chain": "S001<A001"}
    folder = worlds.write(tmp_path / "world", tables)
    asks = coverage.asks(cases.load(folder))
    assert [gap["record"] for gap in asks if gap["how"] == "foreseen"] == told
    if told:
        (asked,) = (coverage.asked(gap) for gap in asks if gap["record"] == "R002")
        assert asked.endswith("the two have acted since; name what became of it, if"
                              " anything did")  # fmt: skip


@pytest.mark.parametrize("odd", [{"when_article": "soon", "when_known": ""}, {}])
def test_what_is_still_coded_wrong_stops_no_question(tmp_path, odd):
    tables = worlds.copy()
    tables["sources"][0]["kind"] = "news"
    tables["relations"][0] |= odd
    tables["citations"] = tables["citations"] if odd else []  # nothing is cited yet
    case = cases.load(worlds.write(tmp_path / "world", tables))
    assert [gap for gap in coverage.asks(case) if gap["how"] == "foreseen"] == []


def test_json_holds_the_same(tmp_path):
    folder = world(tmp_path, references=(0, {"cue": "last year"}))
    done = run(folder, "--article", text(tmp_path), "--json")
    values = json.loads(done.stdout)
    assert done.exit_code == 1 and [p["row"] for p in values["problems"]] == [2]
    first = values["paragraphs"][1]["uncovered"][0]
    assert first == {"sentence": 1, "words": "An envoy came last month,"}


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_sentence_of_the_text_is_printed_or_written(tmp_path, form):
    folder, path = world(tmp_path), text(tmp_path)
    before = cases.bytes_hash(folder)
    shown = " ".join(re.findall(r"\w+", run(folder, "--article", path, *form).stdout))
    words = re.findall(r"\w+", TEXT)
    assert not [n for n in range(len(words) - 5) if " ".join(words[n : n + 6]) in shown]
    for line in article.read(path):
        for low, high in line.sentences:
            whole = " ".join(re.findall(r"\w+", line.plain[low:high]))
            assert whole not in shown
    assert cases.bytes_hash(folder) == before and set(tmp_path.iterdir()) == {
        folder,
        path,
    }


@pytest.mark.parametrize(
    ("words", "shown"), [("Nonsense!", "Nons"), ("No.", "N"), ("и" * 30, "и" * 5)]
)
def test_of_a_sentence_of_one_word_a_part_is_printed(tmp_path, words, shown):
    found = coverage.read(world(tmp_path), text(tmp_path, f"{TEXT}\n{words}"))
    assert found.paragraphs[-1].uncovered == [{"sentence": 1, "words": shown}]
    assert f"({shown!r})" in str(found)


def test_a_case_without_an_article_and_a_text_that_is_none_are_one_sentence(tmp_path):
    folder = worlds.write(tmp_path / "w", worlds.coding())
    with pytest.raises(CaseError, match="has no article among its sources"):
        coverage.read(folder, text(tmp_path))
    done = run(world(tmp_path), "--article", tmp_path / "none.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and "none.txt cannot be read" in done.stderr
