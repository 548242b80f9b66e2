"""How long items are, as the agreement on their pieces needs it."""

import numpy as np
import pytest

from affect.questions import Question, load_scheme
from annotation.selectors.answers.batches import item_ids_of
from annotation.selectors.results.extents import extents
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def ask(kind: str) -> Question:
    body = {"id": "q", "kind": kind, "text": "?", "labels": [{"id": "a"}, {"id": "b"}]}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def test_seconds_and_characters_of_each_item(people: Cast) -> None:
    items = list(people.project.items.order_by("place"))
    segments = [item.segment for item in items]
    segments[0].start_seconds, segments[0].end_seconds = 2.5, 6.0
    segments[1].transcript = "tired 🙂"
    for segment in segments[:2]:
        segment.save()
    items[2].segment = None
    items[2].save()
    ids = item_ids_of(people.project)
    seconds = extents(ask("timeline"), ids)
    np.testing.assert_array_equal(seconds, [3.5, np.nan, np.nan, np.nan])
    characters = extents(ask("spans"), ids)
    assert characters is not None
    assert characters[1] == 7  # code points, as spans count
    assert np.isnan(characters[2])
    assert extents(ask("choice"), ids) is None
    assert len(extents(ask("spans"), ids[:0])) == 0
