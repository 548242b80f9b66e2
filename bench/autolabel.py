"""How fast the built-in cards label, and how good they are on published data.

Each figure is a number with its goal beside it; a goal of null is a figure without one. Quality is
printed only where the published data lies beside the checkout.
"""

import time
from pathlib import Path
from typing import TypedDict

import numpy as np

from autolabel.cards import builtin_cards
from autolabel.cards.schema import Figure
from autolabel.engines.contract import CLIP_RATE_HZ, Clip
from autolabel.engines.registry import engine_for
from autolabel.training import evaluate_goemotions, evaluate_vocal_arousal

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SECONDS_PER_CLIP = 5.0
AUDIO_CLIPS = 40
TEXTS = 4000


class Row(TypedDict):
    """One line of `make bench`."""

    name: str
    value: float
    unit: str
    goal: float | None


def figures() -> list[Row]:
    """Speed on made-up clips, then quality on published data where it is there."""
    audio = clips_per_second("vocal-arousal", audio_clips())
    text = clips_per_second("goemotions-linear", text_clips())
    rows: list[Row] = [
        row("vocal-arousal, clips of 5 s on one core", audio, "clips/s", 20.0),
        row("vocal-arousal, speed", audio * SECONDS_PER_CLIP, "x real time", 100.0),
        row("goemotions-linear, texts of 12 words on one core", text, "texts/s", 1000.0),
    ]
    if SHARED_DATA.is_dir():
        rows += quality(SHARED_DATA)
    return rows


def row(name: str, value: float, unit: str, goal: float | None) -> Row:
    """One figure, its value not rounded."""
    return {"name": name, "value": value, "unit": unit, "goal": goal}


def clips_per_second(card: str, clips: list[Clip]) -> float:
    """Clips labelled and normalised a second, loading left out."""
    engine = engine_for(builtin_cards()[card])
    engine.load()
    engine.label(clips[:2])
    start = time.perf_counter()
    outputs = engine.label(clips)
    engine.normalise(outputs, {clip.key: clip.speaker for clip in clips})
    seconds = time.perf_counter() - start
    engine.close()
    return len(clips) / seconds


def audio_clips() -> list[Clip]:
    """Made-up voices: gliding harmonics in bursts, with noise."""
    rng = np.random.default_rng(1)
    times = np.arange(int(SECONDS_PER_CLIP * CLIP_RATE_HZ)) / CLIP_RATE_HZ
    clips = []
    for i in range(AUDIO_CLIPS):
        hz = 90 + 6 * i + 20 * np.sin(2 * np.pi * 0.7 * times)
        phase = 2 * np.pi * np.cumsum(hz) / CLIP_RATE_HZ
        tone = np.sum([np.sin(k * phase) / k for k in range(1, 12)], axis=0)
        syllables = np.maximum(0, np.sin(2 * np.pi * 2 * times))
        audio = 0.05 * tone * syllables + rng.normal(0, 0.001, len(times))
        clips.append(Clip(str(i), audio=audio.astype(np.float32), speaker=f"s{i % 4}"))
    return clips


def text_clips() -> list[Clip]:
    """Random words of everyday length."""
    rng = np.random.default_rng(2)
    letters = list("etaoinshrdlu")
    words = ["".join(rng.choice(letters, rng.integers(2, 9))) for _ in range(2000)]
    return [Clip(str(i), text=" ".join(rng.choice(words, 12))) for i in range(TEXTS)]


def quality(data: Path) -> list[Row]:
    """The figures of the cards, measured now; the goal is the upper end of chance, to be passed.

    For a Brier score the goal is that of the frequencies alone, and lower is better.
    """
    comments = data / "goemotions_filtered" / "goemotions-dev.tsv"
    measured = [
        *(("vocal-arousal", figure) for figure in evaluate_vocal_arousal.measure(data)),
        *(("goemotions-linear", f) for f in evaluate_goemotions.measure_goemotions(comments)),
        *(
            ("goemotions-linear", figure)
            for figure in evaluate_goemotions.measure_meld(data / "meld" / "dev_sent_emo.csv")
        ),
    ]
    return [
        row(
            f"{card}: {figure.name}, {figure.data}, n={figure.n}",
            figure.value,
            "lower is better" if "lower is better" in figure.note else "higher is better",
            _goal(figure),
        )
        for card, figure in measured
    ]


def _goal(figure: Figure) -> float | None:
    """What to pass; none for calibration, where a model that says nothing is near perfect."""
    if figure.name == "expected calibration error":
        return None
    return figure.chance[1] if isinstance(figure.chance, tuple) else figure.chance
