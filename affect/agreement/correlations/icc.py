"""Intraclass correlations: how much of the spread of numbers is of the units.

Six forms (Shrout and Fleiss 1979; McGraw and Wong 1996), from the variances of units s_a, raters
s_b and the rest s_e, and for the one-way forms of units s_1 and all else s_w:

    icc1  = s_1 / (s_1 + s_w)           each unit has raters of its own
    icc2  = s_a / (s_a + s_b + s_e)     the same raters, drawn from many: absolute agreement
    icc3  = s_a / (s_a + s_e)           these raters only: consistency
    icc1k = s_1 / (s_1 + s_w / k), icc2k = s_a / (s_a + (s_b + s_e) / k), icc3k = s_a / (s_a + s_e /
    k)

icc3k is Cronbach's alpha. Where every rater rated every unit, the variances are those of the mean
squares, s_a = (MSR - MSE) / k and so on, and the intervals are the exact ones of F (icc2: with
Satterthwaite's degrees). Where ratings are missing they are those of `variance_components`, k is
the harmonic mean of the ratings per unit, for that is what the mean of a unit's error goes by, and
intervals come by drawing only.
"""

from dataclasses import dataclass, replace
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtri

from affect.agreement.correlations.icc_forms import FORMS, ROUNDING, six_forms
from affect.agreement.correlations.variance_components import components_of
from affect.agreement.draws.bootstrap import (
    CONFIDENCE,
    Draw,
    DrawOptions,
    measure,
    measure_groups,
    measure_raters,
)
from affect.agreement.rated.pairable import Pairable, from_table, pairable
from affect.agreement.rated.patterns import distinct_rows
from affect.agreement.result import NO_VARIATION, FloatArray, Result

BY_F = "F distribution"
UNKNOWN = "who gave the ratings is unknown, so raters cannot be told from chance: use icc1"
NO_WHOLE_UNIT = "no unit was rated by all raters: use icc3k, which takes missing ratings"
TOO_FEW = "too few units and shared ratings to tell units, raters and error apart"
MANY_RATERS = 50
"""With more raters and gaps each draw solves for all of them: groups are left out instead."""
DEAREST = 1_000_000_000
"""Numbers that all draws may look at together; beyond it groups are left out, too."""
MISSING = "none over raters: some ratings are missing"


def icc(table: ArrayLike, **how: Unpack[DrawOptions]) -> dict[str, Result]:
    """All six forms of numbers (raters, units), NaN where missing.

    The options of a `Draw` ask for intervals by drawing; without them they are of F.

    Raises
    ------
    AgreementError: a table without two axes, an infinite rating.
    """
    return icc_pairable(from_table(table), Draw(**how))


def cronbach_alpha(rated: Pairable, draw: Draw) -> Result:
    """icc3k of the units that every rater rated; intervals without drawing are Feldt's (1965)."""
    if not rated.basis.units:
        return rated.basis.result(np.nan, None)
    if rated.rater is None or rated.basis.raters is None:
        return rated.basis.refuse(UNKNOWN)
    whole, draw = of_whole_units(rated, draw)
    if not whole.basis.units:
        return rated.basis.refuse(NO_WHOLE_UNIT)
    return icc_pairable(whole, draw)["icc3k"]


def of_whole_units(rated: Pairable, draw: Draw) -> tuple[Pairable, Draw]:
    """Only the units that every rater rated, and the draw for them."""
    sizes = np.bincount(rated.unit, minlength=rated.basis.units)
    rows = (sizes == rated.basis.raters)[rated.unit]
    rater = None if rated.rater is None else rated.rater[rows]
    whole = pairable(rated.unit[rows], rated.values[rows], rater)
    return whole, replace(draw, clusters=draw.clusters_of(rated.kept))


def icc_pairable(rated: Pairable, draw: Draw) -> dict[str, Result]:
    """All six forms of one number per rating."""
    units = rated.basis.units
    if not units:
        return dict.fromkeys(FORMS, rated.basis.result(np.nan, None))
    found = _icc(rated, draw)
    if np.ptp(rated.values) > 0:
        found = {form: _told(result, rated) for form, result in found.items()}
    return found


def _told(result: Result, rated: Pairable) -> Result:
    """Ratings that differ without a value leave too little to tell variances apart."""
    unclear = result.value is None and result.reason == NO_VARIATION
    return rated.basis.refuse(TOO_FEW) if unclear else result


