"""HTML of a notebook -> what of it a page lets through: words and drawings, all inert.

Nothing passes but what is listed here, which is what our own lists and charts are made
of and what plain text needs. No element that loads, sends, runs, styles or moves; no
address but one that a reader follows; no id or class that the page has for itself.
"""

import re
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

from helpers.lists.cards import NO_TRACE

SHAPES = set("g path rect circle ellipse line polygon polyline tspan text".split())
VOID = {"br", "hr", "img", "wbr"}
WORDS = set(
    "a abbr b bdi blockquote caption cite code dd del details div dl dt em h2 h3 h4 h5"
    " h6 i ins kbd li mark ol p pre q s samp small span strong sub summary sup table"
    " tbody td tfoot th thead tr u ul var".split()
)
TAGS = SHAPES | VOID | WORDS | {"svg"}
GONE = set(  # with all that is in them; of any other element the words stay
    "script style template title textarea select iframe frameset object noscript"
    " noembed noframes xmp plaintext math head".split()
)
CLASSES = set(
    "about against by-order card digits-2 digits-3 digits-4 digits-5 finding fold id"
    " lede listing n number numbers part reading records said scroll small".split()
)
CARD = (
    r"[A-RT-Z]\d+[a-z]*|(ahead|card|change|course|finding|index|reading|rests|self"
    r"|sources|tie|triad|unheard|view|voices?)-[\w-]+"
)
LINK = r"#[^\s\"<>]*|([Hh][Tt]{2}[Pp][Ss]?://|mailto:)[^\s\"<>\\]+"
VALUES = {
    "aria-label": ".*",
    "title": ".*",
    "alt": ".*",
    "open": ".*",
    "dir": "auto|ltr|rtl",
    "lang": r"[\w-]*",
    "scope": "row|col",
    "role": "group|img",
    "tabindex": "0|-1",
    "colspan": r"\d{1,3}",
    "rowspan": r"\d{1,3}",
    "start": r"\d{1,3}",
    "id": CARD,
    "href": LINK,
    "style": "text-align:(left|center|right)",  # of a Markdown table
    "src": r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=]+",
    "xmlns": r"http://www\.w3\.org/2000/svg",
    "data-read": r"([A-Z]\d+[a-z]?:[a-z]+)?",  # what the page tells anew in a reading
}
LOOK = r"[\w\s.,#%'\"+-]*"  # no brackets, so no url(); no backslash that could hide it
LOOKS = (
    "cx cy d fill font-family font-size font-weight height opacity points r rx ry"
    " stroke stroke-dasharray stroke-width text-anchor viewbox width x x1 x2 y y1 y2"
).split()
PASSES = {
    name: re.compile(value, re.DOTALL)
    for name, value in (VALUES | dict.fromkeys(LOOKS, LOOK)).items()
}
OF = {
    "src": {"img"},
    "alt": {"img"},
    "href": {"a"},
    "xmlns": {"svg"},
} | dict.fromkeys(LOOKS, SHAPES | {"svg"})
WRITTEN = {"viewbox": "viewBox"}
# Tags that can be read in one way only, as most of ours are written.
GIVEN = re.compile(r' ([a-z][a-z0-9-]*)="([^"&<>]*)"')
BEGIN = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z][a-z0-9-]*="[^"&<>]*")*)(/?)>')
END = re.compile(r"</([a-z][a-z0-9]*)>")


class _Passed(HTMLParser):
    """What passes, written anew tag by tag; a class since the parser calls back.

    Written anew, no browser can read it otherwise than it was read here.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.open: list[str] = []
        self.gone: list[str] = []  # elements that are left out with what is in them

    def updatepos(self, i, j):
        """Count no lines, which nobody asks for."""
        return j

    def parse_starttag(self, i):
        """Read a tag at a place; at once where there is one way to read it."""
        plain = BEGIN.match(self.rawdata, i)
        if not plain or plain[1] in GONE:
            return super().parse_starttag(i)
        handle = self.handle_startendtag if plain[3] else self.handle_starttag
        handle(plain[1], GIVEN.findall(plain[2]))
        return plain.end()

    def parse_endtag(self, i):
        """Read the end of an element; at once where there is one way to read it."""
        plain = END.match(self.rawdata, i)
        if not plain or plain[1] in GONE or self.cdata_elem:
            return super().parse_endtag(i)
        self.handle_endtag(plain[1])
        return plain.end()

    def handle_starttag(self, tag, attrs):
        if self.gone or tag in GONE:
            self.gone += [tag] if tag in GONE else []
        elif tag == "img":
            self.parts.append(self._image(attrs))
        elif tag in TAGS:
            self.parts.append(f"<{tag}{self._attributes(tag, attrs)}>")
            self.open += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag, attrs):
        if tag in SHAPES and not self.gone:
            self.parts.append(f"<{tag}{self._attributes(tag, attrs)}/>")
        else:  # in HTML the stroke at the end says nothing
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if self.gone:
            _cut(self.gone, tag)
        else:
            self.parts += [f"</{one}>" for one in _cut(self.open, tag)]

    def handle_data(self, data):
        self.parts += [] if self.gone else [escape(data, quote=False)]

    def handle_entityref(self, name):
        self.parts += [] if self.gone else [f"&{name};"]

    def handle_charref(self, name):
        self.handle_entityref(f"#{name}")

    def whole(self, html: str) -> str:
        """Read it all, and end what it left open."""
        self.feed(html)
        self.close()
        self.parts += [f"</{one}>" for one in reversed(self.open)]
        return "".join(self.parts)

    def _image(self, attrs: list) -> str:
        """Write an image that stands in the HTML itself; of another one its words."""
        given = dict(attrs)
        if PASSES["src"].fullmatch(given.get("src") or ""):
            return f"<img{self._attributes('img', attrs)}>"
        return escape(given.get("alt") or "", quote=False)

    def _attributes(self, tag: str, attrs: list) -> str:
        # Whether it is right under a line, as a card is.
        under = self.open[-1:] == ["details"] and self.parts[-1] == "</summary>"
        return attributes(tag, tuple(attrs), under) if attrs else ""


@lru_cache(maxsize=8192)  # most recur, in a page or in that of another view
def attributes(tag: str, attrs: tuple[tuple[str, str | None], ...], under: bool) -> str:
    """Write what passes of the attributes of an element.

    Only a card right ``under`` its line keeps its id: nothing else can be linked to.
    """
    first = {name: value or "" for name, value in reversed(attrs)}
    kept = {n: first[n] for n, _ in attrs if _passes(tag, n, first[n])}
    if "id" in kept and not (under and kept.get("class") == "card"):
        del kept["id"]
    told = [f' {WRITTEN.get(n, n)}="{escape(v)}"' for n, v in kept.items()]
    out = "href" in kept and not kept["href"].startswith("#")
    return "".join(told) + (NO_TRACE if out else "")


def _passes(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return set(value.split()) <= CLASSES
    fits = name in PASSES and PASSES[name].fullmatch(value)
    return bool(fits) and tag in OF.get(name, {tag})


def _cut(opened: list[str], tag: str) -> list[str]:
    """Take the innermost element of a name off, with those in it; the last first."""
    if tag not in opened:
        return []
    at = len(opened) - 1 - opened[::-1].index(tag)
    cut = opened[at:][::-1]
    del opened[at:]
    return cut


def inert(html: str) -> str:
    """Write what passes of some HTML; it reaches out of no place that it is put in.

    >>> inert('<p onclick="go()">A <script>go()</script><img src="http://x/y" alt="b">')
    '<p>A b</p>'
    """
    return _Passed().whole(html)
