"""A rater's whole session without a mouse: every stop shows the focus, and none holds it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.every_page import SLUG, settled

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("every_page")]
MOST_STOPS = 90

# The focused element, or what stands for it: the label of a hidden box, the card of a question.
SHOWS_FOCUS = """() => {
  let element = document.activeElement
  for (let up = 0; element && up < 3; up += 1, element = element.parentElement) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0
    if (outlined || boxShadow !== 'none') return true
  }
  return false
}"""
# In sight: what lies on top at its middle is the element, part of it, or around it (2.4.11).
IN_SIGHT = """() => {
  const element = document.activeElement
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const inside = (at, room) => Math.min(Math.max(at, 1), room - 1)
  const middle = [(left + right) / 2, (top + bottom) / 2]
  const places = [middle, [left + 4, top + 4], [right - 4, bottom - 4]]
  return places.some(([x, y]) => {
    const found = document.elementFromPoint(inside(x, innerWidth), inside(y, innerHeight))
    return found && (element.contains(found) || found.contains(element) || found.closest('label'))
  })
}"""
WHERE = "document.activeElement.outerHTML.slice(0, 140)"


def tab_to(page: Page, name: str | re.Pattern[str], role: str = "button") -> None:
    """Tab until the focus is on this control, looking at each stop on the way."""
    wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    expect(wanted).to_be_visible()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue
        assert page.evaluate(SHOWS_FOCUS), f"no focus to see on {page.evaluate(WHERE)}"
        assert page.evaluate(IN_SIGHT), f"hidden behind others: {page.evaluate(WHERE)}"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{MOST_STOPS} times Tab did not reach {name}; at {page.evaluate(WHERE)}")


def submit(page: Page) -> int:
    with page.expect_response(lambda response: response.url.endswith("/ratings/")) as got:
        page.keyboard.press("Enter")
    return got.value.status


def answer(page: Page) -> None:
    for key in ["a", "6", "0", "f", "4", "0", "Tab", "4", "Tab", "5", "Tab", "3"]:
        page.keyboard.press(key)


def test_a_session_by_keyboard_alone(demo: Prepared, visit: Visits) -> None:
    page = visit("").open("/signin")
    settled(page)
    tab_to(page, "User name", "textbox")
    page.keyboard.type("kay")
    page.keyboard.press("Tab")
    page.keyboard.type("emotate-demo")
    tab_to(page, "Sign in")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    tab_to(page, "Start", "link")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Two people who have not met for long")).to_be_visible()
    tab_to(page, "I understand, go on")
    page.keyboard.press("Enter")

    expect(page.get_by_text("item 1 of 5")).to_be_visible()
    answer(page)
    assert submit(page) == 201
    expect(page.get_by_text("item 2 of 5")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Your last answer is open again")).to_be_visible()
    assert submit(page) in {200, 201}
    # These words are for who does not see the number change.
    expect(page.get_by_text("Submitted. The next item is here.")).to_be_attached()
    expect(page.get_by_text("item 2 of 5")).to_be_visible()

    page.keyboard.press("!")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("ArrowDown")
    tab_to(page, "Skip this item")
    with page.expect_response(lambda response: response.url.endswith("/skip/")) as skipped:
        page.keyboard.press("Enter")
    assert skipped.value.ok
    expect(dialog).to_be_hidden()

    for key, words in (("g", "Guidelines"), ("/", "Keyboard shortcuts")):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name=words)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()

    tab_to(page, "My work", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    tab_to(page, "Sign out")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/signin"))


@pytest.mark.parametrize("path", ["/work", "/rate/demo", f"/answers/{SLUG}"])
def test_tab_goes_round_and_nothing_holds_it(visit: Visits, path: str) -> None:
    page = visit("rater3").open(path)
    settled(page)
    first: str | None = None
    for stops in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        if first is None:
            first = here
        elif here == first:
            assert stops > 3
            return
    pytest.fail(f"after {MOST_STOPS} stops the focus was never back at the start: {here}")


def test_arrow_keys_move_a_slider_the_way_the_text_runs(visit: Visits) -> None:
    """In Arabic a line fills from the right, so the left arrow gives more."""
    visitor = visit("rater3")
    page = visitor.open("/rate/demo")
    slider = page.locator("input[type=range][class*=line]").first
    for language, more in (("en", "ArrowRight"), ("ar", "ArrowLeft")):
        page.evaluate(f"localStorage.setItem('emotate:language', '{language}')")
        page.reload()
        settled(page)
        slider.evaluate("element => element.focus()")
        before = float(slider.input_value())
        page.keyboard.press(more)
        assert float(slider.input_value()) > before, language
