"""A broken case gives one sentence for each thing wrong, all at once, and no more."""

import csv
import hashlib
import io
import json
import random
import shutil
from collections import Counter
from dataclasses import asdict

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.__main__ import main
from helpers.case import cases, check, inherited, schema, sheets
from tests import worlds
from tests.once import some

DESCRIPTOR = cases.DESCRIPTOR
ORDER = {"first_id": "E002", "relation": "begins-before", "second_id": "E001"}
OPPOSITE = ORDER | {"first_id": "E001", "second_id": "E002"}


def whole():
    """Give the small world with a row in every table."""
    tables = worlds.copy()
    tables["events"][3]["place_id"] = "L001"
    tables["citations"] += [
        {"record_id": "M001", "source_id": "S001", "locator": "P6",
         "stance": "supports", "chain": "S001"},
        {"record_id": "C001", "source_id": "S001", "locator": "P1",
         "stance": "supports", "chain": "S001"},
        {"record_id": "C002", "source_id": "S001", "locator": "P5;P6",
         "stance": "supports", "chain": "S001"},
    ]  # fmt: skip
    return worlds.ordered(tables, ORDER) | {
        "memberships": [
            {"membership_id": "M001", "actor_id": "A004", "group_id": "A003",
             "kind": "part", "layer": "article"},
        ],
        "places": [{"place_id": "L001", "name": "The bridge", "latitude": "34.5"}],
        "claims": [
            {"claim_id": "C001", "role": "thesis", "text": "Peace is near"},
            {"claim_id": "C002", "role": "premise", "text": "They met",
             "supports": "C001"},
        ],
        "references": [
            {"reference_id": "T001", "paragraph": "P2", "cue": "since mid-August",
             "when_article": "[2021-08-16..2021-09-11]", "kind": "happened",
             "record_id": "E001"},
            {"reference_id": "T002", "paragraph": "P9", "cue": "these days",
             "kind": "state", "dismissed": "A figure of speech"},
        ],
    }  # fmt: skip


def cell(table, at, **cells):
    """Change cells of one row; rows are counted as a reader sees them, from line 2."""

    def change(tables):
        tables[table][at - 2].update(cells)

    return change


def add(table, **row):
    def change(tables):
        tables[table].append(row)

    return change


def drop(table, at):
    def change(tables):
        del tables[table][at - 2]

    return change


def orders(*given):
    """Give other orders, each with its citation, in place of the one."""

    def change(tables):
        tables["citations"] = tables["citations"][:-1]
        tables.update(worlds.ordered(tables, *given))

    return change


def all_of(*changes):
    def change(tables):
        for one in changes:
            one(tables)

    return change


def told(folder):
    problems = check.problems(folder)
    assert [p for p in problems if not is_named(p, folder)] == []
    return [str(problem) for problem in problems]


def is_named(problem, folder):
    """Whether a problem of a row names row, column and value; a blank one is blank."""
    if problem.file == DESCRIPTOR:
        return bool(problem.column) or problem.remedy == REMEDY  # it cannot be read
    if not problem.row or problem.wrong == "holds null bytes":
        return True
    sheet = sheets.read(folder / problem.file, cases.MOST_BYTES)
    if problem.row == sheet.top:
        return bool(problem.column or problem.value)
    if problem.value:
        return bool(problem.column)
    cells = sheet.rows[sheet.lines.index(problem.row)]
    return cells[sheet.header.index(problem.column)] == ""


def written(tmp_path, change=None, **package):
    tables = whole()
    if change:
        change(tables)
    return worlds.write(tmp_path / "small", tables, **package)


def digest(folder):
    """Name everything in a folder: contents and times of change."""
    return {
        path.relative_to(folder): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in folder.rglob("*")
    }


def edited(tmp_path, file, change):
    """Write the small world, without the rarer tables; change one file's bytes."""
    folder = worlds.write(tmp_path / "small")
    path = folder / file
    path.write_bytes(change(path.read_bytes() if path.is_file() else b""))
    return folder


# ---- a sound case ---------------------------------------------------------------


def test_a_sound_case_gives_nothing(tmp_path):
    assert told(written(tmp_path)) == []


def test_the_small_worlds_are_sound(tmp_path):
    assert told(worlds.write(tmp_path / "small")) == []
    assert told(worlds.write(tmp_path / "least", worlds.least())) == []
    assert told(worlds.write(tmp_path / "many", worlds.many(80))) == []


@pytest.mark.parametrize("rule", ["", *schema.RULES])
def test_a_package_may_name_the_rule_of_its_ties_or_none(tmp_path, rule):
    assert told(written(tmp_path, rule=rule)) == []


def test_a_package_may_say_what_its_coding_leaves_out(tmp_path):
    assert told(written(tmp_path / "a", limits=["It stops in 1907."])) == []
    for n, wrong in enumerate(("It stops.", [1], [""], ["\u200b"], {"a": "b"})):
        (problem,) = told(written(tmp_path / str(n), limits=wrong))
        assert problem.startswith("datapackage.json: limits")
        assert "is no list of sentences; write []" in problem


def test_relations_may_stand_without_events(tmp_path):
    def without_events(tables):
        del tables["events"], tables["participants"], tables["places"]
        del tables["references"], tables["orders"]
        tables["relations"][0]["event_id"] = ""
        keep = [c for c in tables["citations"] if c["record_id"][0] not in "EO"]
        tables["citations"] = [c | {"said_event_id": ""} for c in keep]

    assert told(written(tmp_path, without_events)) == []


def test_a_reading_of_cause_may_name_two_events(tmp_path):
    folder = written(tmp_path, causes=[CAUSE])
    assert told(folder) == []
    assert cases.load(folder).causes == [CAUSE]


def test_focus_and_order_may_name_actors(tmp_path):
    folder = written(tmp_path, focus=["A001", "A002"], order=["A002", "A001", "A003"])
    assert told(folder) == []


# ---- the rules, each broken alone -----------------------------------------------


def without_participants(tables):
    tables["participants"] = []


def without_records(tables):
    for name in tables:
        if name not in ("sources", "actors", "claims", "citations"):
            tables[name] = []
    tables["citations"] = [
        row for row in tables["citations"] if row["record_id"][0] in "CQ"
    ]


