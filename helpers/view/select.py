"""A case and a view in, a smaller case out; and how a record is read in that view."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from helpers.case import dates, firmness, schema
from helpers.case.cases import Case
from helpers.case.dates import read as when
from helpers.case.spelling import did_you_mean, folded
from helpers.view import voices
from helpers.view.parameters import (
    ALLOWED,
    ORDERS_LESS,
    SEVERAL,
    WORDS,
    ParameterError,
    View,
)

UNNAMED = WORDS[0]
ORIGINS = {"voices": WORDS, "mute": (UNNAMED,)}  # words for voices, by the parameter
ACTOR, SOURCE = "an id, name or alias of actors.csv", "an id of sources.csv"
IDS = {"sources": "S", "exclude": "SAMERCQO"}  # letters of what is named by id alone
BY_ID = {name: f"an id that begins with {' or '.join(of)}" for name, of in IDS.items()}
BEARERS = {  # what is named, and by what, by the parameter that asks for it
    "actors": ("actor", ACTOR),
    "pair": ("actor", ACTOR),
    "sources": ("record", BY_ID["sources"]),
    "voices": ("voice", f"{ACTOR}, {SOURCE}, {' or '.join(WORDS)}"),
    "exclude": ("record", BY_ID["exclude"]),
    "mute": ("voice", f"{ACTOR}, {SOURCE}, or {UNNAMED}"),
    "orders_from": ("voice", f"{ACTOR}, or {SOURCE}"),
}
READINGS = ALLOWED["dates"]  # of dates and statuses
HIDES = {  # what may hide a record, in the order in which it is asked, and its name
    "exclude": "what is left out", "mute": "muted voices", "layers": "layer",
    "statuses": "status", "actors": "actors", "pair": "pair", "sources": "sources",
    "voices": "voices", "basis": "basis", "as_of": "day", "start": "start",
    "end": "end", "kinds": "kind",
}  # fmt: skip
DATED = ("events", "relations", "memberships")
RECORDS = ("events", "relations", "memberships", "claims", "orders")


def status(row, reading: str) -> str:
    """Return the status of a record as a view reads it (both: the known one first)."""
    if reading == "article":
        return row.status_article
    return row.status_known or row.status_article


def is_prospect(row, reading: str) -> bool:
    """Return whether a record is a prospect, so that it has no date."""
    return status(row, reading) in firmness.PROSPECTS


def denied(row, reading: str) -> bool:
    """Return whether a record is said not to be so, so that nothing of it goes on."""
    return hasattr(row, "status_article") and status(row, reading) == "denied"


def over(row) -> bool:
    """Return whether a relation is told as over: by PLOVER's context `historical`."""
    return "historical" in getattr(row, "plover_context", [])


def past(row, case: Case) -> bool:
    """Return whether a record, or a relation that an event is, is told as over."""
    return over(row) or any(map(over, case.being.get(row[1], [])))


def undated(row, case: Case, when: dates.When) -> bool:
    """Return whether a record is told as over and has no date but that of the article.

    It ended before the article told of it, and nobody says when.
    """
    by_article = when.unknown_begin and when.end_latest == case.published
    return bool(case.published and by_article and past(row, case))


def seen(row, case: Case, when: dates.When) -> bool:
    """Return whether a record is a state that was last seen on the article's day.

    What is told as over was not seen then.
    """
    state = getattr(row, "extent", "state") == "state"
    return not past(row, case) and dates.last_seen(when, state, case.published)


def _together(steps: Iterable[Callable]) -> list:
    """Take every step; what several of them refuse is told at once."""
    results, wrong = [], []
    for step in steps:
        try:
            results.append(step())
        except ParameterError as error:
            wrong.append(str(error))
    if wrong:
        raise ParameterError("\n".join(wrong))
    return results


def bearers(case: Case, name: str, wanted: list[str]) -> list[str]:
    """Find the ids of what a parameter names; all that is nothing, at once.

    `unnamed`, where voices are left out, is each voice without a name.
    """
    labels = _labels(case, name) if wanted else {}
    found = _together(partial(_bearer, case, name, labels, one) for one in wanted)
    if name == "pair" and len(set(found)) < len(found):
        told = f"both name {found[0]} of {case.name}"
        raise ParameterError(f"pair = {wanted}: {told}. Allowed: two actors.")
    if name == "mute" and UNNAMED in found:
        return [*(one for one in found if one != UNNAMED), *sorted(case.anonymous)]
    return found


