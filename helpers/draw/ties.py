"""What a tie looks like and how it is told, the same in every chart of actors.

Sign is hue and glyph; certainty is fill: solid where it happened, hollow where it is
reported or claimed only, hatched where it is only possible as of the day, a thin ring
with "?" where its start is not known.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import sqrt

import pandas as pd

from helpers import theme
from helpers.case import dates
from helpers.case.cases import Case
from helpers.draw import shapes
from helpers.draw.sheet import SMALL, Sample
from helpers.text import words
from helpers.view import parameters, relations
from helpers.view.parameters import View

SIGN = {"cooperative": "+", "hostile": "-", "both": "both", "unclear": "~"}
MOST = 8  # actors on a chart; the others are folded, in words
DASH = "\N{EN DASH}"
HATCH = 8  # pixels across from one line of a hatched area to the next


@dataclass(frozen=True)
class Standing:
    """How the actors of a case stand on a day: ties, prospects, and who is shown.

    A class because a chart, its words and its list must speak of the same day and
    the same actors. ``ties`` and ``ahead`` hold every kind; ``actors`` are those
    shown, in the case's order with collectives last, ``folded`` the others.
    """

    day: date | None
    ties: pd.DataFrame
    ahead: pd.DataFrame
    actors: list[str]
    folded: list[str]
    collectives: set[str]

    @cached_property
    def attested(self) -> pd.DataFrame:
        """The ties proper: one-sided views and ties within one actor left out."""
        return self.ties[self.ties.kind == "tie"]

    @cached_property
    def prospects(self) -> pd.DataFrame:
        """The prospects of ties proper."""
        return self.ahead[self.ahead.kind == "tie"]


def standing(case: Case, asked: View, most: int = MOST) -> Standing:
    """Say how the actors stand on the day of a view."""
    day, how = relations.day(case, asked), relations.asked(asked)
    ties = relations.ties(case, day, **how)
    how.pop("memory")
    ahead = relations.prospects(case, day, **how)
    found = Standing(day, ties, ahead, [], [], collectives(case))
    shown, folded = chosen(case, [found.attested, found.prospects], most)
    return Standing(day, ties, ahead, shown, folded, found.collectives)


def collectives(case: Case) -> set[str]:
    """List the publics and unnamed groups."""
    return {a.actor_id for a in case.rows("actors") if a.kind == "collective"}


def chosen(case: Case, frames: list[pd.DataFrame], most: int = MOST):
    """Choose the actors of a chart, those with a row in the earliest frame first.

    The focus comes before others. Both lists stand in the case's order, collectives
    last.
    """
    grouped = collectives(case)

    def place(actor: str) -> tuple:
        return actor in grouped, case.rank.get(actor, 0), actor

    ranked: dict[str, tuple] = {}
    for nth, frame in enumerate(frames):
        for actor in [*frame.a, *frame.b]:
            rank = (actor not in case.focus, nth, place(actor))
            ranked.setdefault(actor, rank)
    kept = sorted(ranked, key=ranked.get)
    return sorted(kept[:most], key=place), sorted(kept[most:], key=place)


def among(frame: pd.DataFrame, actors: list[str]) -> pd.DataFrame:
    """Keep the ties between these actors."""
    return frame[frame.a.isin(actors) & frame.b.isin(actors)]


# ---- how it looks ---------------------------------------------------------------


def fill(tie) -> str:
    """Say how a tie is filled: solid, hollow, hatched or unknown."""
    if tie.holds != "certain":
        return "hatched" if tie.holds == "possible" else "unknown"
    return "solid" if tie.status == "happened" else "hollow"


def hue(state: str) -> str:
    """Name the colour of a state: ink where it is neither of the two."""
    return state if state in ("cooperative", "hostile") else "ink"


def _hatch(x: float, y: float, radius: float, colour: str) -> list[dict]:
    """Draw slanting chords across a disc."""
    found, half = [], sqrt(0.5)
    for off in (-0.66, -0.33, 0.0, 0.33, 0.66):
        long = radius * sqrt(1 - off * off) * half
        cx, cy = x + off * radius * half, y + off * radius * half
        more = {"colour": colour, "width": 1, "role": "hatch"}
        found.append(shapes.line(cx - long, cy + long, cx + long, cy - long, **more))
    return found


def mark(x: float, y: float, state: str, look: str, radius: float = 10) -> list[dict]:
    """Draw the state of a tie as a disc with its glyph."""
    colour, size = hue(state), round(radius * 1.3, 1)
    ring = {"colour": colour, "role": f"tie {look}"}
    solid = look == "solid"
    width = 1.0 if look == "unknown" else 1.8
    fill_ = colour if solid else "ground"
    found = [shapes.disc(x, y, radius, fill=fill_, width=width, **ring)]
    if look == "hatched":
        found += _hatch(x, y, radius, colour)
        inner = {"fill": "ground", "colour": "ground", "width": 0.5, "role": "hatch"}
        found.append(shapes.disc(x, y, radius * 0.62, **inner))
    if look == "unknown":
        more = {"align": "center", "bold": True, "colour": "quiet", "role": "query"}
        found.append(shapes.text(x + radius + 5, y - radius * 0.6, "?", SMALL, **more))
    glyph = theme.SIGN_GLYPH[SIGN[state]]
    more = {"bold": True, "align": "center", "role": "glyph"}
    ink = "ground" if solid else colour
    return [*found, shapes.text(x, y, glyph, size, colour=ink, **more)]


def prospect(x: float, y: float, state: str, radius: float = 10) -> list[dict]:
    """Draw the state of a prospect: a square, since nothing of it has come about."""
    colour, size, r = hue(state), round(radius * 1.3, 1), radius * 0.88
    edge = {"colour": colour, "width": 1.3, "fill": "ground", "role": "prospect"}
    more = {"bold": True, "align": "center", "role": "glyph", "colour": colour}
    glyph = theme.SIGN_GLYPH[SIGN[state]]
    return [
        {**shapes.box(x - r, y - r, x + r, y + r), **edge},
        shapes.text(x, y, glyph, size, **more),
    ]


def hatching(wide: float, high: float) -> list[dict]:
    """Hatch an area from the origin: the tie in it rests on what a filter hides.

    Slanting the other way than the disc of a tie that is only possible.
    """
    found, more = [], {"colour": "bracket", "width": 1, "role": "hidden"}
    for off in range(HATCH // 2, int(wide + high), HATCH):  # from the upper right on
        left, top = max(0, wide - off), max(0, off - wide)
        long = min(wide - left, high - top)
        found.append(shapes.line(left, top, left + long, top + long, **more))
    return found


LOOKS = {
    "solid": "happened",
    "hollow": "reported or claimed only",
    "hatched": "possible as of the day, not certain",
    "unknown": "start not known",
}
TOLD = {
    "cooperative": "cooperative",
    "hostile": "hostile",
    "both": "cooperative and hostile",
    "unclear": "sign unclear",
}


def samples(states: set[str], looks: set[str]) -> list[Sample]:
    """List what a legend of ties teaches: the states and the fills that are shown."""
    found = [
        (16, lambda x, y, s=s: mark(x + 8, y, s, "solid", 8), told)
        for s, told in TOLD.items()
        if s in states
    ]
    return found + [
        (22 if look == "unknown" else 16,
         lambda x, y, k=look: mark(x + 8, y, "cooperative", k, 8),
         f"{'filled' if look == 'solid' else look}: {told}"
         if look != "unknown" else told)
        for look, told in LOOKS.items()
        if look in looks
    ]  # fmt: skip


# ---- how it is told -------------------------------------------------------------


def acts(tie, word: str = DASH) -> str:
    """Write a count of acts, a range where some may be one told twice."""
    if tie.acts_least < tie.acts:
        return f"{tie.acts_least}{word}{tie.acts}"
    return str(tie.acts)


def counts(tie) -> str:
    """Write how many acts and words a tie rests on: "acts 4, words 1"."""
    parts = [f"acts {acts(tie)}"] if tie.acts else []
    return ", ".join(parts + ([f"words {tie.words}"] if tie.words else []))


def ahead(prospect) -> str:
    """Write how many prospects a pair has; how firm each is, its record says."""
    n = sum(prospect.statuses.values())
    return f"{words.verb(n, 'prospect', 'prospects')} {n}"


def pair(case: Case, tie) -> str:
    """Name the two actors of a tie; a view has a direction."""
    names = case.actor_names
    between = " → " if tie.kind == "view" else f" {DASH} "
    return between.join(names.get(a, a) for a in (tie.a, tie.b))


def anchor(tie) -> str:
    """Give the id of a tie in its list."""
    kind = tie.kind if hasattr(tie, "holds") else f"ahead-{tie.kind}"
    return f"{kind}-{tie.a}-{tie.b}"


def certainty(tie) -> str:
    """Say how sure a tie is as of its day."""
    if tie.holds == "unknown":
        return "start not known"
    sure = "certain" if tie.holds == "certain" else "possible, not certain"
    return f"{tie.status}, {sure} as of the day"


def sure(tie) -> str:
    """Name the state of a tie, never more certain than it is."""
    if not tie.state:
        return "no record"
    return ("" if tie.holds == "certain" else "perhaps ") + TOLD[tie.state]


def describe(kind: str, title: str, subtitle: str, told: list[str], most: int = 6):
    """Put a description together: kind, title, subtitle, and the first few of many."""
    more = f" and {len(told) - most} more" if len(told) > most else ""
    listed = f"{'; '.join(told[:most])}{more}." if told else ""
    return " ".join(filter(None, [f"{kind}.", f"{title}.", subtitle, listed]))


def summary(case: Case, tie) -> str:
    """Tell a tie in a line: its state, how sure, what it rests on."""
    if not hasattr(tie, "holds"):
        voices = words.voice_count(case, tie.voices)
        return f"{TOLD[tie.state]}; {ahead(tie)}; {voices}"
    parts = [
        f"{acts(tie, ' or ')} acts"
        if basis == "act" and n > 1
        else words.count(n, basis)
        for basis, n in tie.bases.items()
    ]
    voices = words.voice_count(case, tie.voices)
    return f"{TOLD[tie.state]}; {certainty(tie)}; {', '.join(parts)}; {voices}"


def hover(case: Case, tie) -> str:
    """Write what a tie is, for the reader who points at it: a line a thing."""
    lines = [pair(case, tie), *summary(case, tie).split("; ")]
    lines.append(f"First voices: {words.voice_list(case, tie.voices)}")
    if getattr(tie, "less_certain", 0):
        lines.append(f"{tie.less_certain} more, less certain as of the day")
    return "\n".join(lines)


def labels(case: Case, actors: list[str], room: float, size: float) -> dict[str, str]:
    """Name actors for a room of three lines; numbered where a name would be cut."""
    names = [case.actor_names.get(a, a) for a in actors]
    cut = ["…" in "".join(shapes.wrap(n, room, size, 3)) for n in names]
    return {
        actor: f"{n} {name}" if any(cut) else name
        for n, (actor, name) in enumerate(zip(actors, names, strict=True), 1)
    }


def as_of(day: date | None) -> str:
    """Write the day of a chart."""
    return f"as of {dates.day_in_words(day)}" if day else "whatever their date"


def _lasting(case: Case) -> bool:
    """Whether all that makes a tie in a case is a state, so that no memory counts."""
    return all(r.extent == "state" for r in case.whole.rows("relations") if r.sign)


def remembered(asked: View, case: Case | None = None) -> str:
    """Say how long an act counts; of a case of states only, when they do."""
    if case and _lasting(case):
        return "each record counts within its dates"
    if asked.memory == "ever":
        return "acts count for ever"
    if asked.memory == "in-force":
        return "acts count on their day only"
    n = parameters.months(asked.memory)
    return f"acts count for {words.count(n, 'month')}"


def span(asked: View, case: Case, day: str) -> str:
    """Say which records a title of ties counts, up to a day in words."""
    if not day:
        return "Acts and words of any date"
    if _lasting(case):
        return f"Records in force on {day}"
    if asked.memory == "ever":
        return f"Acts and words up to {day}"
    if asked.memory == "in-force":
        return f"Acts and words on {day}"
    n = parameters.months(asked.memory)
    months = words.spelled(n, "month").removeprefix("one ")
    return f"Acts and words in the {months} to {day}"


def folded(case: Case, actors: list[str], what: str = "actor") -> str:
    """Say in words who is not drawn; nothing where everybody is."""
    if not actors:
        return ""
    shown = words.actor_list(case, actors[:6])
    more = f" and {len(actors) - 6} more" if len(actors) > 6 else ""
    return f"+{words.count(len(actors), what)} in the list: {shown}{more}."
