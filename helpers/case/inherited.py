"""What follows from other cells: the tables of a case with such blanks filled.

A coder may leave blank what the codebook derives; a reader of the tables never meets
such a blank. Only blanks are filled, and where nothing follows they stay.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from helpers.case import firmness, schema
from helpers.case.tables import kind_of_row, with_cells

# Cells of a relation that are taken all together or not at all, from the event that it
# is or from its fact, so that a blank beside one that is filled stays a blank.
GROUP = (
    "layer",
    "status_article",
    "status_known",
    "when_article",
    "when_known",
    "known_sources",
)
NONE = "-"  # in `said_event_id`: no statement, where one would follow
Rows = dict[str, list]  # the rows of each table
Rule = Callable[[Rows, list], Iterable]  # what follows in the cells of some rows


def whole(tables: Rows, version: int) -> Rows:
    """Return the rows of a case's tables with what follows in their blank cells.

    ``version`` is that of the tables: up to 3, what might be meant to be blank stays.
    """
    tables = dict(tables)
    for table, column, rule in STEPS:
        if rule not in SINCE_4 or version not in range(1, 4):
            made = _filled(tables, table, column, rule) if column else rule(tables)
            tables[table] = made
    cited = tables["citations"]
    said = [row.said_event_id.replace(NONE, "") for row in cited]
    return tables | {"citations": with_cells(cited, "said_event_id", said)}


def _filled(tables: Rows, table: str, column: str, rule: Rule) -> list:
    """Return the rows of a table with what follows by a rule in a column's blanks."""
    rows = tables[table]
    blank = [n for n, row in enumerate(rows) if not getattr(row, column)]
    if not blank:
        return rows
    bare, filled = [rows[n] for n in blank], [*rows]
    for n, row in zip(blank, with_cells(bare, column, rule(tables, bare)), strict=True):
        filled[n] = row
    return filled


def _always(value: str) -> Rule:
    """Return the rule by which one value follows in every row."""
    return lambda tables, rows: [value for _ in rows]


def grouped(pairs: Iterable[tuple]) -> dict[str, list]:
    """Group the second of each pair by the first, in their order."""
    groups: dict[str, list] = defaultdict(list)
    for key, one in pairs:
        groups[key].append(one)
    return groups


def _groups(rows: Iterable, key: str, value: str) -> dict[str, list]:
    """Group the values of a column by another, each once and in order."""
    return grouped(dict.fromkeys((getattr(r, key), getattr(r, value)) for r in rows))


def _by_id(rows: list) -> dict:
    """Return the rows of a table by their ids."""
    return {row[1]: row for row in rows}


def _article(tables: Rows) -> str:
    """Return the id of the article; blank where there is none."""
    ids = (row.source_id for row in tables["sources"] if row.role == "article")
    return next(ids, "")


# ---- sources, actors, citations -------------------------------------------------


def _kind_of_actor(tables: Rows, rows: list) -> Iterable:
    """Give the kind of an actor: a publisher, an author, an office."""
    media = {source.publisher for source in tables["sources"]}
    authors = {author for source in tables["sources"] for author in source.author}
    for row in rows:
        is_person = row.position or row.actor_id in authors
        yield "media" if row.actor_id in media else "person" if is_person else ""


def _source(tables: Rows, rows: list) -> Iterable:
    """Give the source of a citation: its chain's first, or the article."""
    article = _article(tables)
    for row in rows:
        first = row.chain[0] if row.chain else ""
        yield first if first[:1] == "S" else article


def _chain(tables: Rows, rows: list) -> Iterable:
    """Give the chain of a citation: its source alone."""
    return [[row.source_id] * bool(row.source_id) for row in rows]


def _locator(tables: Rows, rows: list) -> Iterable:
    """Give the place in the article: that of the times of a record."""
    article, places = _article(tables), defaultdict(set)
    for row in tables["references"]:
        for record in row.record_id:
            places[record].add(row.paragraph)
    for row in rows:
        found = places[row.record_id] if row.source_id == article else ()
        yield ";".join(sorted(found, key=lambda place: (len(place), place)))


