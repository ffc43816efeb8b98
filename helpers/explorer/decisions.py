"""What a coder decides on a place in the article -> the rows that say so.

Ids, citations, references and chains follow by rule, and cells that follow from others
stay blank; what the place tells of is the coder's. Rows go into an edit; nothing is
written to disk here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from string import ascii_lowercase
from types import MappingProxyType
from typing import Any, NamedTuple

from helpers.case import dates, numbered
from helpers.case.edited import Edit, Row
from helpers.case.inherited import GROUP
from helpers.case.schema import BY_LETTER, BY_NAME
from helpers.case.spelling import MOST_WORDS, clean, folded, words

NEW = "new"  # an actor that is not in the case yet
UNSIGNED = "none"  # a tie without a sign
UNNAMED = " unnamed"  # behind the kind of an actor that no source names
FIRM = ("condition", "amount", "note")  # of an event as of a relation
HEDGE = ("strength", "wording")  # of a citation: how sure it is, how it is put
LEADING = ("agent", "speaker")  # the roles of whom a tie begins with
RANK = (*LEADING, "host", "party", "subject", "target")  # of two, who comes first
TITLE = "Write in your words what it is."
SIGN = "Choose the sign of the tie: cooperative, hostile, unclear or unsigned."
BOND = "Choose the bond: a branch, an ally, a part or a post."
TWO = (
    "A tie is between two: give two of them a role; of more, make those who act agents"
    " and those towards whom they act targets, or all of them parties, and each pair"
    " gets its tie."
)
MANY = "That makes {} ties, and one fact has at most 26: write it in parts."
MIXED = (
    "One sign is not that of agents towards their targets and of parties as well:"
    " choose “no tie”, write it, then press M and + relation for each tie, and name"
    " the event."
)


class DecisionError(ValueError):
    """An answer that cannot be written; the message is one sentence."""


class Place(NamedTuple):
    """Where the cue of a decision is, and whether it names or implies a time.

    ``said`` is the one statement of its sentence that each voice makes.
    """

    paragraph: str
    cue: str
    is_time: bool
    said: Mapping[str, str] = MappingProxyType({})


def named(edit: Edit, answer: Any, table: str = "actors") -> str:
    """Return the id that an answer is, or make the row that it names.

    One of that name that has been made meanwhile is found. What the cue calls it is
    kept as an alias.
    """
    if not isinstance(answer, Mapping):
        return clean(str(answer))
    name, kind = clean(str(answer.get(NEW, ""))), str(answer.get("kind") or "")
    key = BY_NAME[table].key[0]
    for row in edit.rows(table):
        if name and folded(row["name"]) == folded(name):
            return row[key]
    if not (name and (kind or table != "actors")):
        raise DecisionError(f"Write the name of the new {table[:-1]}, and what it is.")
    bare = kind.removesuffix(UNNAMED)
    alias = clean(str(answer.get("alias") or ""))
    cells = {key: edit.next_id(BY_NAME[table].letters), "name": name,
             "aliases": alias if folded(alias) != folded(name) else ""}  # fmt: skip
    if table == "actors":
        cells |= {"kind": bare, "anonymous": "yes" if bare != kind else ""}
    edit.add(table, cells)
    return cells[key]


@dataclass(frozen=True)
class Decision:
    """A place, what the coder has answered on it, and the edit that takes the rows.

    A class because every row of a decision needs all three.
    """

    edit: Edit
    article: str  # its id among the sources
    place: Place
    answers: Mapping[str, Any]

    def text(self, name: str, missing: str = "") -> str:
        """Return an answer as text; where it is ``missing`` and must not be, say so."""
        told = self.answers.get(name)
        found = clean(told) if isinstance(told, str) else ""
        if missing and not found:
            raise DecisionError(missing)
        return found

    def when(self) -> str:
        """Return the date of the answers, checked."""
        try:
            return dates.parse(self.text("when")).text
        except dates.DateError as error:
            raise DecisionError(f"When: {error}.") from None

    def chosen(self, name: str, missing: str = "", table: str = "actors") -> str:
        """Return the id that was chosen, or make the actor or place that is new."""
        answer = self.answers.get(name)
        if missing and not answer:
            raise DecisionError(missing)
        if "alias" in self.answers and isinstance(answer, Mapping):  # asked for itself
            answer = {**answer, "alias": ""}
        return named(self.edit, answer or "", table)

    def people(self) -> list[tuple[str, str]]:
        """List who takes part, each with a role."""
        told = [one for one in self.answers.get("people") or [] if one[0]]
        if not all(role for _, role in told):
            raise DecisionError("Choose the role of each who takes part.")
        people = ((named(self.edit, who), str(role)) for who, role in told)
        return [*dict.fromkeys(people)]

    @property
    def is_referred(self) -> bool:
        """Whether the place gets a reference, since it names or implies a time."""
        return self.place.is_time or bool(self.text("when"))

    def chain(self, *first: str) -> str:
        """Return the voices from the article to the first one; blank: it alone."""
        voices = first or (self.chosen("voice"),)
        others = dict.fromkeys(filter(None, [self.chosen("via"), *voices]))
        return "<".join([self.article, *others]) if others else ""

    def cite(self, record: str, chain: str, said: str = "", stance: str = "") -> None:
        """Cite the article for a record; of one with a reference its place follows.

        What is ``said`` of a record in a statement, or against it, is said here alone.
        """
        follows = self.is_referred and record[0] != "O" and not (said or stance)
        follows = follows and not self.cited(record)
        cells = {"record_id": record, "chain": chain, "said_event_id": said,
                 "locator": "" if follows else self.place.paragraph,
                 "stance": stance}  # fmt: skip
        self.edit.add("citations", cells | self.cells(*HEDGE))

    def carried(self, chain: str) -> str:
        """Return the statement that carries a record; what has happened has none."""
        voice = chain.rpartition("<")[2]
        is_fact = self.text("status") == "happened"
        return "" if is_fact else self.place.said.get(voice, "")

    def add(
        self, letter: str, cells: Mapping[str, str], chain: str, said: str = ""
    ) -> str:
        """Add a record with the next id of a letter, and its citation."""
        table, record = BY_LETTER[letter], self.edit.next_id(letter)
        self.edit.add(table.name, {table.key[0]: record} | cells)
        self.cite(record, chain, said)
        return record

    def cited(self, record: str) -> list[Row]:
        """List the citations of a record from the article."""
        rows, own = self.edit.rows("citations"), {"", self.article}
        its = [row for row in rows if row["record_id"] == record]
        return [row for row in its if row["source_id"] in own]

    def event(self, people: list, chain: str, said: str = "") -> str:
        """Add an event, who takes part in it, and its citation."""
        cells = {"title": self.text("title", TITLE)}
        cells["place_id"] = self.chosen("where", table="places")
        record = self.add("E", cells | self.cells(*FIRM) | self.firm(), chain, said)
        for who, role in people:
            cells = {"event_id": record, "actor_id": who, "role": role}
            self.edit.add("participants", cells)
        return record

    def order(self, first: str, chain: str) -> list[str]:
        """Add an order of a record to another, if one was chosen."""
        if not (second := self.text("second")):
            return []
        if first == second:
            raise DecisionError("A record is not before itself: choose another one.")
        cells = {"first_id": first, "second_id": second}
        cells["relation"] = self.text("lies") or "before"
        return [self.add("O", cells | self.cells("at_least", "at_most"), chain)]

    def cells(self, *names: str) -> dict[str, str]:
        """Return the cells that are filled as they were answered."""
        return {name: self.text(name) for name in names}

    def firm(self) -> dict[str, str]:
        """Return the cells of a record that say how firm it is, and when."""
        when, status = self.when(), self.text("status") or "claimed"
        extent = self.text("extent") or ("" if when else "act")  # or else by its date
        return {"status_article": status, "when_article": when, "extent": extent}

    def refer(self, records: list[str], dismissed: str = "") -> list[str]:
        """Return all ids of the decision: of a time, also that of its reference."""
        if not (self.is_referred or dismissed):
            return records
        cue = self.text("cue") or self.place.cue
        if words(cue) > MOST_WORDS:
            raise DecisionError("Cue: at most five words, to find the place again.")
        record = self.edit.next_id("T")
        cells = {"reference_id": record, "paragraph": self.place.paragraph, "cue": cue}
        cells |= {"when_article": self.when(), "record_id": ";".join(records)}
        cells |= {"kind": "happened" * bool(dismissed), "dismissed": dismissed}
        self.edit.add("references", cells)
        return [*records, record]


def event(one: Decision) -> list[str]:
    """Make an event with those who take part, and the tie that it is, if it is one."""
    people, chain = one.people(), one.chain()
    record = one.event(people, chain, one.carried(chain))
    records = [record, *_tie(one, record, people)]
    return one.refer(records) + one.order(record, chain)


def pairs(people: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """List the pairs whose tie an event is, by the roles of those who take part.

    Of more than two, each who acts has one to each target, or else to each party, or
    else to each other; where nobody acts, each two parties have one.

    Raises
    ------
    DecisionError
        Where one sign cannot be that of all, or nobody is paired.
    """
    roles = dict(people)
    leading = [one for one in roles if roles[one] in LEADING]
    of = {role: [one for one in roles if roles[one] == role] for role in roles.values()}
    others = [one for one in roles if one not in leading]
    if len(roles) == 2:
        return [tuple(sorted(roles, key=lambda one: RANK.index(roles[one])))]
    if leading and "target" in of and "party" in of:
        raise DecisionError(MIXED)
    found = [*combinations(of.get("party", []), 2)]
    if leading:
        found = [*product(leading, of.get("target") or of.get("party") or others)]
    if not found or len(found) > len(ascii_lowercase):
        raise DecisionError(MANY.format(len(found)) if found else TWO)
    return found


def _tie(one: Decision, event: str, people: list[tuple[str, str]]) -> list[str]:
    """Make the tie that an event is, if it is one; all but its ends follows from it.

    Of more than two there is one for each pair, all of one fact.
    """
    if not (sign := one.text("tie")):
        return []
    first, ends = one.edit.next_id("R"), pairs(people)
    many = ascii_lowercase if len(ends) > 1 else [""]  # R01a and R01b are one fact
    records = [first + letter for letter, _ in zip(many, ends, strict=False)]
    same = one.cells("condition", "against") | {"summary": one.text("title")}
    same |= {"sign": sign.removeprefix(UNSIGNED), "event_id": event}
    for record, (source, target) in zip(records, ends, strict=False):
        cells = {"relation_id": record, "source_actor": source, "target_actor": target}
        one.edit.add("relations", cells | same)
    return records


def statement(one: Decision) -> list[str]:
    """Make an event in which somebody speaks; its chain leads to the speaker."""
    speaker = one.chosen("speaker", "Choose who speaks.")
    people, chain = [(speaker, "speaker"), *one.people()], one.chain(speaker)
    record = one.event([*dict.fromkeys(people)], chain)
    if other := one.text("record"):
        _said_of(one, other, chain, record)
    elif one.text("stance"):
        raise DecisionError("Choose the record that it disputes or nuances.")
    return one.refer([record])


def _said_of(one: Decision, other: str, chain: str, said: str) -> None:
    """Cite a statement for another record, or against it.

    Where the article's own word in this paragraph is all that the record has, the
    statement takes its place: it is what the paragraph tells of the record.
    """
    own = [row for row in one.edit.rows("citations") if row["record_id"] == other]
    is_own = len(own) == 1 and not (own[0]["chain"] or own[0]["stance"])
    is_own = is_own and own[0]["source_id"] in ("", one.article)
    here = [one.place.paragraph]
    if one.text("stance") or not is_own or _places(one, other, own[0]) != here:
        return one.cite(other, chain, said, one.text("stance"))
    cells = {"chain": chain, "said_event_id": said}
    cells |= {n: own[0][n] or cell for n, cell in one.cells(*HEDGE).items()}
    return one.edit.change("citations", own[0], cells)


def _places(one: Decision, record: str, citation: Row) -> list[str]:
    """List the paragraphs of a citation: its own, or else those of its references."""
    own = citation["locator"].split(";") if citation["locator"] else [
        row["paragraph"] for row in one.edit.rows("references")
        if record in row["record_id"].split(";")
    ]  # fmt: skip
    return [*dict.fromkeys(own)]


def relation(one: Decision) -> list[str]:
    """Make a tie between two actors; its sign is never taken for granted."""
    source = one.chosen("source", "Choose who acts or speaks.")
    target = one.chosen("target", "Choose towards whom.")
    if source == target:
        raise DecisionError("A tie is between two: choose another one on one side.")
    chain, cells = one.chain(), {"source_actor": source, "target_actor": target}
    cells["summary"] = one.text("title", TITLE)
    cells |= one.cells(*FIRM, "basis", "directed", "against")
    cells["sign"] = one.text("sign", SIGN).removeprefix(UNSIGNED)
    record = one.add("R", cells | one.firm(), chain, one.carried(chain))
    return one.refer([record]) + one.order(record, chain)


def order(one: Decision) -> list[str]:
    """Say how two records lie to each other in time."""
    first = one.text("first", "Choose the first record.")
    one.text("second", "Choose the second record.")
    return one.order(first, one.chain())


def claim(one: Decision) -> list[str]:
    """Make a step of the argument."""
    cells = one.cells("role", "supports") | {"text": one.text("title", TITLE)}
    letter = numbered.letter(BY_NAME["claims"], cells)
    return [one.add(letter, cells, one.chain())]


def actor(one: Decision) -> list[str]:
    """Match an actor of the case, with the label it has here, or make one."""
    record = one.chosen("who", "Choose who it is, or a new actor.")
    row = next((r for r in one.edit.rows("actors") if r["actor_id"] == record), None)
    if row is None:
        raise DecisionError(f"{record} is no longer in actors.csv; choose another.")
    aliases, label = [a for a in row["aliases"].split(";") if a], one.text("alias")
    known = map(folded, (row["name"], row["short_name"], *aliases))
    told = {n: cell for n, cell in one.cells("position", "acts_for").items() if cell}
    if label and folded(label) not in known:
        told["aliases"] = ";".join([*aliases, label])
    one.edit.change("actors", row, told)
    return [record]


def place(one: Decision) -> list[str]:
    """Match a place of the case, or make one, and put the event there that was."""
    record = one.chosen("where", "Choose the place, or a new one.", "places")
    if not (happened := one.text("at")):
        return [record]
    _fill(one, happened, "place_id", record)
    return [record, happened]


def membership(one: Decision) -> list[str]:
    """Say that an actor is part of another, aligned with it, or has a post in it."""
    member = one.chosen("who", "Choose the member.")
    group = one.chosen("group", "Choose the group.")
    if member == group:
        raise DecisionError("A member is not its own group: choose another one.")
    cells = {"actor_id": member, "group_id": group, "kind": one.text("bond", BOND)}
    cells |= {"when_article": one.when()} | one.cells("note")
    return one.refer([one.add("M", cells, one.chain())])


def known(one: Decision) -> list[str]:
    """Take the place as one more of a record that is there, and cite it here."""
    chosen, chain = one.text("record", "Choose the record."), one.chain()
    records, stance = _with_event(one, chosen), one.text("stance")
    _fill(one, records[0], "amount", one.text("amount"))
    for record in records:
        _fill(one, record, "condition", one.text("condition"))
    cited = one.cited(records[0])
    rows = [row for row in cited
            if (row["chain"] or one.article) == (chain or one.article)
            and row["stance"].removeprefix("supports") == stance]  # fmt: skip
    for row in cited if one.is_referred else ():  # the place is not of their voices
        if row not in rows and not row["locator"]:
            places = ";".join(_places(one, records[0], row))
            one.edit.change("citations", row, {"locator": places})
    if not rows:
        one.cite(records[0], chain, stance=stance)
    elif rows[0]["locator"] or not one.is_referred:
        before = _places(one, records[0], rows[0])
        locator = ";".join(dict.fromkeys([*before, one.place.paragraph]))
        one.edit.change("citations", rows[0], {"locator": locator})
    return one.refer(records)


def _fill(one: Decision, record: str, column: str, cell: str) -> None:
    """Write a cell of a record, which has none there yet."""
    table, label = BY_LETTER[record[0]], column.removesuffix("_id")
    if cell and column not in table.names:
        raise DecisionError(f"A {table.name[:-1]} has no {label}: clear it.")
    for row in one.edit.rows(table.name) if cell else ():
        if row[table.key[0]] == record:
            if (there := row.get(column)) and there != cell:
                raise DecisionError(
                    f"{record} has another {label} already ({there}): clear this one,"
                    " or change that record."
                )
            one.edit.change(table.name, row, {column: cell})


def _with_event(one: Decision, record: str) -> list[str]:
    """Return a record, behind its event where it has the citations of that."""
    tie = {row["relation_id"]: row for row in one.edit.rows("relations")}.get(record)
    own = [row for row in one.edit.rows("citations") if row["record_id"] == record]
    if tie is None or own or any(tie.get(name) for name in GROUP):
        return [record]
    return [*filter(None, [tie.get("event_id")]), record]


def dismissed(one: Decision) -> list[str]:
    """Say why a place that names a time makes no record."""
    return one.refer([], one.text("why", "Say in a few words why it makes no record."))


WAYS: dict[str, Callable[[Decision], list[str]]] = {
    way.__name__: way
    for way in (
        event,
        relation,
        statement,
        order,
        claim,
        actor,
        known,
        dismissed,
        place,
        membership,
    )
}


def decide(
    edit: Edit,
    article: str,
    place: Place,
    way: str,
    answers: Mapping[str, Any],
) -> list[str]:
    """Put the rows of a decision into an edit, and return the ids of its records.

    Raises
    ------
    DecisionError
        Where an answer is missing, or cannot be.
    """
    if way not in WAYS:
        raise DecisionError(f"{way[:40]!r} is no way to decide.")
    return WAYS[way](Decision(edit, article, place, answers))
