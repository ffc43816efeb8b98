"""What holds for every chart of actors and voices, whatever the case looks like."""

import json
import re
from html.parser import HTMLParser

import pytest

from helpers import theme
from helpers.case import cases
from helpers.charts import (
    argument,
    balance_index,
    matrix,
    network,
    pairs,
    strips,
    timeline,
    triads,
    voices,
    what_if,
)
from helpers.draw import face, html
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts import measure, rowed

ROOMS = {
    "matrix": matrix, "network": network,
}  # fmt: skip
ROWED = {  # drawn as rows or blocks; one list holds all of pairs and strips
    "pairs": pairs, "strips": strips, "triads": triads,
    "balance_index": balance_index, "what_if": what_if,
    "voices": voices, "argument": argument,
}  # fmt: skip


def without_article(tables):
    """Let all that the article tells be known from outside instead."""
    tables["sources"][0] |= {"role": "outside"}
    tables["claims"] = [
        {"claim_id": "C001", "role": "thesis", "text": "Peace is near"},
        {"claim_id": "C002", "role": "premise", "text": "They talk",
         "supports": "C001"},
    ]  # fmt: skip
    tables["citations"] += [
        {"record_id": c["claim_id"], "source_id": "S001", "stance": "supports",
         "chain": "S001", "strength": "could"}
        for c in tables["claims"]
    ]  # fmt: skip
    for row in tables["relations"]:
        if row["layer"] == "article":
            row |= {"layer": "context", "status_known": row.pop("status_article"),
                    "when_known": row.pop("when_article"),
                    "known_sources": "S001"}  # fmt: skip
    return tables


WORLDS = {
    "two actors": lambda: worlds.related(2, 3),
    "forty actors": lambda: worlds.related(40, 120),
    "three hundred relations": lambda: worlds.related(40, 300),
    "forty records of a pair": lambda: worlds.related(2, 40),
    "long names": lambda: worlds.related(9, 30, worlds.LONG),
    "right to left": lambda: worlds.related(9, 30, worlds.RIGHT_TO_LEFT),
    "events without relations": worlds.least,
    "no article": lambda: without_article(worlds.related(6, 20)),
}
WIDTHS = (theme.WIDE, theme.NARROW)
SMALLEST = 9.5  # pixels; nothing smaller is read


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Draw each room's chart of each world once."""
    made = {}

    def draw(room, world, **asked):
        key = room, world, str(asked)
        if key not in made:
            folder = tmp_path_factory.mktemp("room") / "case"
            worlds.write(folder, WORLDS[world](), focus=["A001", "A002"])
            view = View(case=str(folder), **asked)
            case = select.view(cases.load(folder), view)
            shown = Shown(case, view)
            one = (ROOMS | ROWED)[room]
            made[key] = one.chart(shown), listed(one)(shown)
        return made[key]

    return draw


@pytest.fixture(scope="module")
def first(daesh_k):
    """Draw each room's chart of the first case once."""
    view = View()
    case = select.view(daesh_k, view)
    shown = Shown(case, view)
    rooms = (ROOMS | ROWED).items()
    return {n: (r.chart(shown), listed(r)(shown)) for n, r in rooms}


def listed(room):
    """Give the list of a room; pairs and strips share one."""
    return getattr(room, "listing", strips.listing)


def sheets(chart):
    """Give the static sheets, and one of a slider's last step with what stands."""
    found = [chart.wide, chart.narrow]
    for moving in chart.moving or ():
        found.append(_at_last(moving))
    return found


def _at_last(moving):
    import pandas as pd

    whole = pd.concat([moving.shapes, moving.steps[-1].shapes], ignore_index=True)
    return face.Sheet(whole, moving.width, moving.height)