@lru_cache(maxsize=32)
def _labels(case: Case, name: str) -> dict[str, dict[str, str]]:
    """Map each label that a parameter may be given to who bears it, and where.

    Voices are actors by any of their labels, sources by id, or words for an origin.
    """
    if name in IDS:
        tables = [schema.BY_LETTER[letter].name for letter in IDS[name]]
        return {row[1]: {row[1]: ""} for table in tables for row in case.rows(table)}
    if BEARERS[name][0] == "actor":
        return case.labels
    sources = {
        folded(row.source_id): {row.source_id: ""} for row in case.rows("sources")
    }
    return case.labels | sources | {word: {word: ""} for word in ORIGINS.get(name, ())}


def _bearer(case: Case, name: str, labels: dict[str, dict[str, str]], one: str) -> str:
    """Find the one that bears a label, whatever the case of the letters of a name."""
    found, (noun, allowed) = labels.get(one) or labels.get(folded(one)), BEARERS[name]
    if not found:
        known = [*labels]
        if name not in IDS:
            known = [n for a in case.rows("actors") for n in (a.name, *a.aliases)]
            known += ORIGINS.get(name, ())
        hint = did_you_mean(one, [n.partition("@")[0] for n in known]) or "."
        raise ParameterError(
            f"{name} = {one!r}: no {noun} of {case.name}{hint} Allowed: {allowed}."
            + SEVERAL * ("," in one)
        )
    if len(found) > 1:
        named = " and ".join(f"{a} ({p})" if p else a for a, p in found.items())
        raise ParameterError(
            f"{name} = {one!r}: names {named} of {case.name}. Allowed: one id."
        )
    return next(iter(found))


def _resolve(case: Case, view: View) -> dict[str, set[str]]:
    """Find the ids of what a view names, by parameter; all that are none, at once."""
    named = {name: getattr(view, name) for name in BEARERS}
    named["orders_from"] = less_orders(view)
    found = _together(partial(bearers, case.whole, *one) for one in named.items())
    return dict(zip(named, map(set, found), strict=True))


def less_orders(view: View) -> list[str]:
    """List the voice whose orders a view leaves out, as it is named."""
    whose = view.orders_from
    return [whose.removeprefix(ORDERS_LESS)] if whose.startswith(ORDERS_LESS) else []


def unknown(case: Case, view: View) -> list[str]:
    """Return a sentence for each name of a view that is not in the case."""
    try:
        _resolve(case, view)
    except ParameterError as error:
        return str(error).split("\n")
    return []


def _keeping(case: Case, gone: Iterable[str] = (), **fits: Callable) -> Case:
    """Keep in some tables the rows that fit; ``gone`` is left out for good."""
    kept = {name: [*filter(fit, case.rows(name))] for name, fit in fits.items()}
    return case.with_tables(gone, **kept)


def _knows(row, gone: set[str], lost: set[tuple[str, str]]):
    """Return a row without some sources of what is known; with none, nothing is known.

    ``lost`` are records and sources whose every citation has gone: a page that relays
    a source left out makes nothing known either. A source's own page still dates it.
    """
    sources = row.known_sources
    if sources and not any(s in gone or (row[1], s) in lost for s in sources):
        return row
    left = [
        s for s in sources if s == row[1] or (s not in gone and (row[1], s) not in lost)
    ]
    known = [n for n in ("when_known", "status_known") if getattr(row, n, "")]
    blank = {} if left else dict.fromkeys(known, "")
    same = len(left) == len(sources) and not blank
    return row if same else row._replace(known_sources=left, **blank)


def _speak(citations: list) -> set[tuple[str, str]]:
    """List which source speaks of which record."""
    return {(row.record_id, row.source_id) for row in citations}


def _standing(before: list, after: list) -> set[str]:
    """List the records that citations still carry.

    What a source supported needs one that supports it still; of what none supported,
    any that speaks of it is enough.
    """
    had, has = (
        {row.record_id for row in rows if row.stance == "supports"}
        for rows in (before, after)
    )
    return has | ({row.record_id for row in after} - had)


def _uncite(case: Case, keep: Callable, gone: set[str]) -> Case:
    """Keep some citations, and then what they still carry and a source that knows."""
    before, bare = case.rows("citations"), case.with_tables(gone)
    left = _keeping(case, gone, citations=lambda c: keep(c) and voices.stands(bare, c))
    after = left.rows("citations")
    lost = _speak(before) - _speak(after)
    tables = (*DATED, "sources")
    changed = {t: [_knows(r, gone, lost) for r in case.rows(t)] for t in tables}
    outside = {row.record_id for row in after if row.source_id != case.article}
    orders = [  # of one that only the article says still nothing is known
        row if row.order_id in outside else row._replace(status_known="")
        for row in case.rows("orders")
    ]
    carried = _standing(before, after)
    return _keeping(
        left.with_tables(**changed, orders=orders),
        **dict.fromkeys(RECORDS, lambda row: row[1] in carried),
    )


