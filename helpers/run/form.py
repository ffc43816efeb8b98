"""The one form in which the project keeps its notebooks, whoever saves them.

It knows metadata and format: cells and what they gave keep every value.
"""

from pathlib import Path
from typing import Any

from helpers import paths

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}  # without its version, which differs by reader
OURS = ("", "python", "ipython")  # blank: none is told
FORMAT, MINOR = 4, 5
EXPONENT = 1e21  # from here on browsers write an exponent


def normalised(book: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook with our kernel, language and format, whoever saved it."""
    kept = book.get("metadata") or {}
    if not _held(kept.get("widgets")):
        kept.pop("widgets", None)
    book["metadata"] = kept | {"kernelspec": KERNEL, "language_info": LANGUAGE}
    for cell in book.get("cells", []):
        if "outputs" in cell:
            cell["outputs"] = _spelt(cell["outputs"])
    if all("id" in cell for cell in book.get("cells", [])):  # of 4.5 and later
        book["nbformat"], book["nbformat_minor"] = FORMAT, MINOR
    return book


def whole(book: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook of version 4 in our form, with what others leave out."""
    taken = {cell.get("id") for cell in book["cells"]}
    for nth, cell in enumerate(book["cells"]):
        cell["metadata"] = cell.get("metadata") or {}
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None} | cell
        if not cell.get("id"):  # from the place, so that it is the same every time
            name = f"cell-{nth:02d}"
            cell["id"] = f"{name}-of-{len(taken)}" if name in taken else name
    return normalised(book)


def _spelt(value: Any) -> Any:
    """Spell whole numbers as browsers do, to whom 1.0 is 1."""
    if isinstance(value, dict):
        return type(value)({name: _spelt(one) for name, one in value.items()})
    if isinstance(value, list):
        return [_spelt(one) for one in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < EXPONENT:
        return int(value)
    return value


def _held(widgets: Any) -> bool:
    """Whether the state of any widget is kept; Lab writes an empty one too."""
    return isinstance(widgets, dict) and any(
        not isinstance(one, dict) or one.get("state") for one in widgets.values()
    )


def language(book: dict[str, Any]) -> str:
    """Return the language that a notebook says it is in; blank where it says none."""
    told = book.get("metadata") or {}
    named = (told.get("kernelspec") or {}).get("language")
    return str((told.get("language_info") or {}).get("name") or named or "")


def on_save(model: dict[str, Any], path: str, contents_manager: Any, **_: Any) -> None:
    """Keep a notebook of this project in its form; Jupyter calls it before it saves."""
    book = model.get("content")
    if model.get("type") != "notebook" or not isinstance(book, dict):
        return
    folder = Path(contents_manager.root_dir, path.strip("/")).resolve().parent
    if (
        folder == paths.NOTEBOOKS
        and "dateline" in (book.get("metadata") or {})
        and book.get("nbformat") == FORMAT
        and language(book).lower() in OURS
    ):
        normalised(book)
