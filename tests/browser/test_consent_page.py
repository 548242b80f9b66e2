"""An admin states the consent to recordings, for one and for many, and a release goes by it."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import expect

from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.rules import violations

pytestmark = pytest.mark.browser
SLUG = "agreed"


@pytest.fixture(scope="module")
def agreed(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two recordings of a project of their own, one of them rated."""
    folder = tmp_path_factory.mktemp("agreed")
    for name, pitch in (("agreed-one.wav", 40), ("agreed-two.wav", 50)):
        tone = 0.1 * np.sin(np.arange(16_000) / pitch)
        soundfile.write(folder / name, tone, 16_000, subtype="PCM_16")
    ratings = folder / "ratings.csv"
    ratings.write_text("item,rater,emotion\nagreed-one,p,joy\n", encoding="utf-8")
    demo.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "Agreed"],
        ["ingest", SLUG, str(folder), "--profile", "whole", "--speakers", "none"],
        ["import", SLUG, str(ratings), "--as", "ratings"],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
    )
    return SLUG


def test_consent_is_stated_and_stops_a_release(
    visit: Visits, agreed: str, demo: Prepared, tmp_path: Path
) -> None:
    page = visit("admin").open("/media")
    page.get_by_label("Choose agreed-one.wav").check()
    page.get_by_label("Choose agreed-two.wav").check()
    page.get_by_role("button", name="State consent to 2 recordings").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("The same for 2 recordings.")).to_be_visible()
    dialog.get_by_label("Given", exact=True).check()
    expect(dialog.get_by_text("Say what it permits: at least one.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Save")).to_be_disabled()
    dialog.get_by_label("Research:").check()
    dialog.get_by_label("Document").fill("Form 3")
    dialog.get_by_label("Recording session").fill("Ses01")
    assert violations(page) == []
    page.screenshot(path=tmp_path / "consent.png")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("2 recordings changed.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="agreed-one.wav")
    expect(row.get_by_text("Given", exact=True)).to_be_visible()
    expect(row.get_by_text("Ses01")).to_be_visible()

    page.get_by_role("button", name="Change the consent to agreed-two.wav").click()
    expect(dialog.get_by_label("Document")).to_have_value("Form 3")
    dialog.get_by_label("Taken back").check()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row").filter(has_text="agreed-two.wav")).to_contain_text("Taken back")
    expect(dialog).to_have_count(0)
    assert violations(page) == []

    page = visit("researcher").open(f"/projects/{agreed}/releases")
    page.get_by_role("button", name="Change what is held of people").click()
    page.get_by_label("Require consent to every recording").check()
    assert violations(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Consent to every recording is required.")).to_be_visible()
    page.get_by_role("button", name="Make a release").first.click()
    page.get_by_label("Tag").fill("v1")
    page.get_by_role("button", name="Freeze").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text(
        "Consent to 'agreed-two.wav' was refused, taken back"
    )
