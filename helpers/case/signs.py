"""The signs of records and ties: one row each, with all its names.

A record has `+`, `-` or `~`; `both` is of ties and events that bear two, and a blank
of those that bear none.
"""

from typing import NamedTuple


class Sign(NamedTuple):
    """A sign: as the tables have it, as a state of a tie, as a factor, and in words."""

    mark: str
    state: str
    value: int  # of a side of a triangle; 0 where it has no single sign
    options: tuple[int, ...]  # the values that it may be read as
    glyph: str
    colour: str
    word: str  # of a record
    tie: str  # of a tie
    counted: str  # after a number of ties, or of records


SIGNS = (
    Sign("+", "cooperative", 1, (1,), "+", "cooperative", *("cooperative",) * 3),
    Sign("-", "hostile", -1, (-1,), "\N{MINUS SIGN}", "hostile", *("hostile",) * 3),
    Sign("both", "both", 0, (1, -1), "\N{PLUS-MINUS SIGN}", "ink",
         *("cooperative and hostile",) * 3),
    Sign("~", "unclear", 0, (1, -1), "~", "ink", "sign unclear", "sign unclear",
         "of unclear sign"),
)  # fmt: skip
NONE = Sign("", "", 0, (), "", "ink", "neither", "", "")
OF_MARK = {sign.mark: sign for sign in (*SIGNS, NONE)}
OF_STATE = {sign.state: sign for sign in SIGNS}
OF_VALUE = {sign.value: sign for sign in SIGNS[:3]}
