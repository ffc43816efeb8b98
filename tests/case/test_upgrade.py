"""A case outlives a release: an older one is read, and gets today's dictionary."""

import json
import os
import shutil

import pytest
from click.testing import CliRunner

from helpers import paths
from helpers.__main__ import main
from helpers.case import cases, check, schema, upgrade
from helpers.run import report
from tests import worlds
from tests.once import slowly

CASES = paths.ROOT / "tests" / "cases"
VERSIONS = [f"v{n}" for n in range(1, schema.VERSION + 1)]
each_version = pytest.mark.parametrize("version", VERSIONS)


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def older(folder):
    """Copy the case of version 1, to be changed."""
    shutil.copytree(CASES / "v1", folder)
    return folder


def changed(folder, **keys):
    path = folder / cases.DESCRIPTOR
    path.write_text(json.dumps(json.loads(path.read_text()) | keys))
    return folder


def test_there_is_a_case_of_each_version():
    assert sorted(path.name for path in CASES.iterdir()) == VERSIONS
    for n, name in enumerate(VERSIONS, 1):
        assert cases.version(cases.read_package(CASES / name)) == n


@each_version
def test_a_case_of_each_version_passes_its_check(version):
    done = run("check", CASES / version)
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("version", [VERSIONS[0], *slowly(*VERSIONS[1:-1])])
def test_a_case_of_each_older_version_has_its_report(version, tmp_path):
    page = report.build({"case": str(CASES / version)}, out=tmp_path)
    assert "A small world" in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_case_that_excel_saved_again_has_the_same_report(tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(CASES / VERSIONS[-1], folder)
    first = report.build({"case": str(folder)}, out=tmp_path / "a").read_bytes()
    for path in folder.iterdir():
        saved = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(saved)
    again = report.build({"case": str(folder)}, out=tmp_path / "b").read_bytes()
    assert again == first


def test_the_cases_under_data_are_of_the_last_version():
    for name in cases.names():
        package = cases.read_package(paths.DATA / name)
        assert cases.version(package) == schema.VERSION, name


def test_a_column_that_an_older_case_lacks_reads_as_blank():
    case = check.load(CASES / "v1")
    assert set(case.actors.position) == set(case.events.part_of) == {""}
    newer = check.load(CASES / "v2")
    assert newer.actors.position[3] == "Envoy to the South"
    assert newer.events.part_of[0] == "E002"
    assert set(newer.places.zone) == {""} and newer.orders.empty
    third = check.load(CASES / "v3")
    assert [*third.places.zone] == ["Asia/Kabul"] and len(third.orders) == 2
    assert set(third.relations.outcome_id) == set(third.citations.wording) == {""}
    newest = check.load(CASES / "v4")
    assert [*newest.relations.outcome_id] == ["", "E005"]
    assert newest.events.amount[3] == ">20 people"


def test_the_thin_case_of_version_4_reads_as_that_of_version_3():
    thin, full = check.load(CASES / "v4"), check.load(CASES / "v3")
    for table in ("sources", "actors", "events", "participants", "memberships",
                  "orders", "references"):  # fmt: skip
        columns = schema.BY_NAME[table].names
        if table == "events":
            columns = columns[:-4] + columns[-1:]  # what version 4 brought
        assert thin.tables[table][columns].equals(full.tables[table][columns]), table
    for record in ("E001", "E004", "R002", "O002"):
        told = [[c[2:8] for c in case.cited[record]] for case in (thin, full)]
        assert told[0] == told[1], record
    assert [c[2:] for c in thin.cited["R001"]] == [c[2:] for c in thin.cited["E001"]]
    assert [*thin.relations.iloc[0]] == [*full.relations.iloc[0]]


def test_columns_of_the_coders_own_are_kept_and_described(tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(CASES / "v4", folder)
    case = check.load(folder)
    assert set(case.events.coder) == {"first"} and case.events.x_mood[0] == "tense"
    assert run("upgrade", folder).stdout == ""
    package = cases.read_package(folder)
    package["resources"][4]["schema"]["fields"][-1] = {"name": "x_mood", "unit": "own"}
    changed(folder, **package)
    assert check.problems(folder) == [] and run("upgrade", folder).stdout == ""
    package["resources"][4]["schema"]["fields"] = package["resources"][4]["schema"][
        "fields"
    ][:-2]
    changed(folder, **package)
    assert check.problems(folder) == []
    assert (
        '+            "name": "x_mood",' in run("upgrade", folder).stdout.splitlines()
    )


def test_the_check_of_an_older_case_names_the_upgrade_in_one_sentence():
    sentence = (
        "datapackage.json is of version 1 of the tables, which still reads;"
        f" `dateline upgrade {CASES / 'v1'}` writes the dictionary of version"
        f" {schema.VERSION} and changes no row.\n"
    )
    done = run("check", CASES / "v1")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", sentence)
    done = run("check", CASES / "v1", "--json")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "[]\n", sentence)


def test_the_sentence_stands_beside_what_is_wrong(tmp_path):
    folder = older(tmp_path / "old")
    (folder / "actors.csv").write_bytes(b"")
    done = run("check", folder)
    assert (done.exit_code, done.stdout.count("\n")) == (1, 1)
    assert "`dateline upgrade" in done.stderr


@pytest.mark.parametrize("version", [schema.VERSION, "1", True, 99])
def test_no_other_case_has_such_a_sentence(tmp_path, version):
    folder = changed(older(tmp_path / "old"), dateline_schema=version)
    assert run("check", folder).stderr == ""
    (folder / cases.DESCRIPTOR).write_text("{")
    assert run("check", folder).stderr == ""


def test_an_older_dictionary_may_be_worded_otherwise_and_narrower(tmp_path):
    package = cases.read_package(CASES / "v1")
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            field["description"] = "As it was."
            field["constraints"] = {"pattern": "x"}
    folder = changed(older(tmp_path / "old"), resources=package["resources"])
    assert check.problems(folder) == []


def test_an_older_dictionary_of_other_columns_is_refused(tmp_path):
    package = cases.read_package(CASES / "v1")
    package["resources"][0]["schema"]["fields"].pop()
    folder = changed(older(tmp_path / "old"), resources=package["resources"])
    (problem,) = check.problems(folder)
    assert "describes sources.csv otherwise than" in str(problem)
    done = run("upgrade", folder)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "describes sources.csv otherwise than" in done.stderr


def test_an_older_case_may_use_a_newer_column_before_its_upgrade(tmp_path):
    folder = older(tmp_path / "old")
    shutil.copy(CASES / "v2" / "actors.csv", folder)
    assert check.problems(folder) == []
    assert check.load(folder).actors.position[3] == "Envoy to the South"


def test_an_upgrade_writes_the_dictionary_and_nothing_else(tmp_path):
    folder = older(tmp_path / "old")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    done = run("upgrade", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    version = f'+  "dateline_schema": {schema.VERSION},'
    assert version in done.stdout.splitlines()
    assert '+            "name": "position",' in done.stdout.splitlines()
    after = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert {n for n in after if after[n] != before.get(n)} == {cases.DESCRIPTOR}
    package = cases.read_package(folder)
    assert package["resources"] == [
        schema.resource(table) for table in schema.TABLES if table.name != "orders"
    ]
    assert check.problems(folder) == [] and upgrade.note(folder) == ""


def with_orders(folder):
    """Put a table of orders, which it does not describe, into a case without one."""
    names = ("orders.csv", "citations.csv")
    for name in names if not (folder / names[0]).is_file() else ():
        shutil.copy(CASES / "v3" / name, folder)
    return folder


@pytest.mark.parametrize("version", VERSIONS)
def test_an_upgrade_describes_a_table_that_had_no_description(tmp_path, version):
    folder = tmp_path / "case"
    shutil.copytree(CASES / version, folder)
    resources = cases.read_package(folder)["resources"]
    left = [one for one in resources if one["name"] not in ("orders", "places")]
    changed(with_orders(folder), resources=left)
    assert [*map(str, check.problems(folder))] == [
        f"datapackage.json: resources: does not describe {name}.csv;"
        " `dateline upgrade` adds it"
        for name in ("orders", "places")
    ]
    done = run("upgrade", folder)
    assert (done.exit_code, done.stderr) == (0, "")
    assert '+      "name": "orders",' in done.stdout.splitlines()
    found = {one["name"]: one for one in cases.read_package(folder)["resources"]}
    for name in ("orders", "places"):
        assert found[name] == schema.resource(schema.BY_NAME[name])
    assert [*found] == [name for name in schema.BY_NAME if name in found]
    assert check.problems(folder) == []
    assert run("upgrade", folder).stdout == ""


def test_an_upgrade_names_what_was_blank_and_follows_from_now_on(tmp_path):
    folder = tmp_path / "old"
    shutil.copytree(CASES / "v3", folder)
    path = folder / "citations.csv"
    raw = path.read_text().replace("R002,S001,P5,supports,S001,", "R002,S001,P5,"
                                   "supports,S001<A001,")  # fmt: skip
    path.write_text(raw)
    path = folder / "participants.csv"
    path.write_text(
        "\n".join(r for r in path.read_text().splitlines() if "E001" not in r)
    )
    before = check.load(folder)
    assert before.cited["R002"][0].said_event_id == "" and run("upgrade", folder)
    assert run("upgrade", folder).stderr.endswith("dictionary already.\n")
    shutil.copy(CASES / "v3" / cases.DESCRIPTOR, folder)
    assert run("upgrade", folder).stderr.splitlines() == [
        "citations.csv:9: said_event_id: is read as E003 from now on; write - if no"
        " statement is meant",
        "participants.csv: event_id 'E001': is in no row, and has the two of its"
        " relation from now on; add a row for each who takes part",
    ]
    assert check.load(folder).cited["R002"][0].said_event_id == "E003"


def test_an_upgrade_twice_is_an_upgrade_once(tmp_path):
    folder = older(tmp_path / "old")
    run("upgrade", folder)
    once = (folder / cases.DESCRIPTOR).read_bytes()
    done = run("upgrade", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{folder}: has today's dictionary already.\n"
    assert (folder / cases.DESCRIPTOR).read_bytes() == once


def test_an_upgrade_keeps_every_key_of_the_users_own(tmp_path):
    package = cases.read_package(CASES / "v1")
    package["resources"][0]["title"] = "My sources"
    package["resources"][0]["schema"]["fields"][1]["example"] = "cited"
    own = {"contributors": [{"title": "Ødegård"}], "homepage": "https://example.org"}
    folder = changed(older(tmp_path / "o"), resources=package["resources"], **own)
    assert check.problems(folder) == []
    upgrade.write(folder)
    found = cases.read_package(folder)
    assert {key: found[key] for key in own} == own
    assert found["resources"][0]["title"] == "My sources"
    assert found["resources"][0]["schema"]["fields"][1]["example"] == "cited"
    assert found["focus"] == package["focus"] and found["limits"] == package["limits"]
    assert check.problems(folder) == []


def test_an_upgrade_that_fails_leaves_the_case_as_it_was(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    folder = older(tmp_path / "old")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    monkeypatch.setattr(os, "replace", fail)
    done = run("upgrade", folder)
    assert done.exit_code == 1 and "No space left on device" in done.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_text_that_cannot_be_written_stops_an_upgrade(tmp_path):
    folder = older(tmp_path / "old")
    path = folder / cases.DESCRIPTOR
    path.write_bytes(path.read_bytes().replace(b"A small world", b"\\ud800"))
    before = path.read_bytes()
    done = run("upgrade", folder)
    assert done.exit_code == 1 and "holds a control character" in done.stderr
    assert path.read_bytes() == before


def test_the_difference_is_printed_inert(tmp_path):
    folder = changed(older(tmp_path / "old"), note="a \x9b2J \u202e b")
    done = run("upgrade", folder)
    assert done.exit_code == 0 and r"a \x9b2J \u202e b" in done.stdout
    assert cases.read_package(folder)["note"] == "a \x9b2J \u202e b"


def test_an_upgrade_keeps_who_may_read_the_file_and_a_link(tmp_path):
    folder = older(tmp_path / "old")
    kept = tmp_path / "kept.json"
    (folder / cases.DESCRIPTOR).rename(kept)
    (folder / cases.DESCRIPTOR).symlink_to(kept)
    kept.chmod(0o600)
    upgrade.write(folder)
    assert (folder / cases.DESCRIPTOR).is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert cases.version(cases.read_package(folder)) == schema.VERSION


def test_a_newer_case_is_refused_in_a_sentence_by_every_command(tmp_path):
    folder = worlds.write(tmp_path / "new", dateline_schema=schema.VERSION + 1)
    (folder / "events.csv").write_text("of,another,form\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for command, *more in (
        ["check"], ["check", "--fix"], ["upgrade"], ["report"], ["balance"],
        ["sheet", tmp_path / "tables.xlsx"],
    ):  # fmt: skip
        done = run(command, folder, *more)
        assert done.exit_code == 1, command
        said = done.stdout + done.stderr
        newest = f"is newer than this program, which reads up to {schema.VERSION}"
        assert newest in said, command
        assert "events.csv" not in said, command
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
