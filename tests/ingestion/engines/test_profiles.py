"""How each profile cuts, and which it refuses."""

from pathlib import Path

import pytest

from ingestion.engines.errors import UncuttableError
from ingestion.engines.profiles import PROFILES, Material, cut
from ingestion.engines.types import Clock, Cue, Cut, Turn

CLOCK = Clock(10_000, 1000)


def material(*cues: Cue, clock: Clock = CLOCK, turns: tuple[Turn, ...] = ()) -> Material:
    return Material(Path("talk.wav"), clock, None, turns, cues)


def times(cuts: tuple[Cut, ...]) -> list[tuple[float, float]]:
    return [(one.start_seconds, one.end_seconds) for one in cuts]


def test_whole_is_one_cut_with_the_only_speaker() -> None:
    alone = (Turn(0.5, 1, "S1"), Turn(2, 3, "S1"))
    assert cut(material(), "whole").cuts == (Cut(0, 10_000, 1000),)
    assert cut(material(turns=alone), "whole").cuts == (Cut(0, 10_000, 1000, "S1"),)
    assert cut(material(turns=(*alone, Turn(1, 2, "S2"))), "whole").cuts[0].speaker is None


@pytest.mark.parametrize(
    ("window", "hop", "expected"),
    [
        (4, None, [(0, 4), (4, 8), (8, 10)]),
        (4, 2, [(0, 4), (2, 6), (4, 8), (6, 10)]),
        (4.5, None, [(0, 4.5), (4.5, 9)]),
        (20, None, [(0, 10)]),
        (3, 5, [(0, 3), (5, 8)]),
    ],
)
def test_fixed_windows(
    window: float, hop: float | None, expected: list[tuple[float, float]]
) -> None:
    found = cut(material(), "fixed", window_seconds=window, hop_seconds=hop)
    assert times(found.cuts) == expected


def test_an_utterance_is_a_cue_inside_the_recording() -> None:
    cues = (
        Cue(1, 2, "b", "B"),
        Cue(0, 1.5, "a", "A"),
        Cue(9, 12, "c", None),
        Cue(11, 12, "d", "D"),
    )
    found = cut(material(*cues), "utterance")
    assert found.cuts == (
        Cut(0, 1500, 1000, "A", text="a"),
        Cut(1000, 2000, 1000, "B", text="b"),
        Cut(9000, 10_000, 1000, None, text="c"),
    )
    assert found.left_out == (Turn(11, 12, "D"),)


def test_cues_of_one_time_and_speaker_are_one() -> None:
    found = cut(material(Cue(0, 1, "a", "A"), Cue(0, 1, "b", "A")), "import")
    assert found.cuts == (Cut(0, 1000, 1000, "A", text="a b"),)


def test_segments_without_words_have_no_text() -> None:
    assert cut(material(Cue(0, 1, "", "A")), "import").cuts[0].text is None


def test_sentences_of_cues() -> None:
    found = cut(material(Cue(0, 1, "I was", None), Cue(1, 2, "there.", None)), "sentence")
    assert found.cuts == (Cut(0, 2000, 1000, text="I was there."),)


def test_segments_of_another_recording_are_refused() -> None:
    with pytest.raises(UncuttableError, match=r"talk.wav: lasts 10.00 s, and all 1 segments"):
        cut(material(Cue(20, 21, "a", None)), "import")


@pytest.mark.parametrize("profile", ["utterance", "sentence", "import"])
def test_a_profile_that_cuts_by_a_file_asks_for_it(profile: str) -> None:
    with pytest.raises(UncuttableError, match="has no file of subtitles or segments"):
        cut(material(), profile)


def test_turns_need_sound() -> None:
    with pytest.raises(UncuttableError, match="whole or fixed, or import"):
        cut(material(), "turns")


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'scene' is unknown; use one of turns, utterance"):
        cut(material(), "scene")
    assert len(PROFILES) == 6
