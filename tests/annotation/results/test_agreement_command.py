"""`emotate agreement` of a project and of any table."""

import json
import math
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from affect.agreement import STATISTICS
from affect.agreement.tables.kind_tables import COLUMNS, kind_statistics
from affect.agreement.tables.pieces_table import PIECE_STATISTICS
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


RATED = (
    "unit,speaker,r1,r2,r3\na,s1,1,1,2\nb,s1,2,3,3\nc,s2,4,4,\nd,s2,3,3,3\ne,s3,1,2,1\nf,s3,2,2,2\n"
)


UNCLUSTERED = "\n".join(
    ",".join(cell for place, cell in enumerate(line.split(",")) if place != 1)
    for line in RATED.splitlines()
)


@pytest.mark.parametrize("stat", sorted(STATISTICS))
def test_every_statistic_of_a_table(tmp_path: Path, stat: str) -> None:
    two_only = stat in ("cohen-kappa", "scott-pi", "bennett-s")
    text = "\n".join(line.rsplit(",", 1)[0] for line in RATED.splitlines()) if two_only else RATED
    words = [table(tmp_path, text), "--stat", stat, "--cluster", "speaker", "--bootstrap", "50"]
    if stat == "alpha":
        words += ["--level", "ordinal"]
    status, out, err = run(*words, "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert found[stat] == found["value"] is not None
    assert found["stat"] == stat
    assert found["interval"] == "bootstrap over clusters"
    assert found["low"] <= found["value"] <= found["high"]
    assert found["raters"] == (2 if two_only else 3)
    assert run(*words)[1].startswith(f"{stat}")


def test_layouts_say_the_same(tmp_path: Path) -> None:
    wide = table(tmp_path, "unit,r1,r2\na,joy,joy\nb,joy,fear\nc,fear,fear\nd,joy,joy\n")
    long = table(
        tmp_path,
        "item,who,label\na,r1,joy\na,r2,joy\nb,r1,joy\nb,r2,fear\nc,r1,fear\nc,r2,fear\n"
        "d,r1,joy\nd,r2,joy\n",
        "long.csv",
    )
    counts = table(tmp_path, "item,fear,joy\na,0,2\nb,1,1\nc,2,\nd,,2\n", "counts.csv")
    cells = table(tmp_path, "first,fear,joy\nfear,1,0\njoy,1,2\n", "cells.csv")
    found = [
        json.loads(run(path, "--stat", "fleiss-kappa", "--layout", layout, "--json")[1])
        for path, layout in (
            (wide, "ratings"),
            (long, "long"),
            (counts, "counts"),
            (cells, "contingency"),
        )
    ]
    for other in found[1:]:
        assert other["value"] == pytest.approx(found[0]["value"])
        assert other["standard_error"] == pytest.approx(found[0]["standard_error"])
        assert other["units"] == 4
    assert [each["raters"] for each in found] == [2, 2, None, 2]
    alphas = [
        json.loads(run(path, "--level", "nominal", "--layout", layout, "--json")[1])["alpha"]
        for path, layout in ((wide, "ratings"), (counts, "counts"), (cells, "contingency"))
    ]
    assert alphas == pytest.approx([alphas[0]] * 3)


def test_sets_and_distributions_in_cells(tmp_path: Path) -> None:
    sets = table(tmp_path, 'unit,r1,r2\na,joy|love,joy\nb,fear,"[""fear""]"\nc,[],fear\n')
    found = json.loads(run(sets, "--distance", "masi", "--json")[1])
    # distances 2/3, 0 and 1 within; those of all pairs of the six sets by hand
    assert found["alpha"] == pytest.approx(1 - (2 / 3 + 0 + 1) / 3 / (2 * (11 + 2 / 3) / 30))
    soft = table(
        tmp_path,
        'unit,r1,r2\na,joy:0.5|fear:0.5,joy:0.5|fear:0.5\nb,joy:1,"{""fear"": 1}"\n',
        "soft.csv",
    )
    found = json.loads(run(soft, "--distance", "tv", "--json")[1])
    assert found["alpha"] == pytest.approx(1 - (1 / 2) / (2 * (4 * 0.5 + 1) / 12))
    assert found["distance"] == "tv"


def test_influence_and_labels(tmp_path: Path) -> None:
    path = table(tmp_path, "unit,a,b,c\n1,x,x,y\n2,y,y,x\n3,x,x,x\n4,y,y,y\n")
    found = json.loads(run(path, "--level", "nominal", "--influence", "--json")[1])
    without = {each["rater"]: each["value"] for each in found["without_rater"]}
    assert without["c"] == 1.0
    assert without["a"] < found["alpha"]
    assert [each["label"] for each in found["per_label"]] == ["x", "y"]
    shown = run(path, "--level", "nominal", "--influence")[1]
    assert "without c: 1.0000" in shown
    assert "x against the rest: " in shown


@pytest.mark.parametrize(
    ("words", "stat"),
    [
        (["--stat", "fleiss", "--level", "nominal"], "fleiss-kappa"),
        (["--stat", "gwet_ac1"], "gwet-ac1"),
        (["--stat", "ICC(2,k)", "--level", "interval"], "icc2k"),
        (["--stat", "icc3_1"], "icc3"),
        (["--stat", "Krippendorff", "--level", "ordinal"], "alpha"),
    ],
)
def test_other_names_of_a_statistic(tmp_path: Path, words: list[str], stat: str) -> None:
    found = json.loads(run(table(tmp_path, UNCLUSTERED), *words, "--json")[1])
    assert found["stat"] == stat
    assert found[stat] == found[words[1]] == found["value"] is not None


def test_a_cluster_is_drawn_a_thousand_times_unless_it_is_said(tmp_path: Path) -> None:
    words = [table(tmp_path, RATED), "--stat", "fleiss", "--cluster", "speaker", "--json"]
    found = json.loads(run(*words)[1])
    assert found["interval"] == "bootstrap over clusters"
    assert found == json.loads(run(*words, "--bootstrap", "1000")[1])


def test_a_table_with_mostly_single_ratings_is_warned_of(tmp_path: Path) -> None:
    path = table(tmp_path, "unit,a,b\n1,x,x\n2,y,x\n3,x,\n4,y,\n5,,x\n")
    found = json.loads(run(path, "--level", "nominal", "--json")[1])
    assert found["warning"].startswith("3 of 5 units have a single rating, so this is")
    assert "Note: 3 of 5 units" in run(path, "--level", "nominal")[2]
    assert json.loads(run(table(tmp_path), "--level", "nominal", "--json")[1])["warning"] is None


def test_the_list_of_statistics() -> None:
    status, out, _ = run("--stat", "list")
    assert status == 0
    of_kinds = [stat for layout in COLUMNS for stat in kind_statistics(layout)]
    listed = [line.split()[0] for line in out.splitlines()]
    assert listed == [*STATISTICS, *PIECE_STATISTICS, *of_kinds]
    told = json.loads(run("--stat", "list", "--json")[1])
    assert told[0]["stat"] == "alpha"
    assert told[0]["options"] == ["level", "period", "distance", "weights"]


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        (RATED, ["--stat", "kappa"], "unknown statistic 'kappa'; allowed: alpha, percent"),
        (
            RATED,
            ["--stat", "icc2", "--level", "nominal"],
            "icc2 takes no level nominal; it takes",
        ),
        (RATED, ["--level", "nominal", "--weights", "linear"], "given: level, weights"),
        (RATED, ["--stat", "cohen-kappa"], "two raters and there are 4: use light-kappa"),
        (RATED, ["--stat", "ccc", "--cluster", "speaker", "--bootstrap", "0"], "0 draws none"),
        (RATED, ["--stat", "ccc", "--cluster", "mood", "--bootstrap", "9"], "no column 'mood'"),
        (RATED, ["--stat", "ccc", "--over", "speakers"], "name the column of a table by --cluster"),
        (RATED, ["--stat", "ccc", "--layout", "counts"], "'s1' is no count; cells are whole"),
        (RATED, ["--stat", "ccc", "--layout", "contingency"], "the same categories"),
        ("u,r,v\na,x,1\na,x,2\n", ["--stat", "ccc", "--layout", "long"], "in row 1; keep one"),
        ("u,a,b\n1,x,y\n", ["--stat", "gwet-ac2"], "quadratic weights need an order"),
        ("u,a,b\n1,x,y\n", ["--stat", "gwet-ac1", "--categories", "x,z"], "'y' is none of the"),
        ("u,a,b\n1,x:1,y:2\n", ["--distance", "js"], "row 1 ('1'), column 'b': the shares of"),
        ("u,a,b\n1,x,y\n", ["--distance", "js"], "'x' is no distribution; write anger:0.6"),
        ("u,a,b\n1,[1],y\n", ["--distance", "masi"], "'[1]' is no list of labels"),
    ],
)
def test_what_a_statistic_cannot_take_is_named(
    tmp_path: Path, text: str, words: list[str], message: str
) -> None:
    status, out, err = run(table(tmp_path, text), *words)
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
    assert run("talks", "--over", "speakers")[0] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "no project 'nowhere'"),
        (["talks", "--question", "mood"], "no question 'mood'"),
        (["talks", "--level", "nominal"], "are for tables"),
        (["talks", "--over", "units"], "--over units is for tables; here: items, speakers"),
        (["talks", "--bootstrap", "10001"], "between 0 and 10000"),
    ],
)
def test_a_wrong_request_of_a_project(people: Cast, words: list[str], message: str) -> None:
    status, _, err = run(*words)
    assert status == 2
    assert message in err


def test_a_table_of_samples_by_the_command(tmp_path: Path) -> None:
    path = tmp_path / "samples.csv"
    rows = [
        f"{film},{rater},{time / 10},{math.sin(time / 9 + rater / 9) * (1 + film)}"
        for film in range(3)
        for rater in range(3)
        for time in range(80)
    ]
    path.write_text("\n".join(["film,rater,time,value", *rows]))
    words = ("--stat", "icc2", "--layout", "traces", "--over", "raters", "--bootstrap", "50")
    found = json.loads(run(str(path), *words, "--json")[1])
    assert found["interval"] == "bootstrap over raters"
    assert found["low"] < found["icc2"] < 1
    assert "traces, boxes or texts" in run(str(path), *words, "--influence")[2]
