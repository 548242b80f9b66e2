"""What splits should have alike: the soft label of one question, item by item."""

from collections.abc import Iterator

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from affect.aggregation import aggregate, rules_for
from affect.questions import Question
from releases.errors import ReleaseRefused
from releases.frozen import FrozenRelease, coded_of, counting

FloatArray = NDArray[np.float64]

BINS = 4


def stratifying(frozen: FrozenRelease, wanted: str | None) -> Question | None:
    """The question to stratify by: the one that is asked for, or the first with labels or numbers.

    Raises
    ------
    ReleaseRefused: there is no such question, or its answers have neither labels nor numbers.
    """
    fit = {q.id: q for q in frozen.scheme.questions if {"soft", "mean"} & set(rules_for(q.kind))}
    if wanted is None:
        return next(iter(fit.values()), None)
    if wanted not in fit:
        raise ReleaseRefused(
            f"Splits cannot be stratified by '{wanted}'; they can by: "
            f"{', '.join(fit) or 'nothing'}."
        )
    return fit[wanted]


def masses(frozen: FrozenRelease, question: Question | None) -> tuple[FloatArray, tuple[str, ...]]:
    """The mass of each item in each stratum, (items, strata), and what the strata are called.

    Labels: the soft label, so that a row sums to 1 (less for `multi`: the share of raters who
    chose each). Numbers: 1 in the quarter of the items that the mean falls in. An item that nobody
    rated has 0 everywhere: it has no say in the strata, and still counts as an item.
    """
    if question is None:
        return np.zeros((pq.read_metadata(frozen.folder / "items.parquet").num_rows, 0)), ()
    values = np.concatenate(list(_values(frozen, question)))
    if "soft" in rules_for(question.kind):
        return np.nan_to_num(values), question.label_ids
    return _quarters(values)


def _values(frozen: FrozenRelease, question: Question) -> Iterator[FloatArray]:
    """Shares of labels, or the mean (of the labels), of each item; NaN without answers."""
    column = next(c for c in frozen.columns if c.question.id == question.id)
    rule = "soft" if "soft" in rules_for(question.kind) else "mean"
    for part in frozen.parts():
        coded = coded_of(column, counting(part))
        found = aggregate(question, coded, part.items.num_rows, rule)
        values = found.share if rule == "soft" else found.value
        if values is not None:
            yield values if values.ndim == 2 else values[:, None]


def _quarters(values: FloatArray) -> tuple[FloatArray, tuple[str, ...]]:
    """Strata of each column of numbers: quarters of its rated items, fewer where values tie."""
    strata: list[FloatArray] = []
    names: list[str] = []
    for at, column in enumerate(values.T):
        rated = ~np.isnan(column)
        if not rated.any():
            continue
        edges = np.unique(np.quantile(column[rated], np.linspace(0, 1, BINS + 1)[1:-1]))
        place = np.searchsorted(edges, column, side="right")
        strata += [(rated & (place == which)).astype(np.float64) for which in range(len(edges) + 1)]
        names += [f"{at + 1}.quarter-{which + 1}" for which in range(len(edges) + 1)]
    table = np.stack(strata, axis=1) if strata else np.zeros((len(values), 0))
    return table, tuple(names)
