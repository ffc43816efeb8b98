"""What two codings of one text come to: as plain values, and as lines for a reader."""

from collections.abc import Iterable
from typing import Any

from helpers import prose
from helpers.case.cases import Case
from helpers.case.dates import When
from helpers.case.schema import PROPOSALS
from helpers.compare import agreement, matching
from helpers.compare.agreement import ONE, WAYS, Agreement, Reading
from helpers.compare.alpha import LEAST
from helpers.compare.matching import TABLES, Match, Unit
from helpers.text import recorded
from helpers.text.sweeps import written
from helpers.view import naming

NAMES = {name: name for name in TABLES} | {"references": "time references"}
HEADS = {"status_article": "status"}  # columns that a reader calls otherwise
RELATED = ("actors", "dates")  # columns of which two readings may be akin
ALIKE = dict(zip(WAYS, WAYS, strict=True)) | {
    "within": "one within the other",
    ONE: "given by one alone",
}
RULE = (
    "Records are matched on paragraph and cue alone, one to one, from a likeness of"
    " {threshold} on: the share of words that their cues have in common, or {threshold}"
    " where a cue is missing and the paragraphs are the same. Actors and dates play no"
    " part."
)
UNITS = (
    "Relations that share a fact count as one. Records that rest on outside sources"
    " alone are not matched."
)
NOTHING = "Neither coding has a record that cites a paragraph of the article."
FEW = (
    "Alpha is Krippendorff's, nominal: 1 is full agreement, 0 is what chance gives."
    " In brackets is its 95 % interval, by bootstrap. There is none under"
    f" {LEAST} records, for dates, and where both coders give one value throughout."
)


def values(ours: Case, theirs: Case, review: bool = False) -> dict[str, Any]:
    """Compare two codings of one text, as ``--json`` prints it.

    A coder who has seen proposals or the other's coding makes a ``review``.
    """
    pair, matches = (ours, theirs), matching.matched(ours, theirs)
    found = agreement.readings(ours, theirs, matches)
    both = [match for match in matches if match.a and match.b]
    lone = [match for match in matches if not (match.a and match.b)]
    return {
        **_kind(pair, review),
        **_names(ours, theirs),
        "article": naming.title_of(ours.by_source[ours.article]),
        "threshold": matching.THRESHOLD / matching.WHOLE,
        "found": _found(matches),
        "agreement": [_agreed(one) for one in agreement.agreement(found)],
        "differences": list(_differences(pair, found)),
        "only": [{"coder": "A" if m.a else "B", **_named(pair, m)} for m in lone],
        "not_told_apart": [_named(pair, m) for m in both if not m.settled],
        "findings": _findings(ours, theirs, matches),
    }


def _kind(pair: Iterable[Case], review: bool) -> dict[str, str]:
    """Say whether it is a second coding, and if not, why."""
    shown = [case.name for case in agreement.reviewed(pair)]
    holds = f"{prose.verb(len(shown), 'holds', 'hold')} {PROPOSALS}"
    seen = "a coder has seen proposals or the other's coding" * review
    why = f"{naming.joined(shown)} {holds}" if shown else seen
    return {"kind": "review" if why else "second coding", "because": why}


def _names(ours: Case, theirs: Case) -> dict[str, str]:
    """Name both codings, by their folders where their packages have one name."""
    if ours.name == theirs.name:
        return {"a": ours.folder.name, "b": theirs.folder.name}
    return {"a": ours.name, "b": theirs.name}


def _found(matches: list[Match]) -> list[dict]:
    """Count who found what, paragraph by paragraph: both, A alone, B alone."""
    rows: dict[int, dict[str, list[int]]] = {}
    for match in matches:
        row = rows.setdefault(match.paragraph, {table: [0, 0, 0] for table in TABLES})
        row[match.table][0 if match.a and match.b else 1 if match.a else 2] += 1
    return [{"paragraph": f"P{n}", **row} for n, row in rows.items()]


