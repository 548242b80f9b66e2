"""What raters can be refused has words in every language of the pages."""

import re
from pathlib import Path

import pytest

from annotation.services.assignment.gates import REASONS

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "frontend/src/i18n").glob("*/refusals.ts"))
TOLD = re.compile(r'\breason="(\w+)"')
SAID = re.compile(r"^    (\w+): \(", re.MULTILINE)


def told() -> set[str]:
    sources = [path for app in ("accounts", "annotation") for path in (ROOT / app).rglob("*.py")]
    return {reason for path in sources for reason in TOLD.findall(path.read_text())}


def test_reasons_of_refusals_are_none_of_those_that_block() -> None:
    assert len(told()) > 10
    assert not told() & set(REASONS)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parent.name)
def test_each_reason_has_words_and_no_words_are_left_over(catalogue: Path) -> None:
    assert set(SAID.findall(catalogue.read_text())) == told()
