"""Who is named: runs of capitals under one name each, and groups without a name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from helpers.case.spelling import folded
from helpers.propose.article import WORD, Line
from helpers.propose.found import Found
from helpers.propose.patterns import MONTHS, ORDINALS, SMALL, TENS, WEEKDAYS
from helpers.propose.sentences import SHORT, around

TITLES = set(
    "mr mrs ms miss dr prof professor gen general lt col colonel maj major capt"
    " captain sgt sen senator rep gov governor adm admiral president prime minister"
    " secretary chancellor king queen prince princess archbishop bishop cardinal"
    " pope sir lord lady ambassador chairman chairwoman spokesman spokeswoman"
    " speaker director pm mp mps ceo commander judge mayor sheikh mullah ayatollah"
    " vice deputy foreign former then acting".split()
)
BODIES = set(  # a name goes on after "of" or "for" behind one of these
    "ministry bank university council house court republic kingdom union league"
    " office institute school department board commission committee organisation"
    " organization society association party army front movement chiefs chief"
    " president chairman gulf cape isle bay battle city state states province duke"
    " earl prince king queen centre center college secretary head line chamber"
    " bureau agency fund church order study congress parliament senate assembly"
    " alliance coalition federation authority international confederation conference"
    " museum academy company archbishop".split()
)
JOINTS = set("of de del della di da do dos du la le von van der den bin ibn al el ben"
             " bint af zu ter".split())  # fmt: skip
NO_ACTORS = set(  # a name that ends so is no one who acts
    "war wars treaty convention agreement accord accords act crisis pact protocol"
    " declaration resolution revolution award prize day festival conference summit"
    " charter constitution plan era age century project".split()
)
PLACES = set(
    "river strait straits lake sea ocean cape mount mountains street avenue road"
    " airport island islands valley province bay gulf desert canal bridge square"
    " peninsula district harbour harbor village border".split()
)
AT = re.compile(r"\b(in|at|near|from|off|outside|around|across|into|towards|through"
                r"|north of|south of|east of|west of|miles of|crossed)"
                r"\s+(the\s+)?$", re.IGNORECASE)  # fmt: skip
CALENDAR = {*MONTHS, *WEEKDAYS, *ORDINALS, *SMALL, *TENS}
COMMON = set(  # words that begin a sentence and are no name
    "a about above according across after again against ago all almost along"
    " already also although always amid among an and another any anyone are around"
    " as asked at away back be because been before behind being below between beyond"
    " both but by can certainly clearly could despite did do does during each"
    " earlier either enough even ever every everyone everything except few finally"
    " first focused following for former fortunately from further furthermore given"
    " had has have having he hence her here hers him his hopefully how however i if"
    " in increasing increasingly indeed inside instead into is it its itself just"
    " last late lately later less let like little looking many may maybe me"
    " meanwhile might more moreover most much must my near nearly neither never"
    " nevertheless new next no nobody none nonetheless nor not nothing now of off"
    " officially on once one only or other others otherwise our out outside over own"
    " part perhaps please possibly probably rather read recently same see seen"
    " several shall she should signed similarly since so some somebody someone"
    " something sometimes soon still such suddenly surely than thank thanks that the"
    " their them then there therefore these they this those though through"
    " throughout thus till to today together tomorrow tonight too toward towards two"
    " ultimately under unless unlike until up upon us usually very was we well were"
    " what whatever when where whether which while who whoever whom whose why will"
    " with within without would yes yesterday yet you your picture photo image"
    " source related disclaimer more western eastern northern southern neighboring"
    " neighbouring patience".split()
) - {"us"}
IN_NAMES = {"new", "northern", "western", "eastern", "southern", "first", "two"}
OPENERS = COMMON - IN_NAMES  # words before a name at the begin of a sentence
NOT_BY_ENDING = re.compile(r"(ing|ly|tion|[a-z]{3,}[^aisu]s|ment|ness|ence|ance|ity"
                           r"|[a-z]{3,}(ed|ers|ors|ists|ials|ants|ents))$")  # fmt: skip
HOUSES = {"college", "court", "bench", "hospital", "church", "cathedral"}  # King's
OFFICES = set(  # what stands before goes with it: House Speaker, Defence Minister
    "president minister secretary governor chancellor speaker mayor ambassador senator"
    " chairman chairwoman spokesman spokeswoman commander director".split()
)
QUARTERS = set("north south east west new central upper lower".split()) | IN_NAMES
AL = re.compile(r"(al|el|ad|as|an|ar|az|ul)-[A-Z]")
PARTLY = re.compile("-[a-z]|^[a-z]+-")  # Al Qaeda-aligned, post-US
DEMONYM = re.compile(  # what ends so goes before a noun: the Salenian trawler
    r"([a-z]ian|ean|ghan|ish|ese|nch|tch|ern|istani|[rR]aqi|eli)$"
    r"|^(German|Roman|Ottoman|American|African|Mexican|Saudi|Somali|Greek|Thai)$"
)

GROUPS = set(
    "officials experts observers analysts sources diplomats residents protesters"
    " critics fishermen ministers lawmakers soldiers troops rebels militants"
    " fighters police campaigners unions witnesses historians people activists"
    " leaders economists forces doctors lawyers teachers students families parents"
    " farmers voters investors banks companies scientists researchers engineers"
    " insurers supporters opponents army navy navies armies guards crew parties"
    " groups agencies authorities governments states countries nations generals"
    " judges prosecutors commanders migrants refugees workers members americans"
    " outsiders pirates tribesmen villagers attackers gunmen businesses allies"
    " partners men women children monks priests".split()
)
LIKE_GROUPS = re.compile(
    r"[a-z-]{3,}(ists|ians|ers|ors|ants|ials|smen|eers|crats|yers)$"
)
NO_GROUPS = set(
    "others papers numbers rivers waters powers matters orders figures quarters"
    " letters offers colors doors floors factors sectors errors terms players"
    " borders chapters centers centres winters summers trials materials tutorials"
    " computers trailers tankers trawlers containers mortars answers rumors rumours"
    " dollars elections potentials differs remembers considers covers enters follows"
    " suffers".split()
)
_DOING = (  # verbs behind a group of people
    "has have had is are was were will would could may might must should can did do"
    " came went began met wrote left took gave held made say said argue believe"
    " expect want fear hope warn note claim point see think insist call agree deny"
    " report told doubt suggest worry complain demand ask plan seek estimate accuse"
    " fled fought opened [a-z]{2,}ed"
).split()
DOING = rf"(?:{'|'.join(_DOING)})\b"
_BEFORE = (
    "some many several most senior local foreign former other two three four aid"
    " unnamed armed government"
).split()
_PEOPLE = r"(?:[A-Z]\.)+|[A-Z]\w+(?:an|ern|ish|ese|ch)"
BEFORE_A_GROUP = re.compile(rf"(?:(?<!\w)(?:(?i:{'|'.join(_BEFORE)})|{_PEOPLE})\s+)+$")
AFTER_A_GROUP = re.compile(
    r"\s+(?:(?:in|of|from|at|with)\s+(?:[\w-]+\s+){1,4}?)?"
    rf"(?:(?:who|also|now|then|\w+ly)\s+)?{DOING}"
)


@dataclass(frozen=True)
class Mention:
    """A run of capitals in a paragraph: where, and the name without its titles."""

    line: Line
    start: int
    end: int
    name: str


def named(
    lines: list[Line], dated: Mapping[int, list[Found]], known: Mapping[str, str]
) -> list[tuple[Line, Found]]:
    """List each place that names someone; by ``known``, who has which id."""
    mentions = [m for line in lines for m in _mentions(line, dated[line.number])]
    mentions = [m for m in mentions if not _is_common(m, mentions, lines)]
    mentions += _labelled(lines, mentions, known)
    by_name = defaultdict(list)
    for mention, name in zip(mentions, _merged(mentions), strict=True):
        labels = (mention.name, _key(mention.name), name)
        who = next((known[one] for one in map(folded, labels) if one in known), name)
        by_name[who].append((name, mention))
    return [one for who, found in by_name.items() for one in _proposed(who, found)]


def _labelled(
    lines: list[Line], mentions: list[Mention], known: Mapping[str, str]
) -> list[Mention]:
    """List the known labels that are no run of capitals, such as the new government."""
    labels = [label for label in known if " " in label]
    if not labels:
        return []
    longest = sorted(map(re.escape, labels), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)
    return [
        Mention(line, m.start(), m.end(), m[0])
        for line in lines
        for m in pattern.finditer(line.plain)
        if not any(
            one.line is line and one.start < m.end() and m.start() < one.end
            for one in mentions
        )
    ]


def _mentions(line: Line, dated: Iterable[Found]) -> list[Mention]:
    """List the runs of capitals of a paragraph."""
    found: list[Mention] = []
    for low, high in line.sentences:
        words = [m for m in WORD.finditer(line.plain, low, high)]
        run: list[re.Match] = []
        for nth, word in enumerate(words):
            if _goes_on(line.plain, run, word, words[nth + 1 :]):
                run.append(word)
                continue
            found += _named(line, run)
            run = [word] if _is_capital(word[0]) else []
        found += _named(line, run)
    spots = list(dated)
    return [m for m in found if not any(_covers(spot, m) for spot in spots)]


def _covers(place: Found, mention: Mention) -> bool:
    return place.start < mention.end and mention.start < place.end


def _is_capital(word: str) -> bool:
    bare = word.rstrip(".").partition("'")[0]
    if AL.match(bare):
        return True
    if not bare[:1].isupper():
        capital = re.search(r"-([A-Z]\w+)", bare)
        return bool(capital) and bare.split("-")[0] in ("post", "pre", "anti", "pro")
    return bare.casefold() not in CALENDAR and bare != "I"


def _goes_on(plain: str, run: list, word: re.Match, following: list) -> bool:
    """Whether a word goes on with a run of capitals."""
    if not run:
        return False
    last = run[-1]
    if plain[last.end() : word.start()].strip() or PARTLY.search(AL.sub("A", last[0])):
        return False
    if last[0].endswith("'s"):
        return word[0].casefold() in HOUSES and word[0][:1].isupper()
    if last[0].endswith(".") and last[0][:-1].casefold() not in SHORT:
        if len(last[0]) > 2 and "." not in last[0][:-1]:
            return False
    if _is_capital(word[0]) or (word[0] == "the" and last[0] in ("of", "for")):
        return True
    if word[0] not in JOINTS and word[0] != "for":
        return False
    ahead = [word[0], *(one[0] for one in following[:2])]
    opens = last[0].casefold() in BODIES if word[0] in ("of", "for") else True
    after = 1 + (ahead[1:2] == ["the"])
    return opens and len(ahead) > after and _is_capital(ahead[after])


def _named(line: Line, run: list[re.Match]) -> list[Mention]:
    """Make mentions of a run without the words and titles before the name."""
    while len(run) > 1 and (_is_title(run[0]) or run[0][0].casefold() in OPENERS):
        run = run[1:]
    offices = [n for n, one in enumerate(run[:-1]) if one[0].casefold() in OFFICES]
    if offices and _is_capital(run[offices[-1] + 1][0]):
        return _named(line, run[offices[-1] + 1 :])
    while run and not _is_capital(run[-1][0]):
        run = run[:-1]
    if not run or (len(run) == 1 and _is_title(run[0])):
        return []
    start, text = run[0].start(), line.plain[run[0].start() : run[-1].end()]
    text = text if re.fullmatch(r"(\w\.)+", text) else text.rstrip(".")
    if len(run) == 1 and (parts := _halves(text)):
        places = [(start + at, start + at + len(one), one) for at, one in parts]
        return [Mention(line, *place) for place in places]
    text = re.sub(r"('s|(?<=s)'|-[a-z].*)$", "", text)
    return [Mention(line, start, start + len(text), " ".join(text.split()))]


def _is_title(word: re.Match) -> bool:
    return word[0].rstrip(".").casefold() in TITLES


def _halves(word: str) -> list[tuple[int, str]]:
    """Cut US-Taliban in two, and what is no name off post-US and Al Qaeda-aligned."""
    parts = [(m.start(), m[0]) for m in re.finditer(r"[^-]+", word)]
    capitals = [(at, one) for at, one in parts if one[0].isupper()]
    split = any(len(one) > 1 and one.isupper() for _, one in capitals)
    long = all(len(one) > 1 for _, one in parts)
    return capitals if len(parts) > 1 and long and (split or capitals != parts) else []


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
    if is_one and DEMONYM.search(words[0]) and re.match(r"\s[a-z]", after):
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
    full: dict[str, str] = {}
    for name in names:
        longer = [other for other in names if other != name and _is_of(name, other)]
        full[name] = max(longer, key=lambda other: len(other.split()), default=name)
        adjective, _, rest = name.partition(" ")
        if DEMONYM.search(adjective) and rest in names:
            full[name] = rest
    return [full[spelled[_key(m.name)]] for m in mentions]


def _key(name: str) -> str:
    return folded(name).replace(".", "")


def _is_of(short: str, full: str) -> bool:
    """Whether one name is a short form of another: its last words, or its initials."""
    words = full.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(words) > 1 and short.replace(".", "") == initials:
        return True
    count = len(short.split())
    if DEMONYM.search(words[0]) or words[0].casefold() in QUARTERS:
        return False
    return len(words) > count and folded(" ".join(words[-count:])) == folded(short)


def _proposed(who: str, found: list[tuple[str, Mention]]) -> list[tuple[Line, Found]]:
    """Propose a name at each of its mentions, with the paragraphs that name it."""
    mentions = [mention for _, mention in found]
    places = list(dict.fromkeys(f"P{m.line.number}" for m in mentions))
    why = f"{len(mentions)} x in {', '.join(places[:5])}{', ...' * (len(places) > 5)}"
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
    if BODIES.intersection(words):
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
