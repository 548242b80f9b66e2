"""A model's drafts beside the raters: compared, never joined."""

import math
import uuid
from typing import Any

import pytest

from affect.questions import load_scheme
from annotation.models import Rater, Rating
from annotation.selectors.drafts.values import rates_of_scores, scaled_scores
from autolabel.models import Card, Prediction, Run
from tests.annotation.results.test_results_api import client_of
from tests.cast import Cast, answers
from tests.every_kind import question_of

BODY: dict[str, Any] = {
    "title": "A model", "baseline": False, "quality": {"summary": "Fair."},
    "licence": {"spdx": "MIT"}, "output": {"labels": ["joy", "fear"], "range": [0, 1]},
}  # fmt: skip


@pytest.fixture
def drafted(people: Cast) -> Cast:
    """Two raters on three items, drafts of the first two and of the last, which nobody rated."""
    first, second, third, last = people.project.items.order_by("place")
    run = Run.objects.create(card=Card.objects.create(card_id="model", hash="3" * 64, body=BODY))
    for item, view in (
        (first, {"joy": 1.0, "fear": 0.0}),
        (second, {"joy": 0.2, "fear": 0.2}),
        (last, {"joy": 0.9, "fear": 0.1}),
    ):
        Prediction.objects.create(run=run, segment=item.segment, raw={"x": 1}, derived=view)
    for name, emotions in (("x", ("joy", "joy", "joy")), ("y", ("joy", "fear", "anger"))):
        rater = Rater.objects.create(project=people.project, external_id=name)
        for item, emotion in zip((first, second, third), emotions, strict=True):
            Rating.objects.create(
                project=people.project, item=item, rater=rater,
                scheme=people.project.schemes.get(), client_key=uuid.uuid4(),
                answers=answers(emotion),
            )  # fmt: skip
    return people


def beside(question: str = "emotion", card: str = "model") -> Any:
    return client_of("ruth").get(
        f"/api/projects/talks/drafts/{card}/beside/", {"question": question}
    )


def test_the_model_is_held_against_the_soft_label(drafted: Cast) -> None:
    (found,) = beside().json()["comparisons"]
    counts = {name: found[name] for name in ("items", "unrated", "unpredicted", "several")}
    assert counts == {"items": 2, "unrated": 1, "unpredicted": 1, "several": 2}
    metrics = {one["name"]: one for one in found["metrics"]}
    # the model has both soft labels: (1, 0) and (1/2, 1/2)
    assert metrics["total variation"]["model"]["value"] == pytest.approx(0, abs=1e-12)
    # a rater is right on the first item and, against the other one, wrong on the second
    assert metrics["total variation"]["human"]["value"] == pytest.approx(0.5)
    assert metrics["total variation"]["better"] == "lower"
    assert metrics["total variation"]["model"]["low"] is not None


def test_figures_of_humans_stay_as_they_are(drafted: Cast) -> None:
    client = client_of("ruth")
    agreement = client.get("/api/projects/talks/agreement/?bootstrap=0").json()["questions"]
    assert beside().status_code == 200
    Prediction.objects.all().delete()
    after = client.get("/api/projects/talks/agreement/?bootstrap=0").json()["questions"]
    assert agreement == after


def test_what_has_no_comparison(drafted: Cast) -> None:
    assert beside("sentiment").json()["comparisons"] is None, "the card has none of its labels"
    assert beside(card="nobody").json()["comparisons"] is None
    assert beside("mood").status_code == 400
    rater = client_of("ana").get("/api/projects/talks/drafts/model/beside/?question=emotion")
    assert rater.status_code == 403


def test_scores_are_compared_as_the_question_asks() -> None:
    scores = {"anger": 0.6, "confidence": 0.2}
    assert rates_of_scores(question_of("choice"), scores) == pytest.approx([0.75, 0.25, 0])
    assert rates_of_scores(question_of("multi"), scores) == [0.6, 0.2, 0.0]
    first, second, unknown = rates_of_scores(question_of("intensity"), scores)
    assert (first, second) == pytest.approx((60, 20))
    assert math.isnan(unknown), "a label that the model does not know has no number"
    assert rates_of_scores(question_of("choice"), {"anger": 0.0}) is None
    assert rates_of_scores(question_of("choice"), {"other": 1.0}) is None
    body = {"id": "q", "kind": "scale", "text": "?", "min": 1, "max": 9, "dimension": "arousal"}
    scheme = {"name": "s", "title": "S", "questions": [body]}
    scale = load_scheme(scheme).questions[0]
    assert rates_of_scores(scale, {"arousal": 0.5}) == [5.0]
    assert scaled_scores({"a": 0.0, "b": None, "c": 3}, {"output": {"range": [-1, 3]}}) == {
        "a": 0.25, "c": 1.0,
    }  # fmt: skip
