"""The pages of raters: figures and kindly words for researchers, nothing for raters."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.rules import violations

pytestmark = pytest.mark.browser


def test_raters_beside_each_other_and_one_in_detail(disagreeing: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{disagreeing}/people")
    page.get_by_role("link", name="Raters in detail").click()
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Dov")
    expect(rows.nth(1)).to_contain_text("Agrees with the others less than they do with each other.")
    expect(rows.nth(1)).to_contain_text("look as if given without attention")
    expect(page.get_by_text("not who is right")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Dov").click()
    expect(page.get_by_role("heading", name="Dov", exact=True)).to_be_visible()
    expect(
        page.get_by_role("heading", name=re.compile("Given more or less readily"))
    ).to_be_visible()
    expect(
        page.get_by_role("heading", name=re.compile("Where Dov and the others meet"))
    ).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="All raters").click()
    expect(rows.nth(1)).to_contain_text("Dov")


def test_nobody_else_sees_them(disagreeing: str, visit: Visits) -> None:
    page = visit("rater1").open(f"{disagreeing}/raters")
    expect(page.get_by_text("Dov")).to_have_count(0)
    expect(page.get_by_role("link", name="My work").first).to_be_visible()
