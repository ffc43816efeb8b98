"""How a dated record is drawn in a row: its marks, the words beside them, a legend."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from helpers import prose
from helpers.case import dates, firmness, signs
from helpers.draw import letters, marks, rows
from helpers.draw.marks import FORMS, MIDDLE, THIN, At, Shape
from helpers.draw.panels import Axis, Segment
from helpers.draw.rows import NOTE, Row, Sample, Span
from helpers.text import bounds, wording
from helpers.text.steps import ranges
from helpers.view import account, naming, select, voices
from helpers.view.shown import Shown

LEAST = 0.006  # of the width; a shorter bar is drawn at the least length
ROOMY = 0.03  # of it, so that a sign has room behind a mark
ROOM = 170  # pixels of the evidence, within its padding
LOZENGE = 16  # of them, where the mark of what is disputed stands


@dataclass(frozen=True)
class Entry:
    """An event with what places it: its dates, when it was told, its group."""

    event: tuple
    when: dates.When
    ours: dates.When = dates.NONE  # the article's, where drawn beside the known one
    told: tuple[tuple[str, dates.When], ...] = ()  # how and when it was said, reported
    group: int = 0
    aimed: bool = False

    @property
    def begin(self) -> date | None:
        """The first day that it may have begun on; else the last."""
        return self.when.begin_earliest or self.when.begin_latest

    @property
    def order(self) -> date:
        """What puts it in time: its begin, or else when it was told or over."""
        told = [when.begin_earliest for _, when in self.told]
        over = [] if self.when.moment else [self.when.end_latest]
        known = [d for d in (self.when.begin_earliest, *told, *over) if d]
        return known[0] if known else date.max


def dates_of(shown: Shown, row) -> tuple[dates.When, dates.When]:
    """Read the main date of a row, and the article's where it is drawn beside."""
    main = shown.when(row)
    if main.open_end and shown.denied(row):
        main = replace(main, open_end=False, unknown_end=True)
    both = shown.view.dates == "both" and row.when_known and row.when_article
    ours = dates.parse(row.when_article) if both else dates.NONE
    if ours == shown.when(row):
        ours = dates.NONE
    no_day = [select.undated(row, shown.case, when) for when in (main, ours)]
    return dates.NONE if no_day[0] else main, dates.NONE if no_day[1] else ours


def row(shown: Shown, entry: Entry, axis: Axis) -> Row:
    """Make the row of an event."""
    event = entry.event
    shapes = drawn(shown, entry, axis)
    written = rows.beside(shapes, axis, words(shown, entry, axis))
    shapes += written
    beside = {one.form for one in written}
    lacking = [form for form in FORMS if beside.isdisjoint(("", form))]
    disputed = _disputed(shown, event)
    quiet = event.layer == "context" and account.coded_from(shown.case)
    return Row(
        record=event.event_id,
        label=event.title,
        shapes=tuple(shapes),
        note=prose.upper_first(disputed) if entry.aimed and disputed else "",
        quiet=quiet,
        aimed=entry.aimed,
        disputed=bool(disputed),
        hollow=shown.status(event) in firmness.TOLD_ONLY,
        place=place(shown, event),
        evidence=evidence(shown, entry),
        words=in_words(shown, entry),
        spans=tuple(spans(shown, entry, axis)),
        date=_brief(shown, entry) if lacking else "",
        forms=tuple(lacking),
    )


def _disputed(shown: Shown, event) -> str:
    """Write who disputes an event, or the relations that it is."""
    being = shown.case.being.get(event.event_id, [])
    read = {event.event_id, *(tie.relation_id for tie in being)}
    return wording.disputed(shown, sorted(read), "it")


def _brief(shown: Shown, entry: Entry) -> str:
    """Write a date in a few letters, with its year; blank where there is none."""
    seen = select.seen(entry.event, shown.case, entry.when)
    return dates.in_brief(entry.when, seen) if entry.when.dated else ""


