"""The six forms of the intraclass correlation, from variances; `icc` says what they mean."""

import numpy as np

from affect.agreement.result import FloatArray

FORMS = ("icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k")
ROUNDING = 1e-12  # part of the total spread below which a variance is rounding


def six_forms(
    one_way: tuple[FloatArray, FloatArray],
    two_way: tuple[FloatArray, FloatArray, FloatArray],
    k: FloatArray | float,
    total: FloatArray,
) -> FloatArray:
    """The forms (resamples, 6) of s_1, s_w and of s_a, s_b, s_e, in the order of `FORMS`.

    `total` is the mean square of all numbers; NaN where a denominator is nothing beside it.
    """
    unit_1, within = one_way
    unit, rater, error = two_way
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = [(unit_1, within), (unit, rater + error), (unit, error)]
        parts += [(of_unit, rest / k) for of_unit, rest in parts]
        forms = [
            np.where(of_unit + rest > ROUNDING * total, of_unit / (of_unit + rest), np.nan)
            for of_unit, rest in parts
        ]
    return np.stack(forms, axis=1)
