"""What holds for every chart of actors and voices, whatever the case looks like."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from helpers.case import cases
from helpers.charts import FIGURES, strips, timeline
from helpers.draw import html
from helpers.lists import windows
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import once, worlds
from tests.charts import rowed

ROOMS = {
    one.module: one.room
    for one in FIGURES
    if one.module != "timeline" and not one.around
}
FEWEST = dict.fromkeys(("pairs", "strips", "origins", "argument"), 9) | {"triads": 1}


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


MANY = "three hundred relations"
WORLDS = {
    "two actors": lambda: worlds.related(2, 3),
    "forty actors": lambda: worlds.related(40, 120),
    MANY: lambda: worlds.related(40, 300),
    "forty records of a pair": lambda: worlds.related(2, 40),
    "long names": lambda: worlds.related(9, 30, worlds.LONG),
    "right to left": lambda: worlds.related(9, 30, worlds.RIGHT_TO_LEFT),
    "events without relations": worlds.least,
    "no article": lambda: without_article(worlds.related(6, 20)),
}
LARGE = ("forty actors", MANY)
SOME_WORLDS = [*(w for w in WORLDS if w not in LARGE), *once.slowly(*LARGE)]


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
            one = ROOMS[room]
            made[key] = one.chart(shown), listed(one)(shown)
        return made[key]

    return draw


@pytest.fixture(scope="module")
def first(daesh_k):
    """Draw each room's chart of the first case once."""
    view = View()
    case = select.view(daesh_k, view)
    shown = Shown(case, view)
    rooms = ROOMS.items()
    return {n: (r.chart(shown), listed(r)(shown)) for n, r in rooms}


def listed(room):
    """Give the list of a room; pairs and strips share one."""
    return getattr(room, "listing", strips.listing)


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


@pytest.mark.parametrize("world", SOME_WORLDS)
@pytest.mark.parametrize("room", ROOMS)
def test_no_text_leaves_its_sheet_and_no_two_overlap(drawn, room, world):
    rowed.check(drawn(room, world)[0])


@pytest.mark.parametrize("room", ROOMS)
def test_the_first_case_is_readable_too(first, room):
    rowed.check(first[room][0])


@pytest.mark.parametrize("room", ROOMS)
def test_no_two_samples_of_a_legend_look_alike(first, room):
    legend = first[room][0].legend
    alike = Counter(repr(sample.shapes) for sample in legend if sample.shapes)
    assert {*alike.values()} <= {1}, [sample.words for sample in legend]


@pytest.mark.parametrize("level", ["acts-for", "all"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_actor_by_itself_is_readable(daesh_k, room, level):
    view = View(level=level, memory="ever")
    rowed.check(ROOMS[room].chart(Shown.of(daesh_k, view)))


@pytest.mark.parametrize("room", ROOMS)
def test_every_record_of_a_row_has_its_place_in_a_list(daesh_k, first, room):
    chart, listing = first[room]
    opened = set(re.findall('data-record="([^"]+)"', html.body(chart)))
    beside = {"argument": [timeline.listing(Shown.of(daesh_k, View())),
                           first["strips"][1]],
              "network": [first["matrix"][1]]}  # fmt: skip
    lists = [listing, *beside.get(room, [])]
    assert len(opened) >= FEWEST.get(room, 3)
    assert opened <= {i for one in lists for i in Ids(one.html).ids}


@pytest.mark.parametrize("world", SOME_WORLDS)
@pytest.mark.parametrize("room", ROOMS)
def test_no_id_of_a_list_stands_twice(drawn, room, world):
    ids = Ids(drawn(room, world)[1].html).ids
    assert len(ids) == len(set(ids))


def test_every_record_that_a_list_links_to_has_one_card_among_all_lists(daesh_k, first):
    view = View()
    case = select.view(daesh_k, view)
    lists = [
        timeline.listing(Shown(case, view)),
        windows.listing(Shown(case, view)),
        *(listing for name, (_, listing) in first.items() if name != "pairs"),
    ]
    found = [Ids(listing.html) for listing in lists]
    ids = [i for one in found for i in one.ids]
    links = {link for one in found for link in one.links if link[:1] != "S"}
    assert len(ids) == len(set(ids))
    assert links <= set(ids)


@pytest.mark.parametrize("room", ROOMS)
def test_rows_with_nothing_to_show_say_so_on_a_valid_sheet(drawn, room):
    chart, _ = drawn(room, "two actors", start="1950", end="1951", layers=["context"])
    assert re.match("No |.*: no .* cooperation( in this view)?$", chart.title)
    assert "View: start 1950, end 1951, layers context." in chart.subtitle
    assert chart.svg.startswith("<svg") and ". ." not in chart.alt


@pytest.mark.parametrize("room", ROOMS)
def test_without_an_article_nothing_speaks_of_one(drawn, room):
    chart, listing = drawn(room, "no article")
    written = [shape.text for shape in chart.laid[0]]
    told = " ".join([chart.title, chart.subtitle, chart.alt, listing.html, *written])
    assert "article" not in told.casefold()


@pytest.mark.parametrize("room", ROOMS)
def test_the_same_case_gives_the_same_chart(daesh_k, first, room):
    view = View()
    again = ROOMS[room].chart(Shown.of(daesh_k, view))
    assert again.svg == first[room][0].svg


def test_dashes_are_kept_for_uncertain_dates(first):
    assert not [shape for shape in first["matrix"][0].laid[0] if shape.dash]