def _every_speaker(tables: Rows) -> list:
    """Let the article quote each who speaks in a statement as it quotes one of them.

    So for the statement, and for what a citation says was said in it. Not who acts for
    one that it quotes, nor for whom such a one acts.
    """
    cited, actors, article = tables["citations"], tables["actors"], _article(tables)
    speakers, more = _speakers(tables), []
    whose = {row.actor_id: row.acts_for for row in actors}
    ours = [
        row
        for row in cited
        if row.source_id == article and (row.stance == "supports" or row.said_event_id)
    ]
    sayings = grouped(((r.record_id, r.said_event_id, r.stance), r) for r in ours)
    for (record, said, _), rows in sayings.items():
        event = said.replace(NONE, "") or record
        heard = {row.chain[-1]: row for row in rows if row.chain}
        like = next((heard[one] for one in speakers[event] if one in heard), None)
        known = {*heard, *map(whose.get, heard)}
        more += [
            like._replace(chain=[*like.chain[:-1], one])
            for one in speakers[event]
            if like and one not in known and whose.get(one) not in heard
        ]
    return _with(cited, more)


def _speakers(tables: Rows) -> dict[str, list[str]]:
    """List who speaks in each event, in order."""
    rows = (row for row in tables["participants"] if row.role == "speaker")
    return _groups(rows, "event_id", "actor_id")


# ---- layers, kinds, extents -----------------------------------------------------


def _layer(tables: Rows, rows: list) -> Iterable:
    """Give a layer: `context` where outside sources alone are cited."""
    article = _article(tables)
    sources = _groups(tables["citations"], "record_id", "source_id")
    for row in rows:
        heard = sources[row[1]]
        yield "context" if article and heard and article not in heard else "article"


def _layer_of_event(tables: Rows, rows: list) -> Iterable:
    """Give the layer of a participant: that of its event."""
    layers = {row.event_id: row.layer for row in tables["events"]}
    return [layers.get(row.event_id, "") for row in rows]


def _kind_of_event(tables: Rows, rows: list) -> Iterable:
    """Give the kind of an event: `statement` where somebody speaks."""
    spoken = _speakers(tables)
    return ["statement" if row.event_id in spoken else "act" for row in rows]


def _extent(tables: Rows, rows: list) -> Iterable:
    """Give an extent: of a relation its event's, or else by the date."""
    events = {row.event_id: row.extent for row in tables["events"]}
    for row in rows:
        when, event = row.when_article or row.when_known, getattr(row, "event_id", "")
        lasted = "state" if "/" in when else "act" if when else ""
        yield (events.get(event) if row[1] != event else "") or lasted


def _status(layer: str, status: str) -> Rule:
    """Return the rule by which a status follows for the orders of a layer."""
    return lambda tables, rows: [status * (row.layer == layer) for row in rows]


def _kind_of_reference(tables: Rows, rows: list) -> Iterable:
    """Give the kind of a reference: what the first of its records is."""
    told = ("events", "relations", "memberships", "claims")
    records = {row[1]: row for table in told for row in tables[table]}
    for reference in rows:
        row = next((records[r] for r in reference.record_id if r in records), None)
        if row is None:
            yield ""
        elif getattr(row, "status_article", "") in firmness.PROSPECTS:
            yield "predicted"
        elif row[1][0] in "CQ" or getattr(row, "kind", "") == "statement":
            yield "said"
        else:
            yield "happened" if getattr(row, "extent", "state") == "act" else "state"


# ---- relations, and who takes part ----------------------------------------------


