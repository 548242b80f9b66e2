"""Shares of votes with how sure they are: the mean of a Dirichlet posterior, and its interval.

With the prior Dirichlet(a, ..., a) over C labels, item i has the posterior
Dirichlet(n_ic + a), so
    estimate_ic = (n_ic + a) / (n_i + C a)
and the share of label c alone is Beta(n_ic + a, n_i - n_ic + (C - 1) a), whose middle 95 % is the
credible interval. Two votes of two and twenty of twenty have one share and different intervals.
a = 1 is the uniform prior, a = 1/2 that of Jeffreys.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from affect.aggregation.result import Aggregate, FloatArray
from affect.aggregation.votes import soft_and_counts
from affect.coded import Coded
from affect.questions import Question

TAIL = 0.025
MOST_VOTES = 1_000
"""Of one item, up to which a table of all counts is worth its place."""


def dirichlet(question: Question, coded: Coded, n_units: int, a: float) -> Aggregate:
    """Estimates for every unit with an answer; NaN where there is none, never the prior."""
    votes, counts = soft_and_counts(question, coded, n_units)
    total = votes.n[:, None].astype(np.float64)
    estimate = (counts + a) / (total + len(question.labels) * a)
    low, high = _interval(counts, total, a)
    unrated = votes.n == 0
    for array in (estimate, low, high):
        array[unrated] = np.nan
    return replace(
        votes, rule="dirichlet", estimate=estimate, low=low, high=high, parameters={"a": a}
    )


def _interval(counts: FloatArray, total: FloatArray, a: float) -> tuple[FloatArray, FloatArray]:
    """Ends of the interval of each share; equal counts of equal totals are computed once."""
    n_labels = counts.shape[1]
    count, of, place = _distinct(counts, total)
    alpha, beta = count + a, of - count + (n_labels - 1) * a
    low, high = (betaincinv(alpha, beta, tail)[place] for tail in (TAIL, 1 - TAIL))
    return low, high


def _distinct(
    counts: FloatArray, total: FloatArray
) -> tuple[FloatArray, FloatArray, NDArray[np.int64]]:
    """Different pairs of count and total, and the place among them of each cell of `counts`."""
    most = int(total.max(initial=0))
    whole = counts.astype(np.int64)
    if most <= MOST_VOTES and (whole == counts).all():
        # every pair has its place in a triangle; only totals that occur are filled
        totals = np.unique(total.astype(np.int64))
        count, of = np.meshgrid(np.arange(most + 1.0), totals.astype(np.float64))
        row = np.zeros(most + 1, np.int64)
        row[totals] = np.arange(len(totals)) * (most + 1)
        return np.minimum(count, of).ravel(), of.ravel(), whole + row[total.astype(np.int64)]
    pairs = np.stack(np.broadcast_arrays(counts, total), axis=-1).reshape(-1, 2)
    distinct, place = np.unique(pairs, axis=0, return_inverse=True)
    return distinct[:, 0], distinct[:, 1], place.reshape(counts.shape)
