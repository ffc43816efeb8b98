"""What the desk asks of a place: the ways to take it, each with its fields.

It fills in what follows from the case and the cue; what the article says of the world
is left to the coder.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from helpers import prose
from helpers.case import dates, schema
from helpers.case.cases import Case
from helpers.case.spelling import clean, folded
from helpers.explorer.decisions import NEW, UNNAMED, UNSIGNED, DecisionError, pairs
from helpers.explorer.progress import LEFT_OUT, ids, matched, told
from helpers.propose.article import Line
from helpers.propose.decided import DECISION, offset
from helpers.view import account, naming

MORE = "|"  # what follows is folded away
FIRM = "where extent condition amount cue via strength wording lies second note"
FORMS = {  # by the way to take a place: its name, what it is, and its fields
    "event": ("Event", "something happened or lasted",
              f"title when people status tie against voice | {FIRM}"),
    "relation": ("Relation", "a tie between two; also an aim, or what may come",
                 "title source target sign against when status basis voice | directed"
                 f" {FIRM}"),
    "known": ("Reference only", "one more place of a record that is there",
              "record stance when voice | amount condition cue via strength wording"),
    "dismissed": ("Dismissed", "it names a time that makes no record",
                  "why when | cue"),
    "statement": ("Statement", "somebody says something",
                  "speaker title when status people record stance | via strength"
                  " wording where note"),
    "order": ("Order", "one record comes before, after or during another",
              "first lies second at_least at_most voice | via strength wording"),
    "claim": ("Claim", "a step of the argument",
              "title role supports voice | via strength wording"),
    "actor": ("Actor", "one of the case, or a new one",
              "who alias position acts_for"),
    "place": ("Place", "where something happened", "where at"),
    "membership": ("Membership", "a part or an ally of another, or a post in it",
                   "who bond group when voice | cue via strength wording note"),
}  # fmt: skip
TIMES = ("date", "tense")  # kinds of cues that name or imply a time
SAYING = ("attribution", "quote")  # and those that name who speaks
NAMING = ("actor", *SAYING)
PASSING = "according"  # begins a cue that names who passes on what somebody says
APART = re.compile(  # a clause of its own begins
    r"(?:;|,\s+(?:and|but|while|yet)\b)(?!\s+that\b)"
    r"|\b(?:after|as|because|before|since|though|when|where|which|while|who),"
)
TO_WHOM = re.compile(  # between a verb of saying and its date
    r"\s*(?:(?:[A-Z]\w*\s+){1,3}|(?!that\b)\w+\s+)?"
    r"(?:(?:in|at|to|during|from|after|on)\s+(?:\w+\s+){1,6}?)?"
)
NEAR = 25  # letters between a date at the head of a sentence and who says it
DATED = ("event", "relation", "known", "dismissed")
SPOKEN = ("statement", "known", "claim")
NAMED = ("actor", "place", "membership")
WAYS = {  # to take a proposal, by its kind; all of them for one that is made by hand
    "date": DATED, "tense": DATED, "actor": NAMED, "quote": SPOKEN,
    "attribution": SPOKEN, "order": ("order", "known"), "number": ("known", "event"),
    "condition": ("event", "relation", "known"),
}  # fmt: skip
ASKED = {"condition": "condition "}  # fields that a kind of cue asks before others
FIELDS = {  # its label, how it is asked, and what it says blank or of itself
    "title": ("In your words", "text", "a few words, in the present tense"),
    "when": ("When", "text", "2017-01, [2017-01-01..2017-01-13] or 2015/2016"),
    "people": ("Who takes part", "people", ""),
    "source": ("Who acts or speaks", "who", ""),
    "target": ("Towards whom", "who", ""),
    "speaker": ("Who speaks", "who", ""),
    "who": ("Who it is", "who", ""),
    "where": ("Where", "who", ""),
    "at": ("What happened there", "select", "nothing yet"),
    "group": ("Of which group", "who", ""),
    "bond": ("The bond", "select", ""),
    "alias": ("Also called", "text", "its label here"),
    "record": ("Of which record", "select", "none that is there"),
    "why": ("Why not", "text", "a few words: why it makes no record"),
    "first": ("This record", "select", ""),
    "second": ("that record", "select", ""),
    "lies": ("In time it", "select", ""),
    "at_least": ("At least so many days apart", "text", "a number, where it is said"),
    "at_most": ("At most so many days", "text", "the same number: so many days"),
    "supports": ("Speaks for", "select", ""),
    "voice": ("Who says so", "who", "the {text} itself"),
    "via": ("Through whom", "who", "nobody between"),
    "strength": ("Its hedge", "text", "its word for how sure it is: could, likely"),
    "wording": ("How it is put", "select", "not said"),
    "condition": ("Only if", "text", "on what it depends, in your words"),
    "amount": ("How many", "text", "a number and what it counts: 500 ships"),
    "cue": ("Cue", "text", "at most five words, one after another"),
    "note": ("Note", "text", ""),
    "status": ("How firm", "select", ""),
    "tie": ("Sign of the tie", "select", "no tie"),
    "against": ("Said against", "select", "nobody"),
    "position": ("Position", "text", "its office or role then"),
    "acts_for": ("Acts for", "select", "itself"),
    "stance": ("What it does to it", "select", "supports it"),
    "extent": ("It counts as", "select", ""),
    "basis": ("It rests on", "select", ""),
    "directed": ("Direction", "select", ""),
    "role": ("Its role", "select", ""),
}
FIELDS["sign"] = (FIELDS["tie"][0], "select", "choose it")  # of what is a tie
NOTES = {  # beside a field
    "speaker": "Of several, give each other one the role of a speaker below: what the"
    " statement is said of is then said by all of them.",
    "at": "Until an event is there, the check says that the place is used nowhere.",
    "tie": "A tie of another sign towards a third is one more relation: press M, then"
    " + relation, and name the event.",
    "stance": "Whoever speaks about a record and does not say that it is so supports"
    " nothing: name no record then. What supports a record that is denied says, too,"
    " that it is not so.",
}
CHOICES = {
    "status": {
        "claimed": "claimed: by one voice", "reported": "reported: from its sources",
        "happened": "happened: undisputed", "denied": "denied: said not to be so",
        "expected": "expected: likely, will", "possible": "possible: could, an aim",
        "asked": "asked: a question",
    },
    "tie": {"+": "+ cooperative", "-": "\u2212 hostile", "~": "~ unclear",
            UNSIGNED: "unsigned"},
    "stance": {"disputes": "disputes it", "nuances": "nuances it"},
    "extent": {"": "what its date says", "act": "an act, from its date on",
               "state": "a state, within its span"},
    "wording": {"quote": "in the words of whoever says it", "paraphrase": "otherwise",
                "hedge": "as a suspicion or hearsay"},
    "basis": {one: one for one in schema.BASES},
    "bond": naming.BONDS,
    "directed": {"yes": "from the one to the other", "no": "between the two"},
    "role": {one: one for one in schema.BY_NAME["claims"].columns[1].values},
    "lies": {name: told for name, (told, _) in naming.LIES.items()},
}  # fmt: skip
CHOICES["sign"] = CHOICES["tie"]
LISTED = {  # what can be chosen, by the field or its kind: records by their letters
    "who": "actors", "people": "actors", "voice": "voices", "via": "voices",
    "acts_for": "actors", "against": "actors",
    "record": "ERCQM", "first": "ERMS", "second": "ERMS", "supports": "CQ",
    "where": "L", "at": "E",
}  # fmt: skip
LIES = {"until": "meets", "during": "during", "after": "after"}  # by a cue of order
ROLES = schema.BY_NAME["participants"].columns[2].values
Answer = str | dict[str, str]  # an id or a text, or what is new by its name and kind


def ways(
    case: Case,
    proposal: Mapping[str, str],
    line: Line,
    beside: Sequence[Mapping[str, str]] = (),
) -> dict[str, object]:
    """Return the ways to take a proposal in a paragraph, each with its fields.

    Whom proposals ``beside`` it name is here too, also by a part of the name.
    What can be chosen in several fields comes once, among the ``lists``.
    """
    meant = [matched(case, row) for row in beside if row["kind"] in NAMING]
    here = [
        *dict.fromkeys([*named(case, line.text), *(w for w in meant if w[:1] == "A")])
    ]
    found, kind = [], proposal["kind"]
    voice, via = _voices(case, proposal, line, beside)
    day = _said_on(case, proposal, line, beside) or f"[..{case.published or ''}]"
    for way in WAYS.get(kind, FORMS):
        values = _values(case, proposal, way, voice, day) | {"voice": voice, "via": via}
        label, about, names = FORMS[way]
        pressed = str(([*FORMS].index(way) + 1) % 10)  # the same on every cue
        fields = _fields(ASKED.get(kind, "") + names, values, case.text)
        found.append({"way": way, "key": pressed, "label": label, "about": about,
                      "fields": fields, "firm": values["firm"]})  # fmt: skip
    named_kind = "collective" + UNNAMED if proposal["class"] == "group" else ""
    first = "actor" if kind == "actor" else ""
    more = {"here": here, "roles": ROLES, "first": first,
            "new": values["new"], "new_kind": named_kind}  # fmt: skip
    return {"ways": found, "lists": lists(case, found, proposal, here)} | more


def ties(case: Case, answers: Mapping[str, object]) -> str:
    """Say which ties an event will make; blank where nobody could have one."""
    names = case.actor_names
    people = [(who[NEW] if isinstance(who, Mapping) else names.get(who, who), role)
              for who, role in answers.get("people") or [] if role]  # fmt: skip
    if len(people) < 2:
        return ""
    every = ", ".join(dict(people))
    if not answers.get("tie"):
        return f"As it is, no tie of {every} is written."
    try:
        found = pairs(people)
    except DecisionError as error:
        return str(error)
    way = "with" if {role for _, role in people} == {"party"} else "towards"
    told = "; ".join(f"{one} {way} {other}" for one, other in found)
    rest = [who for who in dict(people) if not any(who in pair for pair in found)]
    left = f" Without one: {', '.join(rest)}." if rest else ""
    return f"This makes {prose.count(len(found), 'tie')}: {told}.{left}"


def lists(
    case: Case,
    forms: Iterable[Mapping],
    proposal: Mapping[str, str] | None = None,
    here: Iterable[str] = (),
) -> dict[str, list[tuple[str, str]]]:
    """List what can be chosen in the fields of some forms, by what it is of."""
    every = {one["of"] for form in forms for one in form["fields"]}
    first = [*(alike(case, proposal) if proposal else ()), *here]
    return {of: options(case, of, first) for of in every - {""}}


def _fields(names: str, values: Mapping[str, object], text: str) -> list[dict]:
    """Return the fields of a form with what they hold."""
    first, _, rest = names.partition(MORE)
    fields = []
    for name in dict.fromkeys((first + rest).split()):
        label, kind, about = FIELDS[name]
        fields.append({
            "name": name, "label": label, "kind": kind,
            "about": about.format(text=text), "note": NOTES.get(name, ""),
            "value": values.get(name, ""),
            "of": LISTED.get(name) or LISTED.get(kind, ""),
            "options": list(CHOICES.get(name, {}).items()),
            "more": name not in first.split(),
        })  # fmt: skip
    return fields


def options(case: Case, of: str, first: Iterable[str] = ()) -> list[tuple[str, str]]:
    """List what can be chosen: actors, whoever may say something, or records."""
    names = case.actor_names
    actors = [(one, names[one]) for one in dict.fromkeys([*first, *names])]
    if of == "voices":
        cited = [one for one in case.rows("sources") if one.role == "cited"]
        return actors + [(one.source_id, one.title) for one in cited]
    if of == "actors":
        return actors
    tables = dict.fromkeys(schema.BY_LETTER[letter].name for letter in of)
    rows = [row for table in tables for row in case.rows(table)[::-1]]
    return [(row[1], told(case, row)) for row in rows]


def named(case: Case, text: str) -> list[str]:
    """List the actors who are named in a paragraph, in its order; people by surname."""
    plain, at = folded(text), {}
    labels = [(label, own, plain) for label, own in case.labels.items()]
    labels += [(last, [row.actor_id], text) for row in case.rows("actors")
               for last in row.name.split()[-1:]
               if row.kind == "person" and not row.anonymous]  # fmt: skip
    for label, own, where in labels:
        found = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", where)
        for one in own if found else ():
            at[one] = min(found.start(), at.get(one, found.start()))
    return sorted(at, key=at.get)


def alike(case: Case, proposal: Mapping[str, str]) -> list[str]:
    """List the actors that share a word with the name that is proposed."""
    words = {*folded(proposal["value"]).split()} if proposal["kind"] in NAMING else {}
    return [one for label, own in case.labels.items() if words & {*label.split()}
            for one in own] if words else []  # fmt: skip


def _values(
    case: Case, proposal: Mapping[str, str], way: str, voice: Answer, day: str
) -> dict:
    """Return what the fields of a way begin with; a saying with its ``day``."""
    kind, cue, spoken = proposal["kind"], clean(proposal["cue"]), way == "statement"
    is_dated, is_saying = kind in TIMES, kind in SAYING
    when = _when(proposal["value"] if is_dated else "")
    known = voice if is_saying else matched(case, proposal)
    who, where = (known if str(known)[:1] == one else "" for one in "AL")
    is_actor = kind in ("actor", "selection")
    name = "" if is_dated else clean(proposal["value"]) or cue * is_actor
    is_named = spoken and is_saying and name
    own, told = (_firm(when, case, spoken, voiced) for voiced in (False, True))
    return (told if voice else own) | {
        "firm": [own["status"], told["status"]],
        "when": day if spoken and case.published else when.text,
        "basis": "act", "directed": "yes", "cue": cue,
        "role": "premise", "who": who or NEW, "alias": "" if who else name,
        "where": where or NEW * (way == "place"),
        "speaker": who or NEW * bool(is_named), "new": name,
        "lies": LIES.get(proposal["class"], "before"),
        "wording": "quote" if proposal["class"] == "direct" else "",
        "amount": f"{proposal['value']} {proposal['why']}" if kind == "number" else "",
        "record": "" if spoken else _said(case, proposal, who),
    }  # fmt: skip


def _voices(
    case: Case, proposal: Mapping, line: Line, beside: Sequence[Mapping]
) -> tuple[Answer, str]:
    """Return who says what a cue tells, by its clause, and through whom.

    Blank: nobody but the article itself, as of the day of a saying.
    """
    if proposal["kind"] == "attribution":
        return _speaker(case, proposal) or _unknown(proposal), ""
    beside = [row for row in beside if not row[DECISION].startswith(LEFT_OUT)]
    said = [row for row in beside if row["kind"] == "attribution"]
    here, at = _sentence(line, proposal), offset(proposal)
    near = [row for row in said if _sentence(line, row) == here]
    if proposal in [_day_of(line, row, beside) for row in near]:
        return "", ""
    passing = [row for row in near if row["cue"].lower().startswith(PASSING)]
    own = [row for row in near if row not in passing]
    if proposal["kind"] == "quote":
        own = [row for row in own or said if row["value"] == proposal["value"]] or own
    own = own or passing or [row for row in beside if _sentence(line, row) == here
                             and _speaker(case, row)]  # fmt: skip
    own = [row for row in own if _is_one(line, at, row, proposal["value"])]
    first = [row for row in own if offset(row) <= at][-1:] or own[:1]
    voice = next((_speaker(case, row) or _unknown(row) for row in first), "")
    voice = voice or _speaker(case, proposal)
    via = _speaker(case, passing[-1]) if passing else ""
    return voice, via if via != voice else ""


def _is_one(line: Line, at: int, row: Mapping[str, str], speaker: str) -> bool:
    """Whether a place is in one clause with a saying, or has the same speaker."""
    low, high = sorted((at, offset(row)))
    return row["value"] == speaker or not APART.search(line.text[low:high])


def _day_of(line: Line, said: Mapping, beside: Sequence[Mapping]) -> Mapping | None:
    """Return the date of a saying: the nearest one that stands by its verb."""
    found = [row for row in beside if _dates(line, row, said)]
    return min(found, key=lambda row: abs(offset(row) - offset(said)), default=None)


def _dates(line: Line, date: Mapping[str, str], said: Mapping[str, str]) -> bool:
    """Whether a date is right behind the verb of a saying, or heads its sentence."""
    if date["kind"] != "date":
        return False
    at, start = offset(date), offset(said)
    end, stop = at + len(date["cue"]), start + len(said["cue"])
    head = line.span(*line.sentence(line.at(at)))[0]
    is_behind = at >= stop and TO_WHOM.fullmatch(line.text[stop:at])
    return bool(is_behind) or (at == head and 0 <= start - end <= NEAR)


def _speaker(case: Case, row: Mapping[str, str]) -> str:
    """Return the actor whom a saying was accepted for, or else means."""
    place, known = f"P{row['paragraph']}", matched(case, row)
    voices = [c.chain[-1] for one in ids(row) for c in case.cited.get(one, ())
              if c.source_id == case.article and len(c.chain) > 1
              and place in c.locator.split(";")]  # fmt: skip
    is_meant = row["kind"] in SAYING and known[:1] == "A"
    return known if is_meant and len({*voices}) != 1 else next(iter(voices), "")


def _unknown(row: Mapping[str, str]) -> Answer:
    """Return the new actor whom a saying names; blank where it names none."""
    name = clean(row["value"])
    is_group, is_person = name[:1].islower(), row["class"] == "role"
    kind = "person" if is_person else "collective"
    return {NEW: name, "kind": kind + UNNAMED if is_group else ""} if name else ""


def _said_on(
    case: Case, proposal: Mapping, line: Line, beside: Sequence[Mapping]
) -> str:
    """Return the date right beside the verb of a saying, or at its sentence's head.

    Blank where it has none, or one that is no moment up to the day of the article.
    """
    for said in [proposal, *of_one_saying(proposal, line, beside)]:
        row = said["kind"] == "attribution" and _day_of(line, said, beside)
        when = _when(row["value"]) if row else dates.NONE
        if when.moment and when.dated and not _is_ahead(when, case):
            return when.text
    return ""


def of_one_saying(
    proposal: Mapping, line: Line, beside: Sequence[Mapping]
) -> list[Mapping]:
    """List the other cues of a saying: its verb where this is a quotation, or that."""
    if proposal["kind"] not in SAYING:
        return []
    others = (row for row in beside if row["kind"] in SAYING)
    return [row for row in others if row["kind"] != proposal["kind"]
            and _sentence(line, row) == _sentence(line, proposal)
            and len({row["value"], proposal["value"]} - {""}) < 2]  # fmt: skip


def statements(
    case: Case, proposal: Mapping, line: Line, beside: Sequence[Mapping]
) -> dict[str, str]:
    """Return the statement of a sentence in which each voice speaks, if it is one."""
    here, said = _sentence(line, proposal), defaultdict(set)
    near = [row for row in beside if _sentence(line, row) == here]
    spoken = {one for row in near for one in ids(row) if one in case.by_id}
    for part in case.rows("participants"):
        if part.role == "speaker" and part.event_id in spoken:
            said[part.actor_id].add(part.event_id)
    return {who: next(iter(one)) for who, one in said.items() if len(one) == 1}


def _sentence(line: Line, row: Mapping[str, str]) -> int:
    """Return which sentence of its paragraph a cue is in."""
    return line.nth(line.at(offset(row)))


def _said(case: Case, proposal: Mapping[str, str], who: str) -> str:
    """Return the last statement of somebody that this paragraph has; blank: none."""
    place, found = f"P{proposal['paragraph']}", ""
    for row in case.rows("participants") if who else ():
        cited = case.cited.get(row.event_id, ())
        here = any(place in c.locator.split(";") for c in cited)
        if here and (row.actor_id, row.role) == (who, "speaker"):
            found = row.event_id
    return found


def _when(text: str) -> dates.When:
    """Read a proposed date; none where it is none."""
    try:
        return dates.parse(text)
    except dates.DateError:
        return dates.NONE


def _firm(when: dates.When, case: Case, spoken: bool, voiced: bool) -> dict[str, str]:
    """Return how firm a record begins, and how it counts.

    What a news item tells as its own has happened, and what another voice says is
    claimed, as all of an opinion is. What lasted and had ended before the article is an
    act: a visit, say, counts on.
    """
    closed = not (when.moment or when.open_end or when.unknown_end)
    last, published = when.end_latest, case.published
    is_over = closed and last and published and last < published
    own = spoken or (account.is_news(case) and not voiced)
    ahead = not spoken and _is_ahead(when, case)
    status = "possible" if ahead else "happened" if own else "claimed"
    return {"status": status, "extent": "act" * bool(is_over)}


def _is_ahead(when: dates.When, case: Case) -> bool:
    """Whether what is dated comes after the article, or goes on from its day."""
    begin, published = when.begin_earliest, case.published
    if not (begin and published):
        return False
    return begin > published or (begin == published and when.end_latest != published)
