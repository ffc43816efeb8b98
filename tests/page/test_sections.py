import pytest

from helpers.page.sections import Part, body


def prose(*told):
    """Write paragraphs that follow each other as the page has them, in one place."""
    return f'<div class="prose">{"".join(f"<p>{one}</p>" for one in told)}</div>'


def test_words_without_a_heading_stay_as_they_are():
    parts = [Part("<p>One.</p>"), Part("<ul></ul>"), Part("<p>Two.</p><p>Three.</p>")]
    assert body(parts) == prose("One.") + "<ul></ul>" + prose("Two.", "Three.")
    assert body([parts[0], Part("<p>Two.</p>")]) == prose("One.", "Two.")


def test_an_open_section_has_its_heading_and_what_stands_under_it():
    parts = [Part("<p>Why.</p>", "Who?"), Part("<p>A.</p>", computed=True)]
    assert body(parts) == "<h3>Who?</h3>" + prose("Why.", "A.")


def test_a_folded_section_is_opened_by_its_heading():
    parts = [
        Part("<p>Why.</p>", "Who?", folded=True),
        Part("<p>A.</p>", folded=True, computed=True),
        Part("<p>B.</p>", "Where?"),
    ]
    fold = '<details class="fold"><summary>Who?</summary><p>Why.</p><p>A.</p></details>'
    assert body(parts) == f"{fold}<h3>Where?</h3>" + prose("B.")


def test_what_follows_a_fold_without_its_tag_stands_open_beside_it():
    parts = [Part("", "How?", folded=True), Part("<p>A.</p>", computed=True)]
    fold = '<details class="fold"><summary>How?</summary></details>'
    assert body(parts) == fold + prose("A.")


@pytest.mark.parametrize("nothing", ["", " <p></p>\n", '<div class="listing"></div>'])
@pytest.mark.parametrize("folded", [True, False])
def test_a_heading_whose_cells_give_nothing_is_left_out(nothing, folded):
    empty = [
        Part("<p>Look for three things.</p>", "Which?", folded=folded),
        Part(nothing, folded=folded, computed=True),
    ]
    left = "<h3>Where?</h3>" + prose("B.")
    assert body([*empty, Part("<p>B.</p>", "Where?")]) == left


def test_a_section_of_words_alone_stays():
    told = "<h3>Why?</h3>" + prose("So it is.")
    assert body([Part("<p>So it is.</p>", "Why?")]) == told


def test_a_section_that_the_line_leads_to_has_its_place():
    assert body([Part("x", "Why?", "c-3")]) == '<h3 id="c-3">Why?</h3>x'
    assert body([Part("x", "Why?", "c-3", folded=True)]) == (
        '<details class="fold" id="c-3"><summary>Why?</summary>x</details>'
    )


def test_no_fold_is_without_words_to_open_it():
    parts = [Part("a", "How?", folded=True), Part("b"), Part("c", folded=True)]
    fold = '<details class="fold"><summary>How?</summary>a</details>'
    assert body(parts) == f"{fold}bc"


def test_a_section_whose_matter_gives_nothing_is_left_out_with_its_list():
    def section(given):
        return [
            Part("<p>Look.</p>", "Which?"),
            Part(given, computed=True, matter=True),
            Part("<ul>a list</ul>", computed=True),
        ]

    other = [Part("", "Where?"), Part("<p>B.</p>", computed=True, matter=True)]
    assert body([*section(""), *other]) == "<h3>Where?</h3>" + prose("B.")
    whole = "<h3>Which?</h3>" + prose("Look.", "A.") + "<ul>a list</ul>"
    where = "<h3>Where?</h3>" + prose("B.")
    assert body([*section("<p>A.</p>"), *other]) == whole + where


def test_a_chapter_without_any_matter_is_its_first_answer():
    parts = [
        Part("<p>Theory says this.</p>"),
        Part("", computed=True),  # of a cell that only reads parameters
        Part("<p>There is none.</p>", computed=True),
        Part("<p>Terms.</p>", "What?", folded=True),
        Part("<p>Look.</p>", "Which?"),
        Part(" <p></p>", computed=True, matter=True),
        Part("<ul>a list</ul>", computed=True),
        Part("<p>Books.</p>", "Who wrote of it?", folded=True),
        Part("<p>A book.</p>", computed=True, folded=True),
    ]
    assert body(parts) == "<p>There is none.</p>"
