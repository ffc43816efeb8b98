"""Dateline: one article in, one sourced timeline out.

What notebooks use stands here by name, and is loaded when it is first asked for. In the
examples of their docstrings ``case`` is ``cases.load("daesh-k-2021")``, ``shown`` is
``show(View())``, ``balanced`` is ``balance.picture(shown)``, ``powers`` is the second
case shown, and ``earliest`` is ``show(View(end="2010"))`` with ``outcomes`` around it.
"""

import sys
from importlib import import_module

__version__ = "0.6.0"
FOLDERS = (  # each imports only what stands before it
    "case", "propose", "view", "balance", "compare", "text", "draw", "lists", "charts",
    "page", "run", "explorer",
)  # fmt: skip
PUBLIC = {  # names that notebooks import, none of a parameter: modules, verbs in them
    "answers": "text.answers",
    "argument": "charts.argument",
    "balance": "balance",
    "balance_index": "charts.balance_index",
    "cases": "case.cases",
    "check": "case.check",
    "desk": "explorer.desk:desk",
    "direct": "compare.direct",
    "explorer": "explorer",
    "findings": "text.recorded",
    "lede": "text.lede",
    "literature": "lists.literature",
    "matrix": "charts.matrix",
    "network": "charts.network",
    "opening": "text.opening",
    "orders": "text.orders",
    "origins": "charts.origins",
    "pairs": "charts.pairs",
    "parameters": "view.parameters",
    "records": "lists.records",
    "relations": "view.relations",
    "removals": "text.removals",
    "robustness": "charts.robustness",
    "show": "view.shown:show",
    "strips": "charts.strips",
    "summary": "text.summary",
    "theory": "text.theory",
    "timeline": "charts.timeline",
    "triads": "charts.triads",
    "verdicts": "text.verdicts",
    "what_if": "charts.what_if",
    "windows": "lists.windows",
    "without": "page.without",
    "View": "view.parameters:View",
}
# jsonschema imports it for one format check (`iri`) that nothing here uses, and it
# compiles its grammars on import: over a second of every start, also of a kernel.
sys.modules.setdefault("rfc3987_syntax", None)


def __getattr__(name: str):
    if name in PUBLIC:
        module, _, verb = PUBLIC[name].partition(":")
        found = import_module(f"helpers.{module}")
        _make_ready()
        return getattr(found, verb) if verb else found
    raise AttributeError(f"helpers has no {name}; it has {', '.join(PUBLIC)}")


def _make_ready() -> None:
    """Let what has been loaded complete and check as a person at a prompt needs it."""
    prompt = import_module("helpers.prompt")
    for name, place in PUBLIC.items():
        module, _, verb = place.partition(":")
        if loaded := sys.modules.get(f"helpers.{module}"):
            prompt.ready(loaded, "" if verb else name)


def __dir__() -> list[str]:
    return [*PUBLIC, "__version__"]
