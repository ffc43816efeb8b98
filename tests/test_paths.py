"""A file is read up to a limit or refused, whoever reads; one is put there whole."""

import os
import re

import pytest
from click.testing import CliRunner

from helpers import paths
from helpers.__main__ import main
from helpers.balance import edges
from helpers.case import cases, check, schema, yaml_file
from helpers.run import plans
from tests import worlds


def too_large(path):
    """Make a file a byte larger than its reader takes, which holds nothing."""
    path.touch()
    most = edges.MOST if path.name == "ties.csv" else cases.MOST_BYTES
    os.truncate(path, most + 1)


MADE = {
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": os.mkdir,
    "a file beyond the limit": too_large,
    "a broken link": lambda path: path.symlink_to("nowhere"),
    "a circle of links": lambda path: path.symlink_to(path.name),
}
odd = pytest.mark.parametrize("make", MADE.values(), ids=MADE)


# ---- reading -----------------------------------------------------------------------


def test_a_file_is_read_up_to_its_limit(tmp_path):
    path = tmp_path / "some"
    path.write_bytes(b"four")
    assert paths.read(path, 4) == b"four"
    with pytest.raises(paths.SizeError) as refused:
        paths.read(path, 3)
    assert refused.value.args == (4,)


@odd
def test_what_is_no_file_of_that_size_is_never_opened(tmp_path, monkeypatch, make):
    path = tmp_path / "some"
    make(path)
    monkeypatch.setattr(type(path), "read_bytes", lambda path: pytest.fail("opened"))
    with pytest.raises((paths.NoFileError, paths.SizeError, OSError)):
        paths.read(path, cases.MOST_BYTES)


def in_case(name):
    """Give what reads a case in which something else stands in a file's place."""

    def read(folder, make):
        path = worlds.write(folder / "small") / name
        path.unlink(missing_ok=True)
        make(path)
        found = check.problems(path.parent)  # the world does not describe all tables
        return [str(problem) for problem in found if problem.column != "resources"]

    return read


def view(folder, make):
    """Read a view out of a YAML file that is none."""
    make(folder / "view.yaml")
    with pytest.raises(yaml_file.YamlError) as refused:
        yaml_file.read(folder / "view.yaml")
    return [str(refused.value)]


def sweep(folder, make):
    """Read a sweep out of a YAML file that is none."""
    make(folder / "sweep.yaml")
    with pytest.raises(plans.SweepError) as refused:
        plans.read(folder / "sweep.yaml")
    return [str(refused.value)]


def chapter(folder, make):
    """Read a sweep over a notebook that is none."""
    make(folder / "own.ipynb")
    with pytest.raises(plans.SweepError) as refused:
        plans.lay_out({"chapters": ["own.ipynb"], "list": [{}]}, "own", folder)
    return str(refused.value).splitlines()[:1]  # then come those that are allowed


def ties(folder, make):
    """Read ties of the user's own out of a CSV file that is none."""
    make(folder / "ties.csv")
    done = CliRunner().invoke(main, ["balance", str(folder / "ties.csv")])
    assert (done.exit_code, done.stdout) == (1, "")
    return done.stderr.splitlines()


READERS = {
    name: in_case(name)
    for name in (*(f"{t}.csv" for t in schema.BY_NAME), cases.DESCRIPTOR)
} | {"view.yaml": view, "sweep.yaml": sweep, "own.ipynb": chapter, "ties.csv": ties}
SAYS = re.compile(
    "no regular file|device|folder|[0-9] MB|link|cannot be read|No such file|holds no"
)


@odd
@pytest.mark.parametrize("name", READERS)
def test_whatever_stands_in_the_place_of_a_file_is_one_sentence(tmp_path, name, make):
    if name == "own.ipynb" and make is too_large:
        pytest.skip("a notebook may be of any size")
    (told,) = READERS[name](tmp_path, make)
    told = told.replace(f"{tmp_path}/", "")
    assert re.match(rf"(chapters = )?'?{re.escape(name)}'?[ :]", told)
    assert SAYS.search(told) and "is not there" not in told
    assert str(tmp_path) not in told and "Errno" not in told


# ---- writing -----------------------------------------------------------------------


@pytest.mark.parametrize("content", ["Zürich\n", b"\x00\xff"])
def test_a_file_is_put_there_whole_in_a_folder_that_is_made(tmp_path, content):
    path = tmp_path / "deep" / "some"
    paths.write(path, content)
    whole = content.encode("utf-8") if isinstance(content, str) else content
    assert path.read_bytes() == whole
    assert [*path.parent.iterdir()] == [path]


def test_a_file_that_is_written_again_keeps_who_may_read_it(tmp_path):
    path = tmp_path / "some"
    path.write_text("before")
    path.chmod(0o600)
    paths.write(path, "after")
    assert path.read_text() == "after" and path.stat().st_mode & 0o777 == 0o600


def test_a_write_that_fails_leaves_what_was_there_and_names_it(tmp_path, monkeypatch):
    def full(*places):
        raise OSError(28, "No space left on device", *places)

    path = tmp_path / "some"
    path.write_text("before")
    monkeypatch.setattr(paths.os, "replace", full)
    with pytest.raises(OSError, match="No space left") as refused:
        paths.write(path, "after")
    assert (refused.value.filename, refused.value.filename2) == (str(path), None)
    assert path.read_text() == "before" and [*tmp_path.iterdir()] == [path]


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    path = tmp_path / "some.txt"
    assert paths.free(path, lambda taken: False) == path
    path.touch()
    (tmp_path / "some-2.txt").symlink_to("nowhere")  # taken all the same
    assert paths.free(path, lambda taken: False) == tmp_path / "some-3.txt"
    assert paths.free(path, lambda taken: taken.name == "some-2.txt").stem == "some-2"
    assert paths.free(path, lambda taken: True) == path


def test_trying_to_write_leaves_nothing(tmp_path):
    paths.try_writing(tmp_path / "to" / "be" / "made")
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_cannot_be_made_is_named_by_what_stands_there(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OSError) as refused:
        paths.try_writing(tmp_path / "file" / "below")
    assert refused.value.filename == str(tmp_path / "file")


def test_files_are_those_that_somebody_has_written(tmp_path):
    written = ["a.py", "b/c.css", "b-d.md"]
    made = [".hidden", "b/.git/x", "__pycache__/a.pyc", "b/__pycache__/y"]
    for name in (*written, *made):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert paths.files(tmp_path) == [str(tmp_path / name) for name in sorted(written)]
