"""Every name that a case knows finds a record that it touches: page and explorer."""

import pytest

from helpers.case import cases, schema
from helpers.case.spelling import folded
from helpers.charts import argument, matrix, network, origins, strips, timeline
from helpers.lists import windows
from helpers.view import search
from tests import once, pages, worlds
from tests.browsing import opener
from tests.once import slowly

CASES = ("daesh-k-2021", "great-war-1872-1907")
ROOMS = (timeline, matrix, network, strips, origins, argument, windows)
COUNTED = """(asked) => asked.map((one) => {
  const box = document.querySelector("#search");
  box.value = one;
  box.dispatchEvent(new Event("input"));
  const said = document.querySelector("#found p").textContent;
  const links = [...document.querySelectorAll("#found a")];
  return [parseInt(said) || 0, links.map((a) => a.getAttribute("href").slice(1))];
})"""


def names(case):
    """List every id, name, alias and title of a case that some record touches."""
    found = {label for told in search.called(case).values() for label in told}
    for table in schema.TABLES:
        found |= set(case.tables[table.name].iloc[:, 0]) if table.letters else set()
    return sorted(found | set(case.relations.fact))


def texts(case):
    """Give all that a record is found by in one folded text, as the page joins it."""
    names = {i: " ".join([i, *told]) for i, told in search.called(case).items()}
    rows = {
        record: " ".join([names.get(record, record), *(names.get(i, i) for i in ids)])
        for record, ids in search.touched(case).items()
    }
    return {i: folded(told) for i, told in (names | rows).items()}


def test_a_record_touches_whom_where_and_who_says_so(world):
    touched = search.touched(world)
    assert {*touched["E001"]} == {
        "A004", "A001", "A002",  # who takes part, with whom the envoy acts for
        "S001", "S002", "S003", "E003",  # who says so, and where
        "A003",  # who published that
    }  # fmt: skip
    assert {*touched["S002"]} == {"A003", "S003"}
    assert {*touched["E004"]} == {"A002", "S003"}
    assert search.called(world)["A001"] == ["Northland", "the North"]


def test_an_alias_is_found_however_its_letters_are_written(tmp_path):
    tables = worlds.copy()
    tables["places"] = [
        {"place_id": "L001", "name": "Hill", "aliases": "Café;Hügel@de"}
    ]
    tables["events"][0]["place_id"] = "L001"
    found = texts(cases.load(worlds.write(tmp_path / "w", tables)))
    for asked in ("cafe\N{COMBINING ACUTE ACCENT}", "HÜGEL", "l001", "the north"):
        assert folded(asked) in found["E001"]
    assert "@" not in found["E001"] and "caf" not in found["E002"]


@pytest.mark.parametrize("name", CASES)
def test_every_name_of_a_case_finds_a_record(name):
    case = cases.load(name)
    records = {i: told for i, told in texts(case).items() if i[0] not in "AL"}
    asked = names(case)
    found = [folded(one) for one in asked]
    lost = [one for one in found if not any(one in told for told in records.values())]
    assert lost == [] and len(asked) > 100


@pytest.fixture(scope="module")
def visit(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("searched")
    made = once.Asked(
        lambda name: pages.without_kernel(
            cases.load(name).folder, folder / f"{name}.html", ROOMS
        ).as_uri()
    )
    yield from opener(browser, made)


@pytest.mark.browser
@pytest.mark.parametrize("name", [CASES[0], *slowly(*CASES[1:])])
def test_the_page_finds_a_record_by_every_name_of_a_case(visit, name):
    case, page = cases.load(name), visit(name).drawn().page
    asked = names(case)
    found = dict(zip(asked, page.evaluate(COUNTED, asked), strict=True))
    assert [one for one, (n, _) in found.items() if not n] == []
    for one, told in texts(case).items():
        if one[0] in "ERMCQSO":
            assert found[one][1][0] == one and told  # by its id it comes first
    if name == CASES[0]:
        assert set(found["Kunar"][1]) >= {"E003", "E004", "E005"}
        unseen = page.evaluate(COUNTED, ["Ku\u200bnar\u00ad"])[0]  # as a copy may hold
        assert unseen == list(found["Kunar"])
