"""An admin takes a recording back: sees what would go, says why, and finds the record."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import expect

from bench.stack import Stack
from tests.browser.at_once import done_at_once
from tests.browser.conftest import Visits
from tests.browser.every_page import done
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser
SLUG = "taken-back"
FILE = "a person who left.wav"


@pytest.fixture(scope="module")
def recording(demo: Stack, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A project with one recording, rated and released."""
    folder = tmp_path_factory.mktemp("taken-back")
    tone = 0.1 * np.sin(np.arange(16_000) / 40)
    soundfile.write(folder / FILE, tone, 16_000, subtype="PCM_16")
    item = Path(FILE).stem
    (folder / "ratings.csv").write_text(f"item,rater,emotion\n{item},p1,anger\n{item},p2,neutral\n")
    done_at_once(
        demo,
        ["project", "create", SLUG, "--preset", "shemo", "--title", "Taken back"],
        ["ingest", SLUG, str(folder / FILE), "--profile", "whole"],
        ["import", SLUG, str(folder / "ratings.csv"), "--as", "ratings"],
    )
    done(demo, "release", SLUG, "v1")


def test_withdraw_a_recording(visit: Visits, recording: None) -> None:
    page = visit("admin").open("/media")
    page.get_by_role("button", name=f"Withdraw {FILE}").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(f"1 item goes with all answers, in {SLUG}.")).to_be_visible()
    expect(dialog.get_by_text(f"Written anew, with another id: {SLUG}@v1.")).to_be_visible()
    act = dialog.get_by_role("button", name="Withdraw for good")
    expect(act).to_be_disabled()
    dialog.get_by_label("Consent was withdrawn").check()
    dialog.get_by_label("to confirm").fill("another file")
    expect(act).to_be_disabled()
    dialog.get_by_label("to confirm").fill(FILE)
    assert violations(page) == []
    act.click()
    expect(page.get_by_text("1 item and 2 ratings are gone.")).to_be_visible()
    expect(page.get_by_text(f"{SLUG}@v1 is version 1.0.0+w1 now;")).to_be_visible()
    expect(page.get_by_role("button", name=f"Withdraw {FILE}")).to_have_count(0)
    assert violations(page) == []
