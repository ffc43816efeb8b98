"""What the runs of a sweep find beside their base, in sentences.

``found`` is what ``run.compared`` puts together, ``sweep`` a sweep file as it was
read. Names from data are set apart, so that their direction is theirs alone.
"""

from typing import Any

from markupsafe import Markup

from helpers import prose
from helpers.compare import moving, variations
from helpers.compare.findings import Finding
from helpers.compare.moving import Move
from helpers.view import naming, parameters

FINDING = (
    "A finding is a value that a chapter records, mostly how many records of a kind"
    " there are."
)
BASE = "The base, with which the other views are compared,"
SOME = 6  # values that a sentence lists; of more it says how many
LONG = 400  # characters of an error or a value that the page repeats
COUNTED = (
    "A finding differs where its value does, or what it counts. In findings that list"
    " everybody, whoever is left out is counted neither before nor after."
)


def written(value: Any) -> str:
    """Write the value of a finding.

    >>> written(3), written(0.1 + 0.2), written(True), written(None)
    ('3', '0.3', 'yes', 'none')
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def cut(text: str) -> str:
    """Cut a text that would fill the page."""
    return text if len(text) <= LONG else f"{text[: LONG - 1]}\N{HORIZONTAL ELLIPSIS}"


def standfirst(found) -> list[str]:
    """Write what opens the page: what holds, against what, and what moves farthest."""
    told = " ".join(filter(None, [_holds(found), _quiet(found), FINDING]))
    opening = _hindered(found) or told
    return [*filter(None, (opening, _against(found), _farthest(found)))]


def _holds(found) -> str:
    """Write how many findings are the same in every view."""
    whole, n = [row for row in found.reach if row.whole], len(found.done)
    sentence = _of_whole(whole, n) if whole else "No finding is asked in every view."
    part = len(found.reach) - len(whole)
    are = f"not asked in every view, {prose.verb(part, 'is', 'are')} not counted here"
    more = f" {prose.count(part, 'more finding')}, {are}." * bool(part)
    return f"{sentence}{more}"


def _of_whole(rows: list[moving.Reach], n: int) -> str:
    """Write how many of the findings that all ``n`` views have are the same in all."""
    total, still = len(rows), sum(not row.moved for row in rows)
    where = f"in all {n} views that were run" if n > 2 else "in both views"
    if still == total:
        every = f"All {total} findings are"
        which = prose.verb(total, "The one finding is", every)
        return f"{which} the same {where}."
    if not still:
        which = prose.verb(total, "The one finding", f"Each of {total} findings")
        return f"{which} differs in at least one of the {n} views that were run."
    same = f"{still} of {total} findings {prose.verb(still, 'is', 'are')} the same"
    differ = f"{total - still} {prose.verb(total - still, 'differs', 'differ')}"
    return f"{same} {where}; {differ} in at least one."


def _quiet(found) -> str:
    """Write how many views move no finding at all."""
    n = len(found.outcomes) - 1  # of the views that came to an end
    if not found.moved:
        return ""
    still = n - len(found.moved)
    if not still:
        each = prose.verb(n, "The", "Each of the")
        return f"{each} {_others(n)} moves at least one."
    return f"Of {_others(n)}, {still} {prose.verb(still, 'moves', 'move')} no finding."


def _others(n: int) -> str:
    """Count the views beside the base."""
    return prose.count(n, "other view")


def _hindered(found) -> str:
    """Write why nothing can be compared, where that is so."""
    if not found.done:
        return "No run came to an end, so that there is nothing to compare."
    if not found.outcomes:
        return "The base failed, so that there is nothing to compare the views with."
    if len(found.runs) == 1:
        return "The base is the only view of this sweep: there is nothing to compare."
    if len(found.done) == 1:
        return "Only the base came to an end: there is nothing to compare it with."
    if not found.base.findings:
        return "The chapters record no finding, so that no number can be compared."
    return ""


def _against(found) -> str:
    """Write what was compared with what, and what became of the runs."""
    n, failed = len(found.runs), found.failed
    asked = variations.told(parameters.changed(found.runs[0][0].asked))
    how = Markup("with {}").format(bdi(asked)) if asked else "as it is"
    told = Markup("{} is the case {}.").format(BASE, how)
    if n > 1:
        verb, what = prose.verb(n - 1, "was", "were"), varied(found.plan.sweep)
        told += Markup(" {} {} asked for: {}.").format(_others(n - 1), verb, what)
    if shared := len(found.plan.runs) - n:
        told += prose.verb(
            shared,
            " 1 more view asks for the same as another, and shares its run.",
            f" {shared} more views ask for the same as others, and share their runs.",
        )
    if failed:
        return told + f" Of {n} runs, {n - failed} came to an end and {failed} failed."
    return told + prose.verb(n, " It was run.", f" All {n} were run; none failed.")


def varied(sweep) -> str:
    """Write in a clause what a sweep varies."""
    if sweep.leave_one_out:
        left = variations.LEFT_OUT[sweep.leave_one_out]
        return f"each leaves out one {left.noun}{left.along}"
    if sweep.listed:
        return "those that the sweep file lists"
    axes = [
        str(Markup("{} ({})").format(name, _some(name, values)))
        for name, values in sweep.grid.items()
    ]
    each = "each value" if len(axes) == 1 else "every combination"
    return Markup("{} of {}").format(each, Markup(naming.joined(axes)))


def view_head(sweep) -> str:
    """Head the column of a sweep's views."""
    if not sweep.leave_one_out:
        return "View"
    noun = variations.LEFT_OUT[sweep.leave_one_out].noun
    return f"{prose.upper_first(noun)} left out"


def _some(name: str, values: list) -> str:
    """List a few values of a parameter, or say how many there are."""
    if len(values) > SOME:
        return f"{len(values)} values"
    return Markup(", ").join(bdi(parameters.in_words(name, value)) for value in values)


def bdi(text: str) -> Markup:
    """Set a text from data apart, escaped."""
    return Markup("<bdi>{}</bdi>").format(text)


def _farthest(found) -> str:
    """Write which finding moves farthest, and between what."""
    rows = [row for row in found.reach if row.moved and row.far]
    if not rows:
        return ""
    first, *others = rows
    least, most = map(written, first.ends)
    same = sum(row.far == first.far for row in others)
    have = "" if first.whole else f" that {prose.verb(first.of, 'has', 'have')} it"
    also = prose.verb(same, " One other moves as far.", f" {same} others move as far.")
    return Markup(
        "“{}” moves farthest, as a share of its base value: {} in the base, between {}"
        " and {} over all views. It differs from the base in {} of {}{}.{}"
    ).format(
        bdi(about(first.base)),
        written(first.base.value),
        least,
        most,
        first.moved,
        _others(first.of),
        have,
        also if same else "",
    )


def about(finding: Finding) -> str:
    """Write what a finding is."""
    return finding.about or finding.name.replace("_", " ")


def differing(one: Finding, moves: dict[str, Move]) -> str:
    """Write what a value that a view moves was before, or that others are counted."""
    if one.name not in moves:
        return ""
    before = moves[one.name].before.value
    return "others" if before == one.value else f"was {written(before)}"
