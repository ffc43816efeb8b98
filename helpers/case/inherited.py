"""What follows from other cells: the tables of a case with such blanks filled.

A coder may leave blank what the codebook derives; a reader of the frames never meets
such a blank. Only blanks are filled, and where nothing follows they stay.
"""

import re
from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

import pandas as pd

from helpers.case import firmness

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
Frames = dict[str, pd.DataFrame]
Rule = Callable[[Frames, list], Iterable]  # what follows in the cells of some rows


@lru_cache(maxsize=64)
def _kind_of_row(columns: tuple[str, ...]) -> type:
    """Make the named tuple of a table: once a table, since that takes its time."""
    return namedtuple("Row", ("Index", *columns))


def tuples(frame: pd.DataFrame) -> list:
    """List the rows of a frame, as ``itertuples`` does and several times as fast."""
    kind = _kind_of_row(tuple(frame.columns))
    values = frame.to_numpy(dtype=object).tolist()
    return [kind(at, *row) for at, row in zip(frame.index, values, strict=True)]


def whole(tables: Mapping[str, pd.DataFrame], version: int) -> Frames:
    """Return the tables of a case with what follows in their blank cells.

    ``version`` is that of the tables: up to 3, what might be meant to be blank stays.
    """
    frames = dict(tables)
    for table, column, rule in STEPS:
        if rule not in SINCE_4 or version not in range(1, 4):
            made = _filled(frames, table, column, rule) if column else rule(frames)
            frames[table] = made
    said = frames["citations"].said_event_id.replace(NONE, "")
    return frames | {"citations": frames["citations"].assign(said_event_id=said)}


def _filled(frames: Frames, table: str, column: str, rule: Rule) -> pd.DataFrame:
    """Return a table with what follows by a rule in the blank cells of a column."""
    frame = frames[table]
    cells = frame[column].tolist()
    blank = [n for n, cell in enumerate(cells) if not cell]
    if not blank:
        return frame
    rows = tuples(frame.iloc[blank])
    for n, cell in zip(blank, rule(frames, rows), strict=True):
        cells[n] = cell
    return _put(frame, column, cells)


def _put(frame: pd.DataFrame, column: str, cells: list) -> pd.DataFrame:
    """Return a table with other cells in a column."""
    return frame.assign(**{column: pd.Series(cells, frame.index, dtype=object)})


def _always(value: str) -> Rule:
    """Return the rule by which one value follows in every row."""
    return lambda frames, rows: [value for _ in rows]


def grouped(pairs: Iterable[tuple]) -> dict[str, list]:
    """Group the second of each pair by the first, in their order."""
    groups: dict[str, list] = defaultdict(list)
    for key, one in pairs:
        groups[key].append(one)
    return groups


def _groups(frame: pd.DataFrame, key: str, value: str) -> dict[str, list]:
    """Group the values of a column by another, each once and in order."""
    return grouped(dict.fromkeys(zip(frame[key], frame[value], strict=True)))


def _rows(frame: pd.DataFrame) -> dict:
    """Return the rows of a table by their ids."""
    return {row[1]: row for row in tuples(frame)}


def _article(frames: Frames) -> str:
    """Return the id of the article; blank where there is none."""
    sources = frames["sources"]
    return next(iter(sources.source_id[sources.role == "article"]), "")


# ---- sources, actors, citations -------------------------------------------------


def _kind_of_actor(frames: Frames, rows: list) -> Iterable:
    """Give the kind of an actor: a publisher, an author, an office."""
    sources = frames["sources"]
    media = set(sources.publisher)
    authors = {author for several in sources.author for author in several}
    for row in rows:
        is_person = row.position or row.actor_id in authors
        yield "media" if row.actor_id in media else "person" if is_person else ""


def _source(frames: Frames, rows: list) -> Iterable:
    """Give the source of a citation: its chain's first, or the article."""
    article = _article(frames)
    for row in rows:
        first = row.chain[0] if row.chain else ""
        yield first if first[:1] == "S" else article


def _chain(frames: Frames, rows: list) -> Iterable:
    """Give the chain of a citation: its source alone."""
    return [[row.source_id] * bool(row.source_id) for row in rows]


def _locator(frames: Frames, rows: list) -> Iterable:
    """Give the place in the article: that of the times of a record."""
    article, places = _article(frames), defaultdict(set)
    for row in tuples(frames["references"]):
        for record in row.record_id:
            places[record].add(row.paragraph)
    for row in rows:
        found = places[row.record_id] if row.source_id == article else ()
        yield ";".join(sorted(found, key=lambda place: (len(place), place)))


