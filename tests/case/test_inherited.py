"""A blank cell that follows from others: the loaded frames are whole all the same."""

import copy
import csv
import shutil

import pytest

from helpers import paths
from helpers.case import cases, check, inherited, schema
from helpers.case.tables import with_cells
from helpers.charts import timeline
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.once import slowly

V4 = paths.ROOT / "tests" / "cases" / "v4"
FOLLOWING = {  # the columns in which a blank may follow
    table.name: [
        column.name
        for column in table.columns
        if column.follows
        or column.name in ("known_sources", "said_event_id")
        or (table.name, column.name) == ("citations", "locator")
        or (table.name == "orders" and column.name.startswith("status_"))
        or (table.name == "relations" and column.name in inherited.GROUP)
    ]
    for table in schema.TABLES
}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def put(folder, tables):
    for name, rows in tables.items():
        columns = schema.BY_NAME[name].names
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)


ORDER = ("sources", "actors", "citations", "events", "participants", "relations",
         "memberships", "orders", "references", "places", "claims")  # fmt: skip
ROWS = {"citations": "record_id", "participants": "event_id"}  # rows that may follow


def told(case, table, record):
    """Give what rows say of one record, in their order."""
    rows = [row[1:] for row in case.rows(table) if getattr(row, ROWS[table]) == record]
    return rows if table == "participants" else [row[1:] for row in rows]


def follower(row, rows):
    """Whether a relation may take from its event, or from another row of its fact."""
    first = next(r for r in rows if r["fact"] == row["fact"])
    return bool(row["event_id"]) or row is not first


def blanked(table, rows):
    """Blank whatever may follow; what a relation can take from nothing stays."""
    own = [c for c in inherited.GROUP if c not in ("layer", "known_sources")]
    for row in rows:
        kept = own if table == "relations" and not follower(row, rows) else []
        yield row | dict.fromkeys({*FOLLOWING[table]} - {*kept}, "")


def refill(table, written, full, odd):
    """Fill a cell again without which a row reads otherwise; say if there is one."""
    blank = [column for column in odd if written[column] != full[column]]
    if not blank:
        return False  # what it follows from is blank still
    column = blank[0]
    if table == "relations" and column in inherited.GROUP and not written["layer"]:
        column = "layer"  # any of the group says that none is taken
    if "chain" in odd and "<" in full["chain"]:
        column = "chain"  # it begins with its source
    written[column] = full[column]
    return True


def odd_cells(table, places, was, now):
    """Name the cells of each row that do not read as they did, by its place."""
    pairs = zip(places, now.rows(table), strict=False)
    rows = [(at, was.rows(table)[at], row) for at, row in pairs]
    found = {at: [c for c in FOLLOWING[table] if getattr(one, c) != getattr(other, c)]
             for at, one, other in rows}  # fmt: skip
    return {at: cells for at, cells in found.items() if cells}


def thinned(name, folder):
    """Blank each cell of a case that follows: give its rows before and after.

    All are blanked at once; then, as long as a row does not read as it did, a cell of
    it is filled again: table by table, as the ones follow from the others.
    """
    shutil.copytree(paths.DATA / name, folder)
    whole, old = cases.load(name), {p.stem: read(p) for p in folder.glob("*.csv")}
    new = {table: [*blanked(table, rows)] for table, rows in old.items()}
    ties = old["relations"]
    bare = {"citations": {r["relation_id"] for r in ties if follower(r, ties)},
            "participants": {*whole.being}}  # fmt: skip
    while True:
        kept = {t: [n for n, r in enumerate(rows) if t not in ROWS or
                    r[ROWS[t]] not in bare[t]] for t, rows in old.items()}  # fmt: skip
        put(folder, {t: [new[t][n] for n in kept[t]] for t in new})
        got = cases.load(folder)
        for table in (t for t in ORDER if t in new):
            cells = odd_cells(table, kept[table], whole, got)
            if sum(refill(table, new[table][at], old[table][at], odd)
                   for at, odd in cells.items()):  # fmt: skip
                break
            odd = {r for r in bare.get(table, ())
                   if told(got, table, r) != told(whole, table, r)}  # fmt: skip
            bare[table] = bare.get(table, set()) - odd
            if odd:
                break
        else:
            return old, {p.stem: read(p) for p in folder.glob("*.csv")}


