"""Lhotse, WebDataset, instruction records, clips and Label Studio, read again."""

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
import soundfile

from releases.exports import ExportOptions, release_export
from tests.references.test_catalogue_formats import rows_of
from tests.releases.heard import CHANGE, RATE, TURNS, WORDS

pytestmark = pytest.mark.django_db
COPY = ExportOptions(media="copy")


def whole_call(tmp_path: Path) -> np.ndarray:
    return soundfile.read(tmp_path / "originals" / "the call.wav", dtype="int16")[0]


def items_of(release: Path, tmp_path: Path) -> dict[str, dict[str, Any]]:
    return {row["item"]: row for row in rows_of(release, tmp_path)["items"]}


def test_lhotse(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = release_export(heard_release, "lhotse", None, tmp_path / "out", COPY).folder
    told = reference("readers/lhotse_manifests.py", {"folder": str(folder), "sound": True})
    assert told["recordings"] == {"the call": [3 * RATE, RATE], "take": [8000, 16000]}
    found = {one["id"]: one for one in told["supervisions"]}
    assert set(found) == {"heard-0", "heard-1", "heard-2", "heard-3"}
    items, whole = items_of(heard_release, tmp_path), whole_call(tmp_path)
    for n, (start, end, speaker) in enumerate(TURNS):
        one = found[f"heard-{n}"]
        assert (round(one["start"] * RATE), round(one["end"] * RATE)) == (start, end)
        assert one["speaker"] == speaker
        assert told["samples"][one["id"]] == whole[start : start + 5].T.tolist()
        labels = one["custom"]["emotion"]
        assert labels["n"] == items[one["id"]]["emotion.n"]
        given = {
            label: items[one["id"]][f"emotion.share.{label}"] for label in labels.get("shares", {})
        }
        assert labels.get("shares", {}) == given
    assert [word[:2] for word in found["heard-1"]["words"]] == [[WORDS[0], 1.0], [WORDS[1], 1.5]]
    assert "shares" not in found["heard-2"]["custom"]["emotion"]  # nobody could tell
    assert found["heard-2"]["custom"]["ratings"][0]["answers"] == {"emotion": {"cannot_tell": True}}


def test_webdataset(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = release_export(heard_release, "webdataset", None, tmp_path / "out").folder
    told = reference("readers/webdataset_shards.py", {"folder": str(folder)})
    samples = {
        json.loads(base64.b64decode(one["files"]["json"]))["item"]: one["files"] for one in told
    }
    assert list(samples) == [f"heard-{n}" for n in range(6)]
    whole, items = whole_call(tmp_path), items_of(heard_release, tmp_path)
    for n, (start, end, _) in enumerate(TURNS):
        found, _ = soundfile.read(
            io.BytesIO(base64.b64decode(samples[f"heard-{n}"]["wav"])), dtype="int16"
        )
        np.testing.assert_array_equal(found, whole[start:end])
    assert (
        base64.b64decode(samples["heard-4"]["png"])
        == (tmp_path / "originals" / "face.png").read_bytes()
    )
    assert base64.b64decode(samples["heard-5"]["txt"]).decode() == items["heard-5"]["transcript"]
    for key, files in samples.items():
        body = json.loads(base64.b64decode(files["json"]))
        assert body["labels"]["emotion"]["n"] == items[key]["emotion.n"]
        for label, share in body["labels"]["emotion"].get("shares", {}).items():
            assert share == items[key][f"emotion.share.{label}"]


def test_clips_are_named_and_cut_to_the_sample(heard_release: Path, tmp_path: Path) -> None:
    result = release_export(heard_release, "clips", None, tmp_path / "out")
    with (tmp_path / "out" / "clips.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["item"]: row for row in csv.DictReader(file)}
    names = {key: row["file"] for key, row in rows.items()}
    assert names == {
        "heard-0": "clips/Ana_anger_70p5_heard-0.wav",
        "heard-1": "clips/Bo_undecided_x_heard-1.wav",
        "heard-2": "clips/Ana_undecided_x_heard-2.wav",
        "heard-3": "clips/unknown_no-one_x_heard-3.wav",
        "heard-4": "clips/unknown_joy_x_heard-4.png",
    }
    whole = whole_call(tmp_path)
    for n, (start, end, _) in enumerate(TURNS):
        found, rate = soundfile.read(tmp_path / "out" / names[f"heard-{n}"], dtype="int16")
        assert rate == RATE
        np.testing.assert_array_equal(found, whole[start:end])
    take, _ = soundfile.read(tmp_path / "originals" / "take.flac", dtype="int32")
    found, _ = soundfile.read(tmp_path / "out" / names["heard-3"], dtype="int32")
    np.testing.assert_array_equal(found, take)
    assert (float(rows["heard-0"]["share.anger"]), rows["heard-0"]["intensity"]) == (
        pytest.approx(2 / 3), "70.5",
    )  # fmt: skip
    assert (rows["heard-2"]["label"], rows["heard-2"]["share.anger"]) == ("", "")
    assert result.report.left_out["items without sound, picture or video"] == 1
    assert not (tmp_path / "out" / ".clips").exists()


def test_instructions_have_questions_answers_and_reasons(
    heard_release: Path, tmp_path: Path, reference
) -> None:
    folder = release_export(heard_release, "instructions", None, tmp_path / "out", COPY).folder
    lines = [json.loads(x) for x in (folder / "instructions.jsonl").read_bytes().splitlines()]
    records = {record["id"]: record for record in lines}
    one = records["heard-0/emotion"]
    assert (one["question"], one["answer"]) == ("Which emotion?", "Anger")
    assert one["options"] == ["Anger", "Joy", "no-one"]
    assert one["shares"] == {"anger": pytest.approx(2 / 3), "joy": pytest.approx(1 / 3),
                             "no-one": 0.0}  # fmt: skip
    assert [reason["reason"] for reason in one["reasons"]] == ["It was\nshouted", "cross: loud"]
    assert one["messages"][0]["content"].startswith("<audio>\nHallo!\nWhich emotion?")
    assert one["messages"][1]["content"] == "Anger"
    assert (folder / one["media"][0]).is_file()
    assert "heard-1/emotion" not in records  # a tie is nobody's answer
    assert records["heard-0/valence"]["answer"] == -1.0
    assert records["heard-0/strength"]["answer"] == {"anger": 70.5}
    own = [json.loads(line) for line in (folder / "answers.jsonl").read_bytes().splitlines()]
    first = [each for each in own if each["id"] == "heard-0/emotion"]
    assert sorted(each["answer"] for each in first) == ["anger", "anger", "joy"]
    (shouted,) = [each for each in first if each["reasons"]]
    assert shouted["confidence"] == 5
    assert [each["cannot_tell"] for each in own if each["id"] == "heard-2/emotion"] == [True]


def test_label_studio(heard_release: Path, tmp_path: Path, reference) -> None:
    folder = release_export(heard_release, "label-studio", None, tmp_path / "out", COPY).folder
    told = reference("readers/label_studio_tasks.py", {"folder": str(folder)})
    assert set(told) == {"audio", "image", "text"}
    assert [found["faults"] for found in told.values()] == [[], [], []]
    tasks = {task["data"]["item"]: task for kind in told.values() for task in kind["tasks"]}
    assert set(tasks) == {f"heard-{n}" for n in range(6)}
    ratings = rows_of(heard_release, tmp_path)["ratings"]
    for key, task in tasks.items():
        own = [row for row in ratings if row["item"] == key]
        assert [each["rater"] for each in task["annotations"]] == [row["rater"] for row in own]
        for annotation, row in zip(task["annotations"], own, strict=True):
            results = {result["from_name"]: result["value"] for result in annotation["result"]}
            chosen = results.get("emotion", {}).get("choices", [None])[0]
            assert chosen == row["emotion"]
            assert results.get("valence", {}).get("number") == row["valence"]
            assert results.get("strength.anger", {}).get("number") == row["strength.anger"]
            assert ("emotion.cannot_tell" in results) == bool(row["emotion.cannot_tell"])
    marks = [
        result["value"]
        for annotation in tasks["heard-1"]["annotations"]
        for result in annotation["result"]
        if result["type"] == "labels"
    ]
    assert [(round(mark["end"] * RATE), mark["labels"]) for mark in marks] == [
        (CHANGE - TURNS[1][0], ["joy"]), (TURNS[1][1] - TURNS[1][0], ["anger"]),
    ]  # fmt: skip
    assert tasks["heard-0"]["predictions"][0]["score"] == pytest.approx(2 / 3)
    assert tasks["heard-0"]["data"]["models"][0]["raw"]["scores"] == {"anger": 0.5, "joy": 0.5}
    converted = {row["item"]: row for row in told["audio"]["converted"]}
    assert "heard-0" in converted


@pytest.mark.parametrize("name", ["webdataset", "clips", "lhotse", "huggingface", "elan"])
def test_a_missing_recording_is_named_and_the_rest_is_there(
    heard_release: Path, tmp_path: Path, name: str
) -> None:
    from releases.exports.recordings import stored

    hashes = {
        row["file"]: row["media_sha256"]
        for row in pq.read_table(heard_release / "recordings.parquet").to_pylist()
    }
    gone, changed = stored(hashes["the call.wav"]), stored(hashes["take.flac"])
    assert gone is not None
    assert changed is not None
    gone.unlink()
    changed.write_bytes(changed.read_bytes() + b"0")
    result = release_export(heard_release, name, None, tmp_path / "out", COPY)
    said = sorted(result.report.missing_media.values())
    assert [line.split(" (")[0] for line in said] == ["take.flac", "the call.wav"]
    assert "has other content" in said[0]
    assert "is not in the store" in said[1]
    card = json.loads((tmp_path / "out" / "export.json").read_text())
    assert card["missing_media"] == [
        result.report.missing_media[key] for key in sorted(result.report.missing_media)
    ]
