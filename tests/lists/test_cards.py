"""The card of a record: who says so, step by step, when, and who objects."""

import re
from collections import Counter
from html import escape
from html.parser import HTMLParser

import pytest

from helpers.case import cases, schema
from helpers.charts import timeline
from helpers.lists import cards, records
from helpers.text import wording
from helpers.view import naming, relations, select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, worlds
from tests.charts.tied import case_of
from tests.worlds import AFTER

TAGS = {"div", "h3", "h4", "ul", "ol", "li", "details", "summary", "span", "dl", "dt",
        "dd", "p", "a", "b", "bdi", "small", "strong", "table", "tr", "th",
        "td"}  # fmt: skip
ATTRIBUTES = {"class", "data-read", "dir", "href", "id", "rel", "scope",
              "tabindex"}  # fmt: skip
STANCES = {"disputes": "Disputes:", "nuances": "Adds:"}


class Parsed(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.said = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.said.append(data)

    @property
    def text(self):
        return "".join(self.said)

    @property
    def ids(self):
        return [value for name, value in self.attributes if name == "id"]

    @property
    def links(self):
        return [value for name, value in self.attributes if name == "href"]


class Card:
    """A card of a record taken apart: steps, lines of the others, objections."""

    def __init__(self, shown, row):
        self.html = cards.card(shown, row)
        self.parsed = Parsed(self.html)
        self.steps = self.items(r"<ol>(.*?)</ol>")
        self.also = self.items(r"<p>Also</p><ul>(.*?)</ul>")
        self.objecting = self.items(r">Who objects or adds</p><ul>(.*?)</ul>")
        self.lines = [
            [Parsed(cell).text for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", r)]
            for r in re.findall(r"<tr>(.*?)</tr>", self.html)[1:]
        ]

    def items(self, pattern):
        found = re.search(pattern, self.html, re.DOTALL)
        return re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL) if found else []

    @property
    def text(self):
        return self.parsed.text


def places(line):
    """List where in its source a line begins: what follows the source's entry."""
    first = re.split(r"</a>\)", line, maxsplit=1)[1].split(" ← ")[0]
    found = re.match(r"(, .*?)?(?= <small>|$)", first)
    return re.split(", ", found[1] or "")[1:]


def first_source(line):
    """Return the source that a line begins with: its entry is the first local link."""
    return re.search(r'href="#(S\d+)"', line)[1]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Read cases whose records have citations of every kind."""
    folder = tmp_path_factory.mktemp("cards")
    made = {
        "small": cases.load(worlds.write(folder / "small")),
        "coding": cases.load(worlds.write(folder / "coding", worlds.coding())),
        "twice": cases.load(
            worlds.write(folder / "twice", worlds.told_twice(), **worlds.TOLD_TWICE)
        ),
    }
    names = ("daesh-k-2021", "great-war-1872-1907")
    return made | {name: cases.load(name) for name in names}


NAMES = ("small", "coding", "twice", "daesh-k-2021", "great-war-1872-1907")
CITED = ("events", "relations", "memberships", "claims")


def cited(case):
    """Give each record that something is said of, with its citations."""
    for table in CITED:
        for row in case.rows(table):
            if found := case.cited.get(row[1], []):
                yield row, found


@pytest.mark.parametrize("reading", select.READINGS)
@pytest.mark.parametrize("name", NAMES)
def test_every_citation_of_a_record_appears_once(told, name, reading):
    shown = Shown(told[name], View(dates=reading))
    for row, found in cited(shown.case):
        card = Card(shown, row)
        stances = Counter(c.stance for c in found)
        said = card.steps[:1] + card.also + card.objecting
        assert {*map(first_source, said)} == {c.source_id for c in found}
        told_ = Counter(place for line in said for place in places(line))
        cited_ = Counter(p for c in found for p in re.split("; ?", c.locator) if p)
        assert told_ == cited_, row[1]
        for stance, words in STANCES.items():
            begun = [line for line in card.objecting if words in line]
            assert bool(begun) == bool(stances[stance])
            assert len(begun) <= stances[stance]
        assert len(card.also) == len({*card.also})


@pytest.mark.parametrize("name", NAMES)
def test_a_card_tells_each_note_and_each_voice_of_its_citations(told, name):
    case = told[name]
    shown = Shown(case, View())
    for row, found in cited(case):
        text = Card(shown, row).text
        for one in found:
            assert one.note in text and one.locator.replace(";", ", ") in text
            for voice in one.chain:
                known = case.by_source.get(voice)
                names = [case.actor_names.get(voice, voice)]
                if known is not None:
                    names = [known.title, case.actor_names.get(known.publisher, "")]
                assert any(n in text for n in names if n), (row[1], voice)


@pytest.mark.parametrize("name", NAMES)
def test_every_source_with_an_address_links_out_with_its_date(told, name):
    case = told[name]
    shown = Shown(case, View())
    linked = 0
    for row, found in cited(case):
        card = Card(shown, row)
        voices = {v for one in found for v in (one.source_id, *one.chain)}
        for source in voices & set(case.by_source):
            told_ = case.by_source[source]
            day = escape(wording.made(shown, told_))
            entry = f' \\(<a href="#{source}">'
            made = f", (<span [^>]*>)?{re.escape(day)}(</span>)?{entry}"
            assert re.search(made, card.html), source
            if re.fullmatch(r"https?://\S+", told_.url):
                assert f'<a href="{escape(told_.url)}"' in card.html, source
                linked += 1
    assert linked > 400 or name not in ("daesh-k-2021",)


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_a_record_of_the_case_or_to_a_web_address(told, name):
    shown = Shown(told[name], View())
    known = {*told[name].by_id, *told[name].by_source}
    for table in (*CITED, "sources"):
        for row in told[name].rows(table):
            for link in Card(shown, row).parsed.links:
                inside = link[:1] == "#" and link[1:] in known
                assert inside or re.match(r"https?://", link), link


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://a.example/x",
        "https://a.example/ b",
        "",
        'https://a.example/"onclick="x',
    ],  # fmt: skip
)
def test_what_is_no_web_address_is_no_link(tmp_path, url):
    tables = worlds.copy()
    tables["sources"][0]["url"] = url
    case = worlds.small(tmp_path, tables)
    links = Card(Shown(case, View()), select.find(case, "E002")).parsed.links
    assert links == ["#S001"]


def test_steps_lead_from_what_was_read_to_the_first_voice(tmp_path):
    tables = worlds.copy()
    tables["sources"][0]["url"] = "https://example.org/a?b=1&c=2"
    case = worlds.small(tmp_path, tables)
    card = Card(Shown(case, View()), select.find(case, "E001"))
    assert [Parsed(step).text for step in card.steps] == [
        "The piece, opinion, 11 September 2021 (S001), P2",
        "The Gazette, The report, at some time in October 2020; other sources:"
        " 22 October 2020 (S002)",
        "Envoy Nor",
    ]
    assert [Parsed(line).text for line in card.also] == [
        "A digest, 23 October 2020 (S003) ← The Gazette, at some time in October 2020;"
        " other sources: 22 October 2020 (S002)"
    ]
    assert '<a href="https://example.org/a?b=1&amp;c=2"' in card.html
    assert card.objecting == []


def test_a_line_that_goes_on_as_the_steps_do_ends_there(tmp_path):
    tables = worlds.copy()
    tables["citations"][1]["chain"] = "S003<S002<A004"
    case = worlds.small(tmp_path, tables)
    card = Card(Shown(case, View()), select.find(case, "E001"))
    assert [Parsed(line).text for line in card.also] == [
        "A digest, 23 October 2020 (S003) ← The Gazette"
    ]


def test_a_card_has_the_articles_date_and_that_of_others_in_two_lines(told):
    shown = Shown(told["small"], View())

    def lines(record, **asked):
        shown_ = Shown(shown.case, View(**asked))
        return Card(shown_, select.find(shown.case, record)).lines

    ours = ["Article P2", worlds.WINDOW, "claimed"]
    assert lines("E001") == [
        ours, ["Other sources", "23 August 2021 by S003", "happened, one origin"],
    ]  # fmt: skip
    assert lines("E001", dates="article") == [ours]
    assert lines("E001", dates="known") == lines("E001")[1:]
    assert lines("E002") == [["Article P3", worlds.WAR, "happened"]]
    (alone,) = lines("E002", dates="known")  # no other date replaces it
    assert alone[:2] == lines("E002")[0][:2] == lines("E002", dates="article")[0][:2]
    theirs = ["Other sources", "26 August 2021 by S003", "happened, one origin"]
    assert lines("E004") == lines("E004", dates="known") == [theirs]
    assert lines("E004", dates="article") == []
    coded = told["coding"]
    (line, _) = Card(Shown(coded, View()), select.find(coded, "E001")).lines
    assert line[0] == "Coding"


def test_a_card_says_who_disputes_a_record_before_who_adds_to_it(tmp_path):
    tables = worlds.copy()
    for stance in ("nuances", "disputes"):
        tables["citations"].append(
            {"record_id": "E001", "source_id": "S003", "stance": stance,
             "chain": "S003<A001", "note": f"It {stance} it."}
        )  # fmt: skip
    case = worlds.small(tmp_path, tables)
    card = Card(Shown(case, View()), select.find(case, "E001"))
    assert [Parsed(line).text for line in card.objecting] == [
        "Disputes: A digest, 23 October 2020 (S003) ← Northland It disputes it.",
        "Adds: A digest, 23 October 2020 (S003) ← Northland It nuances it.",
    ]


def test_a_card_leads_to_what_is_one_episode_with_it(tmp_path):
    tables = worlds.copy()
    tables["events"][0]["part_of"] = "E002"
    tables["events"][2]["part_of"] = "E002"
    case = worlds.small(tmp_path, tables)
    shown = Shown(case, View())
    for record, others in (("E001", ["E002", "E003"]), ("E002", ["E001", "E003"])):
        card = Card(shown, select.find(case, record))
        found = card.items(r">One episode with</p><ul>(.*?)</ul>")
        assert [re.search(r'href="#(\w+)"', line)[1] for line in found] == others
    assert "One episode" not in Card(shown, select.find(case, "E004")).html


def test_a_card_says_against_whom_what_it_may_be_and_its_ties(tmp_path):
    tables = worlds.copy()
    tables["relations"][0] |= {"against": "A003", "may_be": "R002"}
    case = worlds.small(tmp_path, tables)
    shown = Shown(case, View())
    card = Card(shown, select.find(case, "R001"))
    assert card.text.startswith("said to be against The Gazette")
    assert "May beThe two may work together" in card.text
    event = Card(shown, select.find(case, "E001"))
    assert event.text.startswith("said to be against The Gazette")
    assert "ActorsEnvoy Nor and Southland" in event.text
    tie = "Envoy Nor → Southland (cooperative, act, happened; R001)"
    assert f"As a tie{tie}" in event.text and f"Between{tie}" in card.text


def test_a_card_leads_from_what_was_foreseen_to_what_became_of_it_and_back(tmp_path):
    tables = worlds.copy()
    tables["relations"][1] |= {"outcome_id": "E005", "amount": "2 envoys",
                               "condition": "If the <bridge> is built"}  # fmt: skip
    shown = Shown(worlds.small(tmp_path, tables), View())
    card = Card(shown, select.find(shown.case, "R002"))
    assert "Amount2 envoysOn conditionIf the <bridge> is built" in card.text
    assert "What became of itSouthland says no" in card.text
    assert 'href="#E005"' in card.html
    came = Card(shown, select.find(shown.case, "E005"))
    assert "What was foreseenThe two may work together" in came.text
    other = Card(shown, select.find(shown.case, "E001")).text
    for head in ("What became", "What was foreseen", "Amount", "On condition"):
        assert head not in other


def test_a_card_says_how_a_source_puts_what_it_says(tmp_path):
    tables = worlds.copy()
    for row, how in zip(tables["citations"], ("quote", "paraphrase"), strict=False):
        row["wording"] = how
    tables["citations"].append(
        {"record_id": "E001", "source_id": "S003", "stance": "disputes",
         "chain": "S003", "strength": "is suspected", "wording": "hedge"}
    )  # fmt: skip
    shown = Shown(worlds.small(tmp_path, tables), View())
    card = Card(shown, select.find(shown.case, "E001"))
    assert "<small>quoted</small>" in card.html
    assert "<small>paraphrased</small>" in card.html
    assert "is suspected, with a hedge</small>" in card.html


def test_a_card_names_offices_beside_their_holders(tmp_path):
    tables = worlds.copy()
    tables["actors"][3]["position"] = "envoy of Northland"
    tables["sources"][1]["author"] = "A004"
    tables["relations"][0]["against"] = "A004"
    case = worlds.small(tmp_path, tables)
    shown = Shown(case, View())
    card = Card(shown, select.find(case, "E001"))
    assert "Envoy Nor (envoy of Northland) and Southland" in card.text  # who took part
    assert card.steps[-1] == "Envoy Nor (envoy of Northland)"  # a voice
    aimed = Card(shown, select.find(case, "R001")).text
    assert aimed.startswith("said to be against Envoy Nor (envoy of Northland)")
    source = Card(shown, select.find(case, "S002")).text
    assert "ByEnvoy Nor (envoy of Northland) and The Gazette" in source
    (tie,) = relations.ties(case, View()).itertuples()
    assert "Envoy Nor (envoy of Northland)" in records.tie_card(shown, tie)
    line = records.entry(shown, select.find(case, "S002"), "").split("<div")[0]
    assert "envoy of Northland" not in line  # in the card, not in what opens it


def test_a_card_quotes_only_what_the_article_prints(tmp_path):
    tables = worlds.copy()
    tables["citations"].append(
        {"record_id": "R002", "source_id": "S003", "stance": "supports",
         "chain": "S003", "strength": "will"}
    )  # fmt: skip
    case = worlds.small(tmp_path, tables)
    ahead = select.find(case, "R002")
    shown = Shown(case, View())
    card = Card(shown, ahead)
    assert Parsed(card.steps[0]).text.endswith("P5 “could”")
    assert [Parsed(line).text for line in card.also] == [
        "A digest, 23 October 2020 (S003) will"
    ]
    assert card.lines[0][-1] == "“could”"
    line = cards.record_lines(shown, [ahead[1]])
    assert "“could”" in line and "possible" not in line


def test_ties_that_are_called_the_same_are_told_apart_by_their_two(tmp_path):
    tables = worlds.copy()
    one = tables["relations"][0] | {"summary": "They meet"}
    two = one | {"relation_id": "R003", "fact": "R03", "target_actor": "A003"}
    tables["relations"] = [one, tables["relations"][1], two]
    tables["citations"].append(tables["citations"][-2] | {"record_id": "R003"})
    shown = Shown(worlds.small(tmp_path, tables), View())
    told = Parsed(cards.record_lines(shown, ["R001", "R002", "R003"])).text
    named = [
        naming.ends(shown.case, select.find(shown.case, i)) for i in ("R001", "R003")
    ]
    assert all(f"They meet: {pair}" in told for pair in named)
    assert "The two may work together " in told and named[0] != named[1]
    alone = Parsed(cards.record_lines(shown, ["R001", "R002"])).text
    assert "They meet " in alone and "They meet:" not in alone


def test_what_hangs_on_the_reading_is_named_so_that_a_page_can_tell_it_anew(told):
    shown = Shown(told["twice"], View())
    card = cards.card(shown, select.find(shown.case, "E001"))
    assert 'data-read="R001:held"' in card
    anew = cards.reread(shown, ["article"])["article"]
    here = {f"{row[1]} held" for row in shown.case.rows("relations")}
    assert anew and all(
        told_ == cards.READ["held"](shown.by("article"), shown.case.by_id[name[:4]])
        for name, told_ in anew.items()
        if name in here
    )


# ---- harm ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def harmful(tmp_path_factory):
    return cases.load(hostile.write(tmp_path_factory.mktemp("cards") / "w"))


@pytest.mark.parametrize("table", [t.name for t in schema.TABLES if hostile.free(t)])
def test_a_card_escapes_whatever_column_it_reads(harmful, table):
    for column in hostile.free(schema.BY_NAME[table]):
        frame = harmful.tables[table].copy()
        text = "<img src=x onerror=alert(1)>\"'&amp;"
        frame[column.name] = [[text]] * len(frame) if column.listed else text
        shown = Shown(harmful.with_tables(**{table: frame}), View())
        html = timeline.listing(shown).html
        html += "".join(cards.card(shown, row) for name in (*CITED, "sources")
                        for row in shown.case.rows(name))  # fmt: skip
        found = Parsed(html)
        assert set(found.tags) <= TAGS, column.name
        assert {name for name, _ in found.attributes} <= ATTRIBUTES, column.name
        assert "onerror" not in [name for name, _ in found.attributes]


def test_a_harmful_case_leads_nowhere_but_to_its_records_and_the_web(harmful):
    shown = Shown(harmful, View())
    found = Parsed("".join(cards.card(shown, row) for row in harmful.rows("events")))
    assert set(found.tags) <= TAGS
    out = {link for link in found.links if link[:1] != "#"}
    assert out and all(link.startswith("https://example.org/?a=1&b=") for link in out)
    assert all(re.fullmatch(r"#[A-Z]\d{3}[a-z]?", x) for x in {*found.links} - out)


def test_a_card_of_what_is_no_tie_says_so(tmp_path):
    view = {"basis": "attitude", "directed": "yes"}
    inner = {"source_actor": "A004", "target_actor": "A001"}
    shown = Shown(*case_of(tmp_path, {}, view, inner))
    what = re.compile(r"<dt>What it is</dt><dd[^>]*>(.*?)</dd>")
    told = {tie.kind: "".join(what.findall(records.tie_card(shown, tie)))
            for tie in shown.ties.itertuples()}  # fmt: skip
    assert told == {"tie": "", "view": "One actor's view of another, no tie",
                    "self": "Within one actor, no tie"}  # fmt: skip


def test_an_entry_says_its_title_once_and_what_more_there_is(tmp_path):
    tables = worlds.copy()
    (first, second, *_), (tie, *_) = tables["events"], tables["relations"]
    first["summary"], second["summary"] = f"{first['title']}.", "It goes on for years."
    tie["summary"] = "Northland thanks Southland."
    case = worlds.small(tmp_path, tables)
    shown = Shown(case, View())
    for record, words in (("E001", first["title"]), ("R001", tie["summary"]),
                          ("E002", second["summary"])):  # fmt: skip
        entry = records.entry(shown, case.by_id[record], "ER")
        assert entry.count(words) == 1


# ---- orders -------------------------------------------------------------------------


def in_order(tmp_path, *orders, view=(), **cells):
    case = worlds.small(tmp_path, worlds.in_order(*orders, **cells))
    shown = Shown.of(case, View(**dict(view)))
    return lambda record: cards.card(shown, shown.case.by_id[record])


def plain(html):
    """Write what a card says, its parts with one blank between them."""
    return " ".join(" ".join(Parsed(html).said).split())


def test_a_card_says_what_it_is_earlier_and_later_than_with_links_and_voices(tmp_path):
    card = in_order(tmp_path, AFTER)
    later = "Later than comes after The bridge falls A digest O001"
    earlier = "Earlier than comes before Northland speaks of peace A digest O001"
    assert later in plain(card("E003"))
    assert earlier in plain(card("E004"))
    assert '<a href="#E004"><bdi>The bridge falls</bdi></a>' in card("E003")
    assert '<a href="#O001">O001</a>' in card("E003")
    assert "than" not in plain(card("E001"))


@pytest.mark.parametrize(
    "relation, first, second",
    [
        ("before", "Earlier than comes before", "Later than comes after"),
        ("after", "Later than comes after", "Earlier than comes before"),
        ("not-after", "Earlier than begins not after", "Later than begins not before"),
        ("begins-before", "Earlier than begins before", "Later than begins after"),
        ("ends-before", "Earlier than ends before", "Later than ends after"),
        ("during", "Together goes on during", "Together goes on around"),
        ("same-time", "Together is at the same time as",
         "Together is at the same time as"),
        ("starts", "Together begins with", "Together begins with"),
        ("ends", "Together ends with", "Together ends with"),
        ("meets", "Earlier than ends with the begin of",
         "Later than begins with the end of"),
    ],
)  # fmt: skip
def test_an_order_is_seen_from_both_its_records(tmp_path, relation, first, second):
    card = in_order(tmp_path, AFTER | {"relation": relation})
    for record, told in (("E004", first), ("E003", second)):
        assert told in plain(card(record))


@pytest.mark.parametrize(
    "days, told",
    [
        ({"at_least": "1"}, "(by at least 1 day)"),
        ({"at_least": "7305", "at_most": "7305"}, "(by 7,305 days)"),
        ({"at_most": "1"}, "(by at most 1 day)"),
        ({"at_least": "1", "at_most": "1"}, "(by 1 day)"),
        ({"at_least": "0", "at_most": "2"}, "(by 0 to 2 days)"),
        ({"at_most": "0"}, "(on the same day)"),
    ],
)
def test_days_between_are_told(tmp_path, days, told):
    card = in_order(tmp_path, AFTER | days)
    assert f"comes before {told}" in plain(card("E004"))


def test_a_bound_by_order_stands_under_the_dates(tmp_path):
    html = in_order(tmp_path, AFTER)("E003")
    assert (
        '<tr class="by-order"><th scope="row">By order</th><td>not before 25 August'
        ' 2021: <a href="#O001">O001</a>, by A digest</td><td></td></tr>'
    ) in html
    assert "By order" not in in_order(tmp_path, AFTER)("E004")
    less = in_order(tmp_path, AFTER, view={"orders_from": "without S003"})
    assert "By order" not in less("E003") and "Later than" in less("E003")


def test_an_order_that_nobody_says_is_so_says_how_firm_it_is(tmp_path):
    card = in_order(tmp_path, AFTER | {"status_known": "denied"})
    assert "denied; A digest" in plain(card("E003"))


def test_the_card_of_an_order_has_its_two_records_and_who_says_it(tmp_path):
    said = plain(in_order(tmp_path, AFTER | {"note": "Odd."})("O001"))
    assert "Of The bridge falls" in said and "Northland speaks of peace" in said
    assert said.startswith("Who says so, step by step A digest")
    assert "Note Odd." in said
