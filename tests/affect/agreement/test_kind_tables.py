"""Tables of traces, boxes and texts have the statistics of the questions of these kinds."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from affect.agreement import AgreementError, question_agreement
from affect.agreement.correlations.icc import icc
from affect.agreement.draws.bootstrap import OVER_RATERS, OVER_UNITS, Draw
from affect.agreement.tables.kind_tables import kind_statistic, kind_statistics, kind_table
from affect.agreement.tables.table_statistics import Request, table_statistic
from affect.coded import Coded
from tests.affect.agreement.test_regions_and_texts import ask, box

TIMES = np.round(np.arange(0, 10.01, 0.1), 1)
WAVES = [np.sin(TIMES / 2 + 0.2 * rater) + 0.1 * rater for rater in range(3)]


def samples() -> list[tuple[str, ...]]:
    """Three raters of three films, the samples of each in no order."""
    rows = [
        (f"film {film}", f"r{rater}", str(time), str(round(value * (1 + film), 9)))
        for film in range(3)
        for rater, wave in enumerate(WAVES)
        for time, value in zip(TIMES.tolist(), wave.tolist(), strict=True)
    ]
    order = np.random.default_rng(1).permutation(len(rows))
    return [rows[place] for place in order]


def test_traces_have_the_icc_over_time() -> None:
    table = kind_table("traces", samples())
    assert len(table.units) == 3
    found = kind_statistic(table, "icc2", Draw())
    expected = [icc(np.stack(WAVES) * (1 + film))["icc2"].value for film in range(3)]
    assert found.value == pytest.approx(np.mean(np.array(expected, float)), abs=1e-6)
    assert (found.units, found.raters, found.ratings) == (3, 3, 9)


@pytest.mark.parametrize("stat", kind_statistics("traces"))
def test_intervals_are_of_units_clusters_or_raters(stat: str) -> None:
    table = kind_table("traces", samples())
    rng = np.random.default_rng(1)
    over_units = kind_statistic(table, stat, Draw(50, rng))
    over_raters = kind_statistic(table, stat, Draw(50, rng, None, True))
    in_clusters = kind_statistic(table, stat, Draw(50, rng, ["a", "a", "b"]))
    assert (over_units.interval, over_raters.interval) == (OVER_UNITS, OVER_RATERS)
    assert in_clusters.interval == "bootstrap over clusters"
    assert over_raters.low is not None
    assert over_raters.low <= over_raters.value <= over_raters.high + 1e-12


BOXES = {
    ("a", "r1"): [box(0.1, 0.1, 0.4, 0.4), box(0.5, 0.5, 0.5, 0.5, "hand")],
    ("a", "r2"): [box(0.1, 0.2, 0.4, 0.4)],
    ("b", "r1"): [],
    ("b", "r2"): [box(0, 0, 1, 1, "hand")],
}


@pytest.mark.parametrize("stat", kind_statistics("boxes"))
def test_boxes_are_those_of_a_question(stat: str) -> None:
    rows: list[Sequence[str]] = []
    for (unit, rater), boxes in BOXES.items():
        rows += [
            (unit, rater, *(str(each[part]) for part in ("x", "y", "width", "height", "label")))
            for each in boxes
        ] or [(unit, rater, "", "", "", "", "")]
    question = ask("regions", labels=[{"id": "face"}, {"id": "hand"}])
    coded = Coded.of(question, [0, 0, 1, 1], [0, 1, 0, 1], list(BOXES.values()))
    names = [name for name, _ in question.statistics]
    expected = question_agreement(question, coded).statistics[names.index(stat)].result
    assert kind_statistic(kind_table("boxes", rows), stat, Draw()) == expected


def test_texts_are_those_of_a_question_and_an_empty_one_is_missing() -> None:
    rows = [("1", "a", "calm voice"), ("1", "b", "calm voices"), ("2", "a", "x"), ("2", "b", "")]
    table = kind_table("texts", rows)
    found = table_statistic(table, Request("edit-similarity"))
    assert found.value == pytest.approx(1 - 1 / 11)
    assert (found.units, found.single_rated_units) == (1, 1)


@pytest.mark.parametrize(
    ("layout", "rows", "message"),
    [
        ("traces", [("u", "r", "0", "high")], "row 1: value is a number, not 'high'"),
        ("traces", [("u", "r", "0", "1"), ("u", "r", "0.0", "2")], "row 2: time 0.0 has been told"),
        ("traces", [("u", "r", "-1", "1")], "row 1: time -1 is before the start"),
        ("traces", [("u", "", "0", "1")], "row 1 has no unit or no rater"),
        ("boxes", [("u", "r", "0.8", "0", "0.4", "1", "a")], "row 1: a box lies within the image"),
        ("boxes", [("u", "r", "0", "0", "0", "1", "a")], "has a size"),
        ("boxes", [("u", "r", "0", "0", "1", "1", "")], "row 1: the box has no label"),
        ("texts", [("u", "r", "a"), ("u", "r", "b")], "row 2: this rater has a text for this unit"),
    ],
)
def test_a_bad_row_is_named(layout: str, rows: Any, message: str) -> None:
    with pytest.raises(AgreementError, match=message):
        kind_table(layout, rows)


def test_wrong_statistics_and_options_are_refused() -> None:
    table = kind_table("texts", [("1", "a", "calm"), ("1", "b", "calm")])
    with pytest.raises(AgreementError, match="allowed: alpha-edit, alpha-jaccard, edit-similarity"):
        kind_statistic(table, "gamma", Draw())
    with pytest.raises(AgreementError, match="boxes and texts take no level"):
        table_statistic(table, Request("alpha-edit", level="nominal"))
