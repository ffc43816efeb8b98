"""Where a network's names, signs and labels go: nothing meets anything else."""

from itertools import combinations

import pytest

from helpers.charts import web
from helpers.charts.web import Box
from helpers.draw import letters
from helpers.draw.paper import SMALL
from tests import worlds
from tests.charts.rowed import ONE_WORD

LABEL = "airlift and airport deal* (may be one); disputed: information passed*"
NAMES = {"short": "Actor {}", "long": f"{worlds.LONG} {{}}", "word": f"{ONE_WORD}{{}}",
         "organization": "Organization of States {}"}  # fmt: skip
COUNTS = (2, 3, 4, 5, 6, 9, 12)


def placed(count, form, name="short", label=LABEL):
    names = {f"A{n:03d}": NAMES[name].format(n) for n in range(count)}
    pairs = [*combinations(names, 2)][: 3 * count]
    return names, web.place(names, {pair: ["", label] for pair in pairs}, form)


def boxes(net):
    """Give the edges of the names."""
    found = []
    for shape in net.nodes:
        if shape.kind == "path":
            across, down = zip(*shape.points, strict=True)
            x, y = shape.x0.beside, shape.y0
            found.append(Box(x + min(across), y + min(down), x + max(across),
                             y + max(down)))  # fmt: skip
    return found


@pytest.mark.parametrize("form", ["wide", "narrow"])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_no_word_of_a_name_is_broken_that_has_room(count, form):
    names, net = placed(count, form, "organization")
    written = " ".join(s.text for s in net.nodes if s.text)
    assert written.split() == " ".join(names.values()).split()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["wide", "narrow"])
@pytest.mark.parametrize("count", COUNTS)
def test_no_name_meets_another_or_leaves_the_drawing(count, form, name):
    names, net = placed(count, form, name)
    found = boxes(net)
    assert len(found) == count and net.width == {"wide": 560, "narrow": 342}[form]
    for box in found:
        assert box.left >= 0 and box.right <= net.width
        assert box.top >= 0 and box.low <= net.height
    assert not [1 for one, two in combinations(found, 2) if one.meets(two)]
    written = "".join(s.text for s in net.nodes if s.text).replace(" ", "")
    assert written == "".join(names.values()).replace(" ", "")  # none is cut


@pytest.mark.parametrize("count", COUNTS)
def test_a_line_begins_and_ends_at_the_names_it_joins(count):
    names, net = placed(count, "wide")
    at = dict(zip(names, boxes(net), strict=True))
    for (a, b), line in net.ends.items():
        for name in (a, b):
            inside = at[name].wider(-1).cut(line)
            assert inside is None


@pytest.mark.parametrize("count", COUNTS)
def test_signs_lie_on_their_lines_and_apart(count):
    _, net = placed(count, "wide")
    for pair, spot in net.signs.items():
        assert web._away(spot, net.ends[pair]) < 0.5
    if count <= 6:
        spots = [*net.signs.values()]
        for (x, y), (a, b) in combinations(spots, 2):
            assert (x - a) ** 2 + (y - b) ** 2 >= 18**2


@pytest.mark.parametrize("count", [2, 3])
def test_no_label_meets_a_line_a_sign_a_name_or_another_label(count):
    _, net = placed(count, "wide")
    assert {*net.slots} == {*net.ends}
    slots = [slot.box for slot in net.slots.values()]
    taken = [*boxes(net), *(web._box(at, 8, 8) for at in net.signs.values())]
    for box in slots:
        assert not any(box.cut(line) for line in net.ends.values())
        assert not any(box.meets(other) for other in taken)
        assert 0 <= box.left and box.right <= net.width
        assert 0 <= box.top and box.low <= net.height
    assert not any(one.meets(two) for one, two in combinations(slots, 2))
    for pair in net.slots:
        told = [*net.label(pair, LABEL)]
        assert " ".join(shape.text for shape in told) == LABEL
        for shape in told:
            assert letters.width(shape.text, SMALL) <= net.slots[pair].room + 0.1


def test_labels_that_have_no_room_are_all_left_to_lines_of_words():
    _, net = placed(3, "wide", label=LABEL * 20)
    assert net.slots == {}
    assert placed(6, "wide")[1].slots == {}


def test_the_first_three_are_the_corners_and_the_fourth_stands_beside():
    names, net = placed(4, "wide")
    at = {a: ((b.left + b.right) / 2, (b.top + b.low) / 2)
          for a, b in zip(names, boxes(net), strict=True)}  # fmt: skip
    first, second, third, other = at.values()
    assert first[0] < third[0] < second[0]
    assert first[1] == pytest.approx(second[1]) and first[1] < third[1]
    assert first[1] < other[1] < third[1] and other[0] > third[0]


def test_a_small_day_has_dots_with_names_where_they_are_few_and_short():
    _, few = placed(3, "small")
    assert [s.text for s in few.nodes if s.text] == ["Actor 0", "Actor 1", "Actor 2"]
    for count, name in ((3, "long"), (6, "short")):
        _, bare = placed(count, "small", name)
        assert {s.kind for s in bare.nodes if s.kind != "text" or s.text} == {"disc"}


def test_a_line_is_cut_where_it_leaves_a_box():
    box = Box(0, 0, 10, 10)
    assert box.cut((-10, 5, 10, 5)) == (0.5, 1.0)
    assert box.cut((-10, 20, 10, 20)) is None and box.cut((5, 5, 5, 6)) == (0.0, 1.0)
