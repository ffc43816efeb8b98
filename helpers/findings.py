"""Named results of a run: what a sweep compares from view to view.

A notebook records them; they are stored in its output under ``Finding``'s schema. Each
count lists what it counts, so that one lost and one gained are seen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpers import relations, schema, select, voices, words
from helpers.cases import Case
from helpers.parameters import View
from helpers.variations import Variation

MIME = "application/vnd.dateline.findings+json"
CHANGES = ["label", "kind", "subject", "name", "before", "after", "gone", "come"]
REACH = ["name", "about", "base", "least", "most", "moved", "runs"]
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


class Recorded(tuple):
    """Findings as a notebook shows and stores them.

    A class because a cell's output is an object with a mimebundle.
    """

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
    every, reading = case.rows("events"), asked.dates

    def ids(rows) -> list[str]:
        return [row.event_id for row in rows]

    return Recorded(
        [
            _counted("events", "Events shown", ids(every)),
            _counted(
                "windows",
                "Events whose date is a window: one moment, not known to the day",
                ids(e for e in every if select.when(e, reading).shape == "within"),
            ),
            _counted(
                "report_or_claim_only",
                "Events of the article that rest on a report or a claim only",
                ids(words.told_only(case, reading)),
            ),
            _counted(
                "other_or_closer_dates",
                "Events of the article that outside sources date otherwise or closer",
                ids(words.closer(case)),
            ),
            _counted(
                "left_out",
                "Known events of the same years that the article leaves out",
                select.left_out(case).event_id,
            ),
        ]
    )


def standing(case: Case, asked: View) -> Recorded:
    """Count how the actors of a view stand: ties, acts of the focus, prospects."""
    day, how = relations.day(case, asked), relations.asked(asked)
    attested = relations.ties(case, day, **how)
    attested = attested[attested.kind == "tie"]
    found = [
        _counted(
            "ties",
            "Ties attested as of the day, each with its state",
            [_tie(case, tie) for tie in attested.itertuples()],
        )
    ]
    if len(case.focus) < 2:
        return Recorded(found)
    rows = words.cooperative(case, asked.dates)
    acts = rows[rows.act & rows.told.isin(schema.ATTESTED)]
    aimed, ahead = acts[acts.aimed], rows[rows.told.isin(schema.PROSPECTS)]
    pair, others = words.in_focus(case)
    found.append(
        _counted("cooperative_acts", f"Attested {pair} cooperative acts", acts.fact)
    )
    if others:
        told = f"Attested {pair} acts against {others}"
        heard = voices.first(case, list(aimed.relation_id))
        found += [
            _counted("acts_against", told, aimed.fact),
            _counted("voices_of_acts_against", f"First voices behind {told}", heard),
        ]
    told = f"Prospects of {pair} cooperation"
    return Recorded([*found, _counted("prospects", told, ahead.fact)])


def _tie(case: Case, tie) -> str:
    """Write a tie with its state: what changes is seen in the words."""
    a, b = (case.actor_names.get(end, end) for end in (tie.a, tie.b))
    sure = "" if tie.holds == "certain" else "perhaps "
    return f"{a} – {b}: {sure}{tie.state}"


def sourcing(case: Case, asked: View) -> Recorded:
    """Count on whom the records of a view rest, and who is never heard."""
    rests = voices.support(case)
    heard = [voice for row in rests.voices for voice in row]
    by = {
        "single_voice_records": ("single", "Records with one first voice"),
        "unnamed_voice_records": ("anonymous", "Records with unnamed voices only"),
        "own_word_records": ("own_word", "Records with the author's word alone"),
    }
    return Recorded(
        [
            _counted("first_voices", "First voices heard", heard),
            *(
                _counted(name, about, rests.record_id[rests[column].astype(bool)])
                for name, (column, about) in by.items()
            ),
            _counted(
                "never_heard",
                "Actors spoken about and never heard",
                voices.unheard(case, asked.level).actor_id,
            ),
        ]
    )


CHAPTERS = {"events": dating, "relations": standing, "citations": sourcing}


def of(case: Case, asked: View) -> Recorded:
    """Give every finding of a view, as the chapters that apply to its case record it.

    ``case`` is what the view shows.
    """
    groups = [
        group(case, asked)
        for table, group in CHAPTERS.items()
        if len(case.whole.tables[table])
    ]
    return Recorded(one for group in groups for one in group)


# ---- from view to view -----------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What came of one view of a sweep."""

    variation: Variation
    findings: tuple[Finding, ...]

    @property
    def by_name(self) -> dict[str, Finding]:
        """The findings by their names."""
        return {one.name: one for one in self.findings}


def differs(one: Finding, other: Finding) -> bool:
    """Whether two findings of a name differ: in value, or in what they count."""
    return one.value != other.value or set(one.items) != set(other.items)


def changes(outcomes: list[Outcome]) -> pd.DataFrame:
    """List every finding that a view moves: a row a view and finding.

    The first outcome is the base. ``gone`` and ``come`` are what is counted there and
    not here, and the other way round. A finding that only one of the two has is none.
    """
    first, *others = outcomes
    rows = []
    for one in others:
        for name, now in one.by_name.items():
            was = first.by_name.get(name)
            if was is None or not differs(was, now):
                continue
            gone = [i for i in was.items if i not in now.items]
            come = [i for i in now.items if i not in was.items]
            v = one.variation
            rows.append(
                (v.label, v.kind, v.subject, name, was.value, now.value, gone, come)
            )
    return pd.DataFrame(rows, columns=CHANGES)


def reach(outcomes: list[Outcome]) -> pd.DataFrame:
    """Say how far each finding moves over a sweep: a row a finding.

    ``least`` and ``most`` over all views, the first of which is the base; blank for
    what is no number. ``moved`` views give another value, or count something else, of
    the ``runs`` that have it beside the base.
    """
    first, *others = outcomes
    rows = []
    for name, was in first.by_name.items():
        told = [one.by_name[name] for one in others if name in one.by_name]
        values = [was.value, *(one.value for one in told)]
        numbers = all(type(v) in (int, float) for v in values)
        moved = sum(differs(was, one) for one in told)
        ends = (min(values), max(values)) if numbers else ("", "")
        rows.append((name, was.about, was.value, *ends, moved, len(told)))
    return pd.DataFrame(rows, columns=REACH)
