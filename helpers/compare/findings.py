"""Named results of a run: what a sweep compares from view to view.

A notebook records them; they are stored in its output under ``Finding``'s schema. Each
count lists what it counts, so that one lost and one gained are seen.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpers.case import cases, schema
from helpers.case.cases import Case
from helpers.compare.variations import Variation
from helpers.text import prose
from helpers.view import account, focus, naming, relations, select, voices
from helpers.view.parameters import View

MIME = "application/vnd.dateline.findings+json"
Number = Annotated[float, Field(allow_inf_nan=False)]


class FindingError(ValueError):
    """A finding that cannot be recorded or read; the message is one sentence."""


class Finding(BaseModel):
    """One named result: a number, a word or a yes or no, and what it counts."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")
    value: bool | int | Number | str | None
    about: str = Field("", description="what it is, in one sentence")
    items: list[str] = Field([], description="ids or pairs that it counts")


class Recorded(Sequence):
    """Findings as a notebook shows and stores them.

    A class because a cell's output is an object with a mimebundle; no tuple, since
    IPython writes every tuple in its own way.
    """

    def __init__(self, found: Iterable[Finding] = ()) -> None:
        self.found = tuple(found)

    def __getitem__(self, nth):
        return self.found[nth]

    def __len__(self) -> int:
        return len(self.found)

    def __eq__(self, other) -> bool:
        return isinstance(other, Recorded) and self.found == other.found

    __hash__ = None

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        lines = [f"{f.name}: {f.value}" for f in self]
        rows = "".join(
            f'<tr><th scope="row">{escape(f.about or f.name)}</th>'
            f'<td class="n">{escape(str(f.value))}</td></tr>'
            for f in self
        )
        return {
            "text/plain": "\n".join(lines) or "no finding",
            "text/html": f"<table><tbody>{rows}</tbody></table>",
            MIME: {"findings": [f.model_dump() for f in self]},
        }


def record(
    name: str, value: Any, about: str = "", items: Iterable[str] = ()
) -> Recorded:
    """Record one result of a notebook: let it be the last line of a cell.

    >>> record("single_voice_records", 3)[0].value
    3

    Raises
    ------
    FindingError
        Where the name is no plain name, or the value no number, text or yes or no.
    """
    plain = value.item() if hasattr(value, "item") else value  # out of numpy
    try:
        found = Finding(name=name, value=plain, about=about, items=list(items))
    except ValidationError as error:
        part = error.errors()[0]["loc"][0]
        allowed = {
            "name": "lower-case letters, digits and _, as in single_voice_records",
            "value": "a finite number, a text, True, False or None",
        }.get(str(part), "texts")
        raise FindingError(
            f"finding {name!r}: {part} cannot be {error.errors()[0]['input']!r}."
            f" Allowed: {allowed}."
        ) from None
    return Recorded([found])


def read(book) -> list[Finding]:
    """Read the findings that an executed notebook has recorded, the last of a name.

    Raises
    ------
    FindingError
        Where an output does not hold what its type says.
    """
    found: dict[str, Finding] = {}
    for cell in book.cells:
        for output in cell.get("outputs", []):
            stored = output.get("data", {}).get(MIME)
            if stored is not None:
                found |= {one.name: one for one in _stored(stored)}
    return list(found.values())


def _stored(stored: Any) -> list[Finding]:
    try:
        return [Finding(**one) for one in stored["findings"]]
    except (ValidationError, TypeError, KeyError) as error:
        first = re.sub(r"\s+", " ", str(error))[:200]
        raise FindingError(f"an output is no list of findings: {first}") from None


# ---- what this project records ---------------------------------------------------


def _counted(name: str, about: str, items: Iterable[str]) -> Finding:
    items = list(dict.fromkeys(items))
    return Finding(name=name, value=len(items), about=about, items=items)


def dating(case: Case, asked: View) -> Recorded:
    """Count the events of a view, and how well they are dated and attested."""
    ours = "article" in asked.layers and account.coded_from(case)
    whose = f"the {case.text}'s dated events" if ours else "dated events"
    found = [
        _events("events", "Events shown", case.rows("events")),
        _events(
            "windows",
            f"Of {whose}, those dated to a window: one moment, not known to the day",
            account.windowed(case, asked)[1],
        ),
        _events(
            "report_or_claim_only",
            f"Events of the {case.text} that rest on a report or a claim only",
            account.told_only(case, asked.dates),
        ),
    ]
    if asked.dates != "article":
        told = (
            f"Events of the {case.text} that outside sources date otherwise or closer"
        )
        found.append(_events("other_or_closer_dates", told, account.closer(case)))
    if account.tells_left_out(case, asked):
        told = "Known events of the same years that are not in the article"
        found.append(_counted("left_out", told, select.left_out(case).event_id))
    return Recorded(found)


def _events(name: str, about: str, rows: list) -> Finding:
    return _counted(name, about, [row.event_id for row in rows])


def standing(case: Case, asked: View) -> Recorded:
    """Count how the actors of a view stand: ties, acts of the focus, prospects.

    Acts have the status that the view gives them: by the article alone where nothing
    from outside is asked for.
    """
    day, how = relations.day(case, asked), relations.asked(asked)
    told = "Ties as of the day, each with its state, certain or perhaps"
    rows = relations.list_ties(case, day, **how)
    ties = [_tie(case, tie) for tie in rows if tie.kind == "tie"]
    return Recorded([_counted("ties", told, ties), *_focus(case, asked)])