def _icc(rated: Pairable, draw: Draw) -> dict[str, Result]:
    numbers = complete(rated)
    bases = [rated.basis] * len(FORMS)
    if numbers is None:
        return _unbalanced(rated, draw)
    if draw.raters:
        found = measure_raters(_Pairs.of(numbers).forms, numbers.shape[1], bases, draw)
    else:
        clusters = draw.clusters_of(rated.kept)
        squares = MeanSquares.of(numbers)
        found = measure(squares, bases, draw.resamples, draw.rng, clusters)
        if not draw.resamples:
            found = [_with_ends(*each) for each in zip(found, squares.ends(), strict=True)]
    return dict(zip(FORMS, found, strict=True))


def _with_ends(result: Result, ends: tuple[float, float] | None) -> Result:
    if result.value is None or ends is None or not np.isfinite(ends).all():
        return result
    return replace(result, low=ends[0], high=ends[1], interval=BY_F)


def _unbalanced(rated: Pairable, draw: Draw) -> dict[str, Result]:
    """From the components of variance; raters are not drawn."""
    resamples = 0 if draw.raters else draw.resamples
    clusters = draw.clusters_of(rated.kept)
    coefficient = components_of(rated)
    bases = [rated.basis] * len(FORMS)
    dear = (rated.basis.raters or 0) > MANY_RATERS or resamples * coefficient.numbers > DEAREST
    if resamples and draw.rng is not None and dear:
        found = measure_groups(coefficient, bases, draw.rng, clusters)
    else:
        found = measure(coefficient, bases, resamples, draw.rng, clusters)
    if rated.rater is None or rated.basis.raters is None:
        refused = rated.basis.refuse(UNKNOWN)
        found = [
            result if form.startswith("icc1") else refused
            for form, result in zip(FORMS, found, strict=True)
        ]
    if draw.raters and draw.resamples:
        found = [replace(result, interval=MISSING) for result in found]
    return dict(zip(FORMS, found, strict=True))


def complete(rated: Pairable) -> FloatArray | None:
    """The numbers (units, raters) if every rater rated every unit once, else None."""
    n_units, n_raters = rated.basis.units, rated.basis.raters
    if rated.rater is None or n_raters is None or len(rated.unit) != n_units * n_raters:
        return None
    there = np.bincount(rated.rater) > 0
    place = (np.cumsum(there) - 1)[rated.rater]
    numbers = np.full((n_units, n_raters), np.nan)
    numbers[rated.unit, place] = rated.values
    return None if np.isnan(numbers).any() else numbers


