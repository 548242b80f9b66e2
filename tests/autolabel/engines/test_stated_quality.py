"""The figures in the built-in cards are those that their scripts measure today."""

import numpy as np
import pytest
import yaml

from autolabel.cards import builtin_cards
from autolabel.cards.schema import Figure
from autolabel.training import evaluate_goemotions, evaluate_vocal_arousal
from autolabel.training.acted_speech import AROUSAL_STEPS, emodb, ravdess
from autolabel.training.figures import as_yaml

pytestmark = pytest.mark.shared


def compare(measured: list[Figure], stated: list[Figure]) -> None:
    assert [(f.name, f.data, f.n) for f in measured] == [(f.name, f.data, f.n) for f in stated]
    for now, then in zip(measured, stated, strict=True):
        assert now.value == pytest.approx(then.value, abs=0.005), now.name
        assert np.ravel(now.chance) == pytest.approx(np.ravel(then.chance), abs=0.01), now.name


def test_vocal_arousal_is_as_good_as_its_card_says(shared_data):
    stated = builtin_cards()["vocal-arousal"].quality
    compare(evaluate_vocal_arousal.measure(shared_data), list(stated.figures))
    corpora = {f.data: f for f in stated.figures if f.name == "Spearman's rho"}
    for name in ("RAVDESS", "EmoDB"):
        assert f"{name} {corpora[name].value:.2f}" in stated.summary
        assert corpora[name].value > corpora[name].chance[1]


def test_goemotions_linear_is_as_good_as_its_card_says(shared_data):
    stated = builtin_cards()["goemotions-linear"].quality
    measured = [
        *evaluate_goemotions.measure_goemotions(
            shared_data / "goemotions_filtered" / "goemotions-dev.tsv"
        ),
        *evaluate_goemotions.measure_meld(shared_data / "meld" / "dev_sent_emo.csv"),
    ]
    compare(measured, list(stated.figures))
    assert f"Macro-F1 {stated.figures[0].value:.2f}" in stated.summary


def test_acted_clips_are_read_with_speaker_and_emotion(shared_data):
    first = ravdess(shared_data / "audio_ravdess")
    second = emodb(shared_data / "audio_emodb")
    assert (len(first), len(second)) == (16, 25)
    assert {item.clip.speaker for item in first} == {"02", "09"}
    assert {item.clip.speaker for item in second} == {"03", "09"}
    assert {item.emotion for item in first + second} == set(AROUSAL_STEPS)
    by_key = {item.clip.key: item for item in first + second}
    assert by_key["03-01-05-01-01-01-02"].emotion == "anger"
    assert by_key["03a01Wa"].arousal_step == 2
    for item in first + second:
        assert item.clip.audio.dtype == np.float32
        assert 1 < len(item.clip.audio) / 16_000 < 6


def test_a_folder_without_recordings_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no \.wav files in"):
        ravdess(tmp_path)


def test_figures_are_printed_as_a_card_holds_them():
    figures = [Figure("rho", 0.5, 9, "mine: all", (-0.1, 0.1), "a note"), Figure("x", 1, 1, "y", 0)]
    assert yaml.safe_load(as_yaml(figures)) == [
        {
            "name": "rho",
            "value": 0.5,
            "n": 9,
            "data": "mine: all",
            "chance": [-0.1, 0.1],
            "note": "a note",
        },
        {"name": "x", "value": 1, "n": 1, "data": "y", "chance": 0},
    ]
