"""Who is named, each under one name, and which groups act that have none."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from helpers.case.spelling import folded
from helpers.propose import runs
from helpers.propose.article import WORD, Line
from helpers.propose.found import Found
from helpers.propose.lexicon import (
    AFTER_A_GROUP,
    AT,
    BEFORE_A_GROUP,
    BODIES,
    COMMON,
    DEMONYM,
    DOING,
    GROUPS,
    LIKE_GROUPS,
    NO_ACTORS,
    NO_GROUPS,
    NOT_BY_ENDING,
    PLACES,
    QUARTERS,
)
from helpers.propose.runs import Mention
from helpers.propose.sentences import around


def named(
    lines: list[Line], dated: Mapping[int, list[Found]], known: Mapping[str, str]
) -> list[tuple[Line, Found]]:
    """List each place that names someone; by ``known``, who has which id."""
    mentions = [m for line in lines for m in runs.mentions(line, dated[line.number])]
    mentions = [m for m in mentions if not _is_common(m, mentions, lines)]
    mentions = _longest([*_labelled(lines, known), *mentions]) if known else mentions
    by_name, by_actor = defaultdict(list), defaultdict(list)
    for mention, name in zip(mentions, _merged(mentions), strict=True):
        by_name[name].append(mention)
    for name, found in by_name.items():
        labels = [folded(name), *map(_key, (name, *(m.name for m in found)))]
        who = next((known[label] for label in labels if label in known), name)
        by_actor[who] += [(name, mention) for mention in found]
    return [one for who, found in by_actor.items() for one in _proposed(who, found)]


def _labelled(lines: list[Line], known: Mapping[str, str]) -> list[Mention]:
    """List where known labels of several words are, such as the new government."""
    labels = sorted(filter(re.compile(r"\s").search, known), key=len, reverse=True)
    if not labels:
        return []
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, labels))})(?!\w)", re.IGNORECASE
    )
    return [
        Mention(line, m.start(), m.end(), m[0])
        for line in lines
        for m in pattern.finditer(line.plain)
    ]


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Keep of mentions that overlap the longest."""
    kept: dict[int, list[Mention]] = defaultdict(list)
    for one in sorted(mentions, key=lambda m: m.start - m.end):
        here = kept[one.line.number]
        if not any(one.start < other.end and other.start < one.end for other in here):
            here.append(one)
    every = (one for here in kept.values() for one in here)
    return sorted(every, key=lambda m: (m.line.number, m.start))


def _opens(mention: Mention) -> bool:
    """Whether a mention is the first word of a sentence or of a quotation."""
    before = mention.line.before(mention.start).rstrip()
    if around(mention.line.sentences, mention.start)[0] == mention.start:
        return True
    return not before or before[-1] in "\"'(:.?!-\u2014\u2026"


def _is_common(mention: Mention, mentions: list[Mention], lines: list[Line]) -> bool:
    """Whether a run is no name, but a word that a sentence begins with."""
    words = mention.name.split()
    first, is_one = words[0].casefold(), len(words) == 1
    opens, heading = _opens(mention), mention.line.is_heading
    is_word = is_one and (opens or heading) and _base(first) in COMMON
    if is_word or first.endswith("n't"):
        return True
    is_thing = words[-1].casefold() in NO_ACTORS and first not in BODIES
    if is_thing or heading:
        others = (m for m in mentions if m.line is not mention.line)
        return not any(m.name == mention.name for m in others)
    after = mention.line.behind(mention.end)
    if is_one and DEMONYM.search(words[0]) and re.match(r"[\s-][a-z]", after):
        return not re.match(rf"\s+{DOING}", after)
    elsewhere = (m for m in mentions if m.name == mention.name and not _opens(m))
    return is_one and opens and not any(elsewhere) and _is_a_word(first, after, lines)


def _is_a_word(word: str, after: str, lines: list[Line]) -> bool:
    """Whether the first word of a sentence is one of the language, and no name."""
    if NOT_BY_ENDING.search(word) and not after.startswith("'"):
        return True
    following = WORD.match(after.lstrip())
    if word in GROUPS or (following and following[0] in GROUPS):
        return True
    return _is_lower_elsewhere(word, lines)


