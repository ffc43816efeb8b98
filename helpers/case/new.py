"""A new case: empty tables, the dictionary, and a README that leads through coding."""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from helpers import paths
from helpers.case import schema
from helpers.case.cases import DESCRIPTOR, CaseError

QUESTION = "What does the article say happened, when, and who says so?"
FIRST_ROWS = {  # the least that a case needs: one article, actor and event, cited
    "sources": "S001,article,opinion,Title of the article,,,2026-01-31,,,primary,,",
    "actors": "A001,Full name of the first actor,,state,,,,,,",
    "events": "E001,What happened in few words,,,,,claimed,,2026-01,,,,,,,,",
    "participants": "E001,A001,agent,",
    "citations": "E001,,P1,,,,,,",
}
README = """# {name}

This case is empty. Code it in this order; `dateline check {name}` says after each step
what is still missing, file and row by file and row.

1. Write the question a reader has into `datapackage.json` (`question`), and later the
   two to four actors the case is about (`focus`), the order of actors in charts
   (`order`), and readings of cause and effect that the article suggests (`causes`).
2. Code the article and one event. These five rows are enough for a report; put your
   own words in their place:

{steps}

3. Number the paragraphs of the article (non-empty lines, from 1) and go through them.
   Every place that names or implies a time becomes a row of `references.csv`.
4. Code events, then who took part, then relations (one row per named pair), then
   claims. Cite each at once, with its paragraph and its chain of voices.
5. Read other sources. A date known from outside goes into `when_known`, with its
   source in `known_sources`; what the article does not name gets the layer `context`.
6. Make the report: `dateline report {name}`.

Dates are EDTF and never more exact than they are known: `2018` is one moment some time
in 2018 and `199X` one in the 1990s, `2018/2018` lasted within 2018,
`[2021-08-16..2021-09-11]` is one moment in that window, `/2020-10` has no known start,
`2015/..` is still going. Leave blank what no source gives. All text in your own words:
the article itself does not belong here.

`datapackage.json` and the project's `data/README.md` say what each column means;
`data/CODEBOOK.md` says how to decide.
"""


def descriptor(name: str) -> dict:
    """Return the descriptor of a new case, without what the coder is to fill in."""
    return schema.package(name, name.replace("-", " "), QUESTION, [], [], [])


def readme(name: str) -> str:
    """Return the README that leads a coder through a new case."""
    steps = "\n\n".join(
        f"`{table}.csv`, a row is {schema.BY_NAME[table].row}:\n\n```csv\n{row}\n```"
        for table, row in FIRST_ROWS.items()
    )
    return README.format(name=name, steps=steps)


def lay_out(name: str, where: Path | None = None) -> Path:
    """Make the folder of a new case and return its path; nothing is overwritten.

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
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{name}."))
    try:
        for table in schema.TABLES:
            header = ",".join(table.names) + "\n"
            (aside / table.file).write_text(header, encoding="utf-8")
        package = json.dumps(descriptor(name), indent=2, ensure_ascii=False) + "\n"
        (aside / DESCRIPTOR).write_text(package, encoding="utf-8")
        (aside / "README.md").write_text(readme(name), encoding="utf-8")
        aside.chmod(0o755)
        os.rename(aside, target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return target
