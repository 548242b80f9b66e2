"""Published tables as they lie on disk, through the public command, with nothing done to them."""

import csv
from pathlib import Path
from typing import Any

import pytest

from affect.questions import scheme_hash
from annotation.models import Item, Project, Rating, Scheme
from tests.annotation.imports.importing import Outcome, import_file
from tests.cast import project as make_project

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

FELT = ("amazement", "solemnity", "tenderness", "nostalgia", "calmness", "power",
        "joyful_activation", "tension", "sadness")  # fmt: skip
INTENSE = ("sad", "happy", "disgust", "fear", "anger", "surprise")
LETTERS = {"anger": "A", "disgust": "D", "fear": "F", "happiness": "H", "neutral": "N",
           "sadness": "S"}  # fmt: skip
WORDS = ["None=0", "A little=1", "Moderate=2", "Extremely=3"]


def asking(*questions: dict[str, Any]) -> Project:
    body = {"name": "q", "title": "Q", "questions": [{"text": "?", **each} for each in questions]}
    made = make_project("q", "meld")
    Scheme.objects.filter(project=made).update(body=body, hash=scheme_hash(body))
    return made


def brought_in(path: Path, *maps: str, **more: Any) -> Outcome:
    return import_file("q", path, *maps, **more)


def labels(*names: str) -> list[dict[str, str]]:
    return [{"id": name.casefold()} for name in names]


def test_marks_of_people_nobody_knows_under_names_that_begin_with_a_blank(
    shared_data: Path,
) -> None:
    asking(
        {"id": "felt", "kind": "multi", "labels": labels(*FELT), "max": 3},
        {"id": "mood", "kind": "scale", "min": 1, "max": 5},
    )
    marks = [f"felt.{name}={name}" for name in FELT]
    table = shared_data / "emotify" / "data.csv"
    done = brought_in(table, "item=track id", "rater=-", *marks)
    assert done.report["rows"] == 2390
    reasons = {each.partition(":")[2].strip() for each in done.reasons.values()}
    assert all("at most 3" in reason for reason in reasons), reasons
    assert done.counts == (2390 - len(done.reasons), 0, len(done.reasons))
    assert 0 < len(done.reasons) < 10
    assert Item.objects.count() == 104
    assert brought_in(table, "item=track id", "rater=-", *marks).counts[0] == 0


def test_words_for_intensities_and_pages_left_open(shared_data: Path) -> None:
    asking({"id": "emotions", "kind": "intensity", "labels": labels(*INTENSE), "min": 0, "max": 3})
    done = brought_in(
        shared_data / "earkick_label_studio" / "assessment.csv",
        "item=id", "rater=annotator", "elapsed_seconds=lead_time", "submitted_at=created_at",
        *(f"emotions.{name}={name}" for name in INTENSE), values=WORDS,
    )  # fmt: skip
    assert done.counts == (303, 0, 0)
    assert Rating.objects.filter(answers__emotions__value__fear=0).exists()
    assert Rating.objects.filter(elapsed_ms=11_708).exists()
    assert all("took more than an hour" in note for note in done.report["notes"])


def test_winners_that_tie_are_several(shared_data: Path) -> None:
    asking({"id": "emotion", "kind": "multi", "labels": [
        {"id": name, "aliases": [letter]} for name, letter in LETTERS.items()]})  # fmt: skip
    table = shared_data / "cremad" / "tabulatedVotes.csv"
    done = brought_in(table, "item={fileName}-{#1}", "rater==authors", "emotion=emoVote")
    assert done.counts == (7323, 0, 0), done.errors[:1000]
    several = Rating.objects.filter(answers__emotion__value__1__isnull=False).count()
    with table.open(encoding="utf-8") as file:
        ties = sum(":" in row["emoVote"] for row in csv.DictReader(file))
    assert several == ties > 0


def test_means_of_minus_one_are_missing(shared_data: Path) -> None:
    make_project("q", "meld")
    done = brought_in(shared_data / "cremad" / "tabulatedVotes.csv", "item={fileName}-{#1}",
                      kind="items", missing=["-1"])  # fmt: skip
    assert done.counts == (7323, 0, 0)
    assert done.report["missing"] > 7323
    assert not Item.objects.filter(attributes__meanAngerResp="-1").exists()
    assert Item.objects.filter(attributes__has_key="meanAngerResp").exists()


