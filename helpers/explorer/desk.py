"""The coder's desk: a text and its proposals; each decision is in the tables at once.

The copy is sent to the page and kept in memory; no file and no notebook has it. What a
decision writes is told in ``decisions``, what is asked for it in ``questions``; any
record with all its cells is in ``forms``.
"""

import re
import shlex
import string
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import anywidget

from helpers import paths, prose
from helpers.case import cases, check, edited, new, schema
from helpers.case.cases import CaseError
from helpers.case.edited import Change, ChangedError, Row
from helpers.case.schema import PROPOSALS
from helpers.case.sheets import Problem
from helpers.case.spelling import MOST_WORDS, words
from helpers.explorer import decisions, forms, listed, progress, questions, written
from helpers.explorer.decisions import DecisionError, Place
from helpers.explorer.progress import LEFT_OUT
from helpers.lists.records import Listing
from helpers.page import offline
from helpers.propose import article, coverage, decided, proposals
from helpers.propose.article import Line, TextError
from helpers.propose.decided import DECISION, HEADER, TABLE

__all__ = ["desk"]

HERE = Path(__file__).parent
OUTSIDE = (
    "Files of the case have changed outside the desk; it shows them as they are now."
)
LOST = (
    "{} of proposals.csv not at the place in this copy: see that it is the same, or let"
    " `dateline propose` read it anew; what is decided stays."
)
HEADED = (
    "{}: P1 is line {} of this copy, as the cues in references.csv have it; take away"
    " what is before it, or correct their paragraphs."
)
UNDATED = (
    "sources.csv has no article with its day of publication, from which dates count:"
    " press M, and write both."
)
EXAMPLE = """Northland signed the river treaty with Southland in 1999.
“We will not wait for ever,” Envoy Nor told reporters last month. The talks began after\
 a flood, and Northland has held the bridge since 2015.
Southland could close its harbours by June. About 500 ships used them last year.
The Gazette reported on Monday that both sides may meet before the spring."""
REFUSED = "Not written, for the check would say{}: {}."
WITH = " “{}” is decided with it."
MADE = " New: {} {}."
TAKEN = " {} is now said by it, and no longer by the article itself."
UNUSED = "is used nowhere"  # as check says it of what may be needed later
IDLE = (
    "No record needs {} yet: {}. Use them in what is still to be coded, or remove them."
)
MANY = (
    "{} words are selected, and a cue has at most five (of a script without blanks ten"
    " letters of Chinese or Japanese, thirty of others): select those by which the"
    " place is found again."
)
ENDS = (  # of a sentence or a quote, and of no word
    ".,;:!?\"'()[]“”‘’«»…、。「」『』！（），：；？"
)
FIRST = {"source_id": "S001", "role": "article", "kind": "news", "title": "An example",
         "when_article": "2017-01-13", "proximity": "secondary"}  # fmt: skip


def desk(case: str | Path = "", text: str | Path = "") -> "Desk | Listing":
    """Open the coder's desk on a case and your own copy of its text; blank: an example.

    Each decision is written into the tables of the case at once; the copy is shown and
    stored nowhere. Where the case or the copy cannot be used, a sentence says why.

    Examples
    --------
    >>> desk("my-article", "article.txt")  # doctest: +SKIP
    """
    try:
        if not (case or text):
            return example()
        if not (case and text):
            raise CaseError("Name both: a case, and the path of your copy of its text.")
        folder = cases.find(case)
        return opened(folder, coverage.fitting(cases.load(folder), _copy(text)))
    except (CaseError, TextError, OSError) as error:
        return listed("The desk cannot be opened yet:", str(error).splitlines())


def _copy(text: str | Path) -> Path:
    """Return where a copy is: from here, or from the project's folder.

    Raises
    ------
    TextError
        Where it is in neither; the sentence has the paths that were tried.
    """
    path = Path(text).expanduser()
    tried = list(dict.fromkeys([Path.cwd() / path, paths.ROOT / path]))
    for one in tried:
        if one.exists():
            return one
    raise TextError(f"There is no {' and no '.join(map(str, tried))}.")


def opened(folder: Path, lines: list[Line]) -> "Desk":
    """Open the desk on a folder; proposals are made where it has none yet.

    Raises
    ------
    CaseError
        Where the case does not fit the copy.
    """
    case, is_new = cases.load(folder), not (folder / PROPOSALS).exists()
    if is_new and case.article and (headed := coverage.aligned(case, lines)[1]):
        raise CaseError(HEADED.format(case.name, headed + 1))
    return Desk(folder, lines)


