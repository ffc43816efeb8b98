"""The article's account: dated how closely, on report only, left out."""

import pytest

from helpers import prose
from helpers.text import summary
from helpers.view import account
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds


@pytest.mark.parametrize(
    "known, other",
    [("2015/..", 1), ("2015/2021-09-11", 1), ("2016/..", 2), ("2015/2021-09-12", 2),
     ("2015/", 2)],
)  # fmt: skip
def test_last_seen_or_still_going_is_no_other_date(tmp_path, known, other):
    tables = worlds.copy()
    tables["events"][1] |= {"when_known": known, "known_sources": "S003"}
    case = worlds.small(tmp_path, tables)
    assert len(account.closer(Shown(case, View()))) == other
    told = str(summary.reading(Shown(case, View())))
    count = prose.spelled(other, "event")
    assert f"Other sources date {count} otherwise or more closely" in told


def test_a_coding_has_a_text_and_an_outside_view_of_events_has_none(tmp_path):
    made = {"article": None, "coding": worlds.coding(), "none": worlds.many(3)}
    told = {
        name: account.coded_from(worlds.small(tmp_path / name, tables))
        for name, tables in made.items()
    }
    assert told == {"article": True, "coding": True, "none": False}


def ids(rows):
    return [row.event_id for row in rows]


@pytest.mark.parametrize(
    "asked, dated, windows",
    [
        ({}, ["E001", "E002", "E003"], ["E001", "E003"]),
        ({"dates": "article"}, ["E001", "E002", "E003"], ["E001", "E003"]),
        ({"dates": "known"}, ["E001", "E002", "E003"], ["E003"]),
        ({"layers": ["context"]}, ["E004", "E005"], []),
    ],
)
def test_dates_that_are_windows_are_the_articles_unless_others_are_asked_for(
    world, asked, dated, windows
):
    found = account.windowed(Shown.of(world, View(**asked)))
    assert [*map(ids, found)] == [dated, windows]


@pytest.mark.parametrize(
    "reading, told", [("both", []), ("article", ["E001"]), ("known", [])]
)
def test_what_is_claimed_is_told_only_until_it_is_known(world, reading, told):
    assert ids(account.told_only(Shown(world, View(dates=reading)))) == told


@pytest.mark.parametrize("status", ["expected", "denied"])
def test_what_may_come_or_is_not_so_is_no_event(tmp_path, status):
    tables = worlds.copy()
    first = tables["events"][0] | {"status_article": status, "when_article": ""}
    tables["events"][0] = first | dict.fromkeys(
        ("when_known", "status_known", "known_sources"), ""
    )
    tables["relations"] = []
    shown = Shown(worlds.small(tmp_path, tables), View())
    assert ids(account.events(shown)) == ["E002", "E003"]
    assert ids(account.happenings(shown)) == ["E002", "E003", "E004", "E005"]
    assert "E001" not in ids([*account.told_only(shown), *account.closer(shown)])


def test_dates_that_outside_sources_give_otherwise_are_listed(world):
    assert ids(account.closer(Shown(world, View()))) == ["E001"]


@pytest.mark.parametrize("status, on", [("happened", ["E002"]), ("denied", [])])
def test_only_what_was_last_seen_and_is_not_denied_goes_on(tmp_path, status, on):
    tables = worlds.copy()
    tables["events"][1]["status_article"] = status
    shown = Shown(worlds.small(tmp_path, tables), View())
    events = shown.case.rows("events")
    assert ids(e for e in events if account.goes_on(shown, e)) == on


@pytest.mark.parametrize(
    "asked, tells",
    [
        ({}, True),
        ({"dates": "article"}, True),
        ({"dates": "article", "start": "2020"}, False),
        ({"dates": "article", "statuses": ["happened"]}, False),
        ({"start": "2020"}, True),
        ({"layers": ["article"]}, False),
    ],
)
def test_what_is_left_out_is_told_only_where_a_view_lets_one_know(world, asked, tells):
    assert account.tells_left_out(Shown.of(world, View(**asked))) is tells


def test_a_case_without_an_article_leaves_nothing_out(tmp_path):
    case = worlds.small(tmp_path, worlds.coding())
    assert not account.tells_left_out(Shown(case, View()))
