"""What falls without what: blocks, grid and list, by geometry and by their words."""

import pytest

from helpers.case import cases
from helpers.charts import robustness
from helpers.compare import direct
from helpers.compare.findings import Finding, Outcome
from helpers.compare.variations import Variation
from helpers.draw import html
from helpers.text import removals
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts import rowed
from tests.charts.test_rooms import WORLDS, Ids
from tests.compare.outcomes import BASE, counted, outcome


def without(subject, *found, kind="sources", label=""):
    one = Variation(kind, label or f"without {subject}", {}, subject)
    return Outcome(one, tuple(found))


def lines(chart):
    return [line for one in chart.blocks for line in one.lines]


def rows(chart):
    """Give the rows of the grid: each cell as what was, what is, and a note."""
    return {
        row.label: [
            [(one.before, one.after, one.note) for one in cell] for cell in row.cells
        ]
        for group in chart.groups
        for row in group.rows
    }


def aimed():
    """Give the small world in which the visit is aimed at the Gazette."""
    tables = worlds.copy()
    tables["relations"][0]["against"] = "A003"
    return tables


def sixty():
    """Give the small world with 60 more acts of the pair, each of a page of its own."""
    tables = aimed()
    for n in range(4, 64):
        source = tables["sources"][2] | {"source_id": f"S{n:03d}", "title": f"Page {n}"}
        tables["sources"].append(source)
        one = {"relation_id": f"R{n:03d}", "fact": f"R{n:02d}", "event_id": ""}
        more = {"known_sources": f"S{n:03d}", "summary": f"Act {n}: {worlds.LONG}"}
        tables["relations"].append(tables["relations"][0] | one | more)
        tables["citations"].append(
            {"record_id": f"R{n:03d}", "source_id": f"S{n:03d}", "stance": "supports",
             "chain": f"S{n:03d}<A001"}
        )  # fmt: skip
    return tables


def read(folder, tables, focus=("A001", "A002", "A003"), **asked):
    path = worlds.write(folder / "w", tables, focus=[*focus])
    view = View(case=str(path), **asked)
    return Shown(select.view(cases.load(path), view), view)


def drawn(shown):
    return robustness.chart(shown, direct.around(shown))


@pytest.fixture(scope="module")
def first(default_view, around):
    """Draw the first case once."""
    return robustness.chart(Shown(default_view, View()), around)


# ---- the blocks ---------------------------------------------------------------------


def test_three_framed_blocks_stand_beside_each_other(first):
    assert [one.title for one in first.blocks] == [
        "Without Wesley Morgan", "Without Kenneth F. McKenzie Jr.",
        "Without “Our secret Taliban air force”",
    ]  # fmt: skip
    assert all(one.framed for one in first.blocks)
    assert sum(one.width for one in first.blocks) + 2 * 24 <= 1160


def test_what_falls_is_struck_through_under_its_sign_and_opens_its_card(first):
    struck = [line for line in first.blocks[0].lines if line.look == "struck"]
    assert [line.record for line in struck] == [
        "R012", "R016", "R015", "R101", "R013", "R014"
    ]  # fmt: skip
    assert all(line.sign for line in struck)
    assert struck[0].words == "US strikes help the Taliban in Konar"
    assert struck[0].told == "US strikes help the Taliban in Konar: falls"


def test_under_what_falls_stands_what_remains_and_on_whose_word(first):
    words = first.blocks[2].lines
    at = next(n for n, line in enumerate(words) if line.look == "head")
    assert words[at].words == "What remains"
    assert words[at + 1].note == (
        "reported, on the word of US task force (unnamed) alone; Zadran disputes it"
    )
    assert [line.lead for line in words[at + 2 :]] == [
        "US lends the Taliban limited support:",
        "US passes threat information to Taliban:",
        "The Taliban warn the Americans of a possible attack by Daesh on the airport:",
    ]


