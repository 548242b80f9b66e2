"""Answers to one question on one item, beside each other, with who gave them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from annotation.errors import ItemMissing
from annotation.models import Item, Project, Rater
from annotation.selectors.answers.batches import CodedAnswers
from annotation.selectors.people.recruited import rater_name

MOST_ITEMS = 24
"""Items that a reading offers to look at: those with most answers."""


@dataclass(frozen=True)
class Given:
    """One rater's answer; nobody knows the rater of an imported vote."""

    rater: int | None
    name: str | None
    value: Any


def most_answered(answers: CodedAnswers) -> list[dict[str, Any]]:
    """`item`, `key` and number of answers `n` of the items with most answers."""
    coded = answers.coded
    counts = np.bincount(coded.unit[coded.answered()], minlength=len(answers.item_ids))
    units = [unit for unit in np.argsort(-counts, kind="stable")[:MOST_ITEMS] if counts[unit]]
    ids = [int(answers.item_ids[unit]) for unit in units]
    keys = dict(Item.objects.filter(pk__in=ids).values_list("pk", "key"))
    return [
        {"item": item, "key": keys[item], "n": int(counts[unit])}
        for item, unit in zip(ids, units, strict=True)
    ]


def answers_of_item(project: Project, answers: CodedAnswers, item_id: int) -> list[Given]:
    """The answers to an item in the order of their raters.

    Raises:
        ItemMissing: the project has no such item, or nobody answered the question on any
    """
    found = np.flatnonzero(answers.item_ids == item_id)
    if not len(found):
        raise ItemMissing(f"'{project.slug}' has no item {item_id}.")
    coded = answers.coded
    rows = np.flatnonzero((coded.unit == found[0]) & coded.answered())
    raters = [
        int(answers.rater_ids[code]) if code >= 0 else None for code in coded.rater[rows].tolist()
    ]
    known = Rater.objects.filter(pk__in=[pk for pk in raters if pk is not None])
    known = known.select_related("user", "participation__link")
    names = {rater.pk: rater_name(rater) for rater in known}
    return [
        Given(pk, None if pk is None else names[pk], coded.values[row])
        for pk, row in zip(raters, rows, strict=True)
    ]