def exclude(case: Case, gone: set[str]) -> Case:
    """Leave records, sources and voices out, and what then nothing supports."""
    if not gone:
        return case

    def stays(cited) -> bool:
        return gone.isdisjoint((cited.record_id, cited.source_id, *cited.chain))

    case, ties = _uncite(case, stays, gone), []
    for row in case.rows("relations"):
        left = [actor for actor in row.against if actor not in gone]
        ties.append(row._replace(against=left))
    return _tidy(
        _keeping(
            case.with_tables(relations=ties),
            sources=lambda row: row.source_id not in gone,
            participants=lambda row: row.actor_id not in gone,
            relations=lambda t: gone.isdisjoint((t.source_actor, t.target_actor)),
            memberships=lambda b: gone.isdisjoint((b.actor_id, b.group_id)),
        )
    )


def mute(case: Case, quiet: set[str]) -> Case:
    """Leave out what voices say, and what then nothing supports; they stay.

    Unlike ``exclude`` it keeps what others say of them, and a source in the list.
    """
    if not quiet:
        return case
    return _tidy(_uncite(case, lambda c: quiet.isdisjoint(_saying(case, c)), quiet))


def _saying(case: Case, cited) -> set[str]:
    """Name the voices of a citation: its chain's, and whom its end speaks for."""
    first = {voices.speaker(case, voice) for voice in cited.chain[-1:]}
    return {cited.source_id, *cited.chain} | first


def _tidy(case: Case) -> Case:
    """Drop participants, orders and citations of records that are gone."""
    there = {row[1] for name in (*DATED, "sources") for row in case.rows(name)}
    case = _keeping(case, orders=lambda r: {r.first_id, r.second_id} <= there)
    left = there | {row[1] for t in ("claims", "orders") for row in case.rows(t)}
    return _keeping(
        case,
        participants=lambda row: row.event_id in left,
        citations=lambda row: row.record_id in left,
    )


@dataclass(frozen=True)
class _Filter:
    """What a view asks of a record, with its names resolved in one case."""

    case: Case
    view: View
    ids: dict[str, set[str]]
    involved: dict[str, list[str]]

    def _off_date(self, row) -> str:
        """Name the date of the view that hides a record; blank where none does."""
        view = self.view
        if not (view.as_of or view.start or view.end):
            return ""
        dated = when(row, view.dates)
        begins = dated.begin_earliest
        if view.known_by and begins and begins > view.known_by:
            return "as_of"
        if not dates.touches(dated, view.first, None):
            return "start"
        return "" if dates.touches(dated, view.first, view.last) else "end"

    def _for(self, actor: str) -> list[str]:
        """List an actor with all that it acts for."""
        return self.involved.get(actor, [actor])

    def of_pair(self, named: list[str]) -> bool:
        """Return whether two of those named are the pair, or act for the one and other.

        Whoever acts for both is one of them at a time.
        """
        one, other = self.ids["pair"]
        ours = [a for a in named if one in self._for(a)]
        theirs = [a for a in named if other in self._for(a)]
        return any(a != b for a in ours for b in theirs)

    def hides(self, row, named: list[str]) -> str:
        """Name the first parameter that hides an event, relation or membership."""
        off = (name for name, shows in self._asked(row, named) if not shows)
        return next(off, "") or self._off_date(row)

    def _asked(self, row, named: list[str]) -> Iterator[tuple[str, bool]]:
        """Yield each parameter that asks of a record, and whether it shows it."""
        view, ids, record = self.view, self.ids, row[1]
        yield "layers", row.layer in view.layers
        if view.statuses and hasattr(row, "status_article"):
            yield "statuses", status(row, view.dates) in view.statuses
        if wanted := ids["actors"]:
            yield "actors", any(not wanted.isdisjoint(self._for(a)) for a in named)
        if ids["pair"]:
            yield "pair", self.of_pair(named)
        if wanted := ids["sources"]:
            cited = self.case.cited.get(record, [])
            yield "sources", any(wanted & {c.source_id, *c.chain} for c in cited)
        if wanted := ids["voices"]:
            yield "voices", not wanted.isdisjoint(voices.askable(self.case, record))
        if view.basis:
            yield "basis", getattr(row, "basis", view.basis[0]) in view.basis


