"""A signed edge list of a user's own."""

from datetime import date

import pytest

from helpers.balance import edges
from helpers.balance.frustration import frustration

HEAD = "source,target,sign,begin,end"


def listed(folder, *rows, head=HEAD):
    path = folder / "ties.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def held(path, day):
    """Give the pairs of a day with their signs and readings."""
    found = edges.read(path).ties(day)
    return {(t.a, t.b): (t.sign, t.may) for t in found.itertuples()}


@pytest.mark.parametrize(
    "written, sign",
    [("1", 1), ("+1", 1), ("+", 1), ("positive", 1), ("Positive", 1),
     ("-1", -1), ("-", -1), ("negative", -1), ("\N{MINUS SIGN}1", -1),
     ("1.0", 1), ("-1.0", -1), ("+1.00", 1), ('"-1,0"', -1), ("\N{EN DASH}1", -1),
     ("P", 1), ("N", -1), ("p", 1), ("neg", -1), ("\N{FULLWIDTH PLUS SIGN}", 1)],
)  # fmt: skip
def test_a_sign_is_written_in_several_ways(tmp_path, written, sign):
    path = listed(tmp_path, f"A,B,{written},,")
    assert held(path, None) == {("A", "B"): (sign, (sign,))}


def test_an_ambivalent_tie_has_both_signs_at_once(tmp_path):
    path = listed(tmp_path, "A,B,A,1900,", "B,C,P,1900,")
    assert held(path, date(1900, 12, 31)) == {
        ("A", "B"): (0, (1, -1)), ("B", "C"): (1, (1,)),
    }  # fmt: skip


COMPOSED, APART = "Caf\u00e9", "Cafe\u0301"


def test_one_name_is_one_actor_however_its_letters_are_stored(tmp_path):
    path = listed(
        tmp_path, f"{COMPOSED},B,+,,", "B\u200b,C\u00a0 D,+,,", f"C D,{APART},-,,"
    )  # fmt: skip
    found = edges.read(path)
    assert found.actors == [COMPOSED, "B", "C D"]
    assert [len(found.ties(None)), found.alike] == [3, ()]
    index = frustration(found.ties(None), 60, actors=found.actors).index
    assert index == 1  # a triangle with one negative tie; as four actors it was 0


def test_names_that_differ_in_case_alone_are_pointed_out_and_not_merged(tmp_path):
    path = listed(tmp_path, "Usa,B,+,,", "USA,b,+,,", "C,B,+,,")
    found = edges.read(path)
    assert found.actors == ["Usa", "B", "USA", "b", "C"]
    assert found.alike == (("Usa", "USA"), ("B", "b"))


def test_a_tie_to_itself_in_another_form_is_refused(tmp_path):
    with pytest.raises(edges.EdgeError, match="is tied to itself"):
        edges.read(listed(tmp_path, f"{COMPOSED},{APART},+,,"))


def test_dates_may_be_left_out_with_their_columns(tmp_path):
    path = listed(tmp_path, "A,B,+", "B,C,-", head="source,target,sign")
    found = edges.read(path)
    assert found.actors == ["A", "B", "C"] and found.day is None
    assert list(found.ties(None).sign) == list(found.ties(date(1900, 1, 1)).sign)


def test_columns_stand_in_any_order_and_others_are_left_alone(tmp_path):
    path = listed(tmp_path, "note,-,B,A", head="why,Sign,target,source")
    assert held(path, None) == {("A", "B"): (-1, (-1,))}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: "\n" + text.replace("\n", ",,\n") + "\n,,,,\n",
    ],
)
def test_a_list_is_read_as_programs_save_it(tmp_path, change):
    path = listed(tmp_path, "A,B,-,1872,1903", "A,B,+,1904,", "B,C,+,,")
    before = edges.read(path).rows
    path.write_bytes(change(path.read_text()).encode())
    assert edges.read(path).rows.equals(before)


def test_the_year_of_an_end_is_the_last_that_holds(tmp_path):
    path = listed(tmp_path, "A,B,-,1872,1903", "A,B,+,1904,")
    assert held(path, date(1903, 12, 31)) == {("A", "B"): (-1, (-1,))}
    assert held(path, date(1904, 12, 31)) == {("A", "B"): (1, (1,))}
    assert held(path, date(1871, 12, 31)) == {}


def test_within_the_year_of_a_begin_a_tie_may_hold(tmp_path):
    path = listed(tmp_path, "A,B,+,1904,")
    assert held(path, date(1904, 6, 1)) == {("A", "B"): (0, (0, 1))}
    assert edges.read(path).day == date(1904, 12, 31)


