"""Whatever becomes of a file: a case is accepted, or refused in sentences.

A fixed seed changes bytes, cells, rows and packages of every case, and the bytes of an
edge list. Nothing may be a traceback, and each refusal names its place and its value.
"""

import csv
import io
import json
import random
import shutil
from collections import Counter
from dataclasses import asdict

import pytest

from helpers import paths
from helpers.balance import edges
from helpers.case import cases, check, schema, upgrade
from helpers.view import select
from helpers.view.parameters import View
from tests.case.test_check import is_named
from tests.once import slowly

SEED = 13
TRIALS = 22  # of each kind and case
TOKENS = (
    b"\r", b"\0", b"\xff", b'"', b",", b";", b"\t", b"\n", b"\xef\xbb\xbf", b"\\",
    b"\xe2\x80", b"9" * 300, b"[" * 60, b"\xed\xa0\x80", b"{", b"]", b":",
)  # fmt: skip
CELLS = (
    "", " ", "\u200b", "A001", "E999999", "S001;S001", ";;", "<", "S001<S001",
    "a\nb", "a\rb", "\x07", "\u202e", "x" * 30_000, "9" * 5000, "2021-02-30",
    "[2021..2020]", "[..]", "../..", "-", "0", "nan", "1e999", "²", "٣", "P0",
    "yes", "article", "=1+1", "https://\u2028", "\ufeff", "café", "cafe\u0301",
    "label@P3", "@", "Y170000002", "-0001", "2021-W05", "1985~", "{x}",
)  # fmt: skip
VALUES = (
    None, True, 0, 7, -1, 1e308, 10**400, "", " ", "\ud800", "a\x00b", "x" * 30_000,
    [], {}, [[]], [None], ["A001"], ["A001", "A001"], {"a": {}}, "A001",
)  # fmt: skip


def of_bytes(raw, chance):
    """Cut, double, change or insert some bytes."""
    for _ in range(chance.randint(1, 3)):
        at, wide = chance.randrange(len(raw) + 1), chance.choice((0, 1, 1, 7, 200))
        new = chance.choice((*TOKENS, b"", raw[at : at + wide] * 2))
        raw = raw[:at] + new + raw[at + wide :]
    return raw


def _table(change):
    """Change the rows of a table, and write them as CSV."""

    def changed(raw, chance):
        rows = list(csv.reader(io.StringIO(raw.decode(), newline="")))
        for _ in range(chance.randint(1, 3)):
            change(rows, chance)
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue().encode()

    return changed


@_table
def of_cells(rows, chance):
    """Put something else into a cell, now and then of the header."""
    row = chance.choice(rows[:1] if chance.random() < 0.1 else rows)
    if row:
        value = chance.choice((*CELLS, chance.choice(chance.choice(rows) or [""])))
        row[chance.randrange(len(row))] = value


@_table
def of_rows(rows, chance):
    """Take a row away, double, move, shorten or lengthen it."""
    at = chance.randrange(len(rows))
    row = rows.pop(at)
    to = chance.randrange(len(rows) + 1)
    for one in chance.choice(
        ([], [row, row], [row], [row[:-1]], [[*row, "x"]], [[]], [[""] * len(row), row])
    ):
        rows.insert(chance.choice((at, to)), list(one))
    if not rows:
        rows.append(row)


def of_package(raw, chance):
    """Change, drop or add a value anywhere in the descriptor."""
    package = json.loads(raw)
    for _ in range(chance.randint(1, 2)):
        places, todo = [], [package]
        while todo:
            one = todo.pop()
            keys = one if isinstance(one, dict) else range(len(one))
            places += [(one, key) for key in keys]
            todo += [one[key] for key in keys if isinstance(one[key], dict | list)]
        top = [place for place in places if place[0] is package]
        nest, key = chance.choice(chance.choice((top, places)) or [(package, "name")])
        if chance.random() < 0.2:
            del nest[key]
        else:
            nest[key] = chance.choice(VALUES)
    return json.dumps(package).encode()