def _participants(tables: Rows) -> list:
    """Let the two of a relation take part in the event that it is, if nobody does."""
    parts = tables["participants"]
    ties = grouped((row.event_id, row) for row in tables["relations"])
    taken = {row.event_id for row in parts}
    names = schema.BY_NAME["participants"].names
    kind = type(parts[0]) if parts else kind_of_row(tuple(names))
    blank = kind._make([""] * len(kind._fields))
    more = [
        blank._replace(event_id=event.event_id, actor_id=actor, role=role)
        for event in tables["events"]
        if event.event_id not in taken and len(ties[event.event_id]) == 1
        for actor, role in _two(event, *ties[event.event_id])
    ]
    return _with(parts, more)


def _two(event, tie) -> list[tuple[str, str]]:
    """Return the two actors of a relation with their roles in the event that it is."""
    roles = ("party", "party") if tie.directed == "no" else ("agent", "target")
    if event.kind == "statement":
        roles = "speaker", "subject"
    return [*zip((tie.source_actor, tie.target_actor), roles, strict=True)]


def _with(rows: list, more: list) -> list:
    """Return the rows of a table with more, to which no line of its file belongs."""
    first = max((row.Index for row in rows), default=-1) + 1
    return [*rows, *with_cells(more, "Index", range(first, first + len(more)))]


def is_filled(relation) -> bool:
    """Whether a row of the relations has a layer, status or date of its own."""
    return any(getattr(relation, column) for column in GROUP)


def _modelled(tables: Rows) -> list:
    """Let a relation without layer, status and date have all those of its model.

    That is its event, or else the one row of its fact that has them. `model` names it,
    as long as cells are filled.
    """
    events, ties = _by_id(tables["events"]), tables["relations"]
    kind = kind_of_row((*ties[0]._fields[1:], "model")) if ties else None
    ties = [kind(*r, r.event_id if r.event_id in events else "") for r in ties]
    ties = _like(ties, events)
    full = grouped((row.fact, row) for row in ties if is_filled(row))

    def model(row) -> str:
        found = [] if is_filled(row) else full[row.fact]
        return row.model or (found[0].relation_id if len(found) == 1 else "")

    ties = with_cells(ties, "model", map(model, ties))
    return _like(ties, _by_id(ties))


def _like(ties: list, models: Mapping) -> list:
    """Return relations with the group of their models where they have none."""
    return [
        row._replace(**{column: getattr(models[row.model], column) for column in GROUP})
        if row.model in models and not is_filled(row)
        else row
        for row in ties
    ]


def _without_model(tables: Rows) -> list:
    """Return the relations without what they are filled from."""
    ties = tables["relations"]
    kind = kind_of_row(ties[0]._fields[1:-1]) if ties else None
    return [kind._make(row[:-1]) for row in ties]


def _fact(tables: Rows, rows: list) -> Iterable:
    """Give a fact: that for which the id stands."""
    for row in rows:
        form = re.fullmatch("R([0-9]{3,6})[a-z]?", row.relation_id)
        yield f"R{int(form[1]):02d}" if form else ""


def _basis(tables: Rows, rows: list) -> Iterable:
    """Give a basis: the kind of the event, or the basis of the fact."""
    kinds = {row.event_id: row.kind for row in tables["events"]}
    kinds |= {
        tie.relation_id: tie.basis or kinds.get(tie.model, "")
        for tie in tables["relations"]
    }
    return [kinds.get(row.model, "") for row in rows]


def _direction(tables: Rows, rows: list) -> Iterable:
    """Give a direction: the roles in the event, or that of the fact.

    What one says or feels of another is directed.
    """
    roles = _groups(tables["participants"], "event_id", "role")
    events, ties = _by_id(tables["events"]), _by_id(tables["relations"])

    def directed(row) -> str:
        if row.model in events:
            return "no" if roles[row.model] == ["party"] else "yes"
        if row.model:
            return ties[row.model].directed or directed(ties[row.model])
        return "yes" if row.basis in ("statement", "attitude") else ""

    return map(directed, rows)


