"""Sentences in several scripts, and subtitles made one sentence a cue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.engines.sentences import ends_sentence, sentence_cues, sentences
from ingestion.engines.types import Cue


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I am glad. Are you? Yes!", ["I am glad.", "Are you?", "Yes!"]),
        ("Dr. Berg came at 3.5 p.m. with J. Roth. He left.",
         ["Dr. Berg came at 3.5 p.m. with J. Roth.", "He left."]),
        ("No. I said no.", ["No.", "I said no."]),
        ("Das ist z.B. schön. Oder?", ["Das ist z.B. schön.", "Oder?"]),
        ("أنا سعيد. هل أنت سعيد؟ نعم!", ["أنا سعيد.", "هل أنت سعيد؟", "نعم!"]),
        ("אני שמח. ואתה? כן!", ["אני שמח.", "ואתה?", "כן!"]),
        ("我很高兴。你呢？好！", ["我很高兴。", "你呢？", "好！"]),
        ("मैं खुश हूँ। और तुम? हाँ।", ["मैं खुश हूँ।", "और तुम?", "हाँ।"]),
        ('"Stop!" she said. He stopped.', ['"Stop!"', "she said.", "He stopped."]),
        ("One line\nthat goes on.\n\nA heading\n\nMore.",
         ["One line that goes on.", "A heading", "More."]),
        ("  ", []),
    ],
)  # fmt: skip
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(st.text(alphabet="ab .?!。؟\u200f\u0301é\n\"'", max_size=80))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_marks_of_direction_and_composed_letters_stay() -> None:
    text = "\u200fשלום\u200f. e\u0301te\u0301."
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


def test_cues_are_joined_to_the_end_of_their_sentence() -> None:
    cues = [Cue(0, 1, "I was", "A"), Cue(1.1, 2, "at home.", "A"), Cue(2.1, 3, "Oh", "B")]
    assert sentence_cues(cues) == [Cue(0, 2, "I was at home.", "A"), Cue(2.1, 3, "Oh", "B")]


def test_another_speaker_or_a_long_pause_ends_a_sentence() -> None:
    cues = [Cue(0, 1, "I was", "A"), Cue(1, 2, "you were", "B"), Cue(9, 10, "late", "B")]
    assert sentence_cues(cues) == cues


def test_a_cue_of_two_sentences_is_divided_by_their_length() -> None:
    (first, second) = sentence_cues([Cue(0, 4, "Abc. Abcdefghijk.", None)])
    assert (first.text, second.text) == ("Abc.", "Abcdefghijk.")
    assert first.end_seconds == second.start_seconds == pytest.approx(4 * 4 / 16)
    assert second.end_seconds == 4


def test_what_ends_a_sentence() -> None:
    assert all(map(ends_sentence, ("Yes.", "Yes?\u201d ", "نعم؟", "好。")))
    assert not any(map(ends_sentence, ("Yes", "3.5", "well, ")))
