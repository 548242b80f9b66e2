"""The columns that an export derives for each item from the ratings of its questions.

Everything here can be missing: a question that nobody answered for an item has `QUESTION.n` 0 and
null in all that is computed from answers.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from affect.aggregation import (
    KEPT,
    Aggregate,
    Beside,
    Coded,
    Histogram,
    RuleError,
    aggregate,
    default_rule,
    needs_all,
    rule_name,
)
from affect.questions import Question, Trace
from releases.answers import AnswerColumns
from releases.errors import ReleaseRefused
from releases.exports.fused_columns import curve_columns, piece_columns
from releases.frozen import FrozenRelease, Part, coded_of, counting
from releases.frozen.whole import whole_labels

Column = tuple[str, pa.Array]
TIE = ":"
"""Between tied labels, as in the vote tables of CREMA-D; it cannot be part of a label's id."""
PLAIN_MEAN = "mean"


def items_with_labels(
    frozen: FrozenRelease, part: Part, rules: Mapping[str, str | None]
) -> pa.Table:
    """The items of a part with the derived columns of all questions.

    `rules` names each question's rule, or None where the rule that was asked for does not apply:
    then what the question's kind always has is there (n, shares, entropy), and no rule's column.
    A rule that needs all ratings at once reads the release once, when the first part comes.

    Raises
    ------
    ReleaseRefused: a rule does not suit the ratings, as one of raters whom nobody knows.
    """
    rated = counting(part)
    coded = {
        column.question.id: coded_of(column, rated, whole=_reads_parts(rules[column.question.id]))
        for column in frozen.columns
    }
    table = part.items
    for column in frozen.columns:
        question = column.question
        rule = rules[question.id]
        result = _aggregate(frozen, column, coded, rule, part)
        ruled = rule_name(rule) if rule else None
        for name, array in _columns(question, result, ruled, rated.ratings):
            table = table.append_column(name, array)
    return table


def _reads_parts(rule: str | None) -> bool:
    """Whether a rule looks into answers with parts: traces, timelines, spans."""
    return rule is not None and rule_name(rule) != "raw"


def _aggregate(
    frozen: FrozenRelease,
    column: AnswerColumns,
    coded: Mapping[str, Coded],
    rule: str | None,
    part: Part,
) -> Aggregate:
    question, n_items = column.question, part.items.num_rows
    if rule is not None and needs_all(rule, question.kind):
        return whole_labels(frozen, column, rule).result.rows(part.first, part.first + n_items)
    extension = frozen.scheme.secondary_of(question.id)
    beside = Beside(None if extension is None else (extension, coded[extension.id]))
    rule = rule or default_rule(question.kind)
    try:
        return aggregate(question, coded[question.id], n_items, rule, beside)
    except RuleError as error:
        raise ReleaseRefused(f"{question.id}: {error}.") from error


def _columns(
    question: Question, result: Aggregate, rule: str | None, ratings: pa.Table
) -> Iterator[Column]:
    name = question.id
    if rule is not None:
        yield from _ruled(name, rule, result)
        if isinstance(question, Trace) and result.curves is not None:
            yield from curve_columns(question, rule, result.curves, ratings["rater"])
        elif result.pieces is not None:
            yield from piece_columns(question, rule, result.pieces)
    if result.share is not None:
        yield from _per_label(f"{name}.share", result.labels, result.share)
    if result.coverage is not None:
        yield f"{name}.coverage", numbers(result.coverage)
    yield f"{name}.n", pa.array(result.n)
    if result.label_n is not None:
        yield from _per_label(f"{name}.n", result.labels, result.label_n)
    if result.entropy is not None:
        yield f"{name}.entropy", numbers(result.entropy)
    if question.cannot_tell:
        yield f"{name}.cannot_tell", pa.array(result.cannot_tell)


def _ruled(name: str, rule: str, result: Aggregate) -> Iterator[Column]:
    """What the rule itself says: a label, a set of labels, a distribution, or a number."""
    if result.chosen is not None:
        yield f"{name}.{rule}", _sets(result.labels, result.chosen, _undecided(result))
        yield from _numbers(name, PLAIN_MEAN, result)
    elif result.winner is not None and result.modes is not None:
        yield f"{name}.{rule}", _winners(result.labels, result.winner)
        yield f"{name}.{rule}.tied", _tied(result.labels, result.modes)
    elif result.value is not None:
        yield from _numbers(name, rule, result)
    elif result.words is not None:
        yield f"{name}.{rule}", _word_counts(result.words, result.n)
    elif result.estimate is not None:
        yield f"{name}.{rule}", _distributions(result.labels, result.estimate)
    elif result.share is not None:
        yield f"{name}.{rule}", _distributions(result.labels, result.share)
    if result.reason is not None:
        yield f"{name}.{rule}.reason", _reasons(result.reasons, result.reason)
    for what, array in (("estimate", result.estimate), ("low", result.low), ("high", result.high)):
        if array is not None:
            yield from _per_label(f"{name}.{what}", result.labels, array)