def _agreed(one: Agreement) -> dict[str, Any]:
    """Write how far a column agrees."""
    low, high = one.interval or (None, None)
    return {
        "table": one.table,
        "column": _head(one.column),
        "records": one.ways.total(),
        "ways": {way: one.ways[way] for way in WAYS if one.ways[way]},
        "alpha": one.alpha,
        "low": low,
        "high": high,
    }


def _head(column: str) -> str:
    return HEADS.get(column, column)


def _named(pair: tuple[Case, Case], match: Match) -> dict[str, Any]:
    """Name what is matched, or what one alone has: its place, ids and titles."""
    cues = [p.cue for u in match.units for p in u.places if p[0] == match.paragraph]
    return {
        "table": match.table,
        "paragraph": f"P{match.paragraph}",
        "cue": next(filter(None, cues), ""),
        "a": _unit(pair[0], match.a),
        "b": _unit(pair[1], match.b),
    }


def _unit(case: Case, unit: Unit | None) -> dict[str, str] | None:
    """Name a unit by its id, and by its title where it has one."""
    if unit is None:
        return None
    title = "" if unit.table == "references" else naming.title_of(unit.rows[0])
    more = len(unit.rows) - 1
    return {"id": unit.id, "title": f"{title} (and {more} more)" if more else title}


def _differences(pair: tuple[Case, Case], found: list[Reading]):
    """Give each match whose readings differ, with both readings of each column."""
    columns: dict[Match, list[dict[str, str]]] = {}
    for one in (one for one in found if one.way != agreement.SAME):
        told = {"column": _head(one.column), "a": _text(one.a), "b": _text(one.b)}
        columns.setdefault(one.match, []).append(told | {"way": one.way})
    for match, those in columns.items():
        yield _named(pair, match) | {"columns": those}


def _text(cells: tuple) -> str:
    """Write what a coder gives; a blank cell says so."""
    words = [cell.text if isinstance(cell, When) else cell for cell in cells]
    return "; ".join(word or "blank" for word in words) or "none"


def _findings(ours: Case, theirs: Case, matches: list[Match]) -> dict[str, Any]:
    """Tell which findings of the report are others under the second coding."""
    (base, other), moves = agreement.moved(ours, theirs, matches)
    shared = [name for name in base.by_name if name in other.by_name]
    cases = (one.left.case for one in (base, other))
    return {
        "moved": [
            {
                "name": move.name,
                "about": recorded.about(base.left, move.name),
                "a": move.before.value,
                "b": move.after.value,
                "only_a": move.gone,
                "only_b": move.come,
            }
            for move in moves
        ],
        "same": len(shared) - len(moves),
        "of_one": sorted(base.by_name.keys() ^ other.by_name.keys()),
        "focus": [naming.actor_list(case, case.focus) for case in cases],
    }


# ---- for a reader ----------------------------------------------------------------


def heading(found: dict[str, Any]) -> str:
    """Write what is compared: a second coding, or a review and why it is one."""
    if found["because"]:
        return f"A review, not a second coding: {found['because']}."
    second = f"A second coding: neither case holds {PROPOSALS}."
    return f"{second} If a coder has seen the other's coding, it is a review."


def rule(found: dict[str, Any]) -> str:
    """Write how the two were matched."""
    return f"{RULE.format(threshold=found['threshold'])} {UNITS}"


def sentences(found: dict[str, Any]) -> str:
    """Write the values as lines."""
    how_far = [agreed(one) for one in found["agreement"]]
    parts = [
        [f"A: {found['a']}; B: {found['b']}. {heading(found)}", rule(found)],
        _table(found),
        ["Agreement, on matched records only", *how_far, *[FEW] * bool(how_far)],
        ["Differences: A | B", *_lines(found["differences"])],
        ["Found by one alone", *map(alone, found["only"])],
        ["Not told apart, so not compared", *map(place, found["not_told_apart"])],
        ["Findings, in the default view: A | B", *_moved(found["findings"])],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part[1:] or NOTHING in part)


def table(found: dict[str, Any]) -> tuple[list[str], list[dict]]:
    """Return the kinds of records that are there, and who found what, and in all."""
    totals = {
        name: [sum(row[name][n] for row in found["found"]) for n in range(3)]
        for name in TABLES
    }
    there = [name for name in TABLES if any(totals[name])]
    return there, [*found["found"], {"paragraph": "all", **totals}] if there else []


