"""Ratings in categories, from every layout that they come in: the input of the kappa family.

Unlike alpha, chance-corrected kappas count units with one rating where they estimate chance (Gwet
2014, section 2.4), so these keep every unit with a rating. Units that look the same are held once,
with a weight.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.agreement.rated.pairable import count_raters
from affect.agreement.rated.patterns import codes, distinct_rows
from affect.agreement.result import AgreementError, Basis, FloatArray
from affect.coded import Coded

MOST_CELLS = 30_000_000
"""A table of units and raters up to this size is searched for units that look the same."""
SAMPLE = 2000  # units that tell whether that is worth while


@dataclass(frozen=True)
class Ratings:
    """Entries of units, raters and categories.

    unit: int64 (n,), from 0 without gaps.
    rater: int64 (n,), from 0 without gaps; None where raters are unknown.
    code: int64 (n,), the category.
    times: float64 (n,), how many ratings an entry stands for; None for one each.
    weight: (units,), how many units look like this one; shares of them in a table of proportions.
    values: float64 (q,), the ascending numbers of the categories.
    basis: counts for the result.
    kept: int64, which units of the input these are, in order; pattern: the unit here of each.
    """

    unit: NDArray[np.int64]
    rater: NDArray[np.int64] | None
    code: NDArray[np.int64]
    times: FloatArray | None
    weight: NDArray[np.int64] | FloatArray
    values: FloatArray
    basis: Basis
    kept: NDArray[np.int64]
    pattern: NDArray[np.int64] | None = None

    @property
    def n_raters(self) -> int:
        """Known raters."""
        return 0 if self.rater is None else int(self.rater.max(initial=-1)) + 1

    def counts(self, times: FloatArray | None = None) -> FloatArray:
        """Ratings per unit and category (units, q); `times` overrides that of the entries."""
        shape = (len(self.weight), len(self.values))
        cells = self.unit * shape[1] + self.code
        used = self.times if times is None else times
        table = np.bincount(cells, weights=used, minlength=shape[0] * shape[1])
        return table.reshape(shape).astype(np.float64, copy=False)

    def pooled(self) -> "Ratings":
        """Without raters: units with the same counts are one."""
        if self.pattern is not None or self.weight.dtype.kind == "f" or (self.weight != 1).any():
            return self
        table = self.counts()
        first, weight, pattern = distinct_rows(table.astype(np.int64))
        unit, code = np.nonzero(table[first])
        times = table[first][unit, code]
        return replace(
            self, unit=unit, code=code, rater=None, times=times, weight=weight, pattern=pattern
        )

    def distinct(self) -> "Ratings":
        """With raters: units with the same answers of the same raters are one."""
        n_units, n_raters = len(self.weight), self.n_raters
        known = self.rater is not None and n_units * n_raters <= MOST_CELLS
        if not known or self.pattern is not None or (self.weight != 1).any():
            return self
        if n_units > SAMPLE and self._rarely_alike():
            return self
        table = self._by_rater(n_units)
        first, weight, pattern = distinct_rows(table)
        unit, rater = np.nonzero(table[first])
        code = table[first][unit, rater] - 1
        return replace(self, unit=unit, rater=rater, code=code, weight=weight, pattern=pattern)

    def _by_rater(self, n_units: int) -> NDArray[np.int64]:
        """Codes and 1, of the first units and all raters; 0 is missing."""
        there = self.unit < n_units
        table = np.zeros((n_units, self.n_raters), np.int64)
        who = self.rater[there] if self.rater is not None else 0
        table[self.unit[there], who] = self.code[there] + 1
        return table

    def _rarely_alike(self) -> bool:
        """Whether a table of all units would be made in vain: of some, few are alike."""
        return 2 * len(distinct_rows(self._by_rater(SAMPLE))[0]) > SAMPLE


def ratings_of_table(table: ArrayLike, categories: ArrayLike | None = None) -> Ratings:
    """From numbers (raters, units), NaN where missing.

    `categories` are the numbers that could have been chosen; without them, those that were.

    Raises
    ------
    AgreementError: not two axes, an infinite rating, or one that is none of the categories.
    """
    numbers = np.asarray(table, np.float64)
    if numbers.ndim != 2:
        raise AgreementError(f"a table has raters and units, two axes; this has {numbers.ndim}")
    if np.isinf(numbers).any():
        raise AgreementError("a rating is infinite; NaN stands for a missing one")
    unit, rater = np.nonzero(~np.isnan(numbers.T))
    return ratings_of_long(unit, rater, numbers.T[unit, rater], categories)


def ratings_of_long(
    unit: ArrayLike,
    rater: ArrayLike | None,
    numbers: ArrayLike,
    categories: ArrayLike | None = None,
) -> Ratings:
    """From one number per rating: its unit (n,), rater (n,) or None, and value (n,)."""
    given = np.asarray(numbers, np.float64)
    if categories is None:
        values, code = _used(given)
    else:
        values = np.unique(np.asarray(categories, np.float64))
        code = np.searchsorted(values, given).clip(max=len(values) - 1)
        strange = given[values[code] != given] if len(values) else given
        if len(strange):
            allowed = ", ".join(f"{value:g}" for value in values)
            raise AgreementError(f"{strange[0]:g} is none of the categories: {allowed}")
    who = None if rater is None else np.asarray(rater)
    return _ratings(np.asarray(unit), who, code.astype(np.int64), values)


def _used(given: FloatArray) -> tuple[FloatArray, NDArray[np.int64]]:
    """The distinct numbers in ascending order, and the position of each one given."""
    if not len(given):
        return np.zeros(0), np.zeros(0, np.int64)
    found, code = codes(given)
    # whole numbers that nobody used are among those found
    used = np.bincount(code, minlength=len(found)) > 0
    return found[used].astype(np.float64), (np.cumsum(used) - 1)[code]


def ratings_of_coded(coded: Coded, n_labels: int) -> Ratings:
    """From coded choices among `n_labels` labels, or whole points from 0 below that."""
    rows = coded.answered()
    code = coded.values[rows].astype(np.int64)
    rater = coded.rater[rows]
    known = None if len(rater) and rater.min() < 0 else rater
    return _ratings(coded.unit[rows], known, code, np.arange(n_labels, dtype=np.float64))


def _ratings(
    unit: NDArray[np.integer],
    rater: NDArray[np.integer] | None,
    code: NDArray[np.int64],
    values: FloatArray,
) -> Ratings:
    sizes = np.bincount(unit)
    kept = np.flatnonzero(sizes)
    number = np.cumsum(sizes > 0) - 1
    several = sizes >= 2
    basis = Basis(
        units=int(several.sum()),
        raters=count_raters(rater),
        ratings=int(sizes[several].sum()),
        single_rated_units=int((sizes == 1).sum()),
    )
    return Ratings(
        unit=number[unit] if len(unit) else unit.astype(np.int64),
        rater=None if rater is None else _without_gaps(rater),
        code=code,
        times=None,
        weight=np.ones(len(kept), np.int64),
        values=values,
        basis=basis,
        kept=kept,
    )


def _without_gaps(numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    there = np.bincount(numbers) > 0
    places: NDArray[np.int64] = (np.cumsum(there) - 1)[numbers.astype(np.int64)]
    return places


def ratings_of_counts(counts: ArrayLike, values: ArrayLike | None = None) -> Ratings:
    """From votes (units, categories), raters unknown; `values` are the categories' numbers.

    Raises
    ------
    AgreementError: counts that are negative or not whole, or values that do not fit them.
    """
    table = np.asarray(counts, np.float64)
    if table.ndim != 2 or (table < 0).any() or not np.array_equal(table, np.rint(table)):
        raise AgreementError("counts are whole numbers from 0, one row per unit")
    sizes = table.sum(axis=1)
    kept = np.flatnonzero(sizes)
    unit, code = np.nonzero(table[kept])
    several = sizes >= 2
    basis = Basis(int(several.sum()), None, int(sizes[several].sum()), int((sizes == 1).sum()))
    return Ratings(
        unit=unit,
        rater=None,
        code=code,
        times=table[kept][unit, code],
        weight=np.ones(len(kept), np.int64),
        values=_category_values(values, table.shape[1]),
        basis=basis,
        kept=kept,
    )


def ratings_of_contingency(table: ArrayLike, values: ArrayLike | None = None) -> Ratings:
    """From the cells of two raters: units, or shares of units, (categories, categories).

    The rows are the first rater's categories, the columns the second one's.

    Raises
    ------
    AgreementError: not square, negative, empty, or values that do not fit it.
    """
    cells = np.asarray(table, np.float64)
    if cells.ndim != 2 or cells.shape[0] != cells.shape[1]:
        raise AgreementError(
            "a contingency table has a row and a column per category, in the same order; "
            f"this has the shape {' x '.join(map(str, cells.shape))}"
        )
    if not (cells >= 0).all() or not cells.sum() > 0:
        raise AgreementError("cells of a contingency table are from 0, and one is above 0")
    pair = np.argwhere(cells)
    weight = cells[pair[:, 0], pair[:, 1]]
    whole = np.array_equal(weight, np.rint(weight))
    units = int(weight.sum()) if whole else len(pair)
    pattern = np.repeat(np.arange(len(pair)), weight.astype(np.int64) if whole else 1)
    return Ratings(
        unit=np.repeat(np.arange(len(pair)), 2),
        rater=np.tile(np.arange(2), len(pair)),
        code=pair.ravel(),
        times=None,
        weight=weight.astype(np.int64) if whole else weight,
        values=_category_values(values, len(cells)),
        basis=Basis(units, 2, 2 * units, 0),
        kept=np.arange(len(pattern)),
        pattern=pattern,
    )


def _category_values(values: ArrayLike | None, n_categories: int) -> FloatArray:
    """1, 2, 3, ... unless the categories have numbers of their own."""
    if values is None:
        return np.arange(1, n_categories + 1, dtype=np.float64)
    numbers = np.asarray(values, np.float64)
    if len(numbers) != n_categories:
        raise AgreementError(f"{len(numbers)} values for {n_categories} categories")
    return numbers


def coincidences(ratings: Ratings) -> FloatArray:
    """Krippendorff's coincidence matrix (q, q): pairs within units, each unit by its size.

    Cell (c, k) holds sum_u n_uc (n_uk - [c = k]) / (m_u - 1); its sum is the pairable ratings.
    """
    counts = ratings.counts()
    size = counts.sum(axis=1)
    each = np.where(size >= 2, ratings.weight / np.maximum(size - 1, 1), 0.0)
    pairs: FloatArray = (counts * each[:, None]).T @ counts - np.diag(each @ counts)
    return pairs


def confusion(ratings: Ratings, one: int, other: int) -> FloatArray:
    """How many units two raters put where: (one's category, other's category).

    Raises
    ------
    AgreementError: raters are unknown.
    """
    if ratings.rater is None:
        raise AgreementError("confusion is between raters, and who gave these ratings is unknown")
    n_units, q = len(ratings.weight), len(ratings.values)
    chosen = np.full((2, n_units), -1)
    for row, rater in enumerate((one, other)):
        mine = ratings.rater == rater
        chosen[row, ratings.unit[mine]] = ratings.code[mine]
    both = (chosen >= 0).all(axis=0)
    cells = chosen[0, both] * q + chosen[1, both]
    table = np.bincount(cells, weights=ratings.weight[both], minlength=q * q)
    return table.reshape(q, q).astype(np.float64)


def of_both(ratings: Ratings) -> Ratings:
    """Only the units that both of two raters rated, which coefficients of two raters take.

    Raises
    ------
    AgreementError: there are more raters, or units with more ratings.
    """
    if ratings.n_raters > 2:
        raise AgreementError(
            f"this coefficient compares two raters and there are {ratings.n_raters}: use "
            "light-kappa, conger-kappa, fleiss-kappa or randolph-kappa"
        )
    sizes = ratings.counts().sum(axis=1)
    if len(sizes) and sizes.max() > 2:
        raise AgreementError(
            f"this coefficient compares two raters and a unit has {sizes.max():g} ratings: use "
            "fleiss-kappa or randolph-kappa"
        )
    return of_units(ratings, sizes == 2)


def with_pairs(ratings: Ratings) -> Ratings:
    """Only the units with two ratings or more."""
    return of_units(ratings, ratings.counts().sum(axis=1) >= 2)


def of_units(ratings: Ratings, wanted: NDArray[np.bool_]) -> Ratings:
    """Only some of the units (units,); they must not have been brought to patterns."""
    rows = wanted[ratings.unit]
    if wanted.all():
        return ratings
    number = np.cumsum(wanted) - 1
    return replace(
        ratings,
        unit=number[ratings.unit[rows]],
        rater=None if ratings.rater is None else ratings.rater[rows],
        code=ratings.code[rows],
        times=None if ratings.times is None else ratings.times[rows],
        weight=ratings.weight[wanted],
        kept=ratings.kept[wanted],
    )
