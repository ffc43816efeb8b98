import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from helpers import __version__, paths
from helpers.__main__ import main
from helpers.case import cases, new
from helpers.run import report
from helpers.view import parameters
from tests import books, worlds
from tests.compare import codings
from tests.once import slowly

COMMANDS = [
    "check", "upgrade", "new", "report", "cases", "parameters", "sweep", "balance",
    "run", "order", "agree", "propose", "sheet",
]  # fmt: skip
BIN = Path(sys.executable).parent


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def broken(folder):
    """Write a world with two faults: a date that is none, an actor that is nobody."""
    tables = worlds.copy()
    tables["events"][0]["when_known"] = "2021-13"
    tables["participants"][0]["actor_id"] = "A099"
    return worlds.write(folder, tables)


def stub(monkeypatch, outcome):
    """Put a build in the place of the real one that gives or raises the outcome."""
    asked = {}

    def build(values, **more):
        asked.update(values, **more)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    monkeypatch.setattr(report, "build", build)
    return asked


# ---- what there is ---------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "upgrade", "report", "balance"])
def test_a_folder_that_cannot_be_listed_is_one_sentence(tmp_path, monkeypatch, command):
    folder = worlds.write(tmp_path / "closed")
    stat = type(folder).stat

    def refuse(path, **more):
        if path.parent == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **more)

    monkeypatch.setattr(type(folder), "stat", refuse)
    done = run(command, folder)
    assert isinstance(done.exception, SystemExit) and done.exit_code == 1
    assert "Permission denied" in done.stdout + done.stderr


def test_no_name_or_question_of_a_case_moves_the_cursor(tmp_path, monkeypatch):
    asked = {"a": "Who\x1b[2J?", "b": 7, "c": "half"}
    for name, question in asked.items():
        worlds.write(tmp_path / f"{name}\x9b", question=question)
    path = tmp_path / "c\x9b" / "datapackage.json"
    path.write_bytes(path.read_bytes().replace(b"half", b"\\ud800"))
    monkeypatch.setattr(paths, "DATA", tmp_path)
    done = run("cases")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        r"a\x9b	Who\x1b[2J?", r"b\x9b	7", r"c\x9b	\ud800",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", *slowly("cp1252")])
def test_letters_that_stdout_does_not_have_lose_nothing(tmp_path, encoding):
    """Windows gives a pipe or a file its old encoding."""
    ties = tmp_path / "ties.csv"
    ties.write_text("source,target,sign\nŁódź,Омск,+\n", encoding="utf-8")
    env = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [BIN / "dateline", "balance", ties, "--json"],
        env=env, capture_output=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    there = "utf-8" if encoding == "ascii" else encoding  # click writes it in place
    found = str(json.loads(done.stdout.decode(there)))
    assert "Омск" in found and "Łódź" in found


def test_a_path_that_is_no_text_is_printed(monkeypatch, tmp_path):
    stub(monkeypatch, tmp_path / "\udcff" / "index.html")
    done = run("report", "x", "--out", tmp_path / "\udcff")
    assert done.exit_code == 0 and r"\udcff" in done.stdout


