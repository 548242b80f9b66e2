"""The page of presets against the presets: each is there once, with its raters and questions."""

import re
from pathlib import Path

import pytest

from affect.presets import preset, preset_names

PAGE = Path(__file__).resolve().parents[2] / "docs" / "presets.md"
ROW = re.compile(r"^\| `([\w-]+)` \|(.*)\|$", re.MULTILINE)


def test_every_preset_has_one_row() -> None:
    assert sorted(name for name, _ in ROW.findall(PAGE.read_text())) == list(preset_names())


@pytest.mark.parametrize("name", preset_names())
def test_a_row_says_what_the_preset_says(name: str) -> None:
    shipped, row = preset(name), dict(ROW.findall(PAGE.read_text()))[name]
    shown, given, raters, _, rules, convention = (cell.strip() for cell in row.split("|"))
    assert shown == shipped["unit"]
    for question in shipped["scheme"]["questions"]:
        assert question["id"] in given
    if shipped.get("first_rater") is None:
        assert raters.split(";")[0] == str(shipped["raters_per_item"])
    for arm in (shipped.get("arms") or {"presentations": []})["presentations"]:
        assert arm in raters
    assert set(rules.split(", ")) == set(shipped["rules"].values())
    assert convention
