"""What each measure of the answer book computes, by the functions that everybody uses."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from affect.agreement.alphas.alpha import alpha
from affect.agreement.alphas.alpha_weighted import alpha_weighted, weighted_alpha
from affect.agreement.alphas.sets import jaccard, masi
from affect.agreement.correlations.concordance import ccc_pairable
from affect.agreement.correlations.icc import cronbach_alpha, icc
from affect.agreement.draws.bootstrap import Draw
from affect.agreement.kappas.kappa import KAPPAS, coefficient_of, kappa, weights_of
from affect.agreement.kappas.light import light_kappa
from affect.agreement.kappas.weights import from_disagreement
from affect.agreement.pieces.alpha_u import alpha_u
from affect.agreement.pieces.continua import Piece, one_continuum
from affect.agreement.pieces.eder import eder
from affect.agreement.pieces.unitizing import u_alpha
from affect.agreement.rated.pairable import from_table
from affect.agreement.rated.ratings import (
    Ratings,
    ratings_of_contingency,
    ratings_of_counts,
    ratings_of_table,
    with_pairs,
)
from affect.agreement.result import FloatArray, Result
from affect.agreement.tables.tables import ratings_table
from affect.answer_book.aggregates import AGGREGATES
from affect.traces.concordance import ccc

Found = dict[str, Any]
Measure = Callable[..., Found]


def _ratings(data: Any, layout: str) -> Ratings:
    if layout == "contingency":
        return ratings_of_contingency(data)
    return ratings_of_counts(data) if layout == "counts" else ratings_of_table(_table(data, layout))


def _table(data: Any, layout: str) -> FloatArray:
    """Numbers (raters, units); words become their places in the alphabet."""
    rows = data if layout == "units by raters" else np.array(data, object).T.tolist()
    texts = [[None if cell is None else str(cell) for cell in row] for row in rows]
    ratings, _ = ratings_table(texts).labels()
    numbers = np.full((ratings.n_raters, len(texts)), np.nan)
    if ratings.rater is not None:
        places = ratings.values[ratings.code]
        numbers[ratings.rater, ratings.kept[ratings.unit]] = places
    return numbers


def _plain(result: Result) -> Found:
    return {"value": result.value, "reason": result.reason}


def _full(result: Result, parts: tuple[FloatArray, FloatArray]) -> Found:
    observed, expected = (float(part[0]) for part in parts)
    return {
        **_plain(result),
        "standard error": result.standard_error,
        "interval": [result.low, result.high],
        "observed": observed,
        "expected": expected,
    }


def _alpha(data: Any, layout: str, level: str) -> Found:
    return _plain(alpha(_table(data, layout), level))


def _alpha_per_label(data: Any, layout: str) -> Found:
    table = _table(data, layout)
    labels = np.unique(table[~np.isnan(table)])
    alone = {label: np.where(np.isnan(table), np.nan, table == label) for label in labels}
    return {f"{label:g}": alpha(one, "nominal").value for label, one in alone.items()}


def _alpha_weighted(data: Any, layout: str, weights: str) -> Found:
    ratings = with_pairs(_ratings(data, layout))
    coefficient = weighted_alpha(ratings, weights_of(weights, ratings.values))
    result = alpha_weighted(ratings, weights)
    return _full(result, coefficient.parts(ratings.weight[None, :].astype(np.float64)))


def _kappa(stat: str) -> Measure:
    def measure(
        data: Any, layout: str, weights: str = "identity", disagreement: Any = None
    ) -> Found:
        ratings = _ratings(data, layout)
        chosen = weights if disagreement is None else from_disagreement(disagreement)
        coefficient = coefficient_of(stat, ratings, weights_of(chosen, ratings.values))
        weight = coefficient.weight[None, :].astype(np.float64)
        return _full(kappa(stat, ratings, chosen), coefficient.parts(weight))

    return measure


def _light(data: Any, layout: str) -> Found:
    return _plain(light_kappa(_ratings(data, layout)))


def _icc(data: Any, layout: str) -> Found:
    found = icc(_table(data, layout))
    values = {form: result.value for form, result in found.items()}
    return values | {f"{form} interval": [r.low, r.high] for form, r in found.items()}


def _cronbach(data: Any, layout: str) -> Found:
    return _plain(cronbach_alpha(from_table(_table(data, layout)), Draw()))


def _ccc(data: Any, layout: str) -> Found:
    left, right = np.array(data, np.float64)
    return {"value": ccc(left, right)}


def _mean_ccc(data: Any, layout: str) -> Found:
    rows = np.array(data, np.float64)
    pairs = [ccc(a, b) for place, a in enumerate(rows) for b in rows[place + 1 :]]
    return {"value": ccc_pairable(from_table(rows), Draw()).value, "pairs": pairs}


def _set_distances(data: Any, layout: str) -> Found:
    labels = sorted({label for pair in data for each in pair for label in each})
    sets = np.array([[label in each for label in labels] for pair in data for each in pair])
    left, right = np.arange(0, len(sets), 2), np.arange(1, len(sets), 2)
    return {
        name: distance(sets)(left, right).tolist()
        for name, distance in (("masi", masi), ("jaccard", jaccard))
    }


def _pieces(rows: Sequence[Sequence[Any]], label: str | None = None) -> list[Piece]:
    return [(row[0], row[1], label or row[2]) for row in rows]


def _u_alpha(data: Any, layout: str, length: float) -> Found:
    found = u_alpha(one_continuum([_pieces(rows) for rows in data], length))
    return {"nominal": found.nominal.value, "binary": found.binary.value}


def _alpha_u(data: Any, layout: str, begin: float, length: float) -> Found:
    """Pieces are given as begin and length, label by label."""
    raters = [
        [
            (start - begin, start - begin + extent, label)
            for label, of_raters in data.items()
            for start, extent in of_raters[rater]
        ]
        for rater in range(2)
    ]
    found = alpha_u(one_continuum(raters, length))
    figures = {f"alpha of {label}": result.value for label, result in found.per_label.items()}
    apart = {f"observed of {label}": value for label, value in found.observed.items()}
    chance = {f"expected of {label}": value for label, value in found.expected.items()}
    return {"value": found.overall.value, **figures, **apart, **chance}


def _eder(data: Any, layout: str, duration: float, window: float, neutral: str) -> Found:
    """The model's labels stand in windows; the last one lasts to the end."""
    ends = [*(window * place for place in range(1, len(data["model"]))), duration]
    starts = [0.0, *ends[:-1]]
    model = [
        (start, end, label)
        for start, end, label in zip(starts, ends, data["model"], strict=True)
        if label != neutral
    ]
    return {"value": eder(_pieces(data["reference"]), model, duration).rate}


MEASURES: dict[str, Measure] = {
    "alpha": _alpha,
    "alpha of each label": _alpha_per_label,
    "alpha with weights": _alpha_weighted,
    **{stat: _kappa(stat) for stat in KAPPAS},
    "light-kappa": _light,
    "icc": _icc,
    "cronbach-alpha": _cronbach,
    "ccc": _ccc,
    "mean ccc": _mean_ccc,
    "distance of sets": _set_distances,
    "u-alpha": _u_alpha,
    "alpha_U": _alpha_u,
    "eder": _eder,
    **AGGREGATES,
}
"""By name; each takes data, layout and the options of a check, and gives its figures by name."""
