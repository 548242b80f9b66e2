"""Pictures of rating pages for the documentation, taken while the tests rate.

Written only where EMOTATE_GALLERY names a folder: `EMOTATE_GALLERY=docs/images/gallery`.
"""

import base64
import os
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

VARIABLE = "EMOTATE_GALLERY"
SIZE: ViewportSize = {"width": 1280, "height": 800}
LISTENED_SECONDS = 0.8
MOST_BYTES = 60_000
QUALITIES = (0.9, 0.8, 0.65, 0.5, 0.35)

TO_TOP = """() => {
  let pane = document.querySelector('[id^=q-]')
  for (; pane; pane = pane.parentElement) pane.scrollTop = 0
}"""

# The browser that drew the page also makes WebP of it, so no other program is needed.
TO_WEBP = """async ([png, qualities, most]) => {
  const image = new Image()
  image.src = `data:image/png;base64,${png}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  canvas.getContext('2d').drawImage(image, 0, 0)
  for (const quality of qualities) {
    const found = canvas.toDataURL('image/webp', quality).split(',')[1]
    if (found.length * 0.75 <= most) return found
  }
  return null
}"""


def picture_taken(page: Page, name: str) -> None:
    """Write the picture of this page as NAME.webp, where the environment asks for it."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        return
    page.set_viewport_size(SIZE)
    # The first question is marked, and seen from its beginning, as when the item came.
    page.locator("[id^=q-]").first.evaluate("question => question.focus()")
    _listen(page)
    page.evaluate(TO_TOP)
    expect(page.get_by_text("Saved").first).to_be_visible()
    png = page.screenshot(animations="disabled")
    blank = page.context.new_page()
    encoded = blank.evaluate(TO_WEBP, [base64.b64encode(png).decode(), list(QUALITIES), MOST_BYTES])
    blank.close()
    assert encoded, f"the picture of {name} does not fit into {MOST_BYTES} bytes"
    Path(folder, f"{name}.webp").write_bytes(base64.b64decode(encoded))


def _listen(page: Page) -> None:
    """Play the beginning of what can be played, so that the page is as a rater sees it."""
    if not page.locator("audio, video").count():
        return
    page.keyboard.press("Space")
    page.wait_for_function(
        "seconds => document.querySelector('audio, video').currentTime > seconds",
        arg=LISTENED_SECONDS,
    )
    page.keyboard.press("Space")
