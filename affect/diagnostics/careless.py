"""Is the item ambiguous, or was a rater careless? A model of both, and its posterior.

Each rating is attentive or careless. A careless one (probability c_r of its rater) is drawn from
what the rater gives without looking, xi_r, as the spammers of MACE are (Hovy et al. 2013, NAACL).
Where MACE gives an item one true label, an attentive rating here is drawn from the item's own
distribution of labels, which has a Dirichlet prior around the labels' overall shares (the
Dirichlet-multinomial items of Carpenter 2008), so that an item may be ambiguous in truth.

Fitted by expectation-maximisation on the leave-one-out predictive of each item: what the other
ratings of the item, each by the weight of its attentiveness, make of this one.

    p_i   = (a pi_k + sum_{j != i} w_j [x_j = k]) / (a + sum_{j != i} w_j),   k = x_i, w = 1 - c_i
    c_i   = c_r xi_r(k) / (c_r xi_r(k) + (1 - c_r) p_i)
    c_r   = (PRIOR_CARELESS + sum_i c_i) / (PRIOR_RATINGS + n_r)
    xi_r  = (sum_i c_i [x_i = k] + b pi_k) / (sum_i c_i + b)

With few raters an item says little about any of them; a rater is told apart by many items.
"""

from dataclasses import dataclass

import numpy as np

from affect.diagnostics.figure import NOTHING_SHARED, Figure, FloatArray, IntArray, undefined
from affect.diagnostics.shared import Shared

ITEM_PRIOR = 0.5
"""a: ratings that the prior of an item's distribution weighs as much as; 0.5 lets it be clear."""
HABIT_PRIOR = 5.0
"""b: ratings that the prior of what a rater gives without looking weighs as much as."""
PRIOR_CARELESS, PRIOR_RATINGS = 1.0, 20.0
"""Before anything is seen, one rating in twenty is careless, with the weight of twenty ratings."""
MOST_ROUNDS = 50
TOLERANCE = 1e-4
"""No rater's share of careless ratings moves more in the last round."""


@dataclass(frozen=True)
class Carelessness:
    """raters: the expected share of careless ratings of each.
    rating: float64 (n,), probability that each shared rating is careless.
    ambiguous: float64 (n_units,), probability that attentive raters disagree on the unit; NaN where
    fewer than two rated it. Where ratings differ, the rest is that some of them are careless.
    rounds: of the fit. settled: whether it came to rest.
    """

    raters: list[Figure]
    rating: FloatArray
    ambiguous: FloatArray
    rounds: int
    settled: bool


def carelessness(shared: Shared) -> Carelessness:
    """Fit the model to labels. Ratings of unknown raters count in their items and are attentive."""
    overall = _shares(np.bincount(shared.codes, minlength=shared.n_labels))
    n = shared.ratings_of()
    rate = np.full(shared.n_raters, PRIOR_CARELESS / PRIOR_RATINGS)
    habit = np.tile(overall, (shared.n_raters, 1))
    careless = np.zeros(len(shared.unit))
    moved, rounds = np.inf, 0
    while moved > TOLERANCE and rounds < MOST_ROUNDS:
        careless = _expect(shared, overall, rate, habit, careless)
        summed = shared.by_rater(careless)
        updated = (PRIOR_CARELESS + summed) / (PRIOR_RATINGS + n)
        habit = _habits(shared, careless, overall)
        moved, rate, rounds = float(np.abs(updated - rate).max(initial=0.0)), updated, rounds + 1
    share = shared.by_rater(careless) / np.maximum(n, 1)
    raters = [
        Figure(float(value), None, None, None, int(count)) if count else undefined(NOTHING_SHARED)
        for value, count in zip(share, n, strict=True)
    ]
    return Carelessness(
        raters, careless, _ambiguous(shared, careless), rounds, settled=moved <= TOLERANCE
    )


def _shares(counts: IntArray) -> FloatArray:
    """Overall shares with one vote a label more, so that none is impossible."""
    smoothed: FloatArray = (counts + 1.0) / (counts.sum() + len(counts))
    return smoothed


def _expect(
    shared: Shared, overall: FloatArray, rate: FloatArray, habit: FloatArray, careless: FloatArray
) -> FloatArray:
    """The probability that each rating is careless, given the others of its item."""
    weight = 1 - careless
    cell = shared.unit * shared.n_labels + shared.codes
    votes = np.bincount(cell, weight, shared.n_units * shared.n_labels)[cell] - weight
    total = np.bincount(shared.unit, weight, shared.n_units)[shared.unit] - weight
    predicted = (ITEM_PRIOR * overall[shared.codes] + votes) / (ITEM_PRIOR + total)
    unseen = rate[shared.rater] * habit[shared.rater, shared.codes]
    posterior: FloatArray = unseen / (unseen + (1 - rate[shared.rater]) * predicted)
    if shared.has_unknown:
        posterior[shared.rater < 0] = 0.0
    return posterior


def _habits(shared: Shared, careless: FloatArray, overall: FloatArray) -> FloatArray:
    """What each rater gives without looking, float64 (n_raters, labels), rows summing to 1."""
    known = shared.rater >= 0
    cell = shared.rater[known] * shared.n_labels + shared.codes[known]
    given = np.bincount(cell, careless[known], shared.n_raters * shared.n_labels).astype(np.float64)
    given = given.reshape(shared.n_raters, shared.n_labels) + HABIT_PRIOR * overall
    habits: FloatArray = given / given.sum(axis=1, keepdims=True)
    return habits


def _ambiguous(shared: Shared, careless: FloatArray) -> FloatArray:
    """Probability that two attentive ratings of a unit differ.

    They do not differ if all attentive ones give label k, that is, if every rating of another label
    is careless; none attentive at all is counted for each label that occurs, so K - 1 times too
    often:  P(agree) = sum_k prod_{x_i != k} c_i - (K - 1) prod_i c_i.
    """
    cell = shared.unit * shared.n_labels + shared.codes
    # the logarithm of 0 would make 0 times infinity of a label alone in its unit
    logs = np.log(np.maximum(careless, np.finfo(np.float64).tiny))
    of_label = np.bincount(cell, logs, shared.n_units * shared.n_labels)
    of_label = of_label.reshape(shared.n_units, shared.n_labels)
    of_unit = of_label.sum(axis=1)
    occurs = shared.counts > 0
    alone = np.where(occurs, np.exp(of_unit[:, None] - of_label), 0.0).sum(axis=1)
    agree = alone - (occurs.sum(axis=1) - 1) * np.exp(of_unit)
    return np.where(shared.sizes >= 2, np.clip(1 - agree, 0.0, 1.0), np.nan)
