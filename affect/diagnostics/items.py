"""Why raters disagree on an item: how divided they are, between which labels, in how many camps."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.agreement.rated.patterns import count_table
from affect.diagnostics.figure import BoolArray, DiagnosticsError, FloatArray, IntArray, WholeArray
from affect.diagnostics.shared import Shared
from affect.soft import entropy_bits

FEWEST_FOR_SHAPE = 4
"""Numbers below which a bimodality coefficient does not exist: its correction divides by n - 3."""


@dataclass(frozen=True)
class Division:
    """How divided the votes of each unit are, float64 (units,); NaN where there are none.

    entropy: of the shares, in bits.
    camps: 4 p1 p2 of the two most frequent labels: 1 where they halve the raters, 0 where all are
    of one mind, 4/9 where three labels share alike.
    first, second: int64 (units,), those labels; -1 where nobody gave one. Ties go to the earlier.
    """

    entropy: FloatArray
    camps: FloatArray
    first: IntArray
    second: IntArray


def division(votes: ArrayLike) -> Division:
    """From votes (units, labels), counts or sums of shares, at least two labels."""
    table = np.asarray(votes, np.float64)
    if table.ndim != 2 or table.shape[1] < 2 or (table < 0).any():
        raise DiagnosticsError("votes are numbers from 0, one row per unit, two labels or more")
    n = table.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = table / n[:, None]
    units = np.arange(len(table))
    first = table.argmax(axis=1)
    rest = table.copy()
    rest[units, first] = -1.0
    second = rest.argmax(axis=1)
    return Division(
        entropy=entropy_bits(share),
        camps=4 * share[units, first] * share[units, second],
        first=np.where(n > 0, first, -1),
        second=np.where(rest[units, second] > 0, second, -1),
    )


@dataclass(frozen=True)
class NumberDivision:
    """Of each unit, float64 (units,): `sd` (by n - 1; NaN below two numbers) and `bimodality`."""

    sd: FloatArray
    bimodality: FloatArray


def number_division(unit: WholeArray, values: FloatArray, n_units: int) -> NumberDivision:
    """Standard deviation and Sarle's bimodality coefficient of each unit's numbers (n,).

    b = (g1^2 + 1) / (g2 + 3 (n-1)^2 / ((n-2)(n-3))) with sample skewness g1 and excess kurtosis g2
    (SAS/STAT; Pfister et al. 2013, Front. Psychol. 4:700). Above 5/9, that of a uniform
    distribution, two camps are likely; NaN below four numbers or where all are equal.
    """
    n = np.bincount(unit, minlength=n_units).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(unit, values, n_units) / n
        off = values - mean[unit]
        m2, m3, m4 = (np.bincount(unit, off**power, n_units) / n for power in (2, 3, 4))
        flat = m2 <= 1e-12 * np.maximum(mean**2, 1e-300)
        skew = np.sqrt(n * (n - 1)) / (n - 2) * m3 / m2**1.5
        excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / m2**2 - 3) + 6)
        coefficient = (skew**2 + 1) / (excess + 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))
        sd = np.sqrt(m2 * n / (n - 1))
    return NumberDivision(
        sd=np.where(n >= 2, sd, np.nan),
        bimodality=np.where((n >= FEWEST_FOR_SHAPE) & ~flat, coefficient, np.nan),
    )


def label_pairs(shared: Shared, rater: int | None = None) -> FloatArray:
    """How often two raters gave one unit each pair of labels, float64 (labels, labels).

    Pairs of ratings, not of units: a unit of three ratings has six ordered pairs. Of all raters
    the table is symmetric; with `rater`, rows are that rater's labels and columns the others'.
    Shares count as parts of votes (columns of numbers that sum to 1), sets as one vote a label.
    """
    votes = _votes(shared)
    if rater is None:
        pairs: FloatArray = votes.T @ votes - _with_itself(shared)
        return pairs
    mine = shared.rater == rater
    own = _vectors(shared, mine)
    beside: FloatArray = own.T @ (votes[shared.unit[mine]] - own)
    return beside


def _votes(shared: Shared) -> FloatArray:
    """Votes per unit, float64 (n_units, labels)."""
    return unit_votes(shared.unit, shared.values, shared.n_units, shared.n_labels)


def unit_votes(unit: WholeArray, values: NDArray[Any], n_units: int, n_labels: int) -> FloatArray:
    """Votes per unit, float64 (n_units, labels), of codes (n,) or of shares (n, labels).

    A share that is missing is no vote. `n_labels` is 0 for shares.
    """
    if n_labels:
        return count_table(unit, values, n_units, n_labels).astype(np.float64)
    columns = np.nan_to_num(values.astype(np.float64, copy=False))
    return np.stack([np.bincount(unit, column, n_units) for column in columns.T], axis=1)


def _with_itself(shared: Shared) -> FloatArray:
    """Pairs of each rating with itself, which are in the product of the votes of its unit."""
    if shared.n_labels:
        return np.diag(np.bincount(shared.codes, minlength=shared.n_labels).astype(np.float64))
    own = np.nan_to_num(shared.values.astype(np.float64, copy=False))
    itself: FloatArray = own.T @ own
    return itself


def _vectors(shared: Shared, rows: BoolArray) -> FloatArray:
    """The votes of each of these ratings, float64 (k, labels)."""
    if shared.n_labels:
        return np.eye(shared.n_labels)[shared.codes[rows]]
    return np.nan_to_num(shared.values[rows].astype(np.float64, copy=False))