def _every_speaker(frames: Frames) -> pd.DataFrame:
    """Let the article quote each who speaks in a statement as it quotes one of them.

    So for the statement, and for what a citation says was said in it. Not who acts for
    one that it quotes, nor for whom such a one acts.
    """
    cited, parts, actors = (frames[t] for t in ("citations", "participants", "actors"))
    speakers = _groups(parts[parts.role == "speaker"], "event_id", "actor_id")
    whose = dict(zip(actors.actor_id, actors.acts_for, strict=True))
    is_for = (cited.stance == "supports") | (cited.said_event_id != "")
    ours = tuples(cited[is_for & (cited.source_id == _article(frames))])
    sayings = grouped(((r.record_id, r.said_event_id, r.stance), r) for r in ours)
    more = []
    for (record, said, _), rows in sayings.items():
        event = said.replace(NONE, "") or record
        heard = {row.chain[-1]: row for row in rows if row.chain}
        like = next((heard[one] for one in speakers[event] if one in heard), None)
        known = {*heard, *map(whose.get, heard)}
        more += [
            (like.Index, [*like.chain[:-1], one])
            for one in speakers[event]
            if like and one not in known and whose.get(one) not in heard
        ]
    theirs = cited.loc[[n for n, _ in more]]
    return _with(cited, _put(theirs, "chain", [chain for _, chain in more]))


# ---- layers, kinds, extents -----------------------------------------------------


def _layer(frames: Frames, rows: list) -> Iterable:
    """Give a layer: `context` where outside sources alone are cited."""
    article, cited = _article(frames), frames["citations"]
    sources = _groups(cited, "record_id", "source_id")
    for row in rows:
        heard = sources[row[1]]
        yield "context" if article and heard and article not in heard else "article"


def _layer_of_event(frames: Frames, rows: list) -> Iterable:
    """Give the layer of a participant: that of its event."""
    layers = dict(zip(frames["events"].event_id, frames["events"].layer, strict=True))
    return [layers.get(row.event_id, "") for row in rows]


def _kind_of_event(frames: Frames, rows: list) -> Iterable:
    """Give the kind of an event: `statement` where somebody speaks."""
    parts = frames["participants"]
    spoken = set(parts.event_id[parts.role == "speaker"])
    return ["statement" if row.event_id in spoken else "act" for row in rows]


def _extent(frames: Frames, rows: list) -> Iterable:
    """Give an extent: of a relation its event's, or else by the date."""
    events = dict(zip(frames["events"].event_id, frames["events"].extent, strict=True))
    for row in rows:
        when, event = row.when_article or row.when_known, getattr(row, "event_id", "")
        lasted = "state" if "/" in when else "act" if when else ""
        yield (events.get(event) if row[1] != event else "") or lasted


def _status(layer: str, status: str) -> Rule:
    """Return the rule by which a status follows for the orders of a layer."""
    return lambda frames, rows: [status * (row.layer == layer) for row in rows]


def _kind_of_reference(frames: Frames, rows: list) -> Iterable:
    """Give the kind of a reference: what the first of its records is."""
    tables = ("events", "relations", "memberships", "claims")
    records = {key: row for t in tables for key, row in _rows(frames[t]).items()}
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


def _participants(frames: Frames) -> pd.DataFrame:
    """Let the two of a relation take part in the event that it is, if nobody does."""
    parts = frames["participants"]
    ties = grouped((row.event_id, row) for row in tuples(frames["relations"]))
    taken = set(parts.event_id)
    more = [
        dict.fromkeys(parts.columns, "")
        | {"event_id": event.event_id, "actor_id": actor, "role": role}
        for event in tuples(frames["events"])
        if event.event_id not in taken and len(ties[event.event_id]) == 1
        for actor, role in _two(event, *ties[event.event_id])
    ]
    return _with(parts, pd.DataFrame(more, columns=parts.columns, dtype=object))


def _two(event, tie) -> list[tuple[str, str]]:
    """Return the two actors of a relation with their roles in the event that it is."""
    roles = ("party", "party") if tie.directed == "no" else ("agent", "target")
    if event.kind == "statement":
        roles = "speaker", "subject"
    return [*zip((tie.source_actor, tie.target_actor), roles, strict=True)]


