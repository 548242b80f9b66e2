"""Words with times: read from files that have them, shared out among cuts and sentences."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingestion.engines.recognised import is_recognised, read_recognised
from ingestion.engines.segment_files import read_segments, read_spoken
from ingestion.engines.sentences import sentence_cues
from ingestion.engines.transcript import TranscriptError, read_cues
from ingestion.engines.types import Cue, Cut, Word
from ingestion.engines.words import assigned, divided, places, utterances

SAID = (Word("Oh", 0.0, 0.3), Word("no", 0.3, 0.6), Word("It", 1.0, 1.2), Word("is", 1.2, 1.4))
CUE = Cue(0.0, 1.5, "“Oh no.” It is.", "Ann", SAID)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_words_are_found_in_order_whatever_stands_between() -> None:
    assert places("oh,  NO - it is", SAID) == [(0, 2), (5, 7), (10, 12), (13, 15)]
    assert places("It is", SAID) == [None, None, (0, 2), (3, 5)]
    assert places("a " * 30 + "oh", SAID[:1]) == [None]  # too far away: another one
    assert places("what? (no)", [Word("(no)", 0, 1)]) == [(6, 10)]


def test_a_cue_is_divided_with_its_words_and_loses_no_character_but_blanks() -> None:
    (_, first), (_, second) = divided(CUE, [0, 0, 1, 1])
    assert first == Cue(0.0, 0.6, "“Oh no.”", "Ann", SAID[:2])
    assert second == Cue(1.0, 1.5, "It is.", "Ann", SAID[2:])
    chinese = Cue(0, 2, "你好世界", None, (Word("你好", 0, 1), Word("世界", 1, 2)))
    assert [piece.text for _, piece in divided(chinese, [0, 1])] == ["你好", "世界"]


def test_each_word_goes_to_its_own_cut() -> None:
    cuts = [Cut(0, 70, 100), Cut(80, 200, 100), Cut(300, 400, 100)]
    found = assigned([CUE, Cue(3.2, 3.4, "untimed")], cuts)
    assert [one.text for one in found] == ["“Oh no.”", "It is.", "untimed"]
    assert [one.words for one in found] == [SAID[:2], SAID[2:], ()]


def test_a_word_in_no_cut_stays_with_the_one_before_it() -> None:
    (only,) = assigned([CUE], [Cut(0, 70, 100)])
    assert only.text == "“Oh no.” It is."
    (late,) = assigned([CUE], [Cut(100, 200, 100)])
    assert late.text == "“Oh no.” It is."


def test_sentences_begin_where_their_first_word_does() -> None:
    cue = Cue(0.0, 9.0, "Oh no. It is.", None, SAID)
    assert sentence_cues([cue]) == [
        Cue(0.0, 0.6, "Oh no.", None, SAID[:2]),
        Cue(1.0, 9.0, "It is.", None, SAID[2:]),
    ]


def test_timestamps_in_a_cue_time_its_words(tmp_path: Path) -> None:
    vtt = (
        "WEBVTT\n\n00:01.000 --> 00:03.000\n"
        "<v Ann>Oh <00:00:01.500><c>no &amp;</c><00:00:02.000> thin\n"
    )
    (cue,) = read_cues(written(tmp_path / "a.vtt", vtt))
    assert cue.text == "Oh no & thin"
    assert cue.words == (Word("Oh", 1, 1.5), Word("no &", 1.5, 2), Word("thin", 2, 3))


def test_names_before_a_colon_are_no_words(tmp_path: Path) -> None:
    vtt = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nBen: <00:01.500>yes\n\n"
        "00:02.000 --> 00:03.000\n[Ann]: <00:02.500>well\n\n00:03.000 --> 00:04.000\nBen: no\n"
    )
    found = read_cues(written(tmp_path / "a.vtt", vtt), names=True)
    assert [(cue.speaker, cue.text, cue.words) for cue in found] == [
        ("Ben", "yes", (Word("yes", 1.5, 2),)),
        ("Ann", "well", (Word("well", 2.5, 3),)),
        ("Ben", "no", ()),
    ]


def recognised(tmp_path: Path, *segments: Any) -> Path:
    return written(tmp_path / "talk.json", json.dumps({"segments": list(segments)}))


def test_a_recogniser_tells_segments_and_words(tmp_path: Path) -> None:
    path = recognised(
        tmp_path,
        {
            "start": 0.5,
            "end": 2,
            "text": " Oh no, 12!",
            "speaker": "SPEAKER_01",
            "words": [
                {"word": " Oh", "start": 0.5, "end": 0.8, "score": 0.9},
                {"word": " no,", "start": 0.8, "end": 1.1},
                {"word": " 12!"},  # an aligner finds no time for digits
            ],
        },
        {"start": 2, "end": 3, "text": " "},
        {"start": 3, "end": 4, "text": "Yes"},
    )
    assert is_recognised(path)
    assert read_segments(path, "talk") == [
        Cue(0.5, 2, "Oh no, 12!", "SPEAKER_01", (Word("Oh", 0.5, 0.8), Word("no,", 0.8, 1.1))),
        Cue(3, 4, "Yes"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"segments": [', "talk.json, line 1: is not JSON"),
        ('["a"]', 'has no list "segments"'),
        ('{"segments": [{"start": "1", "end": 2, "text": "a"}]}', "segment 1: start '1', end 2"),
        ('{"segments": [{"start": NaN, "end": 2, "text": "a"}]}', "segment 1: start nan"),
        ('{"segments": [{"start": 3, "end": 2, "text": "a"}]}', "ends at 2 s, not after"),
        ('{"segments": [7]}', "segment 1: 7 has no start"),
    ],
)
def test_what_no_recogniser_writes_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_recognised(written(tmp_path / "talk.json", text))
    assert says in str(caught.value)


def test_other_json_is_no_transcript(tmp_path: Path) -> None:
    assert not is_recognised(written(tmp_path / "about.json", '{"title": "a film"}'))
    assert not is_recognised(written(tmp_path / "broken.json", "{"))
    assert not is_recognised(written(tmp_path / "deep.json", "[" * 100_000))


CTM = """;; a comment
talk 1 0.0 0.3 oh 0.9
talk 1 0.4 0.2 no
talk 1 1.5 0.2 <eps>
talk 1 2.0 0.5 thin
other 1 0 1 else
"""


def test_words_alone_become_utterances_at_pauses(tmp_path: Path) -> None:
    path = written(tmp_path / "all.ctm", CTM)
    assert [
        (cue.text, cue.start_seconds, cue.end_seconds) for cue in read_spoken(path, "talk")
    ] == [
        ("oh no", 0.0, pytest.approx(0.6)),
        ("thin", 2.0, 2.5),
    ]
    with pytest.raises(TranscriptError, match=r"has no segments of 'song'; it has: talk, other"):
        read_spoken(path, "song")
    with pytest.raises(TranscriptError, match="line 1: 2 fields"):
        read_spoken(written(tmp_path / "bad.ctm", "talk 1\n"), "talk")
    assert utterances([], "Ann") == []


def test_who_speaks_is_not_what_is_said(tmp_path: Path) -> None:
    path = written(tmp_path / "a.rttm", "SPEAKER a 1 0 1 <NA> <NA> Ann <NA> <NA>\n")
    with pytest.raises(TranscriptError, match="no words; the profile import cuts by such a file"):
        read_spoken(path, "a")


def textgrid(**tiers: list[tuple[float, float, str]]) -> str:
    lines = ["ooTextFile", "TextGrid"]
    body = "".join(
        f'"IntervalTier"\n"{name}"\n0\n9\n{len(rows)}\n'
        + "".join(f'{start}\n{end}\n"{text}"\n' for start, end, text in rows)
        for name, rows in tiers.items()
    )
    return f'File type = "{lines[0]}"\n"{lines[1]}"\n0\n9\n<exists>\n{len(tiers)}\n{body}'


def test_a_tier_of_words_gives_the_others_theirs(tmp_path: Path) -> None:
    grid = textgrid(
        **{
            "Ann": [(0, 2, "Oh no.")],
            "Ben": [(1, 3, "Yes?")],
            "Ann - words": [(0, 0.5, "oh"), (0.5, 1, "no")],
            "Ben - words": [(1, 2, "yes")],
            "Ann - phones": [(0, 0.5, "OW1")],
        }
    )
    path = written(tmp_path / "a.TextGrid", grid)
    assert read_segments(path, "a") == [
        Cue(0, 2, "Oh no.", "Ann", (Word("oh", 0, 0.5), Word("no", 0.5, 1))),
        Cue(1, 3, "Yes?", "Ben", (Word("yes", 1, 2),)),
    ]
    asked = read_segments(path, "a", ["Ann - words"])
    assert [cue.text for cue in asked] == ["oh", "no"]


def test_aligned_words_alone_are_joined_to_utterances(tmp_path: Path) -> None:
    grid = textgrid(words=[(0, 0.5, "oh"), (0.6, 1, "no"), (3, 4, "yes")], phones=[(0, 1, "OW1")])
    found = read_segments(written(tmp_path / "a.TextGrid", grid), "a")
    assert [(cue.text, cue.speaker) for cue in found] == [("oh no", None), ("yes", None)]
