"""A chart of rows as a page shows it: elements with places in parts of the width.

One form serves every width and theme; the style sheet puts labels above on a phone.
Whoever puts it into a page escapes nothing more: every text is escaped here.
"""

from collections.abc import Collection
from html import escape
from itertools import count

from helpers import prose
from helpers.case import signs
from helpers.draw import block_html, marks, svg
from helpers.draw.content import Content
from helpers.draw.layout import WIDTH, headed, named
from helpers.draw.marks import FORMS, At, Shape
from helpers.draw.panels import Axis, Panel
from helpers.draw.rows import PLOT, ROW, SIZE, Change, Column, Group, Mark, Row

SIGNS = {sign.word for sign in signs.SIGNS}  # which a phone teaches unasked
FEW, TAUGHT = 8, 4  # rows that a phone shows, and samples of a legend
MANY = 6  # columns; of more, a phone lists the cells of a row, each by its name


def body(one: Content) -> str:
    """Write legend, blocks, axis and rows."""
    if one.columns:
        return block_html.blocks(one.blocks, one.name) + _table(one)
    if not one.axis:
        blocks = block_html.blocks(one.blocks, one.name)
        return f"{_legend(one)}{blocks}{_foot(one)}" if blocks else ""
    every = [row for group in one.groups for row in (*group.rows, *group.more)]
    drawn = (*every, *(mark for row in every for mark in row.several), *one.legend)
    defs = svg.gradients(one.name, (s for some in drawn for s in some.shapes))
    held = f'<svg class="defs" aria-hidden="true"><defs>{defs}</defs></svg>'
    held *= bool(defs)
    groups = "".join(_group(one, group, calm) for group, calm in _calm(one))
    return (
        f"{held}{_legend(one)}"
        f'<div class="frame">{_ground(one)}{_axis(one)}'
        f'<div class="rows" role="group" aria-label="{escape(one.title)}">{groups}'
        f"</div></div>{_foot(one)}"
    )


def _table(one: Content) -> str:
    """Write legend, heads and rows of cells, each mark a record."""
    shares = " ".join(f"minmax(0,{column.share:g}fr)" for column in one.columns)
    heads = "".join(
        f'<span class="{"cell shaded" if c.shaded else "cell"}"><b>{escape(c.head)}</b>'
        f"<br>{escape(c.under)}</span>"
        for c in one.columns
    )
    rows = "".join(_pairs(one, group) for group in one.groups)
    label = f"{100 * one.labels / WIDTH:.1f}%"
    many = " many" if len(one.columns) > MANY else ""
    return (
        f'<div class="table{many}" style="--columns:{shares};--label:{label}">'
        f'<div class="pair heads" aria-hidden="true"><span></span>{heads}</div>{rows}'
        f"</div>{_legend(one)}{_foot(one)}"
    )


def _pairs(one: Content, group: Group) -> str:
    """Write a group of rows of cells, and those that open on request."""
    head = f'<p class="heading">{escape(group.title)}</p>' if group.title else ""
    rows = "".join(_cells(one, row) for row in group.rows)
    if not group.more:
        return head + rows
    rows += "".join(_cells(one, row, " shut") for row in group.more)
    return f'<div class="group">{head}{_more(group)}{rows}</div>'


def _cells(one: Content, row: Row, shut: str = "") -> str:
    """Write a row of cells: its label, and the marks of each column."""
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    nth = count()
    cells = "".join(
        f"<span{_cell(one, row, column, held)}>"
        f"{''.join(_mark(one.name, mark, next(nth)) for mark in held)}</span>"
        for column, held in zip(one.columns, row.cells, strict=True)
    )
    label = f'<span class="label" dir="auto">{escape(row.label)}{note}</span>'
    quiet = " quiet" if row.quiet else ""
    return f'<div class="pair{quiet}{shut}">{label}{cells}</div>'


def _cell(one: Content, row: Row, column: Column, held: tuple) -> str:
    """Name a cell that holds marks, or may: those of other days have a place by name.

    The head of its column is there too where a phone needs it.
    """
    changes = [mark for mark in held if isinstance(mark, Change)]
    filled = " filled" * any(change.filled for change in changes)
    told = {"class": f"cell{' shaded' * column.shaded}{filled}"}
    if held or column.name:
        told |= {"role": "list", "aria-label": f"{row.label}: {column.head}"}
        told |= {"data-place": column.name} if column.name else {}
        many = len(one.columns) > MANY
        told |= {"data-head": column.head} if many or changes else {}
    return "".join(f' {name}="{escape(words)}"' for name, words in told.items())