def test_a_block_leads_to_its_place_in_the_list(first, default_view, around):
    html_ = robustness.listing(Shown(default_view, View()), around).html
    ids = Ids(html_).ids
    assert [one.lines[0].record for one in first.blocks] == [
        "voices-A032", "voices-A046", "sources-S002"
    ]  # fmt: skip
    changes = {
        change.record
        for group in first.groups
        for row in group.rows
        for cell in row.cells
        for change in cell
        if change.record
    }
    assert changes | {one.lines[0].record for one in first.blocks} <= {*ids}


def test_the_legend_has_what_occurs_and_nothing_else(first, tmp_path):
    assert [one.words for one in first.legend] == [
        "hostile", "sign unclear", "cooperative, said to be against Daesh-K"
    ]  # fmt: skip
    plain = drawn(read(tmp_path, worlds.copy(), ["A001", "A002"]))
    assert [one.words for one in plain.legend] == ["cooperative"]


# ---- the grid -----------------------------------------------------------------------


def test_the_grid_has_the_removals_and_the_readings_as_columns(first):
    assert [(one.head, one.under) for one in first.columns] == [
        ("without Morgan", "voice"), ("without McKenzie", "voice"),
        ("without “Our secret Taliban air force”", "source"),
        ("by the article", "dates and statuses"),
        ("by other sources", "dates and statuses"), ("attested only", "records"),
    ]  # fmt: skip


def test_only_what_changes_is_filled_from_what_to_what(first):
    found = rows(first)
    assert found["Episodes against Daesh-K in the article"] == [
        [("1", "0", "Konar")], [], [("1", "0", "Konar")], [], [], []
    ]  # fmt: skip
    assert found["Events that other sources date otherwise"][3] == [
        ("", "", "not counted")
    ]
    for group in first.groups:
        for row in group.rows:
            filled = [one.filled for cell in row.cells for one in cell]
            assert any(filled) and len(filled) <= len(first.columns)
            told = [one.words for cell in row.cells for one in cell if one.filled]
            assert all(text.startswith(row.label) for text in told)


def test_what_nothing_changes_is_one_sentence(first):
    assert first.foot == (
        "Unchanged in all of these: triangles of ties, unbalanced triangles and line"
        " index of balance. A finding that loses its support is not refuted."
    )
    still = first.foot.partition(": ")[2].casefold()
    assert not any(label.casefold() in still for label in rows(first))


def test_a_reading_that_changes_nothing_has_no_column(tmp_path):
    tables = aimed()
    for table in ("events", "relations"):
        for row in tables[table]:
            row.pop("when_known", "")
    shown = read(tmp_path, tables, dates="article", layers=["article"])
    heads = [one.head for one in drawn(shown).columns]
    assert "by the article" not in heads and "attested only" in heads


# ---- any case -----------------------------------------------------------------------


@pytest.mark.parametrize("name", rowed.SOME)
def test_no_text_meets_another_or_leaves_the_picture(tmp_path, name):
    rowed.check(drawn(rowed.shown(tmp_path, name)))


@pytest.mark.parametrize("world", [w for w in WORLDS if "hundred" not in w])
def test_worlds_of_relations_are_readable(tmp_path, world):
    focus = [] if world == "events without relations" else ["A001", "A002"]
    chart = drawn(read(tmp_path, WORLDS[world](), focus))
    rowed.check(chart)
    if world == "no article":
        told = " ".join([chart.title, chart.alt, chart.foot, html.body(chart)])
        assert "article" not in told.casefold()


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked", [{"dates": "article", "layers": ["article"]}, {"exclude": ["S002"]}]
)
def test_other_views_of_the_first_case_are_readable(daesh_k, asked):
    chart = drawn(Shown.of(daesh_k, View(**asked)))
    rowed.check(chart)
    assert "View: " in chart.subtitle


def test_a_case_of_one_source_has_one_block(tmp_path):
    shown = read(tmp_path, worlds.many(9), [])
    chart = drawn(shown)
    rowed.check(chart)
    assert [one.title for one in chart.blocks] == ["Without “The piece”"]
    assert chart.title == "Without “The piece”, all nine events fall"


def test_with_sixty_sources_three_blocks_open_the_chart(tmp_path):
    chart = drawn(read(tmp_path, sixty()))
    rowed.check(chart)
    assert len(chart.blocks) == removals.MOST
    struck = [line for line in chart.blocks[0].lines if line.look == "struck"]
    assert len(struck) == 60  # no act of the pair in focus is cut
    others = [line.note for line in chart.blocks[1].lines if line.note[:4] == "and "]
    assert others == ["and 56 others"]


