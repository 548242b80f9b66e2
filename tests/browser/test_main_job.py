"""The main job in a real browser: listen, rate by keyboard, see agreement, download a release."""

import io
import re
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, Page, expect

from ingestion.samples import SAMPLES
from tests.browser.conftest import Demo, Visitor, Visits

pytestmark = pytest.mark.browser
RATED = 3


def current_time(page: Page) -> float:
    seconds: float = page.evaluate("document.querySelector('audio').currentTime")
    return seconds


def listen(page: Page) -> None:
    """Space plays the clip: the media element really moves on, and it is paused at its end."""
    page.wait_for_function("document.querySelector('audio')?.readyState >= 2")
    before = current_time(page)
    page.keyboard.press("Space")
    page.wait_for_function(
        "before => document.querySelector('audio').currentTime > before + 0.3", arg=before
    )
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('audio').paused")


def answer(page: Page, keys: list[str]) -> None:
    for key in keys:
        page.keyboard.press(key)


def rate(visitor: Visitor, shares: list[list[str]]) -> None:
    """Rate items with the keyboard alone: an emotion's letter and its weight, then two scales."""
    page = visitor.open("/rate/demo")
    for number, keys in enumerate(shares, start=1):
        expect(page.get_by_text(f"item {number} of 45")).to_be_visible()
        if number == 1:
            listen(page)
        answer(page, [*keys, "Tab", "4", "Tab", "5", "Tab", "3"])
        with page.expect_response(lambda response: response.url.endswith("/ratings/")) as got:
            page.keyboard.press("Enter")
        assert got.value.status == 201, got.value.text()
    expect(page.get_by_text(f"item {len(shares) + 1} of 45")).to_be_visible()


@pytest.fixture(scope="module")
def rated(demo: Demo, browser: Browser) -> None:
    """Two raters have rated the first items of the demo."""
    visits = Visits(browser, demo)
    anger = ["a", "6", "0", "s", "4", "0"]
    happy = ["h", "1", "0", "0"]
    rate(visits("rater1"), [anger, happy, anger])
    rate(visits("rater2"), [anger, happy, happy])
    visits.close()


def test_a_rater_takes_an_answer_back_and_changes_it(rated: None, visit: Visits) -> None:
    page = visit("rater2").open("/rate/demo")
    expect(page.get_by_text(f"item {RATED + 1} of 45")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Your last answer is open again")).to_be_visible()
    with page.expect_response(lambda response: response.url.endswith("/ratings/")) as got:
        page.keyboard.press("Enter")
    assert got.value.json()["revision"] == 2


def test_an_unfinished_answer_survives_a_reload(rated: None, visit: Visits) -> None:
    page = visit("rater2").open("/rate/demo")
    expect(page.get_by_text(f"item {RATED + 1} of 45")).to_be_visible()
    with page.expect_response(lambda response: response.url.endswith("/draft/")) as saved:
        answer(page, ["f", "2", "5"])
    assert saved.value.ok
    page.reload()
    expect(page.get_by_text("75 left")).to_be_visible()


def test_a_missing_answer_is_named_and_nothing_is_sent(rated: None, visit: Visits) -> None:
    page = visit("rater3").open("/rate/demo")
    expect(page.get_by_text("item 1 of 45")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Not answered yet").first).to_be_visible()
    assert not [url for url in sent if url.endswith("/ratings/")]


def test_every_shortcut_is_on_the_help_sheet(rated: None, visit: Visits) -> None:
    page = visit("rater1").open("/rate/demo")
    expect(page.get_by_text(f"item {RATED + 1} of 45")).to_be_visible()
    page.keyboard.press("/")
    sheet = page.get_by_role("dialog")
    for words in ("Play", "Loop", "Submit", "Cannot tell"):
        expect(sheet.get_by_text(words).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_a_rater_sees_no_results_pages(rated: None, visit: Visits) -> None:
    visitor = visit("rater1")
    page = visitor.open("/work")
    expect(page.get_by_text("Three everyday conversations")).to_be_visible()
    expect(page.get_by_role("link", name="Projects")).to_be_hidden()
    page = visitor.open("/projects/demo/agreement")
    expect(page.get_by_text("alpha")).to_be_hidden()


def test_a_researcher_sees_agreement_and_drafts(rated: None, visit: Visits) -> None:
    visitor = visit("researcher")
    page = visitor.open("/projects/demo/agreement")
    expect(page.get_by_role("heading", name="Agreement per question")).to_be_visible()
    page.get_by_role("button", name="Show as table").first.click()
    expect(page.get_by_role("table").first.get_by_text("6").first).to_be_visible()
    page = visitor.open("/projects/demo/drafts")
    expect(page.get_by_text("baseline").first).to_be_visible()
    expect(page.get_by_text("45 of 45 items covered").first).to_be_visible()
    page = visitor.open("/projects/demo/labels")
    expect(page.get_by_text("Anger").first).to_be_visible()


def test_a_researcher_makes_a_release_and_the_parquet_opens(
    rated: None, demo: Demo, visit: Visits, tmp_path: Path
) -> None:
    page = visit("researcher").open("/projects/demo/releases")
    page.get_by_role("button", name="Make a release").first.click()
    page.get_by_label("Tag").fill("v1.0")
    page.keyboard.press("Enter")
    expect(page.get_by_text("demo@v1.0").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").first.click()
    content = Path(download.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {Path(name).name: name for name in archive.namelist()}
        items = pq.read_table(io.BytesIO(archive.read(names["items.parquet"])))
        ratings = pq.read_table(io.BytesIO(archive.read(names["ratings.parquet"])))
        archive.extractall(tmp_path)
    assert items.num_rows == 45
    assert ratings.num_rows >= 2 * RATED
    anger = items.column("emotion.share.anger").to_pylist()
    assert any(share is not None and 0.5 < share < 0.7 for share in anger)
    assert anger.count(None) == 45 - RATED, "what nobody rated is missing, not zero"
    assert b"rater1" not in content
    demo.done_at_once(["verify", "demo@v1.0"])


def test_an_admin_uploads_a_recording_and_watches_the_job(
    rated: None, demo: Demo, visit: Visits, tmp_path: Path
) -> None:
    demo.done_at_once(["project", "create", "own", "--preset", "meld", "--title", "Our own"])
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"not sound at all")
    page = visit("admin").open("/media")
    page.get_by_label("Project").first.click()
    page.get_by_role("option", name="Our own").click()
    page.set_input_files("input[type=file]", [SAMPLES[0].media, broken])
    page.get_by_role("button", name="Ingest 2 files").click()
    expect(page).to_have_url(re.compile("/jobs/"))
    expect(page.get_by_text("broken.wav").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("is not audio or video").first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Retry").first).to_be_visible(timeout=60_000)
