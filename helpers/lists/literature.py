"""The reading list: what others have written on the theory, for it and against it."""

from dataclasses import dataclass
from html import escape

from helpers import paths
from helpers.case import sheets
from helpers.case.cases import MOST_BYTES
from helpers.lists.records import Listing

__all__ = ["listing", "works"]
FILE = paths.DATA / "literature.csv"
ROLES = {
    "theory": "The theory",
    "method": "How it is computed",
    "rival": "A rival mechanism",
    "support": "Findings that fit it",
    "contrary": "Findings that do not, or only in part",
}


@dataclass(frozen=True)
class Work:
    """One work of the list; ``says`` is what matters of it here, in our words."""

    key: str
    authors: str
    year: str
    title: str
    where: str
    doi: str
    role: str
    says: str


def works() -> list[Work]:
    """Read the list, in its order.

    Examples
    --------
    >>> literature.works()[0].authors
    'Heider, F.'
    """
    return [Work(*row) for row in sheets.read(FILE, MOST_BYTES).rows]


def listing(*roles: str) -> Listing:
    """List the works of some roles, each with what it says; all where none is named.

    Raises
    ------
    KeyError
        For a role that is none.

    Examples
    --------
    >>> print(literature.listing("theory"))
    The theory
      Heider, F. (1946): Attitudes and cognitive organization. ...
    """
    parts, plain = [], []
    for role in roles or ROLES:
        of_role = [work for work in works() if work.role == role]
        items = "".join(
            f"<li><cite>{escape(_cited(work))}</cite> {escape(work.says)}</li>"
            for work in of_role
        )
        parts.append(f"<h4>{escape(ROLES[role])}</h4><ul>{items}</ul>")
        plain += [ROLES[role], *(f"  {_cited(work)} {work.says}" for work in of_role)]
    return Listing("".join(parts), "\n".join(plain))


def _cited(work: Work) -> str:
    """Cite a work in one line."""
    where = f" {work.where}." if work.where else ""
    doi = f" doi:{work.doi}." if work.doi else ""
    return f"{work.authors} ({work.year}): {work.title}.{where}{doi}"
