"""The u-alpha family: agreement on where pieces lie, and on what they are called.

Reference: K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher (2016), On the reliability of
unitizing textual continua: further developments, Quality & Quantity 50:2347-2364.

Each of m raters parts a continuum of length L into valued pieces and gaps (value 0). Observed
coincidences are the lengths over which two raters have values c and k (eq. 1), l_c their sums:

    l_ck = sum_{i != j} sum_{g of i, h of j} L(g & h) / (m - 1),    l.. = m L.

Expected ones (eq. 4) pair everything with everything else, but no piece with itself; a gap has no
inner structure, so only its smallest part is not paired with itself:

    e_ck = l.. (l_c l_k - [c = k] S_c) / (l..^2 - sum_c S_c),
    S_c = sum of L(g)^2 over the pieces of c,    S_0 = s sum of L(g) over gaps.

s is the smallest part of the continuum: one character of a text; 0 for time, which has none, so
that the coefficient is the same in seconds and in milliseconds.

    u-alpha     1 - (l.. - sum_c l_cc) / (l.. - sum_c e_cc)      all values and gaps (eq. 5)
    |u-alpha    the same with one value for all pieces           pieces against gaps (eq. 6)
    cu-alpha    over intersections of two valued pieces          the coding alone (eq. 10, 11)
    (k)u-alpha  the same for the value k                         (eq. 13)

Several continua are laid end to end: every term is a sum over them. The pieces of one rater must
not overlap; where they may, each label is a continuum of its own (`layered`), whose observed and
expected disagreements are added up. Two touching pieces of one label are not one piece: S_c sees
where a rater cut. Gaps and layers do not see it.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from affect.agreement.pieces.continua import Continua, Ints, Stretches, summed, sweep
from affect.agreement.result import NO_VARIATION, AgreementError, Basis, FloatArray, Result

ONE_VALUE = "all pieces have the same label: there is no coding to agree on"
NO_INTERSECTION = "no two raters have pieces that intersect"


@dataclass(frozen=True)
class Tier:
    """The sums of each unit that u-alpha is made of; units are sets of continua.

    apart: float64 (units,), l.. - sum_c l_cc.
    lengths: float64 (units, values), l_c; the last value is the gap.
    squares: float64 (units,), sum_c S_c.
    """

    apart: FloatArray
    lengths: FloatArray
    squares: FloatArray

    def disagreements(self, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Observed and expected ones (resamples,) for weights (resamples, units)."""
        lengths, squares = weights @ self.lengths, weights @ self.squares
        total = lengths.sum(axis=1)
        pairs = total**2 - squares
        with np.errstate(invalid="ignore", divide="ignore"):
            expected = total * (total**2 - (lengths**2).sum(axis=1)) / pairs
        # rounding leaves a trace of disagreement where there is one value
        spread = total - lengths.max(axis=1, initial=0) > 1e-12 * total
        return weights @ self.apart, np.where(spread & (pairs > 0), expected, 0.0)


