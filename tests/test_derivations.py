"""What a chapter derives by hand is what its sentence says, whatever is asked."""

import re
from functools import cache
from html import escape

import nbformat
import pytest
from nbformat import v4

from helpers import paths
from helpers.balance import picture
from helpers.case import cases
from helpers.compare import direct, variations
from helpers.page import page
from helpers.text import verdicts
from helpers.view import account, focus, voices
from helpers.view.parameters import View, view
from helpers.view.shown import Shown
from tests import books, worlds
from tests.once import slowly

FIRST = ["01-timeline", "02-actors", "03-sources", "04-balance"]  # the last takes long
SHOWS = "shown = show(parameters.read(globals()))"
VIEWS = {
    "daesh-k-2021": [
        {}, {"dates": "article"}, {"dates": "known"}, {"level": "all"},
        {"memory": "ever"}, {"layers": ["context"]}, {"layers": ["article"]},
        {"statuses": ["claimed"]}, {"as_of": "2019-12"}, {"start": "2021-09"},
        {"start": "1950", "end": "1951"}, {"pair": ["US", "Daesh-K"]},
        {"actors": ["Haqqani network"]}, {"voices": ["unnamed"]}, {"mute": ["Morgan"]},
        {"exclude": ["S001"]}, {"exclude": ["A001"]}, {"exclude": ["S002", "E003"]},
        {"kinds": ["report"], "basis": ["statement"]}, {"sources": ["S016"]},
    ],
    "great-war-1872-1907": [{}, {"as_of": "1890"}, {"dates": "known"}],
    "burma-2021": [{}, {"dates": "article"}],
}  # fmt: skip
WORLDS = {
    "small": worlds.copy(), "coded from a study": worlds.coding(),
    "least": worlds.least(), "many ties": worlds.related(6, 40),
    "few ties": worlds.related(3, 4), "told twice": worlds.told_twice(),
    "events only": worlds.many(7),
}  # fmt: skip


def tags(cell):
    return cell.metadata.get("tags", [])


@cache
def book(chapter):
    return nbformat.read(paths.NOTEBOOKS / f"{chapter}.ipynb", as_version=4)


def derived(chapter, shown):
    """Run what leads to the number of a chapter; give the names that it sets."""
    cells = book(chapter).cells[2:]
    last = max(n for n, cell in enumerate(cells) if "derived" in tags(cell))
    names = {"shown": shown}
    for cell in cells[: last + 1]:
        if cell.cell_type == "code":
            exec(cell.source.replace(SHOWS, ""), names)
    return names


def told(shown):
    return derived("01-timeline", shown)["told"].event_id.tolist(), [
        row.event_id for row in account.told_only(shown)
    ]


def together(shown):
    acts = focus.attested(focus.between(shown)).relation_id.tolist()
    return derived("02-actors", shown)["acted"].relation_id.tolist(), acts


def rests(shown):
    ours = voices.support(shown.case, voices.read_by(shown.case, shown.view))
    heard = {voice for row in ours.voices for voice in row}
    numbers = {"records": len(ours), "origins": len(heard),
               "only on unnamed": int(ours.anonymous.sum())}  # fmt: skip
    return derived("03-sources", shown)["numbers"], numbers


def products(shown):
    found = derived("04-balance", shown)
    by_hand = [found["verdict"][one] for one in found["products"]]
    strong = picture(shown).triads.strong.replace("undetermined", "open")
    return by_hand, strong.tolist()


def equal(shown):
    """Give what each of the first chapters derives, beside what it has to be."""
    by_hand = {
        "01-timeline": told, "02-actors": together, "03-sources": rests,
        "04-balance": products,
    }  # fmt: skip
    for chapter, compare in by_hand.items():
        mine, theirs = compare(shown)
        assert mine == theirs, chapter


ASKED = [(case, asked) for case, views in VIEWS.items() for asked in views]
ASKED = [*ASKED[::2], *slowly(*ASKED[1::2])]


@pytest.mark.parametrize("case, asked", ASKED, ids=str)
def test_the_number_by_hand_is_the_sentences(case, asked):
    equal(Shown.of(cases.load(case), View(case=case, **asked)))


@pytest.mark.parametrize("world", WORLDS)
def test_the_number_by_hand_is_the_sentences_of_other_cases(world, tmp_path):
    case = cases.load(worlds.write(tmp_path / "world", WORLDS[world]))
    for asked in ({}, {"dates": "article"}, {"level": "all", "memory": "ever"}):
        equal(Shown.of(case, View(case=str(case.folder), **asked)))


