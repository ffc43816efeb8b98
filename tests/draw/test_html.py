"""A chart of rows as a page shows it: every row named, every text escaped."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from helpers.draw import html, marks, panels
from helpers.draw.marks import At
from helpers.draw.picture import Picture
from helpers.draw.rows import Column, Group, Mark, Row, Sample
from tests.charts import rowed

AXIS = panels.choose([date(2000, 1, 1), date(2010, 1, 1)], date(2010, 6, 1))
HARMFUL = '"><script>alert(1)</script> & <b>'
VOID = {"br"}


class Element:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent, self.text = tag, dict(attrs), parent, ""

    @property
    def classes(self):
        return self.attrs.get("class", "").split()

    def inside(self, name):
        one = self.parent
        while one and name not in one.classes:
            one = one.parent
        return bool(one)


class Parsed(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.all, self.open = [], [None]
        self.feed(text)
        assert self.open == [None]  # whatever was opened is closed

    def handle_starttag(self, tag, attrs):
        self.all.append(Element(tag, attrs, self.open[-1]))
        if tag not in VOID:
            self.open.append(self.all[-1])

    def handle_startendtag(self, tag, attrs):
        self.all.append(Element(tag, attrs, self.open[-1]))

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        one = self.open[-1]
        while one:
            one.text, one = one.text + data, one.parent

    def of(self, name):
        return [e for e in self.all if name in e.classes]


def row(record="E001", **more):
    point = tuple(marks.point(At(0.5), marks.look("+", True)))
    told = {"label": "The visit", "words": "The visit; in 2005", "shapes": point}
    return Row(record, **told | more)


def made(*groups, **more):
    told = {"title": "A title", "source": "", "foot": ""} | more
    legend = (Sample(14, tuple(marks.point(At(0, 7), marks.look("+", True))), "plus"),)
    return Picture("01-name", subtitle="", alt="Alt", axis=AXIS, groups=groups,
                   legend=told.pop("legend", legend), **told)  # fmt: skip


def parsed(*groups, **more):
    return Parsed(html.body(made(*groups, **more)))


@pytest.mark.parametrize("name", rowed.SOME)
def test_every_row_is_a_named_item_of_a_list_that_bears_its_record(tmp_path, name):
    one = rowed.picture(tmp_path, name)
    page = Parsed(html.body(one))
    wanted = [r for group in one.groups for r in (*group.rows, *group.more)]
    assert len(page.of("row")) == len(wanted)
    for e, told in zip(page.of("row"), wanted, strict=True):
        assert e.attrs["role"] == "listitem"
        assert e.parent.attrs["role"] == "list"
        assert e.attrs.get("data-record", "") == told.record
        assert bool(told.record) != bool(told.several)  # else its marks bear theirs
        assert e.attrs["aria-label"] == told.words != ""
        assert told.label in e.text and told.evidence in e.text
        assert ("shut" in e.classes) == any(told in g.more for g in one.groups)


def test_markup_in_whatever_is_told_is_text():
    legend = (Sample(14, (), HARMFUL),)
    group = Group(
        HARMFUL,
        (
            row(
                label=HARMFUL,
                words=HARMFUL,
                note=HARMFUL,
                place=HARMFUL,
                evidence=HARMFUL,
                record=HARMFUL,
            ),
        ),
    )
    page = parsed(group, title=HARMFUL, source=HARMFUL, foot=HARMFUL, legend=legend,
                  heads=(HARMFUL, HARMFUL))  # fmt: skip
    assert not {"script", "b"} & {e.tag for e in page.all if "alert" not in e.text}
    assert "script" not in {e.tag for e in page.all}
    (told,) = page.of("row")
    assert told.attrs["data-record"] == told.attrs["aria-label"] == HARMFUL
    assert told.text.count(HARMFUL) == 4
    assert [e.text for e in page.of("heading")] == [HARMFUL]


def mark(record, words, **more):
    return Mark(record, tuple(marks.point(At(0.5), marks.look("+", True))), words,
                **more)  # fmt: skip


def test_each_record_of_a_row_that_holds_several_is_named_and_bears_its_id():
    both = mark("R001", "An act; in 2005"), mark("R002", HARMFUL)
    page = parsed(Group("", (row("", shapes=(), several=both, lanes=2),)))
    found = [e for e in page.all if e.tag == "g" and "data-record" in e.attrs]
    assert [e.attrs["data-record"] for e in found] == ["R001", "R002"]
    for e, one in zip(found, both, strict=True):
        assert e.attrs["role"] == "listitem"
        assert e.text == one.words  # its title
        assert e.parent.attrs["role"] == "list" and "aria-label" in e.parent.attrs
        assert "aria-hidden" not in e.parent.attrs
        assert e.parent.attrs["height"] == "44"
    (whole,) = page.of("row")
    assert "data-record" not in whole.attrs


def test_each_record_of_a_table_is_a_named_item_of_its_cell():
    columns = (Column("one", "One", "of two", 1, True), Column("two", HARMFUL, "", 2))
    looks = (marks.star(), marks.ring())
    cells = ((mark("R001", "An act", looks=looks), mark("R002", HARMFUL, joined=1)), ())
    page = parsed(Group("", (Row("", HARMFUL, cells, note=HARMFUL),)), columns=columns)
    assert "script" not in {e.tag for e in page.all}
    cell, empty = (e for e in page.of("cell") if "data-place" in e.attrs)
    assert [e.attrs["data-place"] for e in (cell, empty)] == ["one", "two"]
    assert cell.attrs["aria-label"] == f"{HARMFUL}: One" and not empty.text
    assert ("shaded" in cell.classes, "shaded" in empty.classes) == (True, False)
    still = parsed(
        Group("", (Row("", HARMFUL, cells),)),
        columns=tuple(replace(column, name="") for column in columns),
    )
    (named,) = [e for e in still.of("cell") if "role" in e.attrs]
    assert named.attrs["role"] == "list" and "data-place" not in named.attrs
    first, second = page.of("mark")
    for e, words, record in ((first, "An act", "R001"), (second, HARMFUL, "R002")):
        assert e.parent is cell and e.attrs["role"] == "listitem"
        assert e.attrs["aria-label"] == words
        assert e.attrs["data-record"] == record
    assert [e.attrs["data-nth"] for e in (first, second)] == ["0", "1"]
    assert second.attrs["data-joined"] == "1" and "data-joined" not in first.attrs
    drawn = [e for e in page.all if e.tag == "svg" and e.parent in (first, second)]
    assert [e.attrs["class"] for e in drawn] == ["sure", "perhaps", ""]
    assert all(e.attrs["aria-hidden"] == "true" for e in drawn)
    (label,) = page.of("label")
    assert label.text == 2 * HARMFUL


def test_what_is_drawn_is_hidden_from_those_who_hear_the_words():
    page = parsed(Group("A group", (row(aimed=True, disputed=True),)))
    drawn = [e for e in page.all if e.tag == "svg" and e.parent.tag != "svg"]
    assert drawn
    for e in drawn:
        hidden = e.attrs.get("aria-hidden") == "true"
        assert (
            hidden
            or e.parent.attrs.get("aria-hidden") == "true"
            or (e.inside("ground") or e.inside("axis"))
        )


def test_a_phone_shows_the_first_group_of_a_long_chart_and_what_is_aimed():
    some = tuple(row(f"E00{n}") for n in range(5))
    more = tuple(row(f"R00{n}") for n in range(5))
    page = parsed(Group("A", some), Group("B", more))
    assert [e.attrs["data-record"] for e in page.of("calm")] == [r.record for r in more]
    aimed = row("R009", aimed=True)
    page = parsed(Group("A", some), Group("B", (*more, aimed)))
    assert [e.attrs["data-record"] for e in page.of("calm")] == [r.record for r in more]
    page = parsed(Group("A", (*some, aimed)), Group("B", more))
    calm = [e.attrs["data-record"] for e in page.of("calm")]
    assert calm == [r.record for r in (*some, *more)]
    assert not parsed(Group("A", some), Group("B", more[:3])).of("calm")


def test_shut_rows_stand_behind_a_button_that_counts_them():
    page = parsed(
        Group("A", (row(),), (row("E002"), row("E003"))), Group("B", (row(),))
    )
    (button,) = page.of("more")
    assert "head" in button.parent.classes  # a list holds nothing but its items
    assert button.text == "2 more2 rows" and "hidden" in button.attrs
    shut = [e.attrs["data-record"] for e in page.of("shut")]
    assert shut == ["E002", "E003"]
    assert [
        e.attrs["role"]
        for e in page.all
        if e.tag == "div"
        and "aria-label" in e.attrs
        and e.parent
        and "group" in e.parent.classes
    ] == ["list"] * 2


def test_a_row_shows_what_is_aimed_disputed_and_not_in_the_article():
    plain, marked = parsed(
        Group("", (row(), row("E002", aimed=True, disputed=True, quiet=True)))
    ).of("row")
    assert plain.classes == ["row"]
    assert marked.classes == ["row", "aimed", "quiet"]
    page = parsed(Group("", (row(aimed=True, disputed=True),)))
    assert len(page.of("aim")) == len(page.of("dispute")) == 1
    assert not parsed(Group("", (row(),))).of("aim")
    assert not page.of("heading")  # a group without a name has none


def test_each_form_has_its_axis_and_the_ground_its_line():
    page = parsed(Group("", (row(),)))
    told = [e for e in page.all if e.tag == "text" and e.inside("axis")]
    for form in marks.FORMS:
        ours = [e.text for e in told if {f"in-{form}"} & {*e.classes}]
        assert "year by year" in ours and any(t.startswith("20") for t in ours)
    assert [e.text for e in told if not e.classes[1:]] == ["article"]
    (over,) = page.of("over")
    (line,) = [e for e in page.all if e.tag == "line" and e.inside("over")]
    assert line.attrs["x1"] == line.attrs["x2"] == "100.00%"


def test_nothing_dated_is_nothing_drawn():
    assert html.body(Picture("01-name", "", "", "", "Alt", None, (), ())) == ""


def test_the_same_picture_gives_the_same_body():
    group = Group("A", (row(),))
    assert html.body(made(group)) == html.body(made(group))
