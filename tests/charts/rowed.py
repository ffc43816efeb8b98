"""Cases whose timelines are measured: everyday ones, and those that strain a layout."""

from helpers.case import cases
from helpers.charts import timeline
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds

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
COMMITTED = ("daesh-k-2021", "great-war-1872-1907")
NAMES = [*COMMITTED, *TABLES]


def shown(folder, name: str, **asked) -> Shown:
    """Read a case by its name under a view."""
    if name in COMMITTED:
        case = cases.load(name)
    else:
        focus = FOCUS if name not in ("one event", "eighty", "small", "coding") else []
        told = {"focus": focus} if focus else {}
        case = worlds.small(folder / name, TABLES[name](), **told)
    view = View(**asked)
    return Shown(select.view(case, view), view)


def picture(folder, name: str, **asked):
    """Draw the timeline of a case by its name."""
    return timeline.chart(shown(folder, name, **asked))