def _change(one: Change) -> str:
    """Write what was, an arrow, what is, and a few words more."""
    after = escape(one.after)
    if one.before:
        arrow = svg.placed(marks.leads_to(At(0)), "")
        size = 'class="arrow" viewBox="-8 -6 16 12" width="16" height="12"'
        drawn = f'<svg aria-hidden="true" {size}>{arrow}</svg>'
        after = f"{escape(one.before)}{drawn}<b>{after}</b>"
    note = f" <small>{escape(one.note)}</small>" if one.note else ""
    opens = block_html.opening(one.record, one.words) or ' role="listitem"'
    return f'<span class="change"{opens}>{after}{note}</span>'


def _mark(name: str, mark: Mark | Change, nth: int) -> str:
    """Write a mark; one that is of other days only is there, and not seen."""
    if isinstance(mark, Change):
        return _change(mark)
    joined = f' data-joined="{mark.joined}"' if mark.joined else ""
    later = "" if mark.shapes else " later"
    own = f'data-record="{escape(mark.record)}" aria-label="{escape(mark.words)}"'
    return (
        f'<span class="mark{later}" role="listitem"{joined} data-nth="{nth}" {own}>'
        f"{inner(mark, name)}</span>"
    )


def inner(mark: Mark, name: str) -> str:
    """Write what a mark in a cell holds: its look, or each where it has several."""
    kinds = ("sure", "perhaps") if mark.looks else ("",)
    ground = f'<g class="rests">{svg.inline(mark.ground, name)}</g>'
    ground *= bool(mark.ground)
    size = 'viewBox="-13 -13 26 26" width="26" height="26"'
    return "".join(
        f'<svg class="{kind}" aria-hidden="true" {size}>{ground}'
        f"{svg.inline(shapes, name)}</svg>"
        for kind, shapes in zip(kinds, mark.looks or (mark.shapes,), strict=True)
    )


def _legend(one: Content) -> str:
    """Write the legend, each sample as a picture beside its words."""
    if not one.legend:
        return ""
    items = ""
    for sample in one.legend:
        size = f'width="{sample.width:g}" height="{ROW}"'
        drawn = f"{size}>{svg.inline(sample.shapes, one.name)}</svg>"
        picture = f'<svg aria-hidden="true" {drawn}' * bool(sample.shapes)
        kept = ' class="sign"' * (sample.words in SIGNS)
        items += f"<li{kept}>{picture}{escape(sample.words)}</li>"
    what = "What the marks mean"
    button = f'<button type="button" class="marks slim" hidden>{what}</button>'
    button *= len(one.legend) > TAUGHT
    return f'<ul class="legend" aria-label="{what}">{items}</ul>{button}'


def _axis(one: Content) -> str:
    """Write what stands over the rows: panels by name, ticks, the evidence."""
    axis, shapes = one.axis, []
    for form in FORMS:
        for panel in axis.panels:
            head = headed(panel, PLOT[form], axis, SIZE[form])
            shapes.append(Shape("text", At(panel.left), 8, text=head, colour="ink",
                                bold=True, form=form))  # fmt: skip
            for tick in named(panel, PLOT[form], axis, SIZE[form]):
                shapes.append(Shape("text", At(tick.place, 3), 25, text=tick.label,
                                    colour="quiet", form=form))  # fmt: skip
    if (place := axis.line_place) is not None:
        shapes.append(Shape("text", At(place, -5), 25, text=axis.word, colour="ink",
                            bold=True, align="right"))  # fmt: skip
    head, under = (escape(words) for words in one.heads)
    return (
        f'<div class="axis" {_panels(axis)}><span></span><svg class="plot"'
        f' aria-hidden="true" height="34">{svg.inline(shapes, one.name)}</svg>'
        f'<span class="proof" aria-hidden="true"><b>{head}</b><br>{under}</span></div>'
    )


def _panels(axis: Axis) -> str:
    """Name an axis of time with its panels, for a script to find days on it."""
    if not all(isinstance(panel, Panel) for panel in axis.panels):
        return 'aria-hidden="true"'
    told = ";".join(
        f"{p.unit},{p.first},{p.last},{p.left:.4f},{p.right:.4f}" for p in axis.panels
    )
    return f'role="group" aria-label="Time axis" data-panels="{told}"'


def _ground(one: Content) -> str:
    """Write what lies under the rows: the panels, their ticks, the article's line."""
    parts = []
    for panel in one.axis.panels:
        wide = panel.right - panel.left
        parts.append(f'<rect class="f-panel" x="{_percent(panel.left)}" y="34"'
                     f' width="{_percent(wide)}" height="100%"/>')  # fmt: skip
        for tick in panel.ticks:
            x = _percent(tick.place)
            parts.append(f'<line class="s-rule" x1="{x}" y1="34" x2="{x}" y2="100%"/>')
    if (place := one.axis.line_place) is None:
        return _layer("ground", parts)
    x = _percent(place)
    line = f'<line class="s-ink" stroke-width="2" x1="{x}" y1="14" x2="{x}" y2="100%"/>'
    return _layer("ground", parts) + _layer("ground over", [line])


