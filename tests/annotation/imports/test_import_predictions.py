"""What models that ran elsewhere said of items: `emotate import --as predictions`."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from annotation.models import Item, Project
from annotation.selectors.drafts.drafts import drafts_of
from annotation.selectors.drafts.values import model_draft_of, value_of_scores
from annotation.selectors.projects.schemes import current_scheme, questions_of
from autolabel.models import Card, Prediction, Run
from tests.annotation.imports.importing import Import
from tests.cast import text_items
from tests.releases.test_release_export import read

pytestmark = pytest.mark.django_db
SHARES = "item,shares.anger,shares.joy,shares.fear\n"
HEAD = "item,emotion.anger,emotion.joy,emotion.fear,emotion.none,arousal\n"


@pytest.fixture
def texts(study: Project) -> Project:
    """The study with three sentences: x-00000, x-00001 and x-00002."""
    text_items(study, 3, prefix="x")
    return study


def predict(
    import_table: Import, text: str, *maps: str, card: str = "wav2vec2", **more: Any
) -> Any:
    return import_table("study", text, *maps, kind="predictions", card=card, **more)


def test_shares_and_numbers_become_drafts(texts: Project, import_table: Import) -> None:
    table = HEAD + "x-00000,0.7,0.2,0.1,0,7\nx-00001,0,0,1,0,\n"
    done = predict(import_table, table)
    assert (done.status, done.counts) == (0, (2, 0, 0))
    assert done.report["new_predictions"] == 2
    first = Prediction.objects.order_by("pk")[0]
    assert first.raw == {"emotion.anger": 0.7, "emotion.joy": 0.2, "emotion.fear": 0.1,
                         "emotion.none": 0.0, "arousal": 7.0}  # fmt: skip
    assert first.derived == pytest.approx(
        {"anger": 0.7, "joy": 0.2, "fear": 0.1, "none": 0.0, "arousal": 0.75}
    )
    (draft,) = drafts_of(texts)
    assert (draft["card"], draft["covered"], draft["total"]) == ("wav2vec2", 2, 3)
    shown = model_draft_of(
        Item.objects.get(key="x-00000"), "wav2vec2", questions_of(current_scheme(texts.pk))
    )
    assert shown is not None
    assert (shown.values["emotion"], shown.values["arousal"]) == ("anger", 7)


def test_they_are_frozen_beside_what_people_said(
    texts: Project, import_table: Import, tmp_path: Path
) -> None:
    import_table("study", "item,rater,emotion\nx-00000,r,joy\nx-00001,r,fear\n")
    predict(import_table, SHARES + "x-00000,0.7,0.2,0.1\n")
    call_command("release", "study", "1.0")
    call_command("export", "study@1.0", "--format", "csv", str(tmp_path / "out"))
    (row,) = read(tmp_path / "out", "predictions")
    assert (row["item"], row["source"], row["card"]) == ("x-00000", "model", "wav2vec2")
    assert json.loads(row["raw"]) == {"shares.anger": 0.7, "shares.joy": 0.2, "shares.fear": 0.1}
    items = {each["item"]: each for each in read(tmp_path / "out", "items")}
    assert items["x-00000"]["emotion.n"] == "1"
    call_command("verify", "study@1.0")


def test_a_label_alone_is_a_prediction(texts: Project, import_table: Import) -> None:
    done = predict(import_table, "clip,guess\nx-00000,HAP\n", "item=clip", "emotion=guess")
    assert done.counts == (1, 0, 0)
    assert Prediction.objects.get().derived == {"anger": 0, "joy": 1, "fear": 0, "none": 0}


def test_each_bad_row_is_named_and_the_rest_goes_in(texts: Project, import_table: Import) -> None:
    table = SHARES + (
        "x-00000,0.5,0.5,0.5\nx-00001,0.2,0.3,0.5\nx-0001,0.2,0.3,0.5\nx-00002,,0.5,0.5\n"
        "x-00002,,,\n,1,0,0\n"
    )
    done = predict(import_table, table)
    assert done.counts == (1, 0, 5)
    assert done.reasons == {
        1: "shares: the shares sum to 1.5; they must sum to 1",
        3: "the project has no item 'x-0001'; the nearest is 'x-00001'",
        4: "shares: anger is empty; a share of nothing is 0",
        5: "nothing is predicted of 'x-00002'",
        6: "item is a text, not an empty cell",
    }


def test_an_unknown_label_names_the_nearest(texts: Project, import_table: Import) -> None:
    done = predict(import_table, "item,emotion\nx-00000,angr\n")
    assert done.reasons[1].endswith("the nearest is 'anger'")


def test_rows_of_one_item_that_differ_are_both_left_out(
    texts: Project, import_table: Import
) -> None:
    table = SHARES + "x-00000,1,0,0\nx-00000,0,1,0\nx-00001,0,0,1\nx-00001,0,0,1\n"
    done = predict(import_table, table)
    assert done.counts == (1, 1, 2)
    assert done.reasons[1] == "the item is predicted otherwise in a later row; neither is used"


def test_again_is_unchanged_and_other_predictions_are_refused(
    texts: Project, import_table: Import
) -> None:
    predict(import_table, SHARES + "x-00000,1,0,0\n")
    assert predict(import_table, SHARES + "x-00000,1,0,0\n").counts == (0, 1, 0)
    other = predict(import_table, SHARES + "x-00000,0,1,0\nx-00001,0,1,0\n")
    assert other.counts == (1, 0, 1)
    assert "a stored prediction is not replaced. Give the new ones another name" in other.reasons[1]
    assert Prediction.objects.count() == 2
    assert predict(import_table, SHARES + "x-00000,0,1,0\n", card="wav2vec2-b").counts == (1, 0, 0)


def test_a_dry_run_makes_no_card(texts: Project, import_table: Import) -> None:
    done = predict(import_table, SHARES + "x-00000,1,0,0\n", dry_run=True)
    assert done.counts == (1, 0, 0)
    assert not Card.objects.exists()
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("head", "card", "message"),
    [
        (SHARES, "", "Name the model: --card NAME"),
        (SHARES, "Big Model", "'Big Model' cannot be the name of a card"),
        (SHARES, "imported", "means drafts that came with the items"),
        (SHARES, "goemotions-linear", "is a card that runs here: emotate autolabel"),
        ("item,shares.joy\n", "m", "has columns for joy and none for anger, fear"),
        ("clip,emotion\n", "m", "has no column 'item'"),
        ("item,mood\n", "m", "has no column with predictions"),
        ("item,emotion,felt\n", "m", "'emotion' and 'felt' both have 'anger'"),
        ("item,when\n", "m", "has no column with predictions"),
    ],
)
def test_a_wrong_request_changes_nothing(
    texts: Project, import_table: Import, head: str, card: str, message: str
) -> None:
    row = "x-00000" + ",0" * head.count(",") + "\n"
    done = predict(import_table, head + row, card=card)
    assert done.status == 2
    assert message in done.errors
    assert not Card.objects.exists()


def test_a_model_that_gave_other_scores_needs_another_name(
    texts: Project, import_table: Import
) -> None:
    predict(import_table, SHARES + "x-00000,1,0,0\n")
    done = predict(import_table, "item,arousal\nx-00000,5\n")
    assert done.status == 2
    assert "gave other scores here before: anger, joy, fear" in done.errors


def test_an_item_that_is_a_name_only_has_no_prediction(
    study: Project, import_table: Import
) -> None:
    import_table("study", "item,rater,emotion\na,r,joy\n")
    done = predict(import_table, "item,emotion\na,joy\n")
    assert done.counts == (0, 0, 1)
    assert "it is a name only" in done.reasons[1]


def test_numbers_beyond_the_scale_are_kept_and_told(texts: Project, import_table: Import) -> None:
    done = predict(
        import_table, "item,arousal,sentiment\nx-00000,9.5,-1\n", missing=["sentiment:-1"]
    )
    assert (done.counts, done.report["missing"]) == ((1, 0, 0), 1)
    assert "1 numbers lie beyond the ends of their scale" in done.report["notes"][0]
    stored = Prediction.objects.get()
    assert (stored.raw, stored.derived) == ({"arousal": 9.5}, {"arousal": 1.0})


def test_scores_are_drafts_of_planes_and_statements_too() -> None:
    from affect.questions import load_scheme

    questions = [{"id": "place", "kind": "grid", "text": "?"},
                 {"id": "same", "kind": "statement", "text": "?"},
                 {"id": "pull", "kind": "scale", "text": "?", "min": 1, "max": 5}]  # fmt: skip
    scheme = load_scheme({"name": "s", "title": "S", "questions": questions})
    place, same, pull = scheme.questions
    assert value_of_scores(place, {"valence": 0.75, "arousal": 0}) == {
        "valence": 0.5,
        "arousal": -1,
    }
    assert value_of_scores(place, {"valence": 0.75}) is None
    assert value_of_scores(same, {"true": 0.2, "false": 0.8}) == "false"
    assert value_of_scores(pull, {"pull": 0.5}) == 3
