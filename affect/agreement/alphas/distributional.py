"""Alpha of distributions: chance-corrected agreement of soft answers.

Each rating is a distribution p over C labels, and alpha = 1 - D_o / D_e has a distance between two
of them, which is 0 for equal ones and in each case a sum over labels of a function of two numbers:

    js    the Jensen-Shannon divergence in bits, H((p + q) / 2) - (H(p) + H(q)) / 2, of which the
          root is a metric
    tv    the total variation, sum |p_c - q_c| / 2
    emd   the earth mover's distance of labels in their order, sum |P_c - Q_c| of cumulative shares

Where every rater gives one label all her share, js and tv give nominal alpha. D_e compares every
pair of ratings, from the distinct values of each label. Too many of them (`share_values`) are put
on a grid, finer towards 0 where the entropy is steep, each on its two neighbours by how near they
are; that moves alpha by less than 0.0001.

The standard error is the linearised one of a ratio: with A = sum_i w_i, w_i the pairs of unit i as
in D_o, T the sum over all pairs and T_i = 2 times that of the ratings of unit i with all ratings,

    alpha = 1 - A (n - 1) / T
    var   = N / (N - 1) sum_i [(A T_i / T - w_i) (n - 1) / T - A m_i / T]^2
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.agreement.alphas.metrics import Metric
from affect.agreement.alphas.share_values import ShareValues
from affect.agreement.alphas.spread import weighted_count
from affect.agreement.draws.bootstrap import Draw, measure, measure_raters_or_groups
from affect.agreement.draws.linearised import with_formula
from affect.agreement.draws.pairs_of_raters import of_raters, rater_pairs
from affect.agreement.rated.pairable import Pairable, numbered
from affect.agreement.result import AgreementError, FloatArray, Result

DISTANCES = ("js", "tv", "emd")
MOST_GAPS = 2**24  # divergences of two values that are kept, all labels together: 128 MiB
CHUNK = 8_192  # pairs of distributions compared at a time, so that they stay in the cache

RowDistance = Callable[[NDArray[np.int64], NDArray[np.int64]], FloatArray]
"""Distances of rows, given by their numbers."""


def _js_bits(a: FloatArray, b: FloatArray) -> FloatArray:
    middle = (a + b) / 2
    part: FloatArray = (_p_log_p(a) + _p_log_p(b)) / 2 - _p_log_p(middle)
    return part


def _p_log_p(p: FloatArray) -> FloatArray:
    # log2 of the smallest normal number is finite, and times p = 0 it gives the wanted 0
    logs: FloatArray = p * np.log2(np.maximum(p, np.finfo(np.float64).tiny))
    return logs


@dataclass(frozen=True)
class Label:
    """The shares of one label and their distance.

    smooth: the Jensen-Shannon divergence, else a gap.
    kept: `gaps`, for those who need them often enough to be worth their place.
    """

    shares: ShareValues
    smooth: bool
    kept: FloatArray | None = None

    def gaps(self) -> FloatArray:
        """The divergences of every two values (values, values)."""
        values = self.shares.values
        return _js_bits(values[:, None], values[None, :])

    def toward(self, totals: FloatArray) -> FloatArray:
        """For each value, the sum of its distances to all, of totals (draws, values)."""
        values = self.shares.values
        if self.smooth:
            return totals @ (self.gaps() if self.kept is None else self.kept)
        # sum_l N_l |v_k - v_l| from the sums below and above
        count, weight = np.cumsum(totals, axis=1), np.cumsum(totals * values, axis=1)
        n, all_weight = count[:, -1:], weight[:, -1:]
        sums: FloatArray = values * (2 * count - n) - 2 * weight + all_weight
        return sums / 2

    @cached_property
    def toward_once(self) -> FloatArray:
        """`toward` (values,) of all ratings, each once."""
        found: FloatArray = self.toward(self.shares.once[None, :])[0]
        return found

    def apart(self, weights: FloatArray) -> FloatArray:
        """The sum of the distances of all pairs (draws,), of weights of the rows (draws, rows)."""
        if len(weights) == 1 and (weights == 1).all():
            return np.array([self.shares.once @ self.toward_once])
        totals = self.shares.totals(weights)
        found: FloatArray = np.einsum("bk,bk->b", totals, self.toward(totals))
        return found


@dataclass(frozen=True)
class Soft:
    """Distributions of units with two or more.

    size: (units,) m; within: (units,) the terms of D_o.
    labels: with the values of each unit (units, values).
    """

    size: FloatArray
    within: FloatArray
    labels: tuple[Label, ...]
    pattern: None = None

    @property
    def weight(self) -> NDArray[np.int64]:
        """Every unit stands for itself."""
        return np.ones(len(self.size), np.int64)

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        n = weights @ self.size
        apart = np.zeros(len(weights))
        for label in self.labels:
            apart += label.apart(weights)
        with np.errstate(invalid="ignore", divide="ignore"):
            observed = (n - 1) * (weights @ self.within)
            alpha = np.where(apart > _least(n), 1 - observed / apart, np.nan)
        return alpha[:, None]

    def influence(self) -> FloatArray:
        """(units, 1), as in `linearised`."""
        n, units = float(self.size.sum()), len(self.size)
        toward = np.zeros(units)
        for label in self.labels:
            toward += label.shares.sums(label.toward_once)
        apart, observed = float(toward.sum()), float(self.within.sum())
        if not apart > _least(np.array([n]))[0]:
            return np.full((units, 1), np.nan)
        slopes = (2 * observed * toward / apart - self.within) * (n - 1) - observed * self.size
        return slopes[:, None] / apart


def _least(n: FloatArray) -> FloatArray:
    """Less than this between all pairs is rounding."""
    least: FloatArray = 1e-12 * n**2
    return least


def soft_alpha(rated: Pairable, distance: str, draw: Draw) -> Result:
    """Alpha of distributions (n, labels), one per rating.

    Without drawing the interval is of the standard error.

    Raises
    ------
    AgreementError: unknown distance, a share that is missing, or shares that do not sum to 1.
    """
    return soft_alphas(rated, (distance,), draw)[0]


def soft_alphas(rated: Pairable, distances: Sequence[str], draw: Draw) -> list[Result]:
    """`soft_alpha` with each of the distances."""
    unknown = [distance for distance in distances if distance not in DISTANCES]
    if unknown:
        raise AgreementError(f"unknown distance {unknown[0]!r}; allowed: {', '.join(DISTANCES)}")
    basis = rated.basis
    if not basis.units:
        return [basis.result(np.nan, None)] * len(distances)
    shares = checked_shares(rated.values)
    if draw.raters:
        return [_over_raters(rated, shares, distance, draw) for distance in distances]
    clusters, results = draw.clusters_of(rated.kept), []
    for coefficient in _softs(rated.unit, shares, basis.units, distances):
        drawn = measure(coefficient, [basis], draw.resamples, draw.rng, clusters)
        results += with_formula(drawn, coefficient, clusters)
    return results


def _over_raters(rated: Pairable, shares: FloatArray, distance: str, draw: Draw) -> Result:
    found = rater_pairs(rated.unit, numbered(rated.rater), np.arange(len(shares)))
    outputs = of_raters(found, soft_metric(shares, distance))
    numbers = shares.size + len(found.left)
    return measure_raters_or_groups(outputs, found.n_raters, [rated.basis], draw, numbers)[0]


def checked_shares(values: NDArray[Any]) -> FloatArray:
    """Distributions as float64 (n, labels), each with the sum 1."""
    shares = np.asarray(values, np.float64)
    if np.isnan(shares).any():
        raise AgreementError("a share is missing; a label that has no part of the answer has 0")
    sums = shares.sum(axis=1, keepdims=True)
    if (shares < 0).any() or np.abs(sums - 1).max(initial=0) > 1e-3:
        worst = sums.ravel()[np.abs(sums.ravel() - 1).argmax()]
        raise AgreementError(
            f"shares are from 0 and sum to 1; there are some that sum to {worst:g}"
        )
    exact: FloatArray = shares / sums
    return exact


def _softs(
    unit: NDArray[np.int64], shares: FloatArray, n_units: int, distances: Sequence[str]
) -> Iterator[Soft]:
    """From one distribution per rating; what stands where is found once for equal columns."""
    size = np.bincount(unit, minlength=n_units).astype(np.float64)
    of_labels = _of_labels(shares)
    shared: tuple[ShareValues, ...] | None = None
    for distance in distances:
        compared = _compared(of_labels, distance)
        if distance == "emd" or shared is None:
            found = tuple(ShareValues.of(column, unit, n_units) for column in compared)
            shared = shared if distance == "emd" else found
        else:
            found = shared
        within = _within(unit, _row_distance(compared, distance), n_units)
        labels = tuple(Label(values, distance == "js") for values in found)
        yield Soft(size, within / np.maximum(size - 1, 1), labels)


def _of_labels(shares: FloatArray) -> FloatArray:
    """A label after the other (labels, n): sums over labels are then of long rows, and quick."""
    return np.ascontiguousarray(shares.T)


def _compared(of_labels: FloatArray, distance: str) -> FloatArray:
    """What is compared (labels, n): shares, or twice their sums over the labels so far."""
    if distance != "emd":
        return of_labels
    so_far: FloatArray = np.cumsum(of_labels[:-1], axis=0)
    so_far *= 2
    return so_far


def _row_distance(compared: FloatArray, distance: str) -> RowDistance:
    """Of ratings by their places in `compared`, some at a time so that memory stays small."""
    own = _sums(_p_log_p, compared) if distance == "js" else None

    def some(left: NDArray[np.int64], right: NDArray[np.int64]) -> FloatArray:
        a, b = compared[:, left], compared[:, right]
        if own is None:
            gaps: FloatArray = np.abs(a - b).sum(axis=0) / 2
            return gaps
        bits: FloatArray = (own[left] + own[right]) / 2 - _p_log_p((a + b) / 2).sum(axis=0)
        return np.maximum(bits, 0.0)  # rounding can leave -1e-17 for equal ones

    def distances(left: NDArray[np.int64], right: NDArray[np.int64]) -> FloatArray:
        places = range(0, len(left), CHUNK)
        parts = [some(left[at : at + CHUNK], right[at : at + CHUNK]) for at in places]
        return np.concatenate([np.zeros(0), *parts])

    return distances


def _sums(of_shares: Callable[[FloatArray], FloatArray], compared: FloatArray) -> FloatArray:
    """Over the labels, of a function of each share (n,)."""
    total = np.zeros(compared.shape[1])
    for column in compared:
        total += of_shares(column)
    return total


def _within(unit: NDArray[np.int64], apart: RowDistance, n_units: int) -> FloatArray:
    """Twice the distances of the pairs of each unit (units,)."""
    order = np.argsort(unit, kind="stable")
    unit = unit[order]
    within = np.zeros(n_units)
    for lag in range(1, int(np.bincount(unit).max(initial=1))):
        left = np.flatnonzero(unit[lag:] == unit[:-lag])
        within += weighted_count(unit[left], apart(order[left], order[left + lag]), n_units)
    return 2 * within


def soft_metric(shares: FloatArray, distance: str) -> Metric:
    """The distance of two rows of `shares`, by their numbers."""
    compared = _compared(_of_labels(shares), distance)
    row_distance = _row_distance(compared, distance)
    every = np.arange(len(shares))
    smooth = distance == "js"
    labels = [Label(ShareValues.of(each, every, len(shares)), smooth) for each in compared]
    if sum(len(label.shares.values) ** 2 for label in labels if smooth) <= MOST_GAPS:
        labels = [replace(label, kept=label.gaps() if smooth else None) for label in labels]

    def apart(left: NDArray[Any], right: NDArray[Any]) -> FloatArray:
        return row_distance(left.astype(np.int64), right.astype(np.int64))

    def total(values: NDArray[Any], t: FloatArray) -> tuple[float, float]:
        weight = weighted_count(values.astype(np.int64), t, len(shares))
        whole = 0.0
        for label in labels:
            whole += float(label.apart(weight[None, :])[0])
        return whole, float(_least(t.sum(keepdims=True))[0])

    return Metric(apart, total)
