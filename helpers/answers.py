"""What a reader asks of a case, answered in computed sentences.

Each answer says what the article alone gives and what outside sources add, counts
acts and words apart, and names the first voices. None says yes or no to a forecast.
"""

import pandas as pd

from helpers import dates, schema, select, voices, words
from helpers.cases import Case
from helpers.parameters import View
from helpers.words import Prose


def _pair(case: Case) -> str:
    """Name the first two actors in focus as one."""
    return "-".join(case.actor_names.get(a, a) for a in case.focus[:2])


def _others(case: Case) -> str:
    """Name the other actors in focus."""
    return words.joined([case.actor_names.get(a, a) for a in case.focus[2:]], "or")


def _listed(case: Case, rows: pd.DataFrame, read: str = "") -> str:
    """Write records one after another: what, how firm, on whose word."""
    told = []
    for _, same in rows.groupby("fact", sort=False):
        one = next(same.itertuples())
        heard = words.voice_list(case, voices.first(case, list(same.relation_id), read))
        word = f", on the word of {heard}" if heard else ""
        told.append(f"{one.summary.rstrip('.')} ({one.told}){word}")
    return "; ".join(told)


def _resting(case: Case, rows: pd.DataFrame, read: str) -> str:
    """Say on how many first voices some records rest, and through which one source."""
    ids = list(rows.relation_id)
    heard = voices.first(case, ids, read)
    told = f"{words.count(len(heard), 'first voice')}: {words.voice_list(case, heard)}"
    common = [case.source_titles[s] for s in voices.through(case, ids, read)]
    return told + (f", all of it through “{common[0]}”" if common else "")


def against(case: Case, asked: View) -> Prose:
    """Say which attested acts of the first two actors were aimed at the third.

    Which acts, how firm, and on how many first voices they rest: by the article
    alone, and with outside sources.
    """
    if len(case.focus) < 3:
        return Prose("The case names no third actor against whom two might act.")
    rows = words.cooperative(case, asked.dates)
    acts = rows[rows.aimed & (rows.basis == "act") & rows.told.isin(schema.ATTESTED)]
    kind = f"{_pair(case)} cooperation against {_others(case)}"
    ours, more = acts[acts.layer == "article"], acts[acts.layer == "context"]
    if acts.empty:
        return Prose(f"No act of {kind} is attested in this view.")
    parts = []
    if case.article and "article" in asked.layers:
        parts.append(_by_the_article(case, ours, kind))
    if len(more):
        n = words.count(more.fact.nunique(), "act")
        parts.append(f"Outside sources add {n}: {_listed(case, more)}.")
    if "context" in asked.layers:
        total = words.count(acts.fact.nunique(), "such act")
        parts.append(f"With outside sources {total} {_rest(acts.fact.nunique())}"
                     f" on {_resting(case, acts, '')}.")  # fmt: skip
    return Prose("\n".join(parts))


def _rest(n: int) -> str:
    return "rests" if n == 1 else "rest"


def _by_the_article(case: Case, acts: pd.DataFrame, kind: str) -> str:
    """Say what the article alone attests."""
    n = acts.fact.nunique()
    if not n:
        return f"The article attests no act of {kind}."
    it = "It rests" if n == 1 else "They rest"
    listed = _listed(case, acts, case.article)
    return (
        f"The article attests {words.count(n, 'act')} of {kind}: {listed}."
        f" {it} on {_resting(case, acts, case.article)}."
    )


def ahead(case: Case, asked: View) -> Prose:
    """Say what of the cooperation is only a prospect, and in whose words."""
    if len(case.focus) < 2:
        return Prose("")
    rows = words.cooperative(case, asked.dates)
    found = rows[rows.told.isin(schema.PROSPECTS)]
    if found.empty:
        return Prose(f"No prospect of more {_pair(case)} cooperation is recorded.")
    n = found.fact.nunique()
    return Prose(f"Only a prospect ({n}): {_listed(case, found)}.")


def causes(case: Case) -> Prose:
    """Say what the dates say to each reading of cause that the text's order invites."""
    there = set(case.events.event_id)
    told = [
        _cause(case, one)
        for one in case.causes
        if {one["cause"], one["effect"]} <= there
    ]
    return Prose("\n".join(told) or "No reading of cause and effect is coded here.")


def _cause(case: Case, one: dict[str, str]) -> str:
    """Answer one reading: by the article's dates, and by those that are known."""
    rows = [words.find(case, one[key]) for key in ("cause", "effect")]
    first, second = (f"“{words.title_of(row)}”" for row in rows)

    def order(reading: str) -> str:
        return dates.order(*(select.when(row, reading) for row in rows))

    def days(reading: str) -> list[str]:
        return [words.date_of(case, row, reading) for row in rows]

    a, b = days("article")
    told = f"{one['question']} By the article alone: {first} ({a}), {second} ({b}); "
    told += _verdict(order("article"), first, second)
    a, b = days("known")
    told += f" By known dates: {first} ({a}), {second} ({b}); "
    return told + _verdict(order("known"), first, second)


def _verdict(order: str, first: str, second: str) -> str:
    """Say what an order in time allows of a cause: never that it was one."""
    if order == "after":
        return f"{second} came first, so it cannot be an effect of {first}."
    if order == "before":
        return f"{first} came first; that alone does not make it a cause."
    return "which came first cannot be told, so neither can a cause."


def unheard(case: Case, asked: View, most: int = 12) -> Prose:
    """Say whom the article speaks about and never lets speak."""
    quiet = voices.unheard(case, asked.level)
    who = "The article" if case.article else "The case"
    if quiet.empty:
        return Prose(f"{who} lets everybody speak of whom it speaks.")
    publics = quiet.kind == "collective"
    told = [f"{who} speaks about {_some(case, quiet[~publics], most)}"
            if (~publics).any() else f"{who} speaks about groups"]  # fmt: skip
    told[0] += ", and lets none of them speak."
    if publics.any():
        told.append(f"Nor does it of publics and groups: "
                    f"{_some(case, quiet[publics], most)}.")  # fmt: skip
    return Prose(" ".join(told))


def _some(case: Case, rows: pd.DataFrame, most: int) -> str:
    """Name actors with the number of their records, the first few of them."""
    names = case.actor_names
    told = [
        f"{names.get(row.actor_id, row.actor_id)}"
        f" ({words.count(len(row.records), 'record')})"
        for row in rows[:most].itertuples()
    ]
    more = [words.count(len(rows) - most, "other")] if len(rows) > most else []
    return words.joined(told + more)
