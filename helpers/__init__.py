"""Dateline: one article in, one sourced timeline out.

What notebooks use stands here by name, and is loaded when it is first asked for.
"""

import sys
from importlib import import_module

from helpers import moved

__version__ = "0.2.0"
PUBLIC = {  # names that notebooks import, and the modules that they are
    "answers": "text.answers",
    "argument": "charts.argument",
    "balance": "balance",
    "balance_index": "charts.balance_index",
    "check": "case.check",
    "direct": "compare.direct",
    "explorer": "explorer",
    "findings": "compare.findings",
    "holds": "compare.holds",
    "literature": "lists.literature",
    "matrix": "charts.matrix",
    "network": "charts.network",
    "parameters": "view.parameters",
    "records": "lists.records",
    "robustness": "charts.robustness",
    "select": "view.select",
    "strips": "charts.strips",
    "theory": "text.theory",
    "timeline": "charts.timeline",
    "triads": "charts.triads",
    "voices": "charts.voices",
    "what_if": "charts.what_if",
    "words": "text.summary",
}
sys.meta_path.append(moved.Signpost)


def __getattr__(name: str):
    if name in PUBLIC:
        return import_module(f"helpers.{PUBLIC[name]}")
    moved.tell(f"helpers.{name}")
    raise AttributeError(f"helpers has no {name}; it has {', '.join(PUBLIC)}")


def __dir__() -> list[str]:
    return [*PUBLIC, "__version__"]
