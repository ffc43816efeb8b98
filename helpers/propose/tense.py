"""Sentences that no word of time dates: what their verbs say of it.

It promises nothing: it finds one cue in a sentence, and misses many.
"""

import re
from collections.abc import Iterable

from helpers.propose import reckon
from helpers.propose.article import Line
from helpers.propose.found import Found, marked
from helpers.propose.sentences import DUE, MAY, SOON, SURE, WISH

ADVERB = r"(?:not |never |also |only |still |soon |be |have |\w+ly )*"
AHEAD = [
    rf"\b(?:{SURE}|{MAY}|cannot) {ADVERB}\w+",
    rf"\b(?:is|are) {ADVERB}(?:{DUE}|{SOON}) to \w+",
    rf"\b(?:{WISH})s? to \w+",
    r"\b(?:ready|willing|determined) to \w+",
    r"\b\w+'ll \w+",
]
HELD = [
    r"\b(?:no longer|already|still|not yet) \w+",
    rf"\b(?:has|have) {ADVERB}(?:already |been )*\w+",
    r"\b\w+'ve (?:been )?\w+",
    rf"\b(?:is|are) {ADVERB}\w+ing\b",
    r"\b(?:remain|continue|keep)s? \w+",
    r"\b(?:new|current|ongoing|growing|increasing|increasingly|latest) \w+",
    rf"\b(?:was|were|had) {ADVERB}\w+",
    r"\b(?:is|are) \w+",
]
AHEAD_OR_HELD = [
    (pattern in AHEAD, re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE))
    for pattern in (*AHEAD, *HELD)
]


def found(line: Line, now: str, dated: Iterable[Found]) -> list[Found]:
    """List a cue for each sentence of a paragraph without a dated place."""
    cues, dates = [], marked(line, dated)
    for low, high in line.sentences:
        if 1 not in dates[low:high]:
            cues += _cue(line.plain, low, high, now)
    return cues


def _cue(plain: str, low: int, high: int, now: str) -> list[Found]:
    """Return the first verb that points ahead, else the first that does not."""
    for ahead, pattern in AHEAD_OR_HELD:
        if match := pattern.search(plain, low, high):
            value = reckon.span(*((now, "..") if ahead else ("", now)))
            moment = f"[{now}..]" if ahead else f"[..{now}]"
            sort = "ahead" if ahead else "held"
            why = f"by its verb alone; {moment} if it is one moment"
            return [Found(match.start(), match.end(), "tense", sort, value, why)]
    return []
