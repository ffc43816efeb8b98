"""The tables of a case: columns, types, allowed values and what a row is.

The one source of every case's ``datapackage.json`` and of the dictionary in
``data/README.md``. It knows nothing of any article.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from helpers.case import firmness

VERSION = 4  # of the tables; each change raises it and adds a case to tests/cases
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}

LAYERS = ("article", "context")
KINDS = ("act", "statement")
BASES = ("act", "statement", "attitude", "condition", "membership")
EXTENTS = ("act", "state")
STANCES = ("supports", "disputes", "nuances")
SOURCE_KINDS = (
    "opinion",
    "news",
    "essay",
    "study",
    "document",
    "interview",
    "statement",
)
SAID_KINDS = ("interview", "statement")
LOOKING_BACK = ("study",)
ORDERS = {  # after Allen (1983), on begin and end; `not-after` where no more is said
    "before": "first.end < second.begin",
    "after": "second.end < first.begin",
    "not-after": "first.begin <= second.begin",
    "begins-before": "first.begin < second.begin",
    "ends-before": "first.end < second.end",
    "during": "second.begin <= first.begin, first.end <= second.end",
    "starts": "first.begin = second.begin, first.end <= second.end",
    "ends": "second.begin <= first.begin, first.end = second.end",
    "meets": "first.end = second.begin",
    "same-time": "first.begin = second.begin, first.end = second.end",
}
RULES = ("acts", "standing", "words")  # what makes a tie of balance: each adds to it

# A suffix letter splits one coded fact into rows: T041a and T041b, R019a and R019b.
# Three digits count to 999; six hold a hundred thousand rows of a table and more.
ID = "[0-9]{3,6}[a-z]?"


OWN = re.compile("coder|x_[a-z0-9_]+")  # columns that any table may have beside ours


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, and what is allowed in it."""

    name: str
    description: str
    required: bool = False  # no blank, in the file or (``follows``) when it is read
    follows: bool = False  # a blank may follow from other cells: see inherited
    values: tuple[str, ...] = ()
    pattern: str = ""
    number: bool = False
    within: int = 0  # a number lies between this, negative, and this
    refers: str = ""  # letters of the records a cell may name: "A", "SA", "CQ"
    listed: bool = False  # several values, separated by ";"
    edtf: bool = False
    since: int = 1  # the version that brought it; an older case may lack it


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, its columns, and whether a case needs it."""

    name: str
    row: str
    columns: tuple[Column, ...]
    letters: str = ""  # the letters its ids begin with; blank where rows have no id
    needed: bool = False
    needed_for: str = ""
    key: tuple[str, ...] = field(default=())

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]


def _id(name: str, letters: str, named: str = "") -> Column:
    """Describe a key: a letter and digits."""
    description = f"Key: {named or letters} and three to six digits."
    return Column(name, description, required=True, pattern=f"[{letters}]{ID}")


def _one_of(name: str, description: str, values: tuple[str, ...], **other) -> Column:
    """Describe a column that holds one of some words."""
    return Column(name, description, required=True, values=values, **other)


def _table(name: str, row: str, *columns: Column, **more) -> Table:
    """Describe a table; where its rows have ids, its key is the first column."""
    key = (columns[0].name,) if "letters" in more else ()
    return Table(name, row, columns, **{"key": key} | more)


def _days(name: str, description: str) -> Column:
    """Describe a column of a number of days, as text: a blank one is no number."""
    return Column(name, description, pattern="[0-9]{1,5}")


def _refers(name: str, letters: str, description: str, **other) -> Column:
    """Describe a column of ids that begin with some letters."""
    return Column(name, description, refers=letters, **other)


WHEN = (
    Column("when_article", "EDTF date that the article alone supports.", edtf=True),
    Column("when_known", "EDTF date known from outside the article.", edtf=True),
    _refers(
        "known_sources",
        "S",
        "Sources of what the `known` columns say; blank: the outside sources that"
        " support the record (of a source: itself).",
        listed=True,
    ),
)


def _status(article: str = "", known: str = "") -> tuple[Column, Column]:
    """Describe the columns of a record's status, and what blank ones mean."""
    by_article = "How firmly the article alone supports it; blank in the context layer"
    outside = "How firmly it is known from outside; blank where nothing adds to the"
    values = firmness.STATUSES
    return (
        Column("status_article", f"{by_article}{article}.", values=values),
        Column("status_known", f"{outside} article{known}.", values=values),
    )


