"""An admin takes a recording back: sees what would go, says why, and finds the record."""

import re
from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import Page, expect

from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.rules import violations

pytestmark = pytest.mark.browser
SLUG = "taken-back"
FILE = "a person who left.wav"


@pytest.fixture(scope="module")
def recording(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A project with one recording, rated and released."""
    folder = tmp_path_factory.mktemp("taken-back")
    tone = 0.1 * np.sin(np.arange(16_000) / 70)  # bytes that no other recording of this home has
    soundfile.write(folder / FILE, tone, 16_000, subtype="PCM_16")
    item = Path(FILE).stem
    (folder / "ratings.csv").write_text(f"item,rater,emotion\n{item},p1,anger\n{item},p2,neutral\n")
    demo.done_at_once(
        ["project", "create", SLUG, "--preset", "shemo", "--title", "Taken back"],
        ["ingest", SLUG, str(folder / FILE), "--profile", "whole"],
        ["import", SLUG, str(folder / "ratings.csv"), "--as", "ratings"],
        ["release", SLUG, "v1"],
    )


def test_withdraw_a_recording(visit: Visits, recording: None) -> None:
    page = visit("admin").open("/media")
    page.get_by_role("button", name=f"Withdraw {FILE}").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(f"1 item goes with 2 ratings, in {SLUG}.")).to_be_visible()
    expect(dialog.get_by_text(f"Written anew, with another id: {SLUG}@v1.")).to_be_visible()
    act = dialog.get_by_role("button", name="Withdraw for good")
    expect(act).to_be_disabled()
    dialog.get_by_label("Consent was withdrawn").check()
    dialog.get_by_label("to confirm").fill("another file")
    expect(act).to_be_disabled()
    dialog.get_by_label("to confirm").fill(FILE)
    assert violations(page) == []
    act.click()
    expect(page.get_by_text("1 item and 2 ratings are gone.").first).to_be_visible()
    expect(page.get_by_text(f"{SLUG}@v1 is version 1.0.0+w1 now;")).to_be_visible()
    expect(page.get_by_role("button", name=f"Withdraw {FILE}")).to_have_count(0)
    assert violations(page) == []


TEXTS = "taken-back-texts"


@pytest.fixture(scope="module")
def texts(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A released project of lines by two speakers, rated by people from elsewhere and by rater3."""
    folder = tmp_path_factory.mktemp("taken-back-texts")
    lines = [f"t{n},{'Ann' if n % 2 else 'Ben'},Line {n}." for n in range(6)]
    (folder / "items.csv").write_text("\n".join(["item,speaker,text", *lines]))
    given = [f"t{n},{who},anger" for n in range(6) for who in ("Ada", "rater3")]
    (folder / "ratings.csv").write_text("\n".join(["item,rater,emotion", *given]))
    demo.done_at_once(
        ["project", "create", TEXTS, "--preset", "meld", "--title", "Lines, taken back"],
        ["import", TEXTS, str(folder / "items.csv"), "--as", "items"],
        ["project", "member", TEXTS, "rater3", "--role", "rater"],
        ["project", "member", TEXTS, "researcher", "--role", "researcher"],
        ["import", TEXTS, str(folder / "ratings.csv"), "--as", "ratings"],
        ["release", TEXTS, "v1"],
    )
    return f"/projects/{TEXTS}"


def confirmed(page: Page, name: str, told: str) -> None:
    """Read what would go, say why, type the name, and do it."""
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(told)).to_be_visible()
    expect(dialog.get_by_text(f"Written anew, with another id: {TEXTS}@v1.")).to_be_visible()
    act = dialog.get_by_role("button", name="Withdraw for good")
    dialog.get_by_label("Somebody asked for it").check()
    expect(act).to_be_disabled()
    dialog.get_by_label("to confirm").fill(name)
    assert violations(page) == []
    act.click()
    expect(dialog).to_have_count(0)


def test_withdraw_an_item_a_speaker_and_a_rater_where_each_lives(texts: str, visit: Visits) -> None:
    page = visit("admin").open(f"{texts}/items")
    page.get_by_role("link", name=re.compile("t0")).first.click()
    page.get_by_role("button", name="Withdraw item t0").click()
    confirmed(page, "t0", f"1 item goes with 2 ratings, in {TEXTS}.")
    expect(page).to_have_url(re.compile(f"{texts}/items$"))
    expect(page.get_by_text("1 item and 2 ratings are gone.").first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("t0"))).to_have_count(0)
    page.get_by_role("link", name=re.compile("t1")).first.click()
    page.get_by_role("button", name="Withdraw speaker Ann").click()
    confirmed(page, "Ann", f"3 items go with 6 ratings, in {TEXTS}.")
    expect(page.get_by_role("link", name=re.compile("t[135]"))).to_have_count(0)
    page.goto(page.url.replace("/items", "/raters"))
    page.get_by_role("link", name="Ada").click()
    page.get_by_role("button", name="Withdraw answers of Ada").click()
    confirmed(page, "Ada", f"2 ratings go, in {TEXTS}.")
    page.goto(page.url.split("/raters")[0] + "/people")
    page.get_by_role("button", name="Withdraw answers of rater3").click()
    confirmed(page, "rater3", f"2 ratings go, in {TEXTS}.")
    expect(page.get_by_text(f"{TEXTS}@v1 is version 1.0.0+w4 now.")).to_be_visible()


def test_researchers_cannot(texts: str, visit: Visits) -> None:
    page = visit("researcher").open(f"{texts}/people")
    expect(page.get_by_role("button", name="Remove").first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Withdraw"))).to_have_count(0)
