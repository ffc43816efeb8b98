import json
import subprocess
import sys
import time

import pytest

from helpers import paths
from helpers.compare.findings import Finding
from helpers.run.store import RECORD, Record, Store, note

KEY, OTHER = "0123456789abcdef0123", "fedcba9876543210fedc"
HOLDS = """
import sys, time
from pathlib import Path
from helpers.run.store import Store
store = Store(Path(sys.argv[1])).open()
with store.claim(sys.argv[2]) as ours, store.aside(sys.argv[2]):
    print(ours, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "out").open()
    yield made
    made.close()


@pytest.fixture
def holder(store):
    """Hold a claim in another process."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, store.folder, KEY], cwd=paths.ROOT,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout.readline() == "True\n"
    yield other
    other.kill()
    other.wait()


def made(store, record, *outputs):
    with store.aside(record.key) as folder:
        for name in outputs:
            (folder / name).write_text("made")
        note(folder, record)


def test_a_record_is_read_as_it_was_written(store):
    record = Record(key=KEY, status="failed", run=1.5, tries=2, chapter="01-timeline",
                    cell=3, error="ValueError: “no”",
                    findings=[Finding(name="n", value=2, items=["E001"])])  # fmt: skip
    made(store, record)
    assert store.record(KEY) == record
    assert store.record(OTHER) is None


@pytest.mark.parametrize("text", ["", "{", '{"key": "x"}', "[1]"])
def test_a_record_that_is_not_whole_is_none(store, text):
    store.place(KEY).mkdir()
    (store.place(KEY) / RECORD).write_text(text)
    assert store.record(KEY) is None


def test_outputs_are_in_place_whole_or_not_at_all(store):
    with pytest.raises(ZeroDivisionError), store.aside(KEY) as folder:
        (folder / "half").write_text("half")
        assert not store.place(KEY).exists()
        1 / 0  # noqa: B018
    assert [p.name for p in store.runs.iterdir()] == [".lock"]


def test_a_run_made_anew_replaces_the_failed_one(store):
    made(store, Record(key=KEY, status="failed"), "old")
    made(store, Record(key=KEY, status="done"), "new")
    assert store.record(KEY).status == "done"
    assert sorted(p.name for p in store.place(KEY).iterdir()) == ["new", RECORD]
    assert sorted(p.name for p in store.runs.iterdir()) == [".lock", KEY]


def test_what_a_user_put_beside_the_outputs_of_a_run_stays(store):
    made(store, Record(key=KEY, status="failed"), "old")
    (store.place(KEY) / "notes").write_text("mine")
    made(store, Record(key=KEY, status="done"), "new")
    assert (store.place(KEY) / "notes").read_text() == "mine"
    assert not (store.place(KEY) / "old").exists()


def test_a_folder_of_the_user_in_the_place_of_a_run_stays(store):
    store.place(KEY).mkdir()
    (store.place(KEY) / "mine").write_text("mine")
    with pytest.raises(FileExistsError, match="is none of its runs; move it away"):
        made(store, Record(key=KEY, status="done"))
    assert [p.name for p in store.place(KEY).iterdir()] == ["mine"]
    assert sorted(p.name for p in store.runs.iterdir()) == [".lock", KEY]


def test_what_a_killed_run_left_goes_when_the_folder_is_opened_again(store, holder):
    (left,) = store.runs.glob(f".{KEY}.*.part")
    Store(store.folder).open().close()
    assert left.exists()  # another process is making it
    holder.kill()
    holder.wait()
    Store(store.folder).open().close()
    assert not left.exists()


def test_what_a_user_named_like_an_unfinished_run_stays(store):
    mine = store.runs / f".{KEY}.abc.part"
    mine.mkdir()
    (mine / "half").write_text("mine")
    Store(store.folder).open().close()
    assert mine.exists()


def test_a_folder_belongs_to_the_sweep_that_came_first(store):
    assert store.belongs("one") == "one" == store.belongs("two")


def test_a_run_that_another_process_holds_is_not_ours(store, holder):
    with store.claim(KEY) as ours:
        assert not ours
    with store.claim(OTHER) as ours:
        assert ours
    holder.kill()
    holder.wait()
    with store.claim(KEY) as ours:  # the system dropped the lock of the killed one
        assert ours


def test_waiting_for_a_run_ends_when_its_holder_does(store, holder):
    begun = time.monotonic()
    subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -9 {holder.pid}"])
    with store.claim(KEY, wait=True) as ours:
        assert ours and time.monotonic() - begun > 0.2


def test_a_folder_that_cannot_be_written_to_is_told_at_once(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError):
        Store(tmp_path / "file" / "out").open()


def test_a_record_is_plain_json(store):
    made(store, Record(key=KEY, status="done"))
    told = json.loads((store.place(KEY) / RECORD).read_text())
    assert told["key"] == KEY and told["findings"] == []
