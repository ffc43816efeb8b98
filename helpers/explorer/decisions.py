"""What a coder decides on a place in the article -> the rows that say so.

Ids, citations, references and chains follow by rule, and cells that follow from others
stay blank; what the place tells of is the coder's. Rows go into an edit; nothing is
written to disk here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase
from typing import Any, NamedTuple

from helpers.case import dates
from helpers.case.edited import Edit
from helpers.case.inherited import GROUP
from helpers.case.schema import BY_LETTER
from helpers.case.spelling import clean, folded

NEW = "new"  # an actor that is not in the case yet
UNSIGNED = "none"  # a tie without a sign
UNNAMED = " unnamed"  # behind the kind of an actor that no source names
FIRM = ("condition", "amount", "note")  # of an event as of a relation
LEADING = ("agent", "speaker", "host")  # the roles of whom a tie begins with
TITLE = "Write in your words what it is."
SIGN = "Choose the sign of the tie: cooperative, hostile, unclear or unsigned."
TWO = (
    "A tie is between two: give two of them a role; of more, make those who act agents"
    " and those towards whom they act targets, and each pair gets its tie."
)


class DecisionError(ValueError):
    """An answer that cannot be written; the message is one sentence."""


class Place(NamedTuple):
    """Where the cue of a decision is, and whether it names or implies a time."""

    paragraph: str
    cue: str
    is_time: bool


@dataclass(frozen=True)
class Decision:
    """A place, what the coder has answered on it, and the edit that takes the rows.

    A class because every row of a decision needs all three.
    """

    edit: Edit
    article: str  # its id among the sources
    place: Place
    answers: Mapping[str, Any]
    former: Collection[str] = ()  # the records that it is to change

    def id(self, letter: str) -> str:
        """Return the former record of a letter, or else the id of a new one."""
        found = (one for one in self.former if one[0] == letter)
        return next(found, "") or self.edit.next_id(letter)

    def put(self, table: str, cells: Mapping[str, str], keys: int = 1) -> None:
        """Change the row that a former decision wrote, or add one.

        It is found by its first ``keys`` cells.
        """
        names = [*cells][:keys]
        for row in self.edit.rows(table) if cells[names[0]] in self.former else ():
            if all(row.get(name, "") == cells[name] for name in names):
                kept = {"locator": row["locator"]} if row.get("locator") else {}
                self.edit.change(table, row, cells | kept)  # other cues may be there
                return
        self.edit.add(table, cells)

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

    def actor(self, answer: Any, missing: str = "") -> str:
        """Return the id of an actor that was chosen, or make the one that is new."""
        if isinstance(answer, Mapping):
            return self._made(clean(str(answer.get(NEW, ""))), answer.get("kind"))
        if missing and not answer:
            raise DecisionError(missing)
        return str(answer or "")

    def _made(self, name: str, kind: str | None) -> str:
        """Make an actor, or find the one that has been made meanwhile."""
        for row in self.edit.rows("actors"):
            if name and folded(row["name"]) == folded(name):
                return row["actor_id"]
        if not (name and kind):
            raise DecisionError("Write the name of the new actor, and say what it is.")
        bare = kind.removesuffix(UNNAMED)
        cells = {"actor_id": self.edit.next_id("A"), "name": name, "kind": bare,
                 "anonymous": "yes" if bare != kind else ""}  # fmt: skip
        self.edit.add("actors", cells)
        return cells["actor_id"]

    def people(self) -> list[tuple[str, str]]:
        """List who takes part, each with a role."""
        told = [one for one in self.answers.get("people") or [] if one[0]]
        if not all(role for _, role in told):
            raise DecisionError("Choose the role of each who takes part.")
        return list(dict.fromkeys((self.actor(who), str(role)) for who, role in told))

    @property
    def is_referred(self) -> bool:
        """Whether the place gets a reference, since it names or implies a time."""
        return self.place.is_time or bool(self.text("when"))

    def chain(self, *first: str) -> str:
        """Return the voices from the article to the first one; blank: it alone."""
        voices = first or (self.actor(self.answers.get("voice")),)
        named = dict.fromkeys(filter(None, [self.text("via"), *voices]))
        return "<".join([self.article, *named]) if named else ""

    def cite(self, record: str, chain: str, said: str = "", stance: str = "") -> None:
        """Cite the article for a record; of one with a reference its place follows.

        What is ``said`` of a record in a statement, or against it, is said here alone.
        """
        follows = self.is_referred and record[0] != "O" and not (said or stance)
        cells = {"record_id": record, "chain": chain, "said_event_id": said,
                 "locator": "" if follows else self.place.paragraph,
                 "stance": stance}  # fmt: skip
        self.put("citations", cells | self.cells("strength", "wording"))

    def event(self, people: list, chain: str) -> str:
        """Add an event, who takes part in it, and its citation."""
        record = self.id("E")
        cells = {"event_id": record, "title": self.text("title", TITLE)}
        self.put("events", cells | self.cells(*FIRM, "kind") | self.firm())
        for row in [*self.edit.rows("participants")]:
            told = (row["actor_id"], row["role"])
            if row["event_id"] == record and told not in people:
                self.edit.remove("participants", row)
        for who, role in people:
            cells = {"event_id": record, "actor_id": who, "role": role}
            self.put("participants", cells, keys=3)
        self.cite(record, chain)
        return record

    def order(self, first: str, chain: str) -> list[str]:
        """Add an order of a record to another, if one was chosen."""
        if not (second := self.text("second")):
            return []
        if first == second:
            raise DecisionError("A record is not before itself: choose another one.")
        record = self.id("O")
        cells = {"order_id": record, "first_id": first, "second_id": second,
                 "relation": self.text("lies") or "before"}  # fmt: skip
        self.put("orders", cells)
        self.cite(record, chain)
        return [record]

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
        if len(cue.split()) > 5:
            raise DecisionError("Cue: at most five words, to find the place again.")
        record = self.id("T")
        self.put("references", {
            "reference_id": record, "paragraph": self.place.paragraph, "cue": cue,
            "when_article": self.when(), "record_id": ";".join(records),
            "kind": self.text("tells") or ("happened" if dismissed else ""),
            "dismissed": dismissed,
        })  # fmt: skip
        return [*records, record]


def event(one: Decision) -> list[str]:
    """Make an event with those who take part, and the tie that it is, if it is one."""
    people, chain = one.people(), one.chain()
    record = one.event(people, chain)
    records = [record, *_tie(one, record, people)]
    return one.refer(records) + one.order(record, chain)


def _tie(one: Decision, event: str, people: list[tuple[str, str]]) -> list[str]:
    """Make the tie that an event is, if it is one; all but its ends follows from it.

    Of more than two each that acts has a tie to each of the others, all of one fact.
    """
    if not (sign := one.text("tie")):
        return []
    roles, first = dict(people), one.id("R").rstrip(ascii_lowercase)
    ends = sorted(roles, key=lambda who: roles[who] not in LEADING)
    leading = [who for who in ends if roles[who] in LEADING]
    pairs = [ends] if len(ends) == 2 else [*product(leading, ends[len(leading) :])]
    if not pairs:
        raise DecisionError(TWO)
    many = ascii_lowercase if len(pairs) > 1 else [""]  # R01a and R01b are one fact
    records = [first + letter for letter, _ in zip(many, pairs, strict=False)]
    for record, (source, target) in zip(records, pairs, strict=False):
        one.put("relations", {
            "relation_id": record, "source_actor": source, "target_actor": target,
            "sign": sign.removeprefix(UNSIGNED), "event_id": event,
            "summary": one.text("title"), "condition": one.text("condition"),
        })  # fmt: skip
    return records


def statement(one: Decision) -> list[str]:
    """Make an event in which somebody speaks; its chain leads to the speaker."""
    speaker = one.actor(one.answers.get("speaker"), "Choose who speaks.")
    people, chain = [(speaker, "speaker"), *one.people()], one.chain(speaker)
    record = one.event([*dict.fromkeys(people)], chain)
    for row in [*one.edit.rows("citations")]:
        if row.get("said_event_id") == record != row["record_id"]:
            one.edit.remove("citations", row)  # of a former decision
    if other := one.text("record"):
        one.cite(other, chain, record, one.text("stance"))
    elif one.text("stance"):
        raise DecisionError("Choose the record that it disputes or nuances.")
    return one.refer([record])


def relation(one: Decision) -> list[str]:
    """Make a tie between two actors; its sign is never taken for granted."""
    source = one.actor(one.answers.get("source"), "Choose who acts or speaks.")
    target = one.actor(one.answers.get("target"), "Choose towards whom.")
    if source == target:
        raise DecisionError("A tie is between two: choose another one on one side.")
    record, chain = one.id("R"), one.chain()
    cells = {"relation_id": record, "source_actor": source, "target_actor": target,
             "summary": one.text("title", TITLE)}  # fmt: skip
    same = one.cells(*FIRM, "basis", "directed", "against")
    same["sign"] = one.text("tie", SIGN).removeprefix(UNSIGNED)
    one.put("relations", cells | same | one.firm())
    one.cite(record, chain)
    return one.refer([record]) + one.order(record, chain)


def order(one: Decision) -> list[str]:
    """Say how two records lie to each other in time."""
    first = one.text("first", "Choose the first record.")
    one.text("second", "Choose the second record.")
    return one.order(first, one.chain())


def claim(one: Decision) -> list[str]:
    """Make a step of the argument."""
    record = one.id("Q" if one.text("role") == "question" else "C")
    cells = {"claim_id": record, "text": one.text("title", TITLE)}
    one.put("claims", cells | one.cells("role", "supports"))
    one.cite(record, one.chain())
    return [record]


def actor(one: Decision) -> list[str]:
    """Match an actor of the case, with the label it has here, or make one."""
    record = one.actor(one.answers.get("who"), "Choose who it is, or a new actor.")
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


def known(one: Decision) -> list[str]:
    """Take the place as one more of a record that is there, and cite it here."""
    chosen, chain = one.text("record", "Choose the record."), one.chain()
    records, stance = _with_event(one, chosen), one.text("stance")
    _count(one, records[0])
    rows = [row for row in one.edit.rows("citations") if row["record_id"] == records[0]
            and (row["chain"] or row["source_id"] or one.article)
            == (chain or one.article)
            and row["stance"].removeprefix("supports") == stance]  # fmt: skip
    if not rows:
        one.cite(records[0], chain, stance=stance)
    elif rows[0]["locator"] or not one.is_referred:
        before = rows[0]["locator"].split(";") if rows[0]["locator"] else [
            row["paragraph"] for row in one.edit.rows("references")
            if records[0] in row["record_id"].split(";")
        ]  # fmt: skip
        locator = ";".join(dict.fromkeys([*before, one.place.paragraph]))
        one.edit.change("citations", rows[0], {"locator": locator})
    return one.refer(records)


def _count(one: Decision, record: str) -> None:
    """Write an amount into its record, which has none yet."""
    if not (amount := one.text("amount")):
        return
    table = BY_LETTER[record[0]]
    if "amount" not in table.names:
        raise DecisionError("Only an event or a relation has an amount: clear it.")
    for row in one.edit.rows(table.name):
        if row[table.key[0]] == record:
            if (there := row.get("amount")) and there != amount:
                raise DecisionError(
                    f"{record} has an amount already ({there}): clear this one, or"
                    f" change it in {table.file}."
                )
            one.edit.change(table.name, row, {"amount": amount})


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
    for way in (event, relation, statement, order, claim, actor, known, dismissed)
}


def decide(
    edit: Edit,
    article: str,
    place: Place,
    way: str,
    answers: Mapping[str, Any],
    former: Collection[str] = (),
) -> list[str]:
    """Put the rows of a decision into an edit, and return the ids of its records.

    Those of a ``former`` one on the place are changed, and keep their ids.

    Raises
    ------
    DecisionError
        Where an answer is missing, or cannot be.
    """
    if way not in WAYS:
        raise DecisionError(f"{way[:40]!r} is no way to decide.")
    return WAYS[way](Decision(edit, article, place, answers, former))
