"""A view's reading holds in every text: no date and no status of another slips in.

Over charts (words, titles, alt text, other days), lists, cards, answers, sentences.
"""

import re
from datetime import date
from html import unescape
from itertools import chain, combinations

import pytest

from helpers import balance
from helpers.case import cases, dates
from helpers.charts import FIGURES, matrix, network, pairs, robustness, timeline
from helpers.compare import direct, findings
from helpers.draw import html
from helpers.lists import records
from helpers.page import filters, page
from helpers.text import answers, opening, removals, summary, theory, verdicts, wording
from helpers.text.recorded import worded
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown, show
from tests import once, pages, worlds
from tests.browsing import opener
from tests.once import slowly

ROOMS = [one.room for one in FIGURES if not one.around]
# The dates and statuses of a world told twice; an axis may have a tick at 0 or 5.
OF_ARTICLE = re.compile(r"\b170[1-46-9]\b")
OF_KNOWN = re.compile(r"\b175[1-46-9]\b|\b(?:[Hh]appened|[Dd]enied|[Ee]xpected)\b")
OWN = {"title", "summary", "note", "text", "name"}  # words of the data, with any date
TAUGHT = (  # how a chart is to be read, whatever it shows
    "Filled: it happened",
    "said to have happened",
    "as if they had happened",  # a rule of balance
)


def bare(told):
    """Give the words of HTML."""
    return unescape(re.sub(r"<[^>]*>", " ", told))


def of_chart(chart):
    """List the texts of a chart: its words, as a file and as the page has it."""
    yield from (chart.alt, chart.title, chart.subtitle, chart.source, bare(chart.svg))
    body = html.body(chart)
    yield from (bare(body), *map(unescape, re.findall('aria-label="([^"]*)', body)))


def of_other_days(shown):
    """List what charts tell on other days: their titles, and all of their ties."""
    for room in (pairs, matrix, network):
        told = room.course(shown)
        steps = [
            one for those in told.get("ties", {}).values() for one in those.values()
        ]
        texts = [title for _, title in told["titles"]]
        texts += [str(part) for _, part in chain.from_iterable(steps)]
        yield from ((f"other days {room.__name__}", text) for text in texts)


def of_listing(listing):
    yield from (bare(listing.html), listing.text)


def sentences(case, view, outcomes):
    """Name every sentence and answer of the notebooks."""
    shown = Shown(case, view)
    seen, dated = balance.picture(shown), case.events.event_id
    yield "opening", opening.first(shown)
    yield "hidden", summary.hidden(shown)
    for table in ("events", "relations"):
        yield f"shown {table}", summary.kept(shown, table)
    yield "reading", summary.reading(shown)
    yield "came first", summary.came_first(shown)
    for pair in combinations(list(dated)[:6], 2):
        yield f"order {pair}", summary.order(shown, *pair)
    for answer in (answers.against, answers.ahead, answers.unheard, answers.causes):
        yield answer.__name__, answer(shown)
    for one in (theory.reading, theory.counted, theory.claim):
        yield one.__name__, one(seen)
    for without in (theory.triangles, theory.course, theory.change):
        yield without.__name__, without(seen)
    yield "holds", verdicts.picture(shown, outcomes)
    yield "lead", removals.lead(shown, outcomes)
    every = findings.of(shown)
    for one in worded(shown, every):
        yield f"finding {one.name}", f"{one.value} {one.about} {one.items}"


def lists(case, view, outcomes):
    """Name every list and table."""
    shown = Shown(case, view)
    for room in ROOMS:
        if room is not pairs:  # its list is that of the matrix
            yield room.__name__, room.listing(shown)
    yield "rules", records.table(theory.rules(shown), "By rule")
    yield "robustness", robustness.listing(shown, outcomes)


def of_page(whole, view):
    """Name what the page says of its sources, and of records in this reading."""
    for heading, rows in page.sources(Shown(whole, view)).items():
        yield heading, [bare(" ".join(row.values())) for row in rows]
    read = filters.Readings(whole, view)
    data = filters.payload(read, view)
    for name in ("events", "relations", "memberships"):
        for row in data[name]:
            yield row["id"], [*map(str, row["read"][view.dates].values())]


def everything(folder, **asked):
    """List every text of a case under a view: where it stands, and the text."""
    view = View(case=str(folder), **asked)
    whole = cases.load(folder)
    case, found = select.view(whole, view), []
    outcomes = direct.around(show(view))
    shown = Shown(case, view)
    for room in ROOMS:
        found += [(f"chart {room.__name__}", t) for t in of_chart(room.chart(shown))]
    found += of_other_days(shown)
    robust = robustness.chart(shown, outcomes)
    found += [("chart robustness", text) for text in of_chart(robust)]
    for name, listing in lists(case, view, outcomes):
        found += [(f"list {name}", text) for text in of_listing(listing)]
    found += [(name, str(told)) for name, told in sentences(case, view, outcomes)]
    counted = timeline.precision(shown)
    found += [("precision", counted.to_string())]
    for name, texts in of_page(whole, view):
        found += [(name, text) for text in texts]
    return found


def broken(texts, pattern):
    """List the places whose text holds what it should not, with some of it."""
    found = {}
    for name, text in texts:
        text = " ".join(text.split())  # a picture breaks its lines
        for taught in TAUGHT:
            text = text.replace(taught, "")
        if hit := pattern.search(text):
            found.setdefault(name, text[max(0, hit.start() - 60) : hit.end() + 20])
    return found


