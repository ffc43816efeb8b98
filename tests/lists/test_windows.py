"""What order adds to dates, as tables: who narrows what, and what falls back."""

from helpers.lists import windows
from helpers.page.inert import inert
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.lists.test_cards import Parsed
from tests.worlds import AFTER


def shown_of(tmp_path, *orders, view=(), **cells):
    case = worlds.small(tmp_path, worlds.in_order(*orders, **cells))
    return Shown.of(case, View(**dict(view)))


def test_a_date_stands_as_stated_and_by_order_with_why_and_whose_words(tmp_path):
    found = windows.narrowed(shown_of(tmp_path, AFTER))
    assert str(found) == (
        "Northland speaks of peace: at some time in August 2021; not before 25 August"
        " 2021: O001, by A digest"
    )
    parsed = Parsed(found.html)
    assert parsed.said == [
        "Dates that order narrows", *windows.HEADS, "Northland speaks of peace",
        "at some time in August 2021", "not before 25 August 2021", "O001",
        ", by A digest",
    ]  # fmt: skip
    links = [value for name, value in parsed.attributes if name == "href"]
    assert links == ["#E003", "#O001"]


def test_a_line_is_known_so_that_the_page_can_hide_it(tmp_path):
    found = windows.narrowed(shown_of(tmp_path, AFTER))
    assert ("class", "by-order") in Parsed(found.html).attributes
    assert 'class="by-order"' in inert(found.html)


def test_both_bounds_of_a_date_stand_in_one_line(tmp_path):
    found = windows.narrowed(shown_of(tmp_path, AFTER, E003={"when_article": ""}))
    assert str(found).count("\n") == 0
    assert (
        "not before 25 August 2021; not after 12 September 2021: O001, by A digest;"
        " told in S001, by Northland"
    ) in str(found)


def test_where_nothing_is_narrowed_there_is_no_table(tmp_path):
    for found in (windows.narrowed, windows.without):
        assert str(found(shown_of(tmp_path))) == ""
        assert found(shown_of(tmp_path)).html == ""


def test_each_order_is_listed_under_who_says_it(tmp_path):
    ours = {"first_id": "E001", "second_id": "E003", "status_article": "expected"}
    shown = shown_of(tmp_path, AFTER, ours | {"at_least": "1", "at_most": "3"})
    found = windows.listing(shown)
    assert str(found).splitlines() == [
        "“The envoy visits” comes before (by 1 to 3 days) “Northland speaks of peace”:"
        " expected",
        "“The bridge falls” comes before “Northland speaks of peace”: claimed",
    ]
    said = Parsed(found.html).said
    assert said.index("By the article (1)") < said.index("By other sources (1)")


def test_what_falls_back_is_counted_for_each_voice_and_each_order(tmp_path):
    told = str(windows.without(shown_of(tmp_path, AFTER))).splitlines()
    assert told[0] == "Dates that fall back without one voice or one order"
    assert [line.rsplit(None, 1)[-1] for line in told[-2:]] == ["1", "1"]
    assert told[-2].startswith("A digest") and told[-1].startswith("O001: “The bridge")


def test_a_table_escapes_what_the_data_hold(tmp_path):
    harm = "<img src=x onerror=alert(1)>"
    tables = worlds.in_order(AFTER, E003={"title": harm}, S003={"title": harm})
    shown = Shown(worlds.small(tmp_path, tables), View())
    for found in (windows.narrowed, windows.listing, windows.without):
        assert "<img" not in found(shown).html and "onerror" in found(shown).html
