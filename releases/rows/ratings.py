"""Ratings as a release holds them: pseudonyms for people, typed columns for answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from releases.answers import AnswerColumns, decode_answers, ratings_schema
from releases.contents.prose import ProseCutter
from releases.rows.clips import SHOWN, Clips, pairs_in
from releases.rows.pseudonyms import pseudonym

AS_THEY_ARE = ("scheme_version", "revision", "submitted_at", "elapsed_ms", "plays", "order_index",
               "source", "role", "arm", "assisted", "presentation", "clips_shown",
               "blind", "answers")  # fmt: skip
# Votes of unknown raters have no order of their own, so everything that they say gives them one.
WITHIN_ITEM = ("rater", "revision", "submitted_at", "answers", "elapsed_ms", "plays", "source",
               "scheme_version")  # fmt: skip


@dataclass(frozen=True)
class RatingRows:
    """Some ratings of whole items: those that count, and those that a later revision replaced."""

    latest: pa.Table
    replaced: pa.Table


@dataclass(frozen=True)
class RatingFreezer:
    """Turns rows of `rating_batches` into rows of a release.

    key: the project's pseudonym key.
    clips: those of the project's items.
    asked: for each version of the scheme, the questions that it asks as the release does.
    cutter: takes what was written in sentences out of the JSON text; None leaves it there.
    """

    key: str
    columns: Sequence[AnswerColumns]
    asked: Mapping[int, frozenset[str]]
    clips: Clips
    cutter: ProseCutter | None = None

    def freeze(self, batches: Iterable[pa.RecordBatch]) -> Iterator[RatingRows]:
        """Ratings in the order of the items, then by pseudonym and revision."""
        for table in whole_items(batches):
            yield self._frozen(table)

    def _frozen(self, table: pa.Table) -> RatingRows:
        unit = np.cumsum(_first_of_item(table["item_id"].to_numpy())).astype(np.int32)
        table = table.append_column("unit", pa.array(unit))
        table = table.append_column("rater", self._pseudonyms(table["rater_id"]))
        table = table.take(
            pc.sort_indices(  # nulls last
                table, sort_keys=[(name, "ascending") for name in ("unit", *WITHIN_ITEM)]
            )
        )
        replaced = _replaced(table)
        answers = decode_answers(
            table["answers"].combine_chunks(),
            table["scheme_version"].to_numpy(),
            self.columns,
            self.asked,
        )
        if self.cutter is not None:  # after decoding: edit distances are measured on texts
            table = answers_cut(table, self.cutter)
        schema = ratings_schema(self.columns)
        items, shown = self._shown(table)
        table = table.append_column("clips_shown", shown)
        told = [table[name] for name in ("item_key", "rater", *AS_THEY_ARE)]
        meant = [
            self.clips.preferred(items, column) for column in pair_answers(self.columns, answers)
        ]
        frozen = pa.table([*told, *answers.columns, *meant], names=schema.names).cast(schema)
        return RatingRows(frozen.filter(pc.invert(replaced)), frozen.filter(replaced))

    def _shown(self, table: pa.Table) -> tuple[Sequence[str], pa.Array]:
        """The item of each row, where items show clips, and the clips as its rater saw them."""
        if not self.clips.by_item:
            return [""] * table.num_rows, pa.nulls(table.num_rows, SHOWN)
        items = table["item_key"].to_pylist()
        return items, self.clips.shown(items, table["presentation"].to_pylist())

    def _pseudonyms(self, raters: pa.ChunkedArray) -> pa.Array:
        coded = raters.combine_chunks().dictionary_encode()
        names = [pseudonym(self.key, rater) for rater in coded.dictionary.to_pylist()]
        return pa.array(names, pa.string()).take(coded.indices)


def answers_cut(table: pa.Table, cutter: ProseCutter) -> pa.Table:
    """The table with the JSON text of its answers without prose."""
    at = table.schema.get_field_index("answers")
    told = cutter.cut(table["answers"], table["scheme_version"].to_numpy())
    return table.set_column(at, "answers", told)


def pair_answers(columns: Sequence[AnswerColumns], answers: pa.Table) -> Iterator[list[str | None]]:
    """The answers to each question that asks which clip is preferred."""
    pairs = pairs_in(column.question for column in columns)
    for column in columns:
        if column.question.id in pairs:
            name = next(iter(column.layout.fields())).name
            yield answers[name].to_pylist()


def whole_items(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The same rows, with all rows of an item in one table."""
    rest: pa.Table | None = None
    for batch in batches:
        table = pa.Table.from_batches([batch])
        table = table if rest is None else pa.concat_tables([rest, table])
        last = int(np.flatnonzero(_first_of_item(table["item_id"].to_numpy()))[-1])
        if last > 0:
            yield table.slice(0, last)
        rest = table.slice(last)
    if rest is not None:
        yield rest


def _first_of_item(item: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Rows where an item begins."""
    begins = np.ones(len(item), bool)
    begins[1:] = item[1:] != item[:-1]
    return begins


def _replaced(table: pa.Table) -> pa.Array:
    """Rows that the next one replaces: a higher revision by the same rater of the same item."""
    unit = table["unit"].to_numpy()
    rater = table["rater_id"].fill_null(-1).to_numpy()
    replaced = np.zeros(len(unit), bool)
    replaced[:-1] = (unit[1:] == unit[:-1]) & (rater[1:] == rater[:-1]) & (rater[1:] >= 0)
    return pa.array(replaced)
