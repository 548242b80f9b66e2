"""A researcher's day: policy, known item, recruiting link, other questions; then a decision."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.at_once import Prepared
from tests.browser.conftest import Visitor, Visits
from tests.browser.rules import violations

pytestmark = pytest.mark.browser
SLUG = "studio"
PATIENCE_MS = 30_000  # a busy machine answers late; nothing here waits for a clock
LINES = ("You came back.", "I said I would.", "Then it is lost.", "Tell me all of it.")


@pytest.fixture(scope="module")
def studio(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Four texts, of which two people disagree about the first two; an adjudicator, Adele."""
    folder = tmp_path_factory.mktemp("studio")
    table(folder / "items.csv", "item,text", *(f"u{n},{text}" for n, text in enumerate(LINES, 1)))
    table(
        folder / "ratings.csv",
        "item,rater,emotion,sentiment",
        "u1,p1,anger,negative",
        "u1,p2,joy,positive",
        "u2,p1,joy,positive",
        "u2,p2,joy,positive",
    )
    demo.done_at_once(
        ["user", "create", "adele", "--role", "annotator", "--password-stdin"],
        ["project", "create", SLUG, "--preset", "meld", "--title", "Four lines"],
        ["import", SLUG, str(folder / "items.csv"), "--as", "items"],
        ["import", SLUG, str(folder / "ratings.csv"), "--as", "ratings"],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
        ["project", "member", SLUG, "adele", "--role", "adjudicator"],
        stdin="emotate-demo\n",
    )
    return f"/projects/{SLUG}"


def table(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tell(page: Page, text: str) -> None:
    """Wait for what the page says after something is done."""
    expect(page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)


def change_the_policy(page: Page) -> None:
    page.get_by_label("Raters per item").fill("4")
    page.get_by_label("Mix in items with known answers").check(force=True)
    page.get_by_label("An attention check every").fill("5")
    page.get_by_role("button", name="Save", exact=True).click()
    tell(page, "Saved.")


def mark_an_item(page: Page) -> None:
    """The third line, which nobody has rated, becomes an attention check."""
    tell(page, "is asked for, but no item is marked")
    page.get_by_role("link", name="Mark an item").click()
    page.get_by_role("link", name="Choose u3").click()
    page.get_by_role("textbox", name="What the item is for").click()
    page.get_by_role("option", name="Attention").click()
    judged = page.get_by_role("group", name=re.compile("emotion", re.IGNORECASE)).first
    judged.get_by_label("Sadness").focus()
    page.keyboard.press("Space")
    page.get_by_label("Feedback").fill("What is lost is lost.")
    assert violations(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    tell(page, "u3 is saved.")
    row = page.get_by_role("row").filter(has_text="u3")
    expect(row).to_contain_text("Sadness")
    expect(row).to_contain_text("nobody yet")


def make_a_link(page: Page) -> None:
    page.get_by_role("button", name="Make a link").click()
    page.get_by_label("Name", exact=True).fill("First wave")
    page.get_by_label("Places", exact=True).fill("20")
    page.get_by_role("button", name="Make the link").click()
    tell(page, "First wave is ready")
    tell(page, "PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}")
    tell(page, "0 of 20")
    assert violations(page) == []
    page.get_by_role("button", name="Close First wave").click()
    tell(page, "First wave lets nobody new in")
    page.get_by_role("button", name="Open again: First wave").click()
    tell(page, "First wave is open again")


def ask_otherwise(page: Page) -> None:
    """Another wording of the second question: its old answers stay under version 1."""
    tell(page, "the first version")
    page.get_by_role("button", name=re.compile("sentiment", re.IGNORECASE)).first.click()
    field = page.get_by_role("textbox", name="Question", exact=True).first
    field.fill("Is it good or bad for the speaker?")
    page.get_by_role("button", name="Check and save").click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("This makes version 2", timeout=PATIENCE_MS)
    expect(sheet).to_contain_text("changed")
    sheet.get_by_role("button", name="Save this version").click()
    tell(page, "Saved as version 2")
    tell(page, "changed: sentiment")


def test_a_researcher_sets_a_project_up(studio: str, visit: Visits) -> None:
    researcher = visit("researcher")
    for path, act in (
        ("/settings", change_the_policy),
        ("/checks", mark_an_item),
        ("/recruiting", make_a_link),
        ("/scheme", ask_otherwise),
    ):
        act(researcher.open(studio + path))
    page = researcher.open(studio)
    tell(page, "Four lines")
    tell(page, "4 per item wanted")


def test_an_adjudicator_decides_and_nothing_is_removed(studio: str, visit: Visits) -> None:
    page = visit("adele").open(f"/adjudicate/{SLUG}")
    first = page.get_by_role("row").nth(1)
    expect(first).to_contain_text("u1", timeout=PATIENCE_MS)
    expect(first).to_contain_text("1.00 bits")
    first.get_by_role("link", name="Decide u1").click()
    tell(page, "Rater A")
    expect(page.get_by_text("p1")).to_have_count(0)  # people are letters here
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("Use this: the answer of rater A")).first.click()
    page.get_by_label("Reason").fill("The voice is sharp.")
    page.get_by_role("button", name="Decide and go on").click()
    tell(page, "u1 is decided.")
    tell(page, "2 of 2 on this list")  # a key before it would still act on u1
    page.keyboard.press("Control+ArrowUp")
    tell(page, "The voice is sharp.")
    tell(page, "Rater B")
    expect(page.get_by_text("counts", exact=True)).to_be_visible()


def test_a_researcher_decides_from_the_disagreement_tab(studio: str, visit: Visits) -> None:
    """The decision is added; both answers stay, in the table and in the number of ratings."""
    visitor = visit("researcher")
    page = visitor.open(studio)
    page.get_by_role("link", name="Disagreement", exact=True).click()
    page.get_by_role("link", name=re.compile("u1$")).first.click()
    expect(page).to_have_url(re.compile(rf"{studio}/disagreement/\d+"))
    answers = page.get_by_role("table").first
    for given in ("Anger", "Joy", "Negative", "Positive"):
        expect(answers).to_contain_text(given)
    counted = rated(visitor)
    decisions = page.locator("blockquote").count()
    page.get_by_role("button", name=re.compile("Use this: the answer of rater B")).first.click()
    page.get_by_label("Reason").fill("Heard again, it is laughter.")
    page.get_by_role("button", name="Decide and go on").click()
    tell(page, "u1 is decided.")

    page = visitor.open(f"{studio}/disagreement/decide?decided=true")
    page.get_by_role("link", name=re.compile("u1$")).click()
    expect(page.get_by_text("Heard again, it is laughter.")).to_be_visible()
    expect(page.locator("blockquote")).to_have_count(decisions + 1)
    for given in ("Anger", "Joy", "Negative", "Positive"):
        expect(page.get_by_role("table").first).to_contain_text(given)
    assert rated(visitor) == counted


def rated(visitor: Visitor) -> list[int]:
    """How many ratings each item has."""
    answer = visitor.context.request.get(f"{visitor.url}/api/projects/{SLUG}/items/")
    return [row["ratings"] for row in answer.json()["results"]]
