"""Every page in both languages: no rule of WCAG 2.2 AA is broken, in light and dark colours.

And on a phone, and at 320 pixels, which is a laptop's window at 400 % zoom, nothing reaches beyond
the window. A page is opened once for all of it, as that takes the longest.
"""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visits
from tests.browser.every_page import LANGUAGES, PAGES, SLUG, settled, visitor_in
from tests.browser.rules import OF_COLOURS, violations
from tests.browser.widths import cut_off, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("every_page")]
PHONE = 390
WIDTHS = (PHONE, 320)
TABLES = {
    *(f"/projects/{SLUG}{tab}" for tab in ("", "/people", "/items", "/checks", "/recruiting")),
    "/media",
    "/users",
}
"""Pages with a table of which every cell must be in sight on a phone."""


def in_colours(page: Page, colours: str) -> None:
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # type: ignore[arg-type]
    page.wait_for_selector(f"html[data-mantine-color-scheme={colours}]")
    page.wait_for_timeout(250)  # colours that fade are neither the old nor the new ones


def broken_rules(page: Page, language: str) -> list[str]:
    """Of the dark colours only what a change of colours can break, and once: words have none."""
    in_colours(page, "light")
    found = [f"(light) {each}" for each in violations(page)]
    if language == LANGUAGES[0]:
        in_colours(page, "dark")
        found += [f"(dark) {each}" for each in violations(page, OF_COLOURS)]
    return found


def out_of_sight(page: Page, path: str) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 780})
        page.wait_for_timeout(150)  # plots draw themselves anew
        found += [f"at {width}: {each}" for each in too_wide(page)]
        if width == PHONE and path in TABLES:
            assert page.locator("[role=table] [role=cell]").count(), path
            found += [f"at {width}, cut off: {each}" for each in cut_off(page)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "nobody")
def test_no_page_breaks_a_rule_or_reaches_beyond_the_window(
    visit: Visits, who: str, language: str
) -> None:
    visitor = visitor_in(visit, who, language)
    desk = visitor.page.viewport_size
    assert desk is not None
    problems: list[str] = []
    for path in PAGES[who]:
        visitor.page.set_viewport_size(desk)
        page = visitor.open(path)
        settled(page)
        found = [*broken_rules(page, language), *out_of_sight(page, path)]
        problems += [f"{path} {each}" for each in found]
    assert not problems, "\n".join(problems)


def test_every_page_with_a_table_is_visited() -> None:
    assert {path for paths in PAGES.values() for path in paths} >= TABLES
