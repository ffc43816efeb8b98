"""What each finding is, in words; and findings as a notebook shows and keeps them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pandas as pd
from pydantic import ValidationError

from helpers import prose
from helpers.compare import findings
from helpers.compare.findings import MIME, Finding, FindingError
from helpers.view import account, focus, naming, voices
from helpers.view.shown import Shown

__all__ = ["about", "balancing", "dating", "read", "record", "sourcing", "standing"]


class About(NamedTuple):
    """What a finding is: in a sentence, and in a few words."""

    told: str
    short: str


ABOUT = {
    "events": About("Events shown", "events shown"),
    "windows": About(
        "Of {dated}, those that cannot be dated to a day", "events not dated to a day"
    ),
    "report_or_claim_only": About(
        "Events of the {text} that rest on a report or a claim only",
        "events on a report or claim only",
    ),
    "other_or_closer_dates": About(
        "Events of the {text} that other sources date otherwise or more closely",
        "events that other sources date otherwise",
    ),
    "left_out": About(
        "Related events that are in other sources and not in the {text}",
        "events not in the {text}",
    ),
    "ties": About(
        "Ties on the day, each with its state, certain or perhaps", "ties on the day"
    ),
    "cooperative_episodes": About(
        "Episodes of {pair} cooperation{by}", "episodes of {pair} cooperation"
    ),
    "hostile_episodes": About("Hostile {pair} episodes{by}", "hostile {pair} episodes"),
    "episodes_against": About(
        "Episodes of {pair} cooperation said to be against {others}{by}",
        "episodes against {others}",
    ),
    "voices_of_episodes_against": About(
        "Origins of the episodes of {pair} cooperation said to be against"
        " {others}{by}: whoever said it first, all unnamed ones as one",
        "origins of episodes against {others}",
    ),
    "prospects": About("{joint} that may come", "prospects"),
    "first_voices": About("Origins of {records}: whoever said it first", "origins"),
    "single_voice_records": About(
        "Records{whose} with one origin, or several unnamed ones{even}",
        "records with one origin",
    ),
    "unnamed_voice_records": About(
        "Records{whose} that rest only on unnamed sources{even}",
        "records on unnamed sources",
    ),
    "own_word_records": About(
        "Records{whose} on the {teller}'s word alone{even}",
        "records on the {teller}'s word",
    ),
    "never_heard": About(
        "Actors and groups discussed, never quoted", "actors never quoted"
    ),
    "triangles": About(
        "Triangles of tied actors, each with its signs", "triangles of ties"
    ),
    "unbalanced_triangles": About(
        "Triangles that are not balanced (strong balance)", "unbalanced triangles"
    ),
    "balance_index": About(
        "The line index of balance: ties that would have to change or go",
        "line index of balance",
    ),
}


def about(shown: Shown, name: str) -> str:
    """Write in a sentence what a finding of a view is; blank for an unknown one.

    Examples
    --------
    >>> findings.about(shown, "ties")
    'Ties on the day, each with its state, certain or perhaps'
    """
    if name not in ABOUT:
        return ""
    case, view, text = shown.case, shown.view, shown.case.text
    (pair, others), read = naming.in_focus(case), voices.read_by(case, view)
    even = ", other sources included"
    wide = focus.outside(view) and account.others(case)
    words = ABOUT[name].told.format(
        text=text,
        dated=f"the {text}'s dated events" if account.ours(shown) else "dated events",
        pair=pair,
        joint=naming.joint(case),
        others=others,
        by=even if wide else f", by the {text} alone",
        teller=case.teller,
        records=f"the {text}'s records, by its own account" if read else "the records",
        whose=f" of the {text}" if read else "",
        even=even if read and account.others(case) else "",
    )
    return prose.upper_first(words)


def worded(shown: Shown, found: Iterable[Finding]) -> list[Finding]:
    """Return findings of a view with what each is, where that is not said yet."""
    return [
        one if one.about else one.model_copy(update={"about": about(shown, one.name)})
        for one in found
    ]


def read(path: str | Path) -> pd.DataFrame:
    """Read what an executed notebook has recorded: one row per finding.

    Its columns are ``name``, ``value``, ``about`` (a sentence) and ``items`` (a list
    of the ids or pairs that it counts).

    Examples
    --------
    >>> from helpers import paths
    >>> findings.read(paths.NOTEBOOKS / "01-timeline.ipynb").name.tolist()
    ['events', 'windows', 'report_or_claim_only', 'other_or_closer_dates', 'left_out']

    Raises
    ------
    FindingError
        Where an output does not hold what its type says.
    OSError, ValueError
        Where the file cannot be opened, or is no notebook.
    """
    found = findings.read(nbformat.read(path, as_version=4))
    return pd.DataFrame([dict(one) for one in found], columns=[*Finding.model_fields])


@dataclass(repr=False)
class Recorded(Sequence):
    """Findings as a notebook shows and stores them.

    A class because a cell's output is an object with a mimebundle; no tuple, since
    IPython writes every tuple in its own way.
    """

    found: list[Finding]

    def __getitem__(self, nth):
        return self.found[nth]

    def __len__(self) -> int:
        return len(self.found)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        lines = [f"{f.name}: {f.value}" for f in self]
        rows = "".join(
            f'<tr><th scope="row">{escape(f.about or f.name)}</th>'
            f'<td class="n">{escape(str(f.value))}</td></tr>'
            for f in self
        )
        return {
            "text/plain": "\n".join(lines) or "no finding",
            "text/html": f"<table><tbody>{rows}</tbody></table>",
            MIME: {"findings": [f.model_dump() for f in self]},
        }


def record(
    name: str, value: Any, about: str = "", items: Iterable[str] = ()
) -> Recorded:
    """Record one result of a notebook: let it be the last line of a cell.

    >>> findings.record("single_voice_records", 3)[0].value
    3

    Raises
    ------
    FindingError
        Where the name is no plain name, or the value no number, text or yes or no.
    """
    plain = value.item() if hasattr(value, "item") else value  # out of numpy
    try:
        found = Finding(name=name, value=plain, about=about, items=list(items))
    except ValidationError as error:
        part = error.errors()[0]["loc"][0]
        allowed = {
            "name": "lower-case letters, digits and _, as in single_voice_records",
            "value": "a finite number, a text, True, False or None",
        }.get(str(part), "texts")
        wrong = f"{part} cannot be {error.errors()[0]['input']!r}"
        raise FindingError(f"finding {name!r}: {wrong}. Allowed: {allowed}.") from None
    return Recorded([found])


# ---- what each chapter records ------------------------------------------------------


def dating(shown: Shown) -> Recorded:
    """Record how many events a view has, and how well they are dated and attested.

    Examples
    --------
    >>> [one.name for one in findings.dating(shown)]
    ['events', 'windows', 'report_or_claim_only', 'other_or_closer_dates', 'left_out']
    """
    return Recorded(worded(shown, findings.dating(shown)))


def standing(shown: Shown) -> Recorded:
    """Record how actors are tied: ties, acts of the focus, prospects.

    Examples
    --------
    >>> [one.name for one in findings.standing(shown)]
    ['ties', 'cooperative_episodes', 'episodes_against', ...]
    """
    return Recorded(worded(shown, findings.standing(shown)))


def balancing(shown: Shown) -> Recorded:
    """Record the triangles of a view, and what keeps them from being balanced.

    Examples
    --------
    >>> [one.name for one in findings.balancing(shown)]
    ['triangles', 'unbalanced_triangles', 'balance_index']
    """
    return Recorded(worded(shown, findings.balancing(shown)))


def sourcing(shown: Shown) -> Recorded:
    """Record on whom the records of a view rest, and who is never heard.

    Examples
    --------
    >>> [one.name for one in findings.sourcing(shown)]
    ['first_voices', 'single_voice_records', 'unnamed_voice_records', ...]
    """
    return Recorded(worded(shown, findings.sourcing(shown)))
