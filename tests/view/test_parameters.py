"""A wrong parameter stops with one sentence: its name, the value, what is allowed."""

import math
from datetime import UTC, date, datetime
from inspect import signature
from pathlib import Path

import jsonschema
import numpy
import pandas as pd
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.case import schema, yaml_file
from helpers.view import parameters
from helpers.view.parameters import ParameterError, View, read, view

LISTS = ["actors", "pair", "kinds", "basis", "sources", "voices", "layers",
         "statuses", "exclude", "mute"]  # fmt: skip
DAYS = ["start", "end", "as_of"]
WRITE = "write a day, month or year: 2021-09-11, 2021-09 or 2021."


def refusal(**given):
    with pytest.raises(ParameterError) as refused:
        view(given)
    return str(refused.value)


# ---- the default ----------------------------------------------------------------


def test_the_default_view_shows_everything():
    asked = view({})
    assert (asked.start, asked.end, asked.as_of) == ("", "", "")
    assert (asked.dates, asked.gaps) == ("both", "collapsed")
    assert (asked.order, asked.orders_from) == ("stated", "all")
    assert asked.layers == list(schema.LAYERS)
    assert asked.actors == asked.kinds == asked.statuses == asked.exclude == []
    assert asked.mute == asked.pair == asked.basis == asked.voices == []
    assert parameters.changed(asked) == {}


def test_the_names_are_those_of_the_notebooks():
    assert parameters.NAMES == [
        "case", "start", "end", "as_of", "actors", "pair", "kinds", "basis", "sources",
        "voices", "layers", "dates", "statuses", "order", "orders_from", "gaps",
        "level", "memory", "exclude", "mute",
    ]  # fmt: skip


def test_every_parameter_is_described():
    for name, field in View.model_fields.items():
        assert field.description and "\n" not in field.description, name


def test_what_is_changed_is_told_without_the_case():
    asked = view({"case": "x", "dates": "known", "actors": "A001"})
    assert parameters.changed(asked) == {"dates": "known", "actors": ["A001"]}


def test_a_view_is_changed_into_another_and_checked():
    asked = view({"memory": "ever", "actors": "US"})
    other = asked.with_(as_of=date(2020, 3, 10), actors=[])
    assert parameters.changed(other) == {"memory": "ever", "as_of": "2020-03-10"}
    assert parameters.changed(asked) == {"memory": "ever", "actors": ["US"]}
    assert asked.with_() == asked
    for change in (asked.with_, View):  # a view that is made says the same sentences
        with pytest.raises(ParameterError) as refused:
            change(asof="2020-03-10", end="soon")
        assert str(refused.value) == (
            f"end = 'soon': {WRITE}\nasof = '2020-03-10': there is no such parameter,"
            f" did you mean 'as_of'? Allowed: {', '.join(parameters.NAMES)}."
        )
    with pytest.raises(ParameterError, match="comes before start"):
        asked.with_(start="2021").with_(end="2020")


def test_a_view_completes_to_its_parameters():
    told = str(signature(View))
    assert told.startswith("(*, case='daesh-k-2021', start='', ") and "Form" not in told
    assert set(parameters.NAMES) | {"with_"} <= {*dir(View())}
    assert not [name for name in dir(View()) if name.startswith("model_")]


def test_a_view_cannot_be_changed():
    with pytest.raises(ValueError):
        view({}).dates = "known"


@pytest.mark.parametrize("name", parameters.NAMES)
def test_a_blank_is_told_by_what_it_stands_for(name):
    told = parameters.in_words(name, [] if name in LISTS else "")
    bounds = {"start": "the first day", "end": "the last day", "as_of": "the last day"}
    nothing = {"layers", "exclude", "mute"}  # without a layer nothing is left
    assert told == bounds.get(name, "none" if name in nothing else "all")
    assert parameters.in_words(name, None) == told
    said = View.model_fields[name].description
    if "[]" in said:
        assert said.endswith(f"[]: {told}")


# ---- unknown names --------------------------------------------------------------