def drawn(shown: Shown, entry: Entry, axis: Axis) -> list[Shape]:
    """Draw the marks of a row: the article's date, the date, who told it when."""
    event, when = entry.event, entry.when
    sign = select.sign(shown.case, event.event_id, shown.view.dates)
    dash = when.approximate or when.uncertain
    look = marks.look(sign, shown.status(event) == "happened", dash)
    found = _article(entry, axis)
    days = [w.begin_earliest for _, w in entry.told]
    ticks = [At(axis.place(day)) for day in days if axis.panel(day)]
    if when.dated and not anywhere(when, axis):
        shapes, end = _date(shown, entry, axis, look)
        later = [t for t in ticks if end is not None and t.part > end]
        if later and when.moment:
            found.append(marks.join(At(end), later[-1]))
        found += shapes
    found += _by_order(shown, event, axis)
    return found + [shape for at in ticks for shape in marks.tick(at)]


def _by_order(shown: Shown, event, axis: Axis) -> list[Shape]:
    """Draw the windows that order narrows, where a view asks for them."""
    found: list[Shape] = []
    for first, last in _narrowed(shown, event):
        segments = _within(axis, first, last)
        found += marks.finer(segments, first is not None, last is not None)
    return found


def _within(axis: Axis, first: date | None, last: date | None) -> list[Segment]:
    """List what panels have of a window; a side that nobody bounds is their edge."""
    low, high = axis.days
    return list(axis.segments(first or low, last or high))


def _narrowed(shown: Shown, event) -> list[tuple[date | None, date | None]]:
    """List the windows of an event that order narrows, as days; None is open."""
    if shown.view.order != "narrowed":
        return []
    points = dict.fromkeys(point for point, _ in bounds.sides(shown, event[1]))
    windows = (shown.ordered.found.windows[point] for point in points)
    return [tuple(day and date.fromordinal(day) for day in one) for one in windows]


def _article(entry: Entry, axis: Axis) -> list[Shape]:
    """Draw what the article alone says of the date, where it says less."""
    ours = entry.ours
    if not ours.dated:
        return []
    stated = ours.begin_latest if ours.moment else ours.end_latest
    first = ours.begin_earliest
    segments = _within(axis, first, stated or _stop(axis, first))
    return marks.thin(segments, first is not None, stated is not None)


def anywhere(when: dates.When, axis: Axis) -> bool:
    """Whether a moment may be on any day of a scale: no mark there says a thing."""
    first, last = when.begin_earliest, when.begin_latest
    low, high = axis.days
    known = when.shape == "within" and first and last
    return bool(known) and first <= low and high <= last


def _stop(axis: Axis, begin: date | None) -> date:
    """Return until when something open is drawn: the article, if it began by then."""
    first, last = axis.days
    return axis.line if axis.line and axis.line >= (begin or first) else last


def placed(shown: Shown, entry: Entry, axis: Axis, look: marks.Look) -> list[Shape]:
    """Draw the date of a record, without the words beside it."""
    return _date(shown, entry, axis, look)[0] if entry.when.dated else []


def _date(shown: Shown, entry: Entry, axis: Axis, look: marks.Look):
    """Draw a date by its shape; and the place where it ends, which ticks lead from."""
    when = entry.when
    ends = when.begin_latest if when.moment else when.end_latest
    if ends and ends < axis.days[0]:
        return _earlier(look), None
    if when.shape == "day":
        at = axis.place(when.begin_earliest)
        return marks.point(At(at), look), at
    if when.shape == "within":  # what nobody bounds fades
        first, last = when.begin_earliest, when.begin_latest
        segments = _within(axis, first, last)
        tail = segments[-1].right
        bounds_ = first is not None, last is not None, _edge(axis, tail) - tail > ROOMY
        return marks.window(segments, look, *bounds_), tail
    return _span(shown, entry, axis, look)


def _earlier(look: marks.Look) -> list[Shape]:
    """Draw what lies before the scale."""
    at = At(0.0, 2)
    sign = marks.glyph(at.plus(15), look.sign, look.colour)
    return [*marks.earlier(at, look.colour), *sign]