def test_a_window_of_an_end_is_kept(tmp_path):
    path = listed(tmp_path, "A,B,+,1900-05-01,[1902..1904]")
    assert held(path, date(1902, 12, 31)) == {("A", "B"): (1, (1,))}
    assert held(path, date(1903, 1, 1)) == {("A", "B"): (0, (0, 1))}
    assert held(path, date(1905, 1, 1)) == {}


@pytest.mark.parametrize(
    "end, surely, last",
    [
        ("199X", (1990, 12, 31), (1999, 12, 31)),  # some year of them is the last whole
        ("1999-XX", (1999, 1, 31), (1999, 12, 31)),
        ("2004-06-XX", (2004, 6, 1), (2004, 6, 30)),
        ("[1995..2004-06-30]", (1995, 12, 31), (2004, 6, 30)),
        ("1999", (1999, 12, 31), (1999, 12, 31)),
    ],
)
def test_an_end_with_open_digits_surely_holds_for_the_least_they_can_be(
    tmp_path, end, surely, last
):
    (row,) = edges.read(listed(tmp_path, f"A,B,+,1980,{end}")).rows.itertuples()
    assert (row.surely, row.last) == (date(*surely), date(*last))


def test_parallel_ties_are_one_and_both_signs_leave_a_pair_open(tmp_path):
    path = listed(tmp_path, "A,B,+,,", "B,A,+,,", "B,C,+,,", "C,B,-,,")
    assert held(path, None) == {("A", "B"): (1, (1,)), ("B", "C"): (0, (1, -1))}


def test_the_days_on_which_something_may_change(tmp_path):
    path = listed(tmp_path, "A,B,+,1900,1901", "B,C,-,1901-03-05,")
    years = [date(1900, 1, 1), date(1900, 12, 31), date(1901, 3, 5), date(1902, 1, 1)]
    assert edges.read(path).turns == years


@pytest.mark.parametrize(
    "row, told",
    [
        ("A,B,2,,", "sign = '2' is none; write 1 or -1, + or -, positive or negative"),
        ("A,B,nan,,", "sign = 'nan' is none"),
        ("A,B,o,,", "sign = 'o' is none"),
        ("\u200b,B,+,,", "source is blank; fill it, or remove the row"),
        ("A,A,+,,", "'A' is tied to itself; remove the row"),
        (",B,+,,", "source is blank; fill it, or remove the row"),
        ("A,B,+,20x,", "begin = '20x': '20x' is not an EDTF date"),
        ("A,B,+,1900/1901,", "begin = '1900/1901' is a span"),
        ("A,B,+,1901,1900", "end = '1900' comes before begin = '1901'"),
        ("A,B,+", "the row has 3 cells and the header 5"),
    ],
)
def test_what_is_wrong_is_told_by_row(tmp_path, row, told):
    path = listed(tmp_path, "A,B,+,,", row)
    with pytest.raises(edges.EdgeError, match="^ties.csv:3: ") as error:
        edges.read(path)
    assert told in str(error.value)


def test_every_wrong_row_is_told_at_once(tmp_path):
    path = listed(tmp_path, "A,B,0,,", "A,B,+,,", "A,,+,,")
    with pytest.raises(edges.EdgeError) as error:
        edges.read(path)
    assert [line[:11] for line in str(error.value).split("\n")] == [
        "ties.csv:2:", "ties.csv:4:",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text, told",
    [
        ("source,target\nA,B\n", "ties.csv:1: the header has no sign; write source"),
        ("Source,TARGET,Weight\nA,B,-1\n", "no sign; rename weight to sign if it is"),
        (
            "source,target,sign,Start,end\nA,B,1,1900,1901\n",
            "ties.csv:1: dates are read from begin and end; rename start to begin if it"
            " is meant, or remove it.",
        ),
        ("source,target,sign,begin,until\nA,B,1,1900,1901\n", "rename until to end"),
        ("source,target,sign,year\nA,B,1,1900\n", "rename year to begin if it is"),
        ("from,to,sign\nA,B,1\n", "rename from to source if it is meant; rename to to"),
        ("source,target,sign\n", "ties.csv has a header and no ties; add a row for"),
        ("source,target,sign\n,,\n\n", "ties.csv has a header and no ties"),
        ("source,target,sign,sign\nA,B,+,-\n", "the column sign is there twice"),
        ("", "ties.csv: is empty; add the header row"),
        ("a\n", "ties.csv:1: the header has no source and no target and no sign"),
        (
            'source,target,sign\nA,"B,+\n',
            "ties.csv:2: target '.B,.': cannot be read as CSV",
        ),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path, text, told):
    path = tmp_path / "ties.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(edges.EdgeError, match=told):
        edges.read(path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "ties.csv"
    path.write_bytes(b"source,target,sign\n\xff,B,+\n")
    with pytest.raises(
        edges.EdgeError, match="^ties.csv:2: source 'ÿ': the line is not UTF-8"
    ):
        edges.read(path)
