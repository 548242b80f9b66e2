"""The same table in every format, with the oddities that spreadsheets and R leave in it."""

from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from annotation.errors import AnnotationRefused
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.table import Cell, Table


def cells(table: Table) -> list[list[Cell]]:
    return [list(row.cells) for row in table.rows]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", "id,said\n01,héllo\n02,\n"),
        ("t.csv", "\ufeffid,said\r\n01,héllo\r\n02,\r\n"),
        ("t.csv", "id;said\n01;héllo\n02;\n"),
        ("t.tsv", "id\tsaid\n01\théllo\n02\t\n"),
        ("t.txt", '"id"|"said"\n"01"|"héllo"\n"02"|""\n'),
        ("t.csv", "\n\nid,said\n01,héllo\n\n02,\n"),
        ("t.csv", "id,said\n01,héllo\n02,\n".encode("utf-16")),
        ("t.jsonl", '{"id": "01", "said": "héllo"}\n\n{"id": "02", "said": null}\n'),
        ("t", '{"id": "01", "said": "héllo"}\n{"id": "02"}\n'),
    ],
)
def test_one_table_in_many_clothes(tmp_path: Path, name: str, content: str | bytes) -> None:
    table = open_table(write(tmp_path / name, content))
    assert table.columns == ["id", "said"]
    assert cells(table) == [["01", "héllo"], ["02", None]]


def test_parquet_is_read_as_text(tmp_path: Path) -> None:
    columns = {"id": ["01", None], "n": [3, None], "x": [0.5, float("nan")], "on": [True, False]}
    parquet.write_table(pa.table(columns), tmp_path / "t.parquet")
    table = open_table(tmp_path / "t.parquet")
    assert cells(table) == [["01", "3", "0.5", "true"], [None, None, None, "false"]]


def test_line_breaks_in_cells_count_as_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", 'id,said\n1,"two\nlines, one cell"\n2,x\n')
    rows = list(open_table(path).rows)
    assert [(row.place.row, row.place.line) for row in rows] == [(1, 3), (2, 4)]
    assert rows[0].cells[1] == "two\nlines, one cell"


def test_columns_by_name_and_position(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "t.csv", '"",A,A,#2\n1,2,3,4\n'))
    assert (table.find(""), table.find("#1"), table.find("#3"), table.find("#2")) == (0, 0, 2, 3)
    with pytest.raises(AnnotationRefused, match="2 columns are called 'A'; say #2 or #3"):
        table.find("A")
    with pytest.raises(AnnotationRefused, match="no column 'B'"):
        table.find("B")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.parquet", b"PAR1 and nothing more", "not a Parquet file"),
        ("t.bin", b"\x89PNG\0\0", "not a table"),
        ("t.jsonl", b"[1, 2]\n", "no line is a JSON object"),
        ("t.csv", b" \n", "is empty"),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(AnnotationRefused, match=message):
        open_table(write(tmp_path / name, content))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AnnotationRefused, match="No such file"):
        open_table(tmp_path / "t.csv")
