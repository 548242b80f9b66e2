"""A model's timelines and spans beside those of humans.

The model's pieces are compared with those of each rater of an item, who count equally, and the mean
over items is told (EDER), or the counts of matched pieces are added up over items (precision,
recall, F1; see `affect.agreement.pieces.span_f1`). The human figures are those of one rater in the
place of the model, against each of the others.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from typing import Any

import numpy as np

from affect.agreement.pieces.continua import Continua
from affect.agreement.pieces.eder import mean_eder
from affect.agreement.pieces.marked import marked
from affect.agreement.pieces.span_f1 import matched_pieces, pieces_per_rater
from affect.coded import Coded
from affect.comparison.metric import FloatArray, Linear, Metric, Rows, ratio
from affect.questions import Spans, Timeline

PIECE_KINDS = ("timeline", "spans")
NOBODY = "no item has both sides"
NO_PIECES = "nobody marked anything, so there are no pieces to match"
MATCHED = {"exact": 2, "overlap": 3}
"""The column of each way to match; before it the error rate and whether there is one."""
REFERENCE, HYPOTHESIS, COLUMNS = 4, 5, 6


def _metric(
    name: str, better: Any, reason: str, above: Callable[[FloatArray], FloatArray],
    below: Callable[[FloatArray], FloatArray],
) -> Metric:  # fmt: skip
    return Linear(
        name, better, reason, lambda p, q: p, lambda sums: ratio(above(sums), below(sums))
    )


def _matching(match: str) -> tuple[Metric, ...]:
    at, suffix = MATCHED[match], "" if match == "exact" else " (overlap)"

    def matched(sums: FloatArray) -> FloatArray:
        return sums[:, at]

    def doubled(sums: FloatArray) -> FloatArray:
        return 2 * sums[:, at]

    def both(sums: FloatArray) -> FloatArray:
        return sums[:, REFERENCE] + sums[:, HYPOTHESIS]

    return (
        _metric(f"F1{suffix}", "higher", NO_PIECES, doubled, both),
        _metric(f"precision{suffix}", "higher", NO_PIECES, matched, lambda s: s[:, HYPOTHESIS]),
        _metric(f"recall{suffix}", "higher", NO_PIECES, matched, lambda s: s[:, REFERENCE]),
    )


EDER = _metric("EDER", "lower", NOBODY, lambda s: s[:, 0], lambda s: s[:, 1])
PIECES: dict[str, tuple[Metric, ...]] = {
    "timeline": (EDER, *_matching("overlap")),
    "spans": (*_matching("exact"), *_matching("overlap")),
}


def piece_rows(
    question: Timeline | Spans, coded: Coded, predicted: Sequence[Any]
) -> tuple[Rows, Rows]:
    """Counts of the model against each rater, and of each rater against each other one.

    predicted: for each unit an answer as raters give it, None where the model says nothing.
    """
    with_model = _with_model(question, coded, predicted)
    model = _rows(with_model, len(predicted), lambda m: ((k, m - 1) for k in range(m - 1)))
    said = np.array([answer is not None for answer in predicted], bool)
    human = _rows(
        marked_units(question, coded), len(predicted), lambda m: iter(permutations(range(m), 2))
    )
    return model, human.only(said)


def _with_model(question: Timeline | Spans, coded: Coded, predicted: Sequence[Any]) -> Any:
    """The continua of units that were rated and predicted, the model being the last rater."""
    rated = np.unique(coded.unit[coded.answered()])
    units = [unit for unit in rated.tolist() if predicted[unit] is not None]
    own = coded.answered() & np.isin(coded.unit, units)
    answers = np.empty(len(units), object)
    answers[:] = [predicted[unit] for unit in units]
    joined = Coded(
        unit=np.concatenate([coded.unit[own], np.array(units, np.int32)]),
        rater=np.concatenate([coded.rater[own], np.full(len(units), -1, np.int32)]),
        values=np.concatenate([coded.values[own], answers]),
        cannot_tell=np.zeros(int(own.sum()) + len(units), bool),
        extent=coded.extent,
    )
    return marked_units(question, joined)


def marked_units(question: Timeline | Spans, coded: Coded) -> list[tuple[int, list[Continua]]]:
    """Each unit with two answers or more, and its continua."""
    found = marked(question, coded)
    units: dict[int, list[Continua]] = {}
    for unit, continuum in zip(
        found.units[found.unit].tolist(), found.continua.each(), strict=True
    ):
        units.setdefault(unit, []).append(continuum)
    return list(units.items())


def _rows(
    units: list[tuple[int, list[Continua]]],
    n_items: int,
    pairs_of: Callable[[int], Iterator[tuple[int, int]]],
) -> Rows:
    """One row per pair (reference, hypothesis) of a unit, all of a unit weighing 1 together."""
    item: list[int] = []
    weight: list[float] = []
    stats: list[FloatArray] = []
    for unit, continua in units:
        pairs = list(pairs_of(int(continua[0].raters[0])))
        item += [unit] * len(pairs)
        weight += [1 / len(pairs)] * len(pairs)
        stats += [_counts(continua, *pair) for pair in pairs]
    p = np.array(stats, np.float64).reshape(-1, COLUMNS)
    return Rows(p, np.zeros((len(p), 1)), np.array(item, np.int64), np.array(weight), n_items)


def _counts(continua: Sequence[Continua], reference: int, hypothesis: int) -> FloatArray:
    """Of one pair over the tracks or turns of a unit: mean error rate, matches, pieces."""
    counts = np.zeros(COLUMNS)
    rates = [mean_eder(each.of_raters(reference, hypothesis)) for each in continua]
    known = [rate for rate in rates if not np.isnan(rate)]
    counts[:2] = (np.mean(known), 1) if known else (0, 0)
    for each in continua:
        for match, at in MATCHED.items():
            counts[at] += matched_pieces(each, reference, hypothesis, match).sum()
        sizes = pieces_per_rater(each).sum(axis=1)
        counts[REFERENCE] += sizes[reference]
        counts[HYPOTHESIS] += sizes[hypothesis]
    return counts
