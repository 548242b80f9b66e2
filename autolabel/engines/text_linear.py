"""The engine `text_linear`: linear scores over hashed n-grams, one sigmoid a label."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from autolabel.cards.schema import Card
from autolabel.engines.contract import Clip, EngineError, Modality, Output, View
from autolabel.engines.text_features import BUCKETS, hashed_counts, weighted


class TextLinear:
    """Scores are probabilities, each label for itself: they do not sum to 1.

    The weights are an .npz with `labels` (text, K), `weights` (float16, BUCKETS x K), `bias`
    (float32, K) and `idf` (float16, BUCKETS).
    """

    version = "1"
    kind = "text_linear"
    modality: Modality = "text"

    def __init__(self, card: Card) -> None:
        self.name = card.id
        self.raw_names: tuple[str, ...] = card.output.labels
        self.output_names = self.raw_names
        self._card = card
        self._model: LinearModel | None = None

    def load(self, device: str = "cpu") -> None:
        """Read the weights; it runs on the CPU whatever the device. Raises EngineError."""
        self._model = read_model(self._card)

    def label(self, batch: Sequence[Clip]) -> list[Output]:
        """Probability of each label for each text."""
        if self._model is None:
            raise EngineError(f"card {self.name}: label() needs load() first")
        return [_label(self._model, clip) for clip in batch]

    def normalise(
        self, outputs: Sequence[Output], speakers: Mapping[str, str | None]
    ) -> dict[str, View]:
        """The raw scores: words need no speaker's baseline."""
        return {output.key: dict(output.raw) for output in outputs if output.raw is not None}

    def close(self) -> None:
        """Let the weights go."""
        self._model = None


class LinearModel:
    """Weights in memory, as float32 and float64 for arithmetic."""

    def __init__(
        self,
        labels: tuple[str, ...],
        weights: NDArray[np.float16],
        bias: NDArray[np.float32],
        idf: NDArray[np.float16],
    ) -> None:
        self.labels = labels
        self._weights = weights.astype(np.float32)
        self._bias = bias.astype(np.float64)
        self._idf = idf.astype(np.float64)

    def probabilities(self, text: str) -> NDArray[np.float64] | None:
        """Of each label, in order; None where the text has no word or sign."""
        buckets, counts = hashed_counts(text)
        if len(buckets) == 0:
            return None
        values = weighted(counts, self._idf[buckets])
        return np.asarray(expit(values @ self._weights[buckets] + self._bias), dtype=np.float64)


def _label(model: LinearModel, clip: Clip) -> Output:
    if clip.text is None:
        return Output(clip.key, error="no text")
    found = model.probabilities(clip.text)
    if found is None:
        return Output(clip.key, error="the text has no word in it")
    return Output(clip.key, raw=dict(zip(model.labels, found.tolist(), strict=True)))


def read_model(card: Card) -> LinearModel:
    """The weights of a card, checked against it. Raises EngineError with the way out."""
    data = checked_weights(card)
    try:
        # allow_pickle=False: weights from elsewhere must not run code
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            labels = tuple(str(label) for label in arrays["labels"])
            model = LinearModel(labels, arrays["weights"], arrays["bias"], arrays["idf"])
            shapes = [arrays[name].shape for name in ("weights", "bias", "idf")]
    except (ValueError, KeyError, OSError) as error:
        raise EngineError(
            f"card {card.id}: {card.weights_path} is no .npz of weights: {error}"
        ) from error
    if labels != card.output.labels:
        raise EngineError(
            f"card {card.id}: its labels are {', '.join(card.output.labels)}, "
            f"its weights are for {', '.join(labels)} in this order; correct output.labels"
        )
    expected = [(BUCKETS, len(labels)), (len(labels),), (BUCKETS,)]
    if shapes != expected:
        raise EngineError(
            f"card {card.id}: weights, bias and idf have the shapes {shapes}, must be {expected}"
        )
    return model


def checked_weights(card: Card) -> bytes:
    """The bytes of a card's weights, after their hash was compared."""
    path: Path | None = card.weights_path
    if path is None or card.weights is None:
        raise EngineError(f"card {card.id}: a card of kind {card.kind} needs weights")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EngineError(
            f"card {card.id}: weights {path} cannot be read ({error.strerror}); "
            "put the file beside the card, or install Emotate again"
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != card.weights.sha256:
        raise EngineError(
            f"card {card.id}: weights {path} have sha256 {found}, "
            f"the card says {card.weights.sha256}; get the file that the card was made for"
        )
    return data
