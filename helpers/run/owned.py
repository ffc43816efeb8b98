"""What this program has made itself, and may therefore remove.

A folder of ours bears a mark that names it, so that no copy and no folder of the
user's is taken for it; and the mark is locked while somebody uses it, which is seen
from other containers too, where a process number says nothing.
"""

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # without locks nothing is known to be left, and it stays
    fcntl = None

MARK = ".made-by-dateline"
# By these a page is known again, the second one being of before there was a first;
# and the table of a sweep.
PAGES = (
    b'<meta name="generator" content="dateline">',
    b'content="default-src &#39;none&#39;; img-src data: blob:; style-src &#39;unsafe',
)
TABLE = b"run,view,kind,subject,"


def by_us(path: Path) -> bool:
    """Whether a file or folder is there, no link, and of this user."""
    with suppress(OSError):
        found = path.lstat()
        user = os.geteuid() if hasattr(os, "geteuid") else found.st_uid
        return not stat.S_ISLNK(found.st_mode) and found.st_uid == user
    return False


def refusal(path: Path) -> str:
    """Say why no page or table may be written there; blank over nothing, or ours."""
    if not os.path.lexists(path):
        return ""
    head = b""
    if path.is_file():  # a pipe would be waited for
        with open(path, "rb") as file:
            head = file.read(2000)
    if any(one in head for one in PAGES) or head.startswith(TABLE):
        return ""
    wrong = "is there and Dateline has not made it"
    return f"{path} {wrong}: move it away, or name another folder"


def folder(near: Path, prefix: str, suffix: str = "") -> tuple[Path, int]:
    """Make a folder of ours; return it, and the lock on it, to be closed."""
    made = Path(tempfile.mkdtemp(dir=near, prefix=prefix, suffix=suffix))
    return made, mark(made)


def mark(made: Path) -> int:
    """Mark a folder as ours and lock it; return the lock, to be closed."""
    aside = made / f"{MARK}.new"  # it is locked before anybody finds it
    lock = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    if fcntl:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.write(lock, _name(made))
    os.rename(aside, made / MARK)
    return lock


def _name(made: Path) -> bytes:
    """Name a folder by what no copy of it shares."""
    return f"Folder {made.stat().st_ino}, made by dateline.\n".encode()


def marked(found: Path) -> bool:
    """Whether a folder bears our mark, made for it and by this user."""
    with suppress(OSError):
        ours = by_us(found) and by_us(found / MARK)
        return ours and (found / MARK).read_bytes() == _name(found)
    return False


def unmark(made: Path) -> None:
    """Take the mark off a folder that is to stay."""
    if marked(made):
        (made / MARK).unlink()


def remove(made: Path) -> None:
    """Remove a folder of ours; any other stays."""
    if marked(made):
        shutil.rmtree(made, ignore_errors=True)


def tidy(near: Path, pattern: str) -> None:
    """Remove the folders of ours that nobody uses any more: what a kill has left."""
    for left in near.glob(pattern):
        if fcntl and marked(left):
            with suppress(OSError):
                lock = os.open(left / MARK, os.O_RDWR)
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    remove(left)
                finally:
                    os.close(lock)
