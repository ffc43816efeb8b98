"""How firmly the article puts its thesis: its words, in order, and how firm each is.

A word is taken as the article prints it. What it means is looked up in one table, and a
word that is not there is never ranked.
"""

import re
from itertools import groupby
from typing import NamedTuple

from helpers import prose
from helpers.case.cases import Case
from helpers.text import wording
from helpers.view import naming, relations, voices
from helpers.view.shown import Shown

QUESTION, OTHER = "a question", "another word"
SCALE = {  # from the least firm on; a word of several steps is as firm as the first
    "possible": "could may might can possible possibly perhaps maybe chance"
    " conceivable conceivably".split(),
    "likely": "likely probable probably expect expects expected".split(),
    "taken as sure": ["safe to assume", *"will sure surely certain certainly"
                      " definite definitely".split()],
}  # fmt: skip
LONG, STEPS = 30, 4  # letters of a word that is quoted, and words of a course
NEGATED = re.compile(r"\b(?:not|no|never|hardly|cannot|nobody)\b|n['’]t\b")


class Word(NamedTuple):
    """A word of strength in a paragraph: how firm, who says it, what it concerns.

    ``note`` is what its coder noted that it refers to; ``strength`` is blank where the
    thesis is put without such a word.
    """

    place: str
    strength: str
    step: str
    voice: str
    note: str
    record: str


def number(place: str) -> tuple[int, str]:
    """Return what sorts a locator: its first number, those without one last."""
    found = re.search(r"[0-9]+", place)
    return int(found[0]) if found else 10**9, place


def step(word: str) -> str:
    """Return how firm a word is.

    >>> step("could"), step("likely"), step("unlikely"), step("not likely")
    ('possible', 'likely', 'another word', 'another word')
    """
    said = word.casefold()
    if NEGATED.search(said):
        return OTHER
    for name, those in SCALE.items():
        if any(re.search(rf"\b{one}\b", said) for one in those):
            return name
    return OTHER


def put(case: Case, record: str) -> list[tuple]:
    """List where the article puts a record: a row per paragraph, with its citation."""
    cited = (c for c in case.by_article(record) if c.stance == "supports")
    return [(place, c) for c in cited for place in c.locator.split(";") if place]


def words(shown: Shown) -> list[Word]:
    """List the words with which an article puts its thesis, in its own order.

    Those of the thesis, and those with which the same prospect is put elsewhere, by
    whomever: as a claim that supports it, or as a question.
    """
    case, notes, asked = shown.case, {}, set()
    for row in case.rows("claims"):
        for place, c in put(case, row.claim_id):
            notes.setdefault((place, c.strength), c.note if c.strength else "")
            asked |= {(place, c.strength)} if row.role == "question" else set()
    theses = [r.claim_id for r in case.rows("claims") if r.role == "thesis"]
    ahead = [r.relation_id for r in akin(shown, theses)]
    found = {}
    for record in (*theses, *ahead):
        for place, c in put(case, record):
            if record in theses or c.strength:
                key = place, c.strength, voices.speaker(case, c.chain[-1])
                note = c.note if c.strength else ""
                found.setdefault(key, (note, record))
    made = []
    for (place, word, voice), (note, record) in found.items():
        is_asked = (place, word) in asked or word.endswith("?")
        firm = QUESTION if is_asked else step(word)
        told = note or notes.get((place, word), "")
        made.append(Word(place, word, firm if word else "", voice, told, record))
    worded = {word.place for word in made if word.strength}
    kept = [word for word in made if word.strength or word.place not in worded]
    return sorted(kept, key=lambda word: number(word.place))


def akin(shown: Shown, theses: list[str]) -> list:
    """List the prospects of those whom some theses are about.

    A thesis is about a prospect that the article puts in the same paragraph, by the
    same voices and in the same word.
    """
    case = shown.case
    ahead = [r for r in case.rows("relations") if shown.is_prospect(r)]
    said = {_key(*one) for thesis in theses for one in put(case, thesis)}

    def kind(row) -> tuple:
        return relations.pair(case, row, shown.view.level), row.sign

    about = {
        kind(row)
        for row in ahead
        if any(c.strength and _key(p, c) in said for p, c in put(case, row.relation_id))
    }
    return [row for row in ahead if kind(row) in about]


def _key(place: str, cited) -> tuple:
    """Return what two records share that are put as one."""
    return place, tuple(cited.chain), cited.strength


def rests_on(case: Case, claim: str) -> list:
    """List the events and relations that the article puts as it puts a claim.

    In the same paragraph, by the same voices and in the same word.
    """
    said = {_key(*one) for one in put(case, claim)}
    rows = [*case.rows("events"), *case.rows("relations")]
    return [r for r in rows if any(_key(*one) in said for one in put(case, r[1]))]


# ---- words --------------------------------------------------------------------------


def finding(shown: Shown, said: list[Word]) -> str:
    """Write how firmly the thesis is put, and which firmer words concern less.

    Blank where no word is coded for it.
    """
    case, firm = shown.case, list(SCALE)
    worded = [word for word in said if word.strength]
    plain = [w for w in worded if w.step != QUESTION and not w.note]
    if not worded:
        return ""
    if not plain:
        return f"the thesis {_course(case, worded)}"
    ranks = {w.step: firm.index(w.step) if w.step in firm else len(firm) for w in plain}
    highest = max(ranks.values())
    if highest >= firm.index("taken as sure"):
        whole = len(said) > 1 == len({w.strength for w in said})
        return f"the thesis {_course(case, plain)}{' throughout' * whole}"
    top = [w.strength for w in plain if ranks[w.step] == highest]
    most = max(dict.fromkeys(top), key=top.count)
    firmer = [w for w in worded if w.note and w.step in firm[highest + 1 :]]
    told = f"the thesis never goes beyond {_quote(case, most)}"
    if not firmer:
        return told
    named = [f"{_quote(case, w.strength)} ({w.place})" for w in firmer]
    does = ("concerns a smaller claim", "concern smaller claims")
    return f"{told}; {naming.joined(named)} {prose.verb(len(firmer), *does)}"


def _quote(case: Case, word: str) -> str:
    """Quote a word as the article is coded to print it, cut where it is long."""
    cut = word if len(word) <= LONG else f"{word[: LONG - 1].rstrip()}…"
    return wording.quoted(case, word).replace(word, cut)


def _course(case: Case, words_: list[Word]) -> str:
    """Write words one after another, neither of them as the stronger one.

    Each only where it differs from the one before it.
    """
    said = [_quote(case, word) for word, _ in groupby(words_, lambda w: w.strength)]
    if len(said) == 1:
        return f"is {said[0]}"
    if len(said) == 3 and said[0] == said[2]:
        return f"moves from {said[0]} to {said[1]} and back"
    more = [", and on"] if len(said) > STEPS else []
    later = [f", then {word}" for word in said[2:STEPS]]
    return f"moves from {said[0]} to {said[1]}{''.join(later + more)}"
