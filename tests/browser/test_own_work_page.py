"""*My answers*: a rater's own days, repeats and checks; others only where the project says so."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.own_work import show_own_figures
from tests.browser.rules import violations

pytestmark = pytest.mark.browser


def test_own_figures_in_words_and_by_day(own_work: str, demo: Prepared, visit: Visits) -> None:
    show_own_figures(demo)
    page = visit("rater3").open(own_work)
    expect(page.get_by_text("You have answered 31 items, at about 9.0 s each.")).to_be_visible()
    emotion = page.get_by_text(re.compile("asked 3 times about something that you had answered"))
    expect(emotion.first).to_contain_text("gave the same answer 2 times")
    expect(page.get_by_role("heading", name="Your answers by day")).to_be_visible()
    expect(page.get_by_text(re.compile("as expected"))).to_have_count(0)
    expect(page.get_by_text("You and the others")).to_have_count(0)
    assert violations(page) == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save CSV").first.click()
    text = Path(saved.value.path()).read_text()
    assert text.splitlines()[0] == "Day,Answers"
    assert sum(int(line.split(",")[1]) for line in text.splitlines()[1:]) == 31


def test_checks_and_agreement_where_the_project_says_so(
    own_work: str, demo: Prepared, visit: Visits
) -> None:
    show_own_figures(demo, checks="daily", agreement="daily")
    page = visit("rater3").open(own_work)
    expect(page.get_by_text(re.compile("Of 4 checks among your items"))).to_be_visible()
    expect(page.get_by_role("heading", name="You and the others")).to_be_visible()
    for name in ("Ada", "Ben", "Cleo", "Dov"):
        expect(page.get_by_text(name, exact=True)).to_have_count(0)
    assert violations(page) == []


def test_researchers_see_agreement_by_group_and_repeats(own_work: str, visit: Visits) -> None:
    slug = own_work.rpartition("/")[2]
    page = visit("researcher").open(f"/projects/{slug}/agreement")
    expect(page.get_by_role("heading", name=re.compile("By column “act”"))).to_be_visible()
    drawn = page.locator("svg text")
    expect(drawn.filter(has_text="5 raters, 60 ratings").first).to_be_visible()
    expect(drawn.filter(has_text="0 items with pairs; at least 10").first).to_be_visible()
    assert violations(page) == []
    page.goto(page.url.replace("/agreement", "/raters"))
    expect(page.get_by_role("heading", name=re.compile("Asked twice"))).to_be_visible()
    expect(drawn.filter(has_text="same answer 2 of 3").first).to_be_visible()
    assert violations(page) == []


def test_a_researcher_decides_it_in_the_settings(
    own_work: str, demo: Prepared, visit: Visits
) -> None:
    assert own_work.endswith("own-work")
    show_own_figures(demo)
    page = visit("researcher").open("/projects/own-work/settings")
    page.get_by_role("textbox", name="Raters see how far they agree").click()
    page.get_by_role("option", name="From the next day on").click()
    expect(page.get_by_text("tend to move towards them")).to_be_visible()
