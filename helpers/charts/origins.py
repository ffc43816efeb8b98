"""The voices: who said it first, and which records rest on nobody else.

A row is an origin. It has two counts: by the article alone, and with other sources.
Premises and other claims are not counted.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers import prose
from helpers.case.cases import Case
from helpers.charts import worded
from helpers.draw.marks import MIDDLE, At, Shape
from helpers.draw.panels import Axis, Count
from helpers.draw.picture import Picture
from helpers.draw.rows import Group, Row, Sample
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import wording
from helpers.view import account, naming
from helpers.view import voices as said
from helpers.view.shown import Shown

__all__ = ["chart", "listing", "rests", "sureness"]
MOST = 10  # rows; the others open on request
HALF = 5  # pixels, half of a bar
PLACES = ((0.0, 0.34), (0.5, 0.84))  # of the panels; right of a bar are its numbers
LOOKS = {  # of a part of a bar: its edge, its fill, the edge's width, what it means
    "named": ("ink", "ink", 1.4, "rests on this origin alone"),
    "unnamed": ("ink", "ground", 1.4, "the same, the origin unnamed"),
    "other": ("bracket", "rule", 0.8, "another origin is found too"),
}
KINDS = {
    "one origin": "single",
    "unnamed sources only": "anonymous",
    "the author's word alone": "own_word",
    "several pages, one source": "copies",
}


@dataclass(frozen=True)
class Voice:
    """An origin: by what chain it is heard, and which records are its own.

    ``own`` are those for which the source that is read has no other origin; ``alone``
    those of them for which no source has another.
    """

    voice: str
    chain: list[str]
    records: list[str]
    own: list[str]
    alone: list[str]


def heard(case: Case, source: str) -> list[Voice]:
    """List the origins by a source, those with most records first."""
    ours = {row.record_id: row.voices for row in said.support.rows(case, source)}
    every = {row.record_id: row.voices for row in said.support.rows(case)}
    made = []
    for voice in dict.fromkeys(one for voices in ours.values() for one in voices):
        rows = [record for record, voices in ours.items() if voice in voices]
        own, alone = ([r for r in rows if by[r] == [voice]] for by in (ours, every))
        made.append(Voice(voice, _chain(case, voice, rows, source), rows, own, alone))
    return sorted(made, key=lambda v: (-len(v.records), -len(v.own), v.voice))


def _chain(case: Case, voice: str, rows: list[str], source: str) -> list[str]:
    """Give the chain by which most of a voice's records come from it."""
    chains = (c for record in rows for c in said.firsthand(case, record, source))
    counted = Counter(tuple(c) for c in chains if voice == said.speaker(case, c[-1]))
    return list(max(counted, key=lambda chain: (counted[chain], len(chain))))


def rests(shown: Shown) -> pd.DataFrame:
    """Return on whom the records of a view rest: one row per record and origin.

    By the article, where a view asks for it; `unnamed` is an origin without a name.

    Examples
    --------
    >>> list(origins.rests(shown).columns)
    ['record_id', 'record', 'origin_id', 'origin', 'unnamed']
    """
    case = shown.case
    rows = [
        (one.record_id, naming.heading(case, case.by_id[one.record_id]),
         voice, naming.voice_name(case, voice), voice in case.anonymous)
        for one in said.support.rows(case, said.read_by(case, shown.view))
        for voice in one.voices
    ]  # fmt: skip
    columns = ["record_id", "record", "origin_id", "origin", "unnamed"]
    return pd.DataFrame(rows, columns=columns).astype({"unnamed": bool})


def sureness(shown: Shown) -> pd.DataFrame:
    """Count the article's records by what they rest on: one row per kind.

    Examples
    --------
    >>> list(origins.sureness(shown).index)[:2]
    ['one origin', 'unnamed sources only']
    """
    case, (ours, wider) = shown.case, _supported(shown)
    source, alone = said.read_by(case, shown.view), f"by the {case.text} alone"
    columns = {alone: ours, "with other sources": wider}
    if not _both(shown):
        columns = {alone if source else "as coded": wider}
    kinds = {told: k for told, k in KINDS.items() if source or k != "own_word"}
    found = {
        name: [int(frame[kind].sum()) for kind in kinds.values()] + [len(frame)]
        for name, frame in columns.items()
    }
    names = [told.replace("author", case.teller) for told in kinds]
    index = pd.Index([*names, "all records"], name="Records that rest on")
    return pd.DataFrame(found, index=index)[: None if len(ours) else 0]