@dataclass(frozen=True)
class MeanSquares:
    """The two-way layout without gaps, as sums over units.

    sums: (units, raters + 2): x of each rater, (sum x)^2, sum x^2, of numbers near zero.
    """

    weight: NDArray[np.int64]
    pattern: NDArray[np.int64] | None
    sums: FloatArray

    @classmethod
    def of(cls, numbers: FloatArray) -> "MeanSquares":
        """Of numbers (units, raters)."""
        whole = np.array_equal(numbers, np.rint(numbers))
        # near zero nothing cancels; no form sees the shift
        near = numbers - (np.rint(numbers.mean()) if whole else numbers.mean())
        weight, pattern = np.ones(len(near), np.int64), None
        if whole and np.abs(near).max() < 2**20:
            first, weight, pattern = distinct_rows(near.astype(np.int64))
            near = near[first]
        sums = np.column_stack([near, near.sum(axis=1) ** 2, (near**2).sum(axis=1)])
        return cls(weight, pattern, sums)

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 6)."""
        n, k = weights.sum(axis=1), self.sums.shape[1] - 2
        rows, raters, error, total = self._mean_squares(weights, n)
        rater = (raters - error) / n
        unit = (rows - error) / k
        one_way = (unit - rater / k, error + rater)
        return six_forms(one_way, (unit, rater, error), float(k), total)

    def _mean_squares(
        self, weights: FloatArray, n: FloatArray
    ) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """MSR of units, MSC of raters, MSE, and the total spread, each (resamples,)."""
        found = weights @ self.sums
        x, rows, squares = found[:, :-2], found[:, -2], found[:, -1]
        k = x.shape[1]
        all_x = x.sum(axis=1) ** 2 / (n * k)
        of_rows, of_raters = rows / k - all_x, (x**2).sum(axis=1) / n - all_x
        with np.errstate(invalid="ignore", divide="ignore"):
            error = (squares - all_x - of_rows - of_raters) / ((n - 1) * (k - 1))
            return of_rows / (n - 1), of_raters / (k - 1), error, squares / (n * k)

    def ends(self) -> list[tuple[float, float] | None]:
        """The 95 % intervals of the forms by F; None where MSE is nothing."""
        weight = self.weight[None, :].astype(np.float64)
        n, k = int(self.weight.sum()), self.sums.shape[1] - 2
        rows, raters, error, total = (
            part[0] for part in self._mean_squares(weight, weight.sum(axis=1))
        )
        if n < 2 or error <= ROUNDING * total:
            return [None] * len(FORMS)
        within = error + (raters - error) / n
        one = _simple_ends(rows / within, n - 1, n * (k - 1), k)
        with np.errstate(invalid="ignore", divide="ignore"):
            two = _absolute_ends(rows, raters, error, n, k)
        three = _simple_ends(rows / error, n - 1, (n - 1) * (k - 1), k)
        return [one, two, three, *(_of_mean(ends, k) for ends in (one, two, three))]


def _quantile(df: float, df_rest: float) -> float:
    return float(fdtri(df, df_rest, (1 + CONFIDENCE) / 2))


def _simple_ends(f: float, df: int, df_rest: int, k: int) -> tuple[float, float]:
    """Of icc1 and icc3 (McGraw and Wong, table 7)."""
    low, high = f / _quantile(df, df_rest), f * _quantile(df_rest, df)
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def _absolute_ends(rows: float, raters: float, error: float, n: int, k: int) -> tuple[float, float]:
    """Of icc2, with Satterthwaite's degrees of the mixture of raters and error."""
    rho = (rows - error) / (rows + (k - 1) * error + k * (raters - error) / n)
    mixed = k * rho * raters / error
    rest = n * (1 + (k - 1) * rho) - k * rho
    df = (k - 1) * (n - 1) * (mixed + rest) ** 2 / ((n - 1) * mixed**2 + rest**2)
    above, below = _quantile(n - 1, df), _quantile(df, n - 1)
    shared = k * raters + (k * n - k - n) * error
    low = n * (rows - above * error) / (above * shared + n * rows)
    high = n * (below * rows - error) / (shared + n * below * rows)
    return low, high


def _of_mean(ends: tuple[float, float], k: int) -> tuple[float, float] | None:
    """Spearman and Brown: of one rating to the mean of k; None where the low end has no bottom."""
    if not all(1 + (k - 1) * end > ROUNDING for end in ends):
        return None
    low, high = (k * end / (1 + (k - 1) * end) for end in ends)
    return low, high


@dataclass(frozen=True)
class _Pairs:
    """The same forms from pairs of raters, so that raters can be drawn.

    The mean covariance of two raters is s_a, the mean variance s_a + s_e, and half the mean squared
    difference of two raters' means s_b + s_e / n.

    covariance: (raters, raters) with n - 1; mean: (raters,).
    """

    covariance: FloatArray
    mean: FloatArray
    n: int

    @classmethod
    def of(cls, numbers: FloatArray) -> "_Pairs":
        n = len(numbers)
        near = numbers - numbers.mean(axis=0)
        return cls(near.T @ near / max(n - 1, 1), numbers.mean(axis=0), n)

    def forms(self, times: FloatArray) -> FloatArray:
        """(6,) when each rater counts so often; k stays the number of raters."""
        pairs = np.outer(times, times) * (1 - np.eye(len(times)))
        if not pairs.any():
            return np.full(len(FORMS), np.nan)
        unit = np.average(self.covariance, weights=pairs)
        apart = (self.mean[:, None] - self.mean[None, :]) ** 2 / 2
        error = np.average(np.diag(self.covariance), weights=times) - unit
        rater = np.average(apart, weights=pairs) - error / self.n
        k, spread = times.sum(), np.diag(self.covariance).max() + apart.max()
        parts = [np.array([part]) for part in (unit - rater / k, error + rater, unit, rater, error)]
        one_way, two_way = (parts[0], parts[1]), (parts[2], parts[3], parts[4])
        forms: FloatArray = six_forms(one_way, two_way, float(k), np.array([spread]))[0]
        return forms
