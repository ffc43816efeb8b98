"""How far a coder is: each proposal, each paragraph, and what the check says."""

from collections.abc import Mapping, Sequence

from helpers.case import check
from helpers.case.cases import Case
from helpers.case.edited import Row
from helpers.case.spelling import folded
from helpers.propose.article import Line
from helpers.propose.decided import DECISION, place
from helpers.view import naming

LEFT_OUT = "rejected"  # what the decision on a proposal that is not taken begins with


def state(case: Case, rows: Sequence[Row], lines: Sequence[Line]) -> dict:
    """Return what the page shows beside the text, as JSON takes it."""
    by_number = {str(line.number): line for line in lines}
    return {
        "proposals": [_proposal(case, row, by_number) for row in rows],
        "paragraphs": paragraphs(case, rows, lines),
        "check": list(map(str, check.problems(case.folder))),
    }


def _proposal(case: Case, row: Row, lines: dict[str, Line]) -> dict:
    """Return a proposal: where it is, what it says, and what became of it."""
    at, stop = span(row, lines.get(row["paragraph"]))
    ids = [one for one in row[DECISION].split(";") if one in case.by_id]
    titles = [
        f"{one} {naming.title_of(case.by_id[one])}" for one in ids if one[0] != "T"
    ]
    value = case.actor_names.get(row["value"], row["value"])
    is_actor = row["kind"] == "actor"
    return {
        "key": list(place(row)), "paragraph": row["paragraph"], "at": at, "stop": stop,
        "cue": row["cue"], "kind": row["kind"], "sort": row["class"], "value": value,
        "why": row["why"], "decision": row[DECISION], "titles": titles,
        "match": matched(case, row) if is_actor else "",
    }  # fmt: skip


def matched(case: Case, row: Mapping[str, str]) -> str:
    """Return the actor that a proposal means, as far as labels of the case say so."""
    value = row["value"] or row["cue"]
    if value in case.actor_names:
        return value
    ids = case.labels.get(folded(value), {})
    return next(iter(ids)) if len(ids) == 1 else ""


def span(row: Row, line: Line | None) -> tuple[int, int]:
    """Return where the cue of a proposal is in its paragraph; -1 where it is not."""
    if line is None or not row["offset"].isdecimal():
        return -1, -1
    at, stop = int(row["offset"]), int(row["offset"]) + len(row["cue"])
    return (at, stop) if line.text[at:stop] == row["cue"] else (-1, -1)


def paragraphs(
    case: Case, rows: Sequence[Row], lines: Sequence[Line]
) -> list[dict[str, object]]:
    """Return of each paragraph how many proposals are decided, and its records."""
    cited = case.rows("citations")
    places = [(c.record_id, c.locator.split(";")) for c in cited
              if c.source_id == case.article]  # fmt: skip
    refers = [(r.reference_id, [r.paragraph]) for r in case.rows("references")]
    made = []
    for line in lines:
        own = [row for row in rows if row["paragraph"] == str(line.number)]
        name = f"P{line.number}"
        records = [one for one, there in places + refers if name in there]
        decided = sum(bool(row[DECISION]) for row in own)
        made.append({"number": line.number, "decided": decided, "all": len(own),
                     "records": list(dict.fromkeys(records))})  # fmt: skip
    return made