def _supported(shown: Shown) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return on whom the article's records rest by its account, and by all sources."""
    ours = said.support(shown.case, said.read_by(shown.case, shown.view))
    wider = said.support(shown.case)
    return ours, wider[wider.record_id.isin(ours.record_id)]


def _both(shown: Shown) -> bool:
    """Return whether there is a count by the article alone and one by all sources."""
    return bool(said.read_by(shown.case, shown.view)) and account.others(shown.case)


def titles(shown: Shown) -> tuple[str, str]:
    """Write the finding as title, its two counts apart; the filter as subtitle."""
    case, view = shown.case, wording.view_of(shown.view)
    source, (ours, wider) = said.read_by(case, shown.view), _supported(shown)
    n, kind = len(ours), "own_word" if source else "single"
    if not n and source and said.support(case).size:
        return "All records here are from other sources", view
    if not n:
        whose = f"of the {case.text} " if source else ""
        return f"No record {whose}in this view names a voice", view
    alone, still = int(ours[kind].sum()), int(wider[kind].sum())
    what = "its own word alone" if source else "one origin"
    verb = prose.verb(alone or 1, "rests", "rest")
    parts = [f"{_of(shown, alone, n, source)} {verb} on {what}"]
    if alone and _both(shown):
        does = prose.verb(still or 1, "does", "do")
        parts.append(f"with other sources, {still or 'none'} still {does}")
    if unnamed := int(ours.anonymous.sum()):
        rests = prose.verb(unnamed, "rests", "rest")
        parts.append(f"{unnamed} {rests} only on unnamed sources")
    return "; ".join(parts), view


def _of(shown: Shown, alone: int, n: int, source: str) -> str:
    """Write how many of the records, of the article or of all sources, rest so."""
    here = wording.partly(shown, "article" if source else "")
    text = shown.case.text
    if alone == n:
        which = wording.some_of(n, n, f"the {text}'s" if source else "the", "record")
        return f"{prose.upper_first(which)}{here}"
    whose = f" of the {text}" if source else ""
    return f"{alone or 'None'} of {prose.count(n, 'record')}{whose}{here}"


def counts(case: Case, one: Voice, both: bool) -> str:
    """Write the counts of an origin: all its records, and those on it alone."""
    own, alone = (len(rows) or "none" for rows in (one.own, one.alone))
    told = prose.count(len(one.records), "record")
    if not both:
        return f"{told}, {alone} on it alone"
    return f"{told}, {own} on it alone by the {case.text}, {alone} with other sources"


def _steps(case: Case, one: Voice) -> list[str]:
    """List the voices of a chain by name, and who stands at its end."""
    steps = [naming.plain_voice(case, voice) for voice in one.chain[:-1]]
    return [*steps, naming.voice_name(case, one.voice)]


def anchor(voice: str) -> str:
    """Give the id of a voice in its list."""
    return f"voice-{voice}"


# ---- the rows -----------------------------------------------------------------------


def axis(case: Case, found: list[Voice], both: bool) -> Axis | None:
    """Make a panel of each count, both at one scale; without other sources one."""
    if not found:
        return None
    most = max(len(one.records) for one in found)
    if not both:
        return Axis((Count("on it alone", most, PLACES[0][0], PLACES[1][1]),))
    names = f"by the {case.text} alone", "with other sources"
    named = zip(names, PLACES, strict=True)
    return Axis(tuple(Count(name, most, *ends) for name, ends in named))


def row(case: Case, one: Voice, axis_: Axis, both: bool) -> Row:
    """Make the row of an origin: a bar a count, outlined where nobody is named."""
    *steps, end = _steps(case, one)
    through = [
        f"“{step}”" if voice in case.by_source else step
        for voice, step in zip(one.chain[:-1], steps, strict=True)
        if voice != case.article
    ]
    note = f"through {naming.joined(through)}" if through else ""
    unnamed = one.voice in case.anonymous
    each = (one.own, one.alone) if both else (one.alone,)
    bars = [
        shape
        for panel, alone in zip(axis_.panels, each, strict=True)
        for shape in _bar(panel, len(alone), len(one.records), unnamed)
    ]
    parts = [prose.upper_first(end), note, counts(case, one, both)]
    return Row(
        anchor(one.voice),
        prose.upper_first(end),
        shapes=tuple(bars),
        note=note,
        evidence=prose.count(len(one.records), "record"),
        words="; ".join(filter(None, parts)),
    )


