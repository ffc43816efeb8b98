"""The page of two codings: one file without scripts that coders talk over."""

from typing import Any

from helpers.page.offline import HERE, fill
from helpers.text import agreement
from helpers.text.sweeps import written


def render(found: dict[str, Any]) -> str:
    """Make the page of what ``text.agreement.values`` gives; no data is markup."""
    totals = agreement.totals(found)
    return fill(
        HERE / "agreed.html",
        boot="",
        title=f"Two codings of “{found['article']}”",
        found=found,
        names=agreement.NAMES,
        heading=agreement.heading(found),
        rule=agreement.rule(found),
        few=agreement.FEW,
        rows=[*found["found"], {"paragraph": "all", **totals}],
        there=[table for table, counted in totals.items() if any(counted)],
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
