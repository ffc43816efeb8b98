"""The faces of page and charts: where they lie, and cut to the letters that are used.

Whoever sets type asks here, so that widths, stills and the page measure alike.
"""

import base64
import io
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import fontTools
from fontTools.ttLib import TTFont

from helpers import paths

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
FOLDERS = {
    SERIF: font_source_serif_pro.font_directory,
    SANS: font_source_sans_pro.font_directory,
}
WEIGHTS = {400: "Regular", 600: "Semibold"}
FACES = [(family, weight) for family in (SERIF, SANS) for weight in WEIGHTS]
# What a script may write by itself, and what most pages hold: they share one cut.
ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | set(
    "–—‘’“”‹›…·±−×≠←→↗↙▲▼\xa0áäçéèíñóöü"
)
PLAIN = bytes(range(0x20, 0x7F))  # letters that no other has a byte of in UTF-8
OPTIONS = {
    "hinting": False,
    "notdef_outline": True,
    "name_IDs": [0, 1, 2, 4, 6, 13, 14],  # its names, its copyright, its licence
    "layout_features": ["kern", "tnum"],
}


def file(family: str, weight: int = 400) -> Path:
    """Return the TTF file of a face."""
    return Path(FOLDERS[family]) / f"{family.replace(' ', '')}-{WEIGHTS[weight]}.ttf"


def subset(family: str, weight: int, letters: str) -> bytes:
    """Return a face as WOFF with no more than these letters; the same bytes each time.

    Letters that the face does not have are left to the next font.
    """
    had = _advances(family, weight)[0].keys()
    return _cut(family, weight, frozenset(letters).intersection(had))


@lru_cache(maxsize=32)
def _cut(family: str, weight: int, letters: frozenset[str]) -> bytes:
    """Cut a face; the cut that most pages share is kept, since it takes its time."""
    source = file(family, weight).read_bytes()
    if not letters <= ALWAYS:
        return _subset(source, letters)
    key = source + repr((sorted(letters), OPTIONS, fontTools.version)).encode()
    kept = paths.CACHE / "faces" / f"{sha256(key).hexdigest()}.woff"
    with suppress(OSError):
        return kept.read_bytes()
    cut = _subset(source, letters)
    with suppress(OSError):  # where nothing may be written, nothing is kept
        paths.write(kept, cut)
    return cut


def _subset(source: bytes, letters: frozenset[str]) -> bytes:
    from fontTools.subset import Options, Subsetter  # which loads slowly

    font = TTFont(io.BytesIO(source), recalcTimestamp=False, lazy=True)
    cutter = Subsetter(Options(**OPTIONS))
    cutter.populate(text="".join(sorted(letters)))
    cutter.subset(font)
    out = io.BytesIO()
    font.flavor = "woff"
    font.save(out)
    return out.getvalue()


def css(letters: str) -> str:
    """Return all four faces as a style sheet that holds them itself."""
    used = "".join(sorted(ALWAYS | beyond(letters)))
    return "".join(_rule(*face, subset(*face, used)) for face in FACES)


def beyond(text: str) -> set[str]:
    """Return the letters of a text that are not plain, found at once in a long one."""
    return set(text.encode(errors="replace").translate(None, PLAIN).decode())


def _rule(family: str, weight: int, font: bytes) -> str:
    held = base64.b64encode(font).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f'src:url("data:font/woff;base64,{held}") format("woff")}}'
    )


@cache
def _advances(family: str, weight: int) -> tuple[dict[str, int], int]:
    """Return how far each letter of a face leads on, and the units of that."""
    font = TTFont(file(family, weight), lazy=True)
    steps, units = font["hmtx"].metrics, font["head"].unitsPerEm
    return {chr(n): steps[glyph][0] for n, glyph in font.getBestCmap().items()}, units


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: int = 400, family: str = SANS) -> float:
    """Return how many pixels wide a text is.

    Letters of other scripts count as wide as they are high.
    """
    steps, units = _advances(family, weight)
    return sum(steps.get(letter, units) for letter in text) * size / units


def has(text: str, weight: int = 400, family: str = SANS) -> bool:
    """Return whether a face has every letter of a text."""
    return set(text) <= _advances(family, weight)[0].keys()


def wrap(
    text: str, room: float, size: float, weight: int = 400, family: str = SANS
) -> list[str]:
    """Break a text into lines of a width; a word that is too wide is broken too."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight, family) <= room:
            lines[-1] = longer
        else:
            lines += _pieces(word, room, size, weight, family)
    return lines


def _pieces(word: str, room: float, *face) -> list[str]:
    """Break a word into the longest pieces of a width, of a letter at least."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, *face) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
