"""A model beside the raters on *Drafts*, and raters' traces over each other with what they make."""

import math
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.disagreeing import ITEMS, LABELS, SLUG
from tests.browser.rules import violations

pytestmark = pytest.mark.browser
TRACED = "traced"
SECONDS = 30
LATE = {"Ada": 0, "Ben": 1, "Cleo": 2}
"""Seconds by which each rater follows what is heard."""


@pytest.fixture(scope="module")
def drafted(disagreeing: str, demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The project whose raters disagree, with drafts of a model that ran elsewhere."""
    table = tmp_path_factory.mktemp("drafts") / "predictions.csv"
    rows = [f"u{item:02d},{LABELS[item % len(LABELS)]}" for item in range(ITEMS)]
    table.write_text("\n".join(["item,emotion", *rows]), encoding="utf-8")
    words = ["import", SLUG, str(table), "--as", "predictions", "--card", "elsewhere"]
    demo.done_at_once(words)
    return disagreeing


@pytest.fixture(scope="module")
def traced(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A story that three people followed, each later than the one before."""
    folder = tmp_path_factory.mktemp("traces")
    items, ratings = folder / "items.csv", folder / "ratings.csv"
    items.write_text("item,text\nstory-1,A story that is told in half a minute.\n")
    rows = [
        f"story-1,{name},{tenth / 10},{math.sin((tenth / 10 - late) / 3):.4f},mouse"
        for name, late in LATE.items()
        for tenth in range(SECONDS * 10 + 1)
    ]
    head = "item,rater,valence.time,valence.valence,valence.device"
    ratings.write_text("\n".join([head, *rows]), encoding="utf-8")
    demo.done_at_once(
        ["project", "create", TRACED, "--preset", "omg-empathy", "--title", "Stories"],
        ["import", TRACED, str(items), "--as", "items"],
        ["import", TRACED, str(ratings), "--as", "ratings"],
        ["project", "member", TRACED, "researcher", "--role", "researcher"],
    )
    return f"/projects/{TRACED}"


def downloaded(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_a_model_stands_beside_one_rater_and_is_in_no_human_figure(
    drafted: str, visit: Visits
) -> None:
    page = visit("researcher").open(f"{drafted}/drafts")
    expect(page.get_by_role("heading", name="elsewhere").first).to_be_visible()
    expect(page.get_by_text(f"{ITEMS} of {ITEMS} items covered")).to_be_visible()
    plot = page.get_by_role("heading", name="Beside the raters:").first
    expect(plot).to_be_visible()
    expect(page.get_by_text("The model’s drafts are in no human figure.").first).to_be_visible()
    table = downloaded(page, "Save CSV").splitlines()
    assert len(table) > 3, table
    assert violations(page) == []
    page = visit("researcher").open(f"{drafted}/people")
    expect(page.get_by_text("elsewhere")).to_have_count(0)


def test_traces_lie_over_each_other_with_what_they_make(traced: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{traced}/labels")
    expect(page.get_by_text("3 raters, thin; bold: the plain mean").first).to_be_visible()
    page.get_by_role("textbox", name="Together by").click()
    page.get_by_role("option", name="RAAW, moved by lag").click()
    # Ben and Cleo come later than Ada, so what is heard lies between: one of them is moved
    expect(page.get_by_text("s earlier, weight").first).to_be_visible()
    rows = downloaded(page, "Save CSV").splitlines()
    assert len(rows) > SECONDS, rows[:3]
    assert violations(page) == []
