"""Where a word of time stands: the publication day, verbs, the date before it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

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
OF_A_DAY = set("night morning afternoon evening eve end start beginning middle hours"
               " days weeks months week half quarter third winter".split())  # fmt: skip
NEAR = 4  # months: a step back of fewer is no step to the next year
SOON = 6  # months in which a story goes on, so that a day needs no year
RECENT = 31  # days: as many as a month has at most
SPEAK = re.compile(r"\b(?:said|says|told|asked|added|recall\w*|remember\w*|according to"
                   r"|interview\w*|report published)\b")  # fmt: skip
FRESH = re.compile(  # seen from publication, whatever year was told
    r"\b(?:recently|lately) (?:on|in)\s+$|\b(?:report|study|survey|poll)\b[^,;]*$"
)
OF = re.compile(r"\bof\s+$")  # a day that only names something: the election of 21 June
AHEAD = re.compile(
    r"\b(by|until|till|before|next|coming|than"
    r"|(adjourned|postponed|put off|deferred|delayed|extended) to)\s+(the\s+)?$",
    re.IGNORECASE,
)


@dataclass
class Context:
    """What decides how a word of time is read.

    A class because it is read from left to right: ``anchor`` is the last date that was
    told, ``year`` that of the last one in this paragraph, and both move on. ``point``
    is the last date of the story, asides left out; ``years`` are all that were told.
    """

    line: Line
    published: date
    day_first: bool | None = None  # whether 5/1 is a day of January; None: not known
    anchor: str = ""
    at: int = -1  # where that is in this paragraph
    year: int = 0
    is_history: bool = False
    point: str = ""
    years: list[int] = field(default_factory=list)
    kept: tuple[int, str, int, int] | None = None  # of what goes on behind an aside

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
            _, self.anchor, self.at, self.year = self.kept
            self.kept = None

    def tell(self, told: str, at: int, end: int) -> None:
        """Take a date as the one to count from; of an aside, only up to its end."""
        if not self.kept and (stop := self._aside(told, at, end)):
            self.kept = (stop, self.anchor, self.at, self.year)
        self.anchor, self.at = told, end

    def go_on(self, told: str, at: int) -> None:
        """Take a date for where the story is now, if it is not an aside.

        A bare year before the story is one, and when somebody spoke of it.
        """
        told = told if told[:4] == self.anchor[:4] else self.anchor
        is_back = len(told) == 4 and told < self.point[:4]
        is_now = int(told[:4] or 0) >= self.published.year - 1
        if not self.kept and not is_back and not (is_now and self.is_spoken(at)):
            self.point = told

    def is_spoken(self, at: int) -> bool:
        """Whether a date says when somebody spoke, or stands in what was said."""
        low, high = self.line.sentence(at)
        quoted = self.line.plain.count('"', 0, at) % 2
        return bool(quoted or SPEAK.search(self.line.plain, low, high))

    def _aside(self, told: str, at: int, end: int) -> int:
        """Return the end of words that tell of before, or of someone; 0: of none."""
        if told >= (self.anchor or self.now * (not self.is_history)):
            return 0
        low = self.line.clause(at)[0]
        part = self.line.plain[max(low, at - 2 * REACH) : at]
        if PAST_HAD.search(part):
            return self.line.sentence(at)[1]
        stop = self.line.clause(end - 1)[1]
        if WHO.search(part):
            return stop
        words = re.findall(r"[\w']+", part)
        verb = VERB.search(part)
        has_subject = verb and re.search(r"\w", part[: verb.start()])
        is_adverb = not verb and all(
            word.casefold() in COMMON | OF_A_DAY for word in words
        )
        is_main = low <= self.line.sentence(at)[0] or has_subject or is_adverb
        return 0 if is_main else stop

    def lean(self, at: int) -> int:
        """Return 1 where the verbs around a place point ahead, -1 where they do not."""
        line, part = self.line, self.line.clause(at)
        if line.holds(HABIT, part):
            return 0
        found = direction(line, part, at) or direction(line, line.sentence(at), at)
        ahead = not found and AHEAD.search(self.before(at))
        return 1 if ahead else found

    def nearest(self, values: list[date], lean: int) -> date | None:
        """Choose the day that the verbs point to; without any, the nearest one."""
        now = self.published
        if lean < 0:
            return max((day for day in values if day <= now), default=None)
        if lean > 0:
            return min((day for day in values if day >= now), default=None)
        return min(values, key=lambda day: abs(day - now), default=None)

    def in_year(self, month: int, day: int, at: int, way: int = 0) -> tuple[str, str]:
        """Return a day or month without a year, in a year, and why in this one.

        ``way`` is 1 for the next one and -1 for the last one, where words say so.
        """
        before = self.before(at)
        is_set = day > 0 and FOR.search(before)
        is_since = SINCE.search(before) and not HAD.search(before)
        way = way or bool(is_set) - bool(is_since)
        lean = way or self.lean(at)
        if not way and day and OF.search(before):
            lean = min(lean, 0)
        if not way and lean <= 0 and (told := self._in_story(month, day, at)):
            return told
        if not day and month == self.published.month:
            return self.now[:7], "the month of publication"
        years = range(self.published.year - 1, self.published.year + 2)
        values = [reckon.on(year, month, day or 1) for year in years]
        days = [date.fromisoformat(value) for value in values if value]
        found = self.nearest(days, lean)
        if not found:
            return "", "the article does not say which year"
        side = {1: "the next one", -1: "the last one"}.get(lean, "the nearest")
        return found.isoformat()[: 10 if day else 7], f"{side}, seen from publication"

    def _in_story(self, month: int, day: int, at: int) -> tuple[str, str] | None:
        """Return a day in the year of what was told before it, and why."""
        before = self.before(at)
        is_told = 0 < self.year < self.published.year and not FRESH.search(before)
        told = self.year if is_told else 0
        if not told and self.at >= 0 and len(self.anchor) > 4 and AHEAD.search(before):
            told = int(self.anchor[:4])  # he gave them until Christmas
        if told:
            year = told + self._moves_on(told, month, day, at)
            self.year = year if self.year else 0
            return reckon.on(year, month, day), "by the year told before it"
        if year := self._goes_on(month, day):
            self.year = year
            return reckon.on(year, month, day), "soon after the date before it"
        return None

    def _goes_on(self, month: int, day: int) -> int:
        """Return the year in which a day soon follows the story; 0 where none does.

        What may as well be of the last weeks is none of a story of before.
        """
        if len(self.point) < 7 or int(self.point[:4]) >= self.published.year:
            return 0
        year, last = int(self.point[:4]), int(self.point[5:7])
        later = f"{year}-{month:02d}" + f"-{day:02d}" * bool(day)
        year += later[: len(self.point)] < self.point[: len(later)]
        now = self.published
        ago = (now.month - month) * RECENT + now.day - (day or now.day)
        is_recent = 0 <= ago % (12 * RECENT) <= RECENT or year >= now.year
        return 0 if is_recent or (month - last) % 12 > SOON else year

    def _moves_on(self, year: int, month: int, day: int, at: int) -> bool:
        """Whether a day is told as later than the last one, so in the next year."""
        is_bound, begin = AHEAD.search(self.before(at)), self.line.sentence(at)[0]
        later = f"{year:04d}-{month:02d}" + f"-{day:02d}" * bool(day)
        told = self.anchor[: len(later)]
        if not (self.at >= 0 and told[:4] == later[:4] and len(told) > 4):
            return False
        low, high = max(begin, at - REACH), self.line.sentence(at)[1]
        is_back = HAD.search(self.line.plain, low, min(high, at + REACH))
        is_near = int(told[5:7]) - month < NEAR and not is_bound
        return later[: len(told)] < told and not is_back and not is_near

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
        try:
            return (self.published + timedelta(days=count)).isoformat()
        except OverflowError:
            return ""


def direction(line: Line, part: tuple[int, int], at: int) -> int:
    """Return 1 where the verb before a point, or else after, points ahead, -1 back."""
    verbs = line.spots(VERB)
    nth = bisect_right(verbs, at, key=re.Match.end)
    before, behind = verbs[max(0, nth - 1) : nth], verbs[nth : nth + 1]
    for verb in before + behind:
        if part[0] <= verb.start() and verb.end() <= part[1]:
            return 1 if verb["ahead"] else -1
    return 0
