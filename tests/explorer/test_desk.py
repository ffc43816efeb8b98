"""The desk: a text is coded by keys alone, and what is decided is in the tables."""

import csv
import json
import shutil
import textwrap

import pytest
from playwright.sync_api import expect

import helpers
from helpers import paths
from helpers.case import cases, check, edited, schema
from helpers.explorer import desk as module
from helpers.explorer.desk import Desk, opened
from helpers.lists.records import Listing
from helpers.propose import article, coverage, decided, proposals
from helpers.run import report
from tests import lab, worlds
from tests.browsing import violations
from tests.once import slowly

TEXT = """Northland shut the harbour of the river town in 1999.
“We will not wait for ever,” Envoy Nor told reporters last month. It began after a\
 flood.
Southland could close its own by June. A wholly unmarked sentence ends the piece."""
SECRET = ("shut the harbour of", "wait for ever", "wholly unmarked sentence")
HOST = """<!doctype html><html lang="en"><title>Host</title>
<body data-jp-theme-light="true"><main id="el"></main><script type="module">
import app from "/app.js";
const heard = [];
const answer = (told) => { for (const does of heard) does(JSON.parse(told)); };
const model = { on: (_, does) => heard.push(does), send: (asked) => {
  if (window.gone) throw new Error("Cannot send"); // as JupyterLab says of a comm
  window.ask(JSON.stringify(asked)).then(answer);
} };
app.render({ model, el: document.getElementById("el") });
</script></body></html>"""


@pytest.fixture
def folder(tmp_path):
    """Return a case that has its article and two actors, and no record yet."""
    folder = worlds.write(tmp_path / "case", {
        "sources": [worlds.WORLD["sources"][0] | {"when_article": "2017-01-13"}],
        "actors": worlds.WORLD["actors"][:2],
        **{name: [] for name in ("events", "participants", "relations", "citations",
                                 "references", "claims", "orders")},
    })  # fmt: skip
    return folder


def at(folder, text=TEXT):
    return opened(folder, article.paragraphs(text))


def heard(desk, what, **given):
    """Return what a desk answers, as the browser gets it."""
    sent = []
    desk.send = lambda told, *_: sent.append(json.loads(json.dumps(told)))
    desk._handle_custom_msg({"what": what, "given": given, "of": "x"}, [])
    (told,) = sent
    return told


def table(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def key(desk, cue):
    """Return what tells the proposal of a cue."""
    (found,) = [p for p in desk.state()["proposals"] if p["cue"] == cue]
    return found["key"]


# ---- without a browser ---------------------------------------------------------------


def test_the_text_is_in_no_file_and_in_no_state(folder):
    desk = at(folder)
    told = heard(desk, "page")
    assert all(words in str(told["text"]) for words in SECRET)
    heard(desk, "accept", key=key(desk, "1999"), way="dismissed",
          answers={"why": "Before the case."})  # fmt: skip
    kept = "".join(map(str, [*files(folder).values(), desk.get_state()]))
    assert not [words for words in SECRET if words in kept]
    assert not [words for words in SECRET if words in told["html"]]


def test_a_decision_is_in_the_tables_at_once_and_undo_takes_it_back(folder):
    desk = at(folder)
    before = files(folder)
    told = heard(desk, "accept", key=key(desk, "1999"), way="event", answers={
        "title": "Northland shuts the harbour", "when": "1999",
        "people": [["A001", "agent"]]})  # fmt: skip
    assert told["told"] == "Written: E001, T001 (“1999”)."
    (row,) = [row for row in table(folder, "proposals") if row["decision"]]
    assert (row["cue"], row["decision"]) == ("1999", "E001;T001")
    assert cases.load(folder).references.record_id[0] == ["E001"]
    heard(desk, "reject", key=key(desk, "by June"))
    assert [heard(desk, "undo")["at"][2] for _ in "ab"] == ["by June", "1999"]
    assert files(folder) == before
    assert heard(desk, "undo")["problem"].startswith("There is nothing to undo")


def test_progress_is_told_by_paragraph(folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event",
          answers={"title": "It shuts", "when": "1999"})  # fmt: skip
    heard(desk, "reject", key=key(desk, "after a flood"))
    told = heard(desk, "reject", key=key(desk, "last month"))["state"]
    told = [(p["decided"], p["all"], p["records"]) for p in told["paragraphs"]]
    counts = [
        sum(r["paragraph"] == n for r in table(folder, "proposals")) for n in "123"
    ]
    assert told == [
        (1, counts[0], ["E001", "T001"]), (2, counts[1], []), (0, counts[2], []),
    ]  # fmt: skip


def test_a_file_that_has_changed_outside_is_said_and_the_decision_made_again(folder):
    desk = at(folder)
    given = {"key": key(desk, "1999"), "way": "event", "answers": {"title": "It shuts"}}
    other = edited.read(folder)
    other.add("events", {"event_id": "E001", "title": "By hand", "kind": "act"})
    other.save()
    before = files(folder)
    told = heard(desk, "accept", **given)
    assert told["problem"].startswith("events.csv has changed since")
    assert files(folder) == before
    assert heard(desk, "accept", **given)["told"].startswith("Written: E002, T001")
    assert [row["title"] for row in table(folder, "events")] == ["By hand", "It shuts"]


def test_two_desks_lose_nothing_of_each_other(folder):
    one, two = at(folder), at(folder)
    heard(one, "reject", key=key(one, "1999"))
    assert "problem" in heard(two, "reject", key=key(two, "by June"))
    heard(two, "reject", key=key(two, "by June"))
    assert heard(one, "news")["told"] == module.OUTSIDE
    assert heard(one, "news").keys() == {"of"}
    heard(one, "undo")
    decided = [row["cue"] for row in table(folder, "proposals") if row["decision"]]
    assert decided == ["by June"]


def test_what_was_changed_by_hand_is_not_taken_back_but_what_was_before_it(folder):
    desk = at(folder)
    heard(desk, "reject", key=key(desk, "by June"))
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers={"title": "X"})
    path = folder / "events.csv"
    path.write_text(path.read_text().replace(",X,", ",The title by hand,"))
    assert "change it by hand" in heard(desk, "undo")["problem"]
    assert heard(desk, "undo")["told"].startswith("Taken back: the rejection")
    assert "The title by hand" in path.read_text()


def test_an_answer_that_is_refused_leaves_nothing_behind(folder):
    desk = at(folder)
    before = files(folder)
    told = heard(desk, "accept", key=key(desk, "1999"), way="event", answers={
        "title": "X", "people": [[{"new": "Lotte", "kind": "person"}, "agent"]],
        "when": "soon"})  # fmt: skip
    assert told["problem"].startswith("When: ")
    heard(desk, "reject", key=key(desk, "by June"))
    assert {name for name, raw in files(folder).items() if raw != before[name]} == {
        "proposals.csv",
    }  # fmt: skip


def test_what_is_accepted_is_not_rejected_but_may_get_more_records(folder):
    desk = at(folder)
    for title in ("One", "Two"):
        heard(desk, "accept", key=key(desk, "1999"), way="event", answers={
            "title": title, "when": "1999"})  # fmt: skip
    assert "E001;T001;E002;T002" in [r["decision"] for r in table(folder, "proposals")]
    assert (
        "take that back first"
        in heard(desk, "reject", key=key(desk, "1999"))["problem"]
    )


def test_words_that_are_selected_twice_are_one_place_with_both_records(folder):
    desk = at(folder)
    start = TEXT.index("shut the")
    for title in ("One", "Two"):
        heard(desk, "accept", chosen=[1, start, start + 8], way="event",
              answers={"title": title, "when": "1999"})  # fmt: skip
    proposals.of_case(desk.case, list(desk.lines.values()))
    (row,) = [row for row in table(folder, "proposals") if row["kind"] == "selection"]
    assert row["decision"] == "E001;T001;E002;T002"


@pytest.mark.parametrize(
    ("what", "given"),
    [("format", {}), ("accept", {"key": ["1", "0", "gone", "date"], "way": "event"}),
     ("ways", {"chosen": [9, 0, 4]}), ("ways", {"chosen": [1, 0, 0]})],
)  # fmt: skip
def test_whatever_is_asked_is_answered(folder, what, given):
    assert heard(at(folder), what, **given)["problem"]


@pytest.mark.slow
def test_a_copy_with_a_headline_is_not_coded_a_paragraph_too_far(folder):
    edit = edited.read(folder)
    edit.add("references", {"reference_id": "T001", "paragraph": "P1", "cue": "1999",
                            "dismissed": "Before it."})  # fmt: skip
    edit.save()
    before = files(folder)
    with pytest.raises(cases.CaseError, match="P1 is line 3 of this copy"):
        at(folder, f"A headline\nBy somebody\n{TEXT}")
    assert files(folder) == before
    assert at(folder)


def test_proposals_that_do_not_fit_the_text_say_so(folder):
    at(folder)
    told = heard(at(folder, "Another text, of 1999."), "page")
    assert {p["at"] for p in told["state"]["proposals"]} == {-1}
    count = len(table(folder, "proposals"))
    assert told["told"].startswith(f"{count} cues of proposals.csv not at the place")


def test_a_broken_file_is_said_and_once_it_is_mended_the_desk_goes_on(folder):
    desk = at(folder)
    sound = (folder / "events.csv").read_bytes()
    (folder / "events.csv").write_bytes(sound + b'E001,"open')
    given = {"key": key(desk, "1999"), "way": "event", "answers": {"title": "X"}}
    for _ in "ab":
        assert "events.csv" in heard(desk, "accept", **given)["problem"]
    (folder / "datapackage.json").rename(folder / "away.json")
    assert "datapackage.json" in heard(desk, "news")["problem"]
    (folder / "away.json").rename(folder / "datapackage.json")
    (folder / "events.csv").write_bytes(sound)
    heard(desk, "news")
    assert heard(desk, "accept", **given)["told"].startswith("Written: E001")


def test_a_disk_that_is_full_is_said_and_nothing_is_half_written(folder, monkeypatch):
    desk, before = at(folder), files(folder)

    def full(source, target):
        raise OSError(28, "No space left on device", str(target))

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", full)
        told = heard(desk, "reject", key=key(desk, "1999"))
    assert (
        told["problem"] == "proposals.csv cannot be written: No space left on device."
    )
    assert files(folder) == before
    assert heard(desk, "reject", key=key(desk, "1999"))["told"]


def test_a_file_of_proposals_may_lack_what_nobody_needs(folder):
    (folder / "proposals.csv").write_text(
        "paragraph,offset,cue,kind,decision,mine\n1,47,1999,date,,x\nx,y,odd,odd,,\n"
    )
    desk = at(folder)
    heard(desk, "page")
    assert heard(desk, "reject", key=["x", "y", "odd", "odd"])["told"]
    heard(desk, "accept", key=["1", "47", "1999", "date"], way="dismissed",
          answers={"why": "Before it."})  # fmt: skip
    rows = table(folder, "proposals")
    assert [(row["decision"], row["mine"]) for row in rows] == [
        ("T001", "x"), ("rejected", ""),
    ]  # fmt: skip


