import math

import numpy as np
import pytest

from autolabel.cards import builtin_cards
from autolabel.engines.contract import Clip
from autolabel.engines.made_up_voice import voice
from autolabel.engines.registry import engine_for
from autolabel.engines.voice_features import MIN_SECONDS


@pytest.fixture
def engine():
    engine = engine_for(builtin_cards()["vocal-arousal"])
    engine.load()
    yield engine
    engine.close()


def calm_to_excited(speaker: str, base_hz: float, count: int = 6) -> list[Clip]:
    """Clips that rise together in pitch, level and brightness."""
    return [
        Clip(
            f"{speaker}-{i}",
            audio=voice(base_hz * 2 ** (i / 12), 0.02 * 1.5**i, tilt=1.5 - 0.1 * i, noise_seed=i),
            speaker=speaker,
        )
        for i in range(count)
    ]


def rated(engine, clips):
    outputs = engine.label(clips)
    return engine.normalise(outputs, {clip.key: clip.speaker for clip in clips})


def test_raw_values_of_a_known_voice(engine):
    (output,) = engine.label([Clip("a", audio=voice(180, level=0.1))])
    assert output.error is None
    assert tuple(output.raw) == engine.raw_names
    assert output.raw["f0_median_hz"] == pytest.approx(180, rel=0.005)
    assert output.raw["intensity_db"] == pytest.approx(-20, abs=0.2)
    assert output.raw["voiced_fraction"] > 0.95


def test_level_changes_intensity_alone(engine):
    soft, loud = engine.label(
        [Clip("soft", audio=voice(180, 0.05)), Clip("loud", audio=voice(180, 0.1))]
    )
    assert loud.raw["intensity_db"] - soft.raw["intensity_db"] == pytest.approx(6.02, abs=0.05)
    assert loud.raw["f0_median_hz"] == pytest.approx(soft.raw["f0_median_hz"], rel=1e-4)
    assert loud.raw["hf500_db"] == pytest.approx(soft.raw["hf500_db"], abs=0.05)


def test_a_brighter_voice_has_a_higher_hf500(engine):
    dull, bright = engine.label(
        [Clip("dull", audio=voice(180, tilt=2)), Clip("bright", audio=voice(180, tilt=0.5))]
    )
    assert bright.raw["hf500_db"] > dull.raw["hf500_db"] + 10


def test_louder_higher_and_brighter_is_more_aroused(engine):
    views = rated(engine, calm_to_excited("s", 110))
    arousal = [views[f"s-{i}"]["arousal"] for i in range(6)]
    assert arousal == sorted(arousal)
    assert arousal[0] < -0.5
    assert arousal[-1] > 0.5
    assert {view["baseline"] for view in views.values()} == {"speaker"}
    assert {view["baseline_clips"] for view in views.values()} == {6}


def test_a_high_voice_is_not_more_aroused_than_a_low_one(engine):
    clips = calm_to_excited("low", 100) + calm_to_excited("high", 220)
    views = rated(engine, clips)
    for i in range(6):
        assert views[f"high-{i}"]["arousal"] == pytest.approx(
            views[f"low-{i}"]["arousal"], abs=0.15
        )


def test_a_speaker_with_few_clips_is_scored_against_the_pool(engine):
    clips = [*calm_to_excited("many", 110), *calm_to_excited("few", 130, count=4)]
    views = rated(engine, clips)
    assert views["few-0"]["baseline"] == "pooled"
    assert views["few-0"]["baseline_clips"] == 10
    assert views["many-0"]["baseline"] == "speaker"


def test_clips_without_a_speaker_are_scored_against_the_pool(engine):
    views = engine.normalise(engine.label(calm_to_excited("s", 110)), {})
    assert {view["baseline"] for view in views.values()} == {"pooled"}


def test_too_few_clips_have_no_rating_but_a_reason(engine):
    views = rated(engine, calm_to_excited("s", 110, count=4))
    assert len(views) == 4
    for view in views.values():
        assert view["arousal"] is None
        assert view["pitch_score"] is None
        assert view["baseline"] == "none"
        assert view["reason"] == ("4 clips of the run have a voice, 5 are needed for a baseline")


def test_equal_clips_are_in_the_middle(engine):
    clips = [Clip(str(i), audio=voice(150), speaker="s") for i in range(12)]
    views = rated(engine, clips)
    assert [view["arousal"] for view in views.values()] == pytest.approx([0.0] * 12)


@pytest.mark.parametrize(
    ("audio", "message"),
    [
        (None, "no audio"),
        (np.zeros(3990, dtype=np.float32), "too short: 0.249 s, at least 0.25 s are needed"),
        (
            np.zeros(16000, dtype=np.float32),
            "silent: the loudest 40 ms reach -200 dB of full scale, -70 dB are needed",
        ),
        (
            np.random.default_rng(0).normal(0, 0.1, 16000).astype(np.float32),
            "unvoiced: 0.00 s have a pitch, 0.10 s are needed",
        ),
        (
            np.full(16000, np.nan, dtype=np.float32),
            "audio holds values that are not finite numbers",
        ),
        (
            np.zeros((2, 16000), dtype=np.float32),
            "audio is float32 of shape (2, 16000), it must be float32 of one channel",
        ),
        (
            np.zeros(16000, dtype=np.int16),
            "audio is int16 of shape (16000,), it must be float32 of one channel",
        ),
    ],
)
def test_what_cannot_be_measured_is_an_error_and_never_zero(engine, audio, message):
    (output,) = engine.label([Clip("bad", audio=audio, speaker="s")])
    assert output.raw is None
    assert output.error == message
    assert engine.normalise([output], {"bad": "s"}) == {}


def test_a_bad_clip_does_not_disturb_the_others(engine):
    clips = calm_to_excited("s", 110)
    bad = Clip("bad", audio=np.zeros(16000, dtype=np.float32), speaker="s")
    assert rated(engine, [clips[0], bad, *clips[1:]]) == rated(engine, clips)


def test_raw_values_depend_neither_on_neighbours_nor_on_order(engine):
    clips = calm_to_excited("s", 110)
    together = {output.key: output.raw for output in engine.label(clips)}
    alone = {clip.key: engine.label([clip])[0].raw for clip in reversed(clips)}
    assert together == alone
    assert [output.key for output in engine.label(clips)] == [clip.key for clip in clips]


def test_the_view_does_not_depend_on_the_order_of_clips(engine):
    clips = calm_to_excited("a", 110) + calm_to_excited("b", 200)
    forward, backward = rated(engine, clips), rated(engine, clips[::-1])
    for key, view in forward.items():
        assert backward[key]["arousal"] == pytest.approx(view["arousal"], abs=1e-12)


def test_the_audio_is_not_changed(engine):
    audio = voice(150)
    before = audio.copy()
    audio.setflags(write=False)
    engine.label([Clip("a", audio=audio)])
    assert np.array_equal(audio, before)


def test_close_twice_and_normalise_without_load_are_fine():
    engine = engine_for(builtin_cards()["vocal-arousal"])
    assert engine.normalise([], {}) == {}
    engine.close()
    engine.close()


def test_scores_are_within_the_range_of_the_card(engine):
    views = rated(engine, calm_to_excited("s", 110, count=12))
    for view in views.values():
        assert -1 < view["arousal"] < 1
        assert math.isfinite(view["pitch_score"])


def test_the_card_states_the_shortest_clip():
    assert builtin_cards()["vocal-arousal"].input.min_seconds == MIN_SECONDS
