"""The app answers what its page asks, in pages, sentences and files."""

import json

import pytest

from helpers import explorer, paths
from helpers.case import cases, yaml_file
from helpers.explorer import reproduce
from helpers.explorer.app import App
from helpers.lists.records import Listing
from helpers.view import parameters
from helpers.view.parameters import View
from tests import hostile, pages, worlds
from tests.once import slowly

TEXT = (
    "Two lands lie by the river.\n\nA second one.\n\nA third.\n\nA fourth.\n\nA fifth."
)


@pytest.fixture
def folder(tmp_path):
    return worlds.write(tmp_path / "small", focus=["A001", "A002"])


@pytest.fixture
def app(folder):
    found = explorer.open(folder)
    assert isinstance(found, App)
    return found


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "REPORTS", tmp_path / "reports")
    return tmp_path / "reports"


def heard(app, what, given=None, of="x-1"):
    """Give what the app sends back, as the browser gets it."""
    sent = []
    app.send = lambda told, *_: sent.append(json.loads(json.dumps(told)))
    app._handle_custom_msg({"what": what, "given": given, "of": of}, [])
    (told,) = sent
    assert told.pop("of") == of
    return told


# ---- views ----------------


def test_the_page_is_that_of_the_report_without_a_script(app):
    told = heard(app, "page")
    page = pages.Page(told["html"])
    assert told["view"] == {} and told["told"] == "All 5 events and 2 relations"
    assert "05-robustness" in page.ids
    assert page.said_in("h1") == app.whole.question and page.charts
    assert "<script></script>" in told["html"].replace("\n", "")


@pytest.mark.parametrize(
    "given",
    [{"actors": ["northland"]},
     *slowly({"dates": "article", "memory": "ever"}, {"start": "2021-09"},
             {"as_of": "2021"}, {"exclude": ["E002"]})],
)  # fmt: skip
def test_another_view_gives_another_page_and_its_values(app, given):
    plain = heard(app, "page")["html"]
    told = heard(app, "page", given)
    assert told["view"] == given and told["html"] != plain
    again = heard(app, "page", {})
    assert again["view"] == {} and again["html"] == plain


@pytest.mark.parametrize(
    "given, told",
    [
        ({"start": "soon"}, "start = 'soon': write a day, month or year"),
        ({"strat": "2021"}, "did you mean 'start'?"),
        ({"actors": ["Nobody at all"]}, "no actor of small"),
        ({"case": "great-war-1872-1907"}, "names and values, without a case"),
        (["start"], "names and values, without a case"),
        ("start", "names and values, without a case"),
        ({"start": "2021", "end": "2020"}, "comes before start"),
    ],
)
def test_what_is_no_view_is_a_sentence_and_changes_nothing(app, given, told):
    before = app.view
    found = heard(app, "page", given)
    assert told in found["problem"] and "\n" not in found["problem"]
    assert "html" not in found and app.view == before


@pytest.mark.slow
def test_the_chapter_that_takes_its_time_is_made_when_it_is_asked_for(app):
    first, second = heard(app, "page")["html"], heard(app, "chapter")["html"]
    assert "class=wanted" in first and "class=wanted" not in second
    assert (
        'id="figure-05-robustness"'
        in second.replace("=figure", '="figure').replace("robustness ", 'robustness" ')
        or "figure-05-robustness" in second
    )
    assert "class=wanted" not in heard(app, "page", {"end": "2022"})["html"]


def test_files_that_change_are_read_anew_and_a_case_that_breaks_is_told(app, folder):
    assert "The envoy visits" in heard(app, "page")["html"]
    events = folder / "events.csv"
    text = events.read_text()
    events.write_text(text.replace("The envoy visits", "The envoy calls"))
    assert "The envoy calls" in heard(app, "page")["html"]
    events.write_text(text.replace("event_id", "event", 1))
    assert "events.csv" in heard(app, "page")["problem"]


# ---- what is asked beside it ----------------


def test_a_view_is_saved_with_the_commands_that_give_it(app, home):
    heard(app, "page", {"end": "2022"})
    told = heard(app, "file")
    (file,) = home.rglob("view.yaml")
    assert told["file"].endswith("view.yaml") and len(told["commands"]) == 2
    assert parameters.view(yaml_file.read(file)) == app.view


@pytest.mark.slow
def test_the_report_of_the_view_is_made(app, home):
    told = heard(app, "report")
    (made,) = home.rglob("index.html")
    assert told["file"].endswith("index.html")
    assert pages.read(made).said_in("h1") == app.whole.question


@pytest.mark.parametrize("what", ["", "whole", "__init__", "x" * 5000])
def test_what_is_no_question_is_told(app, what):
    assert "is nothing that this app answers" in heard(app, what)["problem"]
    assert len(heard(app, what)["problem"]) < 300


