"""EmotionLines (Chen et al. 2018): five votes an utterance as a string, and their majority."""

import json
from pathlib import Path

import pytest

from tests.releases.reproductions import published

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

LABELS = ("neutral", "joy", "sadness", "fear", "anger", "surprise", "disgust")
NO_MAJORITY = "non-neutral"


def test_the_majority_is_the_authors_own(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "emotionlines_votes" / "friends_votes_100dialogues.json"
    dialogues = json.loads(file.read_text())
    authors = {
        f"{d:03d}-{u:02d}": utterance
        for d, dialogue in enumerate(dialogues)
        for u, utterance in enumerate(dialogue)
    }
    rows = [(key, utterance["annotation"]) for key, utterance in authors.items()]
    path = published.table(tmp_path / "votes.csv", ["utterance", "annotation"], rows)
    labels = [{"id": label} for label in LABELS]
    asked = {"id": "emotion", "kind": "choice", "text": "?", "labels": labels}
    project = published.project(tmp_path, "lines", asked)
    votes = f"votes.{','.join(LABELS)}=annotation"
    published.brought_in(project, path, "item=utterance", votes)
    items = published.exported(project, tmp_path / "out", "majority")
    assert len(items) == len(authors) == 1473
    for key, utterance in authors.items():
        row = items[key]
        assert row["emotion.n"] == 5
        assert (row["emotion.majority"] or NO_MAJORITY) == utterance["emotion"], key
        shares = [round(5 * row[f"emotion.share.{label}"]) for label in LABELS]
        assert "".join(map(str, shares)) == utterance["annotation"]
