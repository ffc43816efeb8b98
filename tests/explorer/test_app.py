"""The app by its traits: whoever sets them sees what a reader would see."""

import re
import time

import pytest

from helpers import explorer
from helpers.case import cases
from helpers.explorer.app import App
from helpers.explorer.board import MOST_ROWS
from helpers.explorer.panel import HINT, NOTHING
from helpers.lists.records import Listing
from helpers.run import report
from helpers.text import summary
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, pages, worlds
from tests.explorer.kept import inside


@pytest.fixture
def folder(tmp_path):
    return worlds.write(tmp_path / "small", focus=["A001", "A002"])


@pytest.fixture
def app(folder):
    found = explorer.open(folder)
    assert isinstance(found, App)
    return found


def said(app):
    return pages.Page(app.message.value).text


def counted(app):
    return pages.Page(app.count.value).text


def listed(app, chart="timeline"):
    return [record for _, record in app.boards[chart].list.options]


def written(app):
    (output,) = app.files.written.outputs
    return output["data"]["text/html"]


# ---- what is asked -------------------------------------------------------------------


def test_it_opens_on_everything_with_the_timeline(app):
    assert counted(app) == "All 5 events and 2 relations"
    assert app.state.charts == ("timeline",) and said(app) == ""
    assert (app.panel.heading, app.panel.card) == (NOTHING, HINT)


@pytest.mark.parametrize(
    "name, act, value",
    [
        ("start", lambda c: setattr(c.box, "value", "2021-09"), "2021-09"),
        ("end", lambda c: setattr(c.box, "value", "2020"), "2020"),
        ("actors", lambda c: setattr(c.typed, "value", "the North"), ["Northland"]),
        ("actors", lambda c: setattr(c.typed, "value", "A004"), ["Envoy Nor"]),
        ("sources", lambda c: setattr(c.typed, "value", "S003 A digest"), ["S003"]),
        ("exclude", lambda c: setattr(c.typed, "value", "E002"), ["E002"]),
        ("mute", lambda c: setattr(c.typed, "value", "envoy nor"), ["Envoy Nor"]),
        ("mute", lambda c: setattr(c.typed, "value", "S003 A digest"), ["S003"]),
        ("kinds", lambda c: setattr(c.ticks["act"], "value", False),
         ["statement", "report"]),
        ("layers", lambda c: setattr(c.ticks["context"], "value", False), ["article"]),
        ("statuses", lambda c: setattr(c.ticks["claimed"], "value", False),
         ["happened", "reported", "expected", "possible", "asked", "denied"]),
        ("dates", lambda c: setattr(c.box, "value", "article"), "article"),
        ("gaps", lambda c: setattr(c.box, "value", "linear"), "linear"),
        ("level", lambda c: setattr(c.box, "value", "all"), "all"),
        ("memory", lambda c: setattr(c.box, "value", "ever"), "ever"),
    ],
)  # fmt: skip
def test_each_control_asks_for_its_parameter(app, folder, name, act, value):
    act(app.controls[name])
    assert said(app) == ""
    assert getattr(app.state.view, name) == value
    shown = select.view(cases.load(folder), app.state.view)
    assert set(shown.events.event_id) <= set(listed(app))
    assert counted(app) == str(summary.hidden(Shown(shown, app.state.view)))


def test_every_parameter_has_a_control(app):
    assert {*app.controls, "case", "as_of"} == set(View.model_fields)


def test_all_boxes_ticked_again_is_no_filter(app):
    tick = app.controls["statuses"].ticks["claimed"]
    tick.value = False
    tick.value = True
    assert app.state.view == View(case=app.state.view.case)


def test_the_last_tick_cannot_be_taken_out(app):
    for value in ("act", "statement"):
        app.controls["kinds"].ticks[value].value = False
    app.controls["kinds"].ticks["report"].value = False
    assert said(app).startswith("kinds = ''") and "Allowed: act, statement" in said(app)
    assert app.state.view.kinds == ["report"]
    assert app.controls["kinds"].ticks["report"].value


def test_clearing_many_ticks_redraws_once(app, monkeypatch):
    for value in ("happened", "claimed", "reported"):
        app.controls["statuses"].ticks[value].value = False
    drawn = []
    draw = app.boards["timeline"].draw
    monkeypatch.setattr(
        app.boards["timeline"], "draw", lambda *g: drawn.append(g) or draw(*g)
    )
    app.clear.click()
    assert len(drawn) == 1 and all(
        tick.value for tick in app.controls["statuses"].ticks.values()
    )


def test_a_label_is_known_whatever_its_letters(app):
    app.controls["actors"].typed.value = "the north"
    app.controls["actors"].typed.value = "NORTHLAND"
    assert app.state.view.actors == ["Northland"]


