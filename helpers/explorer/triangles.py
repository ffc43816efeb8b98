"""The triangles as the explorer draws them: readings in panels, others by kind."""

from helpers import prose
from helpers.balance import counts
from helpers.case.cases import Case
from helpers.charts import triads
from helpers.charts.triads import KINDS, OTHER, SURE, THEORY, Edge, Found
from helpers.explorer import discs, shapes, sheet
from helpers.explorer.sheet import EDGE, LABEL, SMALL, Sheet
from helpers.text import signed
from helpers.view import naming
from helpers.view.shown import Shown

MOST = 12  # triangles of a kind
BESIDE = 4  # of them in a row
LARGE, SMALLER = (156, 104), (88, 58)  # a triangle: its base and its height
STEP = 14  # from a line of words to the next
PAD = 10  # inside a panel


def kinds(found: Found) -> dict[str, list]:
    """Group the triangles without readings of their own by kind."""
    every = {kind: [row for row in found.others if row.kind == kind] for kind in KINDS}
    return {kind: rows for kind, rows in every.items() if rows}


# ---- how it is told ---------------------------------------------------------------


def judged(strong: str, weak: str) -> list[str]:
    """Write both verdicts on a triangle."""
    return [f"Cartwright and Harary (strong): {strong}", f"Davis (weak): {weak}"]


def _group(kind: str, rows: list, of: int) -> str:
    """Head the triangles of a kind, with what both theories say of them."""
    one = rows[0]
    verdict = f"{one.strong} for strong and for weak balance"
    if one.strong != one.weak:
        verdict = f"{one.strong} for strong balance, {one.weak} for weak"
    if kind == "open":
        verdict = "undetermined for strong balance"
    told = f"{KINDS[kind]}: {verdict}"
    told = told if kind == "open" else f"{signed.kind(kind)}: {told}"
    shown = "" if of == len(rows) else f" of {of}"
    return f"{prose.upper_first(told)} ({len(rows)}{shown})"


def _census(found: Found) -> str:
    """Count the triangles by kind."""
    by = counts(found.picture.triads)
    told = ", ".join(f"{signed.kind(kind)}: {n}" for kind, n in by.items())
    return f"{prose.count(len(found.rows), 'triangle')} by signs: {told}."


def hover(case: Case, row, told: list[str]) -> str:
    """Write what a triangle is, for the reader who points at it."""
    return "\n".join([naming.actor_list(case, triads.corners(row)), *told])


# ---- one triangle -----------------------------------------------------------------


def _triangle(
    case: Case,
    found: Found,
    edges: dict[tuple[str, str], Edge],
    base: tuple[str, str],
    middle: tuple[float, float],
    size: tuple[int, int],
) -> tuple[list[dict], float]:
    """Draw three named corners and their ties below a point; give the lower edge.

    The pair ``base`` stands at the bottom.
    """
    (x, y), (wide, high) = middle, size
    top = next(actor for pair in edges for actor in pair if actor not in base)
    room = wide - 4
    names = discs.labels(case, found.picture.actors, room, SMALL)
    above = shapes.wrap(names[top], room * 1.6, SMALL, 2)
    apex = y + 13 * len(above) + 4
    at = {
        base[0]: (x - wide / 2, apex + high),
        base[1]: (x + wide / 2, apex + high),
        top: (x, apex),
    }
    drawn, marks = [], []
    radius = 10 if size == LARGE else 7.5
    for (a, b), edge in edges.items():
        drawn += discs.edge(edge, at[a], at[b])
        marks += _mark(at[a], at[b], edge, radius)
    drawn += [shapes.disc(*spot, discs.NODE, fill="ink") for spot in at.values()]
    more = {"align": "center", "role": "name"}
    for n, part in enumerate(above):
        drawn.append(shapes.text(x, y + 6 + 13 * n, part, SMALL, **more))
    low = apex + high
    for actor in base:
        for n, part in enumerate(shapes.wrap(names[actor], room, SMALL, 3)):
            line = apex + high + 15 + 13 * n
            drawn.append(shapes.text(at[actor][0], line, part, SMALL, **more))
            low = max(low, line)
    return drawn + marks, low + 10