def _span(shown: Shown, entry: Entry, axis: Axis, look: marks.Look):
    """Draw what lasted: filled where that is certain, fading where no end is stated."""
    when = entry.when
    begin, high = when.begin_earliest, axis.days[1]
    goes_on = _goes_on(shown, entry)
    stated = _stop(axis, begin) if goes_on else when.end_latest
    end = stated or _last_told(entry, begin)
    if end is None:
        return _begun(begin, axis, look)
    rims = _rims(when, axis, goes_on)
    first, last = begin, end
    for low, top in rims:  # a bracket before what is certain, or behind it
        first, last = (top, last) if low == begin else (first, low)
    core = _within(axis, first, min(last, high))
    if not core:  # what is certain lies before the scale
        (first, last), rims = (begin, end), []
        core = _within(axis, begin, min(end, high))
    if not core:
        return _earlier(look), None
    on = goes_on or last > high
    drawn, tail = _lasting(core, first, axis, look, on, bool(stated))
    for rim in rims:
        segments = _within(axis, *rim)
        drawn += marks.window(segments, replace(look, sign=""), True)
        tail = max(tail, segments[-1].right)
    return drawn, tail


def _goes_on(shown: Shown, entry: Entry) -> bool:
    """Return whether what lasts has no end, or was still so on the article's day."""
    return entry.when.open_end or select.seen(entry.event, shown.case, entry.when)


def _rims(when: dates.When, axis: Axis, goes_on: bool) -> list[tuple[date, date]]:
    """List between which days what lasted began, and ended, where that can be seen.

    Only of what has a day on which it surely lasted.
    """
    sure, until = when.begin_latest, when.end_earliest
    if not sure or (until and sure >= until):
        return []
    ends = [(when.begin_earliest, sure)] + [(until, when.end_latest)] * (not goes_on)
    stated = ((low, high) for low, high in ends if low and high)
    return [rim for rim in stated if _wide(axis, *rim) > ROOMY]


def _wide(axis: Axis, first: date, last: date) -> float:
    """Return how wide some days are, in parts of the width."""
    return sum(one.right - one.left for one in axis.segments(first, last))


def _last_told(entry: Entry, begin: date | None) -> date | None:
    """Return until when something is known to have lasted: the last who told of it."""
    told = (w.begin_latest for _, w in entry.told if begin and w.begin_latest > begin)
    return max(told, default=None)


def _begun(begin: date, axis: Axis, look: marks.Look):
    """Draw what nobody says the end of, nor that it lasted: a bar that fades out."""
    panel = axis.panel(begin)
    if not panel:
        return _earlier(look), None
    left = min(panel.place(begin.toordinal()), panel.right - LEAST)
    core = [Segment(left, panel.right, True, False)]
    found = marks.bar(At(left), At(panel.right), look, (0.8, 0.0))
    return [*found, *_sign(core, panel.right, look, True)], None


def _lasting(core: list[Segment], begin, axis: Axis, look: marks.Look,
             goes_on: bool, stated: bool):  # fmt: skip
    """Draw the panels' parts of a bar, and how it ends."""
    found: list[Shape] = []
    tail = core[-1].right
    edge = _edge(axis, tail)
    for nth, one in enumerate(core):
        fade = None
        if begin is None:
            ends = (n / len(core) for n in (nth, nth + 1))
            fade = tuple(round(0.02 + 0.9 * part**2, 2) for part in ends)
        elif not one.begins and nth == 0:  # it began before the scale
            fade = (0.25, 1.0)
        elif not stated and one is core[-1] and edge - tail < LEAST:
            fade = (1.0, 0.0)
        left, right = one.left, max(one.right, one.left + LEAST)
        found += marks.bar(At(left), At(right), look, fade)
    if goes_on:
        found += marks.arrow(At(tail), look)
    elif not stated and edge - tail >= LEAST:
        found += marks.bar(At(tail), At(edge), look, (0.8, 0.0))
    return [*found, *_sign(core, tail, look, begin is not None)], tail


def _edge(axis: Axis, place: float) -> float:
    """Return where the panel of a place ends, in parts of the width."""
    return next(p.right for p in axis.panels if p.right >= place - 1e-9)


def _sign(core: list[Segment], tail: float, look: marks.Look, begun: bool):
    """Write the sign on a bar, beside it where it is short."""
    if not look.sign:
        return []
    widest = max(core, key=lambda s: s.right - s.left)
    if widest.right - widest.left <= 0.02:
        beside = At(max(tail, widest.left + LEAST), 8)
        return marks.glyph(beside, look.sign, look.colour)
    middle = At((widest.left + widest.right) / 2) if begun else At(tail, -marks.BY)
    solid = look.solid and not look.dash
    return marks.glyph(middle, look.sign, "ground" if solid else look.colour)