def _table(found: dict[str, Any]) -> list[str]:
    """Write who found what as a table: three numbers a kind of record."""
    there, rows = table(found)
    if not there:
        return [NOTHING]
    lines = [
        "Who found what, by paragraph: both, A alone, B alone",
        " " * 6 + "".join(f"{NAMES[name]:>17}" for name in there),
    ]
    for row in rows:  # three numbers as wide as their head; a dot for none
        each = (" ".join(f"{n or '.':>3}" for n in row[name]) for name in there)
        lines.append(f"{row['paragraph']:<6}{''.join(f'{one:>17}' for one in each)}")
    return lines


def agreed(one: dict[str, Any]) -> str:
    """Write how far a column agrees, in a line.

    >>> agreed({"table": "events", "column": "dates", "records": 3, "alpha": None,
    ...         "ways": {"same": 2, "within": 1}})
    'events, dates: 2 of 3 the same, 1 one within the other'
    """
    told = f"{NAMES[one['table']]}, {one['column']}: {counts(one)}"
    return f"{told}; alpha {sure(one)}" if one["alpha"] is not None else told


def counts(one: dict[str, Any]) -> str:
    """Write how many readings of a column are the same, and how others relate."""
    told = f"{one['ways'].get('same', 0)} of {one['records']} the same"
    for way, n in one["ways"].items() if one["column"] in RELATED else ():
        told += f", {n} {ALIKE[way]}" * (way != "same")
    return told


def sure(one: dict[str, Any]) -> str:
    """Write alpha with its interval; nothing where there is none."""
    if one["alpha"] is None:
        return ""
    return f"{one['alpha']:.2f} ({one['low']:.2f} to {one['high']:.2f})"


def _lines(differences: list[dict]) -> Iterable[str]:
    """Write each difference: what it is of, then a line a column."""
    for one in differences:
        yield place(one)
        for column in one["columns"]:
            yield f"  {column['column']}: {column['a']} | {column['b']}{how(column)}"


def how(column: dict[str, str]) -> str:
    """Write how two dates or sets of actors relate; of others it is plain."""
    return f" ({ALIKE[column['way']]})" if column["column"] in RELATED else ""


def alone(one: dict[str, Any]) -> str:
    """Write what one coder alone has, and who."""
    return f"{one['coder']}: {place(one)}"


def place(one: dict[str, Any]) -> str:
    """Write a match in a line: its place, then what each coder has there."""
    cue = f" “{one['cue']}”" if one["cue"] else ""
    units = [one[name] for name in "ab" if one[name]]
    named = " | ".join(f"{unit['id']} {unit['title']}".rstrip() for unit in units)
    if len({unit["title"] for unit in units}) == 1:
        ids = " | ".join(dict.fromkeys(unit["id"] for unit in units))
        named = f"{ids} {units[0]['title']}".rstrip()
    return f"{one['paragraph']}{cue}, {NAMES[one['table']]}: {named}"


def _moved(found: dict[str, Any]) -> list[str]:
    """Write each finding that is another, what each alone counts, and what is left."""
    lines = []
    for one in found["moved"]:
        lines.append(f"{one['about']}: {written(one['a'])} | {written(one['b'])}")
        for coder in "ab":
            lines += [f"  {coder.upper()} alone: {x}" for x in one[f"only_{coder}"]]
    return [*lines, *left(found)]


def left(found: dict[str, Any]) -> list[str]:
    """Write how many findings are the same, and what cannot be compared."""
    same, of_one = found["same"], ", ".join(found["of_one"]).replace("_", " ")
    told = f"{prose.count(same, 'finding')} {prose.verb(same, 'is', 'are')} the same."
    a, b = (names or "nobody" for names in found["focus"])
    differ = f"Actors in focus differ: A has {a}; B has {b}."
    lines = [
        told * bool(same),
        f"Only one of the two has: {of_one}." * bool(of_one),
        differ * (len({*found["focus"]}) > 1),
    ]
    return [*filter(None, lines)]
