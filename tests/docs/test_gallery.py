"""The gallery against the presets: a picture of each, made by the browser tests, and its words."""

import re
from pathlib import Path

import pytest

from affect.presets import preset, preset_names
from tests.browser.gallery import MOST_BYTES, SIZE

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = DOCS / "images" / "gallery"
ENTRY = re.compile(r"^### `([\w-]+)`: (.+)\n\n(.+)\n\n!\[(.+)\]\((.+)\)$", re.MULTILINE)


def test_every_preset_has_one_entry_and_one_picture() -> None:
    entries = [name for name, *_ in ENTRY.findall((DOCS / "gallery.md").read_text())]
    assert sorted(entries) == list(preset_names())
    assert sorted(path.stem for path in PICTURES.iterdir()) == list(preset_names())


@pytest.mark.parametrize("name", preset_names())
def test_an_entry_has_the_words_of_the_preset_and_its_picture(name: str) -> None:
    found = {entry[0]: entry[1:] for entry in ENTRY.findall((DOCS / "gallery.md").read_text())}
    title, summary, told, address = found[name]
    shipped = preset(name)
    assert (title, summary) == (shipped["title"], shipped["summary"])
    assert shipped["title"] in told
    picture = (DOCS / address).read_bytes()
    assert len(picture) <= MOST_BYTES
    assert picture[:4] + picture[8:12] == b"RIFFWEBP"
    assert size_of(picture) == (SIZE["width"], SIZE["height"])


def size_of(webp: bytes) -> tuple[int, int]:
    """Width and height of a lossy WebP: 14 bits each, behind the start code of its first frame."""
    at = webp.index(b"\x9d\x01\x2a") + 3
    width, height = (int.from_bytes(webp[at + by : at + by + 2], "little") for by in (0, 2))
    return width & 0x3FFF, height & 0x3FFF
