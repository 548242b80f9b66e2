"""Alpha over sets that raters gave in words of their own, and over the families of their words.

alpha-groups compares, by Jaccard's distance, the sets of families of an emotion wheel that the
words stand in (see `affect.vocabulary`). Ratings whose words the wheel does not know are missing
there; group-coverage is the share of all words that it knows, and belongs beside it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from affect.agreement.alphas.metrics import coded_metric
from affect.agreement.alphas.pairs import MOST_VALUES, Codes, pairs
from affect.agreement.alphas.sets import Members, jaccard, masi
from affect.agreement.draws.bootstrap import Draw, measure, measure_raters, measure_units
from affect.agreement.draws.pairs_of_raters import of_raters, rater_pairs
from affect.agreement.draws.ratios import Ratio
from affect.agreement.pieces.continua import summed
from affect.agreement.rated.pairable import Pairable, from_coded, numbered, pairable
from affect.agreement.result import Result
from affect.coded import Coded
from affect.vocabulary import Grouped, Wheel, grouped, wheel


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
        found = rater_pairs(rated.unit, numbered(rated.rater), code)
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


def group_agreement(coded: Coded, draw: Draw) -> tuple[Result, Result]:
    """alpha-groups and group-coverage of answers in words."""
    rated, known_wheel = from_coded(coded), wheel()
    found = grouped(map(_words, rated.values), known_wheel)
    n_units = rated.basis.units
    coverage = _coverage(found, rated, draw)
    rows = np.flatnonzero(coded.answered())
    families = grouped(map(_words, coded.values[rows]), known_wheel).families
    covered = np.array([bool(own) for own in families], bool)
    kept = pairable(coded.unit[rows[covered]], np.flatnonzero(covered), coded.rater[rows[covered]])
    if n_units and not kept.basis.units:
        return rated.basis.refuse(_uncovered(found, known_wheel)), coverage
    return word_set_alphas(kept, [families[row] for row in kept.values], draw)[1], coverage


def _coverage(found: Grouped, rated: Pairable, draw: Draw) -> Result:
    """Words that the wheel knows over all words."""
    counts = [np.array(part, np.float64) for part in (found.known, found.words)]
    if draw.raters and rated.rater is not None and rated.basis.units:
        who = np.unique(rated.rater, return_inverse=True)[1].ravel()
        known, words = (summed(who, part, int(who.max()) + 1)[:, None] for part in counts)
        ratio = Ratio(known, words)
        return measure_raters(
            lambda times: ratio.alphas(times[None])[0], len(known), [rated.basis], draw
        )[0]
    known, words = (summed(rated.unit, part, rated.basis.units)[:, None] for part in counts)
    return measure_units(Ratio(known, words), [rated.basis], rated.kept, draw)[0]


def _words(value: Iterable[Mapping[str, str]]) -> list[str]:
    return [entry["word"] for entry in value]


def _uncovered(found: Grouped, known_wheel: Wheel) -> str:
    return (
        f"no item has two ratings with a word of the wheel {known_wheel.name} "
        f"({known_wheel.language}), which knows {sum(found.known)} of {sum(found.words)} words"
    )


def members_of(sets: Iterable[frozenset[str]]) -> csr_array:
    """Sets of words as rows over all of their words."""
    column: dict[str, int] = {}
    rows = [[column.setdefault(word, len(column)) for word in sorted(each)] for each in sets]
    ends = np.cumsum([0, *map(len, rows)])
    places = np.array([place for row in rows for place in row], np.int64)
    return csr_array((np.ones(len(places), bool), places, ends), shape=(len(rows), len(column)))
