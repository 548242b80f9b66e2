"""Ratings with known raters behind them."""

import numpy as np

from affect.coded import Coded


def coded(unit: np.ndarray, rater: np.ndarray, values: np.ndarray) -> Coded:
    told = np.zeros(len(unit), bool)
    return Coded(unit.astype(np.int32), rater.astype(np.int32), values, told)


def labels(units: int = 60, raters: int = 5, n_labels: int = 4, seed: int = 1) -> Coded:
    """Raters who copy the truth half of the time; each rated about three quarters of the units."""
    rng = np.random.default_rng(seed)
    unit, rater = (part.ravel() for part in np.indices((units, raters)))
    truth = rng.integers(0, n_labels, units)[unit]
    guess = rng.integers(0, n_labels, len(unit))
    values = np.where(rng.random(len(unit)) < 0.5, truth, guess).astype(np.int16)
    kept = rng.random(len(unit)) < 0.75
    return coded(unit[kept], rater[kept], values[kept])


def numbers(units: int = 60, raters: int = 5, columns: int = 1, seed: int = 1) -> Coded:
    """Units' numbers and raters' noise, with gaps in rows and, for several columns, in columns."""
    rng = np.random.default_rng(seed)
    unit, rater = (part.ravel() for part in np.indices((units, raters)))
    values = 100 + rng.normal(size=(units, columns))[unit] + rng.normal(size=(len(unit), columns))
    if columns > 1:
        values[rng.random(values.shape) < 0.2] = np.nan
    kept = rng.random(len(unit)) < 0.75
    values = values[:, 0] if columns == 1 else values
    return coded(unit[kept], rater[kept], values[kept])


def table(ratings: Coded) -> np.ndarray:
    """Ratings as (raters, units), NaN where there is none."""
    found = np.full((int(ratings.rater.max()) + 1, int(ratings.unit.max()) + 1), np.nan)
    found[ratings.rater, ratings.unit] = ratings.values
    return found
