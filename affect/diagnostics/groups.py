"""Whether groups of raters (by age, language, arm) agree within themselves as they do with others.

In-group cohesion is alpha within the group; cross-group cohesion is the cross-replication
reliability of Wong, Paritosh & Aroyo (2021, ACL: 1 - d_o / d_e over pairs across groups); their
quotient, of agreements, is the group association index of GRASP (Prabhakaran et al. 2024, NAACL):
above 1 the group sees things its own way. Here each unit's cross pairs are averaged and units weigh
by their ratings, as in Krippendorff's alpha.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from affect.coded import Coded
from affect.diagnostics.figure import (
    NO_VARIATION,
    NORMAL_95,
    BoolArray,
    DiagnosticsError,
    Figure,
    FloatArray,
    WholeArray,
    undefined,
)
from affect.diagnostics.shared import distances, shared_ratings
from affect.diagnostics.vectors import unit_vectors

FEWEST_RATERS = 3
"""In a group, so that no figure tells what one or two people answered."""
NOT_ASKED = "pairs across groups were not asked for"
FEWEST_UNITS = 10
"""That a group's pairs lie in, so that a figure is more than chance."""


@dataclass(frozen=True)
class Group:
    """within: alpha of the group's own ratings. across: of pairs with raters of other groups.
    association: within / across, both above 0. raters: people in the group with an answer.

    Intervals (95 %, normal) are of the mean distance over units; what is expected by chance is
    taken as known. association has none.
    """

    name: str
    raters: int
    within: Figure
    across: Figure
    association: Figure


def group_agreement(
    coded: Coded,
    group: ArrayLike,
    names: Sequence[str],
    *,
    n_labels: int = 0,
    fewest_raters: int = FEWEST_RATERS,
    fewest_units: int = FEWEST_UNITS,
    only: Sequence[int] | None = None,
    across: bool = True,
) -> list[Group]:
    """Cohesion of each group, at nominal level for labels and interval for numbers.

    group: int (n,), of each rating, the position in `names`; -1: not said, in no group and with
    nobody across. Cells below `fewest_raters` or `fewest_units` are undefined, and say so.
    only: positions in `names` of the groups that are asked for, in that order; None: all.
    across: False leaves out pairs across groups, as where no unit is in two of them.

    Raises
    ------
    DiagnosticsError: a group that `names` does not have.
    """
    of = np.asarray(group, np.int64)
    if len(of) and int(of.max()) >= len(names):
        raise DiagnosticsError(f"group {of.max()} is beyond the {len(names)} names")
    told = (of >= 0) & coded.answered()
    rows, of = _rows(coded, told), of[told]
    least = _Cells(fewest_raters, fewest_units)
    return [
        _group(rows, of == place, names[place], n_labels, least, across=across)
        for place in (range(len(names)) if only is None else only)
    ]


def _rows(coded: Coded, kept: BoolArray) -> Coded:
    return Coded(coded.unit[kept], coded.rater[kept], coded.values[kept], coded.cannot_tell[kept])


@dataclass(frozen=True)
class _Cells:
    """What a cell must hold to be told."""

    raters: int
    units: int


def _group(
    coded: Coded, inside: BoolArray, name: str, n_labels: int, least: _Cells, *, across: bool
) -> Group:
    """`coded` holds answered ratings only."""
    n_raters, others = _raters(coded.rater[inside]), _raters(coded.rater[~inside])
    if n_raters < least.raters:
        few = undefined(f"{n_raters} raters; at least {least.raters} keep single answers private")
        return Group(name, n_raters, few, few, few)
    within = _within(_renumbered(_rows(coded, inside)), n_labels, least.units)
    if not across:
        between = undefined(NOT_ASKED)
    elif others < least.raters:
        between = undefined(f"{others} raters in other groups; at least {least.raters}")
    else:
        between = _across(coded, inside, n_labels, least.units)
    return Group(name, n_raters, within, between, _association(within, between))


def _renumbered(coded: Coded) -> Coded:
    """With the units that have ratings alone: of many groups each has few."""
    there = np.zeros(int(coded.unit.max(initial=-1)) + 1, np.bool_)
    there[coded.unit] = True
    return replace(coded, unit=(np.cumsum(there, dtype=np.int32) - 1)[coded.unit])


def _raters(rater: WholeArray) -> int:
    return int(np.count_nonzero(np.bincount(rater[rater >= 0])))


