"""The engine `vocal_arousal`: arousal of speech by rule, relative to the speaker."""

from collections.abc import Mapping, Sequence

import numpy as np

from autolabel.cards.schema import Card
from autolabel.engines.arousal_rule import MIN_BASELINE, Ratings, rate_arousal
from autolabel.engines.contract import Clip, Modality, Output, Raw, View
from autolabel.engines.voice_features import UnmeasurableError, voice_features

SCORE_NAMES = ("pitch_score", "intensity_score", "hf500_score")


class VocalArousal:
    """Raw outputs are vocal features of the clip alone; arousal is their view across the run."""

    version = "1"
    kind = "vocal_arousal"
    modality: Modality = "audio"
    raw_names: tuple[str, ...] = ("f0_median_hz", "intensity_db", "hf500_db", "voiced_fraction")
    output_names: tuple[str, ...] = ("arousal",)

    def __init__(self, card: Card) -> None:
        self.name = card.id

    def load(self, device: str = "cpu") -> None:
        """Nothing to read: the method has no weights, and runs on the CPU whatever the device."""

    def label(self, batch: Sequence[Clip]) -> list[Output]:
        """Vocal features of each clip, or why they cannot be measured."""
        return [self._label(clip) for clip in batch]

    def _label(self, clip: Clip) -> Output:
        if clip.audio is None:
            return Output(clip.key, error="no audio")
        try:
            found = voice_features(clip.audio)
        except UnmeasurableError as reason:
            return Output(clip.key, error=str(reason))
        return Output(clip.key, raw={name: getattr(found, name) for name in self.raw_names})

    def normalise(
        self, outputs: Sequence[Output], speakers: Mapping[str, str | None]
    ) -> dict[str, View]:
        """Arousal in [-1, 1] and its three parts; `baseline` says against what they were scored.

        `baseline` is "speaker", "pooled" (too few clips of the speaker) or "none" (too few clips
        at all: arousal is None and `reason` says so).
        """
        rated = [(output.key, output.raw) for output in outputs if output.raw is not None]
        if not rated:
            return {}
        features = np.array([_rule_features(raw) for _, raw in rated], dtype=np.float64)
        ratings = rate_arousal(features, [speakers.get(key) for key, _ in rated])
        return {key: _view(ratings, row) for row, (key, _) in enumerate(rated)}

    def close(self) -> None:
        """Nothing to free."""


def _rule_features(raw: Raw) -> list[float]:
    """Features as `rate_arousal` takes them, from raw values that have all been measured."""
    values = [raw["f0_median_hz"], raw["intensity_db"], raw["hf500_db"]]
    pitch_hz, intensity_db, hf500_db = (float("nan") if v is None else v for v in values)
    return [float(np.log2(pitch_hz)), intensity_db, hf500_db]


def _view(ratings: Ratings, row: int) -> View:
    """The rating of one clip, with what it was scored against."""
    baseline = ratings.baselines[row]
    if baseline == "none":
        reason = (
            f"{len(ratings.arousal)} clips of the run have a voice, "
            f"{MIN_BASELINE} are needed for a baseline"
        )
        missing: View = dict.fromkeys(("arousal", *SCORE_NAMES))
        return {**missing, "baseline": baseline, "baseline_clips": 0, "reason": reason}
    scores = dict(zip(SCORE_NAMES, ratings.scores[row].tolist(), strict=True))
    return {
        "arousal": float(ratings.arousal[row]),
        **scores,
        "baseline": baseline,
        "baseline_clips": ratings.baseline_sizes[row],
        "reason": None,
    }