def _focus(case: Case, asked: View) -> list[Finding]:
    """Count the cooperation of the first two actors in focus."""
    if len(case.focus) < 2:
        return []
    pair, others = naming.in_focus(case)
    wider = focus.outside(asked)
    told = ", outside sources included" if wider else ", by the article alone"
    rows = focus.cooperative(case, asked.dates)
    acts = focus.attested(rows if wider else focus.cooperative(case, "article"))
    ahead = rows.fact[rows.told.isin(schema.PROSPECTS)]
    found = [
        _counted("cooperative_episodes", f"Episodes of {pair} cooperation{told}",
                 focus.episodes(case, acts)),
        _counted("prospects", f"Prospects of {pair} cooperation", ahead),
    ]  # fmt: skip
    return found[:1] + _against(case, asked, acts[acts.aimed], told) + found[1:]


def _against(case: Case, asked: View, acts: pd.DataFrame, told: str) -> list[Finding]:
    """Count the episodes aimed at the others in focus, and who told of them."""
    pair, others = naming.in_focus(case)
    if not others:
        return []
    read = "" if focus.outside(asked) else voices.read_by(case, asked)
    heard = voices.first(case, list(acts.relation_id), read)
    what = f"episodes of {pair} cooperation said to be against {others}{told}"
    told = f"First voices behind the {what}, those without a name as one"
    return [
        _counted("episodes_against", prose.upper_first(what),
                 focus.episodes(case, acts)),
        Finding(name="voices_of_episodes_against", about=told, items=heard,
                value=voices.least(case, heard)),
    ]  # fmt: skip


def _tie(case: Case, tie) -> str:
    """Write a tie with its state: what changes is seen in the words."""
    a, b = (case.actor_names.get(end, end) for end in (tie.a, tie.b))
    sure = "" if tie.holds == "certain" else "perhaps "
    return f"{a} – {b}: {sure}{tie.state}"


def balancing(case: Case, asked: View) -> Recorded:
    """Count the triangles of a view, and what keeps them from being balanced.

    The index is blank where it is not proven.
    """
    from helpers import balance  # brings the solver, which loads slowly

    found = balance.picture(case, asked)
    triads, solved = found.triads, found.frustration
    named = {
        row.Index: f"{naming.actor_list(case, [row.a, row.b, row.c])}: {row.kind}"
        for row in cases.tuples(triads)
    }
    odd = triads.index[triads.strong == "unbalanced"]
    told = "Triangles that are not balanced (strong balance)"
    return Recorded([
        _counted("triangles", "Triangles of tied actors, each with its signs",
                 named.values()),
        _counted("unbalanced_triangles", told, (named[n] for n in odd)),
        Finding(
            name="balance_index", value=solved.index,
            about="The line index of balance: ties that would have to change or go",
            items=["\N{EN DASH}".join(case.actor_names.get(a, a) for a in pair)
                   for pair in solved.always],
        ),
    ])  # fmt: skip


RESTS = {  # what a record rests on, by the field of voices.Support
    "single": (
        "single_voice_records",
        "with one first voice, or several without a name",
    ),
    "anonymous": ("unnamed_voice_records", "with voices without a name only"),
    "own_word": ("own_word_records", "on the author's word alone"),
}


def sourcing(case: Case, asked: View) -> Recorded:
    """Count on whom the records of a view rest, and who is never heard.

    The voices are those by which the article tells of its records; on how many a record
    rests, outside sources have a say too.
    """
    read = voices.read_by(case, asked)
    ours, rests = (voices.list_support(case, how) for how in (read, ""))
    told = {row.record_id for row in ours}
    whose = " of the article" if read else ""
    even = ", even with outside sources" if read else ""
    kinds = {kind: told for kind, told in RESTS.items() if read or kind != "own_word"}
    who = "the article's records, as it tells of them" if read else "the records"
    heard = [voice for row in ours for voice in row.voices]
    found = [_counted("first_voices", f"First voices behind {who}", heard)]
    for kind, (name, how) in kinds.items():
        ids = [r.record_id for r in rests if r.record_id in told and getattr(r, kind)]
        found.append(_counted(name, f"Records{whose} {how}{even}", ids))
    quiet = voices.unheard(case, asked.level).actor_id
    told = "Actors and groups discussed, never quoted"
    return Recorded([*found, _counted("never_heard", told, quiet)])


CHAPTERS = (
    ("events", dating), ("relations", standing), ("citations", sourcing),
    ("relations", balancing),
)  # fmt: skip


def of(case: Case, asked: View) -> Recorded:
    """Give every finding of a view, as the chapters that apply to its case record it.

    ``case`` is what the view shows.
    """
    groups = [
        group(case, asked) for table, group in CHAPTERS if len(case.whole.tables[table])
    ]
    return Recorded(one for group in groups for one in group)


# ---- from view to view -----------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What came of one view of a sweep."""

    variation: Variation
    findings: tuple[Finding, ...]

    @cached_property
    def by_name(self) -> dict[str, Finding]:
        """The findings by their names."""
        return {one.name: one for one in self.findings}


def differs(one: Finding, other: Finding) -> bool:
    """Whether two findings of a name differ: in value, or in what they count."""
    return one.value != other.value or set(one.items) != set(other.items)
