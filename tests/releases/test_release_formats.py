"""What holds for every format: all kinds of answers, the same bytes, whole or not at all."""

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from affect.questions import scheme_hash
from annotation.models import Project
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from releases.contents import Contents
from releases.errors import ReleaseRefused
from releases.exports import FORMATS, TABLES, ExportOptions, release_export
from releases.exports.archive import export_archive
from releases.exports.format import FolderFormat
from releases.services import release_folder, release_freeze
from releases.verify import folder_verify
from tests.conftest import files_alone
from tests.every_kind import question_of, scheme_body
from tests.releases.makers import bytes_of, rate
from tests.releases.test_release_clips import clip
from tests.releases.test_release_roles import as_first_layout

FOLDERS = [name for name in FORMATS if name not in TABLES]
DRAFT = {"caption": "Ja", "clues": ["loud"], "mood": "anger"}
EVERY: dict[str, Any] = {
    "choice": "c-s",
    "multi": ["anger", "confidence"],
    "intensity": {"anger": 0, "c-s": 50.5},
    "scale": 0.5,
    "distribution": {"anger": 0.25, "confidence": 0.75},
    "grid": {"valence": 0, "arousal": 1},
    "statement": "false",
    "pair": "second",
    "rank": ["c-s", "anger"],
    "text": 'A "text"\nof <two> lines\t\x0b',
    "words": [{"word": "so", "reason": "why"}, {"word": "la"}],
    "trace": {"seconds": 10, "times": [0, 1], "values": {"valence": [0, 1], "times": [1, 0]},
              "device": "mouse"},
    "timeline": [{"start": 0.25, "end": 0.5, "label": "anger", "track": "face"},
                 {"start": 0.3, "end": 0.9, "label": "c-s", "track": "voice"}],
    "spans": [{"turn": 0, "start": 0, "end": 2, "label": "anger", "text": "So"},
              {"turn": -1, "start": 0, "end": 1, "label": "c-s", "text": "X"}],
    "regions": [{"x": 0.1, "y": 0.2, "width": 0.3, "height": 0.4, "label": "c-s"}],
    "review": {"verdict": "edit", "draft": DRAFT, "fields": {**DRAFT, "caption": "Nein"}},
}  # fmt: skip


@pytest.fixture(scope="module")
def every_home(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory) -> Path:
    """A release with every kind of answer, on a turn, on clips side by side, and on nothing."""
    home: Path = tmp_path_factory.mktemp("every")
    with files_alone(home, django_db_blocker):
        make_every()
    return home


@pytest.fixture
def every(db: None, every_home: Path, releases_root: Path) -> Path:
    """The folder of that release, a copy of the test's own."""
    shutil.copytree(every_home / "releases", releases_root, copy_function=shutil.copyfile)
    return releases_root / "every" / "1"


def make_every() -> None:
    project = project_create(slug="every", preset_name="soft-turns")
    project.schemes.update(body=scheme_body(), hash=scheme_hash(scheme_body()))
    turn, other = clip("one.wav", 0, 16_000), clip("two.wav")
    items_add(
        project=project,
        items=[
            NewItem("turn", turn),
            NewItem("beside", None, clips=(turn, other)),
            NewItem("nothing", None),
            NewItem("unrated", other),
        ],
    )
    answers = {kind: {"value": value} for kind, value in EVERY.items()}
    empty: dict[str, Any] = {
        kind: {"value": []} for kind in ("multi", "words", "timeline", "spans", "regions")
    }
    for item in project.items.exclude(key="unrated"):
        rate(item, None, **answers)
        rate(item, None, **empty)
    release_freeze(project=project, tag="1", contents=Contents(free_text=True))


def options(name: str, media: str = "none") -> ExportOptions:
    """No media where the format can do without."""
    modes = FORMATS[name].media
    return ExportOptions(media=media if media in modes else modes[0] if modes else None)


