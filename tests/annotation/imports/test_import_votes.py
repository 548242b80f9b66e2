"""Counts of votes, whose raters nobody knows."""

from collections import Counter
from pathlib import Path

import krippendorff
import numpy as np
import pytest

from affect.aggregation import aggregate
from annotation.models import Project, Rating
from annotation.selectors.answers.batches import coded_answers
from annotation.services.results.agreement import agreement_of
from tests.annotation.imports.importing import Import, import_file
from tests.cast import project as make_project

VOTES = ("votes.anger=A", "votes.Fear=F", "votes.emotion.sadness=S")


def test_each_vote_is_a_rating_without_a_rater(clips: Project, import_table: Import) -> None:
    done = import_table("clips", '"",A,F,S\n007,2,0,1\n008,0,0,0\n', "item=", *VOTES)
    assert (done.status, done.counts) == (0, (2, 0, 0))
    assert done.report["new_ratings"] == 3
    assert dict(clips.items.values_list("key", "rated")) == {"007": 3, "008": 0}
    assert Counter(
        (rating.item.key, rating.answers["emotion"]["value"], rating.rater)
        for rating in Rating.objects.select_related("item")
    ) == {("007", "anger", None): 2, ("007", "sadness", None): 1}


def test_labels_go_by_the_names_of_the_authors_too(clips: Project, import_table: Import) -> None:
    done = import_table("clips", "item,A,H\na,2,1\n", "votes.ANG=A", "votes.happy=H")
    assert done.counts == (1, 0, 0)
    found = {rating.answers["emotion"]["value"] for rating in Rating.objects.all()}
    assert found == {"anger", "happiness"}


def test_again_is_unchanged_and_other_counts_are_refused(
    clips: Project, import_table: Import
) -> None:
    import_table("clips", "item,A,F,S\na,2,0,1\n", *VOTES)
    assert import_table("clips", "item,A,F,S\na,2,0,1\n", *VOTES).counts == (0, 1, 0)
    done = import_table("clips", "item,A,F,S\na,3,0,1\nb,1,0,0\n", *VOTES)
    assert (done.status, done.counts) == (1, (1, 0, 1))
    assert "votes for 'a' are stored and differ" in done.reasons[1]
    assert Rating.objects.filter(item__key="a").count() == 3


def test_two_rows_of_one_item(clips: Project, import_table: Import) -> None:
    done = import_table("clips", "item,A,F,S\na,1,0,0\na,0,1,0\nb,1,1,1\nb,1,1,1\n", *VOTES)
    assert done.counts == (1, 1, 2)
    assert set(Rating.objects.values_list("item__key", flat=True)) == {"b"}


@pytest.mark.parametrize("count", ["-1", "1.5", "", "x", "10001"])
def test_a_count_is_a_whole_number(clips: Project, import_table: Import, count: str) -> None:
    done = import_table("clips", f"item,A,F,S\na,{count},0,0\n", *VOTES)
    assert done.counts == (0, 0, 1)
    assert "votes.anger: a whole number from 0 to 10000" in done.reasons[1]
    assert Rating.objects.count() == 0


@pytest.mark.parametrize(
    ("maps", "message"),
    [
        (["votes.rage=A"], "Field 'votes.rage' is unknown"),
        (["votes.anger=A", "rater=F"], "no rater"),
        (["votes.anger=A", "votes.anger=F"], "mapped twice"),
    ],
)
def test_wrong_requests(
    clips: Project, import_table: Import, maps: list[str], message: str
) -> None:
    done = import_table("clips", "item,A,F,S\na,1,0,0\n", *maps)
    assert done.status == 2
    assert message in done.errors


def test_votes_for_two_questions_come_one_after_the_other(db: None, import_table: Import) -> None:
    made = make_project("talks", "meld")
    table = "item,J,P\na,2,3\n"
    both = import_table("talks", table, "votes.joy=J", "votes.sentiment.positive=P")
    assert both.status == 2
    import_table("talks", table, "votes.joy=J")
    import_table("talks", table, "votes.sentiment.positive=P")
    assert dict(made.items.values_list("key", "rated")) == {"a": 5}


@pytest.mark.shared
@pytest.mark.django_db
def test_the_authors_own_aggregate_of_their_votes(shared_data: Path) -> None:
    """CREMA-D: winners, their share and the number of votes follow for every clip."""
    path = shared_data / "cremad" / "tabulatedVotes.csv"
    labels = {"A": "anger", "D": "disgust", "F": "fear", "H": "happiness", "N": "neutral",
              "S": "sadness"}  # fmt: skip
    project = make_project("clips", "crema-d")
    maps = ["item=", *(f"votes.{label}={letter}" for letter, label in labels.items())]
    done = import_file("clips", path, *maps)
    assert (done.status, done.counts) == (0, (7323, 0, 0))

    answers = coded_answers(project, "emotion")
    found = aggregate(answers.question, answers.coded, len(answers.item_ids), "plurality")
    assert found.modes is not None
    assert found.share is not None
    assert found.winner is not None
    keys = dict(project.items.values_list("pk", "key"))
    letters = {label: letter for letter, label in labels.items()}
    theirs = authors_rows(path)
    for unit, item in enumerate(answers.item_ids.tolist()):
        row = theirs[keys[item]]
        modes = [found.labels[at] for at in np.flatnonzero(found.modes[unit])]
        assert sorted(letters[mode] for mode in modes) == sorted(row["emoVote"].split(":"))
        assert (found.winner[unit] >= 0) == (":" not in row["emoVote"])
        assert found.n[unit] == int(row["numResponses"])
        assert found.share[unit].max() == pytest.approx(float(row["agreement"]), abs=1e-12)

    counts = np.array([[int(row[letter]) for letter in labels] for row in theirs.values()])
    expected = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    alpha = agreement_of(project, question="emotion")["questions"][0]["statistics"][0]
    assert alpha["value"] == pytest.approx(expected, abs=1e-9)
    assert alpha["low"] < alpha["value"] < alpha["high"]
    assert alpha["ratings"] == counts.sum()


def authors_rows(path: Path) -> dict[str, dict[str, str]]:
    import csv

    with path.open(newline="", encoding="utf-8") as file:
        return {row[""]: row for row in csv.DictReader(file)}