def test_who_is_quoted_once_more_is_offered_the_statement_that_is_there(folder):
    desk = at(folder)
    said = key(desk, "Envoy Nor told")
    fields = [{f["name"]: f["value"] for f in way["fields"]}
              for way in heard(desk, "ways", key=said)["ways"]]  # fmt: skip
    assert (fields[0]["speaker"], fields[1]["record"]) == ("new", "")
    who = {"new": "Envoy Nor", "kind": "person"}
    heard(desk, "accept", key=said, way="statement", answers={
        "title": "He waits", "speaker": who, "when": "[..2017-01-13]"})  # fmt: skip
    told = heard(desk, "ways", key=key(desk, "We will not wait for"))["ways"]
    fields = [{f["name"]: f["value"] for f in way["fields"]} for way in told]
    assert (fields[0]["speaker"], fields[1]["record"]) == ("A003", "E001")
    assert fields[0]["wording"] == "quote"
    assert fields[1]["voice"] == "A003"  # and not the article itself


DENIED = """Northland shut it in 1999. Southland denied that it had armed the river\
 town before yesterday.
The harbour will open by June, one diplomat said. “It is too late now,” the diplomat\
 added. Northland “will surely pay for it,” one diplomat said."""


def test_who_says_so_is_who_says_the_sentence_of_the_cue(folder):
    desk = at(folder, DENIED)
    ways = ("event", "relation", "known")
    for cue, voice in (("1999", ""), ("before yesterday", "A002")):
        told = heard(desk, "ways", key=key(desk, cue))
        assert [fields(told, way)["voice"] for way in ways] == [voice] * 3, cue
    told = heard(desk, "ways", key=key(desk, "by June"))
    new = {"new": "one diplomat", "kind": "person unnamed"}
    assert fields(told, "event")["voice"] == new
    heard(desk, "reject", key=key(desk, "Southland denied"))
    told = heard(desk, "ways", key=key(desk, "before yesterday"))
    assert fields(told, "event")["voice"] == ""


LASTED = """Northland held the river town from 1990 to 1999. It has kept a garrison\
 there since 2001."""


def test_what_had_ended_before_the_article_begins_as_an_act(folder):
    desk = at(folder, LASTED)
    for cue, extent in (("from 1990 to 1999", "act"), ("since 2001", "")):
        told = heard(desk, "ways", key=key(desk, cue))
        assert fields(told, "event")["extent"] == extent, cue


MENTIONED = """No ferry has crossed since 3 January, and both coast guards accused each\
 other of it. The ferries stopped on Monday, officials said."""


def test_who_says_another_clause_of_the_sentence_is_not_who_says_so(folder):
    desk = at(folder, MENTIONED)
    told = heard(desk, "ways", key=key(desk, "since 3 January"))
    assert fields(told, "event")["voice"] == ""
    told = heard(desk, "ways", key=key(desk, "on Monday"))
    assert fields(told, "event")["voice"]["new"] == "officials"


def test_who_speaks_inside_an_after_says_that_alone(folder):
    desk = at(folder, "On 11 May a ship fired after, Northland says, it was rammed.")
    told = heard(desk, "ways", key=key(desk, "11 May"))
    assert fields(told, "event")["voice"] == ""


def test_a_statement_of_the_sentence_carries_what_else_is_said_in_it(folder):
    desk = at(folder, "Northland said that it would cut ties unless the ships went."
              " Northland says no.")  # fmt: skip
    for cue, title in (("Northland said", "It warns"), ("Northland says", "It says")):
        told = {"title": title, "speaker": "A001", "status": "happened",
                "when": "[..2017-01-13]"}  # fmt: skip
        assert "problem" not in heard(
            desk, "accept", key=key(desk, cue), way="statement", answers=told
        )
    tie = {"title": "It may cut ties", "source": "A001", "target": "A002",
           "sign": "-", "basis": "act", "directed": "yes", "voice": "A001",
           "when": "[2017-01-13..]", "condition": "the ships stay"}  # fmt: skip
    for status in ("possible", "happened"):
        told = heard(desk, "accept", key=key(desk, "unless the ships"), way="relation",
                     answers=tie | {"status": status})  # fmt: skip
        assert "problem" not in told
    said = {
        row["record_id"]: row["said_event_id"] for row in table(folder, "citations")
    }
    assert (said["R001"], said["R002"]) == ("E001", "")  # what happened needs none


@pytest.mark.parametrize(
    ("text", "cue", "voice"),
    [
        ("Southland said it was safe, but Northland had shut it in 1999.", "1999", ""),
        ("Southland said it was safe; the bridge fell in 1999.", "1999", ""),
        ("Southland said it was safe, and that it fell in 1999.", "1999", "A002"),
        ("Southland said the bridge fell in 1999.", "1999", "A002"),
        ("Southland said on Monday it will go in June.", "on Monday", ""),
        ("Southland said on Monday it will go in June.", "June", "A002"),
        ("“We go,” Southland said, and “we will stay.”", "we will stay", "A002"),
    ],
)
def test_who_says_so_is_who_says_the_clause_and_nobody_dates_a_saying(
    folder, text, cue, voice
):
    desk = at(folder, text)
    told = heard(desk, "ways", key=key(desk, cue))
    assert fields(told, "known")["voice"] == voice


@pytest.mark.parametrize(
    ("text", "cue", "when"),
    [
        (TEXT, "We will not wait for", "2016-12"),
        (TEXT, "Envoy Nor told", "2016-12"),
        ("On Monday Southland said that it would go.", "Southland said", "2017-01-09"),
        ("Southland said in a long note on Monday that it would go.",
         "Southland said", "2017-01-09"),
        ("The bank shut on Monday, Southland said.", "Southland said", ""),
        ("Southland said that the bank shut on Monday.", "Southland said", ""),
        ("Southland said the bank shut on Monday.", "Southland said", ""),
        ("Southland said in June it will go, and not before 2018.",
         "Southland said", "2016-06"),
    ],
)  # fmt: skip
def test_a_statement_begins_with_the_date_beside_its_verb(folder, text, cue, when):
    desk = at(folder, text)
    told = fields(heard(desk, "ways", key=key(desk, cue)), "statement")["when"]
    assert told == (when or "[..2017-01-13]")


def test_a_quotation_and_its_verb_are_one_decision(folder):
    desk = at(folder, TEXT)
    before = files(folder)
    quote, verb = key(desk, "We will not wait for"), key(desk, "Envoy Nor told")
    said = {"title": "He waits", "speaker": "A002", "when": "2016-12"}
    for one in (quote, verb):
        told = heard(desk, "accept", key=one, way="statement", answers=said)
        assert "” is decided with it." in told["told"]
        held = {row["decision"] for row in table(folder, "proposals")
                if [*decided.place(row)] in (quote, verb)}  # fmt: skip
        assert held == {"E001;T001"}
        heard(desk, "back", key=one)
        assert files(folder) == before


def test_a_name_with_an_article_is_the_actor_without_it(folder):
    desk = at(folder, "The bank said in 1999 that it was shut.")
    (bare,) = (row for row in table(folder, "actors") if row["actor_id"] == "A001")
    heard(desk, "write", parts=[])
    edit = edited.read(folder)
    edit.add("actors", bare | {"actor_id": "A003", "name": "Bank", "aliases": ""})
    edit.save()
    desk = at(folder, "The bank said in 1999 that it was shut.")
    told = heard(desk, "ways", key=key(desk, "The bank said"))
    assert fields(told, "statement")["speaker"] == "A003"


def test_what_is_used_nowhere_yet_is_one_remark(folder):
    edit = edited.read(folder)
    for n in range(3, 8):
        edit.add("actors", {"actor_id": f"A00{n}", "name": f"Name {n}",
                            "kind": "state"})  # fmt: skip
    edit.save()
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    said = desk.state()["check"]
    (idle,) = [one for one, _ in said if "No record needs" in one]
    assert idle.startswith("No record needs 5 rows yet: A003, A004, A005,")
    assert not [one for one, _ in said if "used nowhere" in one]


def test_what_is_quoted_is_said_by_whoever_says_it_also_where_that_is_new(folder):
    desk = at(folder, "“Half of us go,” a crane driver said. Southland was silent.")
    new = {"new": "a crane driver", "kind": "person unnamed"}
    for cue in ("Half of us go", "a crane driver said"):
        told = heard(desk, "ways", key=key(desk, cue))
        assert [fields(told, way)["voice"] for way in ("claim", "known")] == [new] * 2
        assert fields(told, "statement")["speaker"] == "new"


def test_a_saying_is_of_whoever_it_was_accepted_for(folder):
    desk = at(folder, DENIED)
    said = [p["key"] for p in desk.state()["proposals"]
            if p["cue"] == "one diplomat said"]  # fmt: skip
    heard(desk, "accept", key=said[0], way="statement", answers={
        "title": "It will open", "speaker": "A002"})  # fmt: skip
    told = heard(desk, "ways", key=key(desk, "by June"))
    assert fields(told, "event")["voice"] == "A002"


def test_an_actor_that_a_decision_makes_beside_its_record_is_named(folder):
    desk = at(folder)
    answers = SHUTS | {"voice": {"new": "a diplomat", "kind": "person unnamed"}}
    told = heard(desk, "accept", key=key(desk, "1999"), way="event", answers=answers)
    assert told["told"].endswith("(“1999”). New: A003 a diplomat.")
    told = heard(desk, "accept", key=key(desk, "Envoy Nor"), way="actor", answers={
        "who": {"new": "Envoy Nor", "kind": "person"}})  # fmt: skip
    assert "New:" not in told["told"]


def test_a_saying_of_a_name_may_be_accepted_for_another(folder):
    desk = at(folder, DENIED)
    heard(desk, "accept", key=key(desk, "Southland denied"), way="statement", answers={
        "title": "It denies it", "speaker": "A001"})  # fmt: skip
    told = heard(desk, "ways", key=key(desk, "before yesterday"))
    assert fields(told, "event")["voice"] == "A001"


