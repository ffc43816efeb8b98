"""What the first screen says of a case and a view: head, three numbers, the finding.

Computed for any case from what it has. It says what was counted and on whose word, and
leaves open what the sources leave open.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from helpers import prose
from helpers.case import dates
from helpers.case.cases import Case
from helpers.case.tables import tuples
from helpers.text import numbers as counted
from helpers.text import summary, wording
from helpers.text.lede import Count
from helpers.text.numbers import Number, numbers
from helpers.view import focus, naming, select, voices
from helpers.view.shown import Shown, kept

__all__ = ["finding", "first", "head"]
FROM_ADDRESS = "Title taken from the address"  # how a note of sources.csv says it


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

    @property
    def counts(self) -> tuple[Count, ...]:
        """The numbers as those of a chapter are: what each leads to."""
        return tuple(
            Count(one.figure, f"number-{n}", prose.upper_first(one.head), one.records)
            for n, one in enumerate(self.numbers, 1)
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        items = "".join(map(_item, self.numbers, self.counts))
        view = f'<p class="reading">{escape(self.view)}</p>' * bool(self.view)
        html = view + f'<ol class="numbers">{items}</ol>' * bool(items)
        return {"text/plain": str(self), "text/html": html}


def _item(number: Number, count: Count) -> str:
    """Write a number for the page, linked to what it counts."""
    value = number.figure
    digits = min(len(value), 5)  # of which the page makes room
    if count.leads:
        value = f'<a href="#{escape(count.target)}">{value}</a>'
    head, sentence = escape(number.head), escape(number.sentence)
    colon = "<small>:</small>"  # of a notebook; in the page the head has its own line
    wide = f' class="digits-{digits}"' if digits > 1 else ""
    return f"<li{wide}><b>{value}</b> <strong>{head}</strong>{colon} {sentence}</li>"


def first(shown: Shown) -> First:
    """Return what the first screen says under the head: the numbers and the finding.

    Examples
    --------
    >>> print(opening.first(shown))
    1 episode in the article, said to be against Daesh-K: ...
    """
    view = wording.view_of(shown.view)
    return First(view, tuple(numbers(shown)), str(finding(shown)))


@kept
def finding(shown: Shown) -> prose.Prose:
    """Return the finding of a view in one sentence: what was counted, by whose account.

    How old the article's acts against the third actor are, and what of its contacts
    that count on the day was aimed at it; of a coding how its ties split on the last
    day and how many are disputed; of any other article what it tells first of the two
    in focus, and what of that is disputed; or else what its dates or voices are.

    Examples
    --------
    >>> print(opening.finding(shown))
    By one report, the episode against Daesh-K that the article cites began ...
    """
    told = (_aim, _split, _lead, summary.windows, _voices_told)
    each = (tell(shown) for tell in told)
    none = "No record of the case fits this view."
    return prose.Prose(next(filter(None, each), none))


def _aim(shown: Shown) -> str:
    """Write when the acts against the third began, and what recent contact was.

    Of those that are events, where not all are: it is the title of their timeline.
    """
    acts, others = counted.pair_acts(shown), naming.in_focus(shown.case)[1]
    if acts.empty or not others or not shown.case.article:
        return ""
    dated = [focus.episode(shown.case, row) in shown.case.by_id
             for row in tuples(acts)]  # fmt: skip
    nouns = ("episode", "contact") if all(dated) else ("event", "event")
    acts = acts[np.array(dated, dtype=bool)]
    both = [_age(shown, acts[acts.aimed], nouns[0]), _recent(shown, acts, nouns[1])]
    sentence = "; ".join(filter(None, both))
    return f"{prose.upper_first(sentence)}." if sentence else ""


def _age(shown: Shown, acts: pd.DataFrame, noun: str) -> str:
    """Write when the first of the article's episodes against the third began."""
    case, records = shown.case, focus.records(shown.case, acts)
    if not records:
        return ""
    n, others = len(records), naming.in_focus(case)[1]
    what = f"the {wording.number(case, acts, noun) if n > 1 else noun}"
    whens = [shown.when(select.find(case, record)) for record in records]
    if any(when.begin_earliest for when in whens) and n > 1:
        what = f"the first of {what}"
    if through := voices.through(case, list(acts.relation_id), case.article):
        what = f"by one {counted.kind_of(case.by_source[through[0]])}, {what}"
    said = "said to be " * (not through)
    cited = f"against {others} that the {case.text} cites"
    return f"{what} {said}{cited} {_since(whens)}"


