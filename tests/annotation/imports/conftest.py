"""A project to import into, and tables written to files; imported late, once Django is ready."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from annotation.models import Project
    from tests.annotation.imports.importing import Import, Outcome


@pytest.fixture
def clips(db: None) -> "Project":
    """A project without media, under the preset `crema-d`."""
    from tests.cast import project

    return project("clips", "crema-d")


@pytest.fixture
def import_table(tmp_path: Path) -> "Import":
    """`emotate import` of a text, written to a file of that name."""
    from tests.annotation.imports.importing import import_file

    def run(
        slug: str, text: str | bytes, *maps: str, name: str = "table.csv", **options: Any
    ) -> "Outcome":
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_file(slug, path, *maps, **options)

    return run