def test_lists_of_ratings_without_a_header(shared_data: Path) -> None:
    asking({"id": "sentiment", "kind": "scale", "min": -4, "max": 4})
    folder = shared_data / "vader_raters"
    tweets = brought_in(folder / "tweets_anonDataRatings.txt", "item=#1", "ratings.sentiment=#4",
                        header=False)  # fmt: skip
    assert (tweets.report["spread"], tweets.report["failed"]) == (1451, 0), tweets.errors[:900]
    assert Item.objects.count() == 1451
    first = Rating.objects.filter(item__key="1")
    assert (first.count(), first.filter(answers__sentiment__value=-4).count()) == (95, 1)
    lexicon = brought_in(folder / "vader_lexicon.txt", "item=#1", "ratings.sentiment=#4",
                         header=False)  # fmt: skip
    assert lexicon.report["spread"] == 7520
    assert lexicon.report["failed"] == 0, lexicon.errors[:2000]


def test_labels_by_number_without_a_header(shared_data: Path) -> None:
    names = [f"e{number}" for number in range(28)]
    asking({"id": "emotion", "kind": "multi", "labels": labels(*names)})
    done = brought_in(
        shared_data / "goemotions_filtered" / "goemotions-dev.tsv",
        "item=#3", "rater==majority", "emotion=#2", header=False,
        values=[f"{number}=e{number}" for number in range(28)],
    )  # fmt: skip
    assert done.counts == (5426, 0, 0), done.errors[:1000]


def test_yes_and_no_to_categories_of_faces_with_zeros_before_their_number(
    shared_data: Path,
) -> None:
    asking({"id": "shown", "kind": "statement"})
    done = brought_in(
        shared_data / "emonet_face_binary" / "binary.csv",
        "item={path} {emotion}", "rater=annotator", "shown=value",
    )  # fmt: skip
    assert sum(done.counts) == done.report["rows"] == 21_815
    assert all("differ in row" in reason for reason in done.reasons.values())
    assert Item.objects.filter(key="00009 Longing").exists()


def test_two_releases_of_the_same_votes_that_disagree(shared_data: Path) -> None:
    faces = ("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
             "unknown", "nf")  # fmt: skip
    asking({"id": "face", "kind": "choice", "labels": labels(*faces)})
    folder = shared_data / "ferplus"
    votes = [f"votes.{name}={'NF' if name == 'nf' else name}" for name in faces]
    first = brought_in(folder / "fer2013new.csv", "item=Image name", *votes)
    assert set(first.reasons.values()) == {"item is empty"}
    assert first.counts == (3579, 0, 10)
    numbered = [f"votes.{name}=#{at}" for at, name in enumerate(faces, start=3)]
    second = brought_in(folder / "label_Valid.csv", "item=#1", *numbered, header=False)
    assert sum(second.counts) == 3579
    assert second.counts[0] == 0
    assert second.counts[2] > 0
    assert all("are stored and differ" in reason for reason in second.reasons.values())


def test_dialogues_that_begin_anew_in_each_split(shared_data: Path, tmp_path: Path) -> None:
    for name in ("dev_sent_emo", "train_first200_sent_emo"):
        (tmp_path / f"{name}.csv").symlink_to(shared_data / "meld" / f"{name}.csv")
    make_project("talks", "meld")
    done = import_file(
        "talks", tmp_path, "item={@file}-{Dialogue_ID}-{Utterance_ID}", "text=Utterance",
        "dialogue={@file}-{Dialogue_ID}", "position=Utterance_ID", kind="items",
    )  # fmt: skip
    assert done.counts[2] == 0, done.errors[:1000]
    assert Item.objects.filter(segment__dialogue__name="dev_sent_emo-0").exists()
    rated = import_file(
        "talks", tmp_path, "item={@file}-{Dialogue_ID}-{Utterance_ID}", "rater==majority",
    )  # fmt: skip
    assert (rated.counts[0], rated.counts[2]) == (done.counts[0], 0)
