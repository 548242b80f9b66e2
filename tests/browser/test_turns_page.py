"""Somebody corrects the turns of a recording in the browser, and is asked before it is lost."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from ingestion.samples import SAMPLES
from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.keyboard import press
from tests.browser.rules import violations

pytestmark = pytest.mark.browser
SLUG = "turned"
SAMPLE = SAMPLES[1]


@pytest.fixture(scope="module")
def items(demo: Prepared) -> str:
    """The items of a project with one recorded conversation, which the demo has ingested."""
    demo.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "A talk, cut wrongly"],
        ["ingest", SLUG, str(SAMPLE.media), "--transcript", str(SAMPLE.transcript)],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
    )
    return f"/projects/{SLUG}/items"


def time_of(page: Page, edge: str, turn: int) -> float:
    return float(
        page.get_by_label(f"Seconds of the {edge} of interval {turn}", exact=True).input_value()
    )


def split_first_turn(page: Page) -> tuple[float, float]:
    """Where the first turn began and ended; it is cut a good second after its beginning."""
    rows = page.get_by_role("list", name="Turns on show").get_by_role("listitem")
    before = rows.count()
    began, ended = time_of(page, "start", 1), time_of(page, "end", 1)
    page.wait_for_function("document.querySelector('audio').readyState >= 1")
    press(page, "ArrowRight", "|")
    expect(rows).to_have_count(before + 1)
    assert began < time_of(page, "end", 1) < ended
    return began, ended


def move_an_edge(page: Page) -> None:
    """The end of the second part, which is chosen after the split."""
    before = time_of(page, "end", 2)
    press(page, "3", "Control+Shift+ArrowLeft", "Control+Shift+ArrowLeft")
    assert time_of(page, "end", 2) == pytest.approx(before - 0.02)


def asks_before_leaving(page: Page) -> None:
    """By a link, by the back button, and by closing the window."""
    asked = page.get_by_role("dialog", name="Leave without saving?")
    page.get_by_role("link", name="Agreement", exact=True).click()
    expect(asked).to_be_visible()
    assert violations(page) == []
    asked.get_by_role("button", name="Stay here").click()
    expect(asked).to_be_hidden()
    page.go_back(wait_until="commit")
    expect(asked).to_be_visible()
    press(page, "Escape")
    expect(asked).to_be_hidden()
    closing: list[str] = []

    def stay(dialog: Dialog) -> None:
        closing.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert closing == ["beforeunload"]
    page.remove_listener("dialog", stay)


def test_turns_are_corrected_and_nothing_unsaved_is_lost(items: str, visit: Visits) -> None:
    page = visit("researcher").open(items)
    page.get_by_role("link", name=re.compile("^As rated: ")).first.click()
    page.get_by_role("link", name="Correct the turns").click()
    expect(page.get_by_role("heading", name=f"Turns of {SAMPLE.media.name}")).to_be_visible()
    began, ended = split_first_turn(page)
    move_an_edge(page)
    speaker = page.get_by_label("Speaker of turn 2", exact=True)
    other = page.get_by_label("Speaker of turn 3", exact=True).input_value()
    assert speaker.input_value() != other
    speaker.select_option(other)
    asks_before_leaving(page)

    expect(page.get_by_text("cut from 1 turn").first).to_be_visible()
    page.get_by_role("button", name="Save the correction").click()
    page.get_by_role("dialog").get_by_role("button", name="Save the correction").click()
    expect(page.get_by_text("The turns are corrected.")).to_be_visible()
    expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()

    page.get_by_role("link", name="Items", exact=True).click()
    rows = page.get_by_role("row")
    was = f"corrected from 0:{began:04.1f}–0:{ended:04.1f}"
    expect(rows.filter(has_text=was)).to_have_count(2)
    expect(rows.nth(2)).to_contain_text(was)
    expect(rows.nth(2)).to_contain_text(other)
    assert violations(page) == []
