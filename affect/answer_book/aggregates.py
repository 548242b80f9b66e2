"""Measures of the answer book that are no agreement: derived labels, and models beside humans."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from affect.aggregation import aggregate
from affect.aggregation.result import Aggregate
from affect.aggregation.rules import Beside
from affect.coded import Coded
from affect.comparison import divergences
from affect.comparison.decisions import MACRO_F1_AT_EVEN, above
from affect.comparison.metric import Rows
from affect.comparison.perspectivist import absolute_distance, error_rate
from affect.questions import Question, load_scheme
from affect.soft import entropy_bits

Found = dict[str, Any]


def _question(kind: str, labels: Sequence[str] = (), **settings: Any) -> Question:
    body: dict[str, Any] = {"id": "q", "kind": kind, "text": "?", **settings}
    if labels:
        body["labels"] = [{"id": label} for label in labels]
    return load_scheme({"name": "book", "title": "Book", "questions": [body]}).questions[0]


def _numbers(data: Any, rule: str) -> Aggregate:
    """A rule on numbers (units, raters), None where missing."""
    table = np.array(data, np.float64)
    unit, rater = np.nonzero(~np.isnan(table))
    coded = Coded(
        unit.astype(np.int32), rater.astype(np.int32), table[unit, rater], np.zeros(len(unit), bool)
    )
    return aggregate(_question("scale", min=-100, max=100, style="slider"), coded, len(table), rule)


def _ewe(data: Any, layout: str) -> Found:
    found = _numbers(data, "ewe")
    weights = None if found.raters is None else found.raters.quality.tolist()
    return {"values": _listed(found.value), "weights": weights}


def _z_mean(data: Any, layout: str) -> Found:
    return {"values": _listed(_numbers(data, "z-mean").value)}


def _dawid_skene(data: Any, layout: str, labels: int, smoothing: float) -> Found:
    """Data are rows of unit, rater and label, all from 1."""
    unit, rater, label = np.array(data).T
    asked = _question("choice", [str(number) for number in range(1, labels + 1)])
    coded = Coded.of(asked, unit - 1, rater - 1, [str(each) for each in label])
    found = aggregate(asked, coded, int(unit.max()), f"dawid-skene:smoothing={smoothing:g}")
    estimate, quality = found.estimate, found.raters
    if estimate is None or found.winner is None or quality is None or quality.confusion is None:
        raise TypeError("dawid-skene gives estimates and confusions")
    return {
        "prior": estimate.mean(axis=0).tolist(),
        "log-likelihood": found.fit["log_likelihood"],
        "labels": (found.winner + 1).tolist(),
        **{f"unit {n}": row.tolist() for n, row in enumerate(estimate, start=1)},
        "errors of rater 1": quality.confusion[0].tolist(),
    }


def _multilabel(data: Any, layout: str, labels: Sequence[str]) -> Found:
    asked = _question("choice", labels)
    coded = Coded.of(asked, [0] * len(data), range(len(data)), data)
    found = aggregate(asked, coded, 1, "multilabel")
    chosen = None if found.chosen is None else found.chosen[0].astype(int).tolist()
    return {"shares": _listed(found.share)[0], "chosen": chosen}


def _secondary(data: Any, layout: str, labels: Sequence[str]) -> Found:
    """Data are pairs of a primary label and all labels that a rater chose."""
    primary = _question("choice", labels)
    secondary = _question("multi", labels)
    rows: tuple[list[int], range] = ([0] * len(data), range(len(data)))
    first = Coded.of(primary, *rows, [one for one, _ in data])
    every = Coded.of(secondary, *rows, [more for _, more in data])
    beside = Beside((secondary, every))
    rules = {"count": "all-inclusive", "per rater": "split-vote", "multi-hot": "multi-hot"}
    shares = {
        name: _listed(aggregate(primary, first, 1, rule, beside).share)[0]
        for name, rule in rules.items()
    }
    return {"primary": _listed(aggregate(primary, first, 1, "soft").share)[0], **shares}


def _soft_measures(data: Any, layout: str) -> Found:
    p, q = np.array(data["human"]), np.array(data["model"])
    nats = float(entropy_bits(p)) * np.log(2)
    js = float(divergences.jensen_shannon(p, q))
    return {
        "KL(human || model)": float(divergences.kullback_leibler(p, q)),
        "cross-entropy": float(divergences.cross_entropy(p, q)),
        "entropy of human": nats,
        "normalised entropy of human": nats / np.log(len(p)),
        "Jensen-Shannon divergence": js,
        "Jensen-Shannon distance": js**0.5,
        "total variation": float(divergences.total_variation(p, q)),
        "L1": float(divergences.l1(p, q)),
        "Brier": float(divergences.brier(p, q)),
        "Hellinger": float(divergences.hellinger(p, q)),
        "earth mover": float(divergences.earth_mover(p, q)),
        "cosine": float(divergences.cosine(p, q)),
    }


def _macro_f1(data: Any, layout: str) -> Found:
    p, q = np.array(data["human"]), np.array(data["model"])
    prepared = MACRO_F1_AT_EVEN.prepare(Rows.of_items(p, q))
    truth, told = (above(shares, 1 / p.shape[1]) for shares in (p, q))
    each = 2 * (truth & told).sum(axis=0) / (truth.sum(axis=0) + told.sum(axis=0))
    value = float(prepared.values(np.ones((1, len(p))))[0])
    return {"value": value, "each label": each.tolist()}


def _perspectivist(data: Any, layout: str, scale_range: float) -> Found:
    unit = [item for item, row in enumerate(data["target"]) for _ in row]
    target, predicted = (np.concatenate(data[side]) for side in ("target", "predicted"))
    return {
        "error rate": error_rate(unit, target, predicted),
        "distance": absolute_distance(unit, target, predicted, scale_range),
    }


def _listed(values: Any) -> list[Any]:
    listed: list[Any] = np.asarray(values).tolist()
    return listed


AGGREGATES: dict[str, Callable[..., Found]] = {
    "ewe": _ewe,
    "z-mean": _z_mean,
    "dawid-skene": _dawid_skene,
    "multilabel at 1/C": _multilabel,
    "secondary labels": _secondary,
    "soft measures": _soft_measures,
    "macro-F1 at 1/C": _macro_f1,
    "perspectivist": _perspectivist,
}