def filled(tables):
    return sum(bool(c) for rows in tables.values() for r in rows for c in r.values())


@pytest.mark.parametrize(
    "name, least",
    [("great-war-1872-1907", 1 / 4), *slowly(("daesh-k-2021", 1 / 3))],
)
def test_a_case_without_what_follows_reads_as_it_did(name, least, tmp_path):
    old, new = thinned(name, tmp_path / name)
    whole, got = cases.load(name), cases.load(tmp_path / name)
    for table in schema.BY_NAME:
        frames = [one.tables[table] for one in (whole, got)]
        if table in ROWS:  # those that follow stand last
            frames = [f.sort_values(ROWS[table], kind="stable") for f in frames]
        one, other = (f.reset_index(drop=True) for f in frames)
        assert one.equals(other), table
    assert check.problems(tmp_path / name) == []
    told = [timeline.listing(Shown.of(case, View())).html for case in (whole, got)]
    assert told[0] == told[1]
    gone = 1 - filled(new) / filled(old)
    print(
        f"{name}: {filled(old)} cells, {filled(new)} without what follows, {gone:.1%}"
    )
    assert gone >= least


# ---- one blank at a time, on the small world -------------------------------------


def loaded(tmp_path, **changes):
    """Load the small world with other cells: by the table, the first rows first."""
    tables = worlds.copy()
    for table, rows in changes.items():
        for row, cells in zip(tables[table], rows, strict=False):
            row.update(cells)
    return worlds.small(tmp_path, tables)


def blank(*columns):
    return dict.fromkeys(columns, "")


@pytest.mark.parametrize(
    ("table", "row", "columns"),
    [
        ("sources", 2, ["role"]), ("sources", 2, ["known_sources"]),
        ("actors", 2, ["kind"]),
        ("events", 2, ["kind"]), ("events", 3, ["kind"]),
        ("events", 0, ["extent"]), ("events", 1, ["extent"]),
        ("events", 0, ["layer"]), ("events", 3, ["layer", "known_sources"]),
        ("participants", 0, ["layer"]), ("participants", 5, ["layer"]),
        ("relations", 0, ["fact", "directed", "basis", "extent"]),
        ("relations", 0, [*inherited.GROUP]),
        ("relations", 1, ["fact", "extent", "layer"]),
        ("citations", 2, ["source_id", "chain", "stance"]),
        ("citations", 0, ["source_id"]), ("citations", 1, ["source_id"]),
        ("citations", 4, ["chain"]),
    ],
)  # fmt: skip
def test_what_is_blank_follows(table, row, columns, tmp_path):
    full = loaded(tmp_path / "full")
    thin = loaded(tmp_path / "thin", **{table: [{}] * row + [blank(*columns)]})
    assert thin.tables[table].equals(full.tables[table])


def test_a_relation_with_one_of_its_cells_takes_none_from_its_event(tmp_path):
    cells = blank(*inherited.GROUP) | {"status_article": "possible"}
    case = loaded(tmp_path, relations=[cells])
    row = case.relations.iloc[0]
    assert (row.layer, row.status_article, row.status_known) == (
        "article", "possible", "",
    )  # fmt: skip
    assert (row.when_article, row.when_known, row.known_sources) == ("", "", [])


def test_a_relation_without_a_citation_has_those_of_its_event(tmp_path):
    tables = worlds.copy()
    del tables["citations"][6]
    case = worlds.small(tmp_path, tables)
    said = [row[2:] for row in case.cited["E001"]]
    assert len(said) == 2 and [row[2:] for row in case.cited["R001"]] == said
    assert case.citations.index.is_unique
    tables["relations"][0]["event_id"] = ""
    assert "R001" not in worlds.small(tmp_path / "bare", tables).cited


def test_an_event_in_which_nobody_takes_part_has_the_two_of_its_relation(tmp_path):
    tables = worlds.copy()
    tables["participants"] = tables["participants"][2:]
    case = worlds.small(tmp_path, tables)
    parts = case.participants[case.participants.event_id == "E001"]
    assert [tuple(p) for p in parts.itertuples(index=False)] == [
        ("E001", "A004", "agent", "article"), ("E001", "A002", "target", "article"),
    ]  # fmt: skip
    tables["relations"][1]["event_id"] = "E001"  # of two, none is meant
    assert "E001" not in worlds.small(tmp_path / "two", tables).taking_part


