"""Looking at a notebook of ours changes no byte of it, whatever program saves it."""

import asyncio
import copy
import json
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from helpers import paths, publish
from helpers.compare import findings
from helpers.run import chapters, forking, form, plans, report, sweep
from tests import books, lab
from tests.once import slowly
from tests.run import small

OURS = sorted(paths.NOTEBOOKS.glob("[!m]*.ipynb"))  # none of a reader, my-*
SOME = [OURS[0], *slowly(*OURS[1:])]
SAVED = {  # what programs make of the metadata and the format
    "lab": {"kernelspec": {"name": "python3", "language": "python",
                           "display_name": "Python 3 (ipykernel)"},
            "language_info": {"name": "python", "version": "3.99.1",
                              "codemirror_mode": {"name": "ipython", "version": 3},
                              "nbconvert_exporter": "python"}},
    "vs code": {"kernelspec": {"name": "python3", "language": "python",
                               "display_name": ".venv (3.13.1)"},
                "language_info": {"name": "python", "version": "3.13.1"}},
    "conda": {"kernelspec": {"name": "conda-env-py-py", "language": "python",
                             "display_name": "Python [conda env:py]"}},
    "colab": {"kernelspec": {"name": "python3", "display_name": "Python 3"},
              "language_info": {"name": "python"}},
    "nothing": {"kernelspec": None, "language_info": None},
}  # fmt: skip


def kept(path):
    """Write a notebook as `make notebooks` keeps it."""
    book = nbformat.read(path, as_version=4)
    return (nbformat.writes(publish.stripped(book)) + "\n").encode()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Put the notebooks into another project's folder, which is ours here."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    for path in OURS:
        (notebooks / path.name).write_bytes(kept(path))
    monkeypatch.setattr(paths, "NOTEBOOKS", notebooks)
    return notebooks


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_the_committed_notebooks_are_in_their_form(path):
    assert path.read_bytes() == kept(path)


def test_numbers_are_spelt_as_every_program_spells_them():
    data = {"x": [1.0, 1.5, -0.0, True, "1.0", 1e300, None]}
    book = {"cells": [{"cell_type": "code", "id": "a", "outputs": [{"data": data}]}]}
    assert json.dumps(form.normalised(book)["cells"][0]["outputs"]).startswith(
        '[{"data": {"x": [1, 1.5, 0, true, "1.0", 1e+300, null'
    )


def test_the_state_of_widgets_is_kept_where_there_is_one():
    kind = "application/vnd.jupyter.widget-state+json"
    for state in ({}, {"a": {"model_name": "SliderModel"}}):
        widgets = {"widgets": {kind: {"state": state}}}
        book = form.normalised({"cells": [], "metadata": widgets})
        assert ("widgets" in book["metadata"]) == bool(state)


def save(root, path, change):
    """Open a file by Jupyter's own manager, change what it holds, and save it."""
    manager = AsyncLargeFileManager(
        root_dir=str(root), pre_save_hook=lab.HOOK.split("=")[1]
    )

    async def saved():
        model = await manager.get(path)
        model["content"] = change(model["content"])
        await manager.save({k: model[k] for k in ("type", "format", "content")}, path)

    with ThreadPoolExecutor(1) as apart:  # Playwright's loop may run in this thread
        apart.submit(asyncio.run, saved()).result()


def as_by(program, minor=5):
    def changed(book):
        for name, value in SAVED[program].items():
            book["metadata"].pop(name, None)
            if value:
                book["metadata"][name] = value
        return book | {"nbformat_minor": minor}

    return changed


@pytest.mark.parametrize("root", [".", *slowly("notebooks")])
@pytest.mark.parametrize("program", SAVED)
@pytest.mark.parametrize("source", SOME, ids=lambda path: path.stem)
def test_to_look_at_a_notebook_changes_no_byte_of_it(folder, source, program, root):
    path, top = folder / source.name, (folder.parent / root).resolve()
    before = path.read_bytes()
    save(top, str(path.relative_to(top)), as_by(program))
    assert path.read_bytes() == before


def test_what_a_reader_changes_is_kept(folder):
    def edited(book):
        book = copy.deepcopy(as_by("lab")(book))
        book["metadata"]["mine"] = {"a": 1}
        book["cells"][1]["source"] += "\n# mine"
        book["cells"][1]["metadata"]["collapsed"] = True
        book["cells"][3]["outputs"] = book["cells"][3]["outputs"][:0]
        book["cells"].append(nbformat.v4.new_markdown_cell("Mine.", id="mine"))
        return book

    path = folder / OURS[0].name
    save(folder, path.name, edited)
    book = nbformat.read(path, as_version=4)
    assert book.metadata.mine == {"a": 1}
    assert book.metadata.language_info == {"name": "python"}
    assert book.cells[1].source.endswith("\n# mine")
    assert book.cells[1].metadata.collapsed and book.cells[3].outputs == []
    assert book.cells[-1].source == "Mine."


def plain(book):
    book["metadata"].pop("dateline")
    return as_by("lab")(book)


def in_r(book):
    book["metadata"]["language_info"] = {"name": "R", "version": "4.4"}
    return book


@pytest.mark.parametrize(
    "name, change",
    [("notebooks/01-timeline.ipynb", plain), ("notebooks/01-timeline.ipynb", in_r),
     ("mine/01-timeline.ipynb", as_by("lab")),
     ("notebooks/more/01-timeline.ipynb", as_by("lab"))],
    ids=["no word of ours", "another language", "another folder", "below"],
)  # fmt: skip
def test_a_notebook_that_is_not_ours_is_saved_as_it_is(folder, name, change):
    path = folder.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(kept(OURS[0]))
    wanted = change(nbformat.read(path, as_version=4))
    save(folder.parent, name, change)
    assert nbformat.read(path, as_version=4) == wanted


