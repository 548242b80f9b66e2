"""audformat and Hugging Face, read again by their libraries: the values are the release's."""

import base64
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from releases.contents import Contents
from releases.exports import ExportOptions, release_export
from tests.references.test_catalogue_formats import moment, rows_of
from tests.releases.heard import RATE, TURNS

pytestmark = pytest.mark.django_db
COPY = ExportOptions(media="copy")


def nanoseconds(sample: int, rate: int = RATE) -> int:
    return round(sample * 1_000_000_000 / rate)


def test_audformat(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = release_export(heard_release, "audformat", None, tmp_path / "out", COPY).folder
    told = reference("readers/audformat_database.py", {"folder": str(folder)})
    wanted = rows_of(heard_release, tmp_path)
    items = {row["item"]: row for row in told["tables"]["items"]}
    assert [round(items[f"heard-{n}"]["start"] * RATE / 1e9) for n in range(3)] == [
        start for start, _, _ in TURNS
    ]
    assert [round(items[f"heard-{n}"]["end"] * RATE / 1e9) for n in range(3)] == [
        end for _, end, _ in TURNS
    ]
    assert sorted(told["files"]) == ["media/face.png", "media/take.flac", "media/the call.wav"]
    assert all((folder / name).is_file() for name in told["files"])
    for row in wanted["items"]:
        found = items.get(row["item"]) or next(
            each for each in told["tables"]["texts"] if each["item"] == row["item"]
        )
        for column in ("emotion.n", "emotion.share.anger", "emotion.entropy", "speaker",
                       "transcript", "mix.share.joy", "valence.mean", "valence.sd"):  # fmt: skip
            assert found[column] == row[column], column
    assert {row["item"] for row in told["tables"]["texts"]} == {"heard-5", "check"}


def test_audformat_has_a_column_per_rater_and_every_rating(
    heard_release: Path, tmp_path: Path, reference
) -> None:
    folder = release_export(heard_release, "audformat", None, tmp_path / "out").folder
    told = reference("readers/audformat_database.py", {"folder": str(folder)})
    ratings = rows_of(heard_release, tmp_path)["ratings"]
    known = sorted({row["rater"] for row in ratings if row["rater"]})
    assert told["raters"] == {
        "gold": "vote", **dict.fromkeys(known, "human"), "vocal-arousal": "machine",
    }  # fmt: skip
    assert told["labels"] == ["anger", "joy", "no-one"]
    own = told["rater_of"]["raters.emotion"]
    assert {name: own[name] for name in known} == {name: name for name in known}
    assert told["rater_of"]["items"]["emotion.share.anger"] == "gold"
    cells = {
        (row["item"], rater): (row[rater], row[f"{rater}.confidence"])
        for row in told["tables"]["raters.emotion"]
        for rater in known
    }
    for row in ratings:
        if row["rater"] and (row["item"], row["rater"]) in cells:
            wanted = (row["emotion"], row["emotion.confidence"])
            assert cells.pop((row["item"], row["rater"])) == wanted
    assert set(cells.values()) == {(None, None)}  # nobody rated there
    assert len(told["tables"]["ratings"]) == len(ratings)
    for found, row in zip(told["tables"]["ratings"], ratings, strict=True):
        assert (found["item"], found["rater"]) == (row["item"], row["rater"])
        assert (found["emotion"], found["why"]) == (row["emotion"], row["why"])
        assert moment(found["submitted_at"] + "+00:00") == row["submitted_at"].timestamp()


def test_audb_publishes_the_folder_and_loads_it_again(
    db, tmp_path: Path, settings, reference
) -> None:
    from releases.services import release_freeze
    from tests.releases.heard import heard_project

    settings.MEDIA_ROOT, settings.RELEASES_ROOT = tmp_path / "media", tmp_path / "releases"
    # audb asks other programs about files that are no sound, and stops where they are not there
    release_freeze(
        project=heard_project(tmp_path / "originals", picture=False),
        tag="1.0",
        contents=Contents(free_text=True),
    )
    release = tmp_path / "releases" / "heard" / "1.0"
    folder = release_export(release, "audformat", None, tmp_path / "out", COPY).folder
    asked = {"folder": str(folder), "publish": "heard-1.0", "media": True}
    told = reference("readers/audformat_database.py", asked)
    assert len(told["tables"]["items"]) == 4
    assert sorted(told["there"]) == pytest.approx([0.5, 3.0])


def same(found: Any, wanted: Any) -> bool:
    if hasattr(wanted, "timestamp"):
        return moment(found) == wanted.timestamp()
    return found == wanted


def test_hugging_face(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = release_export(heard_release, "huggingface", None, tmp_path / "out").folder
    told = reference("readers/hugging_face_folder.py", {"folder": str(folder)})
    wanted = rows_of(heard_release, tmp_path)
    assert set(told) == set(wanted)
    assert told["items"]["splits"] == {"train": 7}
    for name, rows in wanted.items():
        found = told[name]["rows"]
        assert len(found) == len(rows)
        for one, row in zip(found, rows, strict=True):
            assert [c for c in row if not same(one[c], row[c])] == []
    assert "anger" in told["items"]["features"]["emotion.soft"]


def test_hugging_face_with_sound_and_pictures(
    heard_release: Path, tmp_path: Path, reference
) -> None:
    folder = release_export(heard_release, "huggingface", None, tmp_path / "out", COPY).folder
    told = reference("readers/hugging_face_folder.py", {"folder": str(folder)})
    rows = {row["item"]: row for row in told["items"]["rows"]}
    assert told["items"]["features"]["audio"].startswith("Audio(")
    whole, _ = soundfile.read(tmp_path / "originals" / "the call.wav", dtype="int16")
    for n, (start, end, _) in enumerate(TURNS):
        content = base64.b64decode(rows[f"heard-{n}"]["audio"]["bytes"])
        found, rate = soundfile.read(io.BytesIO(content), dtype="int16")
        assert rate == RATE
        np.testing.assert_array_equal(found, whole[start:end])
    picture = base64.b64decode(rows["heard-4"]["image"]["bytes"])
    assert picture == (tmp_path / "originals" / "face.png").read_bytes()
    assert rows["heard-5"]["audio"] is None
    assert rows["heard-5"]["image"] is None