@pytest.mark.slow
@pytest.mark.parametrize("what", variations.AROUND)
def test_the_number_by_hand_is_the_sentences_without_each_source_and_voice(what):
    shown = Shown.of(cases.load("daesh-k-2021"), View())
    left = variations.leave_one_out(shown.case, shown.view, dict(shown.view), what)
    for one in left:
        equal(Shown.of(shown.whole, view(one.values)))


@pytest.mark.parametrize(
    "case, asked",
    [
        ("daesh-k-2021", {"end": "2010"}),
        ("daesh-k-2021", {"start": "1950", "end": "1951"}),
        *slowly(
            ("daesh-k-2021", {"mute": ["Morgan"], "start": "2021-09-05"}),
            ("great-war-1872-1907", {}),
        ),
    ],
    ids=str,
)
@pytest.mark.slow
def test_what_changes_nothing_is_counted_by_hand(case, asked):
    shown = Shown.of(cases.load(case), View(case=case, **asked))
    found = derived("05-robustness", shown)
    outcomes = direct.around(shown)
    assert found["nothing"].to_dict() == verdicts.unmoved(outcomes)
    counts = len(outcomes[0].findings)
    assert len(found["tried"]) == counts * len(found["matters"])


# ---- in the page -----------------------------------------------------------------

FRAME = "import pandas as pd\npd.DataFrame({'n': [1]})"


def by_hand(path, *sources):
    """Give a chapter of the page whose first cell derives a number."""
    made = books.run(books.make(path, *sources))
    made.cells.insert(2, v4.new_markdown_cell("## How is it counted?\n\nBy hand."))
    for cell in made.cells[2:4]:
        cell.metadata.tags = ["derived", "fold"]
    return page.chapter(path, made, dict)


def test_the_page_folds_code_above_what_it_gives_after_all_else(tmp_path):
    chapter = by_hand(tmp_path / "1.ipynb", FRAME, "'the chart'")
    told, end = chapter["body"].split('<details class="fold">', 1)
    assert "the chart" in told and "By hand" not in told
    assert end.startswith(f"<summary>{page.COUNTED}</summary>")
    code = rf"<pre[^>]*>{re.escape(escape(FRAME))}</pre>"
    assert re.search(f"counted.*By hand.*{code}.*<td>1</td>", end, re.DOTALL)
    assert not re.search(r"<th[^>]*>\s*</th>", end)  # a screen reader reads none
    assert chapter["code"].endswith(f"{FRAME}\n\n'the chart'")


def test_without_a_row_nothing_is_derived_in_the_page(tmp_path):
    body = by_hand(tmp_path / "1.ipynb", f"{FRAME}.head(0)", "'the chart'")["body"]
    assert "the chart" in body and "By hand" not in body


# ---- the questions at the end ----------------------------------------------------

GIVEN = {  # what a question leaves to the reader
    "as_of": "2019-12", "mute": ["Morgan"], "case": "great-war-1872-1907",
}  # fmt: skip
SET, WRITE = r"Set `(\w+)`(?: to `([^`]+)`)?", r"Write `([^`]+)` "
QUESTIONS = [
    (path.stem, line)
    for path in paths.chapters()
    for line in book(path.stem).cells[-1].source.splitlines()
    if line.startswith("- ")
]


def changed(chapter, line):
    """Do what an answer says; give the text of the chapter's source, and parameters."""
    made = nbformat.from_dict(book(chapter))
    if asked := re.search(SET, line):
        name, value = asked.groups()
        value = GIVEN[name] if value is None else value
        return made, {name: value}
    (wanted,) = re.findall(WRITE, line)
    cells = {cell.id: cell for cell in made.cells}
    if "last line" in line:
        lines = cells["derived"].source.splitlines()
        cells["derived"].source = "\n".join([*lines[:-1], wanted])
    else:
        (cell,) = [c for c in made.cells if "balance.picture(shown)" in c.source]
        cell.source = cell.source.replace("balance.picture(shown)", wanted)
    return made, {}


def test_each_chapter_ends_with_two_or_three_questions():
    asked = [chapter for chapter, _ in QUESTIONS]
    assert {asked.count(path.stem) for path in paths.chapters()} <= {2, 3}
    assert all(
        re.search(r"^- [A-Z][^?]+\? (Set|Write) `.*\.$", q) for _, q in QUESTIONS
    )


@pytest.mark.slow
@pytest.mark.parametrize("chapter, line", QUESTIONS, ids=str)
def test_a_question_is_answered_by_the_line_that_it_names(chapter, line, tmp_path):
    made, asked = changed(chapter, line)
    nbformat.write(made, tmp_path / f"{chapter}.ipynb")
    before = books.shown(book(chapter))
    after = books.shown(books.run(tmp_path / f"{chapter}.ipynb", **asked))
    assert after != before
    if not asked:
        assert len(after) == len(before)
