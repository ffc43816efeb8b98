"""Phrases that no reader should meet, and where a text of ours has one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PHRASES = (
    r"\bh[au]ngs? on\b", r"\bcomes? to\b", r"its own among them", r"\bthe text\b",
    r"\btexts'", r"\bstands?\b(?! (?:for|with)\b)", r"card in the list",
    r"(?:start|end|day|date) not known", r"last seen", r"\bas known\b",
    r"some (?:day|time) (?:up to|from|between)", r"(?<!at )some time in\b",
    r"(?<!on )some day in\b", r"for some time within", r"as seen from",
    r"(?:claimed|reported) by the article\b", r"no cooperation against",
    r"\ba row a\b", r"a line a thing", r"line of time", r"without a name",
    r"first voices?\b", r"lets? none", r"never lets? ", r"\bheard is\b",
    r"read as (?:\w+|\{\}) (?:it|balanced|unbalanced|undetermined)",
    r"\bdoes it\b(?! \w+)", r"closes? (?:\d+|one|two|three|no) ", r"as they are, the",
    r"as many, but", r"refuted by it", r"which records go", r"read beside",
    r"no cause either", r"so no cause", r"moves? nothing when", r"on no day do",
    r"close more than", r"cannot be told", r"\b(?:is|are) told\b", r"\bbears?\b",
    r"\bholds of\b", r"no order of two", r"none of \S+ moves? (?:no|any)",
    r"none (?:moves|move) no", r"not drawn (?:here|over)", r"relays? others",
    r"\bgoes from\b", r"\blies between\b", r"with a byte order mark",
)  # fmt: skip
AVOIDED = re.compile("|".join(f"(?:{one})" for one in PHRASES), re.IGNORECASE)
OWN = re.compile(r"“[^”]*”")  # a title or a word of an article is not ours


def avoided(text: str) -> list[str]:
    """List the phrases of a text that plain English has a better word for."""
    return [m[0].lower() for m in AVOIDED.finditer(OWN.sub("“”", text))]


def constants(path: Path) -> Iterator[tuple[int, str]]:
    """List the texts that a module can print, by line: all but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            apart |= {id(part) for part in node.values}
            parts = [getattr(part, "value", "") for part in node.values]
            yield node.lineno, "".join(p if isinstance(p, str) else "{}" for p in parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in apart:
            if isinstance(node.value, str):
                yield node.lineno, node.value
