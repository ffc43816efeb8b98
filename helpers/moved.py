"""Where the modules of version 0.3 are now; for one release, an old import says so."""

NOW = {
    "balance.network": "balance.signed_ties",
    "balance.picture": "balance.balanced",
    "balance.what_if": "balance.changes",
    "charts.voices": "charts.origins",
    "explorer.chapters": "explorer.books",
    "text.argument": "text.steps",
    "text.figures": "text.network_values",
    "text.findings": "text.recorded",
}


def tell(name: str) -> None:
    """Say where an old module has gone.

    Raises
    ------
    ImportError
        Where ``name``, with its package, is one of 0.3 that has moved.
    """
    if not (now := NOW.get(name.removeprefix("helpers."))):
        return
    folder, _, module = now.rpartition(".")
    raise ImportError(
        f"{name} is helpers.{now} since version 0.4: write `from helpers.{folder}"
        f" import {module}`, or in a notebook `from helpers import ...` with a name of"
        " helpers.PUBLIC.",
        name=name,
    )


class Signpost:
    """Asked by Python where nothing else finds a module; a class, as Python wants."""

    @staticmethod
    def find_spec(name: str, path=None, target=None) -> None:
        """Tell of a module that has moved; know of no other."""
        tell(name)