BARE = dict.fromkeys((*inherited.GROUP, "fact", "basis", "extent", "directed"), "")
BREAKS = [
    ("there_is_something_to_show",
     all_of(without_participants, cell("relations", 2, event_id="")), [
        "participants.csv: nobody takes part in any event;"
        " add a row an actor and event",
    ]),
    ("", cell("events", 2, title="A bell \x07 rings"), [
        "events.csv:2: title 'A bell \\x07 rings': holds a control character;"
        " remove it",
    ]),
    ("references_exist", cell("participants", 2, actor_id="A009"), [
        "participants.csv:2: actor_id 'A009': is not in actors.csv;"
        " add it or correct the id",
    ]),
    ("references_exist", cell("relations", 2, event_id="E099"), [
        "relations.csv:2: event_id 'E099': is not in events.csv;"
        " add it or correct the id",
    ]),
    ("references_exist", cell("events", 5, place_id="L001;L002"), [
        "events.csv:5: place_id 'L001;L002': is not in places.csv;"
        " add it or correct the id",
        "places.csv:2: place_id 'L001': is used nowhere; use or remove it",
    ]),
    ("what_may_be_the_same_is_another_fact", cell("relations", 2, may_be="R001"), [
        "relations.csv:2: may_be 'R001': is of the same fact (R01);"
        " rows of one fact already count once; remove it",
    ]),
    ("references_exist", cell("relations", 2, against="A003;A077"), [
        "relations.csv:2: against 'A077': is not in actors.csv;"
        " add it or correct the id",
    ]),
    ("references_exist", cell("sources", 3, author="S001"), [
        "sources.csv:3: author 'S001': is of the wrong kind;"
        " name a record that begins with A",
    ]),
    ("references_exist", cell("claims", 3, supports="C001;Q004", opposes="E001"), [
        "claims.csv:3: opposes 'E001': is of the wrong kind;"
        " name a record that begins with C or Q",
        "claims.csv:3: supports 'Q004': is not in claims.csv;"
        " add it or correct the id",
    ]),
    ("references_exist", cell("references", 2, record_id="E001;M009"), [
        "references.csv:2: record_id 'M009': is not in memberships.csv;"
        " add it or correct the id",
    ]),
    ("references_exist", add("citations", record_id="E044", source_id="S003",
                             stance="supports", chain="S003"), [
        "citations.csv:14: record_id 'E044': is not in events.csv;"
        " add it or correct the id",
    ]),
    ("chains_lead_to_a_voice", cell("citations", 3, chain="S002<S003"), [
        "citations.csv:3: chain 'S002<S003': the chain begins elsewhere than at its"
        " source; begin with S003, the source of the row",
    ]),
    ("chains_lead_to_a_voice", cell("citations", 4, chain="S001<S002<S001"), [
        "citations.csv:4: chain 'S001<S002<S001': the chain is circular: a voice is in"
        " it twice; name each voice once",
    ]),
    ("chains_lead_to_a_voice", cell("citations", 4, chain="S001<A009"), [
        "citations.csv:4: chain 'A009': the voice is in no table;"
        " add it to sources.csv or actors.csv",
    ]),
    ("words_are_carried_by_statements", cell("citations", 2, said_event_id="E002"), [
        "citations.csv:2: said_event_id 'E002': is not a statement;"
        " name the event in which it was said",
    ]),
    ("everything_is_cited", drop("citations", 6), [
        "events.csv:5: event_id 'E004': has no citation;"
        " add a row with record_id E004 to citations.csv",
    ]),
    ("everything_is_cited", drop("citations", 9), [
        "relations.csv:3: relation_id 'R002': has no citation;"
        " add a row with record_id R002 to citations.csv",
    ]),
    ("everything_is_cited", drop("citations", 10), [
        "memberships.csv:2: membership_id 'M001': has no citation;"
        " add a row with record_id M001 to citations.csv",
    ]),
    ("everything_is_cited", drop("citations", 12), [
        "claims.csv:3: claim_id 'C002': has no citation;"
        " add a row with record_id C002 to citations.csv",
    ]),
    ("article_is_cited_with_a_place", cell("citations", 4, locator=""), [
        "citations.csv:4: locator: the place in the article is missing (E002);"
        " write P and a number",
    ]),
    ("dates_are_kept", cell("events", 4, when_article="August 2021"), [
        "events.csv:4: when_article 'August 2021': 'August 2021' is not an EDTF date;"
        " use a year, month or day, a decade 199X, a window [a..b] or a span a/b"
        " (E003); see the shapes of a date in data/CODEBOOK.md",
    ]),
    ("dates_are_kept", cell("references", 2, when_article="2021-09/2021-08"), [
        "references.csv:2: when_article '2021-09/2021-08': the end (2021-08) comes"
        " before the start (2021-09) (T001); see the shapes of a date in"
        " data/CODEBOOK.md",
    ]),
    ("dates_are_kept", cell("sources", 3, when_known="2020-10-32"), [
        "sources.csv:3: when_known '2020-10-32': there is no 2020-10-32: October 2020"
        " has 31 days (S002); see the shapes of a date in data/CODEBOOK.md",
    ]),
    ("dates_are_kept", cell("sources", 2, when_article="11.9.2021"), [
        "sources.csv:2: when_article '11.9.2021': '11.9.2021' is not an EDTF date; use"
        " a year, month or day, a decade 199X, a window [a..b] or a span a/b (S001);"
        " see the shapes of a date in data/CODEBOOK.md",
    ]),
    ("dates_are_kept", cell("relations", 3, when_article="2021-23"), [
        "relations.csv:3: when_article '2021-23': '2021-23' is a season in EDTF, which"
        " has no known days; use a year, month or day, a decade 199X, a window [a..b]"
        " or a span a/b (R002); see the shapes of a date in data/CODEBOOK.md",
    ]),
    ("dates_are_kept",
     cell("events", 2, when_article="[2021-08-16..2021-08-20]/2021-09"), [
        "events.csv:2: when_article '[2021-08-16..2021-08-20]/2021-09':"
        " '[2021-08-16..2021-08-20]/2021-09' is not read; write '2021-08/2021-09'"
        " (E001); see the shapes of a date in data/CODEBOOK.md",
    ]),
    ("dates_are_kept", cell("events", 2, when_article="[2019-08..2020-02]/2021"), [
        "events.csv:2: when_article '[2019-08..2020-02]/2021':"
        " '[2019-08..2020-02]/2021': an end of a span takes no window; write the month,"
        " year or decade that holds it, or nothing where it is not known (E001); see"
        " the shapes of a date in data/CODEBOOK.md",
    ]),
    ("dates_are_kept", cell("memberships", 2, when_article="../2020"), [
        "memberships.csv:2: when_article '../2020': an open start cannot be drawn"
        " faithfully; write /b where the start is unknown (M001); see the shapes of a"
        " date in data/CODEBOOK.md",
    ]),
    ("what_is_known_has_a_source",
     all_of(cell("events", 5, known_sources=""),
            cell("citations", 6, stance="nuances")), [
        "events.csv:5: status_known 'happened': is known from no source;"
        " name it in known_sources, or leave both blank",
        "events.csv:5: when_known '2021-08-26': is known from no source;"
        " name it in known_sources, or leave both blank",
    ]),
    ("what_is_known_has_a_source", cell("memberships", 2, when_known="2021"), [
        "memberships.csv:2: when_known '2021': is known from no source;"
        " name it in known_sources, or leave both blank",
    ]),
    ("what_is_known_fits_the_article", cell("events", 2, when_known="2021-08-15"), [
        "events.csv:2: when_known '2021-08-15': lies outside when_article"
        " ([2021-08-16..2021-09-11]); correct one, or say in note why they differ",
    ]),
    ("what_is_known_fits_the_article", cell("sources", 3, when_known="2020-11-01"), [
        "sources.csv:3: when_known '2020-11-01': lies outside when_article (2020-10);"
        " correct one, or say in note why they differ",
    ]),
    ("nothing_attested_after_the_article", cell("events", 4, when_article="2021-10"), [
        "events.csv:4: when_article '2021-10': is after the article (2021-09-11);"
        " use expected, possible or asked, or the context layer",
    ]),
    ("nothing_attested_after_the_article",
     cell("events", 3, when_article="2015/2021-09-12"), [
        "events.csv:3: when_article '2015/2021-09-12': is after the article"
        " (2021-09-11); use expected, possible or asked, or the context layer",
    ]),
    ("nothing_attested_after_the_article",
     cell("relations", 3, when_article="2022", status_article="claimed"), [
        "relations.csv:3: when_article '2022': is after the article (2021-09-11);"
        " use expected, possible or asked, or the context layer",
    ]),
    ("nothing_attested_after_the_article",
     cell("memberships", 2, when_article="2022/.."), [
        "memberships.csv:2: when_article '2022/..': is after the article (2021-09-11);"
        " use expected, possible or asked, or the context layer",
    ]),
    ("layers_hold_their_columns", cell("events", 4, status_article=""), [
        "events.csv:4: status_article: an article record has no status; write one",
    ]),
    ("layers_hold_their_columns", cell("events", 5, status_known=""), [
        "events.csv:5: status_known: a context record has no known status; write one",
    ]),
    ("layers_hold_their_columns",
     cell("events", 5, when_article="2021-08", status_article="happened"), [
        "events.csv:5: status_article 'happened': the article says nothing of a context"
        " record; leave it blank",
        "events.csv:5: when_article '2021-08': the article says nothing of a context"
        " record; leave it blank",
    ]),
    ("labels_name_one_actor", cell("actors", 3, aliases="\uff34he NORTH"), [
        "actors.csv:3: aliases '\uff34he NORTH': also names A001;"
        " say where each holds: label@P3",
    ]),
    ("labels_name_one_actor", cell("actors", 3, short_name="Northland"), [
        "actors.csv:3: short_name 'Northland': also names A001;"
        " say where each holds: label@P3",
    ]),
    ("labels_name_one_actor",
     all_of(cell("actors", 2, aliases="the group@P3"),
            cell("actors", 3, aliases="the group@P3")), [
        "actors.csv:3: aliases 'the group@P3': also names A001;"
        " say where each holds: label@P3",
    ]),
    ("nobody_is_above_itself", cell("actors", 2, acts_for="A004"), [
        "actors.csv:2: acts_for 'A004': is circular: it leads back to A001;"
        " break the circle",
        "actors.csv:5: acts_for 'A001': is circular: it leads back to A004;"
        " break the circle",
    ]),
    ("nobody_is_above_itself", cell("memberships", 2, group_id="A004"), [
        "memberships.csv:2: group_id 'A004': is circular: it leads back to A004;"
        " break the circle",
    ]),
    ("nobody_is_above_itself", cell("events", 2, part_of="E001"), [
        "events.csv:2: part_of 'E001': is circular: it leads back to E001;"
        " break the circle",
    ]),
    ("nobody_is_above_itself",
     all_of(cell("events", 2, part_of="E002"), cell("events", 3, part_of="E001")), [
        "events.csv:2: part_of 'E002': is circular: it leads back to E001;"
        " break the circle",
        "events.csv:3: part_of 'E001': is circular: it leads back to E002;"
        " break the circle",
    ]),
    ("nobody_is_above_itself", cell("claims", 2, supports="C002"), [
        "claims.csv:2: supports 'C002': is circular: it leads back to C001;"
        " break the circle",
        "claims.csv:3: supports 'C001': is circular: it leads back to C002;"
        " break the circle",
    ]),
    ("nobody_is_above_itself", cell("claims", 2, supports="C001"), [
        "claims.csv:2: supports 'C001': is circular: it leads back to C001;"
        " break the circle",
    ]),
    ("no_claim_opposes_itself", cell("claims", 2, opposes="C001"), [
        "claims.csv:2: opposes 'C001': opposes itself; name another claim",
    ]),
    ("references_exist", cell("events", 2, part_of="E009"), [
        "events.csv:2: part_of 'E009': is not in events.csv;"
        " add it or correct the id",
    ]),
    ("references_exist", cell("events", 2, part_of="R001"), [
        "events.csv:2: part_of 'R001': is of the wrong kind;"
        " name a record that begins with E",
    ]),
    ("relations_join_two_actors", cell("relations", 3, target_actor="A001"), [
        "relations.csv:3: target_actor 'A001': is both ends of the relation;"
        " name two actors, or code it as a claim",
    ]),
    ("times_are_used_or_dismissed", cell("references", 2, record_id=""), [
        "references.csv:2: reference_id 'T001': is left open;"
        " name records in record_id, or the reason in dismissed",
    ]),
    ("times_are_used_or_dismissed", cell("references", 3, record_id="E002"), [
        "references.csv:3: reference_id 'T002': is both used and dismissed;"
        " name records in record_id, or the reason in dismissed",
    ]),
    ("times_are_used_or_dismissed",
     cell("references", 2, cue="五月" * 6), [
        "references.csv:2: cue '五月五月五月五月五月五月': is longer than five words;"
        " shorten it",
    ]),
    ("times_are_used_or_dismissed",
     cell("references", 2, cue="six words are one too many"), [
        "references.csv:2: cue 'six words are one too many': is longer than five words;"
        " shorten it",
    ]),
    ("nothing_is_unused", add("actors", actor_id="A005", name="None", kind="person"), [
        "actors.csv:6: actor_id 'A005': is used nowhere; use or remove it",
    ]),
    ("nothing_is_unused", cell("events", 5, place_id=""), [
        "places.csv:2: place_id 'L001': is used nowhere; use or remove it",
    ]),
    ("nothing_is_unused",
     add("sources", source_id="S004", role="outside", kind="news", title="Unread",
         when_known="2021", known_sources="S004", proximity="copy"), [
        "sources.csv:5: source_id 'S004': is used nowhere; use or remove it",
    ]),
    ("one_article", cell("sources", 4, role="article"), [
        "sources.csv:4: role 'article': is a second article beside S001;"
        " a case has one; call the other cited",
    ]),
    ("references_exist", cell("orders", 2, second_id="E099"), [
        "orders.csv:2: second_id 'E099': is not in events.csv;"
        " add it or correct the id",
    ]),
    ("references_exist", cell("orders", 2, first_id="C001"), [
        "orders.csv:2: first_id 'C001': is of the wrong kind;"
        " name a record that begins with E or M or R or S",
    ]),
    ("references_exist", cell("orders", 2, second_id="A001"), [
        "orders.csv:2: second_id 'A001': is of the wrong kind;"
        " name a record that begins with E or M or R or S",
    ]),
    ("", cell("orders", 2, at_least="soon"), [
        "orders.csv:2: at_least 'soon': the value is not well-formed;"
        " Days that are at least between the two",
    ]),
    ("everything_is_cited", drop("citations", 13), [
        "orders.csv:2: order_id 'O001': has no citation;"
        " add a row with record_id O001 to citations.csv",
    ]),
    ("orders_join_two_records", cell("orders", 2, second_id="E002"), [
        "orders.csv:2: second_id 'E002': is ordered with itself; name another record",
    ]),
    ("orders_join_two_records", cell("orders", 2, relation="during"), [
        "orders.csv:2: relation 'during': E001 is one moment, and during needs a span;"
        " use another relation, or correct the date or the days",
    ]),
    ("orders_join_two_records", cell("orders", 2, relation="before"), [
        "orders.csv:2: relation 'before': E002 has no stated end, and before needs"
        " one; use another relation, or correct the date or the days",
    ]),
    ("orders_join_two_records", cell("orders", 2, at_least="3", at_most="2"), [
        "orders.csv:2: relation 'begins-before': at_least = 3 is more than at_most = 2;"
        " correct one of them; use another relation, or correct the date or the days",
    ]),
    ("orders_join_two_records",
     all_of(cell("orders", 2, first_id="E001", relation="starts", second_id="E002",
                 at_most="2"), cell("events", 3, when_article="2015/2020")), [
        "orders.csv:2: relation 'starts': starts takes no at_least and no at_most;"
        " leave them blank; use another relation, or correct the date or the days",
    ]),
    ("what_is_known_of_an_order_is_cited", cell("orders", 2, status_known="happened"), [
        "orders.csv:2: status_known 'happened': is known from no source;"
        " cite one for O001 in citations.csv, or leave it blank",
    ]),
    ("no_source_says_an_order_and_its_opposite",
     orders(ORDER, OPPOSITE), [
        "orders.csv:3: order_id 'O002': S001 says the opposite in O001;"
        " remove one, or cite each from who says it",
    ]),
    ("no_source_says_an_order_and_its_opposite",
     orders(ORDER | {"at_least": "3"}, ORDER | {"at_most": "2"}), [
        "orders.csv:3: order_id 'O002': S001 says the opposite in O001;"
        " remove one, or cite each from who says it",
    ]),
    ("layers_hold_their_columns",
     all_of(cell("orders", 2, layer="context"),
            cell("citations", 13, source_id="S003", chain="S003")), [
        "orders.csv:2: status_article 'claimed': the article says nothing of a context"
        " record; leave it blank",
    ]),
    ("answers_have_a_question",
     cell("claims", 3, role="answer", supports="C001"), [
        "claims.csv:3: claim_id 'C002': answers no question; name the question in"
        " supports",
    ]),
    ("outcomes_come_after", cell("relations", 3, outcome_id="R002"), [
        "relations.csv:3: outcome_id 'R002': is its own outcome; name another record",
    ]),
    ("outcomes_come_after", cell("events", 3, outcome_id="E005"), [
        "events.csv:3: outcome_id 'E005': is of a record that is no announcement and"
        " no prospect; write it where something is announced, expected or possible",
    ]),
    ("outcomes_come_after", cell("relations", 3, outcome_id="R001"), [
        "relations.csv:3: outcome_id 'R001': is over by 2021-08-23, before R002 was"
        " said (2021-09-11); name what came of it later, or correct a date",
    ]),
    ("references_exist", cell("relations", 3, outcome_id="E099"), [
        "relations.csv:3: outcome_id 'E099': is not in events.csv;"
        " add it or correct the id",
    ]),
    ("references_exist", cell("relations", 3, outcome_id="C001"), [
        "relations.csv:3: outcome_id 'C001': is of the wrong kind;"
        " name a record that begins with E or R",
    ]),
    ("references_exist", cell("relations", 3, outcome_id="O001"), [
        "relations.csv:3: outcome_id 'O001': is of the wrong kind;"
        " name a record that begins with E or R",
    ]),
    ("blanks_follow", cell("relations", 3, basis="", extent="", directed=""), [
        "relations.csv:3: basis: is blank, and follows from nothing; use one of act,"
        " statement, attitude, condition, membership",
        "relations.csv:3: directed: is blank, and follows from nothing; use one of"
        " yes, no",
    ]),
    ("blanks_follow", cell("events", 3, extent="", when_article=""), [
        "events.csv:3: extent: is blank, and follows from nothing; use one of act,"
        " state",
    ]),
    ("blanks_follow",
     all_of(cell("sources", 2, role="cited"), cell("citations", 4, source_id="",
                                                   chain="", locator="")), [
        "citations.csv:4: source_id: E002 is cited from no source, and there is no"
        " article; name the source that was read",
    ]),
    ("chains_lead_to_a_voice", cell("citations", 5, source_id="", chain="A001"), [
        "citations.csv:5: chain 'A001': the chain begins elsewhere than at its source;"
        " begin with S001, the source of the row",
    ]),
    ("chains_lead_to_a_voice", cell("citations", 5, source_id="", chain="S009<A001"), [
        "citations.csv:5: chain 'S009': the voice is in no table;"
        " add it to sources.csv or actors.csv",
    ]),
    ("dates_are_kept",
     all_of(cell("relations", 3, when_article="soon"),
            add("relations", relation_id="R002b", source_actor="A004",
                target_actor="A002", sign="+", summary="He may too")), [
        "relations.csv:3: when_article 'soon': 'soon' is not an EDTF date; use a year,"
        " month or day, a decade 199X, a window [a..b] or a span a/b (R002); see the"
        " shapes of a date in data/CODEBOOK.md",
    ]),
    ("references_exist", cell("relations", 2, event_id="E099", **BARE), [
        "relations.csv:2: event_id 'E099': is not in events.csv;"
        " add it or correct the id",
    ]),
    ("dates_are_kept",
     all_of(cell("events", 2, when_article="soon"), cell("relations", 2, **BARE)), [
        "events.csv:2: when_article 'soon': 'soon' is not an EDTF date; use a year,"
        " month or day, a decade 199X, a window [a..b] or a span a/b (E001); see the"
        " shapes of a date in data/CODEBOOK.md",
    ]),
    ("everything_is_cited",
     all_of(drop("citations", 8), drop("citations", 3), drop("citations", 2),
            cell("citations", 2, chain="S001<S002"), cell("relations", 2, **BARE)), [
        "events.csv:2: event_id 'E001': has no citation;"
        " add a row with record_id E001 to citations.csv",
    ]),
]  # fmt: skip


