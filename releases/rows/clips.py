"""Items that show several clips: what each clip is, and which of them an answer meant.

A clip goes by its number, from 1, in the item's own order, whatever the order was in which a rater
saw it; `first` and `second` of a pair are the clips 1 and 2.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from affect.questions import Question

PARTS = (
    ("", pa.string()),
    (".media", pa.string()),
    (".media_sha256", pa.string()),
    (".start_sample", pa.int64()),
    (".end_sample", pa.int64()),
    (".rate_hz", pa.int32()),
    (".start_seconds", pa.float64()),
    (".end_seconds", pa.float64()),
)
"""Columns of a clip after `clip.N`, which itself is the clip's name."""
SIDES = {"first": 1, "second": 2}
SHOWN = pa.list_(pa.int32())

Clip = tuple[Any, ...]
"""The values of a clip in the order of `PARTS`."""


@dataclass(frozen=True)
class Clips:
    """The clips of a project's items, by the item's key."""

    by_item: Mapping[str, tuple[Clip, ...]] = field(default_factory=dict)

    @property
    def most(self) -> int:
        """Clips of the item that has most."""
        return max(map(len, self.by_item.values()), default=0)

    def fields(self) -> Iterator[pa.Field]:
        """The columns that items have for their clips; none where no item has several."""
        for number in range(1, self.most + 1):
            yield from (pa.field(f"clip.{number}{part}", kind) for part, kind in PARTS)

    def columns(self, items: Iterable[str]) -> Iterator[pa.Array]:
        """The same columns for these items."""
        rows = [self.by_item.get(item, ()) for item in items]
        for at in range(self.most):
            for part, (_, kind) in enumerate(PARTS):
                yield pa.array([row[at][part] if at < len(row) else None for row in rows], kind)

    def shown(self, items: Sequence[str], presentations: Sequence[str | None]) -> pa.Array:
        """The numbers of the clips in the order that each rater saw; null where nobody knows it."""
        return pa.array(map(self._shown, items, presentations), SHOWN)

    def _shown(self, item: str, presentation: str | None) -> list[int] | None:
        clips = self.by_item.get(item)
        if clips is None or presentation is None:
            return None
        sides = json.loads(presentation).get("sides")
        # Sides are of two; more clips stand in the item's own order, as the page shows them.
        if sides and len(clips) == len(SIDES):
            return [SIDES[side] for side in sides]
        return list(range(1, len(clips) + 1))

    def preferred(self, items: Sequence[str], answers: Sequence[str | None]) -> pa.Array:
        """The names of the clips that answers to a pair meant; null for no preference."""
        names = [self._named(item, answer) for item, answer in zip(items, answers, strict=True)]
        return pa.array(names, pa.string())

    def _named(self, item: str, answer: str | None) -> str | None:
        number, clips = SIDES.get(answer or "", 0), self.by_item.get(item, ())
        return clips[number - 1][0] if 1 <= number <= len(clips) else None


def pairs_in(questions: Iterable[Question]) -> list[str]:
    """The questions that ask which clip is preferred: each has a column `QUESTION.clip`."""
    return [question.id for question in questions if question.kind == "pair"]