def test_rows_of_one_fact_are_as_the_one_that_is_filled(tmp_path):
    tables, ends = worlds.copy(), {"source_actor": "A004", "target_actor": "A001"}
    more = {"relation_id": "R002b", "summary": "He too may", "sign": "+", **ends}
    tables["relations"].append(more)
    case = worlds.small(tmp_path, tables)
    first, other = (case.by_id[one] for one in ("R002", "R002b"))
    for column in (*inherited.GROUP, "fact", "basis", "extent", "directed"):
        assert getattr(other, column) == getattr(first, column), column
    assert [row[2:] for row in case.cited["R002b"]] == [
        row[2:] for row in case.cited["R002"]
    ]
    third = more | {"relation_id": "R002c", "status_article": "asked"}
    tables["relations"].append(third)
    two = worlds.small(tmp_path / "two", tables)
    assert two.by_id["R002b"].status_article == ""  # of two that differ, none


def test_a_row_of_a_fact_is_as_one_that_is_as_its_event(tmp_path):
    tables, columns = worlds.copy(), (*inherited.GROUP, "directed", "basis", "extent")
    tables["relations"][0].update(blank(*columns))
    tables["relations"].append(
        {"relation_id": "R001b", "source_actor": "A001", "target_actor": "A002",
         "sign": "+", "summary": "So does Northland"}
    )  # fmt: skip
    case = worlds.small(tmp_path, tables)
    first, other = (case.by_id[one] for one in ("R001", "R001b"))
    assert (other.directed, other.basis, other.extent) == ("yes", "act", "act")
    for column in columns:
        assert getattr(other, column) == getattr(first, column), column
    assert check.problems(case.folder) == []


def test_the_place_is_that_of_the_times_coded_as_the_record(tmp_path):
    tables = worlds.copy()
    tables["references"] = [
        {"reference_id": f"T00{n}", "paragraph": place, "cue": "then",
         "record_id": "E001;E002"}
        for n, place in enumerate(("P12", "P3", "P12"))
    ]  # fmt: skip
    for row in tables["citations"]:
        row["locator"] = ""
    case = worlds.small(tmp_path, tables)
    assert [*case.citations.locator] == ["P3;P12", "", "P3;P12", "", "", "", "", ""]
    assert set(case.references.kind) == {"happened"}


def speaking(**cells):
    """Give a world in which the speech (E003) may carry what may come (R002)."""
    tables = worlds.copy()
    tables["citations"][7] |= {"chain": "S001<A001"} | cells
    return tables


def test_a_statement_follows_from_the_chain(tmp_path):
    case = worlds.small(tmp_path, speaking())
    assert case.cited["R002"][0].said_event_id == "E003"
    assert case.cited["E003"][0].said_event_id == ""  # it does not carry itself
    none = worlds.small(tmp_path / "none", speaking(said_event_id="-"))
    assert none.cited["R002"][0].said_event_id == ""
    assert check.problems(none.folder) == []


@pytest.mark.parametrize(
    ("acts_for", "chains"),
    [
        ("", [["S001", "S002", "A001"], ["S001", "S002", "A002"]]),
        ("A001", [["S001", "S002", "A001"]]),  # speaks for who is quoted
    ],
)
def test_each_who_speaks_in_a_statement_is_quoted_as_one_is(tmp_path, acts_for, chains):
    tables = worlds.copy()
    tables["actors"][1]["acts_for"] = acts_for
    tables["participants"].append(tables["participants"][4] | {"actor_id": "A002"})
    tables["citations"][3]["chain"] = "S001<S002<A001"
    case = worlds.small(tmp_path, tables)
    assert [row.chain for row in case.cited["E003"]] == chains
    older = worlds.small(tmp_path / "3", tables, dateline_schema=3)
    assert len(older.cited["E003"]) == 1


@pytest.mark.parametrize("stance", ["", "disputes"])
@pytest.mark.parametrize(
    ("said", "voices"), [("E003", ["A001", "A002"]), ("-", ["A001"]), ("", ["A001"])]
)
def test_what_is_said_in_a_statement_is_said_by_each_who_speaks_in_it(
    tmp_path, said, voices, stance
):
    tables = speaking(said_event_id=said, stance=stance)
    tables["participants"].append(tables["participants"][4] | {"actor_id": "A002"})
    case = worlds.small(tmp_path, tables)
    cited = case.cited["R002"]
    assert [row.chain[-1] for row in cited] == voices
    assert {row.stance for row in cited} == {stance or "supports"}


