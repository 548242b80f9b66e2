"""A recruiting link of a small project."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

if TYPE_CHECKING:  # Django is set up only after this file was read
    from annotation.models import RecruitLink
    from tests.cast import Cast


@pytest.fixture
def link(people: "Cast") -> "Iterator[RecruitLink]":
    from annotation.services.recruiting import link_create

    cache.clear()  # visits are counted there
    yield link_create(
        project=people.project,
        by=people.researcher,
        name="first wave",
        consent_text="I take part.",
        kept_parameters=["STUDY_ID"],
        items_per_participant=2,
        completion_code="C0DE",
        return_url="https://example.org/done?cc={code}&pid={PROLIFIC_PID}&s={STUDY_ID}",
        inactivity_minutes=30,
    )
    cache.clear()
