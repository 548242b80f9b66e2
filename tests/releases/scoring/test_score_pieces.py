"""`emotate score` of a model that says which emotion appears when."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from affect.agreement.pieces.eder import eder
from annotation.models import Rater
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from annotation.services.projects.schemes import scheme_set
from ingestion.models import Recording, Segment
from releases.services import release_freeze
from tests.releases.makers import rate

pytestmark = pytest.mark.django_db

SCHEME = {
    "name": "when",
    "title": "When",
    "questions": [
        {"id": "when", "kind": "timeline", "text": "?", "labels": [{"id": "joy"}, {"id": "fear"}]}
    ],
}
Pieces = list[tuple[float, float, str]]
RATED: list[list[Pieces]] = [
    [[(0, 2, "joy")], [(0.5, 2, "joy"), (3, 4, "fear")]],
    [[], [(1, 2, "fear")]],
]
SAID: list[Pieces] = [[(0, 3, "joy")], []]
SECONDS = 4.0


def answer(pieces: Pieces) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "label": label} for start, end, label in pieces]


@pytest.fixture
def when(releases_root: Path) -> Path:
    """Two utterances of four seconds, each rated by two people."""
    project = project_create(slug="when", preset_name="zed")
    scheme_set(project=project, body=SCHEME)
    media = Recording.objects.create(
        sha256="a" * 64, name="a.wav", bytes=10, container="wav", codec="pcm_s16le",
        duration_seconds=8.0, samples=128_000, rate_hz=16_000, channels=1,
    )  # fmt: skip
    turns = [
        Segment.objects.create(
            recording=media, identity=f"t{n}", start_seconds=n * SECONDS,
            end_seconds=(n + 1) * SECONDS, start_sample=n * 64_000, end_sample=(n + 1) * 64_000,
        )
        for n in range(2)
    ]  # fmt: skip
    items_add(project=project, items=[NewItem(f"u{n}", turn) for n, turn in enumerate(turns)])
    raters = [Rater.objects.create(project=project, external_id=name) for name in "ab"]
    for item, given in zip(project.items.order_by("key"), RATED, strict=True):
        for rater, pieces in zip(raters, given, strict=True):
            rate(item, rater, when={"value": answer(pieces)})
    release_freeze(project=project, tag="1.0")
    return releases_root / "when" / "1.0"


def test_eder_and_f1_of_a_model_with_a_human_ceiling(
    when: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "predictions.jsonl"
    rows = [{"item": f"u{n}", "when": answer(said)} for n, said in enumerate(SAID)]
    table.write_text("\n".join(map(json.dumps, rows)))
    capsys.readouterr()
    call_command("score", str(when), str(table), "--bootstrap", "0", "--json")
    (found,) = json.loads(capsys.readouterr().out)["questions"]
    model, human = ({f["name"]: f["value"] for f in found[side]} for side in ("model", "human"))
    of_items = [
        sum(eder(pieces, said, SECONDS).rate for pieces in given) / 2
        for given, said in zip(RATED, SAID, strict=True)
    ]
    assert model["EDER"] == pytest.approx(sum(of_items) / 2)
    between = [eder(given[0], given[1], SECONDS).rate for given in RATED]
    assert human["EDER"] == pytest.approx(sum(between) / 2)
    assert model["recall (overlap)"] == pytest.approx(2 / 4)
    assert (found["items"], found["several"]) == (2, 2)


def test_a_prediction_that_is_no_timeline_is_named(
    when: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "predictions.jsonl"
    bad = [{"start": 0, "end": 1, "label": "anger"}]
    rows = [{"item": "u0", "when": answer(SAID[0])}, {"item": "u1", "when": bad}]
    table.write_text("\n".join(map(json.dumps, rows)))
    with pytest.raises(SystemExit):
        call_command("score", str(when), str(table), "--bootstrap", "0")
    assert "unknown label 'anger'; allowed: joy, fear" in capsys.readouterr().err
