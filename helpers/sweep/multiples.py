"""One chart of a sweep, as some of its runs draw it, beside each other."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from helpers import chapters, theme, words
from helpers.sweep.compared import Compared, named
from helpers.sweep.plan import Run

MOST = 12  # charts on a page


@dataclass(frozen=True)
class Multiples:
    """A chart's name, its drawing by run, and a sentence on which runs these are."""

    name: str
    drawn: list[tuple[Run, str]]
    told: str


def multiples(found: Compared, runs: Path) -> Multiples:
    """Gather the chosen chart from the notebooks of the base and of some others.

    ``runs`` is the folder that holds a folder for each run.
    """
    asked = found.plan.sweep.chart
    picked = ranked(found)[:MOST]
    held = [(one, _charts(one, runs / one.key)) for one in picked]
    there = list(dict.fromkeys(name for _, charts in held for name in charts))
    name = asked or next(iter(there), "")
    drawn = [
        (one, theme.recolour(charts[name]["narrow_svg"]))
        for one, charts in held
        if name in charts
    ]
    told = _which(found, len(picked), len(drawn)) if drawn else _none(asked, there)
    return Multiples(name, drawn, told)


def ranked(found: Compared) -> list[Run]:
    """List the runs that were made: the base, those that move most, the others."""
    done = {named(one.variation): one for one, _ in found.done}
    first = [one for one in done.values() if one is found.runs[0][0]]
    moving = [done[name] for name in found.moved]
    return list({one.key: one for one in [*first, *moving, *done.values()]}.values())


def _charts(one: Run, folder: Path) -> dict[str, dict]:
    """Give the charts of a run, in the order of its chapters."""
    held: dict[str, dict] = {}
    for chapter in one.chapters:
        with suppress(OSError, ValueError):  # taken away, or cut, by somebody
            held |= chapters.charts(folder / chapter.name)
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
        return f"In all {total} runs that came to an end{_order(found)}.{lack}"
    base = 1 if found.outcomes else 0
    most = min(len(found.moved), picked - base)
    parts = ["the base"] if base else []
    if most:
        parts.append(f"the {most} views that move most findings")
    if picked - base - most:
        n = words.count(picked - base - most, "other")
        parts.append(f"the first {n} in the sweep's order")
    return f"In {picked} of {total} runs: {words.joined(parts)}.{lack}"


def _order(found: Compared) -> str:
    return ", the base first, then those that move most" if found.moved else ""
