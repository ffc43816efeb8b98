"""How far a coder is: each proposal, and each paragraph of the copy."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from helpers.case.cases import Case
from helpers.case.edited import Row
from helpers.case.spelling import folded
from helpers.propose import decided
from helpers.propose.article import Line
from helpers.propose.decided import DECISION
from helpers.view import naming

LEFT_OUT = "rejected"  # what the decision on a proposal that is not taken begins with


def proposal(case: Case, row: Row, lines: Mapping[str, Line]) -> dict:
    """Return a proposal: where it is, what it says, and what became of it."""
    at = decided.at(row, lines.get(row["paragraph"]))  # -1: it is of another copy
    records = [case.by_id[one] for one in ids(row) if one in case.by_id]
    titles = [told(case, r) for r in records if r[1][0] != "T"]
    return dict(row) | {
        "key": list(decided.place(row)), "titles": titles,
        "at": at, "stop": at + len(row["cue"]),
        "match": matched(case, row) if row["kind"] == "actor" else "",
        "value": case.actor_names.get(row["value"], row["value"]),
    }  # fmt: skip


def told(case: Case, record) -> str:
    """Return a record's id and its words, if it has any."""
    return " ".join(dict.fromkeys([record[1], naming.heading(case, record)]))


def ids(row: Mapping[str, str]) -> list[str]:
    """List the records that a proposal was accepted as."""
    return [one.strip() for one in row[DECISION].split(";")]


def matched(case: Case, row: Mapping[str, str]) -> str:
    """Return the actor or place that a proposal means, if labels of the case say so."""
    value = row["value"] or row["cue"]
    if value in case.actor_names:
        return value
    for plain in (folded, _bare):  # "the hospital" is the actor "Hospital"
        found = [one for label, own in case.labels.items()
                 if plain(label) == plain(value) for one in own]  # fmt: skip
        for one in case.rows("places"):
            if plain(value) in map(plain, (one.name, *one.aliases)):
                found.append(one.place_id)
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _bare(name: str) -> str:
    """Fold a name without its article."""
    return folded(name).removeprefix("the ")


def paragraphs(
    case: Case, rows: Sequence[Row], lines: Mapping[str, Line]
) -> list[dict[str, object]]:
    """Return of each paragraph how many proposals are decided, and its records."""
    own, records = defaultdict(list), defaultdict(dict)
    for row in rows:
        own[row["paragraph"]].append(bool(row[DECISION]))
    for row in case.rows("citations"):
        for at in row.locator.split(";") if row.source_id == case.article else ():
            records[at][row.record_id] = None
    for row in case.rows("references"):
        if not row.dismissed:  # which is of no record
            records[row.paragraph][row.reference_id] = None
    return [
        {"number": n, "decided": sum(own[n]), "all": len(own[n]),
         "records": [*records[f"P{n}"]]}
        for n in lines
    ]  # fmt: skip
