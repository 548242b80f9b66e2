"""What the systems score whose clips were rated, where items say which system made them."""

import zlib
from dataclasses import asdict
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.db.models.fields.json import KT

from affect.systems import KINDS, SYSTEM, Systems, system_scores, systems_in
from annotation.models import Item, Project
from annotation.selectors.answers.batches import CodedAnswers
from annotation.selectors.results.items_hash import items_hash

RESAMPLES = 1_000
NAMES = [SYSTEM, f"{SYSTEM}.1", f"{SYSTEM}.2"]


def systems_reading(project: Project, answers: CodedAnswers) -> dict[str, Any]:
    """`systems`: mean opinions of a scale, strengths behind a pair; nothing without systems."""
    if answers.question.kind not in KINDS:
        return {}
    systems = _systems_of(project, answers)
    if not any(systems):
        return {}
    # the same ratings have the same interval, on the page and in a release
    rng = np.random.default_rng(zlib.crc32(answers.question.id.encode()))
    found = system_scores(answers.question, answers.coded, systems, resamples=RESAMPLES, rng=rng)
    return {"systems": [asdict(each) for each in found]} if found else {}


def _systems_of(project: Project, answers: CodedAnswers) -> Systems:
    """For each item the systems of its clips, empty where they are not told."""
    place = {int(item): at for at, item in enumerate(answers.item_ids)}
    systems: list[tuple[str, ...]] = [()] * len(answers.item_ids)
    for item, attributes in _telling(project).values_list("pk", "attributes"):
        if item in place:
            systems[place[item]] = systems_in(attributes)
    return systems


def _telling(project: Project) -> QuerySet[Item]:
    """The items that name a system."""
    found: QuerySet[Item] = project.items.filter(attributes__has_any_keys=NAMES)
    return found


def systems_hash(project: Project) -> str:
    """Changes when another system is told of an item."""
    return items_hash(_telling(project), *(KT(f"attributes__{name}") for name in NAMES))