VIEWS = (
    {},
    {"memory": "ever", "level": "all", "gaps": "linear"},
    {"layers": ["article"], "memory": "ever"},
    {"layers": ["context"]},
    {"as_of": "1760", "actors": ["A001"]},
    {"start": "1700", "statuses": ["claimed", "reported"]},
)
SOME = [*VIEWS[:2], *slowly(*VIEWS[2:])]


def replaced(case, reading):
    """List the dates, in words, that another reading has in the place of this one's.

    But for those that this one has too, where its dates begin and end, and those that
    stand in the data's own words.
    """
    rows = [row for table in select.DATED for row in case.rows(table)]
    rows += case.rows("sources")
    here = {wording.date_of(Shown(case, View(dates=reading)), row) for row in rows}
    for when in (select.when(row, reading) for row in rows):
        days = [day.toordinal() for day in dates.bounds(when)]
        here |= {dates.day_in_words(date.fromordinal(d + by))
                 for d in days for by in (-1, 0, 1)}  # fmt: skip
    for frame in case.tables.values():
        here |= {text for column in OWN & {*frame} for text in frame[column]}
    other = {"article": "known", "known": "article"}[reading]
    told = {
        wording.date_of(Shown(case, View(dates=other)), row)
        for row in rows
        if row.when_known
    }
    return {t for t in told if re.search("[a-z]", t) and not any(t in h for h in here)}


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    folder = tmp_path_factory.mktemp("twice") / "case"
    return worlds.write(folder, worlds.told_twice(), **worlds.TOLD_TWICE)


@pytest.mark.parametrize("more", SOME, ids=str)
def test_by_the_article_nothing_is_told_that_is_only_known(twice, more):
    texts = everything(twice, dates="article", **more)
    assert broken(texts, OF_KNOWN) == {}
    assert any(OF_ARTICLE.search(text) for _, text in texts)


@pytest.mark.parametrize("more", SOME, ids=str)
def test_as_known_no_date_is_told_that_a_known_one_replaces(twice, more):
    texts = everything(twice, dates="known", **more)
    assert broken(texts, OF_ARTICLE) == {}
    assert any(OF_KNOWN.search(text) for _, text in texts)


@pytest.mark.parametrize("reading", ["article", *slowly("known")])
@pytest.mark.parametrize("name", [*slowly("daesh-k-2021"), "great-war-1872-1907"])
def test_no_date_of_a_case_stands_where_it_is_not_read(name, reading):
    gone = replaced(cases.load(name), reading)
    texts = everything(name, dates=reading)
    assert broken(texts, re.compile("|".join(map(re.escape, gone)))) == {}
    assert len(gone) > 5 and len(texts) > 800


# ---- the page's own switch ---------------------------------------------------------

SEEN = """async () => {
  const found = [], add = (name, texts) => found.push(...texts.map((t) => [name, t]));
  const told = (place) => [...document.querySelectorAll(place)]
    .filter((one) => !one.closest(".was, .gone, .whole")).map((one) => {
      const copy = one.cloneNode(true);
      copy.querySelectorAll(".was").forEach((was) => was.remove());
      return copy.textContent;
    });
  document.querySelectorAll("#all-records details").forEach((fold) => {
    fold.open = true;
  });
  await new Promise((done) => setTimeout(done, 50)); // a table is filled when it opens
  add("rows", told(".records summary"));
  add("sources", told(".sources .about"));
  add("tables", told("#all-records tr"));
  add("alt", told("figcaption"));
  for (const chart of document.querySelectorAll("figure.rowed")) {
    const rows = [...chart.querySelectorAll(".picture [aria-label]")];
    add(`words ${chart.id}`, rows.map((one) => one.getAttribute("aria-label")));
    add(chart.id, told(`#${chart.id} :is(.finding, .picture)`));
  }
  const ids = [...document.querySelectorAll(".card[id], .sources > li")];
  for (const { id } of ids) {
    location.hash = id;
    await new Promise((done) => setTimeout(done, 4));
    add(`card ${id}`, told("#evidence .about, #evidence .body"));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def opened(browser, twice):
    """Open pages whose own reading is each of the three; a switch is thrown anew."""

    def write(own):
        page = twice.parent / f"{own}.html"
        return pages.without_kernel(
            twice, page, ROOMS[:5], dates=own, memory="ever"
        ).as_uri()

    opening = opener(browser, once.Asked(write))
    open_page = next(opening)
    yield once.Asked(lambda own: open_page(own).drawn())
    next(opening, None)


@pytest.mark.browser
@pytest.mark.parametrize("own", ["both", *slowly("article", "known")])
@pytest.mark.parametrize(
    "reading, other, mine",
    [("article", OF_KNOWN, OF_ARTICLE), ("known", OF_ARTICLE, OF_KNOWN)],
    ids=("article", "known"),
)
def test_the_switch_of_a_page_reads_all_that_it_reaches(
    opened, own, reading, other, mine
):
    seen = opened[own]
    box = f"[name=dates][value={reading}]"
    seen.page.evaluate(f"document.querySelector('{box}').click()")
    texts = [(name, text or "") for name, text in seen.settled().page.evaluate(SEEN)]
    assert seen.told == []
    assert broken(texts, other) == {}
    assert {name for name, text in texts if mine.search(text)} >= {
        "rows", "sources", "tables", "card E001", "card R001",
        "figure-01-timeline", "words figure-01-timeline", "figure-02-strips",
        "words figure-02-pairs",
        "card M001", "card S002",
        "card tie-A001-A002", "card course-A001-A002",
    }  # fmt: skip
