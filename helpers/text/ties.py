"""How a tie is told, the same in every chart and list, and how ties balance."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from helpers import prose
from helpers.case import dates, firmness, signs
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.text import wording
from helpers.view import naming, parameters
from helpers.view.shown import Shown

if TYPE_CHECKING:
    from helpers.balance import Picture

SPANS = {"ever": ("for ever", "up to"), "in-force": ("on their day only", "on")}
KINDS = {  # what stands between two actors and is no tie
    "view": "One actor's view of another, no tie",
    "self": "Within one actor, no tie",
}


def anchor(tie) -> str:
    """Return the id of a tie in its list."""
    kind = tie.kind if hasattr(tie, "holds") else f"ahead-{tie.kind}"
    return f"{kind}-{tie.a}-{tie.b}"


def sure(tie) -> str:
    """Name the state of a tie, never more certain than it is."""
    if not tie.state:
        return "no record"
    return firmness.OF_CERTAINTY[tie.holds].hedge + signs.OF_STATE[tie.state].tie


def summary(case: Case, tie) -> str:
    """Write a tie in a line: its state, how sure, what it rests on.

    Its acts are a range where some may be one told twice; how firm each of those is
    that may come, its record says.
    """
    state, voices = signs.OF_STATE[tie.state].tie, wording.voice_count(case, tie.voices)
    if not hasattr(tie, "holds"):
        return f"{state}; {sum(tie.statuses.values())} may come; {voices}"
    counts = {basis: prose.count(n, basis) for basis, n in tie.bases.items()}
    if tie.bases.get("act", 0) > 1:
        least = f"{tie.acts_least} or " * (tie.acts_least < tie.acts)
        counts["act"] = f"{least}{tie.acts} acts"
    is_known = tie.holds != "unknown"
    state, status = (state, f"{tie.status}, ") if is_known else (sure(tie), "")
    how = f"{status}{firmness.OF_CERTAINTY[tie.holds].told}"
    return f"{state}; {how}; {', '.join(counts.values())}; {voices}"


def hover(case: Case, tie) -> str:
    """Write what a tie is, for the reader who points at it: a line a thing."""
    lines = [naming.tie(case, tie), *summary(case, tie).split("; ")]
    lines.append(f"Origins: {naming.voice_list(case, tie.voices)}")
    if getattr(tie, "less_certain", 0):
        lines.append(f"{tie.less_certain} more, less certain on the day")
    return "\n".join(lines)


def sided(rows: Iterable) -> list:
    """List the views of one actor on another of whose pair some ties have none."""
    kinds = grouped((one.kind, one) for one in rows)
    bound = {frozenset((one.a, one.b)) for one in kinds["tie"]}
    return [one for one in kinds["view"] if frozenset((one.a, one.b)) not in bound]


def in_view(case: Case, rows: Iterable) -> str:
    """Write which views those in focus have of each other where they have no tie."""
    views = (one for one in sided(rows) if {one.a, one.b} <= {*case.inside})
    named = [f"{naming.tie(case, one)} {sure(one)}" for one in views]
    told = naming.joined(wording.few(named))
    return f"as one side's view, not a tie: {told}" if named else ""


def of_pair(tie, rows: Iterable) -> list:
    """List the views of one actor on another that lie beside a tie of the two."""
    both = {tie.a, tie.b}
    return [one for one in rows if one.kind == "view" and {one.a, one.b} == both]


def contrary(tie, rows: Iterable) -> str:
    """Write of which sign some views beside a tie are that the tie is not."""
    known = {tie.state, *(one.state for one in of_pair(tie, rows))}
    signs_ = [s.tie for s in signs.SIGNS[:2]
              if {"both", s.state} & (known - {tie.state})
              and tie.state not in ("both", s.state)]  # fmt: skip
    views = f"{naming.joined(signs_)} views of one side not counted"
    return f" ({views})" * bool(signs_)


def beside(case: Case, those: Iterable, rows: Iterable) -> str:
    """Write how many views of one side lie beside some ties, by whose, and by sign."""
    rows, told = [*rows], []
    for view in (one for tie in those for one in of_pair(tie, rows)):
        facts = {(row.fact, row.sign) for row in map(case.by_id.get, view.records)}
        many = Counter(sign for _, sign in facts)
        each = [f"{prose.spelled(many[sign.mark])} {sign.counted}"
                for sign in signs.SIGNS if many[sign.mark]]  # fmt: skip
        if each:
            told.append(f"{naming.joined(each)} of {naming.tie(case, view)}")
    if not told:
        return ""
    return f"Not counted, since the view of one side is no tie: {'; '.join(told)}."


def as_of(day: date | None) -> str:
    """Write the day of a chart."""
    return f"on {dates.day_in_words(day)}" if day else "whatever their date"


def lasting(case: Case) -> bool:
    """Return whether every record with a sign is a state, so that no memory counts."""
    return all(r.extent == "state" for r in case.whole.rows("relations") if r.sign)


def remembered(shown: Shown) -> str:
    """Write how long an act counts; of a case of states only, when they do."""
    memory = shown.view.memory
    if lasting(shown.case):
        return "each record counts within its dates"
    if memory in SPANS:
        return f"acts count {SPANS[memory][0]}"
    return f"acts count for {prose.count(parameters.months(memory), 'month')}"


def _is_over(shown: Shown, row) -> bool:
    """Return whether what lasted has come to an end that is known, and counts no more.

    By the last day of the case, not of the view: a page moves the latter.
    """
    end, last = shown.when(row).end_latest, shown.case.published or date.max
    is_over = end is not None and end < last
    lasted = row.extent == "state" and shown.status(row) in firmness.ATTESTED
    return is_over and lasted and bool(row.sign)


def span(shown: Shown, day: str) -> str:
    """Write which records a title of ties counts, up to a day in words."""
    rows = shown.case.rows("relations")
    has_memory = bool(day) and not lasting(shown.case)
    over = has_memory and any(_is_over(shown, row) for row in rows)
    return _span(shown, day) + " that still count" * over


def _span(shown: Shown, day: str) -> str:
    memory = shown.view.memory
    if not day:
        return "Acts and words of any date"
    if lasting(shown.case):
        return f"Records in force on {day}"
    if memory in SPANS:
        return f"Acts and words {SPANS[memory][1]} {day}"
    months = prose.spelled(parameters.months(memory), "month").removeprefix("one ")
    return f"Acts and words in the {months} to {day}"


# ---- what the charts of balance share: their rule and stretches ---------------------


def subtitle(found: "Picture", measure: str) -> str:
    """Write what is measured, on which day, by which rule and in which view."""
    told = f"{measure}; {remembered(found.shown)}. Rule: {found.rule.told}."
    return f"{told} {wording.view_of(found.shown.view, wording.NO_TIE)}".strip()


def kind(name: str) -> str:
    """Write a kind of triangle with a real minus: "+ − −"."""
    if name == "open":
        return "with an open tie"
    return " ".join(signs.OF_MARK[sign].glyph for sign in name)


def stretch(since: date, before: date | None) -> str:
    """Write a stretch of days from its first to the first after it, if it ended."""
    last = before - timedelta(days=1) if before else None
    if since == date.min:
        return f"up to {dates.day_in_words(last)}" if last else "on any day so far"
    return dates.stretch(since, last) if last else f"since {dates.day_in_words(since)}"


def stretches(found: list[tuple[date, date | None]], most: int = 0) -> str:
    """Write stretches one after another; the latest, where there are too many."""
    if not found:
        return "on no day so far"
    latest = found[-most:]  # -0: all
    more = [f"{len(found) - len(latest)} earlier"] if len(latest) < len(found) else []
    return "; ".join([*more, *(stretch(*one) for one in latest)])
