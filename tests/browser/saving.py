"""Files that a page saves."""

from pathlib import Path

from playwright.sync_api import Locator, Page


def saved(page: Page, part: Locator, button: str) -> str:
    """The text of the file that a button of a part of the page saves."""
    with page.expect_download() as download:
        part.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text(encoding="utf-8")