STATUS = _status()


def _layer(
    blank: str = "`context` if outside sources alone are cited, or else `article`",
) -> Column:
    """Describe the column of a record's layer, and what a blank one means."""
    told = "`article`: the article alone supports it; `context`: known from outside"
    return _one_of("layer", f"{told}; blank: {blank}.", LAYERS, follows=True)


LAYER = _layer()
EXTENT = "`act`: counts from its date on; `state`: holds within its span"
OUTCOME = (
    Column(
        "condition", "On what it depends, in our words; blank: on nothing.", since=4
    ),
    _refers(
        "outcome_id",
        "ER",
        "Of what is announced or foreseen: the record of what became of it; blank:"
        " nothing that is coded.",
        since=4,
    ),
    Column(
        "amount",
        "A number and what it counts: `1 billion US dollars`, `>500 people`.",
        pattern="[<>~]?[0-9][0-9.,]*(-[0-9][0-9.,]*)? [^ ].*",
        since=4,
    ),
)
NOTE = Column("note", "Anything a reader should know of this row.")

TABLES = (
    _table(
        "sources",
        "a text, a broadcast or an occasion that says something of the case",
        _id("source_id", "S"),
        _one_of(
            "role",
            "`article`: the text the case is coded from; `cited`: the article rests"
            " on it; `outside`: read beside the article; blank: `outside`.",
            ("article", "cited", "outside"),
            follows=True,
        ),
        _one_of(
            "kind",
            "What it is; interviews and statements are occasions of speech, the"
            " others are publications.",
            SOURCE_KINDS,
        ),
        Column(
            "title", "Title, or a short description where none is known.", required=True
        ),
        _refers("publisher", "A", "Who published it."),
        _refers("author", "A", "Who wrote or said it; blank if unknown.", listed=True),
        *WHEN,
        _one_of(
            "proximity",
            "How near it is to what it tells: `primary` (a first voice), `wire`,"
            " `secondary`, or `copy` (a repost, never an independent source).",
            ("primary", "wire", "secondary", "copy"),
        ),
        Column(
            "url",
            "Address, where one is known whole; never looked up by the project.",
            pattern="https?://[^\\s<>\"']+",
        ),
        NOTE,
        letters="S",
        needed=True,
    ),
    _table(
        "actors",
        "a state, body, group, person or public that acts, speaks or is spoken about",
        _id("actor_id", "A"),
        Column("name", "Full name.", required=True),
        Column("short_name", "Name on charts; the full name where blank."),
        _one_of(
            "kind",
            "What it is; a `collective` (a public, defectors, an unnamed group)"
            " stays out of triads; blank: `media` if it publishes a source, `person`"
            " if it wrote one or has a position.",
            ("state", "institution", "armed-group", "person", "collective", "media"),
            follows=True,
        ),
        Column(
            "position", "Office or role then; its source stands in `note`.", since=2
        ),
        _refers("acts_for", "A", "The actor it acts for; blank: it acts for itself."),
        Column(
            "anonymous",
            "`yes`: no source gives a name, so nobody can ask this voice.",
            values=("yes",),
        ),
        Column(
            "aliases",
            "Other labels, `label` or `label@P3` where a label belongs to different"
            " actors in different paragraphs.",
            listed=True,
        ),
        Column(
            "wikidata",
            "Wikidata id, only where seen beside the name.",
            pattern="Q[0-9]+",
        ),
        NOTE,
        letters="A",
        needed=True,
    ),
    _table(
        "memberships",
        "one actor as part of, or aligned with, another; never rolled up, no tie",
        _id("membership_id", "M"),
        _refers("actor_id", "A", "The member.", required=True),
        _refers("group_id", "A", "The group.", required=True),
        _one_of(
            "kind",
            "What the bond is called: `branch`, `aligned`, `part`, `post`.",
            ("branch", "aligned", "part", "post"),
        ),
        LAYER,
        *WHEN,
        NOTE,
        letters="M",
        needed_for="who belongs to whom",
    ),
    _table(
        "places",
        "a place where something happened",
        _id("place_id", "L"),
        Column("name", "Name.", required=True),
        Column("aliases", "Other spellings.", listed=True),
        Column(
            "latitude",
            "Degrees north, WGS 84; blank if no source.",
            number=True,
            within=90,
        ),
        Column(
            "longitude",
            "Degrees east, WGS 84; blank if no source.",
            number=True,
            within=180,
        ),
        Column(
            "zone",
            "Its clock, as the tz database names it (`Asia/Kabul`); blank: not known.",
            pattern="[A-Za-z_]+(/[A-Za-z0-9_+-]+)*",
            since=3,
        ),
        letters="L",
        needed_for="where events took place",
    ),
    _table(
        "events",
        "something that happened, lasted, or was said",
        _id("event_id", "E"),
        Column("title", "Short label, in our words, present tense.", required=True),
        Column("summary", "One or two sentences in our words."),
        _one_of(
            "kind",
            "`act`: something done or lasting; `statement`: something said, whose"
            " content has a record of its own; blank: `statement` if somebody is a"
            " `speaker` in it, or else `act`.",
            KINDS,
            follows=True,
        ),
        _one_of(
            "extent",
            f"{EXTENT}; blank: `state` if its date is a span, `act` if a moment.",
            EXTENTS,
            follows=True,
        ),
        LAYER,
        *STATUS,
        *WHEN,
        _refers("place_id", "L", "Where."),
        _refers(
            "part_of",
            "E",
            "The event of the episode that it is part of; blank: its own.",
            since=2,
        ),
        *OUTCOME,
        NOTE,
        letters="E",
        needed_for="the timeline",
    ),
    _table(
        "participants",
        "an actor in an event",
        _refers(
            "event_id",
            "E",
            "The event; one without a row here that is one relation has its two.",
            required=True,
        ),
        _refers("actor_id", "A", "The actor.", required=True),
        _one_of(
            "role",
            "What it does in the event: `agent`, `target`, `party`, `speaker`,"
            " `host` or `subject`.",
            ("agent", "target", "party", "speaker", "host", "subject"),
        ),
        _layer("that of the event"),
        needed_for="who took part in an event",
        key=("event_id", "actor_id", "role"),
    ),
    _table(
        "relations",
        "one asserted tie between one named pair of actors",
        _id("relation_id", "R"),
        Column(
            "fact",
            "Rows of one asserted fact share this code; blank: that of the id"
            " (`R28` of `R028a` and `R028b`).",
            required=True,
            follows=True,
            pattern="[A-Z][0-9]{2,6}",
        ),
        _refers("source_actor", "A", "Who acts, speaks or feels.", required=True),
        _refers("target_actor", "A", "Towards whom.", required=True),
        _one_of(
            "directed",
            "`yes`: from source to target; `no`: between the two; blank: with an event"
            " `no` if all in it are a `party`, or else `yes`; without, `yes` of words"
            " and attitudes.",
            ("yes", "no"),
            follows=True,
        ),
        Column(
            "sign",
            "`+` cooperative, `-` hostile, `~` sign unclear, blank: unsigned.",
            values=("+", "-", "~"),
        ),
        _one_of(
            "basis",
            "What the tie rests on; acts and words are counted apart; blank: the kind"
            " of the event, or as others of the fact.",
            BASES,
            follows=True,
        ),
        _one_of(
            "extent",
            f"{EXTENT}; blank: that of the event, or by the date.",
            EXTENTS,
            follows=True,
        ),
        _refers(
            "against", "A", "Whom a cooperation is said to be aimed at.", listed=True
        ),
        Column("plover", "PLOVER event type; blank where none fits."),
        Column("plover_mode", "PLOVER mode of that type."),
        Column("plover_context", "PLOVER contexts, modality among them.", listed=True),
        Column("cameo", "CAMEO code.", pattern="[0-9]{2,4}"),
        LAYER,
        *STATUS,
        *WHEN,
        _refers(
            "event_id",
            "E",
            "The event that IS the relation. If layer, statuses, dates and known"
            " sources are all blank, they are those of the event, or else of the one"
            " row of the fact that has them; so are citations, if there are none.",
        ),
        _refers(
            "may_be",
            "R",
            "Other relations that may be the same act, told twice.",
            listed=True,
        ),
        Column("summary", "One sentence in our words.", required=True),
        *OUTCOME,
        NOTE,
        letters="R",
        needed_for="who stands with whom",
    ),
    _table(
        "orders",
        "a statement that one record lies so to another in time",
        _id("order_id", "O"),
        _refers("first_id", "EMRS", "The record that is ordered.", required=True),
        _one_of(
            "relation",
            "How it lies to the second, by begin and end: `before` is its end before"
            " the other's begin, be it on the same day.",
            tuple(ORDERS),
        ),
        _refers("second_id", "EMRS", "The record that it lies so to.", required=True),
        _days("at_least", "Days that are at least between the two."),
        _days("at_most", "Days that are at most between the two."),
        LAYER,
        *_status(
            "; blank: `claimed`, if the layer is `article`",
            "; blank: `reported`, if the layer is `context`",
        ),
        NOTE,
        letters="O",
        needed_for="what is said to come before what",
    ),
    _table(
        "claims",
        "a step of the article's argument, in our words",
        _id("claim_id", "CQ", "C (Q for an open question)"),
        _one_of(
            "role",
            "Its place in the argument.",
            ("thesis", "premise", "counterpoint", "question", "answer", "conclusion"),
        ),
        Column("text", "The claim, in our words.", required=True),
        _refers("supports", "CQ", "Claims it speaks for.", listed=True),
        _refers("opposes", "CQ", "Claims it speaks against.", listed=True),
        NOTE,
        letters="CQ",
        needed_for="the argument",
    ),
    _table(
        "citations",
        "one source saying something of one record, and through whom",
        _refers(
            "record_id",
            "EMRCQO",
            "The event, relation, membership, claim or order.",
            required=True,
        ),
        _refers(
            "source_id",
            "S",
            "The source that was read; blank: the first of the chain, or else the"
            " article.",
            required=True,
            follows=True,
        ),
        Column(
            "locator",
            "Paragraph (`P7`; several: `P7;P8`); a must where the source is the"
            " article; blank: that of the time references coded as the record.",
            pattern="P[0-9]{1,6}(;P[0-9]{1,6})*",
        ),
        _one_of(
            "stance",
            "Whether the source `supports`, `disputes` or `nuances` the record; blank:"
            " it supports it.",
            STANCES,
            follows=True,
        ),
        Column(
            "chain",
            "Voices from the nearest to the first, joined by `<`; blank: the source"
            " itself.",
            required=True,
            follows=True,
            pattern=f"[SA]{ID}(<[SA]{ID})*",
        ),
        _refers(
            "said_event_id",
            "E",
            "The statement event that carries what is cited; blank: the one in which"
            " the last voice of the chain speaks, as the same source has it, if only"
            " one fits and the record has not happened; `-`: none.",
        ),
        Column("strength", "The modal word of the source: `could`, `likely`."),
        Column(
            "wording",
            "How the source puts it: `quote` (in the words of the first voice),"
            " `paraphrase`, or `hedge` (as a suspicion or hearsay).",
            values=("quote", "paraphrase", "hedge"),
            since=4,
        ),
        NOTE,
        needed=True,
    ),
    _table(
        "references",
        "one place in the article that names or implies a time",
        _id("reference_id", "T"),
        Column("paragraph", "Paragraph (`P7`).", required=True, pattern="P[0-9]{1,6}"),
        Column(
            "cue",
            "The words to find it by: at most five, as they stand together.",
            required=True,
        ),
        Column(
            "when_article", "EDTF date that the place supports; blank: none.", edtf=True
        ),
        _one_of(
            "kind",
            "What the place tells of; blank: what the first of its records is.",
            ("happened", "said", "reported", "state", "predicted"),
            follows=True,
        ),
        _refers("record_id", "EMRCQ", "The records it is coded as.", listed=True),
        Column("dismissed", "Why it makes no record."),
        letters="T",
        needed_for="where the article names a time",
    ),
)
BY_NAME = {table.name: table for table in TABLES}
BY_LETTER = {letter: table for table in TABLES for letter in table.letters}
EITHER = ("events", "relations")  # a case needs one of these


