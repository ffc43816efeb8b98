"""The page of two codings: one file without scripts that coders talk over."""

from typing import Any

from helpers.page.offline import HERE, fill
from helpers.text import second_coding
from helpers.text.sweeps import written


def render(found: dict[str, Any]) -> str:
    """Make the page of what ``text.second_coding.values`` gives; no data is markup."""
    there, rows = second_coding.table(found)
    return fill(
        HERE / "agreed.html",
        boot="",
        title=f"Two codings of “{found['article']}”",
        found=found,
        names=second_coding.NAMES,
        heading=second_coding.heading(found),
        rule=second_coding.rule(found),
        few=second_coding.FEW,
        rows=rows,
        there=there,
        nothing=second_coding.NOTHING,
        agreement=[
            one | {"told": second_coding.counts(one), "sure": second_coding.sure(one)}
            for one in found["agreement"]
        ],
        how=second_coding.how,
        place=second_coding.place,
        alone=second_coding.alone,
        left=second_coding.left(found["findings"]),
        written=written,
    )
