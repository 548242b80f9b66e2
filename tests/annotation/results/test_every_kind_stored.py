"""Any valid answer of any kind is stored and comes back as it was, also as arrays."""

import uuid
from itertools import count
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from affect.questions import load_scheme, scheme_hash
from annotation.models import Project, Rating, Scheme
from annotation.selectors.answers.batches import coded_answers
from tests.cast import project as make_project
from tests.cast import text_items
from tests.every_kind import ANSWERS, scheme_body

NUMBERS = count()


@pytest.fixture
def every_kind(db: None) -> Project:
    body = scheme_body()
    made = make_project("kinds", "meld")
    Scheme.objects.filter(project=made).update(body=body, hash=scheme_hash(body))
    text_items(made, 1)
    return made


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(answers=ANSWERS)
def test_what_was_answered_comes_back(every_kind: Project, answers: dict[str, Any]) -> None:
    scheme = every_kind.schemes.get()
    questions = load_scheme(scheme.body).questions
    rating = Rating.objects.create(
        project=every_kind,
        item=every_kind.items.get(),
        scheme=scheme,
        client_key=uuid.uuid4(),
        answers=answers,
    )
    assert Rating.objects.get(pk=rating.pk).answers == answers
    for question in questions:
        found = coded_answers(every_kind, question.id)
        (row,) = np.flatnonzero(found.rating_ids == rating.pk)
        value = answers.get(question.id, {}).get("value")
        expected = question.encode([value])[0]
        assert bool(found.coded.answered()[row]) == (question.id in answers)
        if question.family == "structured":
            assert found.coded.values[row] == expected
        else:
            np.testing.assert_array_equal(found.coded.values[row], expected)