def test_what_a_cue_calls_a_new_actor_is_kept_when_it_gets_another_name(folder):
    desk = at(folder, DENIED)
    said = [p["key"] for p in desk.state()["proposals"]
            if p["cue"] == "one diplomat said"]  # fmt: skip
    who = {"new": "a diplomat in Oldtown", "kind": "person unnamed",
           "alias": "one diplomat"}  # fmt: skip
    heard(desk, "accept", key=said[0], way="statement", answers={
        "title": "It will open", "speaker": who, "when": "[..2017-01-13]"})  # fmt: skip
    row = table(folder, "actors")[-1]
    assert (row["name"], row["aliases"]) == ("a diplomat in Oldtown", "one diplomat")
    told = heard(desk, "ways", key=key(desk, "will surely pay for it"))
    assert fields(told, "known")["voice"] == "A003"
    who |= {"new": "Another", "alias": "the other"}
    heard(desk, "accept", key=key(desk, "by June"), way="actor",
          answers={"who": who, "alias": ""})  # fmt: skip
    assert table(folder, "actors")[-1]["aliases"] == ""


def test_who_passes_on_what_another_says_stands_between(folder):
    desk = at(folder, "Northland promised Southland “material support,” according to"
              " officials who asked for silence.")  # fmt: skip
    told = heard(desk, "ways", key=key(desk, "material support"))
    assert fields(told, "known")["voice"] == "A001"


@pytest.mark.slow
def test_a_saying_takes_the_place_of_the_articles_own_word(folder):
    desk = at(folder, DENIED)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    arms = {"title": "It arms it", "when": "2017", "status": "denied"}
    heard(desk, "accept", key=key(desk, "before yesterday"), way="event", answers=arms)
    before = table(folder, "citations")
    said = key(desk, "Southland denied")
    told = heard(desk, "accept", key=said, way="statement", answers={
        "title": "It denies it", "speaker": "A002", "record": "E002"})  # fmt: skip
    assert told["told"] == (
        "Written: E003 (“Southland denied”). E002 is now said by it, and no longer by"
        " the article itself."
    )
    rows = [r for r in table(folder, "citations") if r["record_id"] == "E002"]
    assert [(r["chain"], r["said_event_id"]) for r in rows] == [("S001<A002", "E003")]
    assert check.problems(folder) == []
    assert heard(desk, "back", key=said)["told"].startswith("Taken back")
    assert table(folder, "citations") == before
    heard(desk, "accept", key=said, way="statement", answers={
        "title": "It denies it", "speaker": "A002", "record": "E002",
        "stance": "disputes"})  # fmt: skip
    assert len(table(folder, "citations")) == len(before) + 2


def places(folder):
    """Return the paragraphs of each citation of an event, by voice and stance."""
    rows = cases.load(folder).cited.get("E001", ())
    return {(one.chain[-1], one.stance): one.locator for one in rows}


@pytest.mark.parametrize("stance", [*slowly(""), "disputes"])
@pytest.mark.parametrize("cue", [*slowly("before yesterday"), "by June"])
def test_a_place_of_one_voice_is_none_of_another(folder, cue, stance):
    desk = at(folder, DENIED)
    heard(desk, "accept", key=key(desk, "1999"), way="event",
          answers=SHUTS | {"status": "claimed"})  # fmt: skip
    before, at_p2 = places(folder), cue == "by June"
    this = {"record": "E001", "when": "1999", "voice": "A002", "stance": stance}
    heard(desk, "accept", key=key(desk, cue), way="known", answers=this)
    new = {("A002", stance or "supports"): f"P{1 + at_p2}"}
    assert places(folder) == before | new
    last = [p["key"] for p in desk.state()["proposals"] if p["decision"] == ""][-1]
    this |= {"voice": "", "stance": ""}
    heard(desk, "accept", key=last, way="known", answers=this)
    own = dict.fromkeys(before, "P1;P2")
    assert places(folder) == own | new
    for _ in "ab":
        heard(desk, "undo")
    assert places(folder) == before


def test_what_denial_supports_is_said_and_against_whom_is_asked_with_the_sign(folder):
    desk = at(folder)
    ways = {one["way"]: one["fields"] for one in
            heard(desk, "ways", chosen=[1, 0, 9])["ways"]}  # fmt: skip
    for way in ("statement", "known"):
        (stance,) = [one for one in ways[way] if one["name"] == "stance"]
        assert "denied" in stance["note"]
    for way, sign in (("event", "tie"), ("relation", "sign")):
        names = [one["name"] for one in ways[way] if not one["more"]]
        assert names.index("against") == names.index(sign) + 1
    against = SHUTS | {"tie": "+", "against": "A002"}
    against["people"] = [
        ["A001", "agent"],
        [{"new": "Ally", "kind": "state"}, "target"],
    ]
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=against)
    (row,) = table(folder, "relations")
    assert (row["target_actor"], row["against"]) == ("A003", "A002")


def test_actors_of_a_like_name_are_the_first_to_choose_from(folder):
    edit = edited.read(folder)
    edit.add("actors", {"actor_id": "A009", "name": "Ada Nor", "kind": "person"})
    edit.save()
    desk = at(folder)
    told = heard(desk, "ways", key=key(desk, "Envoy Nor"))
    who, *_ = told["ways"][0]["fields"]
    assert (who["of"], who["value"]) == ("actors", "new")
    assert told["lists"]["actors"][0] == ["A009", "Ada Nor"]


def fields(told, way):
    """Return what the fields of a way hold."""
    (found,) = [one for one in told["ways"] if one["way"] == way]
    return {one["name"]: one["value"] for one in found["fields"]}


SHUTS = {"title": "It shuts", "when": "1999", "status": "happened", "tie": "-",
         "people": [["A001", "agent"], ["A002", "target"]]}  # fmt: skip


def form(desk, **given):
    """Return the parts of the form of some records, as the page sends them back."""
    told = heard(desk, "record", **given)
    parts = told.get("parts", [])
    for part in parts:
        part["now"] = {one["name"]: one["value"] for one in part["fields"]}
    return parts


def rewrite(desk, parts, **given):
    return heard(desk, "write", parts=parts, **given)


OF = {"of": "x"}  # of which question it is the answer


def of(parts, name):
    """Return the parts of a table."""
    return [part for part in parts if part["table"] == name]


def test_edit_opens_what_was_written_and_changes_it(folder):
    desk = at(folder)
    this = key(desk, "1999")
    heard(desk, "accept", key=this, way="event", answers=SHUTS)
    other = edited.read(folder)
    other.change("events", other.rows("events")[0], {"summary": "By hand"})
    other.save()
    desk = at(folder)  # also once the kernel was restarted
    parts = form(desk, key=this)
    assert [part["label"] for part in parts if part["was"]] == [
        "Event E001", "Participant: Northland, agent", "Participant: Southland, target",
        "Citation: the article itself", "Relation R001", "Reference T001",
    ]  # fmt: skip
    event, (relation,), people = parts[0], of(parts, "relations"), parts[1:4]
    assert (event["now"]["title"], event["now"]["when_article"]) == ("It shuts", "1999")
    assert relation["now"]["sign"] == "-"
    event["now"]["title"], relation["gone"] = "It reopens", True
    people[0]["now"]["role"], people[1]["gone"] = "party", True
    told = rewrite(desk, parts, key=this)
    assert told["told"] == "Written: E001, T001. Removed: R001, a participant of E001."
    assert table(folder, "references")[0]["record_id"] == "E001"
    (event,) = table(folder, "events")
    assert (event["title"], event["summary"]) == ("It reopens", "By hand")
    assert [(r["actor_id"], r["role"]) for r in table(folder, "participants")] == [
        ("A001", "party")
    ]
    assert table(folder, "relations") == [] and len(table(folder, "citations")) == 1
    assert [r["decision"] for r in table(folder, "proposals") if r["decision"]] == [
        "E001;T001"
    ]
    assert heard(desk, "undo")["at"] == this
    assert table(folder, "relations")[0]["sign"] == "-"
    assert "E001;R001;T001" in [r["decision"] for r in table(folder, "proposals")]


@pytest.mark.slow
def test_what_is_edited_and_written_as_it_was_changes_nothing(folder):
    edit = edited.read(folder)
    edit.add("sources", {"source_id": "S002", "role": "cited", "kind": "news",
                         "title": "A  title; of two"})  # fmt: skip
    edit.save()
    desk = at(folder)
    said = {"title": "He waits", "speaker": "A002", "when": "[..2017-01-13]",
            "wording": "quote", "via": "A001"}  # fmt: skip
    for cue, way, answers in (
        ("1999", "event", SHUTS),
        ("Envoy Nor told", "statement", said),
        ("We will not wait for", "known", {"record": "E002"}),
        ("Envoy Nor", "actor", {"who": "A001", "alias": "the Envoy"}),
        ("last month", "dismissed", {"why": "Of no time."}),
        ("after a flood", "order", {"first": "E001", "second": "E002"}),
        ("by June", "relation", {"title": "They may", "source": "A001", "target":
         "A002", "sign": "none", "when": "2017-06", "status": "possible",
         "basis": "act", "directed": "yes"}),
    ):  # fmt: skip
        told = heard(desk, "accept", key=key(desk, cue), way=way, answers=answers)
        assert "problem" not in told, told["problem"]
    before, last = files(folder), desk.state()["undo"]
    decided = [one["key"] for one in desk.state()["proposals"] if one["decision"]]
    for given in ({"record": "S002"}, *({"key": one} for one in decided)):
        told = rewrite(desk, form(desk, **given), **given)
        assert told["told"] == "Nothing has changed."
        assert (files(folder), desk.state()["undo"]) == (before, last), given
    assert last.endswith("(“by June”)")  # which undo takes back, and no other


@pytest.mark.slow
def test_every_record_of_a_case_is_written_as_it_was(tmp_path):
    folder = shutil.copytree(paths.DATA / "burma-2021", tmp_path / "case")
    desk, before = at(folder), files(folder)
    for record in desk.case.by_id:
        parts = form(desk, record=record)
        assert parts and rewrite(desk, parts) == {"told": "Nothing has changed."} | OF
    assert files(folder) == before | {"proposals.csv": files(folder)["proposals.csv"]}


@pytest.mark.slow
def test_a_cue_that_was_accepted_twice_is_edited_too(folder):
    desk = at(folder)
    for _ in "ab":
        heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    parts = form(desk, key=key(desk, "1999"))
    first, second = of(parts, "events")
    assert (first["of"], second["of"]) == ("E001", "E002")
    second["now"]["part_of"] = "E001"
    rewrite(desk, parts)
    assert [row["part_of"] for row in table(folder, "events")] == ["", "E001"]
    heard(desk, "undo")
    told = heard(desk, "back", key=key(desk, "1999"))["told"]
    assert told == "Taken back: E001;R001;T001;E002;R002;T002 (“1999”)."
    assert table(folder, "events") == table(folder, "references") == []


def test_any_record_is_offered_and_each_table_has_one_more(folder):
    told = dict(heard(at(folder), "record")["choices"])
    assert told["one more"][0] == ["sources", "+ source"] and len(told) == 4
    assert told["sources"] == [["S001", "S001 The piece"]]


