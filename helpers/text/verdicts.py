"""Does a picture hold? What changes when a view is read otherwise or loses something.

Over the outcomes of a sweep around a view, the view itself first. Sentences are
neutral: they say what goes, what stays and on whose word, and weigh nothing.
"""

from helpers import prose
from helpers.case.cases import Case
from helpers.compare import moving, variations
from helpers.compare.findings import Outcome
from helpers.compare.moving import Reach
from helpers.compare.variations import LEFT_OUT
from helpers.prose import Prose
from helpers.text import wording
from helpers.text.recorded import ABOUT
from helpers.view import focus, naming
from helpers.view.parameters import View
from helpers.view.shown import Shown

__all__ = ["picture", "unmoved"]
OTHERS = "\N{NOT EQUAL TO}"  # as many as before, but others


def short(case: Case, name: str) -> str:
    """Name a finding in a few words."""
    pair, others = naming.in_focus(case)
    words = ABOUT[name].short if name in ABOUT else name.replace("_", " ")
    return words.format(pair=pair, others=others, text=case.text, teller=case.teller)


def what(outcomes: list[Outcome]) -> str:
    """Write what is left out one at a time, as in: source or voice."""
    there = {variation.kind for variation in moving.left_out(outcomes)}
    nouns = [left.noun for kind, left in LEFT_OUT.items() if kind in there]
    return naming.joined(nouns, "or")


def kind_head(kind: str) -> str:
    """Head the variations of a kind."""
    if kind == "reading":
        return "Read otherwise"
    return f"Without one {LEFT_OUT[kind].noun}" if kind in LEFT_OUT else "Other views"


def standing(outcomes: list[Outcome]) -> str:
    """Write in a clause how many sources and voices can go without any change."""
    if why := hindered(outcomes):
        return why
    counts, nouns = [], []
    for kind, still in unmoved(outcomes).items():
        of, noun = len(moving.left_out(outcomes, kind)), LEFT_OUT[kind].noun
        counts += [(still, f"{still} of {prose.count(of, noun)}")] * bool(still)
        nouns += [f"every {noun}"] * (not still)
    matters = f"{naming.joined(nouns)} matters to some count" if nouns else ""
    if not counts:
        return prose.upper_first(matters)
    subjects = counts[0][0] if len(counts) == 1 else len(counts)
    listed = naming.joined([text for _, text in counts])
    none = f"{listed} {prose.verb(subjects, 'matters', 'matter')} to no count"
    return "; ".join(filter(None, [none, matters]))


def unmoved(outcomes: list[Outcome]) -> dict[str, int]:
    """Count the sources, and the voices, whose leaving out changes no finding.

    Examples
    --------
    >>> [*verdicts.unmoved(outcomes)]
    ['sources', 'voices']
    """
    moved = {move.variation for move in moving.moves(outcomes)}
    left = ((kind, moving.left_out(outcomes, kind)) for kind in LEFT_OUT)
    return {kind: sum(one not in moved for one in of) for kind, of in left if of}


def hindered(outcomes: list[Outcome]) -> str:
    """Write why nothing can be told of what is left out, where that is so."""
    if not any(found.value for found in outcomes[0].findings):
        return "This view has no finding that could change"
    if not moving.left_out(outcomes):
        return "This view has no source and no voice that could be left out"
    return ""


def verdict(case: Case, outcomes: list[Outcome]) -> str:
    """Write in a clause how many findings hold whatever is left out, and which."""
    if why := hindered(outcomes):
        return why
    names, total = moving.held(outcomes), len(outcomes[0].findings)
    which = f"whichever one {what(outcomes)} is left out"
    if len(names) == total:
        every = f"All {total} findings hold"
        return f"{prose.verb(total, 'The one finding holds', every)} {which}"
    listed = f" ({shorts(case, names)})" if 0 < len(names) < 3 else ""
    counted = f"{len(names) or 'None'} of {prose.count(total, 'finding')}{listed}"
    return f"{counted} {prose.verb(max(len(names), 1), 'holds', 'hold')} {which}"


def picture(shown: Shown, outcomes: list[Outcome]) -> Prose:
    """Write what a view shows, what moves it most, what another reading moves.

    Examples
    --------
    >>> print(verdicts.picture(earliest, outcomes))
    24 of 29 sources change no finding. ...
    """
    case = shown.case
    lines = [f"{verdict(case, outcomes)}."]
    if any(found.value for found in outcomes[0].findings):
        lines = [
            untried(case, len(moving.left_out(outcomes))),
            *(_one_at_a_time(outcomes, kind) for kind in LEFT_OUT),
            _nothing_left(outcomes),
            *lines,
            _read_otherwise(case, outcomes),
        ]
    return Prose("\n".join(filter(None, lines)))


def untried(case: Case, tried: int) -> str:
    """Write that a case is too large to leave out each source and voice, if it is."""
    room = variations.room(case)
    every = [s for kind in variations.AROUND for s in variations.subjects(case, kind)]
    if len(every) <= room:
        return ""
    size = len(case.whole.events) + len(case.whole.relations)
    return (
        f"A case of {prose.count(size, 'record')} is too large to leave out each of its"
        f" {len(every)} sources and voices: those {tried} that most citations name are"
        " left out, one at a time. The counts here and in the chart are of these."
        " `dateline sweep` leaves out the others."
    )


