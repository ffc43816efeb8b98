"""Where the modules of version 0.1 are now; for one release, an old import says so."""

NOW = {
    "answers": "text.answers",
    "cases": "case.cases",
    "chapters": "run.chapters",
    "charts.argument.steps": "text.steps",
    "charts.face": "draw.picture",
    "charts.glyphs": "draw.marks",
    "charts.image": "draw.svg",
    "charts.line": "draw.panels",
    "charts.live": "draw.figure",
    "charts.records": "lists.records",
    "charts.scale": "draw.panels",
    "charts.shapes": "draw.marks",
    "charts.sheet": "draw.layout",
    "charts.still": "draw.raster",
    "charts.ties": "text.ties",
    "check": "case.check",
    "dates": "case.dates",
    "findings": "compare.findings",
    "form": "run.form",
    "holds": "text.verdicts",
    "kernels": "run.notebooks",
    "kernels.warm": "run.notebooks",
    "owned": "run.owned",
    "parameters": "view.parameters",
    "relations": "view.relations",
    "report": "run.report",
    "report.counts": "page.counts",
    "report.filters": "page.filters",
    "report.inert": "page.inert",
    "report.offline": "page.offline",
    "report.page": "page.page",
    "report.plots": "page.plots",
    "report.run": "run.report",
    "schema": "case.schema",
    "search": "view.search",
    "select": "view.select",
    "sheets": "case.sheets",
    "spelling": "case.spelling",
    "starting": "case.new",
    "state": "run.state",
    "sweep": "run.plans",
    "sweep.cluster": "run.cluster",
    "sweep.compared": "run.compared",
    "sweep.direct": "compare.direct",
    "sweep.local": "run.local",
    "sweep.multiples": "run.multiples",
    "sweep.page": "run.sweep_page",
    "sweep.plan": "run.plans",
    "sweep.run": "run.sweep",
    "sweep.store": "run.store",
    "sweep.work": "run.work",
    "theory": "text.theory",
    "theory.figures": "text.network_values",
    "theory.literature": "lists.literature",
    "theory.said": "text.theory",
    "upgrade": "case.upgrade",
    "variations": "compare.variations",
    "voices": "view.voices",
    "words": "text.summary",
    "yaml_file": "case.yaml_file",
}

STILL = ("balance", "charts", "explorer")  # folders of 0.1 that are there


def tell(name: str) -> None:
    """Say where an old module has gone, or each of an old package.

    Raises
    ------
    ImportError
        Where ``name``, with its package, is one of 0.1 that has moved.
    """
    old = name.removeprefix("helpers.")
    found = {one: now for one, now in NOW.items() if one == old}
    found |= {one: now for one, now in NOW.items() if one.startswith(f"{old}.")}
    if not found or (old not in NOW and old in STILL):
        return
    told = ", ".join(f"helpers.{one} is helpers.{now}" for one, now in found.items())
    folder, _, module = next(iter(found.values())).rpartition(".")
    raise ImportError(
        f"{told} since version 0.2: write `from helpers.{folder} import {module}`, or"
        " in a notebook `from helpers import ...` with a name of helpers.PUBLIC.",
        name=name,
    )


class Signpost:
    """Asked by Python where nothing else finds a module; a class, as Python wants."""

    @staticmethod
    def find_spec(name: str, path=None, target=None) -> None:
        """Tell of a module that has moved; know of no other."""
        tell(name)