class Ids(HTMLParser):
    """The ids and the local links of a list."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"][1:]] if given.get("href", "")[:1] == "#" else []


def check_room(chart):
    for sheet in sheets(chart):
        check_sheet(sheet)


def check_sheet(sheet):
    texts = measure.texts(sheet)
    assert texts
    out = [
        (s.text, round(box.x0), round(box.x1))
        for s, box in texts
        if box.x0 < -1 or box.x1 > sheet.width + 1
        or box.y0 < -1 or box.y1 > sheet.height + 1
    ]  # fmt: skip
    assert out == []
    roles = {s.role for s, _ in texts} - set(measure.GLYPHS) - {"article"}
    assert measure.overlaps(texts, roles) == []
    assert min(s.size for s, _ in texts) >= SMALLEST


def check(room, chart):
    """Hold the words of a chart apart and inside, whichever way it is drawn."""
    if room in ROWED:
        rowed.check(chart)
    else:
        check_room(chart)


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("room", [*ROOMS, *ROWED])
def test_no_text_leaves_its_sheet_and_no_two_overlap(drawn, room, world):
    check(room, drawn(room, world)[0])


@pytest.mark.parametrize("room", [*ROOMS, *ROWED])
def test_the_first_case_is_readable_too(first, room):
    check(room, first[room][0])


@pytest.mark.parametrize("level", ["acts-for", "all"])
@pytest.mark.parametrize("room", ["matrix", "network", *ROWED])
def test_every_actor_by_itself_is_readable(daesh_k, room, level):
    view = View(level=level, memory="ever")
    check(room, (ROOMS | ROWED)[room].chart(Shown.of(daesh_k, view)))


@pytest.mark.parametrize("room", ROOMS)
def test_every_mark_leads_to_a_place_in_its_list(first, room):
    chart, listing = first[room]
    ids = set(Ids(listing.html).ids)
    areas = set()
    for sheet in [*sheets(chart), *(chart.moving or ())]:
        frames = [sheet.shapes, *(step.shapes for step in sheet.steps)]
        for frame in frames:
            areas |= set(frame.record_id[frame["shape"] == "target"])
    assert areas
    assert areas <= ids


@pytest.mark.parametrize("room", ROWED)
def test_every_record_of_a_row_has_its_place_in_a_list(daesh_k, first, room):
    chart, listing = first[room]
    opened = set(re.findall('data-record="([^"]+)"', html.body(chart)))
    beside = [timeline.listing(Shown.of(daesh_k, View())), first["strips"][1]]
    lists = [listing, *(beside if room == "argument" else [])]
    assert len(opened) >= (9 if room in ("pairs", "strips", "voices", "argument") else 3)
    assert opened <= {i for one in lists for i in Ids(one.html).ids}


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("room", [*ROOMS, *ROWED])
def test_no_id_of_a_list_stands_twice(drawn, room, world):
    ids = Ids(drawn(room, world)[1].html).ids
    assert len(ids) == len(set(ids))


def test_every_record_that_a_list_links_to_has_one_card_among_all_lists(daesh_k, first):
    view = View()
    case = select.view(daesh_k, view)
    lists = [
        timeline.listing(Shown(case, view)),
        *(listing for name, (_, listing) in first.items() if name != "pairs"),
    ]
    found = [Ids(listing.html) for listing in lists]
    ids = [i for one in found for i in one.ids]
    links = {link for one in found for link in one.links if link[:1] != "S"}
    assert len(ids) == len(set(ids))
    assert links <= set(ids)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_with_nothing_to_show_says_so_on_a_valid_sheet(drawn, room):
    chart, _ = drawn(room, "two actors", start="1950", end="1951", layers=["context"])
    assert re.match("No |Nothing|Acts and words .* make no tie$", chart.title)
    assert "View: start 1950, end 1951, layers context." in chart.subtitle
    assert chart.svg.startswith("<svg") and ". ." not in chart.alt


@pytest.mark.parametrize("room", ROWED)
def test_rows_with_nothing_to_show_say_so_on_a_valid_sheet(drawn, room):
    chart, _ = drawn(room, "two actors", start="1950", end="1951", layers=["context"])
    assert re.match("No |.*: no .* cooperation$", chart.title)
    assert "View: start 1950, end 1951, layers context." in chart.subtitle
    assert chart.svg.startswith("<svg") and ". ." not in chart.alt


@pytest.mark.parametrize("room", [*ROOMS, *ROWED])
def test_without_an_article_nothing_speaks_of_one(drawn, room):
    chart, listing = drawn(room, "no article")
    if room in ROWED:
        drawn_ = [shape.text for shape in chart.laid[0]]
    else:
        drawn_ = [s.text for one in sheets(chart) for s in one.shapes.itertuples()]
    told = " ".join([chart.title, chart.subtitle, chart.alt, listing.html, *drawn_])
    assert "article" not in told.casefold()


@pytest.mark.parametrize("room", ["matrix", "network"])
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_folding_is_said_in_words(drawn, room, size):
    chart, _ = drawn(room, "forty actors")
    told = " ".join(getattr(chart, size).shapes.text)
    assert re.search(r"\+32 actors in the list: Actor \d+, .* and 26 more\.", told)


def test_a_name_that_would_be_cut_bears_a_number(drawn):
    for room in ("matrix", "network"):
        told = [s.text for s in drawn(room, "long names")[0].wide.shapes.itertuples()
                if s.role in ("row", "name")]  # fmt: skip
        assert sum(text[:2] in {f"{n} " for n in range(1, 9)} for text in told) >= 8


@pytest.mark.parametrize("room", ROOMS)
def test_both_faces_and_the_words_come_with_a_chart(first, room):
    bundle = first[room][0]._repr_mimebundle_()
    told = bundle[face.MIME]
    assert bundle["image/svg+xml"].startswith("<svg")
    assert bundle[face.PLOTLY]["data"] and json.loads(told["narrow_figure"])["data"]
    assert told["title"] and told["subtitle"] and told["alt"].count(told["title"]) == 1


@pytest.mark.parametrize("room", [*ROOMS, *ROWED])
def test_the_same_case_gives_the_same_chart(daesh_k, first, room):
    view = View()
    again = (ROOMS | ROWED)[room].chart(Shown.of(daesh_k, view))
    assert again.svg == first[room][0].svg
    if room in ROOMS:
        assert again.figure.to_json() == first[room][0].figure.to_json()


@pytest.mark.parametrize("room", ["matrix", "network"])
def test_dashes_are_kept_for_uncertain_dates(first, room):
    for sheet in sheets(first[room][0]):
        assert not sheet.shapes.dash.any()