def example() -> "Desk":
    """Open the desk on a case of its own in a temporary folder, which goes with it."""
    home = tempfile.TemporaryDirectory(prefix="dateline-")
    folder = new.lay_out("example", Path(home.name))
    edit = edited.read(folder)
    edit.add("sources", FIRST)
    edit.save()
    made = opened(folder, article.paragraphs(EXAMPLE))
    made.home = home
    return made


class Desk(anywidget.AnyWidget):
    """The desk on a case and a text.

    A class because a widget, the files as they were read and what can be undone live as
    long as it is shown. The copy is no part of the widget's state, which a notebook
    may store.
    """

    _esm = offline.bare([HERE / "frame.js", HERE / "desk.js"])

    def __init__(self, folder: Path, lines: list[Line]) -> None:
        super().__init__()
        self.folder, self.lines = folder, {str(line.number): line for line in lines}
        self.done: list[tuple[str, list, list[Change]]] = []  # what Undo takes back
        self.home: tempfile.TemporaryDirectory | None = None
        self._read()
        self.on_msg(self._heard)

    def _read(self, found: list[Problem] | None = None) -> None:
        """Read the case anew; what the check has ``found`` in it may be known."""
        edit, case = edited.read(self.folder), cases.load(self.folder)
        if not edit.rows(TABLE) and case.article and proposals.day_of(case):
            proposals.of_case(case, [*self.lines.values()])
            edit = edited.read(self.folder)
        decided.read(edit)
        for name in (name for name in HEADER if name not in edit.draft(TABLE).header):
            edit.draft(TABLE).put_in(name, [*HEADER])
        self.edit, self.case = edit, case
        self.found = check.problems(self.folder) if found is None else found

    def _heard(self, _, asked: dict, __) -> None:
        """Answer the page, or say in a sentence why nothing was written."""
        try:
            told = self.answer(str(asked.get("what")), asked.get("given") or {})
        except Exception as error:  # whatever it is, the coder should know
            wrong = str(error)
            if isinstance(error, OSError):
                file = Path(str(error.filename)).name
                wrong = f"{file} cannot be written: {error.strerror}."
            elif not isinstance(error, ValueError):
                wrong = f"{type(error).__name__}: {error}"
            told = {"problem": wrong}
            # what a decision had begun to change is forgotten
            with suppress(Exception):
                self._read()
                told["state"] = self.state()
        self.send({"of": asked.get("of"), **told})

    def answer(self, what: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Answer one question of the page by its name.

        Raises
        ------
        ValueError
            Where there is no such question, or nothing could be written; a sentence.
        """
        answers: dict[str, Callable[[Mapping], dict]] = {
            "page": self._page, "news": self._news, "ways": self._ways,
            "accept": self._accept, "reject": self._reject, "undo": self._undo,
            "back": self._back, "record": self._record, "write": self._write,
            "ties": lambda given: {"ties": questions.ties(self.case, given)},
        }  # fmt: skip
        if what not in answers:
            raise ValueError(f"{what[:40]!r} is nothing that the desk answers.")
        return answers[what](given)

    def state(self) -> dict[str, Any]:
        """Return what is decided and what is not, what to mend and whom to name."""
        rows, case, lines = self.edit.rows(TABLE), self.case, self.lines
        found = [(str(one), self._record_of(one)) for one in self.found
                 if one.wrong != UNUSED]  # fmt: skip
        if idle := [self._record_of(one) for one in self.found if one.wrong == UNUSED]:
            told = IDLE.format(prose.count(len(idle), "row"), ", ".join(idle))
            found.append((told, idle[0] * (len(idle) == 1)))
        return {
            "proposals": [progress.proposal(case, row, lines) for row in rows],
            "paragraphs": progress.paragraphs(case, rows, lines),
            "check": found,
            "asks": [
                (coverage.asked(one), one["record"]) for one in coverage.asks(case)
            ],
            "undo": self.done[-1][0] if self.done else "",
        }

    def _record_of(self, one: Problem) -> str:
        """Return the record that a problem is of, if the desk can open it."""
        table = Path(one.file).stem
        rows = self.case.rows(table) if table in schema.BY_NAME else []
        found = next((row[1] for row in rows if row.Index + 2 == one.row), "")
        return found if found in self.case.by_id else ""

    def _page(self, _: Mapping) -> dict[str, Any]:
        """Give the page and the copy."""
        texts, state = {n: line.text for n, line in self.lines.items()}, self.state()
        letters = "".join(sorted({*string.printable, *"".join(texts.values())}))
        look, title = (HERE / "desk.css").read_text("utf-8"), self.case.title
        html = offline.fill(HERE / "desk.html", "", style=look, packs=letters,
                            title=f"Coding {title}", case=title)  # fmt: skip
        lost = sum(one["at"] < 0 for one in state["proposals"])
        told = LOST.format(prose.count(lost, "cue")) if lost else ""
        told = told if state["proposals"] or proposals.day_of(self.case) else UNDATED
        is_ours = self.folder.parent == paths.DATA
        named = shlex.quote(self.folder.name if is_ours else str(self.folder))
        return {"html": html, "text": texts, "state": state, "told": told,
                "folder": named}  # fmt: skip

    def _news(self, _: Mapping) -> dict[str, Any]:
        """Say whether files have changed outside, and show them."""
        if not self.edit.changed():
            return {}
        self._read()
        return {"told": OUTSIDE, "state": self.state()}

    def _ways(self, given: Mapping) -> dict[str, Any]:
        """Give the ways to take a proposal or a selection, each with its fields."""
        if self.edit.changed():
            self._read()
        row = self._proposal(given)
        return questions.ways(self.case, row, *self._around(row))

    def _around(self, row: Mapping[str, str]) -> tuple[Line, list[Row]]:
        """Return the paragraph of a proposal, and all proposals in it."""
        number = row["paragraph"]
        beside = [one for one in self.edit.rows(TABLE) if one["paragraph"] == number]
        return self.lines.get(number, Line(0, "")), beside

    def _record(self, given: Mapping) -> dict[str, Any]:
        """Give records as a form, those of a cue or one; or what can be opened."""
        if self.edit.changed():
            self._read()
        if not given:
            return {"choices": forms.choices(self.case)}
        asked = str(given.get("record") or "")
        of = [asked] if asked else progress.ids(self._proposal(given))
        may_be = {*schema.BY_NAME, *self.case.by_id, forms.CASE}
        there = [one for one in of if one in may_be]
        if not there:
            raise DecisionError("That record is no longer there; choose another one.")
        found = [*forms.parts(self.edit, self.case, there)]
        return {"parts": found, "lists": questions.lists(self.case, found)}

    def _write(self, given: Mapping) -> dict[str, Any]:
        """Write records as their form has them, and new ones."""
        made = forms.write(self.edit, given["parts"], self.case.focus)
        done = [one for one in self.edit.done if one.table in schema.BY_NAME]
        kept = [next(iter(one.after.values())) for one in done if one.after]
        gone = written.removed(done)
        told = {"Written": [*made, *kept], "Removed": gone}
        told = {how: ", ".join(dict.fromkeys(all_)) for how, all_ in told.items()}
        if not any(told.values()):
            return {"told": "Nothing has changed."}
        row = self._proposal(given) if given.get("key") else {}
        what = f"the change of {', '.join(filter(None, told.values()))}"
        told = " ".join(f"{how}: {all_}." for how, all_ in told.items() if all_)
        return self._saved(row, told, what, self._held())

    def _proposal(self, given: Mapping) -> Mapping[str, str]:
        """Find a proposal, or make one of what is selected."""
        chosen = given.get("chosen")
        made = self._selected(*map(int, chosen)) if chosen else None
        key = [*decided.place(made)] if made else given.get("key")
        for row in self.edit.rows(TABLE):
            if [*decided.place(row)] == key:
                return row
        if made:
            return made
        raise DecisionError("That proposal is no longer there; choose another one.")

    def _selected(self, number: int, start: int, stop: int) -> dict[str, str]:
        """Make a proposal of the words of which letters were selected by hand."""
        text = self.lines[str(number)].text
        runs = [run for run in re.finditer(r"\S+", text)
                if run.start() < stop and run.end() > start]  # fmt: skip
        if not runs or not text[start:stop].strip():
            raise DecisionError("Select words within one paragraph first.")
        begin, end = runs[0].start(), runs[-1].end()
        if words(runs[0][0]) > 1:  # letters without blanks are taken as they are chosen
            begin = max(begin, start)
        if words(runs[-1][0]) > 1:
            end = min(end, stop)
        if (count := words(text[begin:end])) > MOST_WORDS:
            raise DecisionError(MANY.format(count))
        cue = text[begin:end].rstrip(ENDS) or text[begin:end]
        inner = cue.lstrip(ENDS) or cue
        cells = (number, begin + len(cue) - len(inner), inner, "selection")
        row = dict(zip(decided.PLACE, map(str, cells), strict=True))
        return dict.fromkeys(HEADER, "") | row | {"why": "selected by hand"}

    def _accept(self, given: Mapping) -> dict[str, Any]:
        """Write the rows of a decision, and the decision into the proposals."""
        row = self._proposal(given)
        said = questions.statements(self.case, row, *self._around(row))
        is_time = row["kind"] in questions.TIMES
        place = Place(f"P{row['paragraph']}", row["cue"], is_time, said)
        way, answers = str(given.get("way")), given.get("answers") or {}
        before = [one for one in progress.ids(row) if one in self.case.by_id]
        ids = decisions.decide(self.edit, self.case.article, place, way, answers)
        told = f"{', '.join(ids)} (“{row['cue']}”)"
        taken = [TAKEN.format(one.after["record_id"]) for one in self.edit.done
                 if one.table == "citations" and one.before and one.after
                 and one.after["chain"] != one.before["chain"]]  # fmt: skip
        made = [one.after for one in self.edit.done
                if one.table in ("actors", "places") and not one.before]  # fmt: skip
        taken += [MADE.format(own, one["name"]) for one in made
                  if (own := next(iter(one.values()))) not in ids]  # fmt: skip
        decision = ";".join(dict.fromkeys([*before, *ids]))
        others = self._of_one_saying(row, "") if way == "statement" else []
        for one in [row, *others]:
            self._decided(one, decision)
        with_ = "".join(WITH.format(one["cue"]) for one in others)
        said = "".join([f"Written: {told}.", with_, *taken])
        answer = self._saved(row, said, told, self._held())
        asks = [f" {text}." for text, one in answer["state"]["asks"] if one in ids]
        return answer | {"told": "".join([said, *asks])}

    def _of_one_saying(self, row: Mapping[str, str], decision: str) -> list[Row]:
        """List the other cues of a saying that have a decision."""
        line, beside = self._around(row)
        same = [one for one in beside if one[DECISION] == decision]
        return questions.of_one_saying(row, line, same)

    def _back(self, given: Mapping) -> dict[str, Any]:
        """Take one decision back, whenever it was made, if nothing rests on it."""
        row = self._proposal(given)
        if not row[DECISION]:
            raise DecisionError(f"“{row['cue']}” is not decided yet.")
        for one in self._of_one_saying(row, row[DECISION]):
            self._decided(one, "")
        written.remove(self.edit, row, self.case.focus)
        told = f"{row[DECISION]} (“{row['cue']}”)"
        if row["kind"] == "selection":
            self.edit.remove(TABLE, row)
        else:
            self._decided(row, "")
        return self._saved(row, f"Taken back: {told}.", f"taking back {told}")

    def _reject(self, given: Mapping) -> dict[str, Any]:
        """Write that a proposal is not taken."""
        row = self._proposal(given)
        if row[DECISION] and not row[DECISION].startswith(LEFT_OUT):
            raise DecisionError(
                f"“{row['cue']}” is accepted as {row[DECISION]}; take that back first."
            )
        self._decided(row, LEFT_OUT)
        cue = f"“{row['cue']}”"
        return self._saved(row, f"Rejected: {cue}.", f"the rejection of {cue}")

    def _decided(self, row: Mapping[str, str], decision: str) -> None:
        """Put a decision into its row of the proposals, which may be new."""
        if isinstance(row, Row):
            self.edit.change(TABLE, row, {DECISION: decision})
        else:
            self.edit.add(TABLE, row | {DECISION: decision})

    def _held(self) -> list[Problem]:
        """Return what the check will find; refuse what is written wrong, or breaks.

        What shows once something else is mended, or there, is still to do.
        """
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / self.folder.name
            folder.mkdir()
            self.edit.lay_out(folder)
            found = check.problems(folder)
        had, now = ([replace(one, row=None) for one in each if one.wrong != UNUSED]
                    for each in (self.found, found))  # fmt: skip
        mends = {*had} - {*now}
        own = {id(change.after) for change in self.edit.done}
        for one in found:
            table, bare = Path(one.file).stem, replace(one, row=None)
            rows = self.edit.rows(table)[one.row - 2 : one.row - 1] if one.row else []
            row = next(iter(rows), {})
            is_own = one.file in self.edit.texts or (
                one.row and (not mends or id(row) in own)
            )
            if is_own and bare in now and bare not in had:
                of = f" of {next(iter(row.values()))}" if row else ""
                raise DecisionError(REFUSED.format(of, one))
        return found

    def _saved(
        self,
        row: Mapping[str, str],
        told: str,
        what: str,
        found: list[Problem] | None = None,
    ) -> dict[str, Any]:
        """Write all at once, and remember for Undo what was written."""
        if changes := self.edit.save():
            self.done.append((what, [*decided.place(row)] if row else [], changes))
        self._read(found)
        return {"told": told, "state": self.state()}

    def _undo(self, _: Mapping) -> dict[str, Any]:
        """Take the last decision of this desk back from the tables."""
        if not self.done:
            raise DecisionError("There is nothing to undo since the desk was opened.")
        if self.edit.changed():
            self._read()
        what, at, changes = self.done[-1]
        try:
            self.edit.take_back(changes)
        except ChangedError:
            self.done.pop()  # it never can be, and what was before it still can
            raise
        self.edit.save()
        self.done.pop()
        self._read()
        return {"told": f"Taken back: {what}.", "at": at, "state": self.state()}
