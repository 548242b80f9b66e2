"""Distributions of answers, computed once per state of the ratings."""

from typing import Any

from annotation.models import Project
from annotation.selectors.answers.kept import Moment
from annotation.selectors.distributions import distributions_of
from annotation.selectors.distributions.systems import systems_hash
from annotation.services.results.cached import cached_result, input_hash


def distributions_cached(project: Project) -> dict[str, Any]:
    """See `distributions_of`."""
    name, moment = "distributions", Moment(project)
    result = cached_result(
        project=project,
        name=name,
        key=input_hash(project, moment=moment, name=name, systems=systems_hash(project)),
        compute=lambda: distributions_of(moment),
    )
    body: dict[str, Any] = result.body
    return body
