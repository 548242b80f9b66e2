"""Alpha over sets that raters gave in words of their own."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from affect.agreement.bootstrap import Draw, measure, measure_raters
from affect.agreement.metrics import coded_metric
from affect.agreement.pairable import Pairable
from affect.agreement.pairs import MOST_VALUES, Codes, pairs
from affect.agreement.pairs_of_raters import of_raters, rater_pairs
from affect.agreement.result import Result
from affect.agreement.sets import Members, jaccard, masi


def alpha_of_sets(
    rated: Pairable,
    sets: tuple[Members, Codes],
    make: Callable[..., Any],
    draw: Draw,
) -> Result:
    """Alpha of sets, given by the distinct ones and the row of each rating's among them.

    `make` gives the distance.
    """
    if not rated.basis.units:
        return rated.basis.result(np.nan, None)
    members, code = sets
    if members.shape[0] > MOST_VALUES:
        return rated.basis.refuse(
            f"raters chose {members.shape[0]} different sets of labels; their distances are "
            f"compared for at most {MOST_VALUES}"
        )
    apart = make(members)
    if draw.raters:
        found = rater_pairs(rated.unit, rated.rater, code)
        outputs = of_raters(found, coded_metric(apart, members.shape[0]))
        return measure_raters(outputs, int(found.rater.max()) + 1, [rated.basis], draw)[0]
    coefficient = pairs(rated.unit, code, rated.basis.units, apart)
    clusters = draw.clusters_of(rated.kept)
    return measure(coefficient, [rated.basis], draw.resamples, draw.rng, clusters)[0]


def word_set_alphas(
    rated: Pairable, sets: Sequence[frozenset[str]], draw: Draw
) -> tuple[Result, Result]:
    """With MASI and with Jaccard, as if every word that anybody gave were a label."""
    if not rated.basis.units:
        nothing = rated.basis.result(np.nan, None)
        return nothing, nothing
    codes: dict[frozenset[str], int] = {}
    code = np.array([codes.setdefault(each, len(codes)) for each in sets], np.int64)
    members = members_of(codes)
    return (
        alpha_of_sets(rated, (members, code), masi, draw),
        alpha_of_sets(rated, (members, code), jaccard, draw),
    )


def members_of(sets: Iterable[frozenset[str]]) -> csr_array:
    """Sets of words as rows over all of their words."""
    column: dict[str, int] = {}
    rows = [[column.setdefault(word, len(column)) for word in sorted(each)] for each in sets]
    ends = np.cumsum([0, *map(len, rows)])
    places = np.array([place for row in rows for place in row], np.int64)
    return csr_array((np.ones(len(places), bool), places, ends), shape=(len(rows), len(column)))
