import re

import pandas as pd
import pytest

from helpers.case import cases
from helpers.charts import timeline
from helpers.lists import records
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, worlds
from tests.lists.test_cards import ATTRIBUTES, TAGS, Parsed


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return cases.load(worlds.write(tmp_path_factory.mktemp("records") / "w"))


@pytest.fixture(scope="module")
def harmful(tmp_path_factory):
    return cases.load(hostile.write(tmp_path_factory.mktemp("records") / "w"))


@pytest.fixture(scope="module")
def parsed(harmful):
    return Parsed(timeline.listing(Shown(harmful, View())).html)


def test_no_element_and_no_handler_comes_out_of_the_data(parsed):
    assert set(parsed.tags) <= TAGS
    assert {name for name, _ in parsed.attributes} <= ATTRIBUTES


def test_a_table_has_a_row_for_each_of_a_frame_and_escapes_it():
    frame = pd.DataFrame({"<n>": [1, 22]}, index=["<b>", "c"])
    parsed = Parsed(records.table(frame, "Of & by").html)
    assert parsed.said == ["Of & by", "<n>", "<b>", "1", "c", "22"]
    assert parsed.tags.count("tr") == 3 and parsed.tags.count("td") == 2


def test_links_lead_inside_the_page_or_to_a_source(harmful, parsed):
    out = {
        link for link in parsed.links if not re.fullmatch(r"#[A-Z]\d{3}[a-z]?", link)
    }
    assert out <= set(harmful.sources.url) and len(out) < len(parsed.links)


@pytest.mark.parametrize("column", ["title", "summary", "note"])
def test_what_the_columns_hold_is_shown_as_text(harmful, parsed, column):
    kept = " ".join(parsed.text.split())
    for row in harmful.events.itertuples():
        assert " ".join(getattr(row, column).split()) in kept


def test_every_mark_has_its_card_and_every_id_is_unique(daesh_k):
    shown = Shown(daesh_k, View())
    rows = [r for g in timeline.chart(shown).groups for r in (*g.rows, *g.more)]
    ids = Parsed(timeline.listing(shown).html).ids
    assert len(ids) == len(set(ids))
    assert len(rows) > 50 and {row.record for row in rows} <= set(ids)
    assert {f"card-{source}" for source in timeline.carried(daesh_k)} <= set(ids)


def test_every_event_of_the_case_is_in_the_list(daesh_k):
    ids = Parsed(timeline.listing(Shown(daesh_k, View())).html).ids
    assert set(daesh_k.events.event_id) <= set(ids)


def test_the_list_of_the_timeline_has_no_numbers_to_look_up(small):
    html = timeline.listing(Shown(small, View())).html
    assert '<b dir="auto">' in html and 'class="number"' not in html


def test_the_list_has_what_is_on_the_axis_and_beside_it_with_counts(small):
    html = timeline.listing(Shown(small, View())).html
    assert re.findall(r"<h3>([^<]+)</h3>", html) == [
        "Events (3)",
        "Reports (1)",
        "Prospects: what may come (1)",
        "Not in the article (1)",
        "After publication (1)",
    ]


def test_a_status_reads_as_the_view_asks(small):
    html = timeline.listing(Shown(small, View(dates="article"))).html
    assert "other sources: 23 August" not in html and "claimed" in html


def test_the_plain_twin_has_a_line_a_record(small):
    told = timeline.listing(Shown(small, View()))
    assert told._repr_mimebundle_()["text/plain"] == told.text
    assert len(told.text.splitlines()) == 7
    assert told.text.splitlines()[0].startswith("The border war: since 2015")