def test_the_answers_are_answers() -> None:
    for kind, value in EVERY.items():
        assert question_of(kind).check({"value": value}, draft=True) == [], kind


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ctm"])
def test_every_format_takes_every_kind_of_answer(every: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    result = release_export(every, name, None, out, options(name))
    assert folder_verify(out).faults == []
    assert result.files
    assert "nan" not in (out / "export.json").read_text().lower() if name in FOLDERS else True


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("media", ["none", "copy"])
def test_the_same_release_is_the_same_bytes(
    heard_release: Path, tmp_path: Path, name: str, media: str
) -> None:
    for which in ("a", "b"):
        release_export(heard_release, name, None, tmp_path / which, options(name, media))
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    assert folder_verify(tmp_path / "a").faults == []
    assert str(tmp_path).encode() not in b"".join(bytes_of(tmp_path / "a").values())


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_is_replaced_by_another_format_and_nothing_is_left(
    heard_release: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    release_export(heard_release, name, None, out, options(name))
    release_export(heard_release, "csv", None, out)
    assert not [path for path in out.rglob("*") if path.is_dir()]
    release_export(heard_release, name, None, out, options(name))
    extra = out / "shards-of-mine" / "notes.txt"
    extra.parent.mkdir()
    extra.write_text("mine")
    with pytest.raises(ReleaseRefused, match="choose a new folder"):
        release_export(heard_release, "csv", None, out)
    assert extra.read_text() == "mine"


@pytest.mark.parametrize("name", FOLDERS)
def test_a_full_disk_leaves_no_folder(
    heard_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    whole = FORMATS[name]
    assert isinstance(whole, FolderFormat)

    def full(export: Any) -> dict[str, int]:
        whole.write(export)
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(FORMATS, name, replace(whole, write=full))
    out = tmp_path / "exports" / "out"
    with pytest.raises(OSError, match="No space left"):
        release_export(heard_release, name, None, out, options(name))
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_download_has_every_file_of_the_folder(
    heard_release: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    release_export(heard_release, name, None, out, options(name, "copy"))
    with (
        export_archive(heard_release, name, None, "out", options(name, "copy")) as file,
        zipfile.ZipFile(file) as archive,
    ):
        assert archive.testzip() is None
        found = {entry: archive.read(entry) for entry in archive.namelist()}
    assert found == {f"out/{path}": content for path, content in bytes_of(out).items()}


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ctm"])
def test_a_release_of_the_first_layout_goes_into_every_format(
    heard_release: Path, tmp_path: Path, name: str
) -> None:
    old = as_first_layout(heard_release, tmp_path / "old")
    release_export(old, name, None, tmp_path / "out", options(name, "copy"))
    assert folder_verify(tmp_path / "out").faults == []


def test_a_ctm_of_a_release_without_words_is_refused(every: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseRefused, match="no words with times"):
        release_export(every, "ctm", None, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_options_that_a_format_does_not_have_are_refused_by_name(
    heard_release: Path, tmp_path: Path
) -> None:
    def refused(name: str, words: str, **asked: Any) -> None:
        with pytest.raises(ReleaseRefused, match=words):
            release_export(heard_release, name, None, tmp_path / "out", ExportOptions(**asked))

    refused("csv", "leave out --question emotion", question="emotion")
    refused("clips", "those that do: emotion, mix, tags", question="valence")
    refused("clips", "can have: copy", media="none")
    refused("csv", "cannot have --media copy; it can have: none", media="copy")
    refused("elan", "has no tier 'phones'; its tiers: items, turns", tiers=("phones",))
    assert not (tmp_path / "out").exists()


def test_a_release_without_labels_has_no_format_of_one_label(soft: Project, tmp_path: Path) -> None:
    body = {**scheme_body(), "questions": [{"id": "v", "kind": "scale", "text": "?", "min": 0,
                                            "max": 9}]}  # fmt: skip
    soft.schemes.update(body=body, hash=scheme_hash(body))
    release_freeze(project=soft, tag="s")
    with pytest.raises(ReleaseRefused, match="those that do: none"):
        release_export(release_folder("soft", "s"), "clips", None, tmp_path / "out")


def test_links_lead_to_the_store_and_copies_do_not(heard_release: Path, tmp_path: Path) -> None:
    for mode in ("link", "copy"):
        release_export(heard_release, "lhotse", None, tmp_path / mode, ExportOptions(media=mode))
        assert folder_verify(tmp_path / mode).faults == []
    link, copy = (tmp_path / mode / "media" / "the call.wav" for mode in ("link", "copy"))
    assert link.is_symlink()
    assert not copy.is_symlink()
    assert link.read_bytes() == copy.read_bytes()
    shutil.rmtree(tmp_path / "link")
    assert copy.is_file()
