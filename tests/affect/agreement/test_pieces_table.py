"""Agreement of tables with a row per piece."""

import json
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command

from affect.agreement import NO_PAIRS, AgreementError, Draw
from affect.agreement.pieces.continua import one_continuum
from affect.agreement.pieces.unitizing import u_alpha
from affect.agreement.tables.pieces_table import PIECE_STATISTICS, piece_statistic, pieces_table

ROWS = [
    ["u", "r1", "3", "15", "happy", "56"],
    ["u", "r1", "22", "53", "happy", ""],
    ["u", "r2", "3", "10", "happy", ""],
    ["u", "r2", "22", "53", "happy", ""],
    ["u", "r3", "22", "46", "happy", ""],
]
NOTHING = ["v", "r1", "", "", "", "10"], ["v", "r2", "", "", "", ""]


def value(rows: list[list[str]], stat: str) -> float | None:
    return piece_statistic(pieces_table(rows), stat, Draw()).value


def test_the_answer_books_continuum_as_a_table() -> None:
    assert value(ROWS, "u-alpha") == pytest.approx(0.5645448655652738)
    assert value(ROWS, "u-alpha-labels") == pytest.approx(0.5645448655652738)
    assert value(ROWS, "u-alpha-binary") == pytest.approx(0.5645448655652737)
    assert value(ROWS, "span-f1") == pytest.approx(2 * 1 / 10)
    assert value(ROWS, "span-f1-overlap") == pytest.approx(2 * (2 + 1 + 1) / 10)
    assert value(ROWS, "eder") == pytest.approx((5 + 19 + 14) / 3 / 56)


@pytest.mark.parametrize("stat", PIECE_STATISTICS)
def test_every_statistic_answers(stat: str) -> None:
    other = [[*row[:4], "sad" if row[1] == "r2" and row[2] == "3" else row[4], ""] for row in ROWS]
    result = piece_statistic(pieces_table([*ROWS[:1], *other[1:]]), stat, Draw())
    assert (result.value is None) == (result.reason is not None)
    assert (result.units, result.raters) == (1, 3)


def test_times_have_no_smallest_part() -> None:
    parts = [[*row[:2], str(int(row[2]) / 10), str(int(row[3]) / 10), row[4], ""] for row in ROWS]
    parts[0][5] = "5.6"
    given = [[(3, 15, "h"), (22, 53, "h")], [(3, 10, "h"), (22, 53, "h")], [(22, 46, "h")]]
    expected = u_alpha(one_continuum(given, 56), smallest=0).nominal.value
    assert value(parts, "u-alpha") == pytest.approx(expected)


def test_who_marked_nothing_looked_all_the_same() -> None:
    both = piece_statistic(pieces_table([*ROWS, *NOTHING]), "u-alpha", Draw())
    assert (both.units, both.ratings) == (2, 5)
    assert both.value != pytest.approx(value(ROWS, "u-alpha"))
    alone = piece_statistic(pieces_table([NOTHING[0]]), "u-alpha", Draw())
    assert (alone.reason, alone.single_rated_units) == (NO_PAIRS, 1)


def test_intervals_are_over_units_or_clusters() -> None:
    rng = np.random.default_rng(3)
    rows = [
        [f"u{unit}", f"r{rater}", str(start), str(start + 5), "ab"[rng.integers(2)], "20"]
        for unit in range(12)
        for rater, start in enumerate(rng.integers(0, 5, 2).tolist())
    ]
    for clusters in (None, np.arange(12) // 2):
        draw = Draw(200, np.random.default_rng(1), clusters)
        result = piece_statistic(pieces_table(rows), "gamma", draw)
        over = "units" if clusters is None else "clusters"
        assert result.interval == f"bootstrap over {over}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["u", "", "1", "2", "a"], "row 1 has no unit or no rater"),
        (["u", "r", "x", "2", "a"], "row 1: start is a number, not 'x'"),
        (["u", "r", "2", "2", "a"], "row 1: a piece from 2 to 2 has no length"),
        (["u", "r", "1", "2", ""], "row 1: the piece from 1 to 2 has no label"),
    ],
)
def test_a_row_that_is_no_piece_is_named(row: list[str], message: str) -> None:
    with pytest.raises(AgreementError, match=message):
        pieces_table([row])


def test_pieces_that_overlap_need_layers() -> None:
    rows = [["u", "r", "0", "5", "a"], ["u", "r", "3", "8", "b"], ["u", "s", "0", "5", "a"]]
    with pytest.raises(AgreementError, match="u-alpha-labels"):
        value(rows, "u-alpha")
    assert value(rows, "u-alpha-labels") is not None
    with pytest.raises(AgreementError, match="no statistic of pieces; allowed: u-alpha"):
        value(rows, "fleiss-kappa")


def test_the_command_reads_a_table_of_pieces(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pieces.csv"
    lines = [["unit", "rater", "start", "end", "label", "length"], *ROWS]
    path.write_text("\n".join(",".join(row) for row in lines))
    call_command("agreement", str(path), "--layout", "pieces", "--stat", "u-alpha", "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["u-alpha"] == pytest.approx(0.5645448655652738)
    assert (found["units"], found["raters"], found["layout"]) == (1, 3, "pieces")
