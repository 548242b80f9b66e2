"""Fixtures that every test may use, and the private PostgreSQL that the whole run uses.

Django reads its settings here, once the server is there; so pyproject.toml must not name them, or
pytest-django would read them earlier. With DATABASE_URL set, that server is used instead. Runs do
not disturb each other: each has a home of its own.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from annotation.models import Project
    from tests.cast import Cast

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
# Unit tests may lose their rows in a power cut; fault tests start servers of their own.
HASTE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a home and a database server; both go when the run ends."""
    if config.option.help or config.option.version:
        return
    from config.services.postgres import EmbeddedPostgres

    home = Path(tempfile.mkdtemp(prefix="emotate-tests-"))
    os.environ["EMOTATE_HOME"] = str(home)
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    if "DATABASE_URL" not in os.environ:
        server = EmbeddedPostgres(home, HASTE)
        server.join()
        config.add_cleanup(server.stop)  # cleanups run last in, first out
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    # The real one is slow on purpose, half a second a password; the tests make thousands.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of published ratings and recordings; the test is skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no published data at {SHARED_DATA}")
    return SHARED_DATA


@pytest.fixture
def people(db: None) -> "Cast":
    """The fixed cast in a project of four text items; imported late, once Django is ready."""
    from tests.cast import cast

    return cast()


@pytest.fixture
def heard(db: None, tmp_path: Path, settings) -> "Project":
    """The project of `tests.releases.heard`; its originals lie in tmp_path/originals."""
    from tests.releases.heard import heard_project

    settings.MEDIA_ROOT = tmp_path / "media-root"
    return heard_project(tmp_path / "originals")


@contextmanager
def files_alone(home: Path, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Of what is made here the files below `home` stay, for many tests; its rows are gone again."""
    places = override_settings(MEDIA_ROOT=home / "media-root", RELEASES_ROOT=home / "releases")
    with blocker.unblock(), places, transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def heard_home(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory) -> Path:
    """Where heard@1.0 was released, with its recordings; its rows are gone again."""
    from releases.contents import Contents
    from releases.services import release_freeze
    from tests.releases.heard import heard_project

    home: Path = tmp_path_factory.mktemp("heard")
    with files_alone(home, django_db_blocker):
        project = heard_project(home / "originals")
        release_freeze(project=project, tag="1.0", contents=Contents(free_text=True))
    return home


@pytest.fixture
def heard_release(db: None, heard_home: Path, tmp_path: Path, settings) -> Path:
    """The folder of the release heard@1.0, a copy of the test's own; no project is there."""
    shutil.copytree(heard_home, tmp_path, dirs_exist_ok=True, copy_function=shutil.copyfile)
    settings.MEDIA_ROOT = tmp_path / "media-root"
    settings.RELEASES_ROOT = tmp_path / "releases"
    return tmp_path / "releases" / "heard" / "1.0"
