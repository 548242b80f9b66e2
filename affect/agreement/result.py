"""What an agreement statistic returns: a number, or the reason why there is none."""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

NO_RATINGS = "there are no ratings"
NO_PAIRS = "no unit has two ratings"
NO_VARIATION = "all ratings are the same value"


class AgreementError(ValueError):
    """The input or the request is wrong; says what is allowed."""


@dataclass(frozen=True)
class Result:
    """One coefficient and what it was computed on.

    value: the coefficient, None where it is undefined; `reason` then says why.
    low, high: 95 % interval; None where none was asked for or it is unknown.
    units: units with two ratings or more, the only ones that agreement can be seen in.
    ratings: ratings of those units.
    raters: who gave them; None where that is unknown (imported vote counts).
    single_rated_units: units with exactly one rating, which were left out.
    interval: where the interval comes from, such as "bootstrap over units"; None without one.
    standard_error: of the value, where there is a formula for it.
    """

    value: float | None
    reason: str | None
    low: float | None
    high: float | None
    units: int
    raters: int | None
    ratings: int
    single_rated_units: int
    interval: str | None = None
    standard_error: float | None = None

    @property
    def warning(self) -> str | None:
        """What to know before citing the value: it is of few of the units."""
        if self.value is None or self.single_rated_units <= self.units:
            return None
        return (
            f"{self.single_rated_units} of {self.single_rated_units + self.units} units have a "
            "single rating, so this is the agreement on the others; where raters stop at the first "
            "'no', or the like, these are no sample of all"
        )


@dataclass(frozen=True)
class Basis:
    """The counts of a `Result`, before there is a value."""

    units: int
    raters: int | None
    ratings: int
    single_rated_units: int

    def result(
        self, value: float, ends: tuple[float, float] | None, interval: str | None = None
    ) -> Result:
        """The result with this value; NaN means that there was nothing to tell apart.

        `interval` says where the ends come from.
        """
        undefined = Result(
            None, None, None, None, self.units, self.raters, self.ratings, self.single_rated_units
        )
        if self.units == 0:
            nothing = self.single_rated_units == 0
            return replace(undefined, reason=NO_RATINGS if nothing else NO_PAIRS)
        if np.isnan(value):
            return replace(undefined, reason=NO_VARIATION)
        if ends is None:
            return replace(undefined, value=float(value))
        low, high = ends
        return replace(undefined, value=float(value), low=low, high=high, interval=interval)

    def refuse(self, reason: str) -> Result:
        """No value, for a reason of the caller's."""
        return replace(self.result(np.nan, None), reason=reason)


class Coefficient(Protocol):
    """A coefficient as a function of how often each unit counts, so that units can be resampled.

    Units that look the same to the coefficient are one pattern.
    """

    @property
    def weight(self) -> NDArray[np.int64] | FloatArray:
        """How many units each pattern stands for; shares of them in a table of proportions."""

    @property
    def pattern(self) -> NDArray[np.int64] | None:
        """The pattern of each unit, which clusters need; None where each unit is its own."""

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, outputs) for weights (resamples, patterns); NaN where undefined."""