def test_the_question_and_the_focus_of_a_case_are_set(folder):
    desk, before = at(folder), json.loads((folder / "datapackage.json").read_text())
    (part,) = form(desk, record="case")
    assert rewrite(desk, [part]) == {"told": "Nothing has changed."} | OF
    part["now"] |= {"question": " Who  shut it? ", "focus": ["A002"]}
    told = rewrite(desk, [part])["problem"]
    assert "names only one actor" in told
    part["now"]["focus"] = ["A002", "A001"]
    assert rewrite(desk, [part])["told"] == "Written: datapackage.json."
    after = json.loads((folder / "datapackage.json").read_text())
    now = {"question": "Who shut it?", "focus": ["A002", "A001"]}
    assert after == before | now and desk.case.focus == now["focus"]
    assert "changed meanwhile" in rewrite(desk, [part])["problem"]
    heard(desk, "accept", key=key(desk, "1999"), way="place",
          answers={"where": {"new": "Old town"}})  # fmt: skip
    assert [heard(desk, "undo")["told"] for _ in "ab"] == [
        "Taken back: L001 (“1999”).", "Taken back: the change of datapackage.json.",
    ]  # fmt: skip
    again = json.loads((folder / "datapackage.json").read_text())
    assert again | {"resources": []} == before | {"resources": []}


def test_a_question_that_was_changed_by_hand_is_not_taken_back(folder):
    desk, path = at(folder), folder / "datapackage.json"
    (part,) = form(desk, record="case")
    part["now"]["question"] = "Who shut it?"
    rewrite(desk, [part])
    by_hand = json.loads(path.read_text()) | {"question": "Why?"}
    path.write_text(json.dumps(by_hand))
    assert "no longer as it was written" in heard(desk, "undo")["problem"]
    assert json.loads(path.read_text()) == by_hand


def test_a_case_without_a_question_or_focus_may_get_one(folder):
    path = folder / "datapackage.json"
    package = json.loads(path.read_text())
    bare = {name: told for name, told in package.items()
            if name not in ("question", "focus")}  # fmt: skip
    path.write_text(json.dumps(bare))
    desk = at(folder)
    (part,) = form(desk, record="case")
    assert rewrite(desk, [part]) == {"told": "Nothing has changed."} | OF
    part["now"]["question"] = "Who shut it?"
    assert rewrite(desk, [part])["told"] == "Written: datapackage.json."
    assert json.loads(path.read_text()) == bare | {"question": "Who shut it?"}
    heard(desk, "undo")
    assert json.loads(path.read_text()) == bare


def test_a_column_is_called_by_words_in_a_form(folder):
    labels = [one["label"] for part in form(at(folder), record="relations")
              for one in part["fields"]]  # fmt: skip
    assert {"Who acts or speaks", "Towards whom", "When, says the article"} <= {*labels}
    assert not {"Source actor", "Status article"} & {*labels}


def test_a_paragraph_of_dismissed_dates_alone_has_no_record(folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "Northland"), way="actor",
          answers={"who": "A001"})  # fmt: skip
    told = heard(desk, "accept", key=key(desk, "1999"), way="dismissed",
                 answers={"why": "Of no time."})["state"]  # fmt: skip
    assert told["paragraphs"][0]["records"] == []


def test_each_column_of_each_table_can_be_set(folder):
    desk = at(folder)
    for known in schema.TABLES:
        owner = known if known.letters else schema.BY_NAME["events"]
        parts = of(form(desk, record=owner.name), known.name)
        names = {one["name"] for one in parts[0]["fields"]}
        assert {*known.names} - names == {known.columns[0].name}, known.name


def test_who_wrote_and_published_the_article_is_told(folder):
    desk = at(folder)
    parts = form(desk, record="S001")
    assert [part["table"] for part in parts] == ["sources"]
    parts[0]["now"] |= {
        "publisher": {"new": "The Gazette", "kind": "media"},
        "author": [{"new": "Ada Nor", "kind": "person"}, "A001"],
    }
    assert rewrite(desk, parts)["told"] == "Written: A003, A004, S001."
    row, *_ = table(folder, "sources")
    assert (row["publisher"], row["author"]) == ("A003", "A004;A001")