def test_a_statement_follows_from_nothing_that_may_mean_another(tmp_path):
    other = worlds.small(tmp_path / "1", speaking(source_id="S003", chain="S003<A001"))
    happened = speaking()
    happened["relations"][1] |= {"status_article": "happened", "when_article": "2021"}
    two = speaking()
    two["events"].append(two["events"][2] | {"event_id": "E006"})
    two["participants"].append(two["participants"][4] | {"event_id": "E006"})
    two["citations"].append(two["citations"][3] | {"record_id": "E006"})
    older = worlds.small(tmp_path / "4", speaking(), dateline_schema=3)
    for case in (other, older, worlds.small(tmp_path / "2", happened),
                 worlds.small(tmp_path / "3", two)):  # fmt: skip
        assert case.cited["R002"][0].said_event_id == ""


def test_an_order_has_the_least_status_of_its_layer_and_no_statement_of_its_own(
    tmp_path,
):
    order = {"first_id": "E003", "relation": "before", "second_id": "E004"}
    tables = worlds.ordered(speaking(), order | {"chain": "S001<A001"},
                            worlds.AFTER)  # fmt: skip
    for row in tables["orders"]:
        row |= blank("layer", "status_article", "status_known")
    case = worlds.small(tmp_path, tables)
    columns = ["layer", "status_article", "status_known"]
    assert case.orders[columns].to_numpy().tolist() == [
        ["article", "claimed", ""], ["context", "", "reported"],
    ]  # fmt: skip
    assert case.cited["O001"][0].said_event_id == ""


def test_whoever_holds_an_office_or_writes_is_a_person(tmp_path):
    case = loaded(
        tmp_path,
        sources=[{}, {"author": "A001"}],
        actors=[blank("kind")] * 3 + [blank("kind") | {"position": "Envoy"}],
    )
    assert [*case.actors.kind] == ["person", "", "media", "person"]


def test_a_coding_without_an_article_has_no_source_for_its_citations(tmp_path):
    tables = worlds.coding()
    tables["citations"][2] |= blank("source_id", "chain")
    tables["events"][1]["layer"] = ""
    case = worlds.small(tmp_path, tables)
    row = case.citations.iloc[2]
    assert (row.source_id, row.chain) == ("", [])
    assert case.events.layer[1] == "article"


def test_the_rows_of_a_case_are_not_changed_where_they_are(tmp_path):
    folder = worlds.write(tmp_path / "small")
    raw = {t.name: cases.read_table(folder / t.file, t) for t in schema.TABLES}
    raw["citations"] = with_cells(
        raw["citations"], "stance", [""] * len(raw["citations"])
    )
    before = copy.deepcopy(raw)
    cited = inherited.whole(raw, schema.VERSION)["citations"]
    assert {row.stance for row in cited} == {"supports"}
    assert repr(raw) == repr(before)  # a coordinate that is none equals nothing


def odd_cases(folder, table):
    """Write the thin case of version 4 again and again, each time with one odd cell."""
    rows = read(V4 / f"{table}.csv")
    for column in schema.BY_NAME[table].names:
        at = next((n for n, row in enumerate(rows) if row[column]), 0)
        for value in ("E099", "S003<A009", ""):
            odd = [*rows]
            odd[at] = odd[at] | {column: value}
            put(folder, {table: odd})
            yield column, value


TABLES = [path.stem for path in sorted(V4.glob("*.csv"))]
OTHERS = [table for table in TABLES if table != "citations"]


@pytest.mark.slow
@pytest.mark.parametrize("table", ["citations", *slowly(*OTHERS)])
def test_what_is_wrong_with_a_cell_that_follows_is_said_of_another(
    tmp_path, monkeypatch, table
):
    folder = tmp_path / "case"
    shutil.copytree(V4, folder)
    for one in schema.BY_NAME:
        put(folder, {one: read(folder / f"{one}.csv")})
    wrong = []
    for where in odd_cases(folder, table):
        said = check.problems(folder)
        with monkeypatch.context() as every:
            every.setattr(check, "_is_followed", lambda case, problem: False)
            if not said and check.problems(folder):
                wrong.append(where)
    assert wrong == []