@dataclass(frozen=True)
class UnitizedAlpha:
    """u-alpha over `pooled` tiers together, then over each of `alone`; one pattern per unit."""

    pooled: tuple[Tier, ...]
    alone: tuple[Tier, ...]

    @property
    def weight(self) -> NDArray[np.int64]:
        """Every unit stands for itself."""
        return np.ones(len(self.pooled[0].apart), np.int64)

    @property
    def pattern(self) -> NDArray[np.int64] | None:
        """Units are their own patterns."""
        return None

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1 + alone)."""
        groups = [self.pooled, *((tier,) for tier in self.alone)]
        return np.stack([_alpha(group, weights) for group in groups], axis=1)


def _alpha(tiers: tuple[Tier, ...], weights: FloatArray) -> FloatArray:
    each = [tier.disagreements(weights) for tier in tiers]
    observed = np.sum([found for found, _ in each], axis=0)
    expected = np.sum([chance for _, chance in each], axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        alpha: FloatArray = np.where(expected > 0, 1 - observed / expected, np.nan)
    return alpha


def unitized(
    continua: Continua, unit: Ints, n_units: int, *, smallest: float, layered: bool
) -> UnitizedAlpha:
    """u-alpha of all labels, and of each label against the rest.

    unit: int64 (continua,), the unit that each continuum is part of; all have two raters or more.
    layered: pieces of one rater may overlap.
    """
    parts = range(len(continua.labels))
    alone = tuple(_tier(continua.of_label(k), unit, n_units, smallest) for k in parts)
    pooled = alone if layered else (_tier(continua, unit, n_units, smallest),)
    return UnitizedAlpha(pooled, alone)


def _tier(continua: Continua, unit: Ints, n_units: int, smallest: float) -> Tier:
    stretches = sweep(continua)
    m = continua.raters[stretches.continuum]
    gaps = m - stretches.counts.sum(axis=1)
    alike = (stretches.counts**2).sum(axis=1) + gaps**2
    apart = stretches.length * (m**2 - alike) / (m - 1)
    long = continua.end - continua.start
    valued = np.zeros((n_units, len(continua.labels)))
    of = unit[continua.continuum]
    np.add.at(valued, (of, continua.label), long)
    gap = summed(unit, continua.raters * continua.length, n_units) - valued.sum(axis=1)
    return Tier(
        apart=summed(unit[stretches.continuum], apart, n_units),
        lengths=np.column_stack([valued, gap]),
        squares=summed(of, long**2, n_units) + smallest * gap,
    )


@dataclass(frozen=True)
class Family:
    """The four coefficients of a set of continua.

    coverage: share of all raters' lengths that the intersections of valued pieces make up, which
        is what `coding` and `per_label` speak of.
    """

    nominal: Result
    binary: Result
    coding: Result
    per_label: dict[str, Result]
    coverage: float


def u_alpha(continua: Continua, *, smallest: float = 1.0) -> Family:
    """All coefficients of the family, for continua of two raters or more.

    `smallest` is the smallest part of the continuum in its unit of length, see above.

    Raises
    ------
    AgreementError: a continuum has one rater, or a rater's pieces overlap.
    """
    if (continua.raters < 2).any():
        raise AgreementError("u-alpha compares raters: each continuum needs two or more")
    if continua.overlapping():
        raise AgreementError(
            "pieces of one rater overlap, and u-alpha takes them to be apart: measure each label "
            "alone (Continua.of_label)"
        )
    n = len(continua.length)
    raters = int(continua.raters.max(initial=0))
    basis = Basis(n, raters, int(continua.raters.sum()), 0)
    valued = replace(continua, labels=("",), label=np.zeros_like(continua.label))
    nominal, binary = (_whole(each, basis, smallest) for each in (continua, valued))
    coding, per_label, coverage = _coding(continua, basis)
    return Family(nominal, binary, coding, per_label, coverage)


def _whole(continua: Continua, basis: Basis, smallest: float) -> Result:
    tier = _tier(continua, np.zeros(len(continua.length), np.int64), 1, smallest)
    return basis.result(float(_alpha((tier,), np.ones((1, 1)))[0]), None)


def _coding(continua: Continua, basis: Basis) -> tuple[Result, dict[str, Result], float]:
    """cu-alpha, (k)u-alpha of each label, and coverage."""
    stretches = sweep(continua)
    observed = _coincidences(stretches, continua.raters)
    margins = observed.sum(axis=0)
    total = float(margins.sum())
    names = continua.labels
    coverage = total / float((continua.raters * continua.length).sum())
    if total <= 0:
        nothing = basis.refuse(NO_INTERSECTION)
        return nothing, dict.fromkeys(names, nothing), coverage
    expected = _expected_codings(margins, _own_squares(continua))
    apart = expected.sum() - expected.trace()
    if np.count_nonzero(margins) < 2 or apart <= 0:
        only = basis.refuse(ONE_VALUE)
        return only, dict.fromkeys(names, only), coverage
    alpha = 1 - (total - observed.trace()) / apart
    each = [_of_label(k, observed, expected, basis) for k in range(len(names))]
    return basis.result(alpha, None), dict(zip(names, each, strict=True)), coverage


def _coincidences(stretches: Stretches, raters: Ints) -> FloatArray:
    """l_ck between valued pieces (labels, labels)."""
    weight = stretches.length / (raters[stretches.continuum] - 1)
    counts = stretches.counts.astype(np.float64)
    together = (counts * weight[:, None]).T @ counts
    return together - np.diag(weight @ counts)


def _own_squares(continua: Continua) -> FloatArray:
    """For each label sum_{i != j} sum_{g of i} (length of g that j has valued, too)^2 / (m - 1)."""
    squares = np.zeros(len(continua.labels))
    for continuum, m in enumerate(continua.raters.tolist()):
        here = np.flatnonzero(continua.continuum == continuum)
        for rater in range(m):
            own = continua.rater[here] == rater
            theirs, others = here[own], here[~own]
            ends = covered(continua, theirs, continua.end[others])
            shared = ends - covered(continua, theirs, continua.start[others])
            np.add.at(squares, continua.label[others], shared**2 / (m - 1))
    return squares


def covered(continua: Continua, pieces: Ints, at: FloatArray) -> FloatArray:
    """The length of some pieces, which lie apart, up to each of the places `at`."""
    order = pieces[np.argsort(continua.start[pieces])]
    start, end = continua.start[order], continua.end[order]
    whole = np.concatenate([[0.0], np.cumsum(end - start)])
    begun = np.searchsorted(start, at, side="right")
    left_over = np.maximum(np.append(end, 0.0)[begun - 1] - at, 0)
    lengths: FloatArray = whole[begun] - np.where(begun > 0, left_over, 0.0)
    return lengths


def _expected_codings(margins: FloatArray, squares: FloatArray) -> FloatArray:
    """e_ck of eq. 10 (labels, labels)."""
    total = margins.sum()
    denominator = total - squares.sum() / total
    if denominator <= 0:
        return np.zeros((len(margins), len(margins)))
    expected: FloatArray = (np.outer(margins, margins) - np.diag(squares)) / denominator
    return expected


def _of_label(k: int, observed: FloatArray, expected: FloatArray, basis: Basis) -> Result:
    l_k, e_k = observed[k].sum(), expected[k].sum()
    chance = e_k - expected[k, k]
    if l_k <= 0:
        return basis.refuse(NO_INTERSECTION)
    if chance <= 0:
        return basis.refuse(NO_VARIATION)
    return basis.result(float(1 - e_k / l_k * (l_k - observed[k, k]) / chance), None)
