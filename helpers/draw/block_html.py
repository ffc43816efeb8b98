"""Blocks of a chart as a page shows them; every text is escaped here."""

from html import escape
from itertools import groupby

from helpers.draw import svg
from helpers.draw.blocks import HALF, Block, Drawing, Line, Tile
from helpers.draw.rows import Mark


def blocks(those: tuple[Block, ...], name: str) -> str:
    """Write blocks side by side, as far as there is room."""
    written = "".join(_block(one, name) for one in those)
    return f'<div class="blocks">{written}</div>' if written else ""


def opening(record: str, words: str) -> str:
    """Write what lets something open a record, named by all of its words."""
    return f'{_opens(record)} aria-label="{escape(words)}"' if record else ""


def _opens(record: str) -> str:
    """Write what a list item is that opens a record; the script lets keys reach it."""
    return f' role="listitem" data-record="{escape(record)}"' if record else ""


def inner(part: Mark | Line, name: str) -> str:
    """Write what a mark of a drawing or a line holds."""
    return _drawn(part, name) if isinstance(part, Mark) else _entry(part, name)


def _block(one: Block, name: str) -> str:
    """Write a block: its heading, its drawing, its tiles and its lines."""
    looks = {"framed": one.framed, "large": one.large, "labelled": one.labelled,
             "small": one.width <= HALF}  # fmt: skip
    classes = " ".join(["block", *(look for look, there in looks.items() if there)])
    heads = {"kicker": one.kicker, "name": one.title, "note": one.note}
    written = (f'<p class="{look}" dir="auto">{escape(words)}</p>' * bool(words)
               for look, words in heads.items())  # fmt: skip
    head = "".join(written)
    if one.record:
        opens = opening(one.record, one.told or one.title)
        head = f'<div role="list"><div class="opens"{opens}>{head}</div></div>'
    drawn = (one.drawing, " broad" * bool(one.narrow)), (one.narrow, " slim")
    inside = head + "".join(_drawing(it, name, form) for it, form in drawn if it)
    if one.tiles:  # a phone has only those with words
        tiles = "".join(map(_tile, one.tiles))
        inside += f'<div class="tiles" role="list">{tiles}</div>'
    inside += _lines(one, name)
    return f'<div class="{classes}" style="--wide:{one.width}px">{inside}</div>'


def _drawing(one: Drawing, name: str, form: str) -> str:
    """Write a small picture, its marks a list."""
    size = f'viewBox="0 0 {one.width} {one.height}" width="{one.width}"'
    role, label = "list" if one.marks else "img", escape(one.label)
    return (
        f'<svg class="drawing{form}" {size} height="{one.height}" role="{role}"'
        f' aria-label="{label}">{svg.placed(one.shapes, name)}'
        f"{''.join(_mark(mark, name) for mark in one.marks)}</svg>"
    )


def _mark(mark: Mark, name: str) -> str:
    """Write a mark; one that is of other days only is there, and not seen."""
    later = "" if mark.shapes else ' class="later"'
    told = f"<title>{escape(mark.words)}</title>"
    return f"<g{later}{_opens(mark.record)}>{told}{_drawn(mark, name)}</g>"


def _drawn(mark: Mark, name: str) -> str:
    ground = f'<g class="rests">{svg.placed(mark.ground, name)}</g>'
    return f"{ground * bool(mark.ground)}{svg.placed(mark.shapes, name)}"


def _tile(one: Tile) -> str:
    classes = f"tile f-{one.fill}{'' if one.words else ' bare'}"
    edge = f";box-shadow:inset 0 0 0 1px var(--{one.edge})" if one.edge else ""
    look = f"background:var(--{one.fill});color:var(--{one.ink}){edge}"
    under = f"<br>{escape(one.under)}" if one.under else ""
    opens = opening(one.record, one.told or one.words) or ' role="listitem"'
    words = f'<span style="{look}"><b>{escape(one.words)}</b>{under}</span>'
    head = f"<small>{escape(one.head)}</small>"
    return f'<div class="{classes}"{opens}>{head}{words}</div>'


def _lines(one: Block, name: str) -> str:
    """Write the lines of a block, each list of them under its heading."""
    parts: list[str] = []
    for is_head, lines in groupby(one.lines, lambda line: line.look == "head"):
        if is_head:
            parts += [f'<p class="heading">{escape(line.words)}</p>' for line in lines]
        else:
            inside = "".join(_line(line, name) for line in lines)
            parts.append(f'<div class="lines" role="list">{inside}</div>')
    return "".join(parts)


def _line(one: Line, name: str) -> str:
    """Write a line; one that is of other days only is there, and not seen."""
    told = one.told or " ".join(filter(None, [one.lead, one.words, one.note]))
    opens = opening(one.record, told) or ' role="listitem"'
    level = f' style="--level:{one.level}"' if one.level else ""
    unseen = "" if one.words or one.lead or one.note else "later"
    looks = " ".join(filter(None, ["entry", one.look, unseen]))
    return f'<div class="{looks}"{level}{opens}>{_entry(one, name)}</div>'


def _entry(one: Line, name: str) -> str:
    """Write what a line holds: its sign, its words, and who and where."""
    sign = ""
    if one.sign:
        size = 'viewBox="-9 -9 18 18" width="18" height="18"'
        drawn = svg.placed(one.sign, name)
        sign = f'<svg class="sign" aria-hidden="true" {size}>{drawn}</svg>'
    lead = f"<b>{escape(one.lead)}</b> " if one.lead else ""
    tag = {"struck": "s", "bold": "b"}.get(one.look)
    words = f"<{tag}>{escape(one.words)}</{tag}>" if tag else escape(one.words)
    note = f" <small>{escape(one.note)}</small>" if one.note else ""
    right = f'<span class="right">{escape(one.right)}</span>' if one.right else ""
    return f'{sign}<span class="words" dir="auto">{lead}{words}{note}</span>{right}'
