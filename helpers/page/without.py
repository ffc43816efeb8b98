"""A report without one source or voice, as its chapter has computed that: for the page.

What goes, what stays and is read otherwise, the ties of the day, the titles that then
say something else. The script's half is ``without.js``: it shows what stands here, and
computes nothing. A test compares both with the view that leaves the same thing out.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pandas as pd
from nbformat import NotebookNode

from helpers.case.cases import Case
from helpers.charts import tied, timeline
from helpers.compare import moving, variations
from helpers.compare.findings import Outcome
from helpers.compare.moving import Move
from helpers.compare.variations import LEFT_OUT, Variation
from helpers.lists import records
from helpers.lists.records import Listing
from helpers.page import filters, plots, standings
from helpers.page.standings import Once
from helpers.text import bounds, removals, ties, verdicts
from helpers.view import relations, select
from helpers.view.shown import Shown

__all__ = ["each"]
MIME = "application/vnd.dateline.without+json"
TIED = {name: room for name, room in plots.MOVED.items() if hasattr(room, "Course")}
TITLES = {name: room.title for name, room in plots.MOVED.items() if name not in TIED}
PARTS = ("gone", "come", "read", "ties", "titles", "findings")
TELLS = ("when_article", "when_known", "status_article", "status_known")
DRAWN = re.compile(  # an element of a mark or a line, which asks for nothing
    r"</?(?:svg|g|path|circle|ellipse|rect|line|text|tspan|title|span|b|small|s)"
    r"(?: (?:class|dir|aria-hidden|viewBox|width|height|[xyd]|[xy][12]|d[xy]|c[xy]"
    r'|r[xy]?|points|text-anchor|stroke-dasharray)="[^"<>]*")*/?>'
)
HEADS = ("records that go", "ties that change", "findings that change")


@dataclass(frozen=True)
class Without(Listing):
    """What goes without each source and voice: a table, and all of it for the page."""

    told: dict[str, Any]

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        shown = super()._repr_mimebundle_()
        return shown | {MIME: json.dumps(self.told, ensure_ascii=False, sort_keys=True)}


def each(shown: Shown, outcomes: list[Outcome]) -> Without:
    """Count what goes without each source and voice that takes anything along.

    Examples
    --------
    >>> print(without.each(earliest, outcomes))
    What goes without one source or voice
    ...
    """
    told = payload(shown, outcomes)
    counts = [
        [one["label"], len(one["gone"]), len(one["ties"]), len(one["findings"])]
        for one in told["moved"]
    ]
    some = [row for row in counts if any(row[1:])]  # of others a date reads otherwise
    frame = pd.DataFrame(some, columns=["without", *HEADS]).set_index("without")
    frame.index.name = ""
    table = records.table(frame, "What goes without one source or voice")
    return Without(table.html, table.text, told)


def read(books: Iterable[NotebookNode]) -> dict[str, Any] | None:
    """Return what a chapter has computed of leaving out; None where none has.

    None too where an output says to be that and draws what ours never does.
    """
    found = [
        output["data"][MIME]
        for book in books
        for cell in book.cells
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]
    with suppress(ValueError, LookupError, TypeError):
        told = json.loads("".join(found[-1]))
        if not any("<" in DRAWN.sub("", text) for text in told["texts"]):
            return told
    return None


def payload(shown: Shown, outcomes: list[Outcome]) -> dict[str, Any]:
    """Return what goes and changes without each source and voice, most first.

    ``still`` are those without which nothing does, by kind. What is drawn stands once,
    among the ``texts``.
    """
    base, texts = _Base(shown), Once()
    moved = moving.by_variation(moving.moves(outcomes))
    found: list[dict[str, Any]] = []
    still: dict[str, list[str]] = {}
    for one in outcomes[1:]:
        if one.variation.kind not in LEFT_OUT or one.left is None:
            continue
        told = base.without(one, moved.get(one.variation, {}), texts)
        if any(told[part] for part in PARTS):
            found.append(told)
        else:
            still.setdefault(one.variation.kind, []).append(one.variation.subject)
    found.sort(key=lambda one: (-len(one["gone"]), -len(one["findings"])))
    return {"moved": found, "still": still, "texts": [*texts]}


class _Base:
    """What a view shows, to be compared with what something left out leaves.

    A class because each of its parts is asked for as often as something is left out.
    """

    def __init__(self, shown: Shown) -> None:
        self.shown, self.rows = shown, _rows(shown)
        self.reports = timeline.carried(shown.case)
        self.titles = {name: title(shown) for name, title in TITLES.items()}
        self.day, self.courses = _day(shown), tied.courses(shown, shown.day)
        held = _held(shown, self.courses)
        self.entries = {id(one): _entry(shown, one) for one in held}
        self.ties = dict(self.entries.values())
        self.drawn = {n: room.Course(shown, self.courses) for n, room in TIED.items()}

    def without(self, one: Outcome, moves: dict[str, Move], texts: Once) -> dict:
        """Tell what differs where one source or voice is left out.

        ``come`` are records of which the page of the view has nothing.
        """
        left, rows, reports = one.left, _rows(one.left), timeline.carried(one.left.case)
        gone = [i for i in self.rows if i not in rows]
        touched = [i for i, told in rows.items() if told != self.rows.get(i)]
        touched += [i for i in self._reordered(left, rows) if i not in touched]
        told = dict(self._reread(one, touched))
        found = self._named(one.variation) | {
            "gone": gone + [i for i in self.reports if i not in reports],
            "come": [i for i in touched if i not in self.rows],
            "read": told, "ties": {}, "titles": {}, "drawn": {},
            "findings": [[verdicts.short(self.shown.case, name), verdicts.change(move)]
                         for name, move in moves.items()],
        }  # fmt: skip
        otherwise = any({*those} - {"sources"} for those in told.values())
        if gone or moves or otherwise or any(self._disputed(left, i) for i in touched):
            now = {name: title(left) for name, title in TITLES.items()}
            found["titles"] = {n: t for n, t in now.items() if t != self.titles[n]}
        if bonds := {i for i in (*gone, *touched) if i[0] in "RM"}:
            self._tie(found, left, bonds)
        for places in found["drawn"].values():
            for place, those in places.items():
                places[place] = {i: [texts[x] for x in d] for i, d in those.items()}
        return found

    def _reordered(self, left: Shown, rows: Iterable[str]) -> list[str]:
        """List the records whose date order bounds otherwise, where a view says so."""
        if left.view.order != "narrowed":
            return []
        return [
            i
            for i in rows
            if i in self.rows
            and bounds.by_order(left, i) != bounds.by_order(self.shown, i)
        ]

    def _disputed(self, left: Shown, record: str) -> bool:
        """Return whether another one supports a record, or says that it is not so."""
        stances = ({c.stance for c in shown.case.cited.get(record, ())}
                   for shown in (self.shown, left))  # fmt: skip
        return len({*map(frozenset, stances)}) > 1

    def _named(self, one: Variation) -> dict[str, str]:
        """Name what is left out, the parameter that does it, and why records go."""
        name = LEFT_OUT[one.kind].parameter
        return {
            "id": one.subject, "kind": one.kind, "anchor": variations.anchor(one),
            "by": name, "why": select.HIDES[name],
            "label": f"without {removals.name(self.shown, one)}",
        }  # fmt: skip

    def _reread(self, one: Outcome, touched: list[str]) -> Iterator[tuple[str, dict]]:
        """Give what is told otherwise of records that stay.

        That a source left out is none of theirs goes without saying.
        """
        for record in touched:
            if record in self.rows:
                told = _told(one.left, one.left.case.by_id[record])
                before = _told(self.shown, self.shown.case.by_id[record])
                sources = [s for s in before["sources"] if s != one.variation.subject]
                differs = {n: v for n, v in told.items() if v != before[n]}
                if told["sources"] == sources:
                    differs.pop("sources", None)
                if differs:
                    yield record, differs

    def _tie(self, found: dict[str, Any], left: Shown, touched: set[str]) -> None:
        """Tell what becomes of the ties and prospects of the day; None where one goes.

        What is drawn of them stands where it is drawn without anything left out.
        """
        if _day(left) == self.day:
            return
        courses = self._courses(left, touched)
        held = _held(left, courses)
        now = dict(self.entries.get(id(one)) or _entry(left, one) for one in held)
        found["ties"] = {
            anchor: now.get(anchor)
            for anchor in dict.fromkeys([*self.ties, *now])
            if self.ties.get(anchor) != now.get(anchor)
        }
        for name, room in TIED.items():
            course = room.Course(left, courses)
            found["titles"][name] = course.title(left.day)
            found["drawn"][name] = {
                place: {i: plots.part(one, name, place) for i, one in those.items()}
                for place, those in room.on_day(
                    self.drawn[name], course, found["ties"]
                ).items()
            }

    def _courses(self, left: Shown, touched: set[str]) -> tied.Courses:
        """Return how the pairs then stand from day to day: anew where one is touched.

        All of them where that moves the day, or for whom an actor stands.
        """
        case, level, before = left.case, left.view.level, self.shown.case
        if left.day != self.shown.day or any(i[0] == "M" for i in touched):
            return tied.courses(left, left.day)
        anew = {
            relations.ends(one, row, level)
            for one in (before, case)
            for row in one.rows("relations")
            if row.relation_id in touched
        }
        rows = [row for row in case.rows("relations")
                if relations.ends(case, row, level) in anew]  # fmt: skip
        of_them = Shown(case.with_tables(relations=rows), left.view)
        return {
            part: _in_order(case, made | {pair: those for pair, those
                                          in self.courses[part].items()
                                          if pair not in anew})
            for part, made in tied.courses(of_them, left.day).items()
        }  # fmt: skip


def _in_order(case: Case, course: dict[tuple, list]) -> dict[tuple, list]:
    """Put pairs in the order of the first record that each rests on."""

    def first(pair: tuple) -> int:
        return min(case.by_id[i].Index for one in course[pair] for i in one.records)

    return {pair: course[pair] for pair in sorted(course, key=first)}


def _day(shown: Shown) -> tuple:
    """Return how the pairs of a view stand on its day, to be compared."""
    return shown.day, shown.tie_list, shown.prospect_list


def _rows(shown: Shown) -> dict[str, list]:
    """Return the records of a view by their ids, as all that tells how each is told.

    Places in a table do not count: they move with what goes before them.
    """
    case = shown.case
    return {
        row[1]: [
            *(getattr(row, name, "") for name in TELLS),
            *(one[1:] for one in case.cited.get(row[1], ())),
            *(one[1:] for one in case.being.get(row[1], ())),
        ]
        for name in select.DATED
        for row in case.rows(name)
    }


def _told(shown: Shown, row) -> dict[str, Any]:
    """Tell what of a record may differ where a source or voice is left out."""
    return {
        "read": filters.told(shown, row),
        "when": [row.when_article, row.when_known],
        "sources": filters.sources(shown.case, row),
    }


def _held(shown: Shown, courses: tied.Courses) -> list:
    """List the ties and prospects of the day of a view."""
    return [o for course in courses.values() for o in tied.held(course, shown.day)]


def _entry(shown: Shown, one) -> tuple[str, dict[str, Any]]:
    """Return the id of a tie or prospect, and what the page has of it."""
    return ties.anchor(one), standings.entry(shown.case, one) | {"records": one.records}