def test_a_view_that_leaves_nothing_is_one_sentence(tmp_path):
    shown = read(tmp_path, aimed(), start="1950", end="1951", statuses=["denied"])
    chart = drawn(shown)
    assert chart.title == "This view has no finding that could change"
    assert not (chart.blocks or chart.columns or chart.foot) and html.body(chart) == ""
    assert chart.svg.startswith("<svg") and ". ." not in chart.alt
    assert "View: start 1950, end 1951" in chart.subtitle


def test_titles_in_the_data_stay_text(tmp_path):
    tables = aimed()
    tables["events"][0]["title"] = "<script>alert(1)</script>"
    tables["sources"][1] |= {"title": "<b>it</b>", "publisher": ""}
    shown = read(tmp_path, tables)
    outcomes = direct.around(shown)
    chart, listed = (robustness.chart(shown, outcomes),
                     robustness.listing(shown, outcomes).html)  # fmt: skip
    for told in (chart.svg, html.body(chart), listed):
        assert "<script>" not in told and "<b>it" not in told


def test_the_words_of_the_chart_say_what_falls(first):
    assert first.alt.startswith(f"Table. {first.title}.")
    assert "155 of 199 variations change nothing." in first.subtitle
    assert "without Morgan: 6 acts fall, 11 findings change;" in first.alt


# ---- the list -----------------------------------------------------------------------


def test_the_list_has_each_finding_and_each_variation_that_moves_any(world):
    outcomes = [
        BASE, outcome("sources", "S002", counted("events", "E001"), BASE.findings[1]),
        outcome("sources", "S003", *BASE.findings),
    ]  # fmt: skip
    listing = robustness.listing(Shown(world, View()), outcomes)
    assert "<h3>Findings (2)</h3>" in listing.html
    assert "<h3>Without one source (1 of 2)</h3>" in listing.html
    assert listing.text == "without S002: events shown 2 → 1"
    assert {"finding-events", "sources-S002"} <= {*Ids(listing.html).ids}
    assert "S003" not in listing.html


def test_the_list_says_what_a_view_does_not_count(world):
    lacks = outcome("reading", "", counted("ties"), label="otherwise")
    html_ = robustness.listing(Shown(world, View()), [BASE, lacks]).html
    assert "Not counted" in html_ and "events shown" in html_


def test_the_list_links_what_the_view_shows_and_nothing_else(world):
    come = outcome("sources", "S002", counted("events", "E009"), BASE.findings[1])
    html_ = robustness.listing(Shown(world, View()), [BASE, come]).html
    assert 'href="#E001"' in html_ and 'href="#E009"' not in html_ and "E009" in html_


def test_a_fact_of_several_pairs_is_told_by_the_row_of_the_pair(daesh_k):
    base = without("", counted("prospects", "R29"), kind="base")
    gone = without("S002", counted("prospects"))
    html_ = robustness.listing(Shown(daesh_k, View()), [base, gone]).html
    assert 'href="#R029b"' in html_ and 'href="#R029a"' not in html_
    assert "governments of the region" not in html_


def test_a_voice_that_is_only_missed_itself_moves_nothing(world):
    base = without("", counted("first_voices", "A001", "A002"), kind="base")
    gone = without("A001", counted("first_voices", "A002"), kind="voices")
    listing = robustness.listing(Shown(world, View()), [base, gone])
    assert "voices-A001" not in listing.html and listing.text == ""


def test_thirty_findings_are_listed(world):
    base, moved = (
        without(one, *(Finding(name=f"finding_{n}", value=len(items), items=items)
                       for n in range(30)), kind=kind)
        for one, kind, items in (("", "base", ["a", "b"]), ("S002", "sources", ["a"]))
    )  # fmt: skip
    html_ = robustness.listing(Shown(world, View()), [base, moved]).html
    assert "<h3>Findings (30)</h3>" in html_ and "finding 29" in html_
