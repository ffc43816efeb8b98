"""What other sources say of a claim: who supports, disputes or narrows it, and when.

Of the claim itself, and of the events and relations that it rests on. It weighs none
of them, and never leaves out who disputes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers import prose
from helpers.case import dates
from helpers.case.cases import Case
from helpers.text import strength, wording
from helpers.view import naming, voices
from helpers.view.shown import Shown

STANCES = {  # before who says it
    "disputes": "disputed by", "disputes in part": "disputed in part by",
    "nuances": "qualified by", "supports": "supported by",
}  # fmt: skip
MOST = 2  # records of which it is told who supports them
CITED = ", whom the {} cites"  # no other voice, so no further support
LETTERS = 4  # of a word by which a record is found to be near a claim


class Said(NamedTuple):
    """What is said of a claim: the stance, who says it and when, and in which words.

    ``record`` is what is said to be so or not: the claim, or what it rests on; then
    ``about`` is its title.
    """

    stance: str
    who: str
    words: str
    record: str
    about: str


def of_claim(shown: Shown, claim: str, text: str) -> list[Said]:
    """List what others say of a claim, who disputes first; each voice once a stance."""
    case = shown.case
    facts = strength.rests_on(case, claim)
    near = sorted(facts, key=lambda row: -shared(row, text))  # as its words are
    rows = [(claim, ""), *((row[1], naming.title_of(row)) for row in near)]
    found: dict[tuple, Said] = {}
    for record, about in rows:
        for voice, said in _contrary(shown, record, about):
            words = said.words if "disputes" in said.stance else ""
            found.setdefault((said.stance, voice, words), said)
    order = sorted(found.values(), key=lambda said: [*STANCES].index(said.stance))
    support = [*_supporting(shown, claim, ""), *_near_support(shown, near, text)]
    same = [said for said in support if said.who.endswith(CITED.format(case.text))]
    return [*order, *(said for said in support if said not in same[1:])]


def _contrary(shown: Shown, record: str, about: str) -> Iterator[tuple[str, Said]]:
    """Yield who disputes a record, or narrows it, in any source of the view."""
    case = shown.case
    disputing = voices.disputing(case, [record])
    for c in case.cited.get(record, []):
        if c.stance == "supports" or not c.chain or not _asked(shown, c):
            continue
        voice = voices.speaker(case, c.chain[-1])
        part = c.stance == "disputes" and voice not in disputing
        stance = "disputes in part" if part else c.stance
        yield voice, Said(stance, who(shown, c), c.note, record, about)


def _asked(shown: Shown, cited) -> bool:
    """Return whether a view asks for the source of a citation."""
    return cited.source_id == shown.case.article or "context" in shown.view.layers


def _supporting(shown: Shown, record: str, about: str) -> list[Said]:
    """List in one line which other voices support a record; none where none does."""
    case = shown.case
    if not case.article or "context" not in shown.view.layers:
        return []
    cited = [
        c
        for c in case.supporting(record)
        if c.chain
        and case.article not in (voices.speaker(case, c.chain[-1]), c.source_id)
    ]
    if not cited:
        return []
    ends = dict.fromkeys(voices.speaker(case, c.chain[-1]) for c in cited)
    named = naming.joined(wording.few([naming.plain_voice(case, v) for v in ends]))
    day, chains = _since(shown, cited), voices.chains(case, record, case.article)
    ours = {voices.speaker(case, voice) for chain in chains for voice in chain}
    told = f"{prose.upper_first(named)}{f' ({day})' * bool(day)}"
    told += CITED.format(case.text) * (set(ends) <= ours)
    return [Said("supports", told, "", record, about)]


def _since(shown: Shown, cited: list) -> str:
    """Write on which day voices say what is cited; of several the first."""
    whens = [wording.said_on(shown, [one]) for one in cited]
    days = {when.begin_earliest: when for when in whens if when and when.shape == "day"}
    if not days:
        return ""
    return f"{'first on ' * (len(days) > 1)}{dates.in_words(days[min(days)])}"


def _near_support(shown: Shown, near: list, text: str) -> Iterator[Said]:
    """Yield who supports the facts nearest to a claim, an act and its event once."""
    found: dict[str, Said] = {}
    for row in near:
        fact = row.event_id or row[1]
        said = _supporting(shown, row[1], naming.title_of(row))
        if said and shared(row, text) and len(found) < MOST:
            found.setdefault(fact, said[0])
    yield from found.values()


def shared(row, text: str) -> int:
    """Count the words that a record's title shares with a text."""
    both = naming.title_of(row).casefold(), text.casefold()
    title, words = ({*re.findall(rf"\w{{{LETTERS},}}", one)} for one in both)
    return len(title & words)


def who(shown: Shown, cited) -> str:
    """Name who says what is cited, and when, with the year: years matter here.

    Of nobody by name, or on no known day, also where it is to be read.
    """
    case = shown.case
    voice = voices.speaker(case, cited.chain[-1])
    name, mark, _ = naming.plain_voice(case, voice).partition(" (unnamed)")
    when = wording.said_on(shown, [cited])
    is_by = when and cited.source_id == case.article and not when.begin_earliest
    day = dates.in_words(when) if when and not is_by else ""
    parts = ["unnamed" if mark else "", day]
    if voice in case.anonymous or not when or cited.source_id == case.article:
        parts.append(_carrier(case, cited, voice))
    about = ", ".join(filter(None, parts))
    return prose.upper_first(name) + (f" ({about})" if about else "")


def _carrier(case: Case, cited, voice: str) -> str:
    """Name the outlet in which somebody else speaks; of the article its paragraph."""
    row = case.by_source.get(cited.source_id)
    if cited.source_id == case.article:
        return cited.locator.replace(";", ", ")
    if row is None or voice in (row.source_id, row.publisher, *row.author):
        return ""
    return f"in {case.actor_names.get(row.publisher, row.title)}"
