"""A release item by item, for formats that write a record, a task or an annotation at a time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from affect.aggregation import rule_name
from affect.questions import Question
from releases.columns import NORMAL
from releases.exports.context import Export
from releases.exports.item_columns import items_with_labels
from releases.frozen import Part

AT_ONCE = 1000
"""Items that are Python objects at a time."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """An item with its derived labels, and every rating of it, in the columns of the tables."""

    item: Row
    ratings: list[Row]

    @property
    def key(self) -> str:
        """The item's key."""
        return str(self.item["item"])

    @property
    def counts(self) -> bool:
        """Whether it is no gold, attention, training or quiz item."""
        return bool(self.item.get("role", NORMAL) == NORMAL)


def records(export: Export) -> Iterator[Record]:
    """All items in their order."""
    for part in export.frozen.parts():
        items = items_with_labels(export.frozen, part, export.rules)
        for start in range(0, items.num_rows, AT_ONCE):
            yield from _some(part, items.slice(start, AT_ONCE), start)


def _some(part: Part, items: pa.Table, start: int) -> Iterator[Record]:
    edges = np.searchsorted(part.unit, np.arange(start, start + items.num_rows + 1))
    first = int(edges[0])
    ratings = part.ratings.slice(first, int(edges[-1]) - first).to_pylist()
    for item, begin, end in zip(items.to_pylist(), edges - first, edges[1:] - first, strict=False):
        yield Record(item, ratings[begin:end])


def normal_records(export: Export) -> Iterator[Record]:
    """Those that count; the others are noted as left out."""
    for record in records(export):
        if record.counts:
            yield record
        else:
            export.report.left_out[f"{record.item['role']} items, which are no data"] += 1


class Beside:
    """Rows of a table that follows the items, handed out item by item in that order."""

    def __init__(self, tables: Iterable[pa.Table]) -> None:
        self._rows = (row for table in tables for row in table.to_pylist())
        self._next = next(self._rows, None)

    def of(self, item: str) -> list[Row]:
        """The rows of an item; ask for every item, in their order."""
        found = []
        while self._next is not None and self._next["item"] == item:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def shares(question: Question, item: Mapping[str, Any]) -> dict[str, float] | None:
    """The share of each label, None where nobody answered or the kind has no shares."""
    found = {
        label: item[name]
        for label in question.label_ids
        if item.get(name := f"{question.id}.share.{label}") is not None
    }
    return found or None


def one_label(
    question: Question, item: Mapping[str, Any], rules: Mapping[str, str | None]
) -> str | None:
    """The label of an item: what the rule decides, else the label with the largest share.

    None where nobody answered, where the rule decides for none, and where several share the first
    place: a tie is never broken.
    """
    rule = rules[question.id]
    column = f"{question.id}.{rule_name(rule)}" if rule else ""
    if f"{column}.tied" in item:  # the rule decides for one label or for none
        decided: str | None = item[column]
        return decided
    found = shares(question, item)
    if not found or item.get(f"{column}.reason"):  # nobody answered, or the rule discarded it
        return None
    most = max(found.values())
    labels = [label for label, share in found.items() if share == most]
    return labels[0] if len(labels) == 1 and most > 0 else None