def words(shown: Shown, entry: Entry, axis: Axis) -> list[str]:
    """Write the date beside its mark, the longest text first."""
    when = entry.when
    told = _told(entry, axis)
    if not when.dated:
        return [f"{told}; date not stated"] if entry.told else []
    seen = select.seen(entry.event, shown.case, when)
    brief = dates.in_brief(when, seen, _year(axis, when))
    return [f"{brief}; {told}" if told else "", brief, _shorter(brief)]


def _shorter(brief: str) -> str:
    """Leave out of a date what its fading mark says too; blank where it says nothing.

    >>> _shorter("from about Sep 2019, end not stated")
    'from about Sep 2019'
    >>> _shorter("start not stated, until 10 Mar 2020")
    'until 10 Mar 2020'
    """
    known, _, more = brief.partition(", ")
    if known == "start not stated":
        return more
    return known if more.endswith("not stated") else ""


def _told(entry: Entry, axis: Axis) -> str:
    """Write when and how an event was told, where that was another day."""
    others = [(how, w) for how, w in entry.told if w.begin_earliest != entry.begin]
    if not others:
        return ""
    how, when = others[-1]
    return f"{how} {dates.in_brief(when, year=_year(axis, when))}"


def _year(axis: Axis, when: dates.When) -> int:
    """Return the year that goes without saying in the one panel of a date; else 0.

    That is the year of the line, or without a line the one that stands over the panel.
    """
    begin = when.first
    panel = axis.panel(begin) if begin else None
    last = when.begin_latest if when.moment else when.end_latest
    if not panel or (last and axis.panel(last) != panel):
        return 0  # other panels have another year, or none
    line = axis.line.year if axis.line else 0
    over = int(panel.name.partition(", ")[2] or line * (panel.name == "after"))
    return over if over == begin.year and line in (0, over) else 0


def place(shown: Shown, event) -> str:
    """Write where the article tells of an event; "outside" where it does not."""
    case = shown.case
    cited = case.by_article(event.event_id)
    ours = {p for c in cited for p in c.locator.split(";")}
    numbers = sorted({int(p[1:]) for p in ours if re.fullmatch("P[0-9]+", p)})
    if not numbers:
        return "outside" if account.coded_from(case) and case.article else ""
    return ranges([f"P{number}" for number in numbers])


def fitting(texts: list[str], room: float = ROOM) -> str:
    """Return the first of some texts that has room as evidence; else the last."""
    return next((t for t in texts if letters.width(t, NOTE) <= room), texts[-1])


def evidence(shown: Shown, entry: Entry) -> str:
    """Write how firm an event is, and by how many voices; one by name, if it has room.

    Of a statement that is itself only reported or claimed, whoever says that it was
    made. Behind its place, and clear of the mark of what is disputed.
    """
    event, case, status = entry.event, shown.case, shown.status(entry.event)
    heard = voices.first(case, [event.event_id])
    if event.kind == "statement" and status != "happened":
        heard = voices.relaying(case, event.event_id) or heard
    elif event.kind == "statement":
        status = "said"
    if not heard:
        return status
    least = voices.least(case, heard)
    many = f"{least}+ voices" if least < len(heard) else prose.count(least, "voice")
    who = [naming.plain_voice(case, *heard)] if len(heard) == 1 else []
    if who and who[0][:1].islower():  # what is no name need not be called unnamed
        who.append(who[0].removesuffix(" (unnamed)"))
    who += ["unnamed voice", "unnamed"] * case.anonymous.issuperset(heard)
    mark = LOZENGE * bool(_disputed(shown, event))
    taken = letters.width(f"{place(shown, event)} · ", NOTE) + mark
    texts = [f"{status} · {told}" for told in [*who, many]]
    if status == "said":  # as the heading over it has it
        texts[-1:-1] = who[:1]
    return fitting(texts, ROOM - taken)


def in_words(shown: Shown, entry: Entry) -> str:
    """Write all that a row says, for whoever points at it or hears it."""
    event = entry.event
    parts = [event.title, wording.date_of(shown, event), evidence(shown, entry)]
    return "; ".join(filter(None, parts))