def test_a_chip_takes_its_actor_out_again(app):
    picks = app.controls["actors"]
    for one in ("Northland", "Southland"):
        picks.typed.value = one
    assert picks.typed.value == "" and len(picks.chips.children) == 2
    picks.chips.children[0].click()
    assert app.state.view.actors == ["Southland"]
    assert [c.tooltip for c in picks.chips.children] == ["Take Southland out"]


def test_clear_asks_for_the_whole_case_again(app):
    app.controls["layers"].ticks["article"].value = False
    app.controls["start"].box.value = "2020"
    app.clear.click()
    assert counted(app) == "All 5 events and 2 relations"
    assert app.controls["start"].box.value == ""
    assert app.controls["layers"].ticks["article"].value


@pytest.mark.parametrize(
    "act, told",
    [
        (lambda a: setattr(a.controls["start"].box, "value", "20x"),
         "start = '20x': write a day, month or year"),
        (lambda a: setattr(a.controls["actors"].typed, "value", "Northlund"),
         "actors = 'Northlund': no actor of small, did you mean 'Northland'?"),
        (lambda a: setattr(a.controls["memory"].box, "value", "long"),
         "memory = 'long': write in-force"),
        (lambda a: setattr(a.controls["exclude"].typed, "value", "E9"), "exclude = "),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_one_sentence_and_changes_nothing(app, act, told):
    before = app.state.view
    act(app)
    assert said(app).startswith(told)
    assert app.state.view == before
    assert app.controls["start"].box.value == "" and app.controls["memory"].box.value
    app.controls["end"].box.value = "2020"
    assert said(app) == "" and app.state.view.end == "2020"


def test_an_error_in_a_handler_is_said_and_the_app_goes_on(app, monkeypatch):
    def fails(*_):
        raise RuntimeError("the disk is full\nand more")

    monkeypatch.setattr(app.boards["timeline"], "draw", fails)
    app.controls["end"].box.value = "2020"
    assert said(app) == "the disk is full"
    monkeypatch.undo()
    app.controls["end"].box.value = "2021"
    assert said(app) == "" and app.state.view.end == "2021"


def test_what_is_said_is_text(app):
    app.controls["actors"].typed.value = "<img src=x onerror=alert(1)>"
    assert "<img" not in app.message.value and "<img" in said(app)


# ---- the day -------------------------------------------------------------------------


def test_the_slider_steps_through_the_days_on_which_a_tie_changes(app):
    days = [value for _, value in app.slider.options]
    assert days == ["2021-08-23", ""]
    assert app.slider.label == "11 September 2021"
    app.slider.index = 0
    assert app.state.view.as_of == "2021-08-23"
    assert counted(app).startswith("3 of 5 events")
    assert app.play.max == 1


def test_a_day_asked_for_elsewhere_is_a_stop_of_the_slider(folder):
    app = explorer.open(folder, as_of="2021-08")
    assert ("August 2021", "2021-08") in app.slider.options
    assert app.slider.value == "2021-08"


def test_the_last_stop_is_the_day_that_the_charts_are_of(app):
    app.state.charts = ("network",)
    app.controls["end"].box.value = "2020"
    assert app.slider.label == "31 December 2020"
    assert "31 December 2020" in app.boards["network"].head.value


def test_the_slider_moves_matrix_and_network_together(app):
    app.state.charts = ("matrix", "network")
    assert "tie-A001-A002" in listed(app, "matrix") + listed(app, "network")
    assert listed(app, "network") == ["tie-A001-A002"]
    app.ask(as_of="2019")
    assert "tie-A001-A002" not in listed(app, "matrix")
    assert listed(app, "network") == []


def test_a_case_without_a_dated_tie_has_no_day_to_step_to(tmp_path):
    app = explorer.open(worlds.write(tmp_path / "least", worlds.least()))
    assert app.slider.disabled and app.play.disabled and said(app) == ""


# ---- what is chosen ------------------------------------------------------------------


def test_a_choice_in_one_chart_is_marked_in_the_others(app):
    app.state.charts = ("timeline", "matrix")
    app.boards["timeline"].list.value = "E001"
    assert app.panel.heading == "The envoy visits" and "says so" in app.panel.card
    around = app.boards["matrix"].canvas.marked[0]
    assert around[0], "the tie that the visit is has no outline"
    app.boards["matrix"].list.value = "tie-A001-A002"
    assert app.panel.heading == "Northland – Southland"
    assert app.boards["timeline"].canvas.marked[0][0]


def test_the_way_back_is_one_click(app):
    assert app.back.disabled
    app.choose("E001")
    app.choose("R001")
    app.back.click()
    assert app.panel.heading == "The envoy visits"
    app.back.click()
    assert app.panel.heading == NOTHING and app.back.disabled


def test_the_panels_own_links_and_escape_are_heard(app):
    app.choose("E001")
    app.heard(app.panel, {"choose": "S003"}, [])
    assert app.panel.heading == "A digest"
    app.heard(app.panel, {"choose": "A001"}, [])
    assert app.panel.heading == "A digest"
    app.heard(app.panel, {"back": True}, [])
    assert app.panel.heading == "The envoy visits"


def test_two_records_are_put_in_order(app):
    assert app.hold.disabled
    app.choose("E004")
    app.hold.click()
    assert "Choose the other." in app.order.value
    app.choose("E005")
    assert "Beside “The bridge falls”" in pages.Page(app.order.value).text
    assert ", then “Southland says no”" in app.order.value
    app.hold.click()
    assert app.order.value == "" and app.state.held == ""


def test_a_choice_outlives_a_filter_and_says_that_it_is_hidden(app):
    app.choose("E001")
    app.controls["layers"].ticks["article"].value = False
    assert app.panel.heading == "The envoy visits"
    assert "Not in this view" in app.panel.card


def test_words_find_their_lines_in_every_open_list(app):
    app.state.charts = ("timeline", "strips")
    app.find.value = "envoy"
    assert listed(app) == ["E001"] and listed(app, "strips") == ["R001"]
    app.find.value = ""
    assert len(listed(app)) == 6


def test_closing_every_chart_leaves_an_app(app):
    app.open["timeline"].value = False
    assert app.state.charts == () and said(app) == ""
    app.open["network"].value = True
    assert app.state.charts == ("network",) and listed(app, "network")


# ---- the reader's own text -----------------------------------------------------------

TEXT = "One.\n\nSecret words of the visit.\n\nThree.\n\nFour.\n\nFive.\n"


def opened_with(folder, text):
    path = folder.parent / "article.txt"
    path.write_text(text, encoding="utf-8")
    return explorer.open(folder, article=path)


def test_a_passage_is_sent_and_kept_in_no_state(folder, monkeypatch):
    app = opened_with(folder, TEXT)
    sent = []
    monkeypatch.setattr(app.panel, "send", sent.append)
    app.choose("E001")
    app.heard(app.panel, {"shown": "E001"}, [])
    (message,) = sent
    assert message["chosen"] == "E001"
    assert message["passage"] == [("P2", [("Secret words of the visit.", False)])]
    states = [w.get_state() for w in every(app.box)]
    assert len(states) > 40 and "Secret words" not in repr(states)


def every(widget):
    """List a widget with all the widgets inside it."""
    inner = [w for child in getattr(widget, "children", ()) for w in every(child)]
    return [widget, *inner]


def test_without_a_text_no_passage_is_sent(app, monkeypatch):
    sent = []
    monkeypatch.setattr(app.panel, "send", sent.append)
    app.choose("E001")
    app.heard(app.panel, {"shown": "E001"}, [])
    assert sent == []


def test_a_text_that_does_not_fit_is_said_and_the_app_opens(folder):
    app = opened_with(folder, "One paragraph.")
    assert said(app) == (
        "article.txt does not fit the case: it has 1 paragraph, and the case speaks"
        " of P5; a blank line parts paragraphs"
    )
    assert len(listed(app)) == 6


def test_a_case_without_an_article_takes_no_text(tmp_path):
    tables = worlds.many(3)
    app = opened_with(worlds.write(tmp_path / "three", tables), TEXT)
    assert said(app) == "three has no article that a text could be a copy of"
    assert explorer.open(app.state.view.case, article="").message.value


# ---- what it writes ------------------------------------------------------------------


def test_a_figure_is_saved_in_the_folder_of_the_view(app, monkeypatch, tmp_path):
    home = inside(monkeypatch, tmp_path)
    app.state.charts = ("matrix",)
    app.controls["memory"].box.value = "ever"
    app.files.figure.click()
    view = home / "small" / "memory-ever"
    assert sorted(p.name for p in view.iterdir()) == ["02-matrix.png", "02-matrix.svg"]
    assert (view / "02-matrix.svg").read_text().startswith("<svg")
    assert (view / "02-matrix.png").read_bytes().startswith(b"\x89PNG")
    assert "02-matrix.svg</a>" in written(app)


def test_without_a_chart_nothing_is_saved(app, monkeypatch, tmp_path):
    home = inside(monkeypatch, tmp_path)
    app.state.charts = ()
    app.files.figure.click()
    assert "No chart is open." in written(app) and not home.exists()


def test_a_view_is_written_down_with_its_commands(app, monkeypatch, tmp_path):
    home = inside(monkeypatch, tmp_path)
    app.controls["actors"].typed.value = "Northland"
    app.files.again.click()
    file = home / "small" / "actors-Northland" / "view.yaml"
    assert "actors:\n- Northland\n" in file.read_text()
    assert re.search(r"papermill \S+01-timeline\.ipynb .* -f ", written(app))
    assert f"-f {file}" in written(app)


def test_a_folder_is_written_as_it_can_be_found_from_anywhere(
    folder, monkeypatch, tmp_path
):
    inside(monkeypatch, tmp_path)
    monkeypatch.chdir(folder.parent)
    app = explorer.open("./small")
    app.files.again.click()
    assert f"report {folder.resolve()} -f" in written(app)


def waited(app):
    for _ in range(200):
        if not app.files.report.disabled:
            return
        time.sleep(0.05)
    raise AssertionError("the report never ended")


def test_a_report_is_made_with_a_progress_bar_and_a_link(app, monkeypatch, tmp_path):
    steps = []

    def build(values, step):
        for chapter in ("01-timeline", "02-actors"):
            step(chapter)
            steps.append((app.files.bar.value, app.files.bar.layout.display))
        return tmp_path / "index.html"

    monkeypatch.setattr(report, "build", build)
    app.files.report.click()
    waited(app)
    assert steps == [(1, None), (2, None)]
    assert "index.html</a>" in written(app)
    assert app.files.bar.layout.display == "none"


def test_a_report_that_fails_is_said_and_can_be_asked_again(app, monkeypatch):
    def build(values, step):
        raise report.ReportError("01-timeline.ipynb, cell 3: it broke")

    monkeypatch.setattr(report, "build", build)
    app.files.report.click()
    waited(app)
    assert said(app) == "01-timeline.ipynb, cell 3: it broke"


# ---- bad input -----------------------------------------------------------------------


def test_a_case_that_fails_its_check_opens_with_its_problems(tmp_path):
    tables = worlds.copy()
    tables["events"][0]["when_known"] = "2021-13"
    tables["participants"][0]["actor_id"] = "<b>A099</b>"
    found = explorer.open(worlds.write(tmp_path / "broken", tables))
    assert isinstance(found, Listing)
    assert "events.csv:2: when_known" in found.text and "2021-13" in found.text
    assert "<b>" not in found.html and found.html.count("<li") >= 2


def test_an_empty_case_says_what_it_lacks(tmp_path):
    tables = worlds.least() | {name: [] for name in ("events", "participants")}
    found = explorer.open(worlds.write(tmp_path / "empty", tables))
    assert isinstance(found, Listing) and "events.csv" in found.text


def test_of_two_thousand_events_the_list_begins_with_those_that_are_drawn(tmp_path):
    case = worlds.write(tmp_path / "large", worlds.large(), focus=["A001", "A002"])
    app = explorer.open(case)
    board = app.boards["timeline"]
    drawn = {area.record_id for area in board.canvas.areas}
    assert len(drawn) > 50 and set(listed(app)[: len(drawn)]) == drawn
    assert listed(app)[-1] == "" and len(listed(app)) == MOST_ROWS + 1
    board.list.value = listed(app)[0]
    assert board.canvas.marked[1][0], "what is chosen has no outline"
    app.find.value = "event 1999,"
    assert 0 < len(listed(app)) < 10


@pytest.mark.parametrize(
    "case, view, told",
    [("nowhere", {}, "there is no case 'nowhere'"),
     ("daesh-k-2021", {"strat": 1}, "did you mean 'start'?"),
     ("daesh-k-2021", {"actors": ["Talban"]}, "did you mean 'Taliban'?")],
)  # fmt: skip
def test_what_cannot_be_opened_is_said(case, view, told):
    found = explorer.open(case, **view)
    assert isinstance(found, Listing) and told in found.text


@pytest.mark.parametrize(
    "make",
    [
        lambda f: worlds.write(f, worlds.least()),
        lambda f: worlds.write(f, worlds.least() | {
            "events": [worlds.least()["events"][0] | {"when_article": ""}]}),
        lambda f: worlds.write(f, worlds.related(9, 30, worlds.LONG)),
        lambda f: worlds.write(f, worlds.related(9, 30, worlds.RIGHT_TO_LEFT)),
        hostile.write,
    ],
    ids=["one event", "not dated", "long names", "right to left", "harmful"],
)  # fmt: skip
def test_whatever_the_case_every_chart_opens_and_every_line_has_a_card(tmp_path, make):
    app = explorer.open(make(tmp_path / "case"))
    assert isinstance(app, App), app.text
    app.state.charts = tuple(app.boards)
    assert said(app) == ""
    assert any(listed(app, name) for name in app.boards)
    for name in app.boards:
        for record in listed(app, name)[:12]:
            app.boards[name].list.value = record
            assert said(app) == "" and app.state.chosen == record
            assert "<img" not in app.panel.card and "<script" not in app.panel.card
    for value in (app.count.value, app.order.value):
        assert "<img" not in value
