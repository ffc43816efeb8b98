"""Where things are: found from this file, whatever folder the caller is in."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
FIGURES = ROOT / "figures"
REPORTS = ROOT / "reports"


def chapters() -> list[Path]:
    """List the notebooks that make up a report: those with a number, in order."""
    return sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
