"""A researcher says how the next release is divided and cited, makes it, and reads it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.rules import violations

pytestmark = pytest.mark.browser
SLUG = "divided"
SPEAKERS = ("Ann", "Ben", "Cat", "Dan")


@pytest.fixture(scope="module")
def divided(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Twenty lines of four speakers, rated by two people."""
    folder = tmp_path_factory.mktemp("divided")
    lines = [f"u{n},{SPEAKERS[n % 4]},Line number {n} of the play." for n in range(20)]
    rated = [f"u{n},{who},{'anger' if n % 2 else 'joy'}" for n in range(20) for who in ("p", "q")]
    write(folder / "items.csv", ["item,speaker,text", *lines])
    write(folder / "ratings.csv", ["item,rater,emotion", *rated])
    demo.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "A play"],
        ["import", SLUG, str(folder / "items.csv"), "--as", "items"],
        ["import", SLUG, str(folder / "ratings.csv"), "--as", "ratings"],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
    )
    return f"/projects/{SLUG}/releases"


def write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_divide_cite_release_and_read(visit: Visits, divided: str) -> None:
    page = visit("researcher").open(divided)
    page.get_by_role("button", name="Change the splits").click()
    page.get_by_text("Build them").click()
    page.get_by_label("Share of dev").fill("10")
    expect(page.get_by_text("The shares sum to 95 %; they must sum to 100 %.")).to_be_visible()
    expect(page.get_by_role("button", name="See how it comes out")).to_be_disabled()
    page.get_by_role("button", name="Remove dev").click()
    page.get_by_label("Share of train").fill("75")
    page.get_by_label("Share of test").fill("25")
    page.get_by_role("button", name="See how it comes out").click()
    expect(page.get_by_text("4 groups of items that hang together")).to_be_visible()
    expect(page.get_by_text("75.0% of 75.0% wanted")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("train 75.0%, test 25.0%; no two share")).to_be_visible()

    page.get_by_role("button", name="Change authors").click()
    page.get_by_role("button", name="Add an author").click()
    page.get_by_label("Author 1, Name").fill("Ada Lovelace")
    page.get_by_label("Author 1, ORCID").fill("0000-0002-1825-0098")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text(
        "of Ada Lovelace, is no ORCID"
    )
    page.get_by_label("Author 1, ORCID").fill("0000-0002-1825-0097")
    page.get_by_role("textbox", name="Licence of ratings").fill("CC-BY-4.0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Ada Lovelace CC-BY-4.0")).to_be_visible()

    page.get_by_role("button", name="Make a release").first.click()
    page.get_by_label("Tag").fill("v1")
    page.get_by_role("button", name="Freeze").click()
    expect(page.get_by_text("version 1.0.0")).to_be_visible()
    page.get_by_role("button", name="What is in it").click()
    expect(page.get_by_text("The first release of the project")).to_be_visible()
    expect(page.get_by_text("20 items of 20 received 40 ratings by 2 raters")).to_be_visible()
    assert violations(page) == []