def _within(coded: Coded, n_labels: int, fewest: int) -> Figure:
    shared = shared_ratings(coded, n_labels)
    n, units = len(shared.unit), int(np.count_nonzero(shared.sizes))
    if units < fewest:
        return undefined(_few(units, fewest), n)
    apart = distances(shared)
    expected = float(apart.expected.sum())
    if expected <= 0:
        return undefined(NO_VARIATION, n)
    observed = np.bincount(shared.unit, apart.observed, shared.n_units).astype(np.float64)
    return _ratio(observed, shared.sizes.astype(np.float64), expected / n, n)


def _ratio(observed: FloatArray, weight: FloatArray, expected: float, n: int) -> Figure:
    """1 - (sum of `observed` / sum of `weight`) / `expected`, with the error of a ratio of sums
    over units of which the weight is above 0 (Cochran 1977, equation 6.13)."""
    there = weight > 0
    observed, weight = observed[there], weight[there]
    units, ratio = len(weight), float(observed.sum() / weight.sum())
    value = 1 - ratio / expected
    if units < 2:
        return Figure(value, None, None, None, n)
    spread = float(((observed - ratio * weight) ** 2).sum()) * units / (units - 1)
    error = NORMAL_95 * spread**0.5 / float(weight.sum()) / expected
    return Figure(value, None, value - error, value + error, n)


def _few(units: int, fewest: int) -> str:
    return f"{units} items with pairs; at least {fewest} tell more than chance"


def _across(coded: Coded, inside: BoolArray, n_labels: int, fewest: int) -> Figure:
    """1 - d_o / d_e over pairs of one rating inside and one outside, unit by unit."""
    vectors = unit_vectors(coded.values, n_labels)
    whole = ~np.isnan(vectors).any(axis=1)
    unit, inside, vectors = coded.unit[whole], inside[whole], vectors[whole]
    n_units = int(unit.max(initial=-1)) + 1
    ours = _Sums.of(unit[inside], vectors[inside], n_units)
    theirs = _Sums.of(unit[~inside], vectors[~inside], n_units)
    both = (ours.n > 0) & (theirs.n > 0)
    n, units = int((ours.n + theirs.n)[both].sum()), int(both.sum())
    if units < fewest:
        return undefined(_few(units, fewest), n)
    ours, theirs = ours.kept(both), theirs.kept(both)
    weight = ours.n + theirs.n
    observed = _mean_distance(ours, theirs) * weight
    expected = float(_mean_distance(ours.together(), theirs.together())[0])
    if expected <= 1e-12:
        return undefined(NO_VARIATION, n)
    return _ratio(observed, weight, expected, n)


@dataclass(frozen=True)
class _Sums:
    """Per unit: n, sum x (units, columns), sum |x|^2."""

    n: FloatArray
    total: FloatArray
    square: FloatArray

    @classmethod
    def of(cls, unit: WholeArray, vectors: FloatArray, n_units: int) -> "_Sums":
        total = [np.bincount(unit, column, n_units) for column in vectors.T]
        squares: FloatArray = np.einsum("nc,nc->n", vectors, vectors)
        square = np.bincount(unit, squares, n_units).astype(np.float64)
        n = np.bincount(unit, minlength=n_units).astype(np.float64)
        return cls(n, np.stack(total, axis=1), square)

    def kept(self, rows: BoolArray) -> "_Sums":
        return _Sums(self.n[rows], self.total[rows], self.square[rows])

    def together(self) -> "_Sums":
        return _Sums(self.n.sum(keepdims=True), self.total.sum(0)[None], self.square.sum(0)[None])


def _mean_distance(a: _Sums, b: _Sums) -> FloatArray:
    """Mean of |x - y|^2 over x in a and y in b, unit by unit."""
    product = np.einsum("uc,uc->u", a.total, b.total)
    apart: FloatArray = a.square / a.n + b.square / b.n - 2 * product / (a.n * b.n)
    return np.maximum(apart, 0.0)


def _association(within: Figure, across: Figure) -> Figure:
    if within.value is None or across.value is None:
        return undefined("needs both agreements", within.n)
    if within.value <= 0 or across.value <= 0:
        return undefined("one of the agreements is not above chance", within.n)
    return replace(within, value=within.value / across.value, low=None, high=None)