@pytest.mark.slow
def test_a_source_from_outside_is_made_and_cited_with_a_date(folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    parts = form(desk, record="sources")
    parts[0]["now"] |= {"kind": "news", "title": "A digest", "when_known": "1999-05",
                        "proximity": "wire"}  # fmt: skip
    assert rewrite(desk, parts)["told"] == "Written: S002."
    parts = form(desk, record="E001")
    parts[0]["now"] |= {"when_known": "1999-04-02", "status_known": "happened"}
    cited = of(parts, "citations")
    assert [bool(part["was"]) for part in cited] == [True, False]
    cited[1]["now"]["chain"] = ["S002", "A001"]
    rewrite(desk, parts)
    read = cases.load(folder)
    assert read.cited["E001"][1].chain == ["S002", "A001"]
    assert read.by_id["E001"].known_sources == ["S002"]
    assert check.problems(folder) == []


def test_what_the_check_would_say_of_any_record_is_said_before(folder):
    desk, before = at(folder), files(at(folder).folder)
    parts = form(desk, record="sources")
    told = rewrite(desk, parts)["problem"]
    assert told.startswith(
        "Not written, for the check would say of S002: sources.csv:3"
    )
    assert files(folder) == before
    parts = form(desk, record="A001")
    parts[0]["gone"] = True
    desk.case.package["focus"] = ["A001", "A002"]
    assert "A001 is in focus" in rewrite(desk, parts)["problem"]


@pytest.mark.parametrize("record", ["S001", *slowly("E001")])
def test_whatever_cell_is_emptied_a_case_that_passes_still_passes(folder, record):
    desk = at(folder, DENIED)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    heard(desk, "accept", key=key(desk, "Southland denied"), way="statement", answers={
        "title": "It denies it", "speaker": "A002", "record": "E001",
        "stance": "disputes"})  # fmt: skip
    before, refused = files(folder), set()
    assert check.problems(folder) == []
    for nth, part in enumerate(form(desk, record=record)):
        filled = [one for one, cell in part["now"].items() if cell and part["was"]]
        for name in filled:
            parts = form(desk, record=record)
            parts[nth]["now"][name] = type(parts[nth]["now"][name])()
            if told := rewrite(desk, parts).get("problem", ""):
                assert files(folder) == before, name
                refused.add((part["table"], told.split(": ")[1].partition(":")[0]))
            else:
                found = {one.wrong for one in check.problems(folder)}
                assert found <= {module.UNUSED}, name
                heard(desk, "undo")
    assert record != "S001" or ("sources", "citations.csv") in refused


def test_what_shows_once_something_is_there_is_no_reason_to_refuse_it(folder):
    other = edited.read(folder)
    other.add("events", {"event_id": "E001", "title": "It opens", "extent": "act",
                         "status_article": "claimed"})  # fmt: skip
    other.save()
    desk = at(folder)
    assert "no citation" not in str(check.problems(folder))
    told = heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    assert told["told"].startswith("Written: E002")
    assert "has no citation" in str(check.problems(folder))


@pytest.mark.slow
def test_a_record_is_removed_with_its_rows_unless_another_names_it(folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    heard(desk, "accept", key=key(desk, "by June"), way="event", answers=SHUTS)
    before = files(folder)
    parts = form(desk, record="E001")
    parts[0]["gone"] = True
    told = rewrite(desk, parts)["problem"]
    assert told.startswith("E001 is named by R001 in relations.csv")
    parts = form(desk, key=key(desk, "1999"))
    for part in parts:
        part["gone"] = bool(part["was"])
    assert rewrite(desk, parts)["told"] == "Removed: E001, R001, T001."
    assert [row["event_id"] for row in table(folder, "events")] == ["E002"]
    assert {row["event_id"] for row in table(folder, "participants")} == {"E002"}
    decided = [row["decision"] for row in table(folder, "proposals")]
    assert [*filter(None, decided)] == ["E002;R002;T002"]
    heard(desk, "undo")
    assert files(folder) == before


def test_a_cell_that_no_choice_is_may_be_none_or_ones_own(folder):
    edit = edited.read(folder)
    edit.draft("events").put_in("x_mine", [])
    edit.save()
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    parts = form(desk, record="E001")
    (cited, _) = of(parts, "citations")
    (said,) = [one for one in cited["fields"] if one["name"] == "said_event_id"]
    assert said["options"] == [["-", "-"]]
    cited["now"]["said_event_id"], parts[0]["now"]["x_mine"] = "-", "seen"
    rewrite(desk, parts)
    assert table(folder, "citations")[0]["said_event_id"] == "-"
    assert table(folder, "events")[0]["x_mine"] == "seen"


def test_a_row_that_has_changed_meanwhile_is_not_written_over(folder):
    desk = at(folder)
    parts = form(desk, record="A001")
    other = edited.read(folder)
    other.change("actors", other.rows("actors")[0], {"position": "By hand"})
    other.save()
    parts[0]["now"]["position"] = "Mine"
    assert "changed since" in rewrite(desk, parts)["problem"]
    assert rewrite(desk, parts)["problem"].startswith("That row has changed")
    assert table(folder, "actors")[0]["position"] == "By hand"


def test_a_place_is_proposed_and_matched(folder):
    desk = at(folder, "Oldtown asked for help in 1999. It rained in Oldtown.")
    town = key(desk, "Oldtown")
    ways = heard(desk, "ways", key=town)
    assert [way["way"] for way in ways["ways"]] == ["actor", "place", "membership"]
    notes = [one["note"] for one in ways["ways"][1]["fields"]]
    assert "used nowhere" in "".join(notes)  # which the check says until then
    assert ways["first"] == "actor"
    heard(desk, "accept", key=town, way="place", answers={"where": {"new": "Oldtown"}})
    desk = at(folder)
    (row,) = [p for p in desk.state()["proposals"] if p["cue"] == "Oldtown"]
    assert (row["match"], row["titles"]) == ("L001", ["L001 Oldtown"])
    heard(desk, "back", key=town)
    assert table(folder, "places") == []


@pytest.mark.slow
def test_a_place_goes_out_of_the_event_that_it_was_put_into(folder):
    desk = at(folder, "Oldtown asked for help in 1999.")
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    before, town = table(folder, "events"), key(desk, "Oldtown")
    there = {"where": {"new": "Oldtown"}, "at": "E001"}
    told = heard(desk, "accept", key=town, way="place", answers=there)
    assert told["told"] == "Written: L001, E001 (“Oldtown”)."
    assert table(folder, "events")[0]["place_id"] == "L001"
    heard(desk, "back", key=town)
    assert (table(folder, "events"), table(folder, "places")) == (before, [])


@pytest.mark.parametrize("kind", ["statement", "news"])
def test_who_says_so_is_the_speech_or_the_article_itself(folder, kind):
    edit = edited.read(folder)
    edit.change("sources", edit.rows("sources")[0], {"kind": kind})
    edit.save()
    desk = at(folder)
    ways = heard(desk, "ways", key=key(desk, "1999"))["ways"]
    (voice,) = [one for one in ways[0]["fields"] if one["name"] == "voice"]
    word = {"statement": "speech", "news": "article"}[kind]
    assert voice["about"] == f"the {word} itself"


def test_one_decision_is_taken_back_alone_unless_something_rests_on_it(folder):
    desk = at(folder)
    before = files(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    first = files(folder)
    june = {"title": "It may shut", "when": "2017-06", "lies": "after",
            "second": "E001"}  # fmt: skip
    told = heard(desk, "accept", key=key(desk, "by June"), way="event", answers=june)
    assert told["problem"].startswith(
        "Not written, for the check would say of E002: events.csv:3: when_article"
        " '2017-06': is after the article"
    )
    june["status"] = "possible"
    heard(desk, "accept", key=key(desk, "by June"), way="event", answers=june)
    told = heard(desk, "back", key=key(desk, "1999"))["problem"]
    assert told == (
        "E001 is named by O001 in orders.csv: take that back or change it first."
    )
    told = heard(desk, "back", key=key(desk, "by June"))
    assert told["told"] == "Taken back: E002;T002;O001 (“by June”)."
    assert files(folder) == first
    heard(desk, "back", key=key(desk, "1999"))
    assert files(folder) == before
    heard(desk, "undo")
    assert files(folder) == first


@pytest.mark.slow
def test_a_number_goes_out_of_the_record_that_it_went_into(folder):
    desk = at(folder, f"{TEXT} About 500 ships used it.")
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    before = files(folder)
    ships = {"record": "E001", "amount": "500 ships"}
    heard(desk, "accept", key=key(desk, "500 ships"), way="known", answers=ships)
    assert "500 ships" in (folder / "events.csv").read_text()
    heard(desk, "back", key=key(desk, "500 ships"))
    assert files(folder)["events.csv"] == before["events.csv"]
    told = heard(desk, "accept", key=key(desk, "500 ships"), way="known", answers=ships)
    assert told["told"] == "Written: E001 (“500 ships”)."


def test_a_condition_is_asked_for_and_goes_into_a_record_that_is_there(folder):
    desk = at(folder, "Northland will strike if talks fail.")
    strikes = {"title": "It strikes", "status": "expected", "people": [
        ["A001", "agent"], ["A002", "target"]], "tie": "-"}  # fmt: skip
    heard(desk, "accept", key=key(desk, "will strike"), way="event", answers=strikes)
    cue = key(desk, "if talks fail")
    told = heard(desk, "ways", key=cue)
    for way in told["ways"]:
        asked = way["fields"][0]
        assert (asked["name"], asked["more"], asked["value"]) == (
            "condition",
            False,
            "",
        )
    assert [one["way"] for one in told["ways"]] == ["event", "relation", "known"]
    heard(desk, "accept", key=cue, way="known",
          answers={"record": "R001", "condition": "the talks fail"})  # fmt: skip
    for name in ("events", "relations"):
        assert [one["condition"] for one in table(folder, name)] == ["the talks fail"]
    assert len(table(folder, "references")) == 1  # it names no time
    heard(desk, "back", key=cue)
    for name in ("events", "relations"):
        assert [one["condition"] for one in table(folder, name)] == [""]


def test_a_record_that_another_cue_names_stays(folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    heard(desk, "accept", key=key(desk, "We will not wait for"), way="known",
          answers={"record": "E001"})  # fmt: skip
    assert table(folder, "citations")[0]["locator"] == "P1;P2"
    assert heard(desk, "back", key=key(desk, "1999"))["problem"] == (
        "E001 is what “We will not wait for” is too: take that back."
    )
    heard(desk, "back", key=key(desk, "We will not wait for"))
    assert table(folder, "citations")[0]["locator"] == "P1"
    assert len(table(folder, "events")) == 1


@pytest.mark.slow
def test_an_actor_that_nothing_needs_goes_with_its_cue(folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "Envoy Nor"), way="actor",
          answers={"who": {"new": "Envoy Nor", "kind": "person"}})  # fmt: skip
    heard(desk, "accept", key=key(desk, "Envoy Nor told"), way="statement", answers={
        "title": "He waits", "speaker": "A003", "when": "[..2017-01-13]"})  # fmt: skip
    heard(desk, "back", key=key(desk, "Envoy Nor"))
    assert len(table(folder, "actors")) == 3  # he still speaks
    parts = form(desk, key=key(desk, "Envoy Nor told"))
    assert of(parts, "participants")[0]["now"]["actor_id"] == "A003"
    heard(desk, "accept", key=key(desk, "Envoy Nor"), way="actor",
          answers={"who": "A003"})  # fmt: skip
    heard(desk, "back", key=key(desk, "Envoy Nor told"))
    heard(desk, "back", key=key(desk, "Envoy Nor"))
    assert len(table(folder, "actors")) == 2


@pytest.mark.slow
def test_what_is_denied_is_edited_with_its_denial(folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    said = key(desk, "Envoy Nor told")
    heard(desk, "accept", key=said, way="statement", answers={
        "title": "He denies it", "speaker": "A002", "when": "[..2017-01-13]",
        "record": "E001", "stance": "disputes"})  # fmt: skip
    before, parts = table(folder, "citations"), form(desk, key=said)
    (denial,) = [one for one in of(parts, "citations") if "record_id" in one["now"]]
    now = denial["now"]
    assert (now["record_id"], now["stance"]) == ("E001", "disputes")
    now["stance"] = "nuances"
    rewrite(desk, parts)
    assert table(folder, "citations")[-1]["stance"] == "nuances"
    heard(desk, "undo")
    heard(desk, "back", key=said)
    assert table(folder, "citations") == before[:1]


def test_no_tie_is_of_a_sign_that_nobody_chose(folder):
    desk = at(folder)
    event, relation = heard(desk, "ways", key=key(desk, "1999"))["ways"][:2]
    for way, about in ((event, "no tie"), (relation, "choose it")):
        (tie,) = [f for f in way["fields"] if f["name"] in ("tie", "sign")]
        assert tie["value"] == "" and "+" in dict(tie["options"])
        assert tie["about"] == about


def test_who_speaks_in_a_paragraph_may_take_part_also_by_half_a_name(folder):
    desk = at(
        folder, "Northland sent Ada Nor in 1999.\nIt was Nor who told them so in 2001."
    )
    heard(desk, "accept", key=key(desk, "Ada Nor"), way="actor",
          answers={"who": {"new": "Ada Nor", "kind": "person"}})  # fmt: skip
    assert heard(desk, "ways", key=key(desk, "2001"))["here"] == ["A003"]


def test_people_are_also_known_by_surname_and_never_by_a_small_word(folder):
    other = edited.read(folder)
    other.add("actors", {"actor_id": "A003", "name": "Ada Nor", "kind": "person"})
    other.save()
    desk = at(folder, "Ms Nor came in 1999.\nNeither came in 2001, nor in 2002.")
    assert heard(desk, "ways", key=key(desk, "1999"))["here"] == ["A003"]
    assert heard(desk, "ways", key=key(desk, "2001"))["here"] == []


def test_a_group_without_a_name_is_proposed_as_one(folder):
    desk = at(folder, "Two diplomats told reporters so in 1999.")
    told = heard(desk, "ways", key=key(desk, "Two diplomats"))
    assert (told["new"], told["new_kind"]) == ("two diplomats", "collective unnamed")


def test_a_name_that_is_selected_is_that_of_the_new_actor(folder):
    start = TEXT.splitlines()[2].index("marked")
    told = heard(at(folder), "ways", chosen=[3, start, start + 3])
    assert told["new"] == "unmarked"  # the whole word


def test_more_than_five_words_are_no_cue_and_it_is_said(folder):
    told = heard(at(folder), "ways", chosen=[3, 0, 40])
    assert told["problem"].startswith("8 words are selected, and a cue has at most")
    told = heard(at(folder), "ways", chosen=[3, 0, 30])
    assert told["new"] == "Southland could close its own"


@pytest.mark.parametrize(
    ("text", "most"),
    [("北方一九九九年关闭了河边城镇的港口，南方可能在六月前关闭。", 10),
     ("เมื่อปีที่แล้วรัฐบาลภาคเหนือได้ปิดท่าเรือของเมืองริมแม่น้ำแล้ว", 30),
     ("မြောက်ပိုင်းသည်မြစ်ကမ်းမြို့၏ဆိပ်ကမ်းကိုပိတ်ခဲ့သည်", 30)],
)  # fmt: skip
def test_where_words_have_no_blanks_a_cue_has_few_letters(folder, text, most):
    desk = at(folder, text)
    told = heard(desk, "ways", chosen=[1, 2, 2 + most])
    assert told["new"] == text[2 : 2 + most]  # and not all up to the next blank
    told = heard(desk, "ways", chosen=[1, 2, 3 + most])
    assert told["problem"].startswith("6 words are selected, and a cue has at most")
    said = heard(desk, "accept", chosen=[1, 0, 4], way="dismissed",
                 answers={"why": "Of no time.", "cue": text})  # fmt: skip
    assert said["problem"].startswith("Cue: at most five words")


@pytest.mark.parametrize(
    ("case", "text", "told"),
    [("", "text.txt", "Name both"), ("case", "", "Name both"),
     ("case", "none.txt", "There is no "), ("none", "text.txt", "no case")],
)  # fmt: skip
def test_what_cannot_be_opened_is_told(folder, monkeypatch, case, text, told):
    monkeypatch.chdir(folder.parent)
    (folder.parent / "text.txt").write_text(TEXT, encoding="utf-8")
    found = helpers.desk(case and str(folder.parent / case), text)
    assert isinstance(found, Listing) and told in str(found)


def test_a_wrapped_copy_has_the_same_paragraphs_for_all_who_read_it(folder):
    path = folder.parent / "text.txt"
    words = "\n\n".join(textwrap.fill(p, 40) for p in TEXT.split("\n"))
    path.write_text(words, encoding="utf-8")
    desk = helpers.desk(folder, path)
    assert [line.text for line in desk.lines.values()] == TEXT.split("\n")
    before = files(folder)
    proposals.of_text(path, "", str(folder))
    assert files(folder) == before
    heard(desk, "accept", key=key(desk, "by June"), way="event",
          answers=SHUTS)  # fmt: skip
    found = coverage.read(str(folder), path)
    assert found.problems == [] and found.paragraphs[2].records == 2
    by_line = folder.parent / "lines.txt"
    by_line.write_text(TEXT, encoding="utf-8")
    assert coverage.read(str(folder), by_line).paragraphs == found.paragraphs


def test_a_path_counts_from_here_or_from_the_project(folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.setattr("helpers.paths.ROOT", folder.parent)
    told = str(helpers.desk(folder, "text.txt"))
    for tried in (folder / "text.txt", folder.parent / "text.txt"):
        assert f"no {tried}" in told
    (folder.parent / "text.txt").write_text(TEXT, encoding="utf-8")
    assert isinstance(helpers.desk(folder, "text.txt"), Desk)


def test_what_the_check_would_refuse_is_said_before_it_is_written(folder):
    desk = at(folder)
    before = files(folder)
    answers = SHUTS | {"status": "feast"}
    told = heard(desk, "accept", key=key(desk, "1999"), way="event", answers=answers)
    assert told["problem"].startswith(
        "Not written, for the check would say of E001: events.csv:2: status_article"
        " 'feast'"
    )
    assert files(folder) == before and check.problems(folder)[0].row is None
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    assert check.problems(folder) == []


def test_a_way_has_the_same_number_on_every_cue(folder):
    desk = at(folder)
    numbers = {}
    for one in desk.state()["proposals"]:
        for way in heard(desk, "ways", key=one["key"])["ways"]:
            numbers.setdefault(way["way"], set()).add(way["key"])
    assert len(numbers) == 10 and {len(keys) for keys in numbers.values()} == {1}


def test_an_order_is_told_once(folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    heard(desk, "accept", key=key(desk, "by June"), way="event",
          answers=SHUTS | {"lies": "after", "second": "E001"})  # fmt: skip
    (row,) = [p for p in desk.state()["proposals"] if p["cue"] == "by June"]
    assert row["titles"] == [
        "E002 It shuts", "R002 It shuts", "O001 “It shuts” comes after “It shuts”",
    ]  # fmt: skip


@pytest.mark.parametrize("cells", [{"role": "cited"}, {"when_article": ""}])
def test_a_case_without_an_article_or_its_day_is_told_and_gets_it(folder, cells):
    edit = edited.read(folder)
    edit.change("sources", edit.rows("sources")[0], cells | {"note": "x"})
    edit.save()
    desk = at(folder)
    assert heard(desk, "page")["told"].startswith("sources.csv has no article with")
    assert not (folder / "proposals.csv").exists()
    parts = form(desk, record="S001")
    parts[0]["now"] |= {"role": "article", "when_article": "2017-01-13"}
    told = rewrite(desk, parts)
    assert [p["cue"] for p in told["state"]["proposals"]][:2] == ["Northland", "1999"]
    assert "1999" in (folder / "proposals.csv").read_text()


def test_without_a_case_it_shows_an_example_in_a_folder_that_goes():
    desk = helpers.desk()
    folder = desk.folder
    assert isinstance(desk, Desk) and folder.is_dir()
    kinds = {one["kind"] for one in desk.state()["proposals"]}
    assert {"date", "actor", "quote", "attribution", "order", "number"} <= kinds
    desk.home.cleanup()
    assert not folder.exists()


# ---- in a browser --------------------------------------------------------------------


class Seen:
    """A page that shows a desk, driven by keys.

    A class because errors of the page are told by callbacks.
    """

    def __init__(self, context, desk):
        self.page, self.wrong, self.desk = context.new_page(), [], desk
        self.page.set_default_timeout(10_000)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on(
            "console", lambda m: m.type == "error" and self.wrong.append(m.text)
        )
        self.page.expose_function("ask", self.ask)
        self.page.route("http://desk.test/*", self.serve)
        self.page.goto("http://desk.test/")
        self.app = lab.frame(self.page)
        self.app.wait_for()

    def serve(self, route):
        """Give the page, or the script of the widget."""
        is_script = route.request.url.endswith(".js")
        route.fulfill(
            body=str(Desk._esm) if is_script else HOST,
            content_type="text/javascript" if is_script else "text/html",
        )

    def ask(self, asked):
        asked = json.loads(asked)
        return json.dumps(heard(self.desk, asked["what"], **asked["given"] or {})
                          | {"of": asked["of"]})  # fmt: skip

    def press(self, *keys):
        """Press keys one after another, each once the one before is answered."""
        for one in keys:
            if len(one) > 1 and " " in one:
                self.page.keyboard.type(one)
            else:
                self.page.keyboard.press(one)
            self.app.locator("#side:not([aria-busy=true])").wait_for()

    def said(self):
        return self.app.locator("#told").inner_text()

    def cue(self):
        return self.app.locator("#cue").inner_text().strip("“”")

    def to(self, cue):
        """Go by keys to the proposal of a cue."""
        for _ in range(40):
            if self.cue() == cue:
                return
            self.press("j")
        pytest.fail(f"{cue} was never shown")

    def field(self, label):
        """Press Tab until the field of a label has the focus."""
        told = """(doc) => [...doc.activeElement.labels ?? []].map((l) => l.innerText)
            .concat(doc.activeElement.getAttribute("aria-label") ?? "").join(" ")"""
        for _ in range(30):
            if label in self.app.evaluate(
                told.replace("(doc)", "(root, _, doc = root.ownerDocument)")
            ):
                return
            self.press("Tab")
        pytest.fail(f"no field {label}")


@pytest.fixture
def show(browser, folder):
    """Show the desk of a text."""
    context = browser.new_context(viewport={"width": 880, "height": 800})
    made = []

    def shown(text=TEXT, desk=None):
        made.append(Seen(context, desk or at(folder, text)))
        return made[-1]

    yield shown
    assert [told for one in made for told in one.wrong] == []
    context.close()


@pytest.fixture
def seen(show):
    return show()


@pytest.mark.central
@pytest.mark.browser
def test_a_key_that_is_held_decides_once(seen, folder):
    seen.app.locator("#cue").focus()
    for _ in "abc":
        seen.page.keyboard.down("r")
        seen.app.locator("#side:not([aria-busy=true])").wait_for()
    seen.page.keyboard.up("r")
    decided = [row["cue"] for row in table(folder, "proposals") if row["decision"]]
    assert len(decided) == 1


@pytest.mark.browser
def test_a_text_is_coded_by_keys_alone(seen, folder, tmp_path):
    seen.app.locator("#cue").focus()
    assert seen.app.locator("#here").inner_text().startswith("P1: 0 of ")
    seen.to("Northland")
    seen.press("a")
    assert seen.said() == "Written: A001 (“Northland”)."
    seen.to("1999")
    seen.press("a", "1", "Northland shuts it")
    seen.field("Role of Northland")
    seen.press("a", "Control+Enter")
    assert seen.said() == "Written: E001, T001 (“1999”)."
    seen.to("Envoy Nor")
    seen.press("a")
    seen.field("What the new actor is")
    seen.press("p", "Control+Enter")
    assert table(folder, "actors")[-1]["name"] == "Envoy Nor"
    seen.to("Envoy Nor told")
    seen.press("a", "5")
    seen.field("In your words")
    seen.press("The envoy will wait no longer", "Enter")
    assert seen.said() == (
        "Written: E002, T002 (“Envoy Nor told”). “We will not wait for” is decided"
        " with it."
    )
    seen.to("after a flood")
    seen.press("r")
    assert seen.said() == "Rejected: “after a flood”."
    seen.press("u")
    assert seen.said() == "Taken back: the rejection of “after a flood”."
    assert seen.cue() == "after a flood"
    seen.to("by June")
    seen.press("e", "2")
    seen.field("In your words")
    seen.press("Southland may shut its harbours")
    seen.field("Who acts or speaks")
    seen.press("s")
    seen.field("Towards whom")
    seen.press("n")
    seen.press("Control+Enter")
    assert seen.said().startswith("Choose the sign of the tie")
    seen.field("Sign of the tie")
    seen.press("+")
    seen.field("Cue")
    assert seen.app.locator("#field-cue").input_value() == "by June"
    seen.press("Control+a", "Southland could close", "Control+Enter")
    assert "R001" in seen.said()
    assert [r["cue"] for r in table(folder, "references")] == [
        "1999", "Envoy Nor told", "Southland could close",
    ]  # fmt: skip
    assert check.problems(folder) == []
    assert seen.app.locator("#check").inner_text().startswith("✓ The check passes")
    while "left" not in seen.cue():
        seen.press("r")
    told = seen.app.locator("#why").inner_text()
    assert told == f"Make the report: dateline report {folder}"
    page = report.build({"case": str(folder)}, out=tmp_path / "report")
    assert "Northland shuts it" in page.read_text(encoding="utf-8")


@pytest.mark.central
@pytest.mark.browser
def test_words_that_no_cue_marks_are_selected_by_keys(seen, folder):
    first = seen.cue()
    seen.app.locator("#text").focus()
    seen.press(
        "Control+End", *["Control+ArrowLeft"] * 6, *["Control+Shift+ArrowRight"] * 2
    )
    seen.press("n")
    assert seen.cue() == "unmarked sentence"
    seen.app.get_by_role("button", name="Claim").press("Enter")
    seen.press("The piece ends without a mark", "Control+Enter")
    assert seen.said() == "Written: C001 (“unmarked sentence”)."
    row = table(folder, "proposals")[-1]
    assert (row["paragraph"], row["cue"], row["kind"], row["decision"]) == (
        "3", "unmarked sentence", "selection", "C001",
    )  # fmt: skip
    assert TEXT.splitlines()[2][int(row["offset"]) :].startswith("unmarked sentence")
    assert table(folder, "citations")[0]["locator"] == "P3"
    assert seen.app.locator("mark.selection.done").inner_text() == "unmarked sentence"
    assert seen.cue() == first  # where one was


@pytest.mark.browser
def test_words_are_selected_from_the_cue_on(seen):
    seen.app.locator("#cue").focus()
    seen.to("by June")
    while seen.app.locator("#text:focus").count() == 0:
        seen.press("Shift+Tab")
    seen.press("ArrowRight", "Shift+ArrowLeft", "n")
    assert seen.app.locator("#about").inner_text().endswith(", P3")
    assert seen.cue() == "b"  # of which the whole word is taken


@pytest.mark.browser
def test_each_form_begins_where_something_is_to_be_filled_in(show, folder):
    desk = at(folder, DENIED)
    heard(desk, "accept", key=key(desk, "Southland denied"), way="statement", answers={
        "title": "It denies it", "speaker": "A002"})  # fmt: skip
    seen, begun = show(desk=desk), set()
    seen.app.locator("#cue").focus()
    for _ in desk.state()["proposals"]:
        seen.press("a")
        if not seen.app.locator("#form").is_visible():
            continue  # it was matched at once
        for way in seen.app.locator("#form .ways kbd").all_inner_texts():
            seen.press("Escape", "a", way)
            first = seen.app.locator("#form :is(input, select):focus")
            assert first.is_visible(), (seen.cue(), way)
            begun.add((way, first.get_attribute("id")))
        seen.press("Escape", "j")
    assert {("1", "field-title"), ("8", "field-alias"), ("9", None)} <= begun
    seen.to("Southland denied")
    seen.press("a", "5", "It says no")
    assert seen.app.locator("#field-title").input_value() == "It says no"


@pytest.mark.central
@pytest.mark.browser
def test_a_refusal_is_of_the_form_that_it_refuses(seen):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1", "Control+Enter")
    assert seen.said() == "Write in your words what it is."
    seen.press("Escape")
    assert seen.said() == ""


@pytest.mark.browser
def test_a_form_that_was_only_looked_at_is_asked_for_again(seen):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1", "Escape", "a", "4", "It is long ago", "Control+Enter")
    assert seen.said() == "Written: T001 (“1999”)."


@pytest.mark.browser
@pytest.mark.parametrize("back", "ut")
def test_what_is_taken_back_can_be_written_otherwise(seen, folder, back):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1", "Northland shuts it", "Control+Enter")
    seen.to("1999")
    seen.press(back, "a")
    assert seen.app.locator("#field-title").input_value() == "Northland shuts it"
    seen.press("Control+Enter")
    assert [row["title"] for row in table(folder, "events")] == ["Northland shuts it"]


@pytest.mark.browser
def test_what_the_check_says_leads_to_its_record(show, folder):
    desk = at(folder)
    heard(desk, "accept", key=key(desk, "1999"), way="event", answers=SHUTS)
    seen = show(desk=desk)
    seen.app.locator("#cue").focus()
    seen.to("Envoy Nor")
    seen.press("a", "p", "Control+Enter")
    seen.app.locator("#check summary").press("Enter")
    seen.app.get_by_role("button", name="Open A003").press("Enter")
    seen.app.locator(".part").first.wait_for()
    assert seen.cue() == "Actor A003"


def news(folder, text=TEXT):
    """Open the desk on the article as an item of news."""
    edit = edited.read(folder)
    edit.change("sources", edit.rows("sources")[0], {"kind": "news"})
    edit.save()
    return at(folder, text)


def test_what_a_news_item_tells_as_its_own_begins_as_happened(folder):
    text = (
        "Northland shut it in 1999. Southland said it opened in 2001. In 2030 it ends."
    )
    begins = {}
    for made, named in ((at, "speech"), (news, "news")):
        for cue in ("in 1999", "in 2001", "In 2030"):
            desk = made(folder, text)
            (found,) = [p["key"] for p in desk.state()["proposals"]
                        if p["kind"] == "date" and p["cue"] in cue]  # fmt: skip
            told = fields(heard(desk, "ways", key=found), "event")
            begins[named, cue] = told["status"], told["voice"]
    (own, voice), (ahead, _) = begins["news", "in 1999"], begins["news", "In 2030"]
    assert (own, voice, ahead) == ("happened", "", "possible")
    assert begins["news", "in 2001"] == ("claimed", "A002")
    assert begins["speech", "in 1999"] == ("claimed", "")


@pytest.mark.browser
def test_how_firm_it_is_follows_who_says_so_until_it_is_answered(show, folder):
    seen = show(desk=news(folder))
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1")
    voice, status = (seen.app.locator(f"#field-{one}") for one in ("voice", "status"))
    firm = [status.input_value()]
    for own in ("A001", "", "A002"):
        voice.select_option(own)
        firm.append(status.input_value())
    assert firm == ["happened", "claimed", "happened", "claimed"]
    status.select_option("reported")
    voice.select_option("")
    assert status.input_value() == "reported"


@pytest.mark.browser
def test_the_desk_asks_of_a_news_item_who_says_what_is_claimed(show, folder):
    desk = news(folder)
    asked = "E001 ('It shuts'): claimed by nobody but the article"
    answers = SHUTS | {"status": "claimed"}
    told = heard(desk, "accept", key=key(desk, "1999"), way="event", answers=answers)
    assert asked in told["told"]
    seen = show(desk=desk)
    seen.app.locator("#asks summary").press("Enter")
    assert asked in seen.app.locator("#asks li").inner_text()
    seen.app.get_by_role("button", name="Open E001").press("Enter")
    seen.app.locator(".part").first.wait_for()
    assert seen.cue() == "Event E001"
    heard(desk, "undo")
    assert not desk.state()["asks"]


@pytest.mark.central
@pytest.mark.browser
def test_a_kernel_that_is_gone_is_said_at_once(seen):
    seen.app.locator("#cue").focus()
    seen.page.evaluate("window.gone = true")
    seen.press("r")
    assert seen.said().startswith("The kernel does not answer. If it was restarted")
    seen.page.evaluate("window.gone = false")
    seen.press("r")
    assert seen.said().startswith("Rejected")


@pytest.mark.central
@pytest.mark.browser
def test_nothing_is_typed_into_the_text(seen):
    before = seen.app.locator("#text").inner_text()
    seen.app.locator("#text").focus()
    seen.press("x", "Enter", "Delete", "Control+a", "Backspace", "Control+x")
    assert seen.app.locator("#text").inner_text() == before


@pytest.mark.browser
def test_a_change_from_outside_is_said_and_the_answers_stay(seen, folder):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1", "Northland shuts it")
    other = edited.read(folder)
    other.add("claims", {"claim_id": "C001", "role": "premise", "text": "By hand"})
    other.save()
    seen.press("Control+Enter")
    assert seen.said().startswith("claims.csv has changed since")
    seen.press("Control+Enter")
    assert seen.said() == "Written: E001, T001 (“1999”)."
    assert len(table(folder, "claims")) == 1


SLOW = """() => { const ask = window.ask; window.ask = (told) =>
    new Promise((go) => setTimeout(go, 400)).then(() => ask(told)); }"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [880, 1280, 1440])
def test_a_new_actor_who_takes_part_has_room_for_its_name(seen, width):
    seen.page.set_viewport_size({"width": width, "height": 800})
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1")
    seen.app.get_by_label("Who takes part: another").select_option("new")
    side = seen.app.locator("#form").bounding_box()
    name, kind = (
        seen.app.locator(f".several .newly {one}") for one in ("input", "select")
    )
    name, kind = name.first.bounding_box(), kind.first.bounding_box()
    assert name["width"] > 90 and kind["width"] > 90
    assert name["x"] + name["width"] <= kind["x"]
    assert kind["x"] + kind["width"] <= side["x"] + side["width"]


ODD = """\U0001f30a \U0001f30a <img src=x onerror=alert(1)> it began in 1999, or so.
\u05d1\u05e9\u05e0\u05ea 1998 \u05d4\u05ea\u05d7\u05d9\u05dc. Cafe\u0301s <b>shut</b>\
 in 1997 & re\u00adopened."""


@pytest.mark.browser
def test_a_text_of_any_letters_is_marked_where_its_cues_are_and_runs_nothing(
    show, folder
):
    seen = show(ODD)
    marks = seen.app.locator("#text mark.date").all_inner_texts()
    cues = [r["cue"] for r in table(folder, "proposals") if r["kind"] == "date"]
    assert marks == cues and any("1999" in cue for cue in cues)
    lines = seen.app.locator("#text p").all_inner_texts()
    assert (
        lines == ODD.splitlines() and seen.app.locator("#text :is(img, b)").count() == 0
    )
    seen.app.locator("#text").focus()
    seen.press("Control+Home", *["Shift+ArrowRight"] * 3, "n")
    assert seen.cue() == "\U0001f30a \U0001f30a"


@pytest.mark.browser
def test_letters_that_are_typed_too_early_decide_nothing(seen, folder):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.page.evaluate(SLOW)
    for one in "arunj":
        seen.page.keyboard.press(one)
    seen.app.locator("#form button").first.wait_for()
    assert seen.cue() == "1999"
    assert {row["decision"] for row in table(folder, "proposals")} == {""}


@pytest.mark.browser
def test_keys_that_come_while_a_decision_is_written_are_done_after_it(seen, folder):
    seen.app.locator("#cue").focus()
    seen.page.evaluate(SLOW)
    for one in "rrr":
        seen.page.keyboard.press(one)
    seen.app.locator("#in-all", has_text="3 of ").wait_for()
    decisions = [row["decision"] for row in table(folder, "proposals")]
    assert decisions[:4] == ["rejected"] * 3 + [""]
    assert seen.said().startswith("Rejected: ")


@pytest.mark.browser
def test_keys_that_come_while_a_form_is_written_are_done_after_it(seen, folder):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1", "Northland shuts it")
    seen.page.evaluate(SLOW)
    for one in ("Control+Enter", "r"):
        seen.page.keyboard.press(one)
    seen.app.locator("#told", has_text="Rejected: ").wait_for()
    assert table(folder, "events")[0]["title"] == "Northland shuts it"


@pytest.mark.browser
def test_keys_after_a_refusal_are_not_done_and_it_is_said(seen, folder):
    seen.app.locator("#cue").focus()
    seen.page.evaluate(SLOW)
    other = edited.read(folder)
    other.add("claims", {"claim_id": "C001", "role": "premise", "text": "By hand"})
    other.save()
    for one in "rr":
        seen.page.keyboard.press(one)
    seen.app.locator("#told.wrong").wait_for()
    assert seen.said().endswith("What was pressed after it was not done (1).")
    assert {row["decision"] for row in table(folder, "proposals")} == {""}


@pytest.mark.central
@pytest.mark.browser
def test_what_was_typed_into_a_form_is_there_when_one_comes_back(seen):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1", "Northland shuts it", "Escape", "j", "k", "a")
    assert seen.app.locator("#field-title").input_value() == "Northland shuts it"
    seen.app.locator("#form .ways button").nth(1).click()
    assert seen.app.locator("#field-title").input_value() == "Northland shuts it"
    seen.app.locator("#field-title").fill("It may shut it")
    seen.app.get_by_role("button", name="Next").click()
    seen.press("k", "a")
    assert seen.app.locator("#field-title").input_value() == "It may shut it"


@pytest.mark.browser
@pytest.mark.parametrize("by", ["cue", "selection"])
def test_all_that_was_filled_in_is_there_when_one_comes_back(seen, folder, by):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    if by == "selection":
        seen.app.locator("#text").focus()
        seen.press("Control+Home", "Control+Shift+ArrowRight", "n")
    else:
        seen.press("a")
    seen.press("1", "Northland shuts it")
    chosen = {"Role of Northland": "agent", "How firm": "happened",
              "Sign of the tie": "+", "Where": "new",
              "Who takes part: another": "A002", "Who says so": "new"}  # fmt: skip
    seen.app.locator("#form details summary").click()
    for label, value in chosen.items():
        seen.app.get_by_label(label, exact=True).select_option(value)
    seen.app.get_by_label("Role of the other").first.select_option("target")
    names = seen.app.locator(".newly input:visible")
    names.first.fill("The Gazette")
    names.last.fill("Old town")
    seen.press("Escape", "n" if by == "selection" else "a")
    for way in "12":  # and also from another form back to it
        held = seen.app.locator("#form").evaluate(
            "(form) => [...form.querySelectorAll('input, select')]"
            ".map((one) => one.value)"
        )
        assert {"Northland shuts it", "happened", "+"} <= {*held}
        seen.press("Escape", "n" if by == "selection" else "a")
        seen.app.locator("#form .ways button", has_text=way).click()
    seen.app.locator("#form .ways button", has_text="1").click()
    for label, value in chosen.items():
        found = seen.app.get_by_label(label, exact=True).first
        assert found.input_value() == value, label
    seen.app.get_by_label("What the new actor is").locator(
        "visible=true"
    ).first.select_option("media")
    seen.press("Control+Enter")
    assert seen.said().startswith("Written: E001")
    assert [(r["actor_id"], r["role"]) for r in table(folder, "participants")] == [
        ("A001", "agent"), ("A002", "target"),
    ]  # fmt: skip
    assert table(folder, "actors")[-1]["name"] == "The Gazette"
    assert table(folder, "places")[0]["name"] == "Old town"
    assert table(folder, "relations")[0]["sign"] == "+"


@pytest.mark.browser
def test_all_that_was_filled_into_a_record_is_there_too(seen):
    seen.app.locator("#cue").focus()
    seen.press("m", "S001 The", "Enter")
    seen.app.locator(".part summary", has_text="publisher, author").press("Enter")
    seen.app.get_by_label("Author: another").first.select_option("A002")
    seen.app.get_by_label("Remove it").check()
    seen.press("Escape", "m", "S001 The", "Enter")
    assert (
        seen.app.get_by_label("Author", exact=True)
        .locator("select")
        .first.input_value()
        == "A002"
    )
    assert seen.app.get_by_label("Remove it").is_checked()


@pytest.mark.browser
def test_whom_a_tie_is_against_is_asked_of_one_that_is_cooperative(seen, folder):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1", "Northland shuts it")
    against, sign = (seen.app.locator(f"#field-{one}") for one in ("against", "tie"))
    assert not against.is_visible()
    sign.select_option("+")
    against.select_option("A002")
    sign.select_option("")
    assert not against.is_visible()
    seen.press("Control+Enter")
    assert seen.said().startswith("Written: E001")


@pytest.mark.browser
def test_which_ties_an_event_makes_is_told_before_it_is_written(seen, folder):
    seen.app.locator("#cue").focus()
    seen.to("1999")
    seen.press("a", "1", "The two sign it")
    told = seen.app.locator("#form .ties")
    for label, choice in (("Role of Northland", "party"),
                          ("Who takes part: another", "A002"),
                          ("Role of the other", "party")):  # fmt: skip
        seen.app.get_by_label(label).first.select_option(choice)
    expect(told).to_have_text("As it is, no tie of Northland, Southland is written.")
    seen.app.locator("#field-tie").select_option("+")
    expect(told).to_have_text("This makes 1 tie: Northland with Southland.")
    seen.press("Control+Enter")
    (tie,) = table(folder, "relations")
    assert (tie["source_actor"], tie["target_actor"]) == ("A001", "A002")


@pytest.mark.browser
def test_any_record_is_found_by_some_of_its_words(seen):
    seen.app.locator("#cue").focus()
    seen.press("m")
    seen.field("Which record")
    listed = seen.app.locator("#which-record option")
    assert listed.count() > 10
    seen.press("land A002")
    assert listed.all_inner_texts() == ["A002 Southland"]
    seen.press(" no such", "Enter")
    assert seen.said() == "No record has all of these words."
    seen.app.locator("#which-words").fill("southland")
    seen.press("Enter")
    assert seen.cue() == "Actor A002"


@pytest.mark.browser
def test_a_click_decides_at_once_also_when_it_brings_the_focus(seen, folder):
    seen.app.locator("#does button", has_text="Reject").click()
    seen.app.locator("#told", has_text="Rejected: ").wait_for()
    assert table(folder, "proposals")[0]["decision"] == "rejected"
    seen.app.locator("#text mark.date").first.click()
    assert seen.cue() == "1999"


@pytest.mark.browser
def test_the_cue_is_in_the_middle_of_the_text(show):
    seen = show("\n".join(f"Paragraph {n} began in {1900 + n}." for n in range(60)))
    seen.app.locator("#cue").focus()
    for _ in range(30):
        seen.press("j")
    mark, side = (seen.app.locator(one).bounding_box() for one in (
        "mark.now", "#text-side"))  # fmt: skip
    middle = side["y"] + side["height"] / 2
    assert abs(mark["y"] + mark["height"] / 2 - middle) < 3


@pytest.mark.central
@pytest.mark.browser
def test_a_decided_cue_is_edited_and_taken_back_by_keys(seen, folder):
    which = seen.app.locator("#which")
    seen.app.locator("#cue").focus()
    seen.to("Northland")
    assert which.inner_text() == "Reject: the proposal is wrong."
    seen.to("1999")
    assert "Accept as dismissed: it names a time" in which.inner_text()
    seen.press("a", "1", "Northland shuts it")
    seen.field("Role of Northland")
    seen.press("a", "Control+Enter")
    seen.to("1999")
    seen.press("e")
    assert seen.app.locator("#field-0-title").input_value() == "Northland shuts it"
    assert "Northland, agent" in seen.app.locator(".part summary").all_inner_texts()[2]
    assert seen.app.locator("#field-0-title:focus").count() == 1
    seen.press("Control+a", "Northland opens it", "Control+Enter")
    assert seen.said() == "Written: E001."
    assert [row["title"] for row in table(folder, "events")] == ["Northland opens it"]
    seen.to("1999")
    seen.press("t")
    assert seen.said() == "Taken back: E001;T001 (“1999”)." and seen.cue() == "1999"
    assert table(folder, "events") == []


@pytest.mark.browser
def test_any_record_is_opened_made_and_removed_by_keys(seen, folder):
    seen.app.locator("#cue").focus()
    seen.press("m")
    seen.field("Which record")
    seen.press("S001 The", "Enter")
    seen.app.locator(".part summary", has_text="publisher, author").press("Enter")
    seen.field("Publisher")
    assert seen.app.locator(".help").inner_text() == "Who published it."
    seen.press("+ a new actor", "Tab", "The Gazette", "Tab", "m")
    seen.field("Author: another")
    seen.press("+ a new actor")
    seen.field("Name of the new actor")
    seen.press("Ada Nor", "Tab", "p", "Control+Enter")
    assert seen.said() == "Written: A003, A004, S001."
    (row,) = table(folder, "sources")
    assert (row["publisher"], row["author"]) == ("A003", "A004")
    seen.press("m")
    seen.press("+ place", "Control+Enter")
    assert seen.cue() == "A new place"
    seen.press("Old town", "Control+Enter")
    assert seen.said() == "Written: L001."
    seen.press("m", "L001 Old", "Enter")
    seen.field("Remove it")
    seen.press("Space", "Control+Enter")
    assert seen.said() == "Removed: L001." and table(folder, "places") == []


@pytest.mark.browser
def test_what_was_typed_into_a_record_is_there_unless_its_rows_are_others(seen, folder):
    seen.app.locator("#cue").focus()
    seen.press("m", "A001 North", "Enter")
    seen.press("Control+a", "Northern land", "Escape", "m", "A001 North", "Enter")
    assert seen.app.locator("#field-0-name").input_value() == "Northern land"
    seen.press("Escape")
    other = edited.read(folder)
    other.change("actors", other.rows("actors")[0], {"position": "By hand"})
    other.save()
    seen.press("m", "A001 North", "Enter")
    assert seen.app.locator("#field-0-name").input_value() == "Northland"


@pytest.mark.browser
def test_a_cell_that_no_choice_is_stays_as_it_is(seen, folder):
    path = folder / "actors.csv"
    path.write_text(path.read_text().replace(",state,", ",realm,", 1))
    before = files(folder)
    seen.app.locator("#cue").focus()
    seen.press("m", "A001 North", "Enter")
    assert seen.app.locator("#field-0-kind").input_value() == "realm"
    seen.press("Control+Enter")
    assert seen.said() == "Nothing has changed."
    assert files(folder) == before


@pytest.mark.browser
def test_a_digit_chooses_the_form_also_from_a_choice_without_digits(seen):
    seen.app.locator("#cue").focus()
    seen.to("Envoy Nor")
    seen.press("a")
    assert seen.app.locator("select[aria-label='What the new actor is']:focus").count()
    seen.press("9")
    assert seen.app.locator("#field-where").input_value() == "new"
    assert seen.app.locator(".newly input:visible").input_value() == "Envoy Nor"


@pytest.mark.browser
def test_a_click_is_not_missed_since_something_above_it_moves(seen):
    seen.app.locator("#cue").focus()
    seen.press("m", "A001 North", "Enter")
    fold = seen.app.locator(".part details")
    seen.app.locator("#field-0-name").focus()
    box = fold.locator("summary").bounding_box()
    seen.page.mouse.click(box["x"] + 9, box["y"] + box["height"] / 2)
    assert fold.get_attribute("open") is not None


@pytest.mark.browser
def test_kinds_are_told_by_more_than_their_colour_and_can_be_hidden(seen):
    style = """(one) => { const at = getComputedStyle(one);
        return [at.textDecorationStyle, at.textDecorationThickness].join(); }"""
    marks = seen.app.locator("#legend mark")
    names = {m.inner_text(): m.evaluate(style) for m in marks.all()}
    shared = {"Date", "Actor", "Quote"}  # of three colours, and named in the legend
    others = [looks for name, looks in names.items() if name not in shared]
    assert shared <= set(names) and len(set(others)) >= 2
    count = seen.app.locator("#text mark.actor").count()
    seen.app.locator("#legend [data-kind=actor]").press("Enter")
    assert count and seen.app.locator("#text mark.actor").count() == 0


@pytest.mark.central
@pytest.mark.browser
@pytest.mark.parametrize(
    "keys", [[], ["a"], ["j", "a", "1"], ["m"], ["m", "S001 The", "Enter"]],
    ids=["cue", "who", "event", "which", "record"],
)  # fmt: skip
def test_whoever_cannot_see_or_point_finds_a_name_for_everything(seen, keys):
    seen.app.locator("#cue").focus()
    seen.to("Southland" if keys == ["a"] else "1999")
    seen.press(*keys)
    assert violations(seen.page.frame(url="about:srcdoc")) == []


def test_the_folder_of_an_example_has_no_text(tmp_path):
    desk = helpers.desk()
    copy = shutil.copytree(desk.folder, tmp_path / "copy")
    kept = "".join(path.read_text(encoding="utf-8") for path in copy.iterdir())
    assert "close its harbours by" not in kept and "river treaty with" not in kept