def _since(whens: list[dates.When]) -> str:
    """Write when the first of some episodes began, or by when they were."""
    n = len(whens)
    begins = [when for when in whens if when.begin_earliest]
    ends = [when for when in whens if when.dated and when.end_latest]
    if begins:
        first = min(begins, key=lambda when: when.begin_earliest)
        return f"began {_moment(first)}"
    if ends:
        last = max(ends, key=lambda when: when.end_latest)
        like = last.text.strip("[]").replace("..", "/").rpartition("/")[2]
        end = dates.day_in_words(last.end_latest, like)
        return f"{prose.verb(n, 'is', 'are')} dated up to {end}, start not stated"
    return f"{prose.verb(n, 'has', 'have')} no date"


def _moment(when: dates.When) -> str:
    """Write when something began: "about September 2019", "on 23 August 2021"."""
    if when.shape == "within":
        return dates.in_words(when)
    like = re.split(r"/|\.\.", when.text.strip("[]"))[0]  # as closely as it is known
    begin = dates.day_in_words(when.begin_earliest, like)
    before = "about" if when.approximate else "on" if len(begin.split()) == 3 else "in"
    return f"{before} {begin}"


def _recent(shown: Shown, acts: pd.DataFrame, noun: str) -> str:
    """Write what of the article's contacts that surely count was against the third."""
    case, others = shown.case, naming.in_focus(shown.case)[1]
    now = focus.counting(shown, acts, "certain")
    ours = now[now.aimed]
    n, k = (len(focus.episodes(case, rows)) for rows in (now, ours))
    if not n:
        return ""
    it = f"the {case.text}" if acts[acts.aimed].empty else "it"
    when = _period(shown, now)
    if n == 1:
        told = f"the one {noun} {when}, as {it} describes it,"
        was = "was" if k else "was not"
    elif k == n:
        every = wording.share(case, ours, now)
        told, was = f"as {it} describes them, {every} {noun}s {when}", "were"
    elif k:
        many = wording.number(case, now, noun)
        told = f"of the {many} {when}, as {it} describes them,"
        was = f"{wording.share(case, ours, now)} {prose.verb(k, 'was', 'were')}"
    else:
        told, was = f"as {it} describes the {noun}s {when},", "none was"
    return f"{told} {was} aimed at {others}"


def _period(shown: Shown, acts: pd.DataFrame) -> str:
    """Write when some acts were, by their months; or that they count on the day."""
    whens = [shown.when(row) for row in tuples(acts)]
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
    how = f"{prose.spelled(groups.value)} groups oppose each other"
    if n:
        fit = prose.verb(n, "fits", "fit")
        how = f"{prose.spelled(n, 'tie')} {fit} no split into two groups"
    k = disputed.value if disputed else 0
    denied = f"; {prose.spelled(k, 'tie')} {prose.verb(k, 'is', 'are')} disputed"
    return f"In the coding{_following(shown.whole)}, {how} {when}{denied * bool(k)}."


def _following(case: Case) -> str:
    """Name whom a coding follows, or else what it is."""
    made, origin = coding(case)
    if names := authors(case, origin) if origin else "":
        return f" after {names}"
    return f" of “{made.title}”" if made else ""


def _lead(shown: Shown) -> str:
    """Write what the article tells first of the two in focus, and what stands beside.

    That is what counts on the day of the other sign, is disputed, or still went on; in
    order of time, as in the timeline under it.
    """
    ours, others = counted.pair_acts(shown), counted.opposed_acts(shown)
    if not shown.case.article or (ours.empty and others.empty):
        return ""
    first = counted.foremost(shown, pd.concat([ours, others]))
    alike = counted.by_word(shown, counted.ranked(shown, first))
    told = [counted.on_word(shown, some) for some in alike]
    return f"{prose.upper_first(wording.listed(told))}."


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


# ---- what stands above the question -------------------------------------------------


@dataclass(frozen=True)
class Head:
    """What stands above the question; a part that a case does not have is blank.

    Of a case without an article the data set stands in place of the outlet, and
    ``after`` is whom it follows.
    """

    who: str
    when: str
    title: str
    url: str
    title_note: str
    gloss: str
    coder: str
    sources: str
    after: str = ""
    after_url: str = ""


def head(shown: Shown) -> Head:
    """Return who says what a case is coded from, when and where; whatever the view.

    Examples
    --------
    >>> opening.head(shown).who
    'TRT World, Opinion'
    """
    case, shown = shown.whole, shown.of_all
    row = case.by_source.get(case.article)
    made, origin = (None, None) if row else coding(case)
    row = row or made
    who, title = _called(case, row)
    note = row.note if row is not None else ""
    others = (row for row in case.rows("actors") if row.actor_id in case.focus[2:])
    glosses = (_named(case, one) for one in others)
    n = len(case.whole.coders)
    return Head(
        who=who,
        when=_made(shown, row),
        title=title,
        url=_address(row),
        title_note="title from the page's address" * note.startswith(FROM_ADDRESS),
        gloss="; ".join(filter(None, glosses)) if case.article else note,
        coder=f"coded by {f'{prose.spelled(n)} people' if n > 1 else 'one person'}",
        sources=_sources(case),
        after=_after(shown, origin),
        after_url=_address(origin),
    )


