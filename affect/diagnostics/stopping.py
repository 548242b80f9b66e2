"""How much one more rater would tell of an item, and how many it still needs.

Votes: the item's own distribution of labels p has a Dirichlet prior with the weight of one rating,
1/C a label (Perks 1947; the overall objective prior of Berger, Bernardo & Sun 2015), so that after
votes n_c it is Dirichlet(n_c + 1/C), with sum A. No model of raters: any may be the next.

    Var p_c              = m_c (1 - m_c) / (A + 1),  m the mean
    E[Var p_c | k more]  = Var p_c A / (A + k)                                   exactly
    E[H(p)]              = psi(A + 1) - sum_c m_c psi(alpha_c + 1)               in nats
    gain                 = H(m) - E[H(p)]

The gain is the mutual information of the next vote and p: by how much one more rating is expected
to lower the entropy of what is known of p (Lindley 1956; Houlsby et al. 2011 as BALD).

Numbers: the mean of a unit with m numbers is known to s^2 / (m + k) after k more, with the unit's
variance s^2 drawn towards that of all units with the weight of PRIOR_NUMBERS numbers (Smyth 2004).

Widths are of normal intervals (95 %) from the expected variance: 3.92 standard deviations.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import digamma

from affect.agreement.rated.patterns import KEY_BITS
from affect.diagnostics.figure import NORMAL_95, DiagnosticsError, FloatArray, IntArray, WholeArray
from affect.soft import entropy_bits

PRIOR_VOTES = 1.0
PRIOR_NUMBERS = 4.0
MOST_MORE = 50
"""Further raters beyond which an item counts as one that raters will not settle."""


@dataclass(frozen=True)
class Need:
    """What further ratings would do for each unit.

    width: float64 (units,), of the widest interval now: of a share, or of the mean in points.
    entropy: float64 (units,), expected entropy of the unit's own distribution in bits; NaN for
    numbers. gain: float64 (units,), bits that one more rating tells; NaN for numbers.
    more: int64 (units,), further ratings until the expected width is at most the target, at most
    MOST_MORE; a unit without ratings needs as many as one of average spread.
    """

    width: FloatArray
    entropy: FloatArray
    gain: FloatArray
    more: IntArray


def votes_needed(votes: ArrayLike, target: float) -> Need:
    """From votes (units, labels), counts or sums of shares, for shares known to `target` (0 to 1).

    Raises
    ------
    DiagnosticsError: votes that are negative or of fewer than two labels, or a target that is not
    above 0.
    """
    table = np.asarray(votes, np.float64)
    if table.ndim != 2 or table.shape[1] < 2 or (table < 0).any():
        raise DiagnosticsError("votes are numbers from 0, one row per unit, two labels or more")
    _check(target)
    first, place = _patterns(table)
    need = _of_votes(table[first], target)
    return Need(need.width[place], need.entropy[place], need.gain[place], need.more[place])


def _check(target: float) -> None:
    if not target > 0:
        raise DiagnosticsError(f"the target width is {target:g}; it must be above 0")


def _patterns(table: FloatArray) -> tuple[IntArray, IntArray]:
    """The first row of each pattern of votes, and the pattern of each row.

    Units with the same votes need the same; whole votes have few patterns, shares many.
    """
    if not np.array_equal(table, np.rint(table)):
        every = np.arange(len(table))
        return every, every
    # the order of the labels does not matter to any figure
    counts = np.sort(table.astype(np.int64), axis=1)
    key, most = np.zeros(len(counts), np.int64), int(counts.max(initial=0)) + 1
    if most ** counts.shape[1] >= 2**KEY_BITS:
        counts = np.unique(counts, axis=0, return_inverse=True)[1].reshape(-1, 1)
    for column in counts.T:
        key = key * most + column
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    return first, place


def _of_votes(table: FloatArray, target: float) -> Need:
    alpha = table + PRIOR_VOTES / table.shape[1]
    A = alpha.sum(axis=1)
    mean = alpha / A[:, None]
    deviation = np.sqrt((mean * (1 - mean)).max(axis=1) / (A + 1))
    width = 2 * NORMAL_95 * deviation
    expected = digamma(A + 1) - np.einsum("uc,uc->u", mean, digamma(alpha + 1))
    entropy = expected / np.log(2)
    more = np.ceil(A * ((width / target) ** 2 - 1) - 1e-9)
    return Need(width, entropy, entropy_bits(mean) - entropy, _whole(more))


def _whole(more: FloatArray) -> IntArray:
    clipped: IntArray = np.clip(more, 0, MOST_MORE).astype(np.int64)
    return clipped


def numbers_needed(unit: WholeArray, values: FloatArray, n_units: int, target: float) -> Need:
    """From numbers (n,) of `n_units` units, for means known to `target` points.

    Raises
    ------
    DiagnosticsError: a target that is not above 0, or a number that is missing.
    """
    _check(target)
    if np.isnan(values).any():
        raise DiagnosticsError("a number is missing (NaN); leave its row out")
    n = np.bincount(unit, minlength=n_units).astype(np.float64)
    mean = np.bincount(unit, values, n_units) / np.maximum(n, 1)
    squares = np.bincount(unit, (values - mean[unit]) ** 2, n_units)
    freedom = np.maximum(n - 1, 0)
    pooled = squares.sum() / freedom.sum() if freedom.sum() else np.nan
    variance = (PRIOR_NUMBERS * pooled + squares) / (PRIOR_NUMBERS + freedom)
    reach = 2 * NORMAL_95 * np.sqrt(variance)
    with np.errstate(divide="ignore"):
        width = np.where(n > 0, reach / np.sqrt(n), np.inf)
    more = np.where(np.isnan(variance), MOST_MORE, np.ceil((reach / target) ** 2 - n - 1e-9))
    nothing = np.full(n_units, np.nan)
    return Need(np.where(np.isnan(variance), np.nan, width), nothing, nothing, _whole(more))


def expected_width(width: FloatArray, votes: FloatArray, more: int) -> FloatArray:
    """The width of `votes_needed` after `more` ratings, of units with `votes` (units,) in all."""
    A = votes + PRIOR_VOTES
    narrowed: FloatArray = width * np.sqrt(A / (A + more))
    return narrowed
