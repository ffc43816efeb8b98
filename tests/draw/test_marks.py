"""What a date looks like in a row: each look means one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import theme
from helpers.draw import marks
from helpers.draw.marks import At
from helpers.draw.panels import Segment

SIGNS = ["+", "-", "both", "~"]
HERE, THERE = At(0.2), At(0.7)
LOOKS = st.builds(
    marks.look, st.sampled_from(["", *SIGNS]), st.booleans(), st.booleans()
)


@st.composite
def stretches(draw):
    """Give what one to three panels have of a stretch."""
    ends = sorted(draw(st.sets(st.integers(0, 100), min_size=2, max_size=6)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    begins, stops = draw(st.booleans()), draw(st.booleans())
    return [
        Segment(a / 100, b / 100, begins and not nth, stops and nth == len(pairs) - 1)
        for nth, (a, b) in enumerate(pairs)
    ]


def kinds(shapes):
    return [shape.kind for shape in shapes]


def caps(shapes):
    """List the upright strokes."""
    return [s for s in shapes if s.kind == "line" and s.x0 == s.x1]


def faded(shapes):
    return [s.fade for s in shapes if s.fade]


def fat(shapes):
    """List what is as high as a bar."""
    return [
        s for s in shapes
        if s.kind == "box" and s.y1 - s.y0 >= 2 * marks.HALF and s.fill != "panel"
    ]  # fmt: skip


# ---- windows, points, bars -----------------------------------------------------------


@given(stretches(), LOOKS, st.booleans(), st.booleans())
def test_a_window_is_never_a_bar_or_a_point(segments, look, begins, ends):
    drawn = marks.window(segments, look, begins, ends)
    assert not fat(drawn) and "disc" not in kinds(drawn)


@given(stretches(), LOOKS, st.booleans(), st.booleans())
def test_a_window_has_a_cap_only_where_it_is_bounded(segments, look, begins, ends):
    drawn = marks.window(segments, look, begins, ends)
    wanted = [s.left for s in segments if begins and s.begins]
    wanted += [s.right for s in segments if ends and s.ends]
    assert sorted(s.x0.part for s in caps(drawn)) == sorted(wanted)


@given(stretches(), LOOKS)
def test_what_nobody_bounds_fades_into_the_open(segments, look):
    closed = marks.window(segments, look, True, True)
    early = marks.window(segments, look, False, True)
    late = marks.window(segments, look, True, False)
    assert not faded(closed)
    assert {*faded(early)} == {(0.0, 1.0)}
    assert {*faded(late)} == {(1.0, 0.0)}


@given(stretches(), st.sampled_from(SIGNS), *[st.booleans()] * 3)
def test_a_sign_stands_beside_a_window_and_on_no_day_that_it_may_be(
    segments, sign, begins, ends, room
):
    drawn = marks.window(segments, marks.look(sign, True), begins, ends, room)
    first, last = segments[0].left, segments[-1].right
    at = (last, marks.NEXT) if ends and room else (first, -marks.NEXT)
    if ends and not (begins or room):
        at = (last, -marks.BY)  # its one known end
    wanted = {At(*at)} if begins or ends else set()
    assert {s.x0 for s in drawn if s.kind == "path"} == wanted


@given(stretches(), st.sampled_from(SIGNS), st.booleans(), st.booleans())
def test_a_window_that_is_only_told_is_hollow(segments, sign, begins, ends):
    bounds = begins, ends or not begins
    for happened in (True, False):
        look = marks.look(sign, happened)
        drawn = [
            s
            for s in marks.window(segments, look, *bounds)
            if s.kind in ("line", "box") and s.x0 != s.x1 and s.fill != "panel"
        ]
        inside = [s for s in drawn if s.y0 <= marks.MIDDLE <= s.y1]
        paints = {s.colour if s.kind == "line" else s.fill for s in inside}
        assert paints <= ({look.colour} if happened else {"ground"})
        assert bool(inside) or not happened


def test_a_short_window_has_two_caps_and_is_no_tick():
    drawn = marks.window([Segment(0.5, 0.501, True, True)], marks.look("", True), True)
    left, right = (s.x0 for s in caps(drawn))
    assert (left.part, right.part) == (0.5, 0.501)
    assert right.beside - left.beside >= 5
    long = marks.window([Segment(0.5, 0.7, True, True)], marks.look("", True), True)
    assert {s.x0.beside for s in caps(long)} == {0}


@given(LOOKS)
def test_a_point_is_never_a_bracket_or_a_bar(look):
    drawn = marks.point(HERE, look)
    assert kinds(drawn).count("disc") == 1
    assert not {"line", "box"} & set(kinds(drawn))


@given(LOOKS, st.sampled_from([None, (0.0, 1.0)]))
def test_a_bar_is_never_a_bracket_or_a_point(look, fade):
    drawn = marks.bar(HERE, THERE, look, fade)
    assert set(kinds(drawn)) == {"box"}
    assert all((s.x0, s.x1) == (HERE, THERE) for s in drawn)


def test_what_happened_about_then_is_no_hollow_bar_where_it_fades():
    for happened in (True, False):
        look = marks.look("+", happened, True)
        parts = marks.bar(At(0), At(1), look, (0.8, 0.0))
        assert all(one.fade == (0.8, 0.0) for one in parts)
        assert any(one.y1 - one.y0 > 2 for one in parts) is happened


def test_an_unknown_start_fades_and_has_no_cap():
    (solid,) = marks.bar(HERE, THERE, marks.look("+", True), (0.0, 1.0))
    assert solid.fade == (0.0, 1.0) and solid.fill == "cooperative"
    hollow = marks.bar(HERE, THERE, marks.look("+", False), (0.0, 1.0))
    assert faded(hollow) == [(0.0, 1.0)] * 2 and not caps(hollow)
    segment = [Segment(0.2, 0.7, True, True)]
    thin = marks.thin(segment, False, True)
    assert faded(thin) == [(0.0, 0.9)]
    assert [s.x0.part for s in caps(thin)] == [0.7]
    assert [s.x0.part for s in caps(marks.thin(segment, True, False))] == [0.2]


@given(stretches(), st.booleans(), st.booleans())
def test_what_order_leaves_is_a_finer_bracket_over_the_mark(segments, begins, ends):
    drawn = marks.finer(segments, begins, ends)
    lines = [s for s in drawn if s.kind == "box"]
    assert [(s.x0.part, s.x1.part) for s in lines] == [(s.left, s.right)
                                                       for s in segments]  # fmt: skip
    assert {s.y1 - s.y0 for s in lines} == {1}
    for shape in drawn:  # over the mark and clear of it, and of the article's bracket
        assert 0 <= shape.y0 <= shape.y1 < marks.MIDDLE - marks.RADIUS
    fades = [s.fade or (0.9, 0.9) for s in lines]
    assert fades[0][0] == (0.9 if begins else 0.0)
    assert fades[-1][1] == (0.9 if ends else 0.0)
    assert not [fade for fade in fades[1:-1] if 0.0 in fade]
    capped = [[s.left] * (begins and s.begins) + [s.right] * (ends and s.ends)
              for s in segments]  # fmt: skip
    assert [s.x0.part for s in caps(drawn)] == sum(capped, [])


def test_nothing_of_a_window_on_the_scale_is_nothing_drawn():
    assert marks.finer([], False, False) == marks.finer([], True, True) == []


# ---- certainty -----------------------------------------------------------------------


@given(st.sampled_from(["", *SIGNS]), st.booleans(), st.booleans(), stretches())
def test_dashes_mean_about_then_and_nothing_else(sign, happened, dash, segments):
    look = marks.look(sign, happened, dash)
    drawn = [*marks.point(HERE, look), *marks.bar(HERE, THERE, look),
             *marks.window(segments, look, True)]  # fmt: skip
    assert any(s.dash for s in drawn) is dash
    told = [*marks.thin(segments, True, True), *marks.tick(HERE), *marks.target(HERE),
            *marks.finer(segments, True, True), *marks.lozenge(HERE),
            marks.join(HERE, THERE)]  # fmt: skip
    assert not any(s.dash for s in told)


@pytest.mark.parametrize("sign", ["", *SIGNS])
def test_hollow_means_only_told(sign):
    sure, told = marks.look(sign, True), marks.look(sign, False)
    for drawn in (marks.point, lambda at, look: marks.bar(at, THERE, look)):
        assert drawn(HERE, sure)[0].fill == sure.colour
        assert drawn(HERE, told)[0].fill == "ground"
        assert drawn(HERE, told)[0].colour == told.colour


# ---- signs ---------------------------------------------------------------------------


def test_a_sign_is_always_a_hue_and_a_glyph():
    points = {sign: marks.point(HERE, marks.look(sign, True)) for sign in SIGNS}
    glyphs = {sign: tuple(s.points for s in drawn if s.kind == "path")
              for sign, drawn in points.items()}  # fmt: skip
    assert all(glyphs.values()) and len(set(glyphs.values())) == len(SIGNS)
    assert points["+"][0].fill == "cooperative" and points["-"][0].fill == "hostile"
    assert kinds(marks.point(HERE, marks.look("", True))) == ["disc"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("happened", [True, False])
def test_a_glyph_is_seen_on_its_mark(sign, happened):
    disc, *glyph = marks.point(HERE, marks.look(sign, happened))
    assert glyph and all(s.colour != disc.fill for s in glyph)
    bracket = marks.window(
        [Segment(0, 1, True, True)], marks.look(sign, happened), True
    )
    assert any(s.kind == "path" for s in bracket)


def test_every_colour_is_one_of_the_themes():
    whole = [Segment(0.1, 0.9, True, True)]
    drawn = [
        *marks.target(HERE),
        *marks.lozenge(HERE),
        *marks.earlier(HERE, "ink"),
        *marks.tick(HERE),
        marks.join(HERE, THERE),
        *marks.thin(whole, True, True),
        *marks.finer(whole, True, True),
    ]
    for sign in ["", *SIGNS]:
        look = marks.look(sign, False)
        drawn += [
            *marks.point(HERE, look),
            *marks.arrow(HERE, look),
            *marks.bar(HERE, THERE, look),
            *marks.window(whole, look, True),
        ]
    named = {s.colour for s in drawn} | {s.fill for s in drawn} - {""}
    assert named - {""} <= set(theme.LIGHT)


def test_a_disputed_mark_is_half_filled_and_a_target_a_ring_with_its_middle():
    whole, half = marks.lozenge(HERE)
    assert (whole.fill, half.fill) == ("ground", "ink")
    assert {x for x, _ in half.points} <= {0, -6}
    ring, middle = marks.target(HERE)
    assert ring.y1 > middle.y1 and ring.x0 == middle.x0