def _one_at_a_time(outcomes: list[Outcome], kind: str) -> str:
    """Write how many sources or voices move something, and which of them most."""
    of = moving.left_out(outcomes, kind)
    if not of:
        return ""
    every = moving.by_variation(moving.moves(outcomes)).items()
    rows = [row for row in every if row[0].kind == kind]
    counted = _still(len(of), len(of) - len(rows), LEFT_OUT[kind].noun)
    if not rows:
        return f"{counted}."
    most = len(rows[0][1])
    first = [v.label for v, by_name in rows if len(by_name) == most]
    more = f" and {prose.count(len(first) - 3, 'other')}" if len(first) > 3 else ""
    without = prose.upper_first(naming.joined(first[:3], "or")) + more
    change_ = prose.verb(most, "changes", "change")
    told = f"{prose.spelled(most, 'finding')} {change_}"
    return f"{counted}. {without}, {told}, the most of all."


def _nothing_left(outcomes: list[Outcome]) -> str:
    """Write without which source or voice no tie of the day is left."""
    base, *others = (o.by_name.get("ties") for o in outcomes)
    if not base or not base.value:
        return ""
    gone = {
        o.variation.label: None
        for o, ties in zip(outcomes[1:], others, strict=True)
        if o.variation.kind in ("sources", "voices") and ties and not ties.value
    }
    return f"No tie of the day is left {naming.joined([*gone], 'or')}." if gone else ""


def _still(of: int, still: int, noun: str) -> str:
    """Write how many of some variations change nothing.

    >>> _still(3, 1, "source"), _still(3, 0, "source")
    ('1 of 3 sources changes no finding', 'Each of 3 sources changes a finding')
    """
    if of == 1:
        return f"The one {noun} changes {'no finding' if still else 'a finding'}"
    if not still:
        return f"Each of {prose.count(of, noun)} changes a finding"
    verb = prose.verb(still, "changes", "change")
    return f"{still} of {prose.count(of, noun)} {verb} no finding"


def _read_otherwise(case: Case, outcomes: list[Outcome]) -> str:
    """Write which findings another reading of the same records moves: a line each."""
    moved = moving.by_variation(moving.moves(outcomes))
    lacks, lines = moving.lacking(outcomes), []
    for one in (o.variation for o in outcomes if o.variation.kind == "reading"):
        told = changes(case, moved.get(one, {}), shorts(case, lacks[one]), ", ")
        lines.append(f"{prose.upper_first(one.label)}: {told}.")
    return "\n".join(lines)


def changes(
    case: Case, moved: dict[str, moving.Move], lacks: str, between: str = "; "
) -> str:
    """Write what becomes of each finding that moves, and which is not counted."""
    each = (f"{short(case, name)} {change(move)}" for name, move in moved.items())
    told = between.join(each) or "nothing changes"
    return f"{told}; not counted: {lacks}" if lacks else told


def shorts(case: Case, names: list[str]) -> str:
    """Name findings in a few words each."""
    return naming.joined([short(case, name) for name in names])


def change(move: moving.Move) -> str:
    """Write what becomes of a value, as in: 3 → 2; or that others are counted."""
    value = move.after.value
    if move.before.value != value:
        return f"{move.before.value} → {value}"
    which = prose.spelled(value) if isinstance(value, int) else "ones"
    return f"{OTHERS}{value} (still {value}, but not the same {which})"


def measured(outcomes: list[Outcome], found: list[moving.Move], view: View) -> str:
    """Write what is measured around a view, and how many variations change nothing."""
    named, moved = what(outcomes), len({move.variation for move in found})
    left = f" and with one {named} at a time left out" if named else ""
    told = f"What this view counts, read otherwise{left}."
    each = _unmoved(len(outcomes) - 1, moved)
    return f"{told} {each} {wording.view_of(view)}".strip()


def _unmoved(total: int, moved: int) -> str:
    """Write how many variations move nothing, or that each moves something."""
    if moved == total:
        each = f"Each of {total} variations"
        which = prose.verb(max(total, 1), "The one variation", each)
        return f"{which} changes something."
    still = total - moved
    of = f"{still} of {prose.count(total, 'variation')}"
    return f"{of} {prose.verb(still, 'changes', 'change')} nothing."


def about(reach: Reach) -> str:
    """Tell a finding in a line: its value, its range, how many variations move it."""
    of = prose.count(reach.of, "variation")
    low, high = reach.ends or ("", "")
    wide = f"{low}\N{EN DASH}{high} over all" if low != high else ""
    moved = f"changed by {reach.moved} of {of}"
    return "; ".join(filter(None, [str(reach.base.value), wide, moved]))


def item(case: Case, one: str) -> str:
    """Name what a finding counts: a record, a fact, an actor, a source, or a tie."""
    whole = case.whole
    if one in whole.actor_names or one in whole.source_titles:
        return naming.voice_name(whole, one)
    row = focus.record(whole, one)
    return naming.heading(whole, row) if row is not None else one
