"""The page of two codings: one file without scripts that coders talk over."""

from typing import Any

from helpers.page.offline import HERE, fill
from helpers.text import second_coding


def render(found: dict[str, Any]) -> str:
    """Make the page of what ``text.second_coding.values`` gives; no data is markup."""
    there, rows = second_coding.table(found)
    return fill(
        HERE / "agreed.html",
        boot="",
        title=f"Two codings of “{found['article']}”",
        found=found,
        rows=rows,
        there=there,
        words=second_coding,
    )