def shown(value):
    """Write a value of the package as a problem shows it."""
    return value if isinstance(value, str) else json.dumps(value)


CAUSE = {"question": "Did the one bring the other?", "cause": "E001", "effect": "E002"}
PACKAGES = [
    ("package_names_actors", {"focus": ["A001", "A099"]}, [
        "datapackage.json: focus 'A099': is not in actors.csv;"
        " add it or correct the id",
    ]),
    ("package_names_actors", {"order": ["A001", "A002", "A001"]}, [
        "datapackage.json: order 'A001': is there twice; name it once",
    ]),
    ("package_names_events", {"causes": [CAUSE | {"effect": "E099"}]}, [
        "datapackage.json: causes 'E099': is not in events.csv;"
        " add it or correct the id",
    ]),
    ("package_names_events", {"causes": [CAUSE | {"effect": "E001"}]}, [
        "datapackage.json: causes 'E001': is cause and effect of itself;"
        " name two events",
    ]),
    ("", {"causes": [CAUSE | {"question": "Did it \x07?"}]}, [
        "datapackage.json: causes.question 'Did it \\x07?': holds a control character;"
        " remove it",
    ]),
    *(
        ("", {"causes": wrong}, [
            f"datapackage.json: causes {shown(wrong)!r}: is no list of readings of"
            ' cause and effect; write [], or for each {"question": "...?",'
            ' "cause": "E", "effect": "E"}',
        ])
        for wrong in ("E001", [{"cause": "E001"}], [CAUSE | {"effect": 3}], ["E001"])
    ),
    ("", {"focus": ["A001"]}, [
        "datapackage.json: focus '[\"A001\"]': names only one actor;"
        " name two to four",
    ]),
    ("", {"order": "A001"}, [
        "datapackage.json: order 'A001': is no list of actor ids; write [] or ids",
    ]),
    ("", {"focus": [1, 2]}, [
        "datapackage.json: focus '[1, 2]': is no list of actor ids; write [] or ids",
    ]),
    *(
        ("", {"rule": wrong}, [
            f"datapackage.json: rule {shown(wrong)!r}: is no rule;"
            " use one of acts, standing, words, or none",
        ])
        for wrong in ("standings", ["acts"], True)
    ),
    ("", {"dateline_schema": 5}, [
        "datapackage.json: dateline_schema '5': is newer than this program, which reads"
        " up to 4; install a newer dateline",
    ]),
    *(
        ("", {"dateline_schema": wrong}, [
            f"datapackage.json: dateline_schema {shown(wrong)!r}: is no version of the"
            " tables; write 4",
        ])
        for wrong in ("4", True, 4.0, 0, None)
    ),
    ("", {"question": "  "}, [
        "datapackage.json: question '  ': has no question; write one, as text",
    ]),
    ("", {"name": 7}, [
        "datapackage.json: name '7': has no name; write one, as text",
    ]),
    ("", {"title": 7}, [
        "datapackage.json: title '7': is no title; write one, as text",
    ]),
    ("", {"title": "\u200b"}, [
        "datapackage.json: title '\\u200b': is no title; write one, as text",
    ]),
    ("", {"question": "\u3164\u00ad"}, [
        "datapackage.json: question '\u3164\\xad': has no question;"
        " write one, as text",
    ]),
    ("", {"title": "a\nb"}, [
        "datapackage.json: title 'a\\nb': the cell holds a line break;"
        " keep it on one line",
    ]),
    ("", {"my\x07key": 1}, [
        "datapackage.json: a key 'my\\x07key': holds a control character; remove it",
    ]),
    ("", {"resources": {}}, [
        "datapackage.json: resources '{}': describes no table;"
        " `dateline new` writes a fresh one to compare with",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(
    "rule, change, sentences", BREAKS, ids=[f"{n}-{b[0]}" for n, b in enumerate(BREAKS)]
)
def test_what_breaks_one_rule_gives_its_sentence_alone(
    tmp_path, rule, change, sentences
):
    folder = written(tmp_path, change)
    before = digest(folder)
    assert told(folder) == sentences
    assert digest(folder) == before


@pytest.mark.parametrize("rule, package, sentences", PACKAGES)
def test_what_is_wrong_with_the_package_gives_its_sentence_alone(
    tmp_path, rule, package, sentences
):
    assert told(written(tmp_path, **package)) == sentences


def test_a_case_without_events_and_relations_has_nothing_to_show(tmp_path):
    found = told(written(tmp_path, without_records))
    assert (
        "events.csv: has no rows, and relations.csv has none either;"
        " code the first event or relation"
    ) in found


def test_every_rule_is_broken_by_some_test():
    tried = {rule for rule, *_ in [*BREAKS, *PACKAGES]} - {""}
    assert tried == {function.__name__ for function, _ in check.RULES}


@pytest.mark.parametrize("table", ["references", "claims", "sources", "orders"])
def test_the_id_of_an_event_elsewhere_is_told_of_and_hides_no_event(tmp_path, table):
    key = schema.BY_NAME[table].key[0]
    event = ORDER["first_id"]
    ordered = orders(ORDER | {"layer": "context", "status_known": "happened"})
    folder = written(tmp_path, all_of(ordered, cell(table, 2, **{key: event})))
    assert any(f"{table}.csv:2: {key} '{event}'" in problem for problem in told(folder))
    assert cases.load(folder).by_id[event].title


# ---- what the rules let pass ----------------------------------------------------

ALLOWED = {
    "a known date outside the article's, with a note": cell(
        "events", 2, when_known="2021-08-15", note="The article is wrong by a day."
    ),
    "a prospect after the article": cell("relations", 3, when_article="2022"),
    "a context record after the article": cell("events", 6, when_known="2031"),
    "an open state that goes on after the article": cell(
        "events", 3, when_article="2015/.."
    ),
    "a state only last seen on the article's day": cell(
        "events", 3, when_known="2015/..", known_sources="S003"
    ),
    "a label that two actors bear in different paragraphs": all_of(
        cell("actors", 2, aliases="the group@P3"),
        cell("actors", 3, aliases="the group@P7"),
    ),
    "an outside source cited without a place": cell("citations", 3, locator=""),
    "a record without any date": cell("events", 4, when_article=""),
    "markup, formulas and paths in a text": cell(
        "events", 2, title="</script><script>alert(1)</script>", note="=1+1;../../x"
    ),
    "odd but plain characters in a text": cell(
        "events", 2, title="\u2028 \x85 \ufeff ’ 🜍", note="#, \\n 'x'"
    ),
    "a quoted comma and a quoted quote": cell("events", 2, title='A, "b", c'),
    "an order and its opposite from two sources": orders(
        ORDER, OPPOSITE | {"chain": "S003<S002", "layer": "context"}
    ),
    "an order and its opposite from two voices in one source": orders(
        ORDER, OPPOSITE | {"chain": "S001<A001"}
    ),
    "an order, and its opposite from who disputes it": orders(
        ORDER, OPPOSITE | {"stance": "disputes"}
    ),
    "of two records either not after the other": orders(
        ORDER | {"relation": "not-after"}, OPPOSITE | {"relation": "not-after"}
    ),
    "an order with itself twice": orders(ORDER, ORDER),
    "an order of two records of one day, on the same day": orders(
        ORDER | {"at_most": "0"}
    ),
    "the same order again, and on the same day": orders(
        ORDER, ORDER | {"at_most": "0"}
    ),
    "an order of the article that fits its own date alone": all_of(
        cell("orders", 2, first_id="E001", relation="during", second_id="E002"),
        cell("events", 3, when_article="2015/2020", when_known="2018",
             known_sources="S003", note="One day of it."),
    ),
    "an order that contradicts the dates": orders(OPPOSITE),
    "an order of what the article does not date": orders(
        ORDER | {"first_id": "E004", "relation": "before"}
    ),
    "an outcome after what was foreseen, and of a statement": all_of(
        cell("relations", 3, outcome_id="E005"), cell("events", 4, outcome_id="E004")
    ),
    "an outcome of which no day is known": all_of(
        cell("relations", 3, outcome_id="E003"), cell("events", 4, when_article="")
    ),
    "an answer to a question": all_of(
        cell("claims", 2, role="question"), cell("claims", 3, role="answer")
    ),
    "an order without a status": cell("orders", 2, status_article="", layer=""),
    "a relation that is as its event is": all_of(
        drop("citations", 8), cell("relations", 2, **BARE)
    ),
    "an order that is known from outside too": all_of(
        cell("orders", 2, status_known="happened"),
        add("citations", record_id="O001", source_id="S003", stance="supports",
            chain="S003"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED)
def test_a_rule_lets_pass(tmp_path, change):
    assert told(written(tmp_path, change)) == []


# ---- the cells ------------------------------------------------------------------

COLUMNS = [(t, c) for t in schema.TABLES for c in t.columns]


def columns(wanted):
    return [(t, c) for t, c in COLUMNS if wanted(c)]


def spoiled(tmp_path, chosen, value):
    """Put one value into columns of each table's first row; give what is said there."""
    change = all_of(*(cell(t.name, 2, **{c.name: value}) for t, c in chosen))
    said = {(table.name, column.name): [] for table, column in chosen}
    for problem in check.problems(written(tmp_path, change)):
        place = (problem.file.removesuffix(".csv"), problem.column)
        if problem.row == 2 and place in said:
            said[place].append(str(problem))
    return said


@pytest.mark.parametrize("half", [0, 1])  # a row that is all blank is another thing
def test_a_required_cell_that_is_blank_is_said_once(tmp_path, half):
    said = spoiled(
        tmp_path, columns(lambda c: c.required and not c.follows)[half::2], ""
    )
    for (table, column), sentences in said.items():
        assert len(sentences) == 1, (table, column)
        assert sentences[0].startswith(f"{table}.csv:2: {column}: the cell is blank; ")


def test_a_value_that_is_not_allowed_is_said_with_those_that_are(tmp_path):
    chosen = columns(lambda c: c.values)
    said = spoiled(tmp_path, chosen, "Odd")
    for table, column in chosen:
        assert said[table.name, column.name] == [
            f"{table.name}.csv:2: {column.name} 'Odd': the value is not one that is"
            f" allowed; use one of {', '.join(column.values)}"
        ]


def test_a_value_that_is_not_well_formed_is_said_with_what_it_means(tmp_path):
    chosen = columns(lambda c: c.pattern)
    said = spoiled(tmp_path, chosen, "x 1")
    for table, column in chosen:
        sentence = (
            f"{table.name}.csv:2: {column.name} 'x 1': the value is not well-formed;"
            f" {column.description.rstrip('.')}"
        )
        assert said[table.name, column.name].count(sentence) == 1


def test_a_number_is_a_number(tmp_path):
    said = spoiled(tmp_path, columns(lambda c: c.within), "34° N")
    assert set(said) == {("places", "latitude"), ("places", "longitude")}
    for (_, column), (sentence,) in said.items():
        assert f"{column} '34° N': the value has the wrong type" in sentence


@pytest.mark.parametrize("number", ["1_0", "nan", "inf", "1e", "٣", "0x1", "34,5"])
def test_no_odd_number_is_one(tmp_path, number):
    (sentence,) = told(written(tmp_path, cell("places", 2, latitude=number)))
    assert "the value has the wrong type; write a number such as 34.5" in sentence


@pytest.mark.parametrize("column, most", [("latitude", 90), ("longitude", 180)])
def test_a_coordinate_lies_on_the_globe(tmp_path, column, most):
    for number in (most, -most, f"{most}.0", "1e1", "+.5"):
        folder = written(tmp_path / str(number), cell("places", 2, **{column: number}))
        assert told(folder) == []
    for number in (f"{most}.1", str(-most - 1), "1e9"):
        folder = written(tmp_path / str(number), cell("places", 2, **{column: number}))
        (sentence,) = told(folder)
        assert sentence.startswith(
            f"places.csv:2: {column} {number!r}: the number is not between -{most}"
        )


@pytest.mark.parametrize("text", ["\u200b", "\u3164", "\u2060\ufeff", "\u2800"])
def test_a_required_text_shows_something(tmp_path, text):
    (sentence,) = told(written(tmp_path, cell("actors", 2, name=text)))
    assert "the cell shows nothing; Full name" in sentence


def test_every_column_of_dates_is_read_as_dates(tmp_path):
    said = spoiled(tmp_path, columns(lambda c: c.edtf), "soon")
    assert len(said) == 9
    for place, sentences in said.items():
        wrong = [s for s in sentences if "'soon' is not an EDTF date" in s]
        assert len(wrong) == 1, place


def test_a_case_of_long_ids_passes(tmp_path):
    assert told(worlds.write(tmp_path / "long", worlds.renumbered(whole()))) == []


def test_a_paragraph_has_a_number_that_can_be_read(tmp_path):
    (sentence,) = told(written(tmp_path, cell("citations", 2, locator="P1" + "0" * 6)))
    assert "locator 'P1000000': the value is not well-formed" in sentence


@pytest.mark.parametrize("table", ["places", "claims", "references"])
def test_a_key_that_stands_twice_is_said_at_the_second(tmp_path, table):
    tables = whole()
    tables[table].append(dict(tables[table][0]))
    folder = worlds.write(tmp_path / "small", tables)
    key, line = schema.BY_NAME[table].key[0], len(tables[table]) + 1
    value = tables[table][0][key]
    sentence = (
        f"{table}.csv:{line}: {key} {value!r}: the key is there twice;"
        " give each row its own"
    )
    assert told(folder) == [sentence]


def test_an_actor_has_one_row_a_role_in_an_event(tmp_path):
    twice = add("participants", **worlds.WORLD["participants"][0])
    assert told(written(tmp_path, twice)) == [
        "participants.csv:9: event_id, actor_id, role 'E001, A004, agent':"
        " the key is there twice; give each row its own"
    ]


def test_frictionless_finds_the_same_cells(tmp_path):
    """The dictionary that others read says what the check of the cells says."""
    from frictionless import Resource, system

    values = ("", "Odd", "x 1", "91", "A001", "E0000001")
    for n, value in enumerate(values):
        odd = all_of(*(cell(t.name, 2, **{c.name: value}) for t, c in COLUMNS))
        folder = written(tmp_path / str(n), odd)
        for table in schema.TABLES:
            with system.use_context(trusted=True):
                theirs = Resource.from_descriptor(
                    schema.resource(table), basepath=str(folder)
                ).validate()
            sheet = sheets.read(folder / f"{table.name}.csv", cases.MOST_BYTES)
            ours = {p.column for p in check._cells(sheet, table) if p.row == 2}
            assert ours == {
                error.field_name for task in theirs.tasks for error in task.errors
                if error.type in ("constraint-error", "type-error")
            }, (table.name, value)  # fmt: skip


# ---- the bytes ------------------------------------------------------------------

HEADER = ",".join(schema.BY_NAME["events"].names)
WRONG_BYTES = {
    "an empty file": (
        lambda raw: b"",
        "events.csv: is empty; add the header row, or delete the file",
    ),
    "only blanks": (
        lambda raw: b" \n\n",
        "events.csv: is empty; add the header row, or delete the file",
    ),
    "Latin-1": (
        lambda raw: raw.replace(b"border", b"b\xf6rder"),
        "events.csv:3: title 'The börder war': the line is not UTF-8 (shown here as"
        " Windows-1252); save it as UTF-8 (in Excel: CSV UTF-8)",
    ),
    "UTF-16": (
        lambda raw: raw.decode().encode("utf-16"),
        "events.csv: is UTF-16; save it as UTF-8 (in Excel: CSV UTF-8)",
    ),
    "one CR": (
        lambda raw: raw.replace(b"The border", b"The\rborder"),
        "events.csv:3: title 'The\\rborder war': the cell holds a line break;"
        " keep it on one line",
    ),
    "a quoted newline": (
        lambda raw: raw.replace(b"The border war", b'"The border\nwar"'),
        "events.csv:3: title 'The border\\nwar': the cell holds a line break;"
        " keep it on one line",
    ),
    "an unbalanced quote": (
        lambda raw: raw.replace(b"The border war", b'"The border war'),
        "events.csv:3: title '\"The border war,,act,state,article,happened,,"
        "2015/2021-09-11,,,,,,,,': cannot be read as CSV from about this line"
        " (unexpected end of data); close every quote and double those inside",
    ),
    "a bare quote": (
        lambda raw: raw.replace(b"The border war", b'"The "border war"'),
        'events.csv:3: title \'"The "border war",,act,state,article,happened,,'
        "2015/2021-09-11,,,,,,,,': cannot be read as CSV from"
        " about this line (',' expected after '\"'); close every quote and double those"
        " inside",
    ),
    "a huge field": (
        lambda raw: raw.replace(b"The border war", b"x" * 300_000),
        f"events.csv:3: title '{'x' * 77}...': the cell has 300000 characters; it may"
        " have 20000;"
        " shorten it, or close the quote",
    ),
    "a null byte": (
        lambda raw: raw.replace(b"border", b"b\0rder"),
        "events.csv:3: 'E002,The b\\x00rder war': holds null bytes;"
        " save it as UTF-8 text",
    ),
    "a missing column": (
        lambda raw: b"\n".join(r.rpartition(b",")[0] for r in raw.split(b"\n")[:-1]),
        "events.csv:1: note: the column is missing; add it",
    ),
    "an extra column": (
        lambda raw: raw.replace(b",note\n", b",note,colour\n").replace(b",\n", b",,\n"),
        "events.csv:1: colour: the column is not in the dictionary; remove it",
    ),
    "columns in another order": (
        lambda raw: raw.replace(b"amount,note", b"note,amount"),
        f"events.csv:1: note: the column is out of order; order the columns {HEADER}",
    ),
    "no header": (
        lambda raw: raw.split(b"\n", 1)[1],
        "events.csv:1: 'E001,The envoy visits,,act,act,article,claimed,happened,"
        f"[2021-08-16..2021-09-...': is no header row; begin with {HEADER}",
    ),
    "an unquoted comma": (
        lambda raw: raw.replace(b"The border war", b"The war, at the border"),
        "events.csv:3: event_id 'E002': the row has 18 cells and the header 17;"
        " quote cells that hold a comma",
    ),
    "a row cut short": (
        lambda raw: raw.replace(b",2015/2021-09-11,,,,,", b""),
        "events.csv:3: event_id 'E002': the row has 11 cells and the header 17;"
        " add those that are missing, or quote cells that hold a comma",
    ),
    "text that is no table": (
        lambda raw: b"Dear editor,\nplease find the table enclosed.\n",
        f"events.csv:1: 'Dear editor': is no header row; begin with {HEADER}",
    ),
}


@pytest.mark.parametrize("change, sentence", WRONG_BYTES.values(), ids=WRONG_BYTES)
def test_a_malformed_table_gives_one_sentence_and_stays_as_it_is(
    tmp_path, change, sentence
):
    folder = edited(tmp_path, "events.csv", change)
    before = digest(folder)
    assert told(folder) == [sentence]
    assert digest(folder) == before


# What a program makes of a table, and nothing is lost or ambiguous.
READ_BYTES = {
    "Excel's CSV UTF-8": lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"),
    "Git for Windows": lambda raw: raw.replace(b"\n", b"\r\n"),
    "an old Mac": lambda raw: raw.replace(b"\n", b"\r"),
    "mixed line ends": lambda raw: raw.replace(b"\n", b"\r\n", 2),
    "semicolons": lambda raw: separated(raw, ";"),
    "tabs": lambda raw: separated(raw, "\t"),
    "a line that names the separator": lambda raw: b"sep=;\r\n" + separated(raw, ";"),
    "no line end at the end": lambda raw: raw.rstrip(b"\n"),
    "blank rows and columns": lambda raw: (
        b"\n" + raw.replace(b"\n", b",,\n").replace(b"\n", b"\n , \n", 1) + b",,,,\n\n"
    ),
    "blanks around cells": lambda raw: raw.replace(b",", b" , "),
    "every cell quoted": lambda raw: separated(raw, ",", csv.QUOTE_ALL),
}


def separated(raw, separator, quoting=csv.QUOTE_MINIMAL):
    """Write a table as a program does whose cells are separated otherwise."""
    out = io.StringIO()
    rows = csv.reader(io.StringIO(raw.decode(), newline=""))
    csv.writer(out, delimiter=separator, quoting=quoting).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("change", READ_BYTES.values(), ids=READ_BYTES)
def test_a_table_as_a_program_saves_it_is_read_as_it_was(tmp_path, change):
    folder = written(tmp_path)
    before, state = cases.load(folder), cases.data_hash(folder)
    for path in folder.glob("*.csv"):
        path.write_bytes(change(path.read_bytes()))
    assert told(folder) == []
    assert cases.data_hash(folder) == state
    for name, frame in cases.load(folder).tables.items():
        assert str(frame.values.tolist()) == str(before.tables[name].values.tolist())


@pytest.mark.parametrize("name", cases.names())
def test_a_case_that_excel_saved_again_passes_and_is_the_same(tmp_path, name):
    folder = tmp_path / name
    shutil.copytree(cases.find(name), folder)
    for path in folder.iterdir():
        path.write_bytes(READ_BYTES["Excel's CSV UTF-8"](path.read_bytes()))
    assert told(folder) == []
    assert cases.data_hash(folder) == cases.data_hash(cases.find(name))


@pytest.mark.parametrize(
    "name", ["._events.csv", ".~lock.events.csv#", "~$events.csv", ".DS_Store",
             ".events.csv.a1b2", "Thumbs.db", "desktop.ini"],
)  # fmt: skip
def test_a_file_of_a_system_is_passed_over(tmp_path, name):
    assert told(edited(tmp_path, name, lambda raw: b"\0\xff")) == []


def test_a_table_in_capitals_is_no_table_of_a_case(tmp_path):
    (sentence,) = told(edited(tmp_path, "PLACES.CSV", lambda raw: b"x"))
    assert sentence.startswith("PLACES.CSV: is no table of a case")


def test_a_row_goes_by_its_line_whatever_was_passed_over(tmp_path):
    folder = edited(
        tmp_path,
        "events.csv",
        lambda raw: b"\n\n" + raw.replace(b"\nE002", b"\n\n,,,\nE002").replace(
            b"2021-08,", b"soon,"),
    )  # fmt: skip
    (sentence,) = told(folder)
    assert sentence.startswith("events.csv:8: when_article 'soon'")


def test_all_faults_of_a_file_are_said_at_once(tmp_path):
    def change(raw):
        raw = raw.replace(b"E001,The envoy visits", b"E001,The envoy, and more")
        raw = raw.replace(b"The border war", b'The "border" w\xe4r')
        raw = raw.replace(b"E003,Northland", b'E003,"North"land')
        return raw.replace(b"2021-08-26", b"soon").replace(b"2021-10-09", b"later")

    found = told(edited(tmp_path, "events.csv", change))
    assert [sentence.split(" ")[0] for sentence in found] == [
        "events.csv:2:", "events.csv:3:", "events.csv:4:", "events.csv:5:",
        "events.csv:6:",
    ]  # fmt: skip


def test_a_row_that_is_lost_makes_no_other_wrong(tmp_path):
    folder = written(tmp_path, cell("participants", 3, actor_id="A099"))
    path = folder / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"The envoy visits", b"A, b"))
    assert [sentence.split("'")[1] for sentence in told(folder)] == ["E001", "A099"]


def test_a_column_that_stands_twice_is_said(tmp_path):
    folder = edited(
        tmp_path,
        "participants.csv",
        lambda raw: raw.replace(b",layer\n", b",layer,role\n").replace(
            b",article\n", b",article,agent\n").replace(
            b",context\n", b",context,agent\n"),
    )  # fmt: skip
    assert told(folder) == [
        "participants.csv:1: role: the column is there twice; remove one"
    ]


@pytest.mark.parametrize("table", ["sources", "actors", "citations"])
def test_a_needed_table_without_rows_is_said_once(tmp_path, table):
    folder = edited(
        tmp_path, f"{table}.csv", lambda raw: raw.split(b"\n", 1)[0] + b"\n"
    )
    row = schema.BY_NAME[table].row
    sentence = f"{table}.csv: has no rows; code the first: a row is {row}"
    assert told(folder) == [sentence]


@pytest.mark.parametrize("table", ["sources", "actors", "citations"])
def test_a_needed_table_that_is_missing_is_said_once(tmp_path, table):
    folder = worlds.write(tmp_path / "small")
    (folder / f"{table}.csv").unlink()
    sentence = f"{table}.csv: the table is missing; add it; every case needs it"
    assert told(folder) == [sentence]


@pytest.mark.parametrize("table", ["events", "relations", "places", "claims"])
def test_a_described_table_that_is_missing_is_said_once(tmp_path, table):
    folder = written(tmp_path)
    (folder / f"{table}.csv").unlink()
    assert told(folder) == [
        f"{table}.csv: is not there, though datapackage.json describes it;"
        " add the table or remove its resource"
    ]


def test_a_case_needs_events_or_relations(tmp_path):
    tables = worlds.least()
    del tables["events"], tables["participants"]
    assert told(worlds.write(tmp_path / "small", tables)) == [
        "events.csv: neither events.csv nor relations.csv is there; add one of the two"
    ]


def test_a_table_of_no_case_is_said(tmp_path):
    folder = edited(tmp_path, "weather.csv", lambda raw: b"day,rain\n")
    known = ", ".join(sorted(f"{table.name}.csv" for table in schema.TABLES))
    assert told(folder) == [f"weather.csv: is no table of a case; use one of {known}"]


@pytest.mark.parametrize("file", ["events.csv", "weather.csv", DESCRIPTOR])
def test_100_mb_of_noise_is_one_sentence(tmp_path, file):
    folder = worlds.write(tmp_path / "small", worlds.least())
    with open(folder / file, "wb") as noise:
        noise.truncate(100_000_000)  # sparse: takes no room on the disk
    (sentence,) = told(folder)
    assert {
        "events.csv": "events.csv: is 100 MB; a table may have 50 MB; split the case",
        "weather.csv": "weather.csv: is no table of a case",
        DESCRIPTOR: "datapackage.json: is larger than 5 MB",
    }[file] in sentence


def test_a_megabyte_of_random_bytes_is_one_sentence(tmp_path):
    noise = random.Random(7).randbytes(1_000_000)
    (sentence,) = told(edited(tmp_path, "events.csv", lambda raw: noise))
    assert sentence.endswith(": holds null bytes; save it as UTF-8 text")


def test_a_file_that_may_not_be_read_is_one_sentence(tmp_path, monkeypatch):
    folder = written(tmp_path)
    read = type(folder).read_bytes

    def refuse(path):
        if path.name == "events.csv":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(type(folder), "read_bytes", refuse)
    assert told(folder) == [
        "events.csv: cannot be read (Permission denied); let it be read"
    ]


@pytest.mark.parametrize("name", ["nowhere", "no/where", ""])
def test_a_missing_folder_is_one_sentence(name):
    with pytest.raises(cases.CaseError) as missing:
        check.problems(name)
    assert str(missing.value).startswith(f"there is no case {name!r}: give a folder, ")
    assert "\n" not in str(missing.value)


# ---- the package ----------------------------------------------------------------

REMEDY = "mend it or copy a sound one"
WRONG_PACKAGES = {
    "broken JSON": (
        lambda raw: raw[:-1],
        "datapackage.json: is broken JSON at line 1, column ",
    ),
    "an empty file": (
        lambda raw: b"",
        f"datapackage.json: is broken JSON at line 1, column 1: Expecting value;"
        f" {REMEDY}",
    ),
    "Latin-1": (
        lambda raw: raw.replace(b"A small world", b"\nA sm\xe4ll world\n"),
        "datapackage.json: is not UTF-8 in line 2 ('A smäll world');"
        f" save it as UTF-8; {REMEDY}",
    ),
    "a list": (
        lambda raw: b"[]",
        f"datapackage.json: holds no object; it must begin with {{; {REMEDY}",
    ),
    "a key twice": (
        lambda raw: raw.replace(b'"title": ', b'"title": "One", "title": ', 1),
        "datapackage.json: has the key 'title' twice in one object;",
    ),
    "a number that is none": (
        lambda raw: raw.replace(b'"causes": []', b'"causes": NaN'),
        "datapackage.json: holds NaN, which is no number of JSON;",
    ),
    "a number without end": (
        lambda raw: raw.replace(b'"causes": []', b'"causes": 1e999'),
        "datapackage.json: holds 1e999, which is no number of JSON;",
    ),
    "a deep nest": (
        lambda raw: raw.replace(b'"causes": []', b'"x": ' + b"[" * 300 + b"]" * 300),
        f"datapackage.json: is too large or too deep to read; {REMEDY}",
    ),
    "a nest without end": (
        lambda raw: b"[" * 100_000,
        f"datapackage.json: is too large or too deep to read; {REMEDY}",
    ),
}


@pytest.mark.parametrize(
    "change, sentence", WRONG_PACKAGES.values(), ids=WRONG_PACKAGES
)
def test_a_malformed_package_gives_one_sentence_and_stays_as_it_is(
    tmp_path, change, sentence
):
    folder = edited(tmp_path, DESCRIPTOR, change)
    before = digest(folder)
    (said,) = told(folder)
    assert said.startswith(sentence)
    assert digest(folder) == before


def test_a_text_of_ones_own_may_have_several_lines(tmp_path):
    assert told(written(tmp_path, description="One.\n\nTwo.")) == []


def test_an_empty_package_is_told_all_that_it_lacks(tmp_path):
    folder = written(tmp_path)
    (folder / DESCRIPTOR).write_text("{}")
    assert [sentence.split(" ")[1] for sentence in told(folder)] == [
        "name:", "question:", "resources:",
    ]  # fmt: skip


def test_a_text_that_cannot_be_written_is_said(tmp_path):
    folder = written(tmp_path, notes=[{"of": "half"}])
    path = folder / DESCRIPTOR
    path.write_bytes(path.read_bytes().replace(b'"half"', b'"half \\ud800"'))
    (sentence,) = told(folder)
    assert sentence == (
        "datapackage.json: notes.of 'half \\\\ud800': holds a control character;"
        " remove it"
    )
    (problem,) = check.problems(folder)
    json.dumps(asdict(problem), ensure_ascii=False).encode()


def test_a_missing_package_is_one_sentence(tmp_path):
    folder = written(tmp_path)
    (folder / DESCRIPTOR).unlink()
    assert told(folder) == [
        f"datapackage.json: small holds no datapackage.json; {REMEDY}"
    ]


def described(folder, change):
    package = json.loads((folder / DESCRIPTOR).read_text())
    change(package["resources"])
    (folder / DESCRIPTOR).write_text(json.dumps(package))
    return told(folder)


def test_a_table_that_the_package_does_not_describe_is_said(tmp_path):
    assert described(written(tmp_path), lambda resources: resources.pop(0)) == [
        "datapackage.json: resources: does not describe sources.csv;"
        " `dateline upgrade` adds it"
    ]


def test_a_table_that_the_package_describes_otherwise_is_said(tmp_path):
    def loosen(resources):
        resources[0]["dialect"]["delimiter"] = ";"

    assert described(written(tmp_path), loosen) == [
        "datapackage.json: resources.sources.dialect.delimiter ';': describes"
        " sources.csv otherwise than the dictionary does; mend the resource;"
        " `dateline new` writes a fresh one to compare with"
    ]


def test_a_package_cannot_lead_the_check_to_another_file(tmp_path):
    def lead_away(resources):
        resources[0]["path"] = "../../elsewhere.csv"

    (sentence,) = described(written(tmp_path), lead_away)
    assert "describes sources.csv otherwise" in sentence


def test_a_table_that_no_case_has_is_said(tmp_path):
    assert described(written(tmp_path), lambda r: r.append({"name": "weather"})) == [
        "datapackage.json: resources 'weather': describes a table that no case has;"
        " remove it"
    ]


def test_a_table_that_is_described_twice_is_said(tmp_path):
    assert described(written(tmp_path), lambda r: r.append(r[0])) == [
        "datapackage.json: resources 'sources': describes a table twice; remove one"
    ]


@pytest.mark.parametrize("odd", [None, 7, "x", [], {"name": ["x"]}, {}])
def test_an_odd_resource_is_no_traceback(tmp_path, odd):
    folder = worlds.write(tmp_path / "least", worlds.least())
    assert described(folder, lambda resources: resources.append(odd)) == []


# ---- several at once, and no cascade --------------------------------------------


def test_several_problems_are_all_said_at_once_in_the_order_of_the_files(tmp_path):
    folder = written(
        tmp_path,
        all_of(
            cell("sources", 3, kind="gossip"),
            cell("actors", 3, kind="planet"),
            cell("events", 4, when_article="soon"),
            cell("citations", 4, locator=""),
        ),
        question="",
    )
    (folder / "places.csv").write_bytes(b"")
    (folder / "weather.csv").write_bytes(b"x")
    places = [sentence.split(": ")[0] for sentence in told(folder)]
    assert places == [
        "actors.csv:3", "citations.csv:4", "datapackage.json", "events.csv:4",
        "places.csv", "sources.csv:3", "weather.csv",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_hides_no_problem_of_another(tmp_path):
    folder = written(tmp_path, cell("actors", 3, aliases="Northland"))
    (folder / "events.csv").write_bytes(b"")
    assert [sentence.split(":")[0] for sentence in told(folder)] == [
        "actors.csv", "events.csv"
    ]  # fmt: skip


@pytest.mark.parametrize("table", schema.BY_NAME)
def test_a_column_less_is_one_problem_and_not_a_hundred(tmp_path, table):
    tables = whole()
    first, *names = schema.BY_NAME[table].names
    rows = [",".join(str(r.get(n, "")) for n in names) for r in tables[table]]
    folder = worlds.write(tmp_path / "small", tables)
    (folder / f"{table}.csv").write_text("\n".join([",".join(names), *rows]) + "\n")
    assert told(folder) == [
        f"{table}.csv:1: {first}: the column is missing; add it"
    ]  # fmt: skip


def test_a_faulty_date_is_said_once_and_no_rule_stumbles_over_it(tmp_path):
    faulty = cell("events", 2, when_article="?", when_known="??")
    said = told(written(tmp_path, faulty))
    assert [s.split(" ")[1] for s in said] == ["when_article", "when_known"]


# ---- sentences stay inert -------------------------------------------------------

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "@SUM(A1:A9)",
    "../../etc/passwd",
    "$(touch x)",
    "{{ 7*7 }}",
    "%s%n",
    "\x1b[31mred",
    "tab\there",
    "\u202egnp.exe",
    "'; drop table events; --",
]


def test_a_value_is_quoted_and_stays_inert(tmp_path):
    tables = worlds.many(len(HOSTILE))
    for event, value in zip(tables["events"], HOSTILE, strict=True):
        event["kind"] = value
    assert told(worlds.write(tmp_path / "small", tables)) == [
        f"events.csv:{line}: kind {value!r}: the value is not one that is allowed;"
        " use one of act, statement"
        for line, value in enumerate(HOSTILE, 2)
    ]


def test_no_hostile_id_date_chain_or_alias_is_printed_raw(tmp_path):
    tables = worlds.many(len(HOSTILE))
    for at, value in enumerate(HOSTILE):
        tables["events"][at] |= {"event_id": value, "when_known": value}
        part = {"record_id": value, "chain": value, "source_id": value}
        tables["citations"][at] |= part
        tables["actors"] += [{"actor_id": value, "name": value, "acts_for": value}] * 2
    said = told(worlds.write(tmp_path / "small", tables))
    assert len(said) > 5 * len(HOSTILE)
    assert all(sentence.isprintable() for sentence in said)


@pytest.mark.parametrize("name", ["a\x1b[31m.csv", "a\nb.csv", "<img src=x>.csv"])
def test_a_hostile_file_name_stays_on_its_line(tmp_path, name):
    folder = edited(tmp_path, name, lambda raw: b"x")
    (sentence,) = told(folder)
    assert sentence.isprintable() and "is no table of a case" in sentence


def test_a_hostile_column_stays_on_its_line(tmp_path):
    header = b",note,\x1b[31m\n"
    folder = edited(
        tmp_path,
        "events.csv",
        lambda raw: raw.replace(b",note\n", header).replace(b",\n", b",,\n"),
    )
    assert told(folder) == [
        "events.csv:1: \\x1b[31m: the column is not in the dictionary; remove it"
    ]


def test_a_long_value_is_cut(tmp_path):
    (sentence,) = told(written(tmp_path, cell("events", 2, kind="x" * 10_000)))
    assert f"kind '{'x' * 77}...': the value" in sentence


# ---- whatever comes -------------------------------------------------------------

FEW = settings(max_examples=some(40), deadline=None)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    return worlds.write(tmp_path_factory.mktemp("fuzz") / "small", worlds.least())


@FEW
@given(raw=st.binary(max_size=200), file=st.sampled_from(["events.csv", DESCRIPTOR]))
def test_no_bytes_make_a_traceback(sandbox, raw, file):
    path = sandbox / file
    sound = path.read_bytes()
    try:
        path.write_bytes(raw)
        said = told(sandbox)
    finally:
        path.write_bytes(sound)
    assert said and all(sentence.isprintable() for sentence in said)


@FEW
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=30))
def test_no_text_in_any_column_makes_a_traceback(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("cell")
    change = all_of(*(cell(t.name, 2, **{c.name: text}) for t, c in COLUMNS))
    said = told(written(folder, change))
    assert said and all(sentence.isprintable() for sentence in said)


# ---- what is done with the problems ---------------------------------------------


def test_a_sound_case_is_loaded(tmp_path):
    assert len(check.load(written(tmp_path)).events) == 5


def test_loading_a_broken_case_lists_its_problems(tmp_path):
    folder = written(tmp_path, cell("events", 2, kind="odd"))
    with pytest.raises(check.CheckError) as refused:
        check.load(folder)
    first, second = str(refused.value).split("\n")
    assert first == f"{folder} does not pass its check (1 problem):"
    assert second.startswith("events.csv:2: kind 'odd'")
    assert refused.value._render_traceback_() == [str(refused.value)]


def test_loading_lists_twenty_problems_and_counts_the_rest(tmp_path):
    tables = worlds.many(30)
    for event in tables["events"]:
        event["kind"] = "odd"
    with pytest.raises(check.CheckError) as refused:
        check.load(worlds.write(tmp_path / "many", tables))
    lines = str(refused.value).split("\n")
    assert lines[0].endswith("(30 problems):")
    assert len(lines) == 22 and lines[-1] == "... and 10 more"


def test_problems_go_into_a_frame_a_row_each(tmp_path):
    found = check.problems(written(tmp_path, cell("events", 2, kind="odd")))
    frame = check.table(found)
    assert list(frame.columns) == ["file", "row", "column", "value", "wrong", "remedy"]
    assert frame.iloc[0].tolist() == [
        "events.csv", 2, "kind", "odd", "the value is not one that is allowed",
        "use one of act, statement",
    ]  # fmt: skip


def test_no_problems_make_an_empty_frame():
    assert check.table([]).empty and "wrong" in check.table([]).columns


@pytest.mark.parametrize("case", cases.names())
def test_a_sound_case_is_read_once_by_its_check(case, monkeypatch):
    read, parsed = Counter(), sheets.read

    def counted(path, *more):
        read[path.name] += 1
        return parsed(path, *more)

    monkeypatch.setattr(sheets, "read", counted)
    monkeypatch.setattr(check, "SOUND", {})
    assert CliRunner().invoke(main, ["check", case]).exit_code == 0
    assert "events.csv" in read and {*read.values()} == {1}