def _bar(panel: Count, alone: int, every: int, unnamed: bool) -> Iterator[Shape]:
    """Draw how many records rest on an origin alone, before all that it has."""
    left, middle, right = (At(panel.place(n)) for n in (0, alone, every))
    if alone < every:
        yield _box(middle, right, "other")
    if alone:
        yield _box(left, middle, "unnamed" if unnamed else "named")
    told = str(alone) if alone == every else f"{alone} of {every}"
    yield Shape("text", right.plus(5), MIDDLE, colour="ink", text=told)


def _box(left: At, right: At, look: str) -> Shape:
    edge, fill, width, _ = LOOKS[look]
    top, low = MIDDLE - HALF, MIDDLE + HALF
    return Shape("box", left, top, right, low, edge, fill, width)


def _legend(case: Case, found: list[Voice]) -> Iterator[Sample]:
    """Teach the bars that occur."""
    unnamed = [one.voice in case.anonymous for one in found]
    others = any(len(one.alone) < len(one.records) for one in found)
    there = not all(unnamed), any(unnamed), others
    for occurs, (look, (*_, words)) in zip(there, LOOKS.items(), strict=True):
        if occurs:
            yield Sample(24, (_box(At(0, 1), At(0, 23), look),), words)


def _foot(folded: list[Voice]) -> str:
    """Write which rows open on request: how many, and with how few records."""
    if not folded:
        return ""
    n, most = len(folded), max(len(one.records) for one in folded)
    each = f"{'each ' * (n > 1)}with {'at most ' * (most > 1)}"
    who = prose.upper_first(prose.spelled(n, "more origin"))
    few = prose.spelled(most, "record")
    return f"{who}, {each}{few}, {prose.verb(n, 'is', 'are')} in the list."


def chart(shown: Shown) -> Picture:
    """Draw the voices of a case as a view asks for them.

    Examples
    --------
    >>> origins.chart(shown).title
    '... records of the article rest on its own word alone; ...
    """
    case, both = shown.case, _both(shown)
    found = heard(case, said.read_by(case, shown.view))
    axis_ = axis(case, found, both)
    made = [row(case, one, axis_, both) for one in found]
    told = [
        f"{' from '.join(_steps(case, v)[::-1])}: {counts(case, v, both)}"
        for v in found
    ]
    group = Group("Who said it first", tuple(made[:MOST]), tuple(made[MOST:]))
    return worded.picture(
        shown,
        "03-voices",
        "Voices",
        titles(shown),
        told,
        axis_,
        groups=(group,) if made else (),
        legend=tuple(_legend(case, found)),
        heads=("all its records", "a row opens them"),
        foot=_foot(found[MOST:]),
    )


# ---- the list -----------------------------------------------------------------------


def listing(shown: Shown) -> Listing:
    """List each origin with its records, then who is never quoted with theirs.

    Examples
    --------
    >>> print(origins.listing(shown))
    the article itself: ...
    """
    case, both = shown.case, _both(shown)
    found = heard(case, said.read_by(case, shown.view))
    told = [(_steps(case, one)[-1], counts(case, one, both)) for one in found]
    entries = [
        records.fold(*both, anchor(one.voice), _records(shown, one))
        for both, one in zip(told, found, strict=True)
    ]
    silent = [*_silent(shown)]
    parts = [
        (f"Origins ({len(entries)})", entries),
        ("Records by what they rest on", _kinds(shown)),
        (f"Discussed, never quoted ({len(silent)})", silent),
    ]
    return records.joined(parts, map(": ".join, told), counted=False)


def _silent(shown: Shown) -> Iterator[str]:
    """Write who is discussed and never quoted, each opening into its records."""
    for row in said.unheard.rows(shown.case, shown.view.level):
        about = f"{row.kind.replace('-', ' ')}; in"
        yield records.fold(
            naming.short_name(shown.case, row.actor_id),
            f"{about} {prose.count(len(row.records), 'record')}",
            f"unheard-{row.actor_id}",
            cards.record_lines(shown, row.records),
        )


def _kinds(shown: Shown) -> list[str]:
    """List which records rest on one voice, on no name, on the author or on copies.

    The article's records, with all that any source says of them.
    """
    _, wider = _supported(shown)
    found = []
    for told, kind in KINDS.items():
        rows = list(wider.record_id[wider[kind].astype(bool)])
        many, lines = prose.count(len(rows), "record"), cards.record_lines(shown, rows)
        told = told.replace("author", shown.case.teller)
        found += [records.fold(told, many, f"rests-{kind}", lines)] if rows else []
    return found


def _records(shown: Shown, one: Voice) -> str:
    """Write through whom a voice is heard, and the records that rest on it."""
    path = escape(" ← ".join(_steps(shown.case, one)))
    lines = cards.record_lines(shown, one.records)
    return f"<p>{path}</p>{lines}"
