"""A researcher looks through the formats of a release and downloads one with its options."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.at_once import Prepared
from tests.browser.conftest import Visits
from tests.browser.rules import violations

pytestmark = pytest.mark.browser
SLUG = "formats"


@pytest.fixture(scope="module")
def released(demo: Prepared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Six lines that two people rated, frozen as v1."""
    folder = tmp_path_factory.mktemp("formats")
    items = "item,speaker,text\n" + "".join(f"u{n},Ann,Line {n}.\n" for n in range(6))
    ratings = "item,rater,emotion\n" + "".join(f"u{n},{w},joy\n" for n in range(6) for w in "pq")
    (folder / "items.csv").write_text(items)
    (folder / "ratings.csv").write_text(ratings)
    demo.done_at_once(
        ["project", "create", SLUG, "--preset", "meld", "--title", "Formats"],
        ["import", SLUG, str(folder / "items.csv"), "--as", "items"],
        ["import", SLUG, str(folder / "ratings.csv"), "--as", "ratings"],
        ["project", "member", SLUG, "researcher", "--role", "researcher"],
        ["release", SLUG, "v1"],
    )
    return f"/projects/{SLUG}/releases"


def test_a_format_says_what_it_loses_and_is_downloaded(visit: Visits, released: str) -> None:
    page = visit("researcher").open(released)
    expect(page.get_by_text("Nothing is lost.")).to_be_visible()
    page.get_by_role("textbox", name="Format").click()
    for group in ("Tables", "Catalogues", "Speech", "Training", "Annotation"):
        expect(page.get_by_text(group, exact=True)).to_be_attached()
    page.get_by_role("option", name="RTTM").click()
    expect(page.get_by_text("Lost: all but times, speakers and that label.")).to_be_visible()
    page.get_by_role("textbox", name="Label of").click()
    page.get_by_role("option", name="sentiment").click()
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    expect(page.get_by_text("The download has begun.")).to_be_visible()
    content = Path(download.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(each for each in archive.namelist() if each.endswith("export.json"))
        card = json.loads(archive.read(name))
    assert (card["format"], card["question"]) == ("rttm", "sentiment")
    assert card["left_out"] == {"items without a recording": 6}
