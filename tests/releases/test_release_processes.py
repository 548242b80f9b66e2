"""Other processes: the same bytes under other conditions, and nothing half made by a killed one."""

from pathlib import Path

import pytest

from annotation.models import Project
from releases.exports import FORMATS, ExportOptions, release_export
from releases.models import Release
from releases.services import release_folder, release_freeze
from releases.verify import folder_verify, release_verify
from tests.releases.heard import heard_project
from tests.releases.killed import killed
from tests.releases.makers import bytes_of, environment, process, soft_project

pytestmark = pytest.mark.django_db(transaction=True)

ALL = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from django.core.management import call_command
call_command("release", "heard", "1.0")
from releases.exports import FORMATS
for name, format_ in FORMATS.items():
    media = ["--media", "copy"] if format_.media else []
    call_command("export", "heard@1.0", "--format", name, *media, os.path.join(sys.argv[1], name))
"""
CONDITIONS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
)


@pytest.fixture
def soft(transactional_db: None) -> Project:
    return soft_project()


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    """The home of the other process; this one looks there as well."""
    settings.RELEASES_ROOT = tmp_path / "home" / "releases"
    return tmp_path / "home"


def test_the_same_bytes_in_another_process_place_and_locale(
    transactional_db: None, tmp_path: Path, settings
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    heard_project(tmp_path / "originals")
    made = []
    for number, conditions in enumerate(CONDITIONS):
        home, out = tmp_path / f"home {number}", tmp_path / f"out {number}"
        home.mkdir()
        (home / "media").symlink_to(settings.MEDIA_ROOT)
        done = process(home, str(out), script=ALL, **conditions)
        assert done.returncode == 0, done.stderr
        folders = [home / "releases" / "heard" / "1.0", *sorted(out.iterdir())]
        made.append([bytes_of(folder) for folder in folders])
        Release.objects.all().delete()
    assert len(made[0]) == 1 + len(FORMATS)
    for first, second in zip(*made, strict=True):
        assert list(first) == list(second)
        assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize(
    "point",
    [
        ("releases.services.freeze", "manifest_write", "after"),
        ("releases.storage.folders", "_put", "before"),
        ("releases.storage.folders", "_put", "after"),
    ],
)
def test_a_killed_freeze_leaves_no_release_and_the_next_one_works(
    soft: Project, home: Path, point: tuple[str, str, str]
) -> None:
    killed(environment(home), home, point, "release", "soft", "1.0")
    assert not Release.objects.exists()
    folder = release_folder("soft", "1.0")
    assert folder.exists() == (point[1:] == ("_put", "after"))
    release = release_freeze(project=soft, tag="1.0")
    assert release_verify(release).faults == []
    assert [path.name for path in folder.parent.iterdir()] == ["1.0"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_killed_export_leaves_no_folder_or_the_old_one(
    soft: Project, home: Path, tmp_path: Path, when: str
) -> None:
    release_freeze(project=soft, tag="1.0")
    folder, out = release_folder("soft", "1.0"), tmp_path / "out"
    point = ("releases.exports.export", "manifest_write", when)
    there = environment(home)
    killed(there, home, point, "export", "soft@1.0", "--format", "csv", str(out))
    assert not out.exists()
    release_export(folder, "csv", None, out)
    before = bytes_of(out)
    killed(there, home, point, "export", "soft@1.0", "--format", "jsonl", str(out))
    assert bytes_of(out) == before
    release_export(folder, "jsonl", None, out)
    assert folder_verify(out).faults == []
    assert [path.name for path in tmp_path.glob(".out*")] == []


@pytest.mark.parametrize("name", ["webdataset", "audformat"])
def test_a_killed_export_with_media_leaves_no_folder(
    transactional_db: None, home: Path, tmp_path: Path, settings, name: str
) -> None:
    settings.MEDIA_ROOT = home / "media"
    release_freeze(project=heard_project(tmp_path / "originals"), tag="1.0")
    out = tmp_path / "out"
    point = ("releases.exports.export", "manifest_write", "before")
    words = ("export", "heard@1.0", "--format", name, "--media", "copy", str(out))
    killed(environment(home), home, point, *words)
    assert not out.exists()
    assert [path.name for path in tmp_path.glob(".out*")] == [".out.partial"]
    release_export(release_folder("heard", "1.0"), name, None, out, ExportOptions(media="copy"))
    assert folder_verify(out).faults == []
    assert [path.name for path in tmp_path.glob(".out*")] == []


def test_exit_status_and_streams_of_the_real_command(
    soft: Project, home: Path, tmp_path: Path
) -> None:
    release_freeze(project=soft, tag="1.0")
    taken = process(home, "release", "soft", "1.0", "--json")
    assert (taken.returncode, taken.stdout) == (2, "")
    assert "choose another tag" in taken.stderr
    assert process(home, "export", "soft@1.0", "--format", "csv").returncode == 2
    out = tmp_path / "out"
    release_export(release_folder("soft", "1.0"), "jsonl", None, out)
    (out / "items.jsonl").write_text("")
    broken = process(home, "verify", str(out), DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert broken.returncode == 1
    assert "items.jsonl: 0 rows; the manifest says 4" in broken.stderr
