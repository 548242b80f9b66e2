"""Measures the card vocal-arousal on acted speech, and prints the figures for the card.

Usage: python -m autolabel.training.evaluate_vocal_arousal FOLDER

FOLDER holds `audio_ravdess` and `audio_emodb`. All clips of a corpus are one run of the engine.
Chance is the middle 95 % of the same figure when the ratings change places within their speaker.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autolabel.cards import builtin_cards
from autolabel.cards.schema import Figure
from autolabel.engines.arousal_rule import rank_correlation
from autolabel.engines.contract import View
from autolabel.engines.registry import engine_for
from autolabel.training.acted_speech import ActedClip, emodb, ravdess
from autolabel.training.figures import as_yaml
from autolabel.training.measures import Floats, auc, chance_interval

SEED = 2014
HIGH_STEP = 2
CORPORA: dict[str, tuple[str, Callable[[Path], list[ActedClip]]]] = {
    "RAVDESS": ("audio_ravdess", ravdess),
    "EmoDB": ("audio_emodb", emodb),
}
PARTS = ("pitch_score", "intensity_score", "hf500_score")


@dataclass(frozen=True)
class Rated:
    """Clips with a rating: the acted step and the speaker of each, and the view it got."""

    steps: Floats
    speakers: NDArray[np.str_]
    views: list[View]

    def values(self, name: str) -> Floats:
        """One score of each clip."""
        return np.array([view[name] for view in self.views], dtype=np.float64)

    def of(self, speaker: str) -> "Rated":
        """The clips of one speaker."""
        rows = np.flatnonzero(self.speakers == speaker)
        return Rated(self.steps[rows], self.speakers[rows], [self.views[row] for row in rows])


def rate(clips: Sequence[ActedClip]) -> Rated:
    """Ratings of the clips by the built-in card, in one run; clips without voice are left out."""
    engine = engine_for(builtin_cards()["vocal-arousal"])
    engine.load()
    outputs = engine.label([item.clip for item in clips])
    views = engine.normalise(outputs, {item.clip.key: item.clip.speaker for item in clips})
    engine.close()
    rated = [item for item in clips if item.clip.key in views]
    return Rated(
        np.array([item.arousal_step for item in rated], dtype=np.float64),
        np.array([item.clip.speaker for item in rated]),
        [views[item.clip.key] for item in rated],
    )


def measure(folder: Path) -> list[Figure]:
    """Each corpus: rank correlation by speaker and over both, of the parts, and AUC of high."""
    found: list[Figure] = []
    for corpus, (subfolder, read) in CORPORA.items():
        clips = read(folder / subfolder)
        rated = rate(clips)
        note = f"{len(clips) - len(rated.steps)} of {len(clips)} clips without a rating"
        for speaker in sorted(set(rated.speakers.tolist())):
            found.append(
                _figure("Spearman's rho", f"{corpus} {speaker}", rated.of(speaker), "arousal")
            )
        found.append(_figure("Spearman's rho", corpus, rated, "arousal", note))
        found.append(_figure("AUC of high arousal", corpus, rated, "arousal"))
        for part in PARTS:
            found.append(_figure(f"Spearman's rho of {part} alone", corpus, rated, part))
    return found


def _figure(name: str, data: str, rated: Rated, score: str, note: str = "") -> Figure:
    values = rated.values(score)
    high = rated.steps == HIGH_STEP

    def statistic(order: NDArray[np.intp]) -> float:
        if name.startswith("AUC"):
            return auc(high, values[order])
        return rank_correlation(values[order], rated.steps)

    groups = np.unique(rated.speakers, return_inverse=True)[1]
    chance = chance_interval(statistic, groups, np.random.default_rng(SEED))
    return Figure(
        name,
        round(statistic(np.arange(len(values))), 3),
        len(values),
        data,
        (round(chance[0], 3), round(chance[1], 3)),
        note,
    )


def main() -> None:
    """Print the figures of the card."""
    parser = argparse.ArgumentParser(description="measure the card vocal-arousal on acted speech")
    parser.add_argument("folder", type=Path, help="holds audio_ravdess and audio_emodb")
    print(as_yaml(measure(parser.parse_args().folder)))


if __name__ == "__main__":
    main()
