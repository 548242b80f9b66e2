"""The network is cut at each step of a rating: one rating is stored, with the answer given."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect

from tests.at_once import Prepared
from tests.browser.conftest import Visitor, Visits

pytestmark = pytest.mark.browser
SLUG = "cuts"
ITEMS = 60
OFFLINE = re.compile(r"Offline, kept on this computer")
PATIENCE = 60_000
"""Milliseconds: a busy machine is slow, and a lost request is repeated after up to 30 s."""


@pytest.fixture(scope="module")
def project(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Sixty sentences for one rater."""
    table = tmp_path_factory.mktemp("cuts") / "items.csv"
    table.write_text("item,transcript\n" + "".join(f"c{n},Sentence {n}.\n" for n in range(ITEMS)))
    demo.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "Cut off"],
        ["import", SLUG, str(table), "--as", "items"],
        ["project", "member", SLUG, "rater3", "--role", "rater"],
    )


@pytest.fixture
def rater(project: None, visit: Visits) -> Iterator[Visitor]:
    yield visit("rater3")


def at_item(page: Page, number: int) -> None:
    expect(page.get_by_text(f"item {number} of {ITEMS}")).to_be_visible(timeout=PATIENCE)


def answer(page: Page, emotion: str, sentiment: str) -> None:
    """By the letters of the labels, from the first question on."""
    page.locator("[role=group]").first.focus()
    for key in (emotion, "Tab", sentiment):
        page.keyboard.press(key)


def chosen(page: Page, label: str) -> None:
    radio = page.get_by_role("radio", name=re.compile(rf"\b{label}\b", re.IGNORECASE))
    expect(radio.first).to_be_checked(timeout=PATIENCE)


def given(visitor: Visitor) -> list[dict[str, Any]]:
    """What the server has of this rater, the first one first."""
    answer = visitor.context.request.get(f"{visitor.url}/api/projects/{SLUG}/my-ratings/")
    ratings: list[dict[str, Any]] = answer.json()["ratings"]
    return ratings[::-1]


def cut(route: Route) -> None:
    route.abort("internetdisconnected")


def cut_the_reply(route: Route) -> None:
    """The server gets it; what it says is lost."""
    route.fetch()
    route.abort("connectionreset")


def test_the_network_is_cut_at_load_autosave_and_submit(rater: Visitor) -> None:
    page = rater.page
    page.route("**/next/", cut)
    page.goto(f"{rater.url}/rate/{SLUG}")
    expect(page.get_by_text("The server cannot be reached").first).to_be_visible(timeout=PATIENCE)
    page.unroute("**/next/")
    page.get_by_role("button", name="Try again").click()
    at_item(page, 1)

    # Autosave: the answer is kept here, and found again by a reload.
    page.route("**/draft/", cut)
    page.keyboard.press("j")
    expect(page.get_by_text(OFFLINE)).to_be_visible(timeout=PATIENCE)
    page.reload()
    at_item(page, 1)
    chosen(page, "joy")
    page.unroute("**/draft/")
    answer(page, "j", "p")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=PATIENCE)

    # Submit: the request is lost on its way.
    page.route("**/ratings/", cut)
    page.keyboard.press("Enter")
    expect(page.get_by_text("No connection. Your answer is kept")).to_be_visible(timeout=PATIENCE)
    assert given(rater) == []
    page.unroute("**/ratings/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    at_item(page, 2)
    [first] = given(rater)
    assert first["answers"] == {"emotion": {"value": "joy"}, "sentiment": {"value": "positive"}}

    # Submit: the reply is lost; what is repeated is the same rating.
    answer(page, "a", "m")
    page.route("**/ratings/", cut_the_reply, times=1)
    page.keyboard.press("Enter")
    at_item(page, 3)
    # Submit: the page goes before it was confirmed, and sends at its next visit.
    answer(page, "n", "o")
    page.route("**/ratings/", cut)
    page.keyboard.press("Enter")
    expect(page.get_by_text(OFFLINE)).to_be_visible(timeout=PATIENCE)
    page.reload()
    expect(page.get_by_text("No connection. Your answer is kept")).to_be_visible(timeout=PATIENCE)
    page.unroute("**/ratings/")
    page.reload()
    at_item(page, 4)
    ratings = given(rater)
    assert [row["answers"]["emotion"]["value"] for row in ratings] == ["joy", "anger", "neutral"]
    assert {row["revision"] for row in ratings} == {1}
    assert len({row["item"] for row in ratings}) == 3


def test_one_tab_rates_and_another_may_take_over(rater: Visitor) -> None:
    first = rater.page
    first.goto(f"{rater.url}/rate/{SLUG}")
    expect(first.get_by_text(re.compile(f"item \\d+ of {ITEMS}"))).to_be_visible(timeout=PATIENCE)
    first.keyboard.press("u")
    chosen(first, "surprise")
    second = rater.context.new_page()
    second.goto(f"{rater.url}/rate/{SLUG}")
    elsewhere = "Rating goes on in another tab"
    expect(second.get_by_role("heading", name=elsewhere)).to_be_visible(timeout=PATIENCE)
    second.get_by_role("button", name="Take over here").click()
    chosen(second, "surprise")
    expect(first.get_by_role("heading", name=elsewhere)).to_be_visible(timeout=PATIENCE)
    first.get_by_role("button", name="Take over here").click()
    chosen(first, "surprise")
    expect(second.get_by_role("heading", name=elsewhere)).to_be_visible(timeout=PATIENCE)


def measured(session: CDPSession) -> dict[str, float]:
    """Nodes, listeners and bytes that are still held once the browser has tidied up."""
    session.send("HeapProfiler.collectGarbage")
    found = session.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in found}


def test_memory_stays_flat_over_many_items(rater: Visitor) -> None:
    page = rater.page
    page.goto(f"{rater.url}/rate/{SLUG}")
    expect(page.get_by_text(re.compile(f"item \\d+ of {ITEMS}"))).to_be_visible(timeout=PATIENCE)
    session = rater.context.new_cdp_session(page)
    session.send("Performance.enable")
    at: dict[int, dict[str, float]] = {}
    for round_ in range(1, 46):
        position = page.get_by_text(re.compile(f"item \\d+ of {ITEMS}")).text_content()
        answer(page, "j", "p")
        with page.expect_response(lambda response: response.url.endswith("/ratings/")) as got:
            page.keyboard.press("Enter")
        assert got.value.status == 201, got.value.text()
        expect(page.get_by_text(str(position), exact=True)).to_have_count(0, timeout=PATIENCE)
        if round_ in (15, 45):
            at[round_] = measured(session)
    early, late = at[15], at[45]
    assert late["Nodes"] <= early["Nodes"] * 1.1 + 50
    assert late["JSEventListeners"] <= early["JSEventListeners"] * 1.1 + 10
    assert late["JSHeapUsedSize"] <= early["JSHeapUsedSize"] + 2_000_000


def test_sound_that_does_not_load_says_so_over_the_waveform_and_is_loaded_again(
    visit: Visits,
) -> None:
    rater = visit("rater3")
    page = rater.page
    page.route("**/proxy.flac*", cut)
    rater.open("/rate/demo")
    page.get_by_text("The sound did not load.").wait_for()
    page.unroute("**/proxy.flac*")
    page.get_by_role("button", name="Load it again").click()  # nothing lies over it
    expect(page.get_by_text("The sound did not load.")).to_be_hidden()
