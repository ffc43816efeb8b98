"""The charts as the page holds them: small, and ready to be filtered.

Each is there in each reading, its shapes named by record; the script leaves out what
is hidden. What stands otherwise on another day has its words and marks of every day.
"""

from helpers.charts import FIGURES
from helpers.draw import block_html, content, html
from helpers.draw.blocks import Line
from helpers.draw.content import Content
from helpers.draw.picture import MIME
from helpers.draw.rows import Mark
from helpers.page.filters import Readings
from helpers.view import select
from helpers.view.parameters import View

MOVED = {one.name: one.room for one in FIGURES if one.moved}


def _rows(bundle: dict, own: Content, read: Readings, asked: View) -> dict:
    """Write a chart in each reading, its title, and how it is on other days.

    One that no filter moves, or of another view than the report's, is as it is.
    """
    room = MOVED.get(bundle[MIME]["name"])
    found = {"kind": "rows", "reading": asked.dates, "readings": {}}
    if room is None or not _reports(bundle, read, asked):
        return found | {"fixed": True, "readings": {asked.dates: _told(own)}}
    for reading in select.READINGS:
        shown = read.inner[reading]
        one = _told(own if reading == asked.dates else room.chart(shown))
        if hasattr(room, "course"):
            one |= _days(room.course(shown), own.name)
        found["readings"][reading] = one
    return found


def _told(drawn: Content) -> dict:
    body = "" if drawn.blank else html.body(drawn)
    return {"title": drawn.title, "alt": drawn.alt, "body": body}


def _days(course: dict, name: str) -> dict:
    """Write how a chart stands on every day, what is drawn of its ties as HTML."""
    ties = {
        place: {
            own: [[since, part(one, name, place)] for since, one in steps]
            for own, steps in drawn.items()
        }
        for place, drawn in course.get("ties", {}).items()
    }
    return course | ({"ties": ties} if ties else {})


def part(one: Mark | Line | None, name: str, place: str) -> list[str]:
    """Write a mark or a line of one day: its words, and what it holds."""
    if one is None:
        return ["", ""]
    write = html.inner if place == ".mark" else block_html.inner
    words = one.words if isinstance(one, Mark) else one.told
    return [words, write(one, name)]


def _same(one: Content, other: Content) -> bool:
    """Whether two charts of other names show the same rows."""
    there = one.groups and one.name != other.name
    return bool(there and (one.axis, one.groups) == (other.axis, other.groups))


def _reports(bundle: dict, read: Readings, asked: View) -> bool:
    """Whether a chart is what the report's own view draws.

    One of another view stays as it is: filtered, it would become the report's.
    """
    room, own = MOVED[bundle[MIME]["name"]], bundle[MIME]["content"]
    return content.pack(room.chart(read[asked.dates])) == own


def of(
    bundle: dict,
    read: Readings,
    asked: View,
    before: list[Content],
    ready: dict[str, dict] | None = None,
) -> dict:
    """Return what the page holds of a chart; of a drawing alone that it is one.

    Of rows that a chart ``before`` has too, the name of that one; of none in any
    reading that it is ``said`` in words. What is ``ready`` is taken from there.
    """
    if not (packed := bundle[MIME].get("content")):
        return {"kind": "still"}
    own = content.unpack(packed)
    twin = next((one for one in before if _same(one, own)), None)
    if twin:
        return {"kind": "again", "name": twin.name}
    before.append(own)
    if ready and packed in ready:
        return ready.pop(packed)
    found = _rows(bundle, own, read, asked)
    drawn = any(one["body"] for one in found["readings"].values())
    return found if drawn else {"kind": "said"}
