"""Names as they are compared: one name however its letters are stored."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

INVISIBLE = re.compile(  # what Unicode lets every program ignore
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)

IDEOGRAPHS = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\ua9e0-\uaa7f]")
MOST_WORDS = 5  # of a cue


def clean(name: str) -> str:
    r"""Return a name composed, without invisible characters, its blanks one each.

    >>> clean("Cafe\u0301\u00a0 du\u200b Nord") == "Caf\u00e9 du Nord"
    True
    """
    visible = " ".join(INVISIBLE.sub("", name).split())
    return unicodedata.normalize("NFC", visible)


def folded(name: str) -> str:
    r"""Return a name in one case and form of its letters, to look it up by.

    >>> folded("CAFE\u0301") == folded("caf\u00e9"), folded("\uff35\uff33")
    (True, 'us')
    """
    plain = unicodedata.normalize("NFKC", clean(name)).casefold()
    return clean(unicodedata.normalize("NFKC", plain))


def words(text: str) -> int:
    """Count the words of a text; where none has blanks around it, by its letters.

    A word of Chinese or Japanese counts as two of them, one of Thai, Lao, Khmer or
    Burmese as six, and no other has more than sixty.

    >>> words("by the end of June"), words("\u4e94\u6708\u5e95"), words("x" * 61)
    (5, 2, 2)
    """
    return sum(map(_words, text.split()))


def _words(run: str) -> int:
    """Count the words of a run of letters without blanks."""
    counts = {2: len(IDEOGRAPHS.findall(run)), 6: len(UNSPACED.findall(run))}
    counts[60] = len(run) - sum(counts.values())
    return sum(-(-count // most) for most, count in counts.items())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word, or nothing.

    >>> did_you_mean("strat", ["start", "end"])
    ", did you mean 'start'?"
    """
    by_fold = {folded(k): k for k in known}
    near = difflib.get_close_matches(folded(word), by_fold, n=1, cutoff=0.6)
    return f", did you mean {by_fold[near[0]]!r}?" if near else ""