def outcome(folder):
    """Check a case, and read one that is accepted as a report would."""
    problems = check.problems(folder)
    cases.data_hash(folder)
    if not problems:
        select.view(check.load(folder), View(case=str(folder)))
        return "accepted"
    assert [p for p in problems if not is_named(p, folder)] == []
    assert all(str(problem).isprintable() for problem in problems)
    assert json.dumps([asdict(p) for p in problems], ensure_ascii=False).encode()
    return "refused"


KINDS = {"bytes": of_bytes, "cells": of_cells, "rows": of_rows, "package": of_package}


FIRST, *OTHERS = sorted(cases.names(), key=lambda name: len(cases.load(name).events))


@pytest.mark.parametrize("name", [FIRST, *slowly(*OTHERS)])
@pytest.mark.parametrize("kind", ["package", *slowly("rows", "bytes", "cells")])
def test_no_change_of_a_case_is_a_traceback(tmp_path, name, kind):
    chance, counts = random.Random(f"{SEED} {name} {kind}"), Counter()
    folder = tmp_path / name
    shutil.copytree(cases.find(name), folder)
    files = sorted(folder.glob("*.csv" if kind in ("cells", "rows") else "*.[cj]s*"))
    if kind == "package":
        files = [folder / cases.DESCRIPTOR]
    for trial in range(TRIALS):
        path = chance.choice(files)
        sound = path.read_bytes()
        changed = KINDS[kind](sound, chance)
        path.write_bytes(changed)
        try:
            counts[outcome(folder)] += 1
        except Exception as error:
            counts["traceback"] += 1
            error.add_note(f"trial {trial}, {path.name}: {changed[:3000]!r}")
            raise
        finally:
            path.write_bytes(sound)
    print(f"{name}, {kind}: {dict(counts)}")  # shown by pytest -s
    assert counts["traceback"] == 0 and counts["refused"] >= TRIALS / 4
    assert counts.total() == TRIALS


@pytest.mark.slow
@pytest.mark.parametrize("trials", [40, *slowly(100)])
def test_no_change_of_an_older_package_is_a_traceback_or_lost_by_an_upgrade(
    tmp_path, trials
):
    chance, counts = random.Random(SEED), Counter()
    folder = tmp_path / "old"
    shutil.copytree(paths.ROOT / "tests" / "cases" / "v1", folder)
    path = folder / cases.DESCRIPTOR
    sound = path.read_bytes()
    for _ in range(trials):
        path.write_bytes(of_package(sound, chance))
        passed = not check.problems(folder)
        try:
            upgrade.write(folder)
            package = cases.read_package(folder)
            assert cases.version(package) == schema.VERSION
            assert not passed or check.problems(folder) == []
            counts["upgraded"] += 1
        except cases.CaseError:
            assert not passed
            counts["refused"] += 1
    assert min(counts["upgraded"], counts["refused"]) > trials / 10


TIES = (
    "source,target,sign,begin,end,why\nA,B,+,1904,,x\nB,C,-,1872,1903,\nA,C,1,,,\n"
    'C,D,-1,[1900..1902],1905-03,"y, z"\nD,A,positive,2021-08-16,,\n'
).encode()


@pytest.mark.slow
def test_no_change_of_an_edge_list_is_a_traceback(tmp_path):
    chance, counts = random.Random(SEED), Counter()
    path = tmp_path / "ties.csv"
    for trial in range(600):
        changed = chance.choice((of_bytes, of_cells, of_rows))(TIES, chance)
        path.write_bytes(changed)
        try:
            found = edges.read(path)
            found.ties(found.day)
            counts["accepted"] += 1
        except edges.EdgeError as refused:
            assert all(one.startswith("ties.csv") for one in str(refused).split("\n"))
            assert str(refused).encode()
            counts["refused"] += 1
        except Exception as error:
            error.add_note(f"trial {trial}: {changed!r}")
            raise
    print(f"edge list: {dict(counts)}")
    assert min(counts["accepted"], counts["refused"]) > 100
    assert counts.total() == 600