def _base(word: str) -> str:
    """Return a word without what is shortened in it: we of we've."""
    return word.casefold().partition("'")[0]


def _is_lower_elsewhere(word: str, lines: list[Line]) -> bool:
    low = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return any(low.search(line.plain) for line in lines)


def _merged(mentions: list[Mention]) -> list[str]:
    """Return the fullest name of each mention: a last name, a short form, initials."""
    spelled: dict[str, str] = {}
    for name in sorted(dict.fromkeys(m.name for m in mentions), key=str.isupper):
        spelled.setdefault(_key(name), name)
    names = list(spelled.values())
    full = {name: _fullest(name, names) for name in names}
    return [full[spelled[_key(m.name)]] for m in mentions]


def _fullest(name: str, names: list[str]) -> str:
    """Return the one longer form of a name; itself where there is none or several."""
    adjective, _, rest = name.partition(" ")
    if DEMONYM.search(adjective) and rest in names and not _has_body(rest):
        return rest
    longer = [other for other in names if other != name and _is_of(name, other)]
    if not _has_body(name):
        longer = [other for other in longer if not DEMONYM.search(other.split()[0])]
    longest = [one for one in longer if not any(_is_of(one, other) for other in longer)]
    return longest[0] if len(longest) == 1 else name  # the Army may be one of two


def _has_body(name: str) -> bool:
    return not BODIES.isdisjoint(name.casefold().split())


def _key(name: str) -> str:
    return folded(name).replace(".", "")


def _is_of(short: str, full: str) -> bool:
    """Whether one name is a short form of another: its last words, or its initials."""
    words = full.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(words) > 1 and short.replace(".", "") == initials:
        return True
    count = len(short.split())
    if words[0].casefold() in QUARTERS:
        return False
    return len(words) > count and folded(" ".join(words[-count:])) == folded(short)


def _proposed(who: str, found: list[tuple[str, Mention]]) -> list[tuple[Line, Found]]:
    """Propose a name at each of its mentions, with the paragraphs that name it."""
    mentions = [mention for _, mention in found]
    places = list(dict.fromkeys(f"P{m.line.number}" for m in mentions))
    times = "once" if len(mentions) == 1 else f"{len(mentions)} times"
    why = f"named {times}: {', '.join(places[:5])}{', ...' * (len(places) > 5)}"
    name = found[0][0]
    sort = "known" if who != name else "name"
    if sort == "known":
        why = f"{name}; {why}"
    elif all(map(_is_place, mentions)):
        sort = "place"
    return [
        (m.line, Found(m.start, m.end, "actor", sort, who, why))
        for m in sorted(mentions, key=lambda m: (m.line.number, m.start))
    ]


def _is_place(mention: Mention) -> bool:
    """Whether a name is one of a place, by its own words or the word before it."""
    words = mention.name.casefold().split()
    if words[0] in PLACES or words[-1] in PLACES:
        return True
    if _has_body(mention.name):
        return False
    if mention.start == 0 and mention.name.isupper():
        return mention.line.plain[mention.end : mention.end + 1] in (",", "(")
    before = mention.line.before(mention.start)
    return bool(AT.search(before))


def groups(line: Line, named: Iterable[Found]) -> list[Found]:
    """List the groups without a name that do or say something."""
    found, names = [], list(named)
    for match in WORD.finditer(line.plain):
        noun = match[0].casefold()
        is_group = noun in GROUPS or LIKE_GROUPS.fullmatch(noun)
        if not is_group or noun in NO_GROUPS:
            continue
        if not AFTER_A_GROUP.match(line.plain, match.end()):
            continue
        before = BEFORE_A_GROUP.search(line.before(match.start()))
        start = match.start() - len(before[0]) if before else match.start()
        text = line.plain[start : match.end()]
        place = Found(start, match.end(), "actor", "group", text, "a group that acts")
        if any(other.overlaps(place) for other in names):
            place = replace(place, start=match.start(), value=match[0])
        if not any(other.overlaps(place) for other in names):
            found.append(place)
    return found
