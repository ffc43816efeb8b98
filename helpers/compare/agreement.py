"""How far two coders agree on what both found, and what of the findings that moves.

Over matches (``matching``), of which only the settled ones are compared. It says
nothing in words.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from helpers.case import check, dates
from helpers.case.cases import Case, CaseError
from helpers.case.dates import When
from helpers.case.inherited import grouped
from helpers.case.schema import PROPOSALS
from helpers.case.spelling import folded
from helpers.case.tables import Tables
from helpers.compare import direct, matching, variations
from helpers.compare.alpha import LEAST, alpha, counted, interval
from helpers.compare.findings import Outcome
from helpers.compare.matching import Match, Unit
from helpers.compare.moving import Move, moves
from helpers.compare.variations import Variation

COLUMNS = {  # what is compared of the units of a table, beside actors and dates
    "references": ("kind",),
    "events": ("status_article", "kind", "extent", "layer"),
    "relations": ("status_article", "extent", "sign", "basis", "layer"),
    "claims": ("role",),
}
WITH_ACTORS = ("events", "relations")
SAME, WITHIN, OVERLAPPING, APART = "same", "within", "overlapping", "apart"
ONE = "one alone"  # only one coder gives any
WAYS = (SAME, WITHIN, OVERLAPPING, APART, ONE)


class Reading(NamedTuple):
    """What two coders give of one unit in one column, and how the two relate."""

    match: Match
    column: str
    a: tuple
    b: tuple
    way: str


class Agreement(NamedTuple):
    """How far two coders agree in a column of a table, on what is compared.

    ``alpha`` and its ``interval`` are None where units are too few or have one value.
    """

    table: str
    column: str
    ways: Counter
    alpha: float | None = None
    interval: tuple[float, float] | None = None


def read(given: Iterable[str]) -> list[Case]:
    """Read two codings of one article, both checked.

    Raises
    ------
    CaseError
        Where one does not pass its check, or they are not of one article.
    """
    pair = [check.load(one) for one in given]
    for case in pair:
        if not case.article:
            raise CaseError(
                f"{case.name}: has no article (no source has the role `article`), so"
                " that no paragraph is there to match codings by."
            )
    if wrong := _unlike(*(case.by_source[case.article] for case in pair)):
        named = " and ".join(case.name for case in pair)
        raise CaseError(
            f"{named} are not of one article: {wrong}; give two codings of one text."
        )
    return pair


def _unlike(one, other) -> str:
    """Return in what two articles differ; blank where they may be the same."""
    days = [dates.read(row, "both") for row in (one, other)]
    if days[0].begin != days[1].begin:
        return "they are of " + " and ".join(dates.in_words(day) for day in days)
    if one.url and other.url:
        if _page(one.url) != _page(other.url):
            return f"their addresses are {one.url} and {other.url}"
    elif folded(one.title) != folded(other.title):
        return f"their titles are “{one.title}” and “{other.title}”"
    return ""


def _page(url: str) -> str:
    """Return an address without what leads to the same page."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def reviewed(pair: Iterable[Case]) -> list[Case]:
    """List the cases whose coder was shown what a program proposes."""
    return [case for case in pair if (case.folder / PROPOSALS).exists()]


# ---- column by column ------------------------------------------------------------


def readings(ours: Case, theirs: Case, matches: Iterable[Match]) -> list[Reading]:
    """List what both coders give of each unit that is compared, in every column."""
    names = _named_alike(ours, theirs)
    compared = (match for match in matches if match.a and match.b and match.settled)
    cells = ((m, *one) for m in compared for one in _columns(ours, theirs, m, names))
    return [Reading(*place, a, b, way(a, b)) for *place, a, b in cells]


def _columns(ours: Case, theirs: Case, match: Match, names: list[dict]):
    """Give each column that is compared, with both values."""
    units, pair = (match.a, match.b), (ours, theirs)
    for column in COLUMNS[match.table]:
        yield column, *(_values(unit, column) for unit in units)
    if match.table in WITH_ACTORS:
        yield "actors", *map(_actors, pair, units, names)
    if match.table != "claims":
        yield "dates", *map(_dates, units)


def _values(unit: Unit, column: str) -> tuple[str, ...]:
    """Return what the rows of a unit hold in a column, each once."""
    return tuple(sorted({getattr(row, column) for row in unit.rows}))


def _named_alike(ours: Case, theirs: Case) -> list[dict[str, str]]:
    """Name the actors of both, those who are the same by one name: the first of two."""
    mine, yours = ours.actor_names, theirs.actor_names
    same = matching.same_actors(ours, theirs)
    joint = {other: min(mine[one], yours[other]) for other, one in same.items()}
    return [mine | {one: joint[other] for other, one in same.items()}, yours | joint]


def _actors(case: Case, unit: Unit, names: dict[str, str]) -> tuple[str, ...]:
    """Name who is in a unit: in its layer, since an outside source may add some."""
    ties, first = unit.rows if unit.table == "relations" else (), unit.rows[0]
    actors = {a for row in ties for a in (row.source_actor, row.target_actor)}
    for part in case.rows("participants"):
        if (part.event_id, part.layer) == (first[1], first.layer):
            actors.add(part.actor_id)
    return tuple(sorted(names[actor] for actor in actors))