def _with(frame: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Return a table with more rows, to which no line of its file belongs."""
    first = max(frame.index, default=-1) + 1
    more.index = range(first, first + len(more))
    return pd.concat([frame, more]) if len(more) else frame


def is_filled(relation) -> bool:
    """Whether a row of the relations has a layer, status or date of its own."""
    return any(getattr(relation, column) for column in GROUP)


def _modelled(frames: Frames) -> pd.DataFrame:
    """Let a relation without layer, status and date have all those of its model.

    That is its event, or else the one row of its fact that has them. `model` names it,
    as long as cells are filled.
    """
    events, ties = _rows(frames["events"]), frames["relations"]
    own = [event if event in events else "" for event in ties.event_id]
    ties = _like(_put(ties, "model", own), events)
    full = grouped((row.fact, row) for row in tuples(ties) if is_filled(row))

    def model(row) -> str:
        found = [] if is_filled(row) else full[row.fact]
        return row.model or (found[0].relation_id if len(found) == 1 else "")

    ties = _put(ties, "model", [model(row) for row in tuples(ties)])
    return _like(ties, _rows(ties))


def _like(ties: pd.DataFrame, models: Mapping) -> pd.DataFrame:
    """Return relations with the group of their models where they have none."""
    rows = [
        row if is_filled(row) else models.get(row.model, row) for row in tuples(ties)
    ]
    for column in GROUP:
        ties = _put(ties, column, [getattr(row, column) for row in rows])
    return ties


def _fact(frames: Frames, rows: list) -> Iterable:
    """Give a fact: that for which the id stands."""
    for row in rows:
        form = re.fullmatch("R([0-9]{3,6})[a-z]?", row.relation_id)
        yield f"R{int(form[1]):02d}" if form else ""


def _basis(frames: Frames, rows: list) -> Iterable:
    """Give a basis: the kind of the event, or the basis of the fact."""
    kinds = dict(zip(frames["events"].event_id, frames["events"].kind, strict=True))
    ties = frames["relations"]
    kinds |= {
        tie.relation_id: tie.basis or kinds.get(tie.model, "") for tie in tuples(ties)
    }
    return [kinds.get(row.model, "") for row in rows]


def _direction(frames: Frames, rows: list) -> Iterable:
    """Give a direction: the roles in the event, or that of the fact.

    What one says or feels of another is directed.
    """
    roles = _groups(frames["participants"], "event_id", "role")
    events, ties = set(frames["events"].event_id), _rows(frames["relations"])

    def directed(row) -> str:
        if row.model in events:
            return "no" if roles[row.model] == ["party"] else "yes"
        if row.model:
            return ties[row.model].directed or directed(ties[row.model])
        return "yes" if row.basis in ("statement", "attitude") else ""

    return map(directed, rows)


def _with_theirs(frames: Frames) -> pd.DataFrame:
    """Let a relation without a citation have those of its model.

    First those of events, so that others of the same fact may follow them.
    """
    cited, ties = frames["citations"], frames["relations"]
    for models in (frames["events"].event_id, ties.relation_id):
        bare = ties[ties.model.isin(models) & ~ties.relation_id.isin(cited.record_id)]
        rows = cited.groupby("record_id").indices
        more = [
            (relation, n)
            for relation, model in zip(bare.relation_id, bare.model, strict=True)
            for n in rows.get(model, ())
        ]
        theirs = cited.iloc[[n for _, n in more]]
        cited = _with(cited, _put(theirs, "record_id", [one for one, _ in more]))
    return cited


# ---- what is known, and what was said -------------------------------------------


def _itself(frames: Frames, rows: list) -> Iterable:
    """Give the known sources of a source: itself."""
    return [[row.source_id] * bool(row.when_known and row.source_id) for row in rows]


def _supporting(frames: Frames, rows: list) -> Iterable:
    """Give known sources: the outside ones that support the record."""
    article, cited = _article(frames), frames["citations"]
    outside = cited[(cited.stance == "supports") & (cited.source_id != article)]
    sources = _groups(outside, "record_id", "source_id")
    for row in rows:
        known = row.when_known or getattr(row, "status_known", "")
        yield [*sources[row[1]]] if known else []


def _said(frames: Frames, rows: list) -> Iterable:
    """Give the statement that carries what a citation cites.

    It is the only one in which the last voice of the chain speaks, as the same source
    has it. A statement carries neither itself nor an order of its own.
    """
    events, orders, parts = (frames[t] for t in ("events", "orders", "participants"))
    statements = set(events.event_id[events.kind == "statement"])
    speakers = _groups(parts[parts.role == "speaker"], "event_id", "actor_id")
    told = frames["citations"][frames["citations"].record_id.isin(statements)]
    sayings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event, source in zip(told.record_id, told.source_id, strict=True):
        for voice in speakers[event]:
            sayings[voice, source].add(event)
    ends = zip(orders.order_id, orders.first_id, orders.second_id, strict=True)
    ends = {order: {first, second} for order, first, second in ends}
    carried_by_none = _carried_by_none(frames, statements)
    for row in rows:
        voice = row.chain[-1] if row.chain else ""
        fits = sayings[voice, row.source_id] - ends.get(row.record_id, set())
        alone = len(fits) == 1 and row.record_id not in carried_by_none
        yield next(iter(fits)) if alone else ""


def _carried_by_none(frames: Frames, statements: set[str]) -> set[str]:
    """List what needs no statement: what has happened, and statements themselves."""
    ties, records = frames["relations"], set(statements)
    records.update(ties.relation_id[ties.event_id.isin(statements)])
    for table in ("events", "relations", "orders"):
        frame, known = frames[table], frames[table].status_known
        status = known.where(known != "", frame.status_article)
        records.update(frame.iloc[:, 0][status == "happened"])
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
    ("relations", "", lambda frames: frames["relations"].drop(columns="model")),
    ("memberships", "layer", _layer),
    ("memberships", "known_sources", _supporting),
    ("orders", "layer", _layer),
    ("orders", "status_article", _status("article", "claimed")),
    ("orders", "status_known", _status("context", "reported")),
    ("references", "kind", _kind_of_reference),
    ("citations", "said_event_id", _said),
)
