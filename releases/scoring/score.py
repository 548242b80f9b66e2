"""Score predictions against the raters of a release: the table of figures with its intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from affect.coded import Coded
from affect.comparison import PIECE_KINDS, Bootstrap, Comparison, compare
from affect.questions import Question, Trace
from annotation.imports.predictions.columns import columns_of
from annotation.imports.predictions.rows import Predictions, predictions_read
from annotation.imports.predictions.samples import has_samples, sample_columns_of, samples_read
from annotation.imports.report import Failure
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.table import Table
from releases.answers import AnswerColumns
from releases.errors import ReleaseRefused
from releases.frozen import FrozenRelease
from releases.frozen.whole import whole_of

RESAMPLES, MOST_RESAMPLES = 1_000, 10_000
SEED = 0


@dataclass(frozen=True)
class ScoreOptions:
    """What is scored, and how intervals are drawn.

    maps: `field=column` texts. question, split: only these. cluster: a column of the release's
    items; items that share its value are drawn together. ordered: labels stand in an order.
    rule: how the traces of raters are fused.
    """

    maps: Sequence[str] = ()
    question: str | None = None
    split: str | None = None
    resamples: int = RESAMPLES
    cluster: str | None = None
    ordered: bool = False
    rule: str = "mean"


@dataclass(frozen=True)
class Scored:
    """Comparisons by question; what became of the rows of the table.

    items: items of the release (of the split) that were to be predicted.
    clusters: how many groups of items were drawn; None where items were.
    """

    release: str
    release_id: str
    rows: int
    used: int
    outside: int
    items: int
    clusters: int | None
    failures: tuple[Failure, ...]
    questions: dict[str, list[Comparison]]


def release_score(frozen: FrozenRelease, path: Path, options: ScoreOptions) -> Scored:
    """Score the table at `path`.

    Raises
    ------
    ReleaseRefused: a split, column or number of resamples is unfit; names those that are there.
    AnnotationRefused: the table cannot be read, a question is unfit, or a mapping is wrong.
    """
    if not 0 <= options.resamples <= MOST_RESAMPLES:
        raise ReleaseRefused(
            f"{options.resamples} resamples: choose from 0 to {MOST_RESAMPLES:,}; 0 gives no "
            "intervals."
        )
    items = pq.ParquetFile(frozen.folder / "items.parquet").read()
    inside = _inside(frozen, items, options.split)
    places = {key: at for at, key in enumerate(items["item"].to_pylist())}
    found, questions = _read(frozen, open_table(path), options, places, inside)
    cluster = _clusters(items, options.cluster, inside)
    rng = np.random.default_rng(SEED) if options.resamples else None
    bootstrap = Bootstrap(options.resamples, rng, cluster)
    return Scored(
        frozen.name, frozen.id, found.rows, found.used, found.outside, int(inside.sum()),
        None if cluster is None else len(np.unique(cluster)),
        tuple(found.failures),
        {
            question.id: compare(
                question, *_sides(frozen, question, found, inside), bootstrap,
                ordered=options.ordered, rule=options.rule,
            )
            for question in questions
        },
    )  # fmt: skip


def _read(
    frozen: FrozenRelease,
    table: Table,
    options: ScoreOptions,
    places: Mapping[str, int],
    inside: NDArray[np.bool_],
) -> tuple[Predictions, list[Question]]:
    """The predictions of a table, which holds samples of traces where it has a column of times."""
    if has_samples(table, options.maps, frozen.scheme):
        samples = sample_columns_of(table, options.maps, frozen.scheme, options.question)
        return samples_read(table.rows, samples, places, inside), list(samples.dimensions)
    item_at, columns = columns_of(table, options.maps, frozen.scheme, options.question)
    found = predictions_read(table.rows, item_at, columns, places, inside)
    return found, [each.question for each in columns]


def _sides(
    frozen: FrozenRelease, question: Question, found: Predictions, inside: NDArray[np.bool_]
) -> tuple[Coded, NDArray[Any]]:
    """Ratings and predictions of the items inside, which are numbered anew from 0."""
    columns = _answer_columns(frozen, question.id)
    coded = whole_of(frozen, columns, parts=isinstance(question, Trace)).coded
    place = (np.cumsum(inside) - 1).astype(np.int32)
    kept = np.flatnonzero(inside[coded.unit])
    numbers = found.numbers[question.id][inside]
    rated = coded.take(kept, place[coded.unit[kept]])
    if coded.extent is not None:
        rated = replace(rated, extent=coded.extent[inside])
    whole = not question.labels or question.kind in PIECE_KINDS
    return rated, numbers[:, 0] if whole else numbers


def _answer_columns(frozen: FrozenRelease, question: str) -> AnswerColumns:
    return next(each for each in frozen.columns if each.question.id == question)


def _inside(frozen: FrozenRelease, items: pa.Table, split: str | None) -> NDArray[np.bool_]:
    if split is None:
        return np.ones(items.num_rows, bool)
    names = items["split"].to_pylist() if "split" in items.schema.names else []
    there = sorted({name for name in names if name is not None})
    if split not in there:
        told = f"It has: {', '.join(there)}." if there else "It was frozen without splits."
        raise ReleaseRefused(f"{frozen.name} has no split '{split}'. {told}")
    return np.array([name == split for name in names], bool)


def _clusters(
    items: pa.Table, name: str | None, inside: NDArray[np.bool_]
) -> NDArray[np.int64] | None:
    """Groups of the items inside; an item without a value is a group of its own."""
    if name is None:
        return None
    able = [field.name for field in items.schema if pa.types.is_string(field.type)]
    if name not in able:
        raise ReleaseRefused(f"Items have no column '{name}' to group by; there are: "
                             f"{', '.join(able)}.")  # fmt: skip
    values = items[name].to_pylist()
    own = [(at, None) if value is None else (-1, value) for at, value in enumerate(values)]
    kept = [own[at] for at in np.flatnonzero(inside).tolist()]
    codes: dict[tuple[int, str | None], int] = {}
    return np.array([codes.setdefault(each, len(codes)) for each in kept], np.int64)
