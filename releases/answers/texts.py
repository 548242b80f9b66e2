"""Answers in the rater's own words: texts, and lists of words."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from affect.questions import Question, Words
from releases.answers.layout import Layout, WholeLayout, answered, objects, part_of_list

WORD = pa.struct([("word", pa.string()), ("reason", pa.string())])


class TextLayout(WholeLayout[Question]):
    """`QUESTION`: the text."""

    value_type = pa.string()

    def values(self, ratings: pa.Table) -> NDArray[np.object_]:
        """Rules do not read texts."""
        return objects(ratings[self.name])

    def whole_values(self, ratings: pa.Table) -> NDArray[np.object_]:
        """The texts, which agreement reads."""
        return objects(ratings[self.name], ratings[self.name].to_pylist())

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """There are no labels to count."""
        return answered(ratings[self.name]), {}


class WordsLayout(Layout[Words]):
    """`QUESTION`: a list of words; `QUESTION.reasons`: their reasons, where the question asks."""

    value_type = pa.list_(WORD)

    def fields(self) -> list[pa.Field]:
        """Lists of texts; a word without a reason has null there."""
        names = [self.name]
        names += [f"{self.question.id}.reasons"] if self.question.reasons else []
        return [pa.field(name, pa.list_(pa.string())) for name in names]

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """Words and reasons in the order in which they were given."""
        parts = ("word", "reason") if self.question.reasons else ("word",)
        return [part_of_list(value, part) for part in parts]

    def value_in(self, row: Mapping[str, Any]) -> list[dict[str, str]] | None:
        """Words, each with its reason where it has one."""
        words = row[self.name]
        if words is None:
            return None
        reasons = row[f"{self.question.id}.reasons"] if self.question.reasons else None
        given = zip(words, reasons or [None] * len(words), strict=True)
        return [{"word": w} | ({} if r is None else {"reason": r}) for w, r in given]

    def values(self, ratings: pa.Table) -> NDArray[Any]:
        """Words without their reasons."""
        column = ratings[self.name]
        words = [
            None if given is None else [{"word": word} for word in given]
            for given in column.to_pylist()
        ]
        return objects(column, words)

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """There are no labels to count."""
        return answered(ratings[self.name]), {}
