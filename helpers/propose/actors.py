"""Who is named, each under one name, and which groups act that have none."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from helpers import prose
from helpers.case.spelling import folded
from helpers.propose import runs
from helpers.propose.article import WORD, Line
from helpers.propose.found import Found, marked
from helpers.propose.lexicon import (
    AFTER_A_GROUP,
    AT,
    BEFORE_A_GROUP,
    BODIES,
    COMMON,
    DATELINE,
    DEMONYM,
    DOING,
    GROUPS,
    LIKE_GROUPS,
    MEDIA,
    NAMES,
    NO_ACTORS,
    NO_GROUPS,
    NOT_BY_ENDING,
    OPENERS,
    PLACES,
    QUARTERS,
    SPEAK,
    TO,
    WITH,
    WROTE,
)
from helpers.propose.quoted import SAYS
from helpers.propose.runs import Mention


class Shown(NamedTuple):
    """What the whole text shows of its words and names, to judge a name by."""

    lines: Mapping[str, set[int]]  # in which paragraphs a name stands
    inside: set[str]  # the names that stand within a sentence
    words: set[str]  # the words that stand somewhere as they are


def named(
    lines: list[Line], dated: Mapping[int, list[Found]], known: Mapping[str, str]
) -> list[tuple[Line, Found]]:
    """List each place that names someone; by ``known``, who has which id."""
    mentions = [m for line in lines for m in runs.mentions(line, dated[line.number])]
    shown = _shown(mentions, lines)
    mentions = [m for m in mentions if not _is_common(m, shown)]
    mentions = _longest([*_labelled(lines, known), *mentions]) if known else mentions
    by_name, by_actor = defaultdict(list), defaultdict(list)
    for mention, name in zip(mentions, _merged(mentions), strict=True):
        by_name[name].append(mention)
    for name, found in by_name.items():
        labels = [folded(name), *map(_key, (name, *(m.name for m in found)))]
        who = next((known[label] for label in labels if label in known), name)
        by_actor[who] += [(name, mention) for mention in found]
    return [one for who, found in by_actor.items() for one in _proposed(who, found)]


NUMBERED = re.compile(r"\s+\d")  # Pier 2
OFFICE_OF = re.compile(r"\b(?:[Mm]inisters?|[Ss]ecretary|[Cc]ommissioner)\s+(?:of|for)"
                       r"\s+(?:the\s+)?$")  # fmt: skip
OF_ONE = re.compile(r"\bof\s+(?:\w+\s+)?$")
_NAME = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*"
LIST = re.compile(  # of names, of which none does what stands behind the last one
    rf"\b(?!(?i:{'|'.join(OPENERS)})\b){_NAME}(?:, {_NAME})*,? (?:and|or) {_NAME}\b"
    rf"(?!\s+(?:\w+ly\s+|also\s+)?(?:{DOING}|{SAYS.pattern}))"
)
FIRST = re.compile(r"(?:^|[.!?]\"?\s+|\")$")  # before a sentence or a quotation
LABEL = re.compile(r"\W*\w+:")  # Opinion: ...


def _shown(mentions: list[Mention], lines: list[Line]) -> Shown:
    """Look once at all lines and names."""
    by_name, words = defaultdict(set), set()
    for mention in mentions:
        by_name[mention.name].add(mention.line.number)
    for line in lines:
        words.update(re.findall(r"\w+", line.plain))
        words.update(re.findall(r"\b\w+(?:['.&-]\w+)+", line.plain))
    return Shown(by_name, {m.name for m in mentions if not _opens(m)}, words)


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
    marks, kept = {one.line.number: marked(one.line, []) for one in mentions}, []
    for one in sorted(mentions, key=lambda m: m.start - m.end):
        here = marks[one.line.number]
        if 1 not in here[one.start : one.end]:
            here[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda m: (m.line.number, m.start))


def _opens(mention: Mention) -> bool:
    """Whether a mention is the first word of a sentence or of a quotation."""
    before = mention.line.before(mention.start).rstrip()
    if mention.line.sentence(mention.start)[0] == mention.start:
        return True
    return not before or before[-1] in "\"'(:.?!-\u2014\u2026"


def _is_common(mention: Mention, shown: Shown) -> bool:
    """Whether a run is no name, but a word that a sentence begins with."""
    words = mention.name.split()
    first, is_one = words[0].casefold(), len(words) == 1
    opens, heading = _opens(mention), mention.line.is_heading
    is_word = is_one and (opens or heading) and first.partition("'")[0] in COMMON
    if is_word or first.endswith("n't"):
        return True
    after = mention.line.behind(mention.end)
    following = WORD.match(after.lstrip())
    is_thing = words[-1].casefold() in NO_ACTORS and first not in BODIES
    if is_one and (NUMBERED.match(after) or OFFICE_OF.search(_before(mention))):
        return True
    is_of_one = following and following[0].rstrip(".") in NO_ACTORS  # the Selva treaty
    if is_thing or is_of_one or heading:
        return len(shown.lines[mention.name]) == 1
    if is_one and LABEL.fullmatch(mention.line.plain[: mention.end + 1]):
        return len(shown.lines[mention.name]) == 1  # Opinion: ...
    if _is_adjective(words) and re.match(r"[\s-][a-z]", after):
        return not re.match(rf"\s+{DOING}", after)
    is_inside = mention.name in shown.inside
    return is_one and opens and not is_inside and _is_a_word(first, after, shown.words)


def _is_adjective(words: list[str]) -> bool:
    """Whether a run says where a thing is from: Salenian, West African."""
    where = all(w.casefold() in QUARTERS or DEMONYM.search(w) for w in words[:-1])
    return where and bool(DEMONYM.search(words[-1]))


def _is_a_word(word: str, after: str, words: set[str]) -> bool:
    """Whether the first word of a sentence is one of the language, and no name."""
    is_body = word in BODIES and re.match(rf"\s+{DOING}", after)
    if is_body or word in NAMES:
        return False
    if NOT_BY_ENDING.search(word) and not after.startswith("'"):
        return True
    following = WORD.match(after.lstrip())
    if word in GROUPS or (following and following[0] in GROUPS):
        return True
    return word in words


def _merged(mentions: list[Mention]) -> list[str]:
    """Return the fullest name of each mention: a last name, a short form, initials."""
    spelled: dict[str, str] = {}
    for name in sorted(dict.fromkeys(m.name for m in mentions), key=str.isupper):
        spelled.setdefault(_key(name), name)
    by_form = _forms(spelled.values())
    full = {name: _fullest(name, spelled, by_form) for name in spelled.values()}
    return [full[spelled[_key(m.name)]] for m in mentions]


def _forms(names: Iterable[str]) -> Mapping[str, set[str]]:
    """Return the longer names of each short form: initials, or their last words."""
    by_form: dict[str, set[str]] = defaultdict(set)
    counts = {len(name.split()) for name in names}
    for name in names:
        words = name.split()
        if len(words) > 1:
            parts = re.split(r"[\s-]", name)
            by_form["".join(part[0] for part in parts if part[:1].isupper())].add(name)
        if words[0].casefold() not in QUARTERS:
            for count in counts.intersection(range(1, len(words))):
                by_form[folded(" ".join(words[-count:]))].add(name)
    return by_form


def _longer(name: str, by_form: Mapping[str, set[str]]) -> set[str]:
    forms = (folded(name), name.replace(".", ""))
    return set().union(*(by_form.get(form, ()) for form in forms)) - {name}


def _fullest(
    name: str, spelled: Mapping[str, str], by_form: Mapping[str, set[str]]
) -> str:
    """Return the one longer form of a name; itself where there is none or several."""
    adjective, _, rest = name.partition(" ")
    is_name = spelled.get(_key(rest)) == rest and not _has_body(rest)
    if is_name and DEMONYM.search(adjective):
        return rest
    longer = _longer(name, by_form)
    if not _has_body(name):
        longer = {other for other in longer if not DEMONYM.search(other.split()[0])}
    longest = [one for one in longer if longer.isdisjoint(_longer(one, by_form))]
    return longest[0] if len(longest) == 1 else name  # the Army may be one of two


def _has_body(name: str) -> bool:
    return not (BODIES | MEDIA).isdisjoint(name.casefold().split())


def _key(name: str) -> str:
    return folded(name).replace(".", "")


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
    elif _is_place(mentions):
        return []
    return [
        (m.line, Found(m.start, m.end, "actor", sort, who, why))
        for m in sorted(mentions, key=lambda m: (m.line.number, m.start))
    ]


def _is_place(mentions: list[Mention]) -> bool:
    """Whether a name is one of a place alone: where something is, and nobody acts."""
    if any(_acts(one, SAYS.pattern) for one in mentions):
        return False
    words = mentions[0].name.casefold().split()
    is_cape = words[0] in PLACES and words[-1] not in BODIES
    if is_cape or words[-1] in PLACES:
        return True
    acts = any(_has_body(one.name) or _acts(one, DOING) for one in mentions)
    return not acts and sum(map(_is_where, mentions)) * 2 >= len(mentions)


def _acts(mention: Mention, verbs: str) -> bool:
    """Whether a name does something in the very next words, and is not only where."""
    behind = re.match(rf"\s+(?:\w+ly\s+|also\s+)?{verbs}", _after(mention))
    before = WITH.search(_before(mention))
    return bool(before) or (bool(behind) and not _is_where(mention))


def _before(mention: Mention) -> str:
    return mention.line.before(mention.start)


def _after(mention: Mention) -> str:
    return mention.line.behind(mention.end)


def _is_of_places(mention: Mention) -> bool:
    """Whether a name is one of some that a word says to be places: islands of A and B.

    The word may stand behind them.
    """
    line = mention.line
    for names in line.spots(LIST):
        if names.start() <= mention.start and mention.end <= names.end():
            before = AT.search(line.before(names.start()))
            behind = re.match(r"\s+([a-z]+?)s?\b", line.behind(names.end()))
            return bool((before and before[1].endswith(" of"))
                        or (behind and behind[1] in PLACES))  # fmt: skip
    return False


def _is_where(mention: Mention) -> bool:
    """Whether the words around a name say that something is or goes there."""
    before = _before(mention)
    if mention.start == 0 and mention.name.isupper():
        return bool(DATELINE.match(_after(mention)))
    behind = re.match(r"\s+([a-z][\w-]*)", _after(mention))
    if (behind and behind[1] in PLACES) or _is_of_places(mention):
        return True
    if behind and behind[1] not in COMMON and not re.match(DOING, behind[1]):
        return False  # in the Salenia talks
    if WROTE.search(before):
        return False  # he wrote in the Advertiser
    if match := AT.search(before):
        return match[1].casefold() not in ("at", "from") or " " not in mention.name
    return bool(TO.search(before))


def _is_group(word: re.Match, plain: str) -> bool:
    """Whether a word is one of people, with a verb of what they do behind it."""
    noun = word[0].casefold()
    if noun in NO_GROUPS:
        return False
    if noun in GROUPS or LIKE_GROUPS.fullmatch(noun):
        return bool(AFTER_A_GROUP.match(plain, word.end()))
    before = plain[max(0, word.start() - 12) : word.start()]
    is_many = re.fullmatch(r"[a-z]{3,}[^aisu']s", noun) and noun not in COMMON
    is_many = is_many and (word[0].islower() or FIRST.search(before))  # Buenos Aires
    speaks = is_many and SPEAK.match(plain, word.end())
    return bool(speaks and not OF_ONE.search(before))


def _in_a_sentence(group: str) -> str:
    """Write a group that may begin a sentence as it is written within one."""
    first = group.split()[0].removesuffix("s")
    is_people = DEMONYM.search(first) or "." in first  # Afghans, U.S. officials
    return group if is_people else prose.lower_first(group)


def groups(line: Line, named: Iterable[Found]) -> list[Found]:
    """List the groups without a name that do or say something."""
    found, names = [], marked(line, named)
    firsts = {one.end: one.start for one in named}  # Karakalpak officials
    for match in () if line.is_title else WORD.finditer(line.plain):
        if not _is_group(match, line.plain):
            continue
        before = BEFORE_A_GROUP.search(line.before(match.start()))
        start = firsts.get(match.start() - 1, match.start())
        is_named = start < match.start()
        if before and 1 not in names[match.start() - len(before[0]) : match.end()]:
            start = match.start() - len(before[0])
        if 1 not in names[match.start() : match.end()]:
            text, why = line.plain[start : match.end()], "a group that acts"
            if not is_named:
                text = _in_a_sentence(text)
            found.append(Found(start, match.end(), "actor", "group", text, why))
    return found
