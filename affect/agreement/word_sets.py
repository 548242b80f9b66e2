"""Alpha over sets that raters gave in words of their own."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.random import Generator
from scipy.sparse import csr_array

from affect.agreement.bootstrap import measure
from affect.agreement.pairable import Pairable
from affect.agreement.pairs import MOST_VALUES, Codes, pairs
from affect.agreement.result import Result
from affect.agreement.sets import Members, jaccard, masi


def alpha_of_sets(
    rated: Pairable,
    sets: tuple[Members, Codes],
    make: Callable[..., Any],
    resamples: int,
    rng: Generator | None,
) -> Result:
    """Alpha of sets, given by the distinct ones and the row of each rating's among them.

    `make` gives the distance.
    """
    members, code = sets
    if members.shape[0] > MOST_VALUES:
        return rated.basis.refuse(
            f"raters chose {members.shape[0]} different sets of labels; their distances are "
            f"compared for at most {MOST_VALUES}"
        )
    coefficient = pairs(rated.unit, code, rated.basis.units, make(members))
    return measure(coefficient, [rated.basis], resamples, rng)[0]


def word_set_alphas(
    rated: Pairable, sets: Sequence[frozenset[str]], resamples: int, rng: Generator | None
) -> tuple[Result, Result]:
    """With MASI and with Jaccard, as if every word that anybody gave were a label."""
    if not rated.basis.units:
        nothing = rated.basis.result(np.nan, None)
        return nothing, nothing
    codes: dict[frozenset[str], int] = {}
    code = np.array([codes.setdefault(each, len(codes)) for each in sets], np.int64)
    members = members_of(codes)
    return (
        alpha_of_sets(rated, (members, code), masi, resamples, rng),
        alpha_of_sets(rated, (members, code), jaccard, resamples, rng),
    )


def members_of(sets: Iterable[frozenset[str]]) -> csr_array:
    """Sets of words as rows over all of their words."""
    column: dict[str, int] = {}
    rows = [[column.setdefault(word, len(column)) for word in sorted(each)] for each in sets]
    ends = np.cumsum([0, *map(len, rows)])
    places = np.array([place for row in rows for place in row], np.int64)
    return csr_array((np.ones(len(places), bool), places, ends), shape=(len(rows), len(column)))
