"""Words beside marks: in each form they meet nothing, whatever the marks."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.draw import letters, marks, panels, rows
from helpers.draw.marks import FORMS, MIDDLE, At, Shape
from tests.once import some

ARTICLE = date(2021, 9, 11)
DAYS = [date(year, 6, 1) for year in range(2015, 2021)]
DAYS += [date(2021, 8, 1) + timedelta(days=2 * n) for n in range(20)]
AXES = [
    panels.choose(DAYS, ARTICLE),
    panels.choose([*DAYS, date(2021, 10, 9)], ARTICLE),
    panels.choose([date(1900, 1, 1), date(1950, 1, 1)]),
    panels.choose([ARTICLE, date(2021, 10, 9)], ARTICLE),
]
TEXTS = ["from about Sep 2019, end not stated; reported 22 Oct 2020",
         "from about Sep 2019, end not stated", "15–30 Aug", "’15"]  # fmt: skip
PLAIN = marks.look("", True)


def mark(kind, axis, days, look, fade):
    """Draw a mark of a kind on an axis, from one day to another."""
    segments = list(axis.segments(*days))
    at, low, high = axis.place(days[0]), segments[0].left, segments[-1].right
    drawn = {
        "bar": [s for one in segments
                for s in marks.bar(At(one.left), At(one.right), look)]
        + marks.glyph(At(high, 8), look.sign, look.colour),
        "window": marks.window(segments, look, True),
        "by then": marks.window(segments, look, False),
        "point": marks.point(At(at), look),
        "tick": marks.tick(At(at)),
        "fade": marks.bar(At(low), At(segments[0].right), look, fade),
        "earlier": [*marks.earlier(At(0.0, 2), look.colour),
                    *marks.glyph(At(0.0, 17), look.sign, look.colour)],
        "thin": marks.thin(segments, True, True),
        "arrow": marks.arrow(At(high), look),
    }  # fmt: skip
    return drawn[kind]


KINDS = ["bar", "window", "by then", "point", "tick", "fade", "earlier", "thin",
         "arrow"]  # fmt: skip


@st.composite
def laid(draw):
    """Give an axis and the marks of a row: bars, windows, points, ticks, brackets."""
    axis, found = draw(st.sampled_from(AXES)), []
    span = axis.panels[0].first, axis.panels[-1].last
    day = st.integers(*span).map(date.fromordinal)
    look = marks.look(draw(st.sampled_from(["", "+", "-", "~", "both"])), True)
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=4)):
        fade = draw(st.sampled_from([(0.0, 1.0), (0.8, 0.0), (0.02, 0.2)]))
        found += mark(kind, axis, sorted((draw(day), draw(day))), look, fade)
    return axis, found


def covered(text, plot, size):
    """Return from where to where a text reaches."""
    x, wide = text.x0.part * plot + text.x0.beside, letters.width(text.text, size)
    return (x, x + wide) if text.align == "left" else (x - wide, x)


def seen(shapes):
    """List the marks on the line of the words of which something is seen."""
    return [
        s for s in shapes
        if "bracket" not in (s.colour, s.fill)
        and not (s.fade and max(s.fade) <= rows.FAINT)
    ]  # fmt: skip


@settings(deadline=None, max_examples=some(300))
@given(laid(), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3), st.data())
def test_words_meet_no_mark_leave_no_panel_and_cross_no_line(made, texts, data):
    axis, shapes = made
    for text in rows.beside(shapes, axis, texts):
        for form in [text.form] if text.form else FORMS:
            plot = data.draw(st.floats(*rows.PLOTS[form]))
            left, right = covered(text, plot, rows.SIZE[form])
            inside = [
                p for p in axis.panels
                if p.left * plot - 0.1 <= left and right <= p.right * plot + 0.1
            ]  # fmt: skip
            assert len(inside) == 1
            for one in seen(shapes):
                a, b = rows.extent(one, plot)
                assert right <= a - 2 or left >= b + 2, one
            if (line := axis.line_place) is not None:
                assert right <= line * plot or left >= line * plot


@settings(deadline=None)
@given(laid())
def test_each_form_has_at_most_one_text_of_those_asked_for(made):
    axis, shapes = made
    found = rows.beside(shapes, axis, TEXTS)
    forms = [form for t in found for form in ([t.form] if t.form else FORMS)]
    assert len(forms) == len(set(forms)) and set(forms) <= set(FORMS)
    assert {t.text for t in found} <= set(TEXTS)
    assert all(t.y0 == MIDDLE and t.kind == "text" for t in found)


@settings(deadline=None)
@given(laid())
def test_what_is_asked_for_first_is_taken_where_it_fits(made):
    axis, shapes = made
    alone = {
        text: {t.form or "all" for t in rows.beside(shapes, axis, [text])}
        for text in TEXTS
    }
    for one in rows.beside(shapes, axis, TEXTS):
        for form in [one.form] if one.form else FORMS:
            longer = TEXTS[: TEXTS.index(one.text)]
            assert not any({form, "all"} & alone[text] for text in longer)


def placed(axis, shapes, *texts):
    return {
        form: (t.text, t.align)
        for t in rows.beside(shapes, axis, texts)
        for form in ([t.form] if t.form else FORMS)
    }


ONE = AXES[2]


def test_words_stand_right_of_a_mark_and_left_of_it_at_the_right_edge():
    left, right = At(0.1), At(0.95)
    assert {*placed(ONE, marks.point(left, PLAIN), "in 1910").values()} == {
        ("in 1910", "left")
    }
    assert {*placed(ONE, marks.point(right, PLAIN), "in 1945").values()} == {
        ("in 1945", "right")
    }


def test_the_longest_that_fits_is_taken_in_each_form():
    bar = marks.bar(At(0.4), At(0.6), PLAIN)
    long = "from about Sep 1929, end not stated"
    found = placed(ONE, bar, long, "in 1929")
    assert found == {
        "wide": (long, "left"), "narrow": ("in 1929", "left"),
        "print": ("in 1929", "left"),
    }  # fmt: skip


def test_where_none_fits_there_is_none():
    assert rows.beside(marks.bar(At(0.0), At(1.0), PLAIN), ONE, ["in 1900"]) == []
    assert rows.beside(marks.point(At(0.5), PLAIN), ONE, ["word " * 40]) == []


def test_without_marks_or_texts_there_is_none():
    assert rows.beside([], ONE, ["in 1900"]) == []
    assert rows.beside(marks.point(At(0.5), PLAIN), ONE, []) == []
    assert rows.beside(marks.point(At(0.5), PLAIN), ONE, [""]) == []


def test_words_may_stand_on_what_is_hardly_seen_and_never_on_what_is():
    def of(fade):
        return placed(ONE, marks.bar(At(0), At(1), PLAIN, fade), "start not stated")

    assert of((0.02, 0.9)) == {}
    assert {*of((0.02, 0.2)).values()} == {("start not stated", "left")}


def test_the_words_of_what_fades_in_stand_in_the_panel_before_it():
    text, axis = "by 11 Sep 2021", AXES[0]
    segments = list(axis.segments(date(2021, 8, 1), ARTICLE))
    (words,) = rows.beside(marks.window(segments, PLAIN, False), axis, [text])
    assert (words.x0.part, words.align) == (axis.panels[0].right, "right")
    assert rows.beside(marks.window(segments, PLAIN, True), axis, [text]) == []


def test_the_articles_thin_bracket_is_no_bar_to_words():
    segments = list(ONE.segments(date(1900, 1, 1), date(1950, 1, 1)))
    shapes = marks.point(At(0.1), PLAIN) + marks.thin(segments, True, True)
    assert set(placed(ONE, shapes, "in 1905")) == set(FORMS)


@pytest.mark.parametrize("plot", [342, 620, 719])
def test_the_reach_of_a_mark_counts_its_pixels_beside_a_place(plot):
    assert rows.extent(Shape("disc", At(0.5, 4), 11, y1=5), plot) == (
        plot / 2 - 1, plot / 2 + 9
    )  # fmt: skip
    path = Shape("path", At(0.5), 11, points=((-3, 0), (7, 0)))
    assert rows.extent(path, plot) == (plot / 2 - 3, plot / 2 + 7)
    assert rows.extent(Shape("line", At(0.6), 0, At(0.5), 0), plot) == (
        0.5 * plot, 0.6 * plot
    )  # fmt: skip


def test_words_stay_clear_where_a_longer_plot_moves_marks_apart():
    sign = marks.glyph(At(0.5, 40), "+", "ink")
    shapes = [*marks.tick(At(0.56)), *sign]  # the sign is last at 620, the tick at 720
    found = rows.beside(shapes, ONE, ["in 1929"])
    text = next(t for t in found if t.form in ("", "wide"))
    for plot in rows.PLOTS["wide"]:
        left, _ = covered(text, plot, rows.SIZE["wide"])
        assert all(left >= rows.extent(s, plot)[1] + 5.9 for s in shapes)
