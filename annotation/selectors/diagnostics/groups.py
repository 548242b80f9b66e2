"""Agreement by group, and how consistent raters are with themselves, as JSON."""

from dataclasses import replace
from typing import Any

import numpy as np

from affect.diagnostics import Group, comparable, group_agreement, repeats
from affect.diagnostics.groups import FEWEST_RATERS, FEWEST_UNITS
from affect.questions import Question
from annotation.selectors.answers.batches import CodedAnswers, question_of
from annotation.selectors.answers.kept import Moment
from annotation.selectors.diagnostics.raters import figure_json, question_head
from annotation.selectors.results.groupings import Grouping, groups_of
from annotation.selectors.results.same_items import same_items

MOST_GROUPS = 40
"""On one page; those with the most ratings."""


def groups_compared(moment: Moment, question_id: str, grouping: Grouping) -> dict[str, Any]:
    """Agreement within each group and, of groups of raters or ratings, with the others.

    `groups` is null where answers of the question's kind have no distance. Cells that are too small
    say so in place of a figure. The largest groups come first; `left_out` counts those beyond
    `MOST_GROUPS`.
    """
    question = question_of(moment.project, question_id)
    answers = _answers(moment, question)
    asked = None if answers is None else comparable(question, answers.coded)
    of_items = grouping.of == "items"
    fewest = 0 if of_items else FEWEST_RATERS  # items' figures tell of items, not of a few people
    head = question_head(question, asked) | {
        "by": grouping.id,
        "of": grouping.of,
        "fewest_raters": fewest,
        "fewest_units": FEWEST_UNITS,
        "left_out": 0,
    }
    if answers is None or asked is None:
        return head | {"groups": None}
    group, names = groups_of(grouping, moment.project, answers)
    sizes = np.bincount(group[(group >= 0) & asked.coded.answered()], minlength=len(names))
    largest = np.argsort(-sizes, kind="stable")[:MOST_GROUPS]
    found = group_agreement(
        asked.coded,
        group,
        names,
        n_labels=asked.n_labels,
        fewest_raters=fewest,
        only=largest.tolist(),
        across=not of_items,
    )
    return head | {
        "left_out": max(0, len(names) - MOST_GROUPS),
        "groups": [
            _as_json(one, int(sizes[place]), across=not of_items)
            for place, one in zip(largest.tolist(), found, strict=True)
        ],
    }


def _answers(moment: Moment, question: Question) -> CodedAnswers | None:
    """None of answers with parts, which have no distance here and need not be read."""
    return None if question.family == "structured" else moment.answers(question.id)


def _as_json(one: Group, ratings: int, *, across: bool) -> dict[str, Any]:
    return {
        "name": one.name,
        "raters": one.raters,
        "ratings": ratings,
        "within": figure_json(one.within),
        "across": figure_json(one.across) if across else None,
        "association": figure_json(one.association) if across else None,
    }


def raters_repeated(moment: Moment, question_id: str) -> dict[str, Any]:
    """What each rater was asked twice and how they answered; `raters` is null where answers of the
    question's kind have no distance."""
    question = question_of(moment.project, question_id)
    answers = _answers(moment, question)
    asked = None if answers is None else comparable(question, answers.coded)
    head = question_head(question, asked)
    if answers is None or asked is None:
        return head | {"raters": None}
    same = same_items(moment.project, answers.item_ids)
    once = replace(asked.coded, unit=same[asked.coded.unit])
    return head | {
        "raters": [
            {
                "rater": int(rater),
                "units": found.units,
                "pairs": found.pairs,
                "same": found.same,
                "consistency": figure_json(found.consistency),
            }
            for rater, found in zip(answers.rater_ids, repeats(once, asked.n_labels), strict=False)
            if found.pairs
        ]
    }
