"""The agreement page: coefficients, what stands behind them, tables and files."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visits
from tests.browser.disagreeing import RATERS
from tests.browser.rules import violations
from tests.browser.saving import saved

pytestmark = pytest.mark.browser


def panel(page: Page, title: str) -> Locator:
    """The part of the page with this heading."""
    return page.locator("section").filter(has=page.get_by_role("heading", name=re.compile(title)))


def test_coefficients_with_their_counts_and_files(disagreeing: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{disagreeing}/agreement")
    overview = panel(page, "Agreement per question")
    expect(overview).to_contain_text("14 units, 4 raters, 56 ratings")
    expect(overview).to_contain_text("undefined: all ratings are the same value")
    assert violations(page) == []
    overview.get_by_role("button", name="Show as table").click()
    row = overview.get_by_role("row").filter(has_text="alpha").first
    expect(row).to_contain_text("56")
    table = list(csv.reader(io.StringIO(saved(page, overview, "Save CSV"))))
    assert table[0][:4] == ["Question", "Statistic", "Level", "Value"]
    assert {line[0] for line in table[1:]} == {"emotion", "sentiment"}
    overview.get_by_role("button", name="Show as plot").click()
    assert "<svg" in saved(page, overview, "Save SVG")


def test_what_is_drawn_again_stands_in_the_address(disagreeing: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{disagreeing}/agreement")
    page.get_by_role("textbox", name="Drawn again").click()
    page.get_by_role("option", name="raters").click()
    expect(page).to_have_url(re.compile("over=raters"))
    overview = panel(page, "Agreement per question")
    overview.get_by_role("button", name="Show as table").click()
    expect(overview.get_by_role("row").filter(has_text="emotion").first).to_be_visible()


def test_labels_that_meet_and_raters_beside_the_others(disagreeing: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{disagreeing}/agreement")
    pairs = panel(page, "Which labels meet")
    expect(pairs).to_contain_text("n = 168 pairs of ratings")
    pairs.get_by_role("textbox", name="Whose labels").click()
    page.get_by_role("option", name="Dov").click()
    expect(panel(page, "Where Dov and the others meet")).to_contain_text("n = 42 pairs")
    raters = panel(page, "Each rater beside the others")
    names = raters.locator("svg text").filter(has_text=re.compile("|".join(RATERS)))
    expect(names.first).to_contain_text("Dov")
    raters.get_by_role("link", name="Raters in detail").click()
    expect(page).to_have_url(re.compile(rf"{disagreeing}/raters\?question=emotion"))


def test_without_ratings_the_page_says_what_it_needs(demo: object, visit: Visits) -> None:
    page = visit("researcher").open("/projects/demo/agreement")
    shown = page.get_by_text("No agreement to show yet").or_(
        page.get_by_role("heading", name="Agreement per question")
    )
    expect(shown).to_be_visible()