def _dates(unit: Unit) -> tuple[When, ...]:
    """Return the dates that the article gives a unit, each once."""
    texts = sorted({row.when_article for row in unit.rows} - {""})
    return tuple(map(dates.parse, texts))


def way(a: tuple, b: tuple) -> str:
    """Return how two sets of values, or of dates, relate.

    >>> way(("US",), ("Iran", "US")), way(("US",), ("Iran",)), way((), ("Iran",))
    ('within', 'apart', 'one alone')
    """
    if not (a and b):
        return ONE if a or b else SAME
    if len(a) == len(b) == 1 and isinstance(a[0], When):
        return _way_of_dates(a[0], b[0])
    ours, theirs = ({_meant(one) for one in side} for side in (a, b))
    if ours == theirs:
        return SAME
    if ours <= theirs or theirs <= ours:
        return WITHIN
    return OVERLAPPING if ours & theirs else APART


def _meant(value):
    """Return a value without its spelling: one date may be written in several ways."""
    return replace(value, text="") if isinstance(value, When) else value


def _way_of_dates(a: When, b: When) -> str:
    """Return how two dates relate, each with its begin and its end."""
    if _meant(a) == _meant(b):
        return SAME
    if dates.inside(a, b) or dates.inside(b, a):
        return WITHIN
    last = None if b.open_end or b.unknown_end else b.end_latest
    return OVERLAPPING if dates.touches(a, b.begin_earliest, last) else APART


def agreement(found: Iterable[Reading]) -> list[Agreement]:
    """Count how the readings of each column relate, with alpha where it can be told.

    Dates have no alpha: they are no names, and one may lie within another.
    """
    columns = grouped(((one.match.table, one.column), one) for one in found)
    order = matching.TABLES.index  # and then as they were compared
    return [
        Agreement(*place, Counter(one.way for one in column), *_sure(place[1], column))
        for place, column in sorted(columns.items(), key=lambda one: order(one[0][0]))
    ]


def _sure(column: str, found: list[Reading]) -> tuple:
    """Return alpha and its interval, of enough units with more than one value."""
    if column == "dates" or len(found) < LEAST:
        return None, None
    counts = counted((one.a, one.b) for one in found)
    if counts.shape[1] < 2:
        return None, None
    return float(alpha(counts)), interval(counts)


# ---- the findings ----------------------------------------------------------------


def moved(
    ours: Case, theirs: Case, matches: Iterable[Match]
) -> tuple[list[Outcome], list[Move]]:
    """Compare the findings of both codings under the default view.

    What is the same in both, as far as it can be told, goes by its name in the first;
    of what only one has it is said who did not code it.
    """
    names = matching.same_actors(ours, theirs)
    alike = matching.same_records(ours, theirs, matches)
    alike += [(one, other) for other, one in names.items()]
    here, there = _tokens(ours), _tokens(theirs)
    shared = {other: here[one] for one, other in alike}
    here = _marked(here, {one for one, _ in alike}, "B")
    there = _marked(there, shared.keys(), "A") | shared
    pair = [
        _outcome(_ordered(ours, {}, ours), variations.base({}), here),
        _outcome(_ordered(theirs, names, ours), Variation("coding", "B", {}), there),
    ]
    return pair, moves(pair)


def _tokens(case: Case) -> dict[str, str]:
    """Name all that a finding may count."""
    facts = {code: rows[0][1] for code, rows in case.by_fact.items()}
    ids = {one: one for one in case.by_id} | facts
    return {one: f"{one} {variations.called(case, row)}" for one, row in ids.items()}


def _marked(tokens: dict[str, str], both: Iterable[str], lacks: str) -> dict[str, str]:
    """Mark what only one coder has by the one who lacks it."""
    return {
        one: token if one in both else f"{token} (not coded by {lacks})"
        for one, token in tokens.items()
    }


def _ordered(case: Case, names: dict[str, str], first: Case) -> Case:
    """Return a coding with its actors named and ordered as the first coding has them.

    A pair is then named alike in both.
    """
    same = {own: first.by_id[one] for own, one in names.items()}
    known = [*first.rank]
    actors = []
    for row in case.rows("actors"):
        called = same.get(row.actor_id, row)
        actors.append(row._replace(name=called.name, short_name=called.short_name))

    def place(actor: str) -> tuple[int, int]:
        one = names.get(actor, actor if case is first else "")
        return (first.rank[one], known.index(one)) if one else (len(known),) * 2

    order = sorted((row.actor_id for row in actors), key=place)
    tables = Tables({"actors": actors}, case.tables)
    return replace(case, package=case.package | {"order": order}, tables=tables)


def _outcome(case: Case, one: Variation, tokens: dict[str, str]) -> Outcome:
    """Compute the findings of a coding, what they count by its tokens."""
    (found,) = direct.outcomes(case, [one])
    named = []
    for finding in found.findings:
        items = [tokens.get(item, item) for item in finding.items]
        named.append(finding.model_copy(update={"items": items}))
    return Outcome(one, tuple(named), found.left)
