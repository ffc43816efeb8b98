"""A session of all commands leaves the user's machine as it was."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import paths
from helpers.__main__ import main
from tests.run import small

TYPED = """
import json, sys
from click.testing import CliRunner
from helpers.__main__ import main
for command in json.loads(sys.argv[1]):
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, (command, done.output)
"""  # in one process: to load it thirteen times takes longer than what they do
OWN = {".git", ".cache", "__pycache__", ".venv", "reports", ".pytest_cache",
       ".hypothesis", ".ruff_cache"}  # fmt: skip


def state(folder, but=()):
    """Tell what stands in a folder and below, and what it holds."""
    found = {}
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in but]
        for name in (*folders, *files):
            path = Path(at, name)
            stat = path.lstat()
            told = (stat.st_size, stat.st_mtime_ns) if path.is_file() else "folder"
            found[str(path.relative_to(folder))] = told
    return found


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Type every command from a folder of the user's; give what changed where."""
    user = tmp_path_factory.mktemp("user")
    out, given = user / "out", user / "work"
    for name in ("home", "tmp", "out", "work"):
        (user / name).mkdir()
    commands = small.arguments(small.given(given), out, out / "older")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("XDG", "MPL"))}
    env |= {"HOME": str(user / "home"), "TMPDIR": str(user / "tmp"),
            "DATELINE_TEST_LOG": str(out / "log"),
            "PYTHONPATH": str(paths.ROOT)}  # fmt: skip
    before = state(user), state(paths.ROOT, OWN)
    typed = [[name, *map(str, commands[name])] for name in main.commands]
    subprocess.run([sys.executable, "-c", TYPED, json.dumps(typed)],
                   cwd=given, env=env, check=True, capture_output=True)  # fmt: skip
    after = state(user), state(paths.ROOT, OWN)
    return [
        {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}
        for one, two in zip(before, after, strict=True)
    ]


def test_nothing_outside_the_named_folders_changes(session):
    changed, _ = session
    assert changed and {path.split("/")[0] for path in changed} == {"out"}


def test_nothing_that_is_kept_in_the_project_changes(session):
    _, changed = session
    assert not changed
