"""Named results of a view: what a sweep compares from view to view.

Each count lists what it counts, so that one lost and one gained are seen. A notebook
records them: its output keeps them under ``Finding``'s schema. What each is in words,
``text.recorded`` says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpers.case import firmness
from helpers.case.cases import Case
from helpers.case.tables import tuples
from helpers.compare.variations import Variation
from helpers.view import account, focus, naming, select, voices
from helpers.view.shown import Shown

OF_SIDE = {"+": "cooperative_episodes", "-": "hostile_episodes"}  # of the first two
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


def read(book) -> list[Finding]:
    """Read the findings that an executed notebook has recorded, the last of a name.

    Raises
    ------
    FindingError
        Where an output does not hold what its type says.
    """
    outputs = (output for cell in book.cells for output in cell.get("outputs", []))
    every = (output.get("data", {}).get(MIME) for output in outputs)
    found = (one for stored in every if stored is not None for one in _stored(stored))
    return list({one.name: one for one in found}.values())


def _stored(stored: Any) -> list[Finding]:
    """Read the findings of one output."""
    try:
        return [Finding(**one) for one in stored["findings"]]
    except (ValidationError, TypeError, KeyError) as error:
        first = re.sub(r"\s+", " ", str(error))[:200]
        raise FindingError(f"an output is no list of findings: {first}") from None


# ---- what this project records ---------------------------------------------------


def _counted(name: str, items: Iterable[str]) -> Finding:
    """Return a finding that counts some items, each once."""
    items = list(dict.fromkeys(items))
    return Finding(name=name, value=len(items), items=items)


def _events(name: str, rows: list) -> Finding:
    """Return a finding that counts some events."""
    return _counted(name, [row.event_id for row in rows])


def dating(shown: Shown) -> list[Finding]:
    """Count the events of a view, and how well they are dated and attested."""
    case = shown.case
    findings = [
        _events("events", case.rows("events")),
        _events("windows", account.windowed(shown)[1]),
        _events("report_or_claim_only", account.told_only(shown)),
    ]
    if not account.others(case):
        return findings
    if shown.view.dates != "article":
        findings.append(_events("other_or_closer_dates", account.closer(shown)))
    if account.tells_left_out(shown):
        findings.append(_events("left_out", select.left_out(case)))
    return findings


def standing(shown: Shown) -> list[Finding]:
    """Count how the actors of a view stand: ties, acts of the focus, prospects.

    Acts have the status that the view gives them: by the article alone where nothing
    from outside is asked for.
    """
    return [*tying(shown), *between(shown)]


def tying(shown: Shown) -> list[Finding]:
    """Count the ties of a view."""
    ties = [_tie(shown.case, tie) for tie in shown.tie_list if tie.kind == "tie"]
    return [_counted("ties", ties)]


def between(shown: Shown) -> list[Finding]:
    """Count what the first two in focus do together, or else to each other."""
    if len(shown.case.focus) < 2:
        return []
    case, read, rows = shown.case, focus.as_asked(shown), focus.ours(shown.case)
    attested = [row for row in rows if read.status(row) in firmness.ATTESTED]
    acts = [row for row in attested if row.basis == "act"]
    ahead = [row.fact for row in rows if shown.status(row) in firmness.PROSPECTS]
    return [
        _counted(OF_SIDE[case.side], focus.episodes(case, acts)),
        *_against(shown, [row for row in acts if case.aims(row)]),
        _counted("prospects", ahead),
    ]


def _against(shown: Shown, acts: list) -> list[Finding]:
    """Count the episodes aimed at the others in focus, and who told of them."""
    case = shown.case
    if not naming.in_focus(case)[1]:
        return []
    read = "" if focus.outside(shown.view) else voices.read_by(case, shown.view)
    heard = voices.first(case, [row.relation_id for row in acts], read)
    name, n = "voices_of_episodes_against", voices.least(case, heard)
    episodes = _counted("episodes_against", focus.episodes(case, acts))
    return [episodes, Finding(name=name, value=n, items=heard)]


def _tie(case: Case, tie) -> str:
    """Write a tie with its state: what changes is seen in the words."""
    hedge = firmness.OF_CERTAINTY[tie.holds].hedge
    return f"{naming.tie(case, tie)}: {hedge}{tie.state}"


def balancing(shown: Shown) -> list[Finding]:
    """Count the triangles of a view, and what keeps them from being balanced.

    The index is blank where it is not proven.
    """
    from helpers import balance  # brings the solver, which loads slowly

    case, picture = shown.case, balance.picture(shown)
    triads, solved = picture.triads, picture.frustration
    named = {
        row.Index: f"{naming.actor_list(case, [row.a, row.b, row.c])}: {row.kind}"
        for row in tuples(triads)
    }
    odd = triads.index[triads.strong == "unbalanced"]
    frustrated = [naming.compound(case, pair) for pair in solved.always]
    return [
        _counted("triangles", named.values()),
        _counted("unbalanced_triangles", (named[n] for n in odd)),
        Finding(name="balance_index", value=solved.index, items=frustrated),
    ]


RESTS = {  # what a record rests on, by the field of voices.Support
    "single": "single_voice_records",
    "anonymous": "unnamed_voice_records",
    "own_word": "own_word_records",
}


def sourcing(shown: Shown) -> list[Finding]:
    """Count on whom the records of a view rest, and who is never heard.

    The voices are those by which the article tells of its records; on how many a record
    rests, outside sources have a say too.
    """
    case = shown.case
    read = voices.read_by(case, shown.view)
    ours, rests = (voices.support.rows(case, how) for how in (read, ""))
    ids = {row.record_id for row in ours}
    findings = [_counted("first_voices", [v for row in ours for v in row.voices])]
    for kind, name in RESTS.items():
        if read or kind != "own_word":
            kept = [r for r in rests if r.record_id in ids and getattr(r, kind)]
            findings.append(_counted(name, [row.record_id for row in kept]))
    quiet = voices.unheard.rows(case, shown.view.level)
    return [*findings, _counted("never_heard", [row.actor_id for row in quiet])]


CHAPTERS = (  # what each counts, where this table of the case has rows
    ("events", dating),
    ("relations", tying),
    ("relations", between),
    ("citations", sourcing),
    ("relations", balancing),
)
OF_TIES = (tying, balancing)  # which hang on the ties alone


def of(shown: Shown, known: dict | None = None) -> list[Finding]:
    """Return every finding of a view, as the chapters of its case record it.

    Those of the ties are taken from ``known`` where another view has the same.
    """
    ties, found = _of_ties(shown), []
    known = {} if known is None else known
    for count in (c for table, c in CHAPTERS if shown.whole.rows(table)):
        made = known.get((count, ties)) or count(shown)
        if count in OF_TIES:
            known[count, ties] = made
        found += made
    return found


def _of_ties(shown: Shown) -> tuple:
    """Return all that the ties of views of one case hang on: of any day, too.

    Who has a tie on some day is an actor of the network.
    """
    both = dict.fromkeys((shown.case, shown.whatever_day.case))
    rows = (
        (row.relation_id, row.when_known, row.status_known, *row.against)
        for case in both
        for row in case.rows("relations")
    )
    asked = shown.view.model_dump(exclude={"exclude", "mute"})
    return tuple(rows), str(asked), shown.day


# ---- from view to view -----------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What came of one view of a sweep.

    ``left`` is what it leaves of the case, where it was computed here; none where it
    was read from a notebook.
    """

    variation: Variation
    findings: tuple[Finding, ...]
    left: Shown | None = field(default=None, repr=False, compare=False)

    @cached_property
    def by_name(self) -> dict[str, Finding]:
        """The findings by their names."""
        return {one.name: one for one in self.findings}

    @cached_property
    def statuses(self) -> dict[str, str]:
        """The status of each event and relation that it leaves, by its id."""
        case, read = self.left.case, focus.as_asked(self.left)
        rows = (*case.rows("events"), *case.rows("relations"))
        return {row[1]: read.status(row) for row in rows}


def differs(one: Finding, other: Finding) -> bool:
    """Return whether two findings of a name differ: in value, or in what they count."""
    return one.value != other.value or set(one.items) != set(other.items)
