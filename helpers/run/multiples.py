"""One chart of a sweep, as some of its runs draw it, beside each other."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from helpers import prose
from helpers.case.cases import Case
from helpers.compare.moving import Move
from helpers.page.inert import inert
from helpers.run import chapters
from helpers.run.compared import Compared
from helpers.run.plans import Run
from helpers.text import verdicts
from helpers.text.sweeps import cut, written
from helpers.view import naming

MOST = 12  # charts on a page
NAMED = 2  # findings that the line over a chart names


@dataclass(frozen=True)
class Multiples:
    """A chart of the base by its title, as some runs draw it, and which runs these are.

    Of each run ``drawn`` holds the notebook, what moved, and the drawing.
    """

    title: str
    drawn: list[tuple[Run, str, str, str]]
    told: str


def multiples(case: Case, found: Compared, runs: Path) -> Multiples:
    """Gather the chosen chart from the notebooks of the base and of some others.

    ``runs`` is the folder that holds a folder for each run.
    """
    asked = found.plan.sweep.chart
    picked = ranked(found)[:MOST]
    held = [(one, _charts(one, runs / one.key)) for one in picked]
    there = list(dict.fromkeys(name for _, charts in held for name in charts))
    name = asked or next(iter(there), "")
    drawn = []
    for one, (chapter, chart) in ((one, c[name]) for one, c in held if name in c):
        address = f"runs/{one.key}/{quote(chapter.name)}"
        drawn.append((one, address, _moved(case, found, one), inert(chart["image"])))
    told = _which(found, len(picked), len(drawn)) if drawn else _none(asked, there)
    titles = [c[name][1].get("title") for _, c in held if name in c]
    return Multiples(next(iter(titles), "") or name, drawn, told)


def _moved(case: Case, found: Compared, one: Run) -> str:
    """Say what a view moves: the first two findings, and how many more."""
    if one is found.runs[0][0] or not found.outcomes:
        return ""
    moves = list(found.moved.get(one.variation, {}).values())
    if not moves:
        return "changes no finding"
    told = [
        f"{verdicts.short(case, move.name)} {cut(written(move.after.value))},"
        f" {_before(move)}"
        for move in moves[:NAMED]
    ]
    more = len(moves) - NAMED
    return "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])


def _before(move: Move) -> str:
    same = move.before.value == move.after.value
    return "but not the same" if same else f"was {cut(written(move.before.value))}"


def ranked(found: Compared) -> list[Run]:
    """List the runs that were made: the base, those that move most, the others."""
    done = [one for one, _ in found.done]
    first = [one for one in done if one is found.runs[0][0]]
    return list({one.key: one for one in (*first, *found.movers, *done)}.values())


def _charts(one: Run, folder: Path) -> dict[str, tuple[Path, dict]]:
    """Return the charts of a run with their chapters, in the order of these."""
    held: dict[str, tuple[Path, dict]] = {}
    for chapter in one.chapters:
        with suppress(OSError, ValueError):  # taken away, or cut, by somebody
            there = chapters.charts(folder / chapter.name)
            held |= {name: (chapter, chart) for name, chart in there.items()}
    return held


def _none(asked: str, there: list[str]) -> str:
    """Say that the chart is in no run, and which are."""
    if not there:
        return "No run that came to an end holds a chart."
    return f"No run holds a chart named {asked}. There are: {', '.join(there)}."


def _which(found: Compared, picked: int, drawn: int) -> str:
    """Say of which runs the charts are, and of how many."""
    total = len(found.done)
    lack = f" {picked - drawn} of these do not hold it." if picked > drawn else ""
    if total == 1:
        return f"In the one run that came to an end.{lack}"
    if picked == total:
        order = ", the base first, then those that move most" * bool(found.moved)
        return f"In all {total} runs that came to an end{order}.{lack}"
    base = 1 if found.outcomes else 0
    most = min(len(found.moved), picked - base)
    parts = ["the base"] if base else []
    if most:
        parts += _most([len(moves) for moves in found.moved.values()], most)
    if picked - base - most:
        n = prose.count(picked - base - most, "other")
        parts.append(f"the first {n} in the sweep's order")
    return f"In {picked} of {total} runs: {naming.joined(parts)}.{lack}"


def _most(counts: list[int], most: int) -> list[str]:
    """Say which views move most; where the last move as much as others, of how many.

    >>> _most([5, 4, 2, 2, 1], 4)
    ['the 4 views that move most findings']
    >>> _most([5, 2, 2, 2], 3)
    ['the one that moves more than 2 findings', '2 of 3 that move 2 findings']
    """
    last = counts[most - 1]
    if most == len(counts) or counts[most] < last:
        which = prose.verb(most, "view that moves", f"{most} views that move")
        return [f"the {which} most findings"]
    above = sum(n > last for n in counts)
    findings = prose.count(last, "finding")
    tied = f"{most - above} of {counts.count(last)} that move {findings}"
    if not above:
        return [tied]
    which = prose.verb(above, "one that moves", f"{above} views that move")
    return [f"the {which} more than {findings}", tied]
