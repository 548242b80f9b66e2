"""Measures the card goemotions-linear, and prints the figures for the card.

Usage: python -m autolabel.training.evaluate_goemotions FOLDER

FOLDER holds `goemotions_filtered` (its test part is used) and `meld` (dialogue of another kind).
Chance of a rank or F1 figure is the middle 95 % of it when the predictions change places at random.
The chance of Brier score and calibration error is what a model gives that answers every text with
the training part's frequencies.
"""

import argparse
import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from autolabel.cards import builtin_cards
from autolabel.cards.schema import Figure
from autolabel.engines.contract import Clip
from autolabel.engines.registry import engine_for
from autolabel.training.figures import as_yaml
from autolabel.training.goemotions_data import LABELS, read_split
from autolabel.training.measures import (
    Bools,
    Floats,
    auc,
    brier,
    calibration_error,
    chance_interval,
    macro_f1,
    micro_f1,
)

SEED = 2020
# printed by goemotions_linear: the best ones for training comments that the model had not seen
MACRO_THRESHOLD = 0.08
MICRO_THRESHOLD = 0.18
# google-research goemotions/data/ekman_mapping.json; MELD says joy and has the same seven
EKMAN = {
    "anger": ("anger", "annoyance", "disapproval"),
    "disgust": ("disgust",),
    "fear": ("fear", "nervousness"),
    "joy": (
        "joy",
        "amusement",
        "approval",
        "excitement",
        "gratitude",
        "love",
        "optimism",
        "relief",
        "pride",
        "admiration",
        "desire",
        "caring",
    ),
    "sadness": ("sadness", "disappointment", "embarrassment", "grief", "remorse"),
    "surprise": ("surprise", "realization", "confusion", "curiosity"),
    "neutral": ("neutral",),
}


def probabilities(texts: Sequence[str]) -> Floats:
    """Scores of the built-in card (texts x 28); every text must have a word in it."""
    engine = engine_for(builtin_cards()["goemotions-linear"])
    engine.load()
    outputs = engine.label([Clip(str(i), text=text) for i, text in enumerate(texts)])
    engine.close()
    rows = []
    for output, text in zip(outputs, texts, strict=True):
        if output.raw is None:
            raise ValueError(f"text {text!r} cannot be scored: {output.error}")
        rows.append([output.raw[label] for label in LABELS])
    return np.array(rows, dtype=np.float64)


def measure_goemotions(path: Path) -> list[Figure]:
    """Figures on the test part, which the weights have not seen."""
    training, test = read_split(path)
    found = probabilities(test.texts)
    prior = np.broadcast_to(training.truth.mean(axis=0), test.truth.shape)
    data = "GoEmotions dev, test part"
    truth = test.truth
    return [
        _against_shuffled(
            "macro-F1",
            lambda order: macro_f1(truth, found[order] >= MACRO_THRESHOLD),
            len(truth),
            data,
            f"a label is given from {MACRO_THRESHOLD} up",
        ),
        _against_shuffled(
            "micro-F1",
            lambda order: micro_f1(truth, found[order] >= MICRO_THRESHOLD),
            len(truth),
            data,
            f"a label is given from {MICRO_THRESHOLD} up",
        ),
        _against_shuffled(
            "macro-AUC", lambda order: macro_auc(truth, found[order]), len(truth), data
        ),
        Figure(
            "Brier score",
            round(brier(truth, found), 4),
            len(truth),
            data,
            round(brier(truth, prior), 4),
            "lower is better; chance is the training frequencies",
        ),
        Figure(
            "expected calibration error",
            round(calibration_error(truth, found), 4),
            len(truth),
            data,
            round(calibration_error(truth, prior), 4),
            "lower is better; always answering the frequencies is calibrated and says nothing",
        ),
    ]


def measure_meld(path: Path) -> list[Figure]:
    """AUC on television dialogue, 28 scores gathered to MELD's seven by their maximum."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = probabilities([row["Utterance"] for row in rows])
    emotions = tuple(EKMAN)
    truth = np.array([[row["Emotion"] == emotion for emotion in emotions] for row in rows])
    groups = [[LABELS.index(label) for label in EKMAN[emotion]] for emotion in emotions]
    score = np.column_stack([found[:, columns].max(axis=1) for columns in groups])
    note = "another domain; 28 labels to 7 emotions by maximum"
    return [
        _against_shuffled(
            "macro-AUC", lambda order: macro_auc(truth, score[order]), len(rows), "MELD dev", note
        )
    ]


def macro_auc(truth: Bools, score: Floats) -> float:
    """Mean AUC over labels that some items have and some have not."""
    mixed = np.flatnonzero(truth.any(axis=0) & ~truth.all(axis=0))
    return float(np.mean([auc(truth[:, column], score[:, column]) for column in mixed]))


def _against_shuffled(
    name: str,
    statistic: Callable[[NDArray[np.intp]], float],
    n: int,
    data: str,
    note: str = "",
) -> Figure:
    low, high = chance_interval(
        statistic, np.zeros(n, dtype=np.int64), np.random.default_rng(SEED), permutations=200
    )
    value = statistic(np.arange(n))
    return Figure(name, round(value, 3), n, data, (round(low, 3), round(high, 3)), note)


def main() -> None:
    """Print the figures of the card."""
    parser = argparse.ArgumentParser(description="measure the card goemotions-linear")
    parser.add_argument("folder", type=Path, help="holds goemotions_filtered and meld")
    folder = parser.parse_args().folder
    comments = measure_goemotions(folder / "goemotions_filtered" / "goemotions-dev.tsv")
    print(as_yaml(comments + measure_meld(folder / "meld" / "dev_sent_emo.csv")))


if __name__ == "__main__":
    main()
