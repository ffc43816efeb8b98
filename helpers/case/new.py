"""A new case: tables, the dictionary, what is known of the article, and a README.

What is not known stays blank. Whatever is given is held to the rules of ``check``.
"""

import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from helpers import paths
from helpers.case import check, schema
from helpers.case.cases import DESCRIPTOR, CaseError
from helpers.case.edited import Draft

QUESTION = "What does the article say happened, when, and who says so?"
MARKUP = re.compile(r"</?[a-z][^>]*>|<!|&(?:[a-z]+|#\w+);", re.IGNORECASE)
README = Path(__file__).with_name("new_case.md")
BLANK = "is blank"  # as check says it of a cell that only the coder can fill
OPTIONS = {  # the options whose values go into a column of sources.csv, actors.csv
    "title": "title", "kind": "kind", "when_article": "date", "url": "url",
}  # fmt: skip


@dataclass(frozen=True)
class Given:
    """What is known of the article when a case begins; the rest is blank.

    ``outlet`` and each of ``focus`` is a name, or a name and a kind: "US:state".
    """

    title: str = ""
    outlet: str = ""
    kind: str = ""
    date: str = ""
    url: str = ""
    question: str = ""
    focus: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Take the space around each value away, and values that are blank."""
        for name, value in vars(self).items():
            bare = value if isinstance(value, str) else [one.strip() for one in value]
            kept = bare.strip() if isinstance(bare, str) else tuple(filter(None, bare))
            object.__setattr__(self, name, kept)


NONE = Given()
ASKED = {  # in this order, on a terminal
    "title": "Title of the article",
    "outlet": "Who published it",
    "kind": f"What it is ({', '.join(schema.SOURCE_KINDS)})",
    "date": "Day of publication, as in 2017-01-13",
    "url": "Its address",
    "question": "The question that a reader has",
    "focus": "Actors in focus, two to four (the first two are the pair that the report"
    " asks about, the others those whom the two may act against), all on one line with"
    " ; between them, or one by one, as in US:state; Taliban:armed-group",
}

# The least that a case needs: one article, one actor and one event, cited.
FIRST_ROWS: dict[str, dict[str, str]] = {
    "sources": {
        "source_id": "S001", "role": "article", "kind": "opinion",
        "title": "Title of the article", "when_article": "2026-01-31",
        "proximity": "primary",
    },
    "actors": {"actor_id": "A001", "name": "Name of an actor", "kind": "state"},
    "events": {
        "event_id": "E001", "title": "What happened in few words",
        "status_article": "claimed", "when_article": "2026-01",
    },
    "participants": {"event_id": "E001", "actor_id": "A001", "role": "agent"},
    "citations": {"record_id": "E001", "locator": "P1"},
}  # fmt: skip


def readme(name: str, given: Given = NONE) -> str:
    """Return the README that leads a coder from the article to its report."""
    there, event = tables(given), FIRST_ROWS["events"]
    first = FIRST_ROWS | {"events": event | {"when_article": given.date or "2026-01"}}
    steps = "\n\n".join(
        f"   `{table}.csv`, a row is {schema.BY_NAME[table].row}:\n\n"
        f"   ```csv\n   {','.join(row)}\n   {','.join(row.values())}\n   ```"
        for table, row in first.items()
        if not there.get(table)
    )
    return README.read_text(encoding="utf-8").format(name=name, steps=steps)


def descriptor(name: str, given: Given = NONE) -> dict:
    """Return the descriptor of a new case, without what the coder is to fill in."""
    return schema.package(
        name=name,
        title=name.replace("-", " "),
        question=given.question or QUESTION,
        focus=[row["actor_id"] for row in _actors(given)[: len(given.focus)]],
        order=[],
        causes=[],
    )


# ---- what is given ------------------------------------------------------------------


def tables(given: Given) -> dict[str, list[dict[str, str]]]:
    """Return the rows that what is given makes: the article, and actors."""
    if given == NONE:
        return {}
    actors = _actors(given)
    ids = {row["name"]: row["actor_id"] for row in actors}
    article = {
        "source_id": "S001", "role": "article", "kind": given.kind,
        "title": given.title, "publisher": ids.get(_named(given.outlet)[0], ""),
        "when_article": given.date, "proximity": "primary", "url": given.url,
    }  # fmt: skip
    return {"sources": [article], "actors": actors}


def _actors(given: Given) -> list[dict[str, str]]:
    """Return a row for each actor in focus, and for the outlet where it is another."""
    named = [_named(one) for one in given.focus]
    outlet, kind = _named(given.outlet)
    if outlet and outlet not in (name for name, _ in named):
        named.append((outlet, kind))
    return [
        {"actor_id": f"A{n:03d}", "name": name, "kind": kind}
        for n, (name, kind) in enumerate(named, 1)
    ]


def _named(text: str) -> tuple[str, str]:
    """Split "US:state" into name and kind; without a colon the kind is blank."""
    name, colon, kind = text.rpartition(":")
    return (name.strip(), kind.strip()) if colon else (text.strip(), "")


def refusal(given: Given) -> str:
    """Return in a sentence what of the given is unfit; blank where all of it is fit.

    What is blank, or not used yet, is left to the coder.
    """
    for option, value in vars(given).items():
        for text in value if isinstance(value, tuple) else (value,):
            if MARKUP.search(text):
                return f"--{option} {text!r}: holds markup; write it as plain text."
            if option == "focus" and ";" in text:
                return f"--focus {text!r}: names several; write --focus once for each."
            if option in ("outlet", "focus") and text and not _named(text)[0]:
                return f"--{option} {text!r}: has a kind and no name; write NAME:KIND."
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), "new", given)
        found = check.problems(folder)
    for one in found:
        if (option := _option(one, given)) and one.value:
            value = one.value if one.file != DESCRIPTOR else vars(given)[option]
            told = "; ".join(value) if isinstance(value, tuple) else value
            return f"--{option} {told!r}: {one.wrong}; {one.remedy}."
    return ""


def _option(problem: check.Problem, given: Given) -> str:
    """Return the option that a problem is of; blank where it is of none."""
    key = problem.column.partition("[")[0]
    if problem.file == DESCRIPTOR:
        return key if key in ("question", "focus") else ""
    if problem.file == schema.BY_NAME["sources"].file:
        return OPTIONS.get(key, "")
    is_actor = problem.file == schema.BY_NAME["actors"].file and key in ("name", "kind")
    in_focus = is_actor and problem.row - 2 < len(given.focus)
    return "focus" if in_focus else "outlet" * is_actor


# ---- the folder ---------------------------------------------------------------------


def place(name: str, where: Path | None = None) -> Path:
    """Return where a new case goes.

    Raises
    ------
    CaseError
        Where the name is no folder name, or the folder is there already.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise CaseError(
            f"{name!r} cannot name a case: use lower-case letters, digits and hyphens,"
            " like great-war-1914"
        )
    target = (where or paths.DATA) / name
    if os.path.lexists(target):
        raise CaseError(f"{target} is there already; choose another name")
    return target


def lay_out(name: str, where: Path | None = None, given: Given = NONE) -> Path:
    """Make the folder of a new case and return its path; nothing is overwritten.

    Raises
    ------
    CaseError
        Where it has no place, or what is given would not pass a check.
    """
    target = place(name, where)
    if wrong := refusal(given):
        raise CaseError(wrong)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{name}."))
    try:
        _write(aside, name, given)
        aside.chmod(0o755)
        os.rename(aside, target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return target


def _write(folder: Path, name: str, given: Given) -> None:
    """Write tables, descriptor and README of a case into a folder."""
    rows = tables(given)
    for table in schema.TABLES:
        draft = Draft(table.names, []).others(table.names, rows.get(table.name, []))
        (folder / table.file).write_text(draft.text(), encoding="utf-8", newline="")
    package = json.dumps(descriptor(name, given), indent=2, ensure_ascii=False) + "\n"
    (folder / DESCRIPTOR).write_text(package, encoding="utf-8")
    (folder / "README.md").write_text(readme(name, given), encoding="utf-8")


def blanks(folder: Path) -> list[check.Problem]:
    """List the cells of a new case that are blank and that a check needs filled."""
    return [one for one in check.problems(folder) if BLANK in one.wrong]
