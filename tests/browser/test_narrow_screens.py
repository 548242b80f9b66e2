"""Parts of pages on a phone, and in a short window; `test_every_page` looks at whole pages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.every_page import settled, visitor_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("every_page")]


def test_a_preset_is_chosen_and_named_by_keyboard_alone(visit: Visits) -> None:
    """One card is reached by Tab, the arrows lead on, and the form follows with its title."""
    page = visit("researcher").open("/projects/new")
    page.set_viewport_size({"width": 390, "height": 780})
    settled(page)
    expect(page.get_by_label("Title")).to_be_hidden()
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Go on with it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title")).to_be_focused()
    expect(page).to_have_url(re.compile("preset=.*step=name"))
    page.go_back()
    expect(page.get_by_role("radio").nth(1)).to_be_focused()


def test_the_sound_stays_in_sight_while_a_phone_scrolls(visit: Visits) -> None:
    page = visitor_in(visit, "rater3", "en").open("/rate/demo")
    page.set_viewport_size({"width": 390, "height": 780})
    settled(page)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    box = page.get_by_role("button", name="Play").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 780 / 2


def test_in_a_short_window_the_questions_have_the_room(visit: Visits) -> None:
    """A laptop at 200 % zoom, or a phone on its side."""
    page = visitor_in(visit, "rater3", "en").open("/rate/demo")
    page.set_viewport_size({"width": 640, "height": 400})
    settled(page)
    page.locator("[id^=q-]").first.scroll_into_view_if_needed()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    for name in ("Play", "Submit and next"):
        button = page.get_by_role("button", name=name).first
        expect(button).not_to_be_in_viewport()
