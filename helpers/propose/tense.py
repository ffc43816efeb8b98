"""What no word of time dates: what its verbs say of it.

It promises nothing: it finds a cue in a clause, and misses many.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from helpers.propose import reckon
from helpers.propose.article import REACH, Line
from helpers.propose.found import Found
from helpers.propose.quoted import SAYS
from helpers.propose.sentences import DUE, MAY, SOON, SURE, VERB, WISH

ADVERB = (
    r"(?:not |never |also |only |still |soon |always |often |long |just |now |again "
    r"|even |ever |once |be |have |\w+ly )*"
)
NO_VERB = r"(?!in\b|of\b|to\b|as\b|the\b|a\b|or\b|and\b)"
HAS = r"(?<!ould\s)(?<!might\s)(?<!may\s)(?<!not\s)\b(?:has|have)"
UNREAL = r"(?!(?:not )?have (?:been|had|\w+(?:ed|en|ne|wn|ght))\b)"  # might have won
AHEAD = [
    rf"(?<!\bthe\s)(?<!\ba\s)(?<!\bhis\s)(?<!\bher\s)"
    rf"\b(?:{SURE}|{MAY}|cannot|won't) {UNREAL}{ADVERB}{NO_VERB}\w+",
    rf"\b(?:is|are|was|were) {ADVERB}(?:{DUE}|{SOON}) to \w+",
    r"\b(?:is|are) (?:not )?to (?:be )?\w+",
    rf"\b(?:{DUE}) to (?:be )?\w+",
    rf"\b(?:{WISH})(?:s|es)? to \w+",
    r"\b(?:has|have) (?:promised|vowed|pledged|agreed|threatened|yet) to \w+",
    r"\b(?:has|have) to \w+",
    r"(?<!was\s)(?<!were\s)\b(?:ready|willing|determined|ought|unlikely) to \w+",
    rf"\b\w+'ll {ADVERB}\w+",
    rf"\b\w+'(?:re|m) {ADVERB}(?:{DUE}|{SOON}) to \w+",
]
HELD = [  # what is so on the day, whatever stands before it
    r"\b(?:no longer|already|still|not yet) (?!in\b|on\b|at\b|an?\b|the\b|\w+ed\b)\w+",
    rf"{HAS} {ADVERB}(?:already |been )*"
    r"(?:been \w+|\w+(?:ed|en|wn|ght|ne|ld|de|pt|ut"
    r"|un|me|nt|ft|ost|elt|ood|rd|rn|on|ung|unk|aid|ound|uck|it|et|ast|ead))\b",
    r"\b\w+'ve (?:been )?\w+",
    rf"\b(?:am|is|are|\w+'(?:re|m)) {ADVERB}\w+ing\b",
    r"\b(?:remain|continue|keep)s? \w+",
]
WEAK = [  # only where the sentence has nothing better
    r"\b(?:new|current|ongoing|growing|increasing|increasingly|latest) \w+",
    rf"(?:\b(?:is|are)|{HAS}) (?!an?\b|the\b|no\b|what\b|why\b|how\b)\w+",
]


def _all(patterns: list[str]) -> re.Pattern:
    return re.compile("|".join(patterns).replace(" ", r"\s+"), re.IGNORECASE)


AHEAD_ALL, HELD_ALL, WEAK_ALL = map(_all, (AHEAD, HELD, WEAK))
COULD = re.compile("could", re.IGNORECASE)
ONCE = re.compile(r"would|could|might|was|were", re.IGNORECASE)  # ahead, or of old
WHICH = re.compile(r"\W*(?:which|who|whose|where|when|that)\b")
STOP = re.compile(
    r"[;:()\u2014\"]|\b(?:that|who|which|whom|how|what|why|where|when|because|if)\b"
    r"|,\s+(?:and|but|while|or|as)\b"
)
NEAR = 5  # dates between two verbs that are looked at
PLAIN = re.compile(r"[^0-9]*([0-9]{4})")


def found(line: Line, now: str, dated: Iterable[Found]) -> list[Found]:
    """List cues of the clauses of a paragraph that have no dated place."""
    if line.is_title:
        return []
    dates = sorted(dated, key=lambda one: one.start)
    strong = sorted(
        (m.start(), pattern is HELD_ALL, m.end())
        for pattern in (AHEAD_ALL, HELD_ALL)
        for m in pattern.finditer(line.plain)
    )
    cues, last = [], 0
    for start, is_held, end in strong:
        if start < last or _is_dated(line, dates, start, end):
            continue
        if ONCE.match(line.plain, start) and _is_of_old(dates, start, now):
            continue
        if COULD.match(line.plain, start) and _is_told(line, start):
            continue
        cues.append(_cue(start, end, not is_held, now))
        last = line.clause(start)[1]
    return [*cues, *_weak(line, now, [*dates, *cues])]


def _weak(line: Line, now: str, better: list[Found]) -> list[Found]:
    """List a verb for each sentence that has neither a date nor a better cue."""
    taken, more = sorted(one.start for one in better), []
    for low, high in line.sentences:
        if bisect_left(taken, low) != bisect_left(taken, high):
            continue
        if match := WEAK_ALL.search(line.plain, low, high):
            more.append(_cue(match.start(), match.end(), False, now))
    return more


def _is_dated(line: Line, dates: list[Found], start: int, end: int) -> bool:
    """Whether a date stands by a verb, and belongs to no other one."""
    low, high = line.sentence(start)
    verbs = line.spots(VERB)
    nth = bisect_right(verbs, end, key=re.Match.start)
    past = min(high, end + REACH, *(verb.start() for verb in verbs[nth : nth + 1]))
    if stop := STOP.search(line.plain, end, past):
        past = stop.start()
    nth = bisect_left(verbs, start, key=re.Match.end)
    begin = max(low, verbs[nth - 1].end()) if nth else low
    first = bisect_left(dates, begin, key=lambda one: one.start)
    for one in dates[first : first + NEAR]:
        if one.start >= past:
            break
        if one.end > start or not _is_others(line, one, verbs[max(0, nth - 1) : nth]):
            return True
    return False


def _is_others(line: Line, date: Found, verbs: list[re.Match]) -> bool:
    """Whether a date before a verb belongs to a clause or verb of its own."""
    low = line.clause(date.start)[0]
    own = WHICH.match(line.plain, low)
    return bool(own) or any(low < verb.end() <= date.end for verb in verbs)


def _is_told(line: Line, start: int) -> bool:
    """Whether a verb of the past stands before a place in its sentence."""
    verbs = line.spots(VERB)
    nth = bisect_left(verbs, start, key=re.Match.end)
    past = verbs[nth - 1] if nth else None
    is_past = past and not past["ahead"] and not SAYS.fullmatch(past[0])
    return bool(is_past) and past.start() >= line.sentence(start)[0]


def _is_of_old(dates: list[Found], start: int, now: str) -> bool:
    """Whether the last date before a place is of a year long past."""
    nth = bisect_left(dates, start, key=lambda one: one.start)
    told = PLAIN.match(dates[nth - 1].value) if nth else None
    return bool(told) and int(told[1]) < int(now[:4]) - 1


def _cue(start: int, end: int, ahead: bool, now: str) -> Found:
    """Propose one of two values for a verb."""
    value = reckon.span(*((now, "..") if ahead else ("", now)))
    moment = f"[{now}..]" if ahead else f"[..{now}]"
    why = f"by its verb alone; {moment} if it is one moment"
    return Found(start, end, "tense", "ahead" if ahead else "held", value, why)
