"""*Labels* and *Agreement* read traces a few at a time, however many there are."""

from typing import Any

import numpy as np
import pytest
from django.db import connection, transaction
from django.test import Client

from affect.agreement import question_agreement, traces
from annotation.errors import AnnotationRefused
from annotation.models import Project, Rating
from annotation.selectors.answers import kept as kept_answers
from annotation.selectors.answers.batches import coded_answers
from annotation.selectors.answers.kept import Moment
from annotation.services.results.agreement import agreement_of
from tests.annotation.results.test_readings import asking, client, give, reading, trace
from tests.cast import Cast, text_items

__all__ = ["client"]
AT_ONCE = 4


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many traces each query brought."""
    seen: list[int] = []
    original = kept_answers.values_of_ratings

    def noted(project: Project, question: Any, rating_ids: Any) -> list[Any]:
        seen.append(len(rating_ids))
        return original(project, question, rating_ids)

    monkeypatch.setattr(kept_answers, "values_of_ratings", noted)
    monkeypatch.setattr(traces, "TRACES_AT_ONCE", AT_ONCE)
    return seen


@pytest.fixture
def traced(people: Cast) -> Project:
    """Ten items with two traces each, one more with a single trace, one with a "cannot tell"."""
    made = asking("trace", dimensions=[{"id": "v", "text": "Valence"}])
    text_items(made, 10, prefix="further")
    for item in range(10):
        wave = np.sin(np.arange(41) / 5 + item)
        give(made, item, trace((wave * 0.9).tolist()), trace((wave * 0.8 + 0.05).tolist()))
    give(made, 10, trace([0.5] * 21, device="keys"))
    give(made, 11, None)
    return made


def test_agreement_reads_a_few_at_a_time(traced: Project, reads: list[int]) -> None:
    (found,) = agreement_of(traced, bootstrap=0)["questions"]
    assert sum(reads) == 20
    assert max(reads) == AT_ONCE
    held = coded_answers(traced, "q")
    expected = question_agreement(held.question, held.coded)
    values = {each.stat: each.result.value for each in expected.statistics}
    assert {each["stat"]: each["value"] for each in found["statistics"]} == pytest.approx(values)
    assert found["statistics"][0]["units"] == 10


def test_labels_read_a_few_at_a_time(client: Client, traced: Project, reads: list[int]) -> None:
    found = reading(client)
    assert (found["n_ratings"], found["n_items"], found["cannot_tell"]) == (21, 11, 1)
    assert max(reads) == AT_ONCE
    told = found["traces"]
    assert {each["device"]: each["count"] for each in told["devices"]} == {"mouse": 20, "keys": 1}
    assert told["mean_seconds"] == pytest.approx(2)
    assert told["mean_rate_hz"] == pytest.approx(10)
    assert told["items"][0]["n"] == 2


def test_an_answer_that_is_replaced_while_it_is_read_belongs_to_its_moment(
    traced: Project, reads: list[int]
) -> None:
    answers = Moment(traced).apart("q")
    first = Rating.objects.get(pk=answers.rating_ids[0])
    before = answers.coded.values_of(np.array([0]))[0]
    changed = {"q": {"value": trace([0.0] * 21)}}
    Rating.objects.create(
        project=traced, item=first.item, rater=first.rater, scheme=first.scheme, answers=changed,
        revision=2, client_key="3f0c2a52-6f9c-4f0e-8f0a-2f1f3d5b7a11",
    )  # fmt: skip
    assert answers.coded.values_of(np.array([0])) == [before]
    later = Moment(traced).apart("q").coded
    assert later.values_of(np.flatnonzero(later.unit == 0))[-1]["values"]["v"] == [0.0] * 21


def test_an_answer_that_is_taken_back_while_it_is_read_is_asked_for_again(traced: Project) -> None:
    answers = Moment(traced).apart("q")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL emotate.purge = 'on'")  # as a withdrawal does
        Rating.objects.get(pk=answers.rating_ids[0]).delete()
    with pytest.raises(AnnotationRefused, match="'q' were taken back while they were read"):
        answers.coded.values_of(np.array([0, 1]))
