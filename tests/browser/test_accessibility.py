"""Sheets and forced colours break no rule of WCAG 2.2 AA that a machine can check."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.every_page import LANGUAGES, SLUG, settled, visitor_in
from tests.browser.rules import violations

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("every_page")]


def test_the_check_would_find_a_fault(visit: Visits) -> None:
    page = visit("").open("/signin")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x><button></button>')")
    found = " ".join(violations(page))
    assert "image-alt" in found
    assert "button-name" in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_of_the_rating_page_break_no_rule(visit: Visits, language: str) -> None:
    """Guidelines, shortcuts, and why an item is skipped."""
    page = visitor_in(visit, "rater3", language).open("/rate/demo")
    settled(page)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("group").first.wait_for()  # questions are there, so keys mean something
    for sheet in ("g", "/", "!"):
        page.keyboard.press(sheet)
        page.get_by_role("dialog").wait_for()
        assert not violations(page), sheet
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_forced_colours_keep_what_is_chosen_visible(visit: Visits) -> None:
    """Backgrounds and shadows are gone then; a choice still shows by its border and a frame."""
    page = visitor_in(visit, "rater3", "en").open(f"/rate/{SLUG}")
    settled(page)
    page.get_by_role("button", name="I understand, go on").click()
    page.emulate_media(forced_colors="active")
    points = page.locator("label:has(input[type=radio])")
    points.first.click()
    expect(points.first.locator("input")).to_be_checked()
    for line in ("border-color", "outline-style"):
        of = f"label => getComputedStyle(label).getPropertyValue('{line}')"
        assert points.first.evaluate(of) != points.nth(1).evaluate(of), line


def test_forced_colours_keep_words_on_the_accent(visit: Visits) -> None:
    """A system colour of text on a background that was taken away would be white on white."""
    page = visitor_in(visit, "rater3", "en").open("/rate/demo")
    settled(page)
    page.emulate_media(forced_colors="active")
    for name in ("Play", "Submit and next"):
        colours = page.get_by_role("button", name=name).first.evaluate(
            "button => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor]"
        )
        assert colours[0] != colours[1], name
