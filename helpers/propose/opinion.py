"""A second opinion: what an installed pipeline of spaCy names in a text.

spaCy is no part of this program, and is loaded only where a pipeline is asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from helpers import prose
from helpers.case.spelling import clean, folded
from helpers.propose import times
from helpers.propose.article import Line
from helpers.propose.context import Context
from helpers.propose.found import Found

KINDS = dict.fromkeys(("PERSON", "PER", "ORG", "GPE", "NORP"), ("actor", "name"))
KINDS |= dict.fromkeys(("DATE", "TIME"), ("date", "explicit"))
KINDS |= {"EVENT": ("date", "event")}
PREFIX = "spacy:"


class PipelineError(prose.Refusal):
    """A pipeline that cannot be used; the message is one sentence."""

    status = 2


class Opinion:
    """An entity recognizer; a class because it is loaded before anything is read."""

    def __init__(self, given: str) -> None:
        name = given.removeprefix(PREFIX).strip()
        if not name or not given.startswith(PREFIX):
            raise PipelineError("--with: give spacy: and the name or folder of one.")
        self.name, self.nlp = Path(name).name, _loaded(name)

    def join(
        self,
        lines: list[Line],
        published: date,
        people: Mapping[int, list[Found]],
        found: Mapping[int, list[Found]],
    ) -> None:
        """Add to what is ``found`` what the pipeline alone names; say where both do."""
        names = {folded(p.value): p.value for one in people.values() for p in one}
        both: set[Found | str] = set()
        for line, doc in zip(lines, self.nlp.pipe(n.text for n in lines), strict=True):
            there = [*people[line.number], *found[line.number]]
            for made in self._read(line, doc.ents, published):
                same = [_key(one) for one in there if _is_same(one, made)]
                if not same and made.kind == "actor" and folded(made.value) in names:
                    same = [names[folded(made.value)]]
                if not same:
                    found[line.number].append(made)
                    names |= {folded(made.value): ""} if made.kind == "actor" else {}
                both.update(same)
        for places in found.values():
            for nth, one in enumerate(places):
                if _key(one) in both:
                    places[nth] = replace(one, why=f"{one.why}; {self.name} too")

    def _read(self, line: Line, entities, published: date) -> Iterator[Found]:
        """Make a proposal of each entity; a date only has a value by our own rules."""
        for one in entities:
            if one.label_ in KINDS and (text := clean(one.text).strip()):
                (kind, sort), value = KINDS[one.label_], text
                if kind == "date":
                    read = times.found(Context(Line(line.number, text), published))
                    value = read[0].value if len(read) == 1 else ""
                start, end = line.at(one.start_char), line.at(one.end_char)
                why = f"{self.name} alone names it ({one.label_})"
                yield Found(start, end, kind, sort, value, why)


def _key(one: Found) -> Found | str:
    """Return what is the same of two places: of actors their name."""
    return one.value if one.kind == "actor" else one


def _is_same(one: Found, other: Found) -> bool:
    apart = one.end <= other.start or other.end <= one.start
    return one.kind == other.kind and not apart


def _loaded(name: str):
    """Load a pipeline that names entities."""
    try:
        import spacy
    except ImportError:
        told = "spaCy is not installed; install it with `pip install spacy`"
        raise PipelineError(f"--with: {told}, or leave out --with.") from None
    try:
        nlp = spacy.load(name)
    except Exception:  # whatever is wrong in a package or folder that is not ours
        told = f"spaCy loads no pipeline {name!r}"
        remedy = "give one that is installed, or its folder"
        raise PipelineError(f"--with: {told}; {remedy}.") from None
    metas = map(nlp.get_pipe_meta, nlp.pipe_names)
    if not any("doc.ents" in meta.assigns for meta in metas):
        told = f"the pipeline {name!r} names no entities"
        raise PipelineError(f"--with: {told}; give one with a recognizer.")
    return nlp
