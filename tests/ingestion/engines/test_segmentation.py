"""Turns to cuts: the rules, and what holds for every input."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.engines import segmentation
from ingestion.engines.segmentation import cut_turns
from ingestion.engines.types import Cut, FrameLevels, Turn

RATE = 16_000


def levels(seconds: float, rate_hz: int = RATE, power: np.ndarray | None = None) -> FrameLevels:
    size, samples = rate_hz // 100, round(seconds * rate_hz)
    frames = -(-samples // size)
    loud = np.ones(frames, np.float32) if power is None else power.astype(np.float32)
    return FrameLevels(rate_hz, size, samples, loud, np.zeros(frames, np.float32))


def times(cuts: tuple[Cut, ...]) -> list[tuple[float, float, str | None]]:
    return [(round(c.start_seconds, 3), round(c.end_seconds, 3), c.speaker) for c in cuts]


def test_joins_gaps_of_one_speaker_up_to_half_a_second() -> None:
    turns = [Turn(1, 3, "A"), Turn(3.5, 5, "A"), Turn(5.6, 9, "A")]
    assert times(cut_turns(turns, levels(20)).cuts) == [(0.9, 5.1, "A"), (5.5, 9.1, "A")]


def test_does_not_join_across_somebody_elses_word() -> None:
    turns = [Turn(1, 4, "A"), Turn(4.1, 4.3, "B"), Turn(4.4, 8, "A")]
    done = cut_turns(turns, levels(20))
    assert times(done.cuts) == [(0.9, 4.05, "A"), (4.35, 8.1, "A")]
    assert done.left_out == (Turn(4.1, 4.3, "B"),)


def test_speech_without_speakers_is_joined_too() -> None:
    assert times(cut_turns([Turn(0, 2, None), Turn(2.4, 5, None)], levels(9)).cuts) == [
        (0, 5.1, None)
    ]


def test_pads_up_to_the_middle_of_a_gap_and_not_into_another_turn() -> None:
    turns = [Turn(1, 5, "A"), Turn(5.1, 9, "B"), Turn(8, 12, "A")]
    assert times(cut_turns(turns, levels(12.05)).cuts) == [
        (0.9, 5.05, "A"),
        (5.05, 9.0, "B"),
        (8.0, 12.05, "A"),
    ]


def test_divides_long_turns_where_they_are_weakest() -> None:
    power = np.ones(3_000)
    power[700:740] = 0.01  # a pause of 0.4 s
    power[100:110] = 0.0  # a closure of a tenth of a second, too near to the start
    power[1500:1504] = 0.0  # shorter than the smoothing
    done = cut_turns([Turn(0, 17.9, "A")], levels(30, power=power)).cuts
    assert [(c.start_sample, c.end_sample) for c in done] == [
        (0, done[1].start_sample),
        (done[0].end_sample, 18 * RATE),
    ]
    assert 7.1 <= done[1].start_seconds <= 7.3  # with the whole 0.2 s around it in the pause


def test_divides_an_even_turn_in_the_middle() -> None:
    assert times(cut_turns([Turn(1, 13, "A")], levels(30)).cuts) == [
        (0.9, 7.0, "A"),
        (7.0, 13.1, "A"),
    ]


def test_short_cuts_are_flagged_and_shorter_ones_left_out() -> None:
    turns = [Turn(1, 1.7, "A"), Turn(5, 6, "A"), Turn(10, 12.54, "A"), Turn(20, 22.55, "A")]
    done = cut_turns(turns, levels(30))
    assert [c.flags for c in done.cuts] == [("short",), ("short",), ()]
    assert done.left_out == (Turn(1, 1.7, "A"),)


def test_no_turns_no_cuts() -> None:
    assert cut_turns([], levels(5)).cuts == ()
    assert cut_turns([Turn(7, 9, "A")], levels(5)).cuts == ()


def test_wrong_input_is_named() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        cut_turns([Turn(3, 2, "A")], levels(5))


def test_half_a_day_takes_seconds() -> None:
    turns = [Turn(k * 1.8, k * 1.8 + 1.7, f"S{k % 3}") for k in range(24_000)]
    assert len(cut_turns(turns, levels(43_200)).cuts) == 24_000


turn_lists = st.lists(
    st.builds(
        lambda start, length, speaker: Turn(start, start + length, speaker),
        st.floats(0, 60),
        st.floats(0, 40),
        st.sampled_from(["A", "B", None]),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(turn_lists, st.sampled_from([8_000, 11_025, 44_100]), st.integers(0, 2**31))
def test_what_holds_for_all_turns(turns: list[Turn], rate_hz: int, seed: int) -> None:
    duration = 70.0
    power = np.random.default_rng(seed).random(-(-round(duration * rate_hz) // (rate_hz // 100)))
    scene = levels(duration, rate_hz, power)
    cuts = cut_turns(turns, scene).cuts
    starts = [c.start_sample for c in cuts]
    assert starts == sorted(starts)
    spoken = {speaker: covered(turns, speaker, scene) for speaker in ("A", "B", None)}
    for one in cuts:
        assert 0 <= one.start_sample < one.end_sample <= scene.samples
        assert 1.0 <= one.duration_seconds <= 11.0
        assert one.flags == (("short",) if one.duration_seconds < 2.75 else ())
        own = spoken[one.speaker][one.start_sample : one.end_sample]
        assert own.any()
    pieces = segmentation._join(segmentation._pieces(turns, scene), scene)
    for k, one in enumerate(cuts):
        for other in cuts[k + 1 :]:
            first, last = other.start_sample, min(one.end_sample, other.end_sample)
            if first < last:
                assert one.speaker != other.speaker
                assert within_a_joined_turn(pieces, one.speaker, first, last)
                assert within_a_joined_turn(pieces, other.speaker, first, last)


def within_a_joined_turn(
    pieces: list[segmentation._Piece], speaker: str | None, first: int, last: int
) -> bool:
    """Whether the speaker's own joined turn, without any padding, holds the whole range."""
    return any(
        piece.turn.speaker == speaker and piece.start <= first and last <= piece.end
        for piece in pieces
    )


def covered(turns: list[Turn], speaker: str | None, scene: FrameLevels) -> np.ndarray:
    mask = np.zeros(scene.samples, bool)
    for turn in turns:
        if turn.speaker == speaker:
            start = round(turn.start_seconds * scene.rate_hz)
            mask[start : round(turn.end_seconds * scene.rate_hz)] = True
    return mask


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0.02, 3), st.floats(0, 20)), max_size=10))
def test_turns_one_after_the_other_give_cuts_one_after_the_other(
    steps: list[tuple[float, float]],
) -> None:
    at, turns = 0.0, []
    for number, (gap, length) in enumerate(steps):
        turns.append(Turn(at + gap, at + gap + length, "AB"[number % 2]))
        at += gap + length
    cuts = cut_turns(turns, levels(at + 1)).cuts
    for one, other in pairwise(cuts):
        assert one.end_sample <= other.start_sample