def is_own(name: str) -> bool:
    """Whether a column is one of its coder's own, or says who coded a row."""
    return bool(OWN.fullmatch(name))


def _field(column: Column) -> dict:
    """Describe one column as a field of a Table Schema."""
    constraints: dict = {}
    if column.required and not column.follows:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.within:
        constraints |= {"minimum": -column.within, "maximum": column.within}
    return {
        "name": column.name,
        "type": "number" if column.number else "string",
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def resource(table: Table, version: int = VERSION) -> dict:
    """Describe one table, as of a version, as a resource of a Data Package."""
    columns = [column for column in table.columns if column.since <= version]
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "description": f"A row is {table.row}.",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": dict(DIALECT),
        "schema": {
            "fields": list(map(_field, columns)),
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
        },
    }


def difference(theirs: dict, table: Table, version: int) -> tuple[str, Any] | None:
    """Return where a resource is not that of a table as of a version, and its value.

    It may hold more, in keys and columns of its user's own; an older one may be worded
    otherwise and allow other values, since rows are checked by today's dictionary.
    """
    free = ("description", "constraints") if version < VERSION else ()
    told = theirs.get("schema")
    if isinstance(told, dict) and isinstance(fields := told.get("fields"), list):
        ours = [one for one in fields if not is_own_field(one)]
        theirs = theirs | {"schema": told | {"fields": ours}}
    return _difference(theirs, resource(table, version), free, table.name)