def _with_theirs(tables: Rows) -> list:
    """Let a relation without a citation have those of its model.

    First those of events, so that others of the same fact may follow them.
    """
    cited, ties = tables["citations"], tables["relations"]
    for models in (_by_id(tables["events"]), _by_id(ties)):
        by_record = grouped((row.record_id, row) for row in cited)
        more = [
            row._replace(record_id=tie.relation_id)
            for tie in ties
            if tie.model in models and tie.relation_id not in by_record
            for row in by_record.get(tie.model, ())
        ]
        cited = _with(cited, more)
    return cited


# ---- what is known, and what was said -------------------------------------------


def _itself(tables: Rows, rows: list) -> Iterable:
    """Give the known sources of a source: itself."""
    return [[row.source_id] * bool(row.when_known and row.source_id) for row in rows]


def _supporting(tables: Rows, rows: list) -> Iterable:
    """Give known sources: the outside ones that support the record."""
    article = _article(tables)
    outside = (
        row
        for row in tables["citations"]
        if row.stance == "supports" and row.source_id != article
    )
    sources = _groups(outside, "record_id", "source_id")
    for row in rows:
        known = row.when_known or getattr(row, "status_known", "")
        yield [*sources[row[1]]] if known else []


def _said(tables: Rows, rows: list) -> Iterable:
    """Give the statement that carries what a citation cites.

    It is the only one in which the last voice of the chain speaks, as the same source
    has it. A statement carries neither itself nor an order of its own.
    """
    statements = {r.event_id for r in tables["events"] if r.kind == "statement"}
    speakers = _speakers(tables)
    sayings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for told in tables["citations"]:
        for voice in speakers[told.record_id] if told.record_id in statements else ():
            sayings[voice, told.source_id].add(told.record_id)
    ends = {row.order_id: {row.first_id, row.second_id} for row in tables["orders"]}
    carried_by_none = _carried_by_none(tables, statements)
    for row in rows:
        voice = row.chain[-1] if row.chain else ""
        fits = sayings[voice, row.source_id] - ends.get(row.record_id, set())
        alone = len(fits) == 1 and row.record_id not in carried_by_none
        yield next(iter(fits)) if alone else ""


def _carried_by_none(tables: Rows, statements: set[str]) -> set[str]:
    """List what needs no statement: what has happened, and statements themselves."""
    records = set(statements)
    records.update(r[1] for r in tables["relations"] if r.event_id in statements)
    for table in ("events", "relations", "orders"):
        records.update(
            row[1]
            for row in tables[table]
            if (row.status_known or row.status_article) == "happened"
        )
    return records


# ---- all of it, each after what it follows from ---------------------------------

SINCE_4 = (_participants, _every_speaker, _said)
STEPS = (  # table, column and rule; without a column, what makes the whole table
    ("sources", "role", _always("outside")),
    ("sources", "known_sources", _itself),
    ("actors", "kind", _kind_of_actor),
    ("citations", "source_id", _source),
    ("citations", "chain", _chain),
    ("citations", "stance", _always("supports")),
    ("citations", "locator", _locator),
    ("citations", "", _every_speaker),
    ("events", "kind", _kind_of_event),
    ("events", "extent", _extent),
    ("events", "layer", _layer),
    ("events", "known_sources", _supporting),
    ("participants", "", _participants),
    ("participants", "layer", _layer_of_event),
    ("relations", "fact", _fact),
    ("relations", "", _modelled),
    ("relations", "layer", _layer),
    ("relations", "extent", _extent),
    ("relations", "basis", _basis),
    ("relations", "directed", _direction),
    ("citations", "", _with_theirs),
    ("relations", "known_sources", _supporting),
    ("relations", "", _without_model),
    ("memberships", "layer", _layer),
    ("memberships", "known_sources", _supporting),
    ("orders", "layer", _layer),
    ("orders", "status_article", _status("article", "claimed")),
    ("orders", "status_known", _status("context", "reported")),
    ("references", "kind", _kind_of_reference),
    ("citations", "said_event_id", _said),
)