def filters(case: Case, view: View, ids: dict[str, set[str]] | None = None) -> _Filter:
    """Resolve the names of a view in a case, unless their ``ids`` are known.

    Raises
    ------
    ParameterError
        One sentence for each name of the view that is not in the case.
    """
    return _Filter(case, view, ids or _resolve(case, view), case.whole.above)


def view(case: Case, view: View) -> Case:
    """Return the part of a case that a view asks for.

    Filters on date, actor, pair, source, voice, layer and status hold for events,
    relations and memberships (statuses where a table has them), kinds for events, basis
    for relations; claims stay. An actor stands for all who act for it, but not a voice.
    """
    ids = _resolve(case, view)
    case = without(case, view, ids)
    chosen = filters(case, view, ids)
    fits = dict.fromkeys(DATED, lambda row: not chosen.hides(row, named(case, row)))
    shown = _tidy(_keeping(case, **fits))
    if not view.kinds:
        return shown
    # After the rest, with the citations left, so that a report outlives its event.
    gone = {e.event_id for e in shown.rows("events") if e.kind not in view.kinds}
    return _keeping(
        shown,
        events=lambda row: row.event_id not in gone,
        participants=lambda row: row.event_id not in gone,
        orders=lambda row: gone.isdisjoint((row.first_id, row.second_id)),
    )


def without(case: Case, view: View, ids: dict[str, set[str]] | None = None) -> Case:
    """Leave out what a view excludes, and what is said by whom it mutes."""
    ids = ids or _resolve(case, view)
    return mute(exclude(case, ids["exclude"]), ids["mute"])


def named(case: Case, row) -> list[str]:
    """List the actors that an event, relation or membership names."""
    if hasattr(row, "group_id"):
        return [row.actor_id, row.group_id]
    if hasattr(row, "source_actor"):
        return [row.source_actor, row.target_actor]
    return case.taking_part.get(row[1], [])


def hidden(case: Case, view: View, table: str = "events") -> dict[str, int]:
    """Count the rows of a table that a view hides, by the parameter that does.

    Each counts once, under the first of ``HIDES`` that hides it; in that order.
    """
    ids = _resolve(case, view)
    less = exclude(case, ids["exclude"])
    left = mute(less, ids["mute"])
    chosen, rows = filters(left, view, ids), left.rows(table)
    why = Counter(chosen.hides(row, named(left, row)) for row in rows)
    why["exclude"] = len(case.rows(table)) - len(less.rows(table))
    why["mute"] = len(less.rows(table)) - len(rows)
    if table == "events" and view.kinds:
        shown = [r for r in rows if not chosen.hides(r, named(left, r))]
        why["kinds"] = sum(row.kind not in view.kinds for row in shown)
    return {name: why[name] for name in HIDES if why[name]}


def is_after(case: Case, found: dates.When) -> bool:
    """Return whether it certainly began after the article was published."""
    begins = found.begin_earliest
    return bool(case.published and begins and begins > case.published)


def left_out(case: Case) -> list:
    """List the known events of the article's own time span that it does not name.

    The span runs from the first day that the article tells of, whatever the view, to
    the article's own.
    A row is an event of the context layer; none where the case has no article.
    """
    if not case.published:
        return []
    told = (e for e in case.whole.rows("events") if e.layer == "article")
    begins = (dates.parse(event.when_article).begin_earliest for event in told)
    first, last = min(filter(None, begins), default=None), case.published
    known = (e for e in case.rows("events") if e.layer == "context")
    return [e for e in known if dates.touches(dates.parse(e.when_known), first, last)]


def sign(case: Case, event: str, reading: str) -> str:
    """Return the sign of an event: that of the acts between actors that it is.

    Words carry no sign here: what a statement says has its own record. A cooperation
    against somebody and the hostility towards that same actor are one thing (X with Y
    against Z): such an event is cooperative. `both` where signs remain that differ;
    blank where no relation is signed.
    """
    rows = [r for r in case.being.get(event, []) if r.basis == "act" and r.sign]
    aimed = {a for r in rows if r.sign == "+" for a in r.against}
    signs = {
        r.sign
        for r in rows
        if status(r, reading) in firmness.ATTESTED
        and not (r.sign == "-" and r.target_actor in aimed)
    }
    return signs.pop() if len(signs) == 1 else "both" if {"+", "-"} <= signs else ""


def find(case: Case, record: str):
    """Find a record by id, as a row.

    Raises
    ------
    KeyError
        Where no table of the case holds it.
    """
    if record in case.by_id:
        return case.by_id[record]
    raise KeyError(f"{record} is no record of {case.name}")
