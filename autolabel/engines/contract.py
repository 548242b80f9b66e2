"""What every auto-labelling engine takes, gives and promises.

The caller (a worker, a notebook, a test) builds an engine from its card with
`autolabel.engines.registry.engine_for`, calls `load` once, `label` for each batch and `close` at
the end, also after a failure. `normalise` may be called without `load`: it reads outputs only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autolabel.cards.schema import Card

Modality: TypeAlias = Literal["audio", "text"]
Waveform: TypeAlias = NDArray[np.float32]
Raw: TypeAlias = dict[str, float | None]
"""Names as in `engine.raw_names`, in that order; None is a value that could not be measured."""
View: TypeAlias = dict[str, float | int | str | None]
"""One item of a derived view: scores, and where they come from."""

CLIP_RATE_HZ = 16_000


class EngineError(Exception):
    """An engine cannot run at all: weights are missing or changed, or the device is not there."""


@dataclass(frozen=True)
class Clip:
    """One segment as engines see it.

    `key` names it in the outputs. `audio` is mono, float32, 16 kHz, within [-1, 1]; None where
    there is none. `text` is the transcript or None. `speaker` is unique within the run (two
    recordings whose diarizations both say "S1" must send two names), None if not known.
    """

    key: str
    audio: Waveform | None = None
    text: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Output:
    """The raw answer to one clip: either `raw` or `error` is set, never both, never neither."""

    key: str
    raw: Raw | None = None
    error: str | None = None

    def __post_init__(self) -> None:
        if (self.raw is None) == (self.error is None):
            raise ValueError(
                f"output {self.key!r} must have either raw values or an error, "
                f"got raw={self.raw!r} and error={self.error!r}"
            )


class Engine(Protocol):
    """An auto-labeler. It is made from its card, reads no settings and writes no rows."""

    name: str
    version: str
    kind: str
    modality: Modality
    raw_names: tuple[str, ...]
    """Keys of `Output.raw`, in order."""
    output_names: tuple[str, ...]
    """The scores in each view, in order; they equal `output.labels` of the card."""

    def __init__(self, card: Card) -> None: ...

    def load(self, device: str = "cpu") -> None:
        """Read weights and heavy imports. Raises EngineError.

        A CPU engine accepts any device and stays on the CPU.
        """
        ...

    def label(self, batch: Sequence[Clip]) -> list[Output]:
        """Raw outputs, one a clip, in the order of `batch`; a clip's output never depends on the
        other clips. A clip that cannot be scored gets an error in words, and no exception."""
        ...

    def normalise(
        self, outputs: Sequence[Output], speakers: Mapping[str, str | None]
    ) -> dict[str, View]:
        """The derived view across a whole run, by clip key; clips with an error are left out.

        `speakers` maps clip keys to speakers; a key that it lacks has no known speaker.
        """
        ...

    def close(self) -> None:
        """Free what `load` took; safe to call twice, or without `load`."""
        ...