def _numbers(name: str, rule: str, result: Aggregate) -> Iterator[Column]:
    """The value of a rule with its spread, how many ratings it is made of, and all of them."""
    for what, array in (
        (rule, result.value),
        ("sd", result.sd),
        ("alpha", result.alpha),
        ("beta", result.beta),
        ("used", result.used),
    ):
        if array is not None:
            yield from _per_label(f"{name}.{what}", result.labels, array)
    for label, counted in zip(result.labels or ("",), result.histogram or (), strict=False):
        missing = result.n == 0 if result.label_n is None else None
        yield f"{name}.histogram{label and '.'}{label}", _histogram(counted, missing)


def _per_label(
    prefix: str, labels: Sequence[str], array: NDArray[np.float64] | NDArray[np.int32]
) -> Iterator[Column]:
    """A column per label, or the one column of what has no labels."""
    if array.ndim == 1:
        yield prefix, numbers(array)
        return
    for label, column in zip(labels, array.T, strict=True):
        yield f"{prefix}.{label}", numbers(column)


def _histogram(counted: Histogram, missing: NDArray[np.bool_] | None) -> pa.Array:
    """Each number that was given and how often, rising; null where nobody gave one."""
    nobody = np.diff(counted.ends) == 0 if missing is None else missing
    entries = pa.StructArray.from_arrays(
        [pa.array(counted.value), pa.array(counted.count)], names=["value", "n"]
    )
    return pa.ListArray.from_arrays(
        pa.array(counted.ends.astype(np.int32)), entries, mask=pa.array(nobody)
    )


def _word_counts(words: Sequence[Sequence[tuple[str, int]]], n: NDArray[np.int32]) -> pa.Array:
    """Words with the raters who gave them and their share of all; null without answers."""
    rows = [
        None if not raters else [{"word": w, "n": k, "share": k / raters} for w, k in counted]
        for counted, raters in zip(words, n.tolist(), strict=True)
    ]
    word = [("word", pa.string()), ("n", pa.int32()), ("share", pa.float64())]
    return pa.array(rows, pa.list_(pa.struct(word)))


def numbers(values: NDArray[np.float64] | NDArray[np.int32]) -> pa.Array:
    """NaN, which stands for missing in arrays, as null; counts as they are."""
    return pa.array(values, mask=np.isnan(values) if values.dtype.kind == "f" else None)


def _winners(labels: Sequence[str], winner: NDArray[np.int16]) -> pa.Array:
    codes = pa.array(winner, mask=winner < 0)
    return pa.array(labels, pa.string()).take(codes)


def _tied(labels: Sequence[str], modes: NDArray[np.bool_]) -> pa.Array:
    """Labels that share the largest share, where there are several; null where there is one."""
    texts: list[str | None] = [None] * len(modes)
    known: dict[bytes, str] = {}
    for row in np.flatnonzero(modes.sum(axis=1) > 1):
        pattern = modes[row].tobytes()
        if pattern not in known:
            known[pattern] = TIE.join(compress(labels, modes[row]))
        texts[row] = known[pattern]
    return pa.array(texts, pa.string())


def _undecided(result: Aggregate) -> NDArray[np.bool_]:
    """Rows of which the rule says nothing: nobody answered, or it discarded them."""
    nobody: NDArray[np.bool_] = result.n == 0
    return nobody if result.reason is None else nobody | (result.reason != KEPT)


def _reasons(reasons: Sequence[str], reason: NDArray[np.int8]) -> pa.Array:
    """The reason of each row; null where there is none."""
    return pa.array(reasons, pa.string()).take(pa.array(reason, mask=reason == KEPT))


def _sets(
    labels: Sequence[str], chosen: NDArray[np.bool_], undecided: NDArray[np.bool_]
) -> pa.Array:
    """The labels of each row; an empty list where answers chose none, null where undecided."""
    ends = np.cumsum(chosen.sum(axis=1), dtype=np.int32)
    offsets = np.concatenate([np.zeros(1, np.int32), ends])
    values = pa.array(labels, pa.string()).take(pa.array(np.nonzero(chosen)[1]))
    return pa.ListArray.from_arrays(pa.array(offsets), values, mask=pa.array(undecided))


def _distributions(labels: Sequence[str], share: NDArray[np.float64]) -> pa.Array:
    """Label and share; null where there are no answers."""
    missing = np.isnan(share).any(axis=1)
    columns = [numbers(column) for column in share.T]
    return pa.StructArray.from_arrays(columns, names=list(labels), mask=pa.array(missing))