@pytest.mark.parametrize(
    "name, meant",
    [
        ("strat", "start"), ("Start", "start"), ("actor", "actors"), ("kind", "kinds"),
        ("date", "dates"), ("asof", "as_of"), ("excluded", "exclude"), ("gap", "gaps"),
    ],
)  # fmt: skip
def test_a_misspelt_name_is_caught_with_the_one_meant(name, meant):
    assert refusal(**{name: "2018"}) == (
        f"{name} = '2018': there is no such parameter, did you mean {meant!r}? Allowed:"
        f" {', '.join(parameters.NAMES)}."
    )


def test_a_name_like_no_other_gets_the_list_alone():
    assert refusal(zzz=1) == (
        f"zzz = 1: there is no such parameter. Allowed: {', '.join(parameters.NAMES)}."
    )


# ---- days -----------------------------------------------------------------------


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize(
    "value, kept",
    [
        ("2021-09-11", "2021-09-11"),
        ("2021-09", "2021-09"),
        ("2018", "2018"),
        (2018, "2018"),
        (987, "0987"),
        (date(2021, 9, 11), "2021-09-11"),
        (" 2021 ", "2021"),
        ("", ""),
        (None, ""),
        (numpy.int64(2018), "2018"),
        (datetime(2021, 9, 11), "2021-09-11"),  # as pandas and YAML write a day
        (datetime(2021, 9, 11, tzinfo=UTC), "2021-09-11"),
        (pd.Timestamp("2021-09-11"), "2021-09-11"),
        ("2021-XX", "2021"),  # some month of it: the same first and last day
        ("2021-XX-XX", "2021"),
        ("2021-09-XX", "2021-09"),
    ],
)
def test_a_day_comes_as_text_as_a_number_or_as_a_date(name, value, kept):
    assert getattr(view({name: value}), name) == kept


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize(
    "value",
    [
        "soon", "11.9.2021", "[2021..2022]",
        "2021/2022", -1, 20210911, 2018.0, True, ["2021"], {"year": 2021}, math.nan,
        datetime(2021, 9, 11, 12), pd.Timestamp("2021-09-11 12:30"), pd.NaT,
        "2021-21", "2021-XX-11", "2021-09-XX-XX", "201X", "XXXX", "2021~", "2021-09?",
        "2021-09-11T12:00", "/2021", "2021/..", "{2021,2022}", numpy.True_,
        [{"a": 1}], Path("2021"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_in_a_sentence(name, value):
    assert refusal(**{name: value}) == f"{name} = {value!r}: {WRITE}"


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize(
    "value, why",
    [
        ("2021-02-30", "there is no 2021-02-30: February 2021 has 28 days"),
        ("2021-13", "there is no month 13; months are 01 to 12"),
        ("2021-00", "there is no month 00; months are 01 to 12"),
        (0, "year 0000 lies before the calendar used here (0001 to 9999)"),
    ],
)
def test_a_day_that_does_not_exist_is_told_with_its_month(name, value, why):
    assert refusal(**{name: value}) == f"{name} = {value!r}: {why}; {WRITE}"


def test_a_year_begins_on_its_first_day_and_ends_on_its_last():
    asked = view({"start": 2018, "end": 2018, "as_of": "2021-09"})
    assert (asked.first, asked.last) == (date(2018, 1, 1), date(2018, 12, 31))
    assert asked.known_by == date(2021, 9, 30)


def test_without_days_nothing_is_bounded():
    asked = view({})
    assert asked.first is asked.last is asked.known_by is None


@pytest.mark.parametrize(
    "start, end", [("2021", "2020"), ("2021-09-12", "2021-09-11"), (2022, "2021-12")]
)
def test_an_end_before_the_start_is_refused(start, end):
    assert refusal(start=start, end=end) == (
        f"end = '{end}': comes before start = '{start}'."
        " Allowed: a day not before start."
    )


def test_an_end_in_the_year_of_the_start_is_after_it():
    assert view({"start": "2021-09-11", "end": 2021}).last == date(2021, 12, 31)


def test_an_end_before_the_start_is_told_with_the_rest():
    lines = refusal(start=2021, end=2020, dates="all").split("\n")
    assert [line.split(" = ")[0] for line in lines] == ["end", "dates"]


# ---- memory and case ------------------------------------------------------------


@pytest.mark.parametrize(
    "value, kept",
    [("ever", "ever"), (" in-force ", "in-force"), ("6 months", "6 months"),
     (6, "6 months"), ("6", "6 months"), (numpy.int64(6), "6 months")],
)  # fmt: skip
def test_a_memory_comes_as_words_or_as_a_number_of_months(value, kept):
    assert view({"memory": value}).memory == kept


@pytest.mark.parametrize("value", [True, numpy.True_, 1.5, -1, "long", None, [6], {}])
def test_what_is_no_memory_is_refused_in_a_sentence(value):
    told = f"memory = {value!r}: write in-force, ever, or 12 months."
    assert refusal(memory=value) == told


@pytest.mark.parametrize("value", ["data/small", Path("data/small")])
def test_a_case_comes_as_text_or_as_a_path(value):
    assert view({"case": value}).case == str(Path("data/small"))


# ---- whose orders ---------------------------------------------------------------


@pytest.mark.parametrize(
    "value, kept",
    [
        ("all", "all"), (" all ", "all"), ("", "all"), ("  ", "all"),
        ("coded", "coded"),
        ("without Biden", "without Biden"), (" without  US officials ",
                                             "without US officials"),
        ("without all", "without all"), ("without without x", "without without x"),
        ("without A;B", "without A;B"),  # one name, which select will not find
    ],
)  # fmt: skip
def test_whose_orders_count_is_all_or_without_one_voice(value, kept):
    asked = view({"orders_from": value})
    assert asked.orders_from == kept
    assert view({"orders_from": kept}) == asked  # it can be typed back
    assert bool(parameters.changed(asked)) == (kept != "all")
    assert SCHEMA.is_valid({"orders_from": value})


@pytest.mark.parametrize(
    "value",
    ["without", "without ", "Biden", "withoutBiden", "none", "All", "all but Biden",
     True, 1, None, [], ["without Biden"], {}, date(2021, 9, 11), "<b>", "x" * 9999],
)  # fmt: skip
def test_what_is_nobodys_orders_is_refused_in_a_sentence(value):
    told = refusal(orders_from=value)
    assert told.startswith("orders_from = ") and "\n" not in told and len(told) < 350
    assert told.endswith(": write all, coded, or without and a voice: without Biden.")
    if not isinstance(value, date):
        assert not SCHEMA.is_valid({"orders_from": value})


# ---- literals -------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, value", [(n, v) for n, vs in parameters.ALLOWED.items() for v in vs]
)
def test_every_literal_that_is_allowed_is_taken(name, value):
    kept = getattr(view({name: value}), name)
    assert kept == ([value] if name in LISTS else value)


@pytest.mark.parametrize("name", parameters.ALLOWED)
def test_a_literal_like_no_other_is_refused_with_the_list(name):
    assert refusal(**{name: "xyzzy"}) == (
        f"{name} = 'xyzzy': not allowed."
        f" Allowed: {', '.join(parameters.ALLOWED[name])}."
    )


@pytest.mark.parametrize(
    "name, value, meant",
    [
        ("dates", "knwon", "known"),
        ("gaps", "colapsed", "collapsed"),
        ("kinds", "acts", "act"),
        ("basis", "statments", "statement"),
        ("layers", "Article", "article"),
        ("statuses", "hapened", "happened"),
    ],
)
def test_a_misspelt_literal_is_refused_with_the_one_meant(name, value, meant):
    told = refusal(**{name: value})
    assert told.startswith(f"{name} = {value!r}: not allowed, did you mean {meant!r}?")
    assert told.endswith(f"Allowed: {', '.join(parameters.ALLOWED[name])}.")


# ---- lists ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["actors", "sources", "voices", "exclude", "mute"])
@pytest.mark.parametrize(
    "value, kept",
    [
        ("A001", ["A001"]),
        ("A001; A002;", ["A001", "A002"]),
        (["A002", "A001"], ["A002", "A001"]),
        (("A002", "A001"), ["A002", "A001"]),
        ({"A002", "A001"}, ["A001", "A002"]),
        (frozenset({"A002", "A001"}), ["A001", "A002"]),
        (numpy.array(["A002", "A001"]), ["A002", "A001"]),
        (pd.Series(["A002", "A001"]), ["A002", "A001"]),
        ("[A001, A002]", ["A001", "A002"]),
        (" ['A001',\"A002\" , ]", ["A001", "A002"]),
        ("[Men of the North; the South]", ["Men of the North; the South"]),
        ("[]", []),
        ("", []),
        ([], []),
        (None, []),
    ],
)
def test_a_list_comes_as_a_list_or_as_text_with_semicolons(name, value, kept):
    assert getattr(view({name: value}), name) == kept


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("value", [5, True, 2.5, {"a": 1}, [1], [None], {1, "a"},
                                   numpy.int64(5), iter("a"), b"A001"])  # fmt: skip
def test_what_is_no_list_of_words_is_refused(name, value):
    for line in refusal(**{name: value}).split("\n"):
        assert line.startswith(f"{name} = ") and line.endswith(".")


@pytest.mark.parametrize("name", ["case", "dates", "gaps"])
@pytest.mark.parametrize("value", [5, None, [], {}, True])
def test_what_is_no_word_is_refused(name, value):
    told = refusal(**{name: value})
    assert told.startswith(f"{name} = {value!r}: ") and "\n" not in told


@pytest.mark.parametrize(
    "value, kept",
    [
        (["US", "Taliban"], ["US", "Taliban"]),
        ("US;Taliban", ["US", "Taliban"]),
        (" US ;; Taliban; ", ["US", "Taliban"]),
        ("[US, 'Taliban',]", ["US", "Taliban"]),
        ("[A;B, C]", ["A;B", "C"]),
        ([], []),
        ("", []),
        (" ; ", []),
        ("[ , ]", []),
        (None, []),
        ("US", None),
        (["US"], None),
        ("[US]", None),
        ("[A;B]", None),
        ("US;Taliban;Daesh-K", None),
        ({"a", "b", "c"}, None),
    ],
)
def test_a_pair_is_two_or_nobody(value, kept):
    """The JSON Schema says the same of what JSON can hold."""
    if kept is None:
        told = refusal(pair=value)
        assert told == (
            f"pair = {value!r}: write two actors, as in [US, Taliban], or leave it"
            " blank."
        )
    else:
        assert view({"pair": value}).pair == kept
    if not isinstance(value, set):
        fits = jsonschema.Draft202012Validator(parameters.json_schema())
        assert fits.is_valid({"pair": value}) == (kept is not None)


def test_a_word_that_yaml_took_for_false_is_explained():
    """As papermill hands it over, which reads YAML by itself."""
    assert refusal(actors=[False, "SE"]) == (
        "actors = [False, 'SE']: a word such as NO stands for false in YAML; quote it:"
        " 'NO'."
    )


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "value", [[{"id": "A001"}, {"id": "A002"}], [["A001"], ["A002"]], ("A001", 2)]
)
def test_what_is_nested_in_a_list_gets_one_sentence(name, value):
    assert refusal(**{name: value}) == (
        f"{name} = {value!r}: not a list of words. Allowed: a list, or text with `;`."
    )


@pytest.mark.parametrize("name", parameters.NAMES)
def test_a_value_of_any_size_is_told_on_one_short_line(name):
    for value in ({"a": ["x"] * 500}, pd.DataFrame({"a": range(9)})):
        told = refusal(**{name: value})
        assert "\n" not in told and len(told) < 400, told


def test_several_wrong_values_are_told_at_once():
    lines = refusal(start="soon", dates="all", strat=1).split("\n")
    assert [line.split(" = ")[0] for line in lines] == ["start", "dates", "strat"]


def test_several_in_one_word_are_told_how_to_write_them():
    assert refusal(kinds="act, report").endswith(" Several are separated by `;`.")


def test_the_paths_that_papermill_adds_are_no_parameters():
    """As `papermill --inject-paths` does."""
    paths = {"PAPERMILL_INPUT_PATH": "in.ipynb", "PAPERMILL_OUTPUT_PATH": "out.ipynb"}
    assert read({"case": "daesh-k-2021"} | paths) == view({})


def test_what_can_be_read_is_kept_beside_what_is_wrong_with_the_rest():
    asked, wrong = parameters.sift({"start": 2018, "dates": "all", "strat": 1})
    assert asked == view({"start": 2018})
    assert [line.split(" = ")[0] for line in wrong] == ["dates", "strat"]


def test_each_parameter_has_a_form():
    for name in parameters.NAMES:
        form = parameters.form(name)
        assert form.type in ("text", "date", "list", "word") and form.allowed


# ---- a notebook's globals -------------------------------------------------------


def test_a_notebook_is_read_for_its_parameters_only():
    namespace = {
        "__name__": "__main__", "_": 5, "_i1": "x", "In": ["a"], "Out": {1: 2},
        "date": date, "math": math, "read": read, "View": View,
        "get_ipython": lambda: None, "case": "daesh-k-2021", "start": 2018,
    }  # fmt: skip
    asked = read(namespace)
    assert (asked.case, asked.start) == ("daesh-k-2021", "2018")


def test_a_notebook_may_compute_what_it_asks_for():
    namespace = {"case": Path("data/x"), "start": numpy.int64(2018),
                 "actors": frozenset({"A001"}), "path": Path("x"),
                 "n": numpy.int64(1)}  # fmt: skip
    asked = read(namespace)
    assert (asked.case, asked.start) == (str(Path("data/x")), "2018")
    assert asked.actors == ["A001"]


def test_a_name_that_a_cell_has_given_away_is_told():
    with pytest.raises(ParameterError, match="^dates: is no longer a parameter"):
        read({"dates": math})


def test_a_value_that_papermill_injects_under_a_wrong_name_is_caught():
    with pytest.raises(ParameterError, match="strat = '2018'.*did you mean 'start'"):
        read({"case": "daesh-k-2021", "start": "", "strat": "2018"})


@pytest.mark.parametrize(
    "value", ["x", 1, 1.5, True, None, [], (), {}, {1}, date(2021, 1, 1)]
)
def test_any_plain_value_is_meant_as_a_parameter(value):
    with pytest.raises(ParameterError, match="there is no such parameter"):
        read({"wether": value})


def test_a_notebook_shows_the_sentence_and_no_traceback():
    with pytest.raises(ParameterError) as refused:
        read({"dates": "all"})
    assert refused.value._render_traceback_() == [str(refused.value)]


# ---- a view as a file ----------------------------------------------------------------


def test_a_file_of_parameters_is_read_as_it_stands(tmp_path):
    path = tmp_path / "view.yaml"
    path.write_text("as_of: 2020-10-01\nactors: [US, Taliban]\nstart: '2018'\n")
    found = yaml_file.read(path)
    assert found == {
        "as_of": date(2020, 10, 1), "actors": ["US", "Taliban"], "start": "2018"
    }  # fmt: skip
    assert view(found).as_of == "2020-10-01"


def test_an_empty_file_asks_for_nothing(tmp_path):
    path = tmp_path / "view.yaml"
    path.write_text("# nothing yet\n")
    assert yaml_file.read(path) == {}


@pytest.mark.parametrize(
    "content, said",
    [
        (b"actors: [US", "is no YAML at line 1: expected ',' or ']'"),
        (b"- US\n- Taliban\n", "holds no parameters; write a line each"),
        (b"2018: 2\n", "is no name"),
        (b"start: \xff\n", "is not UTF-8 in line 1; save it as UTF-8."),
        (b"a: !!python/object/apply:os.system ['true']\n", "the tag !!python"),
    ],
)
def test_a_file_that_is_none_of_a_view_is_one_sentence(tmp_path, content, said):
    path = tmp_path / "view.yaml"
    path.write_bytes(content)
    with pytest.raises(yaml_file.YamlError) as refused:
        yaml_file.read(path)
    assert str(path) in str(refused.value) and said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(
        yaml_file.YamlError, match="none.yaml: No such file or directory"
    ):
        yaml_file.read(tmp_path / "none.yaml")


# ---- told as a table and as JSON Schema ----------------------------------------------


def test_the_table_holds_every_parameter_and_what_is_said_of_it():
    for (name, *told), field in zip(
        parameters.rows(), View.model_fields.values(), strict=True
    ):
        assert told[-1] == field.description, name
        assert told[3] == parameters.form(name).allowed
        asked = view({name: told[2].strip('"[]').replace(",", ";")})
        assert getattr(asked, name) == field.default  # the default can be typed back


def test_the_table_fits_a_hundred_columns_and_cuts_no_word():
    text = parameters.table()
    lines = text.splitlines()
    assert max(map(len, lines)) <= 100 and lines[0].split()[0] == "name"
    assert not [line for line in lines if line != line.rstrip()]
    assert lines[-1] == parameters.LISTS
    said = set(text.split())
    for row in parameters.rows():
        assert {word for cell in row for word in cell.split()} <= said, row[0]


SCHEMA = jsonschema.Draft202012Validator(parameters.json_schema())
YEARS = st.from_regex(r"\A ?[012][0-9]{3}(-[0123X][0-9X]){0,2}[~ ]?\Z")
WORDS = st.sampled_from([v for vs in parameters.ALLOWED.values() for v in vs])
VALUES = st.one_of(
    YEARS, WORDS, st.text(max_size=6), st.none(), st.booleans(),
    st.dates().map(str), st.integers(-10, 12000), st.floats(0.1, 0.9),
    st.lists(WORDS | st.text(max_size=3) | st.integers(0, 3), max_size=3),
    st.lists(WORDS | st.just(" "), max_size=3).map(" ; ".join),
    st.from_regex(r"\A ?([0-9]{1,5}( months?)?|ever|in-force)\Z"),
    st.lists(WORDS | WORDS.map(repr) | st.just(" "), max_size=3)
    .map(" , ".join)
    .map("[{}]".format),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=1),
)  # fmt: skip


