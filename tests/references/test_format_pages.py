"""Each format has a page: how to export, how to read it back (as printed there), what it loses."""

import re
from pathlib import Path

import pytest

from releases.exports import FORMATS, ExportOptions, release_export

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"emotate export heard@1\.0 --format (\S+)(.*) OUT")


def told(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def test_there_is_a_page_for_every_format_and_no_other() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*FORMATS, "index"}
    index = told("index")
    assert [name for name in FORMATS if f"({name}.md)" not in index] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_says_what_its_format_loses(name: str) -> None:
    page = " ".join(told(name).split())
    assert FORMATS[name].loses in page
    for mode in FORMATS[name].media:
        assert f"`{mode}`" in page
    for tier in FORMATS[name].tiers:
        assert f"`{tier}`" in page


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_page_says_works(name: str, heard_release: Path, tmp_path: Path, reference) -> None:
    page = told(name)
    (command,) = COMMAND.findall(page)
    assert command[0] == name
    words = dict(re.findall(r"--(\w+) (\S+)", command[1]))
    options = ExportOptions(
        words.get("question"), words.get("media"), tuple(filter(None, [words.get("tier")]))
    )
    release_export(heard_release, name, words.get("rule"), tmp_path / "OUT", options)
    code = "\n".join(PYTHON.findall(page))
    asked = {"code": code, "page": f"docs/formats/{name}.md", "folder": str(tmp_path)}
    assert reference("page.py", asked).strip()
