"""What lives in a notebook: the explorer asks a case, the desk codes a text into one.

It knows what a page may ask of a live case, and what a decision writes. It does not
know how anything is worded or drawn.
"""

from html import escape
from pathlib import Path

from helpers import paths
from helpers.case import cases, check
from helpers.case.cases import CaseError
from helpers.explorer.app import App
from helpers.lists.records import Listing
from helpers.propose.article import TextError
from helpers.view import parameters
from helpers.view.parameters import ParameterError

__all__ = ["App", "open"]


def open(  # noqa: A001 - explorer.open(case) is what a reader types
    case: str | Path = "daesh-k-2021", article: str | Path | None = None, **view
) -> App | Listing:
    """Open the explorer on a case: a name under ``data/``, or a folder.

    ``article`` is the reader's own copy of the article as a text file; its passages
    then stand in the evidence, and nowhere else. ``view`` are parameters to begin with.
    A case that fails its check gives the list of its problems instead.

    Examples
    --------
    >>> explorer.open("daesh-k-2021", as_of="2020-03-10")  # doctest: +SKIP
    """
    try:
        told = [str(problem) for problem in check.problems(str(case))]
        if not told:
            folder = cases.find(case)
            named = folder.name if folder.parent == paths.DATA else folder
            return App(parameters.view(view | {"case": str(named)}), article)
    except (CaseError, ParameterError, TextError) as error:
        told = str(error).splitlines()
    return listed(f"{case} cannot be explored yet; {len(told)} to mend:", told)


def listed(head: str, told: list[str]) -> Listing:
    """List what is wrong with a case, or with what was asked of it."""
    items = "".join(f'<li dir="auto">{escape(line)}</li>' for line in told)
    return Listing(f"<p>{escape(head)}</p><ul>{items}</ul>", "\n".join([head, *told]))
