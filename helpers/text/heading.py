"""What stands above the question: who says it, when and where, and who coded it."""

import re
from collections import Counter
from dataclasses import dataclass

from helpers import prose
from helpers.case import dates
from helpers.case.cases import Case
from helpers.text import wording
from helpers.view import naming
from helpers.view.shown import Shown

FROM_ADDRESS = "Title taken from the address"  # how a note of sources.csv says it


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
    noted = row is not None and row.note.startswith(FROM_ADDRESS)
    return Head(
        who=who,
        when=_made(shown, row),
        title=title,
        url=_address(row),
        title_note="title from the page's address" if noted else "",
        gloss=_gloss(case) if case.article else "".join(row.note if row else ""),
        coder=_coded(case),
        sources=_sources(case),
        after=_after(shown, origin),
        after_url=_address(origin),
    )


def _coded(case: Case) -> str:
    """Count who coded a case: one person, unless its rows name several."""
    n = len(case.whole.coders)
    return f"coded by {f'{prose.spelled(n)} people' if n > 1 else 'one person'}"


def coding(case: Case) -> tuple:
    """Return the source that a coding was read in, and the one that it follows."""
    cited = {s.source_id: s for s in case.rows("sources") if s.role == "cited"}
    chains = [c.chain for c in case.rows("citations") if c.source_id in cited]
    read = Counter(chain[0] for chain in chains if chain)
    made = max(read, key=read.get, default=next(iter(cited), ""))
    ends = (chain[-1] for chain in chains if chain and chain[0] == made)
    origin = next((one for one in ends if one in cited and one != made), "")
    return cited.get(made), cited.get(origin)


def _called(case: Case, row) -> tuple[str, str]:
    """Return who a source is by, and its title; of a data set its name and the rest."""
    if row is None:
        return case.title, ""
    if case.article:
        outlet = naming.short_name(case, row.publisher) if row.publisher else ""
        return ", ".join(filter(None, [outlet, prose.upper_first(row.kind)])), row.title
    name, colon, rest = row.title.partition(": ")
    ties = [r for r in case.rows("relations") if r.layer == "article" and r.sign]
    counted = f", a coding of {prose.count(len(ties), 'tie')}" if ties else ""
    return name + counted, rest if colon else ""


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
    rows = [case.by_id[one] for one in row.author if one in case.by_id]
    names = [
        name.rpartition(" ")[2] if row.kind == "person" else name
        for row, name in ((row, row.short_name or row.name) for row in rows)
    ]
    return naming.joined(names) or case.actor_names.get(row.publisher, "")


def _after(shown: Shown, row) -> str:
    """Name the study that a coding follows."""
    if row is None:
        return ""
    case = shown.case
    place = case.actor_names.get(row.publisher, "") if row.author else ""
    where = ", ".join(filter(None, [place, _made(shown, row)]))
    named = ", ".join(filter(None, [authors(case, row), row.title]))
    return f"{named} ({where})" if where else named


def _gloss(case: Case) -> str:
    """Write who the others in focus are, where they have another name in full."""
    names = [_named(case, row) for row in case.rows("actors")
             if row.actor_id in case.focus[2:]]  # fmt: skip
    return "; ".join(filter(None, names))


def _named(case: Case, row) -> str:
    """Write an actor's name in full, with its short forms; blank where none is known.

    A name in full is of several words with capitals, longer than the one in use.
    """
    name = row.short_name or row.name
    known = [a for a in (row.name, *row.aliases) if "@" not in a and a != name]
    full = [a for a in known if " " in a and len(a) > len(name)]
    full = [a for a in full if all(word[0].isupper() for word in a.split())]
    if not full:
        return ""
    short = [a for a in known if " " not in a and sum(c.isupper() for c in a) > 1]
    forms = f" ({', '.join(short[:2])})" if short else ""
    printed = wording.quoted(case, name) != name
    use = f"the {case.text}'s name for " if printed else ""
    return f"{name}: {use}{full[0]}{forms}"


def _sources(case: Case) -> str:
    """Count the sources of a case, by their role."""
    roles = case.sources.role.value_counts()
    told = {"article": case.text, "cited": "cited", "outside": "outside"}
    if not case.article:
        others = prose.verb(roles.get("outside", 0), "other", "others")
        told |= {"cited": "of the coding", "outside": others}
    counted = [f"{roles[role]} {word}" for role, word in told.items() if role in roles]
    if len(counted) < 2:
        alone = f"from the {case.text} alone"
        return alone if case.article else prose.count(len(case.sources), "source")
    return f"{prose.count(len(case.sources), 'source')}: {', '.join(counted)}"
