"""Another view: each parameter is asked for once, and what is asked is a view."""

import pytest
import yaml

from helpers.page import asks
from helpers.view import parameters
from helpers.view.parameters import View
from tests.browsing import Visit


def fields(view):
    return [one for group in asks.payload(view)["groups"] for one in group["fields"]]


def test_each_parameter_but_the_case_is_asked_for_once():
    names = [one["name"] for one in fields(View())]
    assert sorted(names) == sorted({*View.model_fields} - {"case"})
    labels = [one["label"] for one in fields(View())]
    assert len(labels) == len(set(labels)) and all(
        one["help"] for one in fields(View())
    )


def test_a_field_has_the_value_of_the_view_and_the_plain_one():
    asked = {one["name"]: one for one in fields(View(as_of="2020", actors=["US"]))}
    assert (asked["as_of"]["value"], asked["as_of"]["default"]) == ("2020", "")
    assert asked["actors"]["value"] == ["US"] and asked["actors"]["blank"] == "all"
    assert (
        asked["exclude"]["blank"] == "none"
        and asked["as_of"]["blank"] == "the last day"
    )


@pytest.fixture
def page(browser, small_report):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = Visit(context, small_report.as_uri()).drawn().page
    page.click("button.filter")
    page.click("details.asking summary")
    yield page
    context.close()


def made(page):
    """Give the view and the command that the page writes."""
    page.get_by_role("button", name="How to make this view").click()
    file, command = page.locator(".asking pre").all_inner_texts()
    return parameters.view(yaml.safe_load(file)), command


@pytest.mark.central
@pytest.mark.browser
def test_the_page_writes_the_view_that_is_asked_for_as_a_file(page):
    plain, command = made(page)
    assert plain == View(case=plain.case)
    assert command == f"dateline report {plain.case} -f view.yaml"
    page.fill("#ask-start", "2020-05")
    page.fill("#ask-actors", 'Northland; "South": land')
    page.fill("#ask-memory", "ever")
    page.select_option("#ask-dates", "known")
    page.locator("[name=ask-layers][value=context]").uncheck()
    page.locator("[name=ask-kinds][value=act]").uncheck()
    asked, _ = made(page)
    assert asked == View(
        case=plain.case, start="2020-05", actors=["Northland", '"South": land'],
        memory="ever", dates="known", layers=["article"],
        kinds=["statement", "report"],
    )  # fmt: skip


@pytest.mark.browser
def test_nothing_of_it_filters_the_page(page):
    before = page.locator(".said .left").inner_text()
    page.locator("[name=ask-layers][value=context]").uncheck()
    page.fill("#ask-actors", "Northland")
    page.keyboard.press("Enter")
    assert page.locator(".said .left").inner_text() == before
