"""Where a word of time stands: the publication day, verbs, the date before it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from helpers.propose import reckon
from helpers.propose.article import REACH, Line
from helpers.propose.lexicon import COMMON
from helpers.propose.sentences import HABIT, VERB

FOR = re.compile(  # set for 12 May, for the week of Jan. 8
    r"\bfor\s+(?:the\s+)?(?:(?:night|morning|evening|week|weekend|end) of\s+)?$",
    re.IGNORECASE,
)
SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
HAD = re.compile(r"\bhad\b|'d\b|\b(earlier|before|previous\w*|already)\b")
WHO = re.compile(r"\b(?:who|whom|whose|which|where)\b")
PAST_HAD = re.compile(r"\b(?:that|because|as|how|what)\b[^,;:]*(?:\bhad\b|'d\b)")
IN_A_LIST = re.compile(r",\s+(?:[\w'-]+\s+){1,2}and\s")  # no clause: ", b and c"
OF_A_DAY = set("night morning afternoon evening eve end start beginning middle hours"
               " days weeks months week half quarter third winter".split())  # fmt: skip
SPEAK = re.compile(r"\b(?:said|says|told|asked|added|recall\w*|remember\w*|according to"
                   r"|interview\w*|report published)\b")  # fmt: skip
DIRECTED = re.compile(  # a date that only bounds something
    r"\b(?:since|before|prior to|ahead of|until|post|pre)\W+"
    r"(?:(?:the|an?|his|her|its|their) (?:[\w'-]+ ){1,2}(?:of|in|on) )?"
    r"(?:(?:the|early|late|mid|end of)[\s-]+)*$",
    re.IGNORECASE,
)
# before a day that only names something: the election of 21 June
OF = re.compile(r"(?<!evening )(?<!morning )(?<!night )\bof\s+$")
AHEAD = re.compile(
    r"\b(by|until|till|before|next|coming|than"
    r"|(adjourned|postponed|put off|deferred|delayed|extended) to)\s+(the\s+)?$",
    re.IGNORECASE,
)


OFF, BACK = 1.2, 0.5  # to go on from an aside; from a year before the last


class Told(NamedTuple):
    """A date that was told: where, and what it costs to go on from it."""

    value: str
    paragraph: int
    sentence: int
    cost: float


DUE = re.compile(  # to leave the country by Sunday
    r"\bto [a-z]+(?: (?!to )[a-z]+){0,3} (?:by|before) (?:the )?$"
)


@dataclass
class Context:
    """What decides how a word of time is read.

    A class because it is read from left to right: ``anchor`` is the last date that was
    told, ``trail`` are all that the article tells up to here.
    """

    line: Line
    published: date
    day_first: bool | None = None  # whether 5/1 is a day of January; None: not known
    anchor: str = ""
    at: int = -1  # where that is in this paragraph
    is_history: bool = False
    marked: int = 0  # the year whose anniversary the article begins with
    trail: list[Told] = field(default_factory=list)
    kept: tuple[int, str, int] | None = None  # of what goes on behind an aside

    @property
    def now(self) -> str:
        """The day of publication."""
        return self.published.isoformat()

    def before(self, at: int) -> str:
        """Return what stands before a place in its sentence."""
        begin = self.line.sentence(at)[0]
        return self.line.plain[max(begin, at - REACH) : at]

    def go_to(self, at: int) -> None:
        """Come to a place; what was told in an aside that ends before it is left."""
        if self.kept and at >= self.kept[0]:
            _, self.anchor, self.at = self.kept
            self.kept = None

    def tell(
        self, told: str, at: int, end: int, points: list[str], is_name: bool
    ) -> None:
        """Take a date as the one to count from; of an aside, only up to its end."""
        if not self.kept and (stop := self._aside(told, at, end)):
            self.kept = (stop, self.anchor, self.at)
        self.anchor, self.at = told, end
        here = self.line.number, self.line.nth(at)
        for one in dict.fromkeys(points):
            self.trail.append(Told(one, *here, self._off(one, at, is_name)))

    def _off(self, told: str, at: int, is_name: bool) -> float:
        """Return how far a date is off the story: it bounds or names something."""
        line, last = self.line, self.trail[-1] if self.trail else None
        is_off = self.kept or is_name or DIRECTED.search(self.before(at))
        is_off = is_off or self.lean(at) > 0
        is_back = len(told) == 4 and last and last.paragraph == line.number
        is_back = is_back and told < last.value[:4]
        return OFF * bool(is_off) + BACK * bool(is_back)

    @property
    def point(self) -> str:
        """The last date of the story, asides left out."""
        return next((one.value for one in reversed(self.trail) if not one.cost), "")

    def is_spoken(self, at: int) -> bool:
        """Whether a date says when somebody spoke, or stands in what was said."""
        low, high = self.line.sentence(at)
        quoted = self.line.plain.count('"', 0, at) % 2
        return bool(quoted or SPEAK.search(self.line.plain, low, high))

    def _aside(self, told: str, at: int, end: int) -> int:
        """Return the end of words that tell of before, or of someone; 0: of none."""
        if told >= (self.point or self.now * (not self.is_history)):
            return 0
        low = self.line.clause(at)[0]
        if IN_A_LIST.match(self.line.plain[low:at]):  # "trade, travel and other ties"
            low = self.line.clause(max(0, low - 2))[0]
        part = self.line.plain[max(low, at - 2 * REACH) : at]
        if PAST_HAD.search(part):
            return self.line.sentence(at)[1]
        stop = self.line.clause(end - 1)[1]
        if WHO.search(part):
            return stop
        words = {one.casefold() for one in re.findall(r"[\w']+", part)}
        verb = VERB.search(part)
        has_subject = verb and re.search(r"\w", part[: verb.start()])
        is_adverb = not verb and words <= COMMON | OF_A_DAY
        is_main = low <= self.line.sentence(at)[0] or has_subject or is_adverb
        return 0 if is_main else stop

    def lean(self, at: int) -> int:
        """Return 1 where the verbs around a place point ahead, -1 where they do not."""
        line, part = self.line, self.line.clause(at)
        if line.holds(HABIT, part):
            return 0
        if DUE.search(self.before(at)):
            return 1
        found = direction(line, part, at) or direction(line, line.sentence(at), at)
        ahead = not found and AHEAD.search(self.before(at))
        return 1 if ahead else found

    def weekday(self, weekday: int, at: int) -> str:
        """Return the weekday that is meant; on the publication day, that day."""
        back = (self.published.weekday() - weekday) % 7
        if back and (self.lean(at) > 0 or FOR.search(self.before(at))):
            back -= 7
        return self.days(-back)

    def of_month(self, day: int, at: int) -> str:
        """Return the day of this month, or of one beside it where the verbs point."""
        lean = -1 if SINCE.search(self.before(at)) else self.lean(at)
        step = (lean > 0 and day < self.published.day) - (
            lean < 0 and day > self.published.day)  # fmt: skip
        month = reckon.moved(self.now, step, "month")
        return reckon.sound(f"{month}-{day:02d}") if month else ""

    def days(self, count: int) -> str:
        """Return the day that is so many days after publication."""
        return reckon.moved(self.now, count, "day")


def direction(line: Line, part: tuple[int, int], at: int) -> int:
    """Return 1 where the verb before a point, or else after, points ahead, -1 back."""
    verbs = line.spots(VERB)
    nth = bisect_right(verbs, at, key=re.Match.end)
    before, behind = verbs[max(0, nth - 1) : nth], verbs[nth : nth + 1]
    for verb in before + behind:
        if part[0] <= verb.start() and verb.end() <= part[1]:
            return 1 if verb["ahead"] else -1
    return 0
