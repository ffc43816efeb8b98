"""A page in fewer bytes: what a browser reads of it is the same."""

import re
from html.parser import HTMLParser

import pytest

from helpers.page.slim import slim
from tests.browsing import Visit

WORDS = "<p>One <i>word</i></p>"
SAME = {
    "lists": "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>d</li></ol>",
    "terms": "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd><ul><li>d</li></ul></dd></dl>",
    "tables": '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr>'
    '<th scope="row">b</th><td class="n">1</td></tr></tbody></table>',
    "words": f"<div>{WORDS}{WORDS}</div>{WORDS} beside<section>{WORDS}</section>",
    "a drawing": '<svg viewBox="0 0 9 9"><path d="M0 0L1"/><rect fill="none"/>'
    '<circle cx="1" r="2"></circle><text x="1%">a</text></svg>',
    "addresses": '<a href="https://x.test/a/?b=c&amp;d#e">a</a>'
    '<a href="https://x.test/">b</a><a href="#E001">c</a>',
    "what would end an attribute": '<i title="a &quot;b&quot; &gt; c=&#x27;d&#x27;">e'
    '</i><i title="">f</i><i title="a`b">g</i><i title="x/">h</i>',
    "marks in words": "<p>It&#x27;s &lt;b&gt; &amp;lt; &#39;so&#39;</p>",
    "code": "<pre><code>if a:\n  b = &#x27;c&#x27;</code></pre>",
}


class Nodes(HTMLParser):
    """What stands in HTML: elements with their attributes, words."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))

    def handle_data(self, data):
        self.found.append(data)


def page(inside):
    return f'<!doctype html><html lang="en"><body class="x">{inside}</body></html>'


@pytest.mark.central
@pytest.mark.browser
@pytest.mark.parametrize("html", SAME.values(), ids=SAME)
def test_a_browser_reads_the_same(browser, html):
    context = browser.new_context()
    tab = context.new_page()
    read = []
    for told in (page(html), slim(page(html))):
        tab.set_content(told)
        read.append(tab.evaluate("document.body.innerHTML"))
    context.close()
    assert read[0] == read[1]
    assert len(slim(page(html))) < len(page(html)) or "<pre>" in html


def test_an_element_that_ends_itself_keeps_its_last_value():
    assert '<path d="M0"/>' in slim(page('<path d="M0"/>'))
    assert "<path d=M0 />" in slim(page('<path d="M0" />'))


def test_where_a_letter_is_written_from_right_to_left_the_sides_stay():
    told = '<p dir="auto"><bdi>{}</bdi></p>'
    assert "dir" not in slim(page(told.format("abc")))
    assert told.format("אבג").replace('"', "") in slim(page(told.format("אבג")))


def test_scripts_styles_and_code_stay_as_they_are():
    for told in (
        '<script type="text/plain" id="a">x = "y"</script>',
        '<style>a[href="b"]{c:d}</style>',
        '<pre tabindex="0"> a="b" </li> </pre>',
    ):
        assert told in slim(page(f"<ul><li>{told}</li></ul>"))


def test_beside_a_link_to_a_record_the_page_says_it_once():
    line = '<li><a href="#R001">A</a> <small data-read="">so it is</small></li>'
    assert slim(page(f"<ul>{line}</ul>")).count("so it is") == 0
    kept = '<li>A <small data-read="S001:made">2021</small></li>'
    assert "2021" in slim(page(f"<ul>{kept}</ul>"))


def test_a_record_has_one_card_and_other_lists_lead_to_it():
    def line(own):
        card = f'<div class="card" id="{own}" tabindex="-1"><p>It was.</p></div>'
        head = '<summary><b dir="auto">A</b> <small>2021</small></summary>'
        return f"<li><details>{head}{card}</details></li>"

    told = slim(page(f"<ul>{line('card-R001')}</ul><ul>{line('R001')}</ul>"))
    assert told.count("It was.") == 1 and told.count("<details>") == 1
    assert "<li><a href=#R001><b>A</b></a> <small>2021</small>" in told
    alone = slim(page(f"<ul>{line('card-R001')}</ul>"))
    assert "id=card-R001" in alone and "href=#R001" not in alone


def test_no_harmful_value_gets_out_of_its_quotes():
    for value in ("a onload=x", "a>b", "a&quot;onload=x", "a=b", "a\tb", "é"):
        html = page(f'<i title="{value}">t</i>')
        assert Nodes(slim(html)).found == Nodes(html).found


@pytest.mark.central
@pytest.mark.browser
def test_the_card_says_again_what_a_list_left_out(browser, small_report):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    seen = Visit(context, small_report.as_uri()).drawn()
    voice = seen.page.locator("[id^=voice-]").first.get_attribute("id")
    seen.page.evaluate(f"location.hash = '#{voice}'")
    lines = seen.page.locator("#evidence .body li small").all_inner_texts()
    assert lines and all(re.match(r"[\w ]+; ", x) for x in lines)
    context.close()


def test_an_address_that_the_sources_have_is_there_once():
    cited = (
        '<a href="https://x.test/a" rel="noopener noreferrer">A</a>, <span data-read='
        '"S002:made">2021</span> (<a href="#S002">S002</a>)'
    )
    told = slim(page(f'<div class="card" id="E001">{cited}</div>'))
    assert "<a>A</a>" in told and "x.test" not in told and "href=#S002" in told
    alone = '<p><a href="https://x.test/a">A</a>, 2021</p>'
    assert "x.test" in slim(page(alone))


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_a_card_leads_out_to_its_sources(browser, small_report, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    seen = Visit(context, small_report.as_uri())
    tab = seen.drawn().page if scripts else seen.page
    ways = tab.locator(".card li a[href^='#S'], .card li a:not([href^='#'])")
    found = ways.evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    out = [href for href in found if href and href.startswith("http")]
    entries = {href for href in found if href and href.startswith("#S")}
    assert entries and all(tab.locator(f".sources {one}").count() for one in entries)
    assert bool(out) == scripts and (None in found) == (not scripts)
    context.close()


def test_a_page_of_many_records_without_a_second_list_is_written_in_a_moment():
    """Once a search for a line's card went on to the end of the page, from each."""
    entry = (
        '<li><details><summary><b class="title">A</b> told</summary><p>x</p></details>'
    )
    told = slim(page("<ul>" + (entry + "</li>") * 20_000 + "</ul>"))
    assert told.count("<details>") == 20_000
