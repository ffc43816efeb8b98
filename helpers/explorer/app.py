"""The page of a report over a live case: its script in JupyterLab, Python to be asked.

What the page cannot show by itself it asks for by name; the answer is a page, a
passage, a sentence or a file.
"""

import shlex
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import anywidget

from helpers import paths, prose
from helpers.case import cases, check
from helpers.case.cases import Case, CaseError
from helpers.explorer import passage, reproduce
from helpers.explorer.books import every
from helpers.page import notes, offline, page
from helpers.run import report
from helpers.text import summary
from helpers.view import parameters
from helpers.view.parameters import View
from helpers.view.shown import show

HERE = Path(__file__).parent
SLOW = paths.NOTEBOOKS / "05-robustness.ipynb"  # made when it is asked for
LINES = 6  # of what is wrong with a case, that are told at once
LONGEST = 1000  # letters of a folder's name
MOST = 200  # characters of an id that the page may send


def case_view(case: str) -> View:
    """Return the plain view of a case: a name, or a folder from the project's on.

    Raises
    ------
    CaseError
        One sentence where it is no case, or one with something to mend.
    """
    folder = cases.find(case, paths.ROOT)
    if wrong := check.problems(folder):
        n, more = len(wrong), f"; `dateline check {shlex.quote(str(folder))}` lists all"
        told = f"{case} has {prose.count(n, 'problem')}, the first: {wrong[0]}"
        raise CaseError(told + more * (n > 1))
    named = folder.name if folder.parent == paths.DATA else folder
    return parameters.view({"case": str(named)})


class App(anywidget.AnyWidget):
    """An explorer of one case: the page of its report, which can be asked anew.

    A class because a widget, the view that is shown and the reader's own text live as
    long as it is shown. Nothing of the case or of that text is in the widget's state,
    which a notebook may store.
    """

    _esm = f"const report = {offline.hosted(page.SCRIPTS)};\n" + offline.bare(
        [HERE / "frame.js", HERE / "lab.js"]
    )

    def __init__(self, view: View, article: str | Path | None = None) -> None:
        super().__init__()
        self.view, self.wants_all = view, False
        whole = show(view).whole  # refuses what is not in the case
        self.paragraphs = passage.read(whole, article) if article else {}
        self.on_msg(self._heard)

    @property
    def whole(self) -> Case:
        """The case as its files are now, checked; kept while these stay as they are."""
        return check.load(self.view.case)

    def _heard(self, _, asked: dict, __) -> None:
        """Answer what the page asks, or say in sentences what is wrong with it."""
        try:
            told = self.answer(str(asked.get("what")), asked.get("given"))
        except Exception as error:  # whatever it is, the reader should know
            named = isinstance(error, ValueError | RuntimeError | OSError)
            lines = "\n".join(str(error).strip().splitlines()[:LINES])
            told = {"problem": lines if named else f"{type(error).__name__}: {lines}"}
        self.send({"of": asked.get("of"), **told})

    def answer(self, what: str, given: Any = None) -> dict[str, Any]:
        """Answer one question of the page by its name.

        Raises
        ------
        ValueError
            Where there is no such question, or what is given is not what it takes.
        """
        answers: dict[str, Callable[[Any], dict]] = {
            "page": self._page, "chapter": self._chapter, "passage": self._passage,
            "file": self._file, "report": self._report,
            "note": self._note, "cases": self._cases, "case": self._case,
        }  # fmt: skip
        if what not in answers:
            raise ValueError(f"{what[:MOST]!r} is nothing that this app answers")
        return answers[what](given)

    def _page(self, given: Any) -> dict[str, Any]:
        """Give the page of a view: the values that differ from a plain one."""
        view = self.view
        if given is not None:
            if not isinstance(given, dict) or "case" in given:
                raise ValueError("A view is names and values, without a case.")
            view = parameters.view({"case": self.view.case} | given)
            show(view)
        return self._shown(view)

    def _shown(self, view: View) -> dict[str, Any]:
        """Make the page of a view, and keep the view once it is made."""
        whole = check.load(view.case)
        waiting = [] if self.wants_all else [SLOW]
        books = every(view, without=waiting)
        noted = self._notes(whole)
        html = page.render(whole, view, books, waiting=waiting, host="", noted=noted)
        self.view = view
        told = str(summary.hidden(show(view)))
        return {"html": html, "view": parameters.changed(view), "told": told}

    def _chapter(self, _: Any) -> dict[str, Any]:
        """Give the page with the chapter that takes its time, from now on."""
        self.wants_all = True
        return self._page(None)

    def _passage(self, record: Any) -> dict[str, Any]:
        """Give the passages of the reader's own text that a record rests on."""
        return {"passages": passage.of(self.whole, self.paragraphs, str(record)[:MOST])
                if self.paragraphs else []}  # fmt: skip

    def _cases(self, _: Any) -> dict[str, Any]:
        """List the cases under ``data/`` by name and question."""
        found = []
        for name in cases.names():
            with suppress(CaseError):
                asked = cases.read_package(cases.find(name)).get("question", "")
                found.append({"name": name, "question": str(asked)})
        return {"cases": found}

    def _case(self, given: Any) -> dict[str, Any]:
        """Show another case, by its name or its folder; what is none stays unseen."""
        if not isinstance(given, str) or not 0 < len(given.strip()) <= LONGEST:
            raise ValueError("Give the name of a case under data/, or its folder.")
        view, before = case_view(given.strip()), (self.paragraphs, self.wants_all)
        self.paragraphs, self.wants_all = [], False  # a text of another article
        try:
            return self._shown(view) | {"other": True}
        except Exception:
            self.paragraphs, self.wants_all = before
            raise

    def _notes(self, whole: Case) -> dict:
        """Give the reader's notes; none where their file cannot be read.

        Whoever notes something is then told why, and the file stays as it is.
        """
        file = reproduce.notes(whole)
        with suppress(notes.NoteError):
            return notes.read(file, whole) if file.exists() else {}
        return {}

    def _note(self, given: Any) -> dict[str, Any]:
        """Keep a star and a note on a record; give all notes."""
        if not isinstance(given, dict):
            raise ValueError("A note is a record, a star and a text.")
        record, star, text = (given.get(name) for name in ("record", "star", "text"))
        file = reproduce.notes(self.whole)
        return {"notes": notes.keep(file, self.whole, record, star, text)}

    def _file(self, root: Any) -> dict[str, Any]:
        """Write the view as a file; give its place and the commands that take it."""
        file = reproduce.save(self.whole, self.view)
        lines = reproduce.commands(self.view, file)
        return reproduce.place(file, root) | {"commands": lines}

    def _report(self, root: Any) -> dict[str, Any]:
        """Make the report of the view; give its place."""
        return reproduce.place(report.build(dict(self.view)), root)
