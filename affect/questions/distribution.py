"""Shares of one whole, spread over the labels: a soft label from one rater."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import as_number, encode_numbers, show

SUM_TOLERANCE = 1e-6  # shares of 1/3 sent with seven digits still sum to one


@dataclass(frozen=True, kw_only=True)
class Distribution(Question):
    """The value maps labels to shares from 0 to 1 that sum to 1 once submitted.

    A label that is left out of a submitted distribution has share 0, because the rest of
    the whole went to others. Nothing is shared out before the rater does it.
    """

    kind: ClassVar[str] = "distribution"
    family: ClassVar[Family] = "numbers"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha-distribution", "nominal"),
        ("alpha-js", "nominal"),
        ("alpha-tv", "nominal"),
        ("alpha-emd", "nominal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("labels", "order")

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least two labels."""
        return cls(**reader.common(), **reader.order(), labels=reader.labels(at_least=2))

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Shares between 0 and 1 for known labels; a sum of 1 once submitted."""
        if not isinstance(value, Mapping):
            return [f"the value is an object of label and share, not {show(value)}"]
        messages = self.check_labels(value)
        shares = {label: as_number(share) for label, share in value.items()}
        for label, share in shares.items():
            if share is None or not 0 <= share <= 1:
                messages.append(f"{label}: a share is from 0 to 1, not {show(value[label])}")
        if not draft and not messages:
            total = math.fsum(share for share in shares.values() if share is not None)
            if abs(total - 1) > SUM_TOLERANCE:
                messages.append(f"the shares sum to {total:.6g}: share out exactly 1")
        return messages

    def encode(self, values: Sequence[Any]) -> NDArray[np.float64]:
        """Float64 (values, labels); 0 for a label that was left out, a missing row all NaN."""
        encoded = encode_numbers(values, self.label_ids)
        answered = ~np.isnan(encoded).all(axis=1, keepdims=True)
        return np.where(answered & np.isnan(encoded), 0.0, encoded)