def coding(case: Case) -> tuple:
    """Return the source that a coding was read in, and the one that it follows."""
    cited = {s.source_id: s for s in case.rows("sources") if s.role == "cited"}
    chains = [c.chain for c in case.rows("citations") if c.source_id in cited]
    read = Counter(chain[0] for chain in chains if chain)
    made = max(read, key=read.get, default=next(iter(cited), ""))
    ends = (chain[-1] for chain in chains if chain and chain[0] == made)
    origins = (one for one in ends if one in cited and one != made)
    return cited.get(made), cited.get(next(origins, ""))


def _called(case: Case, row) -> tuple[str, str]:
    """Return who a source is by, and its title; of a data set its name and the rest."""
    if row is None:
        return case.title, ""
    if case.article:
        outlet = naming.short_name(case, row.publisher) if row.publisher else ""
        return ", ".join(filter(None, [outlet, prose.upper_first(row.kind)])), row.title
    name, colon, rest = row.title.partition(": ")
    n = sum(r.layer == "article" and bool(r.sign) for r in case.rows("relations"))
    coded = f", a coding of {prose.count(n, 'tie')}" * bool(n)
    return name + coded, rest if colon else ""


def _made(shown: Shown, row) -> str:
    """Return the day of a source in words; blank where it has none."""
    when = shown.when(row) if row is not None else dates.NONE
    if when.moment and ".." not in when.text:
        return dates.day_in_words(when.begin_earliest, when.text)
    return dates.in_words(when) if when.dated else ""


def _address(row) -> str:
    """Return where a source is; blank where that is no address of the web."""
    url = row.url if row is not None else ""
    return url if re.match(r"https?://", url) else ""


def authors(case: Case, row) -> str:
    """Name the authors of a source, people by their last names, or its publisher."""
    names = []
    for one in (case.by_id[one] for one in row.author if one in case.by_id):
        name = one.short_name or one.name
        names.append(name.rpartition(" ")[2] if one.kind == "person" else name)
    return naming.joined(names) or case.actor_names.get(row.publisher, "")


def _after(shown: Shown, row) -> str:
    """Name the study that a coding follows."""
    if row is None:
        return ""
    place = shown.case.actor_names.get(row.publisher, "") if row.author else ""
    where = ", ".join(filter(None, [place, _made(shown, row)]))
    named = ", ".join(filter(None, [authors(shown.case, row), row.title]))
    return f"{named} ({where})" if where else named


def _named(case: Case, row) -> str:
    """Write an actor's name in full, with its short forms; blank where none is known.

    A name in full is of several words with capitals, longer than the one in use. An
    alias is one where it shares a word with a name, or a short form is its initials;
    any other is a mere other name.
    """
    name = row.short_name or row.name
    known = [a for a in (row.name, *row.aliases) if "@" not in a and a != name]
    full = [a for a in known if " " in a and len(a) > len(name)]
    full = [a for a in full if all(word[0].isupper() for word in a.split())]
    full = [a for a in full if a == row.name or _explains(a, [name, *known])]
    if not full:
        return ""
    short = [a for a in known if " " not in a and sum(c.isupper() for c in a) > 1]
    forms = f" ({', '.join(short[:2])})" if short else ""
    printed = wording.quoted(case, name) != name
    use = f"the {case.text}'s name for " if printed else ""
    return f"{name}: {use}{full[0]}{forms}"


def _explains(full: str, names: list[str]) -> bool:
    """Return whether a name in full spells out another: its initials or a word."""
    words, initials = full.split(), "".join(word[0] for word in full.split())
    others = [one for one in names if one != full]
    return any(one == initials or {*one.split()} & {*words} for one in others)


def _sources(case: Case) -> str:
    """Count the sources of a case, by their role."""
    roles = case.sources.role.value_counts()
    told = {"article": case.text, "cited": "cited", "outside": "outside"}
    if not case.article:
        others = prose.verb(roles.get("outside", 0), "other", "others")
        told |= {"cited": "of the coding", "outside": others}
    parts = [f"{roles[role]} {word}" for role, word in told.items() if role in roles]
    if len(parts) < 2 and case.article:
        return f"from the {case.text} alone"
    every = prose.count(len(case.sources), "source")
    return f"{every}: {', '.join(parts)}" if len(parts) > 1 else every
