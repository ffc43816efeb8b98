"""Cases whose timelines are measured: everyday ones, and those that strain a layout."""

from itertools import combinations

from helpers.case import cases
from helpers.charts import timeline
from helpers.draw import letters
from helpers.draw.layout import WIDTH
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.once import slowly

ONE_WORD = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenverordnungsgesetz"
FOCUS = ["A001", "A002", "A003"]


def worded(name: str) -> dict[str, list[dict]]:
    """Give a world in which whatever has a name has this one, and disputes it."""
    tables = worlds.told_twice()
    for table, column in (("actors", "name"), ("events", "title"),
                          ("sources", "title")):  # fmt: skip
        for nth, row in enumerate(tables[table]):
            row[column] = f"{name} {nth}"
    for nth, record in enumerate(("E001", "R001", "E002", "R002")):
        tables["citations"].append(
            {"record_id": record, "source_id": "S003", "stance": "disputes",
             "chain": f"S003<A00{nth % 4 + 2}"}
        )  # fmt: skip
    for row in tables["relations"][:2]:
        row["event_id"] = "E001"
    return tables


TABLES = {
    "one event": worlds.least,
    "small": worlds.copy,
    "coding": worlds.coding,
    "eighty": lambda: worlds.many(80),
    "crowd": lambda: worlds.large(200, 40, 300),
    "long": lambda: worded(worlds.LONG),
    "one word": lambda: worded(ONE_WORD),
    "right to left": lambda: worded(worlds.RIGHT_TO_LEFT),
}
RELATED = {  # many ties, none in focus
    "three hundred": lambda: worlds.related(40, 300),
    "long names": lambda: worlds.related(9, 60, worlds.LONG),
    "one-word names": lambda: worlds.related(9, 60, ONE_WORD),
    "names from right to left": lambda: worlds.related(9, 60, worlds.RIGHT_TO_LEFT),
}
COMMITTED = ("daesh-k-2021", "great-war-1872-1907")
NAMES = [*COMMITTED, *TABLES]
LARGE = ("daesh-k-2021", "crowd", "three hundred")
SOME, SOME_RELATED = (
    [*(name for name in names if name not in LARGE),
     *slowly(*(name for name in names if name in LARGE))]
    for names in (NAMES, RELATED)
)  # fmt: skip


def shown(folder, name: str, **asked) -> Shown:
    """Read a case by its name under a view."""
    if name in COMMITTED:
        case = cases.load(name)
    elif name in RELATED:
        case = worlds.small(folder / name, RELATED[name]())
    else:
        focus = FOCUS if name not in ("one event", "eighty", "small", "coding") else []
        told = {"focus": focus} if focus else {}
        case = worlds.small(folder / name, TABLES[name](), **told)
    view = View(**asked)
    return Shown(select.view(case, view), view)


def picture(folder, name: str, **asked):
    """Draw the timeline of a case by its name."""
    return timeline.chart(shown(folder, name, **asked))


def reach(s):
    """Return the box of a text in pixels: left, top, right, bottom."""
    family = letters.SERIF if s.serif else letters.SANS
    wide = letters.width(s.text, s.size, 600 if s.bold else 400, family)
    left = {"left": 0, "right": wide, "center": wide / 2}[s.align]
    x, half = s.x0.beside - left, 0.45 * s.size
    return x, s.y0 - half, x + wide, s.y0 + half


def check(one):
    """Hold every text within its picture, and apart from every other."""
    shapes, height = one.laid
    boxes = [(s.text, reach(s)) for s in shapes if s.kind == "text" and s.text]
    assert boxes
    for text, (x0, y0, x1, y1) in boxes:
        assert -0.5 <= x0 and x1 <= WIDTH + 0.5, text
        assert -0.5 <= y0 and y1 <= height + 0.5, text
    assert [
        (a, b)
        for (a, one), (b, two) in combinations(boxes, 2)
        if min(one[2], two[2]) - max(one[0], two[0]) > 0.5
        and min(one[3], two[3]) - max(one[1], two[1]) > 0.5
    ] == []
