"""All ratings of one question at once, and what rules that need them so find out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from affect.aggregation import Aggregate, Beside, RaterQuality, RuleError, aggregate, needs_all
from affect.coded import UNKNOWN_RATER, Coded
from affect.comparison import PIECE_KINDS
from releases.answers import AnswerColumns
from releases.errors import ReleaseRefused
from releases.frozen import FrozenRelease, Part, coded_of, counting

RATERS = pa.schema(
    [
        ("question", pa.string()),
        ("rule", pa.string()),
        ("rater", pa.string()),
        ("n", pa.int32()),
        ("measure", pa.string()),
        ("label", pa.string()),
        ("answer", pa.string()),
        ("value", pa.float64()),
        ("left_out", pa.string()),
    ]
)
"""One row per rater and measure (and label); a table of errors has a row per label and answer."""
CONFUSION = "confusion"
PREDICTIONS = "predictions"
"""Under which, with a question, `FrozenRelease.known` keeps out-of-fold predictions."""


@dataclass(frozen=True)
class Whole:
    """Ratings of one question over all items, `raters` being the pseudonyms behind the codes."""

    coded: Coded
    raters: tuple[str, ...]
    n_items: int


@dataclass(frozen=True)
class WholeLabels:
    """What a rule made of all ratings, `raters` being the pseudonyms behind the codes."""

    result: Aggregate
    raters: tuple[str, ...]


def whole_labels(frozen: FrozenRelease, column: AnswerColumns, rule: str) -> WholeLabels:
    """What a rule that needs all ratings makes of them, one row per item of the release.

    It is kept for whoever asks again; the ratings, which are larger, are not.

    Raises
    ------
    ReleaseRefused: the rule does not suit these ratings; says why.
    """
    key = ("labels", column.question.id, rule)
    if key not in frozen.known:
        frozen.known[key] = _labels(frozen, column, rule)
    found: WholeLabels = frozen.known[key]
    return found


def _labels(frozen: FrozenRelease, column: AnswerColumns, rule: str) -> WholeLabels:
    whole = whole_of(frozen, column)
    beside = Beside(predictions=frozen.known.get((PREDICTIONS, column.question.id)))
    try:
        result = aggregate(column.question, whole.coded, whole.n_items, rule, beside)
    except RuleError as error:
        raise ReleaseRefused(f"{column.question.id}: {error}.") from error
    return WholeLabels(result, whole.raters)


def raters_table(frozen: FrozenRelease, rules: Mapping[str, str | None]) -> pa.Table:
    """What the rules found out about raters; no rows where no rule looks at them."""
    tables = [RATERS.empty_table()]
    for column in frozen.columns:
        rule = rules[column.question.id]
        if rule is not None and needs_all(rule, column.question.kind):
            found = whole_labels(frozen, column, rule)
            if found.result.raters is not None:
                rows = _rater_rows(found.result, found.result.raters, found.raters)
                named = [{"question": column.question.id, "rule": rule, **row} for row in rows]
                tables.append(pa.Table.from_pylist(named, schema=RATERS))
    return pa.concat_tables(tables)


def whole_fits(frozen: FrozenRelease, rules: Mapping[str, str | None]) -> dict[str, Any]:
    """How models were fitted to each question, and what there is to be warned of."""
    fits = {}
    for column in frozen.columns:
        rule = rules[column.question.id]
        if rule is not None and needs_all(rule, column.question.kind):
            result = whole_labels(frozen, column, rule).result
            fits[column.question.id] = {**result.fit, "warnings": list(result.warnings)}
    return fits


def whole_of(frozen: FrozenRelease, column: AnswerColumns, *, parts: bool = False) -> Whole:
    """Every rating that counts: 11 bytes each for labels, 17 for numbers.

    parts: with all parts of every answer, traces too; without, only of those kinds that rules for
        all ratings look into.
    """
    wanted = ["item", "rater", "role", *(field.name for field in column.fields())]
    raters: dict[str, int] = {}
    found: list[Coded] = []
    n_items = 0
    # how long items are, which pieces are measured against, stands in their own columns
    everything = parts or column.question.kind in PIECE_KINDS
    for part in frozen.parts(wanted, keys_only=not everything):
        n_items = part.first + part.items.num_rows
        found.append(_coded(column, counting(part), raters, whole=everything))
    pa.default_memory_pool().release_unused()  # else the tables that were read stay held
    extents = [each.extent for each in found if each.extent is not None]
    joined = Coded(
        unit=np.concatenate([each.unit for each in found]),
        rater=np.concatenate([each.rater for each in found]),
        values=np.concatenate([each.values for each in found]),
        cannot_tell=np.concatenate([each.cannot_tell for each in found]),
        extent=np.concatenate(extents) if extents else None,
    )
    return Whole(joined, tuple(raters), n_items)


def _coded(column: AnswerColumns, part: Part, raters: dict[str, int], *, whole: bool) -> Coded:
    """A part's ratings with units of the whole release; new raters get the next codes."""
    coded = coded_of(column, part, whole=whole)
    names = part.ratings["rater"].combine_chunks().dictionary_encode()
    codes = [raters.setdefault(name, len(raters)) for name in names.dictionary.to_pylist()]
    places = names.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    rater = np.array([*codes, UNKNOWN_RATER], np.int32)[places]
    unit = coded.unit + np.int32(part.first)
    return Coded(unit, rater, coded.values, coded.cannot_tell, coded.extent)


def _rater_rows(
    result: Aggregate, quality: RaterQuality, names: tuple[str, ...]
) -> Iterator[dict[str, object]]:
    order = sorted(range(len(quality.rater)), key=lambda at: names[quality.rater[at]])
    for at in order:
        base = {
            "rater": names[quality.rater[at]],
            "n": int(quality.n[at]),
            "left_out": quality.left_out[at],
        }
        yield from _values(base, quality.measure, result.labels, quality.quality[at])
        if quality.confusion is not None:
            for label, row in zip(result.labels, quality.confusion[at], strict=True):
                for answer, value in zip(result.labels, row, strict=True):
                    yield {
                        **base, "measure": CONFUSION, "label": label, "answer": answer,
                        "value": _number(value),
                    }  # fmt: skip


def _values(
    base: Mapping[str, object],
    measure: str,
    labels: tuple[str, ...],
    values: np.float64 | NDArray[np.float64],
) -> Iterator[dict[str, object]]:
    if np.ndim(values) == 0:
        yield {**base, "measure": measure, "value": _number(np.asarray(values).item())}
        return
    for label, value in zip(labels, np.atleast_1d(values), strict=True):
        yield {**base, "measure": measure, "label": label, "value": _number(value)}


def _number(value: np.float64 | float) -> float | None:
    """NaN, which stands for undefined in arrays, as null."""
    number = float(value)
    return None if np.isnan(number) else number