@pytest.mark.parametrize("text", ["metadata = 1\n", '{"metadata": {"dateline": 1}}'])
def test_another_kind_of_file_is_saved_as_it_is(folder, text):
    path = folder / "mine.py"
    path.write_text(text)
    save(folder, "mine.py", lambda content: content)
    assert path.read_text() == text


@pytest.mark.parametrize("content", [{}, {"metadata": None}, None, "text", []])
def test_nothing_stops_a_save(folder, content):
    """Jupyter refuses to save where a hook raises: the reader's work would be lost."""
    manager = AsyncLargeFileManager(root_dir=str(folder))
    model = {"type": "notebook", "content": copy.deepcopy(content)}
    form.on_save(model, "x.ipynb", manager)
    assert model["content"] == content


def test_a_notebook_without_ids_stays_of_the_version_that_has_none():
    book = {"cells": [{"cell_type": "raw"}], "nbformat": 4, "nbformat_minor": 2}
    assert form.normalised(book)["nbformat_minor"] == 2


@pytest.mark.slow
def test_jupyterlab_opens_and_saves_a_chapter_without_a_change(browser, served):
    project, address = served
    path = project / "notebooks" / "saved.ipynb"  # the chapters are all workers'
    path.write_bytes(kept(OURS[0]))
    page = browser.new_page()
    page.goto(address.format("saved"))
    page.wait_for_function(lab.OPENED, timeout=60_000)
    before = path.stat().st_mtime_ns
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function(
        "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
    )
    page.close()
    assert path.stat().st_mtime_ns > before
    assert path.read_bytes() == kept(OURS[0])


# ---- a notebook by another program, run -----------------------------------------


def by(program, minor):
    """Give a notebook as another program saves it, or somebody by hand."""
    source = "from helpers import findings\nfindings.record('two', len(memory))"
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Two?"]},
        {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "outputs": [],
         "execution_count": None, "source": ['case = ""\n', 'memory = "12 months"']},
        {"cell_type": "code", "metadata": {"id": "x1", "colab": {}}, "outputs": [],
         "execution_count": None, "source": source},
    ]  # fmt: skip
    if program == "nothing":
        for cell in cells[:1] + cells[2:]:
            for name in ("metadata", "outputs", "execution_count"):
                cell.pop(name, None)
    if minor == 5:
        cells[0]["id"] = "cell-01"
    found = {n: v for n, v in SAVED[program].items() if v}
    told = {} if program == "nothing" else {"metadata": found | {"colab": {}}}
    return {"cells": cells, "nbformat": 4, "nbformat_minor": minor} | told


@pytest.mark.parametrize("minor", [0, 4, 5])
@pytest.mark.parametrize("program", SAVED)
def test_a_notebook_by_another_program_runs_and_comes_into_our_form(
    tmp_path, program, minor, recwarn
):
    path = tmp_path / "by-another.ipynb"
    path.write_text(json.dumps(by(program, minor)), encoding="utf-8")
    assert chapters.takes(path) == {"case", "memory"}
    assert chapters.deaf([path], ["case", "memory"]) == []
    book = books.run(path, memory="ever")
    (found,) = findings.read(book)
    assert found.value == len("ever")
    told = [publish.stripped(book), form.whole(by(program, minor))]
    for one in told:
        assert one["metadata"]["kernelspec"] == form.KERNEL
        assert one["nbformat_minor"] == 5
        assert len({cell["id"] for cell in one["cells"]}) == len(one["cells"])
    assert set(told[0].metadata) == {"kernelspec", "language_info", "dateline"}
    assert not [w for w in recwarn if "nbformat" in str(w.filename)]


@pytest.mark.parametrize("program", ["conda", "nothing"])
def test_a_report_and_a_sweep_take_a_notebook_by_another_program(tmp_path, program):
    (tmp_path / "small.ipynb").write_text(json.dumps(by(program, 2)), encoding="utf-8")
    case = small.case(tmp_path)
    told = {"base": {"case": str(case)}, "grid": {"memory": ["ever"]},
            "chapters": ["small.ipynb"]}  # fmt: skip
    (tmp_path / "s.yaml").write_text(json.dumps(told), encoding="utf-8")
    plan = plans.read(tmp_path / "s.yaml")
    records = sweep.carry_out(plan, tmp_path / "out", plans.Terms())
    assert [(r.status, r.error) for r in records] == [("done", "")] * 2
    assert [r.findings[0].value for r in records] == [len("12 months"), len("ever")]
    given = {"case": str(case), "memory": "ever"}
    page = report.build(given, tmp_path / "page", [tmp_path / "small.ipynb"])
    assert page.is_file()


def test_a_kernel_of_the_users_by_the_same_name_is_not_taken(tmp_path, monkeypatch):
    told = {"argv": ["/nowhere/python"], "display_name": "Mine", "language": "python"}
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps(told))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    for way in ("forked", "plain"):
        monkeypatch.setenv(forking.PLAIN, way)
        book = books.run(books.make(tmp_path / "a.ipynb", "'ran'"))
        assert books.shown(book) == ["'ran'"]


def test_a_notebook_in_another_language_is_refused_in_a_sentence(tmp_path):
    book = by("lab", 5)
    book["metadata"]["kernelspec"] = {"name": "ir", "language": "R"}
    book["metadata"]["language_info"] = {"name": "R"}
    path = tmp_path / "in-r.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")
    assert chapters.deaf([path], []) == [
        "in-r.ipynb is in R, and only Python is run here."
    ]
