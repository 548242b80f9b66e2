"""The disagreement explorer: order, filters in the address, answers, keys, more raters."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.rules import violations
from tests.browser.saving import saved

pytestmark = pytest.mark.browser


def cards(page: Page) -> list[str]:
    """The names of the items in the order of the page."""
    expect(page.get_by_role("article").first).to_be_visible()
    return [card.get_attribute("aria-label") or "" for card in page.get_by_role("article").all()]


def test_the_most_divided_items_come_first_with_all_answers(
    disagreeing: str, visit: Visits
) -> None:
    page = visit("researcher").open(f"{disagreeing}/disagreement")
    expect(page.get_by_text("14 items with two answers or more")).to_be_visible()
    first = page.get_by_role("article").first
    for name in ("Ada", "Ben", "Cleo", "Dov", "together"):
        expect(first).to_contain_text(name)
    bits = [
        float(text) for text in page.locator("article dl > div[data-sorted] dd").all_inner_texts()
    ]
    assert len(bits) == 14
    assert bits == sorted(bits, reverse=True)
    assert violations(page) == []
    drawing = ElementTree.fromstring(saved(page, first, "Save SVG"))
    words = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert words[:5] == ["Ada", "Ben", "Cleo", "Dov", "together"]
    assert "var(" not in ElementTree.tostring(drawing, encoding="unicode")
    head, *rows = csv.reader(io.StringIO(saved(page, first, "Save CSV")))
    assert head[0] == "rater"
    assert head[-2:] == ["cannot_tell", "careless"]
    assert [row[0] for row in rows] == ["Ada", "Ben", "Cleo", "Dov"]
    assert all(sum(map(float, row[1:-2])) == 1 for row in rows)


def test_filters_and_order_stand_in_the_address(disagreeing: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{disagreeing}/disagreement")
    everything = cards(page)
    page.get_by_text(re.compile(r"^perhaps careless \(\d+\)")).click()
    expect(page).to_have_url(re.compile("why=careless"))
    expect(page.get_by_role("article")).not_to_have_count(len(everything))
    for card in page.get_by_role("article").all():
        expect(card).to_contain_text("One answer looks as if given without attention")
    page.reload()
    expect(page.get_by_role("button", name="Clear filters")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_role("article")).to_have_count(len(everything))
    page.get_by_role("textbox", name="Most first by").click()
    page.get_by_role("option", name=re.compile("expected gain")).click()
    expect(page).to_have_url(re.compile("sort=gain"))


def test_keys_walk_and_ask_for_more_raters(disagreeing: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{disagreeing}/disagreement?needs=true")
    names = cards(page)
    page.keyboard.press("j")
    expect(page.locator("article[data-current]")).to_have_attribute("aria-label", names[1])
    page.keyboard.press("k")
    expect(page.locator("article[data-current]")).to_have_attribute("aria-label", names[0])
    page.keyboard.press("a")
    expect(page.get_by_text(re.compile(r"\d more ratings? asked for on 1 item"))).to_be_visible()
    waits = page.get_by_role("article", name=names[0])
    expect(waits).to_contain_text(re.compile(r"waits for \d more rater"))


def test_asking_for_all_needs_a_second_look(disagreeing: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{disagreeing}/disagreement")
    page.get_by_role("button", name=re.compile(r"Ask for \d+ more ratings")).click()
    expect(page.get_by_text("At most 3 more raters an item at a time.")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name=re.compile(r"Ask for \d+ more ratings")).click()
    page.get_by_role("button", name="Ask now").click()
    expect(page.get_by_text(re.compile("asked for on"))).to_be_visible()


def test_an_order_that_the_question_has_not_is_refused_with_a_way_out(
    disagreeing: str, visit: Visits
) -> None:
    page = visit("researcher").open(f"{disagreeing}/disagreement?sort=size")
    expect(page.get_by_role("alert")).to_contain_text("sort is one of distance, entropy")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_from_an_item_to_its_decision_and_to_the_list_of_them(
    disagreeing: str, visit: Visits
) -> None:
    page = visit("researcher").open(f"{disagreeing}/disagreement")
    page.get_by_role("link", name=re.compile("^Decide u")).first.click()
    expect(page).to_have_url(re.compile(rf"{disagreeing}/disagreement/\d+"))
    page.go_back()
    page.get_by_role("link", name="Items to decide").click()
    expect(page.get_by_role("heading", name="Items by disagreement")).to_be_visible()
