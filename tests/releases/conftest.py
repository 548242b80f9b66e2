"""Releases of the tests lie in a folder of their own. Models are imported once Django is ready."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from annotation.models import Project
    from releases.models import Release


@pytest.fixture(autouse=True)
def releases_root(tmp_path: Path, settings) -> Path:
    settings.RELEASES_ROOT = tmp_path / "releases"
    return tmp_path / "releases"


@pytest.fixture
def soft(db: None) -> "Project":
    from tests.releases.makers import soft_project

    return soft_project()


@pytest.fixture
def frozen(soft: "Project", releases_root: Path) -> Path:
    """The folder of the release soft@1.0."""
    from releases.services import release_freeze

    release_freeze(project=soft, tag="1.0")
    return releases_root / "soft" / "1.0"


@pytest.fixture
def release(frozen: Path) -> "Release":
    from releases.models import Release

    return Release.objects.get(tag="1.0")
