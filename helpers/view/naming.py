"""What actors, voices and records are called: names, never a sentence."""

from helpers.case.cases import Case


def joined(parts: list[str], word: str = "and") -> str:
    """Join parts as a reader would: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def actor_list(case: Case, actors: list[str]) -> str:
    """Name actors by their short names."""
    return joined([case.actor_names.get(a, a) for a in actors])


def voice_name(case: Case, voice: str) -> str:
    """Name a first voice; the article speaks for itself, and some have no name."""
    if voice and voice == case.article:
        return "the article itself"
    name = case.actor_names.get(voice) or case.source_titles.get(voice, voice)
    return f"{name} (unnamed)" if voice in case.anonymous else name


def voice_list(case: Case, heard: list[str]) -> str:
    """Name first voices one after another."""
    return joined([voice_name(case, voice) for voice in heard])


def in_full(case: Case, actor: str) -> str:
    """Name an actor or a voice with its office, as a card does."""
    position = case.positions.get(actor, "")
    return voice_name(case, actor) + (f" ({position})" if position else "")


def title_of(row) -> str:
    """Give the words by which a record goes in a list."""
    for column in ("title", "summary", "text", "name"):
        if getattr(row, column, ""):
            return getattr(row, column)
    return row[1]


BONDS = {"branch": "branch of", "aligned": "aligned with", "part": "part of",
         "post": "with a post in"}  # fmt: skip


def heading(case: Case, row) -> str:
    """Give the words by which any record goes in a list, a membership by its actors."""
    if not hasattr(row, "group_id"):
        return title_of(row)
    member, group = (case.actor_names.get(a, a) for a in (row.actor_id, row.group_id))
    return f"{member}, {BONDS[row.kind]} {group}"


def in_focus(case: Case) -> tuple[str, str]:
    """Name the first two actors in focus as one, and those they may act against."""
    names = [case.actor_names.get(a, a) for a in case.focus]
    return "-".join(names[:2]), joined(names[2:], "or")
