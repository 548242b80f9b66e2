"""Timed transcripts: what is accepted, what is refused, and which cut gets which words."""

from pathlib import Path

import pytest

from ingestion.engines.transcript import TranscriptError, read_cues
from ingestion.engines.types import Cue, Cut, Word
from ingestion.engines.words import assigned

SRT = """1
00:00:01,000 --> 00:00:02,500
[Ann Lee]: Where have
you <i>been</i>?

2
00:00:03,000 --> 00:00:04,000
Listen: I was late.

3
01:00:05,250 --> 01:00:06,000
"""

VTT = """WEBVTT - a title

NOTE a remark

intro
00:01.000 --> 00:02.500 align:start
<v Ann>Where &amp; when?</v>

00:00:03.000 --> 00:00:04.000
<00:00:03.500>Late.
"""


def read(tmp_path: Path, data: str | bytes) -> list[Cue]:
    path = tmp_path / "talk.srt"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_cues(path)


def test_subrip(tmp_path: Path) -> None:
    assert read(tmp_path, SRT) == [
        Cue(1.0, 2.5, "Where have you been?", "Ann Lee"),
        Cue(3.0, 4.0, "Listen: I was late.", None),
    ]


def test_webvtt(tmp_path: Path) -> None:
    assert read(tmp_path, VTT) == [
        Cue(1.0, 2.5, "Where & when?", "Ann"),
        Cue(3.0, 4.0, "Late.", None, (Word("Late.", 3.5, 4.0),)),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + SRT.replace("\n", "\r\n").encode(),
        SRT.encode("utf-16"),
        SRT.replace("1\n00", "00", 1).encode(),
        SRT.replace("?\n\n2\n", "?\n2\n").encode(),
        SRT.replace(",", ".").encode(),
    ],
    ids=["byte order mark and Windows ends", "utf-16", "no number", "no blank line", "points"],
)
def test_tolerates(tmp_path: Path, data: bytes) -> None:
    texts = [cue.text for cue in read(tmp_path, data)]
    assert texts == ["Where have you been?", "Listen: I was late."]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("1\n00:00:01 -> 2\nHello\n", "talk.srt: holds no cue"),
        ("", "talk.srt: holds no cue"),
        ("1\n00:00:xx,000 --> 00:00:02,000\nHello\n", "talk.srt, line 2: cannot read the times"),
        ("\n\n00:00:03,000 --> 00:00:02,000\nHello\n", "line 3: the cue ends at 2.0 s, before its"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nH\xe9llo\n", "line 3: is not UTF-8"),
    ],
)
def test_refuses_with_the_line(tmp_path: Path, data: str | bytes, says: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(tmp_path, data)
    assert says in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"none\.srt: cannot be opened"):
        read_cues(tmp_path / "none.srt")


def test_each_cue_goes_to_the_cut_that_it_overlaps_most() -> None:
    cuts = [Cut(0, 200, 100), Cut(200, 500, 100), Cut(900, 1000, 100), Cut(1000, 1200, 100)]
    cues = [
        Cue(4.5, 4.9, "three"),
        Cue(1.5, 3.0, "two"),
        Cue(0.0, 1.0, "one"),
        Cue(6.0, 7.0, "between"),
        Cue(9.0, 12.0, "long"),
    ]
    assert [one.text for one in assigned(cues, cuts)] == ["one", "two three", None, "long"]
    assert assigned(cues, []) == []
    assert assigned([], cuts) == cuts