def accepted(given):
    try:
        view(given)
    except ParameterError:
        return False
    return True


def test_the_schema_is_one_and_can_be_told_to_an_editor():
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)
    assert SCHEMA.schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(SCHEMA.schema["properties"]) == parameters.NAMES
    for name, field in View.model_fields.items():
        told = SCHEMA.schema["properties"][name]
        assert (told["description"], told["default"]) == (
            field.description, field.default,
        )  # fmt: skip


@given(st.sampled_from(parameters.NAMES), VALUES)
@example("start", "2020-02-29")
@example("start", "2021-02-29")
@example("start", "1900-02-29")
@example("start", "2000-02-29")
@example("start", "0000")
@example("start", "2021-00")
@example("start", "2021-09-00")
@example("as_of", "2021-04-31")
@example("kinds", "act;report;")
@example("kinds", ["act", "acts"])
@example("memory", 12)
@example("memory", "12")
@example("layers", [])
@example("orders_from", "without\tBiden")
@example("orders_from", "without")
@example("orders_from", "")
@example("order", "Narrowed")
def test_the_schema_takes_exactly_what_is_read(name, value):
    assert SCHEMA.is_valid({name: value}) == accepted({name: value})


@pytest.mark.parametrize(
    "text, valid",
    [
        ("", True),
        ("start: 2018\nend: '2021-09'\nactors: [US, Taliban]\n", True),
        ("actors: US;Taliban\nmemory: 6\nkinds: act; report\n", True),
        ("case: daesh-k-2021\nmemory: ever\nlayers: [context]\nas_of:\n", True),
        ("strat: 2018\n", False),
        ("start: soon\n", False),
        ("start: 2021-21\n", False),
        ("memory: long\n", False),
        ("actors: [{id: A001}]\n", False),
        ("actors: {A001: yes}\n", False),
        ("kinds: act, report\n", False),
        ("kinds: '[act, report]'\n", True),
        ("kinds: '[act; report]'\n", False),
        ("dates: [both]\n", False),
    ],
)
def test_a_view_as_yaml_is_valid_where_it_is_read(text, valid):
    asked = yaml.safe_load(text) or {}
    assert SCHEMA.is_valid(asked) is accepted(asked) is valid