def at_line(axis: Axis, day: date) -> Axis:
    """Name the day of a line; a year that a view asks for is its last day."""
    whole = day.month == 12 and day.day == 31
    word = str(day.year) if whole else dates.in_brief(dates.parse(day.isoformat()))
    return replace(axis, word=word)


# ---- the same in days ---------------------------------------------------------------


def spans(shown: Shown, entry: Entry, axis: Axis) -> Iterator[Span]:
    """Return what the marks of a row stand for, in days."""
    event, ours = entry.event, entry.ours
    if entry.when.dated:
        yield from lasting(shown, entry, axis)
    for how, when in entry.told:
        day = when.begin_earliest
        if axis.panel(day):
            words = f"{how} {dates.in_brief(when)}"
            yield Span(event.event_id, "told", *[day.isoformat()] * 2, words=words)
    if ours.dated:
        account = f"all the {shown.case.text} says"
        named = {"account": account, "words": f"{account}: {dates.in_brief(ours)}"}
        yield Span(event.event_id, *_days(ours, ours.open_end, axis), **named)
    for first, last in _narrowed(shown, event):
        days = (day.isoformat() if day else "" for day in (first, last))
        told = bounds.by_order(shown, event.event_id)
        yield Span(event.event_id, "window", *days, account="by order", words=told)


def lasting(shown: Shown, entry: Entry, axis: Axis, words: str = "") -> Iterator[Span]:
    """Return the date of a record in days, and the windows of its begin and its end."""
    record, when = entry.event, entry.when
    goes_on = _goes_on(shown, entry)
    about, sign = when.approximate or when.uncertain, _sign_of(shown, record)
    more = {"status": shown.status(record), "about": about, "words": words}
    kind, first, last, end = _days(
        when, goes_on, axis, _last_told(entry, when.begin_earliest)
    )
    for low, high in _rims(when, axis, goes_on) if kind == "lasted" else ():
        days = low.isoformat(), high.isoformat()
        first, last = (days[1], last) if days[0] == first else (first, days[0])
        yield Span(record[1], "window", *days, **more)
    yield Span(record[1], kind, first, last, end, sign, **more)


def _days(when: dates.When, goes_on: bool, axis: Axis, told: date | None = None):
    """Return kind, first day, last day and end; blank is what nobody states."""
    first, last, end = when.begin_earliest, when.begin_latest, ""
    kind = "day" if when.shape == "day" else "window"
    if when.shape == "span":
        kind, last = "lasted", when.end_latest or told
        end = "" if when.end_latest else "open"
    if goes_on:
        line, end = axis.line, "on"
        last = line if line and (not first or line >= first) else None
    return kind, *(day.isoformat() if day else "" for day in (first, last)), end


# ---- the legend ---------------------------------------------------------------------


Taught = tuple[bool, float, list[Shape], str]  # whether it occurs, width, marks, words


def legend(
    shown: Shown,
    made: list[Row],
    found: list[Entry],
    axis: Axis | None,
    third: str = "",
) -> list[Sample]:
    """List what the legend has to teach: one meaning a sample, only what occurs.

    ``third`` is whom some rows are said to be against: the others in focus.
    """
    third = third or naming.actor_list(shown.case, shown.case.focus[2:])
    taught = [*_of_signs(shown, made, found, third),
              *_of_dates(shown, made, found, axis),
              *_of_told(shown, made, found)]  # fmt: skip
    return [Sample(wide, tuple(s), words) for there, wide, s, words in taught if there]


def _of_signs(shown: Shown, made: list[Row], found: list[Entry], third: str):
    """Teach what is aimed at somebody, and the signs."""
    there = {_sign_of(shown, e.event) for e in found}
    against = f"said to be against {third}"
    yield any(r.aimed for r in made), 14, marks.target(_at(7)), against
    for sign in ("+", "-", "both"):
        look = marks.look(sign, True)
        yield sign in there, 14, marks.point(_at(7), look), signs.OF_MARK[sign].word
    yield "~" in there, 12, marks.glyph(_at(6), "~", "ink"), "unclear which"


