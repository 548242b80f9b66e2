"""Tables of other letters than UTF-8: read as somebody says, never as guessed."""

from pathlib import Path

import pytest

from annotation.errors import AnnotationRefused
from annotation.imports.tables.encodings import ENCODINGS, encoding_named
from annotation.imports.tables.readers import open_table
from annotation.models import ImportRecipe, Project
from ingestion.models import Segment
from tests.annotation.imports.importing import Import, import_file

pytestmark = pytest.mark.django_db
WORDS = {
    "windows-1252": "café ’tis naïve",
    "iso-8859-1": "café naïve",
    "mac-roman": "Straße Müller",
    "windows-1250": "Zażółć gęślą jaźń",
    "windows-1251": "радость и гнев",
    "windows-1253": "χαρά και θυμός",
    "windows-1254": "üzgün şaşkın",
    "windows-1255": "אני שמח",
    "windows-1256": "فرح وغضب",
    "koi8-r": "радость и гнев",
    "gb18030": "我很高兴",
    "big5": "我很高興",
    "shift-jis": "怒り、喜び",
    "euc-jp": "怒り、喜び",
    "euc-kr": "기쁨 슬픔",
    "utf-16": "我很高兴",
    "utf-8": "我很高兴",
}


def write(path: Path, words: str, encoding: str) -> Path:
    path.write_bytes(f"item,text\nplain,Hello.\nu1,{words}\n".encode(ENCODINGS[encoding]))
    return path


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_is_read_in_the_encoding_that_is_named(encoding: str, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", WORDS[encoding], encoding)
    rows = list(open_table(path, encoding=encoding).rows)
    assert rows[1].cells == ["u1", WORDS[encoding]]


@pytest.mark.parametrize("encoding", [name for name in WORDS if not name.startswith("utf")])
def test_without_a_word_the_line_and_its_readings_are_told(encoding: str, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", WORDS[encoding], encoding)
    with pytest.raises(AnnotationRefused) as refused:
        list(open_table(path).rows)
    told = str(refused.value)
    first = next(byte for byte in path.read_bytes() if byte > 0x7F)
    assert told.startswith(f"t.csv, line 3: byte 0x{first:02X} is no UTF-8 text. Save it as UTF-8")
    reading = told.split("The line would read, as ")[1].split(". Also allowed", maxsplit=1)[0]
    named = dict(part.split(": ", maxsplit=1) for part in reading.split("; "))
    (words,) = [words for names, words in named.items() if encoding in names.split(" or ")]
    assert words == f"'u1,{WORDS[encoding]}'"


def test_bytes_that_the_named_encoding_has_not_are_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"item,text\nu1,\x81\n")
    with pytest.raises(AnnotationRefused, match="line 2: byte 0x81 is no WINDOWS-1252 text"):
        list(open_table(path, encoding="windows-1252").rows)


def test_a_fault_far_into_a_long_line_is_told_with_its_surroundings(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"item,text\nu1," + b"a " * 9_000 + b"caf\xe9" + b" b" * 9_000 + b"\n")
    with pytest.raises(AnnotationRefused) as refused:
        list(open_table(path).rows)
    assert "'a a a a a a a a a a café b b" in str(refused.value)
    assert len(str(refused.value)) < 1_000


def test_a_mark_goes_before_what_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("item,text\nu1,é\n".encode("utf-8-sig"))
    with pytest.raises(AnnotationRefused, match="begins with the mark of utf-8 and is said to be"):
        open_table(path, encoding="windows-1252")
    assert open_table(path, encoding="utf-8").columns == ["item", "text"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("latin1", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("Shift_JIS", "shift-jis"),
        ("sjis", "shift-jis"),
        ("GBK", "gb18030"),
        ("gb2312", "gb18030"),
        ("macintosh", "mac-roman"),
        ("UTF8", "utf-8"),
        ("", ""),
    ],
)
def test_an_encoding_goes_by_its_other_names(said: str, meant: str) -> None:
    assert encoding_named(said) == meant


@pytest.mark.parametrize("said", ["cp37", "ebcdic", "utf-99", "rot13"])
def test_another_encoding_is_refused_with_those_allowed(said: str) -> None:
    with pytest.raises(AnnotationRefused, match=f"'{said}' is no encoding .* windows-1252"):
        encoding_named(said)


def test_the_command_reads_it_and_a_recipe_keeps_it(study: Project, tmp_path: Path) -> None:
    first = write(tmp_path / "one.csv", "怒り", "shift-jis")
    refused = import_file("study", first, kind="items")
    assert (refused.status, "shift-jis: 'u1,怒り'" in refused.errors) == (2, True)
    done = import_file("study", first, kind="items", encoding="Shift_JIS", save_recipe="tokyo")
    assert done.counts == (2, 0, 0)
    assert ImportRecipe.objects.get().reading["encoding"] == "shift-jis"
    second = tmp_path / "two.csv"
    second.write_bytes("item,text\nu2,喜び\n".encode("cp932"))
    assert import_file("study", second, kind="items", recipe="tokyo").counts == (1, 0, 0)
    assert Segment.objects.filter(transcript__in=["怒り", "喜び"]).count() == 2
    odd = import_file("study", second, kind="items", encoding="klingon")
    assert (odd.status, "'klingon' is no encoding" in odd.errors) == (2, True)


def test_parquet_has_its_own(study: Project, tmp_path: Path, import_table: Import) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"item": ["a"]}), tmp_path / "t.parquet")
    refused = import_file("study", tmp_path / "t.parquet", kind="items", encoding="big5")
    assert (refused.status, "is UTF-8 throughout" in refused.errors) == (2, True)