def test_the_installed_command_says_its_version():
    done = subprocess.run(
        [BIN / "dateline", "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"dateline, version {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_an_example(command):
    for option in ("--help", "-h"):
        done = run(command, option)
        assert done.exit_code == 0
        assert f"Example: dateline {command}" in done.stdout


@pytest.mark.parametrize("name", main.commands)
def test_what_an_option_is_by_default_may_be_given(name):
    command = main.commands[name]
    with command.make_context(name, [], resilient_parsing=True) as context:
        for one in command.params:
            value = one.get_default(context)
            if isinstance(value, int | float | str):
                assert one.type_cast_value(context, value) == value, one.name


def test_the_help_names_every_command_and_has_an_example():
    done = run("--help")
    assert sorted(main.commands) == sorted(COMMANDS)
    assert "Example: dateline" in done.stdout
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", done.stdout, re.M)


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "--nosuch", "x"], ["nosuch"], ["report"], ["new"], ["run"],
     ["report", "x", "-p", "start"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2_and_told_on_stderr(arguments):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300"])
@pytest.mark.parametrize(
    "command",
    [
        "report x --timeout",
        "run x --timeout",
        "sweep x --timeout",
        "balance x --time-limit",
    ],
)
def test_what_no_clock_can_wait_for_is_wrong_usage(command, seconds):
    done = run(*command.split(), seconds)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{seconds} is too long, or no number of seconds" in done.stderr


# ---- check ----------------------------------------------------------------------


def test_a_sound_case_prints_nothing_and_is_0(tmp_path):
    done = run("check", worlds.write(tmp_path / "w"))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_the_first_case_passes_by_its_name():
    done = run("check", "daesh-k-2021")
    assert (done.exit_code, done.output) == (0, "")


def test_every_problem_is_a_line_on_stdout_and_the_end_is_1(tmp_path):
    done = run("check", broken(tmp_path / "w"))
    lines = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (1, "")
    assert any(re.match(r"events\.csv:2: when_known '2021-13': ", li) for li in lines)
    assert any(re.match(r"participants\.csv:2: actor_id 'A099': ", li) for li in lines)


def test_json_gives_the_same_problems_and_the_same_end(tmp_path):
    folder = broken(tmp_path / "w")
    found, lines = run("check", folder, "--json"), run("check", folder)
    problems = json.loads(found.stdout)
    assert found.exit_code == 1
    assert len(problems) == len(lines.stdout.splitlines())
    assert set(problems[0]) == {"file", "row", "column", "value", "wrong", "remedy"}


def test_json_of_a_sound_case_is_an_empty_list(tmp_path):
    done = run("check", worlds.write(tmp_path / "w"), "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_no_such_case_is_one_sentence_on_stderr_and_1(tmp_path):
    done = run("check", tmp_path / "nowhere")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("there is no case ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("given", [".", "../w", "datapackage.json"])
@pytest.mark.parametrize("command", ["check", "balance"])
def test_a_case_is_read_from_its_own_folder(tmp_path, monkeypatch, command, given):
    monkeypatch.chdir(worlds.write(tmp_path / "w"))
    done = run(command, given)
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("given", [".", "../w", "datapackage.json"])
def test_a_report_is_of_the_case_in_its_own_folder(tmp_path, monkeypatch, given):
    home = worlds.write(tmp_path / "w")
    asked = stub(monkeypatch, tmp_path / "index.html")
    monkeypatch.chdir(home)
    (home / "view.yaml").write_text("case: .\n")
    assert run("report", given, "-f", "view.yaml").exit_code == 0
    assert cases.find(asked["case"]) == home.resolve()


@pytest.mark.parametrize("command", ["check", "report", "balance"])
@pytest.mark.parametrize("given", ["net.gexf", "-", "/dev/zero", "pipe", "pipe.csv"])
def test_what_is_no_case_is_one_sentence_that_says_what_can_be_read(
    tmp_path, monkeypatch, command, given
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "net.gexf").write_text("<gexf/>")
    os.mkfifo("pipe")
    os.mkfifo("pipe.csv")
    done = run(command, given)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and "a name under data/" in done.stderr
    assert "give a " in done.stderr and given in done.stderr


# ---- cases and new ---------------------------------------------------------------


def test_the_cases_are_listed_with_their_questions():
    done = run("cases")
    found = dict(line.split("\t") for line in done.stdout.splitlines())
    assert done.exit_code == 0
    assert found["daesh-k-2021"].endswith("?")


def test_a_new_case_is_laid_out_and_its_folder_is_the_result(tmp_path):
    done = run("new", "my-article", "--in", tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert Path(done.stdout.strip()) == tmp_path / "my-article"
    assert (tmp_path / "my-article" / "datapackage.json").is_file()


def test_a_new_case_takes_what_is_known_and_tells_what_is_still_needed(tmp_path):
    told = ["--title", "The piece", "--date", "2017-01-13"]
    focus = ["--focus", "North:state", "--focus", "South:state"]
    done = run("new", "mine", "--in", tmp_path, *told, *focus)
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path / 'mine'}\n")
    assert done.stderr.startswith("still needed: sources.csv:2: kind: the cell is bl")
    assert done.stderr.count("\n") == 1
    case = cases.load(tmp_path / "mine")
    assert [*case.actors.name] == ["North", "South"] and case.focus == ["A001", "A002"]


@pytest.mark.parametrize(
    "option, value", [("--date", "13 Jan"), ("--kind", "blog"), ("--title", "<i>a</i>")]
)
def test_what_is_unfit_for_a_new_case_is_wrong_usage(tmp_path, option, value):
    done = run("new", "mine", "--in", tmp_path, option, value)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{option} {value!r}: ")
    assert done.stderr.count("\n") == 1 and not list(tmp_path.iterdir())


def asked(tmp_path, *answers):
    """Type answers to `dateline new` on a terminal; return what came of it."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "helpers", "new", "mine", "--in", tmp_path]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True) as typed:  # fmt: skip
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        told = typed.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    return typed.returncode, *told


def test_a_terminal_is_asked_and_asked_again_where_an_answer_is_unfit(tmp_path):
    status, out, err = asked(tmp_path, "The piece", "", "news", "13 Jan", "2017-01-13",
                             "", "", " North:state ; South:state ")  # fmt: skip
    assert (status, out) == (0, f"{tmp_path / 'mine'}\n")
    assert err.count("Day of publication") == 2 and "--date '13 Jan': " in err
    case = cases.load(tmp_path / "mine")
    assert [*case.actors.name] == ["North", "South"] and case.question == new.QUESTION
    assert [*case.sources.when_article] == ["2017-01-13"]


@pytest.mark.parametrize(
    "answers",
    [["North:state", "South:state", ""],
     *slowly(["North:state", "South:state;", "", ""],
             ["North:state", "", "North:state; South:state"])],
)  # fmt: skip
def test_actors_in_focus_may_be_typed_one_by_one(tmp_path, answers):
    status, _, err = asked(tmp_path, *[""] * 6, *answers)
    assert status == 0 and "all on one line with ; between them" in err
    assert "names only one actor" in err or "" not in answers[:2]
    case = cases.load(tmp_path / "mine")
    assert [*case.actors.name] == ["North", "South"] and case.focus == ["A001", "A002"]


def test_nobody_is_asked_of_a_case_that_is_there_already(tmp_path):
    (tmp_path / "mine").mkdir()
    status, out, err = asked(tmp_path)
    assert (status, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("name", ["My Article", "../up", ""])
def test_a_name_that_cannot_be_a_folder_is_wrong_usage(tmp_path, name):
    done = run("new", name, "--in", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "lower-case letters" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_case_that_is_there_already_is_left_alone(tmp_path):
    run("new", "mine", "--in", tmp_path)
    (tmp_path / "mine" / "README.md").write_text("my work")
    done = run("new", "mine", "--in", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert (tmp_path / "mine" / "README.md").read_text() == "my work"


def test_a_link_that_leads_nowhere_is_in_the_place_of_a_new_case(tmp_path):
    (tmp_path / "mine").symlink_to("nowhere")
    done = run("new", "mine", "--in", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{tmp_path / 'mine'} is there already" in done.stderr


# ---- parameters ------------------------------------------------------------------


def test_the_parameters_are_a_table_on_stdout():
    done = run("parameters")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == parameters.table() + "\n"
    for name in parameters.NAMES:
        assert re.search(rf"^{name} ", done.stdout, re.M)


def test_the_parameters_are_a_json_schema_and_always_the_same():
    calls = [[BIN / "dateline", "parameters", "--json-schema"]] * 2
    one, two = (subprocess.run(c, capture_output=True, check=True) for c in calls)
    assert one.stdout == two.stdout and not one.stderr
    assert json.loads(one.stdout) == parameters.json_schema()


# ---- report ---------------------------------------------------------------------


def test_a_report_is_its_path_on_stdout(monkeypatch, tmp_path):
    asked = stub(monkeypatch, tmp_path / "index.html")
    done = run("report", "daesh-k-2021", "-p", "dates", "known", "-p", "as_of", "2018",
               "-p", "actors", "Taliban;A001", "--out", tmp_path)  # fmt: skip
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path / 'index.html'}\n"
    assert (asked["case"], asked["dates"], asked["as_of"]) == (
        "daesh-k-2021", "known", "2018"
    )  # fmt: skip
    assert asked["actors"] == ["Taliban", "A001"] and asked["out"] == tmp_path


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        (
            "strat",
            "2018",
            "there is no such parameter, did you mean 'start'? Allowed: ",
        ),
        ("dates", "knwon", "did you mean 'known'? Allowed: both, article, known."),
        ("start", "soon", "write a day, month or year"),
        ("actors", "Talliban", "did you mean 'Taliban'"),
        ("actors", "US, Taliban", "of actors.csv. Several are separated by `;`."),
        ("exclude", "E001, E002", "or O. Several are separated by `;`."),
    ],
)
def test_a_wrong_parameter_is_2_and_one_sentence(
    monkeypatch, tmp_path, name, value, told
):
    started = []
    monkeypatch.setattr("papermill.execute_notebook", lambda *a, **k: started.append(a))
    done = run("report", "daesh-k-2021", "-p", name, value, "--out", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert name in done.stderr and repr(value) in done.stderr and told in done.stderr
    assert done.stderr.count("\n") == 1 and not started


def test_all_that_is_wrong_is_told_at_once_in_form_and_in_the_case(tmp_path):
    done = run("report", "daesh-k-2021", "-p", "strat", "2018", "-p", "dates", "knwon",
               "-p", "actors", "Talliban;Burnz", "-p", "exclude", "E999",
               "--out", tmp_path)  # fmt: skip
    names = [line.split(" = ")[0] for line in done.stderr.splitlines()]
    assert (done.exit_code, done.stdout) == (2, "")
    assert names == ["dates", "strat", "actors", "actors", "exclude"]


def test_a_wrong_parameter_of_no_case_is_still_told(tmp_path):
    done = run("report", tmp_path / "nowhere", "-p", "dates", "knwon")
    assert done.exit_code == 2 and done.stderr.startswith("dates = 'knwon'")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "given",
    [["-p", "dates", "known", "-p", "dates", "article"], ["-p", "case", "other"]],
    ids=["twice", "case"],
)
def test_a_parameter_that_would_lose_a_value_is_wrong_usage(monkeypatch, given):
    asked = stub(monkeypatch, "page")
    done = run("report", "daesh-k-2021", *given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and not asked


def test_a_case_that_fails_its_check_makes_no_report_and_is_1(tmp_path):
    done = run("report", broken(tmp_path / "w"), "--out", tmp_path / "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "does not pass its check" in done.stderr
    assert "events.csv:2: when_known '2021-13'" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (report.ReportError("01-timeline.ipynb, cell 3: ValueError: no"), 1),
        (parameters.ParameterError("end = 'x': no."), 2),
        (OSError(28, "No space left on device", "index.html"), 1),
    ],
    ids=["chapter", "parameter", "disk"],
)
def test_what_goes_wrong_is_one_sentence_on_stderr(monkeypatch, error, code):
    stub(monkeypatch, error)
    done = run("report", "daesh-k-2021")
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_an_interrupted_report_says_so(monkeypatch):
    stub(monkeypatch, KeyboardInterrupt())
    done = run("report", "daesh-k-2021")
    assert (done.exit_code, done.stdout) == (130, "")
    assert done.stderr == "Interrupted; the last good report stays where it was.\n"


# ---- a chapter alone -----------------------------------------------------------------


def test_a_chapter_run_is_the_path_of_its_notebook(tmp_path):
    book = books.make(tmp_path / "mine.ipynb", "case.rsplit('/')[-1]")
    folder = worlds.write(tmp_path / "small")
    done = run("run", book, "-p", "case", folder, "--out", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path / 'out' / 'mine.ipynb'}\n"
    ran = nbformat.read(done.stdout.strip(), as_version=4)
    assert books.shown(ran) == ["'small'"]


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (["01-timelin"], 2, "no such notebook, did you mean '01-timeline'? Allowed: "),
        (["nosuch.ipynb"], 2, "'nosuch.ipynb': there is no such notebook. Allowed: "),
        (["01-timeline", "-p", "dates", "knwon"], 2, "did you mean 'known'?"),
        (["01-timeline", "-p", "case", "nowhere"], 1, "nowhere"),
        (["wrong.ipynb"], 1, "wrong.ipynb, cell 3: ZeroDivisionError: division by"),
        (["wrong.ipynb", "-p", "dates", "known"], 1, "does not name dates; add it"),
    ],
)
def test_a_chapter_that_cannot_be_run_is_one_sentence(
    monkeypatch, tmp_path, given, code, told
):
    monkeypatch.chdir(tmp_path)
    books.make(tmp_path / "wrong.ipynb", "1 / 0")
    done = run("run", *given, "--out", "out")
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr and done.stderr.count("\n") == 1


def test_a_file_names_the_case_of_a_chapter(tmp_path):
    book = books.make(tmp_path / "mine.ipynb", "case.rsplit('/')[-1]")
    worlds.write(tmp_path / "small")
    view = tmp_path / "view.yaml"
    view.write_text("case: small\n")
    done = run("run", book, "-f", view, "--out", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    assert books.shown(nbformat.read(done.stdout.strip(), as_version=4)) == ["'small'"]


# ---- parameters out of a file --------------------------------------------------------


def test_a_file_gives_parameters_and_p_goes_before_it(monkeypatch, tmp_path):
    asked = stub(monkeypatch, tmp_path / "index.html")
    path = tmp_path / "view.yaml"
    path.write_text("case: daesh-k-2021\nstart: '2018'\ndates: known\n")
    done = run("report", "daesh-k-2021", "-f", path, "-p", "dates", "article")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (asked["case"], asked["start"], asked["dates"]) == (
        "daesh-k-2021", "2018", "article",
    )  # fmt: skip


@pytest.mark.parametrize(
    "content, said",
    [
        ("strat: 2018\n", "strat = 2018: there is no such parameter"),
        ("[", "is no YAML"),
    ],
)
def test_a_file_that_cannot_be_used_is_wrong_usage(tmp_path, content, said):
    path = tmp_path / "view.yaml"
    path.write_text(content)
    done = run("report", "daesh-k-2021", "-f", path)
    assert done.exit_code == 2 and done.stdout == "" and said in done.stderr


def test_notes_are_shown_only_where_their_file_is_named(monkeypatch, tmp_path):
    asked = stub(monkeypatch, tmp_path / "index.html")
    run("report", "daesh-k-2021")
    assert asked["noted"] is None
    run("report", "daesh-k-2021", "--notes", tmp_path / "notes.yaml")
    assert asked["noted"] == tmp_path / "notes.yaml"


def test_notes_that_cannot_be_read_are_one_sentence(tmp_path):
    noted = tmp_path / "notes.yaml"
    noted.write_text("E9999: {star: true}")
    done = run("report", "daesh-k-2021", "--notes", noted, "--out", tmp_path / "out")
    assert done.exit_code == 1 and done.stdout == ""
    assert done.stderr.splitlines() == [
        "notes.yaml: 'E9999' is no record of daesh-k-2021."
    ]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("named", ["small", "./small", "{here}/small"])
def test_a_file_names_its_case_from_where_it_lies_as_a_sweep_does(
    monkeypatch, tmp_path, named
):
    asked = stub(monkeypatch, tmp_path / "index.html")
    folder = worlds.write(tmp_path / "small")
    view = tmp_path / "view.yaml"
    view.write_text(f"case: {named.format(here=tmp_path)}\ndates: known\n")
    done = run("report", folder, "-f", view)
    assert (done.exit_code, done.stderr) == (0, "")
    assert asked["dates"] == "known"


def test_a_file_of_another_case_is_wrong_usage(tmp_path):
    other = worlds.write(tmp_path / "other")
    path = tmp_path / "view.yaml"
    path.write_text(f"case: {other}\n")
    done = run("report", "daesh-k-2021", "-f", path)
    assert done.exit_code == 2
    assert f"is of the case {other}, not of daesh-k-2021" in done.stderr


# ---- balance ---------------------------------------------------------------------


@pytest.fixture
def ties(tmp_path):
    path = tmp_path / "ties.csv"
    path.write_text(
        "source,target,sign,begin,end\nA,B,+,1900,\nA,C,-,1900,\nB,C,+,1900,1904\n"
        "B,C,-,1905,\n",
        encoding="utf-8",
    )
    return path


def test_the_balance_of_an_edge_list(ties):
    found = json.loads(run("balance", ties, "--as-of", "1904", "--json").stdout)
    assert found["census"]["++-"] == 1 and found["frustration"]["index"] == 1
    assert found["as_of"] == "1904-12-31" and found["rule"] == "the ties of ties.csv"
    found = json.loads(run("balance", ties, "--json").stdout)
    assert found["as_of"] == "1905-12-31"  # the last change
    assert found["frustration"]["index"] == 0 and found["frustration"]["unique"]
    assert found["frustration"]["partitions"] == [[["A", "B"], ["C"]]]


def test_the_balance_of_a_case_is_by_a_rule_that_is_told(tmp_path):
    folder = worlds.write(tmp_path / "small")
    done = run("balance", folder)
    assert done.exit_code == 0 and done.stderr == ""
    assert "2 actors and 1 tie on 11 September 2021" in done.stdout
    assert "Rule: attested acts only; left out are collectives" in done.stdout
    found = json.loads(run("balance", folder, "--rule", "prospects", "--json").stdout)
    assert "prospects as if they had happened" in found["rule"]


def test_names_that_differ_in_case_alone_are_pointed_out_beside_the_result(ties):
    ties.write_text("source,target,sign\nUS,B,1.0\nUs,C,-1.0\nB,C,A\n")
    done = run("balance", ties, "--json")
    assert json.loads(done.stdout)["actors"] == 4
    assert done.stderr == (
        "ties.csv: 'US' and 'Us' differ in the case of letters alone and count as 2"
        " actors; write them alike if they are one.\n"
    )


@pytest.mark.parametrize(
    "more, code, told",
    [
        (["--as-of", "20x"], 2, "as_of = '20x': write a day, month or year"),
        (["--rule", "acts"], 2, "--rule: chooses records of a case"),
        (["--time-limit", "0"], 2, "Invalid value for '--time-limit'"),
        (["--time-limit", "nan"], 2, "Invalid value for '--time-limit'"),
    ],
)
def test_what_cannot_be_asked_of_an_edge_list(ties, more, code, told):
    done = run("balance", ties, *more)
    assert (done.exit_code, done.stdout) == (code, "") and told in done.stderr


def test_an_edge_list_that_cannot_be_read(tmp_path, ties):
    done = run("balance", tmp_path / "none.csv")
    assert done.exit_code == 1 and "none.csv: No such file" in done.stderr
    ties.write_text("source,target,sign\nA,B,0\n", encoding="utf-8")
    done = run("balance", ties)
    assert done.exit_code == 1 and done.stderr.startswith("ties.csv:2: sign = '0'")


@pytest.mark.parametrize("name", ["ties.tsv", "ties.txt", "TIES.CSV"])
def test_a_table_of_ties_is_read_whatever_its_ending(tmp_path, name):
    (tmp_path / name).write_text("source,target,sign\nA,B,+\n", encoding="utf-8")
    done = run("balance", tmp_path / name)
    assert done.exit_code == 0 and "2 actors and 1 tie" in done.stdout


def test_a_table_of_a_case_is_no_list_of_ties(tmp_path):
    folder = worlds.write(tmp_path / "small")
    done = run("balance", folder / "relations.csv")
    assert done.exit_code == 1 and "is one table of a case: give a fold" in done.stderr


def test_a_rule_that_there_is_none_of(tmp_path):
    done = run("balance", worlds.write(tmp_path / "small"), "--rule", "deeds")
    assert done.exit_code == 2
    assert "--rule 'deeds': there is none. Allowed: acts, standing" in done.stderr


# ---- order ---------------------------------------------------------------------------


def ordered(folder, orders):
    (folder / "events.csv").write_text("id,when\nA,2021-08\nB,[2021-08..2021-09]\n")
    (folder / "orders.csv").write_text(f"first,relation,second,at_least\n{orders}\n")
    return folder / "events.csv", folder / "orders.csv"


def test_dates_are_narrowed_by_orders_with_the_chain_of_each_bound(tmp_path):
    done = run("order", *ordered(tmp_path, "A,before,B,40"), "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["points"][1]["narrowed"] == ["2021-09-10", "2021-09-30"]
    assert found["points"][1]["because"] == [["window:A", "row:2"], []]


def test_orders_that_cannot_be_read_are_1_and_a_sentence(tmp_path):
    done = run("order", *ordered(tmp_path, "A,before,X,"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("orders.csv:2: second = 'X' is no id of the events")
    done = run("order", tmp_path / "none.csv", tmp_path / "orders.csv")
    assert done.exit_code == 1 and done.stderr.count("\n") == 1


AFTER = {"first_id": "E004", "second_id": "E003", "layer": "context", "chain": "S003"}


def of_case(folder, *orders, **cells):
    """Write a timely case with orders, and other cells of the speech."""
    tables = worlds.timely(*orders)
    tables["events"][2] |= cells
    tables["citations"][0]["said_event_id"] = ""
    return worlds.write(folder / "small", tables)


def points(done):
    assert (done.exit_code, done.stderr) == (0, "")
    return {(p["record"], p["point"]): p for p in json.loads(done.stdout)["points"]}


def test_the_dates_of_a_case_are_narrowed_in_the_shape_that_is_promised(tmp_path):
    folder = of_case(tmp_path, AFTER)
    done = run("order", folder, "--json")
    found = json.loads(done.stdout)
    assert list(found) == ["points", "conflicts"] and found["conflicts"] == []
    assert points(done)["E003", "at"] == {
        "record": "E003", "point": "at", "stated": ["2021-08-01", "2021-08-31"],
        "narrowed": ["2021-08-25", "2021-08-31"],
        "because": [["window:E004", "O001"], []],
    }  # fmt: skip
    assert points(done)["E002", "begin"]["because"] == [[], []]
    assert points(done)["R002", "at"]["stated"] == ["2021-09-11", None]
    lines = run("order", folder).stdout.splitlines()
    assert lines[-1] == "1 of 10 windows narrowed"
    assert (
        "E003: 2021-08-01 to 2021-08-31; by order not before 2021-08-25 by"
        " window:E004, O001"
    ) in lines


def test_a_derived_order_is_named_by_its_rule(tmp_path):
    done = run("order", of_case(tmp_path, AFTER, when_article=""), "--json")
    assert points(done)["E003", "at"]["because"] == [
        ["window:E004", "O001"], ["window:S001", "rule:reported:E003<S001"]
    ]  # fmt: skip


def test_the_article_alone_and_without_a_voice(tmp_path):
    folder = of_case(tmp_path, AFTER)
    for options in (
        ("--dates", "article"), ("--without", "S003"), ("--without", "A digest")
    ):  # fmt: skip
        if options[1] == "A digest":  # no name of a voice
            done = run("order", folder, *options)
            assert (done.exit_code, done.stdout) == (2, "")
            assert "orders_from = 'A digest': no voice of small" in done.stderr
        else:
            told = points(run("order", folder, *options, "--json"))
            assert told["E003", "at"]["narrowed"] == ["2021-08-01", "2021-08-31"]


def test_an_approximate_date_binds_others_only_by_so_many_days(tmp_path):
    order = {"first_id": "E003", "second_id": "R002"}
    folder = of_case(tmp_path, order, when_article="2021-08-31~")
    blank = points(run("order", folder, "--json"))["R002", "at"]
    assert blank["narrowed"] == blank["stated"]
    folder = of_case(tmp_path / "b", order | {"at_least": "20"},
                     when_article="2021-08-31~")  # fmt: skip
    found = points(run("order", folder, "--approximate", 2, "--json"))["R002", "at"]
    assert found["narrowed"] == ["2021-09-17", None]  # two days off, and the clocks


@pytest.mark.parametrize("options", [("--dates", "known"), ("--without", "x")])
def test_what_is_asked_of_a_case_is_not_asked_of_two_files(tmp_path, options):
    done = run("order", *ordered(tmp_path, "A,before,B,1"), *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--dates, --without, --coded: are of a case" in done.stderr


@pytest.mark.parametrize("given", ["no-such-case", "."])
def test_a_case_that_is_none_has_no_order(tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    done = run("order", given)
    assert done.exit_code == 1 and done.stdout == ""
    assert done.stderr.count("Traceback") == 0 and done.stderr.strip()


OPPOSITE = {"first_id": "E003", "second_id": "E004", "layer": "context",
            "chain": "S002"}  # fmt: skip


def test_a_check_warns_of_what_two_sources_contradict_and_passes(tmp_path):
    folder = of_case(tmp_path, AFTER, OPPOSITE)
    done = run("check", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == (
        "O001 (A digest) and O002 (The Gazette) cannot all be so: the dates stay as"
        " stated.\n"
    )
    done = run("check", folder, "--json")
    assert (done.exit_code, done.stdout) == (0, "[]\n") and "O002" in done.stderr
    assert json.loads(run("order", folder, "--json").stdout)["conflicts"] == [
        ["O001", "O002"]
    ]
    assert "cannot all be so: O001, O002" in run("order", folder).stdout


def test_what_each_reading_contradicts_is_told_once(tmp_path):
    ours = {"layer": "article"}
    one, other = AFTER | ours, OPPOSITE | ours
    folder = of_case(tmp_path, one | {"chain": "S001<A001"}, other | {"chain": "S001"})
    assert run("check", folder).stderr.count("\n") == 1


def test_a_check_of_what_contradicts_nothing_warns_of_nothing(tmp_path):
    done = run("check", of_case(tmp_path, AFTER))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_a_check_warns_of_an_order_against_its_own_dates(tmp_path):
    early = {"first_id": "E005", "second_id": "E001", "layer": "context",
             "chain": "S003"}  # fmt: skip
    done = run("check", of_case(tmp_path, early))
    assert done.exit_code == 0
    told = "O001 (A digest), the date of E001 and the date of E005 cannot all be so"
    assert told in done.stderr


# ---- agree ---------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path):
    """Write two codings of the small world, which differ in one status."""
    tables = codings.coded()
    tables["events"][1]["status_article"] = "claimed"
    return (
        worlds.write(tmp_path / "ours", codings.coded()),
        worlds.write(tmp_path / "theirs", codings.anew(tables)),
    )


def test_two_codings_are_compared_as_text_as_json_and_as_a_page(two, tmp_path):
    out = tmp_path / "page.html"
    done = run("agree", *two, "--out", out)
    assert (done.exit_code, done.stderr) == (0, f"{out}\n")
    assert "  status: happened | claimed\n" in done.stdout
    assert "The border war" in out.read_text(encoding="utf-8")
    done = run("agree", *two, "--json", "--out", out)  # over our own page
    assert json.loads(done.stdout)["differences"][0]["a"]["id"] == "E002"


def test_a_review_is_asked_for_or_seen(two):
    assert json.loads(run("agree", *two, "--json").stdout)["kind"] == "second coding"
    found = json.loads(run("agree", *two, "--json", "--review").stdout)
    assert found["kind"] == "review"


def test_a_page_takes_no_file_of_somebody_else(two, tmp_path):
    out = tmp_path / "mine.html"
    out.write_text("mine")
    done = run("agree", *two, "--out", out)
    assert (done.exit_code, done.stdout, out.read_text()) == (2, "", "mine")
    assert "Dateline has not made it: move it away, or name another" in done.stderr


def test_what_cannot_be_compared_is_1_and_says_what_is_wrong(two, tmp_path):
    done = run("agree", two[0], broken(tmp_path / "broken"))
    assert (done.exit_code, done.stdout) == (1, "")
    checked = run("check", tmp_path / "broken").stdout.splitlines()
    assert done.stderr.splitlines()[1:] == checked and len(checked) == 2
    done = run("agree", two[0], "great-war-1872-1907")
    assert done.stderr.startswith("great-war-1872-1907: has no article")
    done = run("agree", two[0], tmp_path / "nobody")
    assert done.exit_code == 1 and "there is no case" in done.stderr