def is_own_field(field: Any) -> bool:
    """Whether a field of a resource describes a column of the coder's own."""
    return isinstance(field, dict) and is_own(str(field.get("name")))


def _difference(theirs, ours, free: tuple[str, ...], at: str) -> tuple[str, Any] | None:
    """Return the first place where a value does not hold ours, free keys apart."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        inner = [(key, theirs.get(key), ours[key]) for key in ours if key not in free]
    elif (
        isinstance(ours, list) and isinstance(theirs, list) and len(theirs) == len(ours)
    ):
        inner = zip(range(1, len(ours) + 1), theirs, ours, strict=True)
    else:
        return None if type(theirs) is type(ours) and theirs == ours else (at, theirs)
    each = (_difference(has, should, free, f"{at}.{key}") for key, has, should in inner)
    return next(filter(None, each), None)


def package(
    name: str,
    title: str,
    question: str,
    focus: list[str],
    order: list[str],
    causes: list[dict[str, str]],
    tables: list[str] | None = None,
    rule: str = "",
    limits: list[str] | None = None,
) -> dict:
    """Describe a case as a Data Package (v2), with the tables that it has.

    ``causes`` are readings of cause and effect that the article's order invites, each
    with a `question` and the events `cause` and `effect`. A blank ``rule`` is left to
    the default; ``limits`` are sentences on what the coding leaves out.
    """
    described = [t for t in TABLES if tables is None or t.name in tables]
    return {
        "$schema": PROFILE,
        "dateline_schema": VERSION,
        "name": name,
        "title": title,
        "question": question,
        "focus": focus,
        "order": order,
        "causes": causes,
        **{key: told for key, told in (("rule", rule), ("limits", limits)) if told},
        "licenses": [dict(LICENCE)],
        "resources": list(map(resource, described)),
    }


PROPOSALS = "proposals.csv"  # lies beside the tables; no record, so nothing checks it
