"""Views around a view: what a sweep varies, one thing at a time or all together.

Pure: names and values in, lists of variations out. Whether a view can be used, its
parameters and ``select`` say.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Any, NamedTuple

from helpers.case import firmness
from helpers.case.cases import Case
from helpers.view import naming, parameters, select, voices
from helpers.view.parameters import View


class LeftOut(NamedTuple):
    """What may be left out one at a time: by a parameter, with what goes along."""

    parameter: str
    noun: str
    along: str = ""


LEFT_OUT = {
    "sources": LeftOut("exclude", "source"),
    "voices": LeftOut("mute", "voice", " and what only it says"),
    "actors": LeftOut("exclude", "actor"),
    "events": LeftOut("exclude", "event"),
}
AROUND = ("sources", "voices")  # what is left out around a view
WORK = 100_000  # records times views that a reader of a page waits for


@dataclass(frozen=True)
class Variation:
    """One view of a sweep: how it differs from the base, and what it asks for.

    ``kind`` is `base`, `grid`, `list`, `reading`, or what is left out (`sources`,
    `actors`, `events`, `voices`); ``subject`` its id. ``values`` are the parameters,
    those of the base among them, and no part of what tells a variation from others.
    """

    kind: str
    label: str
    values: dict[str, Any] = field(compare=False)
    subject: str = ""


def told(values: dict[str, Any]) -> str:
    """Write parameters and values in one line.

    >>> told({"dates": "known", "actors": ["US", "Iran"]})
    'dates known, actors US; Iran'
    """
    return ", ".join(f"{n} {parameters.in_words(n, v)}" for n, v in values.items())


def base(values: dict[str, Any]) -> Variation:
    """Return the view that the others are compared with."""
    return Variation("base", "as it is", dict(values))


def grid(values: dict[str, Any], axes: dict[str, list]) -> list[Variation]:
    """Combine every value of each parameter with every one of the others."""
    points = [dict(zip(axes, point, strict=True)) for point in product(*axes.values())]
    return [Variation("grid", told(point), values | point) for point in points]


def listed(values: dict[str, Any], views: list[dict[str, Any]]) -> list[Variation]:
    """Take views as they are listed, each upon the base."""
    return [Variation("list", told(one) or "as it is", values | one) for one in views]


def readings(
    values: dict[str, Any], text: str = "article", others: bool = True
) -> list[Variation]:
    """Read the same records otherwise: other dates, attested ones only.

    ``text`` is what the case is coded from, in a word; without other sources there is
    but one reading of its dates.
    """
    ways = {
        f"by the {text}'s dates and statuses": {"dates": "article"},
        "by other sources' dates and statuses": {"dates": "known"},
        "attested only": {"statuses": list(firmness.ATTESTED)},
    }
    asked = {label: one for label, one in ways.items() if others or "dates" not in one}
    return [Variation("reading", label, values | one) for label, one in asked.items()]


def subjects(case: Case, what: str) -> list[str]:
    """List what may be left out of a case: the ids that some record rests on or names.

    The article is none of them: without it there is nothing to ask about.
    """
    rows = [*case.rows("events"), *case.rows("relations")]
    if what == "events":
        ids: Iterable[str] = case.events.event_id
    elif what == "actors":
        ids = {a for row in rows for a in select.named(case, row)}
    elif what == "voices":
        ids = voices.first(case, [row[1] for row in rows])
    else:
        told = {s for c in case.rows("citations") for s in (c.source_id, *c.chain)}
        ids = told & {*case.by_source} | {s for row in rows for s in row.known_sources}
    return sorted(set(ids) - {case.article})


def leave_one_out(
    case: Case, view: View, values: dict[str, Any], what: str
) -> list[Variation]:
    """Leave out one source, actor, event or voice after the other.

    ``case`` is what the base shows. A voice is only muted: it stays as an actor.
    """
    name = LEFT_OUT[what].parameter
    already, found = getattr(view, name), []
    for one in subjects(case, what):
        less = values | {name: [*already, one]}
        found.append(Variation(what, f"without {called(case, one)}", less, one))
    return found


def room(case: Case) -> int:
    """Return how many views of a case, one left out at a time, a page has time for."""
    return WORK // max(len(case.whole.events) + len(case.whole.relations), 1)


def weightiest(case: Case, varied: list[Variation], most: int) -> list[Variation]:
    """Keep the variations that leave out what most citations name, in their order."""
    cited = ({c.source_id, *c.chain} for c in case.rows("citations"))
    named = Counter(chain.from_iterable(cited))
    first = sorted(varied, key=lambda one: -named[one.subject])[:most]
    return [one for one in varied if one in first]


def called(case: Case, one: str) -> str:
    """Name a source, actor, voice or event by the words it goes by."""
    if one in case.actor_names:
        return naming.voice_name(case, one)
    row = case.by_id.get(one)
    return f"“{naming.title_of(row)}”" if row is not None else one


def anchor(one: Variation) -> str:
    """Return the id of a variation in a list.

    >>> anchor(Variation("voices", "without Nor", {}, "A004"))
    'voices-A004'
    """
    slug = one.subject or re.sub(r"\W+", "-", one.label.lower()).strip("-")
    return f"{one.kind}-{slug}"
