"""Nothing is removed that is not provably ours: no name is a proof, no number is."""

import errno
import os
import shutil
import subprocess
import sys
import time

import pytest

from helpers import paths
from helpers.run import owned

HOLDS = """
import sys, time
from pathlib import Path
from helpers.run import owned
made = owned.folder(Path(sys.argv[1]), "x-")
print(made[0], flush=True)
time.sleep(60)
"""


@pytest.fixture
def held(tmp_path):
    """Let another process, with numbers of its own where allowed, hold a folder."""
    alone = ["unshare", "--pid", "--fork", "--kill-child"]
    may = shutil.which("unshare") and not subprocess.run([*alone, "true"]).returncode
    holder = subprocess.Popen(
        [*(alone if may else []), sys.executable, "-c", HOLDS, tmp_path],
        cwd=paths.ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield holder, paths.Path(holder.stdout.readline().strip())
    holder.kill()
    holder.wait()


def let_go(tmp_path):
    """Make a folder of ours that nobody holds any more."""
    made, lock = owned.folder(tmp_path, "x-")
    (made / "half").write_text("half")
    os.close(lock)
    return made


@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_what_is_no_file_is_not_replaced(tmp_path, kind):
    path = tmp_path / "index.html"
    {"pipe": os.mkfifo, "folder": os.mkdir}.get(
        kind, lambda link: os.symlink("nowhere", link)
    )(path)
    assert owned.refusal(path)


def test_a_file_that_cannot_be_written_is_named_as_it_was_asked_for(
    tmp_path, monkeypatch
):
    def refuse(**_):
        raise PermissionError(errno.EACCES, "Permission denied", tmp_path / ".x.tmp")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(PermissionError) as error:
        paths.write(tmp_path / "x", "new")
    assert error.value.filename == str(tmp_path / "x")


@pytest.mark.parametrize("under", ["", "more/deep"])
def test_a_folder_that_cannot_be_written_to_is_named_before_work_begins(
    tmp_path, under
):
    link, file = tmp_path / "link", tmp_path / "file"
    link.symlink_to("nowhere")
    file.touch()
    for there in (link, file):
        with pytest.raises(OSError) as error:
            paths.try_writing(there / under)
        assert error.value.filename == str(there)
    paths.try_writing(tmp_path / "new" / under)
    assert sorted(tmp_path.iterdir()) == [file, link]


def test_what_nobody_holds_goes(tmp_path):
    made = let_go(tmp_path)
    owned.tidy(tmp_path, "x-*")
    assert not made.exists()


def test_what_a_process_of_another_container_holds_stays_until_it_ends(held, tmp_path):
    holder, made = held
    owned.tidy(tmp_path, "x-*")
    assert made.exists()
    holder.kill()
    holder.wait()
    until = time.time() + 20
    while made.exists() and time.time() < until:  # its child ends a little later
        owned.tidy(tmp_path, "x-*")
        time.sleep(0.05)
    assert not made.exists()


def users(made):
    """Write what a user might have there under such a name; give it."""
    home = made.parent

    def folder():
        (home / "x-mine").mkdir()
        (home / "x-mine" / "work").write_text("mine")
        return home / "x-mine"

    def copied():
        return paths.Path(shutil.copytree(made, home / "x-copy"))

    def linked():
        (home / "x-link").symlink_to(made)
        return home / "x-link"

    def file():
        (home / "x-file").write_text("mine")
        return home / "x-file"

    def marked():
        found = folder()
        (found / owned.MARK).write_bytes((made / owned.MARK).read_bytes())
        return found

    return [folder, copied, linked, file, marked]


@pytest.mark.parametrize("nth", range(5))
def test_what_is_not_ours_stays(tmp_path, nth):
    made, lock = owned.folder(tmp_path, "x-")
    mine = users(made)[nth]()
    os.close(lock)
    for found in (made, mine):
        assert owned.marked(found) == (found == made)
    owned.remove(mine)
    owned.unmark(mine)
    owned.tidy(tmp_path, "x-[!_]*" if mine.is_symlink() else f"{mine.name}*")
    assert mine.is_symlink() or mine.exists()
    if nth == 4:
        assert (mine / "work").read_text() == "mine" and (mine / owned.MARK).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="another user needs rights")
def test_what_is_of_another_user_stays(tmp_path):
    made = let_go(tmp_path)
    os.chown(made, 12345, 12345)
    owned.tidy(tmp_path, "x-*")
    assert made.exists() and not owned.marked(made)


def test_a_folder_that_is_to_stay_loses_its_mark(tmp_path):
    made = let_go(tmp_path)
    owned.unmark(made)
    owned.tidy(tmp_path, "x-*")
    assert [p.name for p in made.iterdir()] == ["half"]
