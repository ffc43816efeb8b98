"""How well proposals fit a gold list: what is found, what hits, what is right."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from helpers.case.spelling import folded
from helpers.propose import article, proposals

TEXTS = Path(__file__).parent / "texts"
PUBLISHED = {
    "wire": "2024-11-14",
    "essay": "2021-07-26",
    "europe": "2017-01-13",
    "feature": "2022-09-24",
}


@dataclass(frozen=True)
class Measured:
    """The gold rows of a kind with what was proposed for each, and what hit nothing."""

    pairs: list
    missed: list
    idle: list

    def found(self):
        return len(self.pairs) / (len(self.pairs) + len(self.missed))

    def hits(self):
        hit = len({id(made) for _, made in self.pairs})
        return hit / (hit + len(self.idle))


@cache
def proposed(name):
    lines = article.read(TEXTS / f"{name}.txt")
    return proposals.propose(lines, date.fromisoformat(PUBLISHED[name]))


@cache
def gold(name):
    with (TEXTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dates(name):
    """Pair gold dates with proposals: in one paragraph, with a letter in common."""
    lines = {line.number: line for line in article.read(TEXTS / f"{name}.txt")}
    made = [one for one in proposed(name) if one.kind == "date"]
    pairs, missed, used = [], [], set()
    for row in gold(name):
        if row["kind"] != "date":
            continue
        paragraph = int(row["paragraph"])
        start = lines[paragraph].text.index(row["cue"])
        end = start + len(row["cue"])
        hit = [
            one
            for one in made
            if one.paragraph == paragraph
            and one not in used
            and one.offset < end
            and start < one.offset + len(one.cue)
        ]
        if hit:
            used.add(hit[0])
            pairs.append((row, hit[0]))
        else:
            missed.append(row)
    return Measured(pairs, missed, [one for one in made if one not in used])


def actors(name, sorts=("name", "known")):
    """Pair gold names with proposals: one name is in the other, wherever it stands.

    A place where nobody acts is no actor: proposed, it hits nothing.
    """
    made = [one for one in proposed(name) if one.kind == "actor" and one.sort in sorts]
    rows = [
        row for row in gold(name) if row["kind"] == "actor" and row["class"] != "place"
    ]
    wanted = [row for row in rows if (row["class"] == "group") == ("group" in sorts)]
    pairs, missed, used = [], [], set()
    for row in wanted:
        hit = [one for one in made if _same(row["cue"], one)]
        pairs += [(row, hit[0])] if hit else []
        missed += [] if hit else [row]
        used.update(hit)
    return Measured(pairs, missed, [one for one in made if one not in used])


def _same(cue, one):
    words, made = (set(folded(text).split()) for text in (cue, one.value or one.cue))
    return words <= made or made <= words


def right(pairs, sort=""):
    """Return the share of pairs whose value is one of those that the gold allows."""
    asked = [(row, made) for row, made in pairs if not sort or row["class"] == sort]
    good = [made.value in row["value"].split("|") for row, made in asked]
    return sum(good) / len(good), [
        p for p, ok in zip(asked, good, strict=True) if not ok
    ]
