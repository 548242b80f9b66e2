"""Segments from the files of other programs, and faults with their line."""

from pathlib import Path

import pytest

from ingestion.engines import segment_files
from ingestion.engines.segment_files import read_segments
from ingestion.engines.transcript import TranscriptError, text_of
from ingestion.engines.types import Cue

LONG = '''File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 4
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "Ana"
        xmin = 0
        xmax = 4
        intervals: size = 2
        intervals [1]:
            xmin = 0
            xmax = 1.5
            text = "he said ""no"""
        intervals [2]:
            xmin = 1.5
            xmax = 4
            text = ""
    item [2]:
        class = "TextTier"
        name = "clicks"
        xmin = 0
        xmax = 4
        points: size = 1
        points [1]:
            number = 1.2
            mark = "click"
'''
SHORT = """File type = "ooTextFile"
"TextGrid"
0
4
<exists>
1
"IntervalTier"
"Ben"
0
4
1
0.5
2
"hello"
"""
EAF = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT><TIME_ORDER>
<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="500"/><TIME_SLOT TIME_SLOT_ID="ts2"/>
<TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="2500"/></TIME_ORDER>
<TIER TIER_ID="talk" PARTICIPANT="Ana">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
<ANNOTATION_VALUE>first</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts2" TIME_SLOT_REF2="ts3">
<ANNOTATION_VALUE>second</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="gloss" PARENT_REF="talk">
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a2">
<ANNOTATION_VALUE>zweites</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
</ANNOTATION_DOCUMENT>"""
RTTM = """;; a comment
SPEAKER talk 1 2.0 1.0 <NA> <NA> B <NA> <NA>
SPEAKER talk 1 0.5 1.5 <NA> <NA> A <NA> <NA>
SPEAKER other_talk 1 0 9 <NA> <NA> C <NA> <NA>
"""


def read(tmp_path: Path, name: str, text: str, **more: object) -> list[Cue]:
    path = tmp_path / name
    path.write_text(text, **({"encoding": "utf-8"} | more))  # type: ignore[arg-type]
    return read_segments(path, "talk")


def test_rttm_of_several_recordings(tmp_path: Path) -> None:
    found = read(tmp_path, "all.rttm", RTTM)
    assert found == [Cue(0.5, 2.0, "", "A"), Cue(2.0, 3.0, "", "B")]
    assert read_segments(tmp_path / "all.rttm", "other talk") == [Cue(0, 9, "", "C")]


def test_a_name_is_the_same_however_its_letters_are_composed(tmp_path: Path) -> None:
    line = "SPEAKER trñ00 1 0 1 <NA> <NA> A <NA> <NA>\n"
    (tmp_path / "a.rttm").write_text(line, encoding="utf-8")
    assert read_segments(tmp_path / "a.rttm", "trn\u030300") == [Cue(0, 1, "", "A")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_text_grids_long_and_short(tmp_path: Path, encoding: str) -> None:
    long = read(tmp_path, "long.TextGrid", LONG, encoding=encoding)
    assert long == [Cue(0, 1.5, 'he said "no"', "Ana")]
    assert read(tmp_path, "short.TextGrid", SHORT, encoding=encoding) == [
        Cue(0.5, 2, "hello", "Ben")
    ]


def test_elan_with_a_slot_between_and_a_tier_that_refers(tmp_path: Path) -> None:
    found = read(tmp_path, "a.eaf", EAF)
    assert found == [Cue(0.5, 1.5, "first", "Ana"), Cue(1.5, 2.5, "second", "Ana")]
    gloss = read_segments(tmp_path / "a.eaf", "talk", ["gloss"])
    assert gloss == [Cue(1.5, 2.5, "zweites", "gloss")]


def test_a_table_with_seconds_or_clocks(tmp_path: Path) -> None:
    text = "start;end;speaker;text\n0:01.5;00:00:02,25;Ana;oh, no\n0;1;;\n"
    assert read(tmp_path, "a.csv", text) == [Cue(0, 1, "", None), Cue(1.5, 2.25, "oh, no", "Ana")]


def test_a_table_of_several_recordings(tmp_path: Path) -> None:
    text = "file,start,end\ntalk.wav,0,1\nother.wav,2,3\n"
    assert read(tmp_path, "a.csv", text) == [Cue(0, 1, "", None)]


def test_names_before_a_colon_are_speakers_where_they_come_again(tmp_path: Path) -> None:
    cues = ["Rachel: Hi.", "Ross: Hi.", "Listen: I was late.", "Rachel: Oh.", "Ross: Yes.",
            "رنا: نعم", "رنا: لا"]  # fmt: skip
    text = "\n\n".join(
        f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{cue}" for n, cue in enumerate(cues)
    )
    found = read(tmp_path, "a.srt", text)
    assert [(cue.speaker, cue.text) for cue in found] == [
        ("Rachel", "Hi."), ("Ross", "Hi."), (None, "Listen: I was late."), ("Rachel", "Oh."),
        ("Ross", "Yes."), ("رنا", "نعم"), ("رنا", "لا"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.rttm", "SPEAKER talk 1 0 x <NA> <NA> A\n", "a.rttm, line 1: duration: 'x' is no time"),
        ("a.rttm", "SPEAKER talk 1 0\n", "a.rttm, line 1: 4 fields; SPEAKER lines have 8"),
        ("a.rttm", "SPEAKER talk 1 3 0 <NA> <NA> A\n", "line 1: ends at 3 s, not after its start"),
        ("a.rttm", "SPEAKER b 1 3 1 <NA> <NA> A\n", "has no segments of 'talk'; it has: b"),
        ("a.csv", "from,to\n0,1\n", "has no column of the start.*It has: from, to"),
        ("a.csv", "start,end\n0,1\n0\n", "a.csv, line 3: 1 cells; the header names 2"),
        ("a.csv", "start,end\n-1,1\n", "line 2: start: '-1' is no time|before the start"),
        ("a.TextGrid", '"ooTextFile"\n"Pitch"\n', "is no TextGrid"),
        ("a.TextGrid", SHORT[:-20], "the file ends where more is announced|a text in quotation"),
        ("a.eaf", "<ANNOTATION_DOCUMENT>", "a.eaf, line 1: is not XML"),
        ("a.eaf", '<!DOCTYPE a [<!ENTITY b "c">]><a/>', "declares entities"),
        ("a.eaf", "<html/>", "is no ELAN file"),
        ("a.doc", "x", "'.doc' holds no segments that can be read; use .srt, .vtt, .rttm"),
    ],
)
def test_faults_are_named_with_their_line(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(TranscriptError, match=message):
        read(tmp_path, name, text)


def test_a_tier_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "a.TextGrid").write_text(LONG)
    with pytest.raises(TranscriptError, match="has no tier 'Zoe'; it has: Ana, clicks"):
        read_segments(tmp_path / "a.TextGrid", "talk", ["Zoe"])


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("all.rttm", "SPEAKER r{n} 1 {n} 1 <NA> <NA> A <NA> <NA>"),
        ("all.ctm", "r{n} 1 {n} 0.5 word{n}"),
        ("all.csv", "r{n},{n},{n}.5,word{n}"),
    ],
)
def test_a_file_that_goes_with_many_recordings_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str
) -> None:
    path = tmp_path / name
    header = ["file,start,end,text"] if name.endswith("csv") else []
    path.write_text("\n".join([*header, *(line.format(n=n) for n in range(50))]))
    reads = []

    def counted(file: Path) -> str:
        reads.append(file)
        return text_of(file)

    monkeypatch.setattr(segment_files, "text_of", counted)
    for n in range(50):
        (cue,) = read_segments(path, f"r{n}")
        assert cue.start_seconds == n
    assert len(reads) == 1
    path.write_text("\n".join([*header, line.format(n=7).replace("r7", "changed")]))
    assert read_segments(path, "changed")[0].start_seconds == 7
    with pytest.raises(TranscriptError, match="has no segments of 'r7'; it has: changed"):
        read_segments(path, "r7")
