"""Agreement of answers that are labelled pieces: intervals of time, spans of text.

The coefficients stand in modules of their own: `unitizing` (u-alpha), `gamma`, `eder`, `span_f1`.
Here they are computed over all items of a question, each item with its tracks or turns, and with
intervals by drawing items again.

u-alpha and gamma are pooled: sums over items above and below. EDER is the mean over items, as the
paper on it has it, and F1 is over all pieces.
"""

import numpy as np

from affect.agreement.bootstrap import Draw, measure_units
from affect.agreement.continua import summed
from affect.agreement.eder import mean_eder
from affect.agreement.gamma import disorders
from affect.agreement.marked import Marked, marked
from affect.agreement.rankings import MeanOfUnits
from affect.agreement.ratios import Ratio
from affect.agreement.result import AgreementError, Result
from affect.agreement.span_f1 import pair_counts
from affect.agreement.unitizing import unitized
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
    else:
        coefficient = unitized(
            found.continua, found.unit, found.basis.units, smallest=smallest, layered=layered
        )
        overall, *alone = measure_units(coefficient, bases, found.units, draw)
    return overall, alone


def mean_eder_of(found: Marked, draw: Draw) -> Result:
    """Mean over items of the mean over tracks."""
    each = np.array([mean_eder(continuum) for continuum in found.continua.each()])
    known = ~np.isnan(each)
    of, n_units = found.unit[known], found.basis.units
    parts = np.bincount(of, minlength=n_units)
    with np.errstate(invalid="ignore"):
        of_units = summed(of, each[known], n_units) / parts
    known_units = parts > 0
    if n_units and not known_units.any():
        return found.basis.refuse(NO_LENGTH)
    mean = MeanOfUnits(of_units[known_units])
    return measure_units(mean, [found.basis], found.units[known_units], draw)[0]


def pieces_f1(found: Marked, match: str, draw: Draw) -> Result:
    """Over all labels and items: 2 T / (n_a + n_b) by sums."""
    sums = [tuple(map(np.sum, pair_counts(each, match))) for each in found.continua.each()]
    above, below = np.array(sums, np.float64).reshape(-1, 2).T
    n_units = found.basis.units
    above, below = (summed(found.unit, part, n_units)[:, None] for part in (above, below))
    result = measure_units(Ratio(above, below), [found.basis], found.units, draw)[0]
    if found.basis.units and result.value is None:
        return found.basis.refuse(NO_PIECES)
    return result


def pooled_gamma(found: Marked, draw: Draw) -> Result:
    n_units = found.basis.units
    if not n_units:
        return found.basis.result(np.nan, None)
    samples = int(np.clip(np.ceil(SHUFFLES / n_units), LEAST_SHUFFLES, MOST_SHUFFLES))
    shuffled = np.random.default_rng(SHUFFLE_SEED)
    try:
        each = disorders(found.continua, rng=shuffled, samples=samples)
    except AgreementError as error:
        return found.basis.refuse(str(error))
    above, below = (summed(found.unit, part, n_units)[:, None] for part in each)
    ratio = Ratio(above, below, from_one=True)
    return measure_units(ratio, [found.basis], found.units, draw)[0]
