"""Many views of a case: checked whole, run beside each other, compared on one page.

``plan`` reads a sweep file, ``store`` keeps what has been run, ``local`` and
``cluster`` run it, ``direct`` computes findings without notebooks.
"""

from helpers.sweep.direct import around, outcomes
from helpers.sweep.plan import Plan, Run, SweepError, Terms, lay_out, read
from helpers.sweep.run import carry_out, folder, preview
from helpers.sweep.store import Record, Store

__all__ = [
    "Plan", "Record", "Run", "Store", "SweepError", "Terms", "around", "carry_out",
    "folder", "lay_out", "outcomes", "preview", "read",
]  # fmt: skip