def _layer(kind: str, parts: list[str]) -> str:
    drawn = f"<svg>{''.join(parts)}</svg>"
    return f'<div class="{kind}" aria-hidden="true"><span></span>{drawn}</div>'


def _percent(part: float) -> str:
    return f"{100 * part:.2f}%"


def _calm(one: Content) -> list[tuple[Group, list[Row]]]:
    """Give each group with the rows that a phone opens on request.

    It shows the first group, of it only what is said to be against the third actor
    where there is any, and such rows of others.
    """
    every = [row for group in one.groups for row in group.rows]
    found = []
    for nth, group in enumerate(one.groups):
        folds = len(every) > FEW and (nth or any(row.aimed for row in group.rows))
        found.append((group, [row for row in group.rows if folds and not row.aimed]))
    return found


def _group(one: Content, group: Group, calm: list[Row]) -> str:
    """Write a group: its heading, its rows, and those that open on request."""
    rows = "".join(_row(one.name, row, "calm" * (row in calm)) for row in group.rows)
    rows += "".join(_row(one.name, row, "shut") for row in group.more)
    title = escape(group.title)
    head = f'<p class="heading">{title}</p>' * bool(title) + _more(group, calm)
    named = f' aria-label="{title}"' * bool(title)
    return (
        f'<div class="group"><div class="head">{head}</div>'
        f'<div class="list" role="list"{named}>{rows}</div></div>'
    )


def _more(group: Group, calm: Collection[Row] = ()) -> str:
    """Write what opens the rows of a group that are folded, more of them on a phone."""
    few = len(calm) + len(group.more)
    if not few:
        return ""
    more = f'<span class="broad">{len(group.more)} more</span>'
    less = f'<span class="slim">{prose.count(few, "row")}</span>'
    none = "" if group.more else " none"
    return f'<button type="button" class="more{none}" hidden>{more}{less}</button>'


def _row(name: str, row: Row, kind: str = "") -> str:
    """Write a row: its label, its marks, its evidence."""
    looks = {
        "row": True,
        "aimed": row.aimed,
        "quiet": row.quiet,
        "hollow": row.hollow,
        kind: bool(kind),
    }
    classes = " ".join(look for look, there in looks.items() if there)
    aim = _icon(marks.target(At(0, 7)), "aim") if row.aimed else ""
    dispute = _icon(marks.lozenge(At(0, 7)), "dispute") if row.disputed else ""
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    some = "" if row.forms == marks.FORMS else " ".join(f"in-{f}" for f in row.forms)
    where = f' class="{some}"' * bool(some)
    note += f"<span{where}>{escape(row.date)}</span>" * bool(row.date)
    place = f"<u>{escape(row.place)}</u> · " if row.place else ""
    own = f' data-record="{escape(row.record)}"' if row.record else ""
    return (
        f'<div class="{classes}" role="listitem"{own}'
        f' aria-label="{escape(row.words)}">'
        f'<span class="label"><span dir="auto">{escape(row.label)}{note}</span>'
        f"{aim}</span>{_marks(name, row)}"
        f'<span class="proof">{place}{escape(row.evidence)}{dispute}</span></div>'
    )


def _marks(name: str, row: Row) -> str:
    """Write the marks of a row: those of one record, or of several, each by itself."""
    high, under = ROW * row.lanes, svg.inline(row.shapes, name)
    if not row.several:
        return f'<svg class="plot" aria-hidden="true" height="{high}">{under}</svg>'
    drawn = "".join(
        f'<g role="listitem" data-record="{escape(mark.record)}">'
        f"<title>{escape(mark.words)}</title>"
        f"{svg.inline(mark.shapes, name)}</g>"
        for mark in row.several
    )
    label = f'aria-label="{escape(row.label)}"'
    under = f'<g aria-hidden="true">{under}</g>' * bool(under)
    return f'<svg class="plot" role="list" {label} height="{high}">{under}{drawn}</svg>'


def _icon(shapes: list[Shape], kind: str) -> str:
    drawn = svg.inline(shapes, "")
    size = f'width="14" height="{ROW}"'
    return f'<svg class="{kind}" aria-hidden="true" {size}>{drawn}</svg>'


def _foot(one: Content) -> str:
    """Write the notes; only a page says what one can do, a file cannot do it."""
    parts = [escape(words) for words in (one.foot, one.source) if words]
    if not parts:
        return ""
    drag = bool(one.axis) and "data-panels" in _panels(one.axis)
    told = "Click a mark for its evidence" + ", drag over the axis for a time" * drag
    parts[-1] += f' <span class="hint">{told}.</span>'
    return f'<div class="foot">{"".join(f"<p>{words}</p>" for words in parts)}</div>'
