"""Worker agreement with aggregate (Wawa): votes weighted by how often a rater is with the majority.

skill_r = mean over the votes of r of [the vote is the item's plurality label], and the weight of
label c is the sum of the skills of those who voted for it. Where m labels tie for the plurality a
vote for one of them counts 1/m: ties are never broken by chance.
"""

import numpy as np

from affect.aggregation.models import Asked, estimated, quality_of, votes_of
from affect.aggregation.result import Aggregate
from affect.aggregation.votes import largest
from affect.coded import Coded
from affect.questions import Question


def wawa(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Weighted shares of the labels; of raters their skill.

    Where nobody who voted on an item has any skill, its plain shares stand.

    Raises
    ------
    RuleError: raters are not known.
    """
    asked = Asked("wawa", question, coded, n_units)
    votes = votes_of(asked)
    counts = votes.counts()
    modes = largest(counts)
    credit = modes / modes.sum(axis=1, keepdims=True)
    skill = votes.per_rater(credit.ravel()[votes.cell]) / votes.of_rater
    weights = votes.counts(skill[votes.rater])
    nobody = weights.sum(axis=1) == 0
    weights[nobody] = counts[nobody]
    return estimated(
        asked, votes, weights / weights.sum(axis=1, keepdims=True),
        quality_of(votes, "agreement with the plurality", np.asarray(skill)),
    )  # fmt: skip
