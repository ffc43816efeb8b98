"""A YAML file of names and values -> a dict, or a sentence on what cannot be read.

The one reader of views and sweeps. It knows nothing of what the names mean. What YAML
would turn into something else without a word (`NO` into false, 0700 into 448) it
refuses.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from helpers import paths, prose
from helpers.case import sheets

MOST_BYTES = 1_000_000
MOST_VALUES = 100_000  # with every alias written out
DEEPEST = 20
TAG = "tag:yaml.org,2002:"
PLAIN = "str int float bool null map seq timestamp merge".split()  # kinds of values
TAGS = {TAG + kind for kind in PLAIN}
COUNTED = re.compile("[-+]?(0|[1-9][0-9_]*)")
FORM = "write a line each, such as `start: '2018'`"


class YamlError(prose.Refusal):
    """A file that cannot be read; the message is a sentence for each thing wrong."""

    status = 2


class _Refused(Exception):
    """What is wrong in a line of a file."""

    def __init__(self, mark: yaml.Mark, wrong: str) -> None:
        super().__init__(mark, wrong)
        self.line, self.wrong = mark.line + 1, wrong


class _Loader(yaml.SafeLoader):
    """Reads plain values, each name once, no deeper and no more than a person writes.

    A class because that is how PyYAML is told what to do.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth, self.count = 0, 0
        self.measures: dict[int, tuple[int, int]] = {}  # values and levels, by node

    def compose_node(self, parent, index):
        """Compose a node, counted with what its aliases stand for."""
        event = self.peek_event()
        mark, is_alias = event.start_mark, isinstance(event, yaml.AliasEvent)
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST:
            raise _Refused(mark, f"is nested deeper than {DEEPEST} levels")
        node = super().compose_node(parent, index)
        self.depth -= 1
        if is_alias and id(node) not in self.measures:
            raise _Refused(mark, "is an alias (*) inside itself")
        if not is_alias:
            self.measures[id(node)] = self._measure(node)
        values, levels = self.measures[id(node)]
        if max(self.count, values) > MOST_VALUES or self.depth + levels > DEEPEST:
            most = f"{MOST_VALUES:,} values or {DEEPEST} levels"
            raise _Refused(mark, f"holds more than {most}, its aliases (*) written out")
        return node

    def _measure(self, node) -> tuple[int, int]:
        """Return how many values a node holds and how deep, its own included."""
        values, levels = 1, 0
        for inner in map(id, _inside(node)):
            values += self.measures[inner][0]
            levels = max(levels, self.measures[inner][1])
        return values, levels + 1

    def construct_yaml_timestamp(self, node):
        """Keep a day that does not exist as text: a view says why it is none."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor(f"{TAG}timestamp", _Loader.construct_yaml_timestamp)


def read(path: Path, flags: tuple[str, ...] = ()) -> dict[str, Any]:
    """Read names and values; ``flags`` are names that may be yes or no.

    Raises
    ------
    YamlError
        Where the file cannot be read, or holds no names with values.
    """
    loader = _loader(path, _text(path))
    try:
        return _built(path, loader, flags)
    except _Refused as error:
        raise YamlError(f"{path}, line {error.line}: {error.wrong}.") from None
    except (ValueError, OverflowError) as error:  # a number or letter without end
        if isinstance(error, YamlError):
            raise
        wrong = "holds a value that cannot be read"
        raise YamlError(f"{path}, line {loader.line + 1}: {wrong}.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise YamlError(f"{path} is no YAML{where}: {_problem(error)}.") from error


def _loader(path: Path, text: str) -> _Loader:
    """Begin to read a text, if each of its characters may stand in YAML."""
    try:
        return _Loader(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        wrong = f"U+{error.character:04X} is no character of YAML; remove it"
        raise YamlError(f"{path}, line {line}: {wrong}.") from error


def _built(path: Path, loader: _Loader, flags: tuple[str, ...]) -> dict[str, Any]:
    """Build the values of a file whose names and values are what they look like."""
    node = loader.get_single_node()
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise YamlError(f"{path}: holds no parameters; {FORM}.")
    if faults := _faults(node, flags):
        sentences = [f"{path}, line {line}: {wrong}." for line, wrong in faults]
        raise YamlError(sheets.first_of(sentences, "... and {} more."))
    return loader.construct_document(node)


def _text(path: Path) -> str:
    """Read a file as text; a byte order mark is none of it."""
    try:
        raw = paths.read(path, MOST_BYTES)
        if raw.startswith(sheets.UTF_16):
            raise YamlError(f"{path} is UTF-16; save it as UTF-8.")
        return raw.decode("utf-8-sig")
    except paths.NoFileError:
        what = "a folder" if path.is_dir() else "a device or a pipe"
        raise YamlError(f"{path} is {what}; give a YAML file.") from None
    except paths.SizeError:
        most = MOST_BYTES // 1_000_000
        raise YamlError(
            f"{path} is larger than {most} MB; give a shorter file."
        ) from None
    except OSError as error:
        raise YamlError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise YamlError(f"{path} is not UTF-8 in line {line}; save it as UTF-8.") from (
            error
        )


def _faults(root: yaml.MappingNode, flags: tuple[str, ...]) -> list[tuple[int, str]]:
    """List the names and values that YAML takes for something else, by their line."""
    exempt = {id(value) for name, value in root.value if name.value in flags}
    faults, todo, done = [], [root], exempt
    while todo:
        node = todo.pop()
        if id(node) in done:
            continue
        done.add(id(node))
        if isinstance(node, yaml.MappingNode):
            faults += _name_faults(node)
        todo += _inside(node)
        if wrong := _foreign(node) or _misread(node):
            faults.append((node.start_mark.line + 1, wrong))
    return sorted(faults)


def _inside(node: yaml.Node) -> list[yaml.Node]:
    """List the nodes that a node holds: names and values, or values, or none."""
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for one in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _name_faults(node: yaml.MappingNode) -> list[tuple[int, str]]:
    """List the names that are no words, and those that are there twice, by line."""
    faults, lines = [], {}
    for name, _ in node.value:
        line = name.start_mark.line + 1
        if name.tag not in (f"{TAG}str", f"{TAG}merge"):
            if not _misread(name):  # which is said of every value
                faults.append((line, f"{_shown(name)} is no name; {FORM}"))
        elif first := lines.get(name.value):
            wrong = f"{_shown(name)} is there twice, first in line {first}; remove one"
            faults.append((line, wrong))
        else:
            lines[name.value] = line
    return faults


def _foreign(node: yaml.Node) -> str:
    """Return what is wrong with a tag; blank where it asks for plain values."""
    if node.tag in TAGS:
        return ""
    tag = node.tag.replace(TAG, "!!")
    return f"the tag {_short(tag)} is not read; write plain values"


def _misread(node: yaml.Node) -> str:
    """Return what YAML takes a value for; blank where it takes it as it is written."""
    if not isinstance(node, yaml.ScalarNode):
        return ""
    text, plain = node.value, node.style is None
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        return f"{_shown(node)} holds half a character; write it whole"
    if node.tag == f"{TAG}bool" and plain and text.casefold() not in ("true", "false"):
        meant = "false" if text.casefold() in ("no", "off") else "true"
        return f"{text} stands for {meant} in YAML; write '{text}' in quotes"
    is_number = node.tag in (f"{TAG}int", f"{TAG}float")
    odd = ":" in text or (node.tag == f"{TAG}int" and not COUNTED.fullmatch(text))
    if is_number and plain and odd:
        return (
            f"{_shown(node)} is another number in YAML (of base 2, 8, 16 or 60); write"
            " it in quotes, or without the leading zero or colon"
        )
    return ""


def _shown(node: yaml.Node) -> str:
    """Write what stands in a file on one line, and not at any length."""
    return _short(repr(node.value) if isinstance(node.value, str) else "a list or view")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def _problem(error: yaml.YAMLError) -> str:
    """Return what is no YAML; in our words where the parser's mean little."""
    problem = getattr(error, "problem", None) or ""
    if "\\t" in problem:
        return "there is a tab where YAML takes blanks; write blanks"
    if "another document" in problem:
        return "it holds several documents (---); write one"
    return problem or "it cannot be read"
