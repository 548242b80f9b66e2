"""`emotate agreement` of a project and of any table."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast

TABLE = "unit,r1,r2,r3\na,1,1,\nb,2,3,3\nc,,4,\nd,3,3,3\n"


def run(*words: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("agreement", *words, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), err.getvalue()


def table(tmp_path: Path, text: str = TABLE, name: str = "t.csv") -> str:
    path = tmp_path / name
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_a_table_at_every_level(tmp_path: Path, level: str) -> None:
    krippendorff = pytest.importorskip("krippendorff")
    status, out, _ = run(table(tmp_path), "--stat", "alpha", "--level", level, "--json")
    found = json.loads(out)
    nan = float("nan")
    ratings = [[1, 2, nan, 3], [1, 3, 4, 3], [nan, 3, nan, 3]]
    expected = krippendorff.alpha(reliability_data=ratings, level_of_measurement=level)
    assert status == 0
    assert found["alpha"] == pytest.approx(expected, abs=1e-12)
    assert (found["units"], found["raters"], found["ratings"]) == (3, 3, 8)
    assert (found["single_rated_units"], found["reason"]) == (1, None)
    assert (found["low"], found["high"]) == (None, None)


def test_undefined_is_null_with_a_reason(tmp_path: Path) -> None:
    path = table(tmp_path, "unit;r1;r2\na;yes;yes\nb;yes;yes\n")
    status, out, _ = run(path, "--level", "nominal", "--json")
    found = json.loads(out)
    assert (status, found["alpha"]) == (0, None)
    assert found["reason"] == "all ratings are the same value"
    assert "undefined: all ratings are the same value" in run(path, "--level", "nominal")[1]


def test_an_interval_on_request(tmp_path: Path) -> None:
    found = json.loads(
        run(table(tmp_path), "--level", "nominal", "--bootstrap", "200", "--json")[1]
    )
    assert found["low"] <= found["alpha"] <= found["high"]


def test_a_long_table_is_noticed(tmp_path: Path) -> None:
    path = table(tmp_path, "unit,rater,label\na,x,joy\na,y,joy\n")
    status, out, err = run(path, "--level", "nominal", "--json")
    assert status == 0
    assert "several rows" in err
    json.loads(out)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["{table}"], "--level nominal"),
        (["{table}", "--level", "nominal", "--question", "q"], "--question is for projects"),
        (["{table}", "--level", "nominal", "--bootstrap", "-1"], "--bootstrap is from 0"),
        (["{words}", "--level", "interval"], "'joy' is no number"),
        (["{ragged}", "--level", "nominal"], "row 1 (line 2): 2 cells"),
        (["{narrow}", "--level", "nominal"], "has one column"),
        (["missing.csv", "--level", "nominal"], "cannot be read"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, words: list[str], message: str) -> None:
    files = {
        "table": table(tmp_path),
        "words": table(tmp_path, "unit,a,b\n1,joy,2\n", "words.csv"),
        "ragged": table(tmp_path, "unit,a,b\n1,2\n", "ragged.csv"),
        "narrow": table(tmp_path, "unit\n1\n", "narrow.csv"),
    }
    status, out, err = run(*(word.format(**files) for word in words))
    assert (status, out) == (2, "")
    assert message in err


def test_a_project(people: Cast) -> None:
    status, out, _ = run("talks", "--json")
    found: dict[str, Any] = json.loads(out)
    assert status == 0
    assert [question["id"] for question in found["questions"]] == ["emotion", "sentiment"]
    assert found["questions"][0]["statistics"][0]["reason"] == "there are no ratings"
    only = json.loads(run("talks", "--question", "sentiment", "--json")[1])
    assert [question["id"] for question in only["questions"]] == ["sentiment"]
    assert "undefined: there are no ratings" in run("talks")[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "no project 'nowhere'"),
        (["talks", "--question", "mood"], "no question 'mood'"),
        (["talks", "--level", "nominal"], "are for tables"),
        (["talks", "--bootstrap", "10001"], "between 0 and 10000"),
    ],
)
def test_a_wrong_request_of_a_project(people: Cast, words: list[str], message: str) -> None:
    status, _, err = run(*words)
    assert status == 2
    assert message in err