def _of_dates(
    shown: Shown, made: list[Row], found: list[Entry], axis: Axis | None
) -> list[Taught]:
    """Teach the shapes of dates."""
    whens, firm = [e.when for e in found], {shown.status(e.event) for e in found}
    spans = [w for w in whens if w.shape == "span"]
    ink, hollow = marks.look("", True), marks.look("", False)
    dashed = marks.look("", False, True)
    ends = [*marks.bar(_at(0), _at(20), ink), *marks.arrow(_at(26), ink)]
    on = "still so on the day" if shown.case.article else "goes on"
    return [
        (any(w.shape == "day" for w in whens), 12, marks.point(_at(6), ink), "one day"),
        (any(w.begin_earliest for w in spans), 26, _bar(ink), "lasted"),
        (bool(firm - {"happened"}), 26, _bar(hollow), "hollow: reported or claimed"),
        (any(w.approximate or w.uncertain for w in whens), 26, _bar(dashed),
         "dashed: about then"),
        *_of_windows(shown, found, axis),
        (any(not w.begin_earliest for w in spans), 26, _bar(ink, (0.0, 1.0)),
         "start not stated"),
        (any(w.unknown_end for w in spans), 26, _bar(ink, (1.0, 0.0)),
         "end not stated"),
        (marks.ARROW in _paths(made), 26, ends, on),
    ]  # fmt: skip


def _of_windows(
    shown: Shown, found: list[Entry], axis: Axis | None
) -> Iterator[Taught]:
    """Teach what a moment looks like of which the day is not known.

    That may be the begin or the end of what lasted.
    """
    whole = [Segment(0, 1, True, True)]
    within = [e for e in found if e.when.shape == "within"
              or (axis and _has_rim(shown, e, axis))]  # fmt: skip
    bounded = "one moment in a span", "by then, day not stated"  # no day from which on
    for begins, words in zip((True, False), bounded, strict=True):
        told = {shown.status(e.event) in firmness.TOLD_ONLY
                for e in within if bool(e.when.begin_earliest) == begins}  # fmt: skip
        for is_told in sorted(told):
            drawn = marks.window(whole, marks.look("", not is_told), begins)
            again = "the same, reported or claimed"
            yield True, 26, drawn, again if is_told and len(told) > 1 else words


def _has_rim(shown: Shown, entry: Entry, axis: Axis) -> bool:
    rims = _rims(entry.when, axis, _goes_on(shown, entry))
    return entry.when.shape == "span" and bool(rims)


def _of_told(shown: Shown, made: list[Row], found: list[Entry]):
    """Teach who told of it when, what the article alone says, who disputes it."""
    text = shown.case.text
    agreed = any(m.record[:1] == "E" for r in made for m in r.several)
    thin = Shape("box", _at(0), THIN - 6, _at(26), THIN - 5, fill="bracket")
    yield any(e.told for e in found), 4, marks.tick(_at(2)), "reported or said then"
    yield agreed, 4, marks.tick(_at(2)), "day of an agreement"
    yield any(e.ours.dated for e in found), 26, [thin], f"all the {text} says"
    narrowed = any(_narrowed(shown, e.event) for e in found)
    yield narrowed, 26, _sample_of_order(), "by order, of its begin or end"
    yield any(r.disputed for r in made), 12, marks.lozenge(_at(6)), "disputed"
    before = marks.EARLIER in _paths(made)
    yield before, 8, marks.earlier(_at(0), "ink"), "before the scale"
    yield any(r.quiet for r in made), 0, [], f"grey label: not in the {text}"


def _sample_of_order() -> list[Shape]:
    """Draw a finer bracket in the middle of a row of the legend."""
    y = MIDDLE - 2
    line = Shape("box", _at(0), y - 0.5, _at(26), y + 0.5, fill="ink")
    caps = (Shape("line", _at(x), y, _at(x), y + 3.5, "ink", width=1) for x in (0, 26))
    return [line, *caps]


def _paths(made: list[Row]) -> set:
    """Return the paths that rows are drawn with."""
    drawn = (*made, *(mark for row in made for mark in row.several))
    return {shape.points for some in drawn for shape in some.shapes}


def _bar(look: marks.Look, fade: tuple[float, float] | None = None) -> list[Shape]:
    return marks.bar(_at(0), _at(26), look, fade)


def _sign_of(shown: Shown, record) -> str:
    """Return the sign of an event, or of a relation."""
    if hasattr(record, "sign"):
        return record.sign
    return select.sign(shown.case, record.event_id, shown.view.dates)


def _at(pixels: float) -> At:
    return At(0, pixels)
