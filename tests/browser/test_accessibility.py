"""No page breaks a rule of WCAG 2.2 AA that a machine can check, in any language and colours."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.every_page import PAGES, SLUG, settled, visitor_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("every_page")]
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LANGUAGES = ("en", "ar")
COLOURS = ("light", "dark")


def violations(page: Page) -> list[str]:
    """What axe finds, each with the element and what would help."""
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(result => result.violations)", RULES
    )
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "nobody")
def test_no_page_breaks_a_rule(visit: Visits, who: str, language: str) -> None:
    visitor = visitor_in(visit, who, language)
    problems: list[str] = []
    for path in PAGES[who]:
        page = visitor.open(path)
        settled(page)
        for colours in COLOURS:
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            page.wait_for_selector(f"html[data-mantine-color-scheme={colours}]")
            page.wait_for_timeout(250)  # colours that fade are neither the old nor the new ones
            problems += [f"{path} ({colours}) {problem}" for problem in violations(page)]
    assert not problems, "\n".join(problems)


def test_the_check_would_find_a_fault(visit: Visits) -> None:
    page = visit("").open("/signin")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x><button></button>')")
    found = " ".join(violations(page))
    assert "image-alt" in found
    assert "button-name" in found


@pytest.mark.parametrize("sheet", ["g", "/", "!"], ids=["guidelines", "shortcuts", "skip"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_of_the_rating_page_break_no_rule(visit: Visits, sheet: str, language: str) -> None:
    page = visitor_in(visit, "rater3", language).open("/rate/demo")
    settled(page)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("group").first.wait_for()  # questions are there, so keys mean something
    page.keyboard.press(sheet)
    page.get_by_role("dialog").wait_for()
    assert not violations(page)


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
