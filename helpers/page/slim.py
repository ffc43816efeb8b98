"""HTML of a page -> the same page in fewer bytes: a browser reads both alike.

Only what stands in the body; scripts, styles and code stay as they are written. Every
text of a case is escaped by now, and what was quoted loses its quotes only where no
letter of it could end it. What a list says beside a link to a record stands in the
card that it leads to, and the address of a source in its entry: the script says it
again, and without it the link leads there. A record has one card: its line in another
list leads to it.
"""

import re
import unicodedata
from functools import lru_cache

from helpers.draw.letters import beyond

KEPT = re.compile(r"(<(script|style|pre)\b.*?</\2>)", re.DOTALL)
TAG = re.compile(r"<[a-z](?:[^<>\"]|\"[^\"]*\")*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r" ([\w:-]+)=\"([^\"]*)\"(/?)")  # and the stroke after it
BARE = re.compile(r"[\w.:#,/%+-]+", re.ASCII)
TRACE = ' rel="noopener noreferrer"'  # the page's own policy on referrers says it
BDI = re.compile(r"</?bdi>")  # the same, around words
ONCE = (  # what stands elsewhere in the page, from where the script has it
    (re.compile(r' <small data-read="">[^<]*</small>'), ""),  # in the record's card
    (re.compile(r'<p class="id"><a href="#(\w+)">\1</a></p>(?=</div></details>)'), ""),
    (re.compile(r'(<div class="card" id="[\w-]+") tabindex="-1"'), r"\1"),
    (re.compile(
        r'<a href="https?://[^"]*"[^>]*>([^<]*)</a>'  # of a source that is cited, whose
        r'(?=[^<]*(?:<span[^>]*>[^<]*</span>[^<]*)?\(<a href="#S)', re.IGNORECASE,
    ), r"<a>\1</a>"),  # entry follows
)  # fmt: skip
SIDE = ' dir="auto"'  # says nothing where no letter is written from right to left
TWICE = re.compile(  # a record's line in a second list, with the card that it opens
    r'<li><details><summary>(<b\b(?:(?!</b>).)*</b>)((?:(?!</summary>).)*)</summary>'
    r'<div class="card" id="card-(\w+)".*?</div></details>', re.DOTALL,
)  # fmt: skip
ENDS = {  # an end that goes without saying, and what says it
    "li": r"<li\b|</[uo]l>",
    "d[td]": r"<d[td]\b|</dl>",
    "t[dh]": r"<t[dh]\b|</tr>",
    "tr": r"<tr\b|</t(?:able|body|head)>",
    "p": r"<(?:p|[uo]l|dl|div|table|details|h[2-6]|figure|section)\b"
    r"|</(?:div|details|dd|li|section|main)>",
}
UNSAID = [re.compile(rf"</{tag}>(?=\s*(?:{by}))") for tag, by in ENDS.items()]


def slim(html: str) -> str:
    """Return a page in fewer bytes.

    >>> slim('<body><ul><li class="a b">A</li><li id="x">B</li></ul>')
    '<body><ul><li class="a b">A<li id=x>B</ul>'
    """
    head, body, rest = html.partition("<body")
    homes = set(re.findall(r'<div class="card" id="(\w+)"', rest))
    rest = TWICE.sub(lambda line: _leading(line, homes), rest)
    turned = any(unicodedata.bidirectional(one) in ("R", "AL") for one in beyond(rest))
    parts = KEPT.split(rest)
    del parts[2::3]  # the names of the elements that are kept
    parts[::2] = [_shorter(part, turned) for part in parts[::2]]
    return head + body + "".join(parts)


def _leading(line: re.Match, homes: set[str]) -> str:
    """Let a record's line lead to its card where the page has that elsewhere."""
    title, about, record = line.groups()
    led = f'<li><a href="#{record}">{title}</a>{about}'
    return led if record in homes else line[0]


def _shorter(html: str, turned: bool) -> str:
    """Write a stretch of HTML without what goes without saying."""
    for told, left in ONCE:
        html = told.sub(left, html)
    html = html.replace(TRACE, "").replace("&#x27;", "'").replace("&#39;", "'")
    if not turned:
        html = BDI.sub("", html).replace(SIDE, "")
    for end in UNSAID:
        html = end.sub("", html)
    return TAG.sub(lambda tag: _plainly(tag[0]), html)


@lru_cache(maxsize=8192)  # most tags recur, in a page or in that of another view
def _plainly(tag: str) -> str:
    """Write a tag with no more quotes than it needs."""
    return ATTRIBUTE.sub(_bare, tag)


def _bare(attribute: re.Match) -> str:
    """Write an attribute without quotes where it needs none.

    It would take in the stroke that ends its element.
    """
    name, value, stroke = attribute.groups()
    bare = BARE.fullmatch(value) and not stroke
    return f" {name}={value}" if bare else attribute[0]
