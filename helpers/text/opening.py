"""What the first screen says of a case and a view: head, three numbers, the finding.

Computed for any case from what it has. It says what was counted and on whose word, and
leaves open what the sources leave open.
"""

from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers import prose
from helpers.case import cases, dates
from helpers.case.cases import Case
from helpers.text import heading, summary, wording
from helpers.text import numbers as counted
from helpers.text.heading import Head as Head
from helpers.text.heading import head
from helpers.text.numbers import Number, numbers
from helpers.view import focus, naming, select, voices
from helpers.view.shown import Shown

__all__ = ["finding", "first", "head"]


@dataclass(frozen=True)
class First:
    """The numbers and the finding of a view, as the notebook shows them.

    A class because a cell's output is an object with a mimebundle.
    """

    view: str
    numbers: tuple[Number, ...]
    finding: str

    def __str__(self) -> str:
        """Return a line a sentence."""
        lines = [self.view, *map(str, self.numbers), self.finding]
        return "\n".join(filter(None, lines))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        items = "".join(map(_item, self.numbers))
        parts = [
            f'<p class="reading">{escape(self.view)}</p>' if self.view else "",
            f'<ol class="numbers">{items}</ol>' if items else "",
        ]
        return {"text/plain": str(self), "text/html": "".join(parts)}


def _item(number: Number) -> str:
    """Write a number for the page, linked to the one record that it counts."""
    value = str(number.value)
    if len(number.records) == 1:
        value = f'<a href="#{escape(number.records[0])}">{value}</a>'
    head, sentence = escape(number.head), escape(number.sentence)
    colon = "<small>:</small>"  # of a notebook; in the page the head has its own line
    digits = min(len(str(number.value)), 3)  # of which the page makes room
    wide = f' class="digits-{digits}"' if digits > 1 else ""
    return f"<li{wide}><b>{value}</b> <strong>{head}</strong>{colon} {sentence}</li>"


def first(shown: Shown) -> First:
    """Return what the first screen says under the head: the numbers and the finding.

    Examples
    --------
    >>> print(opening.first(shown))
    1 episode in the article, said to be against Daesh-K: ...
    """
    return First(
        wording.view_of(shown.view), tuple(numbers(shown)), str(finding(shown))
    )


def finding(shown: Shown) -> prose.Prose:
    """Return the finding of a view in one sentence: what was counted, by whose account.

    How old the article's acts against the third actor are, and what of its contacts
    that count on the day was aimed at it; of a coding how its ties split on the last
    day and how many are disputed; of any other case what its dates or voices are.

    Examples
    --------
    >>> print(opening.finding(shown))
    By one report, the episode against Daesh-K that the article cites began ...
    """
    each = (_aim, _split, summary.windows, _voices_told)
    found = (told(shown) for told in each)
    none = "No record of the case fits this view."
    return prose.Prose(next((one for one in found if one), none))


def _aim(shown: Shown) -> str:
    """Write when the acts against the third began, and what recent contact was."""
    acts, others = counted.pair_acts(shown, aimed=False), naming.in_focus(shown.case)[1]
    if acts.empty or not others or not shown.case.article:
        return ""
    both = [_age(shown, acts[acts.aimed]), _recent(shown, acts)]
    sentence = "; ".join(filter(None, both))
    return f"{prose.upper_first(sentence)}." if sentence else ""


def _age(shown: Shown, acts: pd.DataFrame) -> str:
    """Write when the first of the article's episodes against the third began."""
    case, records = shown.case, focus.records(shown.case, acts)
    if not records:
        return ""
    n, others = len(records), naming.in_focus(case)[1]
    what = prose.verb(n, "the episode", f"the {prose.spelled(n)} episodes")
    whens = [shown.when(select.find(case, record)) for record in records]
    if any(when.begin_earliest for when in whens) and n > 1:
        what = f"the first of {what}"
    through = voices.through(case, list(acts.relation_id), case.article)
    by, said = "", "said to be "
    if through:
        by, said = f"by one {counted.kind_of(case.by_source[through[0]])}, ", ""
    cited = f"against {others} that the {case.text} cites"
    return f"{by}{what} {said}{cited} {_since(whens)}"


