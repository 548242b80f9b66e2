"""The votes of CREMA-D in and out again: plurality gives the authors' own columns of every clip."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.releases.test_release_export import read

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

LETTERS = {
    "A": "anger", "D": "disgust", "F": "fear", "H": "happiness", "N": "neutral", "S": "sadness",
}  # fmt: skip
VOICE, FACE, VIDEO_AND_VOICE = "1", "2", "3"
SUMMARY = {VOICE: "VoiceVote", FACE: "FaceVote", VIDEO_AND_VOICE: "MultiModalVote"}
"""The authors' second table, a row a clip, and its column for each presentation."""


def table(shared_data: Path, presentation: str) -> list[dict[str, str]]:
    """The authors' rows of one presentation."""
    with (shared_data / "cremad" / "tabulatedVotes.csv").open(newline="") as file:
        return [row for row in csv.DictReader(file) if row[""].startswith(presentation)]


@pytest.mark.parametrize("presentation", SUMMARY)
@pytest.mark.parametrize("name", ["csv", "parquet", "jsonl"])
def test_plurality_is_the_authors_own(
    shared_data: Path, tmp_path: Path, name: str, presentation: str
) -> None:
    clips = table(shared_data, presentation)
    votes = tmp_path / "votes.csv"
    with votes.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(clips[0]))
        writer.writeheader()
        writer.writerows(clips)
    call_command("project", "create", "cremad", "--preset", "crema-d")
    maps = ["--map", "item=fileName"]
    for letter, label in LETTERS.items():
        maps += ["--map", f"votes.{label}={letter}"]
    call_command("import", "cremad", str(votes), "--as", "ratings", *maps)
    call_command("release", "cremad", "1.0")
    out = tmp_path / "out"
    call_command("export", "cremad@1.0", "--format", name, "--rule", "plurality", str(out))
    exported = {row["item"]: row for row in read(out, "items")}
    assert len(exported) == len(clips) == 2441
    with (shared_data / "cremad" / "summaryTable.csv").open(newline="") as file:
        summary = {row["FileName"]: row for row in csv.DictReader(file)}
    for clip in clips:
        told, n, largest = authors_columns(exported[clip["fileName"]])
        assert (told, n) == (clip["emoVote"], int(clip["numResponses"]))
        assert largest == pytest.approx(float(clip["agreement"]), abs=1e-12)
        second = summary[clip["fileName"]][SUMMARY[presentation]]
        assert set(told.split(":")) == set(second.split(":"))
    total = sum(int(clip["numResponses"]) for clip in clips)
    assert json.loads((out / "project.json").read_text())["counts"]["ratings"] == total
    assert len(read(out, "ratings")) == total


def authors_columns(row: dict[str, Any]) -> tuple[str, int, float]:
    """emoVote, numResponses and agreement, as the columns of an export tell them."""
    letters = {label: letter for letter, label in LETTERS.items()}
    told = row["emotion.plurality"] or row["emotion.plurality.tied"]
    shares = [float(row[f"emotion.share.{label}"]) for label in letters]
    return ":".join(letters[label] for label in told.split(":")), int(row["emotion.n"]), max(shares)
