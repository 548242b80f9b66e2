"""What does not fit into a narrow window."""

from playwright.sync_api import Page


def too_wide(page: Page) -> list[str]:
    """Elements that reach beyond the window, where the page scrolls sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth
          if (document.documentElement.scrollWidth <= room) return []
          const wide = [...document.querySelectorAll('body *')].filter(element => {
            const { left, right } = element.getBoundingClientRect()
            return right > room + 1 || left < -1
          })
          return ['the page', ...wide.slice(0, 5).map(element => element.outerHTML.slice(0, 120))]
        }"""
    )
    return found


def cut_off(page: Page) -> list[str]:
    """Cells of tables that lie beyond the window, on a page that does not scroll there."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[role=table] [role=cell]')].filter(cell => {
          const { left, right, width } = cell.getBoundingClientRect()
          return width > 0 && (left < 0 || right > document.documentElement.clientWidth)
        }).map(cell => cell.textContent.slice(0, 60))"""
    )
    return found