def _mark(start, stop, edge: Edge, radius: float) -> list[dict]:
    """Draw the sign in the middle of a tie; square where only a prospect makes it."""
    x, y = (start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2
    if edge.look == "prospect":
        return discs.prospect(x, y, edge.state, radius)
    return discs.mark(x, y, edge.state, edge.look, radius)


# ---- where a triangle hangs on one pair ---------------------------------------------


def _reading(
    case: Case, found: Found, row, one, x: float, y: float, wide: float
) -> tuple[list[dict], float, bool]:
    """Draw one reading; give the lower edge, and whether it is what surely holds."""
    pair = found.pair(row)
    stands = one.sign == triads.sign_of(row, pair)
    left, room = x + PAD, wide - 2 * PAD
    head = f"Read as {one.reading}"
    drawn = [shapes.text(left, y + 16, head, LABEL, bold=True, role="reading")]
    told, colour = (SURE, "ink") if stands else (OTHER, "quiet")
    drawn += sheet.note(told, left, y + 28, room, role="now", colour=colour)[0]
    y += 30 + 15 * len(shapes.wrap(SURE, room, SMALL))  # the same in all readings
    edges = found.edges(row, {frozenset(pair): one.sign})
    body, low = _triangle(case, found, edges, pair, (x + wide / 2, y), LARGE)
    drawn += body
    every = [
        one.sign if set(p) == set(pair) else s for p, s in triads.sides_of(row).items()
    ]
    verdicts = judged(one.strong, one.weak)
    when = triads.when(case, found, row, one)
    for text in [prose.upper_first(triads.negatives(every)), *verdicts, *when]:
        bold = text in verdicts
        more = {"bold": bold, "role": "verdict" if bold else "when"}
        for part in shapes.wrap(text, room, SMALL, 9, bold):
            drawn.append(shapes.text(left, low + 8, part, SMALL, **more))
            low += STEP
        low += 3
    return drawn, low + 6, stands


def _readings(
    case: Case, found: Found, row, width: int, y: float
) -> tuple[list[dict], float]:
    """Draw the readings of a triangle, side by side."""
    gap, every = 12, list(found.picture.read[row.Index].itertuples())
    wide = (sheet.room(width) - gap * (len(every) - 1)) / len(every)
    places = [EDGE + n * (wide + gap) for n in range(len(every))]
    made = [(one, x, *_reading(case, found, row, one, x, y, wide))
            for one, x in zip(every, places, strict=True)]  # fmt: skip
    drawn, low = [], max(low for *_, low, _ in made)
    for one, x, body, _, stands in made:
        fill, colour = ("panel", "ink") if stands else ("ground", "rule")
        more = {"fill": fill, "colour": colour, "width": 1.2, "role": "panel"}
        drawn.append({**shapes.box(x, y, x + wide, low), **more})
        told = [f"Read as {one.reading}", *judged(one.strong, one.weak)]
        area = (x, y, x + wide, low)
        drawn += [
            *body,
            shapes.target(*area, triads.anchor(row), hover(case, row, told)),
        ]
    return drawn, low + gap


# ---- the others, by kind ------------------------------------------------------------


def _kind(
    case: Case, found: Found, kind: str, width: int, y: float
) -> tuple[list[dict], float]:
    """Draw the triangles of a kind under what both theories say of them."""
    rows, room = kinds(found)[kind], sheet.room(width)
    of = counts(found.picture.triads)[kind]
    drawn, y = sheet.note(_group(kind, rows, of), EDGE, y + 8, room, colour="ink",
                          bold=True, role="kind")  # fmt: skip
    wide, shown, low = room / BESIDE, rows[:MOST], y
    for n, row in enumerate(shown):
        if n and n % BESIDE == 0:
            y = low
        x = EDGE + n % BESIDE * wide
        edges = found.edges(row)
        spot, base = (x + wide / 2, y + 4), (row.b, row.c)
        body, foot = _triangle(case, found, edges, base, spot, SMALLER)
        if kind == "open":
            told = f"weak: {row.weak}"
            more = {"align": "center", "role": "verdict"}
            body.append(shapes.text(x + wide / 2, foot + 4, told, SMALL, **more))
            foot += STEP
        told = [f"{signed.kind(kind)}", *judged(row.strong, row.weak)]
        area = (x + 2, y + 2, x + wide - 2, foot)
        drawn += [
            *body,
            shapes.target(*area, triads.anchor(row), hover(case, row, told)),
        ]
        low = max(low, foot + 8)
    if len(rows) > len(shown):
        told = f"+{len(rows) - len(shown)} in the list."
        note, low = sheet.note(told, EDGE, low + 2, room, role="more")
        drawn += note
    return drawn, low + 6


# ---- all of it ---------------------------------------------------------------------


def _taught(found: Found, shown: list[Edge]) -> list[sheet.Sample]:
    """List what the legend teaches: the states and the fills that are drawn."""
    looks = {edge.look for edge in shown}
    taught = discs.samples({edge.state for edge in shown}, looks)
    if "prospect" in looks:
        ahead = (16, lambda x, y: discs.prospect(x + 8, y, "cooperative", 8),
                 "square: a prospect (may come)")  # fmt: skip
        taught.append(ahead)
    return taught


def _shown(found: Found) -> list[Edge]:
    """List the ties that are drawn."""
    drawn = [
        edge
        for row in found.read
        for one in found.picture.read[row.Index].itertuples()
        for edge in found.edges(row, {frozenset(found.pair(row)): one.sign}).values()
    ]
    others = [row for rows in kinds(found).values() for row in rows[:MOST]]
    return drawn + [edge for row in others for edge in found.edges(row).values()]


def layout(shown: Shown, width: int, found: Found | None = None) -> Sheet:
    """Lay the triangles out for a width in pixels, without their title."""
    found = found or triads.found_of(shown)
    drawn, y, room = [], 14, sheet.room(width)
    groups = kinds(found)
    for row in found.read:
        body, y = _readings(shown.case, found, row, width, y)
        drawn += body
    if groups:
        note, y = sheet.note(_census(found), EDGE, y + 4, room, role="census")
        drawn += note
    for kind in groups:
        body, y = _kind(shown.case, found, kind, width, y)
        drawn += body
    foot = THEORY if found.rows else triads.why_none(found)
    note, y = sheet.note(foot, EDGE, y + 6, room)
    drawn += note
    if found.rows:
        taught = _taught(found, _shown(found))
        teach, y = sheet.legend("How to read a tie", taught, EDGE, y + 12, room)
        drawn += teach
    return Sheet(shapes.frame(drawn), width, int(y + 10))
