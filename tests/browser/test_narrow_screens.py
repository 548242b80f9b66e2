"""Every page on a phone, and at 320 pixels, which is a laptop's window at 400 % zoom."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.every_page import PAGES, SLUG, settled, visitor_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("every_page")]
WIDTHS = (390, 320)


def too_wide(page: Page) -> list[str]:
    """Elements that reach beyond the window, where the page scrolls sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth
          if (document.documentElement.scrollWidth <= room) return []
          const wide = [...document.querySelectorAll('body *')].filter(element => {
            const { left, right } = element.getBoundingClientRect()
            return right > room + 1 || left < -1
          })
          return ['the page', ...wide.slice(0, 5).map(element => element.outerHTML.slice(0, 120))]
        }"""
    )
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "nobody")
def test_no_page_scrolls_sideways(visit: Visits, who: str, language: str) -> None:
    visitor = visitor_in(visit, who, language)
    problems: list[str] = []
    for path in PAGES[who]:
        page = visitor.open(path)
        settled(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 780})
            page.wait_for_timeout(150)  # plots draw themselves anew
            problems += [f"{path} at {width}: {found}" for found in too_wide(page)]
    assert not problems, "\n".join(problems)


TABLES = {
    "researcher": ["/people", "/items", "/checks", "/recruiting", ""],
    "admin": ["/media", "/users"],
}


def cut_off(page: Page) -> list[str]:
    """Cells of tables that lie beyond the window, on a page that does not scroll there."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[role=table] [role=cell]')].filter(cell => {
          const { left, right, width } = cell.getBoundingClientRect()
          return width > 0 && (left < 0 || right > document.documentElement.clientWidth)
        }).map(cell => cell.textContent.slice(0, 60))"""
    )
    return found


@pytest.mark.parametrize("who", TABLES)
def test_every_cell_of_a_table_is_in_sight_on_a_phone(visit: Visits, who: str) -> None:
    visitor = visit(who)
    problems: list[str] = []
    for path in TABLES[who]:
        page = visitor.open(f"/projects/{SLUG}{path}" if who == "researcher" else path)
        page.set_viewport_size({"width": 390, "height": 780})
        settled(page)
        assert page.locator("[role=table] [role=cell]").count(), path
        problems += [f"{path}: {text}" for text in cut_off(page)]
    assert not problems, "\n".join(problems)


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
