"""What actors, voices and records are called: names, never a sentence."""

import re
from collections.abc import Iterable

from helpers import prose
from helpers.case.cases import Case

DASH = "\N{EN DASH}"


def joined(parts: list[str], word: str = "and") -> str:
    """Join parts as a reader would: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def short_name(case: Case, actor: str) -> str:
    """Return the short name of an actor, or the id of one that has none."""
    return case.actor_names.get(actor, actor)


def actor_list(case: Case, actors: list[str]) -> str:
    """Name actors by their short names."""
    return joined([short_name(case, actor) for actor in actors])


def pair(case: Case, a: str, b: str, one_sided: bool = False) -> str:
    """Name two actors as one: "US – Taliban", or "US → Taliban" where one-sided."""
    between = " → " if one_sided else f" {DASH} "
    return between.join([short_name(case, a), short_name(case, b)])


def tie(case: Case, row) -> str:
    """Name the two actors of a tie or prospect; one's view of another is one-sided."""
    return pair(case, row.a, row.b, row.kind == "view")


def ends(case: Case, relation) -> str:
    """Name the two actors of a relation, with an arrow where it has a direction."""
    actors = relation.source_actor, relation.target_actor
    return pair(case, *actors, relation.directed == "yes")


def compound(case: Case, actors: Iterable[str], hyphen: str = DASH) -> str:
    """Name actors in one word, as a sentence does: "US–Taliban"."""
    return hyphen.join(short_name(case, actor) for actor in actors)


def voice_name(case: Case, voice: str) -> str:
    """Name a first voice; the article speaks for itself, and some have no name."""
    if voice and voice == case.whole.article:
        return f"the {case.text} itself"
    name = case.actor_names.get(voice) or case.source_titles.get(voice, voice)
    return name + unnamed(case, voice, name)


def unnamed(case: Case, voice: str, name: str) -> str:
    """Return what marks a voice without a name, where its own words do not say so."""
    said = re.search(
        r"\b(?:un)?named\b|anonym|nameless|identified", name, re.IGNORECASE
    )
    return "" if said or voice not in case.anonymous else " (unnamed)"


def plain_voice(case: Case, voice: str) -> str:
    """Name a first voice within a sentence, the article as any other."""
    name = voice_name(case, voice).removesuffix(" itself")
    return prose.within(name) if voice in case.anonymous else name  # a diplomat


def voice_list(case: Case, heard: list[str]) -> str:
    """Name first voices one after another."""
    return joined([voice_name(case, voice) for voice in heard])


def in_full(case: Case, actor: str) -> str:
    """Name an actor or a voice with its office, as a card does."""
    position = case.positions.get(actor, "")
    return voice_name(case, actor) + (f" ({position})" if position else "")


def title_of(row) -> str:
    """Return the words by which a record goes in a list."""
    for column in ("title", "summary", "text", "name"):
        if getattr(row, column, ""):
            return getattr(row, column)
    return row[1]


BONDS = {  # of a member to its group
    "branch": "branch of",
    "aligned": "aligned with",
    "part": "part of",
    "post": "with a post in",
}


LIES = {  # how the first of two records lies to the second, and the second to it
    "before": ("comes before", "comes after"),
    "after": ("comes after", "comes before"),
    "not-after": ("begins not after", "begins not before"),
    "begins-before": ("begins before", "begins after"),
    "ends-before": ("ends before", "ends after"),
    "during": ("goes on during", "goes on around"),
    "starts": ("begins with", "begins with"),
    "ends": ("ends with", "ends with"),
    "meets": ("ends with the begin of", "begins with the end of"),
    "same-time": ("is at the same time as", "is at the same time as"),
}
EARLIER = ("before", "not-after", "begins-before", "ends-before", "meets")


def lies(row, side: int = 0) -> str:
    """Write how one record of an order lies to the other, and by how many days."""
    least, most = (f"{int(n):,}" if n else "" for n in (row.at_least, row.at_most))
    days = least if least == most else f"{least} to {most}"
    if not (least and most):
        days = f"at least {least}" if least else f"at most {most}"
    told = f"by {days} {'day' if days.split()[-1] == '1' else 'days'}"
    told = "on the same day" if most == "0" else told
    return LIES[row.relation][side] + (f" ({told})" if least or most else "")


def heading(case: Case, row) -> str:
    """Return the words of any record in a list.

    Those of a membership are its actors, those of an order its two records.
    """
    if hasattr(row, "first_id"):
        ends = [case.whole.by_id.get(one) for one in (row.first_id, row.second_id)]
        names = [f"“{heading(case, one).rstrip('.')}”" for one in ends if one]
        return f" {lies(row)} ".join(names)
    if not hasattr(row, "group_id"):
        return title_of(row)
    member, group = short_name(case, row.actor_id), short_name(case, row.group_id)
    return f"{member}, {BONDS[row.kind]} {group}"


DEEDS = {"+": "cooperation", "-": "hostility"}  # of two, by its sign
OPPOSITE = {"+": "-", "-": "+"}


def joint(case: Case, sign: str = "") -> str:
    """Name what the first two in focus do: together, or else to each other.

    By a sign, or that of their side.
    """
    if (sign or case.side) == "+":
        return f"{in_focus(case)[0]} cooperation"
    return f"hostility between {actor_list(case, case.focus[:2])}"


def in_focus(case: Case) -> tuple[str, str]:
    """Name the first two actors in focus as one, and those they may act against.

    Nobody, where the two act against each other or nothing is against a third.
    """
    others = [short_name(case, actor) for actor in case.third]
    return compound(case, case.focus[:2], "-"), joined(others, "or")