def test_a_note_is_kept_beside_the_views_and_shown_by_the_next_app(app, home, folder):
    told = heard(app, "note", {"record": "E001", "star": True, "text": "mine"})
    assert told["notes"]["E001"]["text"] == "mine"
    (file,) = home.rglob("notes.yaml")
    assert file == reproduce.notes(app.whole) and file.parent.parent == home
    heard(app, "page", {"end": "2022"})
    again = explorer.open(folder)
    page = pages.Page(heard(again, "page")["html"])
    assert page.records["notes"]["E001"]["text"] == "mine"
    for given in (None, "E001", {}, {"record": "E001"}):
        assert heard(app, "note", given)["problem"]


def test_notes_that_cannot_be_read_keep_the_page_and_the_file(app, home):
    file = reproduce.notes(app.whole)
    file.parent.mkdir(parents=True)
    file.write_text("E999: {star: true}")
    assert pages.Page(heard(app, "page")["html"]).records["notes"] == {}
    told = heard(app, "note", {"record": "E001", "star": True, "text": ""})
    assert told["problem"].startswith("notes.yaml: 'E999' is no record of")
    assert file.read_text() == "E999: {star: true}"


def test_two_cases_of_one_name_have_notes_of_their_own(home, tmp_path):
    folders = [worlds.write(tmp_path / one / "mine") for one in ("a", "b")]
    places = [reproduce.notes(cases.load(folder)) for folder in folders]
    assert len({*places}) == 2
    first = cases.load("daesh-k-2021")
    assert reproduce.notes(first) == home / "daesh-k-2021" / "notes.yaml"


# ---- another case ----------------


def test_the_cases_under_data_are_listed(app):
    told = heard(app, "cases")["cases"]
    assert [one["name"] for one in told] == cases.names()
    assert all(one["question"] for one in told)


@pytest.mark.slow
def test_another_case_is_shown_by_its_name_or_folder(app, tmp_path):
    other = worlds.write(tmp_path / "other", question="What else?")
    heard(app, "page", {"end": "2022"})
    told = heard(app, "case", f" {other} ")
    assert pages.Page(told["html"]).said_in("h1") == "What else?"
    assert told["view"] == {} and app.whole.folder == other
    assert heard(app, "page", {"end": "2022"})["view"] == {"end": "2022"}
    assert app.whole.folder == other
    heard(app, "case", "great-war-1872-1907")
    assert app.view == View(case="great-war-1872-1907")


def test_what_is_no_case_is_one_sentence_and_changes_nothing(app, tmp_path):
    broken = worlds.write(tmp_path / "broken")
    (broken / "events.csv").write_text("event_id\nE001\nE001\n")
    view, before = app.view, heard(app, "page")["html"]
    for given, told in [
        ("daesh-k", "there is no"), (str(tmp_path), "give a folder"),
        ("/etc/passwd", "give a folder"), ("x" * 999, "there is no case"),
        *((no, "Give the name of a case") for no in ("", "x" * 1001, None, 3)),
        (str(broken), "problems, the first: events.csv"),
    ]:  # fmt: skip
        found = heard(app, "case", given)
        assert told in found["problem"] and "\n" not in found["problem"], given
        assert "html" not in found and app.view == view
    assert heard(app, "page")["html"] == before


# ---- what a notebook may store ----------------


def test_nothing_of_the_case_and_of_the_readers_text_is_in_its_state(tmp_path, home):
    text = tmp_path / "mine.txt"
    text.write_text(TEXT)
    folder = worlds.write(tmp_path / "small", focus=["A001", "A002"])
    app = explorer.open(folder, article=text)
    assert isinstance(app, App)
    heard(app, "page")
    passages = heard(app, "passage", "E001")["passages"]
    heard(app, "note", {"record": "E001", "star": True, "text": "my own words"})
    assert passages and "".join(part for _, ps in passages for part, _ in ps) in TEXT
    stored = json.dumps(app.get_state(), default=str)
    assert (
        "own words" not in stored
        and "river" not in stored
        and "envoy" not in stored
        and len(stored) < 150_000
    )


def test_without_a_text_there_is_no_passage(app):
    assert heard(app, "passage", "E001") == {"passages": []}


def test_a_text_that_does_not_fit_is_a_list_of_what_to_mend(folder, tmp_path):
    found = explorer.open(folder, article=tmp_path / "none.txt")
    assert isinstance(found, Listing) and "none.txt" in found.text


def test_a_case_that_is_wrong_is_a_list_of_its_problems(folder):
    (folder / "events.csv").write_text("event_id\nE001\n")
    found = explorer.open(folder)
    assert isinstance(found, Listing) and "to mend" in found.text


def test_names_that_are_markup_stay_text(tmp_path):
    app = explorer.open(hostile.write(tmp_path))
    page = pages.Page(heard(app, "page")["html"])
    names = [name for _, attrs in page.elements for name in attrs]
    assert names and not [name for name in names if name.startswith("on")]
    assert isinstance(app, App) and app.view == View(case=app.view.case)
