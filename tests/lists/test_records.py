import re

import pandas as pd
import pytest

from helpers.case import cases
from helpers.charts import timeline
from helpers.lists import cards, records
from helpers.text import wording
from helpers.view import relations, select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, worlds

OURS = {"div", "h3", "ul", "ol", "li", "details", "summary", "span", "dl", "dt", "dd",
        "p", "a", "small", "strong", "table", "tr", "th", "td"}  # fmt: skip


class Parsed(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.said = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.said.append(data)

    @property
    def text(self):
        return "".join(self.said)

    @property
    def ids(self):
        return [value for name, value in self.attributes if name == "id"]


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
    assert set(parsed.tags) <= OURS
    assert {name for name, _ in parsed.attributes} <= {
        "class", "data-read", "dir", "href", "id", "rel", "scope", "tabindex"
    }  # fmt: skip


def test_a_table_has_a_row_for_each_of_a_frame_and_escapes_it():
    frame = pd.DataFrame({"<n>": [1, 22]}, index=["<b>", "c"])
    parsed = Parsed(records.table(frame, "Of & by").html)
    assert parsed.said == ["Of & by", "<n>", "<b>", "1", "c", "22"]
    assert parsed.tags.count("tr") == 3 and parsed.tags.count("td") == 2


def test_links_lead_inside_the_page_or_to_the_address_of_a_source(parsed, harmful):
    links = [value for name, value in parsed.attributes if name == "href"]
    out = {link for link in links if link[0] != "#"}
    assert out and out <= {*harmful.sources.url}
    inside = [link for link in links if link not in out]
    assert inside and all(re.fullmatch(r"#[A-Z]\d{3}[a-z]?", link) for link in inside)
    rels = [value for name, value in parsed.attributes if name == "rel"]
    assert {*rels} == {"noopener noreferrer"}
    assert len(rels) == sum(link in out for link in links)


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
    assert {f"card-{source}" for source in timeline.relayed(daesh_k)} <= set(ids)


def test_every_event_of_the_case_is_in_the_list(daesh_k):
    ids = Parsed(timeline.listing(Shown(daesh_k, View())).html).ids
    assert set(daesh_k.events.event_id) <= set(ids)


def test_the_list_of_the_timeline_has_no_numbers_to_look_up(small):
    html = timeline.listing(Shown(small, View())).html
    assert 'class="title"' in html and 'class="number"' not in html


def test_the_list_has_what_is_on_the_axis_and_beside_it_with_counts(small):
    html = timeline.listing(Shown(small, View())).html
    assert re.findall(r"<h3>([^<]+)</h3>", html) == [
        "Events (3)",
        "Reports (1)",
        "Prospects: what may come (1)",
        "Not in the article (1)",
        "After publication (1)",
    ]


def test_a_card_says_dates_status_actors_voices_and_ties(small):
    row = small.events.loc[small.events.event_id == "E001"]
    (event,) = row.itertuples()
    told = Parsed(cards.card(Shown(small, View()), event)).text
    for part in (
        f"Article P2{worlds.WINDOW}claimed",
        "Other sources23 August 2021 by S003happened, 1 first voice",
        "Envoy Nor and Southland",
        "".join(worlds.CHAIN),
        "AlsoA digest, 23 October 2020 (S003) ← The Gazette, ",
        "Envoy Nor → Southland (cooperative, act, happened; R001)",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("reading", "lines"),
    [("both", [["Article P2", worlds.WINDOW, "claimed"],
               ["Other sources", "23 August 2021 by S003", "happened, 1 first voice"]]),
     ("article", [["Article P2", worlds.WINDOW, "claimed"]]),
     ("known", [["Other sources", "23 August 2021 by S003",
                 "happened, 1 first voice"]])],
)  # fmt: skip
def test_a_card_has_the_lines_of_its_reading_and_names_them_for_the_others(
    small, reading, lines
):
    shown = Shown(small, View(dates=reading))
    card = cards.card(shown, select.find(small, "E001"))
    (table,) = re.findall(r'<table class="known" data-read="E001 known">.*?</table>',
                          card)  # fmt: skip
    rows = [re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)
            for row in table.split("<tr>")[2:]]  # fmt: skip
    assert [[Parsed(cell).text for cell in row] for row in rows] == lines
    for other in select.READINGS:
        told = cards.reread(shown, other).get("E001 known")
        wanted = cards.card(shown.by(other), select.find(small, "E001"))
        assert told is None if other == reading else f">{told}</table>" in wanted


def test_what_only_the_article_dates_is_read_so_in_each_reading(small):
    record = select.find(small, "E002")
    assert record.when_article and not record.when_known
    for reading in select.READINGS:
        told = Parsed(cards.card(Shown(small, View(dates=reading)), record)).text
        assert wording.date_of(Shown(small, View(dates=reading)), record) in told


def test_a_status_reads_as_the_view_asks(small):
    html = timeline.listing(Shown(small, View(dates="article"))).html
    assert "23 August" not in html and "claimed" in html


def test_the_plain_twin_has_a_line_a_record(small):
    told = timeline.listing(Shown(small, View()))
    assert told._repr_mimebundle_()["text/plain"] == told.text
    assert len(told.text.splitlines()) == 7
    assert told.text.splitlines()[0].startswith("The border war: since 2015")


def test_a_card_names_offices_beside_their_holders(tmp_path):
    tables = worlds.copy()
    tables["actors"][3]["position"] = "envoy of Northland"
    tables["sources"][1]["author"] = "A004"
    tables["relations"][0]["against"] = "A004"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    shown = Shown(case, View())
    told = Parsed(cards.card(shown, select.find(case, "E001"))).text
    assert "Envoy Nor (envoy of Northland) and Southland" in told  # who took part
    assert "(S002)Envoy Nor (envoy of Northland)Also" in told  # a voice
    aimed = Parsed(cards.card(shown, select.find(case, "R001"))).text
    assert aimed.startswith("said to be against Envoy Nor (envoy of Northland)")
    source = Parsed(cards.card(shown, select.find(case, "S002"))).text
    assert "ByEnvoy Nor (envoy of Northland) and The Gazette" in source
    (tie,) = relations.ties(case, View()).itertuples()
    assert "Envoy Nor (envoy of Northland)" in records.tie_card(shown, tie)
    assert (
        "envoy of Northland"
        not in records.entry(shown, select.find(case, "S002"), "").split("<div")[0]
    )  # in the card, and not in the line that opens it


def test_a_card_quotes_only_what_the_article_prints(tmp_path):
    tables = worlds.copy()
    tables["citations"].append(
        {"record_id": "R002", "source_id": "S003", "stance": "supports",
         "chain": "S003", "strength": "will"}
    )  # fmt: skip
    case = cases.load(worlds.write(tmp_path / "w", tables))
    ahead = select.find(case, "R002")
    shown = Shown(case, View())
    told = Parsed(cards.card(shown, ahead)).text
    assert "(S001), P5 “could”" in told and "(S003) will" in told
    assert "“will”" not in told
    line = cards.record_line(shown, ahead)
    assert "“could”" in line and "possible" not in line