def _since(whens: list[dates.When]) -> str:
    """Write when the first of some episodes began, or by when they were."""
    several = len(whens) > 1
    begins = [when for when in whens if when.begin_earliest]
    ends = [when for when in whens if when.dated and when.end_latest]
    if begins:
        first = min(begins, key=lambda when: when.begin_earliest)
        return f"began {_moment(first)}"
    if ends:
        last = max(ends, key=lambda when: when.end_latest)
        return (
            f"{'are' if several else 'is'} dated up to {_end(last)}, start not stated"
        )
    return f"{'have' if several else 'has'} no date"


def _end(when: dates.When) -> str:
    """Write the end of a date as closely as it is known."""
    high = when.text.strip("[]").replace("..", "/").rpartition("/")[2]
    return dates.day_in_words(when.end_latest, high)


def _moment(when: dates.When) -> str:
    """Write when something began: "about September 2019", "on 23 August 2021"."""
    if when.shape == "within":
        return dates.in_words(when)
    begin = wording.begin_of(when)
    before = "about" if when.approximate else "on" if len(begin.split()) == 3 else "in"
    return f"{before} {begin}"


def _recent(shown: Shown, acts: pd.DataFrame) -> str:
    """Write what of the article's contacts that surely count was against the third."""
    case, others = shown.case, naming.in_focus(shown.case)[1]
    now = focus.counting(shown, acts, "certain")
    n, k = (len(focus.episodes(case, rows)) for rows in (now, now[now.aimed]))
    if not n:
        return ""
    it = f"the {case.text}" if acts[acts.aimed].empty else "it"
    when = _period(shown, now)
    if n == 1:
        was = "was" if k else "was not"
        told = f"the one contact {when}, as {it} describes it"
        return f"{told}, {was} aimed at {others}"
    if not k:
        return f"as {it} describes the contacts {when}, none was aimed at {others}"
    of = f"of the {prose.spelled(n)} contacts {when}, as {it} describes them"
    return f"{of}, {prose.spelled(k)} {prose.verb(k, 'was', 'were')} aimed at {others}"


def _period(shown: Shown, acts: pd.DataFrame) -> str:
    """Write when some acts were, by their months; or that they count on the day."""
    whens = [shown.when(row) for row in cases.tuples(acts)]
    ends = [when.end_latest for when in whens]
    begins = [when.begin_earliest for when in whens]
    if not all(begins) or not all(ends) or any(when.unknown_end for when in whens):
        day = f" on {dates.day_in_words(shown.day)}" if shown.day else ""
        return f"counted{day}"
    first, last = (day.isoformat()[:7] for day in (min(begins), max(ends)))
    if first == last:
        return f"of {dates.day_in_words(min(begins), first)}"
    return dates.in_words(dates.parse(f"{first}/{last}"))


def _split(shown: Shown) -> str:
    """Write how the ties of a coding split on the day, and how many are disputed."""
    groups, disputed = counted.groups(shown), counted.disputed(shown)
    if not groups:
        return ""
    n, when = counted.picture(shown).frustration.index, counted.on(shown)
    how = f"{prose.spelled(groups.value)} groups oppose each other {when}"
    if n:
        fit = prose.verb(n, "fits", "fit")
        how = f"{prose.spelled(n, 'tie')} {fit} no split into two groups {when}"
    k = disputed.value if disputed else 0
    denied = f"; {prose.spelled(k, 'tie')} {prose.verb(k, 'is', 'are')} disputed"
    return f"In the coding{_following(shown.whole)}, {how}{denied * bool(k)}."


def _following(case: Case) -> str:
    """Name whom a coding follows, or else what it is."""
    made, origin = heading.coding(case)
    authors = heading.authors(case, origin) if origin else ""
    if authors:
        return f" after {authors}"
    return f" of “{made.title}”" if made else ""


def _voices_told(shown: Shown) -> str:
    """Write from how many voices the events, or else the ties, come."""
    case = shown.case
    rows = case.rows("events") or case.rows("relations")
    heard = voices.first(case, [row[1] for row in rows])
    if not heard:
        return ""
    n, noun = len(rows), "event" if hasattr(rows[0], "title") else "tie"
    what = prose.verb(n, f"The one {noun} here comes", f"The {n} {noun}s here come")
    least = voices.least(case, heard)
    of = "at least " * (least < len(heard)) + prose.spelled(least, "voice")
    few = f": {wording.voice_names(case, heard)}" if len(heard) <= wording.MOST else ""
    return f"{what} from {of}{few}."
