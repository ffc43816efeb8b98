"""How a tie is told, the same in every chart and list."""

from collections.abc import Iterable
from datetime import date

from helpers import prose
from helpers.case import dates, firmness, signs
from helpers.case.cases import Case
from helpers.text import wording
from helpers.view import naming, parameters
from helpers.view.shown import Shown

MOST = 6  # lines of a description
KINDS = {  # what stands between two actors and is no tie
    "view": "One actor's view of another, no tie",
    "self": "Within one actor, no tie",
}


def acts(tie, word: str = naming.DASH) -> str:
    """Write a count of acts, a range where some may be one told twice."""
    if tie.acts_least < tie.acts:
        return f"{tie.acts_least}{word}{tie.acts}"
    return str(tie.acts)


def ahead(prospect) -> str:
    """Write how many acts may come; how firm each is, its record says."""
    return f"{sum(prospect.statuses.values())} may come"


def anchor(tie) -> str:
    """Return the id of a tie in its list."""
    kind = tie.kind if hasattr(tie, "holds") else f"ahead-{tie.kind}"
    return f"{kind}-{tie.a}-{tie.b}"


def certainty(tie) -> str:
    """Write how sure a tie is as of its day."""
    sure = firmness.OF_CERTAINTY[tie.holds].told
    return sure if tie.holds == "unknown" else f"{tie.status}, {sure}"


def sure(tie) -> str:
    """Name the state of a tie, never more certain than it is."""
    if not tie.state:
        return "no record"
    return firmness.OF_CERTAINTY[tie.holds].hedge + signs.OF_STATE[tie.state].tie


def describe(kind: str, title: str, subtitle: str, told: list[str]) -> str:
    """Put a description together: kind, title, subtitle, and the first few of many."""
    more = f" and {len(told) - MOST} more" if len(told) > MOST else ""
    listed = f"{'; '.join(told[:MOST])}{more}." if told else ""
    return " ".join(filter(None, [f"{kind}.", f"{title}.", subtitle, listed]))


def summary(case: Case, tie) -> str:
    """Write a tie in a line: its state, how sure, what it rests on."""
    state = signs.OF_STATE[tie.state].tie
    if not hasattr(tie, "holds"):
        voices = wording.voice_count(case, tie.voices)
        return f"{state}; {ahead(tie)}; {voices}"
    parts = [
        f"{acts(tie, ' or ')} acts"
        if basis == "act" and n > 1
        else prose.count(n, basis)
        for basis, n in tie.bases.items()
    ]
    voices = wording.voice_count(case, tie.voices)
    return f"{state}; {certainty(tie)}; {', '.join(parts)}; {voices}"


def hover(case: Case, tie) -> str:
    """Write what a tie is, for the reader who points at it: a line a thing."""
    lines = [naming.tie(case, tie), *summary(case, tie).split("; ")]
    lines.append(f"Origins: {naming.voice_list(case, tie.voices)}")
    if getattr(tie, "less_certain", 0):
        lines.append(f"{tie.less_certain} more, less certain on the day")
    return "\n".join(lines)


def sided(rows: Iterable) -> list:
    """List the views of one actor on another of whose pair some ties have none."""
    rows = [*rows]
    bound = {frozenset((one.a, one.b)) for one in rows if one.kind == "tie"}
    views = [one for one in rows if one.kind == "view"]
    return [one for one in views if frozenset((one.a, one.b)) not in bound]


def in_view(case: Case, rows: Iterable) -> str:
    """Write which views those in focus have of each other where they have no tie."""
    inside = {*case.inside}
    views = [one for one in sided(rows) if {one.a, one.b} <= inside]
    named = [f"{naming.tie(case, one)} {sure(one)}" for one in views]
    told = naming.joined(wording.few(named))
    return f"as one side's view, not a tie: {told}" if named else ""


def as_of(day: date | None) -> str:
    """Write the day of a chart."""
    return f"on {dates.day_in_words(day)}" if day else "whatever their date"


def lasting(case: Case) -> bool:
    """Return whether every record with a sign is a state, so that no memory counts."""
    return all(r.extent == "state" for r in case.whole.rows("relations") if r.sign)


def remembered(shown: Shown) -> str:
    """Write how long an act counts; of a case of states only, when they do."""
    view = shown.view
    if lasting(shown.case):
        return "each record counts within its dates"
    if view.memory == "ever":
        return "acts count for ever"
    if view.memory == "in-force":
        return "acts count on their day only"
    n = parameters.months(view.memory)
    return f"acts count for {prose.count(n, 'month')}"


def span(shown: Shown, day: str) -> str:
    """Write which records a title of ties counts, up to a day in words."""
    view = shown.view
    if not day:
        return "Acts and words of any date"
    if lasting(shown.case):
        return f"Records in force on {day}"
    if view.memory == "ever":
        return f"Acts and words up to {day}"
    if view.memory == "in-force":
        return f"Acts and words on {day}"
    n = parameters.months(view.memory)
    months = prose.spelled(n, "month").removeprefix("one ")
    return f"Acts and words in the {months} to {day}"
