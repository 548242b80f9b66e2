"""Agreement of answers that are labelled pieces: intervals of time, spans of text.

The coefficients stand in modules of their own: `unitizing` (u-alpha), `gamma`, `eder`, `span_f1`.
Here they are computed over all items of a question, each item with its tracks or turns, and with
intervals by drawing items again.

u-alpha and gamma are pooled: sums over items above and below. EDER is the mean over items, as the
paper on it has it, and F1 is over all pieces.
"""

import numpy as np

from affect.agreement.alphas.rankings import MeanOfUnits
from affect.agreement.draws.bootstrap import Draw, measure_units, measure_without_raters
from affect.agreement.draws.rater_draws import mean_over_units, measure_either
from affect.agreement.draws.ratios import Ratio
from affect.agreement.pieces.continua import summed
from affect.agreement.pieces.eder import pair_eders
from affect.agreement.pieces.gamma import disorders
from affect.agreement.pieces.marked import Marked, marked
from affect.agreement.pieces.pair_sums import Matches
from affect.agreement.pieces.span_f1 import pair_matches
from affect.agreement.pieces.tier_pairs import tier_pairs
from affect.agreement.pieces.unitizing import unitized
from affect.agreement.result import AgreementError, FloatArray, Result
from affect.coded import Coded
from affect.questions import Spans, Timeline

NO_LENGTH = "nobody marked anything, and how long the items are is not known"
NO_PIECES = "nobody marked anything, so there are no pieces to match"
CHARACTER, INSTANT = 1.0, 0.0
"""The smallest parts of a text and of time, see `unitizing`."""
SHUFFLES, LEAST_SHUFFLES, MOST_SHUFFLES = 3_000, 5, 300
"""Random raters for gamma: in all, and for one item."""
SHUFFLE_SEED = 2015
"""The same ratings have the same gamma, whatever is drawn for their interval."""


def timeline_agreement(
    question: Timeline, coded: Coded, draw: Draw
) -> tuple[list[Result], list[Result]]:
    """u-alpha and EDER, and u-alpha of each label against the rest."""
    found = marked(question, coded)
    overall, alone = pooled_u_alpha(found, INSTANT, question.overlap, draw)
    return [overall, mean_eder_of(found, draw)], alone


def span_agreement(question: Spans, coded: Coded, draw: Draw) -> tuple[list[Result], list[Result]]:
    """gamma, F1 of exact and of overlapping spans, u-alpha; and u-alpha of each label."""
    found = marked(question, coded)
    overall, alone = pooled_u_alpha(found, CHARACTER, True, draw)
    scores = [pieces_f1(found, match, draw) for match in ("exact", "overlap")]
    return [pooled_gamma(found, draw), *scores, overall], alone


def pooled_u_alpha(
    found: Marked, smallest: float, layered: bool, draw: Draw
) -> tuple[Result, list[Result]]:
    bases = [found.basis] * (1 + len(found.continua.labels))
    if not found.basis.units:
        overall, *alone = [basis.result(np.nan, None) for basis in bases]
    elif not found.continua.length.any():
        overall, *alone = [basis.refuse(NO_LENGTH) for basis in bases]
    elif draw.raters:
        tiers = tier_pairs(found, smallest=smallest, layered=layered)
        overall, *alone = tiers.measured(bases, found.units, draw)
    else:
        coefficient = unitized(
            found.continua, found.unit, found.basis.units, smallest=smallest, layered=layered
        )
        overall, *alone = measure_units(coefficient, bases, found.units, draw)
    return overall, alone


def mean_eder_of(found: Marked, draw: Draw) -> Result:
    """Mean over items of the mean over tracks."""
    members, of_pair = found.members, _eder_of_pairs(found)
    of_units = members.means(of_pair, members.every())
    known = ~np.isnan(of_units)
    if found.basis.units and not known.any():
        return found.basis.refuse(NO_LENGTH)

    def drawn(times: FloatArray) -> FloatArray:
        return mean_over_units(members.means(of_pair, times)[:, None])

    mean, of_raters = MeanOfUnits(of_units[known]), (members.raters, drawn)
    return measure_either(mean, of_raters, [found.basis], found.units[known], draw)[0]


def _eder_of_pairs(found: Marked) -> FloatArray:
    """Of each pair of raters of a unit, the mean over its tracks that have a length (pairs,)."""
    sums, tracks = np.zeros((2, len(found.members.left)))
    first = found.first_pair()
    for place, continuum in enumerate(found.continua.each()):
        rates = pair_eders(continuum)
        own = slice(first[place], first[place] + len(rates))
        sums[own] += np.nan_to_num(rates)
        tracks[own] += ~np.isnan(rates)
    with np.errstate(invalid="ignore"):
        mean: FloatArray = sums / tracks
    return mean


def pieces_f1(found: Marked, match: str, draw: Draw) -> Result:
    """Over all labels and items: 2 T / (n_a + n_b) by sums."""
    members = found.members
    matched, pieces = np.zeros(len(members.left)), np.zeros(len(members.unit))
    pair, rating = found.first_pair(), found.first()
    for place, continuum in enumerate(found.continua.each()):
        of_pairs, of_raters = pair_matches(continuum, match)
        matched[pair[place] : pair[place] + len(of_pairs)] += of_pairs
        pieces[rating[place] : rating[place] + len(of_raters)] += of_raters
    result = Matches(members, matched, pieces).measured(found.basis, found.units, draw)
    if found.basis.units and result.value is None:
        return found.basis.refuse(NO_PIECES)
    return result


def pooled_gamma(found: Marked, draw: Draw) -> Result:
    """Pooled over items by their pieces; over raters by a jackknife, as each is aligned anew."""
    if not found.basis.units:
        return found.basis.result(np.nan, None)
    try:
        ratio = _gamma_of(found)
        if draw.raters and draw.resamples:
            return measure_without_raters(
                _values(ratio),
                lambda out: _values(_gamma_of(found.without(out))),
                found.members.raters,
                [found.basis],
            )[0]
    except AgreementError as error:
        return found.basis.refuse(str(error))
    return measure_units(ratio, [found.basis], found.units, draw)[0]


def _gamma_of(found: Marked) -> Ratio:
    """Disorders of each unit, observed over expected."""
    n_units = found.members.units
    samples = int(np.clip(np.ceil(SHUFFLES / max(n_units, 1)), LEAST_SHUFFLES, MOST_SHUFFLES))
    shuffled = np.random.default_rng(SHUFFLE_SEED)
    each = disorders(found.continua, rng=shuffled, samples=samples)
    above, below = (summed(found.unit, part, n_units)[:, None] for part in each)
    return Ratio(above, below, from_one=True)


def _values(ratio: Ratio) -> FloatArray:
    found: FloatArray = ratio.alphas(ratio.weight[None].astype(np.float64))[0]
    return found
