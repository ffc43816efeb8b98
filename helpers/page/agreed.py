"""The page of two codings: one file without scripts that coders talk over."""

from typing import Any

from helpers.page.offline import HERE, fill
from helpers.text import agreement
from helpers.text.sweeps import written


def render(found: dict[str, Any]) -> str:
    """Make the page of what ``text.agreement.values`` gives; no data is markup."""
    there, rows = agreement.table(found)
    return fill(
        HERE / "agreed.html",
        boot="",
        title=f"Two codings of “{found['article']}”",
        found=found,
        names=agreement.NAMES,
        heading=agreement.heading(found),
        rule=agreement.rule(found),
        few=agreement.FEW,
        rows=rows,
        there=there,
        nothing=agreement.NOTHING,
        agreement=[
            one | {"told": agreement.counts(one), "sure": agreement.sure(one)}
            for one in found["agreement"]
        ],
        how=agreement.how,
        place=agreement.place,
        alone=agreement.alone,
        left=agreement.left(found["findings"]),
        written=written,
    )
