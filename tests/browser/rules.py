"""Rules of WCAG 2.2 AA that a machine can check, by axe."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""Those of them that look at colours; for all others a page is the same in any."""
LOADED = "typeof axe !== 'undefined'"
# What fades has neither its old colours nor its new ones; what turns for ever is not waited for.
STILL = """() => document.getAnimations().every(({ playState, effect }) =>
  playState !== 'running' || effect.getComputedTiming().endTime === Infinity
)"""


def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds, each with the element and what would help."""
    if not page.evaluate(LOADED):
        page.evaluate(AXE.read_text())
    page.wait_for_function(STILL)
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        ".then(result => result.violations)",
        list(rules),
    )
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
