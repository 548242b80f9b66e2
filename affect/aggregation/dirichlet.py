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
from affect.aggregation.votes import soft, vote_counts
from affect.coded import Coded
from affect.questions import Question

TAIL = 0.025


def dirichlet(question: Question, coded: Coded, n_units: int, a: float) -> Aggregate:
    """Estimates for every unit with an answer; NaN where there is none, never the prior."""
    votes = soft(question, coded, n_units)
    counts = vote_counts(coded, len(question.labels), n_units)
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
    """Ends of the interval of each share; equal counts are computed once."""
    n_labels = counts.shape[1]
    pairs = np.stack([counts.ravel(), np.broadcast_to(total, counts.shape).ravel()], axis=1)
    distinct, code = _distinct(pairs)
    alpha = distinct[:, 0] + a
    beta = distinct[:, 1] - distinct[:, 0] + (n_labels - 1) * a
    ends = [betaincinv(alpha, beta, tail)[code].reshape(counts.shape) for tail in (TAIL, 1 - TAIL)]
    return ends[0], ends[1]


def _distinct(pairs: FloatArray) -> tuple[FloatArray, NDArray[np.int64]]:
    """The different rows, and which one each row is. Whole counts need no sorting."""
    whole = pairs.astype(np.int64)
    if (whole == pairs).all():
        base = int(whole[:, 1].max(initial=0)) + 1
        cell = whole[:, 0] * base + whole[:, 1]
        there = np.flatnonzero(np.bincount(cell, minlength=1))
        place = np.zeros(base * base, np.int64)
        place[there] = np.arange(len(there))
        return np.stack(np.divmod(there, base), axis=1).astype(np.float64), place[cell]
    distinct, code = np.unique(pairs, axis=0, return_inverse=True)
    return distinct, code.ravel()
